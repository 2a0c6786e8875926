"""Scripts and style of the page as one text each.

The scripts are ECMAScript modules, so that each says what it needs. A page that works from a
file cannot import others, so they are written one after the other, those that are needed
first, in the scope of one module: without the lines that import, and without ``export``.
For that to mean the same, every top-level name is used once in all modules, nothing is
renamed on the way and nothing is exported by default; the tests hold them to it.
"""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files

_IMPORT = re.compile(r'^import\s[^;]*?from "\./(?P<module>[\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(async )?(const|let|function|class)\b)", re.MULTILINE)
_EXPORTED_LATER = re.compile(r"^export \{[^}]*\};\n", re.MULTILINE)


@cache
def script() -> str:
    """Return all modules of the page as the text of one."""
    folder = files(__package__).joinpath("script")
    modules = {
        file.name.removesuffix(".js"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".js")
    }
    needs = {
        name: sorted(match["module"] for match in _IMPORT.finditer(text))
        for name, text in sorted(modules.items())
    }
    order = TopologicalSorter(needs).static_order()
    return "\n".join(_without_doors(modules[name]) for name in order)


def _without_doors(module: str) -> str:
    return _EXPORTED_LATER.sub("", _EXPORT.sub("", _IMPORT.sub("", module)))


@cache
def style() -> str:
    """Return all style sheets of the page as one, in the order of their names."""
    folder = files(__package__).joinpath("style")
    sheets = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".css")),
        key=lambda file: file.name,
    )
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
