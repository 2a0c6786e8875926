"""The namespaces and IRIs that the program knows; a test compares them with `ontology/`."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from rdflib import Namespace, URIRef
from rdflib import namespace as known
from rdflib.namespace import SH, XSD

from pactgraph.messages import changed
from pactgraph.reading.iris import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rdflib.term import Node

    from pactgraph.messages import Message

__all__ = [
    "CERTAINTY",
    "DCTERMS",
    "DPROD",
    "KIND",
    "ODRL",
    "ORG",
    "OWL",
    "OWN",
    "PACT",
    "PREFIXES",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SECTOR",
    "SH",
    "SHAPES",
    "SKOS",
    "VERDICT",
    "XSD",
    "iri_of",
    "local_name",
    "prefixed",
    "term_of",
    "with_ids",
]


@lru_cache(5_000)
def term_of(iri: str) -> URIRef:
    """Return the term `iri`; made once, as comparing what is not one object is slow in rdflib."""
    return URIRef(iri)


class Vocabulary(Namespace):
    """A namespace that makes each of its terms once, however often it is named."""

    def __getattr__(self, name: str) -> URIRef:
        """Return the term called `name`."""
        found = term_of(str(super().__getattr__(name)))
        self.__dict__[name] = found
        return found


class Defined:
    """A namespace that rdflib defines, with each of its terms made once."""

    def __init__(self, defined: type[known.DefinedNamespace]) -> None:
        """Keep `defined`, which knows which terms there are."""
        self._defined = defined

    def __getattr__(self, name: str) -> URIRef:
        """Return the term called `name`."""
        found = term_of(str(getattr(self._defined, name)))
        self.__dict__[name] = found
        return found

    def __str__(self) -> str:
        """Return what the IRIs of its terms begin with."""
        return str(self._defined)


DCTERMS, ORG, OWL = (Defined(each) for each in (known.DCTERMS, known.ORG, known.OWL))
RDF, RDFS, SKOS = (Defined(each) for each in (known.RDF, known.RDFS, known.SKOS))
ODRL = Vocabulary("http://www.w3.org/ns/odrl/2/")
PACT = Vocabulary("https://w3id.org/pactgraph/ns#")
SCHEMA = Vocabulary("https://schema.org/")
KIND = Vocabulary("https://w3id.org/pactgraph/kind/")
CERTAINTY = Vocabulary("https://w3id.org/pactgraph/certainty/")
VERDICT = Vocabulary("https://w3id.org/pactgraph/verdict/")
FORCE = Vocabulary("https://w3id.org/pactgraph/force/")
SECTOR = Vocabulary("https://w3id.org/pactgraph/sector/")
VALUE = Vocabulary("https://w3id.org/pactgraph/value/")
DPROD = Vocabulary("https://www.omg.org/spec/DPROD/dprod/")
SHAPES = Vocabulary("https://w3id.org/pactgraph/shapes#")

OWN = {
    "certainty": str(CERTAINTY),
    "force": str(FORCE),
    "kind": str(KIND),
    "pact": str(PACT),
    "sector": str(SECTOR),
    "value": str(VALUE),
    "verdict": str(VERDICT),
}
"""The vocabularies of the project, by prefix."""

PREFIXES = {
    "": "https://w3id.org/pactgraph/id/",
    "dcterms": str(DCTERMS),
    "dprod": str(DPROD),
    "odrl": str(ODRL),
    "org": str(ORG),
    "owl": str(OWL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sh": str(SH),
    "shapes": str(SHAPES),
    "skos": str(SKOS),
    "xsd": str(XSD),
    **OWN,
}


def iri_of(name: str) -> URIRef:
    """Return the term that a name with one of our prefixes stands for.

    >>> iri_of("odrl:use") == ODRL.use
    True
    """
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def prefixed(term: Node) -> str:
    """Return `term` with its prefix, or in full if its namespace has no usual one.

    >>> prefixed(ODRL.use), prefixed(Namespace("https://example.org/").use)
    ('odrl:use', 'https://example.org/use')
    """
    for prefix, namespace in PREFIXES.items():
        if prefix and str(term).startswith(namespace):
            return f"{prefix}:{str(term).removeprefix(namespace)}"
    return str(term)[:200]


def with_ids(text: str, iris: Iterable[str]) -> Message:
    """Return `text` with the ids of `iris` in place of the IRIs themselves.

    >>> with_ids("https://example.org/ipo comes first", ["https://example.org/ipo"])
    'ipo comes first'
    """
    return changed(text, partial(_shortened, iris=sorted(iris, key=len, reverse=True)))


def _shortened(text: str, iris: Sequence[str]) -> str:
    for iri in iris:
        text = text.replace(iri, local_name(iri))
    return text
