"""What is known about an event, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.why.occurrences import Basis
from pactgraph.kernel.timeline import FIRST, Precision
from pactgraph.messages import Phrases
from pactgraph.telling.points import listed
from pactgraph.telling.words import AND, NAMED, day_in_words, event_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pactgraph.asking.why.occurrences import Occurrence
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.messages import Language
    from pactgraph.record import Record


def _both(phrase: str) -> tuple[str, str]:
    return phrase, phrase


# Each for an event and, second, for an agreement. {0} is its name, {1} a date, {2} the day that
# the record is known to, {3} the first day on which it can happen, {4} the day through which it is
# known not to have, {5} the day to which the record reaches.
_HAPPENED = Phrases(
    {
        "did": ("{0} happened {1}", "{0} took effect {1}"),
        "does": ("{0} happens {1}", "{0} takes effect {1}"),
        "never": ("{0} never happens", "{0} never takes effect"),
        "open": (
            "{0} had not happened by {2}; it can at any time from {1} on",
            "{0} had not taken effect by {2}; it can at any time from {1} on",
        ),
        "open, not known": (
            "{0} was not known to have happened by {2}; it counts as open from {1} on",
            "{0} was not known to have taken effect by {2}; it counts as open from {1} on",
        ),
        "open, shown": (
            (
                "{0} had not happened by {4}; nothing is recorded of it since, and the record"
                " reaches to {5}; it counts as open from {1} on"
            ),
            (
                "{0} had not taken effect by {4}; nothing is recorded of it since, and the record"
                " reaches to {5}; it counts as open from {1} on"
            ),
        ),
        "open, none": _both(
            "nothing is recorded of {0} through {2}; it counts as open from {1} on"
        ),
        "open, none since": _both(
            "nothing is recorded of {0} through {4}; the record reaches to {5};"
            " it counts as open from {1} on"
        ),
        "open, unsaid": _both(
            "nothing is recorded of {0}; the record reaches to {5}; it counts as open from {1} on"
        ),
        "open, all unsaid": _both(
            "nothing is recorded of {0}, nor how far the record reaches;"
            " it counts as open from {1} on"
        ),
        "undecided": (
            "the record does not say whether {0} has happened; it can have from {1} on",
            "the record does not say whether {0} has taken effect; it can have from {1} on",
        ),
        "unknown": (
            "{0} was not yet known of on {2}, so it counts as never happening",
            "{0} was not yet known of on {2}, so it counts as never taking effect",
        ),
        "settled": ("{0} has happened by {1}", "{0} has taken effect by {1}"),
        "any time": (
            "when {0} happened is not recorded; it had by {1}",
            "when {0} took effect is not recorded; it had by {1}",
        ),
        "within": (
            "{0} happens at some time from {3} through {1}",
            "{0} takes effect at some time from {3} through {1}",
        ),
        "can": ("{0} can happen from {1} on", "{0} can take effect from {1} on"),
        "cannot": ("{0} cannot happen", "{0} cannot take effect"),
    }
)
_PHRASES = Phrases(
    {
        "day": "on {}",
        "coarse": "in {} (the day is not known)",
        "assumed": "assumed: {}",
        "ordered": "{}; that follows from the order of events and from {}",
        "delayed": "{}; {} is {}",
        "delayed at the earliest": "{}; {} is {} at the earliest",
        "delayed by": "{}; {} is no later than {}",
        "against": "{}, although by the record it had not happened by {}",
    }
)


def occurrence_phrases(language: Language) -> dict[str, str | tuple[str, ...]]:
    """Return the phrases that these sentences are made of, by name, for who writes them elsewhere.

    Two are one for an event and one for an agreement.
    """
    joins = {"agreement": NAMED.told_in(language), "and": AND.told_in(language)}
    return {**joins, **_PHRASES[language], **_HAPPENED[language]}


def occurrence_in_words(
    found: Occurrence, record: Record, language: Language, *, on: datetime, known: Stretch
) -> str:
    """Return what is known about an event, in one sentence without a full stop.

    Args:
        found: what is known.
        record: the record that knows the event.
        language: the language wanted.
        on: the instant asked about, UTC; earlier happenings are told in the past.
        known: the day that the record is known to.
    """
    phrases = _PHRASES[language]
    told = _base(found, record, language, on=on, known=known)
    if found.basis is Basis.ASSUMED:
        told = phrases["assumed"].format(told)
    if found.basis is Basis.ORDERED:
        others = names_in_words(found.because, record, language)
        told = phrases["ordered"].format(told, others)
    if found.is_against_record and found.through:
        told = phrases["against"].format(told, found.through.text)
    if found.event == found.base or found.window.earliest is None:
        return told
    late = event_in_words(found.event, record, language)
    if found.window.earliest == FIRST:
        until = found.window.latest
        return phrases["delayed by"].format(told, late, day_in_words(until)) if until else told
    exact = found.window.earliest == found.window.latest
    day = _day(found.window.earliest, language)
    return phrases["delayed" if exact else "delayed at the earliest"].format(told, late, day)


def _base(
    found: Occurrence, record: Record, language: Language, *, on: datetime, known: Stretch
) -> str:
    form, date = _form(found, record, language, on=on, known=known)
    first = found.base_window.earliest
    days = (
        day_in_words(first) if first else "",
        found.through.text if found.through else "",
        record.reach.text if record.reach else "",
    )
    phrase = _HAPPENED[language][form][found.base in record.agreements]
    return phrase.format(name_in_words(found.base, record, language), date, known.text, *days)


def _form(
    found: Occurrence, record: Record, language: Language, *, on: datetime, known: Stretch
) -> tuple[str, str]:
    """Return which phrase tells when the event happens, and the date that it names."""
    earliest = found.base_window.earliest
    if found.date is not None:
        form = "did" if found.date.start <= on else "does"
        return form, date_in_words(found.date, language)
    if found.basis in _FORMS_WITHOUT_DATE:
        return _FORMS_WITHOUT_DATE[found.basis], ""
    if earliest is None:
        return "cannot", ""
    if found.basis is Basis.OPEN:
        return _open(found, record, known), day_in_words(earliest)
    if found.basis is Basis.ORDERED and found.base_window.latest is not None:
        return _ordered(earliest, found.base_window.latest, on, language)
    return ("undecided" if found.basis is Basis.UNDECIDED else "can"), day_in_words(earliest)


_FORMS_WITHOUT_DATE = {Basis.ASSUMED: "never", Basis.NOT_YET_KNOWN: "unknown"}


def _ordered(
    earliest: datetime, latest: datetime, on: datetime, language: Language
) -> tuple[str, str]:
    """Return which phrase tells of an event that its order puts between two instants."""
    if earliest == latest:
        return ("did" if latest <= on else "does"), _day(latest, language)
    if latest <= on:
        return "settled", day_in_words(latest)
    return ("any time" if earliest == FIRST else "within"), day_in_words(latest)


def _open(found: Occurrence, record: Record, known: Stretch) -> str:
    """Return which phrase tells that an event counts as open, by what there is to say so.

    That it had not happened by a day is said only if a source of that day or later shows it,
    or the record has a later date of it.
    """
    occurred = record.happenings[found.base].occurred
    if occurred is not None:
        return "open" if occurred.start > known.last else "open, not known"
    if found.through is None:
        return "open, unsaid" if record.reach else "open, all unsaid"
    if found.through.end > known.last:
        return "open" if found.shown_by else "open, none"
    return "open, shown" if found.shown_by else "open, none since"


def name_in_words(event: str, record: Record, language: Language) -> str:
    """Return what `event` is called: an agreement by its id and label."""
    agreement = record.agreements.get(event)
    if agreement is None:
        return event_in_words(event, record, language)
    return NAMED.told_in(language).format(agreement.id, agreement.label.in_language(language))


def names_in_words(events: Iterable[str], record: Record, language: Language) -> str:
    """Return what `events` are called, joined by commas and a last "and"."""
    return listed([name_in_words(e, record, language) for e in events] or [""], AND, language)


def date_in_words(date: Stretch, language: Language) -> str:
    """Return "on" a day, or "in" a month or a year whose day is not known."""
    exact = date.precision in (Precision.DAY, Precision.INSTANT)
    return _PHRASES[language]["day" if exact else "coarse"].format(date.text)


def _day(moment: datetime, language: Language) -> str:
    return _PHRASES[language]["day"].format(day_in_words(moment))
