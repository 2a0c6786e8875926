"""A knowledge graph of agreements: which clauses are in force, why, and by which source.

>>> from pactgraph import load
>>> graph = load()
>>> [answer] = graph.status(graph.setting(on="2029-01-01", known="2026-11-23"), "MSOA-2025-10")
>>> answer.status.value
'in force'
"""

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pactgraph.checking import check
    from pactgraph.graph import PactGraph, load

__all__ = ["PactGraph", "__version__", "check", "load"]

__version__ = version("pactgraph")

_HOMES = {"PactGraph": "pactgraph.graph", "check": "pactgraph.checking", "load": "pactgraph.graph"}
"""What is imported when it is first asked for: a command needs little of it."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - likewise

    return getattr(import_module(_HOMES[name]), name)
