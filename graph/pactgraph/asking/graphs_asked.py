"""Which graphs a query asks, and what of it can have no answer there: told, not left unsaid.

Facts and what is worked out of every scenario stand in the default graph; a status, and when an
event can happen, stand in named graphs, which are there for one setting at a time. A pattern
that looks in the wrong place finds nothing, as if nothing were so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.asking.scenario_writing import SCENARIO
from pactgraph.asking.status_graphs import STATUS
from pactgraph.errors import QueryError
from pactgraph.messages import worded
from pactgraph.terms import PACT, PREFIXES, RDF, prefixed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Node

_OF_DAYS = ("status", "dependsOn", "ofDay", "knownThrough", "supposing")
_OF_SCENARIOS = ("earliest", "latest", "decidedBy", "askedAt", "lastConfirmed", "unconfirmed")
_NAMES = (*_OF_DAYS, *_OF_SCENARIOS)
OF_DAYS = frozenset(PACT[name] for name in _OF_DAYS)
"""The properties that stand in status graphs, and only there."""
OF_SCENARIOS = frozenset(PACT[name] for name in _OF_SCENARIOS)
"""The properties that stand in the graphs of scenarios, and only there."""

_ASKS = re.compile(rf"\bgraph\b|\b(?:{'|'.join(_NAMES)})\b|/(?:status|scenario)\b", re.IGNORECASE)
"""What a query has that could look in the wrong place."""
_GRAPH_WORD = re.compile(r"\bgraph\b", re.IGNORECASE)
_OURS = re.compile(rf"(?:{re.escape(STATUS)}|{re.escape(SCENARIO)})/[^<>\"'{{}}|^`\\\s]*")
_PROLOGUE = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in sorted(PREFIXES.items()))
_LONGEST = 20_000
"""A query of more characters is not looked through for where its patterns look."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A triple pattern, and where it is looked for.

    Attributes:
        predicate: its predicate, or a variable, or a path.
        graph: None for the default graph.
        beside: the predicates of the patterns that have to be found in the same graph.
    """

    predicate: Node
    graph: Node | None
    beside: frozenset[Node]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of a query could look in the wrong place.

    Attributes:
        graphs: IRIs of named graphs that have to be there.
        patterns: all of its triple patterns.
    """

    graphs: frozenset[str]
    patterns: tuple[_Pattern, ...]


def can_ask_named_graphs(query: str) -> bool:
    """Return whether `query` may ask of a named graph; where it surely does not, none is needed.

    >>> can_ask_named_graphs("SELECT * { graph ?g { ?s ?p ?o } }"), can_ask_named_graphs("ASK {}")
    (True, False)
    """
    return bool(_GRAPH_WORD.search(query))


def refuse_misplaced(query: str, graphs: Collection[str]) -> None:
    """Refuse a query that asks a graph that is not there, or a property where it never stands.

    What does not parse is left to whoever runs it.

    Args:
        query: SPARQL 1.1; our prefixes need not be declared.
        graphs: IRIs of the named graphs that are there.

    Raises:
        QueryError: it does; it says what would be right.
    """
    if not _ASKS.search(query):
        return
    asked = _asked(query)
    for iri in sorted(asked.graphs - set(graphs)):
        _tell_absent(iri, graphs)
    for pattern in asked.patterns:
        _refuse_place(pattern)


def _tell_absent(iri: str, graphs: Collection[str]) -> None:
    raise QueryError(
        worded(
            "there is no graph <{graph}> here; for this day, and what is known and assumed, there"
            " are {graphs}. --on, --known and --assume ask for others",
            graph=iri,
            graphs=" ".join(f"<{each}>" for each in sorted(graphs, reverse=True)),
        )
    )


def _refuse_place(pattern: _Pattern) -> None:
    term = pattern.predicate
    named = OF_DAYS | OF_SCENARIOS
    if pattern.graph is None:
        if term in named:
            raise QueryError(
                worded(
                    "{term} stands in named graphs only; write GRAPH ?graph {{ … {term} … }}",
                    term=prefixed(term),
                )
            )
        return
    if isinstance(term, URIRef) and term not in named and term != RDF.type:
        raise QueryError(
            worded(
                "no named graph has {term}; write what has it outside of GRAPH",
                term=prefixed(term),
            )
        )
    theirs = _other_sort(pattern)
    if theirs:
        raise QueryError(
            worded(
                "{term} and {other} never stand in one graph; write a GRAPH for each",
                term=prefixed(term),
                other=theirs,
            )
        )


def _other_sort(pattern: _Pattern) -> str:
    """Return what a pattern is looked for with, but never stands with; "" for nothing."""
    ours = next((sort for sort in (OF_DAYS, OF_SCENARIOS) if pattern.predicate in sort), None)
    if ours is None:
        return ""
    other, place = (OF_SCENARIOS, SCENARIO) if ours is OF_DAYS else (OF_DAYS, STATUS)
    if str(pattern.graph).startswith(f"{place}/"):
        return f"<{pattern.graph}>"
    return min(map(prefixed, pattern.beside & other), default="")


@lru_cache(maxsize=128)
def _asked(query: str) -> _Asked:
    parsed = _parsed(query)
    if parsed is None:
        return _Asked(frozenset(_OURS.findall(query)), ())
    patterns = tuple(_patterns(parsed, None))
    named = {str(node) for node in _nodes(parsed)}
    ours = {iri for iri in named if iri.startswith((f"{STATUS}/", f"{SCENARIO}/"))}
    asked = {str(p.graph) for p in patterns if isinstance(p.graph, URIRef)}
    return _Asked(frozenset(ours | asked), patterns)


def _parsed(query: str) -> CompValue | None:
    """Return `query` as algebra; None if it does not parse, or is too long or deep to be read."""
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - likewise

    if len(query) > _LONGEST:
        return None
    try:
        found: CompValue = translateQuery(parseQuery(f"{_PROLOGUE}\n{query}")).algebra
    except Exception:  # noqa: BLE001 - its parser raises anything; whoever runs the query tells it
        return None
    return found


def _patterns(part: object, graph: Node | None) -> Iterator[_Pattern]:
    """Yield the triple patterns in a part of a query that stands within `graph`."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415 - slow to import

    if isinstance(part, CompValue):
        if part.name in ("BGP", "TriplesBlock"):
            # A block within EXISTS is left as it was parsed: triples one after the other.
            beside = frozenset(term for row in part.triples for term in row[1::3])
            yield from (_Pattern(each, graph, beside) for each in sorted(beside, key=str))
            return
        within = part.term if part.name in ("Graph", "GraphGraphPattern") else graph
        for each in part.values():
            yield from _patterns(each, within)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _patterns(each, graph)


def _nodes(part: object) -> Iterator[Node]:
    """Yield the IRIs in a query, and its texts, of which IRIs can be made."""
    if isinstance(part, URIRef | Literal):
        yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from _nodes(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _nodes(each)
