"""Where triples are kept and asked with SPARQL: one small port, two adapters.

pyoxigraph is the default: embedded, nothing to start. rdflib is the reference that
the queries are tested against, and the tool that many users have already.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, overload

import pyoxigraph
from rdflib import BNode, Dataset, Literal, URIRef

from pactgraph.errors import QueryError
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

_READ_AT_ONCE = 1_000
"""So many rows of an answer are read between two looks at the clock."""

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT query.

    Attributes:
        columns: names of the variables.
        rows: a term, or None where unbound, for each column.
        json: the same as SPARQL 1.1 Query Results JSON.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    json: bytes

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        """Iterate over the rows."""
        return iter(self.rows)


@overload
def rows_from_json(data: bytes) -> Rows: ...
@overload
def rows_from_json(data: bytes, until: float) -> Rows | None: ...
def rows_from_json(data: bytes, until: float | None = None) -> Rows | None:
    """Return the rows written in `data`, SPARQL 1.1 Query Results JSON.

    Args:
        data: the text, in UTF-8.
        until: the time of the monotonic clock after which no more is read, and None returned.

    Raises:
        QueryError: it is the answer to an ASK query.
    """
    parsed = pyoxigraph.parse_query_results(data, format=pyoxigraph.QueryResultsFormat.JSON)
    if not isinstance(parsed, pyoxigraph.QuerySolutions):
        raise QueryError(worded("only SELECT queries return rows"))
    columns = tuple(variable.value for variable in parsed.variables)
    rows: list[tuple[Term | None, ...]] = []
    for number, solution in enumerate(parsed):
        if until is not None and not number % _READ_AT_ONCE and time.monotonic() > until:
            return None
        rows.append(tuple(solution[column] for column in columns))
    return Rows(columns, tuple(rows), data)


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
        self.store.bulk_extend(
            pyoxigraph.Quad(to_oxigraph(s), to_oxigraph(p), to_oxigraph(o), graph)  # type: ignore[arg-type]
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
