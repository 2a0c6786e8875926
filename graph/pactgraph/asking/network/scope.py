"""Of which clauses a question about the network is asked, and as whom parties count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.asking.setting import event_windows, unknown_agreements
from pactgraph.flows.deciding import Moment
from pactgraph.flows.flows import flows
from pactgraph.flows.groups import tops

if TYPE_CHECKING:
    from pactgraph.asking.setting import Setting
    from pactgraph.flows.flows import Flow
    from pactgraph.record import Clause, Record


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question about the network looks at.

    Attributes:
        only: IRIs of the agreements whose clauses count; None for all.
        legal: whether each party counts as itself, not as the top of its group.
        affiliates: whether who is only linked to a group counts as a part of it.
    """

    only: frozenset[str] | None = None
    legal: bool = False
    affiliates: bool = False

    def clauses(self, record: Record, setting: Setting) -> list[Clause]:
        """Return the clauses that count: of agreements that are known, and wanted."""
        unknown = unknown_agreements(record, setting)
        return [
            clause
            for clause in record.clauses.values()
            if clause.agreement not in unknown
            and (self.only is None or clause.agreement in self.only)
        ]

    def flows(self, record: Record, setting: Setting) -> list[Flow]:
        """Return the flows of these clauses."""
        clauses = self.clauses(record, setting)
        return flows(record, clauses, legal=self.legal, affiliates=self.affiliates)

    def named(self, record: Record) -> dict[str, str]:
        """Return the IRI of the party that each counts as, unless that is itself."""
        return {} if self.legal else tops(record.parties, affiliates=self.affiliates)

    def called(self, record: Record, party: str) -> str:
        """Return the IRI of the party that `party` counts as."""
        return self.named(record).get(party, party)


def moment_of(record: Record, setting: Setting) -> Moment:
    """Return the instant of a setting, with when each event can happen.

    Raises:
        BadInputError: as `event_windows`.
    """
    return Moment(setting.on.last, event_windows(record, setting), record.relations)
