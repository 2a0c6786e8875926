"""What was found, as triples: periods of clauses, windows of events, how old evidence is.

With these, plain SPARQL 1.1 decides what is in force; see `queries/status.rq`. All
instants are xsd:dateTime in UTC, because engines disagree on mixed comparisons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.kernel.timeline import TICK, instant_text
from pactgraph.terms import PACT, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from rdflib.term import Node

    from pactgraph.asking.evidence import Evidence
    from pactgraph.kernel.scenarios import Window
    from pactgraph.record import Clause, Record

    Triple = tuple[Node, Node, Node]


def instant(moment: datetime) -> Literal:
    """Return `moment` as a literal of the one datatype that instants have."""
    return Literal(instant_text(moment), datatype=XSD.dateTime, normalize=False)


def period_triples(record: Record) -> Iterator[Triple]:
    """Yield the periods of every clause: ``?clause pact:period ?period``."""
    for clause in record.clauses.values():
        yield from _periods(clause)
    for name, delay in record.relations.delays.items():
        yield URIRef(name), PACT.after, URIRef(delay.event)


def _periods(clause: Clause) -> Iterator[Triple]:
    for number, period in enumerate(clause.periods, start=1):
        node = URIRef(f"{clause.iri}/period/{number}")
        yield URIRef(clause.iri), PACT.period, node
        yield node, RDF.type, PACT.Period
        if period.from_date:
            yield node, PACT.fromDate, instant(period.from_date)
        if period.until_date:
            yield node, PACT.untilDate, instant(period.until_date)
            yield node, PACT.lastDay, _last_day(period.until_date)
        for predicate, events in (
            (PACT.fromEvent, period.from_events),
            (PACT.untilEvent, period.until_events),
            (PACT.impliedFromEvent, period.implied_from),
            (PACT.impliedUntilEvent, period.implied_until),
        ):
            for event in events:
                yield node, predicate, URIRef(event)


def _last_day(end: datetime) -> Literal:
    """Return the day, in UTC, of the last instant before `end`."""
    return Literal((end - TICK).date().isoformat(), datatype=XSD.date, normalize=False)


def window_triples(windows: Mapping[str, Window]) -> Iterator[Triple]:
    """Yield when each event can happen: the named graph of one scenario.

    An event without pact:earliest never happens; one without pact:latest may not.
    """
    for event, window in windows.items():
        if window.earliest:
            yield URIRef(event), PACT.earliest, instant(window.earliest)
        if window.latest:
            yield URIRef(event), PACT.latest, instant(window.latest)


def evidence_triples(evidence: Mapping[str, Evidence]) -> Iterator[Triple]:
    """Yield when each clause was last stated or confirmed, and which are unconfirmed since.

    They belong to the named graph of a scenario, because they hang on the day known to.
    """
    for clause, found in evidence.items():
        if found.last:
            yield URIRef(clause), PACT.lastConfirmed, instant(found.last.start)
        if found.old:
            yield URIRef(clause), PACT.unconfirmed, Literal(found.old)
