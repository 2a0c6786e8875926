"""Which of many things can bear on one another, found without comparing each with each.

Things are filed under what they name: assets, parties. Two bear on one another only where what
one names is, or belongs to, what the other names, so looking up what belongs together is enough.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import product
from typing import TYPE_CHECKING

from pactgraph.scope.coverage import wholes

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator

    from pactgraph.record import Record

ANYTHING = ""
"""What stands among the names for whoever names nothing."""


class Candidates:
    """Numbers of things, by a key and by what each names on several sides.

    Attributes:
        both_ways: whether those are found too that name a part or member of what is named;
            else only those that name it, or a whole of it.
    """

    def __init__(self, record: Record, *, both_ways: bool) -> None:
        """Begin without any.

        Args:
            record: says what belongs to what.
            both_ways: as the attribute.
        """
        self.both_ways = both_ways
        self._wholes = cache(partial(wholes, record))
        self._filed: dict[Hashable, list[int]] = {}

    def add(self, number: int, key: Hashable, *sides: Iterable[str]) -> None:
        """File a thing under `key` and what it names on each side."""
        for ways in self._ways(len(sides)):
            for names in product(*map(self._names, sides, ways)):
                self._filed.setdefault((key, ways, names), []).append(number)

    def near(self, key: Hashable, *sides: Iterable[str]) -> Iterator[int]:
        """Yield the things filed under `key` that bear on what is named, some repeatedly."""
        for ways in self._ways(len(sides)):
            for names in product(*map(self._names, sides, [not way for way in ways])):
                yield from self._filed.get((key, ways, names), ())

    def _ways(self, sides: int) -> Iterator[tuple[bool, ...]]:
        """Yield for which sides wholes stand on file; on the others they are looked up."""
        return product((False, True) if self.both_ways else (False,), repeat=sides)

    def _names(self, named: Iterable[str], with_wholes: bool) -> Collection[str]:  # noqa: FBT001 - mapped
        if not with_wholes:
            return {*named}
        return {whole for name in named for whole in self._wholes(name)}
