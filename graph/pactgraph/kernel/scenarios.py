"""Scenarios: between which instants each event happens, by the record and by assumption.

A question fixes the day K the record is known to, and may assume dates of
events. What is then possible for an event is a window; "never" is a window too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError, ContradictoryScenarioError
from pactgraph.kernel.timeline import LAST, TICK

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pactgraph.kernel.conditions import After, Events
    from pactgraph.kernel.timeline import Stretch


@dataclass(frozen=True, slots=True)
class Window:
    """When an event can happen: at some instant from `earliest` through `latest`.

    Attributes:
        earliest: first instant at which it can happen, UTC; None if it never can.
        latest: instant from which on it surely has happened, UTC; None if it may never.
    """

    earliest: datetime | None
    latest: datetime | None

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
        reported: first instant at which that date could be known; None for as soon as the
            event itself.
        not_before: set if the record does not decide whether it happened: the first instant
            at which it can have.
    """

    known_since: datetime | None = None
    occurred: Stretch | None = None
    reported: datetime | None = None
    not_before: datetime | None = None

    def window(self, known: datetime) -> Window:
        """Return when the event can happen, by what could be known at the instant `known`.

        An event not yet known of counts as never. An open one has not happened up to
        `known`, and may at any instant after it.
        """
        if self.known_since is not None and self.known_since > known:
            return NEVER
        reported = self.reported is None or self.reported <= known
        if self.occurred is not None and reported:
            return on(self.occurred)
        return Window(self.not_before or min(known, LAST - TICK) + TICK, None)


def windows(
    record: Mapping[str, Happening],
    events: Events,
    known: datetime,
    assumed: Mapping[str, Window] | None = None,
) -> dict[str, Window]:
    """Return when each event can happen, delayed ones included.

    An assumption overrides the record, also against the facts. A dated event pulls open
    ones along: what never happens after it has happened by then too.

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
        if event in events.derived:
            raise BadInputError(f"{event} is derived; assume what it hangs on instead")
        if event not in record:
            raise BadInputError(f"there is no event {event}")
    stated = {event: happening.window(known) for event, happening in record.items()}
    stated.update(assumed)
    pulled = {
        event: window if event in assumed else _pulled(event, window, stated, events)
        for event, window in stated.items()
    }
    ordered = {event: _ordered(event, pulled, events) for event in pulled}
    return ordered | {
        name: _delayed(ordered[delay.event], delay) for name, delay in events.delays.items()
    }


def _pulled(event: str, window: Window, stated: Mapping[str, Window], events: Events) -> Window:
    """Return the window of `event`, if it is undated, opened early enough for dated ones."""
    if window.latest is not None:
        return window
    dated = [w for later in events.after(event) if (w := stated.get(later)) and w.latest]
    starts = [w.earliest for w in (window, *dated) if w.earliest is not None]
    return Window(min(starts, default=None), None)


def _ordered(event: str, stated: Mapping[str, Window], events: Events) -> Window:
    """Return the window of `event`, narrowed by those of the events before and after it."""
    starts = [stated[other].earliest for other in (event, *events.before(event) & stated.keys())]
    ends = [stated[other].latest for other in (event, *events.after(event) & stated.keys())]
    earliest = None if None in starts else max(start for start in starts if start is not None)
    latest = min((end for end in ends if end is not None), default=None)
    if latest is not None and (earliest is None or earliest > latest):
        others = ", ".join(sorted((events.before(event) | events.after(event)) & stated.keys()))
        raise ContradictoryScenarioError(
            f"the dates of {event} and {others} break their order; assume dates for all of them"
        )
    return Window(earliest, latest)


def _delayed(window: Window, delay: After) -> Window:
    """Return the window of the event that happens `delay.offset` after one with `window`."""
    earliest, latest = window.earliest, window.latest
    return Window(
        None if earliest is None else delay.offset.after(earliest),
        None if latest is None else delay.offset.after(latest),
    )
