"""The places that ship are those that are worked out of the facts that ship."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pactgraph.graph import load
from pactgraph.page import parties, places
from pactgraph.placing import faults
from page.places import places_told

if TYPE_CHECKING:
    from pactgraph.placing import Body, Cable, Frame, Plan


@pytest.mark.many
def test_the_places_that_ship_are_made_again() -> None:
    """`python tests/page/places.py` keeps them."""
    assert places.FILE.read_text(encoding="utf-8") == places_told()


def test_a_page_of_the_facts_that_ship_works_no_places_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All frames are kept, whatever else changes."""
    monkeypatch.setattr(places, "placed", None)
    made, pairs, *_ = parties.picture(load().record)
    frames = {name for party in made for name in party.places}

    assert {*parties.FRAMES, parties.ALL, parties.ALL_ON_PHONE} == frames
    assert len(json.loads(places.FILE.read_text(encoding="utf-8"))) == len(frames) - 1
    assert all(pair.along for pair in pairs if _is_shown(made, pair))


def test_in_the_places_that_ship_nothing_is_hidden_or_crossed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In no frame: no mark or name hides another, no cable crosses one or runs through a mark."""
    frames = []

    def plan_of(bodies: list[Body], cables: list[Cable], frame: Frame) -> Plan:
        plan = places.plan_of(bodies, cables, frame)
        frames.append((faults(bodies, cables, plan, frame), plan.scale))
        return plan

    monkeypatch.setattr(parties, "plan_of", plan_of)
    parties.picture(load().record)

    assert len(parties.FRAMES) + 1 == len(frames)
    for found, scale in frames:
        assert (frozenset(), (), ()) == (found.hidden, found.crossings, found.through)
        assert scale == 1.0


def test_on_a_phone_all_stand_as_at_a_desk_but_upright() -> None:
    """Rows are columns there, all of them in the frame; that costs no time to lay out."""
    drawn = parties.picture(load().record)
    (wide, scale), (tall, same) = (drawn.frames[n] for n in (parties.ALL, parties.ALL_ON_PHONE))
    desk, phone = (
        {party.iri: party.places[name] for party in drawn.parties}
        for name in (parties.ALL, parties.ALL_ON_PHONE)
    )

    assert wide.width < tall.height
    assert (wide.height, scale) == (tall.width, same)
    assert all(0 < at.x < tall.width and 0 < at.y < tall.height for at in phone.values())
    assert sorted(desk, key=lambda iri: (desk[iri].x, desk[iri].y)) == sorted(
        desk, key=lambda iri: (phone[iri].y, phone[iri].x)
    )


def test_texts_of_cables_take_their_share_of_a_frame_the_most_money_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a tablet some have none planned; none has more money than one that has."""
    asked: dict[Frame, list[Cable]] = {}

    def plan_of(bodies: list[Body], cables: list[Cable], frame: Frame) -> Plan:
        asked.setdefault(frame, cables)
        return places.plan_of(bodies, cables, frame)

    monkeypatch.setattr(parties, "plan_of", plan_of)
    record = load().record
    parties.picture(record)
    for name, frame in parties.FRAMES.items():
        told = [cable.label[0] > 0 for cable in asked[frame]]
        taken = sum(cable.label[0] * cable.label[1] for cable in asked[frame])

        assert taken <= 0.15 * frame.width * frame.height
        assert any(told) == (name != "phone")
        assert told == sorted(told, reverse=True)
    first = asked[parties.FRAMES["narrow"]][0]
    assert {"openai", "oracle"} == {*record.ids_of((first.one, first.other))}


def _is_shown(made: list[parties.Party], pair: parties.Pair) -> bool:
    shown = {party.iri for party in made if party.shown}
    return {pair.one, pair.other} <= shown
