"""How old the evidence of a clause is: by which newest source it was last stated or confirmed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from pactgraph.errors import BadDateError
from pactgraph.kernel.timeline import stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Clause, Provision, Record

FRESH_FOR = relativedelta(months=24)
"""Evidence older than this, counted back from the end of the record, is old."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """By what, and when, a clause was last stated or confirmed.

    Attributes:
        last: the date of the newest source, as written; None if no source is known by then.
        source: IRI of that source, "" for none.
        old: whether the clause was neither stated nor confirmed in the `FRESH_FOR` before the
            end of the record, nor confirmed by any newer version of its series.
    """

    last: Stretch | None
    source: str
    old: bool

    @property
    def last_text(self) -> str | None:
        """The date of the newest source, as written; None if there is none."""
        return self.last.text if self.last else None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A source that states or confirms a clause.

    Attributes:
        known: first instant at which that could be known: the beginning of the source's date,
            and for a confirmation not before the confirming agreement was known.
        date: the date of the source.
        source: its IRI.
        by_version: whether it belongs to a newer version, of the same series, that confirms.
    """

    known: datetime
    date: Stretch
    source: str
    by_version: bool = False


def sightings(record: Record, clauses: Iterable[Clause]) -> dict[str, tuple[Sighting, ...]]:
    """Return the sources that state or confirm each of `clauses`, by IRI, the newest last."""
    confirming: dict[str, list[Provision]] = {}
    for iri, confirms in record.confirming.items():
        provision = record.clauses.get(iri) or record.statements[iri]
        for confirmed in confirms:
            confirming.setdefault(confirmed, []).append(provision)
    return {
        clause.iri: tuple(
            sorted(
                [*_stated(record, clause), *_confirmed(record, clause, confirming)],
                key=lambda sighting: (sighting.date.start, sighting.source),
            )
        )
        for clause in clauses
    }


def evidence(record: Record, clauses: Iterable[Clause], setting: Setting) -> dict[str, Evidence]:
    """Return the evidence of each of `clauses`, by IRI.

    The record ends with its reach, or with the day that `setting` knows it to, whichever is
    first. Sources published after the day known do not count, nor do agreements.
    """
    known = setting.known.last
    end = min(known, record.reach.last) if record.reach else known
    found = {}
    for clause, seen in sightings(record, clauses).items():
        usable = [sighting for sighting in seen if sighting.known <= known]
        last = usable[-1] if usable else None
        old = last is None or last.date.end <= end - FRESH_FOR
        by_version = any(sighting.by_version for sighting in usable)
        found[clause] = Evidence(
            last.date if last else None, last.source if last else "", old and not by_version
        )
    return found


def _stated(record: Record, clause: Clause) -> Iterator[Sighting]:
    for iri, date in _dated(record, clause):
        yield Sighting(date.start, date, iri)


def _confirmed(
    record: Record, clause: Clause, confirming: Mapping[str, list[Provision]]
) -> Iterator[Sighting]:
    for provision in confirming.get(clause.iri, ()):
        earlier, agreement = (record.agreements[p.agreement] for p in (clause, provision))
        newer = bool(earlier.series) and agreement.series == earlier.series
        for iri, date in _dated(record, provision):
            yield Sighting(max(date.start, agreement.issued.start), date, iri, newer)


def _dated(record: Record, provision: Provision) -> Iterator[tuple[str, Stretch]]:
    """Yield the sources of `provision` that have a date, each with it."""
    for iri in provision.sources:
        source = record.sources.get(iri)
        if source and (date := _date(source.issued)):
            yield iri, date


def _date(text: str) -> Stretch | None:
    """Return the date written as `text`; None if it is none, which no shape lets through."""
    with suppress(BadDateError):
        return stretch(text)
    return None
