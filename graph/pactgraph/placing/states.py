"""What moves of a board: to go back to, and as a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pactgraph.placing.plans import INSIDE, SIDES, Place, Plan

if TYPE_CHECKING:
    from pactgraph.placing.board import Board


class State(NamedTuple):
    """All that moves of a board."""

    x: list[float]
    y: list[float]
    side: list[int]
    along: list[float]


def state_of(board: Board) -> State:
    """Return where everything is."""
    return State([*board.x], [*board.y], [*board.side], [*board.along])


def plan_of(board: Board, scale: float = 1.0) -> Plan:
    """Return the plan of a board whose marks are so much smaller than asked."""
    places = {}
    for at, body in enumerate(board.bodies):
        side = INSIDE if body.holds_its_name else SIDES[board.side[at]]
        places[body.name] = Place(round(board.x[at], 1), round(board.y[at], 1), side)
    along = zip(board.cables, board.along, strict=True)
    labels = {(cable.one, cable.other): round(where, 4) for cable, where in along}
    return Plan(places, labels, scale)
