"""Deals that are made up: small enough to see at once what differs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.graph import PactGraph, load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEAD = """\
@prefix : <https://example.org/deal/> .
@prefix certainty: <https://w3id.org/pactgraph/certainty/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kind: <https://w3id.org/pactgraph/kind/> .
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix pact: <https://w3id.org/pactgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:acme a org:Organization ; rdfs:label "Acme"@en .
:beta a org:Organization ; rdfs:label "Beta"@en .
:gamma a org:Organization ; rdfs:label "Gamma"@en .
:engines a odrl:Asset ; rdfs:label "engines"@en .
:valves a odrl:Asset ; rdfs:label "valves"@en ; odrl:partOf :engines .
:pumps a odrl:Asset ; rdfs:label "pumps"@en .
:news a dcterms:BibliographicResource ;
    dcterms:publisher "Acme" ; dcterms:title "news"@en ;
    dcterms:issued "2020-01-01"^^xsd:date ; schema:url <https://acme.example/news> .
:partnership a pact:AgreementSeries ;
    rdfs:label "Partnership"@en ; pact:certainty certainty:official ; dcterms:source :news .
:plant-closed a pact:Event ; rdfs:label "the plant closed"@en ;
    pact:occurredOn "2021-05-01"^^xsd:date .
:quota-reached a pact:Event ; rdfs:label "quota reached"@en .
:through-2021 a odrl:Constraint ; odrl:leftOperand odrl:dateTime ;
    odrl:operator odrl:lteq ; odrl:rightOperand "2021"^^xsd:gYear .
:through-2028 a odrl:Constraint ; odrl:leftOperand odrl:dateTime ;
    odrl:operator odrl:lteq ; odrl:rightOperand "2028"^^xsd:gYear .
:from-2024 a odrl:Constraint ; odrl:leftOperand odrl:dateTime ;
    odrl:operator odrl:gteq ; odrl:rightOperand "2024"^^xsd:gYear .
:before-quota a odrl:Constraint ; odrl:leftOperand odrl:event ;
    odrl:operator odrl:lt ; odrl:rightOperand :quota-reached .
:for-trucks a odrl:Constraint ; rdfs:label "only for trucks"@en ;
    odrl:leftOperand pact:purpose ; odrl:operator odrl:isAnyOf ; odrl:rightOperand :trucks .
:trucks a odrl:Asset ; rdfs:label "trucks"@en .
:one-million a schema:MonetaryAmount ; schema:currency "USD" ; schema:value 1000000 .
:up-to-two a schema:MonetaryAmount ; schema:currency "USD" ; schema:maxValue 2500000 .
"""
_RULES = {"permission": "Permission", "obligation": "Duty", "prohibition": "Prohibition"}
_ACTIONS = {"permission": "odrl:use", "obligation": "pact:purchase", "prohibition": "odrl:use"}

Described = tuple[str, str]
"""The property that an agreement has something by, and its description."""


def clause(  # noqa: PLR0913 - what makes a clause
    name: str,
    *more: str,
    kind: str = "licence",
    rule: str = "permission",
    assignee: str = "acme",
    assigner: str = "beta",
    asset: str = "engines",
) -> Described:
    """Return a clause; `more` are properties with their values."""
    lines = [
        f":{name} a odrl:{_RULES[rule]}",
        f"dcterms:type kind:{kind}",
        f'rdfs:label "clause {name}"@en',
        f"odrl:assignee :{assignee}",
        f"odrl:assigner :{assigner}",
        f"odrl:action {_ACTIONS[rule]}",
        f"odrl:target :{asset}",
        *more,
        "pact:certainty certainty:official",
        "dcterms:source :news",
    ]
    return f"odrl:{rule} :{name}", " ;\n    ".join(lines) + " .\n"


def statement(name: str, *more: str, kind: str = "note") -> Described:
    """Return a statement; `more` are properties with their values."""
    lines = [
        f":{name} a pact:Statement",
        f"dcterms:type kind:{kind}",
        f'rdfs:label "statement {name}"@en',
        *more,
        "pact:certainty certainty:official",
        "dcterms:source :news",
    ]
    return f"pact:states :{name}", " ;\n    ".join(lines) + " .\n"


def agreement(name: str, date: str, contents: Iterable[Described], *more: str) -> str:
    """Return an agreement with what it contains."""
    contents = list(contents)
    lines = [
        f":{name} a odrl:Agreement",
        "odrl:profile <https://w3id.org/pactgraph/ns>",
        f'rdfs:label "agreement {name}"@en',
        f'dcterms:issued "{date}"^^xsd:date',
        f'pact:effectiveOn "{date}"^^xsd:date',
        "pact:party :acme",
        "pact:party :beta",
        *(named for named, _ in contents),
        *more,
        "pact:certainty certainty:official",
        "dcterms:source :news",
    ]
    return " ;\n    ".join(lines) + " .\n" + "".join(described for _, described in contents)


def versions(old: Iterable[Described], new: Iterable[Described]) -> str:
    """Return two versions of one agreement: `old`, of 2020, and `new`, of 2022."""
    series = "dcterms:isVersionOf :partnership"
    return agreement("old", "2020-01-01", old, series) + agreement(
        "new", "2022-01-01", new, series, "dcterms:replaces :old"
    )


def graph_of(folder: Path, *described: str) -> PactGraph:
    """Return the graph of agreements, written into `folder`."""
    file = folder / "deals.ttl"
    file.write_text(HEAD + "".join(described), encoding="utf-8")
    return load(file)
