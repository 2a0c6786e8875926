"""Lifting dates out of where RDF holds events only: the same moment, whatever happens when."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from lengths import examples
from pactgraph.kernel.schedules import DAY_OVER, schedule
from pactgraph.kernel.spans import Back, Span
from pactgraph.kernel.timeline import TICK, Duration, stretch
from pactgraph.sentences import lifting
from pactgraph.sentences.lifting import NotHeldError, instant, is_event, lifted
from pactgraph.sentences.said import Bound, Choice, Edge, Later, Named, Passing, Within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.sentences.lifting import Tree
    from pactgraph.sentences.said import Point

    Happened = Mapping[str, datetime | None]
    """When each event happens; None for never."""


EVENTS = "abc"
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


def lifted_at(tree: Tree, happened: Happened) -> datetime | None:
    """Return when a lifted moment comes."""
    match tree:
        case str():
            return happened[tree]
        case Edge() | datetime():
            return instant(tree)
        case lifting.Never():
            return None
        case lifting.Moved(event, span):
            return after(span, lifted_at(event, happened))
        case lifting.Bounded(event, bounds):
            limits = [(lifted_at(limit, happened), before) for limit, before in bounds]
            return within(lifted_at(event, happened), limits)
        case lifting.Lapsed(awaited, ends):
            first = of_some(1, [lifted_at(end, happened) for end in ends])
            return lapsed(first, lifted_at(awaited, happened))
        case lifting.Unless(date, event):
            return within(date, [(after(Span(), lifted_at(event, happened)), True)])
        case lifting.Count(count, parts):
            return of_some(count, [lifted_at(part, happened) for part in parts])
    raise TypeError(tree)


def dates_in_events(tree: Tree) -> bool:
    """Return whether a date stands where RDF takes an event."""
    match tree:
        case lifting.Moved(event, _) | lifting.Bounded(event, _) | lifting.Lapsed(event, _):
            return not is_event(event)
        case lifting.Unless(_, event):
            return not is_event(event)
        case lifting.Count(_, parts):
            return any(map(dates_in_events, parts))
    return False


def test_lifted_moments_are_the_same() -> None:
    """Random moments, with events on, just before and just after every date that counts."""
    refused, changed, wrong = 0, 0, []
    number = examples(1_500)
    for seed in range(number):
        chance = Random(seed)  # noqa: S311 - reproducible
        point = drawn(chance, 3)
        try:
            tree = lifted(point)
        except NotHeldError:
            refused += 1
            continue
        changed += not (isinstance(tree, str | Edge) or is_event(tree))
        assert not dates_in_events(tree), point
        for _ in range(20):
            happened = {
                event: chance.choice(DAYS) if chance.randrange(4) else None for event in EVENTS
            }
            if said_at(point, happened) != lifted_at(tree, happened):
                wrong.append((seed, point, tree, happened))
                break

    assert [] == wrong[:1]
    assert number / 5 <= changed
    assert refused <= number / 8  # dates that hang on what has not come, within more
