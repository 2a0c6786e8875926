"""`pactgraph find`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.asking.search import MOST_SHOWN, question_lines
from pactgraph.cli.options import Files, graph_option, output_options
from pactgraph.cli.output import busy, tell, write_told
from pactgraph.errors import NotFoundError
from pactgraph.messages import worded

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.telling.formats import Format


@click.command()
@click.argument("text", nargs=-1, required=True)
@graph_option
@click.option("--all", "everything", is_flag=True, help=f"More than the best {MOST_SHOWN}.")
@output_options
def find(
    *,
    text: tuple[str, ...],
    files: Files,
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
        graph = files.graph()
    with busy(worded("asking")):
        found = graph.find(" ".join(text))
    if found.missed:
        tell(worded("Nothing has: {missed}", missed=", ".join(found.missed)))
    for line in question_lines(found.questions, language):
        click.echo(line, err=True)
    if not found.matches:
        raise NotFoundError(worded("nothing was found; try fewer or other words"))
    write_told(found.whole() if everything else found, language, output)
