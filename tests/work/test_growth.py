"""Work grows no faster than the data: calls and memory counted over three sizes, no clocks."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from made.made_up_records import clause_of, record_of
from pactgraph.asking.clause_triples import clause_triples
from pactgraph.asking.conflicts.near import near_pairs
from pactgraph.asking.diff.versions import AgreementDiff
from pactgraph.asking.setting import MOST_KEPT, Setting, event_windows, unknown_events
from pactgraph.asking.status.answer import statuses
from pactgraph.asking.status_graphs import status_triples
from pactgraph.kernel import scenarios
from pactgraph.kernel.conditions import Before, relate
from pactgraph.kernel.flips import course
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import After
from pactgraph.kernel.scenarios import Happening, Window
from pactgraph.kernel.timeline import Duration, stretch
from work.portfolios import BASE, MIXES, chain, portfolio, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pactgraph.graph import PactGraph
    from pactgraph.kernel.points import Compared, Moment
    from pactgraph.record import Record

pytestmark = pytest.mark.many

SIZES = (10, 20, 40)
LINEAR = 2**1.1
CONFLICTS = 2**1.2

Asking = "Callable[[PactGraph, Setting], object]"

ASKED: dict[str, tuple[float, Asking]] = {
    "status": (LINEAR, lambda graph, setting: graph.status(setting)),
    "status in JSON": (LINEAR, lambda graph, setting: graph.status(setting).as_json()),
    "what each clause comes to": (LINEAR, lambda graph, _: list(clause_triples(graph.record))),
    "status graph": (LINEAR, lambda graph, setting: list(status_triples(graph.record, setting))),
    "may": (LINEAR, lambda graph, setting: graph.may("p0", "use", "x0", setting)),
    "impact": (LINEAR, lambda graph, setting: graph.impact(_event(graph), setting, "2027-01-05")),
    "diff of days": (
        LINEAR,
        lambda graph, setting: graph.diff("2025-06-01", "2029-06-01", setting).as_json(),
    ),
    "diff of scenarios": (
        LINEAR,
        lambda graph, s: graph.diff("record", f"{_event(graph)}=2027-01-05", s).as_json(),
    ),
    "conflicts": (CONFLICTS, lambda graph, setting: graph.conflicts(setting)),
    "network": (LINEAR, lambda graph, setting: graph.network(setting)),
    "picture of agreements": (
        LINEAR,
        lambda graph, setting: graph.to_pyvis(setting, view="agreements"),
    ),
    "picture of pairs": (LINEAR, lambda graph, setting: graph.to_pyvis(setting, view="opened")),
    "lanes": (LINEAR, lambda graph, setting: graph.lanes(setting).as_json()),
    "totals": (LINEAR, lambda graph, setting: graph.totals(setting).as_json()),
    "excerpt": (LINEAR, lambda graph, _: graph.excerpt("a0")),
    "show of a party": (LINEAR, lambda graph, setting: graph.show("party", setting).as_json()),
    "show of an asset": (LINEAR, lambda graph, setting: graph.show("asset", setting).as_json()),
    "show of an event": (LINEAR, lambda graph, setting: graph.show("event", setting).as_json()),
    "list of events": (LINEAR, lambda graph, _: graph.things("events").as_json()),
    "why": (LINEAR, lambda graph, setting: graph.why("a0-1", setting).as_json()),
    "find": (LINEAR, lambda graph, _: graph.find("clause").as_json()),
}


def _event(graph: PactGraph) -> str:
    """Return an event that clauses hang on: the last one, where each contract has its own."""
    named = [event for clause in graph.record.clauses.values() for event in clause.ended_by]
    return max(named, default=f"{BASE}e0")


@pytest.fixture(scope="session")
def portfolios(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, int], PactGraph]:
    """Return what gives the portfolio of a mix and a size, made once."""
    folder: Path = tmp_path_factory.mktemp("portfolios")
    return cache(lambda mix, size: portfolio(folder, mix, size))


@pytest.mark.parametrize("mix", MIXES)
@pytest.mark.parametrize("asked", ASKED)
def test_twice_the_clauses_are_twice_the_work(
    asked: str,
    mix: str,
    portfolios: Callable[[str, int], PactGraph],
    calls_of: Callable[[Callable[[], object]], int],
) -> None:
    """Of each question, on portfolios in which much hangs on one thing, or nothing does."""
    most, ask = ASKED[asked]
    setting = Setting(stretch("2027-06-01"), stretch("2026-11-23"))
    counted = []
    for size in SIZES:
        graph = portfolios(mix, size)
        # Each time a record that keeps nothing yet.
        fresh = partial(replace, graph.record)
        counted.append(
            calls_of(lambda g=graph, fresh=fresh: ask(replace(g, record=fresh()), setting))
        )

    assert all(larger <= most * smaller for smaller, larger in pairwise(counted)), counted


def test_only_what_shares_assets_and_parties_is_compared(
    portfolios: Callable[[str, int], PactGraph],
) -> None:
    """Of four clauses of a contract: the prohibition with each other, the two permissions."""
    for mix in ("independent", "one asset", "one party"):
        clauses = [*portfolios(mix, 30).record.clauses.values()]
        pairs = [*near_pairs(portfolios(mix, 30).record, clauses)]

        assert len(pairs) == 4 * 30, mix
        assert all(one.agreement == other.agreement for one, other in pairs), mix


def test_twice_the_clauses_of_two_versions_are_twice_the_work(
    tmp_path: Path, calls_of: Callable[[Callable[[], object]], int]
) -> None:
    """Of what replaces, is carved out of or confirms which, and of what is alike."""
    setting = Setting(stretch("2027-06-01"), stretch("2026-11-23"))
    counted = []
    for size in (24, 48, 96):
        graph = versions(tmp_path, size)
        found = graph.diff("v1", "v2", setting)
        assert isinstance(found, AgreementDiff)
        assert size == len(found.kept) + len(found.changed)
        counted.append(calls_of(lambda g=graph: g.diff("v1", "v2", setting).as_json()))

    assert all(larger <= LINEAR * smaller for smaller, larger in pairwise(counted)), counted


class Looked(dict[str, "Moment | Compared"]):
    """Counts how often somebody goes through all of it, which no count of calls shows."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        """Count, and iterate."""
        self.walks += 1
        return super().__iter__()


def test_nobody_goes_through_all_moments_for_one_clause() -> None:
    """What a clause names is looked up among them, however many there are."""
    names = [f"e{number}" for number in range(20)]
    derived = {f"m{name}": After(name, Duration(months=1)) for name in names}
    relations = relate(derived, [])
    atoms = Looked(relations.atoms)
    relations = replace(relations, atoms=atoms)
    windows = {name: Window(None, None) for name in [*names, *derived, *relations.delays]}
    for name in derived:
        course(periods(Before(name), relations), windows, relations)

    assert atoms.walks == 0


def test_a_question_about_one_thing_is_as_much_work_in_a_portfolio_of_any_size(
    portfolios: Callable[[str, int], PactGraph],
    calls_of: Callable[[Callable[[], object]], int],
) -> None:
    """Once the store is filled: what is named by its id or IRI is looked up."""
    setting = Setting(stretch("2027-06-01"), stretch("2026-11-23"))
    graphs = [portfolios("independent", size) for size in SIZES]
    for name in ("a0-1", f"{BASE}a0-1"):
        counted = [
            calls_of(lambda g=g, name=name: g.query("status", {"clause": name}, setting))
            for g in graphs
        ]

        assert len({*counted}) == 1, counted


# ---- Long orders --------------------------------------------------------------------------


def row(size: int) -> Record:
    """Return a record of `size` events, none before the one before it, and a clause on the last.

    The first one happened, of the second it is known that it had not by then, each tenth is
    followed by a month.
    """
    names = [f"e{number}" for number in range(size)]
    derived = {f"m{name}": After(name, Duration(months=1)) for name in names[::10]}
    relations = relate(derived, pairwise(names))
    happenings = {
        name: Happening(occurred=stretch("2025-02-03") if name == names[0] else None)
        for name in names
    }
    clause = clause_of("clause", Before(names[-1]), relations)
    return record_of([clause], derived, relations, happenings)


def _asked(size: int) -> object:
    record = row(size)
    setting = Setting(stretch("2027-06-01"), stretch("2026-11-23"))
    return statuses(record, setting), unknown_events(record, setting)


def test_twice_the_row_is_twice_the_work(calls_of: Callable[[Callable[[], object]], int]) -> None:
    """3 000 events in a row cost twice the calls, and the memory, of 1 500."""
    calls, peaks = [], []
    for size in (750, 1_500, 3_000):
        calls.append(calls_of(lambda size=size: _asked(size)))
        tracemalloc.start()
        _asked(size)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert all(larger <= 2.02 * smaller for smaller, larger in pairwise(calls)), calls
    assert all(larger <= LINEAR * smaller for smaller, larger in pairwise(peaks)), peaks


CHAINED = ASKED | {
    "excerpt": (LINEAR, lambda graph, _: graph.excerpt("a")),
    "why": (LINEAR, lambda graph, setting: graph.why("a-1", setting).as_json()),
    "may": (LINEAR, lambda graph, setting: graph.may("party", "use", "asset", setting)),
    "store": (LINEAR, lambda graph, _: graph.store),
    "query": (LINEAR, lambda graph, setting: graph.query("status", {}, setting)),
    "map": (LINEAR, lambda graph, setting: graph.map(setting)),
}


@pytest.mark.parametrize("asked", CHAINED)
def test_twice_the_chain_is_twice_the_work(
    asked: str, tmp_path: Path, calls_of: Callable[[Callable[[], object]], int]
) -> None:
    """Of events that never precede one another, as a file has them; of each question."""
    most, ask = CHAINED[asked]
    setting = Setting(stretch("2027-06-01"), stretch("2026-11-23"))
    counted, written = [], []
    for size in (100, 200, 400):
        graph = chain(tmp_path, size)
        found: list[object] = []
        counted.append(
            calls_of(lambda g=graph, found=found: found.append(ask(replace(g), setting)))
        )
        written.append(len(str(found[-1])))

    assert all(larger <= most * smaller for smaller, larger in pairwise(counted)), counted
    assert all(larger <= most * smaller for smaller, larger in pairwise(written)), written


def test_a_row_still_says_what_comes_first() -> None:
    """Each event has all before it; a month after one comes before a month after a later one."""
    relations = row(30).relations

    assert {f"e{number}" for number in range(5)} == relations.before("e5") - {"e0+P1M"}
    assert "e0+P1M" in relations.before("e10+P1M")
    assert "e0+P1M" not in relations.before("e5")
    assert "e20+P1M" in relations.after("e0+P1M")
    assert {f"e{number}" for number in range(6, 30)} <= relations.after("e5")


# ---- Nothing twice ------------------------------------------------------------------------


def test_windows_are_found_once_for_what_is_known_and_assumed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The day asked about plays no part; what was asked long ago is found anew."""
    record = row(5)
    found: list[datetime] = []
    real = scenarios.windows

    def counting(*given: object) -> object:
        found.append(given[2])
        return real(*given)

    monkeypatch.setattr("pactgraph.asking.setting.windows", counting)
    first = Setting(stretch("2027-06-01"), stretch("2026-11-23"))
    other_day = Setting(stretch("2031-06-01"), stretch("2026-11-23"))
    assumed = Setting(first.on, first.known, {"e3": stretch("2030-01-01")})

    assert event_windows(record, first) is event_windows(record, other_day)
    assert len(found) == 1
    assert event_windows(record, assumed)["e3"].latest == datetime(2030, 1, 1, tzinfo=UTC)
    assert event_windows(record, first)["e3"].latest is None
    assert len(found) == 2

    for year in range(2000, 2000 + MOST_KEPT):
        event_windows(record, Setting(first.on, stretch(f"{year}-01-01")))
    event_windows(record, first)
    assert len(found) == 3 + MOST_KEPT
    assert len(record.windows) == MOST_KEPT
    assert not replace(record).windows
