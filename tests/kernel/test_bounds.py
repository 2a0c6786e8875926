"""Between which instants derived events happen, by name and as found by listing all days."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import ContradictoryScenarioError
from pactgraph.kernel.completions import held_between
from pactgraph.kernel.conditions import And, AtOrAfter, Before, relate
from pactgraph.kernel.flips import course
from pactgraph.kernel.foresight import foreseen
from pactgraph.kernel.impact import ending_sets, saving_sets
from pactgraph.kernel.instant import deciding_at, truth_at
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import (
    After,
    Derived,
    EarliestOf,
    LapseOf,
    LatestOf,
    Moved,
    NthOf,
    OnlyBefore,
    OnlyFrom,
)
from pactgraph.kernel.scenarios import NEVER, Happening, Window, windows
from pactgraph.kernel.spans import Span
from pactgraph.kernel.status import Standing, Status, standing
from pactgraph.kernel.timeline import FIRST, TICK, Duration, stretch

DAY = timedelta(days=1)
KNOWN = datetime(2027, 3, 1, tzinfo=UTC)
END = datetime(2027, 4, 1, tzinfo=UTC)
WEEK = Span.of(Duration(fixed=7 * DAY))


def day(number: int) -> datetime:
    """Return the day that lies so many after the first that is not known."""
    return KNOWN + number * DAY


DERIVED: dict[str, Derived] = {
    "in-time": OnlyBefore("paid", END),
    "late": OnlyFrom("paid", END),
    "lapsed": LapseOf("paid", END),
    "cured": OnlyBefore("late", "cure-over"),
    "cure-over": Moved("lapsed", WEEK),
    "first": OnlyBefore("a", "b"),
    "second": OnlyFrom("a", "b"),
    "all": LatestOf(("a", "b", "paid")),
    "two": NthOf(2, ("a", "b", "paid")),
    "overlapping": NthOf(2, ("a", "all", "two")),
    "all-in-time": OnlyBefore("all", END),
    "none": NthOf(1, (END,)),
}
EVENTS = relate(DERIVED, [("a", "c")], [("b", "d")])
OPEN = dict.fromkeys(("a", "b", "c", "d", "paid"), Happening())


def window(name: str, **assumed: datetime | None) -> Window:
    """Return when an event happens, if some others do on one day, or never."""
    told = {event: Window(at, at) if at else NEVER for event, at in assumed.items()}
    return windows(OPEN, EVENTS, KNOWN - TICK, told)[name]


BOUNDS: dict[str, tuple[Window, Window]] = {
    "in time, open": (window("in-time"), Window(KNOWN, None)),
    "in time, on the last day": (window("in-time", paid=END - DAY), Window(END - DAY, END - DAY)),
    "not in time": (window("in-time", paid=END), NEVER),
    "late, open": (window("late"), Window(END, None)),
    "late, paid on the last day": (window("late", paid=END - DAY), NEVER),
    "lapsed, open": (window("lapsed"), Window(END, None)),
    "lapsed, paid in time": (window("lapsed", paid=KNOWN), NEVER),
    "lapsed, never paid": (window("lapsed", paid=None), Window(END, END)),
    "a week after the lapse": (window("cure-over", paid=None), Window(day(38), day(38))),
    "cured within a week": (window("cured", paid=day(33)), Window(day(33), day(33))),
    "cured too late": (window("cured", paid=day(38)), NEVER),
    "a before b": (window("first", b=day(2)), Window(day(0), None)),
    "a not before b": (window("second", b=day(2)), Window(day(2), None)),
    "a before b on the same day": (window("first", a=day(2), b=day(2)), NEVER),
    "the last of three": (window("all", a=day(3), b=day(5)), Window(day(5), None)),
    "the second of three": (window("two", a=day(3), b=day(5)), Window(day(3), day(5))),
    "what hangs on one event twice": (
        window("overlapping", a=day(3), b=day(5), paid=day(4)),
        Window(day(4), day(4)),
    ),
    "all in time": (window("all-in-time", a=day(3)), Window(day(3), None)),
    "all in time, but one": (window("all-in-time", a=END), NEVER),
    "a date": (window("none"), Window(END, END)),
    "a moment of a span": (window("cure-over", paid=day(2)), NEVER),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_derived_events_happen_between_these_instants(name: str) -> None:
    """The name says what is assumed."""
    found, expected = BOUNDS[name]

    assert expected == found


def test_what_nobody_has_named_has_no_window() -> None:
    """A name that is neither an event's nor made by one is no event."""
    with pytest.raises(KeyError):
        window("nobody")


NAMES = ("in-time", "late", "lapsed", "cured", "first", "second", "two", "overlapping")


def moment(name: str, dates: dict[str, int]) -> int:
    """Return the day of an event, by the days of `a`, `b` and `paid`; 99 for never."""
    end, never = 31, 99
    a, b, paid = dates["a"], dates["b"], dates["paid"]
    lapsed = end if paid >= end else never
    late = paid if paid >= end else never
    found = {
        "in-time": paid if paid < end else never,
        "late": late,
        "lapsed": lapsed,
        "cured": late if late < lapsed + 7 else never,
        "first": a if a < b else never,
        "second": a if a >= b else never,
        "two": sorted((a, b, paid))[1],
    }
    return found.get(name, sorted((a, max(a, b, paid), found["two"]))[1])


@given(st.data(), st.sampled_from(NAMES))
def test_bounds_are_those_of_all_days(data: st.DataObject, name: str) -> None:
    """Of events that happen on some day of a stretch, all days are tried."""
    stretches = {
        event: sorted(data.draw(st.tuples(st.integers(0, 40), st.integers(0, 40))))
        for event in ("a", "b", "paid")
    }
    assumed = {event: Window(day(low), day(high)) for event, (low, high) in stretches.items()}
    found = windows(OPEN, relate(DERIVED), KNOWN - TICK, assumed)[name]

    corners = {event: {low, high, *range(29, 33)} for event, (low, high) in stretches.items()}
    days = [
        [at for at in corners[event] if low <= at <= high] + [low + (high - low) // 2]
        for event, (low, high) in stretches.items()
    ]
    moments = {
        moment(name, dict(zip(stretches, choice, strict=True))) for choice in product(*days)
    }
    earliest = None if found.earliest is None else (found.earliest - KNOWN) // DAY
    latest = None if found.latest is None else (found.latest - KNOWN) // DAY
    assert (earliest is None) == (moments == {99})
    assert all(earliest is None or earliest <= at for at in moments)
    assert (latest is None) == (99 in moments)
    assert all(latest is None or at <= latest for at in moments)


# ---- Last days, and events that rule each other out -------------------------------------


def test_what_has_not_happened_by_its_last_day_never_does() -> None:
    """On that day it still can; after it, it has or never will."""
    record = {"sale": Happening(last=stretch("2027-03-10").latest_start)}
    before = windows(record, relate({}), day(9) - TICK)["sale"]
    after = windows(record, relate({}), day(10) - TICK)["sale"]

    assert Window(day(9), None, day(9)) == before
    assert NEVER == after
    assert before == foreseen({"sale": before}, day(10), relate({}), record)["sale"]


def test_a_last_day_bounds_what_surely_happened_before() -> None:
    """And what can only come after that never comes, nor what needs it."""
    orders = relate({}, [("start", "middle"), ("middle", "end")])
    record = {
        "start": Happening(occurred=stretch("2027-02-20")),
        "middle": Happening(last=stretch("2027-02-10").start),
        "end": Happening(),
    }
    found = windows(record, orders, KNOWN)

    assert NEVER == found["middle"] == found["end"]


def test_what_is_ruled_out_never_happens_nor_what_needs_it() -> None:
    """Only by what surely happens."""
    events = relate({"week": After("closing", Duration(fixed=7 * DAY))}, (), [("closing", "off")])
    record = {"closing": Happening(), "off": Happening(occurred=stretch("2027-02-01"))}
    found = windows(record, events, KNOWN)

    assert NEVER == found["closing"] == found["week"]
    assert NEVER != windows(record, events, KNOWN, {"off": NEVER})["closing"]


def test_two_that_rule_each_other_out_do_not_both_happen() -> None:
    """Nor does one that can only come after both."""
    events = relate({}, [("closing", "both"), ("off", "both")], [("closing", "off")])
    happened = {"closing": "2026-09-01", "off": "2026-10-01", "both": "2026-12-01"}
    record = {event: Happening(occurred=stretch(on)) for event, on in happened.items()}

    for names in (("closing", "off"), ("both", "closing")):
        known = {event: record[event] if event in names else Happening() for event in record}
        days = ", ".join(happened[event] for event in names)
        message = f"{names[0]} and {names[1]} rule each other out, but both have happened ({days})"
        with pytest.raises(ContradictoryScenarioError, match=re.escape(message)):
            windows(known, events, KNOWN)
    assert NEVER == windows(dict.fromkeys(record, Happening()), events, KNOWN)["both"]


# ---- Questions about derived events -----------------------------------------------------

CURE = And((AtOrAfter("lapsed"), Before("cured")))
FOUND = windows(OPEN, EVENTS, KNOWN - TICK)


def test_the_course_of_what_compares_has_a_step_where_the_answer_changes() -> None:
    """Before the deadline not yet; then it depends; a week after, the cure is over or done."""
    steps = course(periods(CURE, EVENTS), FOUND, EVENTS)

    assert [(FIRST, Status.NOT_YET), (END, Status.DEPENDS)] == [
        (step.since, step.standing.status) for step in steps
    ]
    paid = windows(OPEN, EVENTS, KNOWN - TICK, {"paid": Window(day(33), day(33))})
    assert [FIRST, END, day(33)] == [
        step.since for step in course(periods(CURE, EVENTS), paid, EVENTS)
    ]


def test_the_course_has_a_step_where_only_the_calendar_decides() -> None:
    """A month after notice, but not yet thirty days: only if it was given around February."""
    month, days = Span.of(Duration(months=1)), Span.of(Duration(fixed=30 * DAY))
    events = relate({"month": Moved("notice", month), "30": Moved("notice", days)})
    record = {"notice": Happening(last=stretch("2027-03-20").start)}
    condition = And((AtOrAfter("month"), Before("30")))
    found = windows(record, events, datetime(2027, 1, 20, tzinfo=UTC) - TICK)
    steps = course(periods(condition, events), found, events)

    held = [step for step in steps if step.standing.status is Status.DEPENDS]
    assert [datetime(2027, 2, 28, tzinfo=UTC)] == [step.since for step in held]
    assert Status.ENDED is steps[-1].standing.status
    assert datetime(2027, 3, 30, tzinfo=UTC) == steps[-1].since


def test_a_period_holds_between_the_first_and_the_last_instant_of_all_its_atoms() -> None:
    """A month is over, thirty days are not: looked at by themselves they say less."""
    month, days = Span.of(Duration(months=1)), Span.of(Duration(fixed=30 * DAY))
    events = relate({"month": Moved("notice", month), "30": Moved("notice", days)})
    (period,) = periods(And((AtOrAfter("month"), Before("30"))), events)
    given = {"notice": Happening(last=stretch("2027-03-20").start)}
    found = windows(given, events, datetime(2027, 1, 20, tzinfo=UTC) - TICK)

    assert (
        datetime(2027, 2, 28, tzinfo=UTC),
        datetime(2027, 3, 30, tzinfo=UTC) - TICK,
    ) == held_between(period, found, events)
    assert held_between(period, windows(given, events, KNOWN, {"notice": NEVER}), events) is None


def test_the_truth_of_a_derived_event_at_an_instant() -> None:
    """Known as soon as its bounds decide it; else it hangs on the open events in it."""
    assert truth_at(AtOrAfter("lapsed"), FOUND, END - TICK, EVENTS) is False
    assert truth_at(AtOrAfter("lapsed"), FOUND, END, EVENTS) is None
    assert {"paid"} == deciding_at(AtOrAfter("lapsed"), FOUND, END, EVENTS)
    never = windows(OPEN, EVENTS, KNOWN - TICK, {"paid": NEVER})
    assert truth_at(AtOrAfter("lapsed"), never, END, EVENTS) is True


def test_an_answer_depends_on_the_open_events_in_a_derived_one() -> None:
    """Not on those whose day is known, nor on what can come only later."""
    assumed = {"a": Window(day(3), day(3)), "b": Window(day(50), day(50))}
    found = windows(OPEN, EVENTS, KNOWN - TICK, assumed)
    asked = standing(periods(AtOrAfter("two"), EVENTS), found, day(10), EVENTS)

    assert Standing(Status.DEPENDS, frozenset({"paid"})) == asked


def test_minimal_sets_name_derived_events() -> None:
    """What ends or saves a clause is the event that it names."""
    until_lapse = periods(Before("lapsed"), EVENTS)

    assert {frozenset({"lapsed"})} == ending_sets(until_lapse, FOUND, END, EVENTS)
    assert {frozenset({"lapsed"})} == saving_sets(until_lapse, FOUND, END, EVENTS)


def test_the_earliest_of_nothing_never_happens_and_the_latest_always_has() -> None:
    """Counts of no events have windows too."""
    events = relate({"none": EarliestOf(()), "every": LatestOf(())})
    found = windows({}, events, KNOWN)

    assert (NEVER, Window(FIRST, FIRST)) == (found["none"], found["every"])


def test_a_count_in_very_many_ways_depends_on_all_that_is_open_in_it() -> None:
    """Of ten of twenty events there are 184 756 ways, none of which has to be written down."""
    several = [f"e{number}" for number in range(20)]
    events = relate({"tenth": NthOf(10, tuple(several))})
    assumed = {"e0": Window(day(3), day(3)), "e1": NEVER}
    found = windows(dict.fromkeys(several, Happening()), events, KNOWN, assumed)
    asked = standing(periods(AtOrAfter("tenth"), events), found, day(50), events)

    assert Standing(Status.DEPENDS, frozenset(several[2:])) == asked


def test_what_can_have_come_at_any_time_has_a_course() -> None:
    """A comparison with a bound that is open at both ends can hold from the beginning of time."""
    events = relate({"first": OnlyBefore("a", "b")})
    anyone = Happening(not_before=FIRST)
    found = windows({"a": anyone, "b": anyone}, events, KNOWN)
    steps = course(periods(AtOrAfter("first"), events), found, events)

    assert [(FIRST, Status.DEPENDS)] == [(step.since, step.standing.status) for step in steps]
