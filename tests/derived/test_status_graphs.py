"""Status graphs: what `pactgraph status` says on a day, named by the day and what is known."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import URIRef

from made import portfolios
from made.random_settings import settings
from pactgraph.asking.scenario_graphs import MOST_KEPT, ScenarioGraphs
from pactgraph.asking.setting import Setting
from pactgraph.asking.status_graphs import STATUS, status_graph, status_triples
from pactgraph.graph import PactGraph, load
from pactgraph.kernel.timeline import stretch
from pactgraph.sparql.store import OxigraphStore
from pactgraph.terms import PACT

if TYPE_CHECKING:
    from collections.abc import Iterator

AWKWARD = Path(__file__).parents[1] / "questions" / "awkward.ttl"


@pytest.fixture(scope="module", params=["shipped", "awkward", "portfolio"])
def graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PactGraph:
    """Return the shipped graph, one whose events are hard, and one that is made up."""
    match request.param:
        case "shipped":
            return load()
        case "awkward":
            return load(AWKWARD)
        case _:
            folder = tmp_path_factory.mktemp("portfolio")
            portfolios.write(folder, 60, 11)
            return load(folder, cache=False)


def asked(graph: PactGraph) -> Iterator[Setting]:
    """Yield the last day of the record, and settings of which some suppose something."""
    last = graph.setting_of_last_day()
    assert last
    yield last
    yield from settings(graph.record, Random(8), 12)  # noqa: S311 - reproducible


def test_a_status_graph_says_what_status_does(graph: PactGraph) -> None:
    """Each clause once, with what it depends on, and nothing of agreements not known of."""
    statuses = set()
    for setting in asked(graph):
        status: dict[str, list[str]] = defaultdict(list)
        depends: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in status_triples(graph.record, setting):
            if predicate == PACT.status:
                status[str(subject)].append(str(value))
            if predicate == PACT.dependsOn:
                depends[str(subject)].add(str(value))
        found = graph.status(setting)

        assert {each.clause.iri: [each.status.value] for each in found} == status
        assert {e.clause.iri: {*e.depends_on} for e in found if e.depends_on} == depends
        statuses |= {each.status.value for each in found}
    assert len(statuses) > 3


def test_the_dataset_has_the_day_that_is_asked_about_and_the_last_of_the_record() -> None:
    """By their names, and what they are of stands in them."""
    graph = load()
    store = pyoxigraph.Store()
    text = graph.dataset(graph.setting(on="2029-06-30", known="2026-11-23"))
    store.load(text.encode(), pyoxigraph.RdfFormat.N_QUADS)
    query = f"""
        SELECT ?graph ?day ?known {{
          GRAPH ?graph {{
            ?graph a <{PACT.StatusGraph}> ; <{PACT.ofDay}> ?day ; <{PACT.knownThrough}> ?known
          }}
        }} ORDER BY ?day"""
    solutions = store.query(query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    rows = [[each.value for each in row] for row in solutions]

    assert [
        [f"{STATUS}/2026-10-10", "2026-10-10", "2026-10-10"],
        [f"{STATUS}/2029-06-30/known/2026-11-23", "2029-06-30", "2026-11-23"],
    ] == rows


@pytest.mark.parametrize(
    ("on", "known", "name"),
    [
        ("2026-10-10", "2026-10-10", "2026-10-10"),
        ("2029-06-30", "2026-10-10", "2029-06-30/known/2026-10-10"),
        ("2026-10-10T12:00:00Z", "2026-10-10", "2026-10-10T12:00:00Z/known/2026-10-10"),
        (
            "2026-10-10+02:00",
            "2026-10-10",
            "2026-10-10T21:59:59.999999Z/known/2026-10-10",
        ),
        ("2026-10-10Z", "2026-10-10", "2026-10-10"),
    ],
)
def test_a_status_graph_is_named_by_its_day(on: str, known: str, name: str) -> None:
    """And by the day known to, where that is another; in UTC."""
    assert f"{STATUS}/{name}" == status_graph(Setting(stretch(on), stretch(known)))


def test_what_is_supposed_is_in_the_name_and_in_the_graph() -> None:
    """In whatever order; other suppositions have another name."""
    graph = load()
    day = {"on": "2026-10-10", "known": "2026-10-10"}
    events = [("agi-verified", "2028-06-01"), ("openai-ipo", "never")]
    one, other = (graph.setting(**day, assume=said) for said in (events, events[::-1]))
    fewer = graph.setting(**day, assume=events[:1])

    assert re.fullmatch(rf"{STATUS}/2026-10-10/supposing/[0-9a-f]{{16}}", status_graph(one))
    assert status_graph(one) == status_graph(other) != status_graph(fewer)
    named = graph.derived(one).graph(URIRef(status_graph(one)))
    assert ["agi-verified=2028-06-01", "openai-ipo=never"] == sorted(
        str(text) for text in named.objects(None, PACT.supposing)
    )


def test_the_oldest_days_leave_the_store() -> None:
    """A store does not grow with each day that is asked about."""
    graph = load().excerpt("NVCW")
    graphs = ScenarioGraphs(graph.record, OxigraphStore())
    store = graphs.store
    assert isinstance(store, OxigraphStore)
    days = [graph.setting(on=f"2027-01-{n:02}", known="2026-11-23") for n in range(1, 20)]
    for setting in days:
        with graphs.held(setting) as names:
            assert status_graph(setting) in names
    kept = {each.value for each in store.store.named_graphs() if each.value.startswith(STATUS)}

    assert {status_graph(setting) for setting in days[-MOST_KEPT:]} == kept
