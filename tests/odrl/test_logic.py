"""Random logical constraints agree with brute force over everything that nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from lengths import examples
from made.probes import active, dated, on_event, permission, valued

if TYPE_CHECKING:
    from collections.abc import Callable

    World = tuple[object, ...]

COMPARES: dict[str, Callable[[object, list[object]], bool]] = {
    "lt": lambda value, right: value < right[0],  # type: ignore[operator]
    "lteq": lambda value, right: value <= right[0],  # type: ignore[operator]
    "gteq": lambda value, right: value >= right[0],  # type: ignore[operator]
    "gt": lambda value, right: value > right[0],  # type: ignore[operator]
    "eq": lambda value, right: value in right,
    "isAnyOf": lambda value, right: value in right,
    "neq": lambda value, right: value not in right,
    "isNoneOf": lambda value, right: value not in right,
}
ANY = sorted(COMPARES)
UNORDERED = ["eq", "isAnyOf", "isNoneOf", "neq"]


@dataclass(frozen=True)
class Unknown:
    """A left operand whose value nobody gives.

    Attributes:
        left: the operand.
        operators: what it can be compared with.
        rights: right operands, as written in Turtle, each with its value.
        values: what its value can be, as far as the right operands tell values apart.
    """

    left: str
    operators: list[str]
    rights: list[tuple[str, object]]
    values: list[object]


NUMBERS = [("1", 1.0), ("2", 2.0), ('"2.00"^^xsd:decimal', 2.0), ('"3e0"^^xsd:double', 3.0)]
DAYS = [(f'"P{days}D"^^xsd:duration', days) for days in (10, 20, 30)]
NOON = datetime(2029, 6, 1, 12, tzinfo=UTC)
INSTANTS = [
    (f'"{(NOON + timedelta(hours=hours)).isoformat()}"^^xsd:dateTime', hours) for hours in range(3)
]
UNKNOWNS = [
    Unknown("odrl:count", ANY, [*NUMBERS], [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5]),
    Unknown("odrl:purpose", UNORDERED, [(f":v{n}", n) for n in range(3)], [0, 1, 2, "another"]),
    Unknown("odrl:meteredTime", ANY, [*DAYS], [5, 10, 15, 20, 25, 30, 35]),
    Unknown(":published", ANY, [*INSTANTS], [-0.5, 0, 0.5, 1, 1.5, 2, 2.5]),
    Unknown("odrl:event", ["lt", "gteq"], [(":e", 1)], [0, 1]),
]


@dataclass(frozen=True)
class Leaf:
    """A constraint: known, or on something that nobody knows."""

    which: int
    operator: str
    right: tuple[int, ...]

    def written(self) -> str:
        """Return it in Turtle."""
        if self.which == len(UNKNOWNS):
            return dated(
                "gt" if self.operator == "eq" else "lt", f'"{2000 + self.right[0]}"^^xsd:gYear'
            )
        unknown = UNKNOWNS[self.which]
        right = " , ".join(unknown.rights[number][0] for number in self.right)
        if unknown.left == "odrl:event":
            return on_event(self.operator, right)
        return valued(unknown.left, self.operator, right)

    def truth(self, world: World) -> bool:
        """Return whether it holds in a world in which everything is known."""
        if self.which == len(UNKNOWNS):
            return self.operator == "eq"
        rights = [UNKNOWNS[self.which].rights[number][1] for number in self.right]
        return COMPARES[self.operator](world[self.which], rights)


@dataclass(frozen=True)
class Joined:
    """A logical constraint."""

    connective: str
    parts: tuple[Leaf | Joined, ...]
    as_list: bool

    def written(self) -> str:
        """Return it in Turtle, in one of the two spellings."""
        parts = [part.written() for part in self.parts]
        operands = f"( {' '.join(parts)} )" if self.as_list else " , ".join(parts)
        return f"[ odrl:{self.connective} {operands} ]"

    def truth(self, world: World) -> bool:
        """Return whether it holds in a world in which everything is known."""
        truths = [part.truth(world) for part in self.parts]
        return {"and": all(truths), "or": any(truths), "xone": sum(truths) == 1}[self.connective]


@st.composite
def leaves(draw: st.DrawFn) -> Leaf:
    """Return a constraint; several right operands only where the operator takes them."""
    which = draw(st.integers(0, len(UNKNOWNS)))
    if which == len(UNKNOWNS):
        return Leaf(which, draw(st.sampled_from(["eq", "neq"])), (draw(st.integers(0, 2)),))
    unknown = UNKNOWNS[which]
    operator = draw(st.sampled_from(unknown.operators))
    most = 2 if operator in UNORDERED else 1
    places = st.integers(0, len(unknown.rights) - 1)
    right = draw(st.lists(places, min_size=1, max_size=most, unique=True))
    return Leaf(which, operator, tuple(right))


trees = st.recursive(
    leaves(),
    lambda inner: st.builds(
        Joined,
        st.sampled_from(["and", "or", "xone"]),
        st.lists(inner, min_size=1, max_size=3).map(tuple),
        st.booleans(),
    ),
    max_leaves=7,
)


def used(tree: Leaf | Joined) -> set[int]:
    """Return which unknowns a tree names."""
    if isinstance(tree, Leaf):
        return {tree.which} - {len(UNKNOWNS)}
    return set().union(*map(used, tree.parts))


@given(trees)
@settings(deadline=None, max_examples=examples(300))
def test_constraints_agree_with_brute_force(tree: Leaf | Joined) -> None:
    """True or false if it is so in every possible world, open if worlds differ."""
    named = used(tree)
    worlds = product(
        *(one.values if number in named else [None] for number, one in enumerate(UNKNOWNS))
    )
    outcomes = {tree.truth(world) for world in worlds}
    expected = outcomes.pop() if len(outcomes) == 1 else None

    assert expected is active(permission(tree.written()))
