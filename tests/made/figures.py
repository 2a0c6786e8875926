"""The table of a benchmark: what was measured by size, with exponents, ratios and goals."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from made.costs import Cost

    Measured = Mapping[str, Mapping[int, Cost | None]]
    """Costs by row and by size in clauses; None where patience ran out."""

TIMES, NOTHING = "\N{MULTIPLICATION SIGN}", "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Goal:
    """What a row should keep to.

    Attributes:
        figure: "exponent"; or at one size "seconds", "peak" (megabytes), "times" (as much as
            another row) or "more" (than another row, as a share of a third).
        most: the bound.
        size: clauses; 0 for the exponent.
        than: the other row.
        share_of: the third row.
    """

    figure: str
    most: float
    size: int = 0
    than: str = ""
    share_of: str = ""

    def __str__(self) -> str:
        """Return it in words."""
        words = {
            "exponent": f"exponent ≤ {self.most}",
            "seconds": f"≤ {self.most} s",
            "peak": f"≤ {self.most:.0f} MB",
            "times": f"≤ {self.most:.0f} {TIMES} {self.than}",
            "more": f"≤ {self.than} + {self.most:.0%} of {self.share_of}",
        }
        return words[self.figure] + (f" at {self.size:,}" if self.size else "")

    def found(self, row: str, measured: Measured, sizes: Sequence[int]) -> float | None:
        """Return the figure that the bound is for; None if it was not measured."""
        if self.figure == "exponent":
            return exponent(measured[row], sizes)
        cost = measured[row].get(self.size)
        other = measured.get(self.than, {}).get(self.size)
        third = measured.get(self.share_of, {}).get(self.size)
        match self.figure, cost, other, third:
            case "seconds", cost, _, _ if cost:
                return cost.seconds
            case "peak", cost, _, _ if cost:
                return cost.peak
            case "times", cost, other, _ if cost and other:
                return cost.seconds / other.seconds
            case "more", cost, other, third if cost and other and third:
                return (cost.seconds - other.seconds) / third.seconds
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    Attributes:
        name: what is measured.
        beside: the rows that it is compared with.
        rivals: those of them that do the same work, so that to be slower is to lose.
        goals: what it should keep to.
    """

    name: str
    beside: tuple[str, ...] = ()
    rivals: frozenset[str] = frozenset()
    goals: tuple[Goal, ...] = ()


def exponent(costs: Mapping[int, Cost | None], sizes: Sequence[int]) -> float | None:
    """Return the exponent of the power of the size that fits best; None below two sizes.

    That is the slope of the straight line through the logarithms, by least squares.
    """
    points = [(log(n), log(cost.seconds)) for n in sizes if (cost := costs.get(n))]
    if len(points) < 2:
        return None
    middle = sum(x for x, _ in points) / len(points)
    height = sum(y for _, y in points) / len(points)
    steepness = sum((x - middle) * (y - height) for x, y in points)
    return steepness / sum((x - middle) ** 2 for x, _ in points)


def table(rows: Sequence[Row], measured: Measured, shipped: int, sizes: Sequence[int]) -> str:
    """Return the table in Markdown.

    Args:
        rows: what stands in it, in order.
        measured: what was measured.
        shipped: how many clauses ship; a column of its own, and no part of the exponents.
        sizes: the clauses of the portfolios, rising.
    """
    heads = ["CPU seconds", f"shipped ({shipped})", *(f"{size:,}" for size in sizes)]
    heads += ["exponent", "beside", "peak MB", "goal"]
    lines = [heads, ["---", *["--:"] * (len(sizes) + 2), "---", "--:", "---"]]
    for row in rows:
        costs = measured[row.name]
        grown = exponent(costs, sizes)
        cells = [row.name, *(_seconds(costs, size) for size in (shipped, *sizes))]
        cells.append("" if grown is None else f"{grown:.2f}")
        largest = next((size for size in reversed(sizes) if costs.get(size)), None)
        cells += [_beside(row, measured, sizes), _peak(costs, largest)]
        cells.append("; ".join(_told(goal, row, measured, sizes) for goal in row.goals))
        lines.append(cells)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def lost(rows: Sequence[Row], measured: Measured, sizes: Sequence[int]) -> Iterator[str]:
    """Yield where we lose: goals that are missed, and rows slower than what stands beside."""
    for row in rows:
        for goal in row.goals:
            found = goal.found(row.name, measured, sizes)
            if found is not None and found > goal.most:
                yield f"{row.name}: {_number(found)}, goal {goal}"
        for other in row.beside:
            ratio = _ratio(row, other, measured, sizes)
            if other in row.rivals and ratio and ratio[0] > 1:
                yield f"{row.name}: {_number(ratio[0])} {TIMES} {other} at {ratio[1]:,}"


def unmeasured(rows: Sequence[Row], measured: Measured, sizes: Sequence[int]) -> list[str]:
    """Return the rows that lack a figure at a size."""
    return [
        f"{row.name} at {size:,}"
        for row in rows
        for size in sizes
        if not measured.get(row.name, {}).get(size)
    ]


def _seconds(costs: Mapping[int, Cost | None], size: int) -> str:
    if size not in costs:
        return NOTHING
    cost = costs[size]
    return _number(cost.seconds) if cost else "gave up"


def _number(value: float) -> str:
    """Return a figure with three digits that count, or two after the point."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value >= 1 else f"{value:.2g}"


def _peak(costs: Mapping[int, Cost | None], size: int | None) -> str:
    cost = costs.get(size) if size else None
    return f"{cost.peak:,}" if cost else ""


def _ratio(
    row: Row, other: str, measured: Measured, sizes: Sequence[int]
) -> tuple[float, int] | None:
    """Return how many times as much a row takes as another, at the largest size of both."""
    for size in reversed(sizes):
        cost, beside = measured[row.name].get(size), measured.get(other, {}).get(size)
        if cost and beside and beside.seconds:
            return cost.seconds / beside.seconds, size
    return None


def _beside(row: Row, measured: Measured, sizes: Sequence[int]) -> str:
    found = ((other, _ratio(row, other, measured, sizes)) for other in row.beside)
    return "; ".join(f"{_number(ratio[0])} {TIMES} {other}" for other, ratio in found if ratio)


def _told(goal: Goal, row: Row, measured: Measured, sizes: Sequence[int]) -> str:
    found = goal.found(row.name, measured, sizes)
    if found is None:
        return f"{goal}"
    shown = f"{found:.0%}" if goal.figure == "more" else _number(found)
    return f"{goal}: {'✓' if found <= goal.most else f'**{shown}**'}"
