"""What the endpoint is, as triples: SPARQL 1.1 Service Description, with the graphs at hand."""

from __future__ import annotations

import pyoxigraph

from pactgraph.terms import PREFIXES, RDF, XSD

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_Triple = tuple[
    pyoxigraph.BlankNode,
    pyoxigraph.NamedNode,
    pyoxigraph.BlankNode | pyoxigraph.NamedNode | pyoxigraph.Literal,
]
_WRITTEN = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
"""The forms of answers, by their names in `_FORMATS`."""


def description(endpoint: str, size: int, named: list[str], media_type: str) -> bytes:
    """Return the description of the service.

    Args:
        endpoint: its URL.
        size: how many triples the default graph has.
        named: IRIs of the named graphs: those of the scenario that the request chose first.
        media_type: in which form of RDF.
    """
    service, dataset, default = (pyoxigraph.BlankNode(n) for n in ("service", "data", "default"))
    triples: list[_Triple] = [
        (service, _sd("endpoint"), pyoxigraph.NamedNode(endpoint)),
        (service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        *(
            (service, _sd("resultFormat"), pyoxigraph.NamedNode(f"{_FORMATS}{name}"))
            for name in _WRITTEN
        ),
        (service, _sd("defaultDataset"), dataset),
        (dataset, _sd("defaultGraph"), default),
        (
            default,
            pyoxigraph.NamedNode(f"{_VOID}triples"),
            pyoxigraph.Literal(str(size), datatype=pyoxigraph.NamedNode(str(XSD.integer))),
        ),
        *_typed(service, "Service"),
        *_typed(dataset, "Dataset"),
        *_typed(default, "Graph"),
    ]
    for number, name in enumerate(named, start=1):
        graph = pyoxigraph.BlankNode(f"named{number}")
        triples += [
            (dataset, _sd("namedGraph"), graph),
            (graph, _sd("name"), pyoxigraph.NamedNode(name)),
            *_typed(graph, "NamedGraph"),
        ]
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    turtle = form == pyoxigraph.RdfFormat.TURTLE
    return (
        pyoxigraph.serialize(
            (pyoxigraph.Triple(*each) for each in triples),
            format=form,
            prefixes={**PREFIXES, "sd": _SD, "void": _VOID} if turtle else {},
        )
        or b""
    )


def _sd(name: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(f"{_SD}{name}")


def _typed(node: pyoxigraph.BlankNode, kind: str) -> list[_Triple]:
    return [(node, pyoxigraph.NamedNode(str(RDF.type)), _sd(kind))]
