"""Which of many things name a clause: found once for all clauses, then looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Thing = TypeVar("_Thing")


def naming(
    things: Iterable[_Thing], named: Callable[[_Thing], Iterable[str]]
) -> dict[str, list[_Thing]]:
    """Return, for each IRI that is named, the `things` that do, in their order; each once.

    >>> ends = {"amendment": ["a", "b"], "notice": ["b", "b"]}
    >>> naming(ends, lambda provision: ends[provision])
    {'a': ['amendment'], 'b': ['amendment', 'notice']}

    Args:
        things: whatever names something.
        named: gives the IRIs that one of them names.
    """
    found: dict[str, list[_Thing]] = {}
    for thing in things:
        for iri in dict.fromkeys(named(thing)):
            found.setdefault(iri, []).append(thing)
    return found
