"""The network in files that other programs open: GraphML, GEXF and GML."""

from __future__ import annotations

import re
import warnings
from itertools import combinations
from typing import TYPE_CHECKING, Any

import igraph
import networkx as nx
import pytest

from pactgraph import load
from pactgraph.asking.network.bounds import bounds_of
from pactgraph.errors import BadInputError, NotFoundError
from pactgraph.page.parties import clauses_between

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyvis.network import Network

    from pactgraph.page.network import DealNetwork

WRITERS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "graphml": (nx.write_graphml, nx.read_graphml),
    "gexf": (nx.write_gexf, nx.read_gexf),
    "gml": (nx.write_gml, nx.read_gml),
}


@pytest.fixture(scope="module")
def network() -> DealNetwork:
    """Return the network of the shipped facts."""
    graph = load()
    return graph.network(graph.setting(on="2029-01-01", known="2026-11-23"), "de")


@pytest.mark.parametrize("name", WRITERS)
def test_networkx_reads_back_what_it_wrote(
    name: str, network: DealNetwork, tmp_path: Path
) -> None:
    """All nodes, edges and attributes; in GML the label is the node, and there is a title.

    GEXF leaves out texts that are empty.
    """
    write, read = WRITERS[name]
    write(network, tmp_path / f"deal.{name}")
    found = read(tmp_path / f"deal.{name}")

    assert set(network) == set(found)
    assert sorted(network.edges()) == sorted((a, b) for a, b, *_ in found.edges)
    for node, told in network.nodes(data=True):
        back = found.nodes[node]
        kept = {name: value for name, value in told.items() if name != "label"}
        assert kept == {name: back.get(name, "") for name in kept}
        assert told["label"] == back["title"]
    assert sorted(kind for *_, kind in network.edges(data="kind")) == sorted(
        kind for *_, kind in found.edges(data="kind")
    )


@pytest.mark.parametrize("name", ["graphml", "gml"])
def test_a_reader_of_another_maker_reads_it(
    name: str, network: DealNetwork, tmp_path: Path
) -> None:
    """Igraph finds as many nodes and edges, of the same kinds."""
    WRITERS[name][0](network, tmp_path / f"deal.{name}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it leaves characters of GML as networkx writes them
        found = igraph.Graph.Read(str(tmp_path / f"deal.{name}"))

    assert (len(network), network.number_of_edges()) == (found.vcount(), found.ecount())
    assert sorted(kind for _, kind in network.nodes(data="kind")) == sorted(found.vs["kind"])
    assert sorted(kind for *_, kind in network.edges(data="kind")) == sorted(found.es["kind"])


def test_pyvis_draws_the_same(network: DealNetwork) -> None:
    """Each node and each edge once."""
    graph = load()
    drawn = graph.to_pyvis(graph.setting(on="2029-01-01", known="2026-11-23"), "de")

    assert set(network) == set(drawn.get_nodes())
    assert network.number_of_edges() == len(drawn.edges)


def test_pyvis_draws_who_has_what_with_whom() -> None:
    """From it alone: each party stands apart from all others, each line says what `lanes` says."""
    graph = load()
    setting = graph.setting(on="2026-11-23", known="2026-11-23")
    drawn = graph.to_pyvis(setting, view="parties")
    lanes = [lane for lane in graph.lanes(setting) if lane.standing.value != "over"]
    places = {node["id"]: (node["x"], node["y"], node["size"]) for node in drawn.nodes}
    told = [line for edge in drawn.edges for line in edge["title"].splitlines()]

    assert len(lanes) == len(told)
    assert any(line == "Amazon pays up to USD 60 billion" for line in told)
    assert {lane.giver for lane in lanes} | {lane.taker for lane in lanes} <= {*places}
    for (x, y, size), (a, b, other) in combinations(
        [places[node["id"]] for node in drawn.nodes if node["shown"]], 2
    ):
        assert (x - a) ** 2 + (y - b) ** 2 > (size + other) ** 2


def bounds_in(network: Network) -> dict[str, list[tuple[str, list[str]]]]:
    """Return what bounds each clause of an opened network: words with ends, by IRI."""
    kinds = {node["id"]: node["kind"] for node in network.nodes}
    of_several: dict[str, list[str]] = {}
    for edge in network.edges:
        if kinds[edge["from"]] == "several" and edge["kind"] in {"first", "last"}:
            of_several.setdefault(edge["from"], []).append(edge["to"])
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for edge in network.edges:
        if edge["kind"] in {"from", "until", "by"}:
            ways = (
                (edge["to"], edge["from"])
                if edge["kind"] == "from"
                else (edge["from"], edge["to"])
            )
            clause, end = ways
            found.setdefault(clause, []).append((edge["kind"], of_several.get(end, [end])))
    return found


def test_pyvis_draws_pairs_opened() -> None:
    """From it alone: each event and day is one node, and what bounds a clause is read back."""
    graph = load()
    setting = graph.setting(on="2026-11-23", known="2026-11-23")
    drawn = graph.to_pyvis(setting, view="opened", pairs=[("Microsoft", "openai")])
    kinds = {node["id"]: node["kind"] for node in drawn.nodes}
    clauses = {iri for iri, kind in kinds.items() if kind == "clause"}
    bounds = bounds_in(drawn)
    several = [node for node in drawn.nodes if node["kind"] == "several"]

    assert len(kinds) == len(drawn.nodes)
    assert clauses == {
        iri
        for pair, own in clauses_between(graph.record).items()
        if {"microsoft", "openai"} == {*graph.record.ids_of(pair)}
        for iri in own
    }
    for iri in clauses:
        own = [(bound.word, [*bound.ends]) for bound in bounds_of(graph.record.clauses[iri])]
        assert own == bounds.get(iri, [])
    assert len(several) == sum(len(ends) > 1 for own in bounds.values() for _, ends in own)
    places = [(node["x"], node["y"]) for node in drawn.nodes if node["kind"] in {"event", "date"}]
    assert all(abs(one[1] - other[1]) >= 60 for one, other in combinations(places, 2))


def test_pyvis_opens_all_pairs_or_says_whom_it_does_not_know() -> None:
    """All where none are named; a name that names nobody is an error."""
    graph = load()
    setting = graph.setting(on="2026-11-23", known="2026-11-23")
    whole = graph.to_pyvis(setting, view="opened")
    between = {iri for own in clauses_between(graph.record).values() for iri in own}
    found = {a.clause.iri for a in graph.status(setting)}

    assert between & found == {n["id"] for n in whole.nodes if n["kind"] == "clause"}
    with pytest.raises(NotFoundError, match="Nobody"):
        graph.to_pyvis(setting, view="opened", pairs=[("openai", "Nobody")])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"view": "opend"}, "“opend” is none of parties, opened, agreements"),
        ({"view": "parties", "pairs": [("openai", "amd")]}, "pairs are for the picture “opened”"),
        ({"view": "opened", "pairs": [("apple", "amd")]}, "apple, amd: a pair is two parties"),
        ({"view": "opened", "pairs": [("openai", "amd", "apple")]}, "a pair is two parties"),
        ({"view": "opened", "pairs": ["openai"]}, "openai: a pair is two parties"),
    ],
)
def test_what_no_picture_can_show_is_told(asked: dict[str, Any], told: str) -> None:
    """Nothing is left out in silence."""
    with pytest.raises(BadInputError, match=re.escape(told)):
        load().to_pyvis(**asked)
