"""Terms that exist and should no longer be used: where files use them, and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Literal

from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.messages import joined, worded
from pactgraph.terms import DCTERMS, OWL, SHAPES, SKOS, prefixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    from pactgraph.interpreting.documents import Document
    from pactgraph.interpreting.triples import About, Triples
    from pactgraph.messages import Message


_MAPPINGS = frozenset(
    (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
)
"""Properties that say how two terms are related, which uses neither."""


def outdated(
    documents: Iterable[Document], facts: Triples, vocabulary: Triples
) -> Iterator[Complaint]:
    """Yield a warning for each thing that uses a term which `vocabulary` calls deprecated.

    A thing uses what it has as a property or as a value, its class among them. To describe a
    deprecated term, or to map another to it, is not to use it.

    Args:
        documents: the files.
        facts: the triples of all of them together.
        vocabulary: the vocabulary that ships: its owl:deprecated and dcterms:isReplacedBy.
    """
    used = facts.used()
    advice = {
        term: _advice(term, vocabulary)
        for term in _deprecated(vocabulary)
        if term in used.properties or used.has(term)
    }
    if not advice:
        return
    for document in documents:
        for subject, said in document.triples.described():
            for term in advice.keys() & _used(said):
                yield Complaint(
                    subject,
                    advice[term],
                    severity="warning",
                    sight=Sight.TERMS,
                    kind=str(SHAPES.DeprecatedTerm),
                    file=document.file,
                )


def _deprecated(vocabulary: Triples) -> Iterator[Node]:
    for term, value in vocabulary.subject_objects(OWL.deprecated):
        if isinstance(value, Literal) and value.value is True:
            yield term


def _used(said: About) -> set[Node]:
    """Return the terms that a thing uses, by all that is said of it."""
    values = (value for predicate in said.keys() - _MAPPINGS for value in said[predicate])
    return {*said, *(value for value in values if type(value) is not Literal)}


def _advice(term: Node, vocabulary: Triples) -> Message:
    successors = sorted(map(prefixed, vocabulary.objects(term, DCTERMS.isReplacedBy)))
    if not successors:
        return worded(
            "{term} is deprecated, and nothing takes its place; leave it out", term=prefixed(term)
        )
    return worded(
        "{term} is deprecated; write {successors} instead",
        term=prefixed(term),
        successors=joined(worded(" or "), successors),
    )
