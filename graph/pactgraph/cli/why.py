"""`pactgraph why`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.cli.options import Asked, Files, graph_option, output_options, setting_options
from pactgraph.cli.output import busy, write_told
from pactgraph.messages import worded

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.telling.formats import Format


@click.command()
@click.argument("clause", metavar="CLAUSE")
@graph_option
@setting_options
@output_options
def why(
    *,
    clause: str,
    files: Files,
    asked: Asked,
    language: Language,
    output: Format,
) -> None:
    """Why a clause is in force, or is not: every condition, with its source.

    CLAUSE is an id, an IRI, or a part of the label that no other has.

    The tree begins with the status and what it rests on. Below come all conditions, marked
    ✓ holds, ✗ does not hold, or ? open; those that decide are bold. An open condition hangs
    on an event that has no date yet.

    \b
    pactgraph why MSOA-2025-18 --on 2026-05-01
    pactgraph why MSOA-2025-12 --on 2029-01-01 --assume agi-verified=2028-06-01
    """  # noqa: D301 - click reads the backspace character
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("asking")):
        found = graph.why(clause, asked.setting(graph))
    write_told(found, language, output)
