"""Marks and names that hide one another: they go elsewhere, or all marks get smaller."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from pactgraph.placing.annealing import Annealer, Cooling
from pactgraph.placing.board import Board, Weights
from pactgraph.placing.faults import faults
from pactgraph.placing.plans import SIDES, Plan, scaled
from pactgraph.placing.states import plan_of, state_of

if TYPE_CHECKING:
    from random import Random

_STRICT = Weights(gap=4.0, solid=2000.0, crossing=400.0, over=40.0)
_SCALES = (1.0, 1.0, 1.0, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5)
"""Of radii, one after the other, until nothing is hidden."""
_TRIES = 3
"""After so many, names that hide one another are left at that."""
_COOLING = Cooling(30, 4.0, 0.5, 25.0, 4.0)
"""Of each body that was hidden, once it is elsewhere."""
_SPOTS, _MANY, _FEW = 800, 12, 6
"""How many spots are tried for each of so many bodies, for fewer of them more thoroughly."""


def freed(board: Board, random: Random) -> Plan:
    """Return the plan of a board in which no mark or name hides another, if there is room at all.

    What is hidden, or hides, goes where it costs least, whatever cables and their texts cost; as
    long as a mark hides something all the same, all marks become smaller, and at once as long as
    most are hidden. That names hide one another is for who draws them: they can be shortened.

    Args:
        board: as good as can be, but for that; it stays as it is.
        random: decides all that is left to chance.
    """
    state, bodies = state_of(board), board.bodies
    for tried, scale in enumerate(_SCALES):
        strict = Board(scaled(bodies, scale), board.cables, board.frame, _STRICT)
        strict.home[:] = board.home
        strict.put(*state)
        plan = plan_of(strict, scale)
        found = faults(bodies, board.cables, plan, board.frame)
        hidden = found.hidden
        if not hidden or (tried >= _TRIES and not found.marks_hide):
            break
        if _SCALES[-1] < scale < 1 and 2 * len(hidden) > len(bodies):
            continue
        movable = [at for at, body in enumerate(bodies) if body.name in hidden]
        for at in sorted(movable, key=lambda at: (bool(board.home[at]), len(board.cables_of[at]))):
            _put_away(strict, at, len(movable))
        steps = _COOLING.steps * len(movable)
        Annealer(strict, random, movable).cool(replace(_COOLING, steps=steps))
        state = state_of(strict)
    return plan


def _put_away(board: Board, body: int, count: int) -> None:
    """Put a body, one of so many, with its name where they hide nothing, and it costs least.

    Where that is nowhere, and few are left, it goes where it costs least, so that others move.
    """
    best = board.x[body], board.y[body], board.side[body]
    if board.is_free(body, *best):
        return
    boxes, cables = board.boxes_of[body], board.cables_of[body]
    step = (board.frame.width * board.frame.height / _SPOTS * max(1.0, count / _MANY)) ** 0.5
    spots = [
        ((column + 0.5) * step, (row + 0.5) * step, side)
        for column in range(int(board.frame.width / step))
        for row in range(int(board.frame.height / step))
        for side in range(len(SIDES))
    ]
    free = [spot for spot in spots if board.is_free(body, *spot)]
    least = inf
    for x, y, side in free or (spots if count <= _FEW else []):
        board.side[body] = side
        board.move(body, x, y)
        cost = board.cost(boxes, cables, least)
        if cost < least:
            least, best = cost, (x, y, side)
    board.side[body] = best[2]
    board.move(body, *best[:2])
    board.settle(boxes, cables)
