"""The catalogue of messages, made anew from the code.

    python tests/messages/catalogue.py       # add what is new, drop what is gone, compile
    python tests/messages/catalogue.py fr    # begin another language, too

What is new waits for its translation in `graph/pactgraph/locale/LANGUAGE/LC_MESSAGES/`;
tests say what is missing there.
"""

from __future__ import annotations

import ast
import io
import sys
from contextlib import redirect_stderr
from dataclasses import dataclass
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
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Message

    from pactgraph.messages import Language

ALONE = {"worded", "phrase"}
"""What is called with one pattern first."""
COUNTED = {"worded_count", "Counted"}
"""What is called with the patterns for one and for several first."""
CLICK = {"_": None, "ngettext": (1, 2)}

# No date: the same patterns make the same file.
HEADER: dict[str, Any] = {
    "project": DOMAIN,
    "header_comment": "# What pactgraph says, by the pattern in English.",
    "creation_date": datetime(2026, 1, 1, tzinfo=UTC),
    "revision_date": datetime(2026, 1, 1, tzinfo=UTC),
}


@dataclass(frozen=True, order=True)
class Pattern:
    """What can be said: one text, or one for one and one for several, and what it means."""

    forms: tuple[str, ...]
    meaning: str = ""

    @property
    def id(self) -> str | tuple[str, ...]:
        """Return it as catalogues have it."""
        return self.forms if len(self.forms) > 1 else self.forms[0]


def file_of(language: Language, suffix: str = "po") -> Path:
    """Return the catalogue of `language`, as text or ("mo") as programs read it."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.{suffix}"


def translated() -> Iterable[Language]:
    """Return the languages that have a catalogue: all but that of the patterns."""
    return [language for language in LANGUAGES if language != "en"]


def in_code(folder: Path = LOCALE.parent) -> set[Pattern]:
    """Return the patterns of the package."""
    texts = (file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    return {pattern for text in texts for pattern in said(ast.parse(text))}


def said(node: ast.AST) -> Iterator[Pattern]:
    """Yield the patterns of a piece of code."""
    for part in ast.walk(node):
        if not isinstance(part, ast.Call):
            continue
        name = ast.unparse(part.func)
        texts = [arg.value for arg in part.args if isinstance(arg, ast.Constant)]
        if name in ALONE and texts:
            yield Pattern((texts[0],))
        elif name in COUNTED:
            yield Pattern(tuple(texts[:2]))
        elif name == "meant":
            yield Pattern((texts[1],), texts[0])
        elif name == "Phrases" and isinstance(part.args[0], ast.Dict):
            yield from (Pattern((text,)) for each in part.args[0].values for text in _texts(each))
        elif name == "Phrases.of":
            yield from (Pattern((text,)) for each in part.args for text in _texts(each))


def _texts(node: ast.AST) -> Iterator[str]:
    """Yield the texts of an expression, but those whose meaning is told."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "meant":
        return
    if isinstance(node, ast.Constant):
        yield str(node.value)
    for part in ast.iter_child_nodes(node):
        yield from _texts(part)


def of_click() -> set[Pattern]:
    """Return the patterns of the library that reads the command line."""
    with redirect_stderr(io.StringIO()):  # it warns of f-strings, which are values here
        found = extract_from_dir(Path(click.__file__).parent, keywords=CLICK)
        return {
            Pattern((message,) if isinstance(message, str) else tuple(message))
            for _, _, message, _, _ in found
        }


def pattern_of(message: Message) -> Pattern:
    """Return the pattern that an entry of a catalogue translates."""
    forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    return Pattern(forms, message.context or "")


def read(language: Language) -> Catalog:
    """Return the catalogue of `language`."""
    with file_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def read_compiled(language: Language) -> Catalog:
    """Return the catalogue of `language` as programs read it."""
    with file_of(language, "mo").open("rb") as file:
        return read_mo(file)


def main() -> None:
    """Write every catalogue anew, and those of the languages that are named."""
    for language in dict.fromkeys((*translated(), *sys.argv[1:])):
        old = read(language) if file_of(language).exists() else Catalog(locale=language)
        new = Catalog(locale=language, fuzzy=False, **HEADER)
        known = {pattern_of(message): message.string for message in old if message.id}
        for pattern in sorted(in_code() | (known.keys() & of_click())):
            new.add(pattern.id, known.get(pattern, ""), context=pattern.meaning or None)
        file_of(language).parent.mkdir(parents=True, exist_ok=True)
        with file_of(language).open("wb") as file:
            write_po(file, new, width=99, sort_output=True)
        with file_of(language, "mo").open("wb") as file:
            write_mo(file, read(language))


if __name__ == "__main__":
    main()
