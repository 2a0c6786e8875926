"""Values of left operands compared with right operands, by every operator of ODRL 2.2."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pactgraph.errors import BadDateError, BadInputError
from pactgraph.kernel.timeline import Duration, Stretch
from pactgraph.odrl.dates import DATATYPES, DURATIONS, date_of, duration_of
from pactgraph.odrl.triples import XSD, Term, datatype_of, is_literal, shown, text_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgraph.odrl.hierarchy import Hierarchy
    from pactgraph.odrl.policy import Simple

    Comparable = Decimal | Stretch | Duration

_NUMBERS = {
    XSD + name
    for name in (
        *("decimal", "integer", "double", "float", "int", "long", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
}


def satisfied(constraint: Simple, values: Collection[Term], hierarchy: Hierarchy) -> bool:
    """Return whether `values`, of which there is at least one, satisfy `constraint`.

    eq: the values are the right operands, no more and no less; neq: they are not. lt, lteq,
    gteq, gt: every value is. isAnyOf: a value is among the right operands; isAllOf: all right
    operands are among the values; isNoneOf: no value is among them. isPartOf: every value
    belongs to a right operand; hasPart: every right operand belongs to a value; isA: every
    value is an instance of a right operand. Collections count by odrl:partOf.

    Raises:
        BadInputError: the operator asks for an order that the values do not have.
    """
    right, datatype = constraint.right, constraint.datatype
    match constraint.operator:
        case "eq" | "neq" as operator:
            same = _all_among(values, right, datatype) and _all_among(right, values, datatype)
            return same == (operator == "eq")
        case "isAnyOf":
            return any(_among(value, right, datatype) for value in values)
        case "isNoneOf":
            return not any(_among(value, right, datatype) for value in values)
        case "isAllOf":
            return _all_among(right, values, datatype)
        case "isPartOf":
            return all(not hierarchy.wholes(value).isdisjoint(right) for value in values)
        case "hasPart":
            return all(any(value in hierarchy.wholes(r) for value in values) for r in right)
        case "isA":
            return all(not hierarchy.classes(value).isdisjoint(right) for value in values)
        case operator:
            return all(_ordered(constraint, operator, value, right[0]) for value in values)


def _all_among(some: Collection[Term], others: Collection[Term], datatype: str) -> bool:
    return all(_among(one, others, datatype) for one in some)


def _among(value: Term, others: Collection[Term], datatype: str) -> bool:
    return value in others or any(_equal(value, other, datatype) for other in others)


def _equal(one: Term, other: Term, datatype: str) -> bool:
    """Return whether two terms have the same value, such as 5 and 5.00."""
    if not (is_literal(one) and is_literal(other)):
        return one == other
    first, second = _comparable(one, other, datatype), _comparable(other, one, datatype)
    if first is None or second is None or type(first) is not type(second):
        return text_of(one) == text_of(other)
    if isinstance(first, Stretch) and isinstance(second, Stretch):
        return second.start <= first.start and first.end <= second.end
    return first == second


def _ordered(constraint: Simple, operator: str, value: Term, right: Term) -> bool:
    first = _comparable(value, right, constraint.datatype)
    second = _comparable(right, value, constraint.datatype)
    if first is None or second is None or type(first) is not type(second):
        raise BadInputError(
            f"the constraint {shown(constraint.node)} asks whether {shown(value)} is {operator}"
            f" {shown(right)}; give both as numbers, dates or durations"
        )
    order = _order(first, second)
    return {
        "lt": order == {-1},
        "lteq": 1 not in order,
        "gteq": -1 not in order,
        "gt": order == {1},
    }[operator]


def _order(first: Comparable, second: Comparable) -> set[int]:
    """Return how the points of `first` lie to `second`: before (-1), within (0), after (1)."""
    match first, second:
        case Stretch(), Stretch():
            before, after = first.start < second.start, first.end > second.end
            within = first.start < second.end and second.start < first.end
            return {side for side, so in ((-1, before), (0, within), (1, after)) if so}
        case Duration(), Duration():
            shorter, longer = first.never_longer_than(second), second.never_longer_than(first)
            return {0} if shorter and longer else {-1} if shorter else {1} if longer else {-1, 1}
        case Decimal(), Decimal():
            return {(first > second) - (first < second)}
    raise AssertionError(first, second)  # pragma: no cover - both are of one type


def _comparable(term: Term, other: Term, datatype: str) -> Comparable | None:
    """Return the value of a literal; plain text takes the datatype of what it meets."""
    if not is_literal(term):
        return None
    kind = datatype_of(term) or datatype or datatype_of(other)
    try:
        if kind in _NUMBERS:
            return Decimal(text_of(term))
        if kind in DATATYPES:
            return date_of(term, kind)
        if kind in DURATIONS:
            return duration_of(term)
    except (InvalidOperation, BadDateError, BadInputError):
        return None
    return None
