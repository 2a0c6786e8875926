"""How answers reach standard output, and what a person sees meanwhile."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console

from pactgraph.messages import told
from pactgraph.telling.tables import Format, Table, as_csv, as_json, as_markdown, clean, printed
from pactgraph.telling.told import blocks_as_markdown, print_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pactgraph.messages import Language
    from pactgraph.sparql.rows import Rows
    from pactgraph.telling.told import Block, Told


def tell(message: str, *, err: bool = True) -> None:
    """Tell a person something beside an answer, in the language that the command was given."""
    click.echo(clean_lines(told(message, _language())), err=err)


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Say on a terminal, and only there, that something takes a while."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(told(what, _language())):
        yield


def _language() -> Language:
    language: Language = click.get_current_context().obj
    return language


def write(table: Table, output: Format, json_text: Callable[[], str]) -> None:
    """Write `table` in the format `output`; as JSON, what `json_text` returns instead."""
    if output == "table":
        printed(table, Console(file=sys.stdout))
        return
    writers = {"csv": lambda: as_csv(table), "markdown": lambda: as_markdown(table)}
    hand_out(writers.get(output, json_text)(), output)


def write_told(answer: Told, language: Language, output: Format) -> None:
    """Write an answer in the format `output`."""
    if output == "json":
        hand_out(as_json(answer.as_json(language)), output)
    elif output == "csv":
        hand_out(as_csv(answer.as_table(language)), output)
    else:
        write_blocks(answer.blocks(language), output)


def write_blocks(blocks: Iterable[Block], output: Format) -> None:
    """Write an answer for people: printed as "table", or as Markdown."""
    if output == "table":
        print_blocks(blocks, Console(file=sys.stdout))
    else:
        hand_out(blocks_as_markdown(blocks), output)


def hand_out(text: str, written: str) -> None:
    """Write what programs read, to standard output.

    It is in UTF-8, whatever the terminal or the pipe says: JSON (RFC 8259) and RDF have to be,
    and a table that another program reads keeps the signs it has. Only a person at a terminal
    is shown CSV and Markdown in the signs of that terminal.

    Args:
        text: what is written.
        written: how: "json", "csv", "markdown", or a format of RDF.
    """
    if sys.stdout.isatty():
        text = clean_lines(text)
        if written in ("csv", "markdown"):
            sys.stdout.write(text)
            return
    sys.stdout.flush()
    # What is left of a file's name that is no text becomes an escape that JSON has too.
    sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace"))
    sys.stdout.buffer.flush()


def write_rows(rows: Rows, output: Format) -> None:
    """Write the rows of a query; on a terminal, not more than anybody reads."""
    if output == "json":
        hand_out(rows.json.decode() + "\n", output)
    elif output == "csv":
        hand_out(as_csv(rows.as_table()), output)
    elif output == "markdown":
        hand_out(as_markdown(rows.table(None)), output)
    else:
        if left_out := rows.left_out():
            tell(left_out)
        printed(rows.table(), Console(file=sys.stdout))


def clean_lines(text: str) -> str:
    """Return `text`, of any number of lines, safe to show in a terminal."""
    return "\n".join(clean(line) for line in text.split("\n"))
