"""Made-up portfolios of any size, each with one thing that much hangs on, to count work in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.checking.check import trusted_record
from pactgraph.graph import PactGraph
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/work/"

_SHARED = """
:source a dcterms:BibliographicResource ; dcterms:publisher "press" ; dcterms:title "news"@en ;
    dcterms:issued "2020"^^xsd:gYear ; schema:url <https://source.example/news> .
:party a org:Organization ; rdfs:label "party"@en .
:asset a odrl:Asset ; rdfs:label "asset"@en .
:event a pact:Event ; rdfs:label "event"@en .
"""

_CONTRACT = """
:p{n} a org:Organization ; rdfs:label "company {n}"@en {member} .
:o{n} a org:Organization ; rdfs:label "other {n}"@en .
:x{n} a odrl:Asset ; rdfs:label "asset {n}"@en {part} .
:e{n} a pact:Event ; rdfs:label "event {n}"@en .
:a{n} a odrl:Agreement ; rdfs:label "agreement {n}"@en ; dcterms:issued "2021-03-01"^^xsd:date ;
    pact:party {party}, :o{n} ; odrl:permission :a{n}-1, :a{n}-2 ; odrl:obligation :a{n}-3 ;
    odrl:prohibition :a{n}-4 ; pact:certainty certainty:official ; dcterms:source :source .
:before{n} a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand {event} .
:until{n} a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lteq ;
    odrl:rightOperand "2028"^^xsd:gYear .
:either{n} a odrl:LogicalConstraint ; odrl:or :until{n} ; odrl:or :before{n} .
"""

_CLAUSE = """
:a{n}-{m} a odrl:{rule} ; dcterms:type kind:licence ; rdfs:label "clause {n}-{m}"@en ;
    odrl:assignee {party} ; odrl:assigner :o{n} ; odrl:action odrl:use ; odrl:target {asset} ;
    odrl:constraint :{constraint}{n} ; {more} pact:certainty certainty:official ;
    dcterms:source :source .
"""

_CLAUSES = (
    ("Permission", "before"),
    ("Permission", "either"),
    ("Duty", "until"),
    ("Prohibition", "before"),
)

MIXES: dict[str, dict[str, str]] = {
    "independent": {},
    "one asset": {"asset": ":asset"},
    "parts of one asset": {"part": "; odrl:partOf :asset"},
    "one party": {"party": ":party"},
    "members of one party": {"member": "; org:subOrganizationOf :party"},
    "one event": {"event": ":event"},
    "exceptions": {"more": "pact:exceptionTo :a0-1 ;"},
}
"""What all contracts of a portfolio share, by what it is called."""


_VERSION = """
:v{v} a odrl:Agreement ; rdfs:label "version {v}"@en ; dcterms:isVersionOf :series ;
    dcterms:issued "202{v}-03-01"^^xsd:date ; pact:party :party, :p0 ; odrl:permission {clauses} ;
    pact:certainty certainty:official ; dcterms:source :source .
"""

_RIGHT = """
:v{v}-{n} a odrl:Permission ; dcterms:type kind:licence ; rdfs:label "right {v} {n}"@en ;
    odrl:assignee :party ; odrl:assigner :p0 ; odrl:action odrl:use ; odrl:target :x{n} ; {more}
    pact:certainty certainty:official ; dcterms:source :source .
"""


def versions(folder: Path, size: int) -> PactGraph:
    """Return a graph of two versions of an agreement, with `size` clauses each.

    Of the second, every third clause replaces one of the first, and the others are exceptions
    to one, or say it again.
    """
    lines = [_head(), _SHARED, ':p0 a org:Organization ; rdfs:label "other"@en .\n']
    lines.append(':series a pact:AgreementSeries ; rdfs:label "series"@en .\n')
    lines += (f':x{n} a odrl:Asset ; rdfs:label "asset {n}"@en .\n' for n in range(size))
    for v in (1, 2):
        clauses = ", ".join(f":v{v}-{n}" for n in range(size))
        lines.append(_VERSION.format(v=v, clauses=clauses))
        for n in range(size):
            relation = ("dcterms:replaces", "pact:exceptionTo", "pact:confirms")[n % 3]
            more = f"{relation} :v1-{n} ;" if v == 2 else ""
            lines.append(_RIGHT.format(v=v, n=n, more=more))
    return _graph(folder / f"versions-{size}.ttl", lines)


_LINE = """
:p0 a org:Organization ; rdfs:label "other"@en .
:a a odrl:Agreement ; rdfs:label "agreement"@en ; dcterms:issued "2021-03-01"^^xsd:date ;
    pact:party :party, :p0 ; odrl:permission :a-1 ;
    pact:certainty certainty:official ; dcterms:source :source .
:a-1 a odrl:Permission ; dcterms:type kind:licence ; rdfs:label "right"@en ;
    odrl:assignee :party ; odrl:assigner :p0 ; odrl:action odrl:use ; odrl:target :asset ;
    odrl:constraint :before ; pact:certainty certainty:official ; dcterms:source :source .
:before a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand :e0 .
:e0 a pact:Event ; rdfs:label "event 0"@en .
"""

_NEXT = ':e{n} a pact:Event ; rdfs:label "event {n}"@en ; pact:neverPrecedes :e{before} .\n'


def chain(folder: Path, size: int) -> PactGraph:
    """Return a graph of `size` events in a row, with one clause that ends with the first."""
    lines = [_head(), _SHARED, _LINE]
    lines += (_NEXT.format(n=n, before=n - 1) for n in range(1, size))
    return _graph(folder / f"chain-{size}.ttl", lines)


def portfolio(folder: Path, mix: str, size: int) -> PactGraph:
    """Return a graph of `size` contracts with four clauses each."""
    shared = {"member": "", "part": "", "more": "", **MIXES[mix]}
    lines = [_head(), _SHARED]
    for n in range(size):
        own = {"party": f":p{n}", "asset": f":x{n}", "event": f":e{n}", **shared, "n": n}
        lines.append(_CONTRACT.format(**own))
        for m, (rule, constraint) in enumerate(_CLAUSES, start=1):
            more = own["more"] if n and rule == "Prohibition" else ""
            said = {**own, "m": m, "rule": rule, "constraint": constraint, "more": more}
            lines.append(_CLAUSE.format(**said))
    return _graph(folder / f"{mix}-{size}.ttl".replace(" ", "-"), lines)


def _head() -> str:
    names = PREFIXES | {"": BASE}
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items())


def _graph(file: Path, lines: list[str]) -> PactGraph:
    file.write_text("".join(lines), encoding="utf-8")
    return PactGraph(*trusted_record([file], shapes=False))
