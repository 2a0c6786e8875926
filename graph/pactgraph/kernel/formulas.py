"""Formulas: what a condition says, as truth functions of atoms.

A derived event of which nothing else hangs on any part stays whole: one atom, under its own
name. Of all others, the truth that they have happened is rewritten until it hangs on dates,
moments and comparisons of these:

    the first of p, q comes before r     p does, or q does; the last: both do
    p comes before the first of q, r     before both; before the last: before one of them
    p, if before q, comes before r       p comes before r, and p before q
    p comes before (q, if before r)      p comes before q; or p has come, and q not before r

The last line holds because of causality: what q is, is known once p has come and q has too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar, assert_never

from pactgraph.kernel.conditions import AtOrAfter, Before, atoms
from pactgraph.kernel.diagrams import MOST_NODES, too_large
from pactgraph.kernel.points import (
    Compared,
    LapseOf,
    Moment,
    Moved,
    NthOf,
    OnlyBefore,
    OnlyFrom,
    points_of,
    shape,
)
from pactgraph.kernel.spans import Span
from pactgraph.kernel.timeline import FIRST, LAST, TICK

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from pactgraph.kernel.conditions import Condition, Events
    from pactgraph.kernel.points import Atom, Point, Shape

_Found = TypeVar("_Found")

NO_SPAN = Span()


@dataclass(frozen=True, slots=True)
class Not:
    """True while `part` is false."""

    part: Formula


@dataclass(frozen=True, slots=True)
class ByCount:
    """True by how many of its parts are.

    Attributes:
        held: whether it is while none is, while one is, and so on.
        parts: what is counted.
    """

    held: tuple[bool, ...]
    parts: tuple[Formula, ...]


Formula = datetime | Moment | Compared | Not | ByCount

ALWAYS = ByCount((True,), ())
NEVER = ByCount((False,), ())


def at_least(count: int, *parts: Formula) -> Formula:
    """Return the formula that is true while so many of `parts` are."""
    return ByCount(tuple(true >= count for true in range(len(parts) + 1)), parts)


def any_of(*parts: Formula) -> Formula:
    """Return the formula that is true while one of `parts` is."""
    return parts[0] if len(parts) == 1 else at_least(1, *parts)


def all_of(*parts: Formula) -> Formula:
    """Return the formula that is true while all `parts` are."""
    return parts[0] if len(parts) == 1 else at_least(len(parts), *parts)


def atoms_in(formula: Formula) -> Iterator[Atom]:
    """Yield the atoms of `formula` in the order of mention; parts that it shares only once."""
    pending, seen = [formula], set[int]()
    while pending:
        current = pending.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        match current:
            case Not(part):
                pending.append(part)
            case ByCount(_, parts):
                pending += reversed(parts)
            case atom:
                yield atom


def formula_of(condition: Condition, events: Events, open_one: str = "") -> Formula:
    """Return what `condition` says.

    Args:
        condition: any tree of atoms.
        events: how the events hang together.
        open_one: a derived event that does not stay whole, whatever hangs on its parts.
    """
    return _Reading(events, whole(condition, events) - {open_one}).condition(condition)


def worked_out(
    formula: Formula,
    atom: Callable[[Atom], _Found],
    negated: Callable[[_Found], _Found],
    counted: Callable[[tuple[bool, ...], list[_Found]], _Found],
) -> _Found:
    """Return what `formula` comes to, from its atoms up; parts that it shares only once.

    Args:
        formula: any formula.
        atom: what an atom comes to.
        negated: what a negation comes to, by what its part does.
        counted: what a formula by count comes to, by what its parts do.
    """
    return _worked_out(formula, {}, atom, negated, counted)


def _worked_out(
    part: Formula,
    known: dict[int, _Found],
    atom: Callable[[Atom], _Found],
    negated: Callable[[_Found], _Found],
    counted: Callable[[tuple[bool, ...], list[_Found]], _Found],
) -> _Found:
    """Return what `part` comes to; a function within would be a circle, which is dropped late."""
    if id(part) not in known:
        match part:
            case Not(inner):
                come = negated(_worked_out(inner, known, atom, negated, counted))
            case ByCount(held, parts):
                come = counted(
                    held, [_worked_out(each, known, atom, negated, counted) for each in parts]
                )
            case _:
                come = atom(part)
        known[id(part)] = come
    return known[id(part)]


# ---- What stays whole -------------------------------------------------------------------


def whole(condition: Condition, events: Events) -> frozenset[str]:
    """Return the derived events that stay one atom each in `condition`.

    That are those of which nothing else in it hangs on any part, nor is tied to one by order
    or exclusion. What is compared with others stays whole only if it is a count of events:
    then it can come on any day on which one of them can.
    """
    roots = [atom.point for atom in atoms(condition) if isinstance(atom.point, str)]
    if not any(root in events.points for root in roots):
        return frozenset()
    walk = _Walk(events)
    for root in roots:
        walk.visit(root, compared=False)
    return frozenset(
        event
        for event in walk.found
        if (event not in walk.compared or _is_count_of_events(event, events))
        and _is_apart(event, roots, events)
    )


class _Walk:
    """How the derived events that something hangs on are used in it."""

    def __init__(self, events: Events) -> None:
        self.events = events
        self.found: dict[str, None] = {}
        self.compared: set[str] = set()
        self.seen: set[tuple[str, bool]] = set()

    def visit(self, event: str, *, compared: bool) -> None:
        """Visit an event, which may be compared."""
        if event not in self.events.points or (event, compared) in self.seen:
            return
        self.seen.add((event, compared))
        self.found[event] = None
        if compared:
            self.compared.add(event)
        what = shape(self.events.points[event])
        for part in points_of(what):
            if isinstance(part, str):
                further = compared or not isinstance(what, NthOf)
                self.visit(part, compared=further)


def _is_count_of_events(event: str, events: Events) -> bool:
    what = shape(events.points[event])
    return (
        isinstance(what, NthOf)
        and independent(what.points, events)
        and all(
            isinstance(part, datetime)
            or part not in events.points
            or _is_count_of_events(part, events)
            for part in what.points
        )
    )


def _is_apart(event: str, roots: Collection[str], events: Events) -> bool:
    """Return whether nothing but `event` hangs on its parts, or on what is tied to these."""
    bases = events.bases(event)
    return bool(bases) and not _with_ties(bases, events) & _reached(roots, event, events)


def _reached(roots: Collection[str], without: str, events: Events) -> set[str]:
    """Return the underived events that `roots` hang on otherwise than by `without`."""
    found: set[str] = set()
    seen: set[str] = {without}
    pending = list(roots)
    while pending:
        event = pending.pop()
        if event in seen:
            continue
        seen.add(event)
        if event in events.points:
            pending += [p for p in points_of(events.points[event]) if isinstance(p, str)]
        elif isinstance(atom := events.atoms.get(event), Compared):
            pending += atom.events
        elif isinstance(atom, Moment):
            pending.append(atom.event)
        else:
            found.add(event)
    return found


def independent(points: Collection[Point], events: Events) -> bool:
    """Return whether no two of `points` hang on one event, or on two that are tied."""
    named = [point for point in points if isinstance(point, str)]
    before: set[str] = set()
    for point in named:
        bases = events.bases(point)
        if bases & before:
            return False
        before |= _with_ties(bases, events)
    return True


def _with_ties(bases: Collection[str], events: Events) -> set[str]:
    """Return events, and those that order or exclusion tie to them."""
    found = set(bases)
    for base in bases:
        found |= events.before(base) | events.after(base) | events.ruled_out_by(base)
    return found


# ---- Rewriting --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
    """Conditions and points, rewritten; the same parts become the same formulas.

    Attributes:
        events: how the events hang together.
        whole: the derived events that stay whole.
        known: what has been rewritten.
    """

    events: Events
    whole: frozenset[str]
    known: dict[tuple[object, ...], Formula] = field(default_factory=dict)

    def _once(self, key: tuple[object, ...], rewritten: Callable[[], Formula]) -> Formula:
        if key not in self.known:
            if len(self.known) > MOST_NODES:
                raise too_large()
            self.known[key] = rewritten()
        return self.known[key]

    def condition(self, condition: Condition) -> Formula:
        match condition:
            case AtOrAfter(point):
                return self.come(point)
            case Before(point):
                return Not(self.come(point))
            case joint:
                counts = range(len(joint.parts) + 1)
                held = tuple(joint.holds(true, len(joint.parts)) for true in counts)
                return ByCount(held, tuple(map(self.condition, joint.parts)))

    def come(self, point: Point, span: Span = NO_SPAN) -> Formula:
        """Return when `span` after `point` has come."""
        return self._once(("come", point, span), lambda: self._come(point, span))

    def _come(self, point: Point, span: Span) -> Formula:
        if isinstance(point, datetime):
            return _date(span.after(point))
        what = self._opened(point)
        if what is None:
            return self._atom(point, span)
        match what:
            case NthOf(count, points):
                return at_least(count, *(self.come(part, span) for part in points))
            case Moved(origin, more):
                return self.come(origin, more.then(span))
            case OnlyBefore(kept, bound):
                early = self.early(kept, bound)
                return all_of(self.come(kept, span), early) if span.steps else early
            case OnlyFrom(kept, bound):
                late = self.late(kept, bound)
                return all_of(self.come(kept, span), late) if span.steps else late
            case LapseOf(awaited, end):
                return all_of(self.come(end, span), Not(self.early(awaited, end)))
            case _:
                assert_never(what)

    def _opened(self, point: str) -> Shape | None:
        """Return what a derived event is, unless it stays whole; None for any other."""
        if point in self.whole or point not in self.events.points:
            return None
        return shape(self.events.points[point])

    def _atom(self, name: str, span: Span) -> Atom:
        atom = self.events.atoms.get(name, Moment(name))
        if name in self.whole or not isinstance(atom, Moment):
            return atom if isinstance(atom, Compared) else Moment(name, span)
        return atom.later(span)

    def early(
        self, point: Point, bound: Point, span: Span = NO_SPAN, more: Span = NO_SPAN
    ) -> Formula:
        """Return when `span` after `point` has come, which lies before `more` after `bound`."""
        key = ("early", point, bound, span, more)
        return self._once(key, lambda: self._early(point, bound, span, more))

    def _early(self, point: Point, bound: Point, span: Span, more: Span) -> Formula:
        what = self._opened(point) if isinstance(point, str) else None
        if what is None:
            return self._before(point, span, bound, more)
        match what:
            case NthOf(count, points):
                parts = (self.early(part, bound, span, more) for part in points)
                return at_least(count, *parts)
            case Moved(origin, further):
                return self.early(origin, bound, further.then(span), more)
            case OnlyBefore(kept, limit):
                return all_of(self.early(kept, bound, span, more), self.early(kept, limit))
            case OnlyFrom(kept, limit):
                return all_of(self.early(kept, bound, span, more), self.late(kept, limit))
            case LapseOf(awaited, end):
                return all_of(self.early(end, bound, span, more), Not(self.early(awaited, end)))
            case _:
                assert_never(what)

    def late(self, point: Point, bound: Point) -> Formula:
        """Return when `point` has come, which does not lie before `bound`."""
        moment, limit = self._moment(point), self._moment(bound)
        if isinstance(moment, Moment) and limit is not None:
            return Compared(moment, limit, before=False)
        return all_of(self.come(point), Not(self.early(point, bound)))

    def _moment(self, point: Point) -> Moment | datetime | None:
        """Return the moment or date that `point` is, if it needs no rewriting but of spans."""
        if isinstance(point, datetime):
            return point
        what = self._opened(point)
        if what is None:
            atom = self._atom(point, NO_SPAN)
            return None if isinstance(atom, Compared) else atom
        if not isinstance(what, Moved):
            return None
        origin = self._moment(what.point)
        if isinstance(origin, Moment):
            return origin.later(what.span)
        return None if origin is None else what.span.after(origin)

    def _before(self, point: Point, span: Span, bound: Point, more: Span) -> Formula:
        """Return when a date, or `span` after an event, has come, before `more` after `bound`."""
        key = ("before", point, bound, span, more)
        return self._once(key, lambda: self._earlier(point, span, bound, more))

    def _earlier(self, point: Point, span: Span, bound: Point, more: Span) -> Formula:
        what = self._opened(bound) if isinstance(bound, str) else None
        if what is None:
            return self._compared(point, span, bound, more)

        def earlier_than(other: Point, further: Span = more) -> Formula:
            return self._before(point, span, other, further)

        match what:
            case NthOf(count, points):
                ahead = at_least(len(points) - count + 1, *map(earlier_than, points))
                return ahead if points else all_of(self.come(point, span), ahead)
            case Moved(origin, further):
                return earlier_than(origin, further.then(more))
            case OnlyBefore(kept, limit):
                missed = self.late(kept, limit)
            case OnlyFrom(kept, limit):
                missed = self.early(kept, limit)
            case LapseOf(awaited, kept):
                missed = self.early(awaited, kept)
            case _:
                assert_never(what)
        return any_of(earlier_than(kept), all_of(self.come(point, span), missed))

    def _compared(self, point: Point, span: Span, bound: Point, more: Span) -> Formula:
        limit = self._side(bound, more)
        moment = self._side(point, span)
        if isinstance(moment, Moment):
            return Compared(moment, limit, before=True)
        if isinstance(limit, Moment) and moment < LAST:
            return all_of(_date(moment), Not(Compared(limit, moment + TICK, before=True)))
        return _date(moment) if isinstance(limit, datetime) and moment < limit else NEVER

    def _side(self, point: Point, span: Span) -> Moment | datetime:
        if isinstance(point, datetime):
            return span.after(point)
        atom = self._atom(point, span)
        return Moment(point, span) if isinstance(atom, Compared) else atom


def _date(moment: datetime) -> Formula:
    """Return when a date has come; nothing is before FIRST or at LAST."""
    return ALWAYS if moment <= FIRST else NEVER if moment >= LAST else moment
