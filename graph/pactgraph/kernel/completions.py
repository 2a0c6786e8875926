"""Completions: whether some dates of the open events make a condition true, or false.

Where periods name what compares events, or several spans after one, looking at one atom at a
time says *possible* too often. Here all atoms of a period are looked at together, and all
periods for whether they can fail at once. The answer errs towards *possible* where more than
`MOST_SYSTEMS` would have to be solved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.bounds import domain_of, literals_of
from pactgraph.kernel.solver import World, first, last
from pactgraph.kernel.timeline import FIRST, LAST, TICK

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from pactgraph.kernel.bounds import HasBounds
    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.points import Atom
    from pactgraph.kernel.solver import Literal

MOST_SYSTEMS = 5_000
"""A search that would have to solve more systems gives up."""


def is_intricate(name: str, events: Events) -> bool:
    """Return whether bounds alone do not tell what `name` can do beside other atoms."""
    return name in events.atoms and name not in events.delays


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
    world = World(events, lambda event: domain_of(event, windows, events))
    literals = _literals(period, events)
    start, end = first(literals, world), last(literals, world)
    return None if start is None or end is None else (start, end)


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
        self.ways = [_literals(period, events) for period in periods]
        self.world = World(events, lambda event: domain_of(event, windows, events))

    def can_hold(self, since: datetime = FIRST, until: datetime = LAST) -> bool:
        """Return whether the condition can hold at some instant t, ``since <= t < until``."""
        return any(first(way, self.world, since, until) is not None for way in self.ways)

    def can_fail(self, at: datetime) -> bool:
        """Return whether the condition can be false at the instant `at`."""
        self.world.calls.solved = 0
        return self._can_fail(sorted(self.ways, key=len), {}, at)

    def _can_fail(
        self, ways: Sequence[Sequence[Literal]], chosen: dict[Atom, bool], at: datetime
    ) -> bool:
        """Return whether all `ways` can fail at `at`, if atoms are true or false as `chosen`."""
        if self.world.calls.solved > MOST_SYSTEMS:
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
