"""What was found, as triples: periods of clauses, windows of events, how old evidence is.

With these, plain SPARQL 1.1 decides what is in force; see `queries/status.rq`. All
instants are xsd:dateTime in UTC, because engines disagree on mixed comparisons.

Where bounds of one event at a time do not tell when a whole period can hold, it is bounded by
two events of its own, that it begins and that it is over. And where periods do not tell of one
another, a clause has one more, for the days on which it is in force all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.asking.point_nodes import node_of, point_triples, points_named
from pactgraph.flows.flows import flows
from pactgraph.flows.sums import fitting, weighed
from pactgraph.kernel.completions import hang_together, held_around, need_search
from pactgraph.kernel.domains import LONG_AGO
from pactgraph.kernel.scenarios import Window
from pactgraph.kernel.status import Status, open_in, standing, surely_holds
from pactgraph.kernel.timeline import FIRST, LAST, TICK, instant_text
from pactgraph.terms import FORCE, PACT, RDF, VALUE, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from rdflib.term import Node

    from pactgraph.asking.evidence import Evidence
    from pactgraph.flows.flows import Flow
    from pactgraph.kernel.duties import State
    from pactgraph.kernel.periods import Period
    from pactgraph.record import Clause, Record

    Triple = tuple[Node, Node, Node]


@lru_cache(maxsize=8_192)
def instant(moment: datetime) -> Literal:
    """Return `moment` as a literal of the one datatype that instants have."""
    return Literal(instant_text(moment), datatype=XSD.dateTime, normalize=False)


# ---- What holds in periods --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Held:
    """What holds in periods: a clause, or that a duty is in one of its states.

    Attributes:
        node: the clause or the state.
        link: the property that leads from it to its periods.
        periods: all prime implicants of its condition.
    """

    node: URIRef
    link: URIRef
    periods: tuple[Period, ...]

    def is_calendar_bound(self, record: Record) -> bool:
        """Return whether the periods may not tell all, each by itself."""
        return hang_together((n for p in self.periods for n in p.named), record.relations)

    def period(self, number: int | str) -> URIRef:
        """Return the node of a period by its number, from 1; or of the one that is `_SURE`."""
        return URIRef(f"{self.node}/period/{number}")


_SURE = "sure"
"""The number, so to speak, of the period that only the search tells of.

What has no other has it, too: so a query sees that it never holds.
"""


def _clauses(record: Record) -> list[_Held]:
    """Return the clauses of a record."""
    clauses = record.clauses.values()
    return [_Held(URIRef(clause.iri), PACT.period, clause.periods) for clause in clauses]


def _states(record: Record) -> list[_Held]:
    """Return the states of all duties of a record."""
    return [
        _Held(_state(clause, state), PACT.statePeriod, periods)
        for clause in record.clauses.values()
        for state, periods in clause.states.items()
    ]


def _state(duty: Clause, state: State) -> URIRef:
    return URIRef(f"{duty.iri}/state/{state}")


def _points(held: Iterable[_Held], record: Record) -> list[str]:
    return points_named((period for each in held for period in each.periods), record)


# ---- Of every scenario ------------------------------------------------------------------


def period_triples(record: Record) -> Iterator[Triple]:
    """Yield the periods of every clause, ``?clause pact:period ?period``, and what they name.

    Likewise of the states of duties, ``?duty pact:possibleState/pact:statePeriod ?period``.
    """
    held = [*_clauses(record), *_states(record)]
    for each in held:
        yield from _periods(each, record)
    for clause in record.clauses.values():
        for state in clause.states:
            node = _state(clause, state)
            yield URIRef(clause.iri), PACT.possibleState, node
            yield node, RDF.type, PACT.StateOfDuty
            yield node, PACT.stateName, Literal(state.value)
    for name, delay in record.relations.delays.items():
        yield URIRef(name), PACT.after, URIRef(delay.event)
    yield from point_triples((period for each in held for period in each.periods), record)
    yield from flow_triples(record)


def flow_triples(record: Record) -> Iterator[Triple]:
    """Yield the flows that clauses make, parties as the tops of their groups.

    A flow that goes both ways is one node for each direction.
    """
    for flow in flows(record, record.clauses.values()):
        whole = weighed(flow)[0]
        for number, (givers, takers) in enumerate(flow.sides, start=1):
            node = URIRef(f"{whole.iri}/flow/{number}")
            yield node, RDF.type, PACT.Flow
            yield from ((node, PACT.giver, URIRef(iri)) for iri in givers)
            yield from ((node, PACT.taker, URIRef(iri)) for iri in takers)
            yield node, PACT.flowing, URIRef(f"{VALUE}{flow.lead}")
            if flow.counter:
                yield node, PACT.inReturn, URIRef(f"{VALUE}{flow.counter}")
            yield from ((node, PACT.carriedBy, URIRef(each.iri)) for each in flow.clauses)
            yield from ((node, PACT.measuredBy, URIRef(iri)) for iri in _measures(flow))
            yield node, PACT.boundBy, URIRef(f"{FORCE}{flow.force}")


def _measures(flow: Flow) -> list[str]:
    """Return the clauses whose amounts say what a flow comes to."""
    for clause in weighed(flow):
        if fitting(flow.lead, clause.amounts):
            return [clause.iri]
    return [clause.iri for clause in flow.clauses if fitting(flow.lead, clause.amounts)]


def _periods(held: _Held, record: Record) -> Iterator[Triple]:
    for number, period in enumerate(held.periods, start=1):
        node = held.period(number)
        yield held.node, held.link, node
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
    is_bound = held.is_calendar_bound(record)
    if is_bound:
        yield held.node, PACT.calendarBound, Literal(True)  # noqa: FBT003 - a value
    if is_bound or not held.periods:
        node = held.period(_SURE)
        yield held.node, held.link, node
        yield node, RDF.type, PACT.LemmaPeriod
        yield from _bounded(node, PACT.fromEvent, PACT.untilEvent)


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


@dataclass(frozen=True)
class Told:
    """What scenarios of a record tell of, found once for all of them.

    Attributes:
        record: the record.
        held: what holds in periods.
        points: the nodes of what periods name beside events, by name.
    """

    record: Record
    held: tuple[_Held, ...]
    points: Mapping[str, URIRef]

    @cached_property
    def searched(self) -> list[tuple[URIRef, Period]]:
        """Periods for which bounds of one event at a time may not tell all, and their nodes."""
        return [
            (each.period(number), period)
            for each in self.held
            for number, period in enumerate(each.periods, start=1)
            if need_search(period.named, self.record.relations)
        ]

    @cached_property
    def calendar_bound(self) -> list[_Held]:
        """That of which the periods may not tell all, each by itself."""
        return [each for each in self.held if each.is_calendar_bound(self.record)]

    @property
    def is_of_one_day(self) -> bool:
        """Whether what a scenario says hangs on the day that is asked about."""
        return bool(self.points or self.calendar_bound)

    def triples(self, windows: Mapping[str, Window], at: datetime) -> Iterator[Triple]:
        """Yield when what periods name beside events can happen, and between what they can hold.

        Args:
            windows: when each event can happen.
            at: the instant asked about.
        """
        relations = self.record.relations
        for name, node in self.points.items():
            yield from _window(node, windows[name])
            for event in open_in(name, windows, at, relations):
                yield node, PACT.decidedBy, URIRef(event)
        for node, period in self.searched:
            between = held_around(period, windows, relations, max(at, LONG_AGO))
            if between is not None:
                start = FIRST if between[0] < LONG_AGO else between[0]
                yield from _window(_begins(node), Window(start, start))
                yield from _window(_over(node), Window(None, _after(between[1])))
        for each in self.calendar_bound:
            yield each.node, PACT.askedAt, instant(at)
            if _is_sure_by_search(each.periods, self.record, windows, at):
                node = each.period(_SURE)
                yield from _window(_begins(node), Window(at, at))
                yield from _window(_over(node), Window(_after(at), _after(at)))


def told_of_clauses(record: Record) -> Told:
    """Return what every scenario tells of."""
    return _told(record, _clauses(record))


def told_of_duties(record: Record) -> Told:
    """Return what it tells of beside, for the few questions about the states of duties."""
    return _told(record, _states(record))


def _told(record: Record, held: Collection[_Held]) -> Told:
    points = {name: node_of(name, record) for name in _points(held, record)}
    return Told(record, tuple(held), points)


def _is_sure_by_search(
    periods: Collection[Period], record: Record, windows: Mapping[str, Window], at: datetime
) -> bool:
    """Return whether one of `periods` holds at `at`, but none of them by itself says so."""
    if any(surely_holds(period, windows, at) for period in periods):
        return False
    found = standing(periods, windows, at, record.relations)
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
