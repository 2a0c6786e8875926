"""The conditions of a clause, taken apart: what each says, ends with and rests on.

Nothing here depends on a date, on what is known or on what is assumed; `inquiry` asks how
each condition stands in a setting, and the page asks the same in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import (
    ALWAYS,
    And,
    AtOrAfter,
    Before,
    Condition,
    opposite,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    """

    condition: Condition
    event: str = ""
    endings: tuple[tuple[Provision, bool], ...] = ()
    undisclosed: tuple[Text, ...] = ()
    sources: tuple[str, ...] = ()
    parts: tuple[Requirement, ...] = ()


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
    parts = tuple(
        _requirement(record, clause, part)
        for part in _unfolded(condition, record.relations.derived)
    )
    match condition:
        case AtOrAfter(str(event)) | Before(str(event)):
            base = record.relations.base(event)
            named = record.agreements.get(base) or record.events[base]
            ends = isinstance(condition, Before)
            endings = _endings(record, clause, base) if ends else ()
            cited = [named.sources, *(provision.sources for provision, _ in endings)]
            found = tuple(dict.fromkeys(source for sources in cited for source in sources))
            sources = found or clause.sources
            return Requirement(condition, event, endings, named.undisclosed, sources, parts)
        case AtOrAfter() | Before():
            return Requirement(condition, sources=clause.sources)
        case _:
            return Requirement(condition, parts=parts)


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


def _unfolded(condition: Condition, derived: Mapping[str, Condition]) -> tuple[Condition, ...]:
    """Return the conditions that `condition` is made of; limits of scope are left out."""
    match condition:
        case AtOrAfter(str(event)) if event in derived:
            return (derived[event],)
        case Before(str(event)) if event in derived:
            return (opposite(derived[event]),)
        case AtOrAfter() | Before():
            return ()
        case And(parts):
            return tuple(part for part in parts if part != ALWAYS)
        case joint:
            return joint.parts
