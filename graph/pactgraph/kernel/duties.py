"""What becomes of a duty that is done once: three points, and six states between them.

Each state is a condition with periods of its own, so it may depend on open events. In every
completion a duty is in one state at a time, from the moment on which it binds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import ALWAYS, And, AtOrAfter, Before
from pactgraph.kernel.points import LapseOf, Moved, NthOf, OnlyBefore, OnlyFrom
from pactgraph.kernel.spans import Span
from pactgraph.kernel.status import Status, standing
from pactgraph.kernel.timeline import Duration

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from pactgraph.kernel.conditions import Condition, Events
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.points import Derived, Point
    from pactgraph.kernel.scenarios import Window

_A_DAY = Span.of(Duration(fixed=timedelta(days=1)))


class State(StrEnum):
    """What has become of a duty."""

    PENDING = "pending"
    """nothing has, and its deadline has not begun, or it has none"""
    DUE = "due"
    """nothing has, and its deadline runs: the day, month or year that it names"""
    FULFILLED = "fulfilled"
    """it was performed in time, and not excused before"""
    EXCUSED = "excused"
    """it was excused in time, before it was performed"""
    VIOLATED = "violated"
    """its deadline is over, and it was neither performed nor excused by then"""
    LATE = "late"
    """it was performed after it was violated"""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that is done once.

    Attributes:
        name: what the names of its points begin with.
        opens: when the stretch begins in which it is due; None if it has no deadline.
        deadline: the first instant after that stretch: performed by then is in time; None if
            it has none: then it can be done at any time, and is never violated.
        performed: what fulfils it.
        excused: what lifts it if it comes in time; None if nothing does, or it has no deadline.
        holds: while it binds.
    """

    name: str
    opens: Point | None
    deadline: Point | None
    performed: Point
    excused: Point | None = None
    holds: Condition = ALWAYS

    @property
    def fulfilment(self) -> str:
        """The name of its performance in time, if it was not excused before that."""
        return f"{self.name}/fulfilment"

    @property
    def excuse(self) -> str:
        """The name of its excuse, if that came before performance and deadline."""
        return f"{self.name}/excuse"

    @property
    def violation(self) -> str:
        """The name of the end of its deadline, if neither had come by then."""
        return f"{self.name}/violation"

    @property
    def lateness(self) -> str:
        """The name of its performance after it was violated."""
        return f"{self.name}/lateness"

    def points(self) -> Mapping[str, Derived]:
        """Return the derived events that it makes, by name."""
        if self.deadline is None:
            return {self.fulfilment: NthOf(1, (self.performed,))}
        in_time = OnlyBefore(self.performed, self.deadline)
        late = OnlyFrom(self.performed, self.violation)
        if self.excused is None:
            missed = LapseOf(self.performed, self.deadline)
            return {self.fulfilment: in_time, self.violation: missed, self.lateness: late}
        early, first, after = (f"{self.name}/{part}" for part in ("in-time", "first", "excused"))
        return {
            early: in_time,
            first: NthOf(1, (self.performed, self.excused)),
            after: Moved(self.excused, _A_DAY),
            f"{self.name}/over": NthOf(1, (self.performed, self.deadline)),
            self.fulfilment: OnlyBefore(early, after),
            self.excuse: OnlyBefore(self.excused, f"{self.name}/over"),
            self.violation: LapseOf(first, self.deadline),
            self.lateness: late,
        }

    def states(self) -> Mapping[State, Condition]:
        """Return the conditions under which it is in each of its states, in their order."""
        if self.opens is None:
            return {
                State.PENDING: And((self.holds, Before(self.performed))),
                State.FULFILLED: And((self.holds, AtOrAfter(self.performed))),
            }
        done = [self.fulfilment, *([] if self.excused is None else [self.excuse])]
        before = And((self.holds, *map(Before, done), Before(self.violation)))
        found: dict[State, Condition] = {
            State.PENDING: And((before, Before(self.opens))),
            State.DUE: And((before, AtOrAfter(self.opens))),
            State.FULFILLED: And((self.holds, AtOrAfter(self.fulfilment))),
            State.VIOLATED: And((self.holds, AtOrAfter(self.violation), Before(self.lateness))),
            State.LATE: And((self.holds, AtOrAfter(self.lateness))),
        }
        if self.excused is not None:
            found[State.EXCUSED] = And((self.holds, AtOrAfter(self.excuse)))
        return {state: found[state] for state in State if state in found}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of a duty at an instant.

    Attributes:
        possible: the states that it can be in, in the order of `State`; none if it does not bind.
        depends_on: the open events that decide in which it is, or whether it binds; none if
            that is settled.
    """

    possible: tuple[State, ...] = ()
    depends_on: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def state(self) -> State | None:
        """The state that it is in, whatever the open events do; None if there is none."""
        return None if self.depends_on or not self.possible else self.possible[0]


def outcome(
    states: Mapping[State, Collection[Period]],
    windows: Mapping[str, Window],
    at: datetime,
    events: Events,
) -> Outcome:
    """Return what has become of a duty at the instant `at`.

    Args:
        states: all prime implicants of the condition of each state, in their order.
        windows: when each event named in them can happen.
        at: the instant asked about, UTC.
        events: how the events hang together.
    """
    found = {state: standing(normal, windows, at, events) for state, normal in states.items()}
    sure = [state for state, told in found.items() if told.status is Status.IN_FORCE]
    if sure:
        return Outcome((sure[0],))
    left = {state: told for state, told in found.items() if told.status is Status.DEPENDS}
    return Outcome(tuple(left), frozenset().union(*(told.depends_on for told in left.values())))
