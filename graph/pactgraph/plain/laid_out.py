"""Keys and values as the text of a plain file: short ones in one line, none over its width."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import StringIO
from typing import TYPE_CHECKING, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

if TYPE_CHECKING:
    from collections.abc import Sequence

Laid: TypeAlias = "str | Sequence[Laid] | Mapping[str, Laid]"
"""A text, a list, or keys with values."""

WIDTH = 100
"""No line is longer, unless a single word is."""
_FOLDED = 76
"""A text is broken where it passes so many characters, in quotation marks a word later."""
_SIGN = r"[^\s:#,\[\]{}\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]"
_WITHIN = rf"(?:{_SIGN}|:(?=\S)|(?<! )#| (?=[^ #]))*"
_PLAIN = {
    True: re.compile(rf"(?!---|\.\.\.)[\w“„€]{_WITHIN}"),
    False: re.compile(rf"(?!---|\.\.\.)[\w“„€](?:[,\[\]{{}}]|{_WITHIN[:-1]})*"),
}
"""A text that is nothing but a text, in a flow and elsewhere."""
_INDENT = 2


class _TextOnly(BaseResolver):
    """Every scalar is a text: dates, numbers and "NO" need no quotation marks."""

    def __init__(self, version: object = None, loader: object = None) -> None:
        """Know no other sorts of scalars, whichever version of YAML it is."""
        del version
        super().__init__(loader)


def laid_out(keys: Mapping[str, Laid], header: str = "") -> str:
    """Return the text of a plain file; `parsing.parsed` reads the same from it.

    Args:
        keys: what it says, in the order wanted.
        header: comment lines before it.
    """
    yaml = YAML()
    yaml.Resolver = _TextOnly
    yaml.width = _FOLDED
    yaml.allow_unicode = True
    out = StringIO()
    yaml.dump(_block(keys, -_INDENT, 0), out)
    lines = [line.rstrip(" ") for line in out.getvalue().split("\n")]
    return header + "\n".join(_with_gaps(lines))


def _with_gaps(lines: Sequence[str]) -> list[str]:
    """Return lines with an empty one before each section that takes several."""
    found: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        begins = bool(line) and line[0] not in " -]}" and following.startswith(" ")
        found += ["", line] if begins and found else [line]
    return found


def _block(value: Laid, indent: int, before: int) -> object:
    """Return a value as ruamel writes it, in one line where that is short enough.

    Args:
        value: the value.
        indent: how far its key stands from the left; negative at the top.
        before: how long its line is before it.
    """
    if isinstance(value, str):
        return _text(value, flow=False)
    if indent >= 0 and before + _length(value) <= _FOLDED:
        return _flow(value)
    inner = indent + _INDENT
    if isinstance(value, Mapping):
        return CommentedMap(
            (key, _block(each, inner, inner + len(key) + _INDENT)) for key, each in value.items()
        )
    return CommentedSeq(_block(each, inner, inner + _INDENT) for each in value)


def _text(text: str, *, flow: bool) -> str:
    """Return a text, in quotation marks if YAML could take it for anything else."""
    return text if _PLAIN[flow].fullmatch(text) else DoubleQuotedScalarString(text)


def _flow(value: Laid) -> object:
    if isinstance(value, str):
        return _text(value, flow=True)
    if isinstance(value, Mapping):
        keys = CommentedMap((key, _flow(each)) for key, each in value.items())
        keys.fa.set_flow_style()
        return keys
    items = CommentedSeq(_flow(each) for each in value)
    items.fa.set_flow_style()
    return items


def _length(value: Laid) -> int:
    """Return about how long a value is in one line, with quotation marks where it needs some."""
    if isinstance(value, str):
        return len(value) + (0 if _PLAIN[True].fullmatch(value) else 2 + value.count('"'))
    if isinstance(value, Mapping):
        return 2 + sum(len(key) + 4 + _length(each) for key, each in value.items())
    return 2 + sum(_length(each) + 2 for each in value)
