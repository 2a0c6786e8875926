"""Terms of rdflib as text, spelt as in N-Triples, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.reading.triples import datatype_of, is_blank, is_literal, language_of, text_of
from pactgraph.terms import term_of

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


def node_of(term: Term) -> URIRef | BNode | Literal:
    """Return the node that `term` spells."""
    if is_blank(term):
        return BNode(term.removeprefix("_:"))
    text = text_of(term)
    if not is_literal(term):
        return term_of(text)
    return Literal(text, language_of(term), datatype_of(term) or None, normalize=False)


def written(nodes: triples.Triples, subjects: Iterable[Node]) -> str:
    """Return what is said of `subjects`, as N-Triples."""
    return "".join(
        f"{spelt(subject)} {spelt(predicate)} {spelt(value)} .\n"
        for subject in subjects
        for predicate, value in nodes.predicate_objects(subject)
    )
