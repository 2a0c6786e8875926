"""What each clause comes to, as triples that read without knowing periods or scenarios.

Whose it is, who owes it, in which agreement; which events start and end it; on which days it is
certainly, or at most, in force; between which bounds its amounts lie. The days are those of the
scenario without suppositions, known on the last day of the record: so they hang on the files
alone. What a day says of a clause stands in a graph of that day: `status_graphs.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.asking.point_nodes import node_of
from pactgraph.asking.setting import Setting, event_windows
from pactgraph.interpreting.literals import finite_number
from pactgraph.kernel.flips import course
from pactgraph.kernel.points import NthOf, shape
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import FIRST, day
from pactgraph.reaching import reached
from pactgraph.terms import PACT, SCHEMA, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date, datetime

    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triples
    from pactgraph.kernel.flips import Course
    from pactgraph.record import Amount, Clause, Record

    Triple = tuple[Node, Node, Node]

_A_DAY = timedelta(days=1)
_LIMITS = (SCHEMA.minValue, SCHEMA.maxValue)
_CERTAIN = frozenset({Status.IN_FORCE})
_POSSIBLE = frozenset({Status.IN_FORCE, Status.DEPENDS})


@dataclass(frozen=True, slots=True)
class Days:
    """On which days a clause is in force, each by its last instant in UTC.

    Attributes:
        first_certain: the first on which it is, whatever the open events do; None for no such
            day, or none before which it was not.
        last_certain: the last such day; None for no such day, or if it stays so for good.
        gaps: whether between these it is not so on every day.
        last_possible: the last on which it can be; None for no such day, or if it can for good.
        ended: the first on which it has ended, if it has by the last day of the record.
    """

    first_certain: date | None
    last_certain: date | None
    gaps: bool
    last_possible: date | None
    ended: date | None


def plain_setting(record: Record) -> Setting | None:
    """Return the setting of a record's last day, with nothing supposed; None without a day."""
    if record.last_day is None:
        return None
    last = day(record.last_day)
    return Setting(last, last)


def clause_triples(record: Record) -> Iterator[Triple]:
    """Yield what each clause of a record comes to; see the vocabulary for each property.

    A record without any date tells of no days.
    """
    setting = plain_setting(record)
    windows = event_windows(record, setting) if setting else {}
    for clause in record.clauses.values():
        node = URIRef(clause.iri)
        yield node, PACT.agreement, URIRef(clause.agreement)
        yield from ((node, PACT.holder, URIRef(iri)) for iri in clause.holders)
        yield from ((node, PACT.owedBy, URIRef(iri)) for iri in clause.owed_by)
        yield from _events(clause, record)
        if setting:
            steps = course(clause.periods, windows, record.relations)
            yield from _day_triples(node, days_of(steps, setting.known.last))
    for amount in {amount.iri: amount for amount in _amounts(record) if amount.iri}.values():
        yield from _bounds(amount)


def _amounts(record: Record) -> Iterator[Amount]:
    for provision in (*record.clauses.values(), *record.statements.values()):
        yield from provision.amounts
    for event in record.events.values():
        yield from event.amounts


def days_of(steps: Course, last: datetime) -> Days:
    """Return on which days something with the course `steps` is in force.

    Args:
        steps: its standing at every instant.
        last: the last instant of the record: what ends later has not ended yet.
    """
    certain = _stretches(steps, _CERTAIN)
    possible = _stretches(steps, _POSSIBLE)
    end = steps[-1]
    has_ended = end.standing.status is Status.ENDED and end.since <= last
    return Days(
        first_certain=certain[0][0] if certain else None,
        last_certain=certain[-1][1] if certain else None,
        gaps=len(certain) > 1,
        last_possible=possible[-1][1] if possible else None,
        ended=end.since.date() if has_ended else None,
    )


def _stretches(
    steps: Course, statuses: Collection[Status]
) -> list[tuple[date | None, date | None]]:
    """Return the unbroken rows of days on which the status is one of `statuses`.

    Each has its first and its last day; None for no bound.
    """
    found: list[tuple[date | None, date | None]] = []
    for step, following in pairwise([*steps, None]):
        if step is None or step.standing.status not in statuses:
            continue
        first = None if step.since == FIRST else step.since.date()
        last = following.since.date() - _A_DAY if following else None
        if first and last and last < first:
            continue  # it is over before the day is
        if found and first and found[-1][1] == first - _A_DAY:
            first = found.pop()[0]
        found.append((first, last))
    return found


def _day_triples(node: URIRef, found: Days) -> Iterator[Triple]:
    for predicate, moment in (
        (PACT.firstCertainDay, found.first_certain),
        (PACT.lastCertainDay, found.last_certain),
        (PACT.lastPossibleDay, found.last_possible),
        (PACT.endedOn, found.ended),
    ):
        if moment:
            yield node, predicate, day_literal(moment)
    if found.gaps:
        yield node, PACT.certainWithGaps, Literal(True)  # noqa: FBT003 - a value


def day_literal(moment: date) -> Literal:
    """Return a day as xsd:date."""
    return Literal(moment.isoformat(), datatype=XSD.date, normalize=False)


def _events(clause: Clause, record: Record) -> Iterator[Triple]:
    """Yield the events that help to start a clause, and those that help to end it.

    What is written to end it is among these, even where it can only keep it from beginning.
    """
    starts = chain.from_iterable(period.from_events for period in clause.periods)
    ends = chain.from_iterable(period.until_events for period in clause.periods)
    for predicate, names in (
        (PACT.startingEvent, starts),
        (PACT.endingEvent, chain(ends, clause.ended_by)),
    ):
        for name in sorted(_counted(names, record)):
            yield URIRef(clause.iri), predicate, node_of(name, record)


def _counted(names: Iterable[str], record: Record) -> frozenset[str]:
    """Return `names`, and the several of which one is the earliest, the latest or the n-th."""
    points = record.relations.points

    def parts(name: str) -> list[str]:
        what = shape(points[name]) if name in points else None
        return [p for p in what.points if isinstance(p, str)] if isinstance(what, NthOf) else []

    return reached(names, parts)


def nameless_bounds(facts: Triples) -> Iterator[Triple]:
    """Yield the bounds of amounts that have no name: these the files alone tell apart.

    They belong to the blank nodes of `facts`, beside which they have to stand.
    """
    named = (amount for _, amount in facts.subject_objects(PACT.amount))
    for node in dict.fromkeys(each for each in named if isinstance(each, BNode)):
        numbers = (facts.value(node, each) for each in (SCHEMA.value, *_LIMITS))
        yield from _between(node, *map(_number, numbers))


def _number(value: Node | None) -> Decimal | None:
    text = finite_number(value) if isinstance(value, Literal) else ""
    return Decimal(text) if text else None


def _bounds(amount: Amount) -> Iterator[Triple]:
    yield from _between(URIRef(amount.iri), amount.value, amount.minimum, amount.maximum)


def _between(
    node: Node, value: Decimal | None, minimum: Decimal | None, maximum: Decimal | None
) -> Iterator[Triple]:
    least = minimum if value is None else value
    most = maximum if value is None else value
    for predicate, bound in ((PACT.atLeast, least), (PACT.atMost, most)):
        if bound is not None:
            yield node, predicate, _decimal(bound)


def _decimal(number: Decimal) -> Literal:
    """Return a number as xsd:decimal, which knows no exponents."""
    return Literal(f"{number:f}", datatype=XSD.decimal, normalize=False)
