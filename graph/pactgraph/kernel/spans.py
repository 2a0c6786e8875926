"""Spans: how much later one moment is than another, by days, months, schedules and chains.

A span never turns two days round: of two days, the later one leads to no earlier day. So it
can be undone in both directions, and bounds of events can be carried through it (`solver.py`).

`LAST` stands for *never* here: no moment is later, and it stays where it is, whatever is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from pactgraph.kernel.timeline import FIRST, LAST, TICK, Duration, months_after

if TYPE_CHECKING:
    from collections.abc import Callable

NO_TIME = timedelta()


@dataclass(frozen=True, slots=True)
class Back:
    """So long before: months clamp to the last day of a shorter month."""

    duration: Duration

    def before(self, moment: datetime) -> datetime:
        """Return the instant this long before `moment`, never before FIRST."""
        try:
            return months_after(moment, -self.duration.months) - self.duration.fixed
        except (ValueError, OverflowError):
            return FIRST


@dataclass(frozen=True, slots=True)
class Onward:
    """On to what a function of instants gives: the next date of a schedule, five business days.

    Attributes:
        name: tells it apart from others.
        following: gives an instant after the one it is given, or None for never; for a later
            instant none that is earlier. It is asked for any instant from FIRST
            to the year 9998, and often.
        longest: the longest that it leads on; None for no bound.
        from_midnight: how far it leads from any midnight in UTC, if always equally far.
    """

    name: str
    following: Callable[[datetime], datetime | None]
    longest: timedelta | None = None
    from_midnight: timedelta | None = None

    def after(self, moment: datetime) -> datetime:
        """Return the instant that follows `moment`; LAST for never."""
        return self.following(moment) or LAST


Step = Duration | Back | Onward


@dataclass(frozen=True)
class Span:
    """One step after the other; without steps, no time at all.

    Attributes:
        steps: in the order in which they are taken.
    """

    steps: tuple[Step, ...] = ()

    @classmethod
    def of(cls, *steps: Step) -> Span:
        """Return the span of `steps`, with neighbours of a fixed length taken together.

        >>> str(Span.of(Duration(fixed=timedelta(days=3)), Back(Duration(fixed=timedelta(1)))))
        'P2D'
        """
        kept: list[Step] = []
        for step in steps:
            length = _fixed(step)
            before = _fixed(kept[-1]) if kept else None
            if length is not None and before is not None:
                kept.pop()
                length += before
            if length is None:
                kept.append(step)
            elif length:
                kept.append(_of_length(length))
        return cls(tuple(kept))

    def then(self, other: Span) -> Span:
        """Return the span of this one and, after it, `other`."""
        if not (self.steps and other.steps):
            return self if self.steps else other
        return Span.of(*self.steps, *other.steps)

    def after(self, moment: datetime) -> datetime:
        """Return the instant that lies this span after `moment`; LAST for never."""
        for step in self.steps:
            if moment == LAST:
                break
            moment = _taken(step, moment)
        return moment

    @cached_property
    def fixed(self) -> timedelta | None:
        """Its length, if that is the same from every instant on."""
        lengths = [_fixed(step) for step in self.steps]
        return None if None in lengths else sum((x for x in lengths if x is not None), NO_TIME)

    @cached_property
    def least(self) -> timedelta:
        """The shortest that it can be; below 0 if it can lead back."""
        return sum((_least(step) for step in self.steps), NO_TIME)

    @cached_property
    def most(self) -> timedelta | None:
        """The longest that it can be; None for no bound."""
        lengths = [_most(step) for step in self.steps]
        return None if None in lengths else sum((x for x in lengths if x is not None), NO_TIME)

    @cached_property
    def from_midnight(self) -> Span:
        """What it is from any midnight in UTC: days, where its first step leads over some."""
        match self.steps:
            case (Onward(from_midnight=timedelta() as length), *others):
                return Span.of(_of_length(length), *others)
            case _:
                return self

    def never_longer_than(self, other: Span) -> bool:
        """Return whether it surely never leads further than `other`, from any instant.

        False also where that is so, but can only be seen in the calendar.
        """
        ours, theirs = list(self.steps), list(other.steps)
        while ours and theirs and ours[-1] == theirs[-1]:
            ours.pop()
            theirs.pop()
        while ours and theirs and ours[0] == theirs[0]:
            del ours[0], theirs[0]
        match ours, theirs:
            case [Duration() as mine], [Duration() as other_one]:
                return mine.never_longer_than(other_one)
        longest = Span(tuple(ours)).most
        return longest is not None and longest <= Span(tuple(theirs)).least

    def __str__(self) -> str:
        """Return its steps as XML Schema writes durations, a minus sign before those back."""
        return "".join(_text(step, first=not at) for at, step in enumerate(self.steps))


def _fixed(step: Step) -> timedelta | None:
    """Return the length of `step` if it is fixed; None if it hangs on the calendar."""
    match step:
        case Duration(months, fixed):
            return None if months else fixed
        case Back(duration):
            return None if duration.months else -duration.fixed
        case Onward():
            return None
        case _:
            assert_never(step)


def _of_length(length: timedelta) -> Step:
    return Duration(fixed=length) if length > NO_TIME else Back(Duration(fixed=-length))


def _taken(step: Step, moment: datetime) -> datetime:
    match step:
        case Onward():
            return step.after(moment)
        case Duration():
            return step.after(moment)
        case Back():
            return step.before(moment)
        case _:
            assert_never(step)


def _least(step: Step) -> timedelta:
    match step:
        case Duration():
            return step.shortest
        case Back(duration):
            return -duration.longest
        case Onward():
            return TICK
        case _:
            assert_never(step)


def _most(step: Step) -> timedelta | None:
    match step:
        case Duration():
            return step.longest
        case Back(duration):
            return -duration.shortest
        case Onward():
            return step.longest
        case _:
            assert_never(step)


def _text(step: Step, *, first: bool) -> str:
    match step:
        case Duration():
            return str(step) if first else f"+{step}"
        case Back(duration):
            return f"-{duration}"
        case Onward(name):
            return name if first else f"+{name}"
        case _:
            assert_never(step)
