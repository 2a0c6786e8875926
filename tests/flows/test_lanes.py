"""Who gives what to whom: small webs by listing, and what the facts that ship come to."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from lengths import share
from made.made_up_webs import EVENTS, as_turtle, drawn
from pactgraph.asking.network import LaneStanding
from pactgraph.flows.groups import tops
from pactgraph.graph import load

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.record import Clause

FAMILIES = {
    "purchase-commitment": "pays",
    "investment": "invests",
    "loan": "lends",
    "capacity": "pays",
    "warrant": "shares",
    "licence": "grants",
}
WEBS = share(60, 12)


@pytest.mark.parametrize("seed", range(WEBS))
def test_lanes_are_what_listing_finds(tmp_path: Path, seed: int) -> None:
    """Of each clause: who gives, what, and how it stands once just some events have happened."""
    chance = Random(seed)  # noqa: S311 - reproducible
    deals = drawn(chance)
    file = tmp_path / "web.ttl"
    file.write_text(as_turtle(deals), encoding="utf-8")
    graph = load(file, cache=False)
    happened = frozenset(chance.sample(EVENTS, 2))
    assumed = {e: "2021-01-01" if e in happened else "never" for e in EVENTS}
    setting = graph.setting(on="2022-01-01", known="2022-01-01", assume=assumed)
    found = {
        (clause.id, graph.record.id_of(lane.giver), graph.record.id_of(lane.taker), lane.family)
        for lane in graph.lanes(setting)
        if lane.standing is LaneStanding.STANDS
        for clause in lane.clauses
    }
    wanted = {
        (deal.name, *_ends(deal.kind, deal.acts, deal.other), FAMILIES[deal.kind])
        for deal in deals
        if deal.promised(happened) or deal.performed(happened)
    }

    assert wanted == found


def _ends(kind: str, acts: str, other: str) -> tuple[str, str]:
    """Return who gives and who takes: money for capacity goes to who acts."""
    return (
        (acts, other) if kind in {"purchase-commitment", "investment", "loan"} else (other, acts)
    )


def test_what_hangs_is_never_added_to_what_stands() -> None:
    """Google's ten billion for Anthropic, and thirty more if it meets its targets."""
    graph = load()
    setting = graph.setting(on="2026-10-10", known="2026-10-10")
    lanes = [
        (lane.standing.value, lane.total.sums["USD"].exact, lane.total.sums["USD"].up_to)
        for lane in graph.lanes(setting)
        if lane.family == "invests" and lane.giver.endswith("/alphabet")
    ]

    assert [("stands", 10_000_000_000, 0), ("hangs", 0, 30_000_000_000)] == lanes


def test_every_known_clause_between_two_parties_is_in_a_lane() -> None:
    """Nothing is dropped: what makes nothing flow stands among the duties."""
    graph = load()
    setting = graph.setting(on="2026-10-10", known="2026-10-10")
    told = {clause.iri for lane in graph.lanes(setting) for clause in lane.clauses}
    named = tops(graph.record.parties)

    def is_inside(clause: Clause) -> bool:
        return len({named.get(iri, iri) for iri in (*clause.owed_by, *clause.holders)}) == 1

    known = [answer.clause for answer in graph.status(setting)]
    assert [] == [c.id for c in known if c.iri not in told and not is_inside(c)]
