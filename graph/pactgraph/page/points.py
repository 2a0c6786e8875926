"""What periods name, for the page: moments, comparisons and derived events, as JSON.

The page has no prime implicants and reads no rules of schedules. So it gets the ways in which a
derived event comes, and the dates of a schedule.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, assert_never

from pactgraph.kernel.bounds import ways_of
from pactgraph.kernel.formulas import independent
from pactgraph.kernel.periods import period_of
from pactgraph.kernel.points import (
    Compared,
    LapseOf,
    Moment,
    Moved,
    NthOf,
    OnlyBefore,
    OnlyFrom,
    shape,
)
from pactgraph.kernel.spans import Back, Onward
from pactgraph.kernel.timeline import FIRST, Duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.points import Point, Shape
    from pactgraph.kernel.scenarios import Happening, Window
    from pactgraph.kernel.spans import Span, Step
    from pactgraph.page import data

LISTED_BEFORE = datetime(2200, 1, 1, tzinfo=UTC)
"""Dates of a schedule from then on are not listed."""
MOST_LISTED = 5_000
"""Nor are more of them than so many."""

_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)


def instant_text(moment: datetime | None) -> str | None:
    """Return an instant as the page compares it: of fixed length, to the microsecond."""
    if moment is None:
        return None
    return f"{moment.year:04}{moment.strftime('-%m-%dT%H:%M:%S.%f')}Z"


def window_model(window: Window) -> data.Window:
    """Return when an event can happen; its last day only where there is one."""
    told: data.Window = {
        "earliest": instant_text(window.earliest),
        "latest": instant_text(window.latest),
    }
    if last := instant_text(window.last):
        told["last"] = last
    return told


def happening_model(happening: Happening) -> data.Happening:
    """Return what the record says of an underived event."""
    recorded, occurred = happening.recorded, happening.occurred
    told: data.Happening = {
        "knownSince": instant_text(happening.known_since),
        "occurred": window_model(recorded) if recorded else None,
        "date": occurred.text if occurred else None,
        "reported": instant_text(happening.date_known_since),
        "notBefore": instant_text(happening.not_before),
        "notUntil": instant_text(happening.not_until),
    }
    if last := instant_text(happening.last):
        told["last"] = last
    return told


class Points:
    """What periods name besides underived events; it grows with the periods that are written.

    Attributes:
        told: the names that stand in periods that people are told of.
        schedules: the schedules that are named, by name.
    """

    def __init__(self, events: Events, key: Callable[[str], str]) -> None:
        """Start with the delayed events.

        Args:
            events: how the events hang together.
            key: gives the key by which the page knows an event, or what is made of events.
        """
        self.events = events
        self.key = key
        self.schedules: dict[str, data.Schedule] = {}
        self.told = dict.fromkeys(events.delays)
        self._named: dict[str, None] = {}

    def period(self, period: Period) -> data.Period:
        """Return a period that people are told of; what it names is written with `all`."""
        self.told |= dict.fromkeys(sorted(period.happened | period.not_happened))
        return self.unspoken(period)

    def unspoken(self, period: Period) -> data.Period:
        """Return a period that only decides; what it names is written with `all`."""
        self._named |= dict.fromkeys(sorted(period.happened | period.not_happened))
        return {
            "from": instant_text(period.from_date),
            "until": instant_text(period.until_date),
            "happened": self._keys(period.happened),
            "notHappened": self._keys(period.not_happened),
            "named": self._keys(period.from_events | period.until_events),
        }

    def all(self) -> Iterator[tuple[str, data.Point]]:
        """Yield all that is named so far, and what that is made of: its name, and what it is."""
        self._named |= self.told
        done: set[str] = set()
        while left := [name for name in self._named if name not in done]:
            for name in left:
                done.add(name)
                if name in self.events.atoms or name in self.events.points:
                    yield name, self._point(name)

    def _keys(self, names: Iterable[str]) -> list[str]:
        return [self.key(name) for name in sorted(names)]

    def _point(self, name: str) -> data.Point:
        events = self.events
        told: data.Point = {"key": self.key(name), "bases": self._keys(events.bases(name))}
        match events.atoms.get(name):
            case Moment() as moment:
                told |= {"event": self._event(moment.event), "span": self._span(moment.span)}
                if name in events.delays:
                    told["isDelay"] = True
                return told
            case Compared(moment, bound, before):
                told |= {"moment": self._side(moment), "bound": self._side(bound)}
                told["before"] = before
                return told
        what = shape(events.points[name])
        if isinstance(what, Moved):
            come = [self.unspoken(period_of(way, events)) for way in ways_of(name, events)[0]]
            told |= {"point": self._of(what.point), "span": self._span(what.span)}
            told["ways"] = [come, []]
            return told
        if isinstance(what, NthOf):
            told |= {"count": what.count, "points": [self._of(point) for point in what.points]}
            if independent(what.points, events):
                return told
        told["ways"] = [
            [self.unspoken(period_of(w, events)) for w in way] for way in ways_of(name, events)
        ]
        if needed := _needed(what):
            told["needs"] = [self._event(point) for point in needed if isinstance(point, str)]
        return told

    def _of(self, point: Point) -> str | data.Date:
        """Return the key of an event, or a date."""
        if isinstance(point, str):
            return self._event(point)
        return {"instant": instant_text(point) or ""}

    def _event(self, event: str) -> str:
        self._named[event] = None
        return self.key(event)

    def _side(self, side: Moment | datetime) -> data.Side:
        """Return a moment, or a date, that is compared."""
        if isinstance(side, datetime):
            return {"instant": instant_text(side) or ""}
        return {"event": self._event(side.event), "span": self._span(side.span)}

    # ---- Spans --------------------------------------------------------------------------

    def _span(self, span: Span) -> list[data.Step]:
        return [self._step(step) for step in span.steps]

    def _step(self, step: Step) -> data.Step:
        match step:
            case Duration():
                return _duration(step)
            case Back(duration):
                return {**_duration(duration), "isBack": True}
            case Onward(name):
                if name not in self.schedules:
                    self.schedules[name] = _schedule(step)
                return {"schedule": name}
            case _:
                assert_never(step)


def _duration(duration: Duration) -> data.Step:
    """Return a duration: months, with how many days they are at least and at most; or a length."""
    if duration.months:
        days = [duration.shortest // _DAY, duration.longest // _DAY]
        return {"months": duration.months, "days": days}
    return {"microseconds": str(duration.fixed // _MICROSECOND)}


def _schedule(step: Onward) -> data.Schedule:
    """Return the dates of a schedule: the first, and how many days after one another, how often.

    "through" is the last day that the list tells of; None if no date follows its last one.
    "longest" is in how many days the next date comes at most, if that is known, "fromMidnight"
    in how many from any midnight, if in always as many.
    """
    first = step.following(FIRST)
    told: data.Schedule = {"first": None, "gaps": [], "through": None}
    if step.longest is not None:
        told["longest"] = -(-step.longest // _DAY)
    if step.from_midnight is not None:
        told["fromMidnight"] = step.from_midnight // _DAY
    if first is None:
        return told
    gaps: list[list[int]] = []
    last, following = first, step.following(first)
    for _ in range(MOST_LISTED):
        if following is None or following >= LISTED_BEFORE:
            break
        days = (following - last) // _DAY
        if gaps and gaps[-1][0] == days:
            gaps[-1][1] += 1
        else:
            gaps.append([days, 1])
        last, following = following, step.following(following)
    through = None if following is None else _day(following - _DAY)
    return {**told, "first": _day(first), "gaps": gaps, "through": through}


def _needed(what: Shape) -> tuple[Point, ...]:
    """Return the events without which a derived event never comes, if it is no count."""
    match what:
        case OnlyBefore(point, _) | LapseOf(_, point):
            return (point,)
        case OnlyFrom(point, bound):
            return (point, bound)
        case _:
            return ()


def _day(moment: datetime) -> str:
    return f"{moment.year:04}{moment:-%m-%d}"
