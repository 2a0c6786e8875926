"""What writing a page takes: counted at several sizes, and nothing of it twice."""

from __future__ import annotations

import gc
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from made.portfolios import write
from pactgraph import load
from pactgraph.page import lasting, model, parties, settled
from pactgraph.page.build import render
from pactgraph.page.pictures import web_model
from pactgraph.page.vis_network import VisNetwork
from pactgraph.placing import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgraph.graph import PactGraph
    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.periods import Period

pytestmark = pytest.mark.many

SIZES = (40, 80, 160)
DAY = "2026-11-25"


@pytest.fixture(scope="module")
def portfolios(tmp_path_factory: pytest.TempPathFactory) -> list[PactGraph]:
    """Return portfolios of three sizes, each twice that of the one before."""
    found = []
    for size in SIZES:
        folder = tmp_path_factory.mktemp(f"portfolio-{size}")
        write(folder, size, 1)
        found.append(load(folder, cache=False))
    return found


@pytest.fixture(autouse=True)
def nothing_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what has bounds of its own."""
    monkeypatch.setattr(parties, "plan_of", lambda *_: Plan({}, {}))
    monkeypatch.setattr(parties, "beside", lambda *_: {})


def test_twice_the_clauses_are_twice_the_work(
    portfolios: list[PactGraph], calls_of: Callable[[Callable[[], object]], int]
) -> None:
    """Of all that is slow to write."""
    counted = []
    for graph in portfolios:
        answers = [*graph.status(graph.setting(on=DAY, known=DAY))]
        counted.append(calls_of(lambda g=graph, a=answers: lasting.lasting(g.record, a, g.facts)))

    assert all(larger <= 2**1.1 * smaller for smaller, larger in pairwise(counted)), counted


def test_pyvis_is_given_what_it_draws(
    portfolios: list[PactGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clauses are no nodes of who with whom."""
    given: list[str] = []
    add = VisNetwork.add_node

    def adding(self: VisNetwork, name: str, **about: Any) -> None:  # noqa: ANN401 - as pyvis has it
        given.append(name)
        add(self, name, **about)

    monkeypatch.setattr(VisNetwork, "add_node", adding)
    for graph in portfolios:
        given.clear()
        web = web_model(graph.record)

        assert len(given) == len(web["nodes"]) + len(web["others"])
        assert web["bounds"]


def test_what_bounds_a_clause_is_not_worked_out_again(
    portfolios: list[PactGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its periods are in the record; only those of the parts of its condition are not."""
    record = portfolios[0].record
    asked: list[Condition] = []
    periods = model.periods

    def asking(condition: Condition, *rest: Any) -> tuple[Period, ...]:  # noqa: ANN401 - likewise
        asked.append(condition)
        return periods(condition, *rest)

    monkeypatch.setattr(model, "periods", asking)
    told = model.record_model(record)

    joint = [clause["reasons"] for clause in told["clauses"] if "parts" in clause["reasons"]]
    assert joint
    assert all(clause["periods"] == clause["reasons"]["periods"] for clause in told["clauses"])
    assert not {id(c.condition) for c in record.clauses.values()} & {*map(id, asked)}


def test_triples_are_put_in_order_once_for_all_copies(
    portfolios: list[PactGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Turtle and JSON-LD are written from the same, and a term is converted once."""
    graph, often = portfolios[0], 0
    convert = settled.to_oxigraph

    def converting(node: Any) -> object:  # noqa: ANN401 - likewise
        nonlocal often
        often += 1
        return convert(node)

    monkeypatch.setattr(settled, "to_oxigraph", converting)
    found = lasting.lasting(
        graph.record, graph.status(graph.setting(on=DAY, known=DAY)), graph.facts
    )

    assert found["copies"]
    assert often <= len(graph.facts.terms())


def test_no_garbage_is_looked_for(portfolios: list[PactGraph]) -> None:
    """Nearly all that is made goes into the page; looking took a fifth of the time."""
    graph = portfolios[-1]
    setting = graph.setting(on=DAY, known=DAY)
    looked: list[str] = []

    def looking(phase: str, _about: object) -> None:
        looked.append(phase)

    gc.callbacks.append(looking)
    try:
        render(graph.record, setting, "en", triples=graph.facts)
    finally:
        gc.callbacks.remove(looking)

    assert looked in ([], ["start", "stop"]), "once it is written, it may be looked for again"
    assert gc.isenabled()
