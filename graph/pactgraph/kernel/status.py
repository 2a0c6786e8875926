"""The status of a clause at one instant, from its periods and the windows of events.

Because the periods are all prime implicants, "whatever the open events do" is
decided by looking at one period at a time, and within a period at one event at
a time. The same decision is written in plain SPARQL in `queries/status.rq`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph.kernel.timeline import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.scenarios import Window


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
    if any(_surely_holds(period, windows, at) for period in periods):
        return Standing(Status.IN_FORCE)
    spans = [(period, _span(period, windows)) for period in periods]
    possible = [(period, span) for period, span in spans if span is not None]
    current = [period for period, span in possible if span.earliest <= at < span.end]
    if current:
        return Standing(Status.DEPENDS, _deciding(current, windows, at, events))
    if any(at < span.earliest for _, span in possible):
        return Standing(Status.NOT_YET)
    if possible:
        return Standing(Status.ENDED)
    return Standing(Status.NEVER)


def _surely_holds(period: Period, windows: Mapping[str, Window], at: datetime) -> bool:
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
    settled = {e for e, w in windows.items() if w.has_happened(at) or not w.can_have_happened(at)}
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
    named = {e for period in smallest for e in period.from_events | period.until_events}
    return frozenset(events.base(event) for event in named - settled)
