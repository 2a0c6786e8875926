"""Answers that branch: as a tree in a terminal, and as a nested list in Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from rich.text import Text as RichText
from rich.tree import Tree

from pactgraph.telling.signs import in_signs_of
from pactgraph.telling.tables import as_wide_as_possible, clean, markdown_text

if TYPE_CHECKING:
    from rich.console import Console


_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%-._~"


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of text with lines below it.

    Attributes:
        text: the line; any text, which is shown as it is and never interpreted.
        parts: what is below it.
        style: a rich style for the line; "" for none.
        link: an address that stands behind the text; "" for none.
    """

    text: str
    parts: tuple[Outline, ...] = ()
    style: str = ""
    link: str = ""


def printed_outline(outline: Outline, console: Console) -> None:
    """Print `outline` as a tree, as wide as the terminal or COLUMNS, or as a file may be."""
    console = as_wide_as_possible(console)
    console.print(_tree(outline, console.encoding))


def _tree(outline: Outline, encoding: str) -> Tree:
    line = " ".join(f"{outline.text} {outline.link}".split())
    label = RichText(in_signs_of(clean(line), encoding), style=outline.style)
    tree = Tree(label, guide_style="dim", highlight=False)
    tree.children.extend(_tree(part, encoding) for part in outline.parts)
    return tree


def outline_as_markdown(outline: Outline) -> str:
    r"""Return `outline` as a nested list in GitHub-flavoured Markdown.

    >>> print(outline_as_markdown(Outline("Why", (Outline("because *"),))), end="")
    - Why
      - because \*
    """
    return "\n".join(_lines(outline, "")) + "\n"


def _lines(outline: Outline, indent: str) -> list[str]:
    below = [line for part in outline.parts for line in _lines(part, indent + "  ")]
    return [f"{indent}- {_line(outline)}", *below]


def _line(outline: Outline) -> str:
    """Return the line of `outline` itself; nothing at its start makes a list or a heading."""
    text = re.sub(r"^(\d+)([.)])|^([-+=~])", r"\1\\\2\3", markdown_text(outline.text))
    if not outline.link:
        return text
    return f"{text} <{quote(clean(outline.link), safe=_IN_ADDRESSES)}>"
