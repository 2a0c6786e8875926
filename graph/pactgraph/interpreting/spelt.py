"""Terms and triples of rdflib as text, spelt as in N-Triples, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.reading.triples import Triples, text_of

if TYPE_CHECKING:
    from rdflib.term import Node

    from pactgraph.interpreting import triples
    from pactgraph.reading.triples import Term

_ESCAPES = str.maketrans(
    {
        "\\": r"\\",
        '"': r"\"",
        "\n": r"\n",
        "\r": r"\r",
    }
)


class _Spelt(dict["Node", "Term"]):
    """Texts of nodes; each is made once."""

    def __missing__(self, node: Node) -> Term:
        """Spell `node`."""
        self[node] = spelt(node)
        return self[node]


def spelt_triples(nodes: triples.Triples) -> Triples:
    """Return triples of rdflib's terms as text."""
    texts = _Spelt()
    return Triples(
        {
            texts[subject]: {
                texts[predicate]: [texts[value] for value in values]
                for predicate, values in about.items()
            }
            for subject, about in nodes.described()
        }
    )


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
