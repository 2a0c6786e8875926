"""Where bodies may be at first: by their distances in the graph, or by a planar embedding."""

from __future__ import annotations

from math import cos, exp, hypot, inf, log, pi, sin
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    Points = list[tuple[float, float]]
    Ends = Sequence[tuple[int, int]]

_EPOCHS = 24
_SWEEPS = 16
_TURNS = 12
_STEPS_BACK = (1.0, 0.5, 0.25)


def graph_of(count: int, ends: Ends) -> nx.Graph[int]:
    """Return the graph of bodies and cables; numbers, so that no order hangs on a hash."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(ends)
    return graph


def wishes(graph: nx.Graph[int]) -> list[list[float]]:
    """Return how far any two bodies should be from each other, in cables.

    Bodies of different components are wished as far as if their hubs were three radii apart.
    """
    count = graph.number_of_nodes()
    far = [[inf] * count for _ in range(count)]
    for one in range(count):
        for other, steps in nx.single_source_shortest_path_length(graph, one).items():
            far[one][other] = float(steps)
    hub = list(range(count))
    radius = [0.0] * count
    for component in nx.connected_components(graph):
        chief = max(sorted(component), key=graph.degree)
        for body in component:
            hub[body] = chief
        radius[chief] = max(far[chief][body] for body in component)
    for one in range(count):
        for other in range(count):
            if far[one][other] == inf:
                apart = max(radius[hub[one]], 0.5) + max(radius[hub[other]], 0.5) + 0.5
                far[one][other] = apart
    return far


def by_distance(far: list[list[float]], random: Random) -> Points:
    """Return places whose distances are near those wished, by stochastic descent on stress.

    After J. X. Zheng, S. Pawar, D. F. M. Goodman: Graph drawing by stochastic gradient
    descent (2018).
    """
    count = len(far)
    x = [random.random() * count**0.5 for _ in range(count)]
    y = [random.random() * count**0.5 for _ in range(count)]
    pairs = [(one, other) for one in range(count) for other in range(one)]
    longest = max((far[one][other] for one, other in pairs), default=1.0)
    first, last = longest**2, 0.1
    for epoch in range(_EPOCHS):
        rate = first * exp(log(last / first) * epoch / (_EPOCHS - 1))
        random.shuffle(pairs)
        for one, other in pairs:
            wish = far[one][other]
            dx, dy = x[one] - x[other], y[one] - y[other]
            now = hypot(dx, dy) or 1e-9
            pull = min(rate / (wish * wish), 1.0) * (now - wish) / (2 * now)
            x[one] -= pull * dx
            y[one] -= pull * dy
            x[other] += pull * dx
            y[other] += pull * dy
    return list(zip(x, y, strict=True))


def by_embedding(graph: nx.Graph[int], far: list[list[float]], random: Random) -> Points | None:
    """Return places without a crossing, relaxed towards the distances wished; None if none are.

    Args:
        graph: the graph.
        far: the distances wished.
        random: chooses among embeddings.
    """
    shuffled = [*graph]
    random.shuffle(shuffled)
    order: nx.Graph[int] = nx.Graph()
    order.add_nodes_from(shuffled)
    edges = [*graph.edges()]
    random.shuffle(edges)
    order.add_edges_from(edges)
    planar, embedding = nx.check_planarity(order)
    if not planar:
        return None
    grid = nx.combinatorial_embedding_to_pos(embedding)
    points = [(float(grid[at][0]), float(grid[at][1])) for at in range(len(far))]
    return relaxed(points, [*graph.edges()], far)


def relaxed(points: Points, ends: Ends, far: list[list[float]]) -> Points:
    """Return places nearer to the distances wished, of which no move made a crossing."""
    count = len(points)
    scale = _scale(points, far)
    x, y = [scale * at for at, _ in points], [scale * at for _, at in points]
    of: list[list[int]] = [[] for _ in range(count)]
    for one, other in ends:
        of[one].append(other)
        of[other].append(one)
    for _ in range(_SWEEPS):
        for body in range(count):
            wished = _wished(body, x, y, far[body])
            for share in _STEPS_BACK:
                at = (
                    x[body] + share * (wished[0] - x[body]),
                    y[body] + share * (wished[1] - y[body]),
                )
                if not _crosses(body, at, of[body], ends, x, y):
                    x[body], y[body] = at
                    break
    return list(zip(x, y, strict=True))


def _scale(points: Points, far: list[list[float]]) -> float:
    """Return by what to multiply places so that they fit best to the distances wished."""
    above = below = 0.0
    for one, (x, y) in enumerate(points):
        for other in range(one):
            now = hypot(x - points[other][0], y - points[other][1])
            above += now / far[one][other]
            below += (now / far[one][other]) ** 2
    return above / below if below else 1.0


def _wished(body: int, x: list[float], y: list[float], far: list[float]) -> tuple[float, float]:
    """Return where all others together want a body (one step of stress majorization)."""
    all_x = all_y = weights = 0.0
    here_x, here_y = x[body], y[body]
    for other, wish in enumerate(far):
        if other == body:
            continue
        dx, dy = here_x - x[other], here_y - y[other]
        stretch = wish / (hypot(dx, dy) or 1e-9)
        weight = 1 / (wish * wish)
        all_x += weight * (x[other] + dx * stretch)
        all_y += weight * (y[other] + dy * stretch)
        weights += weight
    return (all_x / weights, all_y / weights) if weights else (here_x, here_y)


def _crosses(  # noqa: PLR0913, PLR0917 - a body, a place, and all that lies around
    body: int,
    at: tuple[float, float],
    ends_of: list[int],
    ends: Ends,
    x: list[float],
    y: list[float],
) -> bool:
    """Whether any cable of a body would cross another if the body were there."""
    x1, y1 = at
    for far in ends_of:
        x2, y2 = x[far], y[far]
        dx, dy = x2 - x1, y2 - y1
        for a, b in ends:
            if body in (a, b) or far in (a, b):
                continue
            ax, ay, bx, by = x[a], y[a], x[b], y[b]
            if (dx * (ay - y1) - dy * (ax - x1)) * (dx * (by - y1) - dy * (bx - x1)) <= 0:
                ex, ey = bx - ax, by - ay
                if (ex * (y1 - ay) - ey * (x1 - ax)) * (ex * (y2 - ay) - ey * (x2 - ax)) <= 0:
                    return True
    return False


def turned(points: Points, width: float, height: float) -> Points:
    """Return places turned so that they are about as broad for their height as a frame."""

    def misfit(turn: Points) -> float:
        across = [x for x, _ in turn]
        down = [y for _, y in turn]
        shape = (max(across) - min(across) + 1e-6) / (max(down) - min(down) + 1e-6)
        return abs(log(shape * height / width))

    return min(_turns(points), key=misfit)


def _turns(points: Points) -> Iterator[Points]:
    for turn in range(_TURNS):
        right, down = cos(pi * turn / _TURNS), sin(pi * turn / _TURNS)
        yield [(x * right - y * down, x * down + y * right) for x, y in points]
