"""Flows: one kind of value going from one party to another because of one clause.

Nothing else is a flow. What a clause makes flow, its kind says (pact:lead), and who gives it,
its action (pact:gives): who buys gives money, who supplies gets it. A clause and its parts
(dcterms:isPartOf) are one flow, and so are clauses of one agreement between the same groups
about the same assets: a duty and an option beside it are two ways to one flow. A clause that
only says earlier ones again (pact:confirms) belongs to their flows, and makes none of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pactgraph.flows.groups import tops
from pactgraph.kernel.conditions import And, AtOrAfter, Or

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgraph.kernel.conditions import Condition
    from pactgraph.record import Amount, Clause, Record

FORCES = ("performed", "binding", "not-stated", "option", "non-binding")
"""How far a flow binds, the strongest first."""
PERFORMED, BINDING, _NOT_STATED, OPTION, NON_BINDING = FORCES
LOOPING = ("money", "equity", "credit")
"""What loops are made of, unless more is asked for."""


@dataclass(frozen=True, slots=True)
class Performance:
    """That something, or all of it, has been done.

    Attributes:
        event: IRI of the event with which it has.
        amounts: what that came to; none if it is not known.
    """

    event: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, eq=False)
class Flow:
    """What goes from one side to the other.

    Attributes:
        clauses: the clauses by which it goes, in order of their ids: those of which no other
            clause of the flow is a part.
        whole: those that are no part of another: their amounts are those of the flow.
        lead: id of what goes: "money", "supply", "equity", "credit", "support" or "rights".
        counter: id of what goes back in return; "" for nothing.
        pairs: IRIs of who gives and who takes it, as they count; several for a joint side.
        performances: what has been done of it.
        forces: how far each clause binds, by IRI.
        countering: IRIs of the clauses of which what is done is the return, such as a delivery
            for which money goes.
    """

    clauses: tuple[Clause, ...]
    whole: tuple[Clause, ...]
    lead: str
    counter: str
    pairs: tuple[tuple[str, str], ...]
    performances: tuple[Performance, ...]
    forces: Mapping[str, str]
    countering: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The id of the clause that stands for it."""
        return min(clause.id for clause in self.whole)

    @property
    def members(self) -> tuple[Clause, ...]:
        """All of its clauses, those with parts first."""
        return tuple({clause.iri: clause for clause in (*self.whole, *self.clauses)}.values())

    @property
    def sides(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """Who gives and who takes: one pair of sides, joint ones undivided.

        What goes both ways goes between two pairs of sides.
        """
        givers, takers = (tuple(dict.fromkeys(each)) for each in zip(*self.pairs, strict=True))
        if len(self.pairs) == len(givers) * len(takers):
            return ((givers, takers),)
        return tuple(((giver,), (taker,)) for giver, taker in self.pairs)

    @cached_property
    def force(self) -> str:
        """The strongest force of any of its clauses, by what is written."""
        return min(self.forces.values(), key=FORCES.index)

    @cached_property
    def condition(self) -> Condition:
        """When it flows: promised by a clause of it, or performed."""
        ways = ((self.promised(clause), self.performed(clause)) for clause in self.clauses)
        return Or(tuple(condition for way in ways for condition in way))

    def promised(self, clause: Clause) -> Condition:
        """Return when a clause makes it flow, performed or not.

        An option carries nothing until it is used.
        """
        if self.forces[clause.iri] == OPTION:
            return And((clause.condition, _any(clause.performed_by)))
        return clause.condition

    def performed(self, clause: Clause) -> Condition:
        """Return from when on something of it has been done by a clause; it never ends.

        That an option is used is a promise only.
        """
        if self.forces[clause.iri] == OPTION:
            return _any(clause.partly_performed_by)
        return _any(() if clause.iri in self.countering else clause.done_by)


def _any(events: Iterable[str]) -> Condition:
    return Or(tuple(map(AtOrAfter, events)))


def flows(
    record: Record,
    clauses: Iterable[Clause],
    *,
    legal: bool = False,
    affiliates: bool = False,
) -> list[Flow]:
    """Return the flows that clauses make, in the order of their ids.

    Args:
        record: what the graph says.
        clauses: those that count.
        legal: whether each party counts as itself; else as the top of its group, and what
            goes on inside a group is no flow.
        affiliates: whether who is only linked to a group counts as a part of it.
    """
    (found,) = flows_of_each(record, [clauses], legal=legal, affiliates=affiliates)
    return found


def flows_of_each(
    record: Record,
    several: Iterable[Iterable[Clause]],
    *,
    legal: bool = False,
    affiliates: bool = False,
) -> Iterator[list[Flow]]:
    """Yield the flows that clauses make, each time alone; arguments as of `flows`."""
    folded = tops(record.parties, affiliates=affiliates)
    leads = _leads(record)
    for clauses in several:
        found = _made(record, clauses, leads, folded)
        made = (_flow(record, legs, {} if legal else folded) for legs in found)
        yield sorted((flow for flow in made if flow.pairs), key=lambda flow: flow.id)


def _made(
    record: Record,
    clauses: Iterable[Clause],
    leads: Mapping[str, tuple[str, str]],
    folded: Mapping[str, str],
) -> Iterable[list[_Leg]]:
    """Return the legs that clauses make, those together that are of one flow."""
    legs = {}
    for clause in clauses:
        lead, counter = leads.get(clause.kind, ("", ""))
        given = _given(record, clause)
        if lead := lead or given:
            sides = _sides(clause, given, lead, counter)
            legs[clause.iri] = _Leg(clause, lead, counter, *sides, given)
    found: dict[object, list[_Leg]] = {}
    for leg in legs.values():
        for one in _confirmed(leg, legs, folded) or [leg]:
            root = _root(one, legs, folded)
            same = (root.clause.agreement, root.pairs(folded), root.lead, root.clause.assets)
            found.setdefault(same, []).append(leg)
    return found.values()


@dataclass(frozen=True, slots=True)
class _Leg:
    """What one clause makes flow, and from whom to whom, as it says itself."""

    clause: Clause
    lead: str
    counter: str
    givers: tuple[str, ...]
    takers: tuple[str, ...]
    given: str

    @property
    def is_return(self) -> bool:
        """Whether what is done by it is what goes back."""
        return self.given not in ("", self.lead)

    def pairs(self, named: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return who gives and who takes, as `named`; nobody gives to themselves."""
        found = {
            (named.get(giver, giver), named.get(taker, taker))
            for giver in self.givers
            for taker in self.takers
        }
        return tuple(sorted(pair for pair in found if pair[0] != pair[1]))


def _leads(record: Record) -> dict[str, tuple[str, str]]:
    """Return what clauses of each kind make flow, and what in return, by the id of the kind.

    What a kind does not say, the nearest kind above it does; but not of an option, which makes
    flow what its action gives.
    """
    found = {}
    for kind in record.kinds.values():
        above = [kind]
        for each in above:  # which grows
            if each.lead:
                found[kind.id] = (each.lead, each.counter)
                break
            wider = (record.kinds[iri] for iri in each.broader if iri in record.kinds)
            above += [one for one in wider if one not in above]
    return found


def _given(record: Record, clause: Clause) -> str:
    """Return the id of what goes from who acts to the other side, "" if nothing does."""
    acts = (record.actions[iri].gives for iri in clause.actions if iri in record.actions)
    return next(filter(None, acts), "")


def _sides(
    clause: Clause, given: str, lead: str, counter: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who gives the lead, and who takes it.

    Who acts gives what the action gives, and gets what is given in return. Where it gives
    neither, as to use or to hold, who owes gives what is not money, and is paid for it.
    """
    forth, back = (clause.owed_by, clause.holders), (clause.holders, clause.owed_by)
    from_actor = back if clause.rule == "permission" else forth
    if given == lead:
        return from_actor
    if given and given == counter:
        return forth if from_actor == back else back
    return back if lead == "money" else forth


def _confirmed(leg: _Leg, legs: Mapping[str, _Leg], named: Mapping[str, str]) -> list[_Leg]:
    """Return the legs that a leg only says again, none if it says anything besides."""
    same = [legs[iri] for iri in leg.clause.confirms if iri in legs and legs[iri].lead == leg.lead]
    again = [each for each in same if {*each.pairs(named)} <= {*leg.pairs(named)}]
    covered = {pair for each in again for pair in each.pairs(named)}
    return again if covered == {*leg.pairs(named)} else []


def _root(leg: _Leg, legs: Mapping[str, _Leg], named: Mapping[str, str]) -> _Leg:
    """Return what a leg is a part of in the end, as far as the same goes there."""
    seen = {leg.clause.iri}
    while True:
        above = [
            legs[iri]
            for iri in sorted(leg.clause.part_of)
            if iri in legs and iri not in seen
            if (legs[iri].lead, legs[iri].pairs(named)) == (leg.lead, leg.pairs(named))
        ]
        if not above:
            return leg
        leg = above[0]
        seen.add(leg.clause.iri)


def _flow(record: Record, legs: Iterable[_Leg], named: Mapping[str, str]) -> Flow:
    legs = sorted(legs, key=lambda leg: leg.clause.id)
    members = [leg.clause for leg in legs]
    here = {clause.iri for clause in members}
    with_parts = {part for clause in members for part in clause.part_of if part in here}
    carrying = [leg for leg in legs if leg.clause.iri not in with_parts]
    return Flow(
        clauses=tuple(leg.clause for leg in carrying),
        whole=tuple(clause for clause in members if not here & {*clause.part_of}),
        lead=legs[0].lead,
        counter=legs[0].counter,
        pairs=_common([leg.pairs(named) for leg in carrying]),
        performances=tuple(
            _performances(record, [leg.clause for leg in legs if not leg.is_return])
        ),
        forces={clause.iri: force_of(record, clause) for clause in members},
        countering=frozenset(leg.clause.iri for leg in legs if leg.is_return),
    )


def _common(sides: Iterable[tuple[tuple[str, str], ...]]) -> tuple[tuple[str, str], ...]:
    """Return the pairs between which all go; if all name different companies, those of each."""
    every = [{*pairs} for pairs in sides]
    shared = set.intersection(*every) or set.union(*every)
    return tuple(sorted(shared))


def _performances(record: Record, members: Iterable[Clause]) -> Iterator[Performance]:
    """Yield what has been done, each event once; what does the whole comes to its amount."""
    seen = set()
    for clause in members:
        doing = [(event, clause.amounts) for event in clause.performed_by]
        doing += [(event, ()) for event in clause.partly_performed_by]
        for event, whole in doing:
            if event not in seen:
                seen.add(event)
                known = record.events.get(event)
                yield Performance(event, (known.amounts if known else ()) or whole)


def force_of(record: Record, clause: Clause) -> str:
    """Return the id of how far a clause binds: as it says, or as its agreement and kind do."""
    if clause.force:
        return clause.force
    if not record.agreements[clause.agreement].binding:
        return NON_BINDING
    return OPTION if clause.kind == OPTION else BINDING
