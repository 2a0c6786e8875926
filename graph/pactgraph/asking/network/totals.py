"""What flows between parties come to: promised, ended, performed; by force and certainty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.asking.network.flows import answered
from pactgraph.asking.network.scope import Scope, moment_of
from pactgraph.asking.several import Several
from pactgraph.flows.flows import FORCES
from pactgraph.flows.sums import Performed, Total, performed, total, weighed
from pactgraph.telling.tables import Table, flat_records

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal

    from pactgraph.asking.network.flows import FlowAnswer
    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.telling.told import Block


_Key = tuple[tuple[str, ...], tuple[str, ...], str, bool, int, str]
"""Who gives and takes what, whether it has ended, how far it binds, and how sure that is."""
_RIGHTS = "rights"
"""What is not measured, and so never added."""


@dataclass(frozen=True, slots=True)
class TotalAnswer:
    """What some flows from one party to another come to.

    Attributes:
        givers: IRIs of those who give; several for a joint side, whose amounts are undivided.
        takers: IRIs of those who take, likewise.
        lead: id of what flows.
        ended: whether these flows have ended without anything recorded to have been done.
        force: how far they bind, by what is written.
        certainty: id of how sure that is.
        flows: the flows.
        total: what they come to.
        done: what has been done of them, by unit.
        unknown: of how many performances the amount is not known.
    """

    givers: tuple[str, ...]
    takers: tuple[str, ...]
    lead: str
    ended: bool
    force: str
    certainty: str
    flows: tuple[FlowAnswer, ...]
    total: Total
    done: Mapping[str, Performed]
    unknown: int

    def left(self) -> dict[str, Decimal]:
        """Return what is still to be done, by unit.

        That is only known of a single frame of which both are exact.
        """
        if len(self.flows) != 1 or self.ended:
            return {}
        found = {}
        for unit, each in self.total.sums.items():
            done = self.done.get(unit)
            exact = not (each.at_least or each.up_to or each.about)
            if exact and done and done.least == done.most and done.least < each.exact:
                found[unit] = each.exact - done.least
        return found


class Totals(Several[TotalAnswer]):
    """The totals in a setting: by pair, by what flows, by force and certainty."""

    __slots__ = ()

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.network.tree import total_blocks  # noqa: PLC0415 - needs this class

        return total_blocks(self.record, self, self.setting, language)

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:
        """Return the answer as plain objects; the keys are in `total_objects`."""
        from pactgraph.asking.network.data import total_objects  # noqa: PLC0415 - likewise

        return total_objects(self.record, self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are the keys of JSON."""
        return flat_records(self.as_json(language))

    def _brief(self) -> str:
        return f"{len(self)} totals on {self.setting.on.text}"


def totals(
    record: Record,
    setting: Setting,
    scope: Scope | None = None,
    *,
    between: Collection[str] = (),
    at_least: str = FORCES[-1],
) -> Totals:
    """Return what flows come to in `setting`, each counted once.

    Args:
        record: the record.
        setting: the day asked about, what is known, and what is assumed.
        scope: which clauses count, and as whom parties do; None for all, folded in groups.
        between: IRIs of two parties, for what goes between them in either direction; of one,
            for all that it gives or takes; none for everything.
        at_least: the weakest force that counts.

    Returns:
        One a direction, value, force and certainty; what several give or take together stands
        once, undivided.

    Raises:
        BadInputError: as `event_windows`.
    """
    scope = scope or Scope()
    moment = moment_of(record, setting)
    wanted = {scope.called(record, iri) for iri in between}
    found: dict[_Key, list[FlowAnswer]] = defaultdict(list)
    for flow in scope.flows(record, setting):
        answer = answered(flow, moment)
        if not _counts(answer, at_least):
            continue
        certainty = weighed(flow)[0].certainty
        for givers, takers in flow.sides:
            if wanted <= {*givers, *takers}:
                binding = FORCES.index(flow.force)
                found[givers, takers, flow.lead, answer.ended, binding, certainty].append(answer)
    rows = []
    for key in sorted(found, key=lambda k: (*map(record.ids_of, k[:2]), *k[2:])):
        givers, takers, lead, ended, binding, certainty = key
        answers = found[key]
        done, unknown = performed([answer.flow for answer in answers], moment)
        rows.append(
            TotalAnswer(
                givers=givers,
                takers=takers,
                lead=lead,
                ended=ended,
                force=FORCES[binding],
                certainty=certainty,
                flows=tuple(answers),
                total=total(answer.flow for answer in answers),
                done=done,
                unknown=unknown,
            )
        )
    return Totals(rows, record, setting)


def _counts(answer: FlowAnswer, at_least: str) -> bool:
    """Return whether a flow is added: it was ever in force, binds enough, and can be measured."""
    binds = FORCES.index(answer.force) <= FORCES.index(at_least)
    return binds and answer.flow.lead != _RIGHTS and (answer.promised or answer.ended)
