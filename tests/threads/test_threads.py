"""One graph asked from several threads: each gets the answers of one thread, and all end."""

from __future__ import annotations

import threading
from functools import cache
from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest

from lengths import share
from pactgraph import load
from pactgraph.asking.scenario_graphs import MOST_KEPT, ScenarioGraphs
from pactgraph.asking.scenario_writing import SCENARIO
from pactgraph.sparql.store import OxigraphStore

if TYPE_CHECKING:
    from pactgraph import PactGraph
    from pactgraph.asking.setting import Setting

pytestmark = pytest.mark.many

THREADS = 8
PATIENCE = 600
"""Seconds after which a thread counts as asleep for good."""
DATES = ("never", "2027-03-01", "2028-06-01", "2029-12-31")


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


@cache
def questions() -> tuple[tuple[str, Setting, dict[str, str]], ...]:
    """Return mixed questions, each with a scenario."""
    settings = [
        graph().setting(on=on, known="2026-11-23", assume={"agi-verified": date})
        for on, date in product(("2026-12-01", "2028-12-01", "2031-01-01"), DATES)
    ]
    return tuple(
        (name, setting, values)
        for setting in settings
        for name, values in (
            ("status", {}),
            ("open-events", {}),
            ("depends-on", {}),
            ("owners", {}),
            ("in-force-for-party", {"party": "microsoft"}),
            ("who-decides", {"event": "agi-verified"}),
        )
    )


def answer(number: int) -> bytes:
    """Return what the question of this number gives."""
    name, setting, values = questions()[number]
    return graph().query(name, values, setting).json


@cache
def expected() -> tuple[bytes, ...]:
    """Return what one thread is answered."""
    return tuple(answer(number) for number in range(len(questions())))


def test_eight_threads_get_the_answers_of_one() -> None:
    """Whatever the others ask meanwhile, with other scenarios."""
    wrong: list[int] = []

    def ask(seed: int) -> None:
        draws = Random(seed)  # noqa: S311 - reproducible
        for _ in range(share(500, 12)):
            number = draws.randrange(len(questions()))
            if answer(number) != expected()[number]:
                wrong.append(number)

    expected()
    for turn in range(share(20, 1)):
        threads = [
            threading.Thread(target=ask, args=(turn * THREADS + n,), daemon=True)
            for n in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in threads)
    assert [] == wrong


class Counting(OxigraphStore):
    """A store that counts how often a graph is written."""

    written: list[str]

    def put_graph(self, iri: str, triples: object) -> None:
        """Write, and count."""
        self.written.append(iri)
        super().put_graph(iri, triples)  # type: ignore[arg-type]

    def put_written(self, iri: str, triples: bytes) -> None:
        """Write, and count."""
        self.written.append(iri)
        super().put_written(iri, triples)


def scenarios(count: int) -> list[Setting]:
    """Return so many settings that differ in what is assumed."""
    return [
        graph().setting(on="2029-01-01", known="2026-11-23", assume={"openai-ipo": f"{2030 + n}"})
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [1, MOST_KEPT, MOST_KEPT + 3])
def test_a_scenario_is_written_once_and_the_oldest_leave(count: int) -> None:
    """Asked again, it is not written again; no more than the most are kept."""
    store = Counting()
    object.__setattr__(store, "written", [])
    graphs = ScenarioGraphs(graph().record, store)
    ask = "SELECT ?e { GRAPH <%s> { ?e ?p ?o } } ORDER BY ?e"
    for setting in scenarios(count):
        for _ in range(3):
            assert graphs.select(setting, lambda iri: ask % iri).rows

    kept = {quad.graph_name.value for quad in store.store}
    assert min(count, MOST_KEPT) == len(kept)
    assert all(name.startswith(f"{SCENARIO}/") for name in kept)
    assert count + max(0, count - MOST_KEPT) == len(store.written)


def test_settings_that_assume_the_same_share_a_graph() -> None:
    """The name tells what is in it; the day that is asked about is not, if it decides no more."""
    graphs = ScenarioGraphs(graph().excerpt("NVCW").record, OxigraphStore())
    names: list[str] = []
    for on in ("2027-01-01", "2031-01-01"):
        setting = graph().setting(on=on, known="2026-11-23")
        graphs.select(setting, lambda iri: names.append(iri) or "SELECT * {}")  # type: ignore[func-returns-value]
    assert 1 == len(set(names))
