"""`may` and `conflicts` agree: what collides on a day is told there, and nothing else is.

Every right of a list meets every ban of another, two and two alone. What both are about is asked:
one who is bound by both, the narrower action, a shared asset, within the limits of both.
"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from lengths import share
from made.made_up_rules import Made
from pactgraph.asking.conflicts.answer import conflicts
from pactgraph.asking.conflicts.pairs import Kind
from pactgraph.asking.may.answer import may
from pactgraph.asking.may.asking import Asked
from pactgraph.scope import coverage
from pactgraph.scope.limits import Circumstances
from pactgraph.scope.overlaps import acting, shared_assets

if TYPE_CHECKING:
    from pactgraph.graph import PactGraph
    from pactgraph.record import Clause, Record

pytestmark = pytest.mark.many

DAYS = ("2023-06-01", "2025-06-01", "2027-06-01")
LIMITS = (
    "",
    "; odrl:constraint :to-dealers ;",
    "; odrl:constraint :not-to-dealers ;",
    "; odrl:constraint :small ;",
    "; odrl:constraint :through-2026 ;",
    "; odrl:constraint :before-launch ;",
)
SUBJECTS = ("odrl:use engine", "odrl:use piston", ":hire-out engine", "odrl:sell engine")
PARTIES = ("", "by=acme-motors", "from=gamma")
WHOLE = coverage.Extent.WHOLE
APART = ("to-dealers", "not-to-dealers")


@cache
def graph() -> PactGraph:
    """Return a graph with every right and every ban, each in an agreement of its own."""
    with TemporaryDirectory() as folder:
        made = Made(Path(folder))
        for number, (subject, party, limit) in enumerate(product(SUBJECTS, PARTIES, LIMITS)):
            made = made.agreement(f"a{number}", f"may-{number} may {subject} {party} {limit}")
            made = made.agreement(f"b{number}", f"not-{number} must-not {subject} {party} {limit}")
            if number % 3 == 0:
                made = made.agreement(
                    f"c{number}", f"must-{number} must {subject} {party} {limit}"
                )
        return made.graph


def pairs(prefix: str, on: str) -> list[tuple[Clause, Clause]]:
    """Return each right with each ban, at full length; some by chance in moderation."""
    found = [*product(rules(prefix), rules("not-"))]
    chance = random.Random(f"{prefix} {on}")  # noqa: S311 (a test, not a secret)
    return chance.sample(found, min(len(found), share(len(found), 300)))


def rules(prefix: str) -> list[Clause]:
    """Return the clauses whose ids begin so."""
    return [c for c in graph().record.clauses.values() if c.id.startswith(prefix)]


def shared_question(record: Record, one: Clause, other: Clause) -> Asked | None:
    """Return a question about what both clauses are about; None if there is nothing."""
    limits = {limit.id for clause in (one, other) for limit in clause.scope}
    assets = shared_assets(record, one, other)
    parties = [
        party
        for party in {*acting(one), *acting(other)}
        if all(coverage.party_reach(record, acting(clause), party).by for clause in (one, other))
    ]
    actions = [
        action
        for clause in (one, other)
        for action in clause.actions
        if all(
            coverage.action_reach(record, c, action).extent.value == "whole" for c in (one, other)
        )
    ]
    if not (assets and parties and actions) or limits >= {*APART}:
        return None
    met = {limit.iri: True for clause in (one, other) for limit in clause.scope}
    return Asked(
        record.parties[parties[0]], record.actions[actions[0]], record.assets[assets[0]],
        Circumstances(assets[0], {}, met),
    )  # fmt: skip


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("prefix", ["may-", "must-"])
def test_what_collides_is_told_where_it_does(on: str, prefix: str) -> None:
    """A pair is in conflict on a day exactly if the question about it names the two."""
    setting = graph().setting(on=on, known="2025-01-01")
    collided = 0
    for right, ban in pairs(prefix, on):
        record = replace(graph().record, clauses={c.iri: c for c in (right, ban)})
        asked = shared_question(record, right, ban)
        told = [
            each
            for each in conflicts(record, setting)
            if each.kind in {Kind.PERMISSION, Kind.DUTY} and each.status in {"in force", "depends"}
        ]
        named = asked is not None and bool(may(record, asked, setting).clashes)
        collided += bool(told)

        assert bool(told) == named, (right.id, ban.id)
        if told and asked:
            outcome = may(record, asked, setting).outcome
            assert outcome == "prohibited" or (told[0].status, outcome) == ("depends", "depends")
    assert on < "2024" or collided > 3


@pytest.mark.parametrize("on", DAYS)
def test_what_is_an_exception_is_no_conflict(on: str) -> None:
    """Where a right is asked as it is written, a ban of less leaves it permitted, except."""
    setting = graph().setting(on=on, known="2025-01-01")
    carved = 0
    for right, ban in pairs("may-", on):
        record = replace(graph().record, clauses={c.iri: c for c in (right, ban)})
        met = {limit.iri: True for limit in right.scope}
        asked = Asked(
            record.parties[right.holders[0]], record.actions[right.actions[0]],
            record.assets[right.assets[0]], Circumstances(right.assets[0], {}, met),
        )  # fmt: skip
        answer = may(record, asked, setting)
        told = [each for each in conflicts(record, setting) if each.kind is Kind.PERMISSION]
        carved += answer.outcome == "permitted, except"

        assert not (told and answer.outcome == "permitted, except"), (right.id, ban.id)
        assert not answer.clashes or told
    assert on < "2024" or carved > 30
