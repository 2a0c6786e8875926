"""Works out the places of the facts that ship: `python tests/page/places.py` keeps them."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

from pactgraph import load
from pactgraph.page import parties, places
from pactgraph.placing import Body, Cable, Frame, Plan, placed


def places_told() -> str:
    """Return what the file of places has to say."""
    found = {}

    def plan_of(bodies: list[Body], cables: list[Cable], frame: Frame) -> Plan:
        plan = placed(bodies, cables, frame)
        found[places.structure_of(bodies, cables, frame)] = places.written(plan)
        return plan

    with patch.object(parties, "plan_of", plan_of):
        parties.picture(load().record)
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    Path(str(places.FILE)).write_text(places_told(), encoding="utf-8")
