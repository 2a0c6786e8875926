"""The answer to "why": a tree of conditions, each with how it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import And, Joined
from pactgraph.kernel.instant import of_parts
from pactgraph.kernel.status import Status
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pactgraph.asking.setting import Setting
    from pactgraph.asking.why.occurrences import Occurrence
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
        endings: the provisions with which the agreement that it names ends the clause.
        undisclosed: what about the event is not public.
        sources: IRIs; every condition that names a date or an event has its own.
        parts: the conditions that it joins; of a derived event, what it is derived from.
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
        if not self.parts:
            return self.truth
        kind = type(self.condition) if isinstance(self.condition, Joined) else And
        return _TOLD[of_parts(kind, [_KNOWN[part.truth] for part in self.parts])]

    def leaves(self) -> Iterator[Finding]:
        """Yield all conditions below this one, or itself, that have no parts."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


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
        record: what it was found in.
    """

    clause: Clause
    setting: Setting
    root: Finding
    course: Course
    narrowed_by: tuple[Provision, ...]
    not_yet_known: tuple[Agreement, ...]
    without_bearing: tuple[str, ...]
    record: Record = field(compare=False)

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
    def reasons(self) -> tuple[Finding, ...]:
        """The conditions without parts that the status rests on; none if it is in force.

        Of a clause that has ended, those that ended it; what failed only later is left out.
        """
        if self.root.truth is Truth.HOLDS:
            return ()
        carrying = [leaf for leaf in self.root.leaves() if leaf.decides]
        found = [leaf for leaf in carrying if leaf.truth is self.root.truth] or carrying
        then = [leaf for leaf in found if leaf.since == self.root.since]
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
