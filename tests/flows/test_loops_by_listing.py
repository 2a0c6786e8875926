"""Loops of small random webs are what listing all events that may happen finds."""

from __future__ import annotations

from itertools import chain, combinations
from random import Random
from typing import TYPE_CHECKING

import pytest

from lengths import share
from made.made_up_webs import EVENTS, STRENGTH, as_turtle, closed, drawn
from pactgraph.graph import load
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.asking.network import LoopAnswer

KNOWN, ON, DONE = "2024-01-01", "2026-01-01", "2025-01-01"
WORLDS = [
    frozenset(chosen)
    for chosen in chain.from_iterable(combinations(EVENTS, size) for size in range(5))
]
FORCES = {"performed": "performed", "binding": "binding", STRENGTH[-1]: "non-binding"}


def way(found: LoopAnswer) -> tuple[str, ...]:
    """Return the companies of a loop."""
    return tuple(map(local_name, found.loop.parties))


@pytest.mark.many
def test_loops_are_what_listing_finds(tmp_path: Path) -> None:
    """In every world that is assumed; and, if nothing is, in all worlds together."""
    tried, states = 0, set()
    for seed in range(share(2_000, 120)):
        chance = Random(seed)  # noqa: S311 - reproducible
        deals = drawn(chance)
        file = tmp_path / f"{seed}.ttl"
        file.write_text(as_turtle(deals), encoding="utf-8")
        graph = load(file, cache=False)
        force = chance.choice([*FORCES])
        by_world = {world: closed(deals, world, force) for world in WORLDS}

        world = chance.choice(WORLDS)
        assumed = {event: DONE if event in world else "never" for event in EVENTS}
        asked = graph.setting(on=ON, known=KNOWN, assume=assumed)
        for found in graph.loops(asked, force=FORCES[force]):
            state = "closed" if way(found) in by_world[world] else "open"
            assert state == found.state.value, (seed, way(found))
        every = {way(found) for found in graph.loops(asked, force=FORCES[force])}
        assert by_world[world] <= every, seed

        for found in graph.loops(graph.setting(on=ON, known=KNOWN), force=FORCES[force]):
            ring = way(found)
            in_worlds = [world for world in WORLDS if ring in by_world[world]]
            state = "possibly" if in_worlds else "open"
            state = "closed" if len(in_worlds) == len(WORLDS) else state
            assert state == found.state.value, (seed, ring)
            deciding = {
                event
                for event in EVENTS
                for world in WORLDS
                if (ring in by_world[world]) != (ring in by_world[world ^ {event}])
            }
            if state == "possibly":
                assert deciding == {*map(local_name, found.depends_on)}, (seed, ring)
                assert sorted(smallest(ring, by_world, closing=True)) == named(found.closing)
                assert sorted(smallest(ring, by_world, closing=False)) == named(found.opening)
            states.add(state)
            tried += 1

    assert share(2_500, 80) <= tried
    assert {"closed", "possibly", "open"} == states


def named(sets: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """Return sets of events by their names."""
    return sorted(sorted(map(local_name, chosen)) for chosen in sets)


def smallest(
    ring: tuple[str, ...], by_world: dict[frozenset[str], set[tuple[str, ...]]], *, closing: bool
) -> list[list[str]]:
    """Return the smallest sets that decide, whatever else happens: it is closed, or is not."""
    found: list[frozenset[str]] = []
    for chosen in WORLDS:
        worlds = [world for world in WORLDS if chosen <= world]
        decides = all((ring in by_world[world]) is closing for world in worlds)
        if decides and not any(one <= chosen for one in found):
            found.append(chosen)
    return [sorted(chosen) for chosen in found if chosen]
