"""Orders of events: which never come before which.

An order is kept as it was said, step by step. All that come before an event, at any distance,
are found when that is asked: of a row of events all pairs are more than anybody needs.
"""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, TypeVar, cast

from pactgraph.errors import BadInputError
from pactgraph.messages import worded
from pactgraph.reaching import reached

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Order:
    """For each event all that lie on one side of it, at any distance.

    >>> sorted(Order({"c": ["b"], "b": ["a"]}).of("c"))
    ['a', 'b']

    Attributes:
        nearest: for each event some on that side, from which the others follow.
    """

    nearest: Mapping[str, Collection[str]]
    _found: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def __iter__(self) -> Iterator[str]:
        """Yield the events of which something is said."""
        return iter(self.nearest)

    def __bool__(self) -> bool:
        """Return whether anything is said."""
        return bool(self.nearest)

    def of(self, event: str) -> frozenset[str]:
        """Return the events that lie on that side of `event`."""
        if event not in self._found:
            nearest = self.nearest.get(event)
            if nearest is None:
                return frozenset()
            self._found[event] = self.reach(nearest)
        return self._found[event]

    def reach(self, events: Iterable[str]) -> frozenset[str]:
        """Return `events`, and all that lie on that side of them."""
        return reached(events, lambda event: self.nearest.get(event, ()))

    def carried(
        self, own: Mapping[str, _Value], join: Callable[[_Value, _Value], _Value]
    ) -> dict[str, _Value]:
        """Return, for each event, what the values of all on that side of it come to.

        An event with none on that side that has a value is left out.

        >>> Order({"c": ["b"], "b": ["a"]}).carried({"a": 3, "b": 1}, max)
        {'b': 3, 'c': 3}

        Args:
            own: values of some of the events.
            join: what two values come to; how often and in which order does not matter.
        """
        found: dict[str, _Value] = {}
        for event in self._sequence:
            for other in self.nearest.get(event, ()):
                for values in (own, found):
                    if other in values:
                        value = values[other]
                        found[event] = join(found[event], value) if event in found else value
        return found

    def turned(self) -> Order:
        """Return the order seen from the other side."""
        nearest: dict[str, dict[str, None]] = {}
        for event, others in self.nearest.items():
            for other in others:
                nearest.setdefault(other, {})[event] = None
        return Order(nearest)

    def beside(self, other: Order) -> Order:
        """Return this order and one of other events together."""
        maps = (cast("MutableMapping[str, Collection[str]]", o.nearest) for o in (other, self))
        return Order(ChainMap(*maps))

    @cached_property
    def _sequence(self) -> tuple[str, ...]:
        """All events, each after those that lie on that side of it."""
        return tuple(TopologicalSorter(self.nearest).static_order())


NONE = Order({})


def order_of(pairs: Iterable[tuple[str, str]]) -> Order:
    """Return which events come before each, by `pairs` of which the second never comes first.

    Raises:
        BadInputError: some event would come before itself.
    """
    before: dict[str, dict[str, None]] = {}
    for first, second in pairs:
        before.setdefault(second, {})[first] = None
        before.setdefault(first, {})
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        circle = error.args[1][1:]
        start = circle.index(min(circle))
        chain = " → ".join([*circle[start:], *circle[:start], circle[start]])
        raise BadInputError(
            worded("the order of events is circular: {chain}", chain=chain)
        ) from None
    return Order(before)
