"""What was found, as triples: periods of clauses, windows of events, how old evidence is.

With these, plain SPARQL 1.1 decides what is in force; see `queries/status.rq`. All
instants are xsd:dateTime in UTC, because engines disagree on mixed comparisons.

Where bounds of one event at a time do not tell when a whole period can hold, it is bounded by
two events of its own, that it begins and that it is over. And where periods do not tell of one
another, a clause has one more, for the days on which it is in force all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.asking.point_nodes import node_of, point_triples, points_named
from pactgraph.asking.setting import event_windows
from pactgraph.kernel.completions import hang_together, held_around, need_search
from pactgraph.kernel.domains import LONG_AGO
from pactgraph.kernel.scenarios import Window
from pactgraph.kernel.status import Status, open_in, standing, surely_holds
from pactgraph.kernel.timeline import FIRST, LAST, TICK, instant_text
from pactgraph.terms import PACT, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from rdflib.term import Node

    from pactgraph.asking.evidence import Evidence
    from pactgraph.asking.setting import Setting
    from pactgraph.record import Clause, Record

    Triple = tuple[Node, Node, Node]


def instant(moment: datetime) -> Literal:
    """Return `moment` as a literal of the one datatype that instants have."""
    return Literal(instant_text(moment), datatype=XSD.dateTime, normalize=False)


# ---- Of every scenario ------------------------------------------------------------------


def period_triples(record: Record) -> Iterator[Triple]:
    """Yield the periods of every clause, ``?clause pact:period ?period``, and what they name."""
    for clause in record.clauses.values():
        yield from _periods(clause, record)
    for name, delay in record.relations.delays.items():
        yield URIRef(name), PACT.after, URIRef(delay.event)
    yield from point_triples(record)


def _periods(clause: Clause, record: Record) -> Iterator[Triple]:
    for number, period in enumerate(clause.periods, start=1):
        node = _period(clause, number)
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
                yield node, predicate, node_of(event, record)
        if need_search(period.named, record.relations):
            yield from _bounded(node, PACT.impliedFromEvent, PACT.impliedUntilEvent)
    is_bound = is_calendar_bound(clause, record)
    if is_bound:
        yield URIRef(clause.iri), PACT.calendarBound, Literal(True)  # noqa: FBT003 - a value
    if is_bound or not clause.periods:
        node = _period(clause, _SURE)
        yield URIRef(clause.iri), PACT.period, node
        yield node, RDF.type, PACT.LemmaPeriod
        yield from _bounded(node, PACT.fromEvent, PACT.untilEvent)


_SURE = "sure"
"""The number, so to speak, of the period that only the search tells of.

A clause without any other has it, too: so a query sees that it never holds.
"""


def is_calendar_bound(clause: Clause, record: Record) -> bool:
    """Return whether the periods of a clause may not tell all, each by itself."""
    return hang_together((n for p in clause.periods for n in p.named), record.relations)


def _period(clause: Clause, number: int | str) -> URIRef:
    return URIRef(f"{clause.iri}/period/{number}")


def _bounded(period: URIRef, start: URIRef, end: URIRef) -> Iterator[Triple]:
    """Yield that a period is bounded by two events of its own."""
    for predicate, bound in ((start, _begins(period)), (end, _over(period))):
        yield period, predicate, bound
        yield bound, RDF.type, PACT.PeriodBound


def _begins(period: URIRef) -> URIRef:
    return URIRef(f"{period}/begins")


def _over(period: URIRef) -> URIRef:
    return URIRef(f"{period}/over")


def _last_day(end: datetime) -> Literal:
    """Return the day, in UTC, of the last instant before `end`."""
    return Literal((end - TICK).date().isoformat(), datatype=XSD.date, normalize=False)


# ---- Of one scenario --------------------------------------------------------------------


def is_of_one_day(record: Record) -> bool:
    """Return whether what a scenario says of a record hangs on the day that is asked about."""
    return bool(points_named(record)) or any(
        is_calendar_bound(clause, record) for clause in record.clauses.values()
    )


def scenario_triples(record: Record, setting: Setting) -> Iterator[Triple]:
    """Yield when all that periods name can happen: the named graph of one scenario.

    Raises:
        BadInputError: as `event_windows`.
    """
    windows = event_windows(record, setting)
    at = setting.on.last
    yield from window_triples(windows)
    for name in points_named(record):
        node = node_of(name, record)
        yield from _window(node, windows[name])
        for event in open_in(name, windows, at, record.relations):
            yield node, PACT.decidedBy, URIRef(event)
    for clause in record.clauses.values():
        yield from _bounds(clause, record, windows, at)


def _bounds(
    clause: Clause, record: Record, windows: Mapping[str, Window], at: datetime
) -> Iterator[Triple]:
    """Yield between which instants periods of a clause can hold, taken as a whole."""
    relations = record.relations
    searched = [
        (_period(clause, number), period)
        for number, period in enumerate(clause.periods, start=1)
        if need_search(period.named, relations)
    ]
    for node, period in searched:
        held = held_around(period, windows, relations, max(at, LONG_AGO))
        if held is not None:
            start = FIRST if held[0] < LONG_AGO else held[0]
            yield from _window(_begins(node), Window(start, start))
            yield from _window(_over(node), Window(None, _after(held[1])))
    if is_calendar_bound(clause, record):
        yield URIRef(clause.iri), PACT.askedAt, instant(at)
        if _is_sure_by_search(clause, record, windows, at):
            node = _period(clause, _SURE)
            yield from _window(_begins(node), Window(at, at))
            yield from _window(_over(node), Window(_after(at), _after(at)))


def _is_sure_by_search(
    clause: Clause, record: Record, windows: Mapping[str, Window], at: datetime
) -> bool:
    """Return whether a clause is in force at `at`, but none of its periods by itself says so."""
    if any(surely_holds(period, windows, at) for period in clause.periods):
        return False
    found = standing(clause.periods, windows, at, record.relations)
    return found.status is Status.IN_FORCE


def _after(last: datetime) -> datetime | None:
    """Return the first instant after `last`; None for never."""
    return last + TICK if last < LAST - TICK else None


def window_triples(windows: Mapping[str, Window]) -> Iterator[Triple]:
    """Yield when each event can happen.

    An event without pact:earliest never happens; one without pact:latest may not.
    """
    for event, window in windows.items():
        yield from _window(URIRef(event), window)


def _window(node: URIRef, window: Window) -> Iterator[Triple]:
    if window.earliest:
        yield node, PACT.earliest, instant(window.earliest)
    if window.latest:
        yield node, PACT.latest, instant(window.latest)


def evidence_triples(evidence: Mapping[str, Evidence]) -> Iterator[Triple]:
    """Yield when each clause was last stated or confirmed, and which are unconfirmed since.

    They belong to the named graph of a scenario, because they hang on the day known to.
    """
    for clause, found in evidence.items():
        if found.last:
            yield URIRef(clause), PACT.lastConfirmed, instant(found.last.start)
        if found.old:
            yield URIRef(clause), PACT.unconfirmed, Literal(found.old)
