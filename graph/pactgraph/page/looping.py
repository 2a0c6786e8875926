"""Loops for the page: the condition of each as periods, which the page decides (kernel/loops.js).

Which clauses make flows, and so which steps loops have, depends on which agreements are known.
So a loop is written as it is from one day on which agreements become known to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    from pactgraph.record import Amount, Record

Json = dict[str, Any]


class LoopTeller:
    """Writes the loops and flows of a record as JSON."""

    def __init__(
        self,
        record: Record,
        key: Callable[[str], str],
        written: Callable[[Iterable[Period]], list[Json]],
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
        self._found: dict[Condition, list[Json]] = {}

    def told(self) -> Json:
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
        found: dict[str, dict[int, list[Json]]] = {"loops": {}, "flows": {}}
        for number in range(len(instants) + 1):
            made = self._flows_when(instants[:number])
            looping = loops(made, self.record.parties)
            found["loops"][number] = [self._loop(loop) for loop in looping]
            found["flows"][number] = [self._flow(flow) for flow in made]
        return {
            "length": LENGTH,
            "forces": list(FORCES),
            "tops": self._tops(),
            "known": [instant_text(instant) for instant in instants],
            **{name: _merged(versions) for name, versions in found.items()},
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

    def _periods(self, condition: Condition) -> list[Json]:
        if condition not in self._found:
            self._found[condition] = self.written(periods(condition, self.record.relations))
        return self._found[condition]

    def _keys(self, iris: Iterable[str]) -> list[str]:
        return [self.key(iri) for iri in iris]

    def _loop(self, loop: Loop) -> Json:
        return {
            "parties": self._keys(loop.parties),
            "periods": self._periods(loop.condition),
            "promised": self._periods(loop.promised),
            "performed": self._periods(loop.performed),
            "steps": [self._step(step) for step in loop.steps],
        }

    def _step(self, step: Step) -> Json:
        return {
            "leads": list(step.leads),
            "periods": self._periods(step.condition),
            "carriers": [self._carrier(carrier) for carrier in step.carriers],
        }

    def _carrier(self, carrier: Carrier) -> Json:
        clause = carrier.clause
        return {
            "clause": self.key(clause.iri),
            "force": carrier.force,
            "promised": self._periods(carrier.promised),
            "performed": self._periods(carrier.performed),
            **({"press": True} if clause.certainty == PRESS else {}),
            **({"endless": True} if _is_endless(clause.periods) else {}),
        }

    def _flow(self, flow: Flow) -> Json:
        return {
            "lead": flow.lead,
            "counter": flow.counter,
            "sides": [[self._keys(givers), self._keys(takers)] for givers, takers in flow.sides],
            "clauses": self._keys(clause.iri for clause in flow.members),
            "family": family_of_flow(flow),
            "periods": self._periods(flow.condition),
            "sums": [_sum(amount) for amount in amounts_of(flow)],
        }


def _sum(amount: Amount) -> Json:
    """Return an amount; a sum of money for a month or another unit is a ``rate``."""
    told: Json = {"unit": amount.currency or amount.unit}
    parts = {"exact": amount.value, "least": amount.minimum, "most": amount.maximum}
    told |= {name: float(value) for name, value in parts.items() if value is not None}
    if amount.value is not None and amount.approximate:
        told["about"] = True
    if amount.currency and amount.unit:
        told["rate"] = True
    return told


def _is_endless(found: Iterable[Period]) -> bool:
    return any(not (period.until_date or period.until_events) for period in found)


def _merged(versions: dict[int, list[Json]]) -> list[Json]:
    """Return what is the same from one number to the next once, with these numbers."""
    found: list[Json] = []
    open_now: list[Json] = []
    for number, told in versions.items():
        still = []
        for each in told:
            before = next((one for one in open_now if _without_numbers(one) == each), None)
            if before is None:
                before = {**each, "least": number, "most": number}
                found.append(before)
            before["most"] = number
            still.append(before)
        open_now = still
    return found


def _without_numbers(told: Json) -> Json:
    return {key: value for key, value in told.items() if key not in ("least", "most")}
