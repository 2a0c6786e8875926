"""Where triples are kept and asked with SPARQL: one small port, two adapters.

pyoxigraph is the default: embedded, nothing to start. rdflib is the reference that
the queries are tested against, and the tool that many users have already.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import count, islice
from typing import TYPE_CHECKING, Protocol

import pyoxigraph
from rdflib import BNode, Dataset, Graph, Literal, URIRef

from pactgraph.errors import QueryError
from pactgraph.messages import worded
from pactgraph.sparql.rows import rows_from_json
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from rdflib.term import Node

    from pactgraph.sparql.rows import Rows, Term

_WRITTEN_AT_ONCE = 10_000
"""So many triples stand in memory as a text, while they are brought into a store."""


@dataclass(frozen=True, slots=True)
class Change:
    """A graph that a copy of a store lacks, or has as it was before.

    Attributes:
        writing: the number of the writing that made it what it is; None if it is gone.
        triples: all of them, as N-Triples.
    """

    writing: int | None
    triples: bytes


class Copied(Protocol):
    """What is copied, and the copy kept up to date."""

    def changes(self, held: Mapping[str, int]) -> dict[str, Change]:
        """Return what a copy lacks, by the IRIs of graphs; "" is the default graph.

        Args:
            held: the graphs that the copy holds, each with the number of its writing.
        """
        ...


class Store(Copied, Protocol):
    """A set of triples, some of them in named graphs, that answers SPARQL 1.1.

    Queries see the default graph, and named graphs by GRAPH; nothing else. It is written to
    by `put_graph` alone: copies see no other change.
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

    def put_written(self, iri: str, triples: bytes) -> None:
        """Replace a graph by N-Triples."""
        ...

    def changes(
        self, held: Mapping[str, int], named: Collection[str] | None = None
    ) -> dict[str, Change]:
        """Return what a copy lacks; see `Copied`.

        Args:
            held: as there.
            named: the named graphs that the copy is to have; None for all.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Writings:
    """Which writing of a store made each of its graphs what it is."""

    last: dict[str, int] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def note(self, iri: str, *, kept: bool) -> None:
        """Note that a graph was written: afterwards, so that nobody takes a half for it.

        Args:
            iri: the graph; "" is the default graph.
            kept: whether there is such a graph now.
        """
        if kept:
            self.last[iri] = next(self.numbers)
        else:
            self.last.pop(iri, None)

    def changes(
        self, held: Mapping[str, int], graphs: Collection[str], written: Callable[[str], bytes]
    ) -> dict[str, Change]:
        """Return what a copy lacks; see `Copied`.

        Args:
            held: as there.
            graphs: all that there are.
            written: returns the triples of one, as N-Triples.
        """
        now = {iri: self.last.get(iri, 0) for iri in graphs}
        new = {i: Change(n, written(i)) for i, n in now.items() if held.get(i) != n}
        return new | {iri: Change(None, b"") for iri in held.keys() - now.keys()}


@dataclass(frozen=True, slots=True)
class OxigraphStore:
    """A store in memory, on pyoxigraph."""

    store: pyoxigraph.Store = field(default_factory=pyoxigraph.Store)
    _writings: _Writings = field(default_factory=_Writings, init=False, compare=False)

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
        graph = _oxigraph_name(iri)
        try:
            self.store.remove_graph(graph)
            self.store.bulk_extend(_quads(triples, graph))
        finally:
            self._writings.note(iri, kept=not iri or self.store.contains_named_graph(graph))

    def put_written(self, iri: str, triples: bytes) -> None:
        """Replace a graph; see `Store`. Blank nodes keep their labels."""
        graph, form = _oxigraph_name(iri), pyoxigraph.RdfFormat.N_TRIPLES
        try:
            self.store.remove_graph(graph)
            self.store.bulk_extend(
                pyoxigraph.Quad(t.subject, t.predicate, t.object, graph)
                for t in pyoxigraph.parse(triples, form, lenient=True)
            )
        finally:
            self._writings.note(iri, kept=not iri or self.store.contains_named_graph(graph))

    def written(self, iri: str) -> bytes:
        """Return the triples of a graph, as N-Triples."""
        graph, form = _oxigraph_name(iri), pyoxigraph.RdfFormat.N_TRIPLES
        return self.store.dump(format=form, from_graph=graph) or b""

    def dataset(self, named: Iterable[str], form: pyoxigraph.RdfFormat) -> str:
        """Return the default graph and some named ones, in a form of RDF that has names."""
        quads = (
            quad
            for iri in ("", *named)
            for quad in self.store.quads_for_pattern(None, None, None, _oxigraph_name(iri))
        )
        prefixes = {} if form == pyoxigraph.RdfFormat.N_QUADS else PREFIXES
        return (pyoxigraph.serialize(quads, format=form, prefixes=prefixes) or b"").decode()

    def changes(
        self, held: Mapping[str, int], named: Collection[str] | None = None
    ) -> dict[str, Change]:
        """Return what a copy lacks; see `Store`."""
        names = named
        if names is None:
            names = [graph.value for graph in self.store.named_graphs()]
        return self._writings.changes(held, ["", *names], self.written)


@dataclass(frozen=True, slots=True)
class RdflibStore:
    """A store in memory, on rdflib: slow, and the reference."""

    dataset: Dataset = field(default_factory=Dataset)
    _writings: _Writings = field(default_factory=_Writings, init=False, compare=False)

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
        graph = self._graph(iri)
        try:
            graph.remove((None, None, None))
            for triple in triples:
                graph.add(triple)
        finally:
            self._writings.note(iri, kept=not iri or len(graph) > 0)

    def put_written(self, iri: str, triples: bytes) -> None:
        """Replace a graph by N-Triples; see `Store`."""
        self.put_graph(iri, Graph().parse(data=triples, format="nt"))

    def changes(
        self, held: Mapping[str, int], named: Collection[str] | None = None
    ) -> dict[str, Change]:
        """Return what a copy lacks; see `Store`."""

        def written(iri: str) -> bytes:
            return self._graph(iri).serialize(format="nt").encode()

        if named is None:
            names = {str(graph.identifier) for graph in self.dataset.graphs() if len(graph)}
            named = sorted(names - {str(self.dataset.default_graph.identifier)})
        return self._writings.changes(held, ["", *named], written)

    def _graph(self, iri: str) -> Graph:
        return self.dataset.graph(URIRef(iri)) if iri else self.dataset.default_graph


def _oxigraph_name(iri: str) -> pyoxigraph.NamedNode | pyoxigraph.DefaultGraph:
    return pyoxigraph.NamedNode(iri) if iri else pyoxigraph.DefaultGraph()


def n_triples(triples: Iterable[tuple[Node, Node, Node]]) -> bytes:
    """Return `triples` as N-Triples, in a form that `put_written` takes."""
    return "".join(_lines(triples, "")).encode()


def _quads(
    triples: Iterable[tuple[Node, Node, Node]],
    graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph,
) -> Iterator[pyoxigraph.Quad]:
    """Yield triples as quads of a graph: written and parsed, which is faster than one by one."""
    lines = _lines(triples, str(graph) if isinstance(graph, pyoxigraph.NamedNode) else "")
    while text := "".join(islice(lines, _WRITTEN_AT_ONCE)):
        yield from pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)


def _lines(triples: Iterable[tuple[Node, Node, Node]], graph: str) -> Iterator[str]:
    term = cache(lambda node: str(to_oxigraph(node)))  # most terms stand in several triples
    return (f"{term(s)} {term(p)} {term(o)} {graph} .\n" for s, p, o in triples)


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
