"""The states of a duty, by name; `test_points_agree.py` draws them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pactgraph.kernel.conditions import AtOrAfter, relate
from pactgraph.kernel.duties import Duty, State, outcome
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import NEVER, Happening, Window, windows
from pactgraph.kernel.status import standing
from pactgraph.kernel.timeline import TICK, stretch


def utc(text: str) -> datetime:
    """Return the instant written as `text`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MARCH = stretch("2027-03")
PAY = Duty("pay", MARCH.start, MARCH.end, "paid", "force-majeure", AtOrAfter("agreed"))


def states(on: str, *, known: str = "2030-01-01", **happened: str) -> dict[State, str]:
    """Return the status of each state, by what happened on which day."""
    events = relate(PAY.points())
    assumed = {
        event: Window(utc(happened[event]), utc(happened[event])) if event in happened else NEVER
        for event in ("paid", "force_majeure", "agreed")
        if event in happened or known == "2030-01-01"
    }
    told = {event.replace("_", "-"): window for event, window in assumed.items()}
    record = {event: Happening() for event in ("paid", "force-majeure", "agreed")}
    found = windows(record, events, utc(known) - TICK, told)
    return {
        state: str(standing(periods(condition, events), found, utc(on), events).status)
        for state, condition in PAY.states().items()
    }


IN_STATE: dict[str, tuple[str, dict[str, str], State | None]] = {
    "before it binds": ("2026-12-31", {}, None),
    "before its deadline": ("2027-02-28", {}, State.PENDING),
    "when its deadline begins": ("2027-03-01", {}, State.DUE),
    "on the last day": ("2027-03-31", {}, State.DUE),
    "when the deadline is over": ("2027-04-01", {}, State.VIOLATED),
    "paid long before": ("2027-02-28", {"paid": "2027-02-01"}, State.FULFILLED),
    "paid on the last day": ("2027-03-31", {"paid": "2027-03-31"}, State.FULFILLED),
    "the day before it is paid": ("2027-03-30", {"paid": "2027-03-31"}, State.DUE),
    "paid a day late": ("2027-04-01", {"paid": "2027-04-01"}, State.LATE),
    "not yet paid late": ("2027-04-02", {"paid": "2027-04-03"}, State.VIOLATED),
    "excused on the last day": ("2027-03-31", {"force_majeure": "2027-03-31"}, State.EXCUSED),
    "excused too late": ("2027-04-01", {"force_majeure": "2027-04-01"}, State.VIOLATED),
    "excused, then paid": (
        "2027-05-01",
        {"force_majeure": "2027-03-01", "paid": "2027-03-02"},
        State.EXCUSED,
    ),
    "paid and excused on one day": (
        "2027-05-01",
        {"force_majeure": "2027-03-01", "paid": "2027-03-01"},
        State.FULFILLED,
    ),
    "violated, excused, paid": (
        "2027-05-01",
        {"force_majeure": "2027-04-02", "paid": "2027-04-03"},
        State.LATE,
    ),
}


@pytest.mark.parametrize("name", IN_STATE)
def test_a_duty_is_in_one_state(name: str) -> None:
    """All others are not in force that day."""
    on, happened, expected = IN_STATE[name]
    found = states(on, agreed="2027-01-01", **happened)

    assert {expected} - {None} == {state for state in found if found[state] == "in force"}
    assert "depends" not in found.values()


def test_what_becomes_of_a_duty_may_depend() -> None:
    """After the deadline, as known before it: three states are open, two can be no more."""
    found = states("2027-04-15", known="2027-02-01", agreed="2027-01-01")

    assert {
        State.PENDING: "ended",
        State.DUE: "ended",
        State.FULFILLED: "depends",
        State.VIOLATED: "depends",
        State.LATE: "depends",
        State.EXCUSED: "depends",
    } == found


def test_all_events_that_decide_between_its_states_are_told() -> None:
    """Whether it was excused hangs on the flood; if not, whether it is late hangs on payment."""
    events = relate(PAY.points())
    found = windows(
        {event: Happening() for event in ("paid", "force-majeure", "agreed")},
        events,
        utc("2027-04-06") - TICK,
        {
            "agreed": Window(utc("2027-01-01"), utc("2027-01-01")),
            "force-majeure": Window(utc("2027-03-10"), None),
        },
    )
    normal = {state: periods(when, events) for state, when in PAY.states().items()}
    told = outcome(normal, found, utc("2027-04-10"), events)

    assert (State.EXCUSED, State.VIOLATED, State.LATE) == told.possible
    assert {"force-majeure", "paid"} == told.depends_on
    assert told.state is None


def test_violation_is_a_point_for_other_clauses() -> None:
    """Its name stands for the end of the deadline, if nothing came before."""
    events = relate(PAY.points())
    record = {event: Happening() for event in ("paid", "force-majeure", "agreed")}
    found = windows(record, events, utc("2027-04-01") - TICK)

    assert Window(MARCH.end, MARCH.end) == found[PAY.violation]
    assert NEVER == found[PAY.fulfilment] == found[PAY.excuse]
    assert Window(MARCH.end, None) == found[PAY.lateness]


def test_a_duty_without_a_deadline_is_pending_until_it_is_done() -> None:
    """It is neither due nor violated, and its fulfilment is the performance itself."""
    plain = Duty("pay", None, None, "paid", holds=AtOrAfter("agreed"))
    events = relate(plain.points())
    found = windows(
        {event: Happening() for event in ("paid", "agreed")},
        events,
        utc("2027-02-01"),
        {
            event: Window(utc(day), utc(day))
            for event, day in (("agreed", "2027-01-01"), ("paid", "2029-01-01"))
        },
    )
    normal = {state: periods(when, events) for state, when in plain.states().items()}
    told = {
        day: outcome(normal, found, utc(day), events).state
        for day in ("2026-12-31", "2027-01-01", "2028-12-31", "2029-01-01")
    }

    assert {
        "2026-12-31": None,
        "2027-01-01": State.PENDING,
        "2028-12-31": State.PENDING,
        "2029-01-01": State.FULFILLED,
    } == told
    assert {plain.fulfilment} == plain.points().keys()


def test_a_duty_that_nothing_excuses_has_no_such_state() -> None:
    """Five states, and three points."""
    plain = Duty("pay", MARCH.start, MARCH.end, "paid")

    assert State.EXCUSED not in plain.states()
    assert {plain.fulfilment, plain.violation, plain.lateness} == plain.points().keys()
