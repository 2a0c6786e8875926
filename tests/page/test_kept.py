"""What is slow to write of a page is kept, and the page is the same as one written anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pactgraph.graph import load
from pactgraph.page import build, lasting

if TYPE_CHECKING:
    from pactgraph.graph import PactGraph


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with agreements, of which what follows is kept in a folder of its own."""
    monkeypatch.setenv("PACTGRAPH_CACHE", str(tmp_path / "kept"))
    copy = tmp_path / "awkward.ttl"
    facts = Path(__file__).parents[1] / "questions" / "awkward.ttl"
    copy.write_text(facts.read_text(encoding="utf-8"), encoding="utf-8")
    return copy


def page(graph: PactGraph, on: str = "2026-11-25") -> str:
    """Return the page of a graph on a day."""
    return graph.map(graph.setting(on=on, known="2026-11-25"), "en")


def test_a_kept_page_is_the_same_and_nothing_is_worked_out_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the same day and on another, byte for byte."""
    anew = {on: page(load(file, cache=False), on) for on in ("2026-11-25", "2030-01-01")}
    page(load(file))
    monkeypatch.delattr(lasting, "lasting")

    assert anew == {on: page(load(file), on) for on in anew}


def test_what_writes_and_draws_is_not_even_imported_for_a_kept_page(file: Path) -> None:
    """It takes longer than the rest of such a page."""
    code = (
        "import sys; from pactgraph.graph import load; graph = load(sys.argv[1]);"
        "graph.map(graph.setting(on='2026-11-25', known='2026-11-25'));"
        "slow = ('pactgraph.page.lasting', 'pactgraph.placing', 'pyvis', 'IPython');"
        "print(*(name for name in slow if name in sys.modules))"
    )
    first, again = (
        subprocess.run(
            [sys.executable, "-c", code, str(file)], capture_output=True, check=True, text=True
        ).stdout.split()
        for _ in range(2)
    )

    assert len(first) == 4
    assert not again


def test_a_file_that_changed_has_another_page(file: Path) -> None:
    """What was kept of it before is not believed."""
    before = page(load(file))
    text = file.read_text(encoding="utf-8")
    file.write_text(f'{text}\n# changed\n:new-one rdfs:label "new one"@en .\n', encoding="utf-8")

    assert before != page(load(file)) == page(load(file, cache=False))


def test_a_page_without_data_does_not_get_those_of_one_that_has_them(file: Path) -> None:
    """Only pages that give all data away are kept."""
    graph = load(file)
    page(graph)
    bare = build.render(graph.record, graph.setting(on="2026-11-25", known="2026-11-25"), "en")

    assert 'id="packed-data"' not in bare
