"""Scenarios: between which instants each event happens, by the record and by assumption.

A question fixes the day K the record is known to, and may assume dates of
events. What is then possible for an event is a window; "never" is a window too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError, ContradictoryScenarioError
from pactgraph.kernel.bounds import bounds_of
from pactgraph.kernel.timeline import FIRST, LAST, TICK
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.points import After
    from pactgraph.kernel.timeline import Stretch


@dataclass(frozen=True, slots=True)
class Window:
    """When an event can happen: at some instant from `earliest` through `latest`.

    Attributes:
        earliest: first instant at which it can happen, UTC; None if it never can.
        latest: instant from which on it surely has happened, UTC; None if it may never.
        last: last instant at which it can happen, UTC; None for any. What has not happened
            by then never does. A day counts from its first instant on.
    """

    earliest: datetime | None
    latest: datetime | None
    last: datetime | None = None

    @property
    def is_contradictory(self) -> bool:
        """Whether it would surely have happened before it can have."""
        return self.latest is not None and not self.can_have_happened(self.latest)

    def has_happened(self, at: datetime) -> bool:
        """Return whether it surely has happened at the instant `at`."""
        return self.latest is not None and self.latest <= at

    def can_have_happened(self, at: datetime) -> bool:
        """Return whether it possibly has happened at the instant `at`."""
        return self.earliest is not None and self.earliest <= at


NEVER = Window(None, None)


def on(written: Stretch) -> Window:
    """Return the window of an event whose date is written as `written`.

    A day counts from its first instant on. A month or a year leaves open which of
    its days it was.
    """
    return Window(written.start, written.latest_start)


@dataclass(frozen=True, slots=True)
class Happening:
    """What the record says about one underived event.

    Attributes:
        known_since: first instant at which the event could be known of; None for always.
        occurred: when it happened; None if the record has no date.
        reported: first instant at which that date could be known; None if nothing is said.
        not_before: set if the record does not decide whether it happened: the first instant
            at which it can have.
        not_until: first instant after all through which it is known not to have happened;
            None if nothing is said.
        fixed: whether its date was fixed beforehand, as that of an agreement's taking effect,
            and so is known as soon as the event itself.
        last: last instant at which it can happen; None for any.
    """

    known_since: datetime | None = None
    occurred: Stretch | None = None
    reported: datetime | None = None
    not_before: datetime | None = None
    not_until: datetime | None = None
    fixed: bool = False
    last: datetime | None = None

    @property
    def date_known_since(self) -> datetime | None:
        """First instant at which its date could be known; None for as soon as the event itself.

        Nobody knows what has not happened yet. Where nothing is said, or an instant before
        its date, a day is known from its beginning on, and a month or a year from the
        beginning of its last day on, from when on it surely has happened.
        """
        if self.occurred is None or self.fixed:
            return None
        if self.reported is not None and self.reported >= self.occurred.start:
            return self.reported
        return self.occurred.latest_start

    @property
    def recorded(self) -> Window | None:
        """When it happened, by its date and all else that is said of it; None without a date.

        By the day on which it could be known it had happened.
        """
        if self.occurred is None:
            return None
        bounds = (self.occurred.start, self.not_before or FIRST, self.not_until or FIRST)
        ends = (self.occurred.latest_start, self.date_known_since or LAST, self.last or LAST)
        return Window(max(bounds), min(ends))

    def window(self, known: datetime) -> Window:
        """Return when the event can happen, by what could be known at the instant `known`.

        An event not yet known of counts as never. An open one has not happened up to
        `known`, and may at any instant after it.
        """
        if self.known_since is not None and self.known_since > known:
            return NEVER
        since = self.date_known_since
        if self.recorded is not None and (since is None or since <= known):
            return self.recorded
        return self.open(known)

    def open(self, known: datetime) -> Window:
        """Return when the event can happen, if at the instant `known` it is known to be open."""
        return self.open_from(_after(known) if self.not_before is None else self.floor(known))

    def open_from(self, start: datetime) -> Window:
        """Return when the event can happen, if it is open and cannot have happened before."""
        if self.last is not None and start > self.last:
            return NEVER
        return Window(start, None, self.last and _begun(self.last, start))

    def floor(self, known: datetime, *, found: bool = True) -> datetime:
        """Return the first instant at which it can have happened, were it not open.

        Args:
            known: the instant K that the record is known to, UTC.
            found: whether it counts through when it is known, at K, not to have happened.
        """
        until = self.not_until if found else None
        return max(self.not_before or FIRST, min(until or FIRST, _after(known)))


def _begun(last: datetime, start: datetime) -> datetime:
    """Return the first instant of the day that ends with `last`, if that is from `start` on.

    For what happens on a day counts from its beginning on.
    """
    day = last + TICK - timedelta(days=1)
    return day if day.time() == time() and start <= day else last


def _after(known: datetime) -> datetime:
    """Return the first instant after `known`."""
    return min(known, LAST - TICK) + TICK


def windows(
    record: Mapping[str, Happening],
    events: Events,
    known: datetime,
    assumed: Mapping[str, Window] | None = None,
) -> Windows:
    """Return when each event can happen, derived ones included.

    An assumption overrides what the record says of its event, also against the facts: date,
    `not_before`, `last` and `not_until`. It does not override what the record says of other
    events, with one exception: if the order of events needs an event to have happened earlier
    than it was found not to have (`not_until`), the finding gives way.

    An undated event before a dated one can have happened at any time before it that nothing
    else forbids: its own `not_before` and `not_until`, the events that it never precedes,
    and, as long as the dated one cannot have happened at K either, the reading that what is
    open has not happened at K.

    Args:
        record: what is recorded of every underived event.
        events: how the events hang together.
        known: the instant K that the record is known to, UTC.
        assumed: windows of the assumed events; `NEVER` for one that does not happen.

    Raises:
        BadInputError: an assumed event is derived or not in the record.
        ContradictoryScenarioError: two dates break the order of the events.
    """
    assumed = assumed or {}
    for event in assumed:
        if event in events.points:
            raise BadInputError(
                worded("{event} is derived; assume what it hangs on instead", event=event)
            )
        if event not in record:
            raise BadInputError(worded("there is no event {event}", event=event))
    stated = {event: happening.window(known) for event, happening in record.items()}
    stated.update(assumed)
    opened = stated | _opened(record, events, known, assumed, stated)
    return with_delays(_possible(_ordered(opened, events), events), events)


def with_delays(found: Mapping[str, Window], events: Events) -> Windows:
    """Return the windows of underived events, with those of all that is derived from them."""
    delays = {name: delayed(found[delay.event], delay) for name, delay in events.delays.items()}
    return Windows({**found, **delays}, events)


class Windows(dict[str, Window]):
    """When each event can happen: underived and delayed ones, and any other once it is asked for.

    Moments, comparisons and derived events are found by their names, but not listed.
    """

    def __init__(self, found: Mapping[str, Window], events: Events) -> None:
        """Start with the windows of underived and delayed events."""
        super().__init__(found)
        self._events = events
        self._more: dict[str, Window] = {}

    def beside(self, more: Mapping[str, Window], events: Events) -> Windows:
        """Return these windows and `more`, where events hang together as `events` says.

        These are looked up, not copied; what follows from them and `more` is found anew.
        """
        return _Beside(self, more, events) if more else self

    def __missing__(self, name: str) -> Window:
        """Return when what is called `name` can happen.

        Raises:
            KeyError: nothing is called so.
        """
        if name not in self._more:
            self._more[name] = Window(*bounds_of(name, self, self._events))
        return self._more[name]


class _Beside(Windows):
    """Windows with some more beside them."""

    def __init__(self, stated: Windows, more: Mapping[str, Window], events: Events) -> None:
        super().__init__(more, events)
        self._stated = stated

    def __missing__(self, name: str) -> Window:
        return self._stated[name] if name in self._stated else super().__missing__(name)


def _possible(ordered: Mapping[str, Window], events: Events) -> dict[str, Window]:
    """Return windows without those of events that others rule out, or that need one of these."""
    certain = {event for event, window in ordered.items() if window.latest is not None}
    for event in sorted(certain):
        for other in sorted((events.ruled_out_by(event) & certain) - {event}):
            raise ContradictoryScenarioError(_both(event, other, ordered))
    impossible = {
        event
        for event, window in ordered.items()
        if window.earliest is None
        or event in (rivals := events.ruled_out_by(event))
        or rivals & certain
    }
    out = events.later.reach(impossible)
    for event in sorted(out & certain):
        raise ContradictoryScenarioError(
            _contradiction(event, Window(None, ordered[event].latest), ordered, events)
        )
    return {event: NEVER if event in out else window for event, window in ordered.items()}


def _both(event: str, other: str, windows: Mapping[str, Window]) -> str:
    first, second = (f"{windows[each].latest:%Y-%m-%d}" for each in (event, other))
    return worded(
        "{event} and {other} rule each other out, but both have happened ({first}, {second})",
        event=event,
        other=other,
        first=first,
        second=second,
    )


def _opened(
    record: Mapping[str, Happening],
    events: Events,
    known: datetime,
    assumed: Mapping[str, Window],
    stated: Mapping[str, Window],
) -> dict[str, Window]:
    """Return the windows of the undated events that dated ones presuppose, wide enough for these.

    Args:
        record: what is recorded of every underived event.
        events: how the events hang together.
        known: the instant K that the record is known to, UTC.
        assumed: windows of the assumed events.
        stated: the windows of all events, each by itself.
    """
    dated = {event for event, window in stated.items() if window.latest is not None}
    ends = {event: window.latest for event, window in assumed.items() if window.latest is not None}
    assumed_by = events.later.carried(ends, min)
    floors = {
        event: _floor(record[event], known, assumed_by.get(event, LAST))
        for event in stated.keys() - dated - assumed.keys()
    }
    starts = {event: floors.get(event, window.earliest) for event, window in stated.items()}
    late = {event: not _is_by(start, known) for event, start in starts.items()}
    after_late = events.earlier.carried(late, max)
    by_known = {event: not (late[event] or after_late.get(event, False)) for event in dated}
    # Of the events that never precede one: whether one of those that are dated is by K.
    presupposed = events.later.carried(by_known, max)
    return {
        event: (
            record[event].open_from(floor) if presupposed[event] else record[event].open(known)
        )
        for event, floor in floors.items()
        if event in presupposed
    }


def _floor(happening: Happening, known: datetime, assumed_by: datetime) -> datetime:
    """Return the first instant at which an event can have happened, were it not open at K.

    That it had not by some day gives way to an assumption that it had: by `assumed_by` one of
    the events has happened that never precede it.
    """
    floor = happening.floor(known)
    return happening.floor(known, found=False) if assumed_by < floor else floor


def _is_by(start: datetime | None, known: datetime) -> bool:
    return start is not None and start <= known


def _ordered(stated: Mapping[str, Window], events: Events) -> dict[str, Window]:
    """Return the windows, each narrowed by those of the events before and after it."""
    before = events.earlier.carried({e: w.earliest for e, w in stated.items()}, _later)
    after = events.later.carried({e: w.latest for e, w in stated.items()}, _sooner)
    found = {}
    for event, window in stated.items():
        earliest = _later(window.earliest, before.get(event, FIRST))
        latest = _sooner(window.latest, after.get(event))
        found[event] = _narrowed(window, earliest, latest)
        if found[event].is_contradictory:
            raise ContradictoryScenarioError(_contradiction(event, found[event], stated, events))
    return found


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the later of two instants; None is never."""
    return None if one is None or other is None else max(one, other)


def _sooner(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the sooner of two instants; None is never."""
    if one is None or other is None:
        return one or other
    return min(one, other)


def _narrowed(window: Window, earliest: datetime | None, latest: datetime | None) -> Window:
    """Return `window`, if it lies between two instants; None is never."""
    last = window.last
    if last is not None and latest is None and earliest is not None and last < earliest:
        return NEVER
    return Window(earliest, latest if latest is None else min(latest, last or LAST), last)


def _contradiction(
    event: str, window: Window, stated: Mapping[str, Window], events: Events
) -> str:
    """Return which dates leave `event` no instant, and between which it would have to be."""
    others = ", ".join(sorted((events.before(event) | events.after(event)) & stated.keys()))
    start, end = (f"{end:%Y-%m-%d}" if end else "" for end in (window.earliest, window.latest))
    bounds = (
        worded(
            "{event} cannot happen before {start}, but has to by {end}",
            event=event,
            start=start,
            end=end,
        )
        if start
        else worded("{event} cannot happen, but has to by {end}", event=event, end=end)
    )
    if not others:
        return worded("{bounds}; correct one of its dates", bounds=bounds)
    return worded(
        "the dates of {event} and {others} break their order; assume dates"
        " for all of them ({bounds})",
        event=event,
        others=others,
        bounds=bounds,
    )


def delayed(window: Window, delay: After) -> Window:
    """Return the window of the event that happens `delay.offset` after one with `window`.

    What can have happened at any time before, from FIRST on, can have been followed by then.
    """
    earliest, latest = window.earliest, window.latest
    return Window(
        earliest if earliest in (None, FIRST) else delay.offset.after(earliest),
        None if latest is None else delay.offset.after(latest),
    )
