"""What flows from whom to whom in a setting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.asking.network.scope import Scope, moment_of
from pactgraph.asking.several import Several
from pactgraph.flows.deciding import State
from pactgraph.flows.flows import FORCES, PERFORMED
from pactgraph.flows.sums import Performed, performed
from pactgraph.kernel.conditions import Or
from pactgraph.kernel.status import Status, standing
from pactgraph.telling.tables import Table, flat_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.asking.setting import Setting
    from pactgraph.flows.deciding import Moment
    from pactgraph.flows.flows import Flow
    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.telling.told import Block

_STRONGEST = (Status.IN_FORCE, Status.DEPENDS, Status.NOT_YET, Status.ENDED, Status.NEVER)


@dataclass(frozen=True, slots=True)
class FlowAnswer:
    """A flow in a setting.

    Attributes:
        flow: the flow.
        status: the status of its clauses: that of the one that is nearest to being in force.
        force: how far it binds: "performed" if something of it has been done; else the
            strongest force of the clauses with that status.
        has_flowed: whether something of it has been done.
        done: what has been done of it, by unit.
        effective: whether any of its agreements has taken effect.
    """

    flow: Flow
    status: Status
    force: str
    has_flowed: State
    done: Mapping[str, Performed]
    effective: bool

    @property
    def promised(self) -> bool:
        """Whether it counts as promised: it is or can come to be in force, or has flowed."""
        if self.has_flowed is State.CLOSED:
            return True
        return self.effective and self.status in (Status.IN_FORCE, Status.DEPENDS, Status.NOT_YET)

    @property
    def ended(self) -> bool:
        """Whether it was in force, and nothing is recorded to have been done of it."""
        return not self.promised and self.status is Status.ENDED

    @property
    def end_not_public(self) -> tuple[str, ...]:
        """The ids of its clauses that nothing known ends, if it is in force."""
        if self.status is not Status.IN_FORCE:
            return ()
        return tuple(
            clause.id
            for clause in self.flow.clauses
            if any(not (p.until_date or p.until_events) for p in clause.periods)
        )


class Flows(Several[FlowAnswer]):
    """The flows in a setting."""

    __slots__ = ()

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.network.tree import flow_blocks  # noqa: PLC0415 - needs this class

        return flow_blocks(self.record, self, self.setting, language)

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:
        """Return the answer as plain objects; the keys are in `flow_objects`."""
        from pactgraph.asking.network.data import flow_objects  # noqa: PLC0415 - likewise

        return flow_objects(self.record, self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are the keys of JSON."""
        return flat_records(self.as_json(language))

    def _brief(self) -> str:
        return f"{len(self)} flows on {self.setting.on.text}"


def flowing(record: Record, setting: Setting, scope: Scope | None = None) -> Flows:
    """Return the flows that clauses make in `setting`, in the order of their ids.

    Args:
        record: the record.
        setting: the day asked about, what is known, and what is assumed.
        scope: which clauses count, and as whom parties do; None for all, folded in groups.

    Raises:
        BadInputError: as `event_windows`.
    """
    moment = moment_of(record, setting)
    found = (scope or Scope()).flows(record, setting)
    return Flows([answered(flow, moment) for flow in found], record, setting)


def answered(flow: Flow, moment: Moment) -> FlowAnswer:
    """Return how a flow stands at an instant."""
    found = {
        clause.iri: standing(clause.periods, moment.windows, moment.at, moment.events).status
        for clause in flow.members
    }
    status = min(found.values(), key=_STRONGEST.index)
    has_flowed = moment.decided(Or(tuple(map(flow.performed, flow.members)))).state
    binding = [flow.forces[iri] for iri, its in found.items() if its is status]
    done, _ = performed([flow], moment)
    homes = {clause.agreement for clause in flow.members}
    return FlowAnswer(
        flow=flow,
        status=status,
        force=PERFORMED if has_flowed is State.CLOSED else min(binding, key=FORCES.index),
        has_flowed=has_flowed,
        done=done,
        effective=any(moment.windows[home].has_happened(moment.at) for home in homes),
    )
