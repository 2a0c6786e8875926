"""What each pair of parties has with each other in a setting: who gives what to whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from pactgraph.asking.network.scope import Scope, moment_of
from pactgraph.asking.several import Several
from pactgraph.flows.lanes import (
    FAMILIES,
    family_of_clause,
    family_of_flow,
    sides_of,
    without_flow,
)
from pactgraph.flows.sums import Total, total
from pactgraph.kernel.periods import periods
from pactgraph.kernel.status import Status, standing
from pactgraph.telling.tables import Table, flat_records

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgraph.asking.setting import Setting
    from pactgraph.flows.deciding import Moment
    from pactgraph.flows.flows import Flow
    from pactgraph.kernel.periods import Period
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record
    from pactgraph.telling.told import Block


class LaneStanding(Enum):
    """How what a lane carries stands on a day, the strongest first."""

    STANDS = "stands"
    """It is in force, or something of it has been done."""
    HANGS = "hangs"
    """Open events decide."""
    AHEAD = "ahead"
    """It is not in force yet."""
    OVER = "over"
    """It has ended, or never is in force, and nothing of it is recorded to have been done."""


_OF_STATUS = {
    Status.IN_FORCE: LaneStanding.STANDS,
    Status.DEPENDS: LaneStanding.HANGS,
    Status.NOT_YET: LaneStanding.AHEAD,
}
_ORDER = [*LaneStanding]

_Key = tuple[str, str, str, LaneStanding]
"""Who gives, who takes, of which family, and how it stands."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What one party gives another, of one family, as far as it stands the same way.

    What is in force and what hangs on events are two lanes, and never added.

    Attributes:
        giver: IRI of who gives.
        taker: IRI of who takes.
        family: one of `FAMILIES`.
        standing: how it stands.
        clauses: the clauses by which it goes, in the order of their ids.
        total: what its flows come to; what several give or take together is not divided, and
            is in none.
        joint: how many of its flows others have a part in.
    """

    giver: str
    taker: str
    family: str
    standing: LaneStanding
    clauses: tuple[Clause, ...]
    total: Total
    joint: int


class Lanes(Several[Lane]):
    """The lanes in a setting."""

    __slots__ = ()

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.network.tree import lane_blocks  # noqa: PLC0415 - needs this class

        return lane_blocks(self.record, self, self.setting, language)

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:
        """Return the answer as plain objects; the keys are in `lane_objects`."""
        from pactgraph.asking.network.data import lane_objects  # noqa: PLC0415 - likewise

        return lane_objects(self.record, self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are the keys of JSON."""
        return flat_records(self.as_json(language))

    def _brief(self) -> str:
        return f"{len(self)} lanes on {self.setting.on.text}"


def lanes(
    record: Record,
    setting: Setting,
    scope: Scope | None = None,
    together: Mapping[str, str] | None = None,
) -> Lanes:
    """Return what each pair of parties has with each other in `setting`.

    Args:
        record: the record.
        setting: the day asked about, what is known, and what is assumed.
        scope: which clauses count, and as whom parties do; None for all, folded in groups.
        together: as what parties count of which several count as one, by IRI.

    Returns:
        By giver, taker, family and standing. Clauses that make nothing flow are in it, too: who
        owes them gives.

    Raises:
        BadInputError: as `event_windows`.
    """
    scope, together = scope or Scope(), together or {}
    moment = moment_of(record, setting)
    made = [_between(flow, together) for flow in scope.flows(record, setting)]
    flowing: dict[_Key, list[Flow]] = defaultdict(list)
    for flow in made:
        how = _standing(periods(flow.condition, moment.events), moment)
        for giver, taker in flow.pairs:
            flowing[giver, taker, family_of_flow(flow), how].append(flow)
    others: dict[_Key, list[Clause]] = defaultdict(list)
    tops = scope.named(record)
    named = {**together, **{iri: together.get(top, top) for iri, top in tops.items()}}
    for clause in without_flow(scope.clauses(record, setting), made):
        how = _standing(clause.periods, moment)
        for giver, taker in sides_of(clause, named):
            others[giver, taker, family_of_clause(clause), how].append(clause)
    found = []
    for key in sorted({*flowing, *others}, key=lambda key: _place(record, key)):
        own = flowing.get(key, [])
        carrying = [clause for flow in own for clause in flow.members] + others.get(key, [])
        alone = [flow for flow in own if len(flow.pairs) == 1]
        giver, taker, family, how = key
        found.append(
            Lane(
                giver=giver,
                taker=taker,
                family=family,
                standing=how,
                clauses=tuple({c.iri: c for c in sorted(carrying, key=lambda c: c.id)}.values()),
                total=total(alone),
                joint=len(own) - len(alone),
            )
        )
    return Lanes(found, record, setting)


def _between(flow: Flow, together: Mapping[str, str]) -> Flow:
    """Return a flow as it goes where several parties count as one, and give themselves nothing."""
    pairs = [
        (together.get(giver, giver), together.get(taker, taker)) for giver, taker in flow.pairs
    ]
    return replace(flow, pairs=tuple(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1])))


def _standing(normal: Collection[Period], moment: Moment) -> LaneStanding:
    status = standing(normal, moment.windows, moment.at, moment.events).status
    return _OF_STATUS.get(status, LaneStanding.OVER)


def _place(record: Record, key: _Key) -> tuple[str, str, int, int]:
    giver, taker, family, how = key
    return record.id_of(giver), record.id_of(taker), FAMILIES.index(family), _ORDER.index(how)
