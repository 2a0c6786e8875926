"""The status of a clause at one instant, from its periods and the windows of events.

Because the periods are all prime implicants, "whatever the open events do" is
decided by looking at one period at a time, and within a period at one event at
a time. The same decision is written in plain SPARQL in `queries/status.rq`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph.kernel.bounds import moved, ways_of
from pactgraph.kernel.completions import Completions, need_search
from pactgraph.kernel.domains import LONG_AGO
from pactgraph.kernel.formulas import independent
from pactgraph.kernel.periods import period_of
from pactgraph.kernel.points import Compared, Moment, NthOf, shape
from pactgraph.kernel.scenarios import Window
from pactgraph.kernel.timeline import FIRST, LAST, TICK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from pactgraph.kernel.bounds import Bounds
    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.periods import Period


class Status(StrEnum):
    """Whether a clause is in force."""

    IN_FORCE = "in force"
    NOT_YET = "not yet"
    ENDED = "ended"
    NEVER = "never"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True)
class Standing:
    """The status at an instant, and what it depends on.

    Attributes:
        status: one of the five.
        depends_on: the open events whose happening can change the answer, if it depends;
            for a delayed event the one that it follows.
    """

    status: Status
    depends_on: frozenset[str] = frozenset()


def standing(
    periods: Collection[Period],
    windows: Mapping[str, Window],
    at: datetime,
    events: Events,
) -> Standing:
    """Return the status at the instant `at` of what holds in `periods`.

    In force: some period holds whatever the open events do. Depends: some period can
    hold, none surely does. Not yet: none can now, one can later. Ended: none can now or
    later, one could before. Never: none can at any time.

    Args:
        periods: all prime implicants of a condition.
        windows: when each event named in them can happen.
        at: the instant asked about, UTC.
        events: how the events hang together.
    """
    if any(surely_holds(period, windows, at) for period in periods):
        return Standing(Status.IN_FORCE)
    spans = [(period, _span(period, windows)) for period in periods]
    possible = [(period, span) for period, span in spans if span is not None]
    if need_search((name for period, _ in possible for name in period.named), events):
        return _searched(possible, windows, at, events)
    current = [period for period, span in possible if span.earliest <= at < span.end]
    if current:
        return Standing(Status.DEPENDS, _deciding(current, windows, at, events))
    if any(at < span.earliest for _, span in possible):
        return Standing(Status.NOT_YET)
    if possible:
        return Standing(Status.ENDED)
    return Standing(Status.NEVER)


def _searched(
    possible: Collection[tuple[Period, _Span]],
    windows: Mapping[str, Window],
    at: datetime,
    events: Events,
) -> Standing:
    """Return the standing where atoms have to be looked at together.

    Args:
        possible: the periods that can hold, each with when that is, one atom at a time.
        windows: when each event can happen.
        at: the instant asked about, UTC.
        events: how the events hang together.
    """
    found = Completions([period for period, _ in possible], windows, events)
    moment = max(at, LONG_AGO)
    current = [
        period
        for period, span in possible
        if span.earliest <= at < span.end and found.can_hold_in(period, moment)
    ]
    if current:
        if not found.can_fail(moment):
            return Standing(Status.IN_FORCE)
        return Standing(Status.DEPENDS, _deciding(current, windows, at, events))
    if found.can_hold(since=moment + TICK):
        return Standing(Status.NOT_YET)
    return Standing(Status.ENDED if found.can_hold(until=moment) else Status.NEVER)


def surely_holds(period: Period, windows: Mapping[str, Window], at: datetime) -> bool:
    """Return whether a period holds at the instant `at`, whatever the open events do."""
    return (
        (period.from_date is None or period.from_date <= at)
        and (period.until_date is None or at < period.until_date)
        and all(windows[event].has_happened(at) for event in period.happened)
        and not any(windows[event].can_have_happened(at) for event in period.not_happened)
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """The instants ``earliest <= t < end`` at which a period can hold."""

    earliest: datetime
    end: datetime


def _span(period: Period, windows: Mapping[str, Window]) -> _Span | None:
    """Return when `period` can hold, or None if it never can."""
    starts = [windows[event].earliest for event in period.happened]
    ends = [windows[event].latest for event in period.not_happened]
    if None in starts:
        return None
    earliest = max((s for s in (period.from_date, *starts) if s is not None), default=FIRST)
    end = min((e for e in (period.until_date, *ends) if e is not None), default=LAST)
    return _Span(earliest, end) if earliest < end else None


def _deciding(
    current: Collection[Period],
    windows: Mapping[str, Window],
    at: datetime,
    events: Events,
) -> frozenset[str]:
    """Return the events on which it depends whether some of the `current` periods holds.

    What is left of the periods once the settled events are taken out are again all prime
    implicants, after absorption; an open event matters exactly if one of them names it.
    """
    named = {event for period in current for event in period.happened | period.not_happened}
    settled = {event for event in named if _is_decided(windows[event], at)}
    left = {
        (period.happened - settled, period.not_happened - settled): period for period in current
    }
    smallest = [
        period
        for (happened, not_happened), period in left.items()
        if not any(
            (h, n) != (happened, not_happened) and h <= happened and n <= not_happened
            for h, n in left
        )
    ]
    open_ones = {event for period in smallest for event in period.named} - settled
    return frozenset().union(*(_open_in(event, windows, at, events) for event in open_ones))


def open_in(
    name: str, windows: Mapping[str, Window], at: datetime, events: Events
) -> frozenset[str]:
    """Return the underived events that decide whether `name` has happened, if that is open.

    Args:
        name: an event, a moment or a comparison.
        windows: when each event can happen.
        at: the instant asked about, UTC.
        events: how the events hang together.
    """
    if windows[name].has_happened(at) or not windows[name].can_have_happened(at):
        return frozenset()
    return _open_in(name, windows, at, events)


def _open_in(
    name: str, windows: Mapping[str, Window], at: datetime, events: Events
) -> frozenset[str]:
    """Return the underived events on which it hangs whether an open event has happened."""
    match events.atoms.get(name):
        case Moment(event, span):
            return _open_after(Moment(event, span), windows, at, events)
        case Compared() as compared:
            parts = (part for part in compared.events if not _is_settled(windows[part], at))
            return frozenset().union(*(_open_in(part, windows, at, events) for part in parts))
    if name not in events.points:
        return frozenset({name})
    if _is_independent(name, events):
        left = (part for part in events.parts(name) if not _is_decided(windows[part], at))
        return frozenset().union(*(_open_in(part, windows, at, events) for part in left))
    ways = (period_of(way, events) for way in ways_of(name, events)[0])
    current = [period for period in ways if _is_current(_span(period, windows), at)]
    return _deciding(current, windows, at, events)


def _open_after(
    moment: Moment, windows: Mapping[str, Window], at: datetime, events: Events
) -> frozenset[str]:
    """Return the underived events on which it hangs whether an open moment has come.

    Its event is underived, or a count of events that do not hang together.
    """
    parts = events.parts(moment.event)
    if not parts:
        return frozenset({moment.event})
    further = [Moment(part, moment.span) for part in parts]
    left = [each for each in further if _is_open(moved(windows[each.event], each), at)]
    return frozenset().union(*(_open_after(each, windows, at, events) for each in left))


def within(name: str, windows: Mapping[str, Window], events: Events) -> Iterator[datetime]:
    """Yield the instants at which it can change on which events `name` hangs, if it is open.

    Args:
        name: an event, a moment or a comparison.
        windows: when each event can happen.
        events: how the events hang together.
    """
    match events.atoms.get(name):
        case Moment() as moment:
            yield from _within_moment(moment, windows, events)
            return
        case Compared() as compared:
            names: Iterable[str] = compared.events
        case _ if name not in events.points:
            return
        case _ if _is_independent(name, events):
            names = events.parts(name)
        case _:
            ways = [period_of(way, events) for way in ways_of(name, events)[0]]
            yield from (d for way in ways for d in (way.from_date, way.until_date) if d)
            names = {each for way in ways for each in way.happened | way.not_happened}
    for each in names:
        yield from _ends(windows[each])
        yield from within(each, windows, events)


def _within_moment(
    moment: Moment, windows: Mapping[str, Window], events: Events
) -> Iterator[datetime]:
    for part in events.parts(moment.event):
        further = Moment(part, moment.span)
        yield from _ends(moved(windows[part], further))
        yield from _within_moment(further, windows, events)


def _ends(bounds: Bounds | Window) -> Iterator[datetime]:
    return (end for end in (bounds.earliest, bounds.latest) if end is not None)


def _is_independent(name: str, events: Events) -> bool:
    """Return whether a derived event is a count of events that do not hang together."""
    what = shape(events.points[name])
    return isinstance(what, NthOf) and independent(what.points, events)


def _is_open(bounds: Bounds, at: datetime) -> bool:
    return not _is_decided(Window(*bounds), at)


def _is_decided(window: Window, at: datetime) -> bool:
    """Return whether it is known if an event has happened by `at`."""
    return window.has_happened(at) or not window.can_have_happened(at)


def _is_current(span: _Span | None, at: datetime) -> bool:
    return span is not None and span.earliest <= at < span.end


def _is_settled(window: Window, at: datetime) -> bool:
    """Return whether it is known when an event has happened, if it has by `at`."""
    return window.earliest == window.latest or not window.can_have_happened(at)
