"""Comparing two agreements: two versions of one, or two side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pactgraph.asking.diff.history import OVER, History, order, versions
from pactgraph.asking.diff.pairs import Change, Changed, caps_in, compared, overlapping
from pactgraph.asking.diff.settings import Flip, flips
from pactgraph.asking.diff.versions import AgreementDiff, Gained, Kept, Lost, Pair, Silent
from pactgraph.asking.naming import naming
from pactgraph.asking.setting import event_windows, unknown_agreements
from pactgraph.errors import BadInputError
from pactgraph.kernel.flips import Cause, Turn, step_at
from pactgraph.messages import worded
from pactgraph.scope.candidates import Candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pactgraph.asking.diff.pairs import Caps
    from pactgraph.asking.setting import Setting
    from pactgraph.record import Agreement, Clause, Record, Statement

_GAINED = {
    "freedom": Change.FREEDOM_GAINED,
    "exclusivity": Change.EXCLUSIVITY_ADDED,
    "exclusion": Change.EXCLUSION_ADDED,
}
_LOST = {
    "freedom": Change.FREEDOM_LOST,
    "exclusivity": Change.EXCLUSIVITY_DROPPED,
    "exclusion": Change.EXCLUSION_DROPPED,
}


def between_agreements(
    record: Record, setting: Setting, first: Agreement, second: Agreement
) -> AgreementDiff:
    """Return what differs between two agreements.

    A clause stands in a version if it can hold when the version takes effect, or later by
    what had happened then; what became of it afterwards plays no part. A new clause takes the
    place of an old one that it replaces, at any distance; else, unless the end of the old one
    is stated, of one that is over, with the same kind, holders and an overlapping asset.

    Args:
        record: the record.
        setting: fixes what is known and assumed; the day it asks about plays no part.
        first: the earlier of two versions, or either of two unrelated agreements.
        second: the other.

    Raises:
        BadInputError: they are one; the second version comes before the first; one is not
            yet known or never takes effect in `setting`; or as `event_windows`.
    """
    if first.iri == second.iri:
        raise BadInputError(worded("both sides are {first}; name two agreements", first=first.id))
    history = History(record, versions(record, first, second), event_windows(record, setting))
    for agreement in (first, second):
        _refuse_absent(history, setting, agreement)
    if history.versions and order(first) >= order(second):
        same_day = order(first) == order(second)
        what = worded("took effect when") if same_day else worded("took effect after")
        raise BadInputError(
            worded(
                "{first} {what} {second} did; name the earlier version first, then a later one",
                first=first.id,
                what=what,
                second=second.id,
            )
        )
    return _Comparison(history, setting, first, second).result()


def _refuse_absent(history: History, setting: Setting, agreement: Agreement) -> None:
    if agreement.iri in unknown_agreements(history.record, setting):
        raise BadInputError(
            worded(
                "{agreement} was not yet known on {known}; it became known on {issued}",
                agreement=agreement.id,
                known=setting.known.text,
                issued=agreement.issued.text,
            )
        )
    if history.windows[agreement.iri].latest is None:
        raise BadInputError(
            worded("{agreement} is assumed never to take effect", agreement=agreement.id)
        )


@dataclass(frozen=True)
class _Comparison:
    """Two agreements about to be compared.

    Attributes:
        history: what came before and between.
        setting: what is known and assumed.
        first: the earlier one.
        second: the later one.
    """

    history: History
    setting: Setting
    first: Agreement
    second: Agreement

    def result(self) -> AgreementDiff:
        """Return what differs."""
        old, new = self.history.standing(self.first), self.history.standing(self.second)
        gone = {iri: clause for iri, clause in old.items() if iri not in new}
        come = {iri: clause for iri, clause in new.items() if iri not in old}
        stay = {iri: clause for iri, clause in old.items() if iri in new}
        taking = _Alike(self.history.record, (c for c in come.values() if not c.replaces))
        heirs = {iri: self._heirs(clause, come, taking) for iri, clause in gone.items()}
        inherited = {heir for found in heirs.values() for heir in found}
        confirming = naming(come.values(), lambda clause: clause.confirms)
        restated = {i: tuple(c.iri for c in confirming.get(i, ())) for i in new}
        again = {heir for found in restated.values() for heir in found}
        pairs, kept = self._narrowed(
            [self._pair(gone[iri], come[heir]) for iri, found in heirs.items() for heir in found],
            stay,
            come,
        )
        gained = [c for iri, c in come.items() if iri not in inherited | again]
        silent = {c.iri: s for c in (*kept, *gained) if (s := self._silent(c))}
        passed = self._passed(old, new, heirs)
        staying = _Alike(self.history.record, stay.values())
        return AgreementDiff(
            record=self.history.record,
            setting=self.setting,
            sides=(self.first.id, self.second.id),
            first=self.first,
            second=self.second,
            series=bool(self.history.versions),
            gained=tuple(self._gained(c, staying) for c in gained if c.iri not in silent),
            lost=tuple(self._lost(gone[iri]) for iri, found in heirs.items() if not found),
            changed=tuple(
                sorted((p for p in pairs if p.changes), key=lambda pair: pair.old.clause.id)
            ),
            silent=tuple(silent[iri] for iri in new if iri in silent),
            passed=tuple(replace(self._lost(c), change=Change.CAME_AND_WENT) for c in passed),
            kept=tuple(
                sorted(
                    (
                        *(Kept(c, restated[c.iri]) for c in kept if c.iri not in silent),
                        *(Kept(p.old.clause, (p.new.clause.iri,)) for p in pairs if not p.changes),
                    ),
                    key=lambda each: each.clause.id,
                )
            ),
            flips={
                clause.iri: flips(self.history.course(clause))
                for clause in (*old.values(), *new.values(), *passed)
            },
        )

    def _between(self) -> frozenset[str]:
        """Return the versions after the first through the second; else the second alone."""
        if not self.history.versions:
            return frozenset({self.second.iri})
        return self.history.upto(self.second) - self.history.upto(self.first)

    # What the versions after the first through the second provide, by what it is about.

    @cached_property
    def _provisions(self) -> list[Clause | Statement]:
        between, record = self._between(), self.history.record
        clauses = (c for c in record.clauses.values() if c.agreement in between)
        return [*clauses, *(s for s in record.statements.values() if s.agreement in between)]

    @cached_property
    def _ending(self) -> _Naming:
        return naming(self._provisions, lambda provision: provision.ends)

    @cached_property
    def _replacing(self) -> _Naming:
        return naming(self._provisions, lambda provision: provision.replaces)

    @cached_property
    def _removing(self) -> _Naming:
        return naming(self._provisions, lambda each: (*each.ends, *each.replaces))

    @cached_property
    def _making_narrower(self) -> _Naming:
        return naming(self._provisions, lambda provision: provision.narrows)

    @cached_property
    def _capping(self) -> Caps:
        return caps_in(self.history.record)

    # ---- Gained and lost ---------------------------------------------------------------

    def _heirs(self, old: Clause, come: Mapping[str, Clause], taking: _Alike) -> tuple[str, ...]:
        """Return the clauses that take the place of `old`, in the order of ids."""
        named = [come[iri] for iri in self._successors(old.iri) if iri in come]
        if named:
            return tuple(clause.iri for clause in sorted(named, key=lambda clause: clause.id))
        if old.iri in self._ending:
            return ()
        return tuple(clause.iri for clause in taking.to(old))

    def _successors(self, iri: str) -> set[str]:
        """Return the clauses that replace the clause `iri`, or one that does, and so on."""
        found: set[str] = set()
        pending = [iri]
        while pending:
            one = pending.pop()
            new = {provision.iri for provision in self._replacing.get(one, ())} - found
            found |= new
            pending += new
        return found

    def _gained(self, clause: Clause, staying: _Alike) -> Gained:
        beside = tuple(old for old in staying.to(clause) if old.action == clause.action)
        change = _GAINED.get(clause.kind, Change.GAINED)
        return Gained(change, self.history.reading(clause, self.second), beside)

    def _lost(self, clause: Clause) -> Lost:
        change = _LOST.get(clause.kind, Change.LOST)
        if not self.history.versions:
            return Lost(change, self.history.reading(clause, self.first))
        by = tuple(provision.iri for provision in self._removing.get(clause.iri, ()))
        home = self.history.record.agreements[clause.agreement]
        as_of = self.first if order(home) <= order(self.first) else home
        return Lost(change, self.history.reading(clause, as_of), self._end(clause, as_of), by)

    def _end(self, clause: Clause, as_of: Agreement) -> Flip | None:
        """Return the flip that ended `clause`; for one that never held, what made sure of it."""
        at = self.history.effect(self.second)
        steps = self.history.course(clause)
        ends = [f for f in flips(steps) if f.at <= at and f.after.status in OVER]
        if ends:
            return ends[-1]
        made_sure = [
            (latest, event)
            for event in clause.ended_by
            if event in self.history.record.happenings
            and (latest := self.history.windows[event].latest)
            and latest <= at
        ]
        if not made_sure:
            return None
        moment, event = min(made_sure)
        before, after = self.history.foreseen(clause, as_of), step_at(steps, moment).standing
        return Flip(moment, before, after, (Cause(Turn.HAPPENS, event),))

    def _passed(
        self,
        old: Mapping[str, Clause],
        new: Mapping[str, Clause],
        heirs: Mapping[str, tuple[str, ...]],
    ) -> list[Clause]:
        """Return the clauses that came and went, but for those on the way from old to new."""
        between = self._between() & self.history.versions
        on_the_way = {s for iri in old if heirs.get(iri) for s in self._successors(iri)}
        return [
            clause
            for iri, clause in sorted(
                self.history.record.clauses.items(), key=lambda item: item[1].id
            )
            if clause.agreement in between and iri not in {*old, *new, *on_the_way}
        ]

    # ---- Changed and not stated --------------------------------------------------------

    def _pair(self, old: Clause, new: Clause) -> Pair:
        was, now = self.history.reading(old, self.first), self.history.reading(new, self.second)
        changes = compared(self.history.record, was, now, self._capping)
        return Pair(was, now, tuple(changes))

    def _narrowed(
        self, pairs: Iterable[Pair], stay: Mapping[str, Clause], come: Mapping[str, Clause]
    ) -> tuple[list[Pair], list[Clause]]:
        """Return pairs, with clauses that stay but are narrower now, and the clauses left."""
        found = []
        excepted = naming(come.values(), lambda clause: clause.exception_to)
        for pair in pairs:
            more = self._narrowing(pair.old.clause.iri, pair.new.clause, excepted)
            own = (change for change in pair.changes if not _told_by(more, change))
            found.append(replace(pair, changes=(*own, *more)))
        kept = []
        for iri, clause in stay.items():
            if changes := self._narrowing(iri, clause, excepted):
                was, now = (
                    self.history.reading(clause, each) for each in (self.first, self.second)
                )
                found.append(Pair(was, now, changes))
            else:
                kept.append(clause)
        return found, kept

    def _narrowing(
        self, old: str, now: Clause, excepted: Mapping[str, Sequence[Clause]]
    ) -> tuple[Changed, ...]:
        """Return what other provisions of the versions between take out of a clause."""
        found = [
            Changed(Change.SCOPE_NARROWED, (), (provision.label,), (provision.iri,))
            for provision in self._making_narrower.get(old, ())
        ]
        for clause in excepted.get(now.iri, ()):
            if _opposite(clause, now):
                exclusion = clause.kind == "exclusion"
                change = Change.EXCLUSION_ADDED if exclusion else Change.SCOPE_NARROWED
                after = clause.assets if exclusion else (clause.label,)
                found.append(Changed(change, (), after, (clause.iri,)))
        return tuple(found)

    def _silent(self, clause: Clause) -> Silent | None:
        """Return `clause` if the second agreement does not say whether it ended it."""
        before, at = self.history.effect(self.first), self.second.effective.last
        events = tuple(
            event
            for event in clause.ended_by
            if event in self.history.record.happenings
            and self.history.record.happenings[event].not_before is not None
            and self.history.windows[event].can_have_happened(at)
            and not self.history.windows[event].has_happened(at)
            and not self.history.windows[event].can_have_happened(before)
        )
        return Silent(self.history.reading(clause, self.second), events) if events else None


_Naming = dict[str, "list[Clause | Statement]"]


class _Alike:
    """Clauses, to be found by others of one kind, one holder, and overlapping assets."""

    def __init__(self, record: Record, clauses: Iterable[Clause]) -> None:
        self.record = record
        self.clauses = list(clauses)
        self.near = Candidates(record, both_ways=True)
        for number, clause in enumerate(self.clauses):
            self.near.add(number, (clause.kind, frozenset(clause.holders)), clause.assets)

    def to(self, clause: Clause) -> list[Clause]:
        """Return those that are alike to `clause`, in their order."""
        near = self.near.near((clause.kind, frozenset(clause.holders)), clause.assets)
        found = [self.clauses[number] for number in sorted({*near})]
        return [c for c in found if overlapping(self.record, c.assets, clause.assets)]


def _opposite(exception: Clause, clause: Clause) -> bool:
    """Return whether the one allows what the other does not."""
    return (exception.rule == "permission") != (clause.rule == "permission")


def _told_by(more: Iterable[Changed], change: Changed) -> bool:
    """Return whether one of `more` says the same as `change`, and by which provision."""
    return any(
        each.change is change.change and all(value in each.after for value in change.after)
        for each in more
    )
