"""Listing gives what was derived by hand, and is what its docstring says.

The real kernel is compared with `brute.py` elsewhere; here it is `brute.py` that is tried.
"""

from __future__ import annotations

import ast
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lengths import examples
from points import brute
from points.brute import NEVER, Course, NoCompletionError, State, Status
from points.drawn import Drawn, drawn
from points.golden import GOLDEN, LEASE, TAKE_OVER
from points.said import (
    NEVER_HAPPENS,
    OPEN,
    And,
    Answer,
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
    by,
    happened,
    happens,
    missed,
    on,
)
from points.truths import TRUTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.many

A, B, C = Event("a"), Event("b"), Event("c")
DAY = timedelta(days=1)
SEEDS = range(examples(200))


def may(day: int) -> date:
    """Return a day of May 2027."""
    return date(2027, 5, day)


# ---- By hand ----------------------------------------------------------------------------


def answered(asked: Answer) -> Status:
    """Return what listing answers; what cannot matter never happens."""
    events = {
        event: NEVER_HAPPENS if event in asked.settled else said
        for event, said in asked.record.events.items()
    }
    record = Record(events, asked.record.order, asked.record.exclusive)
    return brute.status(record, asked.clause, asked.day, asked.known)


@pytest.mark.parametrize("asked", TRUTHS, ids=lambda asked: asked.name)
def test_listing_gives_every_truth(asked: Answer) -> None:
    """Deadlines, lapses, renewals, exclusion, parts, tails and cures are as they should be."""
    assert asked.status == answered(asked)


@pytest.mark.parametrize("asked", GOLDEN, ids=lambda asked: asked.name)
def test_listing_gives_what_was_derived_by_hand(asked: Answer) -> None:
    """All clauses of the take-over and of the lease, on their first and last days."""
    assert asked.status == answered(asked)


def test_there_are_enough_answers_of_each_kind() -> None:
    """Twenty-six truths, two of them double; each status is an answer in both stories."""
    numbers = {asked.name.split(",")[0] for asked in TRUTHS}

    assert {str(number) for number in range(1, 27)} == numbers
    for answers in (TAKE_OVER, LEASE):
        assert set(Status) == {asked.status for asked in answers}
        assert len(answers) == len({asked.name for asked in answers}) >= 12


# ---- Spans ------------------------------------------------------------------------------

ENDS_OF_MONTHS = Rule("DTSTART:20280131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1")
TWICE = Rule("DTSTART:20270501\nRRULE:FREQ=DAILY;COUNT=2")


@pytest.mark.parametrize(
    ("day", "span", "moved"),
    [
        (may(30), Days(3), date(2027, 6, 2)),
        (may(2), Days(-2), date(2027, 4, 30)),
        (date(2028, 1, 31), Months(1), date(2028, 2, 29)),
        (date(2027, 11, 30), Months(3), date(2028, 2, 29)),
        (date(2027, 3, 31), Months(-1), date(2027, 2, 28)),
        (date(2027, 1, 15), Months(-13), date(2025, 12, 15)),
        (date(2028, 2, 29), Years(1), date(2029, 2, 28)),
        (date(2028, 2, 29), Years(4), date(2032, 2, 29)),
        # The order counts: 30 days after the end of February, or a month after 30 days.
        (date(2027, 1, 31), Chain((Months(1), Days(30))), date(2027, 3, 30)),
        (date(2027, 1, 31), Chain((Days(30), Months(1))), date(2027, 4, 2)),
        (may(1), Chain(()), may(1)),
        (NEVER, Days(-3), NEVER),
        (NEVER, Chain((Next(TWICE), Days(-3))), NEVER),
        # Once a schedule is over, so is what is counted from its next date.
        (may(2), Chain((Next(TWICE), Days(-3))), NEVER),
    ],
)
def test_a_span_leads_to_a_day(day: date, span: Span, moved: date) -> None:
    """Months and years end with the month; never stays never."""
    assert moved == brute.moved(day, span)


@pytest.mark.parametrize(
    ("schedule", "day", "following"),
    [
        (Every(may(10), Days(7)), may(1), may(10)),
        (Every(may(10), Days(7)), may(10), may(17)),
        (Every(may(10), Days(7)), may(23), may(24)),
        # Counted from the first date, not from the one before: the 31st comes back.
        (Every(date(2028, 1, 31), Months(1)), date(2028, 1, 31), date(2028, 2, 29)),
        (Every(date(2028, 1, 31), Months(1)), date(2028, 2, 29), date(2028, 3, 31)),
        (Every(date(2028, 2, 29), Years(1)), date(2031, 2, 28), date(2032, 2, 29)),
        (ENDS_OF_MONTHS, date(2028, 2, 28), date(2028, 2, 29)),
        (ENDS_OF_MONTHS, date(2028, 2, 29), date(2028, 3, 31)),
        (TWICE, date(2020, 1, 1), may(1)),
        (TWICE, may(1), may(2)),
        (TWICE, may(2), NEVER),
    ],
)
def test_the_next_date_of_a_schedule_is_a_later_one(
    schedule: Schedule, day: date, following: date
) -> None:
    """A day that is a date of the schedule leads to the one after it."""
    assert following == brute.next_date(schedule, day)


# ---- Points and conditions --------------------------------------------------------------


@pytest.mark.parametrize(
    ("point", "days", "moment"),
    [
        (may(7), (), may(7)),
        (A, (may(3),), may(3)),
        (A, (NEVER,), NEVER),
        (Later(A, Days(4)), (may(3),), may(7)),
        (Later(A, Days(4)), (NEVER,), NEVER),
        (Earliest((A, B)), (NEVER, may(3)), may(3)),
        (Latest((A, B)), (may(2), may(3)), may(3)),
        (Latest((A, B)), (may(2), NEVER), NEVER),
        (Nth(2, (A, B, C)), (may(9), may(1), may(5)), may(5)),
        # Two on one day count as two.
        (Nth(2, (A, B, C)), (may(1), may(1), may(5)), may(1)),
        (Nth(3, (A, B, C)), (may(1), NEVER, may(5)), NEVER),
        (Nth(3, (A, B)), (may(1), may(2)), NEVER),
        # On one day, neither is before the other.
        (IfBefore(A, B), (may(1), may(2)), may(1)),
        (IfBefore(A, B), (may(2), may(2)), NEVER),
        (IfBefore(A, B), (may(2), NEVER), may(2)),
        (IfBefore(A, B), (NEVER, NEVER), NEVER),
        (IfNotBefore(A, B), (may(1), may(2)), NEVER),
        (IfNotBefore(A, B), (may(2), may(2)), may(2)),
        (IfNotBefore(A, B), (may(2), NEVER), NEVER),
        (IfNotBefore(A, B), (NEVER, may(2)), NEVER),
        (Lapse(A, B), (may(1), may(2)), NEVER),
        (Lapse(A, B), (may(2), may(2)), may(2)),
        (Lapse(A, B), (NEVER, may(2)), may(2)),
        (Lapse(A, B), (may(2), NEVER), NEVER),
        (Lapse(A, B), (NEVER, NEVER), NEVER),
        (by(A, may(7)), (may(7),), may(7)),
        (by(A, may(7)), (may(8),), NEVER),
        (missed(A, may(7)), (may(7),), NEVER),
        (missed(A, may(7)), (may(8),), may(8)),
    ],
)
def test_a_point_has_one_day(point: Point, days: Sequence[date], moment: date) -> None:
    """The days of a, b and c give that of every point made of them."""
    assert moment == brute.moment(point, dict(zip((A, B, C), days, strict=False)))


YES, NO = AtOrAfter(may(1)), Before(may(1))


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        (AtOrAfter(may(5)), True),
        (AtOrAfter(may(6)), False),
        (AtOrAfter(NEVER), False),
        (Before(may(5)), False),
        (Before(may(6)), True),
        (Before(NEVER), True),
        (And(()), True),
        (And((YES, NO)), False),
        (Or(()), False),
        (Or((YES, NO)), True),
        (Xone((YES, NO, NO)), True),
        (Xone((YES, YES, YES)), False),
        (Xone((NO, NO)), False),
    ],
)
def test_a_condition_is_true_or_false_on_a_day(
    condition: Condition,
    truth: bool,  # noqa: FBT001 - a row of a table
) -> None:
    """On 2027-05-05, by the days that stand in it."""
    assert truth == brute.holds(condition, may(5))


# ---- Completions ------------------------------------------------------------------------


def days_of_a(record: Record, known: int) -> list[int]:
    """Return the days of May from the 1st to the 9th on which a can happen, 0 for never."""
    found = brute.completions(record, may(known), [may(day) for day in range(1, 10)])
    return sorted({0 if each[A] == NEVER else each[A].day for each in found})


@pytest.mark.parametrize(
    ("said", "known", "days"),
    [
        (OPEN, 7, [0, 8, 9]),
        (Said(not_after=may(8)), 6, [0, 7, 8]),
        (Said(not_after=may(6)), 6, [0]),
        # What nobody decides can have happened by K.
        (Said(not_before=may(7)), 8, [0, 7, 8, 9]),
        (Said(not_before=may(5), not_through=may(7)), 9, [0, 8, 9]),
        # On 2027-05-06 it cannot be known of 2027-05-07.
        (Said(not_before=may(5), not_through=may(7)), 6, [0, 7, 8, 9]),
        (happened(may(4)), 4, [4]),
        (happened(may(8)), 7, [0, 8, 9]),
        (Said(occurred=Stretch(may(2), may(4))), 4, [2, 3, 4]),
        (Said(occurred=Stretch(may(2), may(4)), not_through=may(2)), 4, [3, 4]),
        # Before the stretch is over, nobody knows: as of 2027-05-03 nothing has happened.
        (Said(occurred=Stretch(may(2), may(4))), 7, [2, 3, 4]),
        (Said(occurred=Stretch(may(2), may(9))), 8, [0, 9]),
        (happens(may(2)), 7, [2]),
        (happens(may(9)), 7, [9]),
        (Said(occurred=on(may(2)), assumed=Stretch(may(6), may(7))), 7, [6, 7]),
        (Said(assumed=on(may(6)), not_after=may(5), not_before=may(7)), 7, [6]),
        (NEVER_HAPPENS, 7, [0]),
    ],
)
def test_an_event_by_itself_has_its_days(said: Said, known: int, days: list[int]) -> None:
    """Open events come after K; dates, assumptions and bounds are kept."""
    assert days == days_of_a(Record({A: said}), known)


@pytest.mark.parametrize(
    ("first", "second", "known", "days"),
    [
        # b happened, so a, which it never precedes, did by then.
        (OPEN, happened(may(3)), 5, [1, 2, 3]),
        (Said(not_through=may(1)), happened(may(3)), 5, [2, 3]),
        (Said(not_before=may(3)), happened(may(3)), 5, [3]),
        # An assumption that a has come overrules that it had not.
        (Said(not_through=may(4)), happens(may(4)), 5, [1, 2, 3, 4]),
        (Said(not_through=may(3)), happens(may(4)), 5, [4]),
        # b comes only after K, and so does a.
        (OPEN, happens(may(8)), 5, [6, 7, 8]),
        # b may come by K, and then a does too.
        (OPEN, Said(assumed=Stretch(may(5), may(6))), 5, [1, 2, 3, 4, 5, 6]),
        (OPEN, NEVER_HAPPENS, 7, [0, 8, 9]),
        (OPEN, OPEN, 7, [0, 8, 9]),
        # The date of b is not known.
        (OPEN, happened(may(9)), 7, [0, 8, 9]),
    ],
)
def test_an_undated_event_came_before_what_never_precedes_it(
    first: Said, second: Said, known: int, days: list[int]
) -> None:
    """Of two ordered events, the second decides whether the first can have happened by K."""
    record = Record({A: first, B: second}, order=((A, B),))

    assert days == days_of_a(record, known)


def test_order_holds_over_several_events() -> None:
    """Of a, b and c in this order, what happened last says that the others did."""
    record = Record({A: OPEN, B: OPEN, C: happened(may(2))}, order=((A, B), (B, C)))

    assert [1, 2] == days_of_a(record, 7)


def test_ordered_events_may_share_a_day() -> None:
    """The second never comes earlier than the first, nor without it."""
    record = Record({A: OPEN, B: OPEN}, order=((A, B),))
    found = brute.completions(record, may(7), [may(8), may(9)])

    assert [
        {A: may(8), B: may(8)},
        {A: may(8), B: may(9)},
        {A: may(8), B: NEVER},
        {A: may(9), B: may(9)},
        {A: may(9), B: NEVER},
        {A: NEVER, B: NEVER},
    ] == found


def test_exclusive_events_never_both_happen() -> None:
    """One, the other, or none."""
    record = Record({A: OPEN, B: OPEN}, exclusive=((A, B),))
    found = brute.completions(record, may(7), [may(8)])

    assert [{A: may(8), B: NEVER}, {A: NEVER, B: may(8)}, {A: NEVER, B: NEVER}] == found


@pytest.mark.parametrize(
    "record",
    [
        Record({A: happened(may(3)), B: happened(may(4))}, exclusive=((B, A),)),
        Record({A: happened(may(4)), B: happened(may(3))}, order=((A, B),)),
        Record({A: NEVER_HAPPENS, B: happened(may(3))}, order=((A, B),)),
        Record({A: Said(occurred=on(may(3)), not_after=may(2)), B: OPEN}),
    ],
)
def test_a_record_that_contradicts_itself_has_no_status(record: Record) -> None:
    """Nobody is told a status that nothing can lead to."""
    with pytest.raises(NoCompletionError, match="nothing can happen"):
        brute.status(record, Or((AtOrAfter(A), AtOrAfter(B))), may(9), may(9))


def test_only_events_that_hang_together_are_looked_at() -> None:
    """Order and exclusion tie events together, at one remove too."""
    others = [Event(name) for name in ("d", "e")]
    record = Record(
        dict.fromkeys([A, B, C, *others], OPEN),
        order=((A, B), (others[0], others[1])),
        exclusive=((C, B),),
    )

    assert {A, B, C} == set(brute.concerned(record, AtOrAfter(A)).events)
    assert ((others[0], others[1]),) == brute.concerned(record, AtOrAfter(others[1])).order


# ---- Status -----------------------------------------------------------------------------

SPACED = And(
    (
        AtOrAfter(IfNotBefore(B, Later(A, Days(3)))),
        AtOrAfter(IfNotBefore(C, Later(B, Days(3)))),
    )
)
"""Both b after a, and c after b, by three days or more."""


@pytest.mark.parametrize(
    ("condition", "day", "status"),
    [
        (AtOrAfter(may(5)), 5, "in force"),
        (AtOrAfter(may(5)), 4, "not yet"),
        (Before(may(5)), 4, "in force"),
        (Before(may(5)), 5, "ended"),
        (And((AtOrAfter(may(5)), Before(may(5)))), 5, "never"),
        # a is open after 2027-05-05.
        (AtOrAfter(A), 5, "not yet"),
        (AtOrAfter(A), 6, "depends"),
        (Before(A), 5, "in force"),
        (Before(A), 6, "depends"),
        # Whether a happens or not, one of the two holds.
        (Or((AtOrAfter(A), Before(A))), 9, "in force"),
        # It held until 2027-05-03; a can bring it back later, but not before 2027-05-20.
        (Or((Before(may(3)), AtOrAfter(Latest((A, may(20)))))), 9, "not yet"),
        (Or((Before(may(3)), And((AtOrAfter(A), Before(may(8)))))), 9, "ended"),
        # b never follows a within the day.
        (AtOrAfter(IfBefore(IfNotBefore(A, B), B)), 9, "never"),
        # At the earliest, a comes on the 6th, b on the 9th, and c on the 12th.
        (SPACED, 11, "not yet"),
        (SPACED, 12, "depends"),
    ],
)
def test_a_status_weighs_all_that_can_happen(condition: Condition, day: int, status: str) -> None:
    """The day before and the day of each turn, as known on 2027-05-05."""
    record = Record({A: OPEN, B: OPEN, C: OPEN})

    assert status == brute.status(record, condition, may(day), may(5))


def test_events_far_from_all_that_is_stated_are_tried() -> None:
    """Three events one after the other need more room than one of their spans is long."""
    record = Record({A: OPEN, B: OPEN, C: OPEN})

    assert Status.NOT_YET == brute.status(record, SPACED, may(5), may(5))


def by_every_day(found: Drawn) -> Status:
    """Return the status of a clause by a look at each day, whatever can change on it."""
    few = brute.concerned(found.record, found.condition)
    tried = brute.grid(few, found.condition, found.day, found.known)
    room = brute.longest(found.condition) + 9
    count = (tried[-1] - tried[0]).days + 2 * room
    days = [tried[0] + (number - room) * DAY for number in range(count)]
    courses = []
    for completion in brute.completions(few, found.known, tried):
        settled = brute.dated(found.condition, completion)
        courses.append({day: brute.holds(settled, day) for day in days})
    return brute.standing(
        [Course(course.__getitem__, {*days[1:]}) for course in courses], found.day
    )


def small(seeds: Sequence[int], most: int) -> list[Drawn]:
    """Return what is drawn by `seeds`, without what takes long to list."""
    found = []
    for each in map(drawn, seeds):
        few = brute.concerned(each.record, each.condition)
        tried = brute.grid(few, each.condition, each.day, each.known)
        if len(tried) * len(brute.completions(few, each.known, tried)) <= most:
            found.append(each)
    return found


@pytest.mark.many
def test_a_look_at_the_days_of_points_is_a_look_at_all_days() -> None:
    """Between the days of the points that a condition names, nothing changes."""
    drawn_ones = small(SEEDS, 8000)

    assert len(SEEDS) / 3 < len(drawn_ones)
    for each in drawn_ones:
        found = brute.status(each.record, each.condition, each.day, each.known)
        assert by_every_day(each) == found, each


@pytest.mark.many
def test_days_further_away_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is possible on days that are not tried is possible on one that is."""
    drawn_ones = small(SEEDS, 30000)
    usual = [brute.status(d.record, d.condition, d.day, d.known) for d in drawn_ones]
    reach_of = brute.reach_of
    monkeypatch.setattr(brute, "reach_of", lambda *asked: reach_of(*asked) + 5)
    further = [brute.status(d.record, d.condition, d.day, d.known) for d in drawn_ones]

    assert len(SEEDS) / 2 < len(drawn_ones)
    assert usual == further


# ---- Duties -----------------------------------------------------------------------------

PAID, EXCUSED = Event("paid"), Event("excused")
DUTY = Duty(Stretch(may(5), may(6)), PAID, EXCUSED)
"""To be done on 2027-05-05 or 06, if it is not excused."""

STATES = {
    "P": State.PENDING,
    "D": State.DUE,
    "F": State.FULFILLED,
    "E": State.EXCUSED,
    "V": State.VIOLATED,
    "L": State.LATE,
}


@pytest.mark.parametrize(
    ("paid", "excused", "states"),
    [
        # From the 3rd to the 9th.
        (NEVER, NEVER, "PPDDVVV"),
        (may(4), NEVER, "PFFFFFF"),
        (may(6), NEVER, "PPDFFFF"),
        (may(7), NEVER, "PPDDLLL"),
        (may(8), NEVER, "PPDDVLL"),
        (NEVER, may(4), "PEEEEEE"),
        (NEVER, may(6), "PPDEEEE"),
        # An excuse after the deadline is none.
        (NEVER, may(7), "PPDDVVV"),
        (may(8), may(7), "PPDDVLL"),
        # The first of the two counts; on one day it is performed.
        (may(6), may(5), "PPEEEEE"),
        (may(5), may(6), "PPFFFFF"),
        (may(5), may(5), "PPFFFFF"),
        (may(8), may(6), "PPDEEEE"),
    ],
)
def test_a_duty_goes_from_state_to_state(paid: date, excused: date, states: str) -> None:
    """By performance and excuse, before and after the deadline and on its last day."""
    fate = brute.fate_of(DUTY, {PAID: paid, EXCUSED: excused})

    assert [STATES[state] for state in states] == [
        brute.state_on(fate, may(day)) for day in range(3, 10)
    ]


def test_a_duty_has_no_state_before_it_binds() -> None:
    """It binds since a; then it is what it would have been."""
    duty = Duty(on(may(6)), PAID, since=A)
    fate = brute.fate_of(duty, {PAID: NEVER, A: may(5)})

    assert [None, State.PENDING, State.DUE, State.VIOLATED] == [
        brute.state_on(fate, may(day)) for day in range(4, 8)
    ]


@pytest.mark.parametrize(
    ("day", "known", "states", "statuses"),
    [
        # On the last day nothing is missed yet.
        (6, 6, {State.DUE}, {"due": "in force", "violated": "not yet", "pending": "ended"}),
        # One day was left, and on it payment or excuse may have come.
        (
            7,
            5,
            {State.VIOLATED, State.FULFILLED, State.EXCUSED, State.LATE},
            {"violated": "depends", "fulfilled": "depends", "due": "ended"},
        ),
        (7, 6, {State.VIOLATED, State.LATE}, {"violated": "depends", "fulfilled": "never"}),
        (7, 7, {State.VIOLATED}, {"violated": "in force", "late": "not yet", "excused": "never"}),
    ],
)
def test_a_state_of_a_duty_is_a_condition(
    day: int, known: int, states: set[State], statuses: dict[str, str]
) -> None:
    """Each state has a status of its own; in force if it is the only one that can be."""
    record = Record({PAID: OPEN, EXCUSED: OPEN})
    found = {
        state: brute.duty_status(record, DUTY, State(state), may(day), may(known))
        for state in statuses
    }

    assert states == brute.duty_states(record, DUTY, may(day), may(known))
    assert statuses == found


def states_by_points(duty: Duty) -> dict[State, Condition]:
    """Return each state of a duty as a condition on the points that the duty makes."""
    excuse = NEVER if duty.excused is None else duty.excused
    excused = IfBefore(excuse, Earliest((duty.performed, duty.end)))
    ahead = Before(Earliest((excused, duty.fulfilment, duty.violation)))
    return {
        State.EXCUSED: AtOrAfter(excused),
        State.FULFILLED: AtOrAfter(duty.fulfilment),
        State.VIOLATED: And((AtOrAfter(duty.violation), Before(duty.lateness))),
        State.LATE: AtOrAfter(duty.lateness),
        State.DUE: And((ahead, AtOrAfter(duty.deadline.first))),
        State.PENDING: And((ahead, Before(duty.deadline.first))),
    }


@pytest.mark.many
def test_a_duty_is_never_in_two_states() -> None:
    """Fulfilment, lateness and violation, as events, tell the one state that listing finds."""
    duties = [each for each in map(drawn, range(examples(400))) if each.duty is not None]

    assert duties
    for each in duties:
        assert each.duty is not None
        conditions = states_by_points(each.duty)
        days = [each.day + number * DAY for number in range(-4, 5)]
        for completion in brute.relevant(each.record, each.duty, each.day, each.known)[:200]:
            fate = brute.fate_of(each.duty, completion)
            settled = {state: brute.dated(c, completion) for state, c in conditions.items()}
            for day in days:
                told = [state for state, c in settled.items() if brute.holds(c, day)]
                assert told == [brute.state_on(fate, day)]


# ---- What is drawn ----------------------------------------------------------------------

CONSTRUCTS = {
    *("AtOrAfter", "Before", "And", "Or", "Xone"),
    *("Later", "Earliest", "Latest", "Nth", "IfBefore", "IfNotBefore", "Lapse"),
    *("Days", "Months", "Years", "Chain", "Next", "Rule", "Every", "negative span"),
    *("open", "occurred on a day", "occurred in a stretch", "occurred, not known"),
    *("assumed on a day", "assumed in a stretch", "assumed never"),
    *("not before", "not through", "not after", "order", "exclusive"),
    *("Duty", "excused", "1 events", "2 events", "3 events", "4 events"),
}


def test_everything_that_can_be_said_is_drawn() -> None:
    """No construct is in less than three of a hundred records."""
    shares = Counter(name for seed in range(1000) for name in drawn(seed).constructs)

    assert set(shares) == CONSTRUCTS
    assert min(shares.values()) >= 30, shares


def test_a_seed_draws_the_same_again() -> None:
    """And another seed another record."""
    assert drawn(7) == drawn(7)
    assert 50 == len({repr(drawn(seed)) for seed in range(50)})


def test_listing_knows_nothing_of_the_package() -> None:
    """What judges the kernel shares no code with it."""
    imported = {
        name.split(".")[0]
        for file in Path(__file__).parent.glob("*.py")
        if not file.name.startswith("test_") and file.name != "comparing.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert "points" in imported
    assert "pactgraph" not in imported
