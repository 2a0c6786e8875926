"""The deal as a network, and where its parts are drawn."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from page_samples import TODAY, iri, large, record, small, text

from pactgraph.answers import statuses
from pactgraph.kernel.timeline import stretch
from pactgraph.network import deal_network, positions, size, text_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgraph.network import DealNetwork
    from pactgraph.record import Record


def network(of: Record) -> DealNetwork:
    """Return the network of all clauses of a record, as asked today."""
    return deal_network(of, statuses(of, TODAY), "en")


def boxes_overlap(graph: DealNetwork, first: str, second: str) -> bool:
    """Return whether two nodes are drawn over one another."""
    places = positions(graph)
    (x1, y1), (x2, y2) = places[first], places[second]
    (w1, h1), (w2, h2) = size(graph.nodes[first]), size(graph.nodes[second])
    return abs(x1 - x2) < (w1 + w2) / 2 and abs(y1 - y2) < (h1 + h2) / 2


def test_a_clause_stands_between_who_owes_and_who_holds() -> None:
    """A clause has an edge from those who owe it and an edge to those who hold it."""
    graph = network(small())

    assert graph.has_edge(iri("alpha"), iri("a24-1"), key="owes")
    assert graph.has_edge(iri("a24-1"), iri("beta"), key="holds")
    assert graph.has_edge(iri("a24"), iri("a24-1"), key="contains")
    assert graph.has_edge(iri("a26-1"), iri("a24-2"), key="replaces")


def test_conditions_and_sources_are_folded_into_the_clause() -> None:
    """Only parties, agreements and clauses are nodes; the rest are attributes, as JSON has it."""
    graph = network(small())
    clause = graph.nodes[iri("a24-1")]

    assert {"party", "agreement", "clause"} == {node["kind"] for _, node in graph.nodes(data=True)}
    assert "in force" == clause["status"]
    assert "panel agrees" in clause["formula"]
    assert ["Annual report", "News report"] == clause["sources"]
    assert json.loads(json.dumps(clause)) == clause


def test_every_status_is_counted() -> None:
    """An agreement knows how many of its clauses have which status."""
    graph = network(small())

    assert {"in force": 0, "depends": 1, "not yet": 1, "ended": 0, "never": 1} == (
        graph.nodes[iri("a26")]["counts"]
    )


def test_an_agreement_without_clauses_is_drawn_with_its_series() -> None:
    """A memorandum that only states something is not left out."""
    assert iri("mou") in network(small())


def test_an_unknown_agreement_is_left_out_with_its_clauses() -> None:
    """What became known only later is not drawn."""
    of = small()
    graph = deal_network(of, statuses(of, TODAY), "en", {iri("a26")})

    assert iri("a26") not in graph
    assert iri("a26-1") not in graph
    assert iri("a24-1") in graph


@pytest.mark.parametrize("make", [small, large])
def test_places_are_the_same_every_time(make: Callable[[], Record]) -> None:
    """The same record gives the same places, and the status asked about moves nothing."""
    of = make()
    later = replace(TODAY, on=stretch("2040-01-01"))
    graph = deal_network(of, statuses(of, later), "en")

    assert positions(network(of)) == positions(network(of))
    assert positions(network(of)) == positions(graph)


def test_agreements_stand_in_the_order_of_their_dates() -> None:
    """The oldest agreement is at the top, and all are in the middle."""
    places = positions(network(small()))
    heights = [places[iri(name)][1] for name in ("a24", "mou", "a26")]

    assert sorted(heights) == heights
    assert {0.0} == {places[iri(name)][0] for name in ("a24", "mou", "a26")}


def test_who_owes_more_stands_left_with_its_family() -> None:
    """Parties that belong together are on one side, those who deal with them on the other."""
    places = positions(network(large()))

    assert places[iri("alpha")][0] < 0 < places[iri("beta")][0]
    assert places[iri("alpha")][0] == places[iri("alpha-labs")][0]
    assert places[iri("beta")][0] == places[iri("beta-cloud")][0]


@pytest.mark.parametrize("make", [small, large])
def test_nothing_that_is_shown_together_overlaps(make: Callable[[], Record]) -> None:
    """Parties do not cover one another, agreements do not, nor do clauses of one agreement."""
    graph = network(make())
    groups: dict[str, list[str]] = {}
    for name, node in graph.nodes(data=True):
        groups.setdefault(node.get("agreement", node["kind"]), []).append(name)
    overlapping = [
        (first, second)
        for group in groups.values()
        for i, first in enumerate(group)
        for second in group[i + 1 :]
        if boxes_overlap(graph, first, second)
    ]

    assert [] == overlapping


def test_a_long_label_gets_a_second_line() -> None:
    """A label that does not fit into one line makes the box higher."""
    short = size({"kind": "clause", "label": "Licence"})
    long = size(
        {"kind": "clause", "label": "Licence to everything that either of them makes " * 2}
    )

    assert short[0] == long[0]
    assert short[1] < long[1]
    assert text_width("iiii") < text_width("mmmm") < text_width("契約契約")


def test_it_is_an_ordinary_graph_for_networkx() -> None:
    """Algorithms of networkx run on it: who is reached by what one party owes."""
    assert iri("beta") in nx.descendants(network(small()), iri("alpha"))


def test_an_empty_record_has_an_empty_network() -> None:
    """Without clauses there is nothing to draw, and nothing fails."""
    assert {} == positions(network(record([], [], [])))


def test_labels_are_in_the_language_asked_for() -> None:
    """German labels are used where there are some, English ones elsewhere."""
    of = small()
    graph = deal_network(of, statuses(of, TODAY), "de")

    assert "Lizenz am Motor" == graph.nodes[iri("a24-1")]["label"]
    assert "Lizenz" == graph.nodes[iri("a24-1")]["clause_kind"]
    assert text("Free choice of supplier").in_language("de") == graph.nodes[iri("a26-1")]["label"]
