"""The files of the partnership of Microsoft and OpenAI, without the web around it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pactgraph.graph import load
from pactgraph.resources import Resource, folder

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.graph import PactGraph

_SHARED = (
    *("accepted", "assets", "claims", "constraints", "contradictions", "contradictions-openai"),
    *("events", "parties", "series", "sources", "sources-2025", "sources-parties", "story"),
)


def files() -> list[Path]:
    """Return its files: its versions, OpenAI's recapitalisation, and what these share."""
    facts = folder(Resource.FACTS)
    versions = [*facts.glob("MSOA-*.ttl"), facts / "OAFR.ttl"]
    return sorted([*versions, *(facts / f"{name}.ttl" for name in _SHARED)])


@cache
def partnership() -> PactGraph:
    """Return the graph of these files."""
    return load(*files())


def options() -> list[str]:
    """Return what makes a command read these files."""
    return [text for file in files() for text in ("--graph", str(file))]
