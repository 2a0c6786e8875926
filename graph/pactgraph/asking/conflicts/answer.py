"""Which clauses conflict, when, and on what that hangs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pactgraph.asking.conflicts.near import near_pairs
from pactgraph.asking.conflicts.pairs import Collision, Kind, collision
from pactgraph.asking.naming import naming
from pactgraph.asking.setting import event_windows, unknown_agreements
from pactgraph.asking.several import Several
from pactgraph.kernel.conditions import And, Condition
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import with_delays
from pactgraph.kernel.status import Status, standing
from pactgraph.scope import coverage
from pactgraph.scope.limits import EITHER, negated, places
from pactgraph.scope.overlaps import (
    all_within,
    always_fits,
    linked,
    reaches_actions,
    reaches_assets,
    shared_assets,
    takes_all,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.scenarios import Window, Windows
    from pactgraph.kernel.status import Standing
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Provision, Record, Statement
    from pactgraph.telling.tables import Table
    from pactgraph.telling.told import Block

_ORDER = [Status.IN_FORCE, Status.DEPENDS, Status.NOT_YET, Status.ENDED, Status.NEVER]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two clauses that cannot both be honoured, or one that is of no use.

    Attributes:
        kind: what is wrong.
        first: the clause at fault; of a pair, the one that allows, demands or grants.
        second: the clause that forbids, or makes the first pointless; None for a single one.
        assets: IRIs of what both are about.
        periods: when both hold, whatever happens; for a single clause, its own.
        status: whether that is so on the day asked about; in force means that it is.
        depends_on: IRIs of the events that decide, if it depends; in order.
        ends_with: IRIs of the events and agreements that end it, in order.
        removed_by: the provisions of these agreements that end or replace one of the two.
        disputes: IRIs of the statements that report a dispute about one of the two.
        whole: whether nothing is left of the first clause as long as it holds.
    """

    kind: Kind
    first: Clause
    second: Clause | None
    assets: tuple[str, ...]
    periods: tuple[Period, ...]
    status: Status
    depends_on: tuple[str, ...] = ()
    ends_with: tuple[str, ...] = ()
    removed_by: tuple[Provision, ...] = ()
    disputes: tuple[str, ...] = ()
    whole: bool = False

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The two clauses, or the one."""
        return (self.first, self.second) if self.second else (self.first,)


class Conflicts(Several[Conflict]):
    """The conflicts between clauses in a setting."""

    __slots__ = ()

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.conflicts.tree import conflict_outline  # noqa: PLC0415 - needs this class

        return [conflict_outline(self.record, self, self.setting, language)]

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:
        """Return the answer as plain objects; the keys are in `conflict_objects`."""
        from pactgraph.asking.conflicts.data import conflict_objects  # noqa: PLC0415 - likewise

        return conflict_objects(self.record, self, self.setting, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are in `conflict_records`."""
        from pactgraph.asking.conflicts.data import conflict_records  # noqa: PLC0415 - likewise

        return conflict_records(self.record, self, self.setting, language)

    def _brief(self) -> str:
        return f"{len(self)} on {self.setting.on.text}"


def conflicts(record: Record, setting: Setting, clauses: Iterable[str] | None = None) -> Conflicts:
    """Return what is in conflict, or of no use, at some time in `setting`.

    Pairs that never hold together in `setting` are no conflicts. Clauses of agreements that are
    not known yet do not exist.

    Args:
        record: the record.
        setting: the day asked about, what is known, and what is assumed.
        clauses: IRIs; only conflicts of one of them are returned. None for all.

    Returns:
        First what is so on the day asked about, then what depends, is to come, is over; each
        by its clauses.

    Raises:
        BadInputError: the scenario contradicts itself.
    """
    unknown = unknown_agreements(record, setting)
    known = [c for c in record.clauses.values() if c.agreement not in unknown]
    wanted = frozenset(record.clauses if clauses is None else clauses)
    search = _Search(record, setting, event_windows(record, setting), wanted)
    found = [*search.all(sorted(known, key=lambda clause: clause.id))]
    found.sort(key=lambda each: (each.kind is Kind.NEVER, _ORDER.index(each.status)))
    return Conflicts(found, record, setting)


@dataclass(frozen=True)
class _Search:
    """Looks for conflicts of the clauses that are wanted in one setting."""

    record: Record
    setting: Setting
    windows: Mapping[str, Window]
    wanted: frozenset[str]

    def all(self, clauses: Sequence[Clause]) -> Iterator[Conflict]:
        alive = []
        for clause in clauses:
            status = self._standing(clause.periods).status
            if status is not Status.NEVER:
                alive.append(clause)
            elif clause.iri in self.wanted:
                yield self._single(clause)
        for one, other in near_pairs(self.record, alive):
            if not self.wanted & {one.iri, other.iri}:
                continue
            if pair := collision(self.record, one, other):
                yield from self._pair(pair)
            else:
                yield from self._of_no_use(one, other)

    def _standing(self, held: Sequence[Period]) -> Standing:
        return standing(held, self.windows, self.setting.on.last, self.record.relations)

    def _possible(self, condition: Condition) -> bool:
        """Return whether `condition` can hold at any time, had open events come whenever.

        Nothing is pointless only because an event has not happened so far.
        """
        relations = self.record.relations
        held = periods(condition, relations)
        found = standing(held, self._whenever, self.setting.on.last, relations)
        return found.status is not Status.NEVER

    @cached_property
    def _whenever(self) -> Windows:
        found = {event: _come_whenever(self.windows[event]) for event in self.record.happenings}
        return with_delays(found, self.record.relations)

    def _single(self, clause: Clause) -> Conflict:
        return Conflict(Kind.NEVER, clause, None, clause.assets, clause.periods, Status.NEVER)

    def _pair(self, pair: Collision) -> Iterator[Conflict]:
        first, second = pair.first, pair.second
        held = periods(And((first.condition, second.condition)), self.record.relations)
        found = self._standing(held)
        if found.status is Status.NEVER:
            return
        bounds = {event for period in held for event in period.until_events}
        yield Conflict(
            kind=pair.kind,
            first=first,
            second=second,
            assets=pair.assets,
            periods=held,
            status=found.status,
            depends_on=tuple(sorted(found.depends_on)),
            ends_with=tuple(sorted(bounds)),
            removed_by=self._removers(first, second),
            disputes=self._disputes(first, second),
            whole=self._blocked(first, second),
        )

    def _removers(self, *clauses: Clause) -> tuple[Provision, ...]:
        found = {n: p for clause in clauses for n, p in self._removing.get(clause.iri, ())}
        return tuple(found[number] for number in sorted(found))

    @cached_property
    def _removing(self) -> dict[str, list[tuple[int, Provision]]]:
        """What ends or replaces each clause, numbered in the order of the record."""
        provisions = (*self.record.clauses.values(), *self.record.statements.values())
        return naming(enumerate(provisions), lambda each: (*each[1].ends, *each[1].replaces))

    def _disputes(self, *clauses: Clause) -> tuple[str, ...]:
        about = {clause.iri for clause in clauses}
        return tuple(s.iri for s in self._disputing if about & {*s.concerns})

    @cached_property
    def _disputing(self) -> list[Statement]:
        return [s for s in self.record.statements.values() if s.kind == "dispute"]

    def _of_no_use(self, one: Clause, other: Clause) -> Iterator[Conflict]:
        """Yield that one of two clauses that do not collide makes the other pointless."""
        if linked(one, other):
            return
        for first, second in ((one, other), (other, one)):
            if self._blocked(first, second):
                yield self._useless(Kind.POINTLESS, first, second)
                return
        earlier, later = sorted((one, other), key=self._age)
        for first, second in ((later, earlier), (earlier, later)):
            if self._redundant(first, second):
                yield self._useless(Kind.REDUNDANT, first, second)
                return

    def _age(self, clause: Clause) -> tuple[object, str]:
        return self.record.agreements[clause.agreement].effective.start, clause.id

    def _useless(self, kind: Kind, first: Clause, second: Clause) -> Conflict:
        found = self._standing(first.periods)
        assets = shared_assets(self.record, first, second)
        depends_on = tuple(sorted(found.depends_on))
        return Conflict(kind, first, second, assets, first.periods, found.status, depends_on)

    def _blocked(self, first: Clause, ban: Clause) -> bool:
        """Return whether a prohibition takes all of a permission, as long as that holds."""
        return (
            first.rule == "permission"
            and ban.rule == "prohibition"
            and takes_all(self.record, ban, first)
            and not self._possible(And((first.condition, negated(ban.condition))))
        )

    def _redundant(self, first: Clause, second: Clause) -> bool:
        """Return whether `second` says all that `first` says, as long as that holds.

        Only for permissions, prohibitions and exclusivities; how much is owed adds up, and so
        do the parts of a whole.
        """
        record = self.record
        exclusive = coverage.is_exclusivity(first)
        related = second.iri in first.concerns or first.iri in second.concerns
        if related or first.rule != second.rule or first.kind != second.kind:
            return False
        if first.amounts or second.amounts:
            return False
        if {first.iri, *first.part_of} & {second.iri, *second.part_of}:
            return False
        if first.rule == "duty" and not (exclusive and coverage.is_exclusivity(second)):
            return False
        return (
            all_within(record, first.holders, second.holders)
            and all_within(record, first.owed_by, second.owed_by)
            and (exclusive or reaches_actions(record, second, first))
            and reaches_assets(record, second, first)
            and always_fits(record, first, second)
            and (not exclusive or _same_place(record, first, second))
            and not self._possible(And((first.condition, negated(second.condition))))
        )


def _come_whenever(window: Window) -> Window:
    """Return the window of an event, had it perhaps happened any time before, if it is open."""
    settled = window.latest or not window.earliest
    return window if settled else replace(EITHER, last=window.last)


def _same_place(record: Record, first: Clause, second: Clause) -> bool:
    own, other = (
        {
            value.iri
            for limit in places(record, clause.scope, clause.holders)
            for value in limit.values
        }
        for clause in (first, second)
    )
    return own == other
