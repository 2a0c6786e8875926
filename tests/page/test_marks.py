"""The shapes of parties: one for each sector, as large as they are said to be."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from made.made_up_deals import agreement, clause, graph_of
from made.page_samples import page_of, small
from pactgraph.graph import load
from pactgraph.page.parties import ROUND, SHAPES, parties_network, picture
from pactgraph.terms import SECTOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import Opener

NODE = shutil.which("node")
MARKS = Path(__file__).parents[2] / "graph/pactgraph/page/script/web/marks.js"
NAMES = sorted({*SHAPES.values()})
SIZE = 20
WAYS = [math.tau * step / 97 for step in range(97)]

OWN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:bread a skos:Concept ; rdfs:label "bread"@en .
:acme org:classification :bread .
:beta org:classification :bread , <https://w3id.org/pactgraph/sector/chips> .
"""


def by_node(folder: Path) -> dict[str, Any]:
    """Return the corners of each shape, and how far it reaches in each of `WAYS`."""
    folder.joinpath("marks.mjs").write_text(MARKS.read_text(encoding="utf-8"), encoding="utf-8")
    script = f"""
        import {{ cornersOf, reachOf }} from "./marks.mjs";
        const reach = (shape) => {json.dumps(WAYS)}.map((angle) =>
          reachOf({{ shape, size: {SIZE} }}, Math.cos(angle), Math.sin(angle)));
        console.log(JSON.stringify(Object.fromEntries({json.dumps(NAMES)}.map((shape) =>
          [shape, [cornersOf(shape, {SIZE}), reach(shape)]]))));
    """
    run = folder / "run.mjs"
    run.write_text(script, encoding="utf-8")
    assert NODE
    done = subprocess.run([NODE, run], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def far(corners: Sequence[Sequence[float]], angle: float) -> float:
    """Return how far a polygon reaches from its middle: the nearest of its sides that way."""
    ux, uy = math.cos(angle), math.sin(angle)
    found = []
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        across = ux * (by - ay) - uy * (bx - ax)
        if abs(across) < 1e-9:
            continue
        along = (ax * (by - ay) - ay * (bx - ax)) / across
        share = (ax * uy - ay * ux) / across
        if along > 0 and -1e-9 <= share <= 1 + 1e-9:
            found.append(along)
    return min(found)


@pytest.mark.skipif(NODE is None, reason="there is no node on this machine")
def test_lines_end_where_marks_do(tmp_path: Path) -> None:
    """In every direction the outline is where its sides are; no mark is far larger than round."""
    told = by_node(tmp_path)

    assert told[ROUND] == [[], [SIZE] * len(WAYS)]
    for corners, reach in (told[name] for name in NAMES if name != ROUND):
        assert [far(corners, angle) for angle in WAYS] == pytest.approx(reach)
        assert max(math.hypot(*corner) for corner in corners) <= 1.25 * SIZE
        assert min(reach) >= 0.6 * SIZE


def test_each_sector_has_its_shape() -> None:
    """Shipped parties have that of theirs, in pyvis as in the picture; all shapes are used."""
    graph = load()
    parties = picture(graph.record).parties
    drawn = {node["id"]: node["shape"] for node in parties_network(graph.record).nodes}
    told = {party.iri: graph.record.parties[party.iri].sectors for party in parties}

    assert {each for sectors in told.values() for each in sectors} == SHAPES.keys()
    for party in parties:
        assert [party.sector] == [*told[party.iri]] or party.sector == ""
        assert SHAPES.get(party.sector, ROUND) == party.shape == drawn[party.iri]
    assert SHAPES.keys() == {iri for iri in graph.record.sectors if iri.startswith(SECTOR)}


def test_a_sector_of_ones_own_is_round(tmp_path: Path) -> None:
    """A concept without a shape; beside one that has a shape, that counts."""
    graph = graph_of(tmp_path, OWN, agreement("one", "2020-01-01", [clause("one-1")]))
    for name, sector, shape in (("acme", "bread", ROUND), ("beta", "chips", "hexagon")):
        found = next(p for p in picture(graph.record).parties if p.iri.endswith(f"/{name}"))
        assert (found.sector.rpartition("/")[2], found.shape) == (sector, shape)


@pytest.mark.browser
def test_the_key_says_what_shapes_mean(opened: Opener) -> None:
    """Those of the parties in the picture; none where nobody's sector is told."""
    graph = load()
    found = opened(graph.map(graph.setting(on="2026-11-27", known="2026-11-27"), "en"))
    key = found.page.inner_text("#web-legend")
    for words in (
        "AI models, others",
        "cloud and data centres",
        "chips",
        "finance",
        "public body",
    ):
        assert words in key
    none = opened(page_of(small))
    assert "others" not in none.page.inner_text("#web-legend")
    assert none.page.locator("#web-legend .party").count() == 0
