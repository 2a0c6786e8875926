"""May a party do something with an asset: what the rules come to, taken together.

Permissions and duties speak for it, prohibitions and exclusivities against it. An exception
(pact:exceptionTo) goes before what it is carved out of; an exception that permits only where
the question says that its limits are met, or has none. What is left of a conflict is decided
by the strategy that the agreement states (odrl:conflict; ODRL Information Model 2.2, section
2.8): the permission prevails, the prohibition prevails, or the agreement is void as far as its
rules conflict. Where nothing is stated, and between agreements, the prohibition prevails: a
permission from one party does not lift what is owed to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph.answers import event_windows, unknown_agreements
from pactgraph.kernel.conditions import ALWAYS, And, Condition, Or
from pactgraph.kernel.periods import periods
from pactgraph.kernel.status import Status
from pactgraph.limits import NEVER, negated, surely
from pactgraph.may.rules import POSSIBLE, Because, Moment, Reason, Rule, weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.answers import Setting
    from pactgraph.kernel.periods import Period
    from pactgraph.limits import Open
    from pactgraph.may.asking import Asked
    from pactgraph.record import Clause, Record, Strategy


class Outcome(StrEnum):
    """What the rules come to."""

    PERMITTED = "permitted"
    PROHIBITED = "prohibited"
    DEPENDS = "depends"
    NO_RULE = "no rule found"


class Weight(StrEnum):
    """What a rule counts for."""

    APPLIES = "applies"
    DEPENDS = "depends"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule, and what it counts for.

    Attributes:
        rule: what the clause says about the question.
        weight: what that counts for, all rules considered.
        reasons: how it reaches the question; for a rejected one, why it does not count.
        depends_on: IRIs of the events that decide whether it counts, if it depends; in order.
        open: what the question leaves open that decides it.
    """

    rule: Rule
    weight: Weight
    reasons: tuple[Reason, ...]
    depends_on: tuple[str, ...] = ()
    open: tuple[Open, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A rule for and a rule against, of which neither is an exception to the other.

    Attributes:
        allows: the clause that speaks for it.
        forbids: the clause that speaks against it.
        strategy: what their agreement says of conflicts; "" if nothing, or if they are of two.
        periods: when both are in force, whatever the question leaves open.
    """

    allows: Clause
    forbids: Clause
    strategy: Strategy
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class MayAnswer:
    """The answer to one question.

    Attributes:
        asked: the question.
        outcome: what the rules come to.
        possible: the outcomes that are possible; one only, unless it depends.
        findings: every rule of an agreement that exists for the question: those that count
            first, then those that depend, then the rejected ones, each in the order of ids.
        depends_on: IRIs of the events that decide, if it depends; in order.
        open: what the question leaves open that decides, if it depends.
        clashes: rules that conflict, with what prevails.
    """

    asked: Asked
    outcome: Outcome
    possible: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    depends_on: tuple[str, ...]
    open: tuple[Open, ...]
    clashes: tuple[Clash, ...]


def may(record: Record, asked: Asked, setting: Setting) -> MayAnswer:
    """Return whether the rules in force permit or prohibit what is `asked`.

    Args:
        record: the record.
        asked: who, what, with which asset; see `asking.asked`.
        setting: the day, what is known, and what is assumed.

    Raises:
        BadInputError: the scenario contradicts itself.
        ConditionTooLargeError: too much is left open to be decided.
    """
    moment = Moment(record, setting.on.last, event_windows(record, setting))
    unknown = unknown_agreements(record, setting)
    clauses = sorted(record.clauses.values(), key=lambda clause: clause.id)
    rules = [weighed(moment, c, asked) for c in clauses if c.agreement not in unknown]
    case = _Case(moment, {rule.clause.iri: rule for rule in rules if rule.holds != NEVER})
    return case.answer(asked, rules)


@dataclass(frozen=True, slots=True)
class _Case:
    """The rules that can speak about a question.

    Attributes:
        moment: the instant asked about.
        rules: those of which it is possible that they hold, by IRI of the clause.
    """

    moment: Moment
    rules: dict[str, Rule]

    def answer(self, asked: Asked, rules: Iterable[Rule]) -> MayAnswer:
        exact = {iri: self._excepted(rule, ()) for iri, rule in self.rules.items()}
        claimed = {iri: self._excepted(rule, (), claimed=True) for iri, rule in self.rules.items()}
        clashes = self._clashes(claimed)
        counting = self._prevailing(claimed, clashes)
        against = self._against(counting)
        exactly = self._prevailing(exact, clashes)
        if_claimed = self._against(exactly)
        for iri, rule in self.rules.items():
            if rule.effect.allows:
                counting[iri] = _both(exactly[iri], negated(if_claimed))
        allowed = _both(
            _any(exactly[iri] for iri, rule in self.rules.items() if rule.effect.allows),
            negated(against),
        )
        findings = [self._finding(rule, exact, counting, clashes) for rule in rules]
        order = list(Weight)
        findings.sort(key=lambda found: order.index(found.weight))
        possible, names = self._outcomes(allowed, against)
        return MayAnswer(
            asked,
            Outcome.DEPENDS if len(possible) > 1 else possible[0],
            possible,
            tuple(findings),
            *self._named(names),
            tuple(clashes),
        )

    def _against(self, left: dict[str, Condition]) -> Condition:
        return _any(left[iri] for iri, rule in self.rules.items() if not rule.effect.allows)

    def _excepted(self, rule: Rule, path: tuple[str, ...], *, claimed: bool = False) -> Condition:
        """Return when `rule` holds and no exception to it does.

        Args:
            rule: the rule.
            path: the rules on the way here, which are not asked again.
            claimed: whether an exception that permits has to be claimed by the question.
        """
        condition = rule.holds
        path = (*path, rule.clause.iri)
        for other in self._exceptions(rule):
            if other.clause.iri not in path:
                goes_before = self._excepted(other, path, claimed=claimed)
                if claimed and other.effect.allows:
                    goes_before = surely(goes_before)
                condition = _both(condition, negated(goes_before))
        return condition

    def _exceptions(self, rule: Rule) -> list[Rule]:
        return [
            other
            for other in self.rules.values()
            if rule.clause.iri in other.clause.exception_to
            and other.effect.allows != rule.effect.allows
        ]

    def _clashes(self, single: dict[str, Condition]) -> list[Clash]:
        relations = self.moment.record.relations
        pairs = [
            (one, other)
            for one in self.rules.values()
            for other in self.rules.values()
            if one.effect.allows
            and not other.effect.allows
            and other.clause.iri not in one.clause.exception_to
            and one.clause.iri not in other.clause.exception_to
        ]
        return [
            Clash(
                allows=one.clause,
                forbids=other.clause,
                strategy=self._strategy(one, other),
                periods=periods(And((one.clause.condition, other.clause.condition)), relations),
            )
            for one, other in pairs
            if self.moment.reduced(_both(single[one.clause.iri], single[other.clause.iri]))
            != NEVER
        ]

    def _strategy(self, one: Rule, other: Rule) -> Strategy:
        home = one.clause.agreement
        return (
            self.moment.record.agreements[home].strategy if home == other.clause.agreement else ""
        )

    def _prevailing(
        self, single: dict[str, Condition], clashes: Sequence[Clash]
    ) -> dict[str, Condition]:
        """Return when each rule holds, after agreements have decided their own conflicts."""
        left = dict(single)
        for clash in clashes:
            allows, forbids = single[clash.allows.iri], single[clash.forbids.iri]
            if clash.strategy == "perm":
                left[clash.forbids.iri] = _both(left[clash.forbids.iri], negated(allows))
            if clash.strategy == "invalid":
                void = negated(_both(allows, forbids))
                for iri, rule in self.rules.items():
                    if rule.clause.agreement == clash.allows.agreement:
                        left[iri] = _both(left[iri], void)
        return left

    def _outcomes(
        self, allowed: Condition, against: Condition
    ) -> tuple[tuple[Outcome, ...], frozenset[str]]:
        """Return the possible outcomes, and the names of what decides between them."""
        standings = {
            Outcome.PERMITTED: self.moment.standing(allowed),
            Outcome.PROHIBITED: self.moment.standing(against),
            Outcome.NO_RULE: self.moment.standing(negated(_any((allowed, against)))),
        }
        possible = tuple(o for o, standing in standings.items() if standing.status in POSSIBLE)
        return possible, frozenset().union(*(each.depends_on for each in standings.values()))

    def _named(self, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[Open, ...]]:
        """Return the events among `names`, and what the question leaves open."""
        asking = {each.name: each for rule in self.rules.values() for each in rule.open}
        found = sorted(names)
        events = tuple(name for name in found if name not in asking)
        return events, tuple(asking[name] for name in found if name in asking)

    def _finding(
        self,
        rule: Rule,
        single: dict[str, Condition],
        counting: dict[str, Condition],
        clashes: Sequence[Clash],
    ) -> Finding:
        iri = rule.clause.iri
        if iri not in counting:
            return Finding(rule, Weight.REJECTED, rule.reasons)
        standing = self.moment.standing(counting[iri])
        if standing.status is Status.IN_FORCE:
            return Finding(rule, Weight.APPLIES, (*rule.reasons, *self._unless(rule)))
        if standing.status is Status.DEPENDS:
            events, open_ = self._named(standing.depends_on)
            return Finding(rule, Weight.DEPENDS, rule.reasons, events, open_)
        return Finding(
            rule, Weight.REJECTED, (*rule.reasons, *self._beaten(rule, single, clashes))
        )

    def _unless(self, rule: Rule) -> list[Reason]:
        """Return the exceptions that would go before `rule` if the question claimed them."""
        return [
            Reason(Because.UNLESS, other.clause.iri)
            for other in self._exceptions(rule)
            if self.moment.reduced(self._excepted(other, (rule.clause.iri,))) != NEVER
        ]

    def _beaten(
        self, rule: Rule, single: dict[str, Condition], clashes: Sequence[Clash]
    ) -> list[Reason]:
        """Return what goes before `rule`."""
        found = [
            Reason(Because.EXCEPTION, other.clause.iri)
            for other in self._exceptions(rule)
            if self.moment.reduced(self._excepted(other, (rule.clause.iri,))) == ALWAYS
        ]
        if self.moment.reduced(single[rule.clause.iri]) == NEVER:
            return found or [
                Reason(Because.EXCEPTION, other.clause.iri) for other in self._exceptions(rule)
            ]
        for clash in clashes:
            mine, other = clash.allows, clash.forbids
            if not rule.effect.allows:
                mine, other = other, mine
            if mine.iri == rule.clause.iri:
                void = clash.strategy == "invalid"
                found.append(Reason(Because.VOID if void else Because.OVERRULED, other.iri))
        return found or [Reason(Because.VOID, rule.clause.agreement)]


def _both(one: Condition, other: Condition) -> Condition:
    if NEVER in (one, other):
        return NEVER
    if one == ALWAYS:
        return other
    return one if other == ALWAYS else And((one, other))


def _any(conditions: Iterable[Condition]) -> Condition:
    found = [condition for condition in conditions if condition != NEVER]
    return ALWAYS if ALWAYS in found else Or(tuple(found))
