"""How answers reach standard output, and what a person sees meanwhile."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph
from rich.console import Console

from pactgraph.tables import Format, Table, as_csv, as_markdown, clean, printed
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pactgraph.store import Rows


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Say on a terminal, and only there, that something takes a while."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(what):
        yield


def write(table: Table, output: Format, json_text: Callable[[], str]) -> None:
    """Write `table` in the format `output`; as JSON, what `json_text` returns instead."""
    if output == "table":
        printed(table, Console(file=sys.stdout))
        return
    writers = {"csv": lambda: as_csv(table), "markdown": lambda: as_markdown(table)}
    text = writers.get(output, json_text)()
    sys.stdout.write(clean_lines(text) if sys.stdout.isatty() else text)


def write_rows(rows: Rows, output: Format) -> None:
    """Write the rows of a query; IRIs as ids where a person reads them."""
    brief = output in ("table", "markdown")
    cells = [[_cell(term, brief=brief) for term in row] for row in rows]
    write(Table(rows.columns, cells), output, lambda: rows.json.decode() + "\n")


def _cell(term: object, *, brief: bool) -> str:
    match term:
        case None:
            return ""
        case pyoxigraph.NamedNode():
            return local_name(term.value) if brief else term.value
        case pyoxigraph.BlankNode() | pyoxigraph.Literal():
            return term.value
        case _:
            return str(term)


def clean_lines(text: str) -> str:
    """Return `text`, of any number of lines, safe to show in a terminal."""
    return "\n".join(clean(line) for line in text.split("\n"))
