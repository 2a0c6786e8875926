"""What periods name besides events: moments, comparisons and steps between, as nodes of RDF.

A period of a clause can name what no file describes, such as "a before b" or "20 days after
a, then the next 1 January". Each is a node with a type, a label, and the events that it is
made of, so that whoever asks with SPARQL finds the events that it comes down to.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.terms import PACT, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    from pactgraph.kernel.periods import Period
    from pactgraph.record import Record

    Triple = tuple[Node, Node, Node]

POINT = "https://w3id.org/pactgraph/point"
"""The IRI of what no file describes begins with this, a slash follows, and a hash of its name.

Nobody else's IRI begins so; and two things have the same one only if they say the same.
"""

_PLACE = re.compile(r"\w+://[^()\s]*[/#]")
"""All of an IRI but what is called the id."""


def node_of(name: str, record: Record) -> URIRef:
    """Return the node of what is called `name`: an event, a moment, a comparison or a step."""
    relations = record.relations
    if name in record.happenings or name in record.events or name in relations.delays:
        return URIRef(name)
    return URIRef(f"{POINT}/{hashlib.sha256(name.encode()).hexdigest()}")


def points_named(periods: Iterable[Period], record: Record) -> list[str]:
    """Return what `periods` name besides underived events and these some time later, by name."""
    plain = record.happenings.keys() | record.relations.delays.keys()
    named = {name for period in periods for name in period.happened | period.not_happened}
    return sorted(named - plain)


def point_triples(periods: Iterable[Period], record: Record) -> Iterator[Triple]:
    """Yield of what `periods` name what it is, down to the events that nothing is derived from."""
    relations = record.relations
    pending = [*points_named(periods, record), *relations.delays]
    known = set(pending)
    while pending:
        name = pending.pop()
        node = node_of(name, record)
        if name not in record.events:
            yield node, RDF.type, PACT.DerivedEvent
            yield node, RDFS.label, Literal(_PLACE.sub("", name))
        for part in sorted(relations.parts(name)):
            yield node, PACT.hangsOn, node_of(part, record)
            if part not in known and relations.parts(part):
                known.add(part)
                pending.append(part)
