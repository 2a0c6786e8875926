"""All things of one sort, or those that some clauses name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pactgraph.kernel.conditions import events_in
from pactgraph.reaching import reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.record import Clause, Party, Record, Thing

Sort = Literal["agreements", "parties", "assets", "actions", "kinds", "events", "sources"]
SORTS: tuple[Sort, ...] = (
    "agreements",
    "parties",
    "assets",
    "actions",
    "kinds",
    "events",
    "sources",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing of a list.

    Attributes:
        thing: the thing.
        clauses: how many of the clauses asked about name it.
    """

    thing: Thing
    clauses: int


def listed(record: Record, sort: Sort, clauses: Iterable[Clause] | None = None) -> list[Listed]:
    """Return the things of one sort, in the order of their ids.

    Args:
        record: the record.
        sort: which things.
        clauses: list only what these name; None for everything, named or not.
    """
    chosen = record.clauses.values() if clauses is None else clauses
    counts = Counter(iri for clause in chosen for iri in _named(record, sort, clause))
    things = {thing.iri: thing for thing in _things(record, sort)}
    shown = things if clauses is None else things.keys() & counts.keys()
    rows = [Listed(things[iri], counts[iri]) for iri in shown]
    return sorted(rows, key=lambda row: row.thing.id)


def within(whole: str, parties: Mapping[str, Party]) -> frozenset[str]:
    """Return the IRI of a party with those of its parts and members, at any remove."""
    members: dict[str, list[str]] = {}
    for party in parties.values():
        for parent in party.parents:
            members.setdefault(parent, []).append(party.iri)
    return reached([whole], lambda iri: members.get(iri, ()))


def _things(record: Record, sort: Sort) -> Iterable[Thing]:
    match sort:
        case "agreements":
            return record.agreements.values()
        case "parties":
            return record.parties.values()
        case "assets":
            return record.assets.values()
        case "actions":
            return record.actions.values()
        case "kinds":
            return record.kinds.values()
        case "events":
            return record.events.values()
        case "sources":
            return record.sources.values()


def _named(record: Record, sort: Sort, clause: Clause) -> set[str]:
    """Return the IRIs of the things of one sort that `clause` names."""
    match sort:
        case "agreements":
            return {clause.agreement}
        case "parties":
            return {*clause.holders, *clause.owed_by}
        case "assets":
            return set(clause.assets)
        case "actions":
            return set(clause.actions)
        case "kinds":
            return {concept.iri for concept in record.kinds.values() if concept.id == clause.kind}
        case "events":
            return set(events_in(clause.condition)) & record.events.keys()
        case "sources":
            return set(clause.sources)
