"""The versions of an agreement, and what stood when each of them took effect."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactgraph.asking.diff.pairs import Reading
from pactgraph.asking.diff.settings import clause_course
from pactgraph.kernel.foresight import foreseen
from pactgraph.kernel.status import Status, standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pactgraph.kernel.flips import Course
    from pactgraph.kernel.scenarios import Window, Windows
    from pactgraph.kernel.status import Standing
    from pactgraph.record import Agreement, Clause, Record

OVER = frozenset({Status.ENDED, Status.NEVER})
"""The statuses of a clause that cannot hold any more."""


def versions(record: Record, first: Agreement, second: Agreement) -> frozenset[str]:
    """Return the IRIs of all versions of what both are versions of; none if of nothing.

    Versions share a series, or replace one another.
    """
    if first.series and first.series == second.series:
        return frozenset(iri for iri, a in record.agreements.items() if a.series == first.series)
    chains = [_replaced(record, agreement) for agreement in (first, second)]
    if first.iri in chains[1] or second.iri in chains[0]:
        return frozenset(chains[0] | chains[1])
    return frozenset()


def _replaced(record: Record, agreement: Agreement) -> set[str]:
    """Return the IRIs of `agreement` and all versions before it, by what replaces what."""
    found: set[str] = set()
    pending = [agreement.iri]
    while pending:
        iri = pending.pop()
        if iri in record.agreements and iri not in found:
            found.add(iri)
            pending += record.agreements[iri].replaces
    return found


def order(agreement: Agreement) -> tuple[datetime, datetime]:
    """Return what versions are put in order by: when they took effect, at the latest."""
    return agreement.effective.latest_start, agreement.effective.start


@dataclass(frozen=True)
class History:
    """Versions of an agreement, in a setting.

    Attributes:
        record: the record.
        versions: IRIs of all versions; none for agreements side by side.
        windows: when events can happen; of agreements that take effect, also by when.
    """

    record: Record
    versions: frozenset[str]
    windows: Mapping[str, Window]
    _foreseen: dict[datetime, Windows] = field(default_factory=dict, compare=False, repr=False)

    def effect(self, agreement: Agreement) -> datetime:
        """Return when `agreement` has taken effect, at the latest."""
        at = self.windows[agreement.iri].latest
        assert at is not None  # noqa: S101 - agreements that never do are refused before
        return at

    def upto(self, agreement: Agreement) -> frozenset[str]:
        """Return the IRIs of the versions up to `agreement`."""
        known = {iri: self.record.agreements[iri] for iri in self.versions}
        return frozenset(iri for iri, each in known.items() if order(each) <= order(agreement))

    def course(self, clause: Clause) -> Course:
        """Return the status of `clause` at every instant."""
        return clause_course(self.record, clause, self.windows)

    def foreseen(self, clause: Clause, agreement: Agreement) -> Standing:
        """Return the status of `clause` when `agreement` takes effect, without hindsight."""
        at, events = self.effect(agreement), self.record.relations
        if at not in self._foreseen:
            self._foreseen[at] = foreseen(self.windows, at, events, self.record.happenings)
        return standing(clause.periods, self._foreseen[at], at, events)

    def standing(self, agreement: Agreement) -> dict[str, Clause]:
        """Return what stands when `agreement` takes effect; its own clauses, if unrelated.

        A clause stands if it can hold then, or later by what had happened then. What became
        of it afterwards plays no part.
        """
        clauses = self.record.clauses
        if not self.versions:
            return {iri: clauses[iri] for iri in agreement.clauses}
        known = self.upto(agreement)
        return {
            iri: clause
            for iri, clause in sorted(clauses.items(), key=lambda item: item[1].id)
            if clause.agreement in known and self.foreseen(clause, agreement).status not in OVER
        }

    def reading(self, clause: Clause, agreement: Agreement) -> Reading:
        """Return `clause` without the ends that came up only after `agreement`."""
        return Reading(
            clause,
            frozenset(event for event in clause.ended_by if self._comes_after(event, agreement)),
        )

    def _comes_after(self, event: str, agreement: Agreement) -> bool:
        if event in self.record.agreements:
            return order(self.record.agreements[event]) > order(agreement)
        happening = self.record.happenings.get(event)
        since = happening and happening.known_since
        return bool(since and since > agreement.effective.last)
