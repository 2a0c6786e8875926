"""Bodies without cables: in rows at the lower rim, or everywhere if there is nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.placing.plans import BELOW, INSIDE, NAME_GAP, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.placing.plans import Body, Frame

_GAP = 12.0
_SHARE = 0.4
"""How much of the height they may take beside others."""


def rows(bodies: Sequence[Body], frame: Frame, *, alone: bool) -> tuple[dict[str, Place], float]:
    """Return places in rows, and how much of the height is theirs alone.

    A row that is not half full stands at the left and has nothing for itself: others may be
    there, too. Rows for which there is not height enough run into each other, and have nothing
    either.

    Args:
        bodies: in the order in which they should stand.
        frame: where they should be.
        alone: whether there is nothing else in it.
    """
    if not bodies:
        return {}, 0.0
    lines = _even(bodies, frame.width) if alone else _lines(bodies, frame.width)
    heights = [max(map(_height, line)) + _GAP for line in lines]
    wanted = sum(heights)
    few = not alone and len(lines) == 1 and sum(map(_width, lines[0])) < frame.width / 2
    most = frame.height if alone else _SHARE * frame.height
    height = frame.height if alone else min(wanted, most)
    places, top = {}, frame.height - height
    for line, high in zip(lines, heights, strict=True):
        free = frame.width - sum(_width(body) for body in line)
        left = between = _GAP if few else free / (len(line) + 1)
        for body in line:
            side = INSIDE if body.holds_its_name else BELOW
            x = left + _width(body) / 2
            y = top + (high * height / wanted - _height(body)) / 2 + body.radius
            places[body.name] = Place(round(x, 1), round(y, 1), side)
            left += _width(body) + between
        top += high * height / wanted
    return places, 0.0 if few or wanted > most else height


def _width(body: Body) -> float:
    return max(2 * body.radius, 0.0 if body.holds_its_name else body.label[0])


def _height(body: Body) -> float:
    name = 0.0 if body.holds_its_name else body.label[1]
    return 2 * body.radius + (NAME_GAP + name if name else 0.0)


def _lines(bodies: Sequence[Body], width: float) -> list[list[Body]]:
    """Return as few lines as hold all, each at least one body."""
    lines: list[list[Body]] = [[]]
    free = width - _GAP
    for body in bodies:
        if lines[-1] and _width(body) + _GAP > free:
            lines.append([])
            free = width - _GAP
        lines[-1].append(body)
        free -= _width(body) + _GAP
    return lines


def _even(bodies: Sequence[Body], width: float) -> list[list[Body]]:
    """Return lines of about as many bodies each, about as many lines as bodies in one."""
    least = len(_lines(bodies, width))
    count = min(len(bodies), max(least, round(len(bodies) ** 0.5)))
    each = -(-len(bodies) // count)
    lines = [[*bodies[at : at + each]] for at in range(0, len(bodies), each)]
    return [part for line in lines for part in _lines(line, width)]
