"""What is placed, where it may be placed, and the plan of it; all in CSS pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BELOW, ABOVE, RIGHT, LEFT, INSIDE = "below", "above", "right", "left", "inside"
SIDES = (BELOW, ABOVE, RIGHT, LEFT)
"""Where the name of a mark can be that does not hold it, the best first."""
NAME_GAP = 3.0
"""Between a mark and its name."""
_PADDING = 4.0


@dataclass(frozen=True)
class Body:
    """A party: a round mark with its name outside it.

    Attributes:
        name: unique among the bodies of a picture.
        radius: of the mark.
        label: width and height of its name; (0, 0) if none is drawn.
    """

    name: str
    radius: float
    label: tuple[float, float]

    @property
    def holds_its_name(self) -> bool:
        """Whether the name fits into the mark, with some padding."""
        return 0 < math.hypot(*self.label) / 2 <= self.radius - _PADDING


@dataclass(frozen=True)
class Cable:
    """What two parties have with each other: a straight bundle of lanes.

    Attributes:
        one: the name of a body.
        other: the name of another.
        width: of the whole bundle.
        label: width and height of its text, drawn horizontally, centred on the cable; (0, 0) if
            there is none.
    """

    one: str
    other: str
    width: float
    label: tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """The room for the picture."""

    width: float
    height: float


@dataclass(frozen=True)
class Place:
    """Where a body is.

    Attributes:
        x: from the left of the frame to the centre of the mark.
        y: from its top.
        side: where its name is: `below`, `above`, `left` or `right` of the mark, `NAME_GAP`
            from it and centred but for what the frame asks, or `inside`, at its centre.
    """

    x: float
    y: float
    side: str


@dataclass(frozen=True)
class Plan:
    """Where everything is.

    Attributes:
        places: by name of the body.
        labels: by the two names of a cable, as it gives them: where the centre of its text is
            on the line between the centres of both marks, 0 at `one`, 1 at `other`.
        scale: by which the radii of all marks are multiplied: less than 1 where they would not
            have room side by side.
    """

    places: Mapping[str, Place]
    labels: Mapping[tuple[str, str], float]
    scale: float = 1.0


def scaled(bodies: Sequence[Body], scale: float) -> list[Body]:
    """Return bodies with their radii multiplied, as they are drawn in a plan of that scale."""
    return [replace(body, radius=body.radius * scale) for body in bodies]


def apart(body: Body, side: str) -> tuple[float, float]:
    """Return how far the centre of a name is from that of its mark, to the right and down."""
    width, height = body.label
    match side:
        case "below":
            return 0.0, body.radius + NAME_GAP + height / 2
        case "above":
            return 0.0, -body.radius - NAME_GAP - height / 2
        case "right":
            return body.radius + NAME_GAP + width / 2, 0.0
        case "left":
            return -body.radius - NAME_GAP - width / 2, 0.0
    return 0.0, 0.0


def within(at: float, size: float, room: float) -> float:
    """Return the middle of what is so large as near to `at` as room from 0 allows."""
    half = min(size, room) / 2
    return min(max(at, half), room - half)


def middle_of_name(body: Body, place: Place, frame: Frame) -> tuple[float, float]:
    """Return where the centre of a name is: it slides along its mark, into the frame."""
    right, down = apart(body, place.side)
    x, y = place.x + right, place.y + down
    if right:
        return x, within(y, body.label[1], frame.height)
    return within(x, body.label[0], frame.width), y


def drawn(label: tuple[float, float]) -> bool:
    """Whether there is anything of a text to see."""
    return label[0] > 0 and label[1] > 0


def checked(bodies: Sequence[Body], cables: Sequence[Cable]) -> None:
    """Refuse what is no picture.

    Raises:
        ValueError: two bodies with one name, a cable to a body that is not there, or a size
            that is negative or no number.
    """
    names = {body.name for body in bodies}
    if len(names) < len(bodies):
        raise ValueError("two bodies have the same name; each needs its own")
    for cable in cables:
        if missing := [end for end in (cable.one, cable.other) if end not in names]:
            raise ValueError(f"a cable ends at {missing[0]!r}, which is none of the bodies")
    sizes = [size for body in bodies for size in (body.radius, *body.label)]
    sizes += [size for cable in cables for size in (cable.width, *cable.label)]
    if wrong := [size for size in sizes if not 0 <= size < math.inf]:
        raise ValueError(f"{wrong[0]} is no size in pixels; give a number from 0")
