"""Made-up portfolios: any size, the same bytes each time, sound, and mixed like the facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from made.constructs import CONSTRUCTS
from made.mixes import counted, shares
from made.portfolios import SHARED, facts, portfolio, write
from pactgraph import check
from pactgraph.reaching import reached

if TYPE_CHECKING:
    from pathlib import Path

    from made.mixes import Mixes

pytestmark = pytest.mark.many

LIKE_NONE = {
    # Not carried over, or made otherwise; conditions of contracts are their own, not shared.
    "has pact:accepts",
    "has odrl:constraint",
    "constraint odrl:event",
    "odrl:Constraint a clause",
    "odrl:LogicalConstraint a clause",
    "odrl:Party a clause",
    "org:Organization a clause",
    "pact:Acceptance a clause",
    "pact:DerivedEvent a clause",
    "pact:Event a clause",
    "pact:StoryStep a clause",
}
CLOSE = 0.13
"""How far a share may be off among 2,000 clauses, which stand on 66 shapes."""


@pytest.fixture(scope="module")
def two_thousand(tmp_path_factory: pytest.TempPathFactory) -> Mixes:
    """Return what 2,000 clauses are made of."""
    return counted(write(tmp_path_factory.mktemp("portfolio"), 2000))


@pytest.mark.parametrize(("clauses", "contracts"), [(1, 1), (2, 1), (11, 2), (100, 18)])
def test_a_portfolio_has_the_size_that_was_asked_for(
    tmp_path: Path, clauses: int, contracts: int
) -> None:
    """One file a contract, one for the companies, 5.5 clauses a contract."""
    files = write(tmp_path, clauses)

    assert 1 + contracts == len(files)
    assert SHARED == files[0].name
    assert clauses == len(counted(files).clauses)


def test_the_same_seed_gives_the_same_bytes() -> None:
    """And another seed others."""
    assert dict(portfolio(50, seed=7)) == dict(portfolio(50, seed=7))
    assert dict(portfolio(50, seed=7)) != dict(portfolio(50, seed=8))


@pytest.mark.parametrize("seed", [1, 2])
def test_portfolios_are_sound(tmp_path: Path, seed: int) -> None:
    """Nothing is wrong with them."""
    report = check(write(tmp_path, 60, seed))

    assert [] == [str(violation) for violation in report.violations]


def test_nothing_leaves_out_all_that_it_is_about(two_thousand: Mixes) -> None:
    """An asset leaves out none that it is a part of, a clause none that its asset is a part of."""
    above = {
        iri: {value.value for value in shape.values("odrl:partOf")}
        for iri, shape in two_thousand.things.items()
    }
    for shape in two_thousand.things.values():
        named = {v.value for link in ("odrl:target", "odrl:partOf") for v in shape.values(link)}
        wholes = reached(named, lambda iri: above.get(iri, ()))

        assert wholes.isdisjoint(value.value for value in shape.values("pact:excludes")), shape.iri


def test_mixes_are_those_of_the_facts(two_thousand: Mixes) -> None:
    """Rules, certainties, kinds, actions, sources, amounts, languages, and the rest."""
    expected, found = shares(facts()), shares(two_thousand)
    compared = {*expected, *found} - LIKE_NONE

    assert 60 < len(compared)
    assert {} == {
        name: (expected.get(name, 0), found.get(name, 0))
        for name in sorted(compared)
        if abs(expected.get(name, 0) - found.get(name, 0)) > CLOSE * max(1, expected.get(name, 0))
    }


def test_every_construct_has_a_share() -> None:
    """Each stands in a portfolio, about as often as every other that any clause can have."""
    text = "\n".join(text for _, text in portfolio(2000))

    for name, construct in CONSTRUCTS.items():
        marks = [event for event, _, _ in (*construct.events, *construct.derived)]
        found = set.intersection(
            *(set(re.findall(rf"^:(c\d+-\d+)-{mark} a ", text, re.MULTILINE)) for mark in marks)
        )
        assert 15 <= len(found) <= 130, name


def test_one_clause_in_four_has_a_construct(two_thousand: Mixes) -> None:
    """Most of them name derived events, of which they have one or two."""
    derived = two_thousand.each_clause("pact:DerivedEvent")

    assert 0.25 < derived < 0.5


def test_contracts_hang_together(two_thousand: Mixes) -> None:
    """Later ones replace and end clauses of earlier ones; companies belong to groups."""
    for name in ("dcterms:replaces", "pact:ends", "pact:confirms", "pact:narrows"):
        named = [
            (shape.iri, value.value)
            for shape in two_thousand.clauses
            for value in shape.values(name)
        ]
        assert named, name
        assert all(one.rpartition("-")[0] != other.rpartition("-")[0] for one, other in named)
    organizations = two_thousand.by_class["org:Organization"]
    assert any(each.values("org:subOrganizationOf") for each in organizations)
