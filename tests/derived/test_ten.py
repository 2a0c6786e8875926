"""Ten queries of a SPARQL user, those of `queries/README.md`: short, and the same anywhere."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import Dataset
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from entry import run
from made.ten import EXPECTED
from pactgraph.graph import PactGraph, load
from pactgraph.sparql.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.asking.setting import Setting

pytestmark = pytest.mark.many

TEXT = (Path(__file__).parents[2] / "queries" / "README.md").read_text(encoding="utf-8")
PREFIXES = re.findall(r"```sparql\n(PREFIX.*?)```", TEXT.partition("\n## ")[0], re.DOTALL)[0]
QUERIES = dict(re.findall(r"^## ([^\n]*)\n\n```sparql\n(.*?)```", TEXT, re.DOTALL | re.MULTILINE))
ID = "https://w3id.org/pactgraph/id/"
DATES = ("--on", "2026-10-10", "--known", "2026-10-10")

every_query = pytest.mark.parametrize("name", QUERIES)
Row = tuple[str, ...]


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def setting() -> Setting:
    """Return the setting of the last day of the record."""
    return graph().setting(on="2026-10-10", known="2026-10-10")


@cache
def exported() -> bytes:
    """Return what is exported for another store; another day is asked about, too."""
    return graph().dataset(graph().setting(on="2029-06-30", known="2026-10-10")).encode()


@cache
def oxigraph() -> pyoxigraph.Store:
    """Return another store with it."""
    store = pyoxigraph.Store()
    store.load(exported(), pyoxigraph.RdfFormat.N_QUADS)
    return store


@cache
def rdflib() -> Dataset:
    """Return a store of another maker with it."""
    dataset = Dataset()
    dataset.parse(data=exported(), format="nquads")
    return dataset


def short(value: object) -> str:
    """Return a value as a text, without what IDs begin with; "" for none."""
    return "" if value is None else str(value).removeprefix(ID)


def ours(name: str) -> list[Row]:
    """Return the rows that the program gives."""
    found = graph().sparql(QUERIES[name], setting=setting())
    assert isinstance(found, Rows)
    return [tuple(map(short, row.values())) for row in found]


def patterns(part: object) -> Iterator[object]:
    """Yield the triple patterns of a parsed query."""
    if isinstance(part, CompValue):
        if part.name == "BGP":
            yield from part.triples
            return
        for each in part.values():
            yield from patterns(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from patterns(each)


def test_there_are_ten() -> None:
    """Each with its answer."""
    assert 10 == len(QUERIES)
    assert set(EXPECTED) == set(QUERIES)


@every_query
def test_a_query_is_short(name: str) -> None:
    """No more than eight triple patterns; more would mean that the model does not fit."""
    found = list(patterns(prepareQuery(PREFIXES + QUERIES[name]).algebra))

    assert 1 <= len(found) <= 8


@every_query
def test_a_query_has_the_rows_that_were_worked_out(name: str) -> None:
    """By hand from the facts or, of what is in force, by the commands."""
    expected = EXPECTED[name]
    rows = ours(name)

    assert sorted(expected(graph(), setting()) if callable(expected) else expected) == sorted(rows)
    assert rows


@every_query
def test_a_store_without_our_code_gives_the_same(name: str) -> None:
    """Of two makers; a day that was exported besides changes nothing."""
    query = PREFIXES + QUERIES[name]
    solutions = oxigraph().query(query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    by_oxigraph = [tuple("" if v is None else short(v.value) for v in row) for row in solutions]
    by_rdflib = [tuple(map(short, row)) for row in rdflib().query(query)]  # type: ignore[arg-type]

    assert sorted(ours(name)) == sorted(by_oxigraph)
    assert sorted(ours(name)) == sorted(by_rdflib)


def test_the_commands_say_the_same(tmp_path: Path) -> None:
    """`status`, `impact` and `list` know as many, by other ways."""
    told = json.loads(run("status", *DATES, "-f", "json", folder=tmp_path).out)
    status = {row["clause"]: row for row in told}
    in_force = {name for name, row in status.items() if row["status"] == "in force"}

    assert {row[0] for row in ours("What is in force on a day")} == {
        name for name in in_force if status[name]["holder"]
    }
    assert set(ours("What depends on an open event")) == {
        (name, event) for name, row in status.items() for event in row["depends_on"]
    }
    for name in ("Who holds exclusive rights", "What is forbidden, for whose sake"):
        assert {(row[1], row[0]) for row in ours(name)} == {
            (clause, holder)
            for _, clause, *_ in ours(name)
            for holder in status[clause]["holder"]
            if clause in in_force
        }
    ended = dict(ours("What ended in 2025"))
    assert all(status[name]["since"].startswith(day) for name, day in ended.items())
    rows = {row["clause"] for row in told if (row["since"] or "").startswith("2025")}
    assert {name for name in rows if status[name]["status"] == "ended"} == set(ended)
    fixed = run(
        "query",
        "fixed-ends",
        "after=2026-10-10",
        "by=2030-12-31",
        *DATES,
        "-f",
        "csv",
        folder=tmp_path,
    )
    lines = [line.split(",")[:2] for line in fixed.out.decode().splitlines()[1:]]
    assert {(clause.removeprefix(ID), day) for day, clause in lines} == set(
        ours("What ends before 2031")
    )
