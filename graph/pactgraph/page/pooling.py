"""What a page says several times is written into it once: texts, lists, objects, names of keys.

A value is written so that nothing has to be told twice (model/whole.js puts it together again):

- a number stands for the part with that number; among the parts it stands for itself;
- a list is what its first number says: 0 for a list of what follows, any other for an object,
  whose keys have that place, counted from 1;
- a text, true, false and null stand for themselves.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_REFERENCE = 5
"""How long a number is at most that stands for a part, with its comma."""
_LIST = 0


def pooled(value: object) -> dict[str, object]:
    """Return `value`, JSON-able, with all that recurs in it apart.

    Keys: ``keys``, the keys of each kind of object; ``parts``, the most used first; ``whole``.
    """
    return _Pool(value).written()


@dataclass(frozen=True, slots=True)
class _Node:
    """A value, made of others with these numbers; of what kind says a list or an object."""

    parts: tuple[int, ...]
    kind: int

    def length(self, lengths: Sequence[int]) -> int:
        """Return how much is written, brackets and comma included."""
        return len("[0],") + sum(lengths[part] for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Plain:
    """A value that is made of no others; its type tells 1 from true."""

    value: object
    type: type

    @property
    def is_number(self) -> bool:
        return self.type in (int, float)

    def length(self, _: Sequence[int]) -> int:
        """Return how much is written, comma included."""
        return len(json.dumps(self.value, ensure_ascii=False)) + 1


class _Pool:
    """All different values that a value is made of, each after what it is made of."""

    def __init__(self, value: object) -> None:
        self._numbers: dict[_Node | _Plain, int] = {}
        self._shapes: dict[tuple[str, ...], int] = {}
        self._root = self._number(value)

    def _number(self, value: object) -> int:
        """Return the number of a value; values that are alike have the same."""
        node: _Node | _Plain
        if isinstance(value, dict):
            shape = tuple(sorted(value))
            kind = self._shapes.setdefault(shape, len(self._shapes) + 1)
            node = _Node(tuple([self._number(value[key]) for key in shape]), kind)
        elif isinstance(value, list | tuple):
            node = _Node(tuple(map(self._number, value)), _LIST)
        else:
            node = _Plain(value, type(value))
        return self._numbers.setdefault(node, len(self._numbers))

    def written(self) -> dict[str, object]:
        """Return what `pooled` returns."""
        parts = self._apart()
        at = {number: place for place, number in enumerate(parts)}
        written: list[object] = []
        for node in self._numbers:
            if isinstance(node, _Plain):
                written.append(node.value)
            else:
                written.append([node.kind, *(at.get(part, written[part]) for part in node.parts)])
        return {
            "keys": list(map(list, self._shapes)),
            "parts": [written[number] for number in parts],
            "whole": at.get(self._root, written[self._root]),
        }

    def _apart(self) -> list[int]:
        """Return which values are written apart: numbers, and what is shorter so."""
        uses = Counter([self._root])
        for node in self._numbers:
            if isinstance(node, _Node):
                uses.update(node.parts)
        lengths: list[int] = []
        apart: list[tuple[int, int]] = []
        for number, node in enumerate(self._numbers):
            length = node.length(lengths)
            saved = uses[number] * (length - _REFERENCE) - length
            if saved > 0 or (isinstance(node, _Plain) and node.is_number):
                apart.append((-uses[number], number))
                length = _REFERENCE
            lengths.append(length)
        return [number for _, number in sorted(apart)]
