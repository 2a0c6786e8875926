"""Random logical constraints agree with brute force over everything that nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from probes import active, dated, on_event, permission, valued

from lengths import examples

UNKNOWNS = range(3)
"""Three values that nobody gives, and three events that the world does not mention."""


@dataclass(frozen=True)
class Leaf:
    """A constraint: known, or on an unknown value or event, or on the opposite of one."""

    kind: str
    which: int
    positive: bool

    def written(self) -> str:
        """Return it in Turtle."""
        if self.kind == "date":
            return dated("gt" if self.positive else "lt", f'"{2000 + self.which}"^^xsd:gYear')
        if self.kind == "value":
            return valued("odrl:purpose", "eq" if self.positive else "neq", f":v{self.which}")
        return on_event("gteq" if self.positive else "lt", f":e{self.which}")

    def truth(self, world: tuple[bool, ...]) -> bool:
        """Return whether it holds in a world in which everything is known."""
        if self.kind == "date":
            return self.positive
        offset = 0 if self.kind == "value" else len(UNKNOWNS)
        return world[offset + self.which] == self.positive


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

    def truth(self, world: tuple[bool, ...]) -> bool:
        """Return whether it holds in a world in which everything is known."""
        truths = [part.truth(world) for part in self.parts]
        return {"and": all(truths), "or": any(truths), "xone": sum(truths) == 1}[self.connective]


leaves = st.builds(
    Leaf, st.sampled_from(["date", "value", "event"]), st.sampled_from(UNKNOWNS), st.booleans()
)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        Joined,
        st.sampled_from(["and", "or", "xone"]),
        st.lists(inner, min_size=1, max_size=4).map(tuple),
        st.booleans(),
    ),
    max_leaves=10,
)


@given(trees)
@settings(deadline=None, max_examples=examples(300))
def test_constraints_agree_with_brute_force(tree: Leaf | Joined) -> None:
    """True or false if it is so in every possible world, open if worlds differ."""
    worlds = product([True, False], repeat=2 * len(UNKNOWNS))
    outcomes = {tree.truth(world) for world in worlds}
    expected = outcomes.pop() if len(outcomes) == 1 else None

    assert expected is active(permission(tree.written()))
