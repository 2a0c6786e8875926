"""What each parameter of a shape demands, as a function (SHACL, section 4)."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.checking.shacl.validation import conforms
from pactgraph.reading.triples import (
    RDF,
    XSD,
    datatype_of,
    is_blank,
    is_iri,
    language_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from pactgraph.checking.shacl.shape import Data, Shape
    from pactgraph.reading.triples import Term

    Faults = Callable[[Data, Sequence[Term]], Sequence[Term]]

_TEXT, _TEXT_WITH_LANGUAGE = f"<{XSD}string>", f"<{RDF}langString>"
DATATYPES = {
    _TEXT,
    _TEXT_WITH_LANGUAGE,
    *(f"<{XSD}{name}>" for name in ("boolean", "date", "dateTime", "duration", "integer")),
    *(f"<{XSD}{name}>" for name in ("gYear", "gYearMonth")),
}
"""Whose texts are understood."""
_KEPT = 10_000
"""So many numbers and dates are kept as understood; files repeat them."""


def of_class(name: Term) -> Faults:
    """Demand instances of the class `name`, or of one below it."""
    return lambda data, values: [v for v in values if v not in data.instances[name]]


def of_datatype(datatype: Term) -> Faults:
    """Demand literals of `datatype` with a text that it allows."""
    if datatype == _TEXT_WITH_LANGUAGE:
        return _of_each(lambda value: language_of(value) != "")
    if datatype == _TEXT:
        return _of_each(lambda value: value.endswith('"'))
    iri = text_of(datatype)
    return _of_each(lambda value: datatype_of(value) == iri and not _literal(value).ill_typed)


def of_iris(_: Term) -> Faults:
    """Demand IRIs."""
    return _of_each(is_iri)


def at_least(number: Term) -> Faults:
    """Demand `number` values or more."""
    count = int(text_of(number))
    return lambda _, values: [""] if len(values) < count else []


def at_most(number: Term) -> Faults:
    """Demand `number` values or fewer."""
    count = int(text_of(number))
    return lambda _, values: [""] if len(values) > count else []


def not_below(bound: Term) -> Faults:
    """Demand numbers from `bound` on, which is a whole one."""
    least = int(text_of(bound))
    return _of_each(lambda value: _is_number_from(least, value))


def not_longer(number: Term) -> Faults:
    """Demand at most `number` characters."""
    length = int(text_of(number))
    return _of_each(lambda value: not is_blank(value) and len(text_of(value)) <= length)


def matching(pattern: Term) -> Faults:
    """Demand texts or IRIs in which `pattern` is found."""
    found = re.compile(text_of(pattern)).search
    return _of_each(lambda value: not is_blank(value) and found(text_of(value)) is not None)


def one_a_language(_: Term) -> Faults:
    """Demand no two texts in the same language."""

    def faults(_: Data, values: Sequence[Term]) -> list[Term]:
        if len(values) < 2:  # noqa: PLR2004 - two are needed to be the same
            return []
        counts = Counter(map(language_of, values))
        return [""] * sum(count > 1 for language, count in counts.items() if language)

    return faults


def having(value: Term) -> Faults:
    """Demand that `value` is among the values."""
    return lambda _, values: [] if value in values else [""]


def among(members: Collection[Term]) -> Faults:
    """Demand nothing but `members`."""
    allowed = frozenset(members)
    return lambda _, values: [value for value in values if value not in allowed]


def shaped(shape: Shape) -> Faults:
    """Demand what has `shape`."""
    return lambda data, values: [v for v in values if not conforms(shape, v, data)]


def not_shaped(shape: Shape) -> Faults:
    """Demand what does not have `shape`."""
    return lambda data, values: [v for v in values if conforms(shape, v, data)]


def shaped_as_any(shapes: Sequence[Shape]) -> Faults:
    """Demand what has one of the `shapes` or several."""
    return lambda data, values: [
        v for v in values if not any(conforms(shape, v, data) for shape in shapes)
    ]


def shaped_as_one(shapes: Sequence[Shape]) -> Faults:
    """Demand what has exactly one of the `shapes`."""
    return lambda data, values: [
        v for v in values if sum(conforms(shape, v, data) for shape in shapes) != 1
    ]


def _of_each(is_met: Callable[[Term], bool]) -> Faults:
    return lambda _, values: [value for value in values if not is_met(value)]


def _is_number_from(least: int, term: Term) -> bool:
    match _literal(term).value if datatype_of(term) else None:
        case bool():
            return False
        case Decimal() as number:
            return not number.is_nan() and number >= least
        case int() | float() as number:
            return number >= least
        case _:
            return False


@lru_cache(_KEPT)
def _literal(term: Term) -> Literal:
    """Return a literal with a datatype as rdflib understands it."""
    return Literal(text_of(term), datatype=URIRef(datatype_of(term)), normalize=False)
