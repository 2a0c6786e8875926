"""`pactgraph diff`."""

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
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@graph_option
@setting_options
@output_options
def diff(  # noqa: PLR0913 - one argument an option
    *,
    first: str,
    second: str,
    files: Files,
    asked: Asked,
    language: Language,
    output: Format,
) -> None:
    """What differs between two agreements, two days, or two scenarios.

    A and B are two of one sort:

    \b
    an agreement  MSOA-2025     id, IRI, or a part of the label that no other has
    a day         2025-10-28    counts to its end
    a scenario    EVENT=DATE    also EVENT=never; several with commas between

    In a scenario, known=DATE changes the day that the record is known to, and the word
    “record” alone assumes nothing. --assume and --known hold for both sides; scenarios are
    compared on the day of --on and on all others.

    A version of an agreement stands for everything that was agreed when it took effect,
    older clauses that stand on included. Unrelated agreements are put side by side.

    \b
    pactgraph diff MSOA-2025 MSOA-2026
    pactgraph diff 2025-12-01 2026-05-01
    pactgraph diff record agi-declared=2028-01-01,agi-verified=2028-06-01 --on 2029-01-01
    """  # noqa: D301 - click reads the backspace character
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("asking")):
        found = graph.diff(first, second, asked.setting(graph))
    write_told(found, language, output)
