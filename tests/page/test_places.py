"""The places that ship are those that are worked out of the facts that ship."""

from __future__ import annotations

import json

import pytest

from pactgraph.graph import load
from pactgraph.page import parties, places
from page.places import places_told


@pytest.mark.many
def test_the_places_that_ship_are_made_again() -> None:
    """`python tests/page/places.py` keeps them."""
    assert places.FILE.read_text(encoding="utf-8") == places_told()


def test_a_page_of_the_facts_that_ship_works_no_places_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All frames are kept, whatever else changes."""
    monkeypatch.setattr(places, "placed", None)
    made, pairs, _ = parties.picture(load().record)
    frames = {name for party in made for name in party.places}

    assert {*parties.FRAMES, parties.ALL} == frames
    assert len(json.loads(places.FILE.read_text(encoding="utf-8"))) == len(frames)
    assert all(pair.along for pair in pairs if _is_shown(made, pair))


def _is_shown(made: list[parties.Party], pair: parties.Pair) -> bool:
    shown = {party.iri for party in made if party.shown}
    return {pair.one, pair.other} <= shown
