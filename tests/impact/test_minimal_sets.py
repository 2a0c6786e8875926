"""Minimal sets of events that end or save a condition: all of them, and no other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made.worlds import DAYS, World, many, moment, open_moments, worlds
from pactgraph.errors import ConditionTooLargeError
from pactgraph.kernel.conditions import (
    UNRELATED,
    And,
    AtOrAfter,
    Before,
    Condition,
    Events,
    Or,
    relate,
)
from pactgraph.kernel.impact import ending_sets, saving_sets, smallest_hitting
from pactgraph.kernel.periods import periods
from pactgraph.kernel.points import After
from pactgraph.kernel.scenarios import Window, with_delays
from pactgraph.kernel.timeline import Duration

AT = datetime(2030, 1, 1, tzinfo=UTC)
OPEN = Window(datetime(2027, 1, 1, tzinfo=UTC), None)
HAPPENED = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
NEVER = Window(None, None)


def sets(*chosen: str) -> set[frozenset[str]]:
    """Return the sets whose members are the letters of each text."""
    return {frozenset(letters) for letters in chosen}


def ends(condition: Condition, events: Events = UNRELATED, **windows: Window) -> object:
    """Return the sets that end `condition`."""
    return set(ending_sets(periods(condition, events), windows, AT, events))


def saves(condition: Condition, events: Events = UNRELATED, **windows: Window) -> object:
    """Return the sets that save `condition`."""
    return set(saving_sets(periods(condition, events), windows, AT, events))


# ---- Against every subset ---------------------------------------------------------------


@many
@given(worlds(), st.sampled_from(DAYS))
def test_ending_sets_are_those_found_by_trying_every_subset(world: World, number: int) -> None:
    """All sets of open moments are tried in all worlds; the smallest that end it are kept."""
    expected = world.minimal(number, list(open_moments(world, number)), happen=True)

    assert expected == set(
        ending_sets(world.periods, world.windows(), moment(number), world.events)
    )


@many
@given(worlds(), st.sampled_from(DAYS))
def test_saving_sets_are_those_found_by_trying_every_subset(world: World, number: int) -> None:
    """All sets of open moments are tried in all worlds; the smallest that save it are kept."""
    expected = world.minimal(number, list(open_moments(world, number)), happen=False)

    assert expected == set(
        saving_sets(world.periods, world.windows(), moment(number), world.events)
    )


@many
@given(worlds(), st.sampled_from(DAYS))
def test_the_empty_set_is_the_answer_exactly_if_nothing_has_to_happen(
    world: World, number: int
) -> None:
    """It ends what is out of force in any case, and saves what is in force in any case."""
    status = world.standings(world.windows(), [number])[number]
    asked = (world.periods, world.windows(), moment(number), world.events)

    assert ("out" == status) == (ending_sets(*asked) == sets(""))
    assert ("in force" == status) == (saving_sets(*asked) == sets(""))


# ---- By name ----------------------------------------------------------------------------


def test_either_of_two_limits_ends() -> None:
    """What lasts until the earlier of two events is ended by each, and saved by both."""
    earlier = And((Before("a"), Before("b")))

    assert sets("a", "b") == ends(earlier, a=OPEN, b=OPEN)
    assert sets("ab") == saves(earlier, a=OPEN, b=OPEN)


def test_both_of_two_alternatives_end() -> None:
    """What lasts until the later of two events is ended by both, and saved by each."""
    later = Or((Before("a"), Before("b")))

    assert sets("ab") == ends(later, a=OPEN, b=OPEN)
    assert sets("a", "b") == saves(later, a=OPEN, b=OPEN)


def test_what_has_happened_is_no_choice() -> None:
    """A settled event is part of no set, whether it happened or never will."""
    later = Or((Before("a"), Before("b")))

    assert sets("b") == ends(later, a=HAPPENED, b=OPEN)
    assert set() == ends(later, a=NEVER, b=OPEN)
    assert sets("") == saves(later, a=NEVER, b=OPEN)


def test_what_needs_an_event_is_not_ended_by_one() -> None:
    """From an open event on: nothing ends it, and nothing saves it by staying away."""
    assert set() == ends(AtOrAfter("a"), a=OPEN)
    assert set() == saves(AtOrAfter("a"), a=OPEN)


def test_the_order_of_events_brings_others_along() -> None:
    """Declared before verified: verifying ends too what lasts until the declaration."""
    order = relate({}, [("declared", "verified")])
    asked = {"declared": OPEN, "verified": OPEN}

    assert {frozenset({"declared"}), frozenset({"verified"})} == ends(
        Before("declared"), order, **asked
    )
    assert {frozenset({"declared"}), frozenset({"verified"})} == saves(
        Before("verified"), order, **asked
    )
    assert {frozenset({"declared"})} == saves(Before("declared"), order, **asked)
    assert {frozenset({"verified"})} == saves(
        Before("verified"), order, declared=HAPPENED, verified=OPEN
    )


def test_a_delay_counts_by_its_own_end() -> None:
    """Until 30 days after a notice: what ends it is that the 30 days are over."""
    events = relate({"late": After("notice", Duration(months=1))})
    (name,) = events.delays
    asked = (periods(Before("late"), events), with_delays({"notice": OPEN}, events), AT, events)

    assert {frozenset({name})} == ending_sets(*asked)
    assert {frozenset({name}), frozenset({"notice"})} == saving_sets(*asked)


def test_what_rules_out_a_needed_event_ends() -> None:
    """From the closing on, or once its thirty days are over: a termination prevents it."""
    derived = {"late": After("closing", Duration(months=1))}
    events = relate(derived, (), [("closing", "terminated")])
    windows = with_delays({"closing": OPEN, "terminated": OPEN}, events)

    for point in ("closing", "late"):
        asked = (periods(AtOrAfter(point), events), windows, AT, events)
        assert {frozenset({"terminated"})} == ending_sets(*asked)
        assert set() == saving_sets(*asked)


def test_no_set_contains_another() -> None:
    """What is extended by a name is left out where that name alone, or with less, is enough."""
    assert sets("a", "bc") == smallest_hitting([frozenset("ab"), frozenset("ac")])
    assert sets("ab", "ac", "bc") == smallest_hitting(
        [frozenset("ab"), frozenset("ac"), frozenset("bc")]
    )
    assert sets("") == smallest_hitting([])
    assert set() == smallest_hitting([frozenset("a"), frozenset()])


@pytest.mark.many
def test_too_many_sets_are_refused() -> None:
    """The later of 13 earliers of two has 8192 minimal sets, which is said."""
    pairs = [frozenset({f"a{number}", f"b{number}"}) for number in range(13)]

    with pytest.raises(ConditionTooLargeError, match="more than 5000 minimal sets of events"):
        smallest_hitting(pairs)
