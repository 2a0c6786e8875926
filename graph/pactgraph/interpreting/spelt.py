"""Terms and triples of rdflib as text, spelt as in N-Triples, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.reading.triples import Triples, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

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
_ESCAPED = re.compile(r"[\\\"\n\r]")


def spelt_triples(nodes: triples.Triples) -> Triples:
    """Return triples of rdflib's terms as text."""
    text = _Spelt()
    return Triples(
        {
            text[subject]: {
                text[predicate]: [text[value] for value in values]
                for predicate, values in about.items()
            }
            for subject, about in nodes.described()
        }
    )


class _Spelt:
    """Terms as text; most stand in several triples, and to look for what is equal is slow."""

    def __init__(self) -> None:
        self._known: dict[int, Term] = {}

    def __getitem__(self, node: Node) -> Term:
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = spelt(node)
        return found


def spelt(node: Node) -> Term:
    """Return `node` as text."""
    if type(node) is URIRef:
        return f"<{node}>"
    if not isinstance(node, Literal):
        return f"_:{node}"
    text = str(node)
    if _ESCAPED.search(text):
        text = text.translate(_ESCAPES)
    if node.language:
        return f'"{text}"@{node.language}'
    return f'"{text}"^^<{node.datatype}>' if node.datatype else f'"{text}"'


def node_of(term: Term) -> URIRef | BNode:
    """Return the node that an IRI or a blank node names."""
    return BNode(term.removeprefix("_:")) if term.startswith("_:") else URIRef(text_of(term))


def written(nodes: triples.Triples, subjects: Iterable[Node]) -> str:
    """Return what is said of `subjects`, as N-Triples."""
    return "".join(
        f"{spelt(subject)} {spelt(predicate)} {spelt(value)} .\n"
        for subject in subjects
        for predicate, value in nodes.predicate_objects(subject)
    )
