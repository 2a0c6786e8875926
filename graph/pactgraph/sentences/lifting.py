"""Moments as RDF can hold them: where it takes events only, dates are lifted out of the way.

A derived event is made of events, and only its bounds may be dates. But a count of moments, the
first, the last or the n-th of them, can change places with what is said of it: seven days after
the later of A and the end of 2030 are the later of seven days after A and 2031-01-07. So what is
left is a tree of counts, and in its leaves are events and dates.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeGuard

from pactgraph.kernel.schedules import DAY_OVER
from pactgraph.kernel.timeline import FIRST, LAST, TICK
from pactgraph.messages import worded
from pactgraph.sentences.said import Choice, Date, Edge, Later, Named, Passing, Within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactgraph.kernel.spans import Span
    from pactgraph.sentences.said import Bound, Point


class NotHeldError(Exception):
    """RDF cannot hold what is said.

    Attributes:
        said: what is wrong, and what to write instead.
        at: where that stands in the text, from 0; None if that is not known.
    """

    def __init__(self, said: str) -> None:
        """Keep what is wrong."""
        super().__init__(said)
        self.said = said
        self.at: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A moment a span after an event, which can be derived from it."""

    event: Event
    span: Span


@dataclass(frozen=True, slots=True)
class Bounded:
    """An event within bounds: each a date or an event, and whether it has to come before it."""

    event: Event
    bounds: tuple[tuple[Simple, bool], ...]


@dataclass(frozen=True, slots=True)
class Lapsed:
    """The first of some dates and events, if an event has not come before it."""

    awaited: Event
    ends: tuple[Simple, ...]


@dataclass(frozen=True, slots=True)
class Unless:
    """A date, if an event has not come by then; no derived event can be that."""

    date: datetime
    event: Event


@dataclass(frozen=True, slots=True)
class Never:
    """What never comes, as its dates show."""


NEVER = Never()


@dataclass(frozen=True, slots=True)
class Count:
    """The moment at which so many of some have come."""

    count: int
    parts: tuple[Tree, ...]


Event = str | Moved | Bounded | Lapsed | Count
"""What can be an event in RDF; of a count, all parts are events."""
DateLike = Edge | datetime
"""A date as it is written, or one that is worked out."""
Simple = Event | DateLike
Tree = Simple | Unless | Never


def is_event(tree: Tree) -> TypeGuard[Event]:
    """Return whether RDF can hold a moment as an event."""
    if isinstance(tree, Count):
        return all(map(is_event, tree.parts))
    return not isinstance(tree, Edge | datetime | Unless | Never)


def is_simple(tree: Tree) -> TypeGuard[Simple]:
    """Return whether RDF can hold a moment as a bound: as a date, or as an event."""
    return isinstance(tree, Edge | datetime) or is_event(tree)


def instant(date: DateLike) -> datetime:
    """Return the instant that a date stands for."""
    if isinstance(date, datetime):
        return date
    return date.written.end if date.end else date.written.start


def lifted(point: Point) -> Tree:
    """Return a moment with every date lifted out of what takes events only.

    Raises:
        NotHeldError: there is no way; or it passes the end of the calendar.
    """
    with placed(point):
        match point:
            case Named(iri):
                return iri
            case Date(written):
                return Edge(written, end=False)
            case Edge():
                return point
            case Later(origin, span):
                return moved(lifted(origin), span)
            case Choice(count, points):
                return counted(count, tuple(map(lifted, points)))
            case Within(base, bounds):
                return _within(lifted(base), bounds)
            case Passing(end, awaited):
                return lapse(lifted(end), lifted(awaited))


@contextmanager
def placed(point: Point) -> Iterator[None]:
    """Let errors that have no place yet have that of `point`."""
    try:
        yield
    except NotHeldError as error:
        if error.at is None and isinstance(point, Date | Later | Choice | Within | Passing):
            error.at = point.at
        raise


def counted(count: int, parts: tuple[Tree, ...]) -> Tree:
    """Return the moment at which `count` of `parts` have come."""
    parts = tuple(part for part in parts if part != NEVER)
    if count > len(parts):
        return NEVER
    if count in (1, len(parts)):
        parts = tuple(dict.fromkeys(parts))
        count = 1 if count == 1 else len(parts)
    return parts[0] if len(parts) == 1 else Count(count, parts)


# ---- Spans ------------------------------------------------------------------------------


def moved(tree: Tree, span: Span) -> Tree:
    """Return the moment a span after another."""
    if is_event(tree):
        return later(tree, span)
    match tree:
        case Never():
            return tree
        case Edge() | datetime():
            return _in_calendar(span.after(instant(tree)))
        case Count(count, parts):
            return counted(count, tuple(moved(part, span) for part in parts))
    raise _refused()


def later(event: Event, span: Span) -> Event:
    """Return the event that comes a span after another."""
    if not span.steps:
        return event
    if isinstance(event, Moved):
        return later(event.event, event.span.then(span))
    return Moved(event, span)


def _in_calendar(moment: datetime) -> datetime:
    if FIRST < moment < LAST:
        return moment
    raise NotHeldError(
        worded("this passes the end of the calendar, and never comes; leave it out")
    )


# ---- Bounds -----------------------------------------------------------------------------


def _within(tree: Tree, bounds: Sequence[Bound]) -> Tree:
    limits = [(lifted(bound.limit), bound.before) for bound in bounds]
    for limit, before in limits:
        tree = bounded(tree, limit, before=before)
    return tree


def bounded(tree: Tree, limit: Tree, *, before: bool) -> Tree:
    """Return a moment if it comes before `limit`, or if it does not; else never."""
    match tree:
        case Never():
            return NEVER
        case Unless():
            raise _refused()
        case Count(count, parts) if not is_event(tree) and before:
            return counted(count, tuple(bounded(part, limit, before=True) for part in parts))
        case Count() if not is_event(tree):
            return counted(2, (tree, lapse(limit, tree)))
    match limit:
        case Never():
            return tree if before else NEVER
        case Count(count, parts) if not is_event(limit):
            least = len(parts) - count + 1 if before else count
            if least == len(parts) and is_event(tree):
                for part in parts:
                    tree = bounded(tree, part, before=before)
                return tree
            return counted(least, tuple(bounded(tree, part, before=before) for part in parts))
    return _compared(tree, limit, before=before)


def _compared(tree: Tree, limit: Tree, *, before: bool) -> Tree:
    """Return the same of a date or an event, and one of these."""
    if not is_simple(limit):
        raise _refused()
    if is_event(tree):
        if isinstance(tree, Bounded):
            return Bounded(tree.event, (*tree.bounds, (limit, before)))
        return Bounded(tree, ((limit, before),))
    if not isinstance(tree, Edge | datetime):
        raise _refused()
    date = instant(tree)
    if isinstance(limit, Edge | datetime):
        return tree if (date < instant(limit)) == before else NEVER
    if before:
        return Unless(date, limit)
    return counted(2, (tree, Bounded(limit, ((_in_calendar(date + TICK), True),))))


# ---- Lapses -----------------------------------------------------------------------------


def lapse(end: Tree, awaited: Tree) -> Tree:
    """Return the moment `end` if `awaited` has not come before it; else never."""
    if NEVER in (end, awaited):
        return end
    if isinstance(end, Count) and not is_event(end):
        ends = tuple(part for part in end.parts if is_simple(part))
        if end.count == 1 and len(ends) == len(end.parts) and is_event(awaited):
            return Lapsed(awaited, ends)
        return counted(end.count, tuple(lapse(part, awaited) for part in end.parts))
    if not is_simple(end):
        raise _refused()
    match awaited:
        case Count(count, parts) if not is_event(awaited):
            least = len(parts) - count + 1
            return counted(least, tuple(lapse(end, part) for part in parts))
        case Edge() | datetime():
            return bounded(end, _in_calendar(instant(awaited) + TICK), before=True)
    if not is_event(awaited):
        raise _refused()
    return Lapsed(awaited, (end,))


def never_comes() -> NotHeldError:
    """Return that what is said can never come."""
    return NotHeldError(worded("this can never come, as its dates show; correct one of them"))


def unheld() -> NotHeldError:
    """Return that a derived event would have dates among what it is made of."""
    return NotHeldError(
        worded(
            "a derived event cannot be made of dates; say the date where a clause is in force"
            " until or from this event"
        )
    )


def _refused() -> NotHeldError:
    return NotHeldError(
        worded(
            "a date that counts only if something has not come cannot be part of more; say the"
            " date and, as a bound of its own, what must not have come"
        )
    )


def is_day_over(span: Span) -> bool:
    """Return whether a span ends with the day to which it leads."""
    return span.steps[-1:] == DAY_OVER.steps
