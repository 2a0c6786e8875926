"""Bounds: between which instants moments, comparisons and derived events happen.

Of an underived event they are stated (`scenarios.py`). All others follow from these: of a span,
what the bounds lead to; of a count of events that do not hang together, the same count of
their bounds; of a comparison, what the solver finds; of any other derived event, the first of
its periods and the last instant of those of its negation.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pactgraph.kernel.conditions import AtOrAfter
from pactgraph.kernel.domains import END, LONG_AGO, NOT_AT_ALL, Domain, between, nth
from pactgraph.kernel.formulas import formula_of, independent
from pactgraph.kernel.periods import normal_forms
from pactgraph.kernel.points import Compared, Moment, Moved, NthOf, shape
from pactgraph.kernel.solver import World, first, last
from pactgraph.kernel.timeline import FIRST, LAST, TICK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.kernel.conditions import Events, Ways
    from pactgraph.kernel.points import Atom, Point
    from pactgraph.kernel.solver import Literal


class HasBounds(Protocol):
    """When an event can happen; `scenarios.Window` is one."""

    @property
    def earliest(self) -> datetime | None:
        """First instant at which it can happen, UTC; None if it never can."""

    @property
    def latest(self) -> datetime | None:
        """Instant from which on it surely has happened, UTC; None if it may never."""

    @property
    def last(self) -> datetime | None:
        """Last instant at which it can happen, UTC; None for any."""


class Bounds(NamedTuple):
    """As attributes of the same names in `HasBounds`."""

    earliest: datetime | None
    latest: datetime | None


def bounds_of(name: str, windows: Mapping[str, HasBounds], events: Events) -> Bounds:
    """Return when a moment, a comparison or a derived event happens.

    Args:
        name: what it is called among `events`.
        windows: when each underived event can happen.
        events: how the events hang together.

    Raises:
        KeyError: there is no such event.
    """
    atom = events.atoms.get(name)
    if isinstance(atom, Compared):
        return _of_compared(atom, windows, events)
    if isinstance(atom, Moment):
        return moved(windows[atom.event], atom)
    return _of_derived(name, windows, events)


def _of_compared(atom: Atom, windows: Mapping[str, HasBounds], events: Events) -> Bounds:
    world = World(events, lambda event: domain_of(event, windows, events))
    return _bounds(first([(atom, True)], world), last([(atom, False)], world))


def _bounds(start: datetime | None, last_without: datetime | None) -> Bounds:
    """Return the bounds of what can be first true at `start`, and last false then.

    Args:
        start: the first instant at which it can have happened; None for never.
        last_without: the last instant at which it can not have; None if it always has.
    """
    over = FIRST if last_without is None else last_without + TICK
    return Bounds(_end(start or LAST), _end(over))


def moved(window: HasBounds, moment: Moment) -> Bounds:
    """Return the bounds of what lies the span of `moment` after what has `window`."""
    earliest = moment.span.after(window.earliest or LAST)
    return Bounds(_end(earliest), _end(moment.span.after(window.latest or LAST)))


def _end(instant: datetime) -> datetime | None:
    """Return an end of bounds: None for never, FIRST for any time long ago."""
    return None if instant == LAST else FIRST if instant < LONG_AGO else instant


def _of_derived(name: str, windows: Mapping[str, HasBounds], events: Events) -> Bounds:
    what = shape(events.points[name])
    if isinstance(what, Moved):
        return _of_point(what.point, windows, Moment(name, what.span))
    if isinstance(what, NthOf) and independent(what.points, events):
        found = [_of_point(point, windows, Moment(name)) for point in what.points]
        if not found:
            return Bounds(FIRST, FIRST) if not what.count else Bounds(None, None)
        ends = zip(*((b.earliest or LAST, b.latest or LAST) for b in found), strict=True)
        return Bounds(*(_end(sorted(each)[what.count - 1]) for each in ends))
    world = World(events, lambda event: domain_of(event, windows, events))
    come, ahead = ways_of(name, events)
    starts = [start for way in come if (start := first(way.demands, world)) is not None]
    overs = [over for way in ahead if (over := last(way.demands, world)) is not None]
    return _bounds(min(starts, default=None), max(overs, default=None))


def _of_point(point: Point, windows: Mapping[str, HasBounds], moment: Moment) -> Bounds:
    """Return the bounds of what lies the span of `moment` after `point`."""
    if isinstance(point, datetime):
        return Bounds(_end(moment.span.after(point)), _end(moment.span.after(point)))
    return moved(windows[point], moment)


def ways_of(name: str, events: Events) -> Ways:
    """Return in which ways a derived event has happened, and has not; they are kept."""
    if name not in events.ways:
        formula = formula_of(AtOrAfter(name), events, open_one=name)
        events.ways[name] = normal_forms(formula, events)
    return events.ways[name]


# ---- Domains ----------------------------------------------------------------------------


def domain_of(event: str, windows: Mapping[str, HasBounds], events: Events) -> Domain:
    """Return at which moments an event can happen, or a count of events that is taken whole."""
    if event in events.points:
        what = shape(events.points[event])
        if isinstance(what, NthOf) and what.points and independent(what.points, events):
            return nth(what.count, [_domain(point, windows, events) for point in what.points])
    window = windows[event]
    if window.earliest is None:
        return NOT_AT_ALL
    if window.latest is not None:
        return between(window.earliest, window.latest, may_never=False)
    return between(window.earliest, window.last or END, may_never=True)


def _domain(point: Point, windows: Mapping[str, HasBounds], events: Events) -> Domain:
    if isinstance(point, datetime):
        return between(point, point, may_never=False)
    return domain_of(point, windows, events)


def literals_of(
    happened: Iterable[str], not_happened: Iterable[str], events: Events
) -> list[Literal]:
    """Return what periods name as literals."""
    named = ((happened, True), (not_happened, False))
    return [
        (events.atoms.get(name, Moment(name)), holds) for names, holds in named for name in names
    ]
