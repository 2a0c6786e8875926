"""How long conditions on points take: to bring into periods and windows, and one status.

    python tests/benchmarks/points.py          # the sizes named in the table
    python tests/benchmarks/points.py --toy    # small sizes, in about a second, for CI

Each line is a shape of condition and how many events it has, with its periods, what they took
(nodes of diagrams, systems solved), and the time of the periods with all windows, of the first
status after that, which works out of what derived events are made, and of any further one.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateutil.rrule import YEARLY, rrule

from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Or, relate
from pactgraph.kernel.diagrams import Work
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import Derived, EarliestOf, LapseOf, LatestOf, Moved, OnlyBefore
from pactgraph.kernel.scenarios import Happening, windows
from pactgraph.kernel.spans import Onward, Span
from pactgraph.kernel.status import standing
from pactgraph.kernel.timeline import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = datetime(2026, 11, 27, tzinfo=UTC)
LAST_DAY = datetime(2027, 7, 1, tzinfo=UTC)
BEST_OF = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A condition on derived events.

    Attributes:
        condition: when it holds.
        derived: its derived events, by name.
        events: the underived ones.
        asked: the instant asked about.
    """

    condition: Condition
    derived: dict[str, Derived]
    events: list[str]
    asked: datetime = datetime(2029, 6, 1, tzinfo=UTC)


def _met(size: int) -> dict[str, Derived]:
    """Return so many conditions precedent, each met or waived, and all of them together."""
    each: dict[str, Derived] = {
        f"cp{number}": EarliestOf((f"met{number}", f"waived{number}")) for number in range(size)
    }
    return each | {"met": LatestOf(tuple(each))}


def _events(size: int) -> list[str]:
    return [f"{name}{number}" for number in range(size) for name in ("met", "waived")]


def from_conditions(size: int) -> Shape:
    """Return "from the day on which all conditions precedent are met or waived"."""
    return Shape(AtOrAfter("met"), _met(size), _events(size))


def until_conditions(size: int) -> Shape:
    """Return "until that day"."""
    return Shape(Before("met"), _met(size), _events(size))


def each_by_itself(size: int) -> Shape:
    """Return "while each condition is met", with no name for all of them."""
    derived = _met(size)
    condition = And(tuple(AtOrAfter(f"cp{number}") for number in range(size)))
    return Shape(condition, derived, _events(size))


def by_the_outside_date(size: int) -> Shape:
    """Return "from the day on which all are met, if that is in time"."""
    derived = _met(size) | {"in time": OnlyBefore("met", LAST_DAY)}
    return Shape(AtOrAfter("in time"), derived, _events(size))


def until_a_deadline_is_missed(size: int) -> Shape:
    """Return "until the first of so many deadlines is missed"."""
    derived: dict[str, Derived] = {
        f"missed{number}": LapseOf(f"done{number}", LAST_DAY) for number in range(size)
    }
    events = [f"done{number}" for number in range(size)]
    return Shape(And(tuple(map(Before, derived))), derived, events)


def tails(size: int) -> Shape:
    """Return "a sale before each of so many events"."""
    derived: dict[str, Derived] = {
        f"first{number}": OnlyBefore("sale", f"end{number}") for number in range(size)
    }
    events = ["sale", *(f"end{number}" for number in range(size))]
    return Shape(Or(tuple(map(AtOrAfter, derived))), derived, events)


_DATES = rrule(YEARLY, dtstart=datetime(2021, 1, 1))  # noqa: DTZ001 - dates without a zone


def _following(moment: datetime) -> datetime | None:
    found = _DATES.after(moment.replace(tzinfo=None))
    return found.replace(tzinfo=UTC) if found else None


def renewing(years: int) -> Shape:
    """Return "renewed each year unless notice is given 90 days before", asked years on."""
    span = Span.of(Duration(fixed=datetime(2021, 4, 1) - datetime(2021, 1, 1)))  # noqa: DTZ001
    over = Moved("notice", span.then(Span((Onward("each year", _following),))))
    asked = datetime(2026 + years, 11, 27, tzinfo=UTC)
    start = AtOrAfter(datetime(2020, 1, 1, tzinfo=UTC))
    return Shape(And((start, Before("over"))), {"over": over}, ["notice"], asked)


SHAPES: dict[str, tuple[Callable[[int], Shape], tuple[int, int, int]]] = {
    "from n conditions, met or waived": (from_conditions, (20, 50, 100)),
    "until n conditions, met or waived": (until_conditions, (20, 50, 100)),
    "each of n conditions": (each_by_itself, (20, 50, 100)),
    "n conditions by an outside date": (by_the_outside_date, (20, 50, 100)),
    "until one of n deadlines is missed": (until_a_deadline_is_missed, (10, 20, 40)),
    "a sale before one of n events": (tails, (2, 4, 8)),
    "renewed yearly, asked n years on": (renewing, (10, 20, 30)),
}
TOY = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Found:
    """What a shape took.

    Attributes:
        periods: how many there are.
        work: what they took.
        load: seconds for the relations, the periods and all windows.
        first: seconds for the first status.
        status: seconds for a further one.
    """

    periods: int
    work: Work
    load: float
    first: float
    status: float


def measured(shape: Shape) -> Found:
    """Return what `shape` takes; times are the best of several."""
    loads, firsts, answers = list[float](), list[float](), list[float]()
    for _ in range(BEST_OF):
        work, begun = Work(), time.perf_counter()
        related = relate(shape.derived)
        found = periods(shape.condition, related, work)
        possible = windows({event: Happening() for event in shape.events}, related, KNOWN)
        for period in found:
            for event in period.happened | period.not_happened:
                _ = possible[event]
        loads.append(time.perf_counter() - begun)
        for times in (firsts, answers):
            begun = time.perf_counter()
            standing(found, possible, shape.asked, related)
            times.append(time.perf_counter() - begun)
    return Found(len(found), work, min(loads), min(firsts), min(answers))


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="time of conditions on points, by size")
    parser.add_argument("--toy", action="store_true", help="small sizes, for CI")
    toy = parser.parse_args(arguments).toy
    heads = ("n", "periods", "nodes", "solved", "load ms", "first ms", "status ms")
    lines = [f"{'':40}" + "".join(f"{head:>11}" for head in heads)]
    for name, (build, sizes) in SHAPES.items():
        for size in TOY if toy else sizes:
            found = measured(build(size))
            lines.append(
                f"{name:40}{size:11}{found.periods:11}{found.work.nodes:11}{found.work.solved:11}"
                f"{found.load * 1000:11.2f}{found.first * 1000:11.2f}{found.status * 1000:11.3f}"
            )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
