"""Decision diagrams and prime implicants, as found by listing all assignments."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import ConditionTooLargeError
from pactgraph.kernel.diagrams import FALSE, MOST_NODES, TRUE, Diagram, Work, bit, primes

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE = 4
ROWS = list(product((False, True), repeat=SIZE))
TABLES = st.lists(st.booleans(), min_size=len(ROWS), max_size=len(ROWS)).map(tuple)
Table = tuple[bool, ...]
Literals = frozenset[tuple[int, bool]]


def drawn(diagram: Diagram, table: Table) -> int:
    """Return the function with a table of truth."""
    found = FALSE
    for row, holds in zip(ROWS, table, strict=True):
        if holds:
            term = TRUE
            for variable, value in enumerate(row):
                term = diagram.both(term, diagram.variable(variable) ^ (not value))
            found = diagram.either(found, term)
    return found


def table_of(diagram: Diagram, function: int) -> Table:
    """Return the table of truth of a function."""

    def value(row: tuple[bool, ...]) -> bool:
        current = function
        while current not in (TRUE, FALSE):
            variable = diagram.top(current)
            current = diagram.cofactors(current, variable)[row[variable]]
        return current == TRUE

    return tuple(map(value, ROWS))


def rows_of(literals: Iterable[tuple[int, bool]]) -> set[int]:
    """Return the rows in which all literals hold."""
    return {at for at, row in enumerate(ROWS) if all(row[v] == holds for v, holds in literals)}


@given(TABLES)
def test_a_function_has_one_diagram(table: Table) -> None:
    """However it is put together, the same table gives the same number."""
    diagram = Diagram(Work())
    one, other = drawn(diagram, table), drawn(diagram, tuple(not each for each in table))

    assert table == table_of(diagram, one)
    assert one == other ^ 1


@given(st.lists(st.booleans(), min_size=SIZE + 1, max_size=SIZE + 1))
def test_functions_are_counted(held: list[bool]) -> None:
    """A function by count is true in the rows with so many true values."""
    diagram = Diagram(Work())
    found = diagram.counted(held, [diagram.variable(number) for number in range(SIZE)])

    assert tuple(held[sum(row)] for row in ROWS) == table_of(diagram, found)


def closed(rows: set[int], theory: set[int]) -> Literals:
    """Return all literals that hold wherever a term does, which holds in some of `rows`."""
    return frozenset(
        (variable, holds)
        for variable in range(SIZE)
        for holds in (True, False)
        if all(ROWS[at][variable] == holds for at in rows & theory)
    )


@given(TABLES, TABLES)
def test_primes_are_the_largest_terms_with_all_that_they_imply(
    table: Table, possible: Table
) -> None:
    """Modulo the theory, they are found as among all terms."""
    theory = {at for at, holds in enumerate(possible) if holds}
    true = {at for at, holds in enumerate(table) if holds}
    terms = {
        closed(rows, theory)
        for size in range(SIZE + 1)
        for chosen in combinations(range(SIZE), size)
        for values in product((True, False), repeat=size)
        if (rows := rows_of(list(zip(chosen, values, strict=True)))) & theory
        and rows & theory <= true
    }
    expected = {term for term in terms if not any(other < term for other in terms)}

    diagram = Diagram(Work())
    found = primes(diagram, drawn(diagram, table), drawn(diagram, possible))
    assert len(found) == len(set(found))
    assert expected == {
        frozenset((v, h) for v in range(SIZE) for h in (True, False) if term & bit(v, h))
        for term in found
    }


def test_a_diagram_past_the_stated_size_is_refused() -> None:
    """Pairs whose halves lie far apart: no order of others helps."""
    diagram = Diagram(Work())

    with pytest.raises(ConditionTooLargeError):
        _pairs_far_apart(diagram, 18)
    assert MOST_NODES <= diagram.work.nodes <= MOST_NODES + 1


def _pairs_far_apart(diagram: Diagram, number: int) -> int:
    """Return that both of some pair are true, of which one half stands after all others."""
    pairs = [(diagram.variable(at), diagram.variable(at + number)) for at in range(number)]
    return diagram.at_least(1, [diagram.both(*pair) for pair in pairs])


def test_a_deep_diagram_is_no_deep_recursion() -> None:
    """Thousands of variables in a row are decided one after the other."""
    diagram = Diagram(Work())
    variables = [diagram.variable(number) for number in range(4000)]

    every, even = diagram.at_least(4000, variables), diagram.at_least(2000, variables[::2])
    assert every == diagram.both(every, even)
    assert 1 == len(primes(diagram, every, TRUE))
