"""What it takes to find which events decide, counted over three sizes."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from pactgraph.kernel import impact
from pactgraph.kernel.conditions import And, Before, Events, relate
from pactgraph.kernel.diagrams import Work
from pactgraph.kernel.impact import ending_sets, saving_sets
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import NthOf, OnlyBefore, Point
from pactgraph.kernel.scenarios import Window, Windows, with_delays

AT = datetime(2030, 1, 1, tzinfo=UTC)
OPEN = Window(datetime(2027, 1, 1, tzinfo=UTC), None)
SIZES = (20, 40, 80)


def named(size: int) -> list[str]:
    """Return the names of `size` events."""
    return [f"e{number:02}" for number in range(size)]


def opened(size: int, events: Events) -> Windows:
    """Return that all events are open."""
    return with_delays(dict.fromkeys(named(size), OPEN), events)


@pytest.mark.parametrize("size", SIZES)
def test_each_event_of_a_row_brings_the_first(size: int) -> None:
    """Each ends by itself what lasts until the first of all, which alone saves it."""
    events = relate({}, pairwise(named(size)))
    asked = (periods(Before("e00"), events), opened(size, events), AT, events)

    assert {frozenset({name}) for name in named(size)} == ending_sets(*asked)
    assert {frozenset({"e00"})} == saving_sets(*asked)


@pytest.mark.parametrize("size", SIZES)
def test_each_way_of_an_event_is_looked_at_once(size: int) -> None:
    """The first of many events, each before the next year: five systems are solved for each."""
    year = datetime(2031, 1, 1, tzinfo=UTC)
    derived: dict[str, OnlyBefore | NthOf] = {
        f"d{name}": OnlyBefore(name, year) for name in named(size)
    }
    parts: tuple[Point, ...] = tuple(derived)
    events = relate({**derived, "x": NthOf(1, parts)})
    asked = (periods(Before("x"), events), opened(size, events), AT, events)
    solved: list[object] = []

    with pytest.MonkeyPatch.context() as patch:
        first = impact.first
        patch.setattr(impact, "first", lambda *given: solved.append(given) or first(*given))
        found = ending_sets(*asked)

    assert {frozenset({name}) for name in named(size)} == found
    assert len(solved) <= 5 * size
    assert {frozenset(named(size))} == saving_sets(*asked)


@pytest.mark.parametrize("size", SIZES)
def test_the_theory_of_a_row_is_worked_in_linear_time(size: int) -> None:
    """Until none of a row has happened: as many steps for each event, however many there are."""
    events = relate({}, pairwise(named(size)))
    work = Work()
    periods(And(tuple(map(Before, named(size)))), events, work)

    assert work.steps <= 15 * size
