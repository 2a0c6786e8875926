"""Values of RDF terms, and how two of them compare, by XML Schema 1.1 (part 2).

A value belongs to one family: numbers, dates, durations, times of day, texts, IRIs and so
on. Values of two families are not equal and have no order. What XML Schema leaves open, and
what a date that names a whole day leaves open, is None here: nobody knows.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pactgraph.errors import BadInputError
from pactgraph.kernel.timeline import Stretch
from pactgraph.messages import worded
from pactgraph.odrl.dates import DATATYPES, DURATIONS, Span, date_of, span_of
from pactgraph.reading.triples import XSD, Term, datatype_of, is_iri, is_literal, shown, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pactgraph.kernel.instant import Truth

Sides = frozenset[int]
"""Where a value can lie to another: before it (-1), at or within it (0), after it (1).

Several if nobody knows which; none if it lies nowhere, as NaN does."""

_BELOW, _SAME, _ABOVE = frozenset({-1}), frozenset({0}), frozenset({1})
_NOWHERE: Sides = frozenset()
_REAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_DECIMAL = re.compile(_REAL)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DOUBLE = re.compile(rf"{_REAL}(?:[Ee][+-]?[0-9]+)?|[+-]?INF|NaN")
_BITS = {"long": 63, "int": 31, "short": 15, "byte": 7}
_RANGES: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2**bits), 2**bits - 1) for name, bits in _BITS.items()},
    **{f"unsigned{name.title()}": (0, 2 ** (bits + 1) - 1) for name, bits in _BITS.items()},
}
_ZONE = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_TIME = re.compile(
    r"(?:(?P<h>[01][0-9]|2[0-3]):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])(?:\.(?P<f>[0-9]+))?"
    rf"|24:00:00(?:\.0+)?){_ZONE}"
)
_MONTH = re.compile(rf"--(?P<month>[0-9]{{2}}){_ZONE}")
_DAY = re.compile(rf"---(?P<day>[0-9]{{2}}){_ZONE}")
_MONTH_DAY = re.compile(rf"--(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_ZONE}")
_SECOND = 1_000_000
_LEAP_YEAR = 1972
"""The year in which XML Schema compares days and months that have none (E.3.5)."""

_SPACE = " \t\r\n"
_TEXTS: dict[str, Callable[[str], str]] = {
    "": str,
    XSD + "string": str,
    XSD + "normalizedString": lambda text: re.sub("[\t\r\n]", " ", text),
    **{
        XSD + name: lambda text: " ".join(text.split())
        for name in ("token", "language", "Name", "NCName", "NMTOKEN", "ID", "IDREF")
    },
}
_WRITTEN_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:T[0-9:.]+)?)?(?:Z|[+-][0-9:]+)?")


@dataclass(frozen=True, slots=True)
class Value:
    """What a term stands for.

    Attributes:
        family: the kind of value; only values of one family can be equal, but for text.
        content: the value, such as a Decimal for numbers, a Stretch for dates.
    """

    family: str
    content: Any

    @property
    def is_nan(self) -> bool:
        """Whether it is the number that equals nothing, not even itself."""
        return isinstance(self.content, Decimal) and self.content.is_nan()


@lru_cache(maxsize=4096)
def value_of(term: Term, datatype: str = "") -> Value:
    """Return what `term` stands for; plain text is of `datatype`, where that is given.

    Raises:
        BadInputError: a literal is not one that its datatype has.
    """
    if not is_literal(term):
        return Value("iri", text_of(term)) if is_iri(term) else Value("blank node", term)
    text, kind = text_of(term), datatype_of(term) or datatype
    mark = term[term.rindex('"') + 1 :]
    if mark.startswith("@"):
        return Value("text", (text, mark[1:].lower()))
    if kind in _TEXTS:
        return Value("text", (_TEXTS[kind](text), ""))
    return _of_datatype(term, text, kind)


def _of_datatype(term: Term, text: str, kind: str) -> Value:
    try:
        if kind in DATATYPES:
            return Value("date", date_of(term, kind))
        if kind in DURATIONS:
            return Value("duration", span_of(term))
        if kind.startswith(XSD) and (parse := _PARSERS.get(kind[len(XSD) :])):
            return Value(*parse(text.strip(_SPACE)))
    except BadInputError:
        raise
    except (ValueError, InvalidOperation):
        raise BadInputError(
            worded(
                "{term} is no xsd:{kind} as XML Schema writes it",
                term=shown(term),
                kind=kind[len(XSD) :],
            )
        ) from None
    return Value("unknown datatype", (kind, text))


def compared(one: Term, other: Term, datatype: str = "") -> tuple[Value, Value]:
    """Return what two terms stand for when they meet.

    Plain text takes the datatype `datatype`, or that of what it meets, if it is a value of
    it; two plain texts that are both written as dates are dates.

    Raises:
        BadInputError: as `value_of`.
    """
    return _met(one, other, datatype), _met(other, one, datatype)


def equal(value: Value, other: Value) -> Truth:
    """Return whether `value` is `other`; for a date, whether it lies in it.

    Text with a language and the same text without are perhaps equal, and so are text and the
    IRI that it writes; of datatypes that are not of XML Schema only the same text is equal.
    """
    families = {value.family, other.family}
    if families <= {"text", "iri"} and "text" in families:
        return _equal_texts(value, other)
    if families & {"blank node", "unknown datatype"}:
        return True if value == other else None
    if len(families) > 1 or value.is_nan or other.is_nan:
        return False
    if value.family == "date":
        sides = order(value, other) or _NOWHERE
        return True if sides == _SAME else None if 0 in sides else False
    return bool(value.content == other.content)


def _equal_texts(one: Value, other: Value) -> Truth:
    """Return whether two texts, or a text and an IRI, are equal."""
    (text, language), (right, right_language) = (
        value.content if value.family == "text" else (value.content, worded("an IRI"))
        for value in (one, other)
    )
    if text != right:
        return False
    if language and right_language:
        return bool(language == right_language)
    return True if language == right_language else None


def order(value: Value, other: Value) -> Sides | None:
    """Return where `value` can lie to `other`; None where XML Schema has no order for them."""
    if value.family != other.family or value.family not in ORDERED:
        return None
    if value.is_nan or other.is_nan:
        return _NOWHERE
    first, second = value.content, other.content
    if isinstance(first, Stretch) and isinstance(second, Stretch):
        before, after = first.start < second.start, first.end > second.end
        within = first.start < second.end and second.start < first.end
        return frozenset(s for s, so in ((-1, before), (0, within), (1, after)) if so)
    if isinstance(first, Span) and isinstance(second, Span):
        return first.sides(second)
    return _BELOW if first < second else _ABOVE if first > second else _SAME


def readings(value: Value) -> frozenset[object]:
    """Return what can be equal to `value`: two values without a common reading share no equal.

    Plain text can be read as a value of any datatype; blank nodes and values of datatypes
    that are not of XML Schema can be equal to anything that is as little known.
    """
    if value.family in {"blank node", "unknown datatype"}:
        return frozenset({"anything", value})
    if value.family == "iri":
        return frozenset({value.content})
    if value.family != "text":
        return frozenset({value})
    text, language = value.content
    return frozenset({text}) if language else frozenset({text, *_read_as(text.strip(_SPACE))})


def _read_as(text: str) -> Iterator[object]:
    for parse in _PARSERS.values():
        try:
            yield Value(*parse(text))
        except (ValueError, InvalidOperation):
            continue
    literal = f'"{text}"'
    for read in (date_of, span_of):
        try:
            found = read(literal)
        except BadInputError:
            continue
        yield (found.start, found.end) if isinstance(found, Stretch) else found


ORDERED = {"number", "date", "duration", "time", "gMonth", "gDay", "gMonthDay"}
"""The families whose values XML Schema orders."""


def _met(term: Term, other: Term, datatype: str) -> Value:
    plain = is_literal(term) and value_of(term).family == "text" and not datatype_of(term)
    if not plain or term.rfind("@") > term.rfind('"'):
        return value_of(term)
    kind = datatype or datatype_of(other)
    if not kind and _WRITTEN_DATE.fullmatch(text_of(term)):
        met = is_literal(other) and _WRITTEN_DATE.fullmatch(text_of(other))
        kind = XSD + "date" if met else ""
    try:
        if kind in DATATYPES and kind != datatype:
            return Value("date", date_of(term))
        return value_of(term, kind)
    except BadInputError:
        return value_of(term)


# ---- How XML Schema writes values -------------------------------------------------------


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    match = pattern.fullmatch(text)
    if not match:
        raise ValueError(text)
    return match


def _decimal(text: str) -> tuple[str, Decimal]:
    return "number", Decimal(_matched(_DECIMAL, text)[0])


def _double(text: str) -> tuple[str, Decimal]:
    written = _matched(_DOUBLE, text)[0]
    rough = float(written.replace("INF", "inf"))
    if rough in (0, float("inf"), float("-inf")) or rough != rough:  # noqa: PLR0124 - NaN
        return "number", Decimal(rough)
    return "number", Decimal(written)


def _integer(name: str) -> Callable[[str], tuple[str, object]]:
    least, most = _RANGES[name]

    def parse(text: str) -> tuple[str, object]:
        number = Decimal(_matched(_INTEGER, text)[0])
        if (least is not None and number < least) or (most is not None and number > most):
            raise ValueError(text)
        return "number", number

    return parse


def _boolean(text: str) -> tuple[str, bool]:
    return "boolean", {"true": True, "1": True, "false": False, "0": False}[_one_of(text)]


def _one_of(text: str) -> str:
    return _matched(re.compile("true|false|1|0"), text)[0]


def _time(text: str) -> tuple[str, int]:
    found = _matched(_TIME, text)
    hours, minutes, seconds = (int(found[part] or 0) for part in "hms")
    micro = int((found["f"] or "")[:6].ljust(6, "0"))
    clock = ((hours * 60 + minutes) * 60 + seconds) * _SECOND + micro
    return "time", clock - _offset(found["zone"])


def _calendar(family: str, pattern: re.Pattern[str]) -> Callable[[str], tuple[str, object]]:
    def parse(text: str) -> tuple[str, object]:
        found = _matched(pattern, text).groupdict()
        month, day = int(found.get("month") or 12), int(found.get("day") or 1)
        days = date(_LEAP_YEAR, month, day).toordinal()
        return family, days * 24 * 3600 * _SECOND - _offset(found["zone"])

    return parse


def _offset(zone: str | None) -> int:
    """Return how many microseconds a zone is ahead of UTC; none means UTC."""
    if zone is None or zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return (-minutes if zone[0] == "-" else minutes) * 60 * _SECOND


_PARSERS: dict[str, Callable[[str], tuple[str, object]]] = {
    "decimal": _decimal,
    "double": _double,
    "float": _double,
    **{name: _integer(name) for name in _RANGES},
    "boolean": _boolean,
    "time": _time,
    "gMonth": _calendar("gMonth", _MONTH),
    "gDay": _calendar("gDay", _DAY),
    "gMonthDay": _calendar("gMonthDay", _MONTH_DAY),
    "anyURI": lambda text: ("iri", text),
    "hexBinary": lambda text: ("hexBinary", _bytes_of_hex(text)),
    "base64Binary": lambda text: ("base64Binary", _bytes_of_base64(text)),
}


def _bytes_of_hex(text: str) -> bytes:
    return binascii.unhexlify(_matched(re.compile("(?:[0-9A-Fa-f]{2})*"), text)[0])


def _bytes_of_base64(text: str) -> bytes:
    return base64.b64decode(re.sub(f"[{_SPACE}]", "", text), validate=True)
