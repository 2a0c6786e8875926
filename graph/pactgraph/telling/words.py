"""What the record says in words: "in force until the earlier of … and …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.kernel.status import Status
from pactgraph.messages import Phrases, meant, phrase
from pactgraph.telling.days import END_OF, day_in_words, end_in_words
from pactgraph.telling.points import (
    AND,
    DERIVED,
    QUOTED,
    Naming,
    event_in_words,
    has_name,
    listed,
    never_comes,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pactgraph.kernel.periods import Period
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Concept, Record


__all__ = [
    "AND",
    "NAMED",
    "OR",
    "QUOTED",
    "YES_NO",
    "beginning",
    "concept_label",
    "day_in_words",
    "end_in_words",
    "ended_in_words",
    "ending",
    "event_in_words",
    "formula",
    "formula_phrases",
    "revival_in_words",
    "span",
    "status_in_words",
]

OR = phrase(" or ")
YES_NO = Phrases({True: "yes", False: "no"})
NAMED = phrase("{} “{}”")
"""What has an id and a label."""

FORMULA = Phrases(
    {
        "in_force": "in force {}",
        "always": "always in force",
        "never": "never in force",
        "start": "from {}",
        "end": "until {}",
        "or": "; or ",
    }
)
CHOICES = Phrases(
    {
        "latest": ("the later of {}", "the latest of {}"),
        "earliest": ("the earlier of {}", "the earliest of {}"),
    }
)
"""Each for two, and for more."""


def formula_phrases(language: Language) -> dict[str, str | tuple[str, ...]]:
    """Return the phrases that formulas are made of, by name, for who writes them elsewhere."""
    joins = {
        "and": AND.told_in(language),
        "quoted": QUOTED.told_in(language),
        "end_of": END_OF.told_in(language),
        "apart": DERIVED[language]["apart"],
    }
    return {**FORMULA[language], **CHOICES[language], **joins}


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
    return formula_of(clause.periods, record, language, unknown)


def formula_of(
    periods: Iterable[Period], record: Record, language: Language, unknown: Collection[str] = ()
) -> str:
    """Return `periods`, of whatever holds then, as `formula` tells those of a clause."""
    phrases = FORMULA[language]
    known = _reachable(periods, record, unknown)
    if not known:
        return phrases["never"]
    naming = Naming(record, language)
    told = [_period(period, naming, unknown) for period in known]
    if told == [""]:
        return phrases["always"]
    return phrases["in_force"].format(phrases["or"].join(told))


def _period(period: Period, naming: Naming, unknown: Collection[str]) -> str:
    language = naming.language
    phrases = FORMULA[language]
    never = frozenset(unknown)
    until = [
        event
        for event in sorted(period.until_events)
        if not (never and never_comes(event, naming.record, never))
    ]
    starts = _named(sorted(period.from_events), naming, alone=period.from_date is None)
    ends = _named(until, naming, alone=period.until_date is None)
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


def _named(events: Sequence[str], naming: Naming, *, alone: bool) -> list[str]:
    """Return events in words; one `alone` needs no parentheses."""
    if alone and len(events) == 1:
        return [naming.name(events[0])]
    return [naming.entry(event) for event in events]


def beginning(
    clause: Clause, record: Record, language: Language, unknown: Collection[str] = ()
) -> str:
    """Return since when `clause` is in force, in words: "from …"; "" if since ever.

    The arguments are those of `formula`.
    """
    reachable = _reachable(clause.periods, record, unknown)
    bounds = [replace(period, until_date=None, until_events=frozenset()) for period in reachable]
    return _bounds(bounds, record, language, unknown)


def ending(
    clause: Clause, record: Record, language: Language, unknown: Collection[str] = ()
) -> str:
    """Return until when `clause` is in force, in words: "until …"; "" if without end.

    The arguments are those of `formula`.
    """
    reachable = _reachable(clause.periods, record, unknown)
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
    known = _reachable(periods, record, unknown)
    return _bounds(known, record, language, unknown)


def _reachable(
    periods: Iterable[Period], record: Record, unknown: Collection[str]
) -> list[Period]:
    """Return the periods that need no `unknown` event."""
    never = frozenset(unknown)
    if not never:
        return [*periods]
    return [
        period
        for period in periods
        if not any(never_comes(event, record, never) for event in period.happened)
    ]


def _bounds(
    bounds: Sequence[Period], record: Record, language: Language, unknown: Collection[str]
) -> str:
    naming = Naming(record, language)
    told = dict.fromkeys(_period(bound, naming, unknown) for bound in bounds)
    return "" if "" in told else FORMULA[language]["or"].join(told)


def _choice(items: Sequence[str], which: str, language: Language) -> str:
    """Return one item as it is, two as "the later of", more as "the latest of"."""
    if len(items) == 1:
        return items[0]
    of = CHOICES[language][which][len(items) > 2]  # noqa: PLR2004
    return of.format(listed(items, AND, language))


_STATUS = Phrases(
    {
        Status.IN_FORCE: "in force",
        Status.NOT_YET: "not yet",
        Status.ENDED: "ended",
        Status.NEVER: "never",
        Status.DEPENDS: "depends",
    }
)


_REVIVALS = Phrases(
    {
        "ended": "ended; {}",
        "can revive": "ended; can revive",
        "with time": "can revive with time alone",
        "if": "can revive if {}",
        "comes": "{} comes",
        "comes within": "{} comes {}",
        "or": meant("between what can happen", " or "),
    }
)


def revival_phrases(language: Language) -> Mapping[str, str]:
    """Return the phrases of `revival_in_words`, by name, for who writes them elsewhere."""
    return _REVIVALS[language]


def ended_in_words(ways: Sequence[frozenset[str]], record: Record, language: Language) -> str:
    """Return that something has ended and what has to come for it to revive."""
    return _REVIVALS[language]["ended"].format(revival_in_words(ways, record, language))


def revival_in_words(ways: Sequence[frozenset[str]], record: Record, language: Language) -> str:
    """Return what has to come for something that has ended to revive: "can revive if …".

    Args:
        ways: in each of them these events have to come; as `kernel.flips.revivals` finds them.
        record: the record that knows them.
        language: the language wanted.
    """
    phrases = _REVIVALS[language]
    if frozenset() in ways or not ways:
        return phrases["with time"]
    naming = Naming(record, language)
    told = [naming.joined([coming_of(event, naming) for event in sorted(way)]) for way in ways]
    return phrases["if"].format(phrases["or"].join(told))


def coming_of(event: str, naming: Naming) -> str:
    """Return "“X” comes", or "“X” comes by …" of one that is called by its bounds."""
    phrases = _REVIVALS[naming.language]
    if not has_name(event, naming.record):
        base, bounds = naming.bounds(event)
        if bounds:
            return phrases["comes within"].format(naming.point(base), naming.within(bounds))
    return phrases["comes"].format(naming.name(event))


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
