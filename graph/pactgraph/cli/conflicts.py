"""`pactgraph conflicts`."""

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
@click.argument("clauses", nargs=-1, metavar="[CLAUSE]...")
@graph_option
@setting_options
@output_options
def conflicts(
    *,
    clauses: tuple[str, ...],
    files: Files,
    asked: Asked,
    language: Language,
    output: Format,
) -> None:
    """Which clauses cannot both be honoured, and when.

    Lists pairs of clauses that collide at any time, with whether they do on the day asked
    about and what ends that, and clauses that can never hold or that another makes pointless.
    CLAUSE is a clause, or an agreement for all of its clauses: only conflicts of these are
    listed then.

    \b
    pactgraph conflicts --on 2026-03-15
    pactgraph conflicts MSOA-2025 -g shipped -g my-deal.ttl
    """  # noqa: D301 - click wants the character, not the backslash
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("asking")):
        found = graph.conflicts(asked.setting(graph), clauses)
    write_told(found, language, output)
