"""When a derived event comes, by what it is derived from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pactgraph.kernel.points import points_of, shape
from pactgraph.kernel.scenarios import Window
from pactgraph.telling.points import Naming

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.kernel.points import Point, Shape
    from pactgraph.record import Record
    from pactgraph.telling.points import Bound


@dataclass(frozen=True, slots=True)
class Coming:
    """When a derived event can come, and when what it is made of can.

    Attributes:
        event: its IRI or name.
        what: how it is derived.
        window: when it can come.
        base: of one within bounds, the event that it is; of any other, itself.
        bounds: its bounds; none if it has none.
        parts: when each point that it is made of can come; of one within bounds, its base.
    """

    event: str
    what: Shape
    window: Window
    base: Point
    bounds: tuple[Bound, ...]
    parts: tuple[tuple[Point, Window], ...]


def coming(record: Record, event: str, windows: Mapping[str, Window]) -> Coming | None:
    """Return when a derived event can come; None for an event that is not derived.

    Args:
        record: the record.
        event: its IRI or name.
        windows: when each event can happen.
    """
    derived = record.relations.points.get(event)
    if derived is None:
        return None
    base, bounds = Naming(record, "en").bounds(event)
    points = (base,) if bounds else points_of(derived)
    parts = tuple((point, _window(point, windows)) for point in points)
    return Coming(event, shape(derived), windows[event], base, tuple(bounds), parts)


def _window(point: Point, windows: Mapping[str, Window]) -> Window:
    return Window(point, point) if isinstance(point, datetime) else windows[point]
