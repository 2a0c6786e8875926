"""Derived events: what they come down to, and which have no meaning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from pactgraph.errors import BadInputError
from pactgraph.kernel.conditions import relate
from pactgraph.kernel.points import (
    DEEPEST_CHAIN,
    After,
    Compared,
    EarliestOf,
    LapseOf,
    LatestOf,
    Moment,
    Moved,
    NthOf,
    OnlyBefore,
    OnlyFrom,
    elementary,
    points_of,
    shape,
)
from pactgraph.kernel.spans import Back, Span
from pactgraph.kernel.timeline import TICK, Duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.kernel.points import Derived

Y2030 = datetime(2030, 1, 1, tzinfo=UTC)
WEEK = Duration(fixed=timedelta(days=7))
DAYS_30 = Duration(fixed=timedelta(days=30))
FIVE_YEARS = Duration(months=60)
WEEK_LATER = Span.of(WEEK)


def test_earliest_and_latest_are_counts_and_a_delay_is_a_span() -> None:
    """There is one general shape for each kind."""
    assert NthOf(1, ("a", "b")) == shape(EarliestOf(("a", "b")))
    assert NthOf(2, ("a", "b")) == shape(LatestOf(("a", "b")))
    assert Moved("a", WEEK_LATER) == shape(After("a", WEEK))
    assert ("a", Y2030) == points_of(LapseOf("a", Y2030))


def test_an_event_lies_where_one_of_its_moments_does() -> None:
    """Spans move all; bounds and what is awaited are no place of it; a count is one itself."""
    derived: Mapping[str, Derived] = {
        "some": NthOf(2, ("a", "b", Y2030)),
        "later": Moved("some", WEEK_LATER),
        "kept": OnlyBefore("later", "c"),
        "lapsed": LapseOf("d", "kept"),
    }
    moved = {Moment(name, WEEK_LATER) for name in ("some", "a", "b")}

    assert moved | {Y2030 + WEEK.fixed} == elementary("lapsed", derived)


def test_what_an_event_comes_down_to_has_names() -> None:
    """Moments and comparisons, under the name of the derived event that says the same."""
    events = relate(
        {
            "in-time": OnlyBefore("paid", Y2030),
            "late": OnlyFrom("paid", "week"),
            "week": Moved("notice", WEEK_LATER),
            "lapsed": LapseOf("paid", "week"),
        }
    )
    paid, week = Moment("paid"), Moment("notice", WEEK_LATER)

    assert events.atoms == {
        "in-time": Compared(paid, Y2030, before=True),
        "paid(before:2030-01-01T00:00:00Z)": Compared(paid, Y2030, before=True),
        "paid(from:2030-01-01T00:00:00Z)": Compared(paid, Y2030, before=False),
        "late": Compared(paid, week, before=False),
        "paid(before:notice+P7D)": Compared(paid, week, before=True),
        "paid(from:notice+P7D)": Compared(paid, week, before=False),
        "notice+P7D": week,
    }
    assert events.names == {events.atoms[name]: name for name in ("in-time", "late")}


def test_a_date_is_compared_with_an_event_by_that_event() -> None:
    """A date comes before an event that does not come by it."""
    events = relate({"if-not-yet": OnlyBefore(Y2030, "sale")})

    assert [Compared(Moment("sale"), Y2030 + TICK, before=True)] == [*events.atoms.values()]


def test_a_derived_event_hangs_on_underived_ones() -> None:
    """At any depth, through names of its own and of atoms."""
    events = relate(
        {"in-time": OnlyBefore("paid", "week"), "week": Moved("notice", WEEK_LATER)},
    )

    assert {"paid", "notice"} == events.bases("in-time") == events.bases("paid(from:notice+P7D)")
    assert {"notice"} == events.parts("week") == events.parts("notice+P7D")
    assert {"a"} == events.bases("a")
    assert frozenset() == events.parts("a")


def test_what_is_delayed_twice_is_delayed_by_both() -> None:
    """A chain of delays is a span of steps; it is no plain event any more."""
    events = relate({"x": After("a", WEEK), "y": After("x", FIVE_YEARS), "z": After("y", WEEK)})

    assert {"x"} == events.derived.keys()
    assert {"a+P7D", "a+P7D+P60M", "a+P7D+P60M+P7D"} == events.atoms.keys()
    assert {"a", "a+P7D", "a+P7D+P60M"} == events.before("a+P7D+P60M+P7D")


def test_days_may_be_counted_back_from_a_date_or_after_more_was_counted_forward() -> None:
    """Thirty days before a date, the earlier of two, or five years after an event."""
    events = relate(
        {
            "dated": NthOf(1, (Y2030, Y2030 + WEEK.fixed)),
            "before-dated": Moved("dated", Span.of(Back(DAYS_30))),
            "before": Moved(Y2030, Span.of(Back(DAYS_30))),
            "end": After("start", FIVE_YEARS),
            "window": Moved("end", Span.of(Back(DAYS_30))),
        }
    )

    assert Moment("start", Span.of(FIVE_YEARS, Back(DAYS_30))) == events.atoms["start+P60M-P30D"]


def test_events_rule_each_other_out_and_so_does_what_needs_them() -> None:
    """Exclusion is symmetric, and passes on to later events and delays."""
    events = relate(
        {"week": After("closing", WEEK)}, [("closing", "paid")], [("closing", "terminated")]
    )

    assert {"terminated"} == events.ruled_out_by("paid") == events.ruled_out_by("closing+P7D")
    assert {"closing", "paid", "closing+P7D"} == events.ruled_out_by("terminated")
    assert frozenset() == events.ruled_out_by("notice")


def _chain(length: int) -> dict[str, Derived]:
    """Return events of which each hangs on the one before it."""
    return {f"e{at + 1}": OnlyBefore(f"e{at}", Y2030) for at in range(length)}


def test_a_chain_of_the_stated_length_is_not_refused() -> None:
    """One event fewer than what is too long."""
    assert DEEPEST_CHAIN - 1 == len(relate(_chain(DEEPEST_CHAIN - 1)).points)


Refused = tuple["Mapping[str, Derived]", list[tuple[str, str]], str]
REFUSED: dict[str, Refused] = {
    "hangs on itself": (
        {"x": LapseOf("a", "y"), "y": Moved("x", WEEK_LATER)},
        [],
        "hang on themselves: x → y → x",
    ),
    "too long a chain": (
        _chain(DEEPEST_CHAIN),
        [],
        f"e{DEEPEST_CHAIN} hangs on a chain of more than {DEEPEST_CHAIN} derived events",
    ),
    "the third of two": ({"x": NthOf(3, ("a", "b"))}, [], "x is number 3 of 2 events"),
    "the event before the first": ({"x": NthOf(0, ("a",))}, [], "count from 1 to 1"),
    "back from an event": (
        {"x": Moved("end", Span.of(Back(DAYS_30)))},
        [],
        r"x counts -P30D from end, which has no date; say what must come first \(pact:before\)",
    ),
    "further back than forward": (
        {"y": After("end", WEEK), "x": Moved("y", Span.of(Back(DAYS_30)))},
        [],
        r"x counts -P30D from end\+P7D, which has no date",
    ),
    "forward and back by the calendar": (
        {"x": Moved("end", Span.of(Duration(months=1), Back(DAYS_30)))},
        [],
        "which has no date",
    ),
    "back from what may not come": (
        {"y": OnlyBefore(Y2030, "a"), "z": NthOf(1, ("y",)), "x": Moved("z", Span.of(Back(WEEK)))},
        [],
        "x counts -P7D from z, which may never come; count back from what that hangs on",
    ),
    "rules itself out": ({}, [("a", "a")], "a cannot rule itself out"),
    "a derived one is ruled out": ({"x": EarliestOf(("a",))}, [("b", "x")], "x is derived: what"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_events_without_a_meaning_are_refused(name: str) -> None:
    """The message names the event, and says what would be right."""
    derived, exclusions, message = REFUSED[name]

    with pytest.raises(BadInputError, match=message):
        relate(derived, (), exclusions)
