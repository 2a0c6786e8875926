"""Parts of conditions that nobody named: the first, or the last, of some events.

"One of A and B has happened" is true from the earliest of them on, "not all of them have" until
the latest. Multiplied out, nine conditions precedent that are each met or waived would be 512
periods; as parts, each under one name, they are a single one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.interpreting.constraints import LOGICAL, ConstraintError, operands
from pactgraph.kernel.conditions import (
    CONNECTIVES,
    And,
    Atom,
    AtOrAfter,
    Before,
    Condition,
    Joined,
    Or,
    fold,
)
from pactgraph.kernel.points import EarliestOf, LatestOf
from pactgraph.terms import ODRL

if TYPE_CHECKING:
    from collections.abc import Collection

    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triples
    from pactgraph.kernel.conditions import Events

Part = EarliestOf | LatestOf

_PARTS: dict[tuple[type[Joined], type[Condition]], type[Part]] = {
    (Or, AtOrAfter): EarliestOf,
    (And, AtOrAfter): LatestOf,
    (And, Before): EarliestOf,
    (Or, Before): LatestOf,
}


def unnamed_parts(graph: Triples, events: Collection[Node]) -> dict[str, Part]:
    """Return the first or last of some events for each logical constraint that says no more.

    Args:
        graph: where constraints are described.
        events: everything that can be named as an event.

    Returns:
        By names that tell what they are.
    """
    found = {}
    for name in CONNECTIVES:
        for constraint in set(graph.subjects(LOGICAL[name])):
            condition = _condition(graph, constraint, name, events)
            part = part_of(condition) if condition else None
            if part is not None:
                found[name_of(part)] = part
    return found


def _condition(
    graph: Triples, constraint: Node, name: str, events: Collection[Node]
) -> Condition | None:
    """Return what a logical constraint says of events; None if it is about anything else."""
    try:
        parts = operands(graph, constraint, LOGICAL[name])
    except ConstraintError:
        return None  # told when the clause that names it is read
    atoms = [_atom(graph, part, events) for part in parts]
    told = tuple(atom for atom in atoms if atom is not None)
    return CONNECTIVES[name](told) if len(told) == len(atoms) else None


def _atom(graph: Triples, constraint: Node, events: Collection[Node]) -> Atom | None:
    event = graph.value(constraint, ODRL.rightOperand)
    if event not in events or graph.value(constraint, ODRL.leftOperand) != ODRL.event:
        return None
    operator = graph.value(constraint, ODRL.operator)
    if operator not in (ODRL.gteq, ODRL.lt):
        return None
    return (AtOrAfter if operator == ODRL.gteq else Before)(str(event))


def part_of(condition: Condition) -> Part | None:
    """Return what `condition` is true from, or until, if that is the first or last of events.

    >>> part_of(Or((AtOrAfter("met"), AtOrAfter("waived"))))
    EarliestOf(events=('met', 'waived'))
    >>> part_of(Or((Before("met"), AtOrAfter("waived"))))
    """
    if not isinstance(condition, Joined):
        return None
    kinds = {type(part) for part in condition.parts}
    points = sorted({str(p.point) for p in condition.parts if isinstance(p, AtOrAfter | Before)})
    if len(kinds) != 1 or len(points) == 1:
        return None
    part = _PARTS.get((type(condition), kinds.pop()))
    return part(tuple(points)) if part else None


def name_of(part: Part) -> str:
    """Return what a part is called.

    >>> name_of(EarliestOf(("met", "waived")))
    'met(first-with:waived)'
    """
    first, *others = part.events
    return (
        f"{first}({'first' if isinstance(part, EarliestOf) else 'last'}-with:{','.join(others)})"
    )


def in_parts(condition: Condition, events: Events) -> Condition:
    """Return `condition` with each part that nobody named under its name, if `events` know it."""

    def joined(kind: type[Joined], parts: tuple[Condition, ...]) -> Condition:
        whole = kind(parts)
        part = part_of(whole)
        if part is None or name_of(part) not in events.points:
            return whole
        return (AtOrAfter if isinstance(parts[0], AtOrAfter) else Before)(name_of(part))

    return fold(condition, lambda atom: atom, joined)
