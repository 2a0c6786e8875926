"""Moments drawn at random, of events and dates, and when they come, by what the words mean."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import AtOrAfter, Before
from pactgraph.kernel.points import LapseOf, Moved, NthOf, OnlyBefore, OnlyFrom, shape
from pactgraph.kernel.schedules import DAY_OVER, schedule
from pactgraph.kernel.spans import Back, Span
from pactgraph.kernel.timeline import TICK, Duration, stretch
from pactgraph.sentences.lifting import instant
from pactgraph.sentences.said import Bound, Choice, Edge, Later, Named, Passing, Within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.points import Derived
    from pactgraph.sentences.said import Point

    Happened = Mapping[str, datetime | None]
    """When each event happens; None for never."""

EVENTS = tuple(f"https://example.org/x/{name}" for name in "abc")
WRITTEN = [stretch(text) for text in ("2027", "2027-06", "2027-06-15", "2028-02-29T12:00:00Z")]
SPANS = (
    Span.of(Duration(1)),
    Span.of(Duration(fixed=timedelta(days=7))),
    Span.of(Duration(24), Back(Duration(fixed=timedelta(days=90)))),
    DAY_OVER,
    Span.of(schedule("DTSTART:20200101\nRRULE:FREQ=MONTHLY")),
)


DAYS = sorted(
    moment + step
    for written in WRITTEN
    for edge in (written.start, written.end)
    for moment in (edge, edge - timedelta(days=7))
    for step in (-TICK, timedelta(), TICK)
)


def drawn(chance: Random, depth: int) -> Point:
    """Draw a moment."""
    if not depth or not chance.randrange(5):
        if chance.randrange(3):
            return Named(chance.choice(EVENTS))
        return Edge(chance.choice(WRITTEN), end=bool(chance.randrange(2)))

    def part() -> Point:
        return drawn(chance, depth - 1)

    match chance.randrange(4):
        case 0:
            return Later(part(), chance.choice(SPANS))
        case 1:
            points = tuple(part() for _ in range(chance.choice((2, 3))))
            return Choice(1 + chance.randrange(len(points)), points, len(points))
        case 2:
            number = chance.choice((1, 1, 2))
            bounds = (Bound(part(), before=bool(chance.randrange(2))) for _ in range(number))
            return Within(part(), tuple(bounds))
        case _:
            return Passing(part(), part())


def of_some(count: int, moments: Sequence[datetime | None]) -> datetime | None:
    """Return when so many of some moments have come; None for never."""
    known = sorted(moment for moment in moments if moment is not None)
    return known[count - 1] if count <= len(known) else None


def after(span: Span, moment: datetime | None) -> datetime | None:
    """Return the moment a span later."""
    return None if moment is None else span.after(moment)


def within(
    moment: datetime | None, bounds: Sequence[tuple[datetime | None, bool]]
) -> datetime | None:
    """Return a moment if it comes within bounds."""
    if moment is None:
        return None
    kept = (
        (limit is None or moment < limit) if before else (limit is not None and limit <= moment)
        for limit, before in bounds
    )
    return moment if all(kept) else None


def lapsed(end: datetime | None, awaited: datetime | None) -> datetime | None:
    """Return a deadline if it passes without something."""
    return None if end is None or (awaited is not None and awaited < end) else end


def said_at(point: Point, happened: Happened) -> datetime | None:
    """Return when a moment comes, by what the words mean."""
    match point:
        case Named(iri):
            return happened[iri]
        case Edge():
            return instant(point)
        case Later(origin, span):
            return after(span, said_at(origin, happened))
        case Choice(count, points):
            return of_some(count, [said_at(each, happened) for each in points])
        case Within(base, bounds):
            limits = [(said_at(each.limit, happened), each.before) for each in bounds]
            return within(said_at(base, happened), limits)
        case Passing(end, awaited):
            return lapsed(said_at(end, happened), said_at(awaited, happened))
    raise TypeError(point)


# ---- As they are interpreted ----------------------------------------------------------------


def holds(
    condition: Condition, at: datetime, points: Mapping[str, Derived], happened: Happened
) -> bool:
    """Return whether a condition is true at an instant, by what its parts mean."""

    def come(point: datetime | str) -> bool:
        moment = derived_at(point, points, happened)
        return moment is not None and moment <= at

    match condition:
        case AtOrAfter(point):
            return come(point)
        case Before(point):
            return not come(point)
        case joint:
            true = sum(holds(part, at, points, happened) for part in joint.parts)
            return joint.holds(true, len(joint.parts))


def derived_at(
    point: datetime | str, points: Mapping[str, Derived], happened: Happened
) -> datetime | None:
    """Return when an event happens, which may be derived."""
    if isinstance(point, datetime):
        return point
    if point not in points:
        return happened[point]

    def at(part: datetime | str) -> datetime | None:
        return derived_at(part, points, happened)

    match shape(points[point]):
        case NthOf(count, parts):
            return of_some(count, [at(part) for part in parts])
        case Moved(origin, span):
            return after(span, at(origin))
        case OnlyBefore(base, bound):
            return within(at(base), [(at(bound), True)])
        case OnlyFrom(base, bound):
            return within(at(base), [(at(bound), False)])
        case LapseOf(awaited, end):
            return lapsed(at(end), at(awaited))
