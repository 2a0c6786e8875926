"""Conditions, and how events hang together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from made.oracle import SLOTS_A_DAY, Case, Logic
from made.strategies import cases, condition, question
from pactgraph.errors import BadInputError
from pactgraph.kernel.conditions import (
    ALWAYS,
    UNRELATED,
    And,
    AtOrAfter,
    Before,
    Or,
    Xone,
    compared_with_date,
    compared_with_event,
    events_in,
    relate,
)
from pactgraph.kernel.points import After, Derivation, EarliestOf, LatestOf
from pactgraph.kernel.timeline import Duration, stretch

WEEK = Duration(fixed=timedelta(days=7))
MONTH = Duration(months=1)


def test_a_date_is_compared_with_the_bounds_of_its_stretch() -> None:
    """Each operator cuts the time line at the start or the end of what the date stands for."""
    year = stretch("2030")
    begins, over = year.start, year.end

    assert Before(begins) == compared_with_date("lt", year)
    assert Before(over) == compared_with_date("lteq", year)
    assert AtOrAfter(begins) == compared_with_date("gteq", year)
    assert AtOrAfter(over) == compared_with_date("gt", year)
    assert And((AtOrAfter(begins), Before(over))) == compared_with_date("eq", year)
    assert Or((Before(begins), AtOrAfter(over))) == compared_with_date("neq", year)


def test_time_is_before_an_event_or_at_or_after_it() -> None:
    """An event cuts the time line once: before it, and from then on."""
    assert Before("verified") == compared_with_event("lt", "verified")
    assert AtOrAfter("verified") == compared_with_event("gteq", "verified")


def test_an_operator_that_does_not_compare_is_refused_with_those_that_do() -> None:
    """Operators without a meaning for dates or events are refused by name."""
    with pytest.raises(BadInputError, match="date cannot be compared with “isA”; use lt, lteq"):
        compared_with_date("isA", stretch("2030"))
    with pytest.raises(BadInputError, match="event cannot be compared with “lteq”; use lt "):
        compared_with_event("lteq", "verified")


def test_the_events_of_a_condition_are_those_it_names() -> None:
    """Events are found at any depth; dates are none."""
    tree = And(
        (Or((Before("a"), Xone((AtOrAfter("b"), Before("a"))))), Before(stretch("2030").end))
    )

    assert {"a", "b"} == events_in(tree)
    assert frozenset() == events_in(ALWAYS)


# ---- How events hang together -----------------------------------------------------------


def test_derived_events_are_expanded_down_to_underived_and_delayed_ones() -> None:
    """The earliest is any, the latest is all, and a delay moves to every event inside."""
    events = relate(
        {
            "first": EarliestOf(("a", "b")),
            "both": LatestOf(("first", "c")),
            "week after": After("both", WEEK),
        }
    )
    a, b, c = AtOrAfter("a"), AtOrAfter("b"), AtOrAfter("c")
    delayed = tuple(AtOrAfter(f"{event}+P7D") for event in "abc")

    assert Or((a, b)) == events.derived["first"]
    assert And((Or((a, b)), c)) == events.derived["both"]
    assert And((Or(delayed[:2]), delayed[2])) == events.derived["week after"]
    assert {f"{event}+P7D": After(event, WEEK) for event in "abc"} == events.delays
    assert ("a", "c") == (events.base("a+P7D"), events.base("c"))


def test_an_order_holds_at_any_distance() -> None:
    """What comes before what comes before comes before."""
    events = relate({}, [("a", "b"), ("b", "c")])

    assert [set(), {"a"}, {"a", "b"}] == [set(events.before(event)) for event in "abc"]
    assert [{"b", "c"}, {"c"}, set()] == [set(events.after(event)) for event in "abc"]
    assert frozenset() == events.before("unheard of") == UNRELATED.after("a")


def test_delays_come_in_the_order_of_their_events_and_lengths() -> None:
    """A delayed event comes after its event, after shorter delays, and in the events' order."""
    events = relate({"x": After("a", WEEK), "y": After("b", MONTH)}, [("a", "b")])

    assert {"a", "a+P7D", "b"} == events.before("b+P1M")
    assert {"a+P7D", "b", "b+P1M"} == events.after("a")
    assert {"a"} == events.before("a+P7D")  # b may come long after a: it does not compare
    assert {"b+P1M"} == events.after("a+P7D")


def test_a_month_and_thirty_days_have_no_order() -> None:
    """A month can be shorter or longer than 30 days, so neither delay comes first."""
    events = relate({"x": After("a", MONTH), "y": After("a", Duration(fixed=timedelta(days=30)))})

    assert {"a"} == events.before("a+P1M") == events.before("a+P30D")


def test_a_delay_of_nothing_is_the_event_itself() -> None:
    """What happens no time after an event happens with it."""
    events = relate({"x": After("a", Duration())})

    assert {"x": AtOrAfter("a")} == events.derived
    assert {} == events.delays


def test_delays_beyond_the_time_line_have_an_order_too() -> None:
    """A delay of many thousand years is longer than a week."""
    events = relate({"x": After("a", Duration(months=1_000_000)), "y": After("a", WEEK)})

    assert {"a", "a+P7D"} == events.before("a+P1000000M")


@given(cases())
def test_the_order_of_events_and_delays_is_the_one_found_by_definition(case: Case) -> None:
    """One event never precedes another exactly if order and lengths of delays say so."""
    events = question(case).events
    logic = Logic(case)
    day = timedelta(days=1)

    def name(event: str, by: int) -> str:
        return f"{event}+{Duration(fixed=by * day / SLOTS_A_DAY)}" if by else event

    expected = {(name(*first), name(*second)) for first, second in logic.order}
    names = [name(*moment) for moment in logic.moments]
    assert expected == {(first, second) for second in names for first in events.before(second)}
    assert expected == {(first, second) for first in names for second in events.after(first)}
    assert events_in(condition(case.tree)) <= {*names, *case.derived}


REFUSED: dict[str, tuple[dict[str, Derivation], list[tuple[str, str]], str]] = {
    "hangs on itself": ({"x": EarliestOf(("x",))}, [], "hang on themselves: x → x"),
    "hang on each other": (
        {"x": EarliestOf(("a", "y")), "y": LatestOf(("z",)), "z": After("x", WEEK)},
        [],
        "hang on themselves: x → y → z → x",
    ),
    "circular": ({}, [("a", "b"), ("b", "c"), ("c", "a")], "circular: a → b → c → a"),
    "before itself": ({}, [("a", "a")], "the order of events is circular: a → a"),
    "derived second": ({"x": EarliestOf(("a",))}, [("a", "x")], "x is derived: its place in the"),
    "derived first": ({"x": EarliestOf(("a",))}, [("x", "a")], "x is derived: its place in the"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_events_that_cannot_hang_together_so_are_refused(name: str) -> None:
    """Circles and derived events in the order are refused by name."""
    derivations, orders, message = REFUSED[name]

    with pytest.raises(BadInputError, match=message):
        relate(derivations, orders)
