"""Hypothesis strategies for cases, and what a case is in the kernel's own types."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import prod
from typing import TYPE_CHECKING, Literal, TypeVar

from hypothesis import assume
from hypothesis import strategies as st

from made.oracle import (
    INSTANTS,
    LAST_STATED,
    LONGEST_DELAY,
    SLOTS_A_DAY,
    Case,
    Dated,
    Derived,
    Leaf,
    Node,
    Recorded,
    Tree,
    lawful_date,
    possible_dates,
)
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Events, Or, Xone, relate
from pactgraph.kernel.periods import Period, periods
from pactgraph.kernel.points import After, Derivation, EarliestOf, LatestOf
from pactgraph.kernel.scenarios import NEVER, Happening, Window, on, windows
from pactgraph.kernel.status import standing
from pactgraph.kernel.timeline import TICK, Duration, Precision, Stretch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHANCE = st.integers(0, 3)
"""Zero is one chance in four."""

MOST_WORLDS = 2_000_000
"""Cases with more choices of dates than this are not drawn."""

T = TypeVar("T")

ZERO = datetime(2027, 12, 29, tzinfo=UTC)
"""Slot 0; the cases cross the end of a year."""
SLOT = timedelta(days=1) / SLOTS_A_DAY
STATED = st.integers(0, LAST_STATED // 2).map(lambda half: half * 2)
"""A slot that a case can state."""


# ---- Drawing cases ----------------------------------------------------------------------


def seldom(value: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Return a strategy that draws a `value` now and then, and mostly None."""
    return CHANCE.flatmap(lambda chance: st.none() if chance else value)


@st.composite
def dated(draw: st.DrawFn) -> Dated:
    """Draw a date of any precision; a month or a year is played by two to four days."""
    kind: Literal["instant", "day", "days"] = draw(st.sampled_from(["instant", "day", "days"]))
    if kind == "instant":
        first = draw(STATED)
        return Dated(kind, first, first)
    length = draw(st.integers(2, 4)) if kind == "days" else 1
    last_first_day = LAST_STATED // SLOTS_A_DAY - length + 1
    first = draw(st.integers(0, last_first_day)) * SLOTS_A_DAY
    return Dated(kind, first, first + (length - 1) * SLOTS_A_DAY)


@st.composite
def recorded(draw: st.DrawFn, *, loose: bool) -> Recorded:
    """Draw a record of one event; unless `loose`, it leaves one date or none."""
    if loose:
        return Recorded(
            known_since=draw(seldom(STATED)),
            occurred=draw(seldom(dated())),
            reported=draw(seldom(STATED)),
            not_before=draw(seldom(STATED)),
            not_until=draw(seldom(STATED)),
            fixed=draw(seldom(st.just(value=True))) is not None,
        )
    at = draw(STATED)
    occurred = draw(st.sampled_from([None, Dated("instant", at, at)]))
    since = None if occurred else LAST_STATED + 2
    return Recorded(occurred=occurred, known_since=since, fixed=True)


@st.composite
def orders(draw: st.DrawFn, events: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Draw an acyclic order of some of `events`."""
    line = draw(st.permutations(events))
    pairs = [(a, b) for at, a in enumerate(line) for b in line[at + 1 :]]
    if not pairs:
        return ()
    return tuple(draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)))


@st.composite
def derivations(draw: st.DrawFn, events: Sequence[str]) -> dict[str, Derived]:
    """Draw up to three derived events; nothing is delayed twice."""
    derived: dict[str, Derived] = {}
    delayed: set[str] = set()
    for name in ("x", "y", "z")[: draw(st.integers(0, 3))]:
        before = [*events, *derived]
        kind: Literal["first", "last", "later"] = draw(st.sampled_from(["first", "last", "later"]))
        if kind == "later":
            of = draw(st.sampled_from([event for event in before if event not in delayed]))
            by = draw(st.integers(1, LONGEST_DELAY // 2)) * 2
            derived[name] = Derived(kind, (of,), by)
            delayed.add(name)
        else:
            parts = draw(st.lists(st.sampled_from(before), min_size=1, max_size=3, unique=True))
            derived[name] = Derived(kind, tuple(parts))
            if delayed & set(parts):
                delayed.add(name)
    return derived


@st.composite
def trees(draw: st.DrawFn, events: Sequence[str], depth: int = 3) -> Tree:
    """Draw a tree over `events` and up to four dates, of at most `depth` levels."""
    dates = draw(st.lists(STATED, min_size=1, max_size=4, unique=True))
    return _tree(draw, [*events, *events, *dates], depth)


def _tree(draw: st.DrawFn, points: Sequence[int | str], depth: int) -> Tree:
    if not depth or not draw(st.integers(0, 2)):
        kind: Literal["from", "until"] = draw(st.sampled_from(["from", "until"]))
        return Leaf(kind, draw(st.sampled_from(points)))
    connective: Literal["all", "any", "one"] = draw(st.sampled_from(["all", "any", "one"]))
    parts = draw(st.sampled_from([2, 3, 1, 0]))
    return Node(connective, tuple(_tree(draw, points, depth - 1) for _ in range(parts)))


@st.composite
def cases(draw: st.DrawFn, *, most_events: int = 6, depth: int = 3, sound: bool = True) -> Case:
    """Draw a case.

    At most three events are loose, so that all worlds can be listed. A sound record never
    knows an event before one that it never precedes, nor dates it earlier; its assumptions
    may still contradict one another and the record.
    """
    events = tuple("abcdef"[: draw(st.integers(1, most_events))])
    order = draw(orders(events))
    record = {event: draw(recorded(loose=number < 3)) for number, event in enumerate(events)}
    derived = draw(derivations(events))
    assumed = {event: draw(st.none() | dated()) for event in events if not draw(CHANCE)}
    case = Case(
        tree=draw(trees([*events, *derived], depth)),
        record=_sound(record, order) if sound else record,
        derived=derived,
        order=order,
        known=draw(STATED),
        assumed=assumed,
    )
    assume(prod(len(possible_dates(case, event)) for event in events) <= MOST_WORLDS)
    return case


def _sound(
    record: Mapping[str, Recorded], order: Sequence[tuple[str, str]]
) -> dict[str, Recorded]:
    """Return `record` with everything moved back until no event overtakes another.

    Bounds that leave a date no slot are taken away.
    """
    result = dict(record)
    for _ in result:
        for first, second in order:
            a, b = result[first], result[second]
            since = max((s for s in (a.known_since, b.known_since) if s is not None), default=None)
            occurred = b.occurred
            if (
                a.occurred
                and occurred
                and (occurred.first, occurred.last)
                < (
                    a.occurred.first,
                    a.occurred.last,
                )
            ):
                occurred = a.occurred
            result[second] = replace(b, known_since=since, occurred=occurred)
    return {
        event: what if lawful_date(what) else replace(what, not_before=None, not_until=None)
        for event, what in result.items()
    }


# ---- Cases for the kernel ---------------------------------------------------------------


def moment(slot: int) -> datetime:
    """Return the instant at which `slot` begins."""
    return ZERO + slot * SLOT


def written(date: Dated) -> Stretch:
    """Return `date` as a stretch of time."""
    start, last = moment(date.first), moment(date.last)
    if date.kind == "instant":
        return Stretch(start, start + TICK, Precision.INSTANT, "")
    precision = Precision.DAY if date.kind == "day" else Precision.MONTH
    return Stretch(start, last + timedelta(days=1), precision, "")


def condition(tree: Tree) -> Condition:
    """Return `tree` as a condition."""
    if isinstance(tree, Leaf):
        point = moment(tree.point) if isinstance(tree.point, int) else tree.point
        return AtOrAfter(point) if tree.kind == "from" else Before(point)
    parts = tuple(condition(part) for part in tree.parts)
    connectives: dict[str, type[And | Or | Xone]] = {"all": And, "any": Or, "one": Xone}
    return connectives[tree.kind](parts)


def derivation(how: Derived) -> Derivation:
    """Return `how` as a derivation."""
    if how.kind == "later":
        return After(how.events[0], Duration(fixed=how.by * SLOT))
    return (EarliestOf if how.kind == "first" else LatestOf)(how.events)


def _optional(slot: int | None) -> datetime | None:
    return None if slot is None else moment(slot)


def happening(what: Recorded) -> Happening:
    """Return `what` is recorded as a happening."""
    return Happening(
        known_since=_optional(what.known_since),
        occurred=None if what.occurred is None else written(what.occurred),
        reported=_optional(what.reported),
        not_before=_optional(what.not_before),
        not_until=_optional(what.not_until),
        fixed=what.fixed,
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A case in the kernel's types."""

    condition: Condition
    events: Events
    record: Mapping[str, Happening]
    known: datetime
    assumed: Mapping[str, Window]

    def periods(self) -> tuple[Period, ...]:
        """Return the periods of the condition."""
        return periods(self.condition, self.events)

    def windows(self) -> dict[str, Window]:
        """Return when each event can happen."""
        return windows(self.record, self.events, self.known, self.assumed)

    def standings(self) -> dict[int, tuple[str, frozenset[str]]]:
        """Return status and what it depends on for every instant of the oracle."""
        found, possible = self.periods(), self.windows()
        stands = (standing(found, possible, moment(slot), self.events) for slot in INSTANTS)
        return {
            slot: (str(stand.status), stand.depends_on)
            for slot, stand in zip(INSTANTS, stands, strict=True)
        }


def question(case: Case) -> Question:
    """Return `case` in the kernel's types."""
    return Question(
        condition=condition(case.tree),
        events=relate({name: derivation(how) for name, how in case.derived.items()}, case.order),
        record={event: happening(what) for event, what in case.record.items()},
        known=moment(case.known),
        assumed={
            event: NEVER if date is None else on(written(date))
            for event, date in case.assumed.items()
        },
    )
