"""Periods: the normal form of a temporal condition.

The periods of a condition are all its prime implicants (its Blake canonical
form; A. Blake, *Canonical expressions in Boolean algebra*, 1937; F. M. Brown,
*Boolean Reasoning*, 2003, chapter 3), modulo two orders: instants follow one
another, and some events never precede others.

Every period is kept closed under these orders: an event that must have
happened brings all that never happen after it, an event that must not have
happened brings all that never happen before it. Since both orders only ever
relate two atoms, a closed term implies another exactly if it contains it, and
the textbook identities hold literally:

    primes(f and g) = the smallest of all unions of a prime of f and one of g
    primes(not f)   = the smallest of all choices of one negated atom per prime of f
    primes(f or g)  = the primes of f and of g, closed under consensus, the smallest of them
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING

from pactgraph.errors import ConditionTooLargeError
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Events, Joined, Or
from pactgraph.kernel.timeline import FIRST, LAST
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence, Sized

MOST_PERIODS = 500
"""A condition with more prime implicants than this, at any step, is refused."""

MOST_STEPS = 16_000_000
"""A condition that takes more pairs of terms, joined or compared, than this is refused."""

_MOST_UNIONS = 100 * MOST_PERIODS


@dataclass(frozen=True, slots=True)
class Period:
    """``max(from…) <= t < min(until…)``: one way for a condition to hold.

    Attributes:
        from_date: first instant, UTC; None for no lower bound.
        until_date: first instant after it, UTC; None for no upper bound.
        from_events: all of these have happened; those that others imply are left out.
        until_events: none of these has happened; those that others imply are left out.
        implied_from: events that have happened because `from_events` have.
        implied_until: events that have not happened because `until_events` have not.
    """

    from_date: datetime | None = None
    until_date: datetime | None = None
    from_events: frozenset[str] = field(default=frozenset())
    until_events: frozenset[str] = field(default=frozenset())
    implied_from: frozenset[str] = field(default=frozenset())
    implied_until: frozenset[str] = field(default=frozenset())

    @property
    def happened(self) -> frozenset[str]:
        """All events that have happened in it."""
        return self.from_events | self.implied_from

    @property
    def not_happened(self) -> frozenset[str]:
        """All events that have not happened in it."""
        return self.until_events | self.implied_until


@dataclass(frozen=True, slots=True)
class _Term:
    """A closed conjunction of atoms: ``start <= t < end``, events happened and not."""

    start: datetime = FIRST
    end: datetime = LAST
    happened: frozenset[str] = frozenset()
    not_happened: frozenset[str] = frozenset()

    def possible(self) -> bool:
        return self.start < self.end and not self.happened & self.not_happened

    def within(self, other: _Term) -> bool:
        """Return whether this term implies `other`: it demands all that `other` does."""
        return (
            self.start >= other.start
            and self.end <= other.end
            and self.happened >= other.happened
            and self.not_happened >= other.not_happened
        )

    def meet(self, other: _Term) -> _Term:
        return _Term(
            max(self.start, other.start),
            min(self.end, other.end),
            self.happened | other.happened,
            self.not_happened | other.not_happened,
        )


@dataclass(slots=True)
class Work:
    """How many pairs of terms have been joined or compared for one condition.

    Attributes:
        steps: the pairs so far.
    """

    steps: int = 0

    def spend(self, steps: int) -> None:
        """Count `steps` more.

        Raises:
            ConditionTooLargeError: they are more than `MOST_STEPS` now.
        """
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise _too_large()


_TRUE = (_Term(),)
_FALSE: tuple[_Term, ...] = ()


def periods(condition: Condition, events: Events, work: Work | None = None) -> tuple[Period, ...]:
    """Return all prime implicants of `condition`, modulo the order of dates and events.

    Args:
        condition: any tree of atoms; derived events are replaced by what they hang on.
        events: how the events hang together.
        work: counts what it takes; None to count from 0.

    Returns:
        The periods, ordered by their dates and then their events; none if the condition
        can never hold, ``(Period(),)`` if it always does.

    Raises:
        ConditionTooLargeError: more than `MOST_PERIODS` terms arise at some step, or it takes
            more than `MOST_STEPS`.
    """
    terms = _primes(condition, events, work or Work())
    return tuple(_period(term, events) for term in sorted(terms, key=_rank))


def _primes(condition: Condition, events: Events, work: Work) -> tuple[_Term, ...]:
    match condition:
        case AtOrAfter(str(event)) if event in events.derived:
            return _primes(events.derived[event], events, work)
        case Before(str(event)) if event in events.derived:
            return _negated(_primes(events.derived[event], events, work), events, work)
        case AtOrAfter(point):
            return _possible(_at_or_after(point, events))
        case Before(point):
            return _possible(_before(point, events))
        case And(parts):
            return _all((_primes(part, events, work) for part in parts), work)
        case Or(parts):
            return _any((_primes(part, events, work) for part in parts), events, work)
        case joint:
            return _counted(joint, events, work)


def _possible(term: _Term) -> tuple[_Term, ...]:
    """Return `term` as the only prime, or none: nothing is before FIRST or after LAST."""
    return (term,) if term.possible() else _FALSE


def _at_or_after(point: datetime | str, events: Events) -> _Term:
    if isinstance(point, datetime):
        return _Term(start=point)
    return _Term(happened=events.before(point) | {point})


def _before(point: datetime | str, events: Events) -> _Term:
    if isinstance(point, datetime):
        return _Term(end=point)
    return _Term(not_happened=events.after(point) | {point})


def _all(parts: Iterable[tuple[_Term, ...]], work: Work) -> tuple[_Term, ...]:
    """Return the primes of the conjunction of functions given by their primes."""
    return reduce(lambda first, second: _product(first, second, work), parts, _TRUE)


def _product(first: tuple[_Term, ...], second: tuple[_Term, ...], work: Work) -> tuple[_Term, ...]:
    if len(first) * len(second) > _MOST_UNIONS:
        raise _too_large()
    work.spend(len(first) * len(second))
    unions = {a.meet(b) for a in first for b in second}
    return _smallest((term for term in unions if term.possible()), work)


def _any(parts: Iterable[tuple[_Term, ...]], events: Events, work: Work) -> tuple[_Term, ...]:
    """Return the primes of the disjunction of functions given by their primes.

    Terms are joined by consensus until nothing new arises (Quine, *A way to simplify truth
    functions*, 1955). It is enough to join two terms where only one atom of each is lost.
    """
    kept = list(_smallest((term for part in parts for term in part), work))
    pending = list(kept)
    edges = {term: _edges(term, events) for term in kept}
    while pending:
        term = pending.pop()
        work.spend(len(kept))
        for other in list(kept):
            both = (
                *_consensus(term, other, edges[term][0], edges[other][1]),
                *_consensus(other, term, edges[other][0], edges[term][1]),
            )
            for joined in both:
                work.spend(len(kept))
                if not any(joined.within(known) for known in kept):
                    kept = [known for known in kept if not known.within(joined)]
                    kept.append(joined)
                    pending.append(joined)
                    edges[joined] = _edges(joined, events)
                    _refuse_too_many(kept)
    return tuple(kept)


_Edges = tuple[tuple[tuple[str, frozenset[str]], ...], frozenset[str]]


def _edges(term: _Term, events: Events) -> _Edges:
    """Return what of a term can be lost by consensus, see `_last` and `_earliest`.

    Each of the last events comes with those that cannot have happened without it.
    """
    last = _last(term.happened, events)
    return tuple((e, events.after(e) | {e}) for e in last), _earliest(term.not_happened, events)


def _consensus(
    first: _Term,
    second: _Term,
    lasts: Iterable[tuple[str, frozenset[str]]],
    earliests: frozenset[str],
) -> Iterable[_Term]:
    """Yield what both terms demand but for "x happened" of one and "y did not" of the other.

    One of the two atoms always holds, because y never happens without x; so does one of
    the terms, if all else holds that they demand. The same goes for start and end.
    """
    if FIRST < first.start <= second.end < LAST:
        yield from _possible(
            _Term(
                second.start,
                first.end,
                first.happened | second.happened,
                first.not_happened | second.not_happened,
            )
        )
    for last, without in lasts:
        for earliest in earliests & without:
            yield from _possible(
                _Term(
                    max(first.start, second.start),
                    min(first.end, second.end),
                    (first.happened - {last}) | second.happened,
                    first.not_happened | (second.not_happened - {earliest}),
                )
            )


def _last(happened: frozenset[str], events: Events) -> frozenset[str]:
    """Return those of the events that have `happened` that no other one implies."""
    return happened - {e for other in happened for e in events.before(other)}


def _earliest(not_happened: frozenset[str], events: Events) -> frozenset[str]:
    """Return those of the events that have `not_happened` that no other one implies."""
    return not_happened - {e for other in not_happened for e in events.after(other)}


def _negated(terms: tuple[_Term, ...], events: Events, work: Work) -> tuple[_Term, ...]:
    """Return the primes of the negation of the function that has the primes `terms`."""
    return _all((_smallest(_refutations(term, events), work) for term in terms), work)


def _refutations(term: _Term, events: Events) -> Iterable[_Term]:
    """Yield, for every atom of `term`, the closed term that says its opposite."""
    if term.start > FIRST:
        yield _Term(end=term.start)
    if term.end < LAST:
        yield _Term(start=term.end)
    for event in term.happened:
        yield _before(event, events)
    for event in term.not_happened:
        yield _at_or_after(event, events)


def _counted(joint: Joined, events: Events, work: Work) -> tuple[_Term, ...]:
    """Return the primes of a joined condition by how many of its parts have to hold."""
    parts = [_primes(part, events, work) for part in joint.parts]
    both = [(_negated(part, events, work), part) for part in parts]
    ways = _ways(both, lambda true: joint.holds(true, len(parts)), 0, work)
    return _any(ways.values(), events, work)


def _ways(
    both: Sequence[tuple[tuple[_Term, ...], tuple[_Term, ...]]],
    holds: Callable[[int], bool],
    others: int,
    work: Work,
) -> dict[int, tuple[_Term, ...]]:
    """Return in which ways so many of some parts hold, by their number.

    Args:
        both: when each part does not hold, and when it does.
        holds: whether the whole does while so many of all parts do.
        others: how many other parts the whole has; numbers that they cannot make up for are
            left out.
        work: counts what it takes.
    """

    def possible(true: int) -> bool:
        return any(holds(true + more) for more in range(others + 1))

    if len(both) < 2:  # noqa: PLR2004 - nothing to halve
        found = dict(enumerate(both[0])) if both else {0: _TRUE}
        return {true: terms for true, terms in found.items() if possible(true)}
    half = len(both) // 2
    first = _ways(both[:half], holds, others + len(both) - half, work)
    second = _ways(both[half:], holds, others + half, work)
    ways: dict[int, set[_Term]] = {}
    for one, terms in first.items():
        for other, more in second.items():
            if possible(one + other):
                ways.setdefault(one + other, set()).update(_product(terms, more, work))
    return {true: _smallest(terms, work) for true, terms in ways.items()}


def _smallest(terms: Iterable[_Term], work: Work) -> tuple[_Term, ...]:
    """Return the terms that are within no other (absorption)."""
    kept: list[_Term] = []
    for term in sorted(set(terms), key=lambda t: len(t.happened) + len(t.not_happened)):
        work.spend(len(kept))
        if not any(term.within(other) for other in kept):
            kept = [other for other in kept if not other.within(term)]
            kept.append(term)
            _refuse_too_many(kept)
    return tuple(kept)


def _refuse_too_many(terms: Sized) -> None:
    if len(terms) > MOST_PERIODS:
        raise _too_large()


def _too_large() -> ConditionTooLargeError:
    return ConditionTooLargeError(
        worded(
            "the condition has more than {most_periods} periods; split the"
            " clause, or combine fewer alternatives",
            most_periods=MOST_PERIODS,
        )
    )


def _rank(term: _Term) -> tuple[object, ...]:
    return (term.start, term.end, sorted(term.happened), sorted(term.not_happened))


def _period(term: _Term, events: Events) -> Period:
    from_events = _last(term.happened, events)
    until_events = _earliest(term.not_happened, events)
    return Period(
        from_date=term.start if term.start > FIRST else None,
        until_date=term.end if term.end < LAST else None,
        from_events=from_events,
        until_events=until_events,
        implied_from=term.happened - from_events,
        implied_until=term.not_happened - until_events,
    )
