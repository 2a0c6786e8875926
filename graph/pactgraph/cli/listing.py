"""`pactgraph list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.asking.search import SORTS
from pactgraph.cli.options import Files, graph_option, output_options
from pactgraph.cli.output import busy, write_told
from pactgraph.messages import worded

if TYPE_CHECKING:
    from pactgraph.asking.search import Sort
    from pactgraph.messages import Language
    from pactgraph.telling.formats import Format


@click.command("list")
@click.argument("sort", type=click.Choice(SORTS))
@graph_option
@click.option("--party", metavar="PARTY", default="", help="Only what clauses of a party name.")
@click.option(
    "--kind",
    metavar="KIND",
    default="",
    help="Only what clauses of a kind, or one below it, name.",
)
@output_options
def list_things(  # noqa: PLR0913 - one argument an option
    *,
    sort: Sort,
    files: Files,
    party: str,
    kind: str,
    language: Language,
    output: Format,
) -> None:
    """List the events, parties, assets, actions, kinds, sources or agreements there are.

    \b
    pactgraph list events
    pactgraph list assets --party microsoft --kind licence
    """  # noqa: D301 - click reads the backspace character
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("asking")):
        found = graph.things(sort, party=party, kind=kind)
    write_told(found, language, output)
