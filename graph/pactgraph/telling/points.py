"""Events in words, derived ones too: what they are called, and what they are.

A derived event is called by its label. What has no label, because it only stands between
others, is told by what it is: a moment, a comparison, the outcome of a duty.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from pactgraph.kernel.points import (
    Compared,
    LapseOf,
    Moment,
    Moved,
    NthOf,
    OnlyBefore,
    OnlyFrom,
    shape,
)
from pactgraph.messages import Phrases, meant, phrase
from pactgraph.telling.days import day_in_words, end_in_words, last_day_in_words
from pactgraph.telling.spans import is_end_of_day, moment_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.kernel.points import Point, Shape
    from pactgraph.messages import Language, Message
    from pactgraph.record import Record, Thing

QUOTED = phrase("“{}”")
AND = phrase(" and ")
MOST_LISTED = 5
"""Beside a name only the number of more events is told; `why` and `show` list them."""
_MARKS = re.compile(r"""[“”„"]""")
"""What a label that stands in quotation marks cannot have without a doubt where it ends."""


class _Outcome(StrEnum):
    """The last part of the name of an event that a duty makes."""

    FULFILMENT = "fulfilment"
    EXCUSE = "excuse"
    VIOLATION = "violation"
    LATENESS = "lateness"
    IN_TIME = "in-time"
    FIRST = "first"
    EXCUSED = "excused"
    OVER = "over"


DERIVED = Phrases(
    {
        "takes_effect": "{date} ({id})",
        "with meaning": "{} ({})",
        "apart": "({})",
        "if": "{} if {}",
        "several": "{} events",
        "passed": "{} has passed without {}",
        "passing": "the passing of {} without {}",
        "nth": "number {} of {}",
    }
)
COUNTS = Phrases(
    {
        "earliest": (
            meant("an event", "the earlier of {}"),
            meant("an event", "the earliest of {}"),
        ),
        "latest": (meant("an event", "the later of {}"), meant("an event", "the latest of {}")),
    }
)
"""Each for two, and for more."""
NTH = Phrases(
    {
        2: "the second of {}",
        3: "the third of {}",
        4: "the fourth of {}",
        5: "the fifth of {}",
        6: "the sixth of {}",
        7: "the seventh of {}",
        8: "the eighth of {}",
        9: "the ninth of {}",
        10: "the tenth of {}",
    }
)
BOUNDS = Phrases(
    {
        "by": meant("a last day", "by {}"),
        "before": "before {}",
        "by its day": "no later than on the day of {}",
        "not before": "not before {}",
        "within": "from {} through {}",
    }
)
OUTCOMES: Phrases[str, str] = Phrases(
    {
        _Outcome.FULFILMENT: "fulfilment of “{}”",
        _Outcome.EXCUSE: "excuse from “{}”",
        _Outcome.VIOLATION: "violation of “{}”",
        _Outcome.LATENESS: "late performance of “{}”",
        _Outcome.IN_TIME: "performance of “{}” in time",
        _Outcome.FIRST: "performance of “{}” or excuse from it",
        _Outcome.EXCUSED: "the day after the excuse from “{}”",
        _Outcome.OVER: "the end of “{}”: performed, or its deadline over",
    }
)
"""What a duty makes, by the last part of its name."""


@dataclass(frozen=True)
class Bound:
    """A bound of an event.

    Attributes:
        limit: before which it has to come, or not before which.
        before: whether it has to come before it.
    """

    limit: Point | Moment
    before: bool


def listed(names: Sequence[str], last: Message, language: Language) -> str:
    """Return some names with commas between them, and `last` before the last one."""
    *most, end = names
    return last.told_in(language).join([", ".join(most), end]) if most else end


def event_in_words(event: str, record: Record, language: Language) -> str:
    """Return what `event` is called: an agreement by the date it takes effect on.

    Args:
        event: IRI of an event or agreement, or the name of what is derived from such.
        record: the record that knows it.
        language: the language wanted.
    """
    return Naming(record, language).called(event)


@dataclass(frozen=True)
class Naming:
    """Names events within one answer, each derived one with what it is where it comes first.

    Attributes:
        record: the record that knows the events.
        language: the language wanted.
        told: the derived events of which it has been told what they are.
    """

    record: Record
    language: Language
    told: set[str] = field(default_factory=set)

    def name(self, event: str) -> str:
        """Return what `event` is called and, if it is derived and comes first, what it is."""
        called = self.called(event)
        if event in self.told or not has_name(event, self.record):
            return called
        self.told.add(event)
        meaning = self.meaning(event)
        if not meaning or _plain(meaning) == _plain(called):
            return called
        return self._say("with meaning", called, meaning)

    def entry(self, event: str) -> str:
        """Return the same as `name` where it stands beside others."""
        named = self.name(event)
        return self._say("apart", named) if has_parts(event, self.record) else named

    def called(self, event: str) -> str:
        """Return what `event` is called."""
        record, relations = self.record, self.record.relations
        if event in record.agreements:
            agreement = record.agreements[event]
            phrases = DERIVED[self.language]["takes_effect"]
            return phrases.format(date=agreement.effective.text, id=agreement.id)
        if event in record.events:
            return self._quoted(record.events[event])
        if has_name(event, record):
            duty, _, outcome = event.rpartition("/")
            pattern = outcome_pattern(outcome, self.language)
            return pattern.format(self._quoted(record.clauses[duty]))
        if event in relations.points:
            return self._derived(shape(relations.points[event]), alone=True)
        match relations.atoms.get(event):
            case Moment() as moment:
                return self._moment(moment)
            case Compared(moment, bound, before):
                return self._bounded(self._moment(moment), [Bound(bound, before)])
        return QUOTED.told_in(self.language).format(record.id_of(event))

    def meaning(self, event: str) -> str:
        """Return what a derived event is; "" of one that is not derived."""
        derived = self.record.relations.points.get(event)
        return self._derived(shape(derived), alone=False) if derived else ""

    def bounds(self, event: str) -> tuple[Point, list[Bound]]:
        """Return what a derived event is but for its bounds, and these; none of any other."""
        point: Point = event
        found: list[Bound] = []
        while isinstance(point, str) and (point == event or not has_name(point, self.record)):
            what = self.record.relations.points.get(point)
            if not isinstance(what, OnlyBefore | OnlyFrom):
                break
            found.insert(0, Bound(what.bound, isinstance(what, OnlyBefore)))
            point = what.point
        return point, found

    def within(self, bounds: Sequence[Bound]) -> str:
        """Return bounds in words: "by 2027-12-31", "not before “A” and before “B”"."""
        match bounds:
            case [Bound(datetime() as start, False), Bound(datetime() as end, True)]:
                first, last = day_in_words(start), last_day_in_words(end)
                if first != day_in_words(end) and "T" not in first + last:
                    return BOUNDS[self.language]["within"].format(first, last)
        return AND.told_in(self.language).join(map(self._bound, bounds))

    def point(self, point: Point) -> str:
        """Return what an event is called; a date as the end of the day before it."""
        return self.called(point) if isinstance(point, str) else end_in_words(point, self.language)

    def apart(self, point: Point) -> str:
        """Return `point` in words as part of more: in parentheses where its end is not plain."""
        told = self.point(point)
        if isinstance(point, str) and has_parts(point, self.record):
            return self._say("apart", told)
        return told

    def listed(self, points: Iterable[Point]) -> str:
        """Return names joined by commas and a last "and"."""
        return self.joined([self.apart(point) for point in points])

    def joined(self, names: Sequence[str]) -> str:
        """Return texts joined by commas and a last "and"."""
        return listed(names, AND, self.language)

    def _quoted(self, thing: Thing) -> str:
        """Return a label in quotation marks; with the id, if it alone leaves a doubt."""
        label = thing.label.in_language(self.language)
        told = QUOTED.told_in(self.language).format(label)
        if is_plain(label) and spelt(label) not in _shared(self.record, self.language):
            return told
        return self._say("with meaning", told, thing.id)

    def _say(self, key: str, *values: str) -> str:
        return DERIVED[self.language][key].format(*values)

    def _derived(self, what: Shape, *, alone: bool) -> str:
        """Return what is derived so; `alone` where no name stands before it."""
        match what:
            case NthOf(count, points):
                return self._count(count, points, alone=alone)
            case Moved(point, span):
                origin = self.apart(point) if isinstance(point, str) else day_in_words(point)
                return moment_in_words(span, origin, self.language)
            case OnlyBefore(point, bound) | OnlyFrom(point, bound):
                last = Bound(bound, isinstance(what, OnlyBefore))
                base, before = point, list[Bound]()
                if isinstance(point, str) and not has_name(point, self.record):
                    base, before = self.bounds(point)
                return self._bounded(self.apart(base), [*before, last])
            case LapseOf(awaited, end):
                passed = last_day_in_words(end) if isinstance(end, datetime) else self.apart(end)
                return self._say("passing" if alone else "passed", passed, self.apart(awaited))
            case _:
                assert_never(what)

    def _count(self, count: int, points: Sequence[Point], *, alone: bool) -> str:
        if len(points) > MOST_LISTED and not alone:
            listed = self._say("several", str(len(points)))
        else:
            listed = self.listed(points)
        if count in (1, len(points)):
            which = "earliest" if count == 1 else "latest"
            return COUNTS[self.language][which][len(points) > 2].format(listed)  # noqa: PLR2004
        return NTH[self.language].get(count, self._say("nth", str(count), "{}")).format(listed)

    def _moment(self, moment: Moment) -> str:
        return moment_in_words(moment.span, self.apart(moment.event), self.language)

    def _bounded(self, event: str, bounds: Sequence[Bound]) -> str:
        return self._say("if", event, self.within(bounds)) if bounds else event

    def _bound(self, bound: Bound) -> str:
        phrases = BOUNDS[self.language]
        match bound.limit:
            case datetime() as date if bound.before:
                last = last_day_in_words(date)
                return phrases["before" if "T" in last else "by"].format(last)
            case datetime() as date:
                return phrases["not before"].format(day_in_words(date))
            case Moment() as moment:
                return self._limit(moment, before=bound.before)
            case event:
                what = self.record.relations.points.get(event)
                moment = Moment(event)
                if isinstance(what, Moved) and not has_name(event, self.record):
                    moment = Moment(str(what.point), what.span)
                return self._limit(moment, before=bound.before)

    def _limit(self, moment: Moment, *, before: bool) -> str:
        phrases = BOUNDS[self.language]
        match moment.span.steps:
            case [step] if before and is_end_of_day(step):
                return phrases["by its day"].format(self.apart(moment.event))
        return phrases["before" if before else "not before"].format(self._moment(moment))


def has_name(event: str, record: Record) -> bool:
    """Return whether `event` has a name of its own: its label, or as the outcome of a duty."""
    duty, _, outcome = event.rpartition("/")
    return (
        event in record.events
        or event in record.agreements
        or (duty in record.clauses and outcome in OUTCOMES["en"])
    )


def has_parts(event: str, record: Record) -> bool:
    """Return whether `event` is told by parts that need parentheses where more is said of it."""
    if has_name(event, record):
        return False
    if event in record.relations.points:
        return not isinstance(shape(record.relations.points[event]), Moved)
    return isinstance(record.relations.atoms.get(event), Compared)


def outcome_pattern(outcome: str, language: Language) -> str:
    """Return what becomes of a duty as a pattern for its label in quotation marks."""
    return OUTCOMES[language][outcome].replace(QUOTED.told_in(language), "{}")


def is_plain(label: str) -> bool:
    """Return whether `label` can be told from what stands around its quotation marks."""
    return bool(label.strip()) and not _MARKS.search(label)


def spelt(label: str) -> str:
    """Return `label` as it is compared: white space and case do not count.

    >>> spelt("Sale  of Beta")
    'sale of beta'
    """
    return " ".join(label.casefold().split())


def _shared(record: Record, language: Language) -> frozenset[str]:
    """Return the labels that several events, agreements or duties have, as they are compared."""
    if language not in record.shared:
        duties = [clause for clause in record.clauses.values() if clause.due is not None]
        found: list[str] = []
        for things in ([*record.events.values(), *record.agreements.values()], duties):
            often = Counter(spelt(thing.label.in_language(language)) for thing in things)
            found += [label for label, number in often.items() if number > 1]
        record.shared[language] = frozenset(found)
    return record.shared[language]


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def never_comes(event: str, record: Record, unknown: frozenset[str]) -> bool:
    """Return whether an event never comes if the events `unknown` never do."""
    relations = record.relations
    match relations.atoms.get(event):
        case Moment(base, span) if span.steps:
            return never_comes(base, record, unknown)
        case Compared() as compared:
            moments = compared.moments[:1] if compared.before else compared.moments
            return any(never_comes(moment.event, record, unknown) for moment in moments)
    if event not in relations.points:
        return event in unknown
    match shape(relations.points[event]):
        case NthOf(count, points):
            out = [p for p in points if isinstance(p, str) and never_comes(p, record, unknown)]
            return len(points) - len(out) < count
        case Moved(point, _) | OnlyBefore(point, _) | LapseOf(_, point):
            needed: tuple[Point, ...] = (point,)
        case OnlyFrom(point, limit):
            needed = (point, limit)
        case other:
            assert_never(other)
    return any(isinstance(p, str) and never_comes(p, record, unknown) for p in needed)
