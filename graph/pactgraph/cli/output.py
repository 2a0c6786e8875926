"""How answers reach standard output, and what a person sees meanwhile."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console

from pactgraph.messages import told
from pactgraph.telling.formats import FORMATS, written
from pactgraph.telling.tables import clean
from pactgraph.telling.told import print_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.messages import Language
    from pactgraph.sparql.rows import Rows
    from pactgraph.telling.formats import Format
    from pactgraph.telling.told import Told


def tell(message: str, *, err: bool = True) -> None:
    """Tell a person something beside an answer, in the language that the command was given."""
    click.echo(clean_lines(told(message, language_asked())), err=err)


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Say on a terminal, and only there, that something takes a while."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(told(what, language_asked())):
        yield


def language_asked() -> Language:
    """Return the language that the command was given."""
    language: Language = click.get_current_context().obj
    return language


def write_told(answer: Told, language: Language, output: Format) -> None:
    """Write an answer in the format `output`."""
    if output == "table":
        print_blocks(answer.blocks(language), Console(file=sys.stdout))
    else:
        hand_out(written(answer, language, output), output)


def write_rows(rows: Rows, language: Language, output: Format) -> None:
    """Write the rows of a query: all of them, but to people not more than anybody reads."""
    write_told(rows if output == "table" else rows.whole(), language, output)


def hand_out(text: str, form: str) -> None:
    """Write what programs read, to standard output.

    It is in UTF-8, whatever the terminal or the pipe says: JSON (RFC 8259) and RDF have to be,
    and a table that another program reads keeps the signs it has. Only a person at a terminal
    is shown CSV and Markdown in the signs of that terminal.

    Args:
        text: what is written.
        form: one of the formats of answers, or of RDF.
    """
    if sys.stdout.isatty():
        text = clean_lines(text)
        if form in FORMATS and form != "json":
            sys.stdout.write(text)
            return
    sys.stdout.flush()
    # What is left of a file's name that is no text becomes an escape that JSON has too.
    sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace"))
    sys.stdout.buffer.flush()


def clean_lines(text: str) -> str:
    """Return `text`, of any number of lines, safe to show in a terminal."""
    return "\n".join(clean(line) for line in text.split("\n"))
