"""How answers reach standard output, and what a person sees meanwhile."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
import pyoxigraph
from rich.console import Console

from pactgraph.messages import told, worded
from pactgraph.outlines import Outline, outline_as_markdown, printed_outline
from pactgraph.tables import Format, Table, as_csv, as_markdown, clean, printed
from pactgraph.terms import PREFIXES, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pactgraph.messages import Language
    from pactgraph.store import Rows, Term

_MOST_ROWS = 1_000
"""Nobody reads more rows of a table on a terminal."""


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


def write_outline(
    outline: Outline, records: Callable[[], Table], output: Format, json_text: Callable[[], str]
) -> None:
    """Write an answer that branches: as a tree, or as what `records` or `json_text` return."""
    if output == "table":
        printed_outline(outline, Console(file=sys.stdout))
    elif output == "markdown":
        hand_out(outline_as_markdown(outline), output)
    else:
        write(records() if output == "csv" else Table((), ()), output, json_text)


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


def write_rows(
    rows: Rows, output: Format, names: Mapping[str, str], headings: Sequence[str] = ()
) -> None:
    """Write the rows of a query.

    Where a person reads them, IRIs that have `names` are called by these, and `headings`, if
    any are given, stand above the columns in place of their names.
    """
    for_people = output in ("table", "markdown")
    shown = _brief if for_people else _whole
    read = rows.rows
    if output == "table" and len(read) > _MOST_ROWS:
        tell(
            worded(
                "The first {shown} of {count} rows; --format csv gives all.",
                shown=f"{_MOST_ROWS:,}",
                count=f"{len(read):,}",
            )
        )
        read = read[:_MOST_ROWS]
    cells = [["" if term is None else shown(term, names) for term in row] for row in read]
    columns = (for_people and headings) or rows.columns
    write(Table(columns, cells), output, lambda: rows.json.decode() + "\n")


def _whole(term: Term, _: Mapping[str, str]) -> str:
    return term.value


def _brief(term: Term, names: Mapping[str, str]) -> str:
    """Return what a person calls `term`, and an instant that begins a day as that day."""
    if isinstance(term, pyoxigraph.NamedNode):
        known = term.value.startswith(tuple(PREFIXES.values()))
        return names.get(term.value) or (local_name(term.value) if known else term.value)
    return term.value.removesuffix("T00:00:00Z")


def clean_lines(text: str) -> str:
    """Return `text`, of any number of lines, safe to show in a terminal."""
    return "\n".join(clean(line) for line in text.split("\n"))
