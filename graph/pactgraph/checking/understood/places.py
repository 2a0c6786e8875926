"""What each thing of a record may say: every property that is read, and where it is.

A property that stands where nothing reads it would be passed over in silence. So it is told:
as a violation where passing it over could change an answer, as a warning otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef
from rdflib.namespace import SDO

from pactgraph.checking.understood.vocabularies import is_listed, nearest, slip
from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.interpreting.constraints import LOGICAL
from pactgraph.interpreting.literals import is_written_well
from pactgraph.messages import joined, worded
from pactgraph.terms import DPROD, ODRL, OWL, PACT, PREFIXES, RDF, RDFS, SCHEMA, iri_of, prefixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib.term import Node

    from pactgraph.checking.understood.vocabularies import Role
    from pactgraph.errors import Severity
    from pactgraph.interpreting.documents import Document
    from pactgraph.interpreting.triples import About, Triples
    from pactgraph.messages import Message

_CLAUSE = """
dcterms:isPartOf dcterms:replaces dcterms:type odrl:action odrl:assignee odrl:assigner
odrl:constraint odrl:duty odrl:target pact:amount pact:confirms pact:ends pact:endedBy
pact:exceptionTo pact:excludes pact:force pact:narrows pact:partlyPerformedBy pact:sentence
"""
_STATEMENT = """
dcterms:replaces dcterms:type pact:amount pact:confirms pact:ends pact:exceptionTo pact:narrows
"""
_AMOUNT = """
pact:approximate schema:currency schema:maxValue schema:minValue schema:unitText schema:value
"""
_PLACES = {
    "odrl:Agreement": """
        dcterms:isVersionOf dcterms:issued dcterms:replaces odrl:conflict odrl:constraint
        odrl:obligation odrl:permission odrl:prohibition odrl:profile pact:effectiveOn pact:ends
        pact:governingLaw pact:party pact:sentence pact:states pact:without""",
    "odrl:Permission": f"{_CLAUSE} pact:performedBy",
    "odrl:Duty": f"""{_CLAUSE}
        dprod:deadline pact:excusedBy pact:fulfilment pact:lateness pact:noLaterThan
        pact:performedBy pact:violation""",
    "odrl:Prohibition": _CLAUSE,
    "pact:Statement": _STATEMENT,
    "pact:Event": """
        dcterms:issued pact:amount pact:neverPrecedes pact:notAfter pact:notBefore
        pact:notOccurredSource pact:notOccurredThrough pact:occurredOn pact:reportedOn
        pact:rulesOut""",
    "pact:DerivedEvent": """
        pact:after pact:before pact:earliestOf pact:lapseOf pact:latestOf pact:neverPrecedes
        pact:noEarlierThan pact:noLaterThan pact:nth pact:offset pact:onNext pact:when""",
    "dprod:Schedule": "dprod:scheduleExpression",
    "odrl:Constraint": "odrl:leftOperand odrl:operator odrl:rightOperand",
    "odrl:LogicalConstraint": f"odrl:andSequence {' '.join(LOGICAL)}",
    "org:Organization": """
        odrl:partOf org:classification org:linkedTo org:subOrganizationOf schema:legalName
        schema:leiCode""",
    "odrl:PartyCollection": """
        odrl:partOf org:classification org:subOrganizationOf schema:legalName schema:leiCode""",
    "odrl:Asset": "odrl:partOf pact:excludes",
    "odrl:Action": "dcterms:isReplacedBy odrl:implies odrl:includedIn",
    "odrl:LeftOperand": "",
    "odrl:Operator": "",
    "dcterms:BibliographicResource": """
        dcterms:identifier dcterms:issued schema:pagination schema:url""",
    "pact:AgreementSeries": "",
    "pact:Claim": """
        dcterms:issued pact:aboutEvent pact:neverOccurs pact:occurredOn pact:verdict""",
    "pact:Contradiction": "pact:position pact:preferred",
    "pact:Story": "dcterms:hasPart",
    "pact:StoryStep": """
        dcterms:references pact:assumes pact:knownOn pact:on pact:selects pact:view
        schema:position""",
    "pact:Assumption": "pact:aboutEvent pact:neverOccurs pact:occurredOn",
    "schema:MonetaryAmount": _AMOUNT,
    "schema:QuantitativeValue": _AMOUNT,
    "skos:Concept": "",
    "skos:ConceptScheme": "",
}
"""The classes that are read, and of each the properties that are read on it alone."""

_CONDITIONAL = frozenset(
    {
        *("odrl:Agreement", "odrl:Permission", "odrl:Duty", "odrl:Prohibition"),
        *("odrl:Constraint", "odrl:LogicalConstraint", "pact:Event", "pact:DerivedEvent"),
    }
)
"""Things of which any property that is not read is told: it may be a condition."""

_DESCRIPTIVE = """
dcterms:abstract dcterms:accessRights dcterms:alternative dcterms:bibliographicCitation
dcterms:conformsTo dcterms:contributor dcterms:created dcterms:creator dcterms:date
dcterms:description dcterms:format dcterms:identifier dcterms:isReferencedBy dcterms:language
dcterms:license dcterms:modified dcterms:provenance dcterms:publisher dcterms:references
dcterms:relation dcterms:rights dcterms:rightsHolder dcterms:source dcterms:subject
dcterms:tableOfContents dcterms:title dcterms:type odrl:uid owl:deprecated owl:sameAs
owl:versionInfo pact:certainty pact:concerns pact:undisclosed schema:alternateName schema:image
schema:name schema:sameAs schema:url
"""
_DESCRIBING = (str(RDF), str(RDFS), PREFIXES["skos"], "http://www.w3.org/ns/prov#")
"""Vocabularies of which every property only describes, and may stand on anything."""

_CONDITIONS = """
dcterms:available dcterms:coverage dcterms:isReplacedBy dcterms:isRequiredBy dcterms:requires
dcterms:spatial dcterms:temporal dcterms:valid schema:duration schema:eligibleRegion
schema:endDate schema:expires schema:ineligibleRegion schema:startDate schema:validFor
schema:validFrom schema:validIn schema:validThrough schema:validUntil
"""
"""Properties that say when or where something holds, and are not read."""

_ALWAYS_TOLD = (
    str(ODRL),
    str(PACT),
    "https://www.omg.org/spec/DPROD/",
    "http://www.omg.org/spec/DPROD/",
    "http://www.w3.org/2006/time#",
    "http://data.europa.eu/eli/ontology#",
)
"""Vocabularies of conditions: what they say and is not read is a violation wherever it is."""

_DERIVED = PACT.Period
"""Properties of this class are worked out by the program, never read."""

_ANYTHING = frozenset({RDFS.Resource})
_TYPE = RDF.type

_WORKED_OUT = frozenset(
    PACT[name]
    for name in (
        *("period", "fromEvent", "untilEvent", "impliedFromEvent", "impliedUntilEvent"),
        *("fromDate", "untilDate", "lastDay", "earliest", "latest", "dutyState"),
        *("lastConfirmed", "unconfirmed"),
        *("hangsOn", "decidedBy", "calendarBound", "askedAt"),
        *("possibleState", "stateName", "statePeriod"),
        *("giver", "taker", "flowing", "inReturn", "carriedBy", "measuredBy", "boundBy"),
        *("agreement", "holder", "owedBy", "startingEvent", "endingEvent", "dependsOn"),
        *("firstCertainDay", "lastCertainDay", "certainWithGaps", "lastPossibleDay", "endedOn"),
        *("atLeast", "atMost", "status", "ofDay", "knownThrough", "supposing"),
    )
)


@dataclass(frozen=True, slots=True)
class _Table:
    """Where properties are read.

    Attributes:
        places: of each property, the classes on whose things it is read.
        classes: all classes that are read.
        schema: the terms of schema.org that are read, by local name.
    """

    places: Mapping[Node, frozenset[URIRef]]
    classes: frozenset[URIRef]
    schema: frozenset[str]


@cache
def _table() -> _Table:
    places: dict[Node, frozenset[URIRef]] = {}
    for kind, names in _PLACES.items():
        for name in names.split():
            places[iri_of(name)] = places.get(iri_of(name), frozenset()) | {iri_of(kind)}
    classes = frozenset(map(iri_of, _PLACES))
    terms = map(str, (*places, *classes))
    schema = {iri.removeprefix(SCHEMA) for iri in terms if iri.startswith(SCHEMA)}
    return _Table(places, classes, frozenset(schema))


_FREE = frozenset(map(iri_of, _DESCRIPTIVE.split()))
_HINDERING = frozenset(map(iri_of, _CONDITIONS.split()))
_TELLING = frozenset(map(iri_of, _CONDITIONAL))
POLICIES = frozenset(
    ODRL[name] for name in ("Policy", "Set", "Offer", "Assertion", "Privacy", "Ticket", "Request")
)
"""Classes of ODRL policies that are no agreements."""


def understood_classes(vocabulary: Triples) -> frozenset[Node]:
    """Return the classes whose things are read, those of `vocabulary` among them."""
    return _table().classes | frozenset(vocabulary.subjects(RDF.type, OWL.Class))


def misplaced(
    documents: Iterable[Document], facts: Triples, vocabulary: Triples
) -> Iterator[Complaint]:
    """Yield what files say that does not exist, or that nothing reads where it stands.

    Args:
        documents: the files.
        facts: the triples of all of them together.
        vocabulary: the vocabulary that ships, which says what our own properties belong to.
    """
    schedules = frozenset(facts.objects(None, PACT.onNext))
    look = _Look(facts, schedules, _domains(vocabulary))
    spotless = look.is_spotless(facts)
    for document in documents:
        described = document.triples.described()
        if spotless or look.is_spotless(document.triples):
            described = [pair for pair in described if not look.is_at_home(*pair)]
            tells = look.places_of
        else:
            yield from _wrong_namespaces(document)
            tells = look.slips_and_places_of
        for subject, said in sorted(described, key=_blank_nodes_first):
            yield from tells(subject, said, document.file)


def _can_slip(term: URIRef) -> bool:
    """Return whether an IRI is of a vocabulary of which terms are known: few of a file are."""
    return term.startswith(SCHEMA) or is_listed(term)


def _is_elsewhere(term: Node) -> bool:
    """Return whether an IRI is of a known vocabulary whose namespace is spelt otherwise."""
    slipped = slip(str(term), "thing") if isinstance(term, URIRef) else None
    return slipped is not None and bool(slipped.namespace)


def _is_other_profile(profile: Node) -> bool:
    return str(profile) != str(PACT).rstrip("#")


def _blank_nodes_first(described: tuple[Node, About]) -> tuple[bool, str]:
    """Return what orders subjects as rdflib does."""
    subject, _ = described
    return isinstance(subject, URIRef), str(subject)


def _wrong_namespaces(document: Document) -> Iterator[Complaint]:
    """Yield one complaint for each namespace that is spelt otherwise, whatever is in it."""
    used = document.triples.used()
    found: set[Message] = set()
    for term in {*used.things(), *used.properties}:
        iri = str(term)
        slipped = slip(iri, "thing")
        if slipped and slipped.namespace:
            wrong = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
            found.add(slipped.of_namespace(wrong))
    for text in sorted(found):
        yield Complaint(None, text, sight=Sight.TERMS, file=document.file)


def _domains(vocabulary: Triples) -> dict[Node, frozenset[URIRef]]:
    """Return where properties are read: by the table, or else by rdfs:domain.

    Properties of ours with neither are read on anything: on rdfs:Resource.
    """
    rules = frozenset({ODRL.Permission, ODRL.Duty, ODRL.Prohibition})
    wider = {ODRL.Rule: rules, PACT.Event: frozenset({PACT.Event, PACT.DerivedEvent})}
    found: dict[Node, frozenset[URIRef]] = {
        term: _ANYTHING
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in vocabulary.subjects(RDF.type, kind)
        if term not in _WORKED_OUT
    }
    for term, domain in vocabulary.subject_objects(RDFS.domain):
        if isinstance(domain, URIRef) and domain != _DERIVED and term not in _WORKED_OUT:
            found[term] = wider.get(domain, frozenset({domain}))
    return {**found, **_table().places}


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks at one triple at a time, and at terms and classes that come again only once.

    Attributes:
        facts: all triples.
        schedules: what pact:onNext names.
        places: the classes that properties belong on.
        clean: whether nothing is wrong with a term in a role.
        at_home: classes of a thing, with properties that are all read on it.
    """

    facts: Triples
    schedules: frozenset[Node]
    places: Mapping[Node, frozenset[URIRef]]
    clean: dict[tuple[Role, Node], bool] = field(default_factory=dict)
    at_home: set[tuple[tuple[Node, ...], tuple[Node, ...]]] = field(default_factory=set)

    def is_spotless(self, triples: Triples) -> bool:
        """Return whether nothing is wrong with the terms of `triples`, wherever they stand."""
        used = triples.used()
        roles: dict[Role, Iterable[Node]] = {
            "property": used.properties,
            "class": used.classes,
            "thing": (term for term in used.things() if _can_slip(term)),
            "datatype": used.typed,
        }
        return all(
            self._is_clean(term, role) for role, terms in roles.items() for term in terms
        ) and not any(map(_is_other_profile, triples.objects(None, ODRL.profile)))

    def _is_clean(self, term: Node, role: Role) -> bool:
        if isinstance(term, Literal):
            if not is_written_well(term):
                return False
            term = term.datatype or RDF.nil
        found = self.clean.get((role, term))
        if found is None:
            nothing = URIRef("")
            told = any(self._slip(nothing, term, role, nothing, ""))
            found = self.clean[role, term] = not told and not _is_elsewhere(term)
        return found

    def slips_and_places_of(self, subject: Node, said: About, file: str) -> Iterator[Complaint]:
        """Yield what is wrong with the terms that are said of `subject`, and where they stand."""
        pairs = ((predicate, value) for predicate in said for value in said[predicate])
        yield from dict.fromkeys(
            complaint
            for predicate, value in sorted(pairs)
            for complaint in self.slips(subject, predicate, value, file)
        )
        yield from self.places_of(subject, said, file)

    def slips(self, subject: Node, predicate: Node, value: Node, file: str) -> Iterator[Complaint]:
        """Yield what is wrong with the terms of a triple, each for itself."""
        yield from self._slip(subject, subject, "thing", RDF.type, file)
        yield from self._slip(subject, predicate, "property", predicate, file)
        role: Role = "class" if predicate == RDF.type else "thing"
        if isinstance(value, Literal):
            role = "datatype"
            yield from self._badly_written(subject, predicate, value, file)
        term = value.datatype if isinstance(value, Literal) else value
        yield from self._slip(subject, term, role, predicate, file)
        if predicate == ODRL.profile and _is_other_profile(value):
            message = worded(
                "the profile {profile} is not known here; terms of it mean nothing",
                profile=str(value)[:200],
            )
            yield self._told("warning", subject, predicate, message, file=file)

    def _badly_written(
        self, subject: Node, predicate: Node, value: Literal, file: str
    ) -> Iterator[Complaint]:
        if not is_written_well(value):
            text = worded(
                "{term}: “{text}” is no {datatype} as XML Schema writes it; write for instance"
                " 2500000, 12.5 or true",
                term=prefixed(predicate),
                text=str(value)[:40],
                datatype=prefixed(value.datatype or RDF.nil),
            )
            yield Complaint(subject, text, predicate=predicate, sight=Sight.TERMS, file=file)

    def grouped(self, predicates: Iterable[Node]) -> list[list[Node]]:
        """Return `predicates`, each once, those together that belong in the same places."""
        groups: dict[object, list[Node]] = {}
        for predicate in dict.fromkeys(predicates):
            groups.setdefault(self.places.get(predicate) or predicate, []).append(predicate)
        return list(groups.values())

    def is_at_home(self, subject: Node, said: About) -> bool:
        """Return whether what is said of `subject` was found to be read on what is alike."""
        return self._standing(subject, said) in self.at_home

    def _standing(self, subject: Node, said: About) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        kinds = self.facts.about(subject).get(_TYPE, ())
        schedule = (DPROD.Schedule,) if subject in self.schedules else ()
        return (*kinds, *schedule), (*said,)

    def places_of(self, subject: Node, said: About, file: str) -> Iterator[Complaint]:
        """Yield what is wrong with properties standing on `subject`."""
        standing = self._standing(subject, said)
        if standing in self.at_home:
            return
        kinds, predicates = standing
        told = [
            complaint
            for alike in self.grouped(sorted(predicates, key=str))
            for complaint in self.place(subject, frozenset(kinds), alike, file)
        ]
        if not told:
            self.at_home.add(standing)
        yield from told

    def place(
        self, subject: Node, kinds: frozenset[Node], predicates: list[Node], file: str
    ) -> Iterator[Complaint]:
        """Yield what is wrong with `predicates`, of the same places, standing on `subject`."""
        predicate = predicates[0]
        if predicate in _FREE or str(predicate).startswith(_DESCRIBING):
            return
        places = self.places.get(predicate, frozenset())
        if places & kinds or places == _ANYTHING or slip(str(predicate), "property"):
            return
        known = kinds & _table().classes
        shown = ", ".join(map(prefixed, predicates))
        always = str(predicate).startswith(_ALWAYS_TOLD)
        tell = partial(self._told, file=file)
        if not known and any(slip(str(kind), "class") for kind in kinds):
            return
        if not known and kinds & POLICIES and always:
            kind = min(map(prefixed, kinds & POLICIES))
            message = worded(
                "{kind} is not read as an agreement: it lacks the class odrl:Agreement; evaluate"
                " plain ODRL policies with “pactgraph evaluate”",
                kind=kind,
            )
            yield tell("violation", subject, RDF.type, message)
        elif not known and places and always:
            message = worded(
                "it has {terms}, but not the class that goes with it; add {classes}",
                terms=shown,
                classes=_either(places),
            )
            yield tell("violation", subject, RDF.type, message)
        elif known and places:
            severe: Severity = "violation" if always or predicate in _HINDERING else "warning"
            message = worded(
                "{terms}: without effect on {kind}; it belongs on {classes}",
                terms=shown,
                kind=min(map(prefixed, known)),
                classes=_either(places),
            )
            yield tell(severe, subject, predicate, message)
        elif predicate in _WORKED_OUT:
            message = worded(
                "{terms} is worked out from the conditions and never read; leave it out",
                terms=shown,
            )
            yield tell("violation", subject, predicate, message)
        elif always or (known & _TELLING and predicate in _HINDERING):
            message = worded(
                "{terms} is not read here, so what it says would be ignored; say it with"
                " odrl:constraint, or leave it out",
                terms=shown,
            )
            yield tell("violation", subject, predicate, message)
        elif known & _TELLING:
            message = worded(
                "{terms} is not read here; what it says changes no answer", terms=shown
            )
            yield tell("warning", subject, predicate, message)

    def _slip(
        self, subject: Node, term: Node | None, role: Role, predicate: Node, file: str
    ) -> Iterator[Complaint]:
        if not isinstance(term, URIRef):
            return
        found = slip(str(term), role)
        if found and found.namespace:
            return  # told once for the file
        if found:
            yield Complaint(
                subject,
                found.message,
                predicate=predicate,
                meant=URIRef(found.meant) if found.meant and role == "property" else None,
                sight=Sight.TERMS,
                file=file,
            )
        elif term.startswith(SCHEMA):
            yield from self._schema(subject, term, role, predicate, file)

    def _schema(
        self, subject: Node, term: URIRef, role: Role, predicate: Node, file: str
    ) -> Iterator[Complaint]:
        """Yield a term that schema.org does not have: a slip if it is near one that is read."""
        name = term.removeprefix(SCHEMA)
        fits = not (role == "property" and name[:1].isupper())
        if not name or "/" in name or "." in name or name in _table().schema:
            return
        if fits and name in SDO.__annotations__:
            return
        near = nearest(name, sorted(_table().schema))
        text = worded("schema.org has no term {term}", term=f"schema:{name}"[:200])
        if not near:
            yield self._told("warning", subject, predicate, text, file=file)
            return
        yield Complaint(
            subject,
            worded("{message}; did you mean {near}?", message=text, near=f"schema:{near}"),
            predicate=predicate,
            meant=SCHEMA[near] if role == "property" else None,
            sight=Sight.TERMS,
            file=file,
        )

    def _told(
        self,
        severity: Severity,
        subject: Node,
        predicate: Node,
        message: Message,
        *,
        file: str,
    ) -> Complaint:
        return Complaint(
            subject,
            message,
            predicate=predicate,
            severity=severity,
            sight=Sight.PLACES,
            kind=str(predicate) if severity == "warning" else "",
            file=file,
        )


def _either(places: Iterable[Node]) -> Message:
    return joined(worded(" or "), sorted(map(prefixed, places)))
