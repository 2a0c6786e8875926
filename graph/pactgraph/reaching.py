"""What hangs together at any remove: the parts of parts, the wholes of wholes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Name = TypeVar("_Name")
_Thing = TypeVar("_Thing")


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


def grouped(
    things: Iterable[_Thing], by: Callable[[_Thing], Iterable[_Name]]
) -> dict[_Name, list[_Thing]]:
    """Return `things` by each of the names that `by` gives for one.

    >>> grouped(["to", "at", "it"], lambda word: word)
    {'t': ['to', 'at', 'it'], 'o': ['to'], 'a': ['at'], 'i': ['it']}
    """
    found: dict[_Name, list[_Thing]] = {}
    for thing in things:
        for name in dict.fromkeys(by(thing)):
            found.setdefault(name, []).append(thing)
    return found


def lying_within(
    whole: str, things: Iterable[str], wider: Callable[[str], Iterable[str]]
) -> frozenset[str]:
    """Return `whole` with those of `things` that lie within it, at any remove.

    Args:
        whole: where to begin.
        things: what may lie within it.
        wider: gives what each of them lies within directly.

    >>> wholes = {"engine": ["car"], "valve": ["engine"], "sail": ["boat"]}
    >>> sorted(lying_within("car", wholes, lambda thing: wholes[thing]))
    ['car', 'engine', 'valve']
    """
    parts = grouped(things, wider)
    return reached([whole], lambda name: parts.get(name, ()))
