"""From ODRL constraints to temporal conditions and limits of scope.

`odrl:dateTime` and `odrl:event` say when a clause holds. Every other left operand
limits what it covers; such a constraint counts as satisfied here and is listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import Literal

from pactgraph.errors import BadInputError
from pactgraph.kernel.conditions import (
    ALWAYS,
    CONNECTIVES,
    AtOrAfter,
    Condition,
    compared_with_date,
    compared_with_event,
    turns_back,
)
from pactgraph.kernel.timeline import Precision, stretch
from pactgraph.messages import joined, message_of, worded, worded_count
from pactgraph.terms import ODRL, RDF, RDFS, XSD, iri_of, local_name, prefixed

if TYPE_CHECKING:
    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triples
    from pactgraph.kernel.timeline import Stretch

LOGICAL = {name: iri_of(name) for name in CONNECTIVES}
"""The logical operands that a clause may use."""
DEEPEST = 60
"""Logical constraints nested deeper than this are refused."""

LARGEST = 100_000
"""A constraint that has more comparisons, written out, is refused."""

_DATATYPES = {XSD[precision.value]: precision for precision in Precision}


class ConstraintError(BadInputError):
    """A constraint cannot be understood.

    Attributes:
        constraint: the node at fault, which may be an operand of the one asked about.
        predicate: the property at fault; None if the constraint as a whole is.
        about: what it names and is not what it should be; None if that is not the fault.
        others: what else is wrong with other operands.
    """

    def __init__(
        self,
        constraint: Node,
        message: str,
        predicate: Node | None = None,
        about: Node | None = None,
    ) -> None:
        """Keep the node at fault."""
        super().__init__(message)
        self.constraint = constraint
        self.predicate = predicate
        self.about = about
        self.others: tuple[ConstraintError, ...] = ()

    @property
    def all(self) -> tuple[ConstraintError, ...]:
        """This error and the others."""
        return (self, *self.others)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a constraint means.

    Attributes:
        condition: when it is satisfied; always, for a limit of scope.
        limits: the constraints in it that limit the scope, as the labels put them.
        coverage: `condition` with every comparison of scope as an event of its own name.
        comparisons: the constraints that `coverage` names so.
        size: how many comparisons it has, those of a shared operand as often as it is named.
    """

    condition: Condition
    limits: tuple[Node, ...] = ()
    coverage: Condition = ALWAYS
    comparisons: tuple[Node, ...] = ()
    size: int = 1


def date_value(node: Node | None) -> Stretch:
    """Return the stretch of time that the literal `node` stands for.

    Raises:
        BadInputError: it is no literal of a date datatype, or no such date exists.
    """
    if not isinstance(node, Literal) or node.datatype not in _DATATYPES:
        shown = worded("nothing") if node is None else worded("“{text}”", text=str(node)[:40])
        raise BadInputError(
            worded(
                "{shown} is not a date; write it as xsd:date, xsd:gYearMonth,"
                " xsd:gYear or xsd:dateTime",
                shown=shown,
            )
        )
    return stretch(str(node), _DATATYPES[node.datatype])


def meaning(graph: Triples, constraint: Node, events: frozenset[Node]) -> Meaning:
    """Return what `constraint` means.

    Args:
        graph: where it is described.
        constraint: an odrl:Constraint or odrl:LogicalConstraint.
        events: everything that can be named as an event.

    Raises:
        ConstraintError: an operand or operator is missing or does not fit, an event is
            unknown, a logical constraint contains itself or mixes time and scope below xone.
    """
    return _meaning(graph, constraint, events, (), {})


def _meaning(
    graph: Triples,
    constraint: Node,
    events: frozenset[Node],
    path: tuple[Node, ...],
    known: dict[Node, Meaning | ConstraintError],
) -> Meaning:
    """Return what `constraint`, an operand of those in `path`, means; look once at each."""
    if constraint not in known:
        try:
            known[constraint] = _looked_at(graph, constraint, events, path, known)
        except ConstraintError as error:
            known[constraint] = error
    found = known[constraint]
    if isinstance(found, ConstraintError):
        raise found
    return found


def _looked_at(
    graph: Triples,
    constraint: Node,
    events: frozenset[Node],
    path: tuple[Node, ...],
    known: dict[Node, Meaning | ConstraintError],
) -> Meaning:
    if constraint in path:
        raise ConstraintError(constraint, worded("the constraint contains itself"))
    if len(path) >= DEEPEST:
        raise ConstraintError(
            path[0], worded("the constraint is nested more than {deepest} deep", deepest=DEEPEST)
        )
    if (constraint, ODRL.andSequence, None) in graph:
        raise ConstraintError(
            constraint,
            worded(
                "odrl:andSequence is not supported; use odrl:and, and order the"
                " events with pact:neverPrecedes"
            ),
        )
    used = [name for name, term in LOGICAL.items() if (constraint, term, None) in graph]
    if not used:
        return _simple(graph, constraint, events)
    if len(used) > 1:
        both = joined(worded(" and "), used)
        raise ConstraintError(
            constraint, worded("it has {both}; nest one in the other", both=both)
        )
    parts: list[Meaning] = []
    errors: dict[ConstraintError, None] = {}
    for operand in operands(graph, constraint, LOGICAL[used[0]]):
        if (operand, None, None) not in graph:
            raise ConstraintError(
                constraint,
                worded(
                    "{used} names {operand}, which is not described; check the name,"
                    " or describe it",
                    used=used[0],
                    operand=local_name(str(operand))[:60],
                ),
                LOGICAL[used[0]],
            )
        try:
            parts.append(_meaning(graph, operand, events, (*path, constraint), known))
        except ConstraintError as error:
            errors |= dict.fromkeys(error.all)
    if errors:
        first, *others = errors
        first.others = tuple(others)
        raise first
    return _logical(constraint, used[0], parts)


def operands(graph: Triples, constraint: Node, term: Node) -> list[Node]:
    """Return the operands of a logical constraint: repeated values, an RDF list, or both.

    Raises:
        ConstraintError: a list is broken: it runs in a circle, or a part of it has not one
            rdf:first and one rdf:rest.
    """
    found: list[Node] = []
    for value in graph.objects(constraint, term):
        is_list = value == RDF.nil or (value, RDF.first, None) in graph
        is_list = is_list or (value, RDF.rest, None) in graph
        found.extend(_members(graph, constraint, term, value) if is_list else [value])
    return sorted(set(found), key=str)


def _members(graph: Triples, constraint: Node, term: Node, head: Node) -> list[Node]:
    members: list[Node] = []
    seen: set[Node] = set()
    while head != RDF.nil:
        first, rest = list(graph.objects(head, RDF.first)), list(graph.objects(head, RDF.rest))
        if head in seen or len(first) != 1 or len(rest) != 1:
            fault = worded("runs in a circle") if head in seen else worded("is broken")
            raise ConstraintError(
                constraint,
                worded(
                    "the list of {term} {fault}: each part of a list needs one"
                    " rdf:first and one rdf:rest, and the last one ends in rdf:nil",
                    term=prefixed(term),
                    fault=fault,
                ),
                term,
            )
        seen.add(head)
        members += first
        head = rest[0]
    return members


def _logical(constraint: Node, name: str, parts: list[Meaning]) -> Meaning:
    if not parts:
        raise ConstraintError(
            constraint,
            worded("{name} has no operands; name at least one constraint", name=name),
        )
    size = sum(part.size for part in parts)
    if size > LARGEST:
        raise ConstraintError(
            constraint,
            worded(
                "written out, {name} has more than {largest} comparisons, as parts are named again"
                " and again; name each part once, or as a pact:DerivedEvent",
                name=name,
                largest=f"{LARGEST:,}",
            ),
        )
    temporal = [part for part in parts if part.condition != ALWAYS]
    coverage = CONNECTIVES[name](tuple(part.coverage for part in parts))
    comparisons = tuple(limit for part in parts for limit in part.comparisons)
    if not temporal:
        return Meaning(ALWAYS, (constraint,), coverage, comparisons, size)
    limits = tuple(limit for part in parts for limit in part.limits)
    whole = CONNECTIVES[name](tuple(part.condition for part in parts))
    if limits and turns_back(whole):
        raise ConstraintError(
            constraint,
            worded(
                "{name} mixes conditions on time with limits of scope; say with"
                " odrl:and and odrl:or what is meant",
                name=name,
            ),
        )
    return Meaning(whole, limits, coverage, comparisons, size)


def _simple(graph: Triples, constraint: Node, events: frozenset[Node]) -> Meaning:
    left = graph.value(constraint, ODRL.leftOperand)
    operator = graph.value(constraint, ODRL.operator)
    right = graph.value(constraint, ODRL.rightOperand)
    parts = {"leftOperand": left, "operator": operator, "rightOperand": right}
    missing = [f"odrl:{name}" for name, value in parts.items() if value is None]
    if missing:
        named = joined(worded(" and "), missing)
        told = worded_count("{names} is missing", "{names} are missing", len(missing), names=named)
        raise ConstraintError(constraint, told, ODRL[missing[0].removeprefix("odrl:")])
    name = local_name(str(operator))
    at_fault = ODRL.rightOperand
    try:
        if left == ODRL.dateTime:
            date = date_value(right)
            at_fault = ODRL.operator
            return _temporal(compared_with_date(name, date))
        if left == ODRL.event and right in events:
            at_fault = ODRL.operator
            return _temporal(compared_with_event(name, str(right)))
    except BadInputError as error:
        raise ConstraintError(constraint, message_of(error), at_fault) from None
    if left == ODRL.event:
        raise ConstraintError(
            constraint,
            worded(
                "there is no event {right}; declare it as a pact:Event, or correct the name",
                right=local_name(str(right)),
            ),
            ODRL.rightOperand,
            right,
        )
    operands(graph, constraint, ODRL.rightOperand)
    return Meaning(ALWAYS, (constraint,), AtOrAfter(str(constraint)), (constraint,))


def _temporal(condition: Condition) -> Meaning:
    return Meaning(condition, coverage=condition)


def limit_label(graph: Triples, limit: Node) -> dict[str, str]:
    """Return the label of a limit of scope, by language."""
    return {
        label.language or "": str(label)
        for label in graph.objects(limit, RDFS.label)
        if isinstance(label, Literal)
    }
