"""Triples in the order to write them in, in whatever order they come."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pactgraph.sparql.store import to_oxigraph
from pactgraph.terms import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.interpreting.triples import Triple as RdfTriple

    Subject = NamedNode | BlankNode | Triple
    Value = Subject | Literal
    Said = tuple[NamedNode, Value]
    """A property of something, and what it has for it."""
    Settled = Mapping[Subject, list[Said]]

_FIRST = {str(RDF.type): 0, str(RDFS.label): 1}
_ROUNDS = 50
"""How many steps away something may be that tells two blank nodes apart."""


def settled(triples: Iterable[RdfTriple]) -> Settled:
    """Return what `triples` say by subject: IRIs first; of each the type and label; English too.

    The same triples give the same, in whatever order they come and whatever their blank nodes
    are called, but for blank nodes that nothing tells apart.
    """
    term = cache(to_oxigraph)  # most terms stand in several triples
    said: dict[Subject, list[Said]] = {}
    for subject, predicate, value in triples:
        about = said.setdefault(term(subject), [])  # type: ignore[arg-type]
        about.append((term(predicate), term(value)))  # type: ignore[arg-type]
    names = _names(said)
    renamed = {
        names.get(subject, subject): [
            (predicate, names[value] if isinstance(value, BlankNode) else value)
            for predicate, value in about
        ]
        for subject, about in said.items()
    }
    return {
        subject: sorted(renamed[subject], key=_place) for subject in sorted(renamed, key=_rank)
    }


def _rank(subject: Subject) -> tuple[bool, str]:
    return isinstance(subject, BlankNode), _bare(subject)


def _place(said: Said) -> tuple[int, str, bool, str, str]:
    predicate, value = said[0].value, said[1]
    language = (value.language if isinstance(value, Literal) else None) or ""
    first = _FIRST.get(predicate, len(_FIRST))
    return first, predicate, language != "en", language, _bare(value)


def _bare(term: Value) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _names(said: Settled) -> dict[Subject, BlankNode]:
    """Return a name for every blank node that depends on nothing but what is said with it.

    The nodes are told apart by their triples, then by the nodes next to them, and so on: a
    canonical form would do it always, but can take for ever with a few nodes.
    """
    about: dict[BlankNode, list[Triple]] = {}
    for subject, told in said.items():
        for predicate, value in told:
            for node in {subject, value}:
                if isinstance(node, BlankNode):
                    about.setdefault(node, []).append(Triple(subject, predicate, value))
    looks = dict.fromkeys(about, "")
    for _ in range(_ROUNDS):
        apart = len(set(looks.values()))
        looks = {node: _look(node, triples, looks) for node, triples in about.items()}
        if len(set(looks.values())) == apart:
            break
    width = len(str(len(looks)))
    ordered = sorted(looks, key=lambda node: looks[node])
    return {node: BlankNode(f"b{n:0{width}}") for n, node in enumerate(ordered, start=1)}


def _look(node: BlankNode, said: Iterable[Triple], looks: Mapping[BlankNode, str]) -> str:
    """Return what `node` looks like from one step further away than `looks` were seen from."""

    def seen(term: object) -> str:
        if term == node:
            return "_:"
        return f"_:{looks[term]}" if isinstance(term, BlankNode) else str(term)

    lines = sorted(f"{seen(t.subject)} {t.predicate} {seen(t.object)}" for t in said)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
