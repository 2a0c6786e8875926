"""What is known about an event, in a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pactgraph.asking.why.occurrences import Basis
from pactgraph.kernel.timeline import FIRST, Precision
from pactgraph.telling.words import day_in_words, event_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pactgraph.asking.why.occurrences import Occurrence
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.messages import Language
    from pactgraph.record import Record


def _both(phrase: str) -> tuple[str, str]:
    return phrase, phrase


_AGREEMENT: dict[Language, str] = {"en": "{} “{}”", "de": "{} „{}“"}
_AND: dict[Language, str] = {"en": " and ", "de": " und "}
_SINCE: dict[Language, str] = {
    "en": "nothing is recorded of it since, and the record reaches to {5};"
    " it counts as open from {1} on",
    "de": "seither ist nichts davon verzeichnet, und die Daten reichen bis {5};"
    " als offen gilt es ab {1}",
}

# Each for an event and, second, for an agreement. {0} is its name, {1} a date, {2} the day that
# the record is known to, {3} the first day on which it can happen, {4} the day through which it is
# known not to have, {5} the day to which the record reaches.
_HAPPENED: dict[Language, dict[str, tuple[str, str]]] = {
    "en": {
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
            f"{{0}} had not happened by {{4}}; {_SINCE['en']}",
            f"{{0}} had not taken effect by {{4}}; {_SINCE['en']}",
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
    },
    "de": {
        "did": ("{0} trat {1} ein", "{0} wurde {1} wirksam"),
        "does": ("{0} tritt {1} ein", "{0} wird {1} wirksam"),
        "never": ("{0} tritt nie ein", "{0} wird nie wirksam"),
        "open": (
            "{0} war bis {2} nicht eingetreten; möglich ist es jederzeit ab {1}",
            "{0} war bis {2} nicht wirksam; möglich ist es jederzeit ab {1}",
        ),
        "open, not known": (
            "dass {0} eingetreten ist, war am {2} nicht bekannt; als offen gilt es ab {1}",
            "dass {0} wirksam ist, war am {2} nicht bekannt; als offen gilt es ab {1}",
        ),
        "open, shown": (
            f"{{0}} war bis {{4}} nicht eingetreten; {_SINCE['de']}",
            f"{{0}} war bis {{4}} nicht wirksam; {_SINCE['de']}",
        ),
        "open, none": _both("bis {2} ist von {0} nichts verzeichnet; als offen gilt es ab {1}"),
        "open, none since": _both(
            "bis {4} ist von {0} nichts verzeichnet; die Daten reichen bis {5};"
            " als offen gilt es ab {1}"
        ),
        "open, unsaid": _both(
            "von {0} ist nichts verzeichnet; die Daten reichen bis {5}; als offen gilt es ab {1}"
        ),
        "open, all unsaid": _both(
            "von {0} ist nichts verzeichnet, auch nicht, wie weit die Daten reichen;"
            " als offen gilt es ab {1}"
        ),
        "undecided": (
            "ob {0} eingetreten ist, lassen die Quellen offen; möglich ist es ab {1}",
            "ob {0} wirksam wurde, lassen die Quellen offen; möglich ist es ab {1}",
        ),
        "unknown": (
            "{0} war am {2} noch nicht bekannt und gilt deshalb als nie eingetreten",
            "{0} war am {2} noch nicht bekannt und gilt deshalb als nie wirksam geworden",
        ),
        "settled": ("{0} ist bis {1} eingetreten", "{0} ist bis {1} wirksam geworden"),
        "any time": (
            "wann {0} eintrat, ist nicht verzeichnet; bis {1} war es eingetreten",
            "wann {0} wirksam wurde, ist nicht verzeichnet; bis {1} war es wirksam",
        ),
        "within": (
            "{0} tritt irgendwann von {3} bis {1} ein",
            "{0} wird irgendwann von {3} bis {1} wirksam",
        ),
        "can": ("{0} kann ab {1} eintreten", "{0} kann ab {1} wirksam werden"),
        "cannot": ("{0} kann nicht eintreten", "{0} kann nicht wirksam werden"),
    },
}
_PHRASES: dict[Language, dict[str, str]] = {
    "en": {
        "day": "on {}",
        "coarse": "in {} (the day is not known)",
        "assumed": "assumed: {}",
        "ordered": "{}; that follows from the order of events and from {}",
        "delayed": "{}; {} is {}",
        "delayed at the earliest": "{}; {} is {} at the earliest",
        "delayed by": "{}; {} is no later than {}",
        "against": "{}, although by the record it had not happened by {}",
    },
    "de": {
        "day": "am {}",
        "coarse": "{} (Tag nicht bekannt)",
        "assumed": "angenommen: {}",
        "ordered": "{}; das folgt aus der Reihenfolge der Ereignisse und aus {}",
        "delayed": "{}; {} ist {}",
        "delayed at the earliest": "{}; {} ist frühestens {}",
        "delayed by": "{}; {} ist nicht später als {}",
        "against": "{}, obwohl es nach den Daten bis {} nicht eingetreten war",
    },
}


def occurrence_phrases(language: Language) -> dict[str, str | tuple[str, str]]:
    """Return the phrases that these sentences are made of, by name, for who writes them elsewhere.

    Two are one for an event and one for an agreement.
    """
    joins = {"agreement": _AGREEMENT[language], "and": _AND[language]}
    return joins | _PHRASES[language] | _HAPPENED[language]


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
    return _AGREEMENT[language].format(agreement.id, agreement.label.in_language(language))


def names_in_words(events: Iterable[str], record: Record, language: Language) -> str:
    """Return what `events` are called, joined by commas and a last "and"."""
    *most, last = [name_in_words(event, record, language) for event in events] or [""]
    return _AND[language].join([", ".join(most), last]) if most else last


def date_in_words(date: Stretch, language: Language) -> str:
    """Return "on" a day, or "in" a month or a year whose day is not known."""
    exact = date.precision in (Precision.DAY, Precision.INSTANT)
    return _PHRASES[language]["day" if exact else "coarse"].format(date.text)


def _day(moment: datetime, language: Language) -> str:
    return _PHRASES[language]["day"].format(day_in_words(moment))


def last_day_in_words(end: datetime) -> str:
    """Return the last day before the instant `end`, or `end` itself if it begins no day."""
    whole = day_in_words(end)
    return whole if "T" in whole else day_in_words(end - timedelta(days=1))
