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
from itertools import chain
from typing import Any

_REFERENCE = 5
"""How long a number is at most that stands for a part, with its comma."""
_LIST = 0
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def pooled(value: object) -> dict[str, object]:
    """Return `value`, JSON-able, with all that recurs in it apart.

    Keys: ``keys``, the keys of each kind of object; ``parts``, the most used first; ``whole``.
    """
    return _Pool(value).written()


_Node = tuple[Any, ...]
"""What is written once: of a list or an object its kind and the numbers of its parts; of what is
made of nothing its type, which tells 1 from true, and itself."""


class _Pool:
    """All different values that a value is made of, each after what it is made of."""

    def __init__(self, value: object) -> None:
        self._numbers: dict[_Node, int] = {}
        self._shapes: dict[tuple[str, ...], int] = {}
        self._root = self._number(value)

    def _number(self, value: object) -> int:
        """Return the number of a value; values that are alike have the same."""
        node: _Node
        if isinstance(value, dict):
            shape = tuple(sorted(value))
            kind = self._shapes.setdefault(shape, len(self._shapes) + 1)
            node = (kind, *[self._number(value[key]) for key in shape])
        elif isinstance(value, (list, tuple)):
            node = (_LIST, *map(self._number, value))
        else:
            node = (type(value), value)
        return self._numbers.setdefault(node, len(self._numbers))

    def written(self) -> dict[str, object]:
        """Return what `pooled` returns."""
        parts = self._apart()
        at = {number: place for place, number in enumerate(parts)}
        values: list[object] = []
        written: list[object] = []
        for number, (kind, *made_of) in enumerate(self._numbers):
            if isinstance(kind, type):
                value = made_of[0]
            else:
                value = [kind, *map(written.__getitem__, made_of)]
            values.append(value)
            written.append(at.get(number, value))
        return {
            "keys": list(map(list, self._shapes)),
            "parts": [values[number] for number in parts],
            "whole": written[self._root],
        }

    def _apart(self) -> list[int]:
        """Return which values are written apart: numbers, and what is shorter so."""
        made = (node[1:] for node in self._numbers if not isinstance(node[0], type))
        uses = Counter(chain([self._root], *made))
        lengths: list[int] = []
        apart: list[tuple[int, int]] = []
        for number, (kind, *made_of) in enumerate(self._numbers):
            if isinstance(kind, type):
                length = len(_as_json(made_of[0])) + len(",")
            else:
                length = len("[0],") + sum(map(lengths.__getitem__, made_of))
            saved = uses[number] * (length - _REFERENCE) - length
            if saved > 0 or kind in (int, float):
                apart.append((-uses[number], number))
                length = _REFERENCE
            lengths.append(length)
        return [number for _, number in sorted(apart)]
