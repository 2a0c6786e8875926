"""Moves of a picture in the making, taken or refused while it cools."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, log, pi, sin
from typing import TYPE_CHECKING

from pactgraph.placing.plans import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from pactgraph.placing.board import Board


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
    """Moves on one board."""

    def __init__(self, board: Board, random: Random, movable: Sequence[int]) -> None:
        """Begin from a board whose places are settled.

        Args:
            board: is changed.
            random: decides all that is left to chance.
            movable: the bodies that may move.
        """
        self.board, self._random, self._movable = board, random, movable
        self.total = board.total()
        self.tried = 0
        self._texts = [at for at, text in enumerate(board.texts) if text]

    def cool(self, cooling: Cooling) -> None:
        """Try moves, from hot to cold; those that pay are taken, others at times."""
        if not self._movable:
            return
        random, board = self._random.random, self.board
        worst = self._movable
        factor = (cooling.cold / cooling.hot) ** (1 / max(cooling.steps, 1))
        shrink = (cooling.near / cooling.far) ** (1 / max(cooling.steps, 1))
        heat, reach = cooling.hot, cooling.far
        for step in range(cooling.steps):
            if step % (4 * len(self._movable)) == 0:
                worst = self._troubled()
            heat, reach = heat * factor, reach * shrink
            chance = random()
            pick = worst if random() < 0.5 else self._movable
            body = pick[int(random() * len(pick))]
            if chance < 0.62:
                self._shift(body, reach, heat)
            elif chance < 0.76 and self._texts:
                self._slide(self._some_text(body), heat)
            elif chance < 0.88 and board.named[body]:
                self._turn(body, heat)
            elif chance < 0.97:
                self._jump(body, heat)
            else:
                self._swap(body, heat)
        self.tried += cooling.steps

    def _troubled(self) -> list[int]:
        """Return the third of the bodies that cost most."""
        board = self.board
        costs = {b: board.cost(board.boxes_of[b], board.cables_of[b]) for b in self._movable}
        ranked = sorted(self._movable, key=lambda body: (-costs[body], body))
        return ranked[: max(1, len(ranked) // 3)]

    def _limit(self, before: float, heat: float) -> float:
        return before - heat * log(self._random.random() or 1e-300)

    def _shift(self, body: int, reach: float, heat: float) -> None:
        """Move a body in a random direction."""
        board, gauss = self.board, self._random.gauss
        self._to(body, board.x[body] + gauss(0, reach), board.y[body] + gauss(0, reach), heat)

    def _jump(self, body: int, heat: float) -> None:
        """Move a body to the other side of one of its neighbours, or anywhere."""
        board, random = self.board, self._random.random
        neighbours = board.neighbours[body]
        if not neighbours:
            return
        to = neighbours[int(random() * len(neighbours))]
        angle, far = 2 * pi * random(), 90 + 160 * random()
        self._to(body, board.x[to] + far * cos(angle), board.y[to] + far * sin(angle), heat)

    def _to(self, body: int, x: float, y: float, heat: float) -> None:
        board = self.board
        frame, radius = board.frame, board.bodies[body].radius
        x = min(max(x, radius), frame.width - radius)
        y = min(max(y, radius), frame.height - radius)
        boxes, cables = board.boxes_of[body], board.cables_of[body]
        before = board.cost(boxes, cables)
        limit = self._limit(before, heat)
        old = board.x[body], board.y[body]
        board.move(body, x, y)
        after = board.cost(boxes, cables, limit)
        if after < limit:
            board.settle(boxes, cables)
            self.total += after - before
        else:
            board.move(body, *old)

    def _swap(self, body: int, heat: float) -> None:
        """Let two bodies change places."""
        board = self.board
        other = self._movable[int(self._random.random() * len(self._movable))]
        if other == body:
            return
        boxes = [*dict.fromkeys(board.boxes_of[body] + board.boxes_of[other])]
        cables = [*dict.fromkeys(board.cables_of[body] + board.cables_of[other])]
        before = board.cost(boxes, cables)
        limit = self._limit(before, heat)
        one, two = (board.x[body], board.y[body]), (board.x[other], board.y[other])
        board.move(body, *two)
        board.move(other, *one)
        after = board.cost(boxes, cables, limit)
        if after < limit:
            board.settle(boxes, cables)
            self.total += after - before
        else:
            board.move(body, *one)
            board.move(other, *two)

    def _turn(self, body: int, heat: float) -> None:
        """Put a name on another side."""
        board = self.board
        boxes = [board.count + body]
        before = board.cost(boxes, [])
        limit = self._limit(before, heat)
        old = board.side[body]
        board.turn(body, (old + 1 + int(self._random.random() * (len(SIDES) - 1))) % len(SIDES))
        after = board.cost(boxes, [], limit)
        if after < limit:
            board.settle(boxes, [])
            self.total += after - before
        else:
            board.turn(body, old)

    def _some_text(self, body: int) -> int:
        texts = [at for at in self.board.cables_of[body] if self.board.texts[at]] or self._texts
        return texts[int(self._random.random() * len(texts))]

    def _slide(self, cable: int, heat: float) -> None:
        """Put the text of a cable elsewhere along it."""
        board = self.board
        boxes = [2 * board.count + cable]
        before = board.cost(boxes, [])
        limit = self._limit(before, heat)
        old = board.along[cable]
        board.slide(cable, 0.15 + 0.7 * self._random.random())
        after = board.cost(boxes, [], limit)
        if after < limit:
            board.settle(boxes, [])
            self.total += after - before
        else:
            board.slide(cable, old)
