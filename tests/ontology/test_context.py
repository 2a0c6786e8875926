"""An agreement written in JSON-LD with the project's context means the same as in Turtle."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, Graph, URIRef

PACT = "https://w3id.org/pactgraph/ns#"

TURTLE = """
@prefix : <https://example.org/id/> .
@prefix certainty: <https://w3id.org/pactgraph/certainty/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kind: <https://w3id.org/pactgraph/kind/> .
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pact: <https://w3id.org/pactgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <https://w3id.org/pactgraph/shapes#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix verdict: <https://w3id.org/pactgraph/verdict/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:alpha a org:Organization, odrl:Party ;
    schema:legalName "Alpha Ltd." ;
    rdfs:label "Alpha"@en, "Alpha"@de ;
    owl:sameAs <http://www.wikidata.org/entity/Q1> .

:treaty a odrl:Agreement ;
    odrl:profile <https://w3id.org/pactgraph/ns> ;
    rdfs:label "Treaty"@en, "Vertrag"@de ;
    dcterms:issued "2025-10-28"^^xsd:date ;
    pact:effectiveOn "2025-10"^^xsd:gYearMonth ;
    pact:party :alpha, :beta ;
    odrl:permission :right ;
    pact:without kind:loan ;
    pact:governingLaw "Delaware"@en ;
    dcterms:source :report .

:right a odrl:Permission ;
    dcterms:type kind:licence ;
    rdfs:label "licence"@en ;
    odrl:assignee :beta ;
    odrl:assigner :alpha ;
    odrl:action odrl:use ;
    odrl:target :engine ;
    odrl:constraint :through-2030, :before-launch ;
    pact:amount :price ;
    pact:undisclosed "The fee."@en ;
    pact:accepts :no-term ;
    pact:certainty certainty:official ;
    dcterms:source :report .

:no-term a pact:Acceptance ;
    sh:sourceShape shapes:ClauseWithoutEnd ;
    dcterms:description "No text says how long."@en .

:through-2030 a odrl:Constraint ;
    odrl:leftOperand odrl:dateTime ;
    odrl:operator odrl:lteq ;
    odrl:rightOperand "2030"^^xsd:gYear .

:before-launch a odrl:Constraint ;
    odrl:leftOperand odrl:event ;
    odrl:operator odrl:lt ;
    odrl:rightOperand :launch .

:launch a pact:Event ;
    rdfs:label "launch"@en ;
    pact:notBefore "2026-01-01"^^xsd:date ;
    pact:notOccurredThrough "2026-02-01"^^xsd:date ;
    pact:notOccurredSource :report .

:later a pact:DerivedEvent ;
    rdfs:label "ninety days later"@en ;
    pact:after :launch ;
    pact:offset "P90D"^^xsd:duration .

:price a schema:MonetaryAmount ;
    schema:currency "USD" ;
    schema:value 250000000000 ;
    pact:approximate true .

:share a schema:QuantitativeValue ;
    schema:unitText "percent" ;
    schema:value 27.5 .

:report a dcterms:BibliographicResource ;
    dcterms:publisher "Alpha" ;
    dcterms:title "Report"@en ;
    dcterms:issued "2025"^^xsd:gYear ;
    schema:url <https://example.org/report> .

:claim a pact:Claim ;
    rdfs:label "It was launched."@en ;
    pact:verdict verdict:unsupported ;
    skos:note "Nobody else says so."@en ;
    pact:aboutEvent :launch ;
    pact:occurredOn "2026-03-01"^^xsd:date ;
    dcterms:source :report .

:tale a pact:Story ;
    rdfs:label "How it went"@en, "Wie es ging"@de ;
    dcterms:description "In one step."@en ;
    dcterms:hasPart :tale-1 .

:tale-1 a pact:StoryStep ;
    schema:position 1 ;
    rdfs:label "Without a launch"@en ;
    dcterms:description "The licence runs on."@en, "Die Lizenz läuft weiter."@de ;
    pact:on "2029-07-01"^^xsd:date ;
    pact:knownOn "2025-12-31"^^xsd:date ;
    pact:assumes :no-launch ;
    pact:selects :right ;
    dcterms:references :launch, :treaty ;
    pact:view "timeline" ;
    dcterms:source :report .

:no-launch a pact:Assumption ;
    pact:aboutEvent :launch ;
    pact:neverOccurs true .
"""

GRAPH: list[dict[str, Any]] = [
    {
        "id": "alpha",
        "type": ["Organization", "Party"],
        "legalName": "Alpha Ltd.",
        "label": {"en": "Alpha", "de": "Alpha"},
        "sameAs": "http://www.wikidata.org/entity/Q1",
    },
    {
        "id": "treaty",
        "type": "Agreement",
        "profile": "https://w3id.org/pactgraph/ns",
        "label": {"en": "Treaty", "de": "Vertrag"},
        "issued": "2025-10-28",
        "effectiveInMonth": "2025-10",
        "parties": ["alpha", "beta"],
        "source": "report",
        "without": "kind:loan",
        "governingLaw": {"en": "Delaware"},
        "permissions": [
            {
                "id": "right",
                "type": "Permission",
                "hasKind": "kind:licence",
                "label": {"en": "licence"},
                "assignee": "beta",
                "assigner": "alpha",
                "action": "odrl:use",
                "target": "engine",
                "constraints": [
                    {
                        "id": "through-2030",
                        "type": "Constraint",
                        "leftOperand": "odrl:dateTime",
                        "operator": "odrl:lteq",
                        "rightYear": "2030",
                    },
                    {
                        "id": "before-launch",
                        "type": "Constraint",
                        "leftOperand": "odrl:event",
                        "operator": "odrl:lt",
                        "rightOperand": "launch",
                    },
                ],
                "amount": {
                    "id": "price",
                    "type": "MonetaryAmount",
                    "currency": "USD",
                    "value": 250_000_000_000,
                    "approximate": True,
                },
                "undisclosed": {"en": "The fee."},
                "accepts": {
                    "id": "no-term",
                    "type": "Acceptance",
                    "warning": "shapes:ClauseWithoutEnd",
                    "description": {"en": "No text says how long."},
                },
                "hasCertainty": "certainty:official",
                "source": "report",
            }
        ],
    },
    {
        "id": "launch",
        "type": "Event",
        "label": {"en": "launch"},
        "notBefore": "2026-01-01",
        "notOccurredThrough": "2026-02-01",
        "notOccurredSource": "report",
    },
    {
        "id": "later",
        "type": "DerivedEvent",
        "label": {"en": "ninety days later"},
        "after": "launch",
        "offset": "P90D",
    },
    {
        "id": "share",
        "type": "QuantitativeValue",
        "unitText": "percent",
        "decimalValue": "27.5",
    },
    {
        "id": "report",
        "type": "Source",
        "publisher": "Alpha",
        "title": {"en": "Report"},
        "issuedInYear": "2025",
        "url": "https://example.org/report",
    },
    {
        "id": "claim",
        "type": "Claim",
        "label": {"en": "It was launched."},
        "hasVerdict": "verdict:unsupported",
        "note": {"en": "Nobody else says so."},
        "aboutEvent": "launch",
        "occurredOn": "2026-03-01",
        "source": "report",
    },
    {
        "id": "tale",
        "type": "Story",
        "label": {"en": "How it went", "de": "Wie es ging"},
        "description": {"en": "In one step."},
        "steps": [
            {
                "id": "tale-1",
                "type": "StoryStep",
                "position": 1,
                "label": {"en": "Without a launch"},
                "description": {"en": "The licence runs on.", "de": "Die Lizenz läuft weiter."},
                "on": "2029-07-01",
                "knownOn": "2025-12-31",
                "assumes": {
                    "id": "no-launch",
                    "type": "Assumption",
                    "aboutEvent": "launch",
                    "neverOccurs": True,
                },
                "selects": "right",
                "references": ["launch", "treaty"],
                "view": "timeline",
                "source": "report",
            }
        ],
    },
]


@pytest.fixture
def context(ontology: Path) -> dict[str, Any]:
    """The keys that the context of the project offers."""
    document = json.loads((ontology / "context.jsonld").read_text(encoding="utf-8"))
    keys: dict[str, Any] = document["@context"]
    return keys


@pytest.fixture
def document(context: dict[str, Any]) -> str:
    """The agreement in JSON-LD, with the context of the project inside."""
    base = {"@base": "https://example.org/id/"}
    return json.dumps({"@context": [context, base], "@graph": GRAPH})


def test_rdflib_reads_the_same_triples(document: str) -> None:
    """The JSON-LD text gives rdflib exactly the triples of the Turtle text."""
    expected = Graph().parse(data=TURTLE, format="turtle")

    assert set(expected) == set(Graph().parse(data=document, format="json-ld"))


def test_oxigraph_reads_the_same_triples(document: str) -> None:
    """The JSON-LD text gives Oxigraph exactly the triples of the Turtle text."""
    expected = {quad.triple for quad in ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)}

    assert expected == {quad.triple for quad in ox.parse(document, format=ox.RdfFormat.JSON_LD)}


def iris(context: dict[str, Any]) -> set[str]:
    """The full IRIs that the keys of the context stand for."""
    prefixes = {key: value for key, value in context.items() if "//" in str(value)}
    result = set()
    for value in context.values():
        iri = value["@id"] if isinstance(value, dict) else str(value)
        prefix, _, name = iri.partition(":")
        if prefix in prefixes and name:
            result.add(prefixes[prefix] + name)
    return result


def test_context_has_a_key_for_every_term(context: dict[str, Any], ontology: Path) -> None:
    """Every own class and property that people write by hand has a key in the context."""
    graph = Graph().parse(ontology / "pact.ttl")
    program = {"Period", "period", "fromDate", "untilDate", "fromEvent", "untilEvent"}
    program |= {"impliedFromEvent", "impliedUntilEvent", "earliest", "latest", "dutyState"}
    program |= {"collidesWith", "lastConfirmed", "unconfirmed", "lastDay", "hangsOn", "askedAt"}
    program |= {"decidedBy", "calendarBound", "LemmaPeriod", "PeriodBound", "StateOfDuty"}
    program |= {"possibleState", "stateName", "statePeriod"}
    program |= {"Flow", "giver", "taker", "flowing", "inReturn", "carriedBy", "measuredBy"}
    program |= {"boundBy", "agreement", "holder", "owedBy", "startingEvent", "endingEvent"}
    program |= {"firstCertainDay", "lastCertainDay", "certainWithGaps", "lastPossibleDay"}
    program |= {"endedOn", "atLeast", "atMost", "status", "dependsOn", "StatusGraph"}
    program |= {"ofDay", "knownThrough", "supposing"}
    declared = {
        str(term)
        for sort in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for term in graph.subjects(RDF.type, sort)
        if str(term).startswith(PACT)
    }

    assert set() == declared - {PACT + name for name in program} - iris(context)


def test_context_names_only_declared_terms(context: dict[str, Any], ontology: Path) -> None:
    """No key of the context stands for a term of the project that nothing declares."""
    graph = Graph().parse(ontology / "pact.ttl")

    assert [] == [
        iri
        for iri in sorted(iris(context))
        if iri.startswith(PACT) and (URIRef(iri), RDF.type, None) not in graph
    ]
