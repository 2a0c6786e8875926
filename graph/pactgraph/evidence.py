"""How old the evidence of a clause is: by which newest source it was last stated or confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from pactgraph.kernel.timeline import stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pactgraph.answers import Setting
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


def evidence(record: Record, clauses: Iterable[Clause], setting: Setting) -> dict[str, Evidence]:
    """Return the evidence of each of `clauses`, by IRI.

    The record ends with its reach, or with the day that `setting` knows it to, whichever is
    first. Sources published after the day known do not count, nor do agreements.
    """
    known = setting.known.last
    end = min(known, record.reach.last) if record.reach else known
    confirming = _confirming(record)
    found = {}
    for clause in clauses:
        newer = [p for p in confirming.get(clause.iri, ()) if _issued(record, p) <= known]
        last, source = max(
            (
                dated
                for provision in (clause, *newer)
                for dated in _dated(record, provision.sources, known)
            ),
            key=lambda dated: (dated[0].start, dated[1]),
            default=(None, ""),
        )
        series = record.agreements[clause.agreement].series
        by_version = any(series and record.agreements[p.agreement].series == series for p in newer)
        old = not by_version and (last is None or last.end <= end - FRESH_FOR)
        found[clause.iri] = Evidence(last, source, old)
    return found


def _confirming(record: Record) -> dict[str, list[Provision]]:
    """Return, for each clause, the clauses and statements that confirm it."""
    found: dict[str, list[Provision]] = {}
    for provision in (*record.clauses.values(), *record.statements.values()):
        for confirmed in provision.confirms:
            found.setdefault(confirmed, []).append(provision)
    return found


def _issued(record: Record, provision: Provision) -> datetime:
    return record.agreements[provision.agreement].issued.start


def _dated(
    record: Record, sources: Iterable[str], known: datetime
) -> Iterator[tuple[Stretch, str]]:
    """Yield the sources published by `known`, each with its date."""
    for iri in sources:
        source = record.sources.get(iri)
        if source and source.issued:
            issued = stretch(source.issued)
            if issued.start <= known:
                yield issued, iri
