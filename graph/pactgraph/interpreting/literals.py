"""How XML Schema 1.1 writes numbers and truth values; anything else stands for nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgraph.terms import XSD

if TYPE_CHECKING:
    from rdflib import Literal, URIRef

_SPACE = " \t\r\n"
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_FINITE = re.compile(rf"{_DECIMAL.pattern}(?:[eE][+-]?[0-9]+)?")
_FLOATING = re.compile(rf"{_FINITE.pattern}|[+-]?INF|NaN")
_SMALL = re.compile(rf"{_DECIMAL.pattern}(?:[eE][+-]?[0-9]{{1,3}})?")
_INTEGERS = (
    *(XSD.integer, XSD.long, XSD.int, XSD.short, XSD.byte, XSD.nonNegativeInteger),
    *(XSD.positiveInteger, XSD.nonPositiveInteger, XSD.negativeInteger),
    *(XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte),
)
_WRITTEN: dict[URIRef | None, re.Pattern[str]] = {
    **dict.fromkeys(_INTEGERS, _INTEGER),
    XSD.decimal: _DECIMAL,
    XSD.double: _FLOATING,
    XSD.float: _FLOATING,
    XSD.boolean: re.compile("true|false|0|1"),
}
_NUMBERS = {*_INTEGERS, XSD.decimal, XSD.double, XSD.float}


def is_written_well(literal: Literal) -> bool:
    """Return whether a number or truth value is written as its datatype says.

    White space around it does not count; other datatypes are always fine here.
    """
    pattern = _WRITTEN.get(literal.datatype)
    return pattern is None or pattern.fullmatch(str(literal).strip(_SPACE)) is not None


def finite_number(literal: Literal) -> str:
    """Return the text of a finite number, fit for `decimal.Decimal`; "" if it is none."""
    text = str(literal).strip(_SPACE)
    if literal.datatype not in _NUMBERS or not is_written_well(literal):
        return ""
    return text if _SMALL.fullmatch(text) else ""
