"""Records, conditions and duties drawn at random, small enough to list all that can happen.

`drawn(seed)` is the same on every machine. Two kinds take turns. Some count in single days
around a turn of the year, with up to four events. The others count in months, years and real
schedules around the end of a February; there, of events without a last day, at most one is
open, because the calendar repeats only after four years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import prod
from random import Random
from typing import TYPE_CHECKING, TypeVar

from points import brute
from points.said import (
    OPEN,
    And,
    AtOrAfter,
    Before,
    Chain,
    Condition,
    Days,
    Duty,
    Earliest,
    Event,
    Every,
    IfBefore,
    IfNotBefore,
    Lapse,
    Later,
    Latest,
    Months,
    Never,
    Next,
    Nth,
    Or,
    Point,
    Record,
    Rule,
    Said,
    Span,
    Stretch,
    Xone,
    Years,
    end_of,
    on,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

EVENTS = tuple(Event(name) for name in ("a", "b", "c", "d"))
MOST_COMPLETIONS = 8000
"""Records with more choices of days are not drawn."""
FARTHEST = 4000
"""Nor are those in which an event would have to be tried further away from what is stated."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What dates and spans are drawn from.

    Attributes:
        days: those that a record can state.
        room: most days that can lie between one of them and the last day of an event.
        spans: those that lead forward.
        back: those that lead back, each after a span that leads further forward.
    """

    days: tuple[date, ...]
    room: int
    spans: tuple[Span, ...]
    back: tuple[tuple[Span, Span], ...]


def _days_from(first: date, number: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=day) for day in range(number))


SINGLE_DAYS = Kind(
    days=_days_from(date(2027, 12, 28), 7),
    room=4,
    spans=(
        Days(1),
        Days(2),
        Days(3),
        Next(Every(date(2027, 12, 30), Days(2))),
        Next(Rule("DTSTART:20271230\nRRULE:FREQ=DAILY;INTERVAL=3")),
        Next(Rule("DTSTART:20271229\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=3")),
        Chain((Days(1), Next(Every(date(2027, 12, 29), Days(3))))),
    ),
    back=((Days(3), Days(-2)), (Days(1), Days(-1)), (Days(2), Days(-1))),
)
CALENDAR = Kind(
    days=(*_days_from(date(2028, 1, 29), 4), *_days_from(date(2028, 2, 27), 4)),
    room=40,
    spans=(
        Months(1),
        Months(1),
        Days(30),
        Years(1),
        Years(1),
        Months(2),
        Chain((Months(1), Days(1))),
        Next(Rule("DTSTART:20280131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1")),
        Next(Rule("DTSTART:20270301\nRRULE:FREQ=YEARLY")),
        Next(Every(date(2027, 12, 31), Months(1))),
        Next(Rule("DTSTART:20280129\nRRULE:FREQ=WEEKLY;COUNT=5")),
        Chain((Days(20), Next(Rule("DTSTART:20280101\nRRULE:FREQ=MONTHLY")))),
    ),
    back=((Months(1), Days(-28)), (Years(1), Months(-1)), (Days(30), Days(-2))),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A record, a clause, maybe a duty, and the days of a question.

    Attributes:
        record: what is said of the events, of all of which the clause or the duty tells.
        condition: of the clause.
        duty: one that happens once; None in most cases.
        day: the day that is asked about.
        known: the day that the record is known to.
    """

    record: Record
    condition: Condition
    duty: Duty | None
    day: date
    known: date

    @property
    def constructs(self) -> frozenset[str]:
        """What it is made of, by name."""
        parts = list(within((self.condition, self.duty, self.record)))
        named = {type(part).__name__ for part in parts} - {"tuple", "dict", "NoneType", "str"}
        said = {how for what in self.record.events.values() for how in _told(what, self.known)}
        ties = {"order": self.record.order, "exclusive": self.record.exclusive}
        return frozenset(
            (named - {"int", "Record", "Said", "Stretch", "Never", "Event", "date"})
            | said
            | {name for name, pairs in ties.items() if pairs}
            | {"negative span" for part in parts if _leads_back(part)}
            | {"excused" for part in parts if isinstance(part, Duty) and part.excused}
            | {f"{len(self.record.events)} events"}
        )


def _leads_back(part: object) -> bool:
    return isinstance(part, Days | Months | Years) and part.number < 0


def _told(what: Said, known: date) -> set[str]:
    """Return by which names it is counted what is said of one event."""
    told = {
        "open": what == OPEN,
        "assumed never": isinstance(what.assumed, Never),
        "assumed on a day": isinstance(what.assumed, Stretch) and brute.has_one_day(what, known),
        "assumed in a stretch": isinstance(what.assumed, Stretch)
        and not brute.has_one_day(what, known),
        "occurred on a day": what.occurred is not None
        and what.occurred.first == what.occurred.last,
        "occurred in a stretch": what.occurred is not None
        and what.occurred.first < what.occurred.last,
        "occurred, not known": what.occurred is not None and what.occurred.last > known,
        "not before": what.not_before is not None,
        "not through": what.not_through is not None,
        "not after": what.not_after is not None,
    }
    return {name for name, is_told in told.items() if is_told}


def drawn(seed: int) -> Drawn:
    """Return what `seed` draws; the record never contradicts itself."""
    draws = Draws(Random(seed), SINGLE_DAYS if seed % 2 else CALENDAR)  # noqa: S311 - reproducible
    while True:
        found = draws.drawn()
        if is_small(found) and is_possible(found):
            return found


def is_small(found: Drawn) -> bool:
    """Return whether there are events, and all that can happen with them is soon listed."""
    if not found.record.events:
        return False
    for said in (found.condition, found.duty):
        few = brute.concerned(found.record, said)
        if said is None or not few.events:
            continue
        if not is_small_enough(few, said, found.day, found.known, MOST_COMPLETIONS):
            return False
    return True


def is_small_enough(
    record: Record, said: Condition | Duty, day: date, known: date, most: int
) -> bool:
    """Return whether at most so many choices of days have to be listed."""
    if brute.reach_of(record, said, known) > FARTHEST:
        return False
    days = brute.grid(record, said, day, known)
    choices = (brute.possible_days(record, event, known, days) for event in record.events)
    return prod(len(possible) for possible in choices) <= most


def is_possible(found: Drawn) -> bool:
    """Return whether something can happen that agrees with the record."""
    try:
        for said in (found.condition, found.duty):
            if said is not None:
                brute.relevant(found.record, said, found.day, found.known)
    except brute.NoCompletionError:
        return False
    return True


class Draws:
    """What is drawn, from one source of chance."""

    def __init__(self, chance: Random, kind: Kind) -> None:
        """Keep the source of chance, and what to draw from."""
        self.chance = chance
        self.kind = kind
        self.events: Sequence[Event] = EVENTS

    def drawn(self) -> Drawn:
        """Draw a record, a clause, now and then a duty, and a question."""
        self.events = EVENTS[: self.weighted({1: 3, 2: 5, 3: 5, 4: 4})]
        condition = self.condition(2)
        duty = self.duty() if self.one_in(4) else None
        record = brute.concerned(self.said_of_all(), condition, duty)
        known = min(self.day(), self.day())
        return Drawn(record, condition, duty, self.day(), known)

    # ---- Chance -------------------------------------------------------------------------

    def one_in(self, number: int) -> bool:
        """Draw True once in so many times."""
        return not self.chance.randrange(number)

    def weighted(self, weights: dict[T, int]) -> T:
        """Draw one of the keys, as often as its weight says."""
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def day(self) -> date:
        """Draw a day."""
        return self.chance.choice(self.kind.days)

    def stretch(self) -> Stretch:
        """Draw two to four days."""
        first = self.day()
        return Stretch(first, first + timedelta(days=self.chance.randrange(1, 4)))

    def last_day(self) -> date:
        """Draw the last day on which an event can happen."""
        return self.day() + timedelta(days=self.chance.randrange(self.kind.room))

    def event(self) -> Event:
        """Draw an event."""
        return self.chance.choice(self.events)

    # ---- Points -------------------------------------------------------------------------

    def point(self, depth: int) -> Point:
        """Draw a point of at most `depth` levels above events and dates."""
        if not depth:
            return self.day() if self.one_in(4) else self.event()
        kind = self.weighted(
            {"plain": 6, "later": 4, "several": 4, "if": 6, "lapse": 3, "back": 1}
        )
        if kind == "plain":
            return self.point(0)
        if kind == "later":
            return Later(self.point(depth - 1), self.chance.choice(self.kind.spans))
        if kind == "back":
            return self.back()
        if kind == "several":
            return self.several(depth - 1)
        what, bound = self.point(depth - 1), self.point(depth - 1)
        if self.one_in(3):
            bound = end_of(bound)
        if kind == "lapse":
            return Lapse(what, bound)
        return IfBefore(what, bound) if self.one_in(2) else IfNotBefore(what, bound)

    def back(self) -> Point:
        """Draw a point counted back: from a date, or after more has been counted forward."""
        forward, back = self.chance.choice(self.kind.back)
        if self.one_in(2):
            return Later(self.day(), back)
        return Later(self.event(), Chain((forward, back)))

    def several(self, depth: int) -> Point:
        """Draw the earliest, the latest or the n-th of some points."""
        points = tuple(self.point(depth) for _ in range(self.weighted({2: 3, 3: 2})))
        if self.one_in(3):
            return Nth(self.chance.randrange(1, len(points) + 1), points)
        return Earliest(points) if self.one_in(2) else Latest(points)

    # ---- Conditions, duties -------------------------------------------------------------

    def condition(self, depth: int) -> Condition:
        """Draw a condition of at most `depth` levels above comparisons with time."""
        if not depth or self.one_in(3):
            point = self.point(self.weighted({0: 1, 1: 3, 2: 3}))
            return AtOrAfter(point) if self.one_in(2) else Before(point)
        joined = self.chance.choice((And, Or, Xone))
        return joined(tuple(self.condition(depth - 1) for _ in range(self.weighted({2: 3, 3: 1}))))

    def duty(self) -> Duty:
        """Draw a duty that always binds."""
        deadline = self.stretch() if self.one_in(3) else on(self.day())
        excused = self.point(0) if self.one_in(2) else None
        return Duty(deadline, self.point(self.weighted({0: 3, 1: 1})), excused)

    # ---- Records ------------------------------------------------------------------------

    def said_of_all(self) -> Record:
        """Draw what is said of all events, and how they are tied."""
        events = {event: self.said() for event in self.events}
        return Record(events, self.order(), self.exclusive())

    def said(self) -> Said:
        """Draw what is said of one event."""
        kind = self.weighted({"open": 8, "occurred": 5, "assumed": 4, "undecided": 2})
        through = self.day() if self.one_in(6) else None
        if kind == "occurred":
            stretch = self.stretch() if self.one_in(2) else on(self.day())
            return Said(occurred=stretch, not_through=through)
        if kind == "assumed":
            stretch = self.stretch() if self.one_in(3) else on(self.day())
            return Said(assumed=Never() if self.one_in(3) else stretch)
        return Said(
            not_before=self.day() if kind == "undecided" else None,
            not_through=through,
            not_after=self.last_day() if self.one_in(3) else None,
        )

    def order(self) -> tuple[tuple[Event, Event], ...]:
        """Draw, now and then, pairs of an order; it has no cycle."""
        line = self.chance.sample(self.events, len(self.events))
        return tuple(pair for pair in pairwise(line) if self.one_in(4))

    def exclusive(self) -> tuple[tuple[Event, Event], ...]:
        """Draw, now and then, a pair of events that rule each other out."""
        if len(self.events) == 1 or not self.one_in(4):
            return ()
        one, other = self.chance.sample(self.events, 2)
        return ((one, other),)
