"""Moves of a picture in the making, taken or refused while it cools."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, copysign, cos, hypot, log, pi, remainder, sin
from typing import TYPE_CHECKING

from pactgraph.placing.plans import SIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from pactgraph.placing.board import Board

_TRIES = 4
_COPIES = 4
_OF_TROUBLED = 0.5
_ANEW = 0.3
_HUB = 3
_FANS = 0.2
_WIDE = 0.4
_ANGLES = (pi / 2, -pi / 2, 0.0, pi)
"""In which direction each of the `SIDES` is."""
_SWAPS, _JUMPS, _TURNS, _SLIDES = 0.03, 0.12, 0.24, 0.38


@dataclass(frozen=True, slots=True)
class Cooling:
    """How a picture cools.

    Attributes:
        steps: how many moves are tried.
        hot: by how much a move may make it worse at first, about.
        cold: and at last.
        far: how far a body moves at first, in pixels.
        near: and at last.
    """

    steps: int
    hot: float
    cold: float
    far: float
    near: float


class Annealer:
    """Moves on one board, and what it costs after them."""

    def __init__(self, board: Board, random: Random, movable: Sequence[int]) -> None:
        """Begin from a board whose places are settled.

        Args:
            board: is changed.
            random: decides all that is left to chance.
            movable: the bodies that may move.
        """
        self.board, self._random, self._movable = board, random, movable
        self._free = frozenset(movable)
        self.total = board.total()
        self.tried = self.taken = 0
        self._often = [
            body
            for body in movable
            for _ in range(_COPIES - min(len(board.cables_of[body]) // 3, 3))
        ]
        self._texts = [at for at, text in enumerate(board.texts) if text]

    def cool(self, cooling: Cooling) -> None:
        """Try moves, from hot to cold; those that pay are taken, others at times."""
        if not self._movable:
            return
        random = self._random.random
        heat, reach = cooling.hot, cooling.far
        colder = (cooling.cold / cooling.hot) ** (1 / max(cooling.steps, 1))
        nearer = (cooling.near / cooling.far) ** (1 / max(cooling.steps, 1))
        end = self.tried + cooling.steps
        troubled: Sequence[int] = self._often
        again = 0
        while self.tried < end:
            if self.tried >= again:
                troubled, again = self._troubled(), self.tried + 10 * len(self._movable)
            pick = troubled if random() < _OF_TROUBLED else self._often
            before = self.tried
            self._step(pick[int(random() * len(pick))], reach, heat)
            heat *= colder ** (self.tried - before)
            reach *= nearer ** (self.tried - before)

    def _step(self, body: int, reach: float, heat: float) -> None:
        chance = self._random.random()
        board = self.board
        texts = [at for at in board.cables_of[body] if board.texts[at]] or self._texts
        if len(board.neighbours[body]) > _HUB and chance < _FANS:
            self._fan(body, heat)
        elif chance < _SWAPS:
            self._swap(body, heat)
        elif chance < _JUMPS and board.neighbours[body]:
            self._jump(body, heat)
        elif chance < _TURNS and board.named[body]:
            self._turn(body, heat)
        elif chance < _SLIDES and texts:
            self._slide(texts[int(self._random.random() * len(texts))], heat)
        else:
            self._shift(body, reach, heat)

    def _troubled(self) -> Sequence[int]:
        """Return the bodies with something over or under their boxes; all if there are none."""
        board = self.board
        clash = min(board.weights.clash, board.weights.over)
        costs = [(body, board.cost(board.boxes_of[body], [])) for body in self._movable]
        return [body for body, cost in costs if cost >= clash] or self._often

    def _tried(
        self, boxes: Sequence[int], cables: Sequence[int], change: Callable[[], None], heat: float
    ) -> bool:
        """Whether one of several changes is taken; if none is, the last is to be undone."""
        board = self.board
        before = board.cost(boxes, cables)
        for _ in range(_TRIES):
            limit = before - heat * log(self._random.random() or 1e-300)
            change()
            after = board.cost(boxes, cables, limit)
            self.tried += 1
            if after < limit:
                board.settle(boxes, cables)
                self.total += after - before
                self.taken += 1
                return True
        return False

    def _shift(self, body: int, reach: float, heat: float) -> None:
        """Move a body in a random direction."""
        board, gauss = self.board, self._random.gauss
        x, y = board.x[body], board.y[body]
        again = self._random.random() < _ANEW

        def change() -> None:
            if again:
                self._arrange(body)
            board.move(body, x + gauss(0, reach), y + gauss(0, reach))

        self._move(body, change, heat)

    def _jump(self, body: int, heat: float) -> None:
        """Move a body to somewhere around one of its neighbours."""
        board, random = self.board, self._random.random
        neighbours = board.neighbours[body]

        def change() -> None:
            self._arrange(body)
            to = neighbours[int(random() * len(neighbours))]
            angle, far = 2 * pi * random(), 80 + 160 * random()
            board.move(body, board.x[to] + far * cos(angle), board.y[to] + far * sin(angle))

        self._move(body, change, heat)

    def _arrange(self, body: int) -> None:
        """Choose another side for a name, and other places along the cables for their texts."""
        board, random = self.board, self._random.random
        board.side[body] = int(random() * len(SIDES))
        for cable in board.cables_of[body]:
            if board.texts[cable] and random() < _ANEW:
                board.along[cable] = 0.25 + 0.5 * random()

    def _move(self, body: int, change: Callable[[], None], heat: float) -> None:
        board = self.board
        x, y, side = board.x[body], board.y[body], board.side[body]
        cables = board.cables_of[body]
        along = [board.along[cable] for cable in cables]
        if not self._tried(board.boxes_of[body], cables, change, heat):
            board.side[body] = side
            for cable, where in zip(cables, along, strict=True):
                board.along[cable] = where
            board.move(body, x, y)

    def _swap(self, body: int, heat: float) -> None:
        """Let two bodies change places."""
        board = self.board
        other = self._movable[int(self._random.random() * len(self._movable))]
        if other == body:
            self.tried += 1
            return
        boxes = [*dict.fromkeys(board.boxes_of[body] + board.boxes_of[other])]
        cables = [*dict.fromkeys(board.cables_of[body] + board.cables_of[other])]

        places = (board.x[body], board.y[body]), (board.x[other], board.y[other])

        def change() -> None:
            board.move(body, *places[1])
            board.move(other, *places[0])

        if not self._tried(boxes, cables, change, heat):
            board.move(body, *places[0])
            board.move(other, *places[1])

    def _fan(self, hub: int, heat: float) -> None:
        """Spread what hangs on a hub away from one of its sides, or towards it."""
        board, random = self.board, self._random
        x, y, side = board.x[hub], board.y[hub], board.side[hub]
        around = [at for at in dict.fromkeys(board.neighbours[hub]) if self._hangs(at)]
        places = [(board.x[at], board.y[at]) for at in around]
        moved = [hub, *around]
        boxes = [*dict.fromkeys(box for at in moved for box in board.boxes_of[at])]
        cables = [*dict.fromkeys(cable for at in moved for cable in board.cables_of[at])]

        def change() -> None:
            towards = int(random.random() * len(SIDES))
            wide = random.gauss(0, _WIDE)
            board.turn(hub, towards)
            for at, (old_x, old_y) in zip(around, places, strict=True):
                angle = atan2(old_y - y, old_x - x)
                off = remainder(angle - _ANGLES[towards], 2 * pi)
                angle += copysign(wide, off) * (1 - abs(off) / pi)
                far = hypot(old_x - x, old_y - y)
                board.move(at, x + far * cos(angle), y + far * sin(angle))

        if not self._tried(boxes, cables, change, heat):
            board.turn(hub, side)
            for at, place in zip(around, places, strict=True):
                board.move(at, *place)

    def _hangs(self, body: int) -> bool:
        return len(self.board.neighbours[body]) < _HUB and body in self._free

    def _turn(self, body: int, heat: float) -> None:
        """Put a name on another side."""
        board, random = self.board, self._random.random
        old = board.side[body]

        def change() -> None:
            board.turn(body, (old + 1 + int(random() * (len(SIDES) - 1))) % len(SIDES))

        if not self._tried([board.count + body], [], change, heat):
            board.turn(body, old)

    def _slide(self, cable: int, heat: float) -> None:
        """Put the text of a cable elsewhere along it."""
        board, random = self.board, self._random.random
        old = board.along[cable]

        def change() -> None:
            board.slide(cable, 0.15 + 0.7 * random())

        if not self._tried([2 * board.count + cable], [], change, heat):
            board.slide(cable, old)
