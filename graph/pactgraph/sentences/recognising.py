"""Derived events recognised in triples: those that are made exactly as sentences make them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from rdflib import BNode, URIRef

from pactgraph.errors import BadInputError
from pactgraph.kernel.schedules import schedule
from pactgraph.kernel.spans import Back
from pactgraph.kernel.timeline import Duration
from pactgraph.sentences.constraints import date_in
from pactgraph.sentences.made import Limit, Made, described, is_whole_years
from pactgraph.terms import DPROD, PACT, RDF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from rdflib.term import Node

    from pactgraph.sentences.constraints import Descriptions
    from pactgraph.sentences.made import Triple

    Said = Mapping[Node, Collection[Node]]
    """What is said of a node, by predicate."""

_WAYS = ("earliestOf", "latestOf", "after", "when", "lapseOf")
_HOWS = ("before", "noLaterThan", "noEarlierThan")
_MAKING = frozenset(PACT[name] for name in (*_WAYS, *_HOWS, "nth", "offset", "onNext"))
"""The properties that say how an event is made."""
_OFFSET = re.compile(
    r"(?P<back>-)?P((?P<years>\d{1,6})Y)?((?P<months>\d{1,6})M)?((?P<days>\d{1,9})D)?"
    r"(T((?P<hours>\d{1,9})H)?((?P<minutes>\d{1,9})M)?((?P<seconds>\d{1,9}(\.\d{1,6})?)S)?)?",
    re.ASCII,
)


_UNITS = ("years", "months", "days", "hours", "minutes", "seconds")


def made_of(graph: Descriptions, event: Node) -> Made | None:
    """Return how a derived event is made; None if sentences do not make it so."""
    said = graph.about(event)
    ways = [way for way in _WAYS if PACT[way] in said]
    if PACT.DerivedEvent not in said.get(RDF.type, ()) or len(ways) != 1:
        return None
    try:
        made = _made(graph, said, ways[0])
    except (ValueError, BadInputError):
        return None
    return made if making(graph, event) == _as_made(made, event) else None


def making(graph: Descriptions, event: Node) -> frozenset[object]:
    """Return what says how an event is made, without names of unlabelled nodes."""
    said = graph.about(event).items()
    return frozenset(
        (predicate, *_content(value, graph.about(value)))
        for predicate, values in said
        if predicate in _MAKING
        for value in values
    )


def by_subject(triples: Iterable[Triple]) -> dict[Node, dict[Node, list[Node]]]:
    """Return triples by what they are about."""
    found: dict[Node, dict[Node, list[Node]]] = {}
    for subject, predicate, value in triples:
        found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def _as_made(made: Made, event: Node) -> frozenset[object]:
    about = by_subject(described(made, URIRef(str(event))))
    return frozenset(
        (predicate, *_content(value, about.get(value, {})))
        for predicate, values in about[event].items()
        if predicate in _MAKING
        for value in values
    )


def _content(value: Node, said: Said) -> tuple[object, ...]:
    """Return a value; what is said of a schedule, and its name if it has one."""
    if DPROD.scheduleExpression not in said and not isinstance(value, BNode):
        return (value,)
    told = {(predicate, each) for predicate, values in said.items() for each in values}
    return ("" if isinstance(value, BNode) else value, frozenset(told))


def _made(graph: Descriptions, said: Said, way: str) -> Made:
    """Return how an event is made; what does not fit is left out.

    Raises:
        ValueError: it is made in no way that can be read.
        BadInputError: likewise.
    """
    limits: list[Limit] = []
    for how in _HOWS:
        for value in said.get(PACT[how], ()):
            written = str(value) if isinstance(value, URIRef) else date_in(value)
            limits += [] if written is None else [Limit(how, written)]
    events = tuple(sorted(map(str, said[PACT[way]])))
    made = Made(way, events, limits=tuple(sorted(limits, key=lambda limit: limit.key)))
    for value in said.get(PACT.nth, ()):
        made = replace(made, count=int(str(value)))
    for value in said.get(PACT.offset, ()):
        made = _with_offset(made, str(value))
    for node in said.get(PACT.onNext, ()):
        for text in graph.about(node).get(DPROD.scheduleExpression, ()):
            name = str(node) if isinstance(node, URIRef) else ""
            made = replace(made, onward=schedule(str(text)), schedule=name)
    several = len(events) > 1
    is_count = way in ("earliestOf", "latestOf")
    needs = bool(limits) if way in ("when", "lapseOf") else way != "after" or made.span.steps
    if several != is_count or not needs or made.count > len(events):
        raise ValueError(way)
    return made


def _with_offset(made: Made, text: str) -> Made:
    """Return `made` with an offset.

    Raises:
        ValueError: it is none.
        BadInputError: it mixes months and days.
    """
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise ValueError(text)
    told = {unit: float(found[unit] or 0) for unit in _UNITS}
    months = int(told.pop("years") * 12 + told.pop("months"))
    length = Duration(months, timedelta(**told))
    offset = Back(length) if found["back"] else length
    in_months = found["months"] is not None and is_whole_years(offset)
    return replace(made, offset=offset, in_months=in_months)
