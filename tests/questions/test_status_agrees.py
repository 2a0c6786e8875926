"""SPARQL and Python decide alike which clauses are in force, and what it depends on."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from made.random_settings import settings
from pactgraph.asking.scenario_graphs import ScenarioGraphs
from pactgraph.graph import PactGraph, ask, load
from pactgraph.sparql.store import RdflibStore

if TYPE_CHECKING:
    from pactgraph.asking.setting import Setting
    from pactgraph.sparql.store import Store

pytestmark = pytest.mark.many

AWKWARD = str(Path(__file__).parent / "awkward.ttl")
STATUSES = {"in force", "not yet", "ended", "never", "depends"}

Found = dict[str, tuple[str, frozenset[str]]]
"""Status of every clause, and what it depends on, by the clause's IRI."""


@cache
def graph(facts: str) -> PactGraph:
    """Return the graph in the file `facts`, or the shipped one."""
    return load(facts)


@cache
def rdflib_store(facts: str) -> Store:
    """Return a store on rdflib with the graph in `facts`."""
    store = RdflibStore()
    graph(facts).fill(store)
    return store


def by_python(facts: str, setting: Setting) -> Found:
    """Return what the evaluator decides.

    It leaves out the clauses of agreements that are not known of; these never hold.
    """
    never: Found = {iri: ("never", frozenset()) for iri in graph(facts).record.clauses}
    answers = graph(facts).status(setting)
    return never | {a.clause.iri: (a.status.value, frozenset(a.depends_on)) for a in answers}


def by_sparql(facts: str, graphs: ScenarioGraphs, setting: Setting) -> Found:
    """Return what the questions `status` and `depends-on` answer."""
    depends_on = defaultdict(set)
    for clause, event in ask(graph(facts), graphs, "depends-on", {}, setting).rows:
        assert clause is not None
        assert event is not None
        depends_on[clause.value].add(event.value)
    found: Found = {}
    for clause, status in ask(graph(facts), graphs, "status", {}, setting).rows:
        assert clause is not None
        assert status is not None
        found[clause.value] = (status.value, frozenset(depends_on.pop(clause.value, set())))
    assert {} == depends_on
    return found


@pytest.mark.parametrize(("facts", "seed"), [("shipped", 1), (AWKWARD, 2)])
def test_sparql_on_oxigraph_agrees_with_python(facts: str, seed: int) -> None:
    """For 200 settings every clause has the same status and depends on the same events."""
    drawn = settings(graph(facts).record, Random(seed), 200)  # noqa: S311 - reproducible
    seen: Counter[str] = Counter()

    assert 200 == len(drawn)
    graphs = ScenarioGraphs(graph(facts).record, graph(facts).store)
    for setting in drawn:
        expected = by_python(facts, setting)
        assert expected == by_sparql(facts, graphs, setting), setting
        seen.update(status for status, _ in expected.values())
    assert set(seen) == STATUSES


@pytest.mark.parametrize(("facts", "seed"), [("shipped", 3), (AWKWARD, 4)])
def test_sparql_on_rdflib_agrees_with_python(facts: str, seed: int) -> None:
    """For a handful of settings the reference engine decides alike too."""
    drawn = settings(graph(facts).record, Random(seed), 4)  # noqa: S311 - reproducible

    assert 4 == len(drawn)
    graphs = ScenarioGraphs(graph(facts).record, rdflib_store(facts))
    for setting in drawn:
        assert by_python(facts, setting) == by_sparql(facts, graphs, setting), setting
