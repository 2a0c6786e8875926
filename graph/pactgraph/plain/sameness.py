"""Whether two sets of triples say the same, save names of constraints that have no label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import BNode, URIRef

from pactgraph.plain.reading import as_oxigraph
from pactgraph.terms import ODRL, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Collection

    from rdflib.term import Node

    Triple = tuple[Node, Node, Node]

_CONSTRAINTS = (ODRL.Constraint, ODRL.LogicalConstraint)


def only_in_one(
    first: Collection[Triple], second: Collection[Triple]
) -> tuple[list[str], list[str]]:
    """Return the statements of each that the other has not, as N-Triples; in order.

    Blank nodes are compared by what is said of them, as RDF Dataset Canonicalization 1.0 does.
    Constraints that have an IRI but no label count as blank nodes.
    """
    one, other = _canonical(first), _canonical(second)
    return sorted(one - other), sorted(other - one)


def _canonical(triples: Collection[Triple]) -> set[str]:
    labelled = {subject for subject, predicate, _ in triples if predicate == RDFS.label}
    nameless: dict[Node, BNode] = {
        subject: BNode()
        for subject, predicate, value in triples
        if predicate == RDF.type
        and value in _CONSTRAINTS
        and isinstance(subject, URIRef)
        and subject not in labelled
    }
    dataset = pyoxigraph.Dataset()
    for triple in triples:
        terms = (as_oxigraph(nameless.get(term, term)) for term in triple)
        dataset.add(pyoxigraph.Quad(*terms))  # type: ignore[arg-type]
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}
