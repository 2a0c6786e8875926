"""Values of left operands compared with right operands, by every operator of ODRL 2.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.kernel.instant import Truth, all_of, any_of
from pactgraph.messages import worded
from pactgraph.odrl.literals import Sides, compared, equal, order, value_of
from pactgraph.reading.triples import Term, shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgraph.odrl.hierarchy import Hierarchy
    from pactgraph.odrl.policy import Simple

OPPOSITE = {"neq": "eq", "gteq": "lt", "gt": "lteq", "isNoneOf": "isAnyOf"}
"""Operators that hold exactly where another one does not."""
_WITHIN: dict[str, Sides] = {
    "lt": frozenset({-1}),
    "lteq": frozenset({-1, 0}),
    "gteq": frozenset({0, 1}),
    "gt": frozenset({1}),
}


def satisfied(  # noqa: C901, PLR0911 - one case an operator
    constraint: Simple, values: Collection[Term], hierarchy: Hierarchy
) -> Truth:
    """Return whether `values`, of which there is at least one, satisfy `constraint`.

    eq: one value is one of the right operands; several are the right operands, no more and
    no less; neq: not so. lt, lteq, gteq, gt: every value is. isAnyOf: a value is among the
    right operands; isAllOf: all right operands are among the values; isNoneOf: no value is
    among them. isPartOf: every value belongs to a right operand; hasPart: every right operand
    belongs to a value; isA: every value is an instance of a right operand. Collections count
    by odrl:partOf.

    Returns:
        None where the values themselves leave it open: P1M is shorter than P30D in some
        months only, and a day may lie before noon of it or after.

    Raises:
        BadInputError: the operator asks for an order that the values do not have; a literal
            is none of its datatype.
    """
    right, datatype = constraint.right, constraint.datatype
    if datatype:
        for term in right:
            value_of(term, datatype)
    match constraint.operator:
        case "eq":
            return _same(values, right, datatype)
        case "neq":
            return opposite(_same(values, right, datatype))
        case "isAnyOf":
            return any_of(among(value, right, datatype) for value in values)
        case "isNoneOf":
            return opposite(any_of(among(value, right, datatype) for value in values))
        case "isAllOf":
            return _all_met(right, values, datatype)
        case "isPartOf":
            return all(not hierarchy.wholes(value).isdisjoint(right) for value in values)
        case "hasPart":
            return all(any(value in hierarchy.wholes(r) for value in values) for r in right)
        case "isA":
            return all(not hierarchy.classes(value).isdisjoint(right) for value in values)
        case operator:
            return all_of(_ordered(constraint, operator, value, right[0]) for value in values)


def opposite(truth: Truth) -> Truth:
    """Return the truth of the opposite.

    >>> opposite(True), opposite(None)
    (False, None)
    """
    return None if truth is None else not truth


def among(value: Term, others: Collection[Term], datatype: str) -> Truth:
    """Return whether `value` is one of `others`."""
    return any_of(equal(*compared(value, other, datatype)) for other in others)


def sides(value: Term, right: Term, datatype: str) -> Sides | None:
    """Return where `value` can lie to `right`; None where the two have no order."""
    return order(*compared(value, right, datatype))


def holds_at(operator: str, possible: Sides) -> Truth:
    """Return whether an ordered operator holds for a value that lies at one of `possible`."""
    asked = _WITHIN[operator]
    return False if possible.isdisjoint(asked) else True if possible <= asked else None


def _same(values: Collection[Term], right: Collection[Term], datatype: str) -> Truth:
    found = all_of(among(value, right, datatype) for value in values)
    return found if len(values) == 1 else all_of((found, _all_met(right, values, datatype)))


def _all_met(right: Collection[Term], values: Collection[Term], datatype: str) -> Truth:
    """Return whether each of `right` is one of `values`."""
    return all_of(
        any_of(equal(*compared(value, one, datatype)) for value in values) for one in right
    )


def _ordered(constraint: Simple, operator: str, value: Term, right: Term) -> Truth:
    possible = sides(value, right, constraint.datatype)
    if possible is None:
        raise BadInputError(
            worded(
                "the constraint {node} asks whether {value} is {operator} {right};"
                " give both as numbers, dates or durations of one kind",
                node=shown(constraint.node),
                value=shown(value),
                operator=operator,
                right=shown(right),
            )
        )
    return holds_at(operator, possible)
