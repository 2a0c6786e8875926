"""Where bodies are at first: flat graphs without crossings, others near what is wished."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import networkx as nx
import pytest

from pactgraph.placing.starts import (
    by_distance,
    by_embedding,
    crossings,
    graph_of,
    relaxed,
    starts,
    stress,
    turned,
    wishes,
)

FLAT = {
    "a tree": [(0, at) for at in range(1, 6)] + [(1, 6), (6, 7), (1, 8)],
    "a wheel": [*pairwise([1, 2, 3, 4, 5, 6, 1]), *((0, at) for at in range(1, 7))],
    "a grid": [(at, at + 1) for at in range(11) if at % 4 < 3] + [(at, at + 4) for at in range(8)],
    "two parts": [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (5, 6)],
    "an octahedron": [ends for ends in combinations(range(6), 2) if sum(ends) != 5],
    "all alone": [],
}


@pytest.mark.parametrize("ends", FLAT.values(), ids=[*FLAT])
def test_what_can_be_flat_starts_without_crossings(ends: list[tuple[int, int]]) -> None:
    """Embedded, with its loose ends, and relaxed."""
    count = 1 + max((max(pair) for pair in ends), default=3)
    graph = graph_of(count, ends)
    far = wishes(graph)
    for seed in range(5):
        points = by_embedding(graph, far, Random(seed))  # noqa: S311 - no secret

        assert points is not None
        assert 0 == crossings(points, ends)
        assert count == len(set(points))


def test_what_cannot_be_flat_is_not_embedded() -> None:
    """Five that all deal with each other."""
    ends = [*combinations(range(5), 2)]
    graph = graph_of(5, ends)

    assert by_embedding(graph, wishes(graph), Random(1)) is None  # noqa: S311 - no secret
    assert 1 <= min(crossings(points, ends) for points in starts(5, tuple(ends)))


def test_relaxing_makes_no_crossing_and_comes_nearer_to_what_is_wished() -> None:
    """From a grid far too broad."""
    ends = FLAT["a grid"]
    far = wishes(graph_of(12, ends))
    grid = [(30.0 * (at % 4), float(at // 4)) for at in range(12)]

    points = relaxed(grid, ends, far, 20)

    assert 0 == crossings(points, ends)
    assert stress(points, far) < stress(grid, far) / 2


def test_distances_wished_are_those_of_the_graph() -> None:
    """In cables; parts that nothing joins are farther from each other than they are wide."""
    far = wishes(graph_of(7, FLAT["two parts"]))

    assert [0, 1, 1] == far[0][:3]
    assert 2 == far[3][6]
    assert all(far[one][other] > 2 for one in range(3) for other in range(3, 7))
    assert all(far[one][other] == far[other][one] for one in range(7) for other in range(7))


def test_a_path_is_laid_out_long() -> None:
    """Its ends are as far from each other as it has cables, nearly."""
    far = wishes(graph_of(6, [*pairwise(range(6))]))
    points = by_distance(far, Random(2))  # noqa: S311 - no secret
    (x1, y1), (x2, y2) = points[0], points[5]

    assert 4 < ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 < 6


def test_a_frame_that_is_broad_turns_what_is_long() -> None:
    """And one that is tall, too."""
    line = [(float(at), float(at) / 2) for at in range(6)]
    broad, tall = turned(line, 400, 100), turned(line, 100, 400)

    for points, width, height in ((broad, 400, 100), (tall, 100, 400)):
        across = max(x for x, _ in points) - min(x for x, _ in points)
        down = max(y for _, y in points) - min(y for _, y in points)
        assert (across > down) == (width > height)


def test_starts_hang_on_no_order_of_a_set() -> None:
    """Numbers of bodies and the order of cables decide: once more is the same."""
    ends = tuple(nx.octahedral_graph().edges())
    first = starts(6, ends)
    starts.cache_clear()

    assert first == starts(6, ends)
