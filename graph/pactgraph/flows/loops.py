"""Loops: what comes back to where it started, step by step, and on which condition it does.

A loop is a simple cycle of parties whose every step is the lead of a flow; so the two sides of
one trade are none. Flows between the same two parties are one step: it is there while any of
them is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import networkx as nx

from pactgraph.flows.flows import FORCES, LOOPING
from pactgraph.kernel.conditions import And, Or

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pactgraph.flows.flows import Flow
    from pactgraph.kernel.conditions import Condition
    from pactgraph.record import Clause, Party

LENGTH = 4
"""How many parties a loop has at most, unless more are asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Carrier:
    """A clause by which something goes, of one flow.

    Attributes:
        flow: the flow.
        clause: the clause.
        at_least: the weakest force that counts, one of `FORCES`.
    """

    flow: Flow
    clause: Clause
    at_least: str

    @property
    def force(self) -> str:
        """How far the clause binds, performed or not."""
        return self.flow.forces[self.clause.iri]

    @property
    def promised(self) -> Condition:
        """When it is promised; never if its force does not count."""
        if FORCES.index(self.force) > FORCES.index(self.at_least):
            return Or()
        return self.flow.promised(self.clause)

    @property
    def performed(self) -> Condition:
        """From when on something of it has flowed."""
        return self.flow.performed(self.clause)


@dataclass(frozen=True, eq=False)
class Step:
    """All that goes from one party to the next.

    Attributes:
        giver: IRI.
        taker: IRI.
        carriers: by what, in the order of the ids of clauses.
    """

    giver: str
    taker: str
    carriers: tuple[Carrier, ...]

    @property
    def leads(self) -> tuple[str, ...]:
        """The ids of what goes, in the order of `LOOPING`."""
        found = {carrier.flow.lead for carrier in self.carriers}
        return tuple(sorted(found, key=lambda lead: (lead not in LOOPING, lead)))

    @cached_property
    def promised(self) -> Condition:
        """When any of it is promised."""
        return Or(tuple(carrier.promised for carrier in self.carriers))

    @cached_property
    def performed(self) -> Condition:
        """From when on any of it has flowed."""
        return Or(tuple(carrier.performed for carrier in self.carriers))

    @cached_property
    def condition(self) -> Condition:
        """When there is such a step, by promise or because something has flowed."""
        return Or((self.promised, self.performed))


@dataclass(frozen=True, eq=False)
class Loop:
    """A simple cycle of parties.

    Attributes:
        steps: from the party with the smallest id on.
    """

    steps: tuple[Step, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """IRIs of its parties, in order."""
        return tuple(step.giver for step in self.steps)

    @property
    def clauses(self) -> frozenset[str]:
        """IRIs of all clauses of its steps; a single one would be a trade, and no loop."""
        return frozenset(one.clause.iri for step in self.steps for one in step.carriers)

    @cached_property
    def condition(self) -> Condition:
        """When it is closed."""
        return And(tuple(step.condition for step in self.steps))

    @cached_property
    def promised(self) -> Condition:
        """When all of its steps are promised."""
        return And(tuple(step.promised for step in self.steps))

    @cached_property
    def performed(self) -> Condition:
        """From when on something has flowed in all of its steps."""
        return And(tuple(step.performed for step in self.steps))


def loops(
    flows: Iterable[Flow],
    parties: Mapping[str, Party],
    *,
    length: int = LENGTH,
    at_least: str = FORCES[-1],
    leads: Collection[str] = LOOPING,
) -> list[Loop]:
    """Return the loops that flows make: every one of up to `length` parties, short ones first.

    Args:
        flows: the flows.
        parties: all parties, by IRI; those that are classes, such as "lenders", close no loop.
        length: how many parties a loop has at most.
        at_least: the weakest force that counts: with "performed", only what has flowed.
        leads: ids of what makes a step.
    """
    between: dict[tuple[str, str], list[Carrier]] = {}
    for flow in flows:
        if flow.lead in leads:
            carriers = [Carrier(flow, clause, at_least) for clause in flow.clauses]
            kept = [one for one in carriers if _may_count(one)]
            for pair in flow.pairs:
                if kept and not any(iri in parties and parties[iri].is_class for iri in pair):
                    between.setdefault(pair, []).extend(kept)
    steps = {
        pair: Step(*pair, tuple(sorted(carriers, key=lambda carrier: carrier.clause.id)))
        for pair, carriers in between.items()
    }
    drawn = nx.DiGraph(sorted(steps))
    cycles = (_turned(cycle, parties) for cycle in nx.simple_cycles(drawn, length_bound=length))
    found = [
        Loop(tuple(steps[pair] for pair in zip(cycle, (*cycle[1:], cycle[0]), strict=True)))
        for cycle in cycles
    ]
    ids = {iri: party.id for iri, party in parties.items()}
    found = [loop for loop in found if len(loop.clauses) > 1]
    named = [([ids.get(iri, iri) for iri in loop.parties], loop) for loop in found]
    return [loop for _, loop in sorted(named, key=lambda pair: (len(pair[0]), pair[0]))]


def _may_count(carrier: Carrier) -> bool:
    return carrier.promised != Or() or carrier.performed != Or()


def _turned(cycle: list[str], parties: Mapping[str, Party]) -> list[str]:
    """Return a cycle from the party with the smallest id on."""
    first = min(cycle, key=lambda iri: parties[iri].id if iri in parties else iri)
    place = cycle.index(first)
    return cycle[place:] + cycle[:place]
