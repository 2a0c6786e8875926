"""Whether an act is one that a rule is about: its party, action, target, and their refinements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from pactgraph.kernel.conditions import And, Or
from pactgraph.kernel.instant import Truth, all_of
from pactgraph.odrl.report import Premise
from pactgraph.odrl.world import Act

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgraph.odrl.judge import Judge, Judged
    from pactgraph.odrl.policy import Refined, Rule
    from pactgraph.reading.triples import Term


def premises(rule: Rule, act: Act, judge: Judge) -> Iterator[Premise]:
    """Yield whether target, party and action of `act` are those of `rule`, where it names any."""
    wholes = judge.world.hierarchy.wholes
    if rule.targets:
        things = [wholes(target) for target in act.targets]
        yield _fits("target", rule.targets, things, act, judge)
    if rule.assignees:
        parties = [wholes(party) for party in act.parties]
        yield _fits("party", rule.assignees, parties, act, judge)
    if rule.actions:
        yield _fits("action", rule.actions, [_actions(rule, act, judge)], act, judge)


def is_about(rule: Rule, act: Act, judge: Judge) -> Truth:
    """Return whether `rule` is about an act that was done."""
    if act.performs:
        if rule.node not in act.performs:
            return False
        act = _as_named(act, rule)
    for role, parties in (rule.roles or {}).items():
        told = act.about.get(role, ())
        if not set(parties) & set(told) and (told or not act.performs):
            return False
    found = tuple(premises(rule, act, judge))
    truth = all_of(premise.truth for premise in found)
    if act.performs and truth is None:  # what it leaves out is as the rule has it
        return None if any(_undecided(r) for one in found for r in one.refinements) else True
    return truth


def _undecided(judged: Judged) -> bool:
    """Return whether a value is given that nobody can compare."""
    return judged.truth is None and (bool(judged.left) or any(map(_undecided, judged.parts)))


def _as_named(act: Act, rule: Rule) -> Act:
    """Return an act that names the rule it performs, with what it leaves out as the rule has it.

    What it says itself still counts: half of the sum is not what the duty asks for.
    """
    return replace(
        act,
        action=act.action or next((v for one in rule.actions for v in one.values), ""),
        parties=act.parties or tuple(v for one in rule.assignees for v in one.values),
        targets=act.targets or tuple(v for one in rule.targets for v in one.values),
    )


def of_itself(rule: Rule) -> Act:
    """Return the act that `rule` is about by its own words: whose values count without another."""
    return Act(
        node=rule.node,
        parties=tuple(value for one in rule.assignees for value in one.values),
        targets=tuple(value for one in rule.targets for value in one.values),
    )


def seen(rule: Rule, act: Act | None) -> Act:
    """Return the act whose values the constraints of a duty see: `act`, then those of its own."""
    own = of_itself(rule)
    if act is None:
        return own
    return replace(act, parties=(*act.parties, *own.parties), targets=(*act.targets, *own.targets))


def _actions(rule: Rule, act: Act, judge: Judge) -> frozenset[Term]:
    """Return the actions that a rule can name to be about `act`.

    An action that implies another one enables it: whoever may do the first may do the other.
    """
    if not act.action:
        return frozenset()
    hierarchy = judge.world.hierarchy
    wider = hierarchy.wider_actions(act.action)
    if rule.kind != "permission":
        return wider
    named = {value for one in rule.actions for value in one.values}
    return wider | {name for name in named if hierarchy.enables(name, act.action)}


def _fits(
    kind: Literal["target", "party", "action"],
    named: Collection[Refined],
    things: Collection[frozenset[Term]],
    act: Act,
    judge: Judge,
) -> Premise:
    """Return whether one of `things` is one that is `named`, and satisfies its refinements."""
    best: Premise = Premise(kind, truth=False, condition=Or())
    for one in named:
        if all(thing.isdisjoint(one.values) for thing in things):
            continue
        judged = judge.all(one.refinements, act)
        truth = judge.together(judged)
        condition = And(tuple(part.condition for part in judged))
        if truth:
            return Premise(kind, truth, None, judged)
        if best.truth is None:
            condition = Or((best.condition, condition))  # type: ignore[assignment]
            truth = judge.truth(condition)
        best = Premise(kind, truth, None, judged, condition)
    return best
