"""From a plain file to its triples. Everything that is wrong with it is told in one run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import BNode, Literal, URIRef

from pactgraph.messages import worded
from pactgraph.plain.described import described
from pactgraph.plain.parsing import Listed, Mapped, Scalar, parsed
from pactgraph.plain.stating import stated
from pactgraph.reading.contexts import OWN
from pactgraph.reading.faults import Fault, UnreadableError
from pactgraph.reading.statements import statements
from pactgraph.reading.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib.term import Node

    from pactgraph.plain.described import Described
    from pactgraph.plain.parsing import Value

    Triple = tuple[Node, Node, Node]


def plain_statements(data: bytes) -> tuple[bytes, Mapping[str, int]]:
    """Return the triples that a plain file says, as N-Triples, and the line of each thing.

    Args:
        data: the file, text in UTF-8.

    Raises:
        UnreadableError: it cannot be read, or something in it has no meaning; everything that
            is wrong is told, with line, thing and remedy.
    """
    return statements_of(parsed(plain(data).decode()))


def statements_of(file: Mapped) -> tuple[bytes, Mapping[str, int]]:
    """Return the same of a file that is parsed.

    Raises:
        UnreadableError: likewise.
    """
    found = described(file)
    triples = stated(found)
    data = written(triples) if not found.faults else b""
    try:
        data += _graph(found)
    except UnreadableError as error:
        line = found.graph.line if found.graph else None
        found.faults.extend(Fault(f.message, line, f.subject or "graph") for f in error.faults)
    if found.faults:
        in_order = sorted(found.faults, key=lambda fault: (fault.line or 0, fault.subject))
        raise UnreadableError(*dict.fromkeys(in_order))
    lines = {entry.thing.iri: entry.line for entry in found.entries}
    return statements(data, pyoxigraph.RdfFormat.N_TRIPLES), lines


def written(triples: Iterable[Triple]) -> bytes:
    """Return triples as N-Triples, each once."""
    nodes: dict[Node, pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal] = {}

    def term(node: Node) -> object:
        if node not in nodes:
            nodes[node] = as_oxigraph(node)
        return nodes[node]

    every = dict.fromkeys(triples)
    return (
        pyoxigraph.serialize(
            (pyoxigraph.Triple(term(s), term(p), term(o)) for s, p, o in every),  # type: ignore[arg-type]
            format=pyoxigraph.RdfFormat.N_TRIPLES,
        )
        or b""
    )


def as_oxigraph(node: Node) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    """Return a term of rdflib as one of pyoxigraph."""
    if isinstance(node, URIRef):
        return pyoxigraph.NamedNode(str(node))
    if isinstance(node, BNode):
        return pyoxigraph.BlankNode(str(node))
    if not isinstance(node, Literal):
        raise TypeError(node)
    if node.language:
        return pyoxigraph.Literal(str(node), language=node.language)
    if node.datatype:
        return pyoxigraph.Literal(str(node), datatype=pyoxigraph.NamedNode(str(node.datatype)))
    return pyoxigraph.Literal(str(node))


def _graph(found: Described) -> bytes:
    """Return what no key holds, which stands there as JSON-LD."""
    if found.graph is None:
        return b""
    if isinstance(found.graph, Scalar):
        raise UnreadableError(Fault(worded("write things as JSON-LD: keys, with @id first")))
    context = [OWN, {"@base": found.base, "@language": found.language}]
    document = {"@context": context, "@graph": _as_json(found.graph)}
    return statements(json.dumps(document).encode(), pyoxigraph.RdfFormat.JSON_LD)


def _as_json(value: Value) -> object:
    match value:
        case Scalar(text):
            return text
        case Listed(items):
            return [_as_json(item) for item in items]
        case Mapped(entries):
            return {key.text: _as_json(said) for key, said in entries}
