"""What is wrong with a plan, found by looking at every pair of things."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from pactgraph.placing.geometry import Box, Line, beyond, cross, distance, overlap, pierced
from pactgraph.placing.plans import (
    INSIDE,
    Body,
    Cable,
    Frame,
    Plan,
    checked,
    drawn,
    middle_of_name,
    scaled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Pair = tuple[str, str]

_ROUNDING = 1e-6


@dataclass(frozen=True, order=True)
class Part:
    """A box of the picture.

    Attributes:
        kind: `mark` or `name` of a body, or `text` of a cable.
        of: the name of the body, or both of the cable.
    """

    kind: str
    of: tuple[str, ...]


@dataclass(frozen=True)
class Faults:
    """What is wrong with a plan; cables are told by their two names.

    Attributes:
        collisions: pairs of boxes that overlap; a mark counts as the square around it.
        crossings: pairs of cables that cross.
        through: a cable, and a third body through whose mark it runs.
        over_names: a cable, and a body over whose name it runs, its own ends too.
        outside: boxes beyond the frame.
        over_texts: a cable, and another over whose text it runs.
        boxes: how many boxes there are.
    """

    collisions: tuple[tuple[Part, Part], ...]
    crossings: tuple[tuple[Pair, Pair], ...]
    through: tuple[tuple[Pair, str], ...]
    over_names: tuple[tuple[Pair, str], ...]
    outside: tuple[Part, ...]
    over_texts: tuple[tuple[Pair, Pair], ...] = ()
    boxes: int = 0

    @property
    def count(self) -> int:
        """How many faults there are."""
        cables = len(self.crossings) + len(self.through) + len(self.over_names)
        return len(self.collisions) + cables + len(self.outside) + len(self.over_texts)

    @property
    def hidden(self) -> frozenset[str]:
        """The bodies whose mark or name is over or under that of another, or beyond the frame."""
        wrong = [*self._hiding(), *((part,) for part in self.outside if part.kind != "text")]
        return frozenset(part.of[0] for parts in wrong for part in parts)

    @property
    def marks_hide(self) -> bool:
        """Whether any mark is over another, or over a name."""
        return any(part.kind == "mark" for parts in self._hiding() for part in parts)

    def _hiding(self) -> list[tuple[Part, Part]]:
        return [parts for parts in self.collisions if all(part.kind != "text" for part in parts)]


def faults(bodies: Sequence[Body], cables: Sequence[Cable], plan: Plan, frame: Frame) -> Faults:
    """Return what is wrong with a plan; cables from a body to itself are left out.

    Args:
        bodies: what was placed, with the radii that were asked for.
        cables: what joins it.
        plan: where it is.
        frame: where it should be.

    Raises:
        ValueError: see `pactgraph.placing.plans.checked`.
        KeyError: the plan lacks a body or a cable.
    """
    checked(bodies, cables)
    bodies = scaled(bodies, plan.scale)
    joined = [cable for cable in cables if cable.one != cable.other]
    boxes = dict(boxes_of(bodies, joined, plan, frame))
    lines = [(cable, line_of(cable, plan)) for cable in joined]
    over = [*_over(lines, boxes)]
    return Faults(
        collisions=tuple(
            (one, other)
            for (one, box), (other, box_of_other) in combinations(boxes.items(), 2)
            if overlap(box, box_of_other) > _ROUNDING
        ),
        crossings=tuple(
            (_ends(one), _ends(other))
            for (one, line), (other, line_of_other) in combinations(lines, 2)
            if not {*_ends(one)} & {*_ends(other)} and cross(line, line_of_other)
        ),
        through=tuple(
            (_ends(cable), body.name)
            for cable, line in lines
            for body in bodies
            if body.name not in _ends(cable) and _through(cable, line, body, plan)
        ),
        over_names=tuple((cable, part.of[0]) for cable, part in over if part.kind == "name"),
        outside=tuple(
            part
            for part, box in boxes.items()
            if beyond(box, frame.width, frame.height) > _ROUNDING
        ),
        over_texts=tuple(
            (cable, (part.of[0], part.of[1])) for cable, part in over if part.kind == "text"
        ),
        boxes=len(boxes),
    )


def boxes_of(
    bodies: Sequence[Body], cables: Sequence[Cable], plan: Plan, frame: Frame
) -> Iterator[tuple[Part, Box]]:
    """Yield the boxes of a picture; a name inside its mark has none of its own."""
    for body in bodies:
        place = plan.places[body.name]
        yield Part("mark", (body.name,)), Box(place.x, place.y, body.radius, body.radius)
        if drawn(body.label) and place.side != INSIDE:
            width, height = body.label
            name = Box(*middle_of_name(body, place, frame), width / 2, height / 2)
            yield Part("name", (body.name,)), name
    for cable in cables:
        if drawn(cable.label):
            line, along = line_of(cable, plan), plan.labels[_ends(cable)]
            x = line.x1 + along * (line.x2 - line.x1)
            y = line.y1 + along * (line.y2 - line.y1)
            yield Part("text", _ends(cable)), Box(x, y, cable.label[0] / 2, cable.label[1] / 2)


def _ends(cable: Cable) -> Pair:
    return cable.one, cable.other


def line_of(cable: Cable, plan: Plan) -> Line:
    """Return the line of a cable, from middle to middle."""
    one, other = plan.places[cable.one], plan.places[cable.other]
    return Line(one.x, one.y, other.x, other.y)


def _through(cable: Cable, line: Line, body: Body, plan: Plan) -> bool:
    place = plan.places[body.name]
    return distance(line, place.x, place.y) < body.radius + cable.width / 2 - _ROUNDING


def _over(lines: list[tuple[Cable, Line]], boxes: dict[Part, Box]) -> Iterator[tuple[Pair, Part]]:
    for cable, line in lines:
        for part, box in boxes.items():
            own = part.kind == "mark" or part.of == _ends(cable)
            if not own and pierced(line, cable.width, box) > _ROUNDING:
                yield _ends(cable), part
