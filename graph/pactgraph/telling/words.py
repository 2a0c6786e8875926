"""What the record says in words: "in force until the earlier of … and …"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import instant_text
from pactgraph.messages import Phrases, phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.timeline import Duration
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Concept, Record


AND = phrase(" and ")
OR = phrase(" or ")
YES_NO = Phrases({True: "yes", False: "no"})
QUOTED = phrase("“{}”")
NAMED = phrase("{} “{}”")
"""What has an id and a label."""

_PHRASES = Phrases(
    {
        "in_force": "in force {}",
        "always": "always in force",
        "never": "never in force",
        "start": "from {}",
        "end": "until {}",
        "or": "; or ",
        "end_of": "the end of {}",
        "takes_effect": "{date} ({id})",
        "delayed": "{delay} after {event}",
        "days": "{} days",
        "months": "{} months",
    }
)
_CHOICES = Phrases(
    {
        "latest": ("the later of {}", "the latest of {}"),
        "earliest": ("the earlier of {}", "the earliest of {}"),
    }
)
"""Each for two, and for more."""


def formula_phrases(language: Language) -> dict[str, str | tuple[str, ...]]:
    """Return the phrases that formulas are made of, by name, for who writes them elsewhere."""
    joins = {"and": AND.told_in(language), "quoted": QUOTED.told_in(language)}
    return {**_PHRASES[language], **_CHOICES[language], **joins}


def formula(
    clause: Clause, record: Record, language: Language, unknown: Collection[str] = ()
) -> str:
    """Return when `clause` is in force, in words, whatever has happened so far.

    Dates bound a clause by the day, month or year that they are the end of.

    Args:
        clause: the clause.
        record: the record that knows its events.
        language: the language wanted.
        unknown: IRIs of events that do not exist for the question; they never happen.
    """
    phrases = _PHRASES[language]
    known = _reachable(clause.periods, unknown)
    if not known:
        return phrases["never"]
    told = [_period(period, record, language, unknown) for period in known]
    if told == [""]:
        return phrases["always"]
    return phrases["in_force"].format(phrases["or"].join(told))


def _period(period: Period, record: Record, language: Language, unknown: Collection[str]) -> str:
    phrases = _PHRASES[language]
    bounds = sorted(period.until_events - set(unknown))
    starts = [event_in_words(event, record, language) for event in sorted(period.from_events)]
    ends = [event_in_words(event, record, language) for event in bounds]
    if period.from_date:
        starts.append(day_in_words(period.from_date))
    if period.until_date:
        ends.append(end_in_words(period.until_date, language))
    parts = []
    if starts:
        parts.append(phrases["start"].format(_choice(starts, "latest", language)))
    if ends:
        parts.append(phrases["end"].format(_choice(ends, "earliest", language)))
    return " ".join(parts)


def beginning(
    clause: Clause, record: Record, language: Language, unknown: Collection[str] = ()
) -> str:
    """Return since when `clause` is in force, in words: "from …"; "" if since ever.

    The arguments are those of `formula`.
    """
    reachable = _reachable(clause.periods, unknown)
    bounds = [replace(period, until_date=None, until_events=frozenset()) for period in reachable]
    return _bounds(bounds, record, language, unknown)


def ending(
    clause: Clause, record: Record, language: Language, unknown: Collection[str] = ()
) -> str:
    """Return until when `clause` is in force, in words: "until …"; "" if without end.

    The arguments are those of `formula`.
    """
    reachable = _reachable(clause.periods, unknown)
    bounds = [replace(period, from_date=None, from_events=frozenset()) for period in reachable]
    return _bounds(bounds, record, language, unknown)


def span(
    periods: Collection[Period],
    record: Record,
    language: Language,
    unknown: Collection[str] = (),
) -> str:
    """Return when something with these `periods` holds: "from … until …"; "" if at all times.

    At least one period needs no `unknown` event; the other arguments are those of `formula`.
    """
    known = _reachable(periods, unknown)
    return _bounds(known, record, language, unknown)


def _reachable(periods: Iterable[Period], unknown: Collection[str]) -> list[Period]:
    """Return the periods that need no `unknown` event."""
    return [period for period in periods if not period.happened & set(unknown)]


def _bounds(
    bounds: Sequence[Period], record: Record, language: Language, unknown: Collection[str]
) -> str:
    told = dict.fromkeys(_period(bound, record, language, unknown) for bound in bounds)
    return "" if "" in told else _PHRASES[language]["or"].join(told)


def _choice(items: Sequence[str], which: str, language: Language) -> str:
    """Return one item as it is, two as "the later of", more as "the latest of"."""
    *most, last = items
    if not most:
        return last
    of = _CHOICES[language][which][len(most) > 1]
    return of.format(", ".join(most) + AND.told_in(language) + last)


def event_in_words(event: str, record: Record, language: Language) -> str:
    """Return what `event` is called: an agreement by the date it takes effect on.

    Args:
        event: IRI of an event or agreement, or the name of a delayed event.
        record: the record that knows it.
        language: the language wanted.
    """
    phrases = _PHRASES[language]
    if event in record.relations.delays:
        delay = record.relations.delays[event]
        return phrases["delayed"].format(
            delay=_length(delay.offset, language),
            event=event_in_words(delay.event, record, language),
        )
    if event in record.agreements:
        agreement = record.agreements[event]
        return phrases["takes_effect"].format(date=agreement.effective.text, id=agreement.id)
    return QUOTED.told_in(language).format(record.events[event].label.in_language(language))


def _length(offset: Duration, language: Language) -> str:
    phrases = _PHRASES[language]
    if offset.months:
        return phrases["months"].format(offset.months)
    if offset.fixed % timedelta(days=1):
        return str(offset.fixed)
    return phrases["days"].format(offset.fixed.days)


def day_in_words(moment: datetime) -> str:
    """Return the day that begins at `moment`, or `moment` itself."""
    if moment.time().isoformat() == "00:00:00":
        return moment.date().isoformat()
    return instant_text(moment)


def end_in_words(moment: datetime, language: Language) -> str:
    """Return the end of the year, month or day that ends at `moment`, or `moment` itself."""
    if moment.time().isoformat() != "00:00:00":
        return day_in_words(moment)
    before = (moment - timedelta(days=1)).date().isoformat()
    shown = 10 if moment.day > 1 else 7 if moment.month > 1 else 4
    return _PHRASES[language]["end_of"].format(before[:shown])


_STATUS = Phrases(
    {
        Status.IN_FORCE: "in force",
        Status.NOT_YET: "not yet",
        Status.ENDED: "ended",
        Status.NEVER: "never",
        Status.DEPENDS: "depends",
    }
)


def status_in_words(status: Status, language: Language) -> str:
    """Return what `status` is called.

    >>> status_in_words(Status.IN_FORCE, "de")
    'in Kraft'
    """
    return _STATUS[language][status]


def concept_label(concepts: Mapping[str, Concept], name: str, language: Language) -> str:
    """Return what the concept with the id `name` is called, or `name`."""
    found = (c.label.in_language(language) for c in concepts.values() if c.id == name)
    return next(found, name)
