"""Of many parties: which are drawn as one mark, at the one party that they deal with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pactgraph.placing import Place

LEAST = 3
"""So many are drawn as one; a mark for two would take as much room as they leave."""


@dataclass(frozen=True)
class Others:
    """Parties that have anything with one other alone, their hub, as one mark.

    Attributes:
        hub: its IRI.
        members: their IRIs, the largest first.
        radius: of the mark, by the money that they ever give together, where there is room.
        places: where the mark is, by frame.
        along: where the text of its cable is on the line from the hub, by frame.
    """

    hub: str
    members: tuple[str, ...]
    radius: float
    places: Mapping[str, Place]
    along: Mapping[str, float]

    @property
    def name(self) -> str:
        """What tells the mark from all parties: no IRI has a blank."""
        return name_of(self.hub)


def name_of(hub: str) -> str:
    """Return the name of the mark at a hub."""
    return f"others {hub}"


def leaves(
    order: Sequence[str], pairs: Iterable[tuple[str, str]], shown: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return the parties that are drawn as one mark, by their hub.

    Args:
        order: all parties, the largest first.
        pairs: who has anything with whom.
        shown: the parties that are drawn by themselves.
    """
    near = defaultdict(list)
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    found = defaultdict(list)
    for iri in order:
        if iri not in shown and len(near[iri]) == 1 and near[iri][0] in shown:
            found[near[iri][0]].append(iri)
    return {hub: tuple(found[hub]) for hub in order if len(found[hub]) >= LEAST}
