"""The twins of questions, in words that more engines understand, answer as these do."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from lengths import share
from made.portfolios import write
from made.random_settings import settings
from pactgraph.asking.scenario_graphs import ScenarioGraphs
from pactgraph.graph import PactGraph, load, prepared
from pactgraph.resources import Resource, folder
from pactgraph.sparql.questions import question, questions
from pactgraph.sparql.store import OxigraphStore, RdflibStore

if TYPE_CHECKING:
    from pactgraph.asking.setting import Setting
    from pactgraph.sparql.rows import Rows
    from pactgraph.sparql.store import Store

pytestmark = pytest.mark.many

AWKWARD = str(Path(__file__).parent / "awkward.ttl")
TWINS = sorted((folder(Resource.QUERIES) / "portable").glob("*.rq"))


@cache
def graph(facts: str) -> PactGraph:
    """Return the graph in the file `facts`, or the shipped one."""
    return load(facts)


@cache
def store(facts: str, engine: type[Store]) -> Store:
    """Return a store with the graph in `facts`."""
    made = engine()
    graph(facts).fill(made)
    return made


def answers(asked: PactGraph, where: Store, setting: Setting, **values: str) -> tuple[Rows, Rows]:
    """Return what the question answers, and what its twin does."""
    graphs = ScenarioGraphs(asked.record, where)
    found = prepared(asked, "status", values, setting, "en")
    text = (folder(Resource.QUERIES) / "portable" / "status.rq").read_text(encoding="utf-8")
    twin = replace(found, asked=replace(found.asked, text=text))
    ours, theirs = (graphs.select(setting, one.text, duties=False) for one in (found, twin))
    return ours, theirs


def by_kernel(asked: PactGraph, setting: Setting) -> dict[str, str]:
    """Return the status of every clause; those of agreements that nobody knows of never hold."""
    never = dict.fromkeys(asked.record.clauses, "never")
    return never | {each.clause.iri: each.status.value for each in asked.status(setting)}


def statuses(rows: Rows) -> dict[str, str]:
    """Return the statuses in rows, by the IRI of the clause."""
    found = {str(row["clause"]): str(row["status"]) for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize(("facts", "seed"), [("shipped", 6), (AWKWARD, 7)])
def test_status_and_its_twin_agree_with_the_kernel(facts: str, seed: int) -> None:
    """In many settings, row by row."""
    asked = graph(facts)
    seen: set[str] = set()
    for setting in settings(asked.record, Random(seed), share(200, 40)):  # noqa: S311 - reproducible
        ours, theirs = answers(asked, store(facts, OxigraphStore), setting)
        assert ours.rows == theirs.rows, setting
        assert by_kernel(asked, setting) == statuses(theirs), setting
        seen |= {*statuses(theirs).values()}
    assert {"in force", "not yet", "ended", "never", "depends"} == seen


@pytest.mark.parametrize(("facts", "seed"), [("shipped", 8), (AWKWARD, 9)])
def test_rdflib_answers_the_twin_alike(facts: str, seed: int) -> None:
    """The reference engine understands it as it is meant."""
    asked = graph(facts)
    for setting in settings(asked.record, Random(seed), share(10, 2)):  # noqa: S311 - reproducible
        _, theirs = answers(asked, store(facts, RdflibStore), setting)
        assert by_kernel(asked, setting) == statuses(theirs), setting


@pytest.mark.parametrize("seed", range(share(20, 3)))
def test_portfolios_that_are_made_up_agree_too(seed: int, tmp_path: Path) -> None:
    """Of another hundred clauses each."""
    write(tmp_path, 100, seed)
    asked = load(tmp_path, cache=False)
    for setting in settings(asked.record, Random(seed), 10):  # noqa: S311 - reproducible
        ours, theirs = answers(asked, asked.store, setting)
        assert ours.rows == theirs.rows, setting
        assert by_kernel(asked, setting) == statuses(theirs), setting


def test_one_clause_is_asked_for_alike() -> None:
    """A value that narrows the question narrows its twin."""
    asked = graph("shipped")
    setting = asked.setting(on="2029-01-01", known="2026-11-23")
    ours, theirs = answers(asked, store("shipped", OxigraphStore), setting, clause="MSOA-2025-12")

    assert 1 == len(theirs)
    assert ours == theirs


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.stem)
def test_a_twin_differs_in_its_pattern_alone(twin: Path) -> None:
    """It takes the same values, and is no question of its own."""
    text, asked = twin.read_text(encoding="utf-8"), question(twin.stem)
    variables = r"\?__?[A-Za-z]+_[A-Za-z_]+"

    assert asked.text != text
    assert {*re.findall(variables, asked.text)} == {*re.findall(variables, text)}
    assert asked.text.rpartition("GROUP BY")[2] == text.rpartition("GROUP BY")[2]
    assert not re.search(r"BIND\s*\(\s*EXISTS", text)
    assert [asked.name] == [each.name for each in questions().values() if each.id == asked.id]
