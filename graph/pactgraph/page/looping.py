"""Loops for the page: the condition of each as periods, which the page decides (kernel/loops.js).

Which clauses make flows, and so which steps loops have, depends on which agreements are known.
So a loop is written as it is from one day on which agreements become known to the next.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

import networkx as nx

from pactgraph.asking.network.loops import PRESS
from pactgraph.flows.flows import FORCES, flows_of_each
from pactgraph.flows.groups import tops
from pactgraph.flows.lanes import family_of_flow
from pactgraph.flows.loops import LENGTH, loops
from pactgraph.flows.sums import amounts_of
from pactgraph.kernel.periods import periods
from pactgraph.page.points import instant_text
from pactgraph.reaching import grouped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from pactgraph.flows.flows import Flow
    from pactgraph.flows.loops import Carrier, Loop, Step
    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.periods import Period
    from pactgraph.page import data
    from pactgraph.record import Amount, Clause, Record


_Told = TypeVar("_Told", bound="data.Version")


@dataclass(frozen=True, eq=False)
class _Known:
    """A flow as it is while so many of the instants have passed, at least and at most."""

    flow: Flow
    least: int
    most: int


class LoopTeller:
    """Writes the loops and flows of a record as JSON."""

    def __init__(
        self,
        record: Record,
        key: Callable[[str], str],
        written: Callable[[Iterable[Period]], list[data.Period]],
    ) -> None:
        """Remember what is told.

        Args:
            record: the record.
            key: by what the page knows the thing with an IRI.
            written: writes periods.
        """
        self.record = record
        self.key = key
        self.written = written
        self._found: dict[Condition, list[data.Period]] = {}

    def told(self) -> data.Flowing:
        """Return loops and flows, each as it is while certain agreements are known.

        Keys: ``length``, how many parties a loop has at most; ``forces``, the strongest first;
        ``tops``, as whom parties count that do not count as themselves;
        ``known``, the instants at which agreements become known, in order; ``loops`` and
        ``flows``, each with ``least`` and ``most``: how many of those instants have passed.
        """
        instants = sorted(
            {moment for moment in map(self._known, self.record.agreements) if moment}
        )
        made = [*self._made(instants)]
        return {
            "length": LENGTH,
            "forces": list(FORCES),
            "tops": self._tops(),
            "known": [instant_text(instant) or "" for instant in instants],
            "loops": self._loops(made),
            "flows": _once(((each.flow.id,), self._flow(each)) for each in made),
        }

    def _made(self, instants: Sequence[datetime]) -> Iterator[_Known]:
        """Yield the flows, each with the numbers of instants during which it is one.

        Which clauses make it hangs on the agreements that are known, but only on those of the
        clauses that bear on one another.
        """
        number: dict[datetime | None, int] = {at: place for place, at in enumerate(instants, 1)}
        since = {
            clause.iri: number.get(self._known(clause.agreement), 0)
            for clause in self.record.clauses.values()
        }
        known: list[list[Clause]] = []
        stretches: list[tuple[int, int]] = []
        for clauses in self._bearing_on_one_another():
            starts = sorted({since[clause.iri] for clause in clauses})
            known += ([c for c in clauses if since[c.iri] <= start] for start in starts)
            ends = [*(start - 1 for start in starts[1:]), len(instants)]
            stretches += zip(starts, ends, strict=True)
        made = flows_of_each(self.record, known)
        for (least, most), found in zip(stretches, made, strict=True):
            yield from (_Known(flow, least, most) for flow in found)

    def _bearing_on_one_another(self) -> Iterable[list[Clause]]:
        """Return the clauses in groups: of one agreement, parts of one another, said again."""
        clauses = self.record.clauses
        drawn: nx.Graph[str] = nx.Graph()
        for clause in clauses.values():
            drawn.add_edge(clause.iri, clause.agreement)
            others = (*clause.confirms, *clause.part_of)
            drawn.add_edges_from((clause.iri, other) for other in others if other in clauses)
        group = {
            iri: number
            for number, iris in enumerate(nx.connected_components(drawn))
            for iri in iris
        }
        return grouped(clauses.values(), lambda clause: [group[clause.iri]]).values()

    def _loops(self, made: Sequence[_Known]) -> list[data.Loop]:
        """Return the loops, each with the numbers during which it is as it is then."""
        parties = self.record.parties
        of_pair = grouped(made, lambda each: each.flow.pairs)
        told: list[tuple[tuple[object, ...], data.Loop]] = []
        for way in (loop.parties for loop in loops((each.flow for each in made), parties)):
            pairs = zip(way, (*way[1:], way[0]), strict=True)
            own = dict.fromkeys(each for pair in pairs for each in of_pair[pair])
            starts = sorted({n for each in own for n in (each.least, each.most + 1)})
            place = len(way), [parties[iri].id if iri in parties else iri for iri in way]
            for least, after in pairwise(starts):
                there = [each.flow for each in own if each.least <= least <= each.most]
                told += (
                    (place, self._loop(loop, least, after - 1))
                    for loop in loops(there, parties)
                    if loop.parties == way
                )
        return _once(told)

    def _tops(self) -> dict[str, str]:
        found = tops(self.record.parties)
        return {self.key(iri): self.key(top) for iri, top in sorted(found.items()) if iri != top}

    def _known(self, agreement: str) -> datetime | None:
        happening = self.record.happenings.get(agreement)
        return happening.known_since if happening else None

    def _periods(self, condition: Condition) -> list[data.Period]:
        if condition not in self._found:
            self._found[condition] = self.written(periods(condition, self.record.relations))
        return self._found[condition]

    def _keys(self, iris: Iterable[str]) -> list[str]:
        return [self.key(iri) for iri in iris]

    def _loop(self, loop: Loop, least: int, most: int) -> data.Loop:
        return {
            "parties": self._keys(loop.parties),
            "periods": self._periods(loop.condition),
            "promised": self._periods(loop.promised),
            "performed": self._periods(loop.performed),
            "steps": [self._step(step) for step in loop.steps],
            "least": least,
            "most": most,
        }

    def _step(self, step: Step) -> data.LoopStep:
        return {
            "leads": list(step.leads),
            "periods": self._periods(step.condition),
            "carriers": [self._carrier(carrier) for carrier in step.carriers],
        }

    def _carrier(self, carrier: Carrier) -> data.Carrier:
        clause = carrier.clause
        told: data.Carrier = {
            "clause": self.key(clause.iri),
            "force": carrier.force,
            "promised": self._periods(carrier.promised),
            "performed": self._periods(carrier.performed),
        }
        if clause.certainty == PRESS:
            told["press"] = True
        if _is_endless(clause.periods):
            told["endless"] = True
        return told

    def _flow(self, known: _Known) -> data.Flow:
        flow = known.flow
        return {
            "lead": flow.lead,
            "counter": flow.counter,
            "sides": [[self._keys(givers), self._keys(takers)] for givers, takers in flow.sides],
            "clauses": self._keys(clause.iri for clause in flow.members),
            "family": family_of_flow(flow),
            "periods": self._periods(flow.condition),
            "sums": [_sum(amount) for amount in amounts_of(flow)],
            "least": known.least,
            "most": known.most,
        }


def _sum(amount: Amount) -> data.Sum:
    """Return an amount; a sum of money for a month or another unit is a ``rate``."""
    told: data.Sum = {"unit": amount.currency or amount.unit}
    if amount.value is not None:
        told["exact"] = float(amount.value)
    if amount.minimum is not None:
        told["least"] = float(amount.minimum)
    if amount.maximum is not None:
        told["most"] = float(amount.maximum)
    if amount.value is not None and amount.approximate:
        told["about"] = True
    if amount.currency and amount.unit:
        told["rate"] = True
    return told


def _is_endless(found: Iterable[Period]) -> bool:
    return any(not (period.until_date or period.until_events) for period in found)


def _once(told: Iterable[tuple[tuple[object, ...], _Told]]) -> list[_Told]:
    """Return what is told, each with its place among others of one number, in their order.

    What follows on the same goes on.
    """
    found: list[tuple[int, tuple[Any, ...], _Told]] = []
    last: dict[str, _Told] = {}
    for place, each in told:
        sign = json.dumps({**each, "least": None, "most": None})
        before = last.get(sign)
        if before is not None and before["most"] + 1 == each["least"]:
            before["most"] = each["most"]
        else:
            found.append((each["least"], place, each))
            last[sign] = each
    return [each for *_, each in sorted(found, key=itemgetter(0, 1))]
