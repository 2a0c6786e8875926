"""Values of a record as plain JSON, and back: a format that runs no code.

A text, a truth value, a whole number and nothing stand for themselves. Everything else is an
array that begins with the number of its sort; of the classes that are known here, and no others,
the values of the fields follow. A condition that occurs several times in one row is written
once: multiplied out, it could be endless.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pactgraph import record
from pactgraph.kernel import conditions, duties, periods, points, scenarios, spans, timeline
from pactgraph.kernel.schedules import onward

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import Enum

    _Writer = Callable[[Any, dict[int, int]], "Plain"]
    _Maker = Callable[[list["Plain"], list[object]], object]

Plain = Any
"""What JSON can hold: a text, a number, a truth value, nothing, or a list of these."""

CLASSES = (
    *(record.Text, record.Thing, record.Concept, record.Source, record.Party, record.Asset),
    *(record.Action, record.Compared, record.Limit, record.Amount, record.Agreement),
    *(record.Clause, record.Statement, record.Event, record.Claim, record.Contradiction),
    *(record.StoryStep, record.Story),
    *(conditions.AtOrAfter, conditions.Before, conditions.And, conditions.Or, conditions.Xone),
    *(points.EarliestOf, points.LatestOf, points.After, points.NthOf, points.Moved),
    *(points.OnlyBefore, points.OnlyFrom, points.LapseOf),
    *(spans.Span, spans.Back, timeline.Duration, timeline.Stretch),
    *(periods.Period, duties.Duty, scenarios.Happening),
)
"""What a row is made of; the sorts are numbered as they stand here."""
ENUMS = (timeline.Precision, duties.State)

_TUPLE, _SET, _MAPPING, _AGAIN, _INSTANT, _LENGTH, _DECIMAL, _ONWARD = range(8)
_NUMBERS: dict[type, int] = {kind: at for at, kind in enumerate((*ENUMS, *CLASSES), start=8)}
_THEMSELVES: frozenset[type] = frozenset({str, bool, int, type(None)})
_SHARED = (conditions.And, conditions.Or, conditions.Xone)


def _fields(kind: type) -> tuple[str, ...]:
    """Return the fields of a class, those without names first; what it only remembers is none."""
    told = [field for field in fields(kind) if field.init and field.compare]
    return tuple(f.name for named in (False, True) for f in told if f.kw_only is named)


_FIELDS: dict[type, tuple[str, ...]] = {kind: _fields(kind) for kind in CLASSES}
_encoded = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
"""Writes what was just made of a value, in which there is no circle."""


def text_of(value: object) -> str:
    """Return a value as one line of JSON.

    >>> value_of(text_of((conditions.AtOrAfter("a"), None)))
    (AtOrAfter(point='a'), None)

    Raises:
        TypeError: something in it has a class that is not among `CLASSES`.
    """
    return _encoded(_plain(value, {}))


def value_of(text: str) -> Any:  # noqa: ANN401 - whatever was written
    """Return the value that `text_of` wrote as `text`."""
    return _value(json.loads(text), [])


# ---- Writing ----------------------------------------------------------------------------


def _plain(value: object, shared: dict[int, int]) -> Plain:
    """Return `value` as JSON; `shared` has the places of conditions that are written."""
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value, shared)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, spans.Onward):
        return [_ONWARD, value.name]
    raise TypeError(type(value).__qualname__)


def _parts(values: Iterable[object], shared: dict[int, int]) -> list[Plain]:
    return [each if type(each) in _THEMSELVES else _plain(each, shared) for each in values]


def _instant(value: datetime, _: dict[int, int]) -> Plain:
    return [_INSTANT, value.astimezone(UTC).replace(tzinfo=None).isoformat()]


def _writer(kind: type) -> _Writer:
    """Return what writes objects of a class: its number, and the values of the fields."""
    number, names = _NUMBERS[kind], _FIELDS[kind]
    told: Callable[[object], tuple[object, ...]] = (
        attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    )

    def write(value: object, shared: dict[int, int]) -> Plain:
        return [number, *_parts(told(value), shared)]

    def write_shared(value: object, shared: dict[int, int]) -> Plain:
        if id(value) in shared:
            return [_AGAIN, shared[id(value)]]
        found = write(value, shared)
        shared[id(value)] = len(shared)
        return found

    return write_shared if kind in _SHARED else write


_WRITERS: dict[type, _Writer] = {
    **dict.fromkeys(_THEMSELVES, lambda value, _: value),
    tuple: lambda value, shared: [_TUPLE, *_parts(value, shared)],
    frozenset: lambda value, shared: [_SET, *sorted(_parts(value, shared), key=str)],
    dict: lambda value, shared: [_MAPPING, *_parts(chain.from_iterable(value.items()), shared)],
    datetime: _instant,
    timedelta: lambda value, _: [_LENGTH, value.days, value.seconds, value.microseconds],
    Decimal: lambda value, _: [_DECIMAL, str(value)],
    **{kind: lambda value, _: [_NUMBERS[type(value)], value.value] for kind in ENUMS},
    **{kind: _writer(kind) for kind in CLASSES},
}


# ---- Reading ----------------------------------------------------------------------------


def _value(plain: Plain, shared: list[object]) -> object:
    if type(plain) is not list:
        return plain
    return _MAKERS[plain[0]](plain, shared)


def _each(plain: list[Plain], shared: list[object]) -> list[Any]:
    """Return the values after the number of a sort."""
    return [
        part if type(part) is not list else _MAKERS[part[0]](part, shared) for part in plain[1:]
    ]


def _mapping(plain: list[Plain], shared: list[object]) -> dict[Any, Any]:
    values = _each(plain, shared)
    return dict(zip(values[::2], values[1::2], strict=True))


def _maker(kind: type) -> _Maker:
    """Return what makes an object of a class from the values of its fields."""
    named = [f.name for f in fields(kind) if f.name in _FIELDS[kind] and f.kw_only]

    def make(plain: list[Plain], shared: list[object]) -> object:
        values = _each(plain, shared)
        if not named:
            return kind(*values)
        first = len(values) - len(named)
        return kind(*values[:first], **dict(zip(named, values[first:], strict=True)))

    def make_shared(plain: list[Plain], shared: list[object]) -> object:
        made = make(plain, shared)
        shared.append(made)
        return made

    return make_shared if kind in _SHARED else make


def _chosen(kind: type[Enum]) -> _Maker:
    return lambda plain, _: kind(plain[1])


_MAKERS: dict[int, _Maker] = {
    _TUPLE: lambda plain, shared: tuple(_each(plain, shared)),
    _SET: lambda plain, shared: frozenset(_each(plain, shared)),
    _MAPPING: _mapping,
    _AGAIN: lambda plain, shared: shared[plain[1]],
    _INSTANT: lambda plain, _: datetime.fromisoformat(plain[1]).replace(tzinfo=UTC),
    _LENGTH: lambda plain, _: timedelta(*plain[1:]),
    _DECIMAL: lambda plain, _: Decimal(plain[1]),
    _ONWARD: lambda plain, _: onward(plain[1]),
    **{_NUMBERS[kind]: _maker(kind) for kind in CLASSES},
    **{_NUMBERS[kind]: _chosen(kind) for kind in ENUMS},
}
