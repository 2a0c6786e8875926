"""How much the tests try: at full size with `tests/run --long`, else in moderation.

`PACTGRAPH_LONG=1` asks for everything at full size, and `PACTGRAPH_HYPOTHESIS_EXAMPLES=2500`
for that many cases of each property. Both are read here and nowhere else.
"""

from __future__ import annotations

import os

LONG = os.environ.get("PACTGRAPH_LONG", "") not in ("", "0")
"""Whether everything is tried at full size."""


def examples(usual: int) -> int:
    """Return how many cases a property is tried on, where `usual` many are in moderation."""
    return int(os.environ.get("PACTGRAPH_HYPOTHESIS_EXAMPLES") or usual)


def share(whole: int, usual: int) -> int:
    """Return `whole` at full size, and `usual` in moderation."""
    return whole if LONG else usual
