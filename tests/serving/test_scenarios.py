"""Which graphs of scenarios are kept, and under which names."""

from __future__ import annotations

from hypothesis import given, settings, strategies

from lengths import examples
from made.serving import shipped
from pactgraph.serving.scenarios import Scenarios

DAYS = ["2028-06-01", "2029-06-01", "2030-06-01", "never"]
MOST = 2


def of(kept: Scenarios, day: str, *, make: bool = True) -> tuple[str, bytes] | None:
    """Return the graph of a scenario."""
    setting = shipped().setting(on="2029-01-01", known="2026-11-23", assume={"agi-verified": day})
    return kept.of(setting, duties=False, make=make)


@settings(max_examples=examples(6))
@given(strategies.lists(strategies.sampled_from(DAYS), min_size=3, max_size=8))
def test_those_that_were_asked_about_last_are_kept(asked: list[str]) -> None:
    """So many, and no others; each is found by its name, too."""
    kept = Scenarios(shipped().record, MOST)
    names = {}
    for day in asked:
        found = of(kept, day)
        assert found
        assert names.setdefault(day, found) == found
    last = list(dict.fromkeys(reversed(asked)))[:MOST]

    assert len(kept) == len(last)
    for day, (iri, triples) in names.items():
        assert (kept.named(iri) == triples) == (day in last)
        assert (of(kept, day, make=False) is not None) == (day in last)
    assert len({iri for iri, _ in names.values()}) == len(names)
