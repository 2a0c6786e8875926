"""A knowledge graph of agreements: which clauses are in force, why, and by which source.

>>> from pactgraph import load
>>> graph = load()
>>> [answer] = graph.status(graph.setting(on="2029-01-01", known="2026-11-23"), "MSOA-2025-10")
>>> answer.status.value
'in force'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pactgraph.checking.check import check
    from pactgraph.drafting.drafts import check_draft, draft_format, read_sentence
    from pactgraph.elsewhere.connection import connect
    from pactgraph.graph import PactGraph, load

    __version__: str

__all__ = [
    "PactGraph",
    "__version__",
    "check",
    "check_draft",
    "connect",
    "draft_format",
    "load",
    "read_sentence",
]

_HOMES = {
    "PactGraph": "pactgraph.graph",
    "check": "pactgraph.checking.check",
    "check_draft": "pactgraph.drafting.drafts",
    "connect": "pactgraph.elsewhere.connection",
    "draft_format": "pactgraph.drafting.drafts",
    "read_sentence": "pactgraph.drafting.drafts",
    "load": "pactgraph.graph",
}
"""What is imported when it is first asked for: a command needs little of it."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - it is slow to import

        return version("pactgraph")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - likewise

    return getattr(import_module(_HOMES[name]), name)
