"""`pactgraph find`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.cli.options import graph_option, output_options
from pactgraph.cli.output import busy, tell, write
from pactgraph.errors import NotFoundError
from pactgraph.graph import load
from pactgraph.messages import worded
from pactgraph.search import question_lines, search_objects, search_table
from pactgraph.status_rows import status_records as as_records
from pactgraph.tables import as_json

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.tables import Format

_MOST = 20


@click.command()
@click.argument("text", nargs=-1, required=True)
@graph_option
@click.option("--all", "everything", is_flag=True, help=f"More than the best {_MOST}.")
@output_options
def find(
    *,
    text: tuple[str, ...],
    paths: tuple[str, ...],
    everything: bool,
    language: Language,
    output: Format,
) -> None:
    """Find clauses, parties, events and all else by words, in either language.

    TEXT is one or more words or numbers; what has all of them is listed, the best first.
    Beginnings of words count, and words that are spelt a little differently.

    \b
    pactgraph find right of first refusal
    pactgraph find Umsatz
    """  # noqa: D301 - click reads the backspace character
    with busy(worded("reading")):
        graph = load(*paths)
    found = graph.find(" ".join(text))
    if found.missed:
        tell(worded("Nothing has: {missed}", missed=", ".join(found.missed)))
    for line in question_lines(found.questions, language):
        click.echo(line, err=True)
    if not found.matches:
        raise NotFoundError(worded("nothing was found; try fewer or other words"))
    # Programs get everything; people get what fits on a screen.
    shown = found.matches if everything or output in ("json", "csv") else found.matches[:_MOST]
    objects = search_objects(shown, language)
    table = as_records(objects) if output == "csv" else search_table(shown, language)
    write(table, output, lambda: as_json(objects))
    if left := len(found.matches) - len(shown):
        tell(worded("{left} more match; --all shows them.", left=left))
