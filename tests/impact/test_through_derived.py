"""What is asked around a clause goes through derived events, at any depth."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pactgraph.errors import BadInputError, ContradictoryScenarioError
from pactgraph.graph import PactGraph, load
from pactgraph.kernel.status import Status

TRUTHS = Path(__file__).parents[1] / "points" / "truths.ttl"


@cache
def graph() -> PactGraph:
    """Return the clauses of the truths."""
    return load(TRUTHS)


def effects(event: str, when: str) -> dict[tuple[str, str], list[str]]:
    """Return what an event does: by effect and clause, the derived events it goes through."""
    setting = graph().setting(on="2028-06-01", known="2026-11-27")
    found = graph().impact(event, setting, when)
    ids = graph().record.ids_of
    return {(str(c.effect), c.clause.id): ids(c.through) for c in found.changes}


def test_an_approval_in_time_starts_one_clause_and_keeps_another_from_starting() -> None:
    """By the end of 2027 it is owed, and there is no lapse; a day later it is the other way."""
    early, late = effects("approval", "2027-12-31"), effects("approval", "2028-01-01")

    assert ["approved-in-time"] == early["starts", "payment"]
    assert ["approval-lapsed"] == early["prevents", "from-lapse"]
    assert ("starts", "payment") not in late
    assert ("prevents", "from-lapse") not in late


def test_conflicts_are_looked_for_among_what_compares_events() -> None:
    """Nothing collides; but "from the approval or its lapse" says what each alone says."""
    setting = graph().setting(on="2028-06-01", known="2026-11-27")

    assert {("payment", "either"), ("from-lapse", "either")} == {
        (found.first.id, found.second.id)
        for found in graph().conflicts(setting)
        if found.second is not None
    }


def test_what_hangs_on_an_event_is_shown_both_ways() -> None:
    """What an event goes into, what that is made of, and what rules it out."""
    setting = graph().setting(on="2028-06-01", known="2026-11-27")

    def ids(event: str, section: str) -> list[str]:
        sections = {s.name: s.items for s in graph().show(event, setting).sections}
        return [getattr(item, "id", "") for item in sections.get(section, ())]

    assert ["approval-lapsed", "approved-in-time"] == ids("approval", "goes into")
    assert ["approval"] == ids("approved-in-time", "made of")
    assert ["terminated"] == ids("closing", "rules out")
    assert ["closing"] == ids("terminated", "rules out")


def test_a_derived_event_is_not_assumed() -> None:
    """It is said what it hangs on instead."""
    setting = graph().setting(on="2028-06-01", known="2026-11-27")

    with pytest.raises(BadInputError, match=r"approved-in-time is derived; .*: approval"):
        graph().impact("approved-in-time", setting)


def test_an_assumption_overrides_the_last_day_and_no_exclusion(tmp_path: Path) -> None:
    """What is recorded of an event gives way to what is assumed of it; others do not."""
    text = TRUTHS.read_text(encoding="utf-8")
    last = '    pact:notAfter "2026-12-31"^^xsd:date ;\n    pact:rulesOut :terminated .'
    file = tmp_path / "bounded.ttl"
    file.write_text(text.replace("    pact:rulesOut :terminated .", last), encoding="utf-8")
    bounded = load(file)

    for day in ("2026-12-31", "2027-01-01"):
        asked = bounded.setting(on="2028-06-01", known="2026-11-27", assume={"closing": day})
        assert Status.ENDED is bounded.status(asked, "standstill")[0].status
    both = {"closing": "2026-12-31", "terminated": "2027-01-01"}
    with pytest.raises(ContradictoryScenarioError, match="rule each other out"):
        bounded.status(bounded.setting(on="2028-06-01", known="2026-11-27", assume=both))
