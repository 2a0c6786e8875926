"""The catalogue of messages, made anew from the code.

    python tests/messages/catalogue.py    # add what is new, drop what is gone, compile

What is new waits for its translation in `graph/pactgraph/locale/LANGUAGE/LC_MESSAGES/`;
tests say what is missing there.
"""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from pactgraph.messages import DOMAIN, LANGUAGES, LOCALE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.messages import Language

KEYWORDS = {"worded": None, "worded_count": (1, 2)}
CLICK = {"_": None, "ngettext": (1, 2)}

# No date: the same patterns make the same file.
HEADER: dict[str, Any] = {
    "project": DOMAIN,
    "header_comment": "# What pactgraph says, by the pattern in English.",
    "creation_date": datetime(2026, 1, 1, tzinfo=UTC),
    "revision_date": datetime(2026, 1, 1, tzinfo=UTC),
}

Patterns = set[str | tuple[str, ...]]


def file_of(language: Language, suffix: str = "po") -> Path:
    """Return the catalogue of `language`, as text or ("mo") as programs read it."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.{suffix}"


def translated() -> Iterable[Language]:
    """Return the languages that have a catalogue: all but that of the patterns."""
    return [language for language in LANGUAGES if language != "en"]


def in_code() -> Patterns:
    """Return the patterns of the package."""
    return _extracted(LOCALE.parent, KEYWORDS)


def of_click() -> Patterns:
    """Return the patterns of the library that reads the command line."""
    return _extracted(Path(click.__file__).parent, CLICK)


def read(language: Language) -> Catalog:
    """Return the catalogue of `language`."""
    with file_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def read_compiled(language: Language) -> Catalog:
    """Return the catalogue of `language` as programs read it."""
    with file_of(language, "mo").open("rb") as file:
        return read_mo(file)


def _extracted(folder: Path, keywords: dict[str, tuple[int, ...] | None]) -> Patterns:
    with redirect_stderr(io.StringIO()):  # it warns of f-strings, which are values here
        return {
            message if isinstance(message, str) else tuple(message)
            for _, _, message, _, _ in extract_from_dir(folder, keywords=keywords)
        }


def main() -> None:
    """Write every catalogue anew."""
    for language in translated():
        old = read(language) if file_of(language).exists() else Catalog(locale=language)
        new = Catalog(locale=language, fuzzy=False, **HEADER)
        borrowed = {m.id for m in old if m.id} & of_click()
        for pattern in sorted(in_code() | borrowed, key=str):
            known = old.get(pattern if isinstance(pattern, str) else pattern[0])
            new.add(pattern, known.string if known else "")
        file_of(language).parent.mkdir(parents=True, exist_ok=True)
        with file_of(language).open("wb") as file:
            write_po(file, new, width=99, sort_output=True)
        with file_of(language, "mo").open("wb") as file:
            write_mo(file, read(language))


if __name__ == "__main__":
    main()
