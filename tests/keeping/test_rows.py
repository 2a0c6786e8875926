"""Everything that a record holds comes back from text as it was."""

from __future__ import annotations

import dataclasses
import enum
import sys
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from rdflib import URIRef

from keeping.comparing import BASE, HEAD, SHARED, contract, put, told
from made.portfolios import write
from pactgraph import record as records_module
from pactgraph.checking.check import trusted_record
from pactgraph.keeping import records
from pactgraph.keeping.rows import CLASSES, ENUMS, text_of, value_of
from pactgraph.kernel import conditions, duties, periods, points, scenarios, spans, timeline
from pactgraph.kernel.schedules import schedule
from pactgraph.record import Event, Record, Text
from pactgraph.resources import Resource, folder
from work.portfolios import MIXES
from work.portfolios import portfolio as worked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALLOWED = (
    *(" ", "\t", "\n", "\r\n", "\u2028", "\ufeff", "a\u0301", "🦀", "\ud7ff", "<b>", "x" * 10_000),
    *('"', "\\", "\\n", "'", "[8,1]", "null", "true"),
)
HOSTILE = (*ALLOWED, "", "\0", "\x7f", "\x1e", "\u202ert", "\ud800")


def assert_back(record: Record) -> None:
    """Compare a record with what is made of its texts, and these with what is made of sections."""
    texts = dict(records.texts_of(record))
    sections = {sort: records.section_of(rows) for sort, rows in texts.items()}
    read = {sort: records.texts_in(section) for sort, section in sections.items()}
    assert read == texts
    found, expected = told(records.record_of(read)), told(record)
    for name in expected.keys() - {"ids"}:
        assert found[name] == expected[name], name


def test_facts() -> None:
    """The facts that ship."""
    record, _ = trusted_record([folder(Resource.FACTS)], shapes=False)
    assert_back(record)


def test_made_portfolio(tmp_path: Path) -> None:
    """A made-up portfolio, with every construct."""
    write(tmp_path, 250, 7)
    record, _ = trusted_record([tmp_path], shapes=False)
    assert {type(point) for point in record.relations.points.values()} >= {points.Moved}
    assert_back(record)


@pytest.mark.parametrize("mix", MIXES)
def test_worked_portfolios(tmp_path: Path, mix: str) -> None:
    """Portfolios of which much hangs on one thing."""
    assert_back(worked(tmp_path, mix, 12).record)


def test_hostile_labels(tmp_path: Path) -> None:
    """Labels that look like the format, or break lines; IRIs that are not ASCII."""
    lines = []
    for number, label in enumerate(ALLOWED):
        text = label.translate({9: r"\t", 10: r"\n", 13: r"\r", 34: r"\"", 92: r"\\"})
        lines.append(f':пример-{number} a pact:Event ; rdfs:label "{text}"@en-x-{number} .\n')
        lines.append(f':例-{number} a odrl:Asset ; rdfs:label "{text}" .\n')
    put(tmp_path, {"a.ttl": HEAD + SHARED, "b.ttl": contract(0, "".join(lines))})
    record, _ = trusted_record([tmp_path], shapes=False)
    labels = {
        text for event in record.events.values() for text in event.label.by_language.values()
    }
    assert set(ALLOWED) <= labels
    assert f"{BASE}例-3" in record.assets
    assert_back(record)


def test_shared_conditions() -> None:
    """Conditions nested 60 deep, each twice in the next one: as a tree they would be endless."""
    condition: conditions.Condition = conditions.AtOrAfter("a")
    for depth in range(60):
        kind = (conditions.And, conditions.Or, conditions.Xone)[depth % 3]
        condition = kind((condition, conditions.Before(f"b{depth}"), condition))
    text = text_of((condition, "x", condition, None))
    assert len(text) < 10_000
    found, _, again, _ = value_of(text)
    assert again is found
    assert text_of((found, "x", again, None)) == text
    one, other = condition, found
    for _ in range(60):  # compared whole, it would be endless, too
        assert type(one) is type(other)
        assert one.parts[1] == other.parts[1]
        shared = isinstance(other.parts[0], conditions.Joined)
        assert other.parts[0] is other.parts[2] or not shared
        one, other = one.parts[0], other.parts[0]
    assert one == other


_NESTED = """
:n{n} a odrl:LogicalConstraint ; odrl:or :l{n}, :r{n} .
:l{n} a odrl:LogicalConstraint ; odrl:and :n{m}, :before0 .
:r{n} a odrl:LogicalConstraint ; odrl:and :n{m}, :until{n} .
:until{n} a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ;
    odrl:rightOperand "203{n}"^^xsd:gYear .
"""


def test_nested_conditions(tmp_path: Path) -> None:
    """Conditions of a file, nested and shared, as far as that can be read."""
    lines = [":a0-1 odrl:constraint :n0 .\n"]
    lines += (_NESTED.format(n=depth, m=depth + 1) for depth in range(4))
    lines.append(":n4 a odrl:LogicalConstraint ; odrl:or :before0 .\n")
    put(tmp_path, {"a.ttl": HEAD + SHARED, "b.ttl": contract(0, "".join(lines))})
    record, _ = trusted_record([tmp_path], shapes=False)
    assert_back(record)


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, False, 0, -1, 10**30, "", (), ((),), frozenset(), {}),
        *((True, 1, "1"), frozenset({1, 2}), {"a": ("b", {"c": None})}),
        *(Decimal("1.10"), Decimal("-0"), Decimal("1E+40"), Decimal("0.1234567890123456789")),
        *(timedelta(days=-1, microseconds=1), timedelta.max, timeline.FIRST, timeline.LAST),
        datetime(2021, 3, 1, 12, 30, 1, 7, tzinfo=UTC),
        *(timeline.Precision.YEAR, *duties.State),
        timeline.stretch("2021", timeline.Precision.YEAR),
        spans.Span((schedule("DTSTART:20210131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1"),)),
        Text(dict(zip(map(str, range(99)), HOSTILE, strict=False))),
    ],
)
def test_values(value: object) -> None:
    """Values come back equal, and of the same class."""
    found = value_of(text_of(value))
    assert found == value
    assert repr(found) == repr(value)


def test_time_zones() -> None:
    """An instant of another zone is the same one."""
    instant = datetime(2021, 1, 1, 3, tzinfo=timezone(timedelta(hours=14)))
    assert value_of(text_of(instant)) == instant


def test_literals_of_rdflib() -> None:
    """What is a text of another class comes back as a plain one."""
    assert type(value_of(text_of(URIRef("urn:a")))) is str


@pytest.mark.parametrize("value", [1.5, b"x", [1], {1}, object(), Ellipsis, {"a": 1.5}, int])
def test_what_no_row_can_hold(value: object) -> None:
    """Anything else is refused, not written in a way that means something else."""
    with pytest.raises(TypeError):
        text_of(value)


def test_rows_in_another_order_are_refused() -> None:
    """Rows that were read anew are put among the others by rank and IRI."""
    record, _ = trusted_record([folder(Resource.FACTS)], shapes=False)
    events: dict[str, Event] = dict(reversed([*record.events.items()]))
    with pytest.raises(ValueError, match="events"):
        dict(records.texts_of(dataclasses.replace(record, events=events)))


# ---- What a record can hold ---------------------------------------------------------------

_MODULES = (records_module, conditions, duties, periods, points, scenarios, spans, timeline)
_NAMES = {name: value for module in _MODULES for name, value in vars(module).items()} | {
    "Mapping": Mapping,
    "Decimal": Decimal,
    "datetime": datetime,
    "timedelta": timedelta,
    "Callable": Callable,
    "Iterable": Iterable,
    "Language": str,
}
_NOT_ROWS = {Record, conditions.Events, spans.Onward}
"""The record itself, its relations (made anew of ties and points), and what has a name instead."""


def test_every_class_is_known() -> None:
    """Whoever gives a row a field of a new class has to tell how it is kept."""
    expected = {kind for kind in _reachable(Record) if kind not in _NOT_ROWS}
    subclasses = {sub for kind in expected for sub in kind.__subclasses__()}
    kept = {*CLASSES, *ENUMS}
    assert expected - kept == set()
    assert {kind for kind in kept if kind not in expected | subclasses} == set()


def _reachable(kind: object) -> set[type]:
    """Return the classes of ours that values of `kind` are made of."""
    found: set[type] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and one not in found:
            if dataclasses.is_dataclass(one) or issubclass(one, enum.Enum):
                found.add(one)
            if dataclasses.is_dataclass(one) and one not in (conditions.Events, spans.Onward):
                hints = typing.get_type_hints(
                    one, localns=_NAMES | vars(sys.modules[one.__module__])
                )
                told = [each.name for each in dataclasses.fields(one) if each.compare]
                waiting += [hints[name] for name in told]
        waiting += _parts(one)
    return found


def _parts(hint: object) -> Iterator[object]:
    """Yield what a type is made of, if it is none itself."""
    for part in typing.get_args(hint):
        yield from _parts(part) if typing.get_args(part) else [part]
