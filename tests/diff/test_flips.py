"""Flips: found from finitely many bounds, and the same as a scan of all days finds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from made.oracle import INSTANTS, SLOTS_A_DAY, Case, Derived, Leaf, Node, Recorded
from made.oracle import standings as by_brute_force
from made.strategies import cases, dated, moment, question, written
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.kernel.completions import need_search
from pactgraph.kernel.conditions import UNRELATED, And, AtOrAfter, Before, relate
from pactgraph.kernel.flips import (
    Cause,
    Course,
    Step,
    Turn,
    course,
    differences,
    step_at,
)
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import NEVER, Window, on
from pactgraph.kernel.status import Standing, Status, standing
from pactgraph.kernel.timeline import FIRST, TICK, stretch

if TYPE_CHECKING:
    from pactgraph.kernel.conditions import Condition

SCANNED = settings.get_profile("scanned")
FEWER = settings.get_profile("fewer")
WEEK = [datetime(2030, 1, day, tzinfo=UTC) for day in range(1, 8)]


def searched_in_parts_of_days(case: Case) -> bool:
    """Return whether atoms are looked at together of which one is some hours after an event.

    What is looked at together happens at one time of day; see `HOURS`.
    """
    asked = question(case)
    named = {name for period in asked.periods() for name in period.named}
    in_hours = any(each.by % SLOTS_A_DAY for each in case.derived.values())
    return in_hours and need_search(named, asked.events)


def course_of(case: Case) -> Course:
    """Return the course of a case; skip one whose dates contradict one another."""
    asked = question(case)
    assume(not searched_in_parts_of_days(case))
    try:
        return course(asked.periods(), asked.windows(), asked.events)
    except ContradictoryScenarioError:
        assume(condition=False)
        raise


def said(steps: Course, slot: int) -> tuple[str, frozenset[str]]:
    """Return what a course says at a slot of the oracle."""
    stands = step_at(steps, moment(slot)).standing
    return str(stands.status), stands.depends_on


HOURS = Case(
    tree=Node("any", (Leaf("until", "x"), Leaf("from", "y"))),
    record={"a": Recorded()},
    derived={"x": Derived("first", ("a",)), "y": Derived("later", ("x",), SLOTS_A_DAY // 2)},
    order=(),
    known=0,
    assumed={},
)
"""In force but for twelve hours after an event that may come at any time."""


@pytest.mark.xfail(strict=True, reason="the search counts days: each evening all is over for it")
def test_hours_after_an_event_are_searched_like_days() -> None:
    """It depends, from when the event can come, for ever; not only each morning."""
    asked = question(HOURS)
    found, possible = asked.periods(), asked.windows()
    told = {slot: standing(found, possible, moment(slot), asked.events) for slot in INSTANTS}

    assert by_brute_force(HOURS) == {
        slot: (str(each.status), each.depends_on) for slot, each in told.items()
    }


# ---- Against scans ----------------------------------------------------------------------


@settings(SCANNED)
@given(cases())
def test_a_course_says_at_every_instant_what_the_kernel_says_there(case: Case) -> None:
    """It is looked up in place of decided, also just before a flip; every flip has a cause."""
    steps = course_of(case)
    asked = question(case)
    found, possible = asked.periods(), asked.windows()
    edges = [at for step in steps[1:] for at in (step.since - TICK, step.since)]

    for at in (FIRST, *map(moment, INSTANTS), *edges):
        assert standing(found, possible, at, asked.events) == step_at(steps, at).standing
    assert all(step.because for step in steps[1:])


@settings(FEWER)
@given(cases())
def test_a_course_is_the_one_that_listing_all_worlds_gives(case: Case) -> None:
    """Status and what it depends on are those of brute force, slot by slot."""
    steps = course_of(case)

    assert by_brute_force(case) == {slot: said(steps, slot) for slot in INSTANTS}


@settings(FEWER)
@given(cases(), st.data())
def test_differences_are_where_two_scans_differ(case: Case, data: st.DataObject) -> None:
    """Two scenarios differ within the ranges found, in what is said there, and nowhere else."""
    event = data.draw(st.sampled_from(sorted(case.record)))
    first = course_of(case)
    asked = question(case)
    date = data.draw(st.none() | dated())
    assumed = {**asked.assumed, event: NEVER if date is None else on(written(date))}
    other = type(asked)(asked.condition, asked.events, asked.record, asked.known, assumed)
    try:
        second = course(other.periods(), other.windows(), other.events)
    except ContradictoryScenarioError:
        assume(condition=False)
        raise

    ranges = differences(first, second)

    for slot in INSTANTS:
        at = moment(slot)
        within = [each for each in ranges if each.start <= at and (not each.end or at < each.end)]
        one, another = (step_at(steps, at).standing for steps in (first, second))
        expected = [(one, another)] if one != another else []
        assert expected == [(each.first, each.second) for each in within]


# ---- By name ----------------------------------------------------------------------------


def steps_of(
    condition: Condition, windows: dict[str, Window], *orders: tuple[str, str]
) -> list[tuple[str, str, list[str]]]:
    """Return day, status and causes of every flip, as texts."""
    events = relate({}, orders) if orders else UNRELATED
    found = course(periods(condition, events), windows, events)
    return [
        (
            step.since.date().isoformat(),
            str(step.standing.status),
            [f"{cause.turn} {cause.event}".strip() for cause in step.because],
        )
        for step in found[1:]
    ]


def open_from(day: datetime) -> Window:
    """Return the window of an event that can happen from `day` on, or never."""
    return Window(day, None)


def test_a_clause_between_two_dates_flips_at_both() -> None:
    """From its first day on it is in force; on the day after its last it is not."""
    condition = And((AtOrAfter(WEEK[0]), Before(WEEK[3])))

    expected = [("2030-01-01", "in force", ["from"]), ("2030-01-04", "ended", ["until"])]
    assert expected == steps_of(condition, {})


def test_an_open_event_flips_the_answer_from_when_it_may_have_happened() -> None:
    """An end that hangs on an event becomes open; nothing ever settles it."""
    expected = [("2030-01-02", "depends", ["can happen verified"])]

    assert expected == steps_of(Before("verified"), {"verified": open_from(WEEK[1])})


def test_an_event_of_a_week_flips_the_answer_twice() -> None:
    """A month or another unknown day opens the answer on its first day, ends it on its last."""
    expected = [
        ("2030-01-02", "depends", ["can happen closing"]),
        ("2030-01-05", "ended", ["has happened closing"]),
    ]

    assert expected == steps_of(Before("closing"), {"closing": Window(WEEK[1], WEEK[4])})


def test_what_only_the_order_of_events_brings_in_is_no_cause_beside_what_is_named() -> None:
    """A clause until declared names declared alone, though verified can no longer come either."""
    windows = {"declared": on(stretch("2030-01-02")), "verified": on(stretch("2030-01-02"))}

    expected = [("2030-01-02", "ended", ["happens declared"])]
    assert expected == steps_of(Before("declared"), windows, ("declared", "verified"))


def test_bounds_that_change_nothing_are_no_flips() -> None:
    """Once the clause is over, later bounds of its condition are silent."""
    condition = And((Before(WEEK[2]), Before("sale")))

    expected = [("2030-01-03", "ended", ["until"])]
    assert expected == steps_of(condition, {"sale": open_from(WEEK[5])})


@pytest.mark.parametrize("always", [True, False])
def test_what_always_or_never_holds_has_one_step(always: bool) -> None:  # noqa: FBT001 - a case
    """A course begins before everything and need not go on."""
    status = Status.IN_FORCE if always else Status.NEVER
    found = periods(And(), UNRELATED) if always else ()

    assert (Step(FIRST, Standing(status)),) == course(found, {}, UNRELATED)


def test_causes_have_an_order() -> None:
    """The causes of one flip come in one order, whatever the order of the periods."""
    at = WEEK[2]
    condition = And((Before(at), Before("a"), Before("b")))
    windows = {"a": on(stretch("2030-01-03")), "b": on(stretch("2030-01-03"))}

    step = course(periods(condition, UNRELATED), windows, UNRELATED)[-1]

    expected = (Cause(Turn.HAPPENS, "a"), Cause(Turn.HAPPENS, "b"), Cause(Turn.UNTIL))
    assert expected == step.because
