"""What each parameter of a shape demands, as a function (SHACL, section 4)."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.checking.shacl.validation import lacking
from pactgraph.terms import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from rdflib.term import Node

    from pactgraph.checking.shacl.shape import Data, Shape

    Faults = Callable[[Data, Collection[Node]], Sequence[Node | None]]

DATATYPES = frozenset(
    {
        *(XSD.string, RDF.langString),
        *(XSD.boolean, XSD.date, XSD.dateTime, XSD.duration, XSD.integer, XSD.gYear),
        XSD.gYearMonth,
    }
)
"""Whose texts are understood."""


def of_class(name: Node) -> Faults:
    """Demand instances of the class `name`, or of one below it."""
    return lambda data, values: [v for v in values if v not in data.instances[name]]


def of_datatype(datatype: Node) -> Faults:
    """Demand literals of `datatype` with a text that it allows."""
    if datatype == RDF.langString:
        return _of_each(lambda value: _language(value) != "")
    if datatype == XSD.string:
        return _of_each(_is_plain)
    return _of_each(
        lambda value: type(value) is Literal and value.datatype == datatype and not value.ill_typed
    )


def of_iris(_: Node) -> Faults:
    """Demand IRIs."""
    return _of_each(lambda value: type(value) is URIRef)


def at_least(number: Node) -> Faults:
    """Demand `number` values or more."""
    count = int(str(number))
    return lambda _, values: [None] if len(values) < count else []


def at_most(number: Node) -> Faults:
    """Demand `number` values or fewer."""
    count = int(str(number))
    return lambda _, values: [None] if len(values) > count else []


def not_below(bound: Node) -> Faults:
    """Demand numbers from `bound` on, which is a whole one."""
    least = int(str(bound))
    return _of_each(lambda value: _is_number_from(least, value))


def not_longer(number: Node) -> Faults:
    """Demand at most `number` characters."""
    length = int(str(number))
    return lambda _, values: [v for v in values if type(v) is BNode or len(v) > length]  # type: ignore[arg-type]


def matching(pattern: Node) -> Faults:
    """Demand texts or IRIs in which `pattern` is found."""
    found = re.compile(str(pattern)).search
    return lambda _, values: [v for v in values if type(v) is BNode or not found(v)]  # type: ignore[call-overload]


def one_a_language(_: Node) -> Faults:
    """Demand no two texts in the same language."""

    def faults(_: Data, values: Collection[Node]) -> list[None]:
        if len(values) < 2:  # noqa: PLR2004 - two are needed to be the same
            return []
        languages = [*filter(None, map(_language, values))]
        if len({*languages}) == len(languages):
            return []
        return [None] * sum(count > 1 for count in Counter(languages).values())

    return faults


def having(value: Node) -> Faults:
    """Demand that `value` is among the values."""
    return lambda _, values: [] if value in values else [None]


def among(members: Collection[Node]) -> Faults:
    """Demand nothing but `members`."""
    allowed = frozenset(members)
    return lambda _, values: [value for value in values if value not in allowed]


def shaped(shape: Shape) -> Faults:
    """Demand what has `shape`."""
    return lambda data, values: lacking(shape, values, data)


def not_shaped(shape: Shape) -> Faults:
    """Demand what does not have `shape`."""

    def faults(data: Data, values: Collection[Node]) -> list[Node]:
        without = {*map(id, lacking(shape, values, data))}
        return [value for value in values if id(value) not in without]

    return faults


def shaped_as_any(shapes: Sequence[Shape]) -> Faults:
    """Demand what has one of the `shapes` or several."""

    def faults(data: Data, values: Collection[Node]) -> list[Node]:
        left = [*values]
        for shape in shapes:
            left = lacking(shape, left, data) if left else left
        return left

    return faults


def shaped_as_one(shapes: Sequence[Shape]) -> Faults:
    """Demand what has exactly one of the `shapes`."""

    def faults(data: Data, values: Collection[Node]) -> list[Node]:
        without = [{*map(id, lacking(shape, values, data))} for shape in shapes]
        lacks = Counter(chain.from_iterable(without))
        return [value for value in values if lacks[id(value)] != len(shapes) - 1]

    return faults


def _of_each(is_met: Callable[[Node], bool]) -> Faults:
    return lambda _, values: [value for value in values if not is_met(value)]


def _is_plain(value: Node) -> bool:
    """Return whether `value` is a text without a language."""
    return type(value) is Literal and value.datatype is None and value.language is None


def _language(value: Node) -> str:
    """Return the language tag of a text, in small letters; "" for other terms."""
    return (value.language or "").lower() if type(value) is Literal else ""


def _is_number_from(least: int, value: Node) -> bool:
    match value.value if type(value) is Literal and value.datatype else None:
        case bool():
            return False
        case Decimal() as number:
            return not number.is_nan() and number >= least
        case int() | float() as number:
            return number >= least
        case _:
            return False
