"""Triples as files are read into: what is found in them, whichever way one asks."""

from __future__ import annotations

import pickle

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, XSD

from pactgraph.interpreting.triples import Triples

A, B, OF, KIND = map(URIRef, ("urn:a", "urn:b", "urn:of", "urn:kind"))
NODE, DAY = BNode("n"), Literal("2026-11-30", datatype=XSD.date)
TRIPLES = [
    (A, RDF.type, KIND),
    (A, OF, NODE),
    (NODE, OF, B),
    (NODE, OF, DAY),
    (A, OF, Literal("x")),
]


def test_terms_are_told_by_where_they_stand() -> None:
    """Each place for itself; texts without a datatype are none of them."""
    used = Triples.of(TRIPLES).used()

    assert {RDF.type, OF} == used.properties
    assert {KIND} == used.classes
    assert {KIND, NODE, B} == used.named
    assert [DAY] == [*used.typed]
    assert {A, KIND, B} == {*used.things()}
    assert [True, True, True, False] == [used.has(term) for term in (A, B, NODE, OF)]
    assert [False, True] == [bool(Triples.of(some)) for some in ((), TRIPLES)]


def test_they_go_to_other_processes_whatever_was_asked_of_them() -> None:
    """What was found on the way is no hindrance."""
    triples = Triples.of(TRIPLES)
    triples.used()
    assert [*triples.subjects(None, B)] == [NODE]
    assert [*triples.subjects(OF)] == [A, NODE]

    again = pickle.loads(pickle.dumps(triples))  # noqa: S301 - just written

    assert [*again] == [*triples]
    assert again.used().named == triples.used().named
