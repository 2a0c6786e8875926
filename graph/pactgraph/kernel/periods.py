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
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING

from pactgraph.errors import ConditionTooLargeError
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Events, Or, Xone
from pactgraph.kernel.timeline import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_PERIODS = 500
"""A condition with more prime implicants than this, at any step, is refused."""


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


_TRUE = (_Term(),)
_FALSE: tuple[_Term, ...] = ()


def periods(condition: Condition, events: Events) -> tuple[Period, ...]:
    """Return all prime implicants of `condition`, modulo the order of dates and events.

    Args:
        condition: any tree of atoms; derived events are replaced by what they hang on.
        events: how the events hang together.

    Returns:
        The periods, ordered by their dates and then their events; none if the condition
        can never hold, ``(Period(),)`` if it always does.

    Raises:
        ConditionTooLargeError: more than `MOST_PERIODS` terms arise at some step.
    """
    terms = _primes(condition, events)
    return tuple(_period(term, events) for term in sorted(terms, key=_rank))


def _primes(condition: Condition, events: Events) -> tuple[_Term, ...]:
    match condition:
        case AtOrAfter(str(event)) if event in events.derived:
            return _primes(events.derived[event], events)
        case Before(str(event)) if event in events.derived:
            return _negated(_primes(events.derived[event], events), events)
        case AtOrAfter(point):
            return _possible(_at_or_after(point, events))
        case Before(point):
            return _possible(_before(point, events))
        case And(parts):
            return _all(_primes(part, events) for part in parts)
        case Or(parts):
            negated = (_negated(_primes(part, events), events) for part in parts)
            return _negated(_all(negated), events)
        case Xone(parts):
            return _exactly_one([_primes(part, events) for part in parts], events)


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


def _all(parts: Iterable[tuple[_Term, ...]]) -> tuple[_Term, ...]:
    """Return the primes of the conjunction of functions given by their primes."""
    return reduce(_product, parts, _TRUE)


def _product(first: tuple[_Term, ...], second: tuple[_Term, ...]) -> tuple[_Term, ...]:
    unions = {a.meet(b) for a in first for b in second}
    return _smallest(term for term in unions if term.possible())


def _negated(terms: tuple[_Term, ...], events: Events) -> tuple[_Term, ...]:
    """Return the primes of the negation of the function that has the primes `terms`."""
    return _all(_smallest(_refutations(term, events)) for term in terms)


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


def _exactly_one(parts: list[tuple[_Term, ...]], events: Events) -> tuple[_Term, ...]:
    """Return the primes of "one of `parts` and no other", whose negation is a conjunction."""
    negations = [_negated(part, events) for part in parts]
    ways = (
        _all([part, *negations[:chosen], *negations[chosen + 1 :]])
        for chosen, part in enumerate(parts)
    )
    return _negated(_all(_negated(way, events) for way in ways), events)


def _smallest(terms: Iterable[_Term]) -> tuple[_Term, ...]:
    """Return the terms that are within no other (absorption)."""
    kept: list[_Term] = []
    for term in sorted(set(terms), key=lambda t: len(t.happened) + len(t.not_happened)):
        if not any(term.within(other) for other in kept):
            kept = [other for other in kept if not other.within(term)]
            kept.append(term)
            if len(kept) > MOST_PERIODS:
                raise ConditionTooLargeError(
                    f"the condition has more than {MOST_PERIODS} periods; "
                    "split the clause, or combine fewer alternatives"
                )
    return tuple(kept)


def _rank(term: _Term) -> tuple[object, ...]:
    return (term.start, term.end, sorted(term.happened), sorted(term.not_happened))


def _period(term: _Term, events: Events) -> Period:
    implied_from = {e for other in term.happened for e in events.before(other)}
    implied_until = {e for other in term.not_happened for e in events.after(other)}
    return Period(
        from_date=term.start if term.start > FIRST else None,
        until_date=term.end if term.end < LAST else None,
        from_events=term.happened - implied_from,
        until_events=term.not_happened - implied_until,
        implied_from=frozenset(implied_from),
        implied_until=frozenset(implied_until),
    )
