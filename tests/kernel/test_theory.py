"""The theory of atoms, by name; `test_solver.py` shows that nothing possible is ruled out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

import pytest

from pactgraph.kernel import theory
from pactgraph.kernel.conditions import UNRELATED, Events, relate
from pactgraph.kernel.points import Atom, Compared, Moment
from pactgraph.kernel.solver import Calls, Literal, first
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
    solved = contradictions(variables(atoms, events), events, Calls())
    assert solved == contradictions(variables(atoms, events), events)
    return set(solved)


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


WEEK = Span.of(Duration(fixed=timedelta(days=7)))
OWN = Span.of(Duration(fixed=timedelta(days=41)))
"""A span of no other test."""


def group_of(draw: Random, names: list[str]) -> list[Atom]:
    """Return moments and comparisons of the events `names`."""

    def moment() -> Moment:
        return Moment(draw.choice(names), draw.choice((Span(), MONTH, WEEK)))

    compared = (
        Compared(moment(), draw.choice((D, E, moment(), moment())), before=draw.random() < 0.5)
        for _ in range(draw.randint(1, 2))
    )
    return list(dict.fromkeys([*compared, moment(), draw.choice((moment(), D))]))


def tied(draw: Random, names: list[str]) -> Events:
    """Return events of which some follow one another, or rule each other out."""
    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
    orders = [pair for pair in pairs if draw.random() < 0.3]
    return relate({}, orders, [pair for pair in pairs if draw.random() < 0.15])


@pytest.mark.parametrize("seed", range(40))
def test_what_is_known_of_others_is_what_is_solved(seed: int) -> None:
    """Groups that differ in names alone share what was found; all others have their own."""
    for names in permutations(["a", "ab", "b:"]):
        draw = Random(seed)  # noqa: S311 - no secret
        events = tied(draw, [*names])
        atoms = variables(group_of(draw, [*names]), events)

        assert contradictions(atoms, events, Calls()) == contradictions(atoms, events)


def test_what_differs_only_in_names_is_solved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many duties of one make take the work of one."""
    solved: list[object] = []

    def counted(*arguments: object) -> object:
        solved.append(arguments)
        return first(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(theory, "first", counted)
    work = []
    for number in range(1, 4):
        one, other = (Moment(f"{name}{number} of seven") for name in "pq")
        solved.clear()
        atoms: list[Atom] = [Compared(one, other.later(OWN), before=True), other, one]
        assert contradictions(atoms, UNRELATED)
        work.append(len(solved))

    assert work[0] > 0
    assert work[1:] == [0, 0]
