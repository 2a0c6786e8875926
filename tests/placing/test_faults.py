"""What is wrong with a plan: small plans, reckoned by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

import pytest

from lengths import share
from pactgraph.placing import Body, Cable, Faults, Frame, Part, Place, Plan, faults
from pactgraph.placing.geometry import Box, Line, beyond, cross, distance, overlap, pierced

FRAME = Frame(400, 300)
NO_TEXT = (0.0, 0.0)


def bodies(*names: str) -> list[Body]:
    """Return marks of a radius of 10 with names 40 wide and 12 high."""
    return [Body(name, 10, (40, 12)) for name in names]


def plan(places: dict[str, tuple[float, float]], side: str = "below", **texts: float) -> Plan:
    """Return a plan with all names on one side; of a cable `ab`, where its text is."""
    return Plan(
        {name: Place(x, y, side) for name, (x, y) in places.items()},
        {(ends[0], ends[1]): along for ends, along in texts.items()},
    )


def test_things_apart_have_no_faults() -> None:
    """Two marks with their names, a cable and its text."""
    cable = Cable("a", "b", 4, (60, 20))
    found = faults(bodies("a", "b"), [cable], plan({"a": (50, 50), "b": (250, 50)}, ab=0.5), FRAME)

    assert Faults((), (), (), (), (), (), boxes=5) == found
    assert 0 == found.count


def test_boxes_that_overlap_collide() -> None:
    """The name of a is from y = 63 to 75, the mark of b from 60, where that of a ends."""
    found = faults(bodies("a", "b"), [], plan({"a": (50, 50), "b": (60, 70)}), FRAME)

    assert ((Part("name", ("a",)), Part("mark", ("b",))),) == found.collisions


@pytest.mark.parametrize(("x", "count"), [(89.9, 1), (90.0, 0), (90.1, 0)])
def test_boxes_that_touch_do_not_collide(x: float, count: int) -> None:
    """Names 40 wide side by side: 40 from centre to centre is enough."""
    found = faults(bodies("a", "b"), [], plan({"a": (50, 50), "b": (x, 50)}), FRAME)

    assert count == len(found.collisions)


def test_a_text_collides_with_the_marks_of_its_own_cable() -> None:
    """The cable is too short: 60 from centre to centre, less two radii, for a text of 60."""
    cable = Cable("a", "b", 4, (60, 20))
    found = faults(bodies("a", "b"), [cable], plan({"a": (50, 50), "b": (110, 50)}, ab=0.5), FRAME)

    assert {"a", "b"} == {one.of[0] for one, other in found.collisions if other.kind == "text"}


def test_cables_cross_once_and_not_at_a_common_end() -> None:
    """Two diagonals cross; two cables of one body do not."""
    square = {"a": (50.0, 50.0), "b": (250.0, 250.0), "c": (250.0, 50.0), "d": (50.0, 250.0)}
    cables = [Cable(*ends, 2, NO_TEXT) for ends in ("ab", "cd", "ac")]
    found = faults(bodies(*"abcd"), cables, plan(square, "above"), FRAME)

    assert ((("a", "b"), ("c", "d")),) == found.crossings


@pytest.mark.parametrize(("y", "through"), [(61.9, True), (62.1, False), (38.1, True)])
def test_a_cable_runs_through_a_third_mark(y: float, through: bool) -> None:  # noqa: FBT001 - a column
    """A radius of 10 and half a width of 4."""
    places = {"a": (50.0, 50.0), "b": (350.0, 50.0), "c": (200.0, y)}
    side = "above" if y > 50 else "below"
    cable = Cable("a", "b", 4, NO_TEXT)
    around = [Body(name, 10, NO_TEXT) for name in "abc"]
    found = faults(around, [cable], plan(places, side), FRAME)

    assert ((("a", "b"), "c"),) * through == found.through
    assert () == found.over_names


def test_a_mark_beside_the_end_of_a_cable_is_not_run_through() -> None:
    """What lies beyond its end does not count."""
    places = {"a": (50.0, 50.0), "b": (150.0, 50.0), "c": (200.0, 50.0)}
    around = [Body(name, 10, NO_TEXT) for name in "abc"]

    assert () == faults(around, [Cable("a", "b", 4, NO_TEXT)], plan(places), FRAME).through


def test_a_cable_runs_over_names_of_others_and_of_its_own_ends() -> None:
    """Straight down from a, over its own name, to b; the name of c is in the way, too."""
    places = {"a": (100.0, 50.0), "b": (100.0, 250.0), "c": (100.0, 120.0)}
    found = faults(bodies(*"abc"), [Cable("a", "b", 4, NO_TEXT)], plan(places), FRAME)

    assert ((("a", "b"), "a"), (("a", "b"), "c")) == found.over_names
    assert ((("a", "b"), "c"),) == found.through


def test_a_name_inside_its_mark_is_no_box() -> None:
    """Cables end at a mark: nothing runs over what is inside."""
    great = [Body("a", 40, (40, 12)), Body("b", 40, (40, 12))]
    found = faults(
        great,
        [Cable("a", "b", 4, NO_TEXT)],
        plan({"a": (50, 50), "b": (250, 50)}, "inside"),
        FRAME,
    )

    assert Faults((), (), (), (), (), (), boxes=2) == found


def test_a_cable_runs_over_the_text_of_another_but_not_over_its_own() -> None:
    """The text of ab is at x = 200, where cd runs."""
    places = {"a": (50.0, 150.0), "b": (350.0, 150.0), "c": (200.0, 30.0), "d": (200.0, 250.0)}
    cables = [Cable("a", "b", 2, (60, 20)), Cable("c", "d", 2, NO_TEXT)]
    around = [Body(name, 10, NO_TEXT) for name in "abcd"]
    found = faults(around, cables, plan(places, ab=0.5), FRAME)
    aside = faults(around, cables, plan(places, ab=0.2), FRAME)

    assert ((("c", "d"), ("a", "b")),) == found.over_texts
    assert () == aside.over_texts
    assert 1 == len(aside.crossings) == aside.count


@pytest.mark.parametrize(
    ("place", "outside"),
    [
        (Place(20, 10, "below"), []),
        (Place(10, 10, "below"), []),  # the name slides along its mark
        (Place(20, 9.9, "below"), ["mark"]),
        (Place(200, 275.1, "below"), ["name"]),
        (Place(375, 150, "right"), ["name"]),
        (Place(500, 500, "left"), ["mark", "name"]),
    ],
)
def test_boxes_beyond_the_frame_are_told(place: Place, outside: list[str]) -> None:
    """On each side, by mark or name."""
    found = faults(bodies("a"), [], Plan({"a": place}, {}), FRAME)

    assert outside == [part.kind for part in found.outside]


def test_who_is_hidden_is_told() -> None:
    """Whose mark or name is over or under another, or beyond the frame; texts hide nobody."""
    places = {"a": (50, 50), "b": (60, 60), "c": (200, 200), "d": (395, 100)}
    cables = [Cable("a", "c", 4, (400, 20))]
    found = faults(bodies(*places), cables, plan(places, ac=1.0), FRAME)

    assert "c" in {part.of[0] for pair in found.collisions for part in pair}
    assert {"a", "b", "d"} == found.hidden
    assert found.marks_hide
    apart = faults(bodies("a", "b"), [], plan({"a": (50, 50), "b": (80, 50)}), FRAME)
    assert {"a", "b"} == apart.hidden
    assert not apart.marks_hide


def test_a_plan_has_its_marks_as_large_as_it_says() -> None:
    """Half as large they are apart."""
    places = {"a": (50, 50), "b": (65, 50)}
    bare = [Body(name, 10, NO_TEXT) for name in places]

    assert {"a", "b"} == faults(bare, [], plan(places), FRAME).hidden
    assert not faults(bare, [], replace(plan(places), scale=0.5), FRAME).hidden


def test_cables_to_oneself_are_left_out() -> None:
    """They need no entry in the plan."""
    found = faults(bodies("a"), [Cable("a", "a", 4, (60, 20))], plan({"a": (50, 50)}), FRAME)

    assert 0 == found.count


def test_a_wide_line_runs_into_a_box_as_its_points_do() -> None:
    """Whatever lies on a thick line is looked for in the box, point by point."""
    random = Random(3)  # noqa: S311 - no secret
    for _ in range(share(3000, 400)):
        line = Line(*(random.uniform(0, 100) for _ in range(4)))
        box = Box(*(random.uniform(0, 100) for _ in range(2)), random.uniform(1, 30), 5)
        width = random.uniform(0, 10)
        long = math.hypot(line.x2 - line.x1, line.y2 - line.y1)
        right, down = (line.x2 - line.x1) / long, (line.y2 - line.y1) / long
        points = [
            (
                line.x1 + along * (line.x2 - line.x1) - across * width * down,
                line.y1 + along * (line.y2 - line.y1) + across * width * right,
            )
            for along in (step / 200 for step in range(201))
            for across in (-0.5, -0.25, 0, 0.25, 0.5)
        ]
        deep = max(
            min(box.half_width - abs(x - box.x), box.half_height - abs(y - box.y))
            for x, y in points
        )
        if deep > 0:
            assert pierced(line, width, box) > 0
        if pierced(line, width, box) > width / 2 + 1:
            assert deep > 0


def test_distances_and_depths_by_hand() -> None:
    """One of each, from sizes that are easy to see."""
    assert 3 == overlap(Box(0, 0, 10, 10), Box(17, 5, 10, 10))
    assert 3 == overlap(Box(0, 0, 10, 10), Box(5, 17, 10, 10))
    assert -7 == overlap(Box(0, 0, 10, 10), Box(27, 5, 10, 10))
    assert 5 == beyond(Box(5, 50, 10, 10), 100, 100)
    assert -20 == beyond(Box(30, 50, 10, 10), 100, 100)
    assert 5 == distance(Line(0, 0, 10, 0), 5, 5)
    assert 5 == distance(Line(0, 0, 10, 0), 13, 4)
    assert 5 == distance(Line(2, 2, 2, 2), 5, 6)
    assert 4 == pierced(Line(-50, 8, 50, 8), 4, Box(0, 0, 10, 10))
    assert cross(Line(0, 0, 10, 10), Line(0, 10, 10, 0))
    assert not cross(Line(0, 0, 10, 10), Line(10, 10, 20, 0))
    assert not cross(Line(0, 0, 10, 10), Line(0, 10, 4, 6))
