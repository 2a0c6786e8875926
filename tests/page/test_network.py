"""The deal as a network, and where its parts are drawn."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lengths import examples
from made.page_samples import (
    TODAY,
    agreement,
    clause,
    huge,
    iri,
    large,
    party,
    record,
    small,
    text,
)
from pactgraph.asking.status.answer import statuses
from pactgraph.errors import NotFoundError
from pactgraph.graph import load
from pactgraph.kernel.timeline import stretch
from pactgraph.page.network import (
    MOST_AGREEMENTS,
    MOST_PAIRS,
    MOST_PARTIES,
    _parted,
    deal_network,
    of_kind,
    overview,
    positions,
    size,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pactgraph.page.network import DealNetwork, Point
    from pactgraph.record import Record


def network(of: Record) -> DealNetwork:
    """Return the network of all clauses of a record, as asked today."""
    return deal_network(of, statuses(of, TODAY), "en")


def boxes_overlap(
    graph: DealNetwork, places: Mapping[str, Point], first: str, second: str
) -> bool:
    """Return whether two nodes are drawn over one another."""
    (x1, y1), (x2, y2) = places[first], places[second]
    (w1, h1), (w2, h2) = size(graph.nodes[first]), size(graph.nodes[second])
    return abs(x1 - x2) < (w1 + w2) / 2 and abs(y1 - y2) < (h1 + h2) / 2


def test_only_some_agreements_are_drawn() -> None:
    """With their clauses and parties; each clause is told as in the whole network."""
    graph = load()
    setting = graph.setting(on="2026-10-10", known="2026-10-10")
    whole = graph.network(setting)
    found = graph.network(setting, only=["AWOA", "AMOA"])
    agreements = {iri for iri, about in found.nodes(data=True) if about["kind"] == "agreement"}

    assert {"AWOA", "AMOA"} == {graph.ids[iri] for iri in agreements}
    assert {
        n: about for n, about in whole.nodes(data=True) if about.get("agreement") in agreements
    } == {n: about for n, about in found.nodes(data=True) if about["kind"] == "clause"}
    assert not [n for n, edges in found.degree if edges == 0]
    with pytest.raises(NotFoundError, match="AWAO"):
        graph.network(setting, only="AWAO")


def test_only_a_version_leaves_out_the_others_of_its_series() -> None:
    """Those without clauses, too; and its clauses still end with what is left out."""
    graph = load()
    setting = graph.setting(on="2026-10-10", known="2026-10-10")
    whole, found = graph.network(setting), graph.network(setting, only=["MSOA-2023"])
    kinds = Counter(about["kind"] for _, about in found.nodes(data=True))

    assert 1 == kinds["agreement"]
    assert kinds["clause"] > 0
    for node, about in found.nodes(data=True):
        if about["kind"] == "clause":
            assert whole.nodes[node]["formula"] == about["formula"]


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


@pytest.mark.parametrize("make", [small, large, huge])
def test_nothing_that_is_shown_together_overlaps(make: Callable[[], Record]) -> None:
    """Parties do not cover one another, groups do not, nor do clauses of one group."""
    graph = overview(network(make()))
    groups: dict[str, list[str]] = {}
    for name, node in graph.nodes(data=True):
        groups.setdefault(node.get("group", node["kind"]), []).append(name)
    places = positions(graph)
    overlapping = [
        (first, second)
        for group in groups.values()
        for i, first in enumerate(group)
        for second in group[i + 1 :]
        if boxes_overlap(graph, places, first, second)
    ]

    assert [] == overlapping


def test_a_long_name_gets_a_second_line() -> None:
    """The name of a party that does not fit into one line, in any language, makes it higher."""
    short = size({"kind": "party", "label": "Alpha"})
    long = size({"kind": "party", "label": "Alpha", "labels": ["Alpha", "Beta Cloud Services EU"]})

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


# ---- what can be read ----------------------------------------------------------


def contracts(agreements: int, parties: int) -> Record:
    """Return a record of so many agreements of one clause each, among so many parties."""
    people = [party(f"p{n:02}", f"Company {n}") for n in range(parties)]
    names = [f"c{n:02}" for n in range(agreements)]
    sides = [(f"p{n % parties:02}", f"p{(n + 1) % parties:02}") for n in range(agreements)]
    return record(
        people,
        [agreement(name, "2024-01-01", name, ["p00"]) for name in names],
        [
            clause(f"{name}-1", text("A right"), ([owes], [holds]))
            for name, (owes, holds) in zip(names, sides, strict=True)
        ],
    )


@pytest.mark.parametrize(
    ("agreements", "parties", "expected"),
    [
        (MOST_AGREEMENTS, MOST_PARTIES, "agreement"),
        (MOST_AGREEMENTS + 1, 2, "pair"),
        (MOST_AGREEMENTS, MOST_PARTIES + 1, "pair"),
    ],
)
def test_few_agreements_are_drawn_as_they_are_many_as_pairs(
    agreements: int, parties: int, expected: str
) -> None:
    """Up to 18 agreements and 18 parties fit into one picture; with more, pairs stand for them."""
    graph = network(contracts(agreements, parties))
    picture = overview(graph)

    assert {"party", "clause", expected} == {kind for _, kind in picture.nodes(data="kind")}
    assert (picture is graph) is (expected == "agreement")


def test_an_overview_draws_the_pairs_with_most_clauses() -> None:
    """Each pair says how many clauses it has, and how many pairs there are in all."""
    picture = overview(network(huge()))
    pairs = [picture.nodes[name] for name in of_kind(picture, "pair")]
    roots = {iri(f"p{n:02}"): iri(f"p{n - (n % 3 == 2):02}") for n in range(48)}
    sizes = Counter(
        frozenset(roots[party] for party in (*clause.owed_by, *clause.holders))
        for clause in huge().clauses.values()
    )

    assert MOST_PAIRS == len(pairs)
    assert len(of_kind(picture, "party")) + len(pairs) <= 50
    assert {len(sizes)} == {pair["pairs"] for pair in pairs}
    assert sorted(sizes.values(), reverse=True)[:MOST_PAIRS] == (
        sorted((pair["clauses"] for pair in pairs), reverse=True)
    )
    assert sum(pair["clauses"] for pair in pairs) == len(of_kind(picture, "clause"))


def test_a_pair_holds_the_clauses_between_its_parties_and_theirs() -> None:
    """A party stands for all that belong to it; a clause leads from one to the other."""
    picture = overview(network(huge()))
    pair = f"{iri('p01')} {iri('p12')}"
    clauses = [name for _, name in picture.out_edges(pair)]

    assert [iri("p01"), iri("p02")] == picture.nodes[iri("p01")]["stands_for"]
    assert [iri("p12")] == picture.nodes[iri("p12")]["stands_for"][:1]
    assert "Company 01 \N{LEFT RIGHT ARROW} Company 12" == picture.nodes[pair]["label"]
    assert picture.nodes[pair]["clauses"] == len(clauses) > 0
    assert {pair} == {picture.nodes[name]["group"] for name in clauses}
    assert picture.has_edge(iri("p01"), pair, key="signed")
    for name in clauses:
        sides = {a for a, _, kind in picture.in_edges(name, keys=True) if kind == "owes"}
        sides |= {b for _, b, kind in picture.out_edges(name, keys=True) if kind == "holds"}
        assert {iri("p01"), iri("p12")} == sides


def test_clauses_within_a_family_are_a_pair_of_their_own() -> None:
    """A party and its subsidiary are one party of the picture, and no other node is lost."""
    people = [party("a", "Alpha"), party("a-labs", "Alpha Labs", parents=["a"])]
    of = contracts(MOST_AGREEMENTS + 1, 2)
    within = [
        clause(f"{name.rpartition('/')[2]}-2", text("A duty"), (["a"], ["a-labs"]))
        for name in of.agreements
    ]
    more = record(
        [*of.parties.values(), *people],
        of.agreements.values(),
        [*of.clauses.values(), *within],
    )
    picture = overview(network(more))
    pair = f"{iri('a')} {iri('a')}"

    assert "party" == picture.nodes[iri("a")]["kind"]
    assert {"pair", MOST_AGREEMENTS + 1} == {
        picture.nodes[pair]["kind"],
        picture.nodes[pair]["clauses"],
    }
    assert set(picture) == set(positions(picture))


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 5)), min_size=1, max_size=30
    )
)
@settings(max_examples=examples(200))
def test_more_goes_on_between_the_halves_than_if_any_family_changed(
    dealings: list[tuple[int, int, int]],
) -> None:
    """No one family's change makes the cut larger; nobody is lost, or on both sides."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((str(a), str(b), w) for a, b, w in dealings if a != b)
    halves = _parted(graph)
    cut = nx.cut_size(graph, *halves, weight="weight")

    assert sorted(graph) == sorted([*halves[0], *halves[1]])
    for family in graph:
        other = halves[0] ^ {family}
        assert nx.cut_size(graph, other, weight="weight") <= cut
