"""Further bodies where nothing of a plan is in the way: they come and go, and nothing moves."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from pactgraph.placing.faults import Part, boxes_of, line_of
from pactgraph.placing.geometry import Box, Line, beyond, cross, overlap, pierced
from pactgraph.placing.plans import SIDES, Place, middle_of_name, scaled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactgraph.placing.plans import Body, Cable, Frame, Plan

_STEP = 14.0
_GAP = 4.0
_CROSSING = 150.0


class _Things(NamedTuple):
    """What is drawn: boxes, and lines with their width."""

    boxes: Sequence[Box]
    lines: Sequence[tuple[Line, float]]


def beside(
    bodies: Sequence[Body],
    cables: Sequence[Cable],
    plan: Plan,
    frame: Frame,
    crowds: Sequence[tuple[Cable, Sequence[Body]]],
) -> dict[str, Place]:
    """Return places for further bodies, in crowds of which each has cables to one body.

    Neither they nor their names are over a mark, a name or a cable; their cables run through no
    mark and no name, and cross others only where nothing else is free. Texts of cables are no
    obstacle: they give way.

    Args:
        bodies: what was placed.
        cables: what joins it.
        plan: where it is.
        frame: where all should be.
        crowds: bodies, and a cable of the plan that begins at the body to which all of theirs
            lead; theirs are not wider.

    Returns:
        By name; none of a crowd that there is no room for all of.
    """
    boxes = dict(boxes_of(scaled(bodies, plan.scale), [], plan, frame))
    things = _Things([*boxes.values()], [(line_of(c, plan), c.width) for c in cables])
    found: dict[str, Place] = {}
    for hook, asked in crowds:
        crowd = scaled(asked, plan.scale)
        hub = _Hub(boxes[Part("mark", (hook.one,))], hook.width)
        spots = _spots(frame, max(body.radius for body in crowd) + _GAP)
        placed = _placed(crowd, hub, spots, things, frame)
        if placed is not None:
            things = _together(things, placed[1])
            found |= placed[0]
    return found


class _Hub(NamedTuple):
    """The mark to which the cables of a crowd lead, and how wide these are."""

    mark: Box
    width: float

    def line_to(self, spot: Box) -> Line:
        return Line(self.mark.x, self.mark.y, spot.x, spot.y)

    def cost(self, spot: Box, things: _Things) -> float:
        """Return how bad a spot is: one that is near is in the way of others behind it."""
        line = self.line_to(spot)
        crossed = sum(cross(line, other) for other, _ in things.lines)
        return _CROSSING * crossed - hypot(line.x2 - line.x1, line.y2 - line.y1)


def _placed(
    crowd: Sequence[Body], hub: _Hub, spots: Sequence[Box], things: _Things, frame: Frame
) -> tuple[dict[str, Place], _Things] | None:
    """Return places of a crowd, and what it is there; None if there is no room for all."""
    places: dict[str, Place] = {}
    added = _Things([], [])
    spots = [spot for spot in spots if _is_open(spot, hub, things)]
    spots.sort(key=lambda spot: hub.cost(spot, things))
    for body in crowd:
        drawn = _together(things, added)
        way = next(_ways(body, hub, spots, drawn, frame), None)
        if way is None:
            return None
        places[body.name], new = way
        added = _together(added, new)
        spots = [spot for spot in spots if _is_open(spot, hub, new)]
    return places, added


def _together(some: _Things, more: _Things) -> _Things:
    return _Things([*some.boxes, *more.boxes], [*some.lines, *more.lines])


def _spots(frame: Frame, size: float) -> list[Box]:
    """Return the boxes of a grid in which a mark can be."""
    columns = range(1, int(frame.width / _STEP))
    rows = range(1, int(frame.height / _STEP))
    boxes = (Box(x * _STEP, y * _STEP, size, size) for x in columns for y in rows)
    return [box for box in boxes if beyond(box, frame.width, frame.height) <= 0]


def _is_open(spot: Box, hub: _Hub, things: _Things) -> bool:
    """Return whether a mark is over nothing there, and neither is its cable."""
    line = hub.line_to(spot)
    return _is_clear(spot, things) and not any(
        pierced(line, hub.width, box) > 0 for box in things.boxes if box != hub.mark
    )


def _is_clear(box: Box, things: _Things) -> bool:
    return not any(overlap(box, other) > 0 for other in things.boxes) and not any(
        pierced(line, width, box) > 0 for line, width in things.lines
    )


def _ways(
    body: Body, hub: _Hub, spots: Sequence[Box], things: _Things, frame: Frame
) -> Iterator[tuple[Place, _Things]]:
    """Yield where a body and its name can be, the best place first, and what it is there."""
    for spot in spots:
        line = hub.line_to(spot)
        for side in SIDES:
            place = Place(spot.x, spot.y, side)
            wide, high = body.label[0] / 2 + _GAP, body.label[1] / 2
            name = Box(*middle_of_name(body, place, frame), wide, high)
            if (
                beyond(name, frame.width, frame.height) <= 0
                and pierced(line, hub.width, name) <= 0
                and _is_clear(name, things)
            ):
                yield place, _Things([spot, name], [(line, hub.width)])
