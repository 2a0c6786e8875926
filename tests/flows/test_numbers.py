"""How much there is: the numbers stand in the README, and are printed when this is run."""

from __future__ import annotations

import sys
from pathlib import Path

from pactgraph.graph import load

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_tells_how_much_there_is() -> None:
    """Agreements, parties, clauses, flows and loops of what ships, as of 10 October 2026."""
    graph = load()
    setting = graph.setting(on="2026-10-10", known="2026-10-10")
    record = graph.record
    told = (
        f"{len(record.agreements)} agreements of {len(record.parties)} parties with"
        f" {len(record.clauses)} clauses, which make {len(graph.flows(setting))} flows and"
        f" {len(graph.loops(setting))} loops"
    )

    sys.stdout.write(f"{told}\n")
    assert told in " ".join(README.read_text(encoding="utf-8").split())
