"""What is known about an event, in a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pactgraph.kernel.timeline import Precision
from pactgraph.why.occurrences import Basis
from pactgraph.words import day_in_words, event_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Language, Record
    from pactgraph.why.occurrences import Occurrence

_AGREEMENT: dict[Language, str] = {"en": "{} “{}”", "de": "{} „{}“"}
_AND: dict[Language, str] = {"en": " and ", "de": " und "}

# Each for an event and, second, for an agreement. {0} is its name, {1} a date.
_HAPPENED: dict[Language, dict[str, tuple[str, str]]] = {
    "en": {
        "did": ("{0} happened {1}", "{0} took effect {1}"),
        "does": ("{0} happens {1}", "{0} takes effect {1}"),
        "never": ("{0} never happens", "{0} never takes effect"),
        "open": (
            "{0} had not happened by {2}; it can at any time from {1} on",
            "{0} had not taken effect by {2}; it can at any time from {1} on",
        ),
        "undecided": (
            "the record does not say whether {0} has happened; it can have from {1} on",
            "the record does not say whether {0} has taken effect; it can have from {1} on",
        ),
        "unknown": (
            "{0} was not yet known of on {2}, so it counts as never happening",
            "{0} was not yet known of on {2}, so it counts as never taking effect",
        ),
        "surely": (
            "{0} has happened, {1} at the latest",
            "{0} has taken effect, {1} at the latest",
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
        "undecided": (
            "ob {0} eingetreten ist, lassen die Quellen offen; möglich ist es ab {1}",
            "ob {0} wirksam wurde, lassen die Quellen offen; möglich ist es ab {1}",
        ),
        "unknown": (
            "{0} war am {2} noch nicht bekannt und gilt deshalb als nie eingetreten",
            "{0} war am {2} noch nicht bekannt und gilt deshalb als nie wirksam geworden",
        ),
        "surely": ("{0} ist spätestens {1} eingetreten", "{0} ist spätestens {1} wirksam"),
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
    },
    "de": {
        "day": "am {}",
        "coarse": "{} (Tag nicht bekannt)",
        "assumed": "angenommen: {}",
        "ordered": "{}; das folgt aus der Reihenfolge der Ereignisse und aus {}",
        "delayed": "{}; {} ist {}",
        "delayed at the earliest": "{}; {} ist frühestens {}",
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
    if found.event == found.base or found.window.earliest is None:
        return told
    exact = found.window.earliest == found.window.latest
    late = event_in_words(found.event, record, language)
    day = _day(found.window.earliest, language)
    return phrases["delayed" if exact else "delayed at the earliest"].format(told, late, day)


def _base(
    found: Occurrence, record: Record, language: Language, *, on: datetime, known: Stretch
) -> str:
    forms = _HAPPENED[language]
    window = found.base_window
    date = ""
    if found.date is not None:
        form = "did" if found.date.start <= on else "does"
        date = date_in_words(found.date, language)
    elif found.basis is Basis.ASSUMED:
        form = "never"
    elif found.basis is Basis.NOT_YET_KNOWN:
        form = "unknown"
    elif found.basis is Basis.ORDERED and window.latest is not None:
        form, date = "surely", _day(window.latest, language)
    elif window.earliest is None:
        form = "cannot"
    else:
        form = {Basis.OPEN: "open", Basis.UNDECIDED: "undecided"}.get(found.basis, "can")
        date = day_in_words(window.earliest)
    name = name_in_words(found.base, record, language)
    return forms[form][found.base in record.agreements].format(name, date, known.text)


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
