"""Answers as JSON, and back as the same values of the same classes: a format that runs no code.

A text, a number, a truth value and nothing stand for themselves. Everything else is an array that
begins with what it is; a value of a class is the class, by its name or by its number where it was
named before, and the values of its fields. Such a value that was written before, or that both
sides know from a record, is only its number: so an answer holds none of the record that it is of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pactgraph.asking.search import Listing
from pactgraph.asking.several import Several
from pactgraph.kernel.schedules import onward
from pactgraph.kernel.spans import Onward

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.record import Record

OBJECTS = "application/vnd.pactgraph.answer+json"
"""The media type."""
_HOMES = ("asking", "flows", "kernel", "record", "scope", "sparql.questions", "terms")
"""Where the classes live that answers are made of."""

_LIST, _TUPLE, _SET, _MAPPING, _AGAIN, _OBJECT, _ENUM, _LISTED = range(8)
_INSTANT, _DAY, _LENGTH, _DECIMAL, _ONWARD = range(8, 13)


@dataclass(frozen=True, slots=True)
class Known:
    """A record as both sides know it.

    Attributes:
        text: the record, written.
        mark: tells it apart from any other one.
        numbers: of each of its objects, by identity.
        record: the record, which keeps them alive.
    """

    text: str
    mark: str
    numbers: Mapping[int, int]
    record: Record

    @classmethod
    def of(cls, record: Record) -> Known:
        """Return a record as it is written."""
        writer = _Writer({})
        text = _json(writer.plain(record))
        return cls(text, sha256(text.encode()).hexdigest(), writer.numbers, record)

    def written(self, answer: object) -> str:
        """Return an answer about this record as JSON, in one line.

        Raises:
            TypeError: something in it is of no class that can be written.
        """
        return _json(_Writer(dict(self.numbers)).plain(answer))


@dataclass(frozen=True, slots=True)
class Received:
    """A record that was read, with its objects in the order of their numbers."""

    record: Record
    mark: str
    objects: Sequence[object] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Received:
        """Read a record.

        Raises:
            ValueError: it is none.
        """
        reader = _Reader([])
        record = reader.read(json.loads(text))
        return cls(record, sha256(text.encode()).hexdigest(), reader.objects)

    def read(self, plain: object) -> Any:  # noqa: ANN401 - whatever was written
        """Return an answer about this record, from JSON that was parsed.

        Raises:
            ValueError: it is none.
        """
        return _Reader([*self.objects]).read(plain)


def _json(plain: object) -> str:
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the fields of a class, but those in which it only remembers what it worked out."""
    told = (f for f in fields(kind) if f.init)
    return tuple(f.name for f in told if f.compare or f.default_factory is MISSING)


@cache
def _slots(kind: type) -> tuple[str, ...]:
    """Return what a list that tells itself holds beside its items."""
    return tuple(name for each in kind.__mro__ for name in getattr(each, "__slots__", ()))


class _Writer:
    """What is written so far: the numbers of objects, and of classes."""

    def __init__(self, numbers: dict[int, int]) -> None:
        self.numbers = numbers
        self._classes: dict[type, int] = {}
        self._alive: list[object] = []

    def plain(self, value: object) -> Any:  # noqa: ANN401, C901, PLR0911 - a return a case
        """Return a value as JSON has it."""
        if value is None or type(value) in (str, bool, int, float):
            return value
        match value:
            case Enum():
                return [_ENUM, self._class(type(value)), self.plain(value.value)]
            case str():
                return str(value)
            case Several() | Listing():
                kind = self._class(type(value))
                beside = [self.plain(getattr(value, name)) for name in _slots(type(value))]
                return [_LISTED, kind, beside, *map(self.plain, value)]
            case list():
                return [_LIST, *map(self.plain, value)]
            case tuple():
                return [_TUPLE, *map(self.plain, value)]
            case frozenset() | set():
                ordered = sorted(value) if all(isinstance(v, str) for v in value) else value
                return [_SET, *map(self.plain, ordered)]
            case Onward():
                return [_ONWARD, value.name]
            case _ if is_dataclass(value):
                return self._object(value)
            case Mapping():
                return [_MAPPING, *(self.plain(part) for pair in value.items() for part in pair)]
            case _:
                return _moment(value)

    def _object(self, value: object) -> Any:  # noqa: ANN401 - as `plain`
        if isinstance(value, Mapping):  # rows that are read when they are asked for
            return self.plain(dict(value))
        number = self.numbers.get(id(value))
        if number is not None:
            return [_AGAIN, number]
        kind: Any = type(value)
        found = [_OBJECT, self._class(kind)]
        found += [self.plain(getattr(value, name)) for name in _fields(kind)]
        self.numbers[id(value)] = len(self.numbers)
        self._alive.append(value)  # else its identity could become that of another one
        return found

    def _class(self, kind: type) -> str | int:
        number = self._classes.get(kind)
        if number is not None:
            return number
        name = f"{kind.__module__.removeprefix('pactgraph.')}:{kind.__qualname__}"
        if _found(name) is not kind:
            raise TypeError(name)
        self._classes[kind] = len(self._classes)
        return name


def _moment(value: object) -> list[object]:
    match value:
        case datetime():
            return [_INSTANT, value.astimezone(UTC).replace(tzinfo=None).isoformat()]
        case date():
            return [_DAY, value.isoformat()]
        case timedelta():
            return [_LENGTH, value.days, value.seconds, value.microseconds]
        case Decimal():
            return [_DECIMAL, str(value)]
        case _:
            raise TypeError(type(value).__qualname__)


class _Reader:
    """What is read so far: objects, and classes."""

    def __init__(self, objects: list[object]) -> None:
        self.objects = objects
        self._classes: list[type] = []

    def read(self, plain: object) -> Any:  # noqa: ANN401 - whatever was written
        """Return a value.

        Raises:
            ValueError: it is not written so.
        """
        try:
            return self._value(plain)
        except (TypeError, LookupError, ArithmeticError, AttributeError, RecursionError) as error:
            raise ValueError(type(error).__name__) from error

    def _value(self, plain: Any) -> Any:  # noqa: ANN401 - whatever was written
        if isinstance(plain, list):
            sort, *rest = plain
            return self._object(rest) if sort == _OBJECT else self._other(sort, rest)
        if isinstance(plain, dict):
            raise TypeError
        return plain

    def _other(self, sort: int, rest: list[Any]) -> Any:  # noqa: ANN401 - likewise
        if sort == _AGAIN:
            if rest[0] < 0:
                raise LookupError
            return self.objects[rest[0]]
        if sort == _LIST:
            return [*map(self._value, rest)]
        if sort == _TUPLE:
            return tuple(map(self._value, rest))
        if sort == _SET:
            return frozenset(map(self._value, rest))
        if sort == _MAPPING:
            parts = [*map(self._value, rest)]
            return dict(zip(parts[::2], parts[1::2], strict=True))
        if sort == _ENUM:
            kind = self._class(rest[0])
            if not issubclass(kind, Enum):
                raise TypeError(kind)
            return kind(self._value(rest[1]))
        if sort == _LISTED:
            return self._listed(self._class(rest[0]), *rest[1:])
        return _moment_in(sort, rest)

    def _object(self, rest: list[Any]) -> object:
        kind, values = self._class(rest[0]), rest[1:]
        names = _fields(kind)  # of no other class there are any
        found = kind(**dict(zip(names, map(self._value, values), strict=True)))
        self.objects.append(found)
        return found

    def _listed(self, kind: type, beside: list[Any], *items: Any) -> object:  # noqa: ANN401
        if not issubclass(kind, (Several, Listing)):
            raise TypeError(kind)
        found = kind.__new__(kind)
        for name, value in zip(_slots(kind), map(self._value, beside), strict=True):
            setattr(found, name, value)
        found.extend(map(self._value, items))
        return found

    def _class(self, told: str | int) -> Any:  # noqa: ANN401 - a class of any sort
        if isinstance(told, int):
            return self._classes[told]
        kind = _found(told)
        self._classes.append(kind)
        return kind


def _moment_in(sort: int, rest: list[Any]) -> object:
    if sort == _INSTANT:
        return datetime.fromisoformat(rest[0]).replace(tzinfo=UTC)
    if sort == _DAY:
        return date.fromisoformat(rest[0])
    if sort == _LENGTH:
        return timedelta(*rest)
    if sort == _DECIMAL:
        return Decimal(rest[0])
    if sort == _ONWARD:
        return onward(rest[0])
    raise TypeError(sort)


@cache
def _found(name: str) -> type:
    """Return the class called `name`, if it is one that answers are made of.

    Raises:
        LookupError: it is none.
    """
    module, _, qualname = name.partition(":")
    if not any(module == home or module.startswith(f"{home}.") for home in _HOMES):
        raise LookupError(name)
    try:
        found: Any = import_module(f"pactgraph.{module}")
    except ImportError:
        raise LookupError(name) from None
    for part in qualname.split("."):
        found = getattr(found, part)
    answers = isinstance(found, type) and found.__module__ == f"pactgraph.{module}"
    if not answers or not (is_dataclass(found) or issubclass(found, (Enum, Several, Listing))):
        raise LookupError(name)
    kind: type = found
    return kind
