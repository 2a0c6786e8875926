"""How deep boxes, circles and straight cables run into each other, in pixels."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

_FLAT = 1e-9


class Box(NamedTuple):
    """An upright box: its centre, and half of its width and height."""

    x: float
    y: float
    half_width: float
    half_height: float


class Line(NamedTuple):
    """A straight line from (`x1`, `y1`) to (`x2`, `y2`)."""

    x1: float
    y1: float
    x2: float
    y2: float


def overlap(one: Box, other: Box) -> float:
    """Return how far one box must at least move to leave the other; none if negative."""
    return min(
        one.half_width + other.half_width - abs(one.x - other.x),
        one.half_height + other.half_height - abs(one.y - other.y),
    )


def beyond(box: Box, width: float, height: float) -> float:
    """Return how far a box is outside a frame, on the side on which it is most."""
    return max(
        box.half_width - box.x,
        box.x + box.half_width - width,
        box.half_height - box.y,
        box.y + box.half_height - height,
    )


def distance(line: Line, x: float, y: float) -> float:
    """Return how far a point is from the nearest point of a line."""
    dx, dy = line.x2 - line.x1, line.y2 - line.y1
    square = dx * dx + dy * dy
    along = ((x - line.x1) * dx + (y - line.y1) * dy) / square if square > _FLAT else 0.0
    along = min(max(along, 0.0), 1.0)
    return hypot(x - line.x1 - along * dx, y - line.y1 - along * dy)


def pierced(line: Line, width: float, box: Box) -> float:
    """Return how deep a line of some width runs into a box; not at all if negative.

    It is the least of the ways to part them: right, down, or across the line.
    """
    dx, dy = line.x2 - line.x1, line.y2 - line.y1
    half = width / 2
    long = hypot(dx, dy)
    across = abs(dx * (box.y - line.y1) - dy * (box.x - line.x1)) / long if long > _FLAT else 0.0
    reach = (box.half_width * abs(dy) + box.half_height * abs(dx)) / long if long > _FLAT else half
    return min(
        box.half_width + half + abs(dx) / 2 - abs((line.x1 + line.x2) / 2 - box.x),
        box.half_height + half + abs(dy) / 2 - abs((line.y1 + line.y2) / 2 - box.y),
        reach + half - across,
    )


def cross(one: Line, other: Line) -> bool:
    """Whether two lines meet in a point that is an end of neither."""
    return (
        _side(one, other.x1, other.y1) * _side(one, other.x2, other.y2) < 0
        and _side(other, one.x1, one.y1) * _side(other, one.x2, one.y2) < 0
    )


def _side(line: Line, x: float, y: float) -> float:
    return (line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1)
