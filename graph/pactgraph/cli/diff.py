"""`pactgraph diff`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from pactgraph.cli.options import Asked, graph_option, output_options, setting_options
from pactgraph.cli.output import busy, hand_out, write
from pactgraph.diff.objects import json_object
from pactgraph.diff.records import flat_records
from pactgraph.diff.rows import sections
from pactgraph.graph import load
from pactgraph.messages import worded
from pactgraph.tables import (
    Table,
    as_json,
    as_markdown,
    as_wide_as_possible,
    clean,
    markdown_text,
    printed,
)

if TYPE_CHECKING:
    from pactgraph.diff.rows import Section
    from pactgraph.messages import Language
    from pactgraph.tables import Format


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
    paths: tuple[str, ...],
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
        graph = load(*paths)
    setting = asked.setting(graph)
    found = graph.diff(first, second, setting)
    if output in ("table", "markdown"):
        _write(sections(graph.record, found, language, (first, second)), output)
        return
    table = flat_records(graph.record, found, language)
    write(table, output, lambda: as_json(json_object(graph.record, found, setting, language)))


def _write(found: list[Section], output: Format) -> None:
    """Write headings and tables, with an empty line after each."""
    if output == "markdown":
        told = "\n".join(_markdown(heading, table) for heading, table in found)
        hand_out(told, output)
        return
    console = as_wide_as_possible(Console(file=sys.stdout, highlight=False))
    for heading, table in found:
        style = "bold" if table else ""
        for line in heading.split("\n"):
            console.print(Text(clean(line), style=style))
        if table:
            printed(table, console)
        console.print()


def _markdown(heading: str, table: Table | None) -> str:
    if table is None:
        return "".join(f"{markdown_text(line)}\n\n" for line in heading.split("\n"))[:-1]
    return f"## {markdown_text(heading)}\n\n{as_markdown(table)}"
