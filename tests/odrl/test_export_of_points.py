"""Derived events, what rules them out, and the events of a duty come out as they went in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from pactgraph.graph import PactGraph, load
from pactgraph.terms import DPROD, PACT, XSD

TRUTHS = Path(__file__).parents[1] / "points" / "truths.ttl"
DEAL = "https://example.org/deal/"


@cache
def told() -> PactGraph:
    """Return the clauses of the truths."""
    return load(TRUTHS)


@cache
def exported() -> Graph:
    """Return all of them as ODRL."""
    return told().odrl(told().setting(on="2028-01-01", known="2026-11-27"))


@cache
def world() -> Graph:
    """Return the state of the world that goes with it."""
    return told().odrl_world(told().setting(on="2028-01-01", known="2026-11-27"))


def described(graph: Graph, iri: URIRef) -> Graph:
    """Return what is said of something, schedules without name included."""
    found = Graph()
    for triple in graph.triples((iri, None, None)):
        found.add(triple)
        if isinstance(triple[2], BNode):
            found += described(graph, triple[2])  # type: ignore[arg-type] - a node all the same
    return found


def test_every_derived_event_that_a_clause_hangs_on_is_described_whole() -> None:
    """Bounds, lapses, spans, schedules: what the file says of each, and nothing else."""
    events = told().record.events.values()
    derived = [URIRef(event.iri) for event in events if event.derivation is not None]
    named = [iri for iri in derived if (iri, None, None) in exported()]

    assert {"approved-in-time", "approval-lapsed", "tail-sale", "uncured"} <= {
        iri.removeprefix(DEAL) for iri in named
    }
    for iri in named:
        assert isomorphic(described(told().triples, iri), described(exported(), iri)), iri


@pytest.mark.parametrize(
    "triple",
    [
        (URIRef(DEAL + "closing"), PACT.rulesOut, URIRef(DEAL + "terminated")),
        (URIRef(DEAL + "pay"), DPROD.deadline, Literal("2027-03-31", datatype=XSD.date)),
        (URIRef(DEAL + "pay"), PACT.performedBy, URIRef(DEAL + "paid")),
    ],
)
def test_what_odrl_has_no_word_for_is_kept(
    triple: tuple[URIRef, URIRef, URIRef | Literal],
) -> None:
    """What rules an event out; by when a duty is to be done, and by which event it is."""
    assert triple in told().triples
    assert triple in exported()


def test_the_world_dates_what_is_compared() -> None:
    """Nothing is approved by K: an approval in time can come the day after, a lapse in 2028."""
    earliest = {
        name: str(world().value(URIRef(DEAL + name), PACT.earliest))
        for name in ("approved-in-time", "approval-lapsed")
    }

    assert {
        "approved-in-time": "2026-11-28T00:00:00Z",
        "approval-lapsed": "2028-01-01T00:00:00Z",
    } == earliest
