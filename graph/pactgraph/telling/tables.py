"""Answers as tables for people, and as CSV, JSON and Markdown for programs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as RichText

from pactgraph.telling.signs import in_signs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet may run as a formula (OWASP, CSV Injection)."""
_WIDTH_OF_A_FILE = 160
_NARROW = 80
"""On a terminal narrower than that, columns would break words."""
_GAP, _INDENT = 3, 2
_LONGEST_WORD = 24
"""Longer words are broken where the terminal has no room for whole cells."""
_BOX = box.Box(str(box.SIMPLE_HEAD), ascii=True)
"""Drawn on every console: where one lacks the line, `telling.signs` has a nearest sign."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings.

    Attributes:
        columns: the headings.
        rows: one text a column; any text, which is shown as it is and never interpreted.
        styles: rich styles for texts that should stand out, by the whole text of a cell.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    styles: Mapping[str, str] = field(default_factory=dict)


def printed(table: Table, console: Console) -> None:
    """Print `table` for a person, as wide as the terminal or COLUMNS, or as a file may be.

    On a narrow terminal, what does not fit side by side stands below one another.
    """
    console = as_wide_as_possible(console)
    if table.rows and console.width < _NARROW and _width(table) > console.width:
        _listed(table, console)
        return
    drawn = RichTable(box=_BOX, pad_edge=False, show_edge=False)
    headings = [RichText(in_signs_of(column, console.encoding)) for column in table.columns]
    rows = [[_cell(cell, table, console) for cell in row] for row in table.rows]
    columns = [[cell.plain for cell in column] for column in zip(headings, *rows, strict=True)]
    for heading, width in zip(headings, _widths(columns, console.width), strict=True):
        first = heading is headings[0]
        drawn.add_column(heading, no_wrap=first, overflow="fold", width=width)
    for row in rows:
        drawn.add_row(*row)
    console.print(drawn)


def _widths(columns: Sequence[Sequence[str]], room: int) -> Sequence[int | None]:
    """Return how wide each column is drawn so that no word is broken; None where it cannot be.

    The first column is never broken. Of the others the widest are made narrower, all alike, but
    none than its longest word; where there is no room for that, the longest words are broken.

    >>> _widths([["AMOA-01"], ["money or shares"], ["by choice"]], 26)
    [7, 6, 7]
    """
    whole = _whole(columns)
    words = [*map(_longest_word, columns[1:])]
    room -= _GAP * (len(columns) - 1)
    least = next(
        (
            found
            for longest in range(_LONGEST_WORD, 0, -1)
            if sum(found := [*whole[:1], *(min(word, longest) for word in words)]) <= room
        ),
        whole,
    )
    for most in range(min(max(whole, default=0), room), 0, -1):
        found = [max(few, min(many, most)) for few, many in zip(least, whole, strict=True)]
        if sum(found) <= room:
            return _filled(found, whole, room - sum(found))
    return [None] * len(columns)


def _filled(widths: Sequence[int], whole: Sequence[int], spare: int) -> list[int]:
    """Return `widths` with what is to spare: one more for each that is narrowed, from the last."""
    narrowed = [number for number, width in enumerate(widths) if width < whole[number]]
    wider = {*narrowed[::-1][:spare]}
    return [width + (number in wider) for number, width in enumerate(widths)]


def _longest_word(column: Sequence[str]) -> int:
    return max((cell_len(word) for cell in column for word in cell.split()), default=0)


def _width(table: Table) -> int:
    """Return how wide `table` is if no cell is broken."""
    widest = _whole([*zip(table.columns, *table.rows, strict=True)])
    return sum(widest) + _GAP * (len(widest) - 1)


def _whole(columns: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is if no cell is broken."""
    return [max(map(cell_len, column)) for column in columns]


def _listed(table: Table, console: Console) -> None:
    """Print each row as a paragraph: the first cell, and the others below it with headings."""
    for number, (first, *others) in enumerate(table.rows):
        if number:
            console.print()
        console.print(_cell(first, table, console, style="bold"))
        for heading, cell in zip(table.columns[1:], others, strict=True):
            if cell:
                told = RichText(f"{in_signs_of(heading, console.encoding)}: ", style="dim")
                told.append_text(_cell(cell, table, console))
                console.print(Padding(told, (0, 0, 0, _INDENT)))


def _cell(cell: str, table: Table, console: Console, style: str = "") -> RichText:
    return RichText(in_signs_of(clean(cell), console.encoding), table.styles.get(cell, style))


def as_wide_as_possible(console: Console) -> Console:
    """Return `console`; in place of one that writes to a file, one as wide as a file may be."""
    if console.is_terminal or "COLUMNS" in os.environ or console.width == _WIDTH_OF_A_FILE:
        return console
    return Console(file=console.file, width=_WIDTH_OF_A_FILE, force_jupyter=False)


def clean(text: str) -> str:
    r"""Return `text` without characters that steer a terminal or turn the writing direction.

    >>> clean("a\u202eb") == "a\ufffdb"
    True
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def as_csv(table: Table) -> str:
    """Return `table` as CSV (RFC 4180, with a header row).

    >>> as_csv(Table(("name", "sum"), [("Acme", "=1+1")])).splitlines()
    ['name,sum', "Acme,'=1+1"]

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue()


def flat_records(objects: Sequence[Mapping[str, object]]) -> Table:
    """Return JSON objects as flat rows: the same keys, lists joined by semicolons.

    >>> flat_records([{"clause": "a", "holder": ["x", "y"], "since": None}]).rows
    [['a', 'x; y', '']]

    Of an object within them, such as a source, its ``url`` stands for it.
    """
    columns = list(objects[0]) if objects else []
    return Table(columns, [[_flat(value) for value in row.values()] for row in objects])


def _flat(value: object) -> str:
    match value:
        case None:
            return ""
        case list(items):
            return "; ".join(map(_flat, items))
        case {"url": str(url)}:
            return url
        case _:
            return str(value)


def as_markdown(table: Table) -> str:
    r"""Return `table` as a GitHub-flavoured Markdown table.

    >>> print(as_markdown(Table(("a", "b"), [("1|2", "3")])), end="")
    | a | b |
    | --- | --- |
    | 1\|2 | 3 |
    """
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    return "\n".join("| " + " | ".join(map(_markdown_cell, line)) + " |" for line in lines) + "\n"


def _markdown_cell(text: str) -> str:
    """Return `text` so that Markdown shows it and does nothing else with it."""
    return text if text == "---" else markdown_text(text)


def markdown_text(text: str) -> str:
    r"""Return `text` in one line, so that Markdown shows it and does nothing else with it.

    >>> print(markdown_text("*not bold*"))
    \*not bold\*
    """
    flat = " ".join(clean(text).split())
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", flat)


def as_json(value: object) -> str:
    """Return `value` as JSON, indented, in the characters it has.

    >>> print(as_json({"ü": 1}), end="")
    {
      "ü": 1
    }
    """
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
