"""Reduced ordered decision diagrams of truth functions, and their prime implicants.

R. Bryant, *Graph-based algorithms for Boolean function manipulation*, 1986; edges that negate:
K. Brace, R. Rudell and R. Bryant, *Efficient implementation of a BDD package*, 1990. Functions
are whole numbers: twice the number of a node, plus one if negated.

Prime implicants: O. Coudert and J. C. Madre, *Implicit and incremental computation of primes
and essential primes of Boolean functions*, 1992, here of a function modulo a theory, which is
a function too: terms that it contradicts do not occur, and each term says all that follows
from it. So no prime occurs twice in different words.

Nothing recurs deeper than a few frames, however many variables there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pactgraph.errors import ConditionTooLargeError
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    _Task = TypeVar("_Task", bound=Hashable)
    _Done = TypeVar("_Done")

MOST_PERIODS = 500
"""A condition with more prime implicants than this is refused."""

MOST_NODES = 50_000
"""A condition whose decision diagrams have more nodes than this is refused."""

MOST_STEPS = 4_000_000
"""A condition that takes more steps, each a pair of terms or a part of a diagram, is refused."""

TRUE, FALSE = 0, 1
_LEAF = 1 << 60
"""The variable of the constants: below all others."""


@dataclass(slots=True)
class Work:
    """What one condition has taken.

    Attributes:
        steps: the pairs of terms that were compared, and the parts of diagrams looked at.
        nodes: the nodes of its diagrams.
        solved: the systems of inequalities that were solved for its theory.
    """

    steps: int = 0
    nodes: int = 0
    solved: int = 0

    def spend(self, steps: int) -> None:
        """Count `steps` more.

        Raises:
            ConditionTooLargeError: they are more than `MOST_STEPS` now.
        """
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise too_large()


def too_large() -> ConditionTooLargeError:
    """Return the error for a condition whose normal form would pass a stated size."""
    return ConditionTooLargeError(
        worded(
            "the condition has more than {most_periods} periods; split the"
            " clause, or combine fewer alternatives",
            most_periods=MOST_PERIODS,
        )
    )


def worked(
    task: _Task,
    known: dict[_Task, _Done],
    parts: Callable[[_Task], Iterable[_Task]],
    join: Callable[[_Task, dict[_Task, _Done]], _Done],
) -> _Done:
    """Return what `task` comes to, after all the tasks that it needs.

    Args:
        task: what is asked for.
        known: what is known already; what is found is added.
        parts: the tasks that one needs.
        join: what a task comes to, once those that it needs are known.
    """
    pending = [task]
    begun: set[_Task] = set()
    while pending:
        current = pending.pop()
        if current in known:
            continue
        if current in begun:
            known[current] = join(current, known)
        else:
            begun.add(current)
            pending.append(current)
            pending += (part for part in parts(current) if part not in known)
    return known[task]


class Diagram:
    """Truth functions of variables 0, 1, 2 …, which are decided in this order."""

    def __init__(self, work: Work) -> None:
        """Start with the constants; `work` counts what it takes."""
        self.work = work
        self._nodes: list[tuple[int, int, int]] = [(_LEAF, TRUE, TRUE)]
        self._places: dict[tuple[int, int, int], int] = {}
        self._both: dict[tuple[int, int], int] = {}

    def variable(self, number: int) -> int:
        """Return the function that is a variable."""
        return self._node(number, FALSE, TRUE)

    def top(self, function: int) -> int:
        """Return the first variable that a function hangs on."""
        return self._nodes[function >> 1][0]

    def cofactors(self, function: int, variable: int) -> tuple[int, int]:
        """Return a function with a variable false, and true; it hangs on none before that."""
        top, low, high = self._nodes[function >> 1]
        if top != variable:
            return function, function
        return low ^ (function & 1), high ^ (function & 1)

    def _node(self, variable: int, low: int, high: int) -> int:
        if low == high:
            return low
        negated = high & 1
        key = (variable, low ^ negated, high ^ negated)
        if key not in self._places:
            self._places[key] = len(self._nodes)
            self._nodes.append(key)
            self.work.nodes += 1
            if len(self._nodes) > MOST_NODES:
                raise too_large()
        return self._places[key] << 1 | negated

    def both(self, one: int, other: int) -> int:
        """Return the conjunction of two functions."""
        easy = _easily(one, other)
        if easy is None:
            return worked((one, other), self._both, self._hard_halves, self._joined)
        return easy

    def _hard_halves(self, pair: tuple[int, int]) -> list[tuple[int, int]]:
        return [half for half in self._halves(pair) if _easily(*half) is None]

    def _halves(self, pair: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
        one, other = pair
        variable = min(self.top(one), self.top(other))
        one_low, one_high = self.cofactors(one, variable)
        other_low, other_high = self.cofactors(other, variable)
        return (one_low, other_low), (one_high, other_high)

    def _joined(self, pair: tuple[int, int], known: dict[tuple[int, int], int]) -> int:
        one, other = pair
        self.work.spend(1)
        low, high = (
            known[half] if easy is None else easy
            for half in self._halves(pair)
            for easy in [_easily(*half)]
        )
        return self._node(min(self.top(one), self.top(other)), low, high)

    def either(self, one: int, other: int) -> int:
        """Return the disjunction of two functions."""
        return self.both(one ^ 1, other ^ 1) ^ 1

    def at_least(self, count: int, functions: Sequence[int]) -> int:
        """Return the function that is true where so many of `functions` are."""
        reached = [TRUE] + [FALSE] * count
        for number, function in enumerate(reversed(functions), start=1):
            needed = range(max(1, count - len(functions) + number), min(count, number) + 1)
            for enough in reversed(needed):
                more = self.both(function, reached[enough - 1])
                reached[enough] = self.either(more, reached[enough])
        return reached[count]

    def counted(self, held: Sequence[bool], functions: Sequence[int]) -> int:
        """Return the function that is true by how many of `functions` are."""
        found = TRUE if held[0] else FALSE
        for count in range(1, len(held)):
            if held[count] != held[count - 1]:
                reached = self.at_least(count, functions)
                found = self.either(self.both(found, reached ^ 1), self.both(found ^ 1, reached))
        return found

    def clause(self, literals: Iterable[tuple[int, bool]]) -> int:
        """Return the function that not all of `literals`, variables true or false, hold."""
        found = FALSE
        for variable, holds in sorted(literals, reverse=True):
            low, high = (TRUE, found) if holds else (found, TRUE)
            found = self._node(variable, low, high)
        return found


def _easily(one: int, other: int) -> int | None:
    """Return the conjunction of two functions where that can be seen at once."""
    if FALSE in (one, other) or one == other ^ 1:
        return FALSE
    if one in (TRUE, other):
        return other
    return one if other == TRUE else None


# ---- Prime implicants -------------------------------------------------------------------

Term = int
"""A conjunction, as a set of bits: 2v for variable v true, 2v + 1 for false."""


def bit(variable: int, holds: bool) -> Term:  # noqa: FBT001 - the two halves of a literal
    """Return the term that a variable is true, or false."""
    return 1 << (2 * variable + (not holds))


def primes(diagram: Diagram, function: int, theory: int) -> tuple[Term, ...]:
    """Return the prime implicants of `function` modulo `theory`, each with all that it implies.

    Raises:
        ConditionTooLargeError: they are more than `MOST_PERIODS`, or the diagrams get too large.
    """
    search = _Primes(diagram)
    whole = diagram.either(function, theory ^ 1)
    return worked((whole, theory), search.known, search.parts, search.join)


class _Primes:
    """The search for primes: of a function that holds wherever its theory does not."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.known: dict[tuple[int, int], tuple[Term, ...]] = {}
        self._forced: dict[int, Term] = {FALSE: -1, TRUE: 0}

    def parts(self, task: tuple[int, int]) -> list[tuple[int, int]]:
        function, theory = task
        if FALSE in task or function == TRUE:
            return []
        diagram = self.diagram
        variable = min(diagram.top(function), diagram.top(theory))
        low, high = diagram.cofactors(function, variable)
        without, given = diagram.cofactors(theory, variable)
        neither = (diagram.both(low, high), diagram.either(without, given))
        return [neither, (high, given), (low, without)]

    def join(
        self, task: tuple[int, int], known: dict[tuple[int, int], tuple[Term, ...]]
    ) -> tuple[Term, ...]:
        function, theory = task
        self.diagram.work.spend(1)
        if FALSE in task:
            return ()
        if function == TRUE:
            return (self.forced(theory),)
        variable = min(self.diagram.top(function), self.diagram.top(theory))
        without, given = self.diagram.cofactors(theory, variable)
        neither, true, false = (known[part] for part in self.parts(task))
        if without != given:
            neither = tuple(
                term
                for term in neither
                if self.possible(without, term) and self.possible(given, term)
            )
        found = list(neither)
        for terms, holds, under in ((true, True, given), (false, False, without)):
            added = bit(variable, holds)
            found += [term | added for term in self._new(terms, neither, under != theory)]
        if len(found) > MOST_PERIODS:
            raise too_large()
        return tuple(found)

    def _new(
        self,
        terms: tuple[Term, ...],
        weaker: tuple[Term, ...],
        more: bool,  # noqa: FBT001
    ) -> list[Term]:
        """Return the `terms` that imply none of `weaker`; only if they say `more` can they."""
        if not more:
            same = set(weaker)
            return [term for term in terms if term not in same]
        self.diagram.work.spend(len(terms) * len(weaker))
        return [term for term in terms if not any(term & other == other for other in weaker)]

    def possible(self, theory: int, term: Term) -> bool:
        """Return whether `theory` does not contradict `term`."""
        pending, seen = [theory], set()
        while pending:
            function = pending.pop()
            if function == TRUE:
                return True
            if function == FALSE or function in seen:
                continue
            seen.add(function)
            self.diagram.work.spend(1)
            variable = self.diagram.top(function)
            low, high = self.diagram.cofactors(function, variable)
            if not term & bit(variable, holds=True):
                pending.append(low)
            if not term & bit(variable, holds=False):
                pending.append(high)
        return False

    def forced(self, theory: int) -> Term:
        """Return what follows from `theory` alone."""
        return worked(theory, self._forced, self._halves, self._implied)

    def _halves(self, function: int) -> tuple[int, int]:
        return self.diagram.cofactors(function, self.diagram.top(function))

    def _implied(self, function: int, known: dict[int, Term]) -> Term:
        low, high = self._halves(function)
        variable = self.diagram.top(function)
        if FALSE not in (low, high):
            return known[low] & known[high]
        return known[low] & known[high] | bit(variable, low == FALSE)
