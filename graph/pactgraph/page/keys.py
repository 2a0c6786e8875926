"""By what the page knows the things of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgraph.record import Record


class Keys:
    """By what the page knows the things of a record."""

    def __init__(self, record: Record) -> None:
        """Look at everything that has a name."""
        self._keys = {thing.iri: thing.id for thing in record.things()}
        self._delays = record.relations.delays

    def key(self, iri: str) -> str:
        """Return the key of a thing, or of a delayed event; what is not described has its IRI."""
        delay = self._delays.get(iri)
        return f"{self.key(delay.event)}+{delay.offset}" if delay else self._keys.get(iri, iri)
