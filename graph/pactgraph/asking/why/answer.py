"""The answer to "why": a tree of conditions, each with how it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph.asking.setting import event_windows
from pactgraph.kernel.conditions import AtOrAfter, Joined
from pactgraph.kernel.flips import revivals
from pactgraph.kernel.instant import of_parts
from pactgraph.kernel.status import Status
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pactgraph.asking.duties import Obligation
    from pactgraph.asking.setting import Setting
    from pactgraph.asking.why.comings import Coming
    from pactgraph.asking.why.occurrences import Occurrence
    from pactgraph.kernel.completions import Caution
    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.flips import Course
    from pactgraph.kernel.status import Standing
    from pactgraph.messages import Language
    from pactgraph.record import Agreement, Clause, Provision, Record, Text
    from pactgraph.telling.tables import Table
    from pactgraph.telling.told import Block


class Truth(StrEnum):
    """Whether a condition holds on the day asked about."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


_KNOWN = {Truth.HOLDS: True, Truth.FAILS: False, Truth.OPEN: None}
_TOLD = {known: truth for truth, known in _KNOWN.items()}


def truth_of(status: Status) -> Truth:
    """Return the truth that `status` amounts to.

    >>> truth_of(Status.ENDED)
    <Truth.FAILS: 'fails'>
    """
    return {Status.IN_FORCE: Truth.HOLDS, Status.DEPENDS: Truth.OPEN}.get(status, Truth.FAILS)


@dataclass(frozen=True, slots=True)
class Ending:
    """A provision by which an agreement ends a clause.

    Attributes:
        provision: a clause or a statement.
        replaces: whether it takes the place of the clause that it ends.
        status: its own status on the day asked about; None for a statement.
    """

    provision: Provision
    replaces: bool
    status: Status | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One node of the tree: a condition and how it stands on the day asked about.

    Attributes:
        condition: what has to hold.
        standing: its status, and the IRIs of the open events that it hangs on.
        since: first instant of the stretch with this standing, UTC; None for always.
        until: first instant after that stretch, UTC; None for good.
        earliest: where it fails, the first later instant at which it can hold, UTC; None for
            never, and where it does not fail.
        decides: whether the status of the clause rests on it.
        occurrence: what is known of the event that it names; None for a date, for a derived
            event (whose parts have it), and for joined conditions.
        ended_before: if it is not yet so but was before, since when it no longer is, UTC.
        coming: when the derived event that it names can come; None if it names none.
        endings: the provisions with which the agreement that it names ends the clause.
        undisclosed: what about the event is not public.
        sources: IRIs; every condition that names a date or an event has its own.
        parts: the conditions that it joins; of a derived event, what it is derived from.
        needed: as of a `Requirement`.
    """

    condition: Condition
    standing: Standing
    since: datetime | None
    until: datetime | None
    earliest: datetime | None
    decides: bool
    occurrence: Occurrence | None = None
    endings: tuple[Ending, ...] = ()
    undisclosed: tuple[Text, ...] = ()
    sources: tuple[str, ...] = ()
    parts: tuple[Finding, ...] = ()
    coming: Coming | None = None
    ended_before: datetime | None = None
    needed: int | None = None

    @property
    def truth(self) -> Truth:
        """Whether it holds on the day asked about."""
        return truth_of(self.standing.status)

    @property
    def settled_together(self) -> bool:
        """Whether its open parts decide it all the same, however they turn out."""
        return self.truth is not Truth.OPEN and self.combined() is Truth.OPEN

    def combined(self) -> Truth:
        """Return what follows from the truth of each part taken for itself.

        That is the truth of the condition, unless its parts are `settled_together`.
        """
        known = [_KNOWN[part.truth] for part in self.parts]
        if isinstance(self.condition, Joined):
            return _TOLD[of_parts(type(self.condition), known)] if known else self.truth
        if self.needed is None:
            return self.truth
        if known.count(True) >= self.needed:
            return Truth.HOLDS
        return Truth.OPEN if len(known) - known.count(False) >= self.needed else Truth.FAILS

    def leaves(self) -> Iterator[Finding]:
        """Yield all conditions below this one, or itself, that no others make true or false.

        What a comparison or a span stands before is not one of them: see `details`.
        """
        if not self.parts or (self.needed is None and self.coming):
            yield self
            return
        for part in self.parts:
            yield from part.leaves()

    def arrivals(self) -> Iterator[Finding]:
        """Yield the topmost conditions that derived events have come, if they have."""
        if self.coming:
            if isinstance(self.condition, AtOrAfter) and self.truth is Truth.HOLDS:
                yield self
            return
        for part in self.parts:
            yield from part.arrivals()

    def details(self) -> list[Finding]:
        """Return the conditions right below that name something, those that settle this one.

        Joined conditions between are passed over.
        """
        found = [each for part in self.parts for each in part.named()]
        if self.needed is None and self.coming:
            return found
        alike = [each for each in found if each.truth is self.truth] or found
        then = [each for each in alike if each.since == self.since]
        return then if self.truth is not Truth.OPEN and then else alike

    def named(self) -> list[Finding]:
        """Return this condition, if it names a date or an event; else the next below."""
        if not isinstance(self.condition, Joined):
            return [self]
        return self.details()


@dataclass(frozen=True, slots=True, repr=False)
class Explanation(Told):
    """Why a clause has the status that it has.

    Attributes:
        clause: the clause.
        setting: what the question fixed.
        root: the clause's whole condition; its status is that of the clause.
        course: the status at every instant, by what is known and assumed in the setting.
        narrowed_by: known provisions that make its scope smaller.
        not_yet_known: agreements that bear on it and became known after `setting.known`.
        without_bearing: IRIs of the assumed events that it does not hang on.
        caution: why the status may say less than could be known; None if it does not.
        record: what it was found in.
        duty: what has become of a duty; None for what no event performs.
    """

    clause: Clause
    setting: Setting
    root: Finding
    course: Course
    narrowed_by: tuple[Provision, ...]
    not_yet_known: tuple[Agreement, ...]
    without_bearing: tuple[str, ...]
    caution: Caution | None
    record: Record = field(compare=False)
    duty: Obligation | None = None

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.why.tree import why_outline  # noqa: PLC0415 - which needs this class

        return [why_outline(self.record, self, language)]

    def as_json(self, language: Language = "en") -> dict[str, object]:
        """Return the answer as plain objects; the keys are in `why_object`."""
        from pactgraph.asking.why.data import why_object  # noqa: PLC0415 - likewise

        return why_object(self.record, self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are in `why_table`."""
        from pactgraph.asking.why.data import why_table  # noqa: PLC0415 - likewise

        return why_table(self.record, self, language)

    def _brief(self) -> str:
        return f"{self.clause.id} {self.status.value} on {self.setting.on.text}"

    @property
    def status(self) -> Status:
        """The status of the clause, as `statuses` gives it."""
        return self.root.standing.status

    @property
    def ended_before(self) -> datetime | None:
        """Since when it has ended, if it can revive: it was in force, and can be again."""
        return self.root.ended_before

    @property
    def revivals(self) -> tuple[frozenset[str], ...]:
        """What has to come for it to revive, from the day asked about on."""
        return self.revivals_at(self.setting.on.last)

    def revivals_at(self, at: datetime) -> tuple[frozenset[str], ...]:
        """Return what has to come for it to revive after the instant `at`."""
        windows = event_windows(self.record, self.setting)
        return revivals(self.clause.periods, windows, at, self.record.relations)

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """The conditions that the status rests on, as far down as they decide by themselves.

        Of a clause that has ended, those that ended it, and what would have had to come for it
        not to; what failed only later is left out. Of one in force, the derived events that
        had to come.
        """
        if self.root.truth is Truth.HOLDS:
            return tuple(each for each in self.root.arrivals() if each.decides)
        carrying = [leaf for leaf in self.root.leaves() if leaf.decides]
        found = [leaf for leaf in carrying if leaf.truth is self.root.truth] or carrying
        then = [
            leaf
            for leaf in found
            if leaf.since == self.root.since
            or (leaf.coming and leaf.standing.status is Status.NEVER)
        ]
        return tuple(then if self.status is Status.ENDED and then else found)

    @property
    def hung_before(self) -> tuple[str, ...]:
        """IRIs of the open events that decide whether it ended earlier; none otherwise."""
        before = [step for step in self.course if self.root.since and step.since < self.root.since]
        events: set[str] = set()
        for step in reversed(before):
            if step.standing.status is not Status.DEPENDS:
                break
            events |= step.standing.depends_on
        return tuple(sorted(events)) if self.status is Status.ENDED else ()
