"""How answers reach standard output, and what a person sees meanwhile."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text as RichText

from pactgraph.messages import told, worded
from pactgraph.progress import listening
from pactgraph.telling.formats import FORMATS, written
from pactgraph.telling.signs import in_signs_of
from pactgraph.telling.tables import as_wide_as_possible, clean
from pactgraph.telling.told import print_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.messages import Language
    from pactgraph.sparql.rows import Rows
    from pactgraph.telling.formats import Format
    from pactgraph.telling.told import Told

_PATIENCE = 0.5
"""Seconds after which a person is told that something takes a while."""


def tell(message: str, *, err: bool = True) -> None:
    """Tell a person something beside an answer, in the language that the command was given."""
    click.echo(clean_lines(told(message, language_asked())), err=err)


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Say on a terminal, and only there, what takes a while, and how far it has come.

    Nothing is left of it. What writes an answer is not busy: two would write at once.
    """
    console = Console(stderr=True)
    if not sys.stderr.isatty() or console.is_dumb_terminal:  # the console trusts the environment
        yield
        return
    language = language_asked()

    def words(said: str) -> RichText:
        return RichText(in_signs_of(told(said, language), console.encoding), no_wrap=True)

    spinner = "dots" if console.encoding.startswith("utf") else "line"
    status = console.status(words(what), spinner=spinner)
    over = Event()

    def show() -> None:
        if not over.wait(_PATIENCE):
            with status:
                over.wait()

    showing = Thread(target=show, daemon=True)
    showing.start()
    try:
        with listening(lambda said: status.update(words(said)), what):
            yield
    finally:
        over.set()
        showing.join()


def language_asked() -> Language:
    """Return the language that the command was given."""
    language: Language = click.get_current_context().obj
    return language


def write_told(answer: Told, language: Language, output: Format) -> None:
    """Write an answer in the format `output`."""
    if output == "table":
        console = as_wide_as_possible(Console(file=sys.stdout))
        with console, busy(worded("writing")):  # a console keeps what is printed until it is left
            print_blocks(answer.blocks(language), console)
    else:
        with busy(worded("writing")):
            text = written(answer, language, output)
        hand_out(text, output)


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
