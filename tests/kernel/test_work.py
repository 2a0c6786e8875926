"""What it takes to bring conditions of three sizes into their normal form: counts, no clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from pactgraph.kernel.conditions import And, AtOrAfter, Before, Or, Xone, relate
from pactgraph.kernel.diagrams import Work
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import Derived, EarliestOf, LapseOf, LatestOf, Moved, OnlyBefore
from pactgraph.kernel.spans import Span
from pactgraph.kernel.timeline import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgraph.kernel.conditions import Condition

END = datetime(2027, 7, 1, tzinfo=UTC)
DAY = timedelta(days=1)
DAYS_30 = Span.of(Duration(fixed=30 * DAY))

Said = tuple["Condition", dict[str, "Derived"]]


def until_the_latest(size: int) -> Said:
    """Return "until the latest of all events"."""
    return Or(tuple(Before(f"e{at}") for at in range(size))), {}


def exactly_one(size: int) -> Said:
    """Return "exactly one of the events has happened"."""
    return Xone(tuple(AtOrAfter(f"e{at}") for at in range(size))), {}


def met_in_time_or_not(size: int) -> Said:
    """Return "all conditions are met or waived in time, or were not"."""
    each: dict[str, Derived] = {f"c{at}": EarliestOf((f"m{at}", f"w{at}")) for at in range(size)}
    whole = {
        "all": LatestOf(tuple(each)),
        "in-time": OnlyBefore("all", END),
        "lapsed": LapseOf("all", END),
    }
    return Or((AtOrAfter("in-time"), AtOrAfter("lapsed"))), {**each, **whole}


def until_a_deadline_is_missed(size: int) -> Said:
    """Return "until the first of many deadlines is missed"."""
    each: dict[str, Derived] = {f"l{at}": LapseOf(f"p{at}", END + at * DAY) for at in range(size)}
    return Before("first"), {**each, "first": EarliestOf(tuple(each))}


def before_one_of(size: int) -> Said:
    """Return "an event comes before one of many others"."""
    each: dict[str, Derived] = {f"c{at}": OnlyBefore("a", f"b{at}") for at in range(size)}
    return Or(tuple(map(AtOrAfter, each))), each


def one_before_the_other(size: int) -> Said:
    """Return "many events come one before the other"."""
    each: dict[str, Derived] = {f"c{at}": OnlyBefore(f"e{at}", f"e{at + 1}") for at in range(size)}
    return And(tuple(map(AtOrAfter, each))), each


def curing(size: int) -> Said:
    """Return "some of many deadlines is missed, and the time to cure that is not over"."""
    derived: dict[str, Derived] = {}
    for at in range(size):
        derived |= {
            f"missed{at}": LapseOf(f"p{at}", END + 31 * at * DAY),
            f"over{at}": Moved(f"missed{at}", DAYS_30),
            f"uncured{at}": LapseOf(f"p{at}", f"over{at}"),
        }
    ways = (And((AtOrAfter(f"missed{at}"), Before(f"uncured{at}"))) for at in range(size))
    return Or(tuple(ways)), derived


# For each shape, at each size: periods, and the most nodes, steps and systems solved.
COUNTED: dict[Callable[[int], Said], dict[int, tuple[int, int, int, int]]] = {
    until_the_latest: {25: (25, 50, 60, 0), 50: (50, 100, 120, 0), 100: (100, 200, 240, 0)},
    exactly_one: {10: (10, 50, 100, 0), 20: (20, 100, 200, 0), 40: (40, 200, 400, 0)},
    met_in_time_or_not: {5: (2, 5, 8, 16), 20: (2, 5, 8, 16), 80: (2, 5, 8, 16)},
    until_a_deadline_is_missed: {5: (1, 1, 4, 0), 20: (1, 1, 4, 0), 80: (1, 1, 4, 0)},
    one_before_the_other: {2: (1, 4, 8, 12), 4: (1, 8, 12, 50), 8: (1, 16, 24, 130)},
    before_one_of: {2: (2, 4, 8, 12), 4: (4, 8, 12, 96), 8: (8, 16, 24, 768)},
    curing: {1: (2, 60, 120, 150), 2: (4, 200, 600, 300), 4: (8, 1000, 5500, 600)},
}


@pytest.mark.parametrize(
    ("build", "size"),
    [(build, size) for build, sizes in COUNTED.items() for size in sizes],
    ids=lambda value: value if isinstance(value, int) else value.__name__,
)
def test_the_work_grows_as_stated(build: Callable[[int], Said], size: int) -> None:
    """What stays whole costs the same at any size; plain events are linear, comparisons cubic."""
    condition, derived = build(size)
    number, nodes, steps, solved = COUNTED[build][size]
    work = Work()

    assert number == len(periods(condition, relate(derived), work))
    assert work.nodes <= nodes
    assert work.steps <= steps
    assert work.solved <= solved
