"""All things of one sort, or those that some clauses name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pactgraph.kernel.conditions import events_in
from pactgraph.reaching import lying_within
from pactgraph.scope.kinds import kinds_around
from pactgraph.telling.tables import Table, flat_records
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.messages import Language
    from pactgraph.record import Clause, Party, Record, Thing
    from pactgraph.telling.told import Block

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
        clauses: how many of the clauses asked about name it; of an event, how many hang on it,
            also through what is derived from it.
        in_all: how many there are of a kind and all kinds below it; `clauses` for other things.
    """

    thing: Thing
    clauses: int
    in_all: int


class Listing(Told, list[Listed]):
    """The things of one sort.

    Attributes:
        record: what they were found in.
    """

    __slots__ = ("record",)

    def __init__(self, rows: Iterable[Listed], record: Record) -> None:
        """Take what was found."""
        super().__init__(rows)
        self.record = record

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.search.tree import list_table  # noqa: PLC0415 - which needs this class

        return [list_table(self.record, self, language)]

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:
        """Return the answer as plain objects; the keys are in `list_objects`."""
        from pactgraph.asking.search.data import list_objects  # noqa: PLC0415 - likewise

        return list_objects(self.record, self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are the keys of JSON."""
        return flat_records(self.as_json(language))

    def _brief(self) -> str:
        return f"{len(self)} things"


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
    in_all = _with_narrower(record, counts) if sort == "kinds" else counts
    rows = [Listed(things[iri], counts[iri], in_all[iri]) for iri in shown]
    return sorted(rows, key=lambda row: row.thing.id)


def within(whole: str, parties: Mapping[str, Party]) -> frozenset[str]:
    """Return the IRI of a party with those of its parts and members, at any remove."""
    return lying_within(whole, parties, lambda iri: parties[iri].parents)


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


def _with_narrower(record: Record, counts: Counter[str]) -> Counter[str]:
    """Return how many clauses there are of each kind with all kinds below it."""
    found: Counter[str] = Counter()
    for iri, count in counts.items():
        found.update(dict.fromkeys(kinds_around(iri, record.kinds), count))
    return found


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
            named = events_in(clause.condition)
            parts = (record.relations.all_parts(event) for event in named)
            return set().union(*parts) & record.events.keys()
        case "sources":
            return set(clause.sources)
