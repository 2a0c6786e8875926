"""The theory of atoms, by name; `test_solver.py` shows that nothing possible is ruled out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pactgraph.kernel.conditions import UNRELATED, Events, relate
from pactgraph.kernel.points import Atom, Compared, Moment
from pactgraph.kernel.solver import Calls, Literal
from pactgraph.kernel.spans import Span
from pactgraph.kernel.theory import MOST_TRIED, contradictions, variables
from pactgraph.kernel.timeline import Duration

DAY = timedelta(days=1)
D, E = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
A, B, C = map(Moment, "abc")
MONTH = Span.of(Duration(months=1))
EARLY, LATE = Compared(A, D, before=True), Compared(A, D, before=False)
ORDERED = relate({}, [("a", "b")], [("a", "c")])


def found(atoms: list[Atom], events: Events = UNRELATED) -> set[frozenset[Literal]]:
    """Return the contradictory sets among atoms, and the dates that they bring in."""
    return set(contradictions(variables(atoms, events), events, Calls()))


TRUE, FALSE = True, False
SETS: dict[str, tuple[list[Atom], Events, list[set[Literal]]]] = {
    "dates follow one another": ([E, D], UNRELATED, [{(E, TRUE), (D, FALSE)}]),
    "events that are not tied": ([A, B], UNRELATED, []),
    "an order": ([B, A], ORDERED, [{(B, TRUE), (A, FALSE)}]),
    "exclusion": ([A, C], ORDERED, [{(A, TRUE), (C, TRUE)}]),
    "early enough": (
        [EARLY, A],
        UNRELATED,
        [{(EARLY, TRUE), (A, FALSE)}, {(D, FALSE), (A, TRUE), (EARLY, FALSE)}],
    ),
    "late": ([LATE], UNRELATED, [{(LATE, TRUE), (D, FALSE)}]),
    "early or late, once it has come": (
        [A, EARLY, LATE],
        UNRELATED,
        [
            {(EARLY, TRUE), (A, FALSE)},
            {(LATE, TRUE), (A, FALSE)},
            {(EARLY, TRUE), (LATE, TRUE)},
            {(A, TRUE), (EARLY, FALSE), (LATE, FALSE)},
            {(LATE, TRUE), (D, FALSE)},
            {(D, FALSE), (A, TRUE), (EARLY, FALSE)},
        ],
    ),
    "each before the other": (
        [Compared(A, B, before=True), Compared(B, A, before=True)],
        UNRELATED,
        [{(Compared(A, B, before=True), TRUE), (Compared(B, A, before=True), TRUE)}],
    ),
    "before what never comes after it": (
        [Compared(B, A, before=True)],
        ORDERED,
        [{(Compared(B, A, before=True), TRUE)}],
    ),
    "a bound passes through a span": (
        [EARLY, A.later(MONTH)],
        UNRELATED,
        [
            {(EARLY, TRUE), (A.later(MONTH), FALSE), (D - DAY + 31 * DAY, TRUE)},
            {(EARLY, FALSE), (A.later(MONTH), TRUE), (D - DAY + 31 * DAY, FALSE)},
            {(EARLY, FALSE), (A.later(MONTH), TRUE), (D, FALSE)},
        ],
    ),
}


@pytest.mark.parametrize("name", SETS)
def test_what_cannot_be_together(name: str) -> None:
    """Exactly these sets contradict themselves, but for dates that comparisons bring in."""
    atoms, events, expected = SETS[name]
    told = {
        literals
        for literals in found(atoms, events)
        if all(isinstance(atom, datetime) for atom, _ in literals) <= (D in atoms)
    }

    assert {frozenset(each) for each in expected} == told


def test_dates_are_decided_first_and_then_what_is_mentioned_first() -> None:
    """Bounds are dates too."""
    assert [D, E, LATE, B] == variables([LATE, E, B], UNRELATED)


def test_of_too_many_sets_of_three_none_is_tried() -> None:
    """Work is bounded; what is not found can still be told from its atoms together."""
    atoms: list[Atom] = [Compared(A, Moment(f"b{at}"), before=True) for at in range(40)]
    calls = Calls()

    assert [] == contradictions(atoms, UNRELATED, calls)
    assert calls.solved <= 24 * MOST_TRIED
