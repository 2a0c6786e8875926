"""Files of clauses that are in force as sentences say, made of what these are stated as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef

from pactgraph.errors import BadInputError
from pactgraph.interpreting.interpret import interpret
from pactgraph.interpreting.triples import Triples
from pactgraph.kernel.conditions import And, AtOrAfter, Xone, relate
from pactgraph.kernel.periods import periods
from pactgraph.record import Thing
from pactgraph.sentences.meaning import meaning_of
from pactgraph.sentences.names import Names
from pactgraph.sentences.stating import NewNames, constraints_of
from pactgraph.telling.words import formula
from pactgraph.terms import CERTAINTY, DCTERMS, KIND, ODRL, ORG, PACT, RDF, RDFS, SCHEMA, XSD
from sentences.trips import Draws

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.sentences.said import Sentence

    Triple = tuple[Node, Node, Node]

X = "https://example.org/x/"
NEW = NewNames(X)
HOME = f"{X}home"


def facts_of(names: Names, constraints: Mapping[str, Iterable[Node]]) -> Iterator[Triple]:
    """Yield an agreement with a clause for each of some ids, and every underived event named.

    Args:
        names: the events and agreements.
        constraints: those of each clause, by its id.
    """
    yield from _described("party", ORG.Organization)
    yield from _described("asset", ODRL.Asset)
    yield from _described("source", DCTERMS.BibliographicResource, label=DCTERMS.title)
    yield URIRef(f"{X}source"), DCTERMS.publisher, Literal("Publisher")
    yield URIRef(f"{X}source"), DCTERMS.issued, Literal("1999-01-01", datatype=XSD.date)
    yield URIRef(f"{X}source"), SCHEMA.url, URIRef("https://example.org/source")
    for event in names.events:
        if event.iri not in names.relations.points:
            yield URIRef(event.iri), RDF.type, PACT.Event
            for language, label in event.label.by_language.items():
                yield URIRef(event.iri), RDFS.label, Literal(label, lang=language)
    for iri in [HOME, *(agreement.iri for agreement in names.agreements)]:
        yield from _agreement(iri)
    for id_, nodes in constraints.items():
        clause = URIRef(f"{X}{id_}")
        yield from _described(id_, ODRL.Permission)
        yield URIRef(HOME), ODRL.permission, clause
        yield clause, DCTERMS.type, KIND.licence
        yield clause, ODRL.assignee, URIRef(f"{X}party")
        yield clause, ODRL.assigner, URIRef(f"{X}party")
        yield clause, ODRL.action, ODRL.use
        yield clause, ODRL.target, URIRef(f"{X}asset")
        yield clause, PACT.certainty, CERTAINTY.official
        yield clause, DCTERMS.source, URIRef(f"{X}source")
        for node in nodes:
            yield clause, ODRL.constraint, node


def _described(id_: str, kind: Node, label: Node = RDFS.label) -> Iterator[Triple]:
    yield URIRef(X + id_), RDF.type, kind
    yield URIRef(X + id_), label, Literal(id_, lang="en")


def _agreement(iri: str) -> Iterator[Triple]:
    subject = URIRef(iri)
    yield subject, RDF.type, ODRL.Agreement
    yield subject, ODRL.profile, URIRef("https://w3id.org/pactgraph/ns")
    yield subject, RDFS.label, Literal(iri.rpartition("/")[2], lang="en")
    yield subject, DCTERMS.issued, Literal("2000-01-01", datatype=XSD.date)
    yield subject, PACT.party, URIRef(f"{X}party")
    yield subject, PACT.certainty, CERTAINTY.official
    yield subject, DCTERMS.source, URIRef(f"{X}source")


def stated(
    sentences: Mapping[str, tuple[str, Sentence]], names: Names, more: Iterable[Triple] = ()
) -> list[Triple]:
    """Return a file with a clause for each sentence, by id.

    Args:
        sentences: the text of each, and what it says.
        names: what they name.
        more: what else the file says.
    """
    found = {id_: constraints_of(t, said, names, NEW) for id_, (t, said) in sentences.items()}
    triples = [*facts_of(names, {id_: each.constraints for id_, each in found.items()}), *more]
    return [*triples, *(triple for each in found.values() for triple in each.triples)]


def read(triples: Iterable[Triple]) -> Record:
    """Return the record of a file; whatever is wrong with it fails."""
    record, complaints = interpret(Triples.of(triples))
    assert [] == [(str(found.subject), str(found.message)) for found in complaints]
    return record


def graph_of(triples: Iterable[Triple]) -> Graph:
    """Return triples as a graph."""
    found = Graph()
    for triple in triples:
        found.add(triple)
    return found


def differs(id_: str, sentence: Sentence, names: Names, record: Record) -> bool:
    """Return whether a clause is in force at an instant at which its sentence is not true."""
    meaning = meaning_of(sentence, names)
    points = {**names.relations.points, **record.relations.points, **meaning.derived}
    condition = And((AtOrAfter(HOME), meaning.condition))
    clause = record.clauses[X + id_]
    return bool(periods(Xone((condition, clause.condition)), relate(points)))


def drawn(seeds: Iterable[int], language: Language) -> Iterator[tuple[str, str, Names]]:
    """Yield formulas of random conditions, each with an id and what it names; half hostile.

    What is derived has no name in them: all of it is told.
    """
    for seed in seeds:
        draws = Draws(seed)
        try:
            record = draws.record(hostile=bool(seed % 2))
        except BadInputError:  # counts back from what has no date, or is too large
            continue
        if draws.derived.keys() & record.events.keys():
            continue
        (clause,) = record.clauses.values()
        events = [Thing(X + e.id, e.id, e.label) for e in record.events.values()]
        yield f"c{seed}", formula(clause, record, language), Names(events)
