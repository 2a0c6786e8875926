"""Which derived events stay whole in a condition, and what its periods name then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from pactgraph.kernel.conditions import And, AtOrAfter, Before, Or, relate
from pactgraph.kernel.periods import Period, periods
from pactgraph.kernel.points import (
    Derived,
    EarliestOf,
    LapseOf,
    LatestOf,
    Moved,
    NthOf,
    OnlyBefore,
    OnlyFrom,
)
from pactgraph.kernel.spans import Span
from pactgraph.kernel.timeline import TICK, Duration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.kernel.conditions import Condition

END = datetime(2027, 7, 1, tzinfo=UTC)
DAYS_30 = Span.of(Duration(fixed=timedelta(days=30)))
DAY = timedelta(days=1)


def some(*events: str) -> frozenset[str]:
    """Return a set of events."""
    return frozenset(events)


def each_met_or_waived(number: int) -> dict[str, Derived]:
    """Return so many conditions, each met or waived, and all of them."""
    each: dict[str, Derived] = {
        f"condition-{at}": EarliestOf((f"met-{at}", f"waived-{at}")) for at in range(number)
    }
    return {**each, "all-met": LatestOf(tuple(each))}


TWENTY = each_met_or_waived(20)
IN_TIME, LAPSED = OnlyBefore("all-met", END), LapseOf("all-met", END)
MISSED = {f"missed-{at}": LapseOf(f"paid-{at}", END + at * DAY) for at in range(20)}
TAIL: dict[str, Derived] = {
    "over": Moved("ended", Span.of(Duration(months=12))),
    "after": OnlyFrom("sale", "ended"),
    "within": OnlyBefore("after", "over"),
    "month-later": Moved("within", DAYS_30),
}
WHOLE: dict[str, tuple[Condition, Mapping[str, Derived], frozenset[str]]] = {
    "twenty conditions": (AtOrAfter("all-met"), TWENTY, some("all-met")),
    "twenty conditions, in time": (
        AtOrAfter("in-time"),
        {**TWENTY, "in-time": IN_TIME},
        some("in-time"),
    ),
    "a count of others": (
        AtOrAfter("third"),
        {**each_met_or_waived(5), "third": NthOf(3, tuple(f"condition-{at}" for at in range(5)))},
        some("third"),
    ),
    "the first of twenty deadlines": (
        AtOrAfter("default"),
        {**MISSED, "default": EarliestOf(tuple(MISSED))},
        some("default"),
    ),
    "thirty days after a tail": (AtOrAfter("month-later"), TAIL, some("month-later")),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_nothing_else_hangs_on_stays_whole(name: str) -> None:
    """One period, which names it, from it on and until it."""
    condition, derived, expected = WHOLE[name]
    events = relate(derived)
    (event,) = expected

    assert (Period(from_events=expected),) == periods(condition, events)
    assert (Period(until_events=expected),) == periods(Before(event), events)


def test_any_number_of_ways_is_one_atom() -> None:
    """An event of two and one of a thousand stay whole alike, also where it has not come."""
    for count in (2, 1000):
        events = relate({"one": EarliestOf(tuple(f"e{at}" for at in range(count)))})
        assert (Period(from_events=some("one")),) == periods(AtOrAfter("one"), events)
        assert (Period(until_events=some("one")),) == periods(Before("one"), events)


def test_what_is_compared_twice_stays_whole_in_comparisons() -> None:
    """Twenty conditions in time, or their lapse: all that is compared is that they are met."""
    events = relate({**TWENTY, "in-time": IN_TIME, "lapsed": LAPSED})
    either = Or((AtOrAfter("in-time"), AtOrAfter("lapsed")))

    assert (
        Period(from_date=END),
        Period(from_events=some("all-met(before:2027-07-01T00:00:00Z)")),
    ) == tuple(sorted(periods(either, events), key=lambda period: period.from_date is None))


NOT_WHOLE: dict[str, tuple[Condition, Sequence[tuple[str, str]], Sequence[tuple[str, str]]]] = {
    "its event stands elsewhere": (And((AtOrAfter("lapsed"), Before("paid"))), (), ()),
    "an order ties it": (And((AtOrAfter("lapsed"), Before("sale"))), [("paid", "sale")], ()),
    "exclusion ties it": (And((AtOrAfter("lapsed"), Before("sale"))), (), [("paid", "sale")]),
    "another hangs on its event": (And((AtOrAfter("lapsed"), Before("later"))), (), ()),
}


@pytest.mark.parametrize("name", NOT_WHOLE)
def test_what_hangs_together_with_something_else_is_spelled_out(name: str) -> None:
    """Then the periods name the comparison that it is."""
    condition, orders, rivals = NOT_WHOLE[name]
    derived = {"lapsed": LapseOf("paid", END), "later": Moved("paid", DAYS_30)}
    events = relate(derived, orders, rivals)

    named = {event for period in periods(condition, events) for event in period.not_happened}
    assert "paid(before:2027-07-01T00:00:00Z)" in named


def test_a_period_names_a_comparison_as_the_derived_event_that_says_the_same() -> None:
    """And what the comparison brings is implied."""
    events = relate({"in-time": OnlyBefore("paid", END)})

    assert (
        Period(from_events=some("in-time"), until_events=some("sold"), implied_from=some("paid")),
    ) == periods(And((AtOrAfter("in-time"), AtOrAfter("paid"), Before("sold"))), events)


def test_a_payment_in_time_or_its_lapse_is_the_end_of_its_deadline() -> None:
    """Once the last day is over, one of the two is so."""
    events = relate({"in-time": OnlyBefore("paid", END), "lapsed": LapseOf("paid", END)})

    assert {
        Period(from_date=END),
        Period(from_events=some("in-time")),
    } == set(periods(Or((AtOrAfter("in-time"), AtOrAfter("lapsed"))), events))
    assert () == periods(And((AtOrAfter("in-time"), AtOrAfter("lapsed"))), events)


def test_what_a_bounded_event_is_delayed_to_is_bounded_too() -> None:
    """Paid by the end of June, so thirty days after that by the end of July."""
    events = relate({"in-time": OnlyBefore("paid", END), "later": Moved("paid", DAYS_30)})
    until_july = END - DAY + timedelta(days=30)
    late = And((AtOrAfter("in-time"), Before("later"), AtOrAfter(until_july)))

    assert () == periods(late, events)
    assert 1 == len(periods(And((late.parts[0], late.parts[1])), events))


def test_an_event_and_what_it_rules_out_never_both_hold() -> None:
    """Nor does what needs one of them."""
    events = relate({}, [("closing", "paid")], [("closing", "terminated")])

    assert () == periods(And((AtOrAfter("paid"), AtOrAfter("terminated"))), events)
    assert (Period(),) == periods(Or((Before("paid"), Before("terminated"))), events)


def test_a_date_comes_before_an_event_that_has_not_come_by_it() -> None:
    """From that date on, unless the event came by it."""
    events = relate({"if-not-yet": OnlyBefore(END, "sale")})
    name = f"sale(before:{(END + TICK).isoformat().replace('+00:00', 'Z')})"

    assert (Period(from_events=some("if-not-yet")),) == periods(AtOrAfter("if-not-yet"), events)
    both = And((AtOrAfter("if-not-yet"), Before("sale")))
    assert (
        Period(from_date=END, until_events=some("sale"), implied_until=some(name)),
    ) == periods(both, events)


def test_conditions_one_within_the_other_share_their_parts() -> None:
    """Each bound is compared once, however deep they are nested."""
    derived: dict[str, Derived] = {"e0": OnlyBefore("a", "b0")}
    for at in range(1, 60):
        derived[f"e{at}"] = OnlyBefore(f"e{at - 1}", f"b{at % 3}")
    events = relate(derived)

    (found,) = periods(And((AtOrAfter("e59"), AtOrAfter("a"))), events)
    assert {"e0", "a(before:b1)", "a(before:b2)"} == found.from_events
