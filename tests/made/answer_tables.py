"""The answer tables: one TOML file a question, with a small graph and the rows expected of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
from rdflib import Literal, URIRef

from pactgraph.sparql.questions import Parameter, literal, question
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rdflib.term import Node

    from pactgraph.sparql.rows import Rows, Term
    from pactgraph.sparql.store import Store

FOLDER = Path(__file__).parents[1] / "questions"
NAMESPACES = PREFIXES | {"ex": "https://example.org/"}
ANYTHING = "*"
"""Stands in an expected row for a value that does not matter."""


@dataclass(frozen=True, slots=True)
class Case:
    """One row of expectations.

    Attributes:
        question: name of the question.
        name: what it shows, as a sentence.
        given: the graph in TriG, without prefixes; "" for the shipped facts.
        values: parameters as written; a day stands for its last instant.
        rows: expected rows, as `shown` writes them.
        on: the day asked about, for the shipped facts.
    """

    question: str
    name: str
    given: str
    values: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]
    on: str = ""

    def __str__(self) -> str:
        """Return how the test is called."""
        return f"{self.question}: {self.name}"


def tables() -> dict[str, dict[str, Any]]:
    """Return the answer tables as they stand in their files, by the name of the question."""
    files = sorted(FOLDER.glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


def cases() -> list[Case]:
    """Return the cases with small graphs."""
    return [
        Case(
            question=name,
            name=case["name"],
            given=case.get("given", table["given"]),
            values=case["with"],
            rows=_rows(case["rows"]),
        )
        for name, table in tables().items()
        for case in table["case"]
    ]


def shipped_cases() -> list[Case]:
    """Return the cases over the shipped facts; their rows are some of those expected."""
    return [
        Case(
            question=name,
            name=case["name"],
            given="",
            values=case.get("with", {}),
            rows=_rows(case["includes"]),
            on=case.get("on", "2026-11-23"),
        )
        for name, table in tables().items()
        for case in table["shipped"]
    ]


def _rows(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)


def answer(case: Case, store: Store) -> tuple[tuple[str, ...], ...]:
    """Return the rows that the question of `case` has in `store`, which is filled first."""
    fill(store, case.given)
    asked = question(case.question)
    kinds = {parameter.name: parameter for parameter in asked.parameters}
    values = {name: _term(kinds[name], text) for name, text in case.values.items()}
    return shown(store.select(asked.filled(values)))


def fill(store: Store, given: str) -> None:
    """Put the graphs written in `given` into `store`."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in NAMESPACES.items())
    graphs: dict[str, list[tuple[Node, Node, Node]]] = {}
    for quad in pyoxigraph.parse(prefixes + given, format=pyoxigraph.RdfFormat.TRIG):
        graph = quad.graph_name
        name = graph.value if isinstance(graph, pyoxigraph.NamedNode) else ""
        triple = (_node(quad.subject), _node(quad.predicate), _node(quad.object))
        graphs.setdefault(name, []).append(triple)
    for name, triples in graphs.items():
        store.put_graph(name, triples)


def _node(term: object) -> Node:
    """Return `term` as rdflib has it, with its text as written."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    assert isinstance(term, pyoxigraph.Literal)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _term(parameter: Parameter, text: str) -> Term:
    if parameter.kind == "iri":
        prefix, _, name = text.partition(":")
        return pyoxigraph.NamedNode(NAMESPACES[prefix] + name)
    return literal(parameter, text)


def shown(rows: Rows) -> tuple[tuple[str, ...], ...]:
    """Return `rows` as the tables write them: prefixes before IRIs, "" for no value."""
    return tuple(tuple(_shown(term) for term in row) for row in rows.rows)


def _shown(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, pyoxigraph.NamedNode):
        for prefix, namespace in NAMESPACES.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
    return term.value


def fits(expected: Sequence[str], row: Sequence[str]) -> bool:
    """Return whether `row` is as expected, where that matters."""
    pairs = zip(expected, row, strict=True)
    return all(wanted in {ANYTHING, found} for wanted, found in pairs)
