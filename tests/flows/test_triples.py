"""Flows in SPARQL are those of Python, and what makes them is said of kinds and actions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pactgraph.asking.triples import flow_triples
from pactgraph.checking.check import vocabulary
from pactgraph.flows.flows import flows, force_of
from pactgraph.graph import PactGraph, load
from pactgraph.terms import FORCE, KIND, PACT, RDF, VALUE

if TYPE_CHECKING:
    from rdflib import URIRef


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def test_every_flow_is_a_node_for_each_pair_of_sides() -> None:
    """With who gives and takes, what goes and comes back, by which clauses, and how it binds."""
    triples = list(flow_triples(graph().record))
    nodes = {node for node, term, found in triples if (term, found) == (RDF.type, PACT.Flow)}

    def said(node: URIRef, term: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(found) for s, p, found in triples if (s, p) == (node, term)))

    terms = (PACT.giver, PACT.taker, PACT.flowing, PACT.inReturn, PACT.carriedBy, PACT.boundBy)
    found = sorted(tuple(said(node, term) for term in terms) for node in nodes)
    wanted = sorted(
        (
            givers,
            takers,
            (f"{VALUE}{flow.lead}",),
            (f"{VALUE}{flow.counter}",) if flow.counter else (),
            tuple(sorted(clause.iri for clause in flow.clauses)),
            (f"{FORCE}{flow.force}",),
        )
        for flow in flows(graph().record, graph().record.clauses.values())
        for givers, takers in flow.sides
    )
    assert wanted == found
    assert len(nodes) == len(found) > 100


def test_the_queries_tell_what_the_totals_do() -> None:
    """What is promised to OpenAI by Microsoft, and what has been paid of it."""
    rows = graph().query("promised-or-paid", giver="microsoft", taker="openai").as_rows()
    setting = graph().setting(on="2026-10-10", known="2026-10-10")
    [known] = [
        each
        for each in graph().totals(setting, between=["microsoft", "openai"])
        if each.total.sums and each.givers[0].endswith("microsoft")
    ]

    paid = sum(int(row["value"]) for row in rows if row["state"] == "paid")
    assert known.done["USD"].least == paid
    promised = [int(row["value"]) for row in rows if row["state"] == "promised"]
    assert [int(known.total.sums["USD"].exact)] == promised


def test_the_query_tells_how_far_each_clause_binds() -> None:
    """As Python does, whatever the strongest clause of the same flow says."""
    record = graph().record
    words = {force.id: force.label.in_language("en") for force in record.forces.values()}
    made = list(flows(record, record.clauses.values()))
    pairs = {
        frozenset((giver, taker)) for f in made for g, t in f.sides for giver in g for taker in t
    }

    told = {
        (row["clause"], row["force"])
        for party, other in map(sorted, pairs)
        for row in graph().query("flows-of-pair", party=party, other=other).as_rows()
    }

    assert {(c.iri, words[force_of(record, c)]) for flow in made for c in flow.clauses} == told
    assert {words["non-binding"], words["binding"], words["option"]} <= {
        force for _, force in told
    }


def test_what_makes_a_flow_is_said_in_the_vocabulary() -> None:
    """Of kinds what leads and what goes back, of actions what they give: values that there are."""
    terms = vocabulary()
    values = {value.iri for value in graph().record.values.values()}

    for said in (PACT.lead, PACT.counter, PACT.gives):
        found = {str(value) for _, value in terms.subject_objects(said)}
        assert found
        assert found <= values
    assert terms.value(KIND.investment, PACT.lead) == VALUE.money
    assert terms.value(KIND.investment, PACT.counter) == VALUE.equity
    assert terms.value(PACT.lend, PACT.gives) == VALUE.credit
    assert {str(each) for each in (VALUE.supply, VALUE.support, VALUE.rights)} <= values
    forces = {force.iri for force in graph().record.forces.values()}
    named = (FORCE.binding, FORCE["not-stated"], FORCE.option, FORCE["non-binding"])
    assert {str(force) for force in named} == forces
