"""However many scenarios are asked about, memory stays as it is."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lengths import share
from made.partnership import partnership
from made.serving import asked, rows, running, shipped
from pactgraph.serving.endpoint import Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from made.serving import Running
    from pactgraph.graph import PactGraph

pytestmark = [
    pytest.mark.many,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells of memory"),
]

MANY = [(partnership, share(100_000, 60)), (shipped, share(5_000, 60))]
"""So many scenarios of a graph are asked about, each once; a small graph takes less time."""
KEPT = share(0, 4)
"""So many scenarios are kept; 0 for as many as usual."""
ALLOWED = 24
"""So many MB it may have more in the second half than in the first: processes that hold much of
what is no more are replaced from time to time, so it goes up and down."""
NAMES = "SELECT ?g { GRAPH ?g {} }"


def memory(found: Running) -> int:
    """Return how many MB this process and all workers have, what they share counted once."""
    lanes = (found.endpoint.open, found.endpoint.own, found.endpoint.answers)
    places = [place for lane in lanes for place in lane._workers]  # noqa: SLF001 - seen nowhere else
    pids = [p.worker._process.pid for p in places if p.worker._process]  # noqa: SLF001
    return sum(map(_proportional, ["self", *map(str, pids)])) // 1024


def _proportional(process: str) -> int:
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


@pytest.mark.parametrize(("graph", "many"), MANY, ids=["partnership", "shipped"])
def test_memory_stays_flat(graph: Callable[[], PactGraph], many: int) -> None:
    """A scenario that was longest not asked about makes room; nothing else remembers it."""
    looked: list[int] = []
    with running(graph(), options=Options(workers=2, origins=("*",))) as found:
        kept, why = found.endpoint.served.scenarios, f"{found.url}/api/why"
        kept._most = KEPT or kept._most  # noqa: SLF001 - so that some are forgotten, however few come
        for number in range(many):
            day = date(2030, 1, 1) + timedelta(days=number)
            about = {"assume": f"agi-verified={day}"}
            assert rows(found.url, NAMES, **about)
            if number % 10 == 0:  # what else a scenario is asked for
                assert 200 == asked(f"{found.url}/questions/open-events", about).status
                assert 200 == asked(why, {**about, "clause": "MSOA-2025-12"}).status
            assert len(kept) <= kept._most  # noqa: SLF001
            if number % (many // 20) == many // 20 - 1:
                looked.append(memory(found))
                print(number + 1, looked[-1], "MB", flush=True)  # noqa: T201 - how far it is
    half = len(looked) // 2

    assert max(looked[half:]) <= max(looked[:half]) + ALLOWED, looked
