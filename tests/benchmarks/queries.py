"""How long the questions that ship take on both engines, over portfolios of three sizes.

    python tests/benchmarks/queries.py          # 20, 40 and 80 agreements
    python tests/benchmarks/queries.py --toy    # 1, 2 and 4 agreements, in seconds, for CI

A portfolio is made up: every second agreement amends the one before it, and each has six
clauses, with dates, events in order, an alternative, amounts and claims. Times are of the
query alone, parsing included; the ratio is rdflib over Oxigraph.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

sys.path.insert(0, str(Path(__file__).parents[1]))

from made.scenarios import scenario_triples
from pactgraph.asking.scenario_writing import SCENARIO
from pactgraph.asking.triples import instant
from pactgraph.checking.check import trusted_record
from pactgraph.graph import PactGraph
from pactgraph.sparql.questions import literal, question, questions
from pactgraph.sparql.store import OxigraphStore, RdflibStore
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pactgraph.asking.setting import Setting
    from pactgraph.sparql.rows import Term
    from pactgraph.sparql.store import Store

BASE = "https://example.org/portfolio/"
ASKED, KNOWN = "2027-06-01", "2026-11-23"
BEST_OF = 3
SCOPE = {"thing": "a0-1", "party": "p0", "other": "p1", "asset": "asset0"}
"""What the parameters that a question needs stand for, besides day and scenario."""

SHARED = """
:before-verified a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand :verified .
:from-declared a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:gteq ;
    odrl:rightOperand :declared .
:through-2030 a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lteq ;
    odrl:rightOperand "2030"^^xsd:gYear .
:through-2027 a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lteq ;
    odrl:rightOperand "2027"^^xsd:gYear .
:either a odrl:LogicalConstraint ; odrl:or :through-2027 ; odrl:or :before-verified .
:declared a pact:Event ; rdfs:label "declared"@en .
:verified a pact:Event ; rdfs:label "verified"@en ; pact:neverPrecedes :declared .
:series a pact:AgreementSeries ; rdfs:label "portfolio"@en .
"""

AGREEMENT = """
:a{n} a odrl:Agreement ; rdfs:label "agreement {n}"@en ; dcterms:isVersionOf :series ;
    dcterms:issued "{year}-03-01"^^xsd:date ; pact:party :p{n} ; pact:party :p{other} ;
    odrl:permission :a{n}-1, :a{n}-2, :a{n}-3 ; odrl:obligation :a{n}-4, :a{n}-5 ;
    odrl:prohibition :a{n}-6 ; pact:states :a{n}-7 ;
    pact:certainty certainty:official ; dcterms:source :s{n} .
:p{n} a org:Organization ; rdfs:label "company {n}"@en .
:asset{n} a odrl:Asset ; rdfs:label "asset {n}"@en ; odrl:partOf :asset0 ;
    pact:excludes :asset{other} .
:event{n} a pact:Event ; rdfs:label "event {n}"@en .
:s{n} a dcterms:BibliographicResource ; dcterms:publisher "company {n}" ;
    dcterms:title "source {n}"@en ; dcterms:issued "{year}"^^xsd:gYear ;
    schema:url <https://source.example/{n}> .
:a{n}-7 a pact:Statement ; dcterms:type kind:note ; rdfs:label "statement {n}"@en ;
    pact:certainty certainty:press ; dcterms:source :s{n} .
:amount{n} a schema:MonetaryAmount ; schema:currency "USD" ; schema:value {n} .
:claim{n} a pact:Claim ; rdfs:label "claim {n}"@en ; pact:verdict verdict:confirmed ;
    dcterms:source :s{n} .
:other-claim{n} a pact:Claim ; rdfs:label "other claim {n}"@en ;
    pact:verdict verdict:contradicted ; dcterms:source :s{other} .
:contradiction{n} a pact:Contradiction ; rdfs:label "contradiction {n}"@en ;
    pact:position :claim{n} ; pact:position :other-claim{n} ; pact:preferred :claim{n} .
:before-event{n} a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand :event{n} .
"""

CLAUSE = """
:a{n}-{m} a odrl:{rule} ; dcterms:type kind:licence ; rdfs:label "clause {n}-{m}"@en ;
    odrl:assignee :p{n} ; odrl:assigner :p{other} ; odrl:action odrl:use ;
    odrl:target :asset{n} ; odrl:constraint {constraint} ; {more}
    pact:certainty certainty:official ; dcterms:source :s{n} .
"""

CLAUSES = [
    # rule, constraints, what else is said of it
    ("Permission", ":before-verified, :through-2030", ""),
    ("Permission", ":either", 'pact:undisclosed "the fee"@en ;'),
    ("Permission", ":from-declared", "pact:exceptionTo :a{n}-1 ;"),
    ("Duty", ":before-event{n}, :through-2030", "pact:amount :amount{n} ;"),
    ("Duty", ":through-2027", ""),
    ("Prohibition", ":before-event{n}", ""),
]


def turtle(size: int) -> Iterator[str]:
    """Yield the Turtle of `size` agreements."""
    yield "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in (PREFIXES | {"": BASE}).items())
    yield SHARED
    for n in range(size):
        other, year = (n + 1) % size, 2020 + n % 6
        yield AGREEMENT.format(n=n, other=other, year=year)
        for m, (rule, constraint, more) in enumerate(CLAUSES, start=1):
            # Every second agreement takes the place of the last clause of the one before it.
            replaced = f"dcterms:replaces :a{n - 1}-6 ;" if n % 2 and m == len(CLAUSES) else ""
            yield CLAUSE.format(
                n=n,
                m=m,
                other=other,
                rule=rule,
                constraint=constraint.format(n=n),
                more=more.format(n=n) + replaced,
            )


def portfolio(size: int) -> PactGraph:
    """Return a graph of `size` agreements."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "portfolio.ttl"
        file.write_text("".join(turtle(size)), encoding="utf-8")
        return PactGraph(*trusted_record([file], shapes=False))


def filled(name: str, setting: Setting) -> str:
    """Return the question `name` with all values that it needs."""
    asked = question(name)
    values: dict[str, Term] = {}
    for parameter in asked.parameters:
        if parameter.name == "on":
            values["on"] = literal(parameter, str(instant(setting.on.last)))
        elif parameter.name == "scenario":
            values["scenario"] = pyoxigraph.NamedNode(SCENARIO)
        elif parameter.required:
            values[parameter.name] = pyoxigraph.NamedNode(BASE + SCOPE[parameter.name])
    return asked.filled(values)


def stores(graph: PactGraph, setting: Setting) -> list[Store]:
    """Return a store of either engine with `graph` and the windows of its events."""
    both: list[Store] = [OxigraphStore(), RdflibStore()]
    for store in both:
        graph.fill(store)
        store.put_graph(SCENARIO, scenario_triples(graph.record, setting))
    return both


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """Return the time of `work`, the best of several runs."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times) * 1000


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="time of the questions, by engine and size")
    parser.add_argument("--toy", action="store_true", help="small sizes, for CI")
    toy = parser.parse_args(arguments).toy

    head = f"{'question':26}{'agreements':>11}{'rows':>7}{'Oxigraph ms':>13}{'rdflib ms':>11}"
    lines = [f"{head}{'ratio':>8}"]
    for size in (1, 2, 4) if toy else (20, 40, 80):
        graph = portfolio(size)
        setting = graph.setting(on=ASKED, known=KNOWN)
        both = stores(graph, setting)
        for name in questions():
            query = filled(name, setting)
            rows = len(both[0].select(query).rows)
            fast = milliseconds(partial(both[0].select, query), BEST_OF)
            slow = milliseconds(partial(both[1].select, query), 1)
            lines.append(f"{name:26}{size:11}{rows:7}{fast:13.2f}{slow:11.0f}{slow / fast:8.0f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
