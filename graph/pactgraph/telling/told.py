"""What every answer has in common: it tells itself, to people and to programs."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console
from rich.text import Text as RichText

from pactgraph.collecting import uncollected
from pactgraph.telling.outlines import Outline, outline_as_markdown, printed_outline
from pactgraph.telling.signs import in_signs_of
from pactgraph.telling.tables import (
    Table,
    as_json,
    as_markdown,
    as_wide_as_possible,
    clean,
    markdown_text,
    printed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.messages import Language


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a block."""

    text: str


Block = Heading | Outline | Table | str
"""A part of an answer for people; a text is a paragraph, with a line end where a line ends."""


class Told:
    """An answer to a question.

    ``str()`` of it is what the command prints, in English; a notebook shows it as Markdown.
    """

    __slots__ = ()

    def blocks(self, language: Language = "en") -> Sequence[Block]:
        """Return the answer for people, part by part."""
        raise NotImplementedError

    def as_json(self, language: Language = "en") -> Any:  # noqa: ANN401 - as JSON has it
        """Return the answer as plain objects, with the keys that ``--format json`` has."""
        raise NotImplementedError

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows of texts, with the columns that ``--format csv`` has."""
        raise NotImplementedError

    def as_rows(self, language: Language = "en") -> list[dict[str, str]]:
        """Return the rows of `as_table` by the names of its columns, as pandas takes them."""
        table = self.as_table(language)
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    def json_text(self, language: Language = "en") -> str:
        """Return `as_json` as a text."""
        return as_json(self.as_json(language))

    def whole(self) -> Self:
        """Return the answer with what it leaves out for people, if it leaves out anything."""
        return self

    def _brief(self) -> str:
        """Return in a few words what is answered."""
        raise NotImplementedError

    @uncollected()
    def __str__(self) -> str:
        """Return what the command prints into a file."""
        file = io.StringIO()
        print_blocks(self.blocks(), Console(file=file, force_jupyter=False))
        return file.getvalue().rstrip("\n")

    def __repr__(self) -> str:
        """Return what it is, in one line."""
        return f"<{type(self).__name__}: {self._brief()}>"

    def _repr_markdown_(self) -> str:
        return blocks_as_markdown(self.blocks())


@dataclass(frozen=True, slots=True, repr=False)
class Tabular(Told):
    """Rows that people and programs are told alike.

    Attributes:
        table: the rows.
        keys: what JSON calls the columns; none for the headings.
    """

    table: Table
    keys: Sequence[str] = ()

    def blocks(self, language: Language = "en") -> list[Block]:  # noqa: ARG002 - the same in all
        """Return the rows for people."""
        return [self.table]

    def as_json(self, language: Language = "en") -> list[dict[str, str]]:  # noqa: ARG002 - likewise
        """Return one plain object a row."""
        keys = self.keys or self.table.columns
        return [dict(zip(keys, row, strict=True)) for row in self.table.rows]

    def as_table(self, language: Language = "en") -> Table:  # noqa: ARG002 - likewise
        """Return the rows."""
        return self.table

    def _brief(self) -> str:
        return f"{len(self.table.rows)} rows"


def print_blocks(blocks: Iterable[Block], console: Console) -> None:
    """Print an answer for a person, with an empty line between its parts."""
    console = as_wide_as_possible(console)
    apart = False
    for block in blocks:
        if apart:
            console.print()
        _print(block, console)
        apart = not isinstance(block, Heading)


def _print(block: Block, console: Console) -> None:
    match block:
        case Outline():
            printed_outline(block, console)
        case Table():
            printed(block, console)
        case Heading(text):
            console.print(_line(text, console, "bold"))
        case _:
            for text in block.split("\n"):
                console.print(_line(text, console))


def _line(text: str, console: Console, style: str = "") -> RichText:
    return RichText(in_signs_of(clean(text), console.encoding), style)


def blocks_as_markdown(blocks: Iterable[Block]) -> str:
    """Return an answer in GitHub-flavoured Markdown."""
    return "\n".join(map(_markdown, blocks))


def _markdown(block: Block) -> str:
    match block:
        case Outline():
            return outline_as_markdown(block)
        case Table():
            return as_markdown(block)
        case Heading(text):
            return f"## {markdown_text(text)}\n"
        case _:
            return "".join(f"{markdown_text(line)}\n\n" for line in block.split("\n"))[:-1]
