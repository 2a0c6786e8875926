"""Constraints on time: comparisons with dates and events, and what is joined of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from rdflib import BNode, URIRef
from rdflib import Literal as Written

from pactgraph.errors import BadDateError
from pactgraph.kernel.timeline import Precision, Stretch, stretch
from pactgraph.sentences.dates import beginning, begins_day, ending
from pactgraph.sentences.made import date
from pactgraph.sentences.said import Edge
from pactgraph.terms import ODRL, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rdflib.term import Node

    from pactgraph.sentences.lifting import DateLike
    from pactgraph.sentences.made import Triple

Operator = Literal["lt", "lteq", "gteq", "gt"]
_OF_EVENTS: dict[Node, Operator] = {ODRL.lt: "lt", ODRL.gteq: "gteq"}
_OF_DATES: dict[Node, Operator] = {**_OF_EVENTS, ODRL.lteq: "lteq", ODRL.gt: "gt"}
_PRECISIONS = {XSD[precision.value]: precision for precision in Precision}


class Descriptions(Protocol):
    """Triples, by what they are about."""

    def about(self, subject: Node) -> Mapping[Node, Collection[Node]]:
        """Return what is said of `subject`, by predicate."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A comparison with a date as it is written, or with an event."""

    operand: Literal["event", "dateTime"]
    operator: Operator
    value: Stretch | str


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions of which all have to hold, or one."""

    kind: Literal["and", "or"]
    parts: tuple[Condition, ...]


Condition = Leaf | Joined
"""What constraints say of time, where it is no more than this."""
OTHER: Mapping[str, Literal["and", "or"]] = {"and": "or", "or": "and"}


def join(kind: Literal["and", "or"], parts: Iterable[Condition]) -> Condition:
    """Return `parts` joined, each once, and those of parts that are joined alike."""
    flat: dict[Condition, None] = {}
    for part in parts:
        alike = part.parts if isinstance(part, Joined) and part.kind == kind else (part,)
        flat |= dict.fromkeys(alike)
    return next(iter(flat)) if len(flat) == 1 else Joined(kind, tuple(flat))


def written(conditions: Sequence[Condition], triples: list[Triple]) -> list[Node]:
    """Describe conditions in `triples`; return their nodes."""
    nodes: list[Node] = []
    for condition in conditions:
        node = BNode()
        nodes.append(node)
        if isinstance(condition, Leaf):
            value = condition.value
            right = URIRef(value) if isinstance(value, str) else date(value)
            triples += [
                (node, RDF.type, ODRL.Constraint),
                (node, ODRL.leftOperand, ODRL[condition.operand]),
                (node, ODRL.operator, ODRL[condition.operator]),
                (node, ODRL.rightOperand, right),
            ]
        else:
            triples.append((node, RDF.type, ODRL.LogicalConstraint))
            parts = written(condition.parts, triples)
            triples += [(node, ODRL[condition.kind], part) for part in parts]
    return nodes


def dated(date: DateLike, *, held: bool) -> Condition:
    """Return that a date has come, or not; as it is written, or in its shortest writing."""
    if isinstance(date, Edge):
        operator: Operator
        operator = ("gt" if held else "lteq") if date.end else ("gteq" if held else "lt")
        return Leaf("dateTime", operator, date.written)
    if held:
        return Leaf("dateTime", "gteq", beginning(date))
    if begins_day(date):
        return Leaf("dateTime", "lteq", ending(date))
    return Leaf("dateTime", "lt", beginning(date))


# ---- Reading ----------------------------------------------------------------------------


def found(graph: Descriptions, node: Node, seen: set[Node]) -> Condition | None:
    """Return the condition that a node is, if nothing else is said of it; None else.

    Args:
        graph: where it is described.
        node: the node.
        seen: nodes that are a part of what is read; none may be so twice, as it would be two.
    """
    if node in seen:
        return None
    seen.add(node)
    said = {predicate: [*values] for predicate, values in graph.about(node).items()}
    if said.pop(RDF.type, []) == [ODRL.LogicalConstraint]:
        return _joined(graph, said, seen)
    return _leaf(said) if graph.about(node).get(RDF.type) is not None else None


def _joined(
    graph: Descriptions, said: Mapping[Node, list[Node]], seen: set[Node]
) -> Condition | None:
    if len(said) != 1:
        return None
    ((predicate, values),) = said.items()
    kinds: dict[Node, Literal["and", "or"]] = {ODRL["and"]: "and", ODRL["or"]: "or"}
    parts = [found(graph, value, seen) for value in values]
    told = tuple(part for part in parts if part is not None)
    if predicate not in kinds or len(set(told)) < max(len(parts), 2):
        return None
    return Joined(kinds[predicate], told)


def _leaf(said: Mapping[Node, list[Node]]) -> Leaf | None:
    if said.keys() != {ODRL.leftOperand, ODRL.operator, ODRL.rightOperand}:
        return None
    if any(len(values) != 1 for values in said.values()):
        return None
    left, operator, right = (
        said[term][0] for term in (ODRL.leftOperand, ODRL.operator, ODRL.rightOperand)
    )
    if left == ODRL.event and isinstance(right, URIRef):
        told = _OF_EVENTS.get(operator)
        return None if told is None else Leaf("event", told, str(right))
    written = date_in(right)
    if left != ODRL.dateTime or written is None:
        return None
    told = _OF_DATES.get(operator)
    return None if told is None else Leaf("dateTime", told, written)


def date_in(node: Node) -> Stretch | None:
    """Return the date that a literal writes; None if it is none."""
    if not isinstance(node, Written) or node.datatype not in _PRECISIONS:
        return None
    try:
        return stretch(str(node), _PRECISIONS[node.datatype])
    except BadDateError:
        return None


def alike(one: Condition, other: Condition) -> bool:
    """Return whether two conditions are the same triples, whatever order they are in."""
    return _unordered(one) == _unordered(other)


def _unordered(condition: Condition) -> object:
    if isinstance(condition, Leaf):
        return condition
    return condition.kind, frozenset(map(_unordered, condition.parts))
