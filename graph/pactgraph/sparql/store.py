"""Where triples are kept and asked with SPARQL: one small port, two adapters.

pyoxigraph is the default: embedded, nothing to start. rdflib is the reference that
the queries are tested against, and the tool that many users have already.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pyoxigraph
from rdflib import BNode, Dataset, Literal, URIRef

from pactgraph.errors import QueryError
from pactgraph.messages import worded
from pactgraph.sparql.rows import rows_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from pactgraph.sparql.rows import Rows, Term


class Quads(Protocol):
    """What can be copied as a whole."""

    def quads(self) -> bytes:
        """Return everything, as N-Quads."""
        ...


class Store(Quads, Protocol):
    """A set of triples, some of them in named graphs, that answers SPARQL 1.1.

    Queries see the default graph, and named graphs by GRAPH; nothing else.
    """

    def select(self, query: str) -> Rows:
        """Return the rows of a SELECT query; parameters are already filled in.

        Raises:
            QueryError: it does not parse, or is no SELECT query.
        """
        ...

    def put_graph(self, iri: str, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        """Replace the named graph `iri` by `triples`; the default graph if it is ""."""
        ...


@dataclass(frozen=True, slots=True)
class OxigraphStore:
    """A store in memory, on pyoxigraph."""

    store: pyoxigraph.Store = field(default_factory=pyoxigraph.Store)

    def select(self, query: str) -> Rows:
        """Return the rows of a SELECT query; see `Store`."""
        try:
            found = self.store.query(query)
        except SyntaxError as error:
            raise QueryError(worded("the query does not parse: {error}", error=error)) from None
        if not isinstance(found, pyoxigraph.QuerySolutions):
            raise QueryError(worded("only SELECT queries are answered here"))
        data = found.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
        return rows_from_json(data or b"")

    def put_graph(self, iri: str, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        """Replace a graph; see `Store`."""
        graph = pyoxigraph.NamedNode(iri) if iri else pyoxigraph.DefaultGraph()
        self.store.clear_graph(graph)
        terms = _Terms()
        self.store.bulk_extend(
            pyoxigraph.Quad(terms[s], terms[p], terms[o], graph)  # type: ignore[arg-type]
            for s, p, o in triples
        )

    def quads(self) -> bytes:
        """Return everything in the store; see `Store`."""
        return self.store.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""


@dataclass(frozen=True, slots=True)
class RdflibStore:
    """A store in memory, on rdflib: slow, and the reference."""

    dataset: Dataset = field(default_factory=Dataset)

    def select(self, query: str) -> Rows:
        """Return the rows of a SELECT query; see `Store`."""
        try:
            found = self.dataset.query(query)
        except Exception as error:  # noqa: BLE001 - its parser and evaluator raise anything
            raise QueryError(worded("the query does not parse: {error}", error=error)) from None
        if found.type != "SELECT":
            raise QueryError(worded("only SELECT queries are answered here"))
        return rows_from_json(found.serialize(format="json") or b"")

    def put_graph(self, iri: str, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        """Replace a graph; see `Store`."""
        graph = self.dataset.graph(URIRef(iri)) if iri else self.dataset.default_graph
        graph.remove((None, None, None))
        for triple in triples:
            graph.add(triple)

    def quads(self) -> bytes:
        """Return everything in the store; see `Store`."""
        return str(self.dataset.serialize(format="nquads")).encode()


class _Terms(dict["Node", "Term"]):
    """The terms of pyoxigraph by those of rdflib; each is made once."""

    def __missing__(self, node: Node) -> Term:
        """Make what `node` is."""
        self[node] = to_oxigraph(node)
        return self[node]


def to_oxigraph(node: Node) -> Term:
    """Return an rdflib term as one of pyoxigraph."""
    match node:
        case URIRef():
            return pyoxigraph.NamedNode(str(node))
        case BNode():
            return pyoxigraph.BlankNode(str(node))
        case Literal():
            if node.language:
                return pyoxigraph.Literal(str(node), language=node.language)
            kind = None if node.datatype is None else pyoxigraph.NamedNode(str(node.datatype))
            return pyoxigraph.Literal(str(node), datatype=kind)
        case _:
            raise TypeError(type(node))
