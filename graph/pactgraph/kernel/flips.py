"""When the status of a clause flips: its whole course through time, found without a scan.

The status is decided by comparing the instant asked about with finitely many others: the
dates of the periods, and the ends of the windows of the events that they name. Between two
neighbours of these it cannot change. So the course is the standing at each of them. Only what
compares events can change in between; there the change is looked for by halving.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from pactgraph.kernel.completions import held_between, need_search
from pactgraph.kernel.status import Status, standing, within
from pactgraph.kernel.timeline import FIRST, TICK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.scenarios import Window
    from pactgraph.kernel.status import Standing


_LATE = datetime(9000, 1, 1, tzinfo=UTC)
"""After every change that is looked for."""


class Turn(StrEnum):
    """What an instant is, seen from a condition."""

    FROM = "from"
    """a date from which on it can hold"""
    UNTIL = "until"
    """a date from which on it cannot"""
    HAPPENS = "happens"
    """an event happens"""
    CAN_HAPPEN = "can happen"
    """an open event can have happened from here on"""
    HAS_HAPPENED = "has happened"
    """an event that was open has happened by now"""


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """Something that a flip hangs on.

    Attributes:
        turn: what there is at the instant.
        event: the event, or the name of a delayed one; "" for a date.
    """

    turn: Turn
    event: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a course.

    Attributes:
        since: its first instant, UTC; FIRST for the first step.
        standing: the status from then on, until the next step.
        because: what there is at `since` that the condition names; none for the first step.
            An event that only the order of events brings in stands here only alone.
    """

    since: datetime
    standing: Standing
    because: tuple[Cause, ...] = ()


Course = tuple[Step, ...]
"""All steps, in order; neighbours differ in status or in what it depends on."""


def course(periods: Collection[Period], windows: Mapping[str, Window], events: Events) -> Course:
    """Return the standing of what holds in `periods`, at every instant.

    Args:
        periods: all prime implicants of a condition.
        windows: when each event named in them can happen.
        events: how the events hang together.

    Returns:
        At least one step, the first since FIRST.
    """
    turns = _turns(periods, windows, events)
    instants = sorted({FIRST, *turns})
    if need_search((name for period in periods for name in period.named), events):
        found = (_between(pair, periods, windows, events) for pair in pairwise([*instants, _LATE]))
        instants += [at for each in found for at in each]
    steps: list[Step] = []
    for at in sorted(set(instants)):
        now = standing(periods, windows, at, events)
        if not steps or now != steps[-1].standing:
            causes = turns.get(at, {})
            named = {cause for cause, direct in causes.items() if direct} or causes.keys()
            steps.append(Step(at, now, tuple(sorted(named)) if steps else ()))
    return tuple(steps)


def _between(
    stretch: tuple[datetime, datetime],
    periods: Collection[Period],
    windows: Mapping[str, Window],
    events: Events,
) -> Iterator[datetime]:
    """Yield instants within a stretch at which the standing changes, until it is that of its end.

    What compares events can change on days that no bound names.
    """
    start, end = stretch[0], stretch[1] - TICK
    final = standing(periods, windows, end, events)
    while start < end and (now := standing(periods, windows, start, events)) != final:
        low, high = start, end
        while high - low > TICK:
            middle = low + (high - low) // 2
            if standing(periods, windows, middle, events) == now:
                low = middle
            else:
                high = middle
        yield high
        start = high


def _turns(
    periods: Collection[Period], windows: Mapping[str, Window], events: Events
) -> Mapping[datetime, Mapping[Cause, bool]]:
    """Return what there is at each instant that the standing can hang on.

    Each cause comes with whether a period names it, not only the order of events.
    """
    found: dict[datetime, dict[Cause, bool]] = defaultdict(dict)
    for period in periods:
        if period.from_date:
            found[period.from_date][Cause(Turn.FROM)] = True
        if period.until_date:
            found[period.until_date][Cause(Turn.UNTIL)] = True
        named = period.from_events | period.until_events
        for event in period.happened | period.not_happened:
            for at, turn in _ends(windows[event]):
                cause = Cause(turn, event)
                found[at][cause] = event in named or found[at].get(cause, False)
            for at in within(event, windows, events):
                found[at].setdefault(Cause(Turn.CAN_HAPPEN, event), False)
    return found


def _ends(window: Window) -> Iterator[tuple[datetime, Turn]]:
    if window.earliest == window.latest:
        if window.earliest:
            yield window.earliest, Turn.HAPPENS
        return
    if window.earliest:
        yield window.earliest, Turn.CAN_HAPPEN
    if window.latest:
        yield window.latest, Turn.HAS_HAPPENED


def step_at(steps: Course, at: datetime) -> Step:
    """Return the step of a course that the instant `at` lies in."""
    return next(step for step in reversed(steps) if step.since <= at)


def ended_before(steps: Course, at: datetime) -> datetime | None:
    """Return since when what is not yet in force at `at` has ended, if it was in force before.

    None if it never surely was by then, and if its status at `at` is any other: only *not yet*
    leaves open whether it was.
    """
    if step_at(steps, at).standing.status is not Status.NOT_YET:
        return None
    ended = (
        following.since
        for step, following in pairwise(steps)
        if step.standing.status is Status.IN_FORCE and following.since <= at
    )
    return max(ended, default=None)


def revivals(
    periods: Collection[Period], windows: Mapping[str, Window], at: datetime, events: Events
) -> tuple[frozenset[str], ...]:
    """Return what has to come after `at` for something to hold again: one set for each way.

    The events that a period names and that have not surely come by `at`; none for a way that
    only takes time. Arguments are those of `course`.
    """
    ways = {
        frozenset(e for e in period.from_events if not windows[e].has_happened(at))
        for period in periods
        if (held := held_between(period, windows, events)) and held[1] > at
    }
    least = [way for way in ways if not any(other < way for other in ways)]
    return tuple(sorted(least, key=sorted))


@dataclass(frozen=True, slots=True)
class Difference:
    """All instants ``start <= t < end`` of which two courses say two things.

    Attributes:
        start: first instant, UTC; FIRST for no lower bound.
        end: first instant after it, UTC; None for no upper bound.
        first: what the first course says there, without change.
        second: what the second course says there, without change.
    """

    start: datetime
    end: datetime | None
    first: Standing
    second: Standing


def differences(first: Course, second: Course) -> tuple[Difference, ...]:
    """Return where two courses differ, in order; two in a row differ in what they say."""
    starts = sorted({step.since for step in (*first, *second)})
    found = []
    for start, end in pairwise([*starts, None]):
        if start is not None:
            one, other = (step_at(steps, start).standing for steps in (first, second))
            if one != other:
                found.append(Difference(start, end, one, other))
    return tuple(found)
