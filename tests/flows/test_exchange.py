"""The networks go to other programs: GEXF 1.2 as its primer has it, GraphML, read back."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from entry import run
from pactgraph.graph import PactGraph, load

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.asking.setting import Setting

pytestmark = pytest.mark.many

SPACE = "{http://www.gexf.net/1.2draft}"
# Element: the elements that may stand in it, and its attributes, those needed first.
GEXF = {
    "gexf": ({"meta", "graph"}, {"version"}, {"variant"}),
    "meta": ({"creator", "keywords", "description"}, set(), {"lastmodifieddate"}),
    "creator": (set(), set(), set()),
    "graph": (
        {"attributes", "nodes", "edges"},
        set(),
        {"timeformat", "start", "end", "defaultedgetype", "idtype", "mode", "name"},
    ),
    "attributes": ({"attribute"}, {"class"}, {"mode", "start", "end"}),
    "attribute": ({"default", "options"}, {"id", "title", "type"}, set()),
    "nodes": ({"node"}, set(), {"count"}),
    "node": (
        {"attvalues", "spells", "nodes", "edges", "parents"},
        {"id"},
        {"label", "start", "end"},
    ),
    "edges": ({"edge"}, set(), {"count"}),
    "edge": (
        {"attvalues", "spells"},
        {"id", "source", "target"},
        {"start", "end", "type", "label", "weight"},
    ),
    "attvalues": ({"attvalue"}, set(), set()),
    "attvalue": (set(), {"for", "value"}, {"start", "end"}),
}
TYPES = {"integer", "long", "double", "float", "boolean", "string", "liststring", "anyURI"}


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


@cache
def asked() -> Setting:
    """Return a day on which most of it is in force."""
    return graph().setting(on="2026-10-10", known="2026-10-10")


def test_gexf_keeps_to_its_format() -> None:
    """Elements, attributes, types, ids that exist, and days in their order."""
    file = io.BytesIO()
    nx.write_gexf(graph().flow_network(asked()), file)
    root = ET.fromstring(file.getvalue())  # noqa: S314 - written a line above

    wrong = []
    for element in root.iter():
        name = element.tag.removeprefix(SPACE)
        inside, needed, more = GEXF[name]
        wrong += [
            (name, part.tag) for part in element if part.tag.removeprefix(SPACE) not in inside
        ]
        given = {key for key in element.attrib if not key.startswith("{")}
        wrong += [(name, key) for key in (needed - given) | (given - needed - more)]
    assert [] == wrong
    drawn = root.find(f"{SPACE}graph")
    assert drawn is not None
    assert ("dynamic", "date") == (drawn.get("mode"), drawn.get("timeformat"))
    nodes = {node.get("id") for node in root.iter(f"{SPACE}node")}
    edges = [*root.iter(f"{SPACE}edge")]
    assert len(edges) == len({edge.get("id") for edge in edges}) > 100
    declared = {
        attribute.get("id"): attribute.get("type") for attribute in root.iter(f"{SPACE}attribute")
    }
    assert {*declared.values()} <= TYPES
    for value in root.iter(f"{SPACE}attvalue"):
        assert value.get("for") in declared
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= nodes
        days = [date.fromisoformat(edge.get(end, "2026-10-10")) for end in ("start", "end")]
        if edge.get("start") and edge.get("end"):
            assert days == sorted(days)


def test_gexf_and_graphml_are_read_back() -> None:
    """With all parties, all edges, and what they carry."""
    network = graph().flow_network(asked(), "de")
    for write, read in ((nx.write_gexf, nx.read_gexf), (nx.write_graphml, nx.read_graphml)):
        file = io.BytesIO()
        write(network, file)
        back = read(io.BytesIO(file.getvalue()))

        assert {*network.nodes} == {*back.nodes}
        assert sorted(about["flow"] for *_, about in network.edges(data=True)) == sorted(
            about["flow"] for *_, about in back.edges(data=True)
        )
        labels = dict(network.nodes(data="label"))
        assert labels == dict(back.nodes(data="label"))


def test_a_flow_stands_for_the_days_on_which_it_is_certain_or_possible() -> None:
    """The AWS contract for its seven years; AMD's shares possibly, from the day after today."""
    edges = graph().flow_network(asked(), only=["AWOA", "AMDOA"]).edges(data=True)
    lives = {
        (about["flow"], about.get("start"), about.get("end"), about["possibly"])
        for *_, about in edges
    }

    assert ("AWOA-01", "2025-11-03", "2032-11-02", False) in lives
    [shares] = [life for life in lives if life[0] == "AMDOA-01" and life[3]]
    assert ("2026-10-11", "2030-10-05") == shares[1:3]


def test_legal_parties_count_by_themselves() -> None:
    """OpenAI OpCo buys from CoreWeave; folded, it is OpenAI."""
    base = "https://w3id.org/pactgraph/id/"

    assert f"{base}openai-opco" not in graph().flow_network(asked(), only="CWOA")
    assert f"{base}openai-opco" in graph().flow_network(asked(), only="CWOA", legal=True)


def test_the_deal_network_can_have_what_clauses_hang_on() -> None:
    """Events, dates and assets are nodes; without being asked for, they are not."""
    usual = graph().network(asked())
    whole = graph().network(asked(), conditions=True)

    assert {"party", "agreement", "clause"} == {kind for _, kind in usual.nodes(data="kind")}
    assert {"event", "date", "asset"} <= {kind for _, kind in whole.nodes(data="kind")}
    clause = "https://w3id.org/pactgraph/id/AMDOA-02"
    named = {
        (whole.nodes[first]["name"], about["kind"])
        for first, _, about in whole.in_edges(clause, data=True)
        if whole.nodes[first]["kind"] in ("event", "date")
    }
    assert {("first-gigawatt", "starts"), ("2030-10-05", "ends")} <= named
    file = io.BytesIO()
    nx.write_gexf(whole, file)
    assert len(whole) == len(nx.read_gexf(io.BytesIO(file.getvalue())))


# ---- The command ------------------------------------------------------------------------------

DAYS = ("--on", "2026-10-10", "--known", "2026-10-10")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "asks", [(), ("--loops",), ("--pair", "amazon,openai"), ("--party", "nvidia")]
)
@pytest.mark.parametrize("output", ["table", "json", "csv", "markdown"])
def test_the_command_tells_it(
    asks: tuple[str, ...], language: str, output: str, tmp_path: Path
) -> None:
    """In each form and language."""
    told = run("network", *asks, *DAYS, "-f", output, "--lang", language, folder=tmp_path)

    assert 0 == told.status, told.text
    assert told.text.strip()
    if output == "json":
        assert json.loads(told.text)


def test_the_command_writes_networks(tmp_path: Path) -> None:
    """As other programs read them, to standard output."""
    for output, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        done = subprocess.run(
            [sys.executable, "-m", "pactgraph", "network", *DAYS, "-f", output],
            capture_output=True,
            check=True,
            cwd=tmp_path,
        )
        assert 20 < len(read(io.BytesIO(done.stdout)))


@pytest.mark.parametrize(
    ("asks", "message"),
    [
        (("--pair", "amazon"), "--pair takes two parties"),
        (("--pair", "amazon,openai", "--party", "amd"), "--pair takes two parties"),
        (("--pair", "amazon,nobody"), "nobody"),
        (("--loops", "--with", "love"), "“love” is none of"),
        (("--loops", "-f", "gexf"), "gexf has all flows"),
        (("--only", "NOTHING"), "NOTHING"),
    ],
)
def test_what_is_wrong_is_told(asks: tuple[str, ...], message: str, tmp_path: Path) -> None:
    """With what would be right."""
    told = run("network", *asks, *DAYS, folder=tmp_path)

    assert 2 == told.status
    assert message in told.text
