"""Scripts and style of the page as one text each.

The scripts are ECMAScript modules in rooms, so that each says what it needs. A page that works
from a file cannot import others, so they are written one after the other, those that are needed
first, each in a function of its own that returns what the module exports. For that to mean
the same, nothing is renamed on the way, exported by default, or changed after it is exported;
the tests hold the modules to it. A module that waits for something is waited for. Comments on
lines of their own and indentation are for who writes them, and left out; so no text may go over
several lines.
"""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_IMPORT = re.compile(
    r'^import \{(?P<names>[^}]*)\} from "(?P<path>\.{1,2}/[\w/]+)\.js";\n', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(async )?(const|function|class) (?P<name>\w+))", re.MULTILINE)
_EXPORTED_LATER = re.compile(r"^export \{(?P<names>[^}]*)\};\n", re.MULTILINE)
_WAITS = re.compile(r"^(?:export )?const \w+ = await ", re.MULTILINE)
"""What waits outside of every function."""
_FOR_AUTHORS = re.compile(
    r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)?\n|^[ \t]+", re.MULTILINE | re.DOTALL
)
"""Lines that are blank or a comment, and indentation."""


def modules() -> dict[str, str]:
    """Return the text of every module of the page by its name, such as "kernel/status"."""
    return dict(sorted(_within(files(__package__).joinpath("script"), "")))


def _within(folder: Traversable, room: str) -> Iterator[tuple[str, str]]:
    for file in folder.iterdir():
        if file.is_dir():
            yield from _within(file, f"{room}{file.name}/")
        elif file.name.endswith(".js"):
            yield room + file.name.removesuffix(".js"), file.read_text(encoding="utf-8")


@cache
def script() -> str:
    """Return all modules of the page as the text of one."""
    texts = modules()
    needs = {
        name: sorted(imported(name, match["path"]) for match in _IMPORT.finditer(text))
        for name, text in texts.items()
    }
    order = TopologicalSorter(needs).static_order()
    return "".join(_as_function(name, texts[name]) for name in order)


def imported(name: str, path: str) -> str:
    """Return the name of what a module imports from a path, such as "../kernel/status"."""
    return normpath(join(dirname(name), path))


def without_what_is_for_authors(text: str) -> str:
    """Return a text without blank lines, comments on lines of their own and indentation."""
    return _FOR_AUTHORS.sub("", text)


def _as_function(name: str, module: str) -> str:
    exported = [match["name"] for match in _EXPORT.finditer(module)]
    exported += [n for match in _EXPORTED_LATER.finditer(module) for n in _names(match["names"])]
    body = _IMPORT.sub(
        lambda match: (
            f"const {{{match['names']}}} = {_variable(imported(name, match['path']))};\n"
        ),
        module,
    )
    body = without_what_is_for_authors(_EXPORTED_LATER.sub("", _EXPORT.sub("", body)))
    result = ", ".join(exported)
    waits, is_async = ("await ", "async ") if _WAITS.search(module) else ("", "")
    start = f"const {_variable(name)} = {waits}({is_async}() => {{"
    return f"{start}\n{body}\nreturn {{ {result} }};\n}})();\n"


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _variable(module: str) -> str:
    return f"module_{module.replace('/', '_')}"


@cache
def style() -> str:
    """Return all style sheets of the page as one, in the order of their names."""
    folder = files(__package__).joinpath("style")
    sheets = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".css")),
        key=lambda file: file.name,
    )
    texts = (sheet.read_text(encoding="utf-8") for sheet in sheets)
    return "\n".join(map(without_what_is_for_authors, texts))
