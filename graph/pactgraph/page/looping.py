"""Loops for the page: the condition of each as periods, which the page decides (kernel/loops.js).

Which clauses make flows, and so which steps loops have, depends on which agreements are known.
So a loop is written as it is from one day on which agreements become known to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pactgraph.asking.network.loops import PRESS
from pactgraph.flows.flows import FORCES, flows
from pactgraph.flows.groups import tops
from pactgraph.flows.lanes import family_of_flow
from pactgraph.flows.loops import LENGTH, loops
from pactgraph.flows.sums import amounts_of
from pactgraph.kernel.periods import periods
from pactgraph.page.points import instant_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from pactgraph.flows.flows import Flow
    from pactgraph.flows.loops import Carrier, Loop, Step
    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.periods import Period
    from pactgraph.page import data
    from pactgraph.record import Amount, Record


_Told = TypeVar("_Told", bound="data.Version")


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
        """Return loops and flows, each with from when and until when agreements known make it.

        Keys: ``length``, how many parties a loop has at most; ``forces``, the strongest first;
        ``tops``, as whom parties count that do not count as themselves;
        ``known``, the instants at which agreements become known, in order; ``loops`` and
        ``flows``, each with ``versions``: of the numbers of those instants, how many have passed
        at least, and at most.
        """
        instants = sorted(
            {moment for moment in map(self._known, self.record.agreements) if moment}
        )
        all_loops: list[list[data.Loop]] = []
        all_flows: list[list[data.Flow]] = []
        for number in range(len(instants) + 1):
            made = self._flows_when(instants[:number])
            looping = loops(made, self.record.parties)
            all_loops.append([self._loop(loop, number) for loop in looping])
            all_flows.append([self._flow(flow, number) for flow in made])
        return {
            "length": LENGTH,
            "forces": list(FORCES),
            "tops": self._tops(),
            "known": [instant_text(instant) or "" for instant in instants],
            "loops": _merged(all_loops),
            "flows": _merged(all_flows),
        }

    def _tops(self) -> dict[str, str]:
        found = tops(self.record.parties)
        return {self.key(iri): self.key(top) for iri, top in sorted(found.items()) if iri != top}

    def _known(self, agreement: str) -> datetime | None:
        happening = self.record.happenings.get(agreement)
        return happening.known_since if happening else None

    def _flows_when(self, passed: Iterable[datetime]) -> list[Flow]:
        """Return the flows of the agreements that are known once some instants have passed."""
        known = {None, *passed}
        clauses = self.record.clauses.values()
        return flows(self.record, [c for c in clauses if self._known(c.agreement) in known])

    def _periods(self, condition: Condition) -> list[data.Period]:
        if condition not in self._found:
            self._found[condition] = self.written(periods(condition, self.record.relations))
        return self._found[condition]

    def _keys(self, iris: Iterable[str]) -> list[str]:
        return [self.key(iri) for iri in iris]

    def _loop(self, loop: Loop, number: int) -> data.Loop:
        return {
            "parties": self._keys(loop.parties),
            "periods": self._periods(loop.condition),
            "promised": self._periods(loop.promised),
            "performed": self._periods(loop.performed),
            "steps": [self._step(step) for step in loop.steps],
            "least": number,
            "most": number,
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

    def _flow(self, flow: Flow, number: int) -> data.Flow:
        return {
            "lead": flow.lead,
            "counter": flow.counter,
            "sides": [[self._keys(givers), self._keys(takers)] for givers, takers in flow.sides],
            "clauses": self._keys(clause.iri for clause in flow.members),
            "family": family_of_flow(flow),
            "periods": self._periods(flow.condition),
            "sums": [_sum(amount) for amount in amounts_of(flow)],
            "least": number,
            "most": number,
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


def _merged(versions: list[list[_Told]]) -> list[_Told]:
    """Return what is the same from one number to the next once, with these numbers."""
    found: list[_Told] = []
    open_now: list[_Told] = []
    for number, told in enumerate(versions):
        still = []
        for each in told:
            before = next((one for one in open_now if _is_same(one, each)), None)
            if before is None:
                found.append(before := each)
            before["most"] = number
            still.append(before)
        open_now = still
    return found


def _is_same(one: data.Version, other: data.Version) -> bool:
    """Return whether all but the numbers is the same."""
    return {**one, "least": other["least"], "most": other["most"]} == other
