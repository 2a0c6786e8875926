"""The formats in which every answer can be had: a new one is one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pactgraph.telling.tables import as_csv
from pactgraph.telling.told import blocks_as_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pactgraph.messages import Language
    from pactgraph.telling.told import Told

Format: TypeAlias = str
"""One of `FORMATS`."""

_WRITTEN: Mapping[Format, Callable[[Told, Language], str]] = {
    "json": lambda answer, language: answer.json_text(language),
    "csv": lambda answer, language: as_csv(answer.as_table(language)),
    "markdown": lambda answer, language: blocks_as_markdown(answer.blocks(language)),
}

FORMATS: tuple[Format, ...] = ("table", *_WRITTEN)
"""For people, as wide as their terminal; and what `written` writes."""


def written(answer: Told, language: Language, output: Format) -> str:
    """Return an answer in any of `FORMATS` but the first, which a console prints.

    >>> from pactgraph.telling.tables import Table
    >>> from pactgraph.telling.told import Tabular
    >>> written(Tabular(Table(("a",), [("1",)])), "en", "csv").split()
    ['a', '1']
    """
    return _WRITTEN[output](answer, language)
