"""Completions: whether some dates of the open events make a condition true, or false.

Where periods name what compares events, or several spans after one, looking at one atom at a
time says *possible* too often. Here all atoms of a period are looked at together, and all
periods for whether they can fail at once. The answer errs towards *possible* where more than
`MOST_SYSTEMS` would have to be solved.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph.kernel.bounds import domain_of, literals_of
from pactgraph.kernel.domains import LONG_AGO
from pactgraph.kernel.periods import name_of
from pactgraph.kernel.points import Compared, Moment
from pactgraph.kernel.solver import World, earliest, first, latest, pose
from pactgraph.kernel.spans import Onward
from pactgraph.kernel.theory import events_of, groups
from pactgraph.kernel.timeline import FIRST, LAST, TICK, Duration

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pactgraph.kernel.bounds import HasBounds
    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.points import Atom
    from pactgraph.kernel.solver import Literal, Problem
    from pactgraph.kernel.spans import Span, Step

MOST_SYSTEMS = 5_000
"""A search that would have to solve more systems gives up."""


def need_search(names: Iterable[str], events: Events) -> bool:
    """Return whether bounds alone may not tell what some of `names` can do beside others."""
    if not events.atoms:
        return False
    told = set(names)
    atoms = told & events.atoms.keys()
    return any(atom not in events.delays for atom in atoms) or hang_together(told, events)


def hang_together(names: Iterable[str], events: Events) -> bool:
    """Return whether some of `names` have to be looked at together.

    They name the same events, or events in an order, or that rule each other out; and among
    them is a comparison, or what is counted from these in several units, or from one that
    comes by a stated day or never. Of other moments counted in one unit, the theory tells all.
    """
    told = set(names)
    if not told & events.atoms.keys():  # isdisjoint would go through all atoms there are
        return False
    atoms = [events.atoms.get(name, Moment(name)) for name in sorted(told)]
    return any(_is_intertwined(group, events) for group in groups(atoms, events))


def _is_intertwined(group: Collection[Atom], events: Events) -> bool:
    if len(group) == 1:
        return False
    if any(isinstance(atom, Compared) for atom in group):
        return True
    spans = [atom.span for atom in group if isinstance(atom, Moment)]
    units = {_unit(step) for span in spans for step in span.steps}
    return (
        len(units) > 1
        or any(len(span.steps) > 1 for span in spans)
        or (bool(units) and any(_is_limited(atom, events) for atom in group))
    )


def _is_limited(atom: Atom, events: Events) -> bool:
    """Return whether what an atom hangs on has to come by a stated day, or never does."""
    return any(
        base in events.limited or not events.limited.isdisjoint(events.before(base))
        for event in events_of(atom)
        for base in events.bases(event)
    )


def _unit(step: Step) -> object:
    """Return what a step counts in: fixed lengths, months, or the dates that one names."""
    if isinstance(step, Onward):
        return step
    duration = step if isinstance(step, Duration) else step.duration
    return (type(step), bool(duration.months))


class Caution(StrEnum):
    """Why a status may be *depends* although more could be said."""

    GAVE_UP = "gave up"
    """the search would have had to solve more than `MOST_SYSTEMS`"""
    CALENDAR = "calendar"
    """spans of uneven length stand beside others after one event: what the calendar rules out
    only in far years counts as possible"""


def caution(
    periods: Collection[Period],
    windows: Mapping[str, HasBounds],
    at: datetime,
    events: Events,
) -> Caution | None:
    """Return why the status at `at` may say less than could be known; None if it does not.

    Args:
        periods: all prime implicants of a condition.
        windows: when each event can happen.
        at: the instant asked about, UTC.
        events: how the events hang together.
    """
    named = {name for period in periods for name in period.happened | period.not_happened}
    if not need_search(named, events):
        return None
    found = Completions(periods, windows, events)
    moment = max(at, LONG_AGO)
    if not found.can_hold(moment, moment + TICK) or not found.can_fail(moment):
        return None
    if found.gave_up:
        return Caution.GAVE_UP
    return Caution.CALENDAR if _is_uneven(named, windows, events) else None


def _is_uneven(named: Collection[str], windows: Mapping[str, HasBounds], events: Events) -> bool:
    """Return whether atoms lie several spans, not all of one length, after an open event."""
    spans: dict[str, set[Span]] = {}
    for name in named:
        atom = events.atoms.get(name)
        found = atom.moments if isinstance(atom, Compared) else (atom or Moment(name),)
        for moment in found:
            spans.setdefault(moment.event, set()).add(moment.span)
    return any(
        len(lengths) > 1
        and any(length.fixed is None for length in lengths)
        and windows[event].earliest != windows[event].latest
        for event, lengths in spans.items()
    )


def held_between(
    period: Period, windows: Mapping[str, HasBounds], events: Events
) -> tuple[datetime, datetime] | None:
    """Return the first instant at which a period can hold, all atoms together, and the last.

    None if it never can. In between there may be instants at which it cannot.

    Args:
        period: a prime implicant of a condition.
        windows: when each event can happen.
        events: how the events hang together.
    """
    return _between(_posed(period, windows, events))


def held_around(
    period: Period, windows: Mapping[str, HasBounds], events: Events, at: datetime
) -> tuple[datetime, datetime] | None:
    """Return what `held_between` does, but begin after `at` where a period begins again then.

    So the period can hold at `at` if and only if that lies between the two.
    """
    posed = _posed(period, windows, events)
    held = _between(posed)
    if held is None or not held[0] < at < held[1]:
        return held
    if earliest(posed, at, at + TICK) is not None:
        return held
    again = earliest(posed, at + TICK)
    return held if again is None else (again, held[1])


def _between(posed: Problem) -> tuple[datetime, datetime] | None:
    start, end = earliest(posed), latest(posed)
    return None if start is None or end is None else (start, end)


def _posed(period: Period, windows: Mapping[str, HasBounds], events: Events) -> Problem:
    world = World(events, lambda event: domain_of(event, windows, events))
    return pose(_literals(period, events), world)


class Completions:
    """The dates that open events can have, in search of some that suit."""

    def __init__(
        self, periods: Collection[Period], windows: Mapping[str, HasBounds], events: Events
    ) -> None:
        """Keep what is asked about.

        Args:
            periods: all prime implicants of a condition.
            windows: when each event can happen.
            events: how the events hang together.
        """
        self.gave_up = False
        self.windows = windows
        self.ways = {period: _literals(period, events) for period in periods}
        self.world = World(events, lambda event: domain_of(event, windows, events))

    def can_hold(self, since: datetime = FIRST, until: datetime = LAST) -> bool:
        """Return whether the condition can hold at some instant t, ``since <= t < until``."""
        return any(first(way, self.world, since, until) is not None for way in self.ways.values())

    def can_hold_in(self, period: Period, at: datetime) -> bool:
        """Return whether one of the periods can hold at the instant `at`."""
        return first(self.ways[period], self.world, at, at + TICK) is not None

    def can_fail(self, at: datetime, given: Iterable[Literal] = ()) -> bool:
        """Return whether the condition can be false at the instant `at`, if `given` is true."""
        self.world.calls.solved = 0
        self.gave_up = False
        left = [self._undecided(way, at) for way in self.ways.values()]
        ways = [way for way in left if way is not None]
        return all(ways) and all(
            self._can_fail(sorted(part, key=len), told, at)
            for part, told in self._apart(ways, dict(given))
        )

    def _undecided(self, way: Sequence[Literal], at: datetime) -> list[Literal] | None:
        """Return what is still open of a way to hold at the instant `at`; None if it fails."""
        found: list[Literal] = []
        for atom, holds in way:
            known = self._known(atom, at)
            if known is None:
                found.append((atom, holds))
            elif known is not holds:
                return None
        return found

    def _known(self, atom: Atom, at: datetime) -> bool | None:
        """Return whether an atom is true at the instant `at`; None if that is open."""
        if isinstance(atom, datetime):
            return atom <= at
        window = self.windows[name_of(atom, self.world.events)]
        if window.latest is not None and window.latest <= at:
            return True
        return None if window.earliest is not None and window.earliest <= at else False

    def _apart(
        self, ways: Sequence[Sequence[Literal]], told: Mapping[Atom, bool]
    ) -> Iterator[tuple[list[Sequence[Literal]], dict[Atom, bool]]]:
        """Yield ways to hold in groups of which none bears on another, with what is told of each.

        At one instant whether some fail hangs on their own events, and on those tied to them.
        """
        atoms = dict.fromkeys([*told, *(atom for way in ways for atom, _ in way)])
        found = enumerate(groups(list(atoms), self.world.events))
        number = {atom: each for each, group in found for atom in group}
        parts: list[tuple[set[int], list[Sequence[Literal]]]] = []
        for way in ways:
            named = {number[atom] for atom, _ in way}
            joined = [part for part in parts if part[0] & named]
            parts = [part for part in parts if not part[0] & named]
            others = [other for _, several in joined for other in several]
            parts.append((named.union(*(numbers for numbers, _ in joined)), [*others, way]))
        for numbers, several in parts:
            yield several, {atom: holds for atom, holds in told.items() if number[atom] in numbers}

    def _can_fail(
        self, ways: Sequence[Sequence[Literal]], chosen: dict[Atom, bool], at: datetime
    ) -> bool:
        """Return whether all `ways` can fail at `at`, if atoms are true or false as `chosen`."""
        if self.world.calls.solved > MOST_SYSTEMS:
            self.gave_up = True
            return True
        if first(chosen.items(), self.world, at, at + TICK) is None:
            return False
        left = [
            [literal for literal in way if literal[0] not in chosen]
            for way in ways
            if all(chosen.get(atom, holds) == holds for atom, holds in way)
        ]
        if not left:
            return True
        way = min(left, key=len)
        for number, (atom, holds) in enumerate(way):
            before = dict(way[:number])
            if self._can_fail(left, {**chosen, **before, atom: not holds}, at):
                return True
        return False


def _literals(period: Period, events: Events) -> list[Literal]:
    """Return what a period demands; what its own events imply is left out."""
    found = literals_of(period.from_events, period.until_events, events)
    if period.from_date is not None:
        found.append((period.from_date, True))
    if period.until_date is not None:
        found.append((period.until_date, False))
    return found
