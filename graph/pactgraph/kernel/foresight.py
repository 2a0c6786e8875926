"""What could be expected at an instant, by what had happened then: no hindsight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.scenarios import NEVER, Window, with_delays
from pactgraph.kernel.timeline import FIRST, LAST, TICK

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.scenarios import Happening, Windows


def foreseen(
    windows: Mapping[str, Window],
    at: datetime,
    events: Events,
    record: Mapping[str, Happening],
) -> Windows:
    """Return when events can happen, if nothing is known of what happens after `at`.

    An event that surely has happened by then keeps its window, and so does one that never
    happens at all. Any other can happen right after `at`, though not before the record's
    `not_before`, or has perhaps happened already, or never does.

    Args:
        windows: when each event can happen, delayed ones included.
        at: the instant, UTC.
        events: how the events hang together.
        record: what is recorded of every underived event.
    """
    found = {
        event: _foreseen(windows[event], at, happening) for event, happening in record.items()
    }
    return with_delays(found, events)


def _foreseen(window: Window, at: datetime, happening: Happening) -> Window:
    if window == NEVER or window.has_happened(at):
        return window
    soon = max(min(at, LAST - TICK) + TICK, happening.not_before or FIRST)
    return happening.open_from(soon if window.earliest is None else min(window.earliest, soon))
