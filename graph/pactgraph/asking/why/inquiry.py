"""Why a clause has the status that it has: its whole condition, taken apart.

Every node of the tree is itself a condition, and stands as the kernel says; so the tree
never says anything else than `statuses` does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactgraph.asking.duties import obligation
from pactgraph.asking.setting import event_windows, unknown_agreements
from pactgraph.asking.status.answer import statuses
from pactgraph.asking.why.answer import Ending, Explanation, Finding, Truth, truth_of
from pactgraph.asking.why.comings import coming
from pactgraph.asking.why.occurrences import occurrence
from pactgraph.asking.why.requirements import provisions, requirements
from pactgraph.kernel.completions import caution
from pactgraph.kernel.conditions import events_in, turns_back
from pactgraph.kernel.flips import course, ended_before, step_at
from pactgraph.kernel.periods import periods
from pactgraph.kernel.timeline import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from pactgraph.asking.setting import Setting
    from pactgraph.asking.why.occurrences import Occurrence
    from pactgraph.asking.why.requirements import Requirement
    from pactgraph.kernel.flips import Course
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.scenarios import Window
    from pactgraph.kernel.status import Status
    from pactgraph.record import Agreement, Clause, Provision, Record


def why(record: Record, clause: Clause, setting: Setting) -> Explanation:
    """Return why `clause` has the status that it has in `setting`.

    The tree is the clause's condition: from its agreement's taking effect on, its own
    constraints, until what ends it. A derived event has what it is derived from below it.

    Raises:
        BadInputError: as `event_windows`.
    """
    windows = event_windows(record, setting)
    inquiry = _Inquiry(record, clause, setting, windows)
    return Explanation(
        clause=clause,
        setting=setting,
        root=inquiry.finding(requirements(record, clause), clause.periods),
        course=course(clause.periods, windows, record.relations),
        narrowed_by=_narrowing(record, clause, setting),
        not_yet_known=_not_yet_known(record, clause, setting),
        without_bearing=tuple(sorted(setting.assumed.keys() - _bearing(record, clause))),
        caution=caution(clause.periods, windows, setting.on.last, record.relations),
        record=record,
        duty=obligation(record, clause, windows, setting.on.last),
    )


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """One clause in one setting, being taken apart."""

    record: Record
    clause: Clause
    setting: Setting
    windows: Mapping[str, Window]

    def finding(self, asked: Requirement, normal: Iterable[Period]) -> Finding:
        """Return how the condition of `asked` stands, whose periods are `normal`."""
        steps = course(tuple(normal), self.windows, self.record.relations)
        now = step_at(steps, self.setting.on.last)
        later = steps[steps.index(now) + 1 :]
        truth = truth_of(now.standing.status)
        return Finding(
            condition=asked.condition,
            standing=now.standing,
            since=None if now.since == FIRST else now.since,
            until=later[0].since if later else None,
            earliest=_first_possible(later) if truth is Truth.FAILS else None,
            decides=True,
            occurrence=self._occurrence(asked.event),
            endings=tuple(
                Ending(provision, replaces, self._status(provision))
                for provision, replaces in asked.endings
            ),
            undisclosed=asked.undisclosed,
            sources=asked.sources,
            parts=self._parts(asked, truth),
            coming=coming(self.record, asked.event, self.windows),
            ended_before=ended_before(steps, self.setting.on.last),
            needed=asked.needed,
        )

    def _parts(self, asked: Requirement, truth: Truth) -> tuple[Finding, ...]:
        relations = self.record.relations
        found = [self.finding(part, periods(part.condition, relations)) for part in asked.parts]
        only_tells = asked.event and asked.needed is None
        if (
            only_tells
            or turns_back(asked.condition)
            or truth not in {part.truth for part in found}
        ):
            return tuple(found)  # all of them count
        return tuple(part if part.truth is truth else _without_say(part) for part in found)

    def _occurrence(self, event: str) -> Occurrence | None:
        """Return what is known of `event`; None for none, and for one that is derived."""
        if self.record.relations.base(event) not in self.record.happenings:
            return None
        return occurrence(self.record, event, self.setting, self.windows)

    def _status(self, provision: Provision) -> Status | None:
        clause = self.record.clauses.get(provision.iri)
        return statuses(self.record, self.setting, [clause])[0].status if clause else None


def _without_say(finding: Finding) -> Finding:
    """Return `finding`, and all below it, as not deciding anything."""
    return replace(finding, decides=False, parts=tuple(map(_without_say, finding.parts)))


def _first_possible(steps: Course) -> datetime | None:
    """Return when the condition can hold for the first time in `steps`."""
    return next((s.since for s in steps if truth_of(s.standing.status) is not Truth.FAILS), None)


# ---- What else bears on a clause --------------------------------------------------------


def _narrowing(record: Record, clause: Clause, setting: Setting) -> tuple[Provision, ...]:
    unknown = unknown_agreements(record, setting)
    return tuple(
        provision
        for provision in provisions(record)
        if clause.iri in provision.narrows and provision.agreement not in unknown
    )


def _not_yet_known(record: Record, clause: Clause, setting: Setting) -> tuple[Agreement, ...]:
    """Return the unknown agreements that start, end, replace, narrow or concern `clause`."""
    named = events_in(clause.condition)
    bearing = set(named).union(*map(record.relations.bases, named))
    for provision in provisions(record):
        about = (provision.ends, provision.replaces, provision.narrows, provision.concerns)
        if any(clause.iri in clauses for clauses in about):
            bearing.add(provision.agreement)
    unknown = unknown_agreements(record, setting) & bearing
    return tuple(sorted((record.agreements[iri] for iri in unknown), key=lambda a: a.id))


def _bearing(record: Record, clause: Clause) -> frozenset[str]:
    """Return the events that the clause hangs on, by its periods and the order of events."""
    relations = record.relations
    named = {e for period in clause.periods for e in period.happened | period.not_happened}
    bases = frozenset[str]().union(*map(relations.bases, named))
    beside = (relations.before(e) | relations.after(e) | relations.ruled_out_by(e) for e in bases)
    return bases.union(*beside)
