"""The terms of the vocabulary, which a plain file names by the last parts of their IRIs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pactgraph.reading.iris import local_name
from pactgraph.reading.triples import TYPE, is_literal, language_of, read_triples, text_of
from pactgraph.record import Concept, Text
from pactgraph.resources import Resource, folder
from pactgraph.terms import CERTAINTY, FORCE, KIND, ODRL, RDFS, SECTOR, SH, SKOS, VERDICT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import URIRef

    from pactgraph.reading.triples import Term, Triples

_SCHEMES = {
    "certainty": CERTAINTY,
    "force": FORCE,
    "kind": KIND,
    "sector": SECTOR,
    "verdict": VERDICT,
}
_CLASSES = {
    "action": ODRL.Action,
    "operand": ODRL.LeftOperand,
    "operator": ODRL.Operator,
    "warning": SH.NodeShape,
}
_FILES = {
    "warning": ("shapes",),
    **dict.fromkeys(("action", "operand", "operator"), ("odrl", "pact")),
}
"""Where the terms are described, if not among the kinds."""
_STRATEGIES = ("perm", "prohibit", "invalid")
VOCABULARIES = (*_SCHEMES, *_CLASSES, "strategy")
"""What the terms of a plain file are of."""


@cache
def terms(vocabulary: str) -> tuple[Concept, ...]:
    """Return the terms of one of `VOCABULARIES`, in the order of their names."""
    if vocabulary == "strategy":
        return tuple(
            Concept(str(ODRL[name]), name, Text({"": name}), Text({})) for name in _STRATEGIES
        )
    files = _FILES.get(vocabulary, ("kinds",))
    found = [
        _concept(file, subject)
        for file in map(_described, files)
        for subject, about in file.by_subject.items()
        if _is_one(about, vocabulary)
    ]
    return tuple(sorted({concept.iri: concept for concept in found}.values(), key=_id))


def _id(concept: Concept) -> str:
    return concept.id


def _is_one(about: Mapping[Term, list[Term]], vocabulary: str) -> bool:
    if vocabulary in _SCHEMES:
        return f"<{_SCHEMES[vocabulary]}>" in about.get(_term(SKOS.inScheme), ())
    return _term(_CLASSES[vocabulary]) in about.get(TYPE, ())


def _concept(file: Triples, subject: Term) -> Concept:
    iri = text_of(subject)
    about = file.about(subject)
    labels = [v for p in (RDFS.label, SKOS.prefLabel) for v in about.get(_term(p), ())]
    return Concept(
        iri,
        local_name(iri),
        Text({language_of(v): text_of(v) for v in labels} or {"": local_name(iri)}),
        Text({language_of(v): text_of(v) for v in about.get(_term(SKOS.definition), ())}),
        words=tuple(text_of(v) for v in about.get(_term(SKOS.altLabel), ()) if is_literal(v)),
    )


def _term(iri: URIRef) -> Term:
    return f"<{iri}>"


@cache
def _described(name: str) -> Triples:
    return read_triples(folder(Resource.ONTOLOGY) / f"{name}.ttl")
