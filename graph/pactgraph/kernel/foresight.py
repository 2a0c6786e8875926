"""What could be expected at an instant, by what had happened then: no hindsight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.scenarios import NEVER, Window
from pactgraph.kernel.timeline import LAST, TICK

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pactgraph.kernel.conditions import Events


def foreseen(windows: Mapping[str, Window], at: datetime, events: Events) -> dict[str, Window]:
    """Return when events can happen, if nothing is known of what happens after `at`.

    An event that surely has happened by then keeps its window, and so does one that never
    happens at all. Any other can happen right after `at`, or has perhaps happened before it,
    or never does.

    Args:
        windows: when each event can happen, delayed ones included.
        at: the instant, UTC.
        events: how the events hang together.
    """
    found = {
        event: _foreseen(window, at)
        for event, window in windows.items()
        if event not in events.delays
    }
    for name, delay in events.delays.items():
        base = found[delay.event]
        ends = (
            None if end is None else delay.offset.after(end)
            for end in (base.earliest, base.latest)
        )
        found[name] = Window(*ends)
    return found


def _foreseen(window: Window, at: datetime) -> Window:
    if window == NEVER or window.has_happened(at):
        return window
    soon = min(at, LAST - TICK) + TICK
    return Window(soon if window.earliest is None else min(window.earliest, soon), None)
