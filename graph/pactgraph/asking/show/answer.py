"""What there is to tell about one thing: sections of plain values, in any language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactgraph.asking.duties import Obligation
from pactgraph.asking.why import Explanation, Occurrence
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import Stretch
from pactgraph.record import Text, Thing
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from datetime import datetime

    from pactgraph.asking.evidence import Evidence
    from pactgraph.asking.setting import Setting
    from pactgraph.asking.status.answer import Answer
    from pactgraph.messages import Language
    from pactgraph.record import Amount, Clause, Provision, Record
    from pactgraph.telling.tables import Table
    from pactgraph.telling.told import Block

OVER = (Status.ENDED, Status.NEVER)


@dataclass(frozen=True, slots=True)
class Dealing:
    """A clause, and how it stands.

    Attributes:
        answer: the clause with its status.
        evidence: how old what says so is.
        since: first instant of the stretch with this status, UTC; None for always.
        until: first instant after that stretch, UTC; None for good.
    """

    answer: Answer
    evidence: Evidence
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum or share that a clause or statement fixes.

    Attributes:
        amount: the sum or share.
        provision: what fixes it.
        payers: IRIs of who owes it, by a duty or a statement about one.
        receivers: IRIs of whom it is owed to, or of who holds the stake.
        answer: how the clause stands that fixes it; None for a statement.
    """

    amount: Amount
    provision: Provision
    payers: tuple[str, ...]
    receivers: tuple[str, ...]
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Coming:
    """What starts or ends with a date ahead, or with an event.

    Attributes:
        at: the instant from which on, UTC; None for an event without a date.
        latest: the last instant at which the event can happen, UTC, if that is not `at` but is
            settled, such as the end of a month; else None.
        event: the event, or the name of a delayed one; "" for a date alone.
        starts: clauses that it starts, or helps to.
        ends: clauses that it ends, or helps to.
    """

    at: datetime | None
    latest: datetime | None
    event: str
    starts: tuple[Clause, ...]
    ends: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that is not public, and of what."""

    of: Thing
    text: Text


Item = (
    Obligation
    | Dealing
    | Money
    | Coming
    | Secret
    | Explanation
    | Occurrence
    | Thing
    | Text
    | Stretch
    | str
)


@dataclass(frozen=True, slots=True)
class Section:
    """What is told under one heading, known by its `name`."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Shown(Told):
    """All about one thing in a setting.

    Attributes:
        thing: the thing.
        setting: what the question fixes.
        sections: in the order in which they are told; none is empty.
        record: what it was found in.
    """

    thing: Thing
    setting: Setting
    sections: tuple[Section, ...]
    record: Record = field(compare=False)

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.show.tree import show_outline  # noqa: PLC0415 - which needs this class

        return [show_outline(self.record, self, language)]

    def as_json(self, language: Language = "en") -> dict[str, object]:
        """Return the answer as plain objects; the keys are in `show_object`."""
        from pactgraph.asking.show.data import show_object  # noqa: PLC0415 - likewise

        return show_object(self.record, self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are in `show_table`."""
        from pactgraph.asking.show.data import show_table  # noqa: PLC0415 - likewise

        return show_table(self.record, self, language)

    def _brief(self) -> str:
        return f"{self.thing.id} on {self.setting.on.text}"
