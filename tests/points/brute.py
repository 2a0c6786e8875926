"""What conditions, records and duties mean, by listing all that can happen.

Written to be checked by reading, not to be fast. Nothing comes from the package that is
tested.

**Completion.** A day or `NEVER` for each underived event. A completion breaks none of these:

1. *Assumed.* An event of which something is assumed happens within that, or never if so.
2. *Dated.* An event that occurred by K happens within the stretch that the record gives, and
   within its other bounds. Before that stretch is over, its date is not known.
3. *Undated.* Any other event happens never, or after K and not after its `not_after`. It can
   have happened by K only if

   - the record leaves it undecided (`not_before`): from that day on; or
   - an event that is assumed or dated never precedes it, and can have come by K.

   Then it has not happened by `not_through`, as far as that day was over at K; unless an
   assumed event that never precedes it comes by then.
4. *Order and exclusion.* The second event of an ordered pair happens on the day of the first
   or later, so not without it. Of an exclusive pair at most one happens.

**Status** of a condition on D: *in force* if it holds on D in every completion; *depends* if
in some; else *not yet* if in some it holds after D; *ended* if in some it held before D;
else *never*.

**Which days are tried.** An undated event is tried on every day that is at most ``reach``
days away from a stated one: a date of the condition, of a schedule's beginning or end, of the
record; K; D. Nothing else can come of any other day:

- Whatever is compared is a stated day or an event, each moved by some spans. Two that lie
  further apart than the spans can differ, which is ``longest``, compare the same however far
  they lie apart.
- So take a group of events with no stated day nearby and a gap of more than ``longest + cycle``
  days before it, and move it towards its neighbour by ``cycle`` days, after which months,
  years and schedules repeat. All comparisons stay. Do so until no such gap is left.
- Then each event is linked to a stated day by gaps of at most ``longest + cycle`` days, of
  which there are no more than undated events: ``reach = events * (longest + cycle)``.

The calendar repeats after four years, from 1901 to 2099.

Within a completion, truth changes only on the days of the points that the condition names. So
it is enough to look at these, and at the days before them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, partial
from itertools import product, takewhile
from math import lcm
from typing import TYPE_CHECKING, assert_never

from dateutil.rrule import rrulestr

from points.said import (
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
    Schedule,
    Span,
    Stretch,
    Xone,
    Years,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Completion = Mapping[Event, date]

NEVER = date.max
"""The day that comes after all others."""
DAY = timedelta(days=1)
BEGINNING = date.min + DAY
"""The day from which on a duty binds that always does."""
FOUR_YEARS = 1461
"""After so many days months and years are as long again."""


class Status(StrEnum):
    """Whether a clause is in force."""

    IN_FORCE = "in force"
    DEPENDS = "depends"
    NOT_YET = "not yet"
    ENDED = "ended"
    NEVER = "never"


class State(StrEnum):
    """What has become of a duty."""

    PENDING = "pending"
    DUE = "due"
    FULFILLED = "fulfilled"
    EXCUSED = "excused"
    VIOLATED = "violated"
    LATE = "late"


class NoCompletionError(ValueError):
    """What a record says contradicts itself."""


# ---- Questions --------------------------------------------------------------------------


def status(record: Record, condition: Condition, day: date, known: date) -> Status:
    """Return the status of a clause on `day`, as known on `known`.

    Args:
        record: what is said of the events.
        condition: when the clause holds.
        day: the day D that is asked about.
        known: the day K that the record is known to, which is over.

    Raises:
        NoCompletionError: the record contradicts itself.
    """
    courses = []
    for completion in relevant(record, condition, day, known):
        settled = dated(condition, completion)
        turns = {part for part in within(settled) if isinstance(part, date)}
        courses.append(Course(partial(holds, settled), turns))
    return standing(courses, day)


def duty_status(record: Record, duty: Duty, state: State, day: date, known: date) -> Status:
    """Return the status of the condition that `duty` is in `state`, otherwise as `status`."""
    courses = []
    for completion in relevant(record, duty, day, known):
        fate = fate_of(duty, completion)
        turns = {fate.since, fate.first, fate.end, fate.performed, fate.excused}
        courses.append(Course(partial(is_in_state, fate, state), turns))
    return standing(courses, day)


def duty_states(record: Record, duty: Duty, day: date, known: date) -> set[State | None]:
    """Return the states that `duty` can have on `day`; None for one that does not bind yet."""
    return {
        state_on(fate_of(duty, completion), day)
        for completion in relevant(record, duty, day, known)
    }


def relevant(record: Record, said: Condition | Duty, day: date, known: date) -> list[Completion]:
    """Return the completions of all events that have a say in `said`.

    Raises:
        NoCompletionError: there is none.
    """
    few = concerned(record, said)
    found = completions(few, known, grid(few, said, day, known))
    if not found:
        raise NoCompletionError(f"nothing can happen that agrees with {few}")
    return found


# ---- Status -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Course:
    """What comes of one completion.

    Attributes:
        holds: whether it holds on a day.
        turns: the days on which that can change.
    """

    holds: Callable[[date], bool]
    turns: set[date]


def standing(courses: Sequence[Course], day: date) -> Status:
    """Return the status on `day` of what holds as in one of `courses`, whichever it is."""
    now = [course.holds(day) for course in courses]
    if all(now):
        return Status.IN_FORCE
    if any(now):
        return Status.DEPENDS
    if any(c.holds(turn) for c in courses for turn in c.turns if day < turn < NEVER):
        return Status.NOT_YET
    if any(c.holds(turn - DAY) for c in courses for turn in c.turns if turn <= day):
        return Status.ENDED
    return Status.NEVER


def dated(condition: Condition, completion: Completion) -> Condition:
    """Return `condition` with the day of each point put in its place."""
    match condition:
        case AtOrAfter(point):
            return AtOrAfter(moment(point, completion))
        case Before(point):
            return Before(moment(point, completion))
        case And(parts) | Or(parts) | Xone(parts):
            return type(condition)(tuple(dated(part, completion) for part in parts))
        case _:
            assert_never(condition)


def holds(condition: Condition, day: date) -> bool:
    """Return whether a condition about days only is true on `day`."""
    match condition:
        case AtOrAfter(date() as turn):
            return turn <= day
        case Before(date() as turn):
            return day < turn
        case And(parts):
            return all(holds(part, day) for part in parts)
        case Or(parts):
            return any(holds(part, day) for part in parts)
        case Xone(parts):
            return sum(holds(part, day) for part in parts) == 1
        case _:
            raise TypeError(f"{condition} is not about days only")


# ---- Points -----------------------------------------------------------------------------


def moment(point: Point, completion: Completion) -> date:  # noqa: C901, PLR0911 (one case a point)
    """Return the day of `point`, or NEVER."""

    def days(points: Iterable[Point]) -> list[date]:
        return sorted(moment(each, completion) for each in points)

    match point:
        case date():
            return point
        case Event():
            return completion[point]
        case Later(of, span):
            return moved(moment(of, completion), span)
        case Earliest(points):
            return days(points)[0]
        case Latest(points):
            return days(points)[-1]
        case Nth(n, points):
            return days(points)[n - 1] if n <= len(points) else NEVER
        case IfBefore(what, bound):
            day = moment(what, completion)
            return day if day < moment(bound, completion) else NEVER
        case IfNotBefore(what, bound):
            day = moment(what, completion)
            return NEVER if day < moment(bound, completion) else day
        case Lapse(what, end):
            day = moment(end, completion)
            return NEVER if moment(what, completion) < day else day
        case _:
            assert_never(point)


@cache
def moved(day: date, span: Span) -> date:
    """Return the day that lies a `span` after `day`; NEVER after NEVER."""
    if day == NEVER:
        return NEVER
    match span:
        case Days(number):
            return day + number * DAY
        case Months(number):
            return _months_later(day, number)
        case Years(number):
            return _months_later(day, 12 * number)
        case Chain(spans):
            for part in spans:
                day = moved(day, part)
            return day
        case Next(schedule):
            return next_date(schedule, day)
        case _:
            assert_never(span)


def _months_later(day: date, number: int) -> date:
    years, month = divmod(day.month - 1 + number, 12)
    _, length = monthrange(day.year + years, month + 1)
    return date(day.year + years, month + 1, min(day.day, length))


def next_date(schedule: Schedule, day: date) -> date:
    """Return the first date of `schedule` after `day`; NEVER if there is none."""
    match schedule:
        case Every(first, span):
            number, found = 0, first
            while found <= day:
                number += 1
                found = moved(first, type(span)(number * span.number))
            return found
        case Rule(text):
            dates = _dates(text)
            at = bisect_right(dates, day)
            return dates[at] if at < len(dates) else NEVER
        case _:
            assert_never(schedule)


@cache
def _dates(rule: str) -> list[date]:
    """Return the dates of a recurrence rule until the end of the century."""
    return [at.date() for at in takewhile(lambda at: at.year < 2100, rrulestr(rule))]


# ---- Completions ------------------------------------------------------------------------


def completions(record: Record, known: date, days: Sequence[date]) -> list[Completion]:
    """Return all that can happen, as known on `known`, if undated events happen on `days`."""
    possible = [possible_days(record, event, known, days) for event in record.events]
    chosen = (dict(zip(record.events, choice, strict=True)) for choice in product(*possible))
    return [completion for completion in chosen if is_lawful(record, completion)]


def is_lawful(record: Record, completion: Completion) -> bool:
    """Return whether a completion keeps order and exclusion."""
    ordered = all(completion[first] <= completion[second] for first, second in record.order)
    excluded = all(
        completion[one] == NEVER or completion[other] == NEVER for one, other in record.exclusive
    )
    return ordered and excluded


def possible_days(
    record: Record, event: Event, known: date, days: Sequence[date]
) -> Sequence[date]:
    """Return the days on which `event` can happen by itself, and NEVER if it may not."""
    said = record.events[event]
    if isinstance(said.assumed, Never):
        return [NEVER]
    start, last = first_day(record, event, known), said.not_after or NEVER
    fixed = stretch_of(said, known)
    if fixed is None:
        return [day for day in days if start <= day <= last] + [NEVER]
    if said.assumed is not None:
        last = NEVER
    return [day for day in days_of(fixed) if start <= day <= last]


def first_day(record: Record, event: Event, known: date) -> date:
    """Return the first day on which `event`, by itself, can happen."""
    if stretch_of(record.events[event], known) is not None:
        return could_be_from(record, event, known)
    if record.events[event].not_before is not None or is_presupposed(record, event, known):
        return could_be_from(record, event, known)
    return known + DAY


def could_be_from(record: Record, event: Event, known: date) -> date:
    """Return the first day of `event`, were it not for the rule that the undated is after K."""
    said = record.events[event]
    if isinstance(said.assumed, Stretch):
        return said.assumed.first
    through = said.not_through
    fixed = stretch_of(said, known)
    if fixed is None and through is not None:
        through = min(through, known)
        if is_overruled(record, event, through):
            through = None
    starts = [fixed.first] if fixed else []
    starts += [said.not_before] if said.not_before else []
    starts += [through + DAY] if through else []
    return max(starts, default=date.min)


def is_overruled(record: Record, event: Event, through: date) -> bool:
    """Return whether it is assumed that `event` has happened by the day `through`."""
    return any(
        isinstance(what.assumed, Stretch) and what.assumed.last <= through
        for later, what in record.events.items()
        if event in before_in(record.order, later)
    )


def is_presupposed(record: Record, event: Event, known: date) -> bool:
    """Return whether an assumed or dated event that can have come by K never precedes `event`."""
    return any(
        stretch_of(record.events[later], known) is not None
        and all(
            could_be_from(record, each, known) <= known
            for each in (later, *before_in(record.order, later))
        )
        for later in record.events
        if event in before_in(record.order, later)
    )


def before_in(order: Sequence[tuple[Event, Event]], event: Event) -> set[Event]:
    """Return all events that `event` never precedes."""
    direct = {first for first, second in order if second == event}
    return direct.union(*(before_in(order, other) for other in direct))


def stretch_of(said: Said, known: date) -> Stretch | None:
    """Return when an event happens, as assumed, or as known on `known`; None if undated."""
    if said.assumed is not None:
        return said.assumed if isinstance(said.assumed, Stretch) else None
    if said.occurred is not None and said.occurred.last <= known:
        return said.occurred
    return None


def days_of(stretch: Stretch) -> list[date]:
    """Return all days of a stretch."""
    return [
        stretch.first + number * DAY for number in range(1 + (stretch.last - stretch.first).days)
    ]


def concerned(record: Record, *said: object) -> Record:
    """Return the part of `record` that has a say in what is `said`.

    That are the events named there, and those that order or exclusion tie to these.
    """
    named = {part for part in within(said) if isinstance(part, Event)}
    ties = (*record.order, *record.exclusive)
    while grown := {event for tie in ties if named & {*tie} for event in tie} - named:
        named |= grown
    return Record(
        {event: what for event, what in record.events.items() if event in named},
        tuple(pair for pair in record.order if named & {*pair}),
        tuple(pair for pair in record.exclusive if named & {*pair}),
    )


# ---- Duties -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fate:
    """The days of a duty in one completion.

    Attributes:
        since: from which on it binds.
        first: the first day that its deadline names.
        end: the day after the last one.
        performed: when it is performed.
        excused: when it is excused.
    """

    since: date
    first: date
    end: date
    performed: date
    excused: date


def fate_of(duty: Duty, completion: Completion) -> Fate:
    """Return the days of `duty`, once every event has its day."""
    return Fate(
        BEGINNING if duty.since is None else moment(duty.since, completion),
        duty.deadline.first,
        duty.deadline.last + DAY,
        moment(duty.performed, completion),
        NEVER if duty.excused is None else moment(duty.excused, completion),
    )


def state_on(fate: Fate, day: date) -> State | None:
    """Return the state of a duty on `day`; None before it binds."""
    if day < fate.since:
        return None
    if fate.excused < min(fate.performed, fate.end):
        if day >= fate.excused:
            return State.EXCUSED
    elif fate.performed < fate.end:
        if day >= fate.performed:
            return State.FULFILLED
    elif day >= fate.performed:
        return State.LATE
    elif day >= fate.end:
        return State.VIOLATED
    return State.DUE if day >= fate.first else State.PENDING


def is_in_state(fate: Fate, state: State, day: date) -> bool:
    """Return whether a duty is in `state` on `day`."""
    return state_on(fate, day) == state


# ---- Which days are tried ---------------------------------------------------------------


def grid(record: Record, said: Condition | Duty, day: date, known: date) -> list[date]:
    """Return every day on which it can matter that an undated event happens."""
    reach = reach_of(record, said, known)
    tried = {
        number
        for stated in stated_days(record, said, day, known)
        for number in range(stated.toordinal() - reach, stated.toordinal() + reach + 1)
    }
    return [date.fromordinal(number) for number in sorted(tried)]


def stated_days(record: Record, said: Condition | Duty, day: date, known: date) -> set[date]:
    """Return the days that anything is compared with."""
    parts = list(within((record, said, day, known)))
    ends = set()
    for rule in (part.text for part in parts if isinstance(part, Rule)):
        ends.add(_dates(rule)[0])
        if "COUNT" in rule or "UNTIL" in rule:
            ends.add(_dates(rule)[-1])
    return ends | {part for part in parts if isinstance(part, date)}


def reach_of(record: Record, said: Condition | Duty, known: date) -> int:
    """Return how far from every stated day an undated event is tried."""
    moving = [what for what in record.events.values() if not has_one_day(what, known)]
    return len(moving) * (longest(said) + cycle(said))


def has_one_day(said: Said, known: date) -> bool:
    """Return whether it is settled on which day an event happens, or that it never does."""
    stretch = stretch_of(said, known)
    return isinstance(said.assumed, Never) or (
        stretch is not None and stretch.first == stretch.last
    )


def longest(said: Condition | Duty) -> int:
    """Return by how many days the spans of two points can differ; the end of a day is one."""
    shifts = [shift(part) for part in within(said) if isinstance(part, Point)]
    return max(1, *(most for _, most in shifts)) - min(0, *(least for least, _ in shifts))


def shift(point: Point) -> tuple[int, int]:
    """Return by how many days, at least and at most, spans move the days behind `point`."""
    match point:
        case date() | Event():
            return 0, 0
        case Later(of, span):
            (least, most), (fewest, days) = shift(of), length(span)
            return least + fewest, most + days
        case Earliest(points) | Latest(points) | Nth(_, points):
            parts = points
        case IfBefore(what, other) | IfNotBefore(what, other) | Lapse(what, other):
            parts = (what, other)
        case _:
            assert_never(point)
    shifts = [shift(part) for part in parts]
    return min(least for least, _ in shifts), max(most for _, most in shifts)


def length(span: Span) -> tuple[int, int]:
    """Return how many days a span has, at least and at most; of a chain, on its way too."""
    match span:
        case Days(number):
            days = (number, number)
        case Months(number):
            days = (28 * number, 31 * number)
        case Years(number):
            days = (365 * number, 366 * number)
        case Next():
            days = (1, cycle(span))
        case Chain(spans):
            lengths = [length(part) for part in spans]
            days = (sum(min(0, f) for f, _ in lengths), sum(max(0, m) for _, m in lengths))
        case _:
            assert_never(span)
    return min(days), max(days)


def cycle(said: object) -> int:
    """Return after how many days all spans and schedules repeat."""
    return lcm(*(_cycle(part) for part in within(said)))


def _cycle(part: object) -> int:
    match part:
        case Every(_, Days(number)):
            return number
        case Every(_, Months(number)):
            return _cycle_of_months(number)
        case Every(_, Years(number)):
            return _cycle_of_months(12 * number)
        case Months() | Years():
            return FOUR_YEARS
        case Rule(text):
            return _cycle_of_rule(text)
        case _:
            return 1


def _cycle_of_months(number: int) -> int:
    """Return after how many days a date every so many months falls on the same day again."""
    return lcm(48, number) // 48 * FOUR_YEARS


def _cycle_of_rule(text: str) -> int:
    """Return after how many days a rule repeats; days of the week do after 28 years."""
    frequency = re.findall(r"FREQ=(\w+)", text)[0]
    interval = int(*re.findall(r"INTERVAL=(\d+)", text) or ["1"])
    if frequency in ("DAILY", "WEEKLY"):
        return interval * (7 if frequency == "WEEKLY" or "BYDAY" in text else 1)
    months = interval * (12 if frequency == "YEARLY" else 1)
    return _cycle_of_months(months) * (7 if "BYDAY" in text else 1)
