"""Kinds of clauses that do not exist, and which ones were probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.checking.understood.vocabularies import concept_near
from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.terms import DCTERMS, KIND, ODRL, PACT, RDF, SKOS, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triples

_NAMING = (
    *((sort, DCTERMS.type) for sort in (ODRL.Permission, ODRL.Duty, ODRL.Prohibition)),
    (PACT.Statement, DCTERMS.type),
    (ODRL.Agreement, PACT.without),
)
"""What names kinds, and with which property."""

_SCHEME = URIRef(str(KIND))


def unknown_kinds(facts: Triples, vocabulary: Triples) -> Iterator[Complaint]:
    """Yield what is named as a kind without being one, if it is near to one.

    A name in the namespace of the kinds is told with all other terms that do not exist.

    Args:
        facts: the triples of all files together.
        vocabulary: the vocabulary that ships, which has the kinds.
    """
    kinds = {*vocabulary.subjects(SKOS.inScheme, _SCHEME), *facts.subjects(SKOS.inScheme, _SCHEME)}
    for sort, predicate in _NAMING:
        for subject in facts.subjects(RDF.type, sort):
            for value in facts.objects(subject, predicate):
                if value not in kinds and not str(value).startswith(str(KIND)):
                    yield from _told(subject, predicate, value)


def _told(subject: Node, predicate: Node, value: Node) -> Iterator[Complaint]:
    if isinstance(value, BNode):
        return
    name = str(value) if isinstance(value, Literal) else local_name(str(value))
    found = concept_near(str(KIND), f"“{name}”", name)
    if found.near:
        yield Complaint(subject, found.message, predicate=predicate, sight=Sight.TERMS)
