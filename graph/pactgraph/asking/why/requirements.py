"""The conditions of a clause, taken apart: what each says, ends with and rests on.

Nothing here depends on a date, on what is known or on what is assumed; `inquiry` asks how
each condition stands in a setting, and the page asks the same in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import (
    ALWAYS,
    And,
    AtOrAfter,
    Before,
    Condition,
    Or,
    opposite,
)
from pactgraph.kernel.points import LapseOf, Moved, NthOf, points_of, shape
from pactgraph.telling.points import has_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.kernel.points import Point
    from pactgraph.record import Clause, Provision, Record, Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition, and what is to be said of it in every setting.

    Attributes:
        condition: what has to hold.
        event: the event that it names, or the name of a delayed one; "" if none.
        endings: the provisions with which the agreement that it names ends the clause, each
            with whether it takes its place.
        undisclosed: what about the event is not public.
        sources: IRIs; every condition that names a date or an event has its own.
        parts: the conditions that it joins; of a derived event, what it is derived from.
        needed: how many of `parts` have to hold for it to, if it names a derived event; None if
            these only tell more of it, because a comparison or a span stands between.
    """

    condition: Condition
    event: str = ""
    endings: tuple[tuple[Provision, bool], ...] = ()
    undisclosed: tuple[Text, ...] = ()
    sources: tuple[str, ...] = ()
    parts: tuple[Requirement, ...] = ()
    needed: int | None = None


def requirements(record: Record, clause: Clause) -> Requirement:
    """Return the condition of `clause` as a tree.

    From its agreement's taking effect on, its own constraints, until what ends it. A derived
    event has what it is derived from below it.
    """
    return _requirement(record, clause, clause.condition)


def provisions(record: Record) -> Iterator[Provision]:
    """Yield all clauses, then all statements, in the order of their ids."""
    yield from sorted(record.clauses.values(), key=lambda clause: clause.id)
    yield from sorted(record.statements.values(), key=lambda statement: statement.id)


def _requirement(record: Record, clause: Clause, condition: Condition) -> Requirement:
    match condition:
        case AtOrAfter(str(event)) | Before(str(event)):
            needed, found = _made_of(condition, event, record)
            base = record.relations.base(event)
            named = record.agreements.get(base) or record.events.get(base)
            ends = isinstance(condition, Before)
            endings = _endings(record, clause, base) if ends else ()
            cited = [provision.sources for provision, _ in endings]
            if named:
                cited.insert(0, named.sources)
            sources = tuple(dict.fromkeys(source for sources in cited for source in sources))
            return Requirement(
                condition,
                event,
                endings,
                named.undisclosed if named else (),
                sources or clause.sources,
                tuple(_requirement(record, clause, part) for part in found),
                needed,
            )
        case AtOrAfter() | Before():
            return Requirement(condition, sources=clause.sources)
        case joint:
            parts = (part for part in joint.parts if not isinstance(joint, And) or part != ALWAYS)
            return Requirement(
                condition, parts=tuple(_requirement(record, clause, part) for part in parts)
            )


def _endings(record: Record, clause: Clause, event: str) -> tuple[tuple[Provision, bool], ...]:
    """Return the provisions of the agreement `event` that end `clause`; none of an event."""
    agreement = record.agreements.get(event)
    if agreement is None:
        return ()
    own = [
        *(record.clauses[iri] for iri in agreement.clauses),
        *(record.statements[iri] for iri in agreement.statements),
    ]
    return tuple(
        (provision, clause.iri in provision.replaces)
        for provision in own
        if clause.iri in (*provision.ends, *provision.replaces)
    )


def _made_of(
    condition: AtOrAfter | Before, event: str, record: Record
) -> tuple[int | None, tuple[Condition, ...]]:
    """Return what a condition on an event is made of, and how many of that have to hold.

    A derived event is taken apart by one level; what has no name of its own, by more.
    """
    relations = record.relations
    if event not in relations.points:
        return None, ()
    what = shape(relations.points[event])
    kind = type(condition)
    match what:
        case NthOf(count, points):
            parts = tuple(kind(point) for point in points)
            needed = count if kind is AtOrAfter else len(points) - count + 1
            if needed == len(points):
                return 1, (And(parts),)
            return (1, (Or(parts),)) if needed == 1 else (needed, parts)
        case Moved(str(point), _) if point not in relations.points and event in relations.derived:
            plain = relations.derived[event]
            return 1, (plain if kind is AtOrAfter else opposite(plain),)
        case LapseOf(awaited, end):
            found = [(AtOrAfter if kind is Before else Before, awaited), (kind, end)]
        case other:
            found = [(kind, point) for point in points_of(other)]
    return None, tuple(part for of, point in found for part in _written(of, point, record))


def _written(
    kind: type[AtOrAfter | Before], point: Point, record: Record
) -> Iterator[AtOrAfter | Before]:
    """Yield conditions on the events of `point` that have names of their own; none on dates."""
    if isinstance(point, datetime):
        return
    derived = record.relations.points.get(point)
    if derived is None or has_name(point, record):
        yield kind(point)
        return
    for part in points_of(derived):
        yield from _written(kind, part, record)
