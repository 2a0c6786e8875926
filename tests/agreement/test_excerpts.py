"""An excerpt answers as the whole does: it has all that decides over its clauses."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from entry import run
from lengths import share
from made import portfolios
from made.page_whole import unpacked
from made.random_settings import settings
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.graph import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgraph.asking.setting import Setting
    from pactgraph.graph import PactGraph

pytestmark = pytest.mark.many

SEEDS = range(share(200, 20))


@cache
def shipped() -> PactGraph:
    """Return the shipped facts."""
    return load()


@cache
def made_up() -> PactGraph:
    """Return a portfolio with a share of every construct for conditions."""
    with TemporaryDirectory() as folder:
        return load(*portfolios.write(Path(folder), 150))


def drawn(whole: PactGraph, chance: random.Random) -> tuple[PactGraph, list[str]]:
    """Return an excerpt, and the ids of the agreements that it was made for."""
    names = sorted(agreement.id for agreement in whole.record.agreements.values())
    only = chance.sample(names, chance.randint(1, 3))
    return whole.excerpt(only), only


def elsewhere(
    whole: PactGraph, part: PactGraph, setting: Setting, chance: random.Random
) -> Setting:
    """Return `setting` with assumptions about events that are not in `part`, too."""
    [other] = settings(whole.record, chance, 1)
    outside = {e: d for e, d in other.assumed.items() if e not in part.record.happenings}
    return replace(setting, assumed={**setting.assumed, **outside})


@pytest.mark.parametrize("of", [shipped, made_up])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_clause_has_the_status_and_the_reasons_that_it_has_in_the_whole(
    seed: int, of: Callable[[], PactGraph]
) -> None:
    """Whatever is assumed of events that are not in the excerpt."""
    whole, chance = of(), random.Random(seed)  # noqa: S311 - a draw, not a secret
    part, only = drawn(whole, chance)
    homes = whole.agreements_named(only) or frozenset()
    inside = [iri for iri, clause in whole.record.clauses.items() if clause.agreement in homes]
    for setting in settings(part.record, chance, 5):
        try:
            beside = elsewhere(whole, part, setting, chance)
            expected = whole.status(beside, only=only).json_text()
        except ContradictoryScenarioError:
            continue  # among events that the excerpt does not have

        assert expected == part.status(setting, only=only).json_text()
        for clause in chance.sample(inside, min(3, len(inside))):
            told = whole.why(clause, setting).json_text()
            assert told == part.why(clause, setting).json_text(), (only, clause)


@pytest.mark.parametrize("of", [shipped, made_up])
@pytest.mark.parametrize("seed", SEEDS)
def test_everything_that_is_named_is_there_but_other_agreements(
    seed: int, of: Callable[[], PactGraph]
) -> None:
    """The facts of an excerpt lead to nothing left out but agreements and what they say."""
    whole = of()
    part, _ = drawn(whole, random.Random(seed))  # noqa: S311 - likewise
    described = {subject for subject, _ in part.facts.described()}
    elsewhere = {subject for subject, _ in whole.facts.described()} - described
    outside = {str(value) for _, _, value in part.facts if value in elsewhere}
    record = whole.record

    assert described
    assert not outside - {*record.agreements, *record.clauses, *record.statements}


def test_what_ends_a_clause_comes_with_it() -> None:
    """The amendment of 2026 is there by the three clauses that end or replace some of 2025."""
    part = shipped().excerpt("MSOA-2025")

    others = {c.id for c in part.record.clauses.values() if not c.id.startswith("MSOA-2025-")}

    assert {"MSOA-2026-03", "MSOA-2026-04", "MSOA-2026-06"} <= others
    assert "MSOA-2026-05" not in others


def test_a_map_of_some_agreements_is_written(tmp_path: Path) -> None:
    """It has their clauses alone, and what is assumed; a name that is none is told."""
    wrote = run("map", "--only", "AMOA,AMDOA", "-a", "agi-verified=2029", folder=tmp_path)
    page = json.dumps(unpacked((tmp_path / "deal.html").read_text(encoding="utf-8")))
    told = run("map", "--only", "AMOA,nothing", folder=tmp_path)

    assert "17 clauses" in wrote.text
    assert "AMDOA-02" in page
    assert "agi-verified" in page
    assert "NVOA" not in page
    assert (told.status, "there is no agreement “nothing”" in told.text) == (2, True)
