"""May a party do something with an asset: what the rules come to, taken together.

Permissions and duties speak for it, prohibitions and exclusivities against it.

- An exception (pact:exceptionTo, pact:narrows) goes before what it is carved out of; one that
  permits only where the question says that its limits are met, or has none. A prohibition of
  less than what is permitted is an exception without saying so (`overlaps.takes_out`).
- A special clause that narrows a general one of its kind (pact:narrows) prevails over it: within
  what the special one is about, the general one counts only where the special one does.
- What is left of a conflict is decided by the strategy that the agreement states (odrl:conflict;
  ODRL Information Model 2.2, section 2.8): the permission prevails, the prohibition prevails, or
  the agreement is void as far as its rules conflict. Where nothing is stated, and between
  agreements, the prohibition prevails: a permission from one party does not lift what is owed
  to another.

What is permitted but for a part, a case, a member or a circumstance that the question leaves open
is *permitted, except*; if open events decide too, it depends.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from pactgraph.asking.conflicts.pairs import collision
from pactgraph.asking.may.rules import POSSIBLE, Because, Effect, Moment, Reason, Rule, weighed
from pactgraph.asking.naming import naming
from pactgraph.asking.setting import event_windows, unknown_agreements
from pactgraph.kernel.conditions import ALWAYS, And, Condition, Or
from pactgraph.kernel.periods import periods
from pactgraph.kernel.status import Status
from pactgraph.scope.limits import NEVER, is_open, negated, possibly, surely
from pactgraph.scope.overlaps import linked, takes_out
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pactgraph.asking.may.asking import Asked
    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.periods import Period
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record, Strategy
    from pactgraph.scope.limits import Open
    from pactgraph.telling.tables import Table
    from pactgraph.telling.told import Block


class Outcome(StrEnum):
    """What the rules come to."""

    PERMITTED = "permitted"
    EXCEPT = "permitted, except"
    """Permitted, but for what the question leaves open and some rule prohibits."""
    PROHIBITED = "prohibited"
    OUTSIDE = "not permitted"
    """A general rule would permit it, but a special one that narrows it does not."""
    DEPENDS = "depends"
    NO_RULE = "no rule found"


class Weight(StrEnum):
    """What a rule counts for."""

    APPLIES = "applies"
    EXCEPTION = "exception"
    """It prohibits a part of what is otherwise permitted."""
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
    """A rule for and a rule against that cannot both be honoured.

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


@dataclass(frozen=True, slots=True, repr=False)
class MayAnswer(Told):
    """The answer to one question.

    Attributes:
        asked: the question.
        outcome: what the rules come to.
        possible: the outcomes that are possible; one only, unless it depends.
        findings: every rule of an agreement that exists for the question: those that count
            first, then exceptions, then those that depend, then the rejected ones, each in the
            order of ids.
        depends_on: IRIs of the events that decide, if it depends; in order.
        open: what the question leaves open that decides, if it depends.
        clashes: rules that conflict, with what prevails: pairs that `conflicts` tells too.
        narrowed_by: clauses that narrow those that would else permit it, if it is not permitted
            because of them.
        record: what it was found in.
        setting: what the question fixed.
        everything: whether people are told rules that do not even come near, too.
    """

    asked: Asked
    outcome: Outcome
    possible: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    depends_on: tuple[str, ...]
    open: tuple[Open, ...]
    clashes: tuple[Clash, ...]
    narrowed_by: tuple[Clause, ...]
    record: Record = field(compare=False)
    setting: Setting
    everything: bool = field(default=False, compare=False)

    def whole(self) -> Self:
        """Return the answer with every rule, however far off."""
        return replace(self, everything=True)

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        from pactgraph.asking.may.tree import may_outline  # noqa: PLC0415 - which needs this class

        return [may_outline(self.record, self, self.setting, language, everything=self.everything)]

    def as_json(self, language: Language = "en") -> dict[str, object]:
        """Return the answer as plain objects; the keys are in `may_object`."""
        from pactgraph.asking.may.data import may_object  # noqa: PLC0415 - likewise

        return may_object(self.record, self, self.setting, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are in `may_records`."""
        from pactgraph.asking.may.data import may_records  # noqa: PLC0415 - likewise

        return may_records(self.record, self, self.setting, language)

    def _brief(self) -> str:
        return (
            f"{self.asked.party.id} {self.asked.action.id} {self.asked.asset.id}: {self.outcome}"
        )

    @property
    def exceptions(self) -> tuple[Finding, ...]:
        """The rules that prohibit a part of what is permitted."""
        return tuple(found for found in self.findings if found.weight is Weight.EXCEPTION)


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
    near = {rule.clause.iri: rule for rule in rules if rule.ground != NEVER}
    holding = {iri: rule for iri, rule in near.items() if rule.holds != NEVER}
    case = _Case(moment, holding, _exceptions(record, holding), _special(near, holding))
    return case.answer(asked, rules, setting)


def _exceptions(record: Record, rules: Mapping[str, Rule]) -> dict[str, tuple[Rule, ...]]:
    """Return, for each rule, those of the `rules` that are carved out of it."""
    stated = naming(rules.values(), lambda rule: (*rule.clause.exception_to, *rule.clause.narrows))
    bans = [rule for rule in rules.values() if rule.effect is Effect.PROHIBITS]
    found: dict[str, tuple[Rule, ...]] = {}
    for iri, rule in rules.items():
        opposed = (o for o in stated.get(iri, ()) if o.effect.allows != rule.effect.allows)
        carved = (
            ban
            for ban in bans
            if rule.effect is Effect.PERMITS
            and not linked(rule.clause, ban.clause)
            and takes_out(record, ban.clause, rule.clause)
        )
        found[iri] = (*opposed, *carved)
    return found


def _special(near: Mapping[str, Rule], rules: Mapping[str, Rule]) -> dict[str, tuple[Rule, ...]]:
    """Return, for each of the `rules`, those of its kind that narrow it, limits met or not."""
    narrowing = naming(near.values(), lambda rule: rule.clause.narrows)
    return {
        iri: tuple(o for o in narrowing.get(iri, ()) if o.effect.allows == rule.effect.allows)
        for iri, rule in rules.items()
    }


@dataclass(frozen=True, slots=True)
class _Case:
    """The rules that can speak about a question.

    Attributes:
        moment: the instant asked about.
        rules: those of which it is possible that they hold, by IRI of the clause.
        exceptions: for each of them, the rules that are carved out of it.
        special: for each of them, the rules that narrow it.
    """

    moment: Moment
    rules: dict[str, Rule]
    exceptions: dict[str, tuple[Rule, ...]]
    special: dict[str, tuple[Rule, ...]]

    def answer(self, asked: Asked, rules: Iterable[Rule], setting: Setting) -> MayAnswer:
        exact = {iri: self._excepted(rule, ()) for iri, rule in self.rules.items()}
        claimed = {iri: self._excepted(rule, (), claimed=True) for iri, rule in self.rules.items()}
        pairs = self._pairs(claimed)
        counting = self._prevailing(claimed, pairs)
        against = self._against(counting)
        exactly = self._prevailing(exact, pairs)
        if_claimed = self._against(exactly)
        allowed = _both(self._for(exactly), negated(against))
        wide = {iri: self._narrowed(rule, ()) for iri, rule in self.rules.items()}
        held = {iri: rule.holds for iri, rule in self.rules.items()}
        reserved = _any(
            counting[iri] for iri, r in self.rules.items() if r.effect is Effect.RESERVES
        )
        excepted = self._excepting(self._for(wide), allowed, against, reserved)
        outside = _both(self._for(held), negated(_any((self._for(wide), allowed, against))))
        possible, names = self._outcomes(allowed, against, excepted, outside)
        outcome = Outcome.DEPENDS if len(possible) > 1 else possible[0]
        for iri, rule in self.rules.items():
            if rule.effect.allows:
                plain = outcome is Outcome.EXCEPT
                counting[iri] = wide[iri] if plain else _both(exactly[iri], negated(if_claimed))
        findings = [self._finding(rule, exact, counting, pairs, outcome) for rule in rules]
        order = list(Weight)
        findings.sort(key=lambda found: order.index(found.weight))
        return MayAnswer(
            asked,
            outcome,
            possible,
            tuple(findings),
            *(self._named(names) if outcome is Outcome.DEPENDS else ((), ())),
            self._clashes(pairs),
            self._narrowing() if Outcome.OUTSIDE in possible else (),
            self.moment.record,
            setting,
        )

    def _for(self, left: Mapping[str, Condition]) -> Condition:
        return _any(left[iri] for iri, rule in self.rules.items() if rule.effect.allows)

    def _against(self, left: Mapping[str, Condition]) -> Condition:
        return _any(left[iri] for iri, rule in self.rules.items() if not rule.effect.allows)

    def _narrowed(self, rule: Rule, path: tuple[str, ...]) -> Condition:
        """Return when `rule` holds, as far as no special clause narrows it.

        Args:
            rule: the rule.
            path: the rules on the way here, which are not asked again.
        """
        condition = rule.holds
        path = (*path, rule.clause.iri)
        for other in self.special.get(rule.clause.iri, ()):
            if other.clause.iri not in path:
                left = self._narrowed(other, path)
                condition = _both(condition, _any((negated(other.ground), left)))
        return condition

    def _excepted(self, rule: Rule, path: tuple[str, ...], *, claimed: bool = False) -> Condition:
        """Return when `rule` holds, narrowed, and no exception to it does.

        Args:
            rule: the rule.
            path: the rules on the way here, which are not asked again.
            claimed: whether an exception that permits has to be claimed by the question.
        """
        condition = self._narrowed(rule, ())
        path = (*path, rule.clause.iri)
        for other in self.exceptions[rule.clause.iri]:
            if other.clause.iri not in path:
                goes_before = self._excepted(other, path, claimed=claimed)
                if claimed and other.effect.allows:
                    goes_before = surely(goes_before, self.moment.relations(goes_before))
                condition = _both(condition, negated(goes_before))
        return condition

    # ---- Conflicts ------------------------------------------------------------------------

    def _pairs(self, single: Mapping[str, Condition]) -> list[tuple[Rule, Rule]]:
        """Return each rule for with each rule against that can hold beside it."""
        against = [rule for rule in self.rules.values() if not rule.effect.allows]
        excepted = {iri: {o.clause.iri for o in found} for iri, found in self.exceptions.items()}
        return [
            (one, other)
            for one in self.rules.values()
            if one.effect.allows
            for other in against
            if other.clause.iri not in excepted[one.clause.iri]
            and one.clause.iri not in excepted[other.clause.iri]
            and self.moment.reduced(_both(single[one.clause.iri], single[other.clause.iri]))
            != NEVER
        ]

    def _clashes(self, pairs: Iterable[tuple[Rule, Rule]]) -> tuple[Clash, ...]:
        """Return those of the `pairs` of which both cannot be honoured."""
        record = self.moment.record
        return tuple(
            Clash(
                allows=one.clause,
                forbids=other.clause,
                strategy=self._strategy(one, other),
                periods=periods(
                    And((one.clause.condition, other.clause.condition)), record.relations
                ),
            )
            for one, other in pairs
            if collision(record, one.clause, other.clause)
        )

    def _strategy(self, one: Rule, other: Rule) -> Strategy:
        home = one.clause.agreement
        return (
            self.moment.record.agreements[home].strategy if home == other.clause.agreement else ""
        )

    def _prevailing(
        self, single: Mapping[str, Condition], pairs: Sequence[tuple[Rule, Rule]]
    ) -> dict[str, Condition]:
        """Return when each rule holds, after agreements have decided their own conflicts."""
        left = dict(single)
        for one, other in pairs:
            allows, forbids = single[one.clause.iri], single[other.clause.iri]
            strategy = self._strategy(one, other)
            if strategy == "perm":
                left[other.clause.iri] = _both(left[other.clause.iri], negated(allows))
            if strategy == "invalid":
                void = negated(_both(allows, forbids))
                for iri, rule in self.rules.items():
                    if rule.clause.agreement == one.clause.agreement:
                        left[iri] = _both(left[iri], void)
        return left

    # ---- Outcomes -------------------------------------------------------------------------

    def _excepting(
        self, wide: Condition, allowed: Condition, against: Condition, reserved: Condition
    ) -> Condition:
        """Return by which events it is permitted, but for what the question leaves open.

        Args:
            wide: when some rule permits it, exceptions aside.
            allowed: when it is permitted.
            against: when it is prohibited.
            reserved: when it is by an exclusivity, which is more than an exception.
        """
        decided = _any((allowed, against))
        wanted = (
            surely(wide, self.moment.relations(wide)),
            surely(decided, self.moment.relations(decided)),
            possibly(allowed, self.moment.relations(allowed)),
            possibly(against, self.moment.relations(against)),
            negated(surely(against, self.moment.relations(against))),
            negated(surely(allowed, self.moment.relations(allowed))),
            negated(possibly(reserved, self.moment.relations(reserved))),
        )
        return NEVER if NEVER in wanted else And(tuple(c for c in wanted if c != ALWAYS))

    def _outcomes(
        self, allowed: Condition, against: Condition, excepted: Condition, outside: Condition
    ) -> tuple[tuple[Outcome, ...], frozenset[str]]:
        """Return the possible outcomes, and the names of what decides between them."""
        plain = negated(excepted)
        conditions = {
            Outcome.PERMITTED: _both(allowed, plain),
            Outcome.EXCEPT: excepted,
            Outcome.PROHIBITED: _both(against, plain),
            Outcome.OUTSIDE: outside,
            Outcome.NO_RULE: negated(_any((allowed, against, outside))),
        }
        standings = {each: self.moment.standing(told) for each, told in conditions.items()}
        possible = tuple(o for o, standing in standings.items() if standing.status in POSSIBLE)
        return possible, frozenset().union(*(each.depends_on for each in standings.values()))

    def _named(self, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[Open, ...]]:
        """Return the events among `names`, and what the question leaves open."""
        found = sorted(names)
        asking = self.moment.asking
        return (
            tuple(name for name in found if not is_open(name)),
            tuple(asking[name] for name in found if is_open(name)),
        )

    def _narrowing(self) -> tuple[Clause, ...]:
        """Return the clauses that narrow what would else permit it, in the order of ids."""
        found = {
            other.clause.iri: other.clause
            for iri, rule in self.rules.items()
            if rule.effect.allows
            for other in self.special[iri]
            if self.moment.reduced(_both(other.ground, negated(other.holds))) != NEVER
        }
        return tuple(sorted(found.values(), key=lambda clause: clause.id))

    # ---- One rule -------------------------------------------------------------------------

    def _finding(
        self,
        rule: Rule,
        single: Mapping[str, Condition],
        counting: Mapping[str, Condition],
        pairs: Sequence[tuple[Rule, Rule]],
        outcome: Outcome,
    ) -> Finding:
        iri = rule.clause.iri
        if iri not in counting:
            return Finding(rule, Weight.REJECTED, rule.reasons)
        standing = self.moment.standing(counting[iri])
        if standing.status is Status.IN_FORCE:
            return Finding(rule, Weight.APPLIES, (*rule.reasons, *self._unless(rule, outcome)))
        if standing.status is Status.DEPENDS:
            events, open_ = self._named(standing.depends_on)
            carved = outcome is Outcome.EXCEPT and not rule.effect.allows
            weight = Weight.EXCEPTION if carved else Weight.DEPENDS
            return Finding(rule, weight, rule.reasons, events, open_)
        return Finding(rule, Weight.REJECTED, (*rule.reasons, *self._beaten(rule, single, pairs)))

    def _unless(self, rule: Rule, outcome: Outcome) -> list[Reason]:
        """Return the exceptions that would go before `rule` if the question claimed them."""
        if outcome is Outcome.EXCEPT:
            because = Because.EXCEPT
            found = [r for r in self.rules.values() if rule.effect.allows and not r.effect.allows]
        else:
            because = Because.UNLESS
            found = [*self.exceptions[rule.clause.iri]]
        return [
            Reason(because, other.clause.iri)
            for other in found
            if self.moment.reduced(self._excepted(other, (rule.clause.iri,))) != NEVER
        ]

    def _beaten(
        self,
        rule: Rule,
        single: Mapping[str, Condition],
        pairs: Sequence[tuple[Rule, Rule]],
    ) -> list[Reason]:
        """Return what goes before `rule`."""
        iri = rule.clause.iri
        if self.moment.reduced(self._narrowed(rule, ())) == NEVER:
            return [Reason(Because.NARROWED, other.clause.iri) for other in self.special[iri]]
        found = [
            Reason(Because.EXCEPTION, other.clause.iri)
            for other in self.exceptions[iri]
            if self.moment.reduced(self._excepted(other, (iri,))) == ALWAYS
        ]
        if self.moment.reduced(single[iri]) == NEVER:
            return found or [
                Reason(Because.EXCEPTION, other.clause.iri) for other in self.exceptions[iri]
            ]
        for one, against in pairs:
            mine, other = (one, against) if rule.effect.allows else (against, one)
            if mine.clause.iri == iri:
                void = self._strategy(one, against) == "invalid"
                because = Because.VOID if void else Because.OVERRULED
                found.append(Reason(because, other.clause.iri))
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
