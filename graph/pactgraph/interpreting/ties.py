"""What is said of events and others, and how all of them hang together by that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import Events, relate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.kernel.points import Derived
    from pactgraph.record import Event


@dataclass(frozen=True, slots=True)
class Ties:
    """What is said of an event and others.

    Attributes:
        after: IRIs of events that it never precedes.
        rivals: IRIs of events that never happen if it does; none for a derived event.
        limited: whether a last day is stated.
    """

    after: tuple[str, ...]
    rivals: tuple[str, ...]
    limited: bool


def ties_of(events: Mapping[str, Event]) -> dict[str, Ties]:
    """Return what is said of events and others, by IRI; those of which nothing is are left out."""
    found = {}
    for iri, event in events.items():
        happening = event.happening
        rivals = event.rules_out if happening else ()
        limited = happening is not None and happening.last is not None
        if event.not_before_others or rivals or limited:
            found[iri] = Ties(event.not_before_others, rivals, limited)
    return found


def related(points: Mapping[str, Derived], ties: Mapping[str, Ties]) -> Events:
    """Return how events hang together, by how they are derived and what is said of them.

    Raises:
        BadInputError: as `relate`.
    """
    orders = [(other, iri) for iri, tied in ties.items() for other in tied.after]
    rivals = [(iri, other) for iri, tied in ties.items() for other in tied.rivals]
    limited = [iri for iri, tied in ties.items() if tied.limited]
    return relate(dict(sorted(points.items())), orders, rivals, limited)
