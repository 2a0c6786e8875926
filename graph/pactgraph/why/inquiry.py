"""Why a clause has the status that it has: its whole condition, taken apart.

Every node of the tree is itself a condition, and stands as the kernel says; so the tree
never says anything else than `answers.statuses` does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactgraph.answers import event_windows, statuses, unknown_agreements
from pactgraph.kernel.conditions import (
    ALWAYS,
    And,
    AtOrAfter,
    Before,
    Condition,
    Or,
    Xone,
    events_in,
)
from pactgraph.kernel.flips import course, step_at
from pactgraph.kernel.periods import periods
from pactgraph.kernel.timeline import FIRST
from pactgraph.why.explanation import Ending, Explanation, Finding, Truth, truth_of
from pactgraph.why.occurrences import occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from pactgraph.answers import Setting
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
        BadInputError: as `answers.event_windows`.
    """
    windows = event_windows(record, setting)
    inquiry = _Inquiry(record, clause, setting, windows)
    return Explanation(
        clause=clause,
        setting=setting,
        root=inquiry.finding(clause.condition, clause.periods),
        course=course(clause.periods, windows, record.relations),
        narrowed_by=_narrowing(record, clause, setting),
        not_yet_known=_not_yet_known(record, clause, setting),
        without_bearing=tuple(sorted(setting.assumed.keys() - _bearing(record, clause))),
    )


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """One clause in one setting, being taken apart."""

    record: Record
    clause: Clause
    setting: Setting
    windows: Mapping[str, Window]

    def finding(self, condition: Condition, normal: Iterable[Period]) -> Finding:
        """Return what is to be said of `condition`, whose periods are `normal`."""
        steps = course(tuple(normal), self.windows, self.record.relations)
        now = step_at(steps, self.setting.on.last)
        later = steps[steps.index(now) + 1 :]
        truth = truth_of(now.standing.status)
        return Finding(
            condition=condition,
            standing=now.standing,
            since=None if now.since == FIRST else now.since,
            until=later[0].since if later else None,
            earliest=_first_possible(later) if truth is Truth.FAILS else None,
            decides=True,
            parts=self._parts(condition, truth),
            **self._named(condition),  # type: ignore[arg-type]
        )

    def _parts(self, condition: Condition, truth: Truth) -> tuple[Finding, ...]:
        relations = self.record.relations
        found = [
            self.finding(part, periods(part, relations))
            for part in _unfolded(condition, relations.derived)
        ]
        if isinstance(condition, Xone) or truth not in {part.truth for part in found}:
            return tuple(found)  # all of them count
        return tuple(part if part.truth is truth else _without_say(part) for part in found)

    def _named(self, condition: Condition) -> dict[str, object]:
        """Return what only a condition has that names a date or an event."""
        match condition:
            case AtOrAfter(str(event)) | Before(str(event)):
                return self._event(event, ends=isinstance(condition, Before))
            case AtOrAfter() | Before():
                return {"sources": self.clause.sources}
            case _:
                return {}

    def _event(self, event: str, *, ends: bool) -> dict[str, object]:
        record = self.record
        base = record.relations.base(event)
        derived = base in record.relations.derived
        endings = self._endings(base) if ends else ()
        named = record.agreements.get(base) or record.events[base]
        cited = [named.sources, *(ending.provision.sources for ending in endings)]
        found = tuple(dict.fromkeys(source for sources in cited for source in sources))
        return {
            "occurrence": (
                None if derived else occurrence(record, event, self.setting, self.windows)
            ),
            "endings": endings,
            "undisclosed": named.undisclosed,
            "sources": found or self.clause.sources,
        }

    def _endings(self, agreement: str) -> tuple[Ending, ...]:
        return tuple(
            Ending(provision, self.clause.iri in provision.replaces, self._status(provision))
            for provision in _provisions(self.record)
            if provision.agreement == agreement
            and self.clause.iri in (*provision.ends, *provision.replaces)
        )

    def _status(self, provision: Provision) -> Status | None:
        clause = self.record.clauses.get(provision.iri)
        return statuses(self.record, self.setting, [clause])[0].status if clause else None


def _without_say(finding: Finding) -> Finding:
    """Return `finding`, and all below it, as not deciding anything."""
    return replace(finding, decides=False, parts=tuple(map(_without_say, finding.parts)))


def _first_possible(steps: Course) -> datetime | None:
    """Return when the condition can hold for the first time in `steps`."""
    return next((s.since for s in steps if truth_of(s.standing.status) is not Truth.FAILS), None)


# ---- Taking conditions apart ------------------------------------------------------------


def _unfolded(condition: Condition, derived: Mapping[str, Condition]) -> tuple[Condition, ...]:
    """Return the conditions that `condition` is made of; limits of scope are left out."""
    match condition:
        case AtOrAfter(str(event)) if event in derived:
            return (derived[event],)
        case Before(str(event)) if event in derived:
            return (_not(derived[event]),)
        case And(parts):
            return tuple(part for part in parts if part != ALWAYS)
        case Or(parts) | Xone(parts):
            return parts
        case _:
            return ()


def _not(happened: Condition) -> Condition:
    """Return the opposite of "a derived event has happened", with every "not" at an event."""
    match happened:
        case AtOrAfter(point):
            return Before(point)
        case And(parts):
            return Or(tuple(map(_not, parts)))
        case Or(parts):
            return And(tuple(map(_not, parts)))
        case _:  # pragma: no cover - derived events are made of nothing else
            raise AssertionError(happened)


# ---- What else bears on a clause --------------------------------------------------------


def _provisions(record: Record) -> Iterator[Provision]:
    yield from sorted(record.clauses.values(), key=lambda clause: clause.id)
    yield from sorted(record.statements.values(), key=lambda statement: statement.id)


def _narrowing(record: Record, clause: Clause, setting: Setting) -> tuple[Provision, ...]:
    unknown = unknown_agreements(record, setting)
    return tuple(
        provision
        for provision in _provisions(record)
        if clause.iri in provision.narrows and provision.agreement not in unknown
    )


def _not_yet_known(record: Record, clause: Clause, setting: Setting) -> tuple[Agreement, ...]:
    """Return the unknown agreements that start, end, replace, narrow or concern `clause`."""
    bearing = set(events_in(clause.condition))
    for provision in _provisions(record):
        named = (provision.ends, provision.replaces, provision.narrows, provision.concerns)
        if any(clause.iri in clauses for clauses in named):
            bearing.add(provision.agreement)
    unknown = unknown_agreements(record, setting) & bearing
    return tuple(sorted((record.agreements[iri] for iri in unknown), key=lambda a: a.id))


def _bearing(record: Record, clause: Clause) -> frozenset[str]:
    """Return the events that the clause hangs on, by its periods and the order of events."""
    named = {e for period in clause.periods for e in period.happened | period.not_happened}
    bases = {record.relations.base(event) for event in named}
    beside = (record.relations.before(e) | record.relations.after(e) for e in bases)
    return frozenset(bases).union(*beside)
