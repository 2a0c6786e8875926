"""The page has loops and flows as they are, whatever agreements are known; each is found once."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

import pytest

from made.made_up_webs import Deal, as_turtle
from made.portfolios import write
from pactgraph import load
from pactgraph.flows.flows import flows
from pactgraph.flows.loops import loops
from pactgraph.kernel.periods import periods
from pactgraph.page.looping import LoopTeller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pactgraph.kernel.periods import Period
    from pactgraph.page import data
    from pactgraph.record import Record

pytestmark = pytest.mark.many


def told(record: Record) -> data.Flowing:
    """Return what the page knows of loops and flows, by IRI, with periods as text."""
    return LoopTeller(record, lambda iri: iri, written).told()


def written(found: Iterable[Period]) -> list[Any]:
    """Return periods as something that can be compared."""
    return sorted(
        [str(p.from_date), str(p.until_date), sorted(p.happened), sorted(p.not_happened)]
        for p in found
    )


def known_first(record: Record, number: int) -> list[str]:
    """Return the agreements that are known once `number` of the days on which some became so."""
    since = {iri: record.happenings[iri].known_since for iri in record.agreements}
    passed = sorted({day for day in since.values() if day})[:number]
    return [iri for iri, day in since.items() if day is None or day in passed]


def by_definition(record: Record, number: int) -> tuple[list[Any], list[Any]]:
    """Return the flows and loops of the clauses of the agreements that are known by then."""
    known = known_first(record, number)
    made = flows(record, [c for c in record.clauses.values() if c.agreement in known])
    normal = record.relations
    return (
        [
            [[clause.iri for clause in flow.members], written(periods(flow.condition, normal))]
            for flow in made
        ],
        [
            [[*loop.parties], written(periods(loop.condition, normal))]
            for loop in loops(made, record.parties)
        ],
    )


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_what_is_known_by_any_day_makes_the_loops_of_then(seed: int, tmp_path: Path) -> None:
    """Of the shipped facts, and of portfolios: as finding all anew for each day does."""
    if seed:
        write(tmp_path, 150, seed)
    record = load(*([tmp_path] if seed else [])).record

    found = told(record)

    assert len(found["known"]) > 10
    assert found["flows"]
    for number in range(len(found["known"]) + 1):
        there, closed = (
            [each for each in versions if each["least"] <= number <= each["most"]]
            for versions in (found["flows"], found["loops"])
        )
        made, looping = by_definition(record, number)
        assert sorted(made) == sorted([each["clauses"], each["periods"]] for each in there)
        assert sorted(looping) == sorted([each["parties"], each["periods"]] for each in closed)


def test_what_stays_the_same_is_there_once() -> None:
    """Nothing follows on what is the same."""
    found = told(load().record)

    for versions in (found["flows"], found["loops"]):
        signs = [str({**each, "least": 0, "most": 0}) for each in versions]
        ends = {(sign, each["most"] + 1) for sign, each in zip(signs, versions, strict=True)}
        assert not ends & {(s, each["least"]) for s, each in zip(signs, versions, strict=True)}
        assert [each["least"] for each in versions] == sorted(each["least"] for each in versions)


def rings(folder: Path, number: int) -> Record:
    """Return loops of three, apart from one another; each deal is known on another day."""
    folder.mkdir()
    days = (date(2020, 1, 1) + timedelta(days) for days in count())
    for ring in range(number):
        companies = [f"{name}{ring}" for name in "abc"]
        for acts, other, day in zip(companies, [*companies[1:], companies[0]], days, strict=False):
            deal = Deal(f"{acts}-1", "loan", acts, other, (), (), "", "binding", 1)
            text = as_turtle([deal], {acts: acts, other: other}).replace("2020-01-01", f"{day}")
            text = text.replace(":web ", f":web-{acts} ").replace(":paper", f":paper-{acts}")
            (folder / f"{acts}.ttl").write_text(text, encoding="utf-8")
    return load(folder).record


def test_twice_the_loops_are_twice_the_work(
    tmp_path: Path, calls_of: Callable[[Callable[[], object]], int]
) -> None:
    """Though there are twice as many days on which agreements become known."""
    calls = []
    for size in (10, 20, 40):
        record = rings(tmp_path / str(size), size)
        assert len(told(record)["loops"]) == size
        assert len(told(record)["known"]) == 3 * size
        calls.append(calls_of(lambda record=record: told(record)))

    assert all(larger <= 2**1.1 * smaller for smaller, larger in pairwise(calls)), calls
