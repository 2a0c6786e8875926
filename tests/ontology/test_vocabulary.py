"""The vocabulary keeps its own rules, and its shapes catch what they are meant to catch."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH, SKOS, BNode, Graph, Namespace

from made.nodes import nodes
from pactgraph.checking.check import vocabulary, with_terms
from pactgraph.checking.shapes import shapeless
from pactgraph.interpreting.triples import Triples, together
from pactgraph.terms import ODRL, PACT

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.ttl").read_text(encoding="utf-8")
RULES = sorted((HERE / "rules").glob("*.rq"))
SHAPES = Namespace("https://w3id.org/pactgraph/shapes#")
VOCABULARY = ("pact.ttl", "kinds.ttl", "odrl.ttl")

by_name = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)


@pytest.fixture(autouse=True)
def _text_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rdflib from rewriting literals: it would drop the time zone of a date."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def store(files: Iterator[Path] | list[Path]) -> ox.Store:
    """Load Turtle files into one graph."""
    result = ox.Store()
    for file in files:
        result.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return result


def violations(rule: Path, data: ox.Store) -> list[str]:
    """Run a rule and return each row it finds as text."""
    rows = data.query(rule.read_text(encoding="utf-8"))
    assert isinstance(rows, ox.QuerySolutions)
    return [" ".join(str(value) for value in row) for row in rows]


# --- Rules ----------------------------------------------------------------------------


@by_name
def test_vocabulary_breaks_no_rule(rule: Path, ontology: Path) -> None:
    """No file of the vocabulary breaks a rule."""
    assert [] == violations(rule, store(list(ontology.glob("*.ttl"))))


@by_name
def test_rule_finds_its_bad_example(rule: Path) -> None:
    """A rule finds the smallest file that breaks it, so it can fail at all."""
    assert violations(rule, store([rule.with_suffix(".bad.ttl")]))


@by_name
def test_rule_says_problem_reason_solution(rule: Path) -> None:
    """A rule opens with what is wrong, why it matters and what to do."""
    first_lines = rule.read_text(encoding="utf-8").splitlines()[:3]

    assert ["# Problem:", "# Reason:", "# Solution:"] == [
        " ".join(line.split()[:2]) for line in first_lines
    ]
    assert all(line.endswith(".") for line in first_lines)


def test_facts_use_only_declared_terms(ontology: Path, facts: Path) -> None:
    """Every term of the project that the facts use is declared in the vocabulary."""
    rule = HERE / "rules" / "unknown-term.rq"

    assert [] == violations(rule, store([*ontology.glob("*.ttl"), *facts.glob("**/*.ttl")]))


def test_bad_examples_belong_to_rules() -> None:
    """No bad example is left over from a rule that is gone."""
    assert [f"{rule.stem}.bad.ttl" for rule in RULES] == [
        file.name for file in sorted((HERE / "rules").glob("*.bad.ttl"))
    ]


# --- Form -----------------------------------------------------------------------------


def test_both_engines_read_the_same_triples(ontology: Path) -> None:
    """From every file, rdflib and Oxigraph read the same number of triples."""
    for file in ontology.glob("*.ttl"):
        assert len(Graph().parse(file)) == len(store([file])), file.name


def test_nothing_is_left_unnamed(ontology: Path) -> None:
    """The vocabulary has no blank nodes except the cells of lists, so all can be cited."""
    for file in ontology.glob("*.ttl"):
        graph = Graph().parse(file)
        unnamed = {node for node in graph.all_nodes() if isinstance(node, BNode)}

        assert set() == unnamed - set(graph.subjects(RDF.first)), file.name


@pytest.mark.parametrize(
    ("collection", "sort"),
    [(PACT.Actions, ODRL.Action), (PACT.LeftOperands, ODRL.LeftOperand)],
)
def test_collections_of_the_profile_have_all_of_their_sort(
    collection: rdflib.URIRef, sort: rdflib.URIRef
) -> None:
    """A reader of the profile finds every action and left operand of ours in its collection."""
    members = set(vocabulary().objects(collection, SKOS.member))
    declared = set(vocabulary().subjects(RDF.type, sort))

    assert {term for term in declared if str(term).startswith(PACT)} <= members
    assert members <= declared


# --- Shapes ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shapes(ontology: Path) -> Graph:
    """The shapes."""
    return Graph().parse(ontology / "shapes.ttl")


def complaints(triples: Triples) -> list[tuple[str, str]]:
    """Return the shape and the English message of each complaint about `triples`."""
    return [
        (complaint.kind.removeprefix(SHAPES), str(complaint.message))
        for complaint in shapeless(triples)
    ]


class Mistake(NamedTuple):
    """One change to the minimal record, the shape that refuses it, and what it says."""

    shape: str
    old: str
    new: str
    message: str


LABEL = "The label is missing"
NO_ZONE = "without a time zone"
CHECK = "Check the name"

MISTAKES = [
    # What several things share
    Mistake("labelNeeded", 'rdfs:label "public customers"@en', "a odrl:Party", LABEL),
    Mistake("labelNeeded", 'rdfs:label "gearbox"@en', "a odrl:Asset", LABEL),
    Mistake("labelNeeded", 'rdfs:label "partnership"@en', "a pact:AgreementSeries", LABEL),
    Mistake("labelNeeded", 'rdfs:label "first agreement"@en', "a odrl:Agreement", LABEL),
    Mistake("labelNeeded", 'rdfs:label "purchase of engines"@en', "a odrl:Duty", LABEL),
    Mistake("labelNeeded", 'rdfs:label "end of the ban"@en', "a pact:Statement", LABEL),
    Mistake("labelNeeded", 'rdfs:label "launch or test"@en', "a pact:Event", LABEL),
    Mistake("labelNeeded", 'rdfs:label "There is no launch."@en', "a pact:Claim", LABEL),
    Mistake("labelNeeded", 'rdfs:label "whether the', 'skos:note "whether the', LABEL),
    Mistake("labelNeeded", 'rdfs:label "how it went"@en', "a pact:Story", LABEL),
    Mistake("labelNeeded", 'rdfs:label "after the launch"@en', "a pact:StoryStep", LABEL),
    Mistake(
        "sourceNeeded",
        "pact:party :alpha ;\n    dcterms:source :report",
        "pact:party :alpha",
        "No source is given",
    ),
    Mistake(
        "certaintyNeeded",
        "pact:certainty certainty:press ;",
        "",
        "not said how certain",
    ),
    Mistake("kindNeeded", "dcterms:type kind:licence ;", "", "Exactly one known kind"),
    Mistake("kindNeeded", "kind:licence", "kind:license", "Exactly one known kind"),
    Mistake("kindNeeded", "kind:licence", "kind:licence, kind:option", "Exactly one known kind"),
    # Text
    Mistake("Text-label", '"engine"@en', '"engine"@en, "motor"@en', "one for each language"),
    Mistake("Text-label", '"engine"@en', '"<b>engine</b>"@en', "without HTML tags"),
    Mistake("Text-label", '"engine"@en', '" "@en', "not empty"),
    Mistake("Text-label", '"engine"@en', '"engine"', "with its language"),
    Mistake("Text-label", '"engine"@en', f'"{"e" * 10_001}"@en', "at most 10,000 characters"),
    Mistake("Text-definition", '"Machine that Alpha builds."@en', '""@en', "A definition is"),
    Mistake("Text-undisclosed", '"The fee."@en', '"<script>"@en', "What is not public"),
    Mistake("Text-title", '"Annual report"@en', '"Annual report"', "A title is plain text"),
    Mistake("Text-note", '"No other source', '"<i>No other source', "A note is plain text"),
    # Parties and assets
    Mistake("Party-leiCode", "INR2EJN1ERAN0W5ZP974", "INR2EJN1", "at most one LEI code"),
    Mistake("Party-classification", "sector:chips", "sector:chip", "Check the name"),
    Mistake("Party-classification", "sector:chips", '"chips"', "said by a concept"),
    Mistake("Asset-excludes", "pact:excludes :gearbox", "pact:excludes :gearbx", CHECK),
    # Agreements
    Mistake("Agreement-without", "without kind:loan", "without kind:lone", "a known kind"),
    Mistake("Agreement-without", "without kind:loan", 'without "loan"', "a known kind"),
    Mistake("Agreement-governingLaw", '"US-DE"', '"Delaware"', "ISO 3166 code"),
    Mistake("Agreement-governingLaw", '"US-DE"', '"us-de"', "ISO 3166 code"),
    Mistake("Agreement-governingLaw", '"Delaware"@en', '" "@en', "a name with its language"),
    Mistake("Agreement-governingLaw", '"Delaware"@en', '"<b>x</b>"@en', "a name with its"),
    Mistake("Agreement-issued", '"2024-01-15"^^xsd:date', '"2024-01"^^xsd:gYearMonth', NO_ZONE),
    Mistake("Agreement-issued", '"2024-01-15"', '"2024-01-15+02:00"', NO_ZONE),
    Mistake("Agreement-issued", '"2024-01-15"', '"2024-01-45"', "exactly one day"),
    Mistake("Agreement-issued", 'dcterms:issued "2024-01-15"^^xsd:date ;', "", "exactly one day"),
    Mistake(
        "Agreement-effectiveOn",
        '"2025-10"^^xsd:gYearMonth',
        '"October 2025"',
        "takes effect once",
    ),
    Mistake(
        "Agreement-party",
        "pact:party :alpha ;\n    dcterms:source :report",
        "dcterms:source :report",
        "names its parties",
    ),
    Mistake("Agreement-party", "pact:party :customers", "pact:party :costumers", "its parties"),
    Mistake("Agreement-isVersionOf", "isVersionOf :partnership", "isVersionOf :first", CHECK),
    Mistake("Agreement-replaces", "dcterms:replaces :first", "dcterms:replaces :right", "follow"),
    Mistake("Agreement-permission", "odrl:permission :right", "odrl:permission :duty", CHECK),
    Mistake("Agreement-obligation", "odrl:obligation :duty", "odrl:obligation :ban", CHECK),
    Mistake("Agreement-prohibition", "odrl:prohibition :ban", "odrl:prohibition :right", CHECK),
    Mistake("Agreement-states", "pact:states :statement", "pact:states :right", CHECK),
    # Clauses and statements
    Mistake(
        "ClauseName", "odrl:permission :right", "odrl:permission [ a odrl:Permission ]", "[ ]"
    ),
    Mistake("ClauseType", "a odrl:Permission", "a odrl:Permission, odrl:Duty", "is only one of"),
    Mistake("Clause-label", "licence to the engine", "licence" * 30, "at most 200 characters"),
    Mistake(
        "Clause-assignee",
        ":customers ;\n    odrl:assigner :alpha ;\n    odrl:action odrl:use",
        ":engine ;\n    odrl:action odrl:use",
        "who may act",
    ),
    Mistake(
        "Clause-assigner",
        "odrl:assigner :alpha ;\n    odrl:action odrl:use",
        "odrl:action odrl:use",
        "who grants the right",
    ),
    Mistake("Clause-action", "odrl:action odrl:sell ;", "", "what may, must or must not be done"),
    Mistake("Clause-action", "odrl:sell", "odrl:sel", "what may, must or must not be done"),
    Mistake(
        "Clause-target", "odrl:sell ;\n    odrl:target :engine", "odrl:sell", "what it is about"
    ),
    Mistake(
        "Clause-constraint", "odrl:constraint :before-launch", "odrl:constraint :launch", CHECK
    ),
    Mistake(
        "Clause-replaces", "dcterms:replaces :ban", "dcterms:replaces :first", "take the place"
    ),
    Mistake("Clause-endedBy", "pact:endedBy :launch", "pact:endedBy :lunch", CHECK),
    Mistake(
        "Clause-exceptionTo", "exceptionTo :right", "exceptionTo :statement", "an exception to"
    ),
    Mistake("Clause-sentence", '"always"@en', '"always"', "text with its language"),
    Mistake("Clause-sentence", '"always"@en', '"always"@en, "never"@en', "at most one a language"),
    Mistake("Duty-deadline", '"2026-06-30"^^xsd:date', '"P3D"^^xsd:duration', "has one deadline"),
    Mistake("Duty-deadline", '"2026-06-30"', '"2026-06-30Z"', "has one deadline"),
    Mistake(
        "Duty-noLaterThan",
        'dprod:deadline "2026-06-30"^^xsd:date',
        "pact:noLaterThan :price",
        "by the end of whose day",
    ),
    Mistake("Duty-performedBy", "performedBy :bought", "performedBy :price", CHECK),
    Mistake("Duty-performedBy", "By :bought ;", "By :bought, :test ;", "takes one event"),
    Mistake("Duty-excusedBy", "excusedBy :launch", "excusedBy :lunch", CHECK),
    Mistake("Duty-fulfilment", "fulfilment :bought-in-time", "fulfilment :bought", CHECK),
    Mistake("Duty-lateness", "lateness :bought-late", "lateness :late", CHECK),
    Mistake("Duty-violation", "violation :not-bought", "violation :test", CHECK),
    Mistake("DutyWithDeadline", "pact:performedBy :bought ;", "", "A duty with a deadline names"),
    Mistake(
        "DutyWithPerformance", 'dprod:deadline "2026-06-30"^^xsd:date ;', "", "Without a deadline"
    ),
    Mistake(
        "DutyWithFulfilment",
        """dprod:deadline "2026-06-30"^^xsd:date ;
    pact:performedBy :bought ;
    pact:excusedBy :launch ;
    pact:fulfilment :bought-in-time ;
    pact:lateness :bought-late ;
    pact:violation :not-bought ;
""",
        "pact:fulfilment :bought-in-time ;",
        "What pact:fulfilment names hangs on",
    ),
    Mistake("Reference-ends", "pact:ends :ban", "pact:ends :first", "can be ended"),
    Mistake("Reference-narrows", "pact:narrows :duty", "pact:narrows :engine", "can be narrowed"),
    Mistake("Reference-confirms", "pact:confirms :right", "pact:confirms :alpha", "be confirmed"),
    Mistake("Reference-concerns", "pact:concerns :right", "pact:concerns :wrong", "no label"),
    Mistake("Reference-amount", "pact:amount :price", "pact:amount 5", "schema:MonetaryAmount"),
    Mistake(
        "Reference-certainty", "certainty:press", "certainty:sure", "The certainty is exactly"
    ),
    Mistake(
        "Reference-source",
        "certainty:derived ;\n    dcterms:source :report",
        "certainty:derived ;\n    dcterms:source <https://example.org/report>",
        "dcterms:BibliographicResource",
    ),
    # Conditions
    Mistake("Constraint-leftOperand", "odrl:leftOperand odrl:event ;", "", "what is compared"),
    Mistake("Constraint-leftOperand", "odrl:dateTime", "odrl:datetime", "what is compared"),
    Mistake("Constraint-operator", "odrl:isAnyOf", "odrl:anyOf", "one of ODRL's operators"),
    Mistake(
        "Constraint-rightOperand",
        "odrl:isAnyOf ;\n    odrl:rightOperand :customers",
        "odrl:isAnyOf",
        "with what it compares",
    ),
    Mistake("DateConstraintOperator", "odrl:lteq", "odrl:isAnyOf", "A date is compared with"),
    Mistake("DateConstraintOperand", '"2030"^^xsd:gYear', "2030", "The date of a condition"),
    Mistake(
        "DateConstraintOperand", '"2030"^^xsd:gYear', '"30"^^xsd:gYear', "date of a condition"
    ),
    Mistake("EventConstraintOperator", "odrl:lt ;", "odrl:gt ;", "An event is compared with"),
    Mistake(
        "EventConstraintOperand", "odrl:rightOperand :launch", "odrl:rightOperand :lunch", CHECK
    ),
    Mistake(
        "ScopeConstraint",
        ":public-customers-only a odrl:Constraint ;\n"
        '    rdfs:label "only for public customers"@en ;',
        ":public-customers-only a odrl:Constraint ;",
        "limits what a clause covers",
    ),
    Mistake(
        "LogicalConstraintOperands", "odrl:or :public", "dcterms:relation :public", "to combine"
    ),
    Mistake(
        "LogicalConstraintLabel",
        ":either-customer a odrl:LogicalConstraint ;\n"
        '    rdfs:label "only for public customers"@en ;',
        ":either-customer a odrl:LogicalConstraint ;",
        "anything but dates and events",
    ),
    Mistake("LogicalConstraint-and", "odrl:and :before-launch", "odrl:and :launch", CHECK),
    Mistake("LogicalConstraint-or", "odrl:or :public-customers-only", "odrl:or :customers", CHECK),
    Mistake("LogicalConstraint-xone", "odrl:xone :before-launch", "odrl:xone :launch", CHECK),
    Mistake(
        "LogicalConstraint-andSequence",
        "odrl:and :before-launch",
        "odrl:andSequence :before-launch",
        "not supported",
    ),
    # Events
    Mistake(
        "Event-issued",
        'dcterms:issued "2025-10-28"^^xsd:date ;\n    pact:notBefore',
        'dcterms:issued "2025"^^xsd:gYear ;\n    pact:notBefore',
        NO_ZONE,
    ),
    Mistake("Event-occurredOn", '"2025-11"^^xsd:gYearMonth', '"2025-11"', "An event happens once"),
    Mistake("Event-reportedOn", '"2025-12-01"^^xsd:date', '"2025-12"^^xsd:gYearMonth', NO_ZONE),
    Mistake("Event-notBefore", '"2026-01-01"^^xsd:date', '"2026"^^xsd:gYear', NO_ZONE),
    Mistake(
        "Event-notOccurredThrough",
        'notOccurredThrough "2025-10-28"^^xsd:date',
        'notOccurredThrough "2025-10-28Z"^^xsd:date',
        NO_ZONE,
    ),
    Mistake(
        "Event-notOccurredSource",
        "pact:notOccurredSource :report",
        "pact:notOccurredSource :treaty",
        CHECK,
    ),
    Mistake(
        "Event-broughtAboutBy",
        'pact:notBefore "2026-01-01"^^xsd:date',
        'pact:notBefore "2026-01-01"^^xsd:date ;\n    pact:broughtAboutBy :report',
        "Who brings an event about",
    ),
    Mistake(
        "NotOccurred-through",
        'pact:notOccurredThrough "2025-10-28"^^xsd:date ;',
        "",
        "the day is missing",
    ),
    Mistake("Event-notAfter", '"2029-12-31"^^xsd:date', '"2029"^^xsd:gYear', NO_ZONE),
    Mistake("Event-rulesOut", "pact:rulesOut :called-off", "pact:rulesOut :duty", CHECK),
    Mistake("Event-neverPrecedes", "pact:neverPrecedes :test", "pact:neverPrecedes :tset", CHECK),
    Mistake(
        "DerivedEventRule", "pact:earliestOf :test .", "pact:latestOf :test .", "exactly one of"
    ),
    Mistake(
        "DerivedEventRule", 'pact:offset "P90D"^^xsd:duration', "a pact:Event", "exactly one of"
    ),
    Mistake(
        "DerivedEvent-earliestOf", "pact:earliestOf :test .", "pact:earliestOf :duty .", CHECK
    ),
    Mistake("DerivedEvent-latestOf", "pact:latestOf :test", "pact:latestOf :duty", CHECK),
    Mistake(
        "DerivedEvent-after", "after :launch ;\n    pact:off", "after :duty ;\n    pact:off", CHECK
    ),
    Mistake("DerivedEvent-offset", '"P90D"^^xsd:duration', '"90 days"', "ninety days"),
    Mistake("DerivedEvent-offset", '"P90D"^^xsd:duration', '"P90D"', "ninety days"),
    Mistake("DerivedEvent-offset", '"P90D"^^xsd', '"+P90D"^^xsd', "counts ninety days back"),
    Mistake(
        "DerivedEventRule",
        'pact:lapseOf :launch ;\n    pact:before "2028"^^xsd:gYear',
        "pact:lapseOf :launch",
        "the lapse of one",
    ),
    Mistake(
        "DerivedEventRule",
        "pact:when :launch ;\n    pact:before :test",
        "pact:when :launch",
        "one within bounds",
    ),
    Mistake(
        "LapseDeadline",
        'pact:lapseOf :launch ;\n    pact:before "2028"^^xsd:gYear',
        "pact:lapseOf :launch",
        "needs a deadline",
    ),
    Mistake(
        "CountedEvents",
        "pact:earliestOf :launch ;\n    pact:earliestOf :test ;\n    pact:nth 2",
        "pact:latestOf :launch ;\n    pact:latestOf :test ;\n    pact:nth 2",
        "that pact:earliestOf names",
    ),
    Mistake("DerivedEvent-nth", "pact:nth 2", 'pact:nth "2"', "quotation marks"),
    Mistake("DerivedEvent-nth", "pact:nth 2", "pact:nth 0", "from 1 on"),
    Mistake("DerivedEvent-nth", "pact:nth 2", "pact:nth 1, 2", "one whole number"),
    Mistake("DerivedEvent-onNext", "dprod:scheduleExpression", "dcterms:title", "RFC 5545"),
    Mistake(
        "DerivedEvent-onNext",
        '"DTSTART:20260101\\nRRULE:FREQ=YEARLY"',
        '"x"@en',
        "one schedule",
    ),
    Mistake(
        "DerivedEvent-when",
        "pact:when :launch ;\n    pact:before",
        "pact:when :duty ;\n    pact:before",
        CHECK,
    ),
    Mistake("DerivedEvent-lapseOf", "pact:lapseOf :launch", "pact:lapseOf :duty", CHECK),
    Mistake("DerivedEvent-before", "pact:before :test", "pact:before :tset", CHECK),
    Mistake("DerivedEvent-before", '"2028"^^xsd:gYear', '"2028"', "A bound is a date"),
    Mistake(
        "DerivedEvent-noLaterThan", '"2027-12-31"^^xsd:date', '"2027-12-31Z"^^xsd:date', NO_ZONE
    ),
    Mistake("DerivedEvent-noEarlierThan", "noEarlierThan :test", "noEarlierThan :duty", CHECK),
    Mistake(
        "DerivedEvent-occurredOn",
        "pact:after :launch ;\n    pact:offset",
        'pact:after :launch ;\n    pact:occurredOn "2026-05-01"^^xsd:date ;\n    pact:offset',
        "follows from other events",
    ),
    Mistake(
        "DerivedEvent-notOccurredThrough",
        "pact:after :launch ;\n    pact:offset",
        'pact:after :launch ; pact:notOccurredThrough "2026-05-01"^^xsd:date ; pact:offset',
        "follows from other events",
    ),
    # Amounts
    Mistake("AmountNumber", "schema:value 250000000000 ;", "", "needs a number"),
    Mistake("Amount-value", "250000000000", '"250 billion"', "without quotation marks"),
    Mistake("Amount-value", "250000000000", "-1", "zero or more"),
    Mistake("Amount-minValue", "20.5", '"20.5"', "without quotation marks"),
    Mistake("Amount-maxValue", "schema:maxValue 27", "schema:maxValue -27", "zero or more"),
    Mistake(
        "Amount-approximate", "pact:approximate true", 'pact:approximate "yes"', 'for "about"'
    ),
    Mistake("Money-currency", '"USD"', '"US$"', "three capital letters"),
    Mistake("Quantity-unitText", 'schema:unitText "percent" ;', "", "exactly one unit"),
    # Sources
    Mistake("Source-publisher", 'dcterms:publisher "Alpha" ;', "", "its publisher"),
    Mistake("Source-title", 'dcterms:title "Annual report"@en ;', "", "title or subject"),
    Mistake("Source-issued", 'dcterms:issued "2025"^^xsd:gYear ;', "", "exactly one date"),
    Mistake(
        "SourceFound", "schema:url <https://example.org/report>", "a dcterms:Agent", "address"
    ),
    Mistake(
        "Source-identifier",
        "schema:url <https://example.org/report>",
        'dcterms:identifier "a.pdf", "b.pdf"',
        "one text",
    ),
    Mistake(
        "Source-pagination",
        "schema:url <https://example.org/report>",
        'dcterms:identifier "a.pdf" ; schema:pagination "1", "2"',
        "one text",
    ),
    Mistake("Source-url", "<https://example.org/report>", "<javascript:alert(1)>", "web address"),
    Mistake("Source-url", "<https://example.org/report>", '"https://example.org/"', "web address"),
    # Claims and contradictions
    Mistake("Claim-verdict", "verdict:unsupported", "verdict:wrong", "The verdict on a claim"),
    Mistake(
        "Claim-aboutEvent",
        'pact:aboutEvent :launch ;\n    pact:occurredOn "2026',
        'pact:aboutEvent :right ;\n    pact:occurredOn "2026',
        CHECK,
    ),
    Mistake(
        "Claim-occurredOn", '"2026-03-01"^^xsd:date', '"March"', "The date that a claim gives"
    ),
    Mistake("Claim-neverOccurs", "neverOccurs true", 'neverOccurs "true"', "rules an event out"),
    Mistake("AboutEvent", "pact:neverOccurs true ;", "", "either when it happened"),
    Mistake("Contradiction-position", "pact:position :no ;", "", "at least two positions"),
    Mistake("Contradiction-preferred", "preferred :no", "preferred :no, :yes", "at most one"),
    # Stories
    Mistake(
        "sourceNeeded",
        'pact:view "timeline" ;\n    dcterms:source :report',
        'pact:view "timeline"',
        "No source is given",
    ),
    Mistake("captionNeeded", '"The engine in one step."@en', '"An engine."', "with its language"),
    Mistake(
        "captionNeeded",
        'dcterms:description "The licence is over."@en',
        "a pact:StoryStep",
        "text",
    ),
    Mistake("captionNeeded", '"The licence is', '"The <b>licence</b> is', "without HTML tags"),
    Mistake("captionNeeded", "is over.", f"is{' over' * 2_500}", "at most 10,000 characters"),
    Mistake("Story-hasPart", "dcterms:hasPart :tale-1", "a pact:Story", "at least one step"),
    Mistake("Story-hasPart", "hasPart :tale-1", "hasPart :tale-1, :tale-2", CHECK),
    Mistake(
        "StoryName", "pact:assumes :launch-in-2029", "pact:assumes [ a pact:Assumption ]", "[ ]"
    ),
    Mistake("StoryStep-position", "schema:position 1 ;", "", "from 1 on"),
    Mistake("StoryStep-position", "schema:position 1", "schema:position 0", "from 1 on"),
    Mistake(
        "StoryStep-position", "schema:position 1", "schema:position 1, 2", "exactly one place"
    ),
    Mistake("StoryStep-position", "schema:position 1", 'schema:position "1"', "quotation marks"),
    Mistake("StoryStep-on", 'pact:on "2029-07-01"^^xsd:date ;', "", "exactly one day"),
    Mistake("StoryStep-on", '"2029-07-01"^^xsd:date', '"2029"^^xsd:gYear', NO_ZONE),
    Mistake("StoryStep-knownOn", '"2025-12-31"', '"2025-12-31Z"', NO_ZONE),
    Mistake("StoryStep-assumes", "pact:assumes :launch-in-2029", "pact:assumes :launch", CHECK),
    Mistake("StoryStep-references", "references :second", "references :engine", "can show"),
    Mistake("StoryStep-references", "references :second", "references :secnd", CHECK),
    Mistake("StoryStep-selects", "selects :launch", "selects :launch, :test", "at most one"),
    Mistake("StoryStep-selects", "selects :launch", "selects :lunch", CHECK),
    Mistake("StoryStep-view", '"timeline"', '"time line"', "is one of"),
    Mistake("StoryStep-view", '"timeline"', '"timeline", "table"', "is one of"),
    Mistake(
        "Assumption-aboutEvent",
        'pact:aboutEvent :launch ;\n    pact:occurredOn "2029',
        'pact:occurredOn "2029',
        "exactly one event",
    ),
    Mistake(
        "Assumption-aboutEvent",
        'pact:aboutEvent :launch ;\n    pact:occurredOn "2029',
        'pact:aboutEvent :right ;\n    pact:occurredOn "2029',
        CHECK,
    ),
    Mistake("Assumption-occurredOn", '"2029-06-01"^^xsd:date', '"June"', "that is assumed"),
    Mistake(
        "Assumption-neverOccurs",
        'pact:occurredOn "2029-06-01"^^xsd:date',
        'pact:neverOccurs "true"',
        "assumed never to happen",
    ),
    Mistake(
        "AboutEvent",
        'pact:occurredOn "2029-06-01"^^xsd:date',
        'pact:occurredOn "2029-06-01"^^xsd:date ;\n    pact:neverOccurs true',
        "either when it happened",
    ),
    # Accepted warnings
    Mistake("Accepting-accepts", "accepts :share-of-nothing", "accepts :launch", CHECK),
    Mistake("Acceptance-sourceShape", "shapes:NamedByNothing", "shapes:Event", "kind of warning"),
    Mistake(
        "Acceptance-sourceShape", "sh:sourceShape shapes:NamedByNothing ;", "", "kind of warning"
    ),
    Mistake(
        "Acceptance-sourceShape",
        "shapes:NamedByNothing",
        "shapes:NamedByNothing, shapes:LanguageMissing",
        "exactly one kind of warning",
    ),
    Mistake("Acceptance-description", '"No clause has it yet."@en', '" "@en', "its reason"),
    Mistake(
        "Acceptance-description",
        ' ;\n    dcterms:description "No clause has it yet."@en',
        "",
        "its reason",
    ),
    Mistake("Acceptance-description", '"No clause has it', '"No <b>clause</b> has it', "HTML"),
    # Warnings
    Mistake(
        "EventSaysNothing",
        'pact:occurredOn "2025-11"^^xsd:gYearMonth ;',
        "",
        "Nothing says whether this event has happened",
    ),
    # What clauses make flow
    Mistake("Flowing-force", "pact:force force:binding", "pact:force kind:loan", "How far"),
    Mistake(
        "Flowing-partlyPerformedBy",
        "pact:partlyPerformedBy :launch",
        "pact:partlyPerformedBy :engine",
        "takes events",
    ),
    Mistake(
        "ClausePart-isPartOf", "dcterms:isPartOf :right", "dcterms:isPartOf :engine", "part of"
    ),
    # What only the program may write
    Mistake(
        "DerivedByProgram", ":test a pact:Event", ":test a pact:Event, pact:Period", "derived"
    ),
    Mistake("DerivedByProgram", "pact:endedBy :launch", "pact:period :launch", "derived by"),
    Mistake("DerivedByProgram", ":test a pact:Event", ":test a pact:Event, pact:Flow", "flows"),
    Mistake(
        "DerivedByProgram", ":test a pact:Event", ":test a pact:Event, pact:StatusGraph", "derived"
    ),
    *(
        Mistake("DerivedByProgram", "pact:endedBy :launch", f"pact:{name} {value}", "derived by")
        for name, value in {
            "agreement": ":first",
            "holder": ":alpha",
            "owedBy": ":alpha",
            "startingEvent": ":launch",
            "endingEvent": ":launch",
            "dependsOn": ":launch",
            "firstCertainDay": '"2026-01-01"^^xsd:date',
            "lastCertainDay": '"2026-01-01"^^xsd:date',
            "certainWithGaps": "true",
            "lastPossibleDay": '"2026-01-01"^^xsd:date',
            "endedOn": '"2026-01-01"^^xsd:date',
            "atLeast": "1.0",
            "atMost": "1.0",
            "status": '"in force"',
            "ofDay": '"2026-01-01"^^xsd:date',
            "knownThrough": '"2026-01-01"^^xsd:date',
            "supposing": '"launch=never"',
        }.items()
    ),
]


def test_minimal_record_meets_every_shape() -> None:
    """The small record from which the mistakes start is itself without fault."""
    assert [] == complaints(with_terms(nodes(MINIMAL)))


def test_the_vocabulary_meets_every_shape() -> None:
    """So nobody's facts need to be checked together with all its texts."""
    assert [] == complaints(vocabulary())


@pytest.mark.many
@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("", set()),
        ('odrl:use rdfs:label "<b>use</b>"@en .', {"Text-label"}),
        ('odrl:use rdfs:label "another word"@en .', {"Text-label"}),
        ("kind:licence skos:definition 'no language' .", {"Text-definition"}),
        (":right pact:concerns odrl:use .", set()),
        (":right pact:concerns :nothing .", {"Reference-concerns"}),
        ("odrl:use a odrl:Agreement .", {"Agreement-issued", "Agreement-party"}),
        ("pact:Event a odrl:Constraint .", {"Constraint-leftOperand"}),
    ],
)
def test_shapes_tell_the_same_without_texts_of_terms_not_named(added: str, told: set[str]) -> None:
    """What facts say of a term of the vocabulary counts as if all of it were there."""
    facts = nodes(MINIMAL + added)

    found = complaints(with_terms(facts))

    assert told <= {shape for shape, _ in found}
    assert bool(told) == bool(found)
    assert sorted(complaints(together([facts, vocabulary()]))) == sorted(found)


@pytest.mark.many
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.shape}:{m.new[:24]!a}")
def test_shape_catches_mistake(mistake: Mistake) -> None:
    """A shape refuses a mistake and says what would be right."""
    assert 1 == MINIMAL.count(mistake.old), "the place of the mistake must be unique"
    wrong = nodes(MINIMAL.replace(mistake.old, mistake.new))

    messages = [text for shape, text in complaints(with_terms(wrong)) if shape == mistake.shape]

    assert any(mistake.message in text for text in messages), messages


def test_every_shape_is_shown_to_catch_a_mistake(shapes: Graph) -> None:
    """Every shape that can complain has a mistake in the table above.

    Those of severity sh:Warning without a target only hold words; the program looks for what
    they tell, and `tests/check/test_warnings.py` has an example of each.
    """
    words = {
        shape
        for shape in shapes.subjects(SH.severity, SH.Warning)
        if (shape, SH.targetClass, None) not in shapes
    }
    assert {mistake.shape for mistake in MISTAKES} == {
        str(shape).removeprefix(SHAPES)
        for shape in shapes.subjects(SH.message)
        if shape not in words
    }


def test_every_kind_of_warning_can_be_accepted(shapes: Graph) -> None:
    """All shapes of severity sh:Warning are named where acceptances are, but the one on them."""
    kinds = set(shapes.subjects(SH.severity, SH.Warning)) - {SHAPES.AcceptanceOfNothing}
    listed = shapes.value(SHAPES["Acceptance-sourceShape"], SH["in"])

    assert listed is not None
    assert kinds == set(shapes.items(listed))
    for message in shapes.objects(SHAPES["Acceptance-sourceShape"], SH.message):
        assert {str(kind).removeprefix(SHAPES) for kind in kinds} == {
            word.removeprefix("shapes:").rstrip(".,")
            for word in str(message).split()
            if word.startswith("shapes:")
        }
