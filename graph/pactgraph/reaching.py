"""What hangs together at any remove: the parts of parts, the wholes of wholes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Name = TypeVar("_Name", bound=str)


def reached(
    first: Iterable[_Name], onward: Callable[[_Name], Iterable[_Name]]
) -> frozenset[_Name]:
    """Return `first` and what is reached from there at any remove; looks once at each.

    >>> parts = {"car": ["engine", "wheels"], "engine": ["valve"], "valve": ["engine"]}
    >>> sorted(reached(["car"], lambda thing: parts.get(thing, ())))
    ['car', 'engine', 'valve', 'wheels']
    """
    found: set[_Name] = set()
    pending = [*first]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += onward(name)
    return frozenset(found)
