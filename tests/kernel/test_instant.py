"""The truth at one instant is what the normal form says of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from made.oracle import INSTANTS, Case
from made.strategies import cases, moment, question
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.kernel.conditions import (
    UNRELATED,
    And,
    AtOrAfter,
    Before,
    Or,
    Xone,
)
from pactgraph.kernel.instant import (
    Truth,
    all_of,
    any_of,
    deciding_at,
    held_since,
    of_parts,
    truth_at,
)
from pactgraph.kernel.scenarios import Window
from pactgraph.kernel.status import Status, standing
from pactgraph.kernel.timeline import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

TRUTH = {Status.IN_FORCE: True, Status.DEPENDS: None}
TRUTHS = st.lists(st.sampled_from([True, False, None]), max_size=4)


@given(cases())
def test_one_instant_agrees_with_the_normal_form(case: Case) -> None:
    """At every instant: the same truth as the status, and the same deciding events."""
    asked = question(case)
    try:
        windows = asked.windows()
    except ContradictoryScenarioError:
        return
    normal = asked.periods()
    for at in map(moment, INSTANTS):
        expected = standing(normal, windows, at, asked.events)
        found = truth_at(asked.condition, windows, at, asked.events)
        deciding = deciding_at(asked.condition, windows, at, asked.events)

        assert TRUTH.get(expected.status, False) is found
        assert expected.depends_on == deciding


@given(cases())
def test_held_since_agrees_with_a_walk_back(case: Case) -> None:
    """Since when it has held is where a walk back through all instants first finds it false."""
    asked = question(case)
    try:
        windows = asked.windows()
    except ContradictoryScenarioError:
        return
    slots = sorted(INSTANTS)
    truths = {s: truth_at(asked.condition, windows, moment(s), asked.events) for s in slots}
    for place, slot in enumerate(slots):
        if truths[slot] is not True:
            continue
        before = [s for s in slots[:place] if truths[s] is not True]
        found = held_since(asked.condition, windows, moment(slot), asked.events)

        if before and truths[before[-1]] is None:
            assert found is None
        elif before:
            assert found is not None
            assert moment(before[-1]) < found <= moment(slot)


@given(TRUTHS)
def test_joining_truths_leaves_open_what_they_leave_open(truths: list[Truth]) -> None:
    """All, any, one: known exactly if every completion of the unknowns gives the same."""
    joins = {
        all_of: all,
        any_of: any,
        partial(of_parts, And): all,
        partial(of_parts, Or): any,
        partial(of_parts, Xone): lambda known: sum(known) == 1,
    }
    choices = [[True, False] if truth is None else [truth] for truth in truths]
    for join, plain in joins.items():
        outcomes: Collection[bool] = {plain(known) for known in product(*choices)}
        expected = next(iter(outcomes)) if len(outcomes) == 1 else None

        assert expected is join(truths)


def test_an_event_or_its_absence_is_certain() -> None:
    """“Before it or from then on” holds although nobody knows whether it happened."""
    always = Or((Before("e"), AtOrAfter("e")))
    once = Xone((Before("e"), AtOrAfter("e")))
    windows = {"e": Window(FIRST, None)}
    now = datetime(2029, 6, 1, tzinfo=UTC)

    assert True is truth_at(always, windows, now, UNRELATED)
    assert True is truth_at(once, windows, now, UNRELATED)
    assert None is truth_at(Before("e"), windows, now, UNRELATED)
    assert FIRST == held_since(always, windows, now, UNRELATED)


def test_a_thousand_windows_cost_one_walk(calls_of: Callable[[Callable[[], object]], int]) -> None:
    """A disjunction of dated windows never reaches the normal form, whose size is limited."""
    start = datetime(2024, 1, 1, 9, tzinfo=UTC)

    def work(size: int) -> int:
        days = [start + timedelta(days=number) for number in range(size)]
        hours = Or(tuple(And((AtOrAfter(d), Before(d + timedelta(hours=8)))) for d in days))
        last = days[-1]
        assert False is truth_at(hours, {}, last - timedelta(hours=1), UNRELATED)
        assert True is truth_at(hours, {}, last + timedelta(hours=1), UNRELATED)
        return calls_of(lambda: truth_at(hours, {}, last + timedelta(hours=1), UNRELATED))

    small, medium, large = (work(size) for size in (250, 500, 1_000))

    assert medium < 2.2 * small
    assert large < 2.2 * medium
