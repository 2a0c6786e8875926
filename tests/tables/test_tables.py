"""Tables: CSV that a spreadsheet shows and does not run, and what narrow terminals show."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from pactgraph.telling.tables import Table, as_csv, printed

RUN = ["=", "+", "-", "@", "\t", "\r"]
"""How a text begins that a spreadsheet may run (OWASP, CSV Injection)."""


def cell(text: str) -> str:
    """Return what a reader of CSV finds in place of `text`."""
    written = as_csv(Table(("a", "b"), [("", text)]))
    _, (_, found) = csv.reader(io.StringIO(written, newline=""), strict=True)
    return found


@pytest.mark.parametrize("begins", RUN)
@pytest.mark.parametrize("rest", ["", "cmd|' /C calc'!A0", "=1+1", "\n", '"', "1"])
def test_a_text_that_a_spreadsheet_would_run_is_quoted(begins: str, rest: str) -> None:
    """An apostrophe in front makes a text of it."""
    assert f"'{begins}{rest}" == cell(begins + rest)


@given(text=st.text())
def test_any_other_text_stays_as_it_is(text: str) -> None:
    """Nothing is added to, lost from, or changed in what no spreadsheet runs."""
    assert (f"'{text}" if text[:1] in RUN else text) == cell(text)


# ---- Narrow terminals -------------------------------------------------------------------


def shown(table: Table, width: int) -> list[str]:
    """Return the lines that a terminal of this width shows."""
    out = io.StringIO()
    printed(table, Console(file=out, width=width, force_terminal=True, no_color=True))
    return re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()).splitlines()


WORDY = Table(
    ("Clause", "What", "Note"),
    [("A-1", "a licence to the patents of the engine", "[bold]x[/bold]\x1b[2J"), ("B-2", "", "y")],
)


def test_what_does_not_fit_side_by_side_stands_below_one_another() -> None:
    """Below 80 columns; with headings, without empty cells, and as it is."""
    assert [
        "A-1",
        "  What: a licence to the patents of",
        "  the engine",
        "  Note: [bold]x[/bold]\N{REPLACEMENT CHARACTER}[2J",
        "",
        "B-2",
        "  Note: y",
    ] == [line.rstrip() for line in shown(WORDY, 35)]


def test_what_fits_or_is_wide_stays_a_table() -> None:
    """A small table is one on any terminal, and from 80 columns on each is."""
    small = Table(("Id", "Of"), [("a", "b")])

    assert [2] == list({len(line.split()) for line in shown(small, 20) if line[:1].isalpha()})
    assert "Clause" in shown(Table(WORDY.columns, [("x" * 50, "y" * 50, "")]), 80)[0]


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=4), st.integers(20, 79))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    """Whatever the cells hold."""
    for line in shown(Table(("Id", "What", "Why"), rows), width):
        assert cell_len(line.rstrip()) <= width


WORDS = st.text("abcdefghijk", min_size=1, max_size=14)
TEXTS = st.lists(WORDS, max_size=5).map(" ".join)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), max_size=4), st.integers(80, 130))
def test_no_word_is_broken_where_there_is_room_for_all(
    rows: list[tuple[str, str, str, str]], width: int
) -> None:
    """And each stands in its column, in its order: nothing is lost."""
    headings = ("Id", "What", "Why", "When")
    table = Table(headings, [(f"id{number}", *row[1:]) for number, row in enumerate(rows)])
    heads, _, *lines = shown(table, width)
    begins = [heads.index(heading) for heading in headings]
    ends = [*begins[1:], None]

    columns = [
        " ".join(line[begin:end].strip() for line in lines).split()
        for begin, end in zip(begins, ends, strict=True)
    ]

    assert [" ".join(cells).split() for cells in zip(*table.rows, strict=True)] == columns[
        : 4 * bool(rows)
    ]


def test_a_table_without_rows_is_shown() -> None:
    """Its headings, wide or narrow."""
    assert ["Clause", "Clause"] == [
        shown(Table(WORDY.columns, []), width)[0][:6] for width in (30, 100)
    ]
