"""A record as sections of a pack, a row a line; and back, each row when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args

from pactgraph.interpreting.ties import Ties, related, ties_of
from pactgraph.keeping.rows import text_of, value_of
from pactgraph.record import Record, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

_Row = TypeVar("_Row")

_RULES = get_args(Rule)
RANKS: dict[str, Callable[[Any], int]] = {
    "clauses": lambda clause: _RULES.index(clause.rule),
    "events": lambda event: int(event.happening is None),
    "happenings": lambda happening: int(happening.fixed),
}
"""What comes before what, among rows of one sort; of the same rank, IRIs are in order."""
SORTS = (
    *("parties", "assets", "series", "agreements", "clauses", "statements", "events", "claims"),
    *("contradictions", "sources", "kinds", "certainties", "verdicts", "forces", "values"),
    *("sectors", "happenings", "actions", "operands", "stories", "confirming"),
)
"""The sorts of rows that a record has."""
TIES, POINTS = "ties", "points"
"""What says how the events hang together."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rows(Mapping[str, _Row], Generic[_Row]):
    """Rows by IRI, each made of its text when it is first asked for.

    Attributes:
        texts: a rank and a line of JSON a row, by IRI.
    """

    texts: Mapping[str, tuple[str, str]]
    _made: dict[str, _Row] = field(default_factory=dict)

    def __getitem__(self, iri: str) -> _Row:
        """Return the row of `iri`."""
        found = self._made.get(iri)
        if found is None:
            found = self._made[iri] = value_of(self.texts[iri][1])
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the IRI of each row."""
        return iter(self.texts)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.texts)

    def __contains__(self, iri: object) -> bool:
        """Return whether there is a row of `iri`."""
        return iri in self.texts


Texts = Mapping[str, tuple[str, str]]
"""Of each row its rank and its text, by IRI."""


def texts_of(record: Record) -> Iterator[tuple[str, Texts]]:
    """Yield the rows of a record as texts, by sort.

    Raises:
        TypeError: it holds what no row can.
        ValueError: rows are in another order than that of their ranks and IRIs.
    """
    for sort in SORTS:
        yield sort, _texts(sort, getattr(record, sort))
    ties = ties_of(record.events)
    told = {iri: text_of((each.after, each.rivals, each.limited)) for iri, each in ties.items()}
    yield TIES, {iri: ("0", text) for iri, text in told.items()}
    points = record.relations.points
    owned = {name: text_of((_owner(record, name), point)) for name, point in points.items()}
    yield POINTS, {name: ("0", text) for name, text in owned.items()}


def _owner(record: Record, name: str) -> str:
    """Return an event that a derived one hangs on, or that it is: its file made it.

    Raises:
        LookupError: there is none.
    """
    parts = record.relations.all_parts(name)
    return min(part for part in parts if part in record.happenings or part in record.events)


def _texts(sort: str, rows: Mapping[str, object]) -> Texts:
    rank = RANKS.get(sort, lambda _: 0)
    found = {iri: (str(rank(row)), text_of(row)) for iri, row in rows.items()}
    if [*found] != [*_in_order(found)]:
        raise ValueError(sort)
    return found


def _in_order(texts: Texts) -> Texts:
    return dict(sorted(texts.items(), key=lambda row: (row[1][0], row[0])))


def record_of(texts: Mapping[str, Texts]) -> Record:
    """Return the record whose rows `texts_of` wrote, with ids that can be alike."""
    ties = {iri: Ties(*value_of(text)) for iri, (_, text) in texts[TIES].items()}
    points = {name: value_of(text)[1] for name, (_, text) in texts[POINTS].items()}
    rows: dict[str, Any] = {sort: Rows(texts[sort]) for sort in SORTS}
    return Record(**rows, relations=related(points, ties))


def renewed(
    before: Mapping[str, Texts],
    anew: Mapping[str, Texts],
    *,
    gone: AbstractSet[str],
    come: AbstractSet[str],
) -> dict[str, Texts]:
    """Return rows of which some were read anew.

    Args:
        before: all rows that were there.
        anew: the rows of what was read anew, and of what it shares with the rest.
        gone: the IRIs of what was described in files that were read anew, or are no more.
        come: the IRIs of what is described there now.

    Returns:
        The rows by sort; the same mapping as before of a sort in which nothing was and is.

    Raises:
        ValueError: something has the name of what is worked out from something else.
    """
    found: dict[str, Texts] = {}
    for sort in (*SORTS, TIES):
        if gone.isdisjoint(before[sort]) and come.isdisjoint(anew[sort]):
            found[sort] = before[sort]
            continue
        kept = {iri: row for iri, row in before[sort].items() if iri not in gone}
        kept |= {iri: row for iri, row in anew[sort].items() if iri in come}
        found[sort] = _in_order(kept)
    points = {n: row for n, row in before[POINTS].items() if value_of(row[1])[0] not in gone}
    taken = (points.keys() | anew[POINTS].keys()) & found["happenings"].keys()
    if taken or points.keys() & anew[POINTS].keys():
        raise ValueError(POINTS)
    is_same = not anew[POINTS] and len(points) == len(before[POINTS])
    return {**found, POINTS: before[POINTS] if is_same else points | {**anew[POINTS]}}


def section_of(texts: Texts) -> str:
    """Return rows as a section of a pack."""
    return "".join(f"{rank}{iri}\t{text}\n" for iri, (rank, text) in texts.items())


def texts_in(section: str) -> Texts:
    """Return the rows that `section_of` wrote."""
    found = {}
    for line in section.split("\n")[:-1]:
        key, _, text = line.partition("\t")
        found[key[1:]] = (key[0], text)
    return found


def rows_in(sections: Mapping[str, str]) -> dict[str, Texts]:
    """Return the rows of a record in the sections that it was written into, among others."""
    return {sort: texts_in(sections[sort]) for sort in (*SORTS, TIES, POINTS)}
