"""A picture in the making, and its cost, of which a move reckons only what it touches.

The cost is a sum over things (marks, names, texts, cables) and over pairs of them that are near
each other, so that what changes with a move is what its own things cost, before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, inf, log
from typing import TYPE_CHECKING

from pactgraph.placing.plans import SIDES, apart, drawn
from pactgraph.placing.stripes import Stripes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.placing.plans import Body, Cable, Frame

_NEVER = 1e-9
_ROUNDING = 0.1
"""What a plan may be off by on both sides together: its places have one decimal."""
_HUB = 3
_BESIDE = 40.0
"""How much of a cable should be seen beside its text."""
_ROOMY = 0.85
"""How long cables should be, for the distance of bodies spread evenly over the frame."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each fault costs, and what is asked for beauty.

    Attributes:
        gap: how far apart boxes should be, in pixels.
        margin: how far from the rim.
        clash: a text that overlaps another box, or is beyond the frame, at least.
        solid: a mark or a name that overlaps another, or is beyond the frame, at least.
        crossing: two cables that cross.
        through: a cable through a mark, at least.
        over: a cable through a name or a text, at least.
        fan: cables that leave a mark close to each other.
        short: a cable shorter than its ideal.
        long: a cable longer than its ideal.
        middle: a hub that is far from the middle.
        side: a name that is not below, for each further choice.
        slide: a text away from the middle of its cable.
        home: a body away from where it was kept, for each pixel.
    """

    gap: float = 9.0
    margin: float = 6.0
    clash: float = 40.0
    solid: float = 200.0
    crossing: float = 1000.0
    through: float = 200.0
    over: float = 50.0
    fan: float = 0.25
    short: float = 30.0
    long: float = 8.0
    middle: float = 8.0
    side: float = 0.7
    slide: float = 6.0
    home: float = 0.3


class Board:
    """Bodies and cables with places, and what these cost.

    Boxes are numbered: marks first, then names, then texts. `boxes_of` and `cables_of` tell what
    moves with a body. Places change at once, `settle` tells the stripes of it; between both,
    `cost` is right for the boxes and cables that it is given.
    """

    def __init__(
        self,
        bodies: Sequence[Body],
        cables: Sequence[Cable],
        frame: Frame,
        weights: Weights,
        *,
        bare: bool = False,
    ) -> None:
        """Begin with all bodies at the origin, their names below, texts in the middle.

        Args:
            bodies: at least one.
            cables: each between two of them.
            frame: where all should be.
            weights: what costs how much.
            bare: whether texts are left out, and names but those of hubs, for which their cables
                must leave room.
        """
        self.bodies, self.cables, self.frame, self.weights = bodies, cables, frame, weights
        number = {body.name: at for at, body in enumerate(bodies)}
        count = self.count = len(bodies)
        self.ends = [(number[cable.one], number[cable.other]) for cable in cables]
        self.x, self.y = [0.0] * count, [0.0] * count
        self.side = [0] * count
        self.along = [0.5] * len(cables)
        self.home: list[tuple[float, float] | None] = [None] * count
        self.texts = [not bare and drawn(cable.label) for cable in cables]
        self._apart = [[apart(body, side) for side in SIDES] for body in bodies]
        self._radius = [body.radius for body in bodies]
        across = [2 * body.radius + _ROUNDING for body in bodies]
        self._rims = [_ends(size, size, frame) for size in across]
        self._slides = [_ends(*body.label, frame) for body in bodies]
        self._half = [cable.width / 2 for cable in cables]
        sizes = [(b.radius * 2, b.radius * 2) for b in bodies]
        sizes += [body.label for body in bodies] + [cable.label for cable in cables]
        self._half_width = [width / 2 for width, _ in sizes]
        self._half_height = [height / 2 for _, height in sizes]
        self._reach = [hypot(*size) / 2 for size in sizes]
        self._box_x, self._box_y = [0.0] * len(sizes), [0.0] * len(sizes)
        self._dx, self._dy = [0.0] * len(cables), [0.0] * len(cables)
        self._long = [_NEVER] * len(cables)
        self.cables_of: list[list[int]] = [[] for _ in bodies]
        self.neighbours: list[list[int]] = [[] for _ in bodies]
        for at, (one, other) in enumerate(self.ends):
            self.cables_of[one].append(at)
            self.cables_of[other].append(at)
            self.neighbours[one].append(other)
            self.neighbours[other].append(one)
        self.named = [
            drawn(body.label) and not body.holds_its_name and not (bare and len(of) <= _HUB)
            for body, of in zip(bodies, self.cables_of, strict=True)
        ]
        self.boxes_of = [self._moving_with(at) for at in range(count)]
        self._widest = max(self._half, default=0.0)
        around = max(max(size) for size in sizes) + 2 * self._widest + weights.gap + 10
        self._boxes = Stripes(frame.width, frame.height, 2 * around, len(sizes))
        self._lines = Stripes(frame.width, frame.height, 2 * around, len(cables))
        self._roomy = _ROOMY * (frame.width * frame.height / count) ** 0.5
        self._text = [cable.label for cable in cables]
        most = max(map(len, self.cables_of), default=0)
        self._pull = [
            weights.middle * (len(of) / most) ** 2 if len(of) > _HUB else 0.0
            for of in self.cables_of
        ]

    def _moving_with(self, body: int) -> list[int]:
        name = [self.count + body] if self.named[body] else []
        texts = [2 * self.count + at for at in self.cables_of[body] if self.texts[at]]
        return [body, *name, *texts]

    # -- places ---------------------------------------------------------------------------

    def move(self, body: int, x: float, y: float) -> None:
        """Put a body somewhere, with its name, its cables and their texts.

        A mark is never beyond the frame: it stands as near as that allows.
        """
        xs, ys = self.x, self.y
        low_x, high_x, low_y, high_y = self._rims[body]
        x, y = min(max(x, low_x), high_x), min(max(y, low_y), high_y)
        xs[body], ys[body] = x, y
        self._box_x[body], self._box_y[body] = x, y
        self.turn(body, self.side[body])
        for cable in self.cables_of[body]:
            one, other = self.ends[cable]
            dx, dy = xs[other] - xs[one], ys[other] - ys[one]
            self._dx[cable], self._dy[cable] = dx, dy
            self._long[cable] = hypot(dx, dy) or _NEVER
            if self.texts[cable]:
                self.slide(cable, self.along[cable])

    def turn(self, body: int, side: int) -> None:
        """Put the name of a body on one of the `SIDES`."""
        self.side[body] = side
        right, down = self._apart[body][side]
        x, y = self.x[body] + right, self.y[body] + down
        low_x, high_x, low_y, high_y = self._slides[body]
        if right:
            y = low_y if y < low_y else min(y, high_y)
        else:
            x = low_x if x < low_x else min(x, high_x)
        self._box_x[self.count + body], self._box_y[self.count + body] = x, y

    def slide(self, cable: int, along: float) -> None:
        """Put the text of a cable somewhere along it, from 0 to 1."""
        self.along[cable] = along
        one = self.ends[cable][0]
        box = 2 * self.count + cable
        self._box_x[box] = self.x[one] + along * self._dx[cable]
        self._box_y[box] = self.y[one] + along * self._dy[cable]

    def is_free(self, body: int, x: float, y: float, side: int) -> bool:
        """Put a mark and its name somewhere, without cables; return whether they hide nothing."""
        name = self.count + body
        self.x[body], self.y[body] = self._box_x[body], self._box_y[body] = x, y
        self.turn(body, side)
        still = ~(1 << body | 1 << name)
        boxes = [body, name] if self.named[body] else [body]
        return all(self._of_box(box, [], still) < self.weights.solid for box in boxes)

    def settle(self, boxes: Iterable[int], cables: Iterable[int]) -> None:
        """Tell the stripes where boxes and cables are now."""
        for box in boxes:
            x, y = self._box_x[box], self._box_y[box]
            wide, high = self._half_width[box], self._half_height[box]
            self._boxes.put(box, x - wide, x + wide, y - high, y + high)
        for cable in cables:
            self._lines.put(cable, *self._bounds(cable))

    def _bounds(self, cable: int) -> tuple[float, float, float, float]:
        one, other = self.ends[cable]
        x1, x2, y1, y2 = self.x[one], self.x[other], self.y[one], self.y[other]
        if x1 > x2:
            x1, x2 = x2, x1
        return (x1, x2, y1, y2) if y1 < y2 else (x1, x2, y2, y1)

    def all_boxes(self) -> list[int]:
        """Return every box that is drawn."""
        count = self.count
        names = [count + at for at in range(count) if self.named[at]]
        texts = [2 * count + at for at in range(len(self.cables)) if self.texts[at]]
        return [*range(count), *names, *texts]

    def reach(self) -> tuple[tuple[float, float], ...]:
        """Return which boxes reach farthest left, right, up and down, and how far.

        Of each it is the place of the body that moves it, and the edge.
        """
        count = self.count
        across, down = [], []
        for box in self.all_boxes():
            if box < 2 * count:
                x, y = self.x[box % count], self.y[box % count]
            else:
                x, y = self._box_x[box], self._box_y[box]
            wide, high = self._half_width[box], self._half_height[box]
            across.append((x, self._box_x[box] - wide, self._box_x[box] + wide))
            down.append((y, self._box_y[box] - high, self._box_y[box] + high))
        left = min(across, key=lambda each: each[1])
        right = max(across, key=lambda each: each[2])
        top = min(down, key=lambda each: each[1])
        bottom = max(down, key=lambda each: each[2])
        return left[:2], (right[0], right[2]), top[:2], (bottom[0], bottom[2])

    def put(
        self,
        x: Sequence[float],
        y: Sequence[float],
        side: Sequence[int] = (),
        along: Sequence[float] = (),
    ) -> None:
        """Put everything somewhere; without sides and places of texts, these stay."""
        self.x[:], self.y[:] = x, y
        self.side[:] = side or self.side
        self.along[:] = along or self.along
        for body in range(self.count):
            self.move(body, self.x[body], self.y[body])
        self.settle(self.all_boxes(), range(len(self.cables)))

    def crowding(self) -> float:
        """Return which share of the frame the boxes would cover side by side."""
        boxes = self.all_boxes()
        covered = sum(4 * self._half_width[box] * self._half_height[box] for box in boxes)
        return covered / (self.frame.width * self.frame.height)

    def total(self) -> float:
        """Return the cost of everything."""
        return self.cost(self.all_boxes(), [*range(len(self.cables))])

    # -- cost -----------------------------------------------------------------------------

    def cost(self, boxes: Sequence[int], cables: Sequence[int], limit: float = inf) -> float:
        """Return what boxes and cables cost, by themselves, with each other and with the rest.

        Args:
            boxes: the boxes that moved or are about to; all others must be settled.
            cables: the cables, likewise.
            limit: where it costs more, infinity will do.
        """
        moved = 0
        for cable in cables:
            moved |= 1 << cable
        still_cables = ~moved
        found = 0.0
        for at, cable in enumerate(cables):
            found += self._of_cable(cable, cables[at + 1 :], still_cables)
            if found > limit:
                return inf
        moved = 0
        for box in boxes:
            moved |= 1 << box
        still_boxes = ~moved
        for at, box in enumerate(boxes):
            found += self._of_box(box, boxes[at + 1 :], still_boxes)
            found += self._of_cables_over(box, cables, still_cables)
            if found > limit:
                return inf
        for cable in cables:
            found += self._of_boxes_under(cable, still_boxes)
            if found > limit:
                return inf
        return found

    def _of_box(self, box: int, others: Sequence[int], still: int) -> float:
        """Return what a box costs by itself and with other boxes."""
        box_x, box_y = self._box_x, self._box_y
        half_width, half_height = self._half_width, self._half_height
        x, y = box_x[box], box_y[box]
        gap = self.weights.gap
        wide, high = half_width[box] + gap, half_height[box] + gap
        found = self._alone(box) + self._outside(box)
        near = self._boxes.near(x - wide, x + wide, y - high, y + high) & still
        if near:
            others = [*others]
            while near:
                low = near & -near
                near ^= low
                others.append(low.bit_length() - 1)
        for other in others:
            across = wide + half_width[other] - abs(box_x[other] - x)
            if across > 0:
                down = high + half_height[other] - abs(box_y[other] - y)
                if down > 0:
                    found += self._clash(box, other, min(across, down))
        return found

    def _clash(self, one: int, other: int, deep: float) -> float:
        """Return what it costs that two boxes are too near each other, or overlap."""
        if abs(one - other) == self.count and min(one, other) < self.count:
            return 0.0  # a mark and its own name
        if deep <= self.weights.gap:
            return 0.5 * deep
        solid = one < 2 * self.count and other < 2 * self.count
        return (self.weights.solid if solid else self.weights.clash) + 2 * deep

    def _outside(self, box: int) -> float:
        """Return what it costs that a box is beyond the frame, or near its rim."""
        x, y, margin = self._box_x[box], self._box_y[box], self.weights.margin
        wide, high = self._half_width[box] + margin, self._half_height[box] + margin
        width, height = self.frame.width, self.frame.height
        if wide <= x <= width - wide and high <= y <= height - high:
            return 0.0
        out = max(wide - x, x + wide - width, high - y, y + high - height)
        if out <= margin:
            return out
        return (self.weights.solid if box < 2 * self.count else self.weights.clash) + 3 * out

    def _alone(self, box: int) -> float:
        """Return what the choice of a place costs: of a hub, the side of a name, of a text."""
        count = self.count
        if box >= 2 * count:
            off = self.along[box - 2 * count] - 0.5
            return self.weights.slide * off * off
        if box >= count:
            return self.weights.side * self.side[box - count]
        found = 0.0
        if self._pull[box]:
            right = 2 * self.x[box] / self.frame.width - 1
            down = 2 * self.y[box] / self.frame.height - 1
            found = self._pull[box] * (right * right + down * down)
        home = self.home[box]
        if home:
            found += self.weights.home * hypot(self.x[box] - home[0], self.y[box] - home[1])
        return found

    def _of_cable(self, cable: int, others: Sequence[int], still: int) -> float:
        """Return what a cable costs by itself and with other cables."""
        ends = self.ends
        one, other = ends[cable]
        xs, ys = self.x, self.y
        x1, y1, x2, y2 = xs[one], ys[one], xs[other], ys[other]
        dx, dy, long = self._dx[cable], self._dy[cable], self._long[cable]
        wide, high = self._text[cable]
        ideal = max(_BESIDE + (wide * abs(dx) + high * abs(dy)) / long, self._roomy)
        ratio = (long - self._radius[one] - self._radius[other]) / ideal
        weights = self.weights
        found = weights.long * log(ratio) ** 2 if ratio > 1 else weights.short * (1 - ratio) ** 2
        found += self._of_fan(cable, one, others, still) + self._of_fan(
            cable, other, others, still
        )
        near = self._lines.near(*self._bounds(cable)) & still
        if near:
            others = [*others]
            while near:
                low = near & -near
                near ^= low
                others.append(low.bit_length() - 1)
        crossings = 0
        for candidate in others:
            a, b = ends[candidate]
            if a == one or a == other or b == one or b == other:  # noqa: PLR1714, SIM109 - a tuple is slow
                continue
            ax, ay = xs[a], ys[a]
            if (dx * (ay - y1) - dy * (ax - x1)) * (dx * (ys[b] - y1) - dy * (xs[b] - x1)) < 0:
                ex, ey = self._dx[candidate], self._dy[candidate]
                if (ex * (y1 - ay) - ey * (x1 - ax)) * (ex * (y2 - ay) - ey * (x2 - ax)) < 0:
                    crossings += 1
        return found + weights.crossing * crossings

    def _of_fan(self, cable: int, at: int, others: Sequence[int], still: int) -> float:
        """Return what it costs how close a cable is to the others that leave the same body."""
        of = self.cables_of[at]
        if len(of) == 1:
            return 0.0
        dxs, dys, longs, ends = self._dx, self._dy, self._long, self.ends
        long = longs[cable] if ends[cable][0] == at else -longs[cable]
        right, down = dxs[cable] / long, dys[cable] / long
        found = 0.0
        for other in of:
            if (still >> other & 1 or other in others) and other != cable:
                along = (right * dxs[other] + down * dys[other]) / longs[other]
                found += 1 / (1.005 - along) if ends[other][0] == at else 1 / (1.005 + along)
        return found * self.weights.fan

    def _of_cables_over(self, box: int, cables: Sequence[int], still: int) -> float:
        """Return what it costs that cables run over a box that moved."""
        x, y = self._box_x[box], self._box_y[box]
        room = self.weights.gap + self._widest
        wide, high = self._half_width[box] + room, self._half_height[box] + room
        near = self._lines.near(x - wide, x + wide, y - high, y + high) & still
        if near:
            cables = [*cables]
            while near:
                low = near & -near
                near ^= low
                cables.append(low.bit_length() - 1)
        reach = self._reach[box] + room
        xs, ys, dxs, dys, longs, ends = self.x, self.y, self._dx, self._dy, self._long, self.ends
        found = 0.0
        for cable in cables:
            one, other = ends[cable]
            if box == one or box == other:  # noqa: PLR1714, SIM109 - likewise
                continue
            away = dxs[cable] * (y - ys[one]) - dys[cable] * (x - xs[one])
            limit = reach * longs[cable]
            if -limit < away < limit:
                found += self._over(cable, box)
        return found

    def _of_boxes_under(self, cable: int, still: int) -> float:
        """Return what it costs that a cable that moved runs over boxes that did not."""
        left, right, top, bottom = self._bounds(cable)
        room = self.weights.gap + self._half[cable]
        near = self._boxes.near(left - room, right + room, top - room, bottom + room) & still
        one = self.ends[cable][0]
        x, y, dx, dy, long = self.x[one], self.y[one], *self._direction(cable)
        box_x, box_y, reach = self._box_x, self._box_y, self._reach
        found = 0.0
        while near:
            low = near & -near
            near ^= low
            box = low.bit_length() - 1
            away = dx * (box_y[box] - y) - dy * (box_x[box] - x)
            limit = (reach[box] + room) * long
            if -limit < away < limit:
                found += self._over(cable, box)
        return found

    def _direction(self, cable: int) -> tuple[float, float, float]:
        """Return how far a cable runs to the right and down, and its length."""
        return self._dx[cable], self._dy[cable], self._long[cable]

    def _over(self, cable: int, box: int) -> float:
        """Return what it costs that a cable runs over a box, or near it."""
        one, other = self.ends[cable]
        if box == one or box == other or box == 2 * self.count + cable:  # noqa: PLR1714, SIM109 - likewise
            return 0.0
        dx, dy, long = self._dx[cable], self._dy[cable], self._long[cable]
        right, down = self._box_x[box] - self.x[one], self._box_y[box] - self.y[one]
        wide, high = self._half_width[box], self._half_height[box]
        gap = self.weights.gap
        room = self._half[cable] + gap
        away = abs(dx * down - dy * right) / long
        if box < self.count:
            if away >= wide + room:
                return 0.0
            along = (dx * right + dy * down) / (long * long)
            if along < 0 or along > 1:
                end = 0 if along < 0 else 1
                away = hypot(right - end * dx, down - end * dy)
            deep = wide + room - away
        else:
            broad, tall = abs(dx), abs(dy)
            deep = (wide * tall + high * broad) / long + room - away
            if deep <= 0:
                return 0.0
            deep = min(
                deep,
                wide + room + broad / 2 - abs(dx / 2 - right),
                high + room + tall / 2 - abs(dy / 2 - down),
            )
        if deep <= 0:
            return 0.0
        if deep <= gap:
            return 0.5 * deep
        return (self.weights.through if box < self.count else self.weights.over) + 2 * deep


def _ends(width: float, height: float, frame: Frame) -> tuple[float, float, float, float]:
    """Return the least and most right and down that the centre of a box in a frame can be."""
    half_width, half_height = min(width, frame.width) / 2, min(height, frame.height) / 2
    return half_width, frame.width - half_width, half_height, frame.height - half_height
