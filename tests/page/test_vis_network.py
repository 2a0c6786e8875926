"""The network that all pictures fill is that of pyvis, in less work."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest
from pyvis.network import Network

from pactgraph.page.vis_network import VisNetwork

NODES: list[dict[str, Any]] = [
    {"n_id": "a", "label": "Alpha", "shape": "box", "color": "#22313f", "x": 1.5, "kind": "party"},
    {"n_id": "b", "label": "", "physics": False},
    {"n_id": "c", "group": "alpha:chips"},
    {"n_id": "a", "label": "once more"},
]
EDGES: list[dict[str, Any]] = [
    {"source": "a", "to": "b", "arrows": "to", "kind": "owes"},
    {"source": "a", "to": "b", "width": 2},
    {"source": "b", "to": "a"},
    {"source": "c", "to": "c", "arrows": ""},
]


class Unsearched(list[str]):
    """A list that nobody may look through."""

    def __contains__(self, _: object) -> NoReturn:  # noqa: D105 - that of a list
        raise AssertionError


def test_what_is_added_is_what_pyvis_adds() -> None:
    """The same nodes and edges, the same values, in the same order, and the same page."""
    ours, theirs = VisNetwork(height="760px"), Network(directed=True, height="760px")
    for network in (ours, theirs):
        for node in NODES:
            network.add_node(**node)
        for edge in EDGES:
            network.add_edge(**edge)

    for name in ("nodes", "edges"):
        told = [[*each.items()] for each in getattr(theirs, name)]
        assert told == [[*each.items()] for each in getattr(ours, name)]
    assert theirs.get_nodes() == ours.get_nodes()
    assert theirs.get_node("a") == ours.get_node("a")
    assert theirs.neighbors("a") == ours.neighbors("a")


def test_nothing_goes_through_the_nodes_that_are_there() -> None:
    """For each node, and twice for each edge, that would be work that grows as their square."""
    network = VisNetwork()
    network.node_ids = Unsearched()
    for node in NODES:
        network.add_node(**node)
    for edge in EDGES:
        network.add_edge(**edge)

    assert [3, 4] == [len(network.nodes), len(network.edges)]


def test_an_edge_needs_its_nodes() -> None:
    """As pyvis says, too."""
    with pytest.raises(KeyError, match="nowhere"):
        VisNetwork().add_edge("nowhere", "a")
