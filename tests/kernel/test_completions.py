"""When periods have to be looked at as a whole, and when they can hold then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest

from pactgraph.kernel.completions import (
    Completions,
    hang_together,
    held_around,
    held_between,
    need_search,
)
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Or, relate
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import After, LapseOf, Moment, Moved, OnlyBefore
from pactgraph.kernel.scenarios import Happening, windows
from pactgraph.kernel.spans import Onward, Span
from pactgraph.kernel.status import standing
from pactgraph.kernel.timeline import TICK, Duration

DAYS, MONTH = Duration(fixed=timedelta(days=30)), Duration(months=1)
NEXT = Onward("next", lambda moment: moment + timedelta(days=7))
DERIVED = {
    "days": After("a", DAYS),
    "week": After("a", Duration(fixed=timedelta(days=7))),
    "month": After("a", MONTH),
    "year": After("a", Duration(months=12)),
    "next": Moved("a", Span((NEXT,))),
    "month and days": Moved("a", Span((MONTH, DAYS))),
    "b days": After("b", DAYS),
    "b month": After("b", MONTH),
    "later month": After("later", MONTH),
    "rival month": After("rival", MONTH),
    "compared": OnlyBefore("a", "b"),
    "in time": OnlyBefore("c", datetime(2028, 1, 1, tzinfo=UTC)),
}
EVENTS = relate(DERIVED, [("a", "later")], [("a", "rival")])


@pytest.mark.parametrize(
    ("names", "together"),
    [
        ([], False),
        (["a"], False),
        (["a", "c", "later", "rival"], False),
        (["a", "a+P30D"], False),
        (["a+P30D", "a+P7D"], False),
        (["a+P1M", "a+P12M"], False),
        (["a+P30D", "a+P1M"], True),
        (["a+P30D", "b+P1M"], False),
        (["a+P30D", "later+P1M"], True),
        (["a+P30D", "rival+P1M"], True),
        (["a+next"], False),
        (["a", "a+next"], False),
        (["a+next", "a+P30D"], True),
        (["a+P1M+P30D"], False),
        (["a", "a+P1M+P30D"], True),
        (["compared"], False),
        (["compared", "in time"], False),
        (["compared", "c"], False),
        (["compared", "a"], True),
        (["compared", "b+P30D"], True),
        (["compared", "later"], True),
    ],
)
def test_what_shares_events_and_units_of_no_one_kind_hangs_together(
    names: list[str], *, together: bool
) -> None:
    """Comparisons with any other, spans of several units; by order and exclusion, too."""
    assert together == hang_together(names, EVENTS)
    assert together == hang_together(reversed(names), EVENTS)


def test_plain_delays_by_themselves_need_no_search() -> None:
    """Comparisons and all other spans do, and so do delays that hang together."""
    found = {
        name: need_search([name], EVENTS)
        for name in ("a", "a+P30D", "a+P1M", "a+next", "a+P1M+P30D", "compared", "in time")
    }

    assert ["a+next", "a+P1M+P30D", "compared", "in time"] == [
        n for n, needs in found.items() if needs
    ]
    assert need_search(["a+P30D", "a+P1M"], EVENTS)


def test_nobody_goes_through_all_delays_to_ask_of_a_few_names() -> None:
    """It is asked of every clause, and a portfolio has delays by the thousand."""

    class Looked(dict[str, After]):
        def keys(self) -> NoReturn:
            raise AssertionError

        __iter__ = items = values = keys  # type: ignore[assignment]

    events = replace(EVENTS, delays=Looked(EVENTS.delays))

    assert [False, True] == [need_search([name], events) for name in ("a+P30D", "a+next")]


def test_what_comes_by_a_stated_day_or_never_hangs_together_with_what_is_counted_from_it() -> None:
    """Thirty days after the last day on which it can happen, it has, or never will."""
    derived = {"over": After("it", Duration(fixed=timedelta(days=30)))}
    told = And((AtOrAfter("it"), Before("over")))
    record = {"it": Happening(last=day(4, 30))}
    found = {}
    for limited in ((), ("it",)):
        events = relate(derived, limited=limited)
        possible = windows(record, events, day(1, 1) - TICK)
        found[limited] = [
            str(standing(periods(told, events), possible, day(5, number), events).status)
            for number in (29, 30, 31)
        ]

    assert ["depends", "ended", "ended"] == found["it",]
    assert ["depends", "depends", "depends"] == found[()]


def test_the_end_of_a_day_is_one_day_after_what_happens_at_its_beginning() -> None:
    """From the end of its day until a day after it is no time; but it is after six o'clock."""
    derived = {
        "day over": Moved("it", Span((Onward("midnight", _midnight, DAY, from_midnight=DAY),))),
        "later": After("it", Duration(fixed=DAY)),
    }
    events = relate(derived)
    (period,) = periods(And((AtOrAfter("day over"), Before("later"))), events)

    for hour, held in ((0, None), (18, (day(4, 2), day(4, 2).replace(hour=18) - TICK))):
        since = day(4, 1).replace(hour=hour)
        found = windows({"it": Happening(not_before=since, last=since)}, events, day(1, 1))
        assert held == held_between(period, found, events)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0) + DAY


DAY = timedelta(days=1)


def day(month: int, number: int) -> datetime:
    """Return the first instant of a day of 2027."""
    return datetime(2027, month, number, tzinfo=UTC)


def test_a_period_that_holds_now_and_then_begins_again() -> None:
    """From thirty days until a month after: only where a month has 31 days.

    Notice from 1 to 28 January brings 31 January to 27 February, notice on 1 March 31 March.
    """
    (period,) = periods(And((AtOrAfter("days"), Before("month"))), EVENTS)
    until_may = Happening(not_before=day(1, 1), last=day(4, 30))
    record = {**dict.fromkeys(("b", "c", "later", "rival"), Happening()), "a": until_may}
    found = windows(record, EVENTS, day(1, 1) - TICK)
    whole = held_between(period, found, EVENTS)

    # Notice on 30 March brings 29 April, a day before a month is over.
    assert (day(1, 31), day(4, 30) - TICK) == whole
    for at, begins in (
        (day(1, 30), day(1, 31)),
        (day(2, 1), day(1, 31)),
        (day(2, 28) - TICK, day(1, 31)),
        (day(2, 28), day(3, 31)),
        (day(3, 31) - TICK, day(3, 31)),
        (day(3, 31), day(1, 31)),
        (day(4, 30), day(1, 31)),
    ):
        assert (begins, day(4, 30) - TICK) == held_around(period, found, EVENTS, at)


def test_a_period_that_can_never_hold_has_no_bounds() -> None:
    """Neither at first, nor again."""
    (period,) = periods(And((AtOrAfter("days"), Before("month"))), EVENTS)
    in_april = Happening(not_before=day(4, 1), last=day(4, 30))
    record = {**dict.fromkeys(("b", "c", "later", "rival"), Happening()), "a": in_april}

    found = windows(record, EVENTS, day(1, 1))
    assert held_around(period, found, EVENTS, day(5, 1)) is None


# ---- Work -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [20, 40, 80])
def test_what_does_not_hang_together_is_searched_apart(size: int) -> None:
    """From the first of many events that comes by its own date: each is looked at by itself."""
    start = datetime(2028, 1, 1, tzinfo=UTC)
    derived = {
        f"in time {at}": OnlyBefore(f"e{at}", start + timedelta(days=at)) for at in range(size)
    }
    events = relate(derived)
    known = windows({f"e{at}": Happening() for at in range(size)}, events, start - 400 * TICK)
    found = Completions(periods(Or(tuple(map(AtOrAfter, derived))), events), known, events)

    assert found.can_fail(start + timedelta(days=3 * size))
    assert found.world.calls.solved <= 6 * size


def test_what_one_event_decides_is_searched_together() -> None:
    """An event comes by a date, or not by then: a day later one of the two is so."""
    end = datetime(2028, 1, 1, tzinfo=UTC)
    derived = {"in time": OnlyBefore("a", end), "lapsed": LapseOf("a", end)}
    events = relate(derived)
    known = windows({"a": Happening()}, events, end - timedelta(days=30))
    either = Or((AtOrAfter("in time"), AtOrAfter("lapsed")))
    found = Completions(periods(either, events), known, events)
    never = [(Moment("a"), False)]

    assert found.can_fail(end - TICK)
    assert not found.can_fail(end)
    assert not found.can_fail(end, never)
    besides = Or((either, AtOrAfter("b")))
    apart = Completions(
        periods(besides, events),
        windows({"a": Happening(), "b": Happening()}, events, end - timedelta(days=30)),
        events,
    )
    assert not apart.can_fail(end)
    late = Completions(periods(AtOrAfter("in time"), events), known, events)
    assert late.can_fail(end, never)
    assert not late.can_fail(end - TICK, [(Moment("a"), True)])
