"""What two analysts call alike, on one page: a reader never takes one for the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pactgraph import load
from page.test_sharing import rows_of_command, saved

if TYPE_CHECKING:
    from conftest import Opener
    from pactgraph.graph import PactGraph

pytestmark = pytest.mark.browser

DEAL = (Path(__file__).parents[1] / "names/deal.ttl").read_text(encoding="utf-8")
ANALYSTS = ("alpha", "beta")


@pytest.fixture
def graph(tmp_path: Path) -> PactGraph:
    """Return the same deal, told by two analysts in namespaces of their own."""
    files = [tmp_path / f"{analyst}.ttl" for analyst in ANALYSTS]
    for file in files:
        file.write_text(DEAL.replace("ANALYST", file.stem), encoding="utf-8")
    return load(*files)


def test_the_search_shows_each_by_a_name_of_its_own(opened: Opener, graph: PactGraph) -> None:
    """Both deals are found, and either can be chosen."""
    found = opened(graph.map(graph.setting(on="2026-11-23", known="2026-11-23")))
    found.page.locator("#search").fill("deal")
    results = found.page.locator("[role=option]").all_inner_texts()

    for analyst in ANALYSTS:
        assert 1 == sum(f"Deal ({analyst}.example/deals#deal)" in text for text in results)
        found.page.locator("#search").fill(f"{analyst}.example/deals#deal")
        found.page.keyboard.press("Enter")
        assert f"{analyst}.example/deals#deal" in found.chosen().values()


def test_spreadsheets_get_what_the_command_prints(opened: Opener, graph: PactGraph) -> None:
    """A delayed event is named by the id of what it waits for, too."""
    setting = graph.setting(on="2028-01-01", known="2026-11-23")
    found = opened(graph.map(setting))
    rows = saved(found, "csv")[1].decode("utf-8-sig").splitlines()

    assert len(rows) == 3
    assert [row[0] for row in rows_of_command(graph, setting, "en")[1:]] == [
        row.split(",")[0] for row in rows[1:]
    ]
    assert all(f"{a}.example/deals#sale" in row for a, row in zip(ANALYSTS, rows[1:], strict=True))
