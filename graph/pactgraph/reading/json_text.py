"""JSON as RFC 8259 has it, each key once in an object; places are kept for messages."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from pactgraph.messages import worded
from pactgraph.reading.faults import Fault, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    Path = tuple[str | int, ...]

DEEPEST = 100
"""Objects and arrays nested deeper than this are refused."""
_SAID = {
    "Expecting value": worded("a value is missing"),
    "Expecting ',' delimiter": worded("a comma is missing"),
    "Expecting ':' delimiter": worded("a colon is missing"),
    "Expecting property name enclosed in double quotes": worded(
        "a name in double quotes is missing"
    ),
    "Illegal trailing comma before end of object": worded(
        "there is a comma too many before the end of an object"
    ),
    "Illegal trailing comma before end of array": worded(
        "there is a comma too many before the end of an array"
    ),
    "Extra data": worded("something stands after its end"),
    "Unterminated string starting at": worded("a text is not closed"),
    "Invalid control character at": worded("a control character stands in a text"),
}
"""What Python's reader of JSON says, in words of our own."""
TOO_DEEP = worded("objects and arrays are nested more than {deepest} deep", deepest=DEEPEST)

_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_TOKEN = re.compile(r'[ \t\r\n]*([{}\[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}\[\],:"]+)', re.DOTALL)


class Decimal(float):
    """A number with a fraction or an exponent, which remembers how it is written."""

    __slots__ = ("written",)
    written: str


def parsed(text: str) -> object:
    """Return what a JSON text says: dicts, lists, texts, ints, `Decimal`s, booleans, None.

    Raises:
        UnreadableError: it is no JSON, a key stands twice in one object, a text holds half
            of a surrogate pair, a number is none or too large, or it is nested too deep.
    """
    try:
        document = json.loads(
            text,
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_decimal,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(
            Fault(
                worded("this is not JSON: {said}", said=_SAID.get(error.msg, error.msg)),
                error.lineno,
            )
        ) from None
    except _TwiceError as error:
        message = worded(
            'the key "{error}" stands twice in one object; one of them would be lost', error=error
        )
        raise UnreadableError(Fault(message, _line_of_repeated(text, str(error)))) from None
    except _NoNumberError as error:
        word = str(error)
        line = next(_line_at(text, m.start(1)) for m in _TOKEN.finditer(text) if m[1] == word)
        message = worded("{error} is no number that JSON or its readers know", error=word[:40])
        raise UnreadableError(Fault(message, line)) from None
    except RecursionError:
        raise UnreadableError(Fault(TOO_DEEP)) from None
    if _ESCAPED_HALF.search(text):
        _refuse_halves(text)
    return document


def lines(text: str) -> dict[Path, int]:
    """Return the line, counted from 1, of each value of a JSON text, by the way to it."""
    found: dict[Path, int] = {}
    line, before = 1, 0
    for path, place in _values(text):
        line += text.count("\n", before, place)
        found[path] = line
        before = place
    return found


class _TwiceError(Exception):
    """A key stands twice in an object."""


class _NoNumberError(Exception):
    """A word or a number that JSON or its readers do not have."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise _TwiceError(next(key for key, count in counts.items() if count > 1))
    return found


def _no_number(word: str) -> NoReturn:
    raise _NoNumberError(word)


def _decimal(written: str) -> Decimal:
    number = Decimal(written)
    if math.isinf(number):
        raise _NoNumberError(written)
    number.written = written
    return number


def _integer(written: str) -> int:
    try:
        return int(written)
    except ValueError:  # longer than Python reads
        raise _NoNumberError(written) from None


def _refuse_halves(text: str) -> None:
    for match in _TOKEN.finditer(text):
        token = match[1]
        if _ESCAPED_HALF.search(token) and _HALF.search(json.loads(token, strict=False)):
            message = worded(
                "{token} holds half of a character (a lone surrogate); write the character itself",
                token=token[:40],
            )
            raise UnreadableError(Fault(message, _line_at(text, match.start(1))))


def _values(text: str) -> Iterator[tuple[Path, int]]:
    """Return the way to each value of a JSON text that parses, and where it begins."""
    way: list[str | int] = []
    in_object: list[bool] = []
    expects_key = False
    for match in _TOKEN.finditer(text):
        sign = match[1]
        if sign in "}]":
            way.pop()
            in_object.pop()
        elif sign == ",":
            if in_object[-1]:
                expects_key = True
            else:
                way[-1] += 1  # type: ignore[operator]
        elif expects_key:
            way[-1] = json.loads(sign, strict=False)
            expects_key = False
        elif sign != ":":
            yield tuple(way), match.start(1)
            if sign in "{[":
                expects_key = sign == "{"
                in_object.append(expects_key)
                way.append("" if expects_key else 0)
        if sign == "}":
            expects_key = False


def _line_of_repeated(text: str, key: str) -> int | None:
    """Return the line where `key` stands for the second time in one object."""
    seen: set[Path] = set()
    for path, place in _values(text):
        if path and path[-1] == key:
            if path in seen:
                return _line_at(text, place)
            seen.add(path)
    return None


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
