"""Scenarios as they are written: all of their triples, each once, and nothing worked out twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from made.partnership import partnership
from made.scenarios import scenario_triples
from pactgraph.asking import scenario_writing
from pactgraph.asking.evidence import evidence
from pactgraph.asking.scenario_writing import SCENARIO, ScenarioWriter
from pactgraph.asking.triples import evidence_triples
from pactgraph.sparql.store import n_triples

if TYPE_CHECKING:
    import pytest

    from pactgraph.asking.setting import Setting

DATES = ("2028-06-01", "2031-01-01", "never")


def assuming(date: str, known: str = "2026-11-29") -> Setting:
    """Return a setting in which AGI is verified on a day."""
    return partnership().setting(on="2029-01-01", known=known, assume={"agi-verified": date})


def written(setting: Setting, *, duties: bool) -> list[bytes]:
    """Return the lines of a scenario, worked out with nothing kept from before."""
    record = partnership().record
    found = evidence(record, record.clauses.values(), setting)
    triples = [*scenario_triples(record, setting, duties=duties), *evidence_triples(found)]
    return sorted({*n_triples(triples).splitlines(keepends=True)})


def test_a_scenario_is_written_as_it_is() -> None:
    """Whatever was written before it: with duties and without, known on one day and another."""
    writer = ScenarioWriter(partnership().record)
    names: dict[str, list[bytes]] = {}
    for known in ("2026-11-29", "2025-06-01"):
        for date in (*DATES, *DATES[:1]):
            for duties in (True, False, True):
                iri, triples = writer.graph(assuming(date, known), duties=duties)
                lines = written(assuming(date, known), duties=duties)
                assert lines == triples.splitlines(keepends=True)
                assert names.setdefault(iri, lines) == lines
                assert iri.startswith(f"{SCENARIO}/")
    assert len(names) == len({tuple(lines) for lines in names.values()})


def test_what_scenarios_have_in_common_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """How old evidence is hangs on the day known to; of clauses, both graphs say the same."""
    calls = []
    for name in ("evidence", "window_triples"):
        asked = getattr(scenario_writing, name)
        monkeypatch.setattr(
            scenario_writing, name, lambda *a, n=name, f=asked: (calls.append(n), f(*a))[1]
        )
    writer = ScenarioWriter(partnership().record)
    for date in DATES:
        for duties in (False, True):
            writer.graph(assuming(date), duties=duties)

    assert calls.count("evidence") == 1
    assert calls.count("window_triples") == len(DATES)
