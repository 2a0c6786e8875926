"""`pactgraph show`."""

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
@click.argument("words", metavar="NAME", nargs=-1, required=True)
@graph_option
@setting_options
@output_options
def show(
    *,
    words: tuple[str, ...],
    files: Files,
    asked: Asked,
    language: Language,
    output: Format,
) -> None:
    """All about one party, asset, event, agreement or clause, in plain words.

    NAME is an id, an IRI, or a part of the label that no other has; a statement, claim, source
    or kind of clause does as well. A party stands for its parts too.

    A party: what it holds and owes, the money, what comes next, what is not public. An event:
    whether it happened, who can bring it about, what it starts and ends.

    \b
    pactgraph show microsoft --on 2031-01-01
    pactgraph show "AGI verified" --lang de
    """  # noqa: D301 - click reads the backspace character
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("asking")):
        found = graph.show(" ".join(words), asked.setting(graph))
    write_told(found, language, output)
