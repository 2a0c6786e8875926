"""No phrase is dead: whatever the package can say, something asks for."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[2] / "graph" / "pactgraph"
DATA = [PACKAGE.parent / "facts", PACKAGE.parents[1] / "ontology"]
_QUOTED = re.compile(r"""(["'`])((?:(?!\1)[^\\\n$])*)\1""")
_NAMED = re.compile(r"\b(?:say|phrases|words)\.(\w+)|(?<![\w.])(\w+):(?=\s)")
_BEGUN = re.compile(r"""["'`](\w+_)(?:["']|\$\{)""")
_FILLED = re.compile(r"`(\w*(?:\$\{[^{}`]*\}\w*)+)`")
_HOLE = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True)
class Table:
    """A table of phrases.

    Attributes:
        name: where it stands.
        keys: what its phrases are asked for by.
        source: the file that it is in.
        lines: its first line, from 0, and the one after its last.
    """

    name: str
    keys: frozenset[str]
    source: Path
    lines: tuple[int, int]


def keys_of(node: ast.expr | None) -> frozenset[str]:
    """Return the keys of a table of phrases: one of patterns, or of counted ones; else none."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "Phrases":
        (table,) = node.args
    elif isinstance(node, ast.Dict) and all(map(_is_counted, node.values)):
        table = node
    else:
        return frozenset()
    keys = table.keys if isinstance(table, ast.Dict) else []
    return frozenset(
        k.value for k in keys if isinstance(k, ast.Constant) and isinstance(k.value, str)
    )


def _is_counted(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "Counted"


@cache
def sources() -> dict[Path, str]:
    """Return the texts of the package, its facts and its vocabulary."""
    return {
        file: file.read_text(encoding="utf-8")
        for folder in (PACKAGE, *DATA)
        for file in sorted(folder.rglob("*"))
        if file.suffix in {".py", ".js", ".j2", ".ttl"} and "vendor" not in file.parts
    }


def tables() -> Iterator[Table]:
    """Yield every table of phrases of the package."""
    for file, text in sources().items():
        if file.suffix != ".py":
            continue
        for node in ast.parse(text).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and (keys := keys_of(node.value)):
                target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
                name = f"{file.relative_to(PACKAGE).as_posix()} {ast.unparse(target)}"
                yield Table(name, keys, file, (node.lineno - 1, node.end_lineno or node.lineno))


@cache
def asked_in(text: str, suffix: str) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """Return the texts that are written out, and the fixed parts of those that are filled in.

    Between two fixed parts, the first and the last of which may be empty, something is filled in.
    """
    if suffix == ".py":
        return asked_in_python(ast.parse(text))
    written = {quoted for _, quoted in _QUOTED.findall(text)}
    written |= {name for pair in _NAMED.findall(text) for name in pair if name}
    filled = {(begun, "") for begun in _BEGUN.findall(text)}
    filled |= {tuple(_HOLE.split(found)) for found in _FILLED.findall(text)}
    return frozenset(written), frozenset(filled)


def asked_in_python(tree: ast.AST) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """Return the same of Python."""
    written: set[str] = set()
    filled: set[tuple[str, ...]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            written.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [""]
            for part in node.values:
                if isinstance(part, ast.Constant):
                    parts[-1] += str(part.value)
                else:
                    parts.append("")
            filled.add(tuple(parts))
    return frozenset(written), frozenset(filled)


def dead(table: Table) -> list[str]:
    """Return the keys of `table` that nothing asks for.

    What is filled into a key must be written out somewhere too.
    """
    variable = table.name.split()[-1]
    if re.search(rf"\b{variable}(\[.+?\])?\.(items|values)\(\)", sources()[table.source]):
        return []
    written: set[str] = set()
    filled: set[tuple[str, ...]] = {("", " ", ""), ("", " ", " ", "")}  # words that are joined
    for file, text in sources().items():
        first, last = table.lines if file == table.source else (0, 0)
        lines = text.splitlines() if last else []
        rest = "\n".join(lines[:first] + lines[last:]) if last else text
        more_written, more_filled = asked_in(rest, file.suffix)
        written |= more_written
        filled |= more_filled
    patterns = [
        re.compile("(.+)".join(map(re.escape, parts))) for parts in filled if "".join(parts)
    ]
    return [
        key
        for key in sorted(table.keys - written)
        if not any(
            written.issuperset(found.groups())
            for pattern in patterns
            if (found := pattern.fullmatch(key))
        )
    ]


@pytest.mark.parametrize("table", list(tables()), ids=lambda table: table.name)
def test_no_phrase_is_unused(table: Table) -> None:
    """Each is asked for by its key, written out or put together, outside its table."""
    assert [] == dead(table)
