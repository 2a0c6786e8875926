"""The triples of one scenario, made without writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.setting import event_windows
from pactgraph.asking.triples import told_of_clauses, told_of_duties, window_triples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.asking.setting import Setting
    from pactgraph.asking.triples import Triple
    from pactgraph.record import Record


def scenario_triples(
    record: Record, setting: Setting, *, duties: bool = False
) -> Iterator[Triple]:
    """Yield when all that periods name can happen; with `duties`, of the states of duties, too."""
    windows = event_windows(record, setting)
    yield from window_triples(windows)
    yield from told_of_clauses(record).triples(windows, setting.on.last)
    if duties:
        yield from told_of_duties(record).triples(windows, setting.on.last)
