"""Where bodies may be at first: by their distances in the graph, or by a planar embedding."""

from __future__ import annotations

from functools import lru_cache
from math import cos, exp, hypot, inf, log, pi, sin
from random import Random
from typing import TYPE_CHECKING

import networkx as nx

from pactgraph.placing.geometry import Line, cross

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Ends = Sequence[tuple[int, int]]

Points = list[tuple[float, float]]

_SEED = 17
_BY_DISTANCE, _BY_EMBEDDING, _KEPT = 8, 12, 3
_EPOCHS = 24
_SWEEPS = 20
_TURNS = 12
_SPOTS = 16
_FEW, _TOO_MANY = 30, 150
_STEPS_BACK = (1.0, 0.5, 0.25)


@lru_cache(maxsize=8)
def starts(count: int, ends: tuple[tuple[int, int], ...]) -> tuple[Points, ...]:
    """Return some places for bodies, the best first: with few crossings, distances as wished.

    Args:
        count: of the bodies, which are numbers from 0; at least one.
        ends: the bodies that cables join.
    """
    random = Random(_SEED)  # noqa: S311 - no secret
    graph = graph_of(count, ends)
    edges = [*graph.edges()]
    far = wishes(graph)
    found = [by_distance(far, random) for _ in range(_as_often(_BY_DISTANCE, count))]
    for _ in range(_as_often(_BY_EMBEDDING, count) if count < _TOO_MANY else 0):
        embedded = by_embedding(graph, far, random)
        if embedded is None:
            break
        found.append(embedded)
    ranked = sorted(
        (crossings(points, edges), stress(points, far), at) for at, points in enumerate(found)
    )
    return tuple(found[at] for _, _, at in ranked[:_KEPT])


def _as_often(usual: int, count: int) -> int:
    """Return how many starts are tried: their time grows with the square of the bodies."""
    return max(1, min(usual, usual * _FEW**2 // count**2))


def crossings(points: Points, ends: Ends) -> int:
    """Return how many pairs of cables cross."""
    lines = [(one, other, Line(*points[one], *points[other])) for one, other in ends]
    return sum(
        cross(line, line_of_other)
        for at, (a, b, line) in enumerate(lines)
        for c, d, line_of_other in lines[:at]
        if a not in (c, d) and b not in (c, d)
    )


def stress(points: Points, far: list[list[float]]) -> float:
    """Return how far distances are from those wished, whatever the scale."""
    scale = _scale(points, far)
    return sum(
        (scale * hypot(x - points[other][0], y - points[other][1]) / far[one][other] - 1) ** 2
        for one, (x, y) in enumerate(points)
        for other in range(one)
    )


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

    Only what has no loose ends is embedded; trees that hang on it are added where there is room,
    since they fit anywhere.

    Args:
        graph: the graph.
        far: the distances wished.
        random: chooses among embeddings.
    """
    core = _core(graph)
    shuffled, edges = [*core], [*core.edges()]
    random.shuffle(shuffled)
    random.shuffle(edges)
    order: nx.Graph[int] = nx.Graph()
    order.add_nodes_from(shuffled)
    order.add_edges_from(edges)
    planar, embedding = nx.check_planarity(order)
    if not planar or not isinstance(embedding, nx.PlanarEmbedding):
        return None
    grid = nx.combinatorial_embedding_to_pos(embedding)
    chosen = sorted(core)
    number = {body: at for at, body in enumerate(chosen)}
    points = relaxed(
        [(float(grid[at][0]), float(grid[at][1])) for at in chosen],
        [(number[one], number[other]) for one, other in core.edges()],
        [[far[one][other] for other in chosen] for one in chosen],
        _SWEEPS,
    )
    places = dict(zip(chosen, points, strict=True))
    _add_trees(graph, places, random)
    rest = [places[at] for at in range(len(far))]
    return relaxed(rest, [*graph.edges()], far, _SWEEPS // 3)


def _core(graph: nx.Graph[int]) -> nx.Graph[int]:
    """Return what is left when loose ends are cut off, again and again; of a tree, its hub."""
    core = nx.k_core(graph, 2)
    for component in nx.connected_components(graph):
        if not component & core.nodes:
            core.add_node(max(sorted(component), key=graph.degree))
    return core


def _add_trees(
    graph: nx.Graph[int], places: dict[int, tuple[float, float]], random: Random
) -> None:
    """Give each body that hangs on a placed one the place around it with most room."""
    ends = [(one, other) for one, other in graph.edges() if one in places and other in places]
    queue = sorted(places)
    x, y = [0.0] * len(graph), [0.0] * len(graph)
    for body, (right, down) in places.items():
        x[body], y[body] = right, down
    for parent in queue:
        for body in sorted(set(graph[parent]) - places.keys()):
            turn = random.random()
            spots = [
                (
                    x[parent] + far * cos(2 * pi * (turn + at / _SPOTS)),
                    y[parent] + far * sin(2 * pi * (turn + at / _SPOTS)),
                )
                for far in (1.0, 0.5, 0.25)
                for at in range(_SPOTS)
            ]
            free = [at for at in spots if not _crosses(body, at, [parent], ends, x, y)] or spots
            taken = [*places.values()]
            places[body] = max(
                free, key=lambda at: min(hypot(at[0] - a, at[1] - b) for a, b in taken)
            )
            x[body], y[body] = places[body]
            ends.append((parent, body))
            queue.append(body)


def relaxed(points: Points, ends: Ends, far: list[list[float]], sweeps: int) -> Points:
    """Return places nearer to the distances wished, of which no move made a crossing."""
    count = len(points)
    scale = _scale(points, far)
    x, y = [scale * at for at, _ in points], [scale * at for _, at in points]
    of: list[list[int]] = [[] for _ in range(count)]
    for one, other in ends:
        of[one].append(other)
        of[other].append(one)
    for _ in range(sweeps):
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
