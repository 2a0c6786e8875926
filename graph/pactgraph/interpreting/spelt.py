"""Terms and triples of rdflib as text, spelt as in N-Triples, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.reading.triples import Triples, text_of

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from pactgraph.reading.triples import Term

_ESCAPES = str.maketrans(
    {
        "\\": r"\\",
        '"': r"\"",
        "\n": r"\n",
        "\r": r"\r",
    }
)


def spelt_triples(graph: Graph) -> Triples:
    """Return the triples of a graph that was read from files."""
    index: dict[Term, dict[Term, list[Term]]] = {}
    for subject, predicate, value in graph:
        about = index.setdefault(spelt(subject), {})
        about.setdefault(spelt(predicate), []).append(spelt(value))
    return Triples(index)


def spelt(node: Node) -> Term:
    """Return `node` as text."""
    if isinstance(node, URIRef):
        return f"<{node}>"
    if not isinstance(node, Literal):
        return f"_:{node}"
    text = str(node).translate(_ESCAPES)
    if node.language:
        return f'"{text}"@{node.language}'
    return f'"{text}"^^<{node.datatype}>' if node.datatype else f'"{text}"'


def node_of(term: Term) -> URIRef | BNode:
    """Return the node that an IRI or a blank node names."""
    return BNode(term.removeprefix("_:")) if term.startswith("_:") else URIRef(text_of(term))
