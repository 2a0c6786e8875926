"""What is allowed but probably not meant, where no SHACL shape can see it.

A shape sees one thing and what hangs on it. What is told here needs more: the file that a
text stands in, dates of different precision, later versions of a series, or everything else.
Each doubt is told in the words of a shape without target in `ontology/shapes.ttl`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.errors import BadDateError
from pactgraph.kernel.timeline import stretch
from pactgraph.messages import LANGUAGES
from pactgraph.terms import (
    DCTERMS,
    ODRL,
    ORG,
    PACT,
    RDF,
    RDFS,
    SCHEMA,
    SHAPES,
    SKOS,
    local_name,
    prefixed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from rdflib.term import Node

    from pactgraph.interpreting.documents import Document
    from pactgraph.interpreting.triples import Triples
    from pactgraph.record import Agreement, Clause, Record

_PROSE = frozenset({RDFS.label, SKOS.definition, SKOS.note, DCTERMS.description, PACT.undisclosed})
"""What people write in their own language. A title stays in that of its source."""

_WHOLES = (DCTERMS.isPartOf, ODRL.partOf, ORG.subOrganizationOf, ORG.unitOf)
_PARTS = (DCTERMS.hasPart, ORG.hasSubOrganization, ORG.hasUnit)

_NAMED_BY_OTHERS = (
    PACT.Event,
    PACT.DerivedEvent,
    PACT.AgreementSeries,
    ODRL.Asset,
    ODRL.Constraint,
    ODRL.LogicalConstraint,
    DCTERMS.BibliographicResource,
    SCHEMA.MonetaryAmount,
    SCHEMA.QuantitativeValue,
)
"""What says nothing by itself, but only where something names it."""

_SHOWN = 4
"""Of a circle, so many members are named."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that is doubtful.

    Attributes:
        kind: IRI of the shape in whose words it is told.
        subject: the thing.
        words: what stands in the braces of its message, by name.
        file: the file it is told of; "" for the one that describes the thing.
    """

    kind: URIRef
    subject: Node
    words: Mapping[str, str] = field(default_factory=dict)
    file: str = ""


def slips(record: Record, facts: Triples, documents: Iterable[Document]) -> Iterator[Doubt]:
    """Yield what looks like a slip of the pen, whatever else is wrong with the files.

    Args:
        record: what `facts` say.
        facts: the triples of all `documents`.
        documents: the files.
    """
    yield from _languages_missing(facts, documents)
    yield from _reported_too_early(record)
    yield from _known_before_sources(record)
    yield from _clauses_with_oneself(record)
    yield from _circles(facts)


def gaps(record: Record, facts: Triples) -> Iterator[Doubt]:
    """Yield what nothing is said of; only sure if nothing is wrong with the files."""
    yield from _clauses_without_end(record)
    yield from _agreements_without_clauses(record)
    yield from _named_by_nothing(facts)


# --- Slips ---------------------------------------------------------------------------------


def _languages_missing(facts: Triples, documents: Iterable[Document]) -> Iterator[Doubt]:
    """Yield texts that lack one of our languages, in files that are written in several."""
    for document in documents:
        prose = [
            (subject, predicate, values)
            for subject, about in document.triples.described()
            for predicate, values in about.items()
            if predicate in _PROSE
        ]
        written = {
            text.language for *_, values in prose for text in values if type(text) is Literal
        }
        ours = [language for language in LANGUAGES if language in written]
        if len(ours) <= 1:
            continue
        for subject, predicate, _ in prose:
            said = facts.about(subject).get(predicate, ())
            tags = [text.language for text in said if type(text) is Literal]
            counts = {language: tags.count(language) for language in ours}
            for language, count in counts.items():
                if count < max(counts.values()):
                    words = {"property": prefixed(predicate), "language": f"@{language}"}
                    yield Doubt(SHAPES.LanguageMissing, subject, words, document.file)


def _reported_too_early(record: Record) -> Iterator[Doubt]:
    """Yield events that were reported before they happened."""
    for event in record.events.values():
        happening = event.happening
        if not (happening and happening.occurred and happening.reported):
            continue
        if happening.reported < happening.occurred.start:
            words = {
                "reported": happening.reported.date().isoformat(),
                "occurred": happening.occurred.text,
            }
            yield Doubt(SHAPES.ReportedTooEarly, URIRef(event.iri), words)


def _known_before_sources(record: Record) -> Iterator[Doubt]:
    """Yield what counts as known before the first of its sources appeared."""
    for iri, term, known, sources in _known(record):
        dates = [_published(record, source) for source in sources]
        if dates and all(date is not None and date > known for date in dates):
            words = {"property": term, "since": known.date().isoformat()}
            yield Doubt(SHAPES.KnownBeforeSources, URIRef(iri), words)


def _known(record: Record) -> Iterator[tuple[str, str, datetime, tuple[str, ...]]]:
    """Yield what is dated by when it was known: IRI, property, date, sources."""
    for agreement in record.agreements.values():
        yield agreement.iri, "dcterms:issued", agreement.issued.start, agreement.sources
    for claim in record.claims.values():
        if claim.known_since:
            yield claim.iri, "dcterms:issued", claim.known_since.start, claim.sources
    for event in record.events.values():
        if event.happening and event.happening.known_since:
            yield event.iri, "dcterms:issued", event.happening.known_since, event.sources
        if event.happening and event.happening.reported:
            yield event.iri, "pact:reportedOn", event.happening.reported, event.sources


def _published(record: Record, source: str) -> datetime | None:
    """Return the first instant at which `source` can have appeared, None if unknown."""
    try:
        return stretch(record.sources[source].issued).start
    except (KeyError, BadDateError):
        return None


def _clauses_with_oneself(record: Record) -> Iterator[Doubt]:
    """Yield clauses that bind a single party to itself."""
    for clause in record.clauses.values():
        if len(clause.holders) == 1 and clause.holders == clause.owed_by:
            words = {"party": local_name(clause.holders[0])}
            yield Doubt(SHAPES.ClauseWithOneself, URIRef(clause.iri), words)


def _circles(facts: Triples) -> Iterator[Doubt]:
    """Yield what is, over others, a part of itself; each circle once."""
    wholes: dict[Node, set[Node]] = defaultdict(set)
    for predicate in _WHOLES:
        for part, whole in facts.subject_objects(predicate):
            wholes[part].add(whole)
    for predicate in _PARTS:
        for whole, part in facts.subject_objects(predicate):
            wholes[part].add(whole)
    try:
        TopologicalSorter(wholes).prepare()
    except CycleError:
        yield from _found_circles(wholes)


def _found_circles(wholes: Mapping[Node, set[Node]]) -> Iterator[Doubt]:
    import networkx as nx  # noqa: PLC0415 - slow to import, and needed only for faults

    graph = nx.DiGraph((part, whole) for part in wholes for whole in wholes[part])
    for members in nx.strongly_connected_components(graph):
        first = min(members, key=str)
        if len(members) > 1 or graph.has_edge(first, first):
            circle = [part for part, _ in nx.find_cycle(graph.subgraph(members), first)]
            names = [local_name(str(part)) for part in circle]
            shown = names if len(names) <= _SHOWN else [*names[:_SHOWN], "…"]
            words = {"circle": " → ".join([*shown, names[0]])}
            yield Doubt(SHAPES.PartOfItself, circle[0], words)


# --- Gaps ----------------------------------------------------------------------------------


def _clauses_without_end(record: Record) -> Iterator[Doubt]:
    """Yield clauses without end of which no later version of their series says a word."""
    newest = _newest(record)
    confirmed = _confirmed(record)
    for clause in record.clauses.values():
        home = record.agreements[clause.agreement]
        last = newest.get(home.series)
        if last is None or not _later(last, home) or not _endless(clause):
            continue
        if not any(_later(record.agreements[a], home) for a in confirmed[clause.iri]):
            yield Doubt(SHAPES.ClauseWithoutEnd, URIRef(clause.iri), {"version": last.id})


def _newest(record: Record) -> dict[str, Agreement]:
    """Return the last version of each series."""
    newest: dict[str, Agreement] = {}
    for agreement in record.agreements.values():
        if agreement.series:
            known = newest.setdefault(agreement.series, agreement)
            newest[agreement.series] = agreement if _later(agreement, known) else known
    return newest


def _later(agreement: Agreement, other: Agreement) -> bool:
    return agreement.effective.start > other.effective.start


def _endless(clause: Clause) -> bool:
    return any(p.until_date is None and not p.until_events for p in clause.periods)


def _confirmed(record: Record) -> dict[str, list[str]]:
    """Return, for each clause, the agreements that say in some way that it goes on.

    A clause or statement does that which confirms it, narrows it, or is an exception to it; and a
    confirmation (kind:confirmation) that is about it, or about its agreement as a whole.
    """
    confirmed: dict[str, list[str]] = defaultdict(list)
    for provision in (*record.clauses.values(), *record.statements.values()):
        named = {*provision.confirms, *provision.narrows, *provision.exception_to}
        if provision.kind == "confirmation":
            named |= {*provision.concerns}
        for iri in named:
            about = record.agreements.get(iri)
            for clause in about.clauses if about else (iri,):
                confirmed[clause].append(provision.agreement)
    return confirmed


def _agreements_without_clauses(record: Record) -> Iterator[Doubt]:
    for agreement in record.agreements.values():
        if not agreement.clauses and not agreement.statements:
            yield Doubt(SHAPES.AgreementWithoutClauses, URIRef(agreement.iri))


def _named_by_nothing(facts: Triples) -> Iterator[Doubt]:
    """Yield conditions, events, sources and the like that nothing refers to."""
    named = facts.used().named
    kinds = dict.fromkeys(s for k in _NAMED_BY_OTHERS for s in facts.subjects(RDF.type, k))
    for thing in kinds:
        if thing not in named or (_names_itself(thing, facts) and _is_alone(thing, facts)):
            yield Doubt(SHAPES.NamedByNothing, thing)


def _names_itself(thing: Node, facts: Triples) -> bool:
    said = chain.from_iterable(facts.about(thing).values())
    return any(value == thing for value in said if type(value) is type(thing))


def _is_alone(thing: Node, facts: Triples) -> bool:
    return all(subject == thing for subject in facts.subjects(None, thing))
