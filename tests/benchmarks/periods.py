"""How long periods and status take, over clauses of three sizes.

    python tests/benchmarks/periods.py          # the sizes named in the table
    python tests/benchmarks/periods.py --toy    # small sizes, in about a second, for CI

Each line is a shape of clause; each ratio is the time of a size over that of the size
before it. Sizes double: a ratio near 2 is linear, near 4 quadratic growth.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Events, Or, Xone, relate
from pactgraph.kernel.impact import ending_sets, saving_sets
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import Happening, windows
from pactgraph.kernel.status import standing

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = datetime(2026, 11, 23, tzinfo=UTC)
ASKED = datetime(2029, 6, 1, tzinfo=UTC)
BEST_OF = 5


def names(size: int, letter: str = "e") -> list[str]:
    """Return the names of `size` events."""
    return [f"{letter}{number}" for number in range(size)]


def until_the_earliest(size: int) -> Condition:
    """Return "from 2025 until the earliest of all events and the end of 2030"."""
    bounds = AtOrAfter(datetime(2025, 1, 1, tzinfo=UTC)), Before(datetime(2031, 1, 1, tzinfo=UTC))
    return And((*bounds, *map(Before, names(size))))


def until_the_latest(size: int) -> Condition:
    """Return "until the latest of all events"."""
    return Or(tuple(map(Before, names(size))))


def tranches(size: int) -> Condition:
    """Return "each year's tranche, unless its event has happened"."""
    years = (datetime(2025 + number, 1, 1, tzinfo=UTC) for number in range(size))
    starts = zip(years, names(size), strict=True)
    return Or(tuple(And((AtOrAfter(year), Before(event))) for year, event in starts))


def exactly_one(size: int) -> Condition:
    """Return "exactly one of the events has happened"."""
    return Xone(tuple(map(AtOrAfter, names(size))))


def alternatives(size: int) -> Condition:
    """Return "one of each pair of events has happened": as many periods as choices."""
    pairs = zip(names(size // 2), names(size // 2, "f"), strict=True)
    return And(tuple(Or((AtOrAfter(one), AtOrAfter(other))) for one, other in pairs))


SHAPES: dict[str, tuple[Callable[[int], Condition], int, int]] = {
    # shape: how it is built, its smallest size in full, and in --toy
    "until the earliest of n events": (until_the_earliest, 25, 4),
    "until the latest of n events": (until_the_latest, 25, 4),
    "n tranches": (tranches, 4, 2),
    "exactly one of n events": (exactly_one, 5, 2),
    "a choice in each of n/2 pairs": (alternatives, 4, 2),
}


def in_a_row(events: list[str]) -> Events:
    """Return the order in which each event waits for the one before it."""
    return relate({}, pairwise(events))


def seconds(work: Callable[[], object]) -> float:
    """Return the time of `work`, the best of several runs."""
    times = []
    for _ in range(BEST_OF):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def repeat(work: Callable[[], object], count: int) -> None:
    """Do `work` that many times."""
    for _ in range(count):
        work()


def row(label: str, sizes: list[int], times: list[float]) -> str:
    """Return one line of the table."""
    pairs = pairwise(times)
    shown = "".join(f"{time * 1000:12.3f}" for time in times)
    growth = "".join(f"{later / earlier:8.1f}" for earlier, later in pairs)
    return f"{label:44}{'/'.join(map(str, sizes)):>14}{shown}{growth}"


def apart(_: int) -> Events:
    """Return that events do not hang together."""
    return relate({})


def in_a_row_of(size: int) -> Events:
    """Return the order in which each of `size` events waits for the one before it."""
    return in_a_row(names(size))


def deciding(size: int, related: Events) -> Callable[[], object]:
    """Return the question which events end or save what lasts until the first of them."""
    possible = windows({event: Happening() for event in names(size)}, related, KNOWN)
    normal = periods(until_the_earliest(size), related)
    ended = partial(ending_sets, normal, possible, ASKED, related)
    saved = partial(saving_sets, normal, possible, ASKED, related)
    return lambda: (ended(), saved())


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="time of periods and status, by size")
    parser.add_argument("--toy", action="store_true", help="small sizes, for CI")
    toy = parser.parse_args(arguments).toy

    lines = [f"{'':44}{'sizes':>14}{'ms':>12}{'ms':>12}{'ms':>12}{'ratio':>8}{'ratio':>8}"]
    for shape, (build, full, small) in SHAPES.items():
        sizes = [(small if toy else full) * factor for factor in (1, 2, 4)]
        found: dict[str, list[float]] = {"periods": [], "status": []}
        for size in sizes:
            events = [*names(size), *names(size, "f")]
            related = in_a_row(names(size // 4))
            condition = build(size)
            possible = windows({event: Happening() for event in events}, related, KNOWN)
            normal = periods(condition, related)
            found["periods"].append(seconds(partial(periods, condition, related)))
            found["status"].append(seconds(partial(standing, normal, possible, ASKED, related)))
        lines += [row(f"{what}: {shape}", sizes, times) for what, times in found.items()]

    clauses = [2, 4, 8] if toy else [250, 500, 1000]
    related = in_a_row(names(4))
    possible = windows({event: Happening() for event in names(12)}, related, KNOWN)
    clause = until_the_earliest(8)
    works: dict[str, Callable[[], object]] = {
        "periods": partial(periods, clause, related),
        "status": partial(standing, periods(clause, related), possible, ASKED, related),
    }
    for what, work in works.items():
        times = [seconds(partial(repeat, work, count)) for count in clauses]
        lines.append(row(f"{what}: n clauses of ten atoms", clauses, times))
    sizes = [2, 4, 8] if toy else [20, 40, 80]
    for what, related in (("apart", apart), ("in a row", in_a_row_of)):
        asked = [deciding(size, related(size)) for size in sizes]
        lines.append(row(f"what ends by D: n events {what}", sizes, [*map(seconds, asked)]))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
