"""Triples that are brought into a store as a text are those that are brought in one by one."""

from __future__ import annotations

import pyoxigraph
import pytest
from rdflib import BNode, Literal, URIRef

from pactgraph.sparql import store as stores
from pactgraph.sparql.store import OxigraphStore, to_oxigraph

NODE = BNode("shared")
TEXTS = ["", 'a "b" \\ c', "line\nline\r\n\ttab", "ä € 😀 \u2028", "\x00\x0b\x1f\x7f", "<a:b> ."]
VALUES = [
    *map(Literal, TEXTS),
    *(Literal(text, lang="de-AT") for text in TEXTS),
    *(Literal(text, datatype=URIRef("a:type")) for text in TEXTS),
    Literal("2026-01-01T24:00:00Z", datatype=URIRef("http://www.w3.org/2001/XMLSchema#dateTime")),
    Literal("007", datatype=URIRef("http://www.w3.org/2001/XMLSchema#integer"), normalize=False),
    URIRef("a:ä"),
    BNode("other"),
    NODE,
]
TRIPLES = [(NODE, URIRef(f"a:{number}"), value) for number, value in enumerate(VALUES)]


@pytest.mark.parametrize("at_once", [1, 7, 10_000])
@pytest.mark.parametrize("iri", ["", "a:graph"])
def test_triples_are_kept_as_they_are(
    iri: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts, languages, datatypes and the names of blank nodes, in whichever graph."""
    monkeypatch.setattr(stores, "_WRITTEN_AT_ONCE", at_once)
    graph = pyoxigraph.NamedNode(iri) if iri else pyoxigraph.DefaultGraph()
    store = OxigraphStore()
    store.put_graph(iri, iter(TRIPLES))

    plain = pyoxigraph.Store()
    plain.extend(
        pyoxigraph.Quad(*map(to_oxigraph, triple), graph)  # type: ignore[arg-type]
        for triple in TRIPLES
    )

    assert {*plain} == {*store.store}
    assert len(TRIPLES) == len(store.store)
