"""What each clause says about one question, and why it says nothing where it does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import ALWAYS, And, Condition, Or, events_in
from pactgraph.kernel.periods import periods
from pactgraph.kernel.status import Status, standing
from pactgraph.scope import coverage
from pactgraph.scope.coverage import COUNTERPARTIES, Extent
from pactgraph.scope.limits import (
    NEVER,
    Open,
    inside,
    is_open,
    left_open,
    met,
    negated,
    open_windows,
    places,
    settled,
    tied,
    with_holder,
)

if TYPE_CHECKING:
    from datetime import datetime

    from pactgraph.asking.may.asking import Asked
    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.scenarios import Windows
    from pactgraph.kernel.status import Standing
    from pactgraph.record import Clause, Limit, Record

POSSIBLE = {Status.IN_FORCE, Status.DEPENDS}


class Effect(StrEnum):
    """What a clause does."""

    PERMITS = "permits"
    DEMANDS = "demands"
    """A duty: what one must do one may do."""
    PROHIBITS = "prohibits"
    RESERVES = "reserves"
    """An exclusivity: a prohibition for all others, and for who owes it elsewhere."""
    CONCEDES = "concedes"
    """An exclusivity, where it is done with its holder: that it presupposes."""

    @property
    def allows(self) -> bool:
        """Whether it speaks for the action."""
        return self in (Effect.PERMITS, Effect.DEMANDS, Effect.CONCEDES)


class Because(StrEnum):
    """Why a rule reaches the question, or does not, or does not count."""

    PARTY_OF = "part of the party"
    CASE_OF_ACTION = "case of the action"
    PART_OF_ASSET = "part of the asset"
    ONLY_CASE = "only a case of the action"
    ONLY_PART = "only a part of the asset"
    ONLY_MEMBER = "only a part of the party"
    ELSEWHERE = "elsewhere than with the holder"
    WITH_HOLDER = "with the holder of the exclusivity"
    OTHER_PARTY = "other party"
    OTHER_ACTION = "other action"
    OTHER_ASSET = "asset not covered"
    LEFT_OUT = "asset left out"
    OWN = "holder of the exclusivity"
    NOT_IN_FORCE = "not in force"
    LIMIT_NOT_MET = "limit not met"
    UNLESS = "an exception may go before it"
    EXCEPT = "except as far as it is prohibited"
    EXCEPTION = "an exception goes before it"
    NARROWED = "a special clause narrows it"
    OVERRULED = "another rule prevails"
    VOID = "the agreement is void where its rules conflict"


MISSES = (
    Because.OTHER_PARTY,
    Because.OTHER_ACTION,
    Because.OTHER_ASSET,
    Because.LEFT_OUT,
    Because.OWN,
    Because.NOT_IN_FORCE,
    Because.LIMIT_NOT_MET,
)
"""Why a rule by itself says nothing about a question."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        because: which.
        about: IRI of the party, action, asset, limit or clause that it is about.
    """

    because: Because
    about: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant asked about, and when events can happen.

    Attributes:
        record: the record.
        at: the instant, UTC.
        windows: when each event of the record can happen.
        asking: what the question leaves open, by name; filled as rules are weighed.
    """

    record: Record
    at: datetime
    windows: Windows
    asking: dict[str, Open] = field(default_factory=dict)

    def standing(self, condition: Condition) -> Standing:
        """Return whether `condition` holds; what a question leaves open may or may not be so."""
        relations = self.relations(condition)
        possible = self.windows.beside(open_windows(condition), relations)
        return standing(periods(condition, relations), possible, self.at, relations)

    def relations(self, condition: Condition) -> Events:
        """Return how the events in `condition` hang together, and what is left open in it."""
        names = sorted(filter(is_open, events_in(condition)))
        return tied(self.record, [self.asking[name] for name in names if name in self.asking])

    def reduced(self, condition: Condition) -> Condition:
        """Return always or never where that is certain at this moment, else `condition`."""
        if condition in (ALWAYS, NEVER):
            return condition
        status = self.standing(condition).status
        return {Status.IN_FORCE: ALWAYS, Status.DEPENDS: condition}.get(status, NEVER)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one clause says about a question.

    Attributes:
        clause: the clause.
        effect: what it does.
        status: whether the clause is in force at that moment, whatever it covers.
        holds: when it speaks about the question, reduced at the moment asked about.
        ground: when it would if its limits were met, likewise.
        reasons: how it reaches the question, or why it does not.
        open: what the question leaves open that it may hang on, by name.
    """

    clause: Clause
    effect: Effect
    status: Status
    holds: Condition
    ground: Condition
    reasons: tuple[Reason, ...]
    open: tuple[Open, ...] = ()

    @property
    def misses(self) -> tuple[Reason, ...]:
        """The reasons why it says nothing by itself."""
        return tuple(reason for reason in self.reasons if reason.because in MISSES)


@dataclass(frozen=True, slots=True)
class _Test:
    """The outcome of one test: reasons, what it leaves open, and when it is passed."""

    reasons: tuple[Reason, ...] = ()
    condition: Condition = ALWAYS
    open: tuple[Open, ...] = ()


def weighed(moment: Moment, clause: Clause, asked: Asked) -> Rule:
    """Return what `clause` says about the question `asked` at `moment`."""
    effect = _effect(clause)
    relations = moment.record.relations
    status = standing(clause.periods, moment.windows, moment.at, relations).status
    moment.asking.update((each.name, each) for each in left_open(clause.scope))
    scope = _scope(moment, clause, asked, effect, status)
    tests = [
        _party(moment.record, clause, asked, effect),
        _action(moment.record, clause, asked, scope, effect),
        _asset(moment.record, clause, asked),
        _Test() if status in POSSIBLE else _Test((Reason(Because.NOT_IN_FORCE),)),
        scope,
    ]
    moment.asking.update((each.name, each) for test in tests for each in test.open)
    reasons = tuple(reason for test in tests for reason in test.reasons)
    if any(reason.because is Because.WITH_HOLDER for reason in reasons):
        effect = Effect.CONCEDES
        if not coverage.party_reach(moment.record, clause.owed_by, asked.party.iri).by:
            reasons += (Reason(Because.OTHER_PARTY),)
    failed = {reason.because for reason in reasons} & {*MISSES}
    reached = And(tuple(test.condition for test in tests[:-1] if test.condition != ALWAYS))
    about = And((reached, clause.condition))
    return Rule(
        clause=clause,
        effect=effect,
        status=status,
        holds=NEVER if failed else moment.reduced(And((reached, scope.condition))),
        ground=NEVER if failed - {Because.LIMIT_NOT_MET} else moment.reduced(about),
        reasons=reasons,
        open=tuple(each for test in tests for each in test.open),
    )


def _effect(clause: Clause) -> Effect:
    if coverage.is_exclusivity(clause):
        return Effect.RESERVES
    return {
        "permission": Effect.PERMITS,
        "duty": Effect.DEMANDS,
        "prohibition": Effect.PROHIBITS,
    }[clause.rule]


def _party(record: Record, clause: Clause, asked: Asked, effect: Effect) -> _Test:
    named = clause.holders if effect is Effect.PERMITS else clause.owed_by
    reach = coverage.party_reach(record, named, asked.party.iri)
    if reach.by:
        part = (Reason(Because.PARTY_OF, reach.by),) if reach.by != asked.party.iri else ()
        return _Test(part)
    if effect is Effect.RESERVES:
        own = coverage.party_reach(record, clause.holders, asked.party.iri)
        return _Test((Reason(Because.OWN, own.by),)) if own.by else _Test()
    bound = [name for name in named if coverage.party_within(record, name, asked.party.iri)]
    if effect is Effect.PROHIBITS and bound:
        members = tuple(Open("member", "", record.parties[name]) for name in bound)
        reasons = tuple(Reason(Because.ONLY_MEMBER, name) for name in bound)
        return _Test(reasons, Or(tuple(each.holds for each in members)), members)
    return _Test((Reason(Because.OTHER_PARTY),))


def _action(record: Record, clause: Clause, asked: Asked, scope: _Test, effect: Effect) -> _Test:
    action = asked.action.iri
    if effect is Effect.RESERVES:
        said = {reason.because for reason in scope.reasons}
        place = said & {Because.ELSEWHERE, Because.WITH_HOLDER}
        if place or coverage.is_dealing(record, [action]):
            return _Test()
        return _Test((Reason(Because.OTHER_ACTION),))
    reach = coverage.action_reach(record, clause, action)
    if reach.extent is Extent.NOTHING:
        return _Test((Reason(Because.OTHER_ACTION),))
    if reach.extent is Extent.WHOLE:
        case = (Reason(Because.CASE_OF_ACTION, reach.by),) if reach.by != action else ()
        return _Test(case)
    narrower = Open("action", "", record.actions[reach.by])
    return _Test((Reason(Because.ONLY_CASE, reach.by),), narrower.holds, (narrower,))


def _asset(record: Record, clause: Clause, asked: Asked) -> _Test:
    asset = asked.asset.iri
    reach = coverage.asset_reach(record, clause, asset)
    if reach.extent is Extent.NOTHING:
        out = coverage.left_out(record, clause, asset)
        return _Test((Reason(Because.LEFT_OUT, out) if out else Reason(Because.OTHER_ASSET),))
    if reach.extent is Extent.WHOLE:
        part = (Reason(Because.PART_OF_ASSET, reach.by),) if reach.by != asset else ()
        return _Test(part)
    part_asked = Open("part", "", record.assets[reach.by])
    return _Test((Reason(Because.ONLY_PART, reach.by),), part_asked.holds, (part_asked,))


def _scope(moment: Moment, clause: Clause, asked: Asked, effect: Effect, status: Status) -> _Test:
    """Return when the limits of `clause` are met, together with its conditions on time."""
    record = moment.record
    where = places(record, clause.scope, clause.holders) if effect is Effect.RESERVES else ()
    limits = [limit for limit in clause.scope if limit not in where]
    answers = {limit.iri: met(record, limit, asked.given) for limit in limits}
    asking = left_open(clause.scope)
    elsewhere = _Test()
    if effect is Effect.RESERVES:
        elsewhere = _elsewhere(moment, clause, asked, where)
        answers |= dict.fromkeys((limit.iri for limit in where), ALWAYS)
    own = settled(clause.coverage, answers)
    reasons = list(elsewhere.reasons)
    if moment.reduced(own) == NEVER:
        unmet = [
            Reason(Because.LIMIT_NOT_MET, li.iri) for li in limits if answers[li.iri] == NEVER
        ]
        reasons += unmet or [Reason(Because.LIMIT_NOT_MET)] * (status in POSSIBLE)
    return _Test(tuple(reasons), And((own, elsewhere.condition)), (*asking, *elsewhere.open))


def _elsewhere(moment: Moment, clause: Clause, asked: Asked, where: tuple[Limit, ...]) -> _Test:
    """Return when something is done elsewhere than with the holders of an exclusivity.

    Where the exclusivity says with a limit where they have it, that decides; else every
    attribute that says with whom; else, for others than who owes it, that they are others.
    """
    record, given = moment.record, asked.given
    asking: tuple[Open, ...] = ()
    at_holder: Condition
    operands = {limit.operand for limit in where} or set(COUNTERPARTIES)
    if where:
        at_holder = And(tuple(inside(record, li, clause.holders, given) for li in where))
    elif operands & given.attributes.keys():
        at_holder = with_holder(record, clause.holders, given)
    elif coverage.party_reach(record, clause.owed_by, asked.party.iri).by:
        asking = tuple(Open("with", "", record.parties[h]) for h in clause.holders)
        at_holder = Or(tuple(each.holds for each in asking))
    else:
        at_holder = NEVER
    certain = moment.reduced(negated(at_holder))
    holder = clause.holders[0]
    if certain == NEVER:
        return _Test((Reason(Because.WITH_HOLDER, holder),))
    told = certain == ALWAYS and bool(operands & given.attributes.keys())
    return _Test((Reason(Because.ELSEWHERE, holder),) * told, certain, asking)
