"""Places for bodies and cables in a frame."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from pactgraph.placing.annealing import Annealer, Cooling
from pactgraph.placing.board import Board, Weights
from pactgraph.placing.plans import INSIDE, SIDES, Place, Plan, checked
from pactgraph.placing.starts import by_distance, by_embedding, graph_of, turned, wishes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.placing.plans import Body, Cable, Frame

_SEED = 17


def placed(
    bodies: Sequence[Body],
    cables: Sequence[Cable],
    frame: Frame,
    *,
    start: Mapping[str, Place] | None = None,
) -> Plan:
    checked(bodies, cables)
    joined = [c for c in cables if c.one != c.other]
    random = Random(_SEED)
    n = len(bodies)
    if not n:
        return Plan({}, {})
    board = Board(bodies, joined, frame, Weights())
    graph = graph_of(n, board.ends)
    far = wishes(graph)
    starts = []
    for _ in range(2):
        pts = by_embedding(graph, far, random)
        if pts:
            starts.append(pts)
    while len(starts) < 4:
        starts.append(by_distance(far, random))
    steps = 100 * (n + len(joined))
    results = []
    for pts in starts:
        pts = turned(pts, frame.width, frame.height)
        put(board, pts)
        a = Annealer(board, random, range(n))
        a.cool(Cooling(steps // 4, 8.0, 1.0, 60, 15))
        results.append((a.total, keep(board)))
        print("  start", round(a.total, 1))
    best = min(results, key=lambda r: r[0])[1]
    restore(board, best)
    a = Annealer(board, random, range(n))
    a.cool(Cooling(steps, 6.0, 0.2, 50, 3))
    print("  final", a.total)
    sides = [INSIDE if b.holds_its_name else SIDES[s] for b, s in zip(bodies, board.side)]
    return Plan(
        {
            b.name: Place(round(x, 1), round(y, 1), s)
            for b, x, y, s in zip(bodies, board.x, board.y, sides)
        },
        {(c.one, c.other): round(t, 4) for c, t in zip(joined, board.along)},
    )


def keep(board):
    return list(board.x), list(board.y), list(board.side), list(board.along)


def restore(board, kept):
    board.x[:], board.y[:], board.side[:], board.along[:] = kept
    board.settle_all()


def put(board, pts):
    xs = [x for x, _ in pts]
    ys = [y for _, y in pts]
    f = board.frame
    mx, my = min(70, f.width / 6), min(50, f.height / 6)
    w = (max(xs) - min(xs)) or 1
    h = (max(ys) - min(ys)) or 1
    board.x[:] = [mx + (f.width - 2 * mx) * (x - min(xs)) / w for x in xs]
    board.y[:] = [my + (f.height - 2 * my) * (y - min(ys)) / h for y in ys]
    board.side[:] = [0] * board.count
    board.along[:] = [0.5] * len(board.cables)
    board.settle_all()
