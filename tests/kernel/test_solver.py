"""The first and the last instant of some literals, as found by listing all days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.kernel.conditions import UNRELATED, relate
from pactgraph.kernel.domains import Domain
from pactgraph.kernel.points import Compared, Moment
from pactgraph.kernel.solver import Calls, World, first, last
from pactgraph.kernel.spans import Back, Onward, Span
from pactgraph.kernel.timeline import LAST, TICK, Duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.kernel.points import Atom
    from pactgraph.kernel.solver import Literal

DAY = timedelta(days=1)
ZERO = datetime(2028, 2, 25, tzinfo=UTC)
EVENTS = ("a", "b", "c")
WINDOW = 5
"""Events happen on the first so many days, or never."""


def day(number: int) -> datetime:
    """Return a day by its number."""
    return ZERO + number * DAY


def every_third(moment: datetime) -> datetime:
    """Return the first day after `moment` whose number can be divided by three."""
    return day(3 * ((moment - ZERO) // (3 * DAY) + 1))


SPANS = st.sampled_from(
    [
        *[Span()] * 3,
        Span.of(Duration(fixed=DAY)),
        Span.of(Duration(fixed=2 * DAY)),
        Span.of(Duration(months=1), Back(Duration(fixed=28 * DAY))),
        Span.of(Onward("every-third", every_third)),
    ]
)
MOMENTS = st.builds(Moment, st.sampled_from(EVENTS), SPANS)
DATES = st.integers(0, 8).map(day)
ATOMS = st.one_of(
    DATES, MOMENTS, st.builds(Compared, MOMENTS, st.one_of(MOMENTS, DATES), st.booleans())
)
LITERALS = st.lists(st.tuples(ATOMS, st.booleans()), min_size=1, max_size=4)
ORDERS = st.sampled_from([(), (("a", "b"),), (("a", "b"), ("b", "c"))])
RIVALS = st.sampled_from([(), (("a", "c"),)])

Completion = "Mapping[str, datetime]"


def is_true(atom: Atom, completion: Completion, at: datetime) -> bool:
    """Return whether an atom is true at an instant, once all events have their day."""
    if isinstance(atom, datetime):
        return atom <= at
    if isinstance(atom, Moment):
        return atom.span.after(completion[atom.event]) <= at
    moment = atom.moment.span.after(completion[atom.moment.event])
    bound = atom.bound
    if isinstance(bound, Moment):
        bound = bound.span.after(completion[bound.event])
    return moment <= at and (moment < bound) == atom.before


def held(
    literals: Sequence[Literal],
    orders: Sequence[tuple[str, str]],
    rivals: Sequence[tuple[str, str]],
) -> list[datetime]:
    """Return the days on which all literals hold in some completion."""
    days = [*map(day, range(WINDOW)), LAST]
    found = []
    for choice in product(days, repeat=len(EVENTS)):
        completion = dict(zip(EVENTS, choice, strict=True))
        if any(completion[one] > completion[other] for one, other in orders):
            continue
        if any(LAST not in (completion[one], completion[other]) for one, other in rivals):
            continue
        found += [
            at
            for at in map(day, range(-1, 13))
            if all(is_true(atom, completion, at) == holds for atom, holds in literals)
        ]
    return sorted(set(found))


@given(LITERALS, ORDERS, RIVALS)
def test_the_first_and_the_last_day_are_those_of_all_completions(
    literals: list[Literal],
    orders: tuple[tuple[str, str], ...],
    rivals: tuple[tuple[str, str], ...],
) -> None:
    """Where some events happen on these days, and others never."""
    expected = held(literals, orders, rivals)
    domain = Domain(((day(0), day(WINDOW - 1)), (LAST, LAST)))
    world = World(relate({}, orders, rivals), lambda _: domain)

    start, end = first(literals, world, day(-1), day(13)), last(literals, world, day(-1), day(13))
    assert min(expected, default=None) == start
    assert max(expected, default=None) == (end and day((end - ZERO) // DAY))
    for at in map(day, range(-1, 13)):
        assert (at in expected) == (first(literals, world, at, at + TICK) is not None)


MONTH, DAYS_30 = Span.of(Duration(months=1)), Span.of(Duration(fixed=30 * DAY))
YEAR = Span.of(Duration(months=12))
NEXT = Span.of(Onward("every-third", every_third))
A, B, C = (Moment(event) for event in EVENTS)
IMPOSSIBLE: dict[str, list[Literal]] = {
    "each before the other": [
        (Compared(A, B, before=True), True),
        (Compared(B, A, before=True), True),
    ],
    "a circle of three": [
        (Compared(A, B, before=True), True),
        (Compared(B, C, before=True), True),
        (Compared(A, C, before=True), False),
    ],
    "a year after it, but not it": [(A.later(YEAR), True), (A, False)],
    "what is no earlier than a year after it, but not a year after it": [
        (Compared(B, A.later(YEAR), before=False), True),
        (A.later(YEAR), False),
    ],
    "before itself": [(Compared(A, A, before=True), True)],
    "a month and a day later, but not a month": [
        (A.later(MONTH).later(Span.of(Duration(fixed=DAY))), True),
        (A.later(MONTH), False),
    ],
    "a later date of a schedule, but not an earlier one": [
        (A.later(DAYS_30).later(NEXT), True),
        (A.later(NEXT), False),
    ],
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_goes_round_in_a_circle_is_impossible_soon(name: str) -> None:
    """However far the calendar reaches, few systems are solved."""
    calls = Calls()
    world = World(UNRELATED, calls=calls)

    assert first(IMPOSSIBLE[name], world) is None
    assert last(IMPOSSIBLE[name], world) is None
    assert calls.solved <= 8


def test_the_calendar_is_searched_for_a_month_shorter_than_thirty_days() -> None:
    """There is a February; in most other months thirty days are over first."""
    over, not_over = A.later(MONTH), A.later(DAYS_30)

    for literals in ([(over, True), (not_over, False)], [(over, False), (not_over, True)]):
        assert first(literals, World(UNRELATED)) is not None
