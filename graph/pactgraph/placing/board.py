"""A picture in the making, and its cost, of which a move reckons only what it touches.

The cost is a sum over things (marks, names, texts, cables) and over pairs of them that are near
each other. Which are near is asked of stripes: a whole number for each column and each row of
the frame, with a bit for each thing in it; the boxes around two things meet where the bits of
their columns and of their rows do. So a move costs what lies around it, not what there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, inf, log
from typing import TYPE_CHECKING

from pactgraph.placing.plans import SIDES, apart, drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.placing.plans import Body, Cable, Frame

_STRIPE = 32.0
_NEVER = 1e-9


@dataclass(frozen=True, slots=True)
class Weights:
    """What each fault costs, and what is asked for beauty.

    Attributes:
        gap: how far apart boxes should be, in pixels.
        margin: how far from the rim.
        clash: two boxes that overlap, at least.
        crossing: two cables that cross.
        over: a cable through a mark, a name or a text, at least.
        fan: cables that leave a mark close to each other.
        short: a cable shorter than its ideal.
        long: a cable longer than its ideal.
        middle: a body with many cables that is far from the middle.
        side: a name that is not below, for each further choice.
        slide: a text away from the middle of its cable.
    """

    gap: float = 9.0
    margin: float = 6.0
    clash: float = 25.0
    crossing: float = 70.0
    over: float = 25.0
    fan: float = 0.5
    short: float = 30.0
    long: float = 6.0
    middle: float = 3.0
    side: float = 0.7
    slide: float = 6.0


class Stripes:
    """Which things are near a place: columns and rows of bits."""

    def __init__(self, frame: Frame, count: int) -> None:
        """Begin with nothing.

        Args:
            frame: what lies beyond it counts to its rim.
            count: of the things, which are numbers from 0.
        """
        self._last_column = int(max(frame.width, 1.0) / _STRIPE)
        self._last_row = int(max(frame.height, 1.0) / _STRIPE)
        self._columns = [0] * (self._last_column + 1)
        self._rows = [0] * (self._last_row + 1)
        self._where: list[tuple[int, int, int, int] | None] = [None] * count

    def _spans(
        self, left: float, right: float, top: float, bottom: float
    ) -> tuple[int, int, int, int]:
        last_column, last_row = self._last_column, self._last_row
        return (
            min(max(int(left / _STRIPE), 0), last_column),
            min(max(int(right / _STRIPE), 0), last_column) + 1,
            min(max(int(top / _STRIPE), 0), last_row),
            min(max(int(bottom / _STRIPE), 0), last_row) + 1,
        )

    def put(self, thing: int, left: float, right: float, top: float, bottom: float) -> None:
        """Put a thing where it is now, and away from where it was."""
        spans, old = self._spans(left, right, top, bottom), self._where[thing]
        if spans == old:
            return
        bit = 1 << thing
        columns, rows = self._columns, self._rows
        if old:
            for at in range(old[0], old[1]):
                columns[at] ^= bit
            for at in range(old[2], old[3]):
                rows[at] ^= bit
        for at in range(spans[0], spans[1]):
            columns[at] |= bit
        for at in range(spans[2], spans[3]):
            rows[at] |= bit
        self._where[thing] = spans

    def near(self, left: float, right: float, top: float, bottom: float) -> int:
        """Return the bits of all things that can be within these bounds, and of a few more."""
        first, last, upper, lower = self._spans(left, right, top, bottom)
        across = down = 0
        for bits in self._columns[first:last]:
            across |= bits
        for bits in self._rows[upper:lower]:
            down |= bits
        return across & down


class Board:
    """Bodies and cables with places, and what these cost.

    Boxes are numbered: marks first, then names, then texts. `boxes_of` and `cables_of` tell what
    moves with a body. Positions change at once, `settle` tells the stripes of it; between both,
    `cost` is right for the boxes and cables that it is given.
    """

    def __init__(
        self, bodies: Sequence[Body], cables: Sequence[Cable], frame: Frame, weights: Weights
    ) -> None:
        """Begin with all bodies at the origin, their names below, texts in the middle.

        Args:
            bodies: at least one.
            cables: each between two of them.
            frame: where all should be.
            weights: what costs how much.
        """
        self.bodies, self.cables, self.frame, self.weights = bodies, cables, frame, weights
        number = {body.name: at for at, body in enumerate(bodies)}
        count = self.count = len(bodies)
        self.ends = [(number[cable.one], number[cable.other]) for cable in cables]
        self.x, self.y = [0.0] * count, [0.0] * count
        self.side = [0] * count
        self.along = [0.5] * len(cables)
        self.home: list[tuple[float, float] | None] = [None] * count
        self.named = [drawn(b.label) and not b.holds_its_name for b in bodies]
        self._apart = [[apart(body, side) for side in SIDES] for body in bodies]
        self._radius = [body.radius for body in bodies]
        self._half = [cable.width / 2 for cable in cables]
        sizes = [(b.radius * 2, b.radius * 2) for b in bodies]
        sizes += [body.label for body in bodies] + [cable.label for cable in cables]
        self._half_width = [width / 2 for width, _ in sizes]
        self._half_height = [height / 2 for _, height in sizes]
        self._box_x, self._box_y = [0.0] * len(sizes), [0.0] * len(sizes)
        self.cables_of: list[list[int]] = [[] for _ in bodies]
        for at, ends in enumerate(self.ends):
            for end in ends:
                self.cables_of[end].append(at)
        self.texts = [drawn(cable.label) for cable in cables]
        self.boxes_of = [self._moving_with(at) for at in range(count)]
        self._stripes = Stripes(frame, len(sizes))
        self._of_cables = Stripes(frame, len(cables))
        self._widest = max(self._half, default=0.0)
        self._ideal = [self._ideal_length(at) for at in range(len(cables))]
        self._pull = self._pulls()
        self.neighbours = [
            [one + other - at for one, other in map(self.ends.__getitem__, self.cables_of[at])]
            for at in range(count)
        ]

    def _moving_with(self, body: int) -> list[int]:
        name = [self.count + body] if self.named[body] else []
        texts = [2 * self.count + at for at in self.cables_of[body] if self.texts[at]]
        return [body, *name, *texts]

    def _ideal_length(self, cable: int) -> float:
        """Return how long a cable should be from rim to rim: its text and some more."""
        return 70.0 + 0.45 * self.cables[cable].label[0]

    def _pulls(self) -> list[float]:
        """Return how much each body should be in the middle, by its share of all ends."""
        most = max(map(len, self.cables_of), default=0)
        return [
            self.weights.middle * (len(of) / most) ** 2 if len(of) > 2 else 0.0  # noqa: PLR2004 - a hub
            for of in self.cables_of
        ]

    # -- places ---------------------------------------------------------------------------

    def move(self, body: int, x: float, y: float) -> None:
        """Put a body somewhere, with its name and the texts of its cables."""
        self.x[body], self.y[body] = x, y
        self._box_x[body], self._box_y[body] = x, y
        self.turn(body, self.side[body])
        for cable in self.cables_of[body]:
            self.slide(cable, self.along[cable])

    def turn(self, body: int, side: int) -> None:
        """Put the name of a body on one of the `SIDES`."""
        self.side[body] = side
        right, down = self._apart[body][side]
        self._box_x[self.count + body] = self.x[body] + right
        self._box_y[self.count + body] = self.y[body] + down

    def slide(self, cable: int, along: float) -> None:
        """Put the text of a cable somewhere along it, from 0 to 1."""
        self.along[cable] = along
        one, other = self.ends[cable]
        box = 2 * self.count + cable
        self._box_x[box] = self.x[one] + along * (self.x[other] - self.x[one])
        self._box_y[box] = self.y[one] + along * (self.y[other] - self.y[one])

    def settle(self, boxes: Iterable[int], cables: Iterable[int]) -> None:
        """Tell the stripes where boxes and cables are now."""
        for box in boxes:
            x, y = self._box_x[box], self._box_y[box]
            wide, high = self._half_width[box], self._half_height[box]
            self._stripes.put(box, x - wide, x + wide, y - high, y + high)
        for cable in cables:
            one, other = self.ends[cable]
            x1, x2, y1, y2 = self.x[one], self.x[other], self.y[one], self.y[other]
            self._of_cables.put(cable, min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2))

    def all_boxes(self) -> list[int]:
        """Return every box that is drawn."""
        count = self.count
        names = [count + at for at in range(count) if self.named[at]]
        texts = [2 * count + at for at in range(len(self.cables)) if self.texts[at]]
        return [*range(count), *names, *texts]

    def settle_all(self) -> None:
        """Put every box where it belongs, and tell the stripes."""
        for body in range(self.count):
            self.move(body, self.x[body], self.y[body])
        self.settle(self.all_boxes(), range(len(self.cables)))

    def total(self) -> float:
        """Return the cost of everything."""
        return self.cost(self.all_boxes(), [*range(len(self.cables))])

    # -- cost -----------------------------------------------------------------------------

    def cost(self, boxes: list[int], cables: list[int], limit: float = inf) -> float:
        """Return what boxes and cables cost, by themselves, with each other and with the rest.

        Args:
            boxes: the boxes that moved or are about to; all others must be settled.
            cables: the cables, likewise.
            limit: where it costs more, infinity will do.
        """
        moved_boxes = moved_cables = 0
        for box in boxes:
            moved_boxes |= 1 << box
        for cable in cables:
            moved_cables |= 1 << cable
        found = 0.0
        for at, cable in enumerate(cables):
            found += self._cost_of_cable(cable, cables[at + 1 :], ~moved_cables)
            if found > limit:
                return inf
        for at, box in enumerate(boxes):
            found += self._cost_of_box(box, boxes[at + 1 :], ~moved_boxes)
            found += self._cost_of_cables_over(box, cables, ~moved_cables)
            if found > limit:
                return inf
        for cable in cables:
            found += self._cost_of_boxes_under(cable, ~moved_boxes)
            if found > limit:
                return inf
        return found

    def _cost_of_box(self, box: int, others: list[int], unmoved: int) -> float:
        """Return what a box costs by itself and with other boxes."""
        x, y = self._box_x[box], self._box_y[box]
        weights, frame = self.weights, self.frame
        wide, high = self._half_width[box] + weights.gap, self._half_height[box] + weights.gap
        near = self._stripes.near(x - wide, x + wide, y - high, y + high) & unmoved
        found = self._cost_alone(box)
        inner = weights.gap - weights.margin
        out = max(
            wide - inner - x,
            x + wide - inner - frame.width,
            high - inner - y,
            y + high - inner - frame.height,
        )
        if out > 0:
            found += out if out <= weights.margin else weights.clash + 3 * out
        box_x, box_y = self._box_x, self._box_y
        half_width, half_height = self._half_width, self._half_height
        while near:
            low = near & -near
            near ^= low
            other = low.bit_length() - 1
            over = wide + half_width[other] - abs(box_x[other] - x)
            if over > 0:
                deep = high + half_height[other] - abs(box_y[other] - y)
                if deep > 0:
                    found += self._clash(box, other, min(over, deep))
        for other in others:
            over = wide + half_width[other] - abs(box_x[other] - x)
            if over > 0:
                deep = high + half_height[other] - abs(box_y[other] - y)
                if deep > 0:
                    found += self._clash(box, other, min(over, deep))
        return found

    def _clash(self, one: int, other: int, deep: float) -> float:
        """Return what it costs that two boxes are too near each other, or overlap."""
        if abs(one - other) == self.count and min(one, other) < self.count:
            return 0.0  # a mark and its own name
        if deep <= self.weights.gap:
            return 0.5 * deep
        return self.weights.clash + 2 * deep

    def _cost_alone(self, box: int) -> float:
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
            found += 0.3 * hypot(self.x[box] - home[0], self.y[box] - home[1])
        return found

    def _cost_of_cable(self, cable: int, others: list[int], unmoved: int) -> float:
        """Return what a cable costs by itself and with other cables."""
        one, other = self.ends[cable]
        xs, ys = self.x, self.y
        x1, y1, x2, y2 = xs[one], ys[one], xs[other], ys[other]
        near = self._of_cables.near(min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)) & unmoved
        found = self._cost_of_length(cable, hypot(x2 - x1, y2 - y1))
        found += self._cost_of_fan(cable, one, other, others, unmoved)
        found += self._cost_of_fan(cable, other, one, others, unmoved)
        dx, dy = x2 - x1, y2 - y1
        ends = self.ends
        crossings = 0
        candidates = others
        if near:
            candidates = others.copy()
            while near:
                low = near & -near
                near ^= low
                candidates.append(low.bit_length() - 1)
        for candidate in candidates:
            a, b = ends[candidate]
            if a == one or a == other or b == one or b == other:
                continue
            ax, ay, bx, by = xs[a], ys[a], xs[b], ys[b]
            if (dx * (ay - y1) - dy * (ax - x1)) * (dx * (by - y1) - dy * (bx - x1)) < 0:
                ex, ey = bx - ax, by - ay
                if (ex * (y1 - ay) - ey * (x1 - ax)) * (ex * (y2 - ay) - ey * (x2 - ax)) < 0:
                    crossings += 1
        return found + self.weights.crossing * crossings

    def _cost_of_length(self, cable: int, length: float) -> float:
        one, other = self.ends[cable]
        clear = length - self._radius[one] - self._radius[other]
        ratio = clear / self._ideal[cable]
        if ratio >= 1:
            return self.weights.long * log(ratio) ** 2
        return self.weights.short * (1 - ratio) ** 2

    def _cost_of_fan(
        self, cable: int, at: int, far: int, others: list[int], unmoved: int
    ) -> float:
        """Return what it costs how close a cable is to the others that leave the same body."""
        of = self.cables_of[at]
        if len(of) == 1:
            return 0.0
        xs, ys = self.x, self.y
        x, y = xs[at], ys[at]
        dx, dy = xs[far] - x, ys[far] - y
        long = hypot(dx, dy) or _NEVER
        dx, dy = dx / long, dy / long
        found = 0.0
        for other in of:
            if other != cable and (unmoved >> other & 1 or other in others):
                one, two = self.ends[other]
                end = two if one == at else one
                ex, ey = xs[end] - x, ys[end] - y
                along = (dx * ex + dy * ey) / (hypot(ex, ey) or _NEVER)
                found += 1 / (1.005 - along)
        return found * self.weights.fan

    def _cost_of_cables_over(self, box: int, cables: list[int], unmoved: int) -> float:
        """Return what it costs that cables run over a box that moved."""
        x, y = self._box_x[box], self._box_y[box]
        room = self.weights.gap + self._widest
        wide, high = self._half_width[box] + room, self._half_height[box] + room
        near = self._of_cables.near(x - wide, x + wide, y - high, y + high) & unmoved
        found = 0.0
        for cable in cables:
            found += self._over(cable, box)
        while near:
            low = near & -near
            near ^= low
            found += self._over(low.bit_length() - 1, box)
        return found

    def _cost_of_boxes_under(self, cable: int, unmoved: int) -> float:
        """Return what it costs that a cable that moved runs over boxes that did not."""
        one, other = self.ends[cable]
        x1, y1, x2, y2 = self.x[one], self.y[one], self.x[other], self.y[other]
        room = self.weights.gap + self._half[cable]
        near = self._stripes.near(
            min(x1, x2) - room, max(x1, x2) + room, min(y1, y2) - room, max(y1, y2) + room
        )
        near &= unmoved
        found = 0.0
        while near:
            low = near & -near
            near ^= low
            found += self._over(cable, low.bit_length() - 1)
        return found

    def _over(self, cable: int, box: int) -> float:
        """Return what it costs that a cable runs over a box, or near it."""
        one, other = self.ends[cable]
        count = self.count
        x1, y1 = self.x[one], self.y[one]
        dx, dy = self.x[other] - x1, self.y[other] - y1
        gap = self.weights.gap
        room = self._half[cable] + gap
        x, y = self._box_x[box], self._box_y[box]
        if box < count:
            if box in (one, other):
                return 0.0
            square = dx * dx + dy * dy
            along = ((x - x1) * dx + (y - y1) * dy) / square if square else 0.0
            along = 0.0 if along < 0 else min(along, 1.0)
            deep = self._radius[box] + room - hypot(x - x1 - along * dx, y - y1 - along * dy)
        else:
            if box == 2 * count + cable:
                return 0.0
            wide, high = self._half_width[box], self._half_height[box]
            wide_x, wide_y = abs(dx), abs(dy)
            long = hypot(dx, dy) or _NEVER
            across = abs(dx * (y - y1) - dy * (x - x1)) / long
            deep = (wide * wide_y + high * wide_x) / long + room - across
            if deep <= 0:
                return 0.0
            deep = min(
                deep,
                wide + room + wide_x / 2 - abs(x1 + dx / 2 - x),
                high + room + wide_y / 2 - abs(y1 + dy / 2 - y),
            )
        if deep <= 0:
            return 0.0
        return 0.5 * deep if deep <= gap else self.weights.over + 2 * deep
