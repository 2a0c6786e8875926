"""The kernel agrees with what is found by listing all that can happen.

What a record can say (`points.said`) is translated into the kernel's words; the statuses are
compared with those of `points.brute`, which shares nothing with the kernel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, assert_never

import pytest

from lengths import examples
from pactgraph.kernel.conditions import (
    ALWAYS,
    And,
    AtOrAfter,
    Before,
    Condition,
    Events,
    Or,
    Xone,
    relate,
)
from pactgraph.kernel.duties import Duty, Outcome, State, outcome
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import LapseOf, Moved, NthOf, OnlyBefore, OnlyFrom
from pactgraph.kernel.scenarios import NEVER, Happening, Window, Windows, on, windows
from pactgraph.kernel.spans import Back, Onward, Span
from pactgraph.kernel.status import standing
from pactgraph.kernel.timeline import TICK, Duration, Precision, Stretch
from points import brute, said
from points.drawn import drawn
from points.golden import GOLDEN
from points.truths import TRUTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pactgraph.kernel.points import Derived, Point
    from pactgraph.kernel.spans import Step
    from points.drawn import Drawn

DAY = timedelta(days=1)


def midnight(day: date) -> datetime:
    """Return the first instant of `day`, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


# ---- Spans ------------------------------------------------------------------------------


def steps(span: said.Span) -> list[Step]:
    """Return a span in the kernel's steps."""
    match span:
        case said.Days(number):
            return [_signed(Duration(fixed=abs(number) * DAY), number)]
        case said.Months(number):
            return [_signed(Duration(months=abs(number)), number)]
        case said.Years(number):
            return [_signed(Duration(months=12 * abs(number)), number)]
        case said.Next(schedule):
            return [Onward(f"next({schedule})", _following(schedule))]
        case said.Chain(spans):
            return [step for part in spans for step in steps(part)]
        case _:
            assert_never(span)


def _signed(duration: Duration, number: int) -> Step:
    return duration if number >= 0 else Back(duration)


@cache
def _following(schedule: said.Schedule) -> Callable[[datetime], datetime | None]:
    return partial(_next, schedule)


@cache
def _next(schedule: said.Schedule, moment: datetime) -> datetime | None:
    """Return the next date as listing finds it, but without counting up from the first one."""
    if moment.year > 2090:
        return None
    day = moment.date()
    if isinstance(schedule, said.Every) and isinstance(schedule.span, said.Days):
        every = schedule.span.number
        number = max(0, (day - schedule.first).days // every + 1)
        return midnight(schedule.first + number * every * DAY)
    following = brute.next_date(schedule, day)
    return None if following == brute.NEVER else midnight(following)


# ---- Points and conditions --------------------------------------------------------------


@dataclass
class Named:
    """Points as derived events, each under a name of its own."""

    derived: dict[str, Derived] = field(default_factory=dict)
    names: dict[said.Point, str] = field(default_factory=dict)

    def point(self, point: said.Point) -> Point:
        """Return `point` in the kernel's words."""
        if isinstance(point, date):
            return midnight(point)
        if isinstance(point, said.Event):
            return point.name
        if point not in self.names:
            found = self._derived(point)
            self.names[point] = f"p{len(self.names)}"
            self.derived[self.names[point]] = found
        return self.names[point]

    def _derived(self, point: said.Point) -> Derived:
        match point:
            case said.Later(of, span):
                return Moved(self.point(of), Span.of(*steps(span)))
            case said.Earliest(points):
                return NthOf(1, tuple(map(self.point, points)))
            case said.Latest(points):
                return NthOf(len(points), tuple(map(self.point, points)))
            case said.Nth(n, points):
                return NthOf(n, tuple(map(self.point, points)))
            case said.IfBefore(what, bound):
                return OnlyBefore(self.point(what), self.point(bound))
            case said.IfNotBefore(what, bound):
                return OnlyFrom(self.point(what), self.point(bound))
            case said.Lapse(what, end):
                return LapseOf(self.point(what), self.point(end))
            case _:
                raise TypeError(point)

    def condition(self, condition: said.Condition) -> Condition:
        """Return `condition` in the kernel's words."""
        match condition:
            case said.AtOrAfter(point):
                return AtOrAfter(self.point(point))
            case said.Before(point):
                return Before(self.point(point))
            case said.And(parts):
                return And(tuple(map(self.condition, parts)))
            case said.Or(parts):
                return Or(tuple(map(self.condition, parts)))
            case said.Xone(parts):
                return Xone(tuple(map(self.condition, parts)))
            case _:
                assert_never(condition)


# ---- Records ----------------------------------------------------------------------------


def stretch(written: said.Stretch) -> Stretch:
    """Return a stretch of days in the kernel's words."""
    precision = Precision.DAY if written.first == written.last else Precision.MONTH
    return Stretch(midnight(written.first), midnight(written.last) + DAY, precision, "")


def happening(what: said.Said) -> Happening:
    """Return what is said of an event in the kernel's words."""
    return Happening(
        occurred=None if what.occurred is None else stretch(what.occurred),
        not_before=None if what.not_before is None else midnight(what.not_before),
        not_until=None if what.not_through is None else midnight(what.not_through) + DAY,
        last=None if what.not_after is None else midnight(what.not_after),
    )


def assumed(what: said.Said) -> Window | None:
    """Return what is assumed of an event."""
    if isinstance(what.assumed, said.Never):
        return NEVER
    return None if what.assumed is None else on(stretch(what.assumed))


@dataclass(frozen=True)
class Question:
    """A clause and its record in the kernel's words."""

    condition: Condition
    events: Events
    windows: Windows

    def status(self, day: date) -> str:
        """Return the status on `day`."""
        found = periods(self.condition, self.events)
        return str(standing(found, self.windows, midnight(day), self.events).status)


def question(record: said.Record, clause: said.Condition, known: date) -> Question:
    """Return a clause and its record in the kernel's words, known to the end of a day."""
    named = Named()
    condition = named.condition(clause)
    return asking(record, condition, named.derived, known)


def asking(
    record: said.Record, condition: Condition, derived: Mapping[str, Derived], known: date
) -> Question:
    """Return a question about a condition that is in the kernel's words already."""
    pairs = [(first.name, second.name) for first, second in record.order]
    rivals = [(one.name, other.name) for one, other in record.exclusive]
    limited = [event.name for event, what in record.events.items() if what.not_after]
    events = relate(derived, pairs, rivals, limited)
    assumptions = {event.name: assumed(what) for event, what in record.events.items()}
    found = windows(
        {event.name: happening(what) for event, what in record.events.items()},
        events,
        midnight(known) + DAY - TICK,
        {name: window for name, window in assumptions.items() if window is not None},
    )
    return Question(condition, events, found)


# ---- Statuses ---------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [*TRUTHS, *GOLDEN], ids=lambda asked: asked.name)
def test_answers_derived_by_hand_are_given(asked: said.Answer) -> None:
    """Deadlines, lapses, renewals, exclusion, many conditions, tails and cures."""
    found = question(asked.record, asked.clause, asked.known).status(asked.day)

    assert asked.status == found


SEEDS = examples(500)
"""So many cases are drawn, for statuses and for duties each."""
BATCHES = 10


@pytest.mark.many
@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_status_is_the_one_found_by_listing(batch: int) -> None:
    """Whatever is drawn, no answer differs from that of the definition."""
    differing = {}
    for seed in range(batch, SEEDS, BATCHES):
        case = drawn(seed)
        expected = str(brute.status(case.record, case.condition, case.day, case.known))
        found = question(case.record, case.condition, case.known).status(case.day)
        if found != expected:
            differing[seed] = (expected, found)

    assert {} == differing


# ---- Duties -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Became:
    """What has become of a duty that is drawn: its states one by one, and together."""

    statuses: Mapping[State, str]
    outcome: Outcome


def became(case: Drawn) -> Became:
    """Return what the kernel says of the duty that is drawn."""
    told = case.duty
    assert told is not None
    named = Named()
    duty = Duty(
        "duty",
        opens=midnight(told.deadline.first),
        deadline=midnight(told.deadline.last) + DAY,
        performed=named.point(told.performed),
        excused=None if told.excused is None else named.point(told.excused),
        holds=ALWAYS if told.since is None else AtOrAfter(named.point(told.since)),
    )
    named.derived.update(duty.points())
    asked = asking(case.record, ALWAYS, named.derived, case.known)
    found = {state: periods(when, asked.events) for state, when in duty.states().items()}
    at = midnight(case.day)
    return Became(
        {
            state: str(standing(normal, asked.windows, at, asked.events).status)
            for state, normal in found.items()
        },
        outcome(found, asked.windows, at, asked.events),
    )


@pytest.mark.many
@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_states_of_a_duty_are_those_found_by_listing(batch: int) -> None:
    """Each state has the status of the definition, on the day and as known then.

    So has what is told of all together: never two at once, and no more than can be.
    """
    differing: dict[object, object] = {}
    for seed in range(batch, SEEDS, BATCHES):
        case = drawn(seed)
        if case.duty is None:
            continue
        told = became(case)
        listed = {
            state: str(
                brute.duty_status(case.record, case.duty, brute.State(state), case.day, case.known)
            )
            for state in told.statuses
        }
        if told.statuses != listed:
            differing[seed] = (listed, told.statuses)
        sure = [state for state in listed if listed[state] == "in force"]
        possible = {state for state in listed if listed[state] in {"in force", "depends"}}
        found = told.outcome
        if ([found.state] if found.state else [], {*found.possible}) != (sure, possible):
            differing[seed, "together"] = (listed, found)
        if bool(found.depends_on) != ("depends" in listed.values()):
            differing[seed, "depends"] = (listed, found)

    assert {} == differing
