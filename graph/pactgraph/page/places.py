"""Places that were worked out once: they take seconds, and follow from sizes and pairs alone.

Those of the facts that ship are in ``places.json``; a test makes them again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pactgraph.placing import Place, Plan, placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.placing import Body, Cable, Frame

FILE = files(__package__).joinpath("places.json")


def plan_of(bodies: Sequence[Body], cables: Sequence[Cable], frame: Frame) -> Plan:
    """Return where everything is in a frame: as it is kept, or worked out."""
    kept = _shipped().get(structure_of(bodies, cables, frame))
    return read(kept) if kept else placed(bodies, cables, frame)


def structure_of(bodies: Sequence[Body], cables: Sequence[Cable], frame: Frame) -> str:
    """Return a name for what places follow from: the same of the same bodies, cables and frame."""
    told = [
        [[body.name, body.radius, *body.label] for body in bodies],
        [[cable.one, cable.other, cable.width, *cable.label] for cable in cables],
        [frame.width, frame.height],
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def written(plan: Plan) -> dict[str, Any]:
    """Return a plan, JSON-able."""
    return {
        "places": {name: [at.x, at.y, at.side] for name, at in plan.places.items()},
        "labels": [[one, other, along] for (one, other), along in plan.labels.items()],
        "scale": plan.scale,
    }


def read(told: dict[str, Any]) -> Plan:
    """Return a plan that was `written`."""
    return Plan(
        {name: Place(*at) for name, at in told["places"].items()},
        {(one, other): along for one, other, along in told["labels"]},
        told["scale"],
    )


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
