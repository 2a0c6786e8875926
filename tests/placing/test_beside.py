"""Further bodies beside what is placed: over nothing, or not at all."""

from __future__ import annotations

from random import Random

import pytest

from made.pictures import WIDE, made
from pactgraph.placing import Body, Cable, Frame, Place, Plan, beside, faults, placed

NO_TEXT = (0.0, 0.0)


@pytest.mark.parametrize("seed", range(4))
def test_a_crowd_is_over_nothing_and_nothing_moves(seed: int) -> None:
    """Marks, names and cables of it, and those that were there: none runs over another."""
    chance = Random(seed)  # noqa: S311 - reproducible
    web = made(seed, 12).without_texts()
    plan = placed(web.bodies, web.cables, WIDE)
    hubs = sorted({cable.one for cable in web.cables})[:2]
    crowds = [
        (
            next(cable for cable in web.cables if cable.one == hub),
            [Body(f"{hub} {n}", 11, (chance.randint(30, 110), 16)) for n in range(5)],
        )
        for hub in hubs
    ]
    found = beside(web.bodies, web.cables, plan, WIDE, crowds)
    new = [body for _, crowd in crowds for body in crowd if body.name in found]
    cables = [
        Cable(hook.one, b.name, hook.width, NO_TEXT) for hook, crowd in crowds for b in crowd
    ]
    drawn = [*web.cables, *(cable for cable in cables if cable.other in found)]
    whole = Plan({**plan.places, **found}, plan.labels)
    before = faults(web.bodies, web.cables, plan, WIDE)
    after = faults([*web.bodies, *new], drawn, whole, WIDE)

    assert len(found) in {5, 10}
    assert not found.keys() & plan.places.keys()
    assert before.collisions == after.collisions
    assert before.through == after.through
    assert before.over_names == after.over_names
    assert before.outside == after.outside


def test_where_there_is_no_room_for_all_nobody_stands() -> None:
    """In a frame that two marks with their names fill nearly."""
    frame = Frame(160, 90)
    bodies = [Body("a", 12, (40, 16)), Body("b", 12, (40, 16))]
    cable = Cable("a", "b", 4, NO_TEXT)
    plan = Plan({"a": Place(30, 30, "below"), "b": Place(130, 30, "below")}, {("a", "b"): 0.5})
    one, two = ([Body(f"c{n}", 8, (30, 12)) for n in range(count)] for count in (1, 6))

    assert len(beside(bodies, [cable], plan, frame, [(cable, one)])) == 1
    assert {} == beside(bodies, [cable], plan, frame, [(cable, two)])
    assert {"c0"} == beside(bodies, [cable], plan, frame, [(cable, two), (cable, one)]).keys()


def test_it_is_as_large_as_all_marks_of_the_plan() -> None:
    """In a plan that makes them half as large it finds room that it has not at full size."""
    frame = Frame(160, 90)
    bodies = [Body("a", 12, (40, 16)), Body("b", 12, (40, 16))]
    cable = Cable("a", "b", 4, NO_TEXT)
    places = {"a": Place(30, 30, "below"), "b": Place(130, 30, "below")}
    crowd = [(cable, [Body("c", 20, (30, 12))])]
    full, half = (Plan(places, {("a", "b"): 0.5}, scale) for scale in (1.0, 0.5))

    assert {} == beside(bodies, [cable], full, frame, crowd)
    assert {"c"} == beside(bodies, [cable], half, frame, crowd).keys()
