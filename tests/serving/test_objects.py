"""Answers as JSON, and back: the same values, and nothing that runs."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lengths import examples, share
from made.serving import shipped
from pactgraph.kernel.schedules import schedule
from pactgraph.kernel.status import Status
from pactgraph.record import Text
from pactgraph.serving.objects import Known, Received


@cache
def known() -> Known:
    """Return the shipped record as it is written."""
    return Known.of(shipped().record)


@cache
def received() -> Received:
    """Return it as it is read."""
    return Received.of(known().text)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.decimals(allow_nan=False)
    | st.datetimes(timezones=st.just(UTC))
    | st.dates()
    | st.timedeltas()
    | st.sampled_from(Status)
    | st.sampled_from(sorted(shipped().record.clauses)).map(lambda i: shipped().record.clauses[i]),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.frozensets(st.text() | st.integers())
        | st.dictionaries(st.text(), inner)
        | st.dictionaries(st.sampled_from(["en", "de", ""]), st.text()).map(Text)
    ),
    max_leaves=12,
)


@settings(max_examples=examples(100), deadline=None)
@given(VALUES)
def test_any_value_comes_out_as_it_went_in(value: object) -> None:
    """Of the same type; things of the record are those of the record that was read."""
    found = received().read(json.loads(known().written(value)))

    assert value == found
    assert type(value) is type(found)


def test_things_of_the_record_are_not_written_again() -> None:
    """Only their numbers, however often they occur."""
    clause = shipped().record.clauses["https://w3id.org/pactgraph/id/MSOA-2025-12"]
    text = known().written([clause] * 3 + [shipped().record])
    [first, second, _, record] = received().read(json.loads(text))

    assert len(text) < 60
    assert first is second
    assert first is received().record.clauses[clause.iri]
    assert record is received().record
    assert known().mark == received().mark


def test_what_leads_on_is_read_by_its_name() -> None:
    """It holds a function, which nobody sends."""
    value = schedule("DTSTART:20210101\nRRULE:FREQ=YEARLY")

    assert value == received().read(json.loads(known().written(value)))


@pytest.mark.parametrize("value", [object(), print, {1: b"bytes"}, [Random]])
def test_what_is_no_answer_is_not_written(value: object) -> None:
    """Neither functions, nor classes, nor anything of other packages."""
    with pytest.raises(TypeError):
        known().written(value)


@pytest.mark.parametrize(
    "plain",
    [
        {},
        [],
        [99],
        ["5", "record:Text"],
        [4, -1],
        [4, 10**9],
        [4, "x"],
        [5, "record:Text"],
        [5, "record:Text", {}, 1],
        [5, "record:Nothing"],
        [5, "cli:main"],
        [5, "__main__:main"],
        [5, "os:system", "true"],
        [5, "record:dataclass", 1],
        [5, "record:Text.__class__", 1],
        [5, "recordings:Text", 1],
        [5, 0],
        [6, "kernel.status:Status", "perhaps"],
        [6, "record:Text", [3]],
        [7, "record:Text", []],
        [7, "asking.status.answer:Statuses", [1]],
        [8, "soon"],
        [11, "much"],
        [12, "never on"],
        [3, "a"],
        [3, [0], 1],
    ],
    ids=range(26),
)
def test_what_is_none_is_refused(plain: object) -> None:
    """As an error of one sort; no class of anybody else's is made, and no module runs."""
    with pytest.raises(ValueError, match=r"\w"):
        received().read(plain)


def test_a_damaged_answer_is_refused_or_read() -> None:
    """Whatever is changed in it, nothing but ValueError is raised."""
    random = Random(18)  # noqa: S311 - reproducible
    setting = shipped().setting(on="2029-01-01", known="2026-11-23")
    whole = known().written(shipped().why("MSOA-2025-12", setting))
    refused = 0
    for _ in range(share(5_000, 200)):
        plain = json.loads(whole)
        _damage(plain, random)
        try:
            received().read(plain)
        except ValueError:
            refused += 1
    assert refused


def _damage(plain: list[Any], random: Random) -> None:
    place = plain
    while random.random() < 0.9 and (inner := [each for each in place if isinstance(each, list)]):
        place = random.choice(inner)
    if not place:
        return
    at = random.randrange(len(place))
    place[at] = random.choice(
        [None, -1, 0, 5, 7, 10**12, "", "x", "record:Text", [], [4, 3], True]
    )


def test_times_are_kept_to_the_microsecond() -> None:
    """And in UTC."""
    values = [
        datetime(2026, 1, 1, 12, 0, 0, 1, tzinfo=UTC),
        date(2026, 2, 28),
        timedelta(days=-1, microseconds=3),
        Decimal("1E+3"),
    ]

    found = received().read(json.loads(known().written(values)))
    assert list(map(str, values)) == list(map(str, found))
