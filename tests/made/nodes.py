"""Triples as the program looks at them, from Turtle and from text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from pactgraph.interpreting.documents import document_of
from pactgraph.reading.statements import statements

if TYPE_CHECKING:
    from pactgraph.interpreting.triples import Triples


def nodes(turtle: str) -> Triples:
    """Return the triples that a text in Turtle says."""
    written = statements(turtle.encode(), pyoxigraph.RdfFormat.TURTLE)
    return document_of(written.decode()).triples
