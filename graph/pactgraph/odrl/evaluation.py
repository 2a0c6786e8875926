"""Policies, a request and a world evaluated to a report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import And, Or
from pactgraph.kernel.instant import all_of, any_of
from pactgraph.kernel.timeline import Stretch, stretch
from pactgraph.messages import worded
from pactgraph.odrl.collisions import with_collisions
from pactgraph.odrl.duties import duty, met, remedies
from pactgraph.odrl.judge import Judge
from pactgraph.odrl.known import refuse_own, refuse_unknown
from pactgraph.odrl.matching import is_about, of_itself, premises
from pactgraph.odrl.notes import notes
from pactgraph.odrl.read import policies
from pactgraph.odrl.read_world import world as read_world
from pactgraph.odrl.report import (
    Deontic,
    DutyState,
    Found,
    Outcome,
    Performance,
    PolicyFound,
    Premise,
    Reading,
    Report,
)
from pactgraph.reading.triples import Triples, from_text, read_triples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib import Graph

    from pactgraph.kernel.instant import Truth
    from pactgraph.odrl.judge import Judged
    from pactgraph.odrl.policy import Policy, Rule
    from pactgraph.odrl.world import Act, World

_POLICY, _REQUEST, _WORLD = worded("the policy"), worded("the request"), worded("the world")
"""What messages call graphs that were not read from files."""


def evaluate(
    policy_graph: Triples | Graph,
    request_graph: Triples | Graph | None,
    world_graph: Triples | Graph,
    *,
    reading: Reading = Reading.W3C,
    at: str | Stretch | None = None,
) -> Report:
    """Return what becomes of the rules of policies in a state of the world.

    Args:
        policy_graph: one or more ODRL 2.2 policies; a policy that others in it inherit from
            is evaluated as part of them.
        request_graph: the act that is asked for; None to ask for the rules alone.
        world_graph: the time, acts, events, values and decided duties that are known.
        reading: how activation and duties are read.
        at: the instant asked about, instead of the one the world names: a day (counted to
            its last instant) or an instant, UTC where it has no time zone.

    Raises:
        BadInputError: a policy is malformed, an act has no date, or the request is empty.
        InvalidGraphError: a term does not exist in ODRL or another closed vocabulary.

    Example:
        >>> from pactgraph.reading.triples import from_text
        >>> odrl = "@prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix : <urn:> . "
        >>> policy = from_text(odrl + ''':p odrl:permission :r . :r odrl:action odrl:use ;
        ...     odrl:constraint [ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lteq ;
        ...         odrl:rightOperand "2030"^^<http://www.w3.org/2001/XMLSchema#gYear> ] .''')
        >>> request = from_text(odrl + ":q odrl:permission :a . :a odrl:action odrl:read .")
        >>> report = evaluate(policy, request, Triples({}), at="2030-12-31")
        >>> [str(outcome) for _, outcome in report.policies[0].outcome]
        ['permitted']
    """
    asking = None if request_graph is None else _triples(request_graph, _REQUEST)
    policy, facts = _triples(policy_graph, _POLICY), _triples(world_graph, _WORLD)
    refuse_unknown(policy, asking, facts)
    refuse_own(policy)
    moment = stretch(at) if isinstance(at, str) else at
    world = read_world(policy, asking, facts, moment)
    judge = Judge(world)
    found = policies(policy)
    parents = {parent for one in found for parent in one.inherits}
    evaluated = [one for one in found if one.node not in parents]
    requests = list(dict.fromkeys(act.policy for act in world.asked)) or [""]
    by_request = [
        with_collisions([_policy(one, request, world, judge, reading) for one in evaluated], judge)
        for request in requests
    ]
    entries = tuple(entry for of_policy in zip(*by_request, strict=True) for entry in of_policy)
    return Report(entries, world.now, world.now_term, reading, notes(policy, asking, facts))


def evaluate_files(
    policy: Path,
    request: Path | None,
    world: Path,
    *,
    reading: Reading = Reading.W3C,
    at: str | Stretch | None = None,
) -> Report:
    """Return what `evaluate` finds in three files.

    Args:
        policy: file of the policies.
        request: file of the request; None to ask for the rules alone.
        world: file of the state of the world.
        reading: as for `evaluate`.
        at: as for `evaluate`.

    Raises:
        InvalidGraphError: a file does not parse.
        BadInputError: as `evaluate`.
    """
    asking = None if request is None else read_triples(request)
    return evaluate(read_triples(policy), asking, read_triples(world), reading=reading, at=at)


def from_rdflib(graph: Graph, name: str = "") -> Triples:
    """Return the triples of an rdflib graph; `name` is what messages call it."""
    return from_text(graph.serialize(format="nt"), name)


def _triples(graph: Triples | Graph, name: str) -> Triples:
    return graph if isinstance(graph, Triples) else from_rdflib(graph, name)


def _policy(
    policy: Policy, request: str, world: World, judge: Judge, reading: Reading
) -> PolicyFound:
    asked = [act for act in world.asked if act.policy == request]
    found: list[Found] = []
    for rule in policy.rules:
        if rule.kind == "duty":
            found.append(_withdrawn(policy, duty(rule, judge), judge))
        else:
            acts: list[Act | None] = [*asked] or [None]
            found += [_rule(policy, rule, act, judge, reading) for act in acts]
    outcome = tuple((act, _outcome(policy, act, found, judge)) for act in asked)
    return PolicyFound(policy, request, tuple(found), (), outcome)


# ---- One rule ---------------------------------------------------------------------------


def _rule(policy: Policy, rule: Rule, act: Act | None, judge: Judge, reading: Reading) -> Found:
    """Return what becomes of a permission or prohibition, for `act` or for none."""
    act_premises = tuple(premises(rule, act, judge)) if act else ()
    judged = judge.all(rule.constraints, act or of_itself(rule))
    before = judge.before(act)
    needed = rule.duties if rule.kind == "permission" else ()
    conditions = tuple(duty(condition, before, act) for condition in needed)
    holds = _holds(rule, judged, judge)
    unblocked = all_of(_unblocked(condition, reading) for condition in conditions)
    fits = all_of(premise.truth for premise in act_premises)
    active = all_of((holds, unblocked))
    applies = None if act is None else all_of((active, fits))
    asks = [*(part.condition for part in judged), *(one.condition for one in act_premises)]
    asks += [rule.superseded] if rule.superseded is not None else []
    if act is not None and applies is None:
        applies = all_of((judge.truth(And(tuple(asks))), unblocked))
    if reading is Reading.FORCE:
        active = all_of((active, fits))
    found = Found(
        rule=rule,
        asked=act,
        premises=(*act_premises, *(Premise("constraint", j.truth, j) for j in judged)),
        active=active,
        applies=applies,
        duties=conditions,
        condition=And(tuple(asks)) if unblocked else None,
    )
    found = _withdrawn(policy, _performed(found, judge), judge)
    if None in (found.active, found.applies) and not found.withdrawn:
        return replace(found, depends_on=_deciding(found, judged, judge))
    return found


def _holds(rule: Rule, judged: tuple[Judged, ...], judge: Judge) -> Truth:
    truth = judge.together(judged)
    return truth if rule.superseded is None else all_of((truth, judge.truth(rule.superseded)))


def _unblocked(condition: Found, reading: Reading) -> Truth:
    """Return whether a condition of a permission leaves it active."""
    if reading is Reading.W3C:
        return met(condition)
    if condition.state is DutyState.DEPENDS:
        return None
    return condition.deontic is not Deontic.VIOLATED


def _withdrawn(policy: Policy, found: Found, judge: Judge) -> Found:
    """Return `found` without any effect if its policy only offers or claims.

    Where no act is asked for, its activation says as before whether its constraints hold.
    """
    if not policy.binds:
        alone = found.asked is None and found.state is None
        return replace(
            found,
            active=found.active if alone else False,
            applies=None if found.asked is None else False,
            deontic=Deontic.NON_SET,
            state=None if found.state is None else DutyState.INACTIVE,
            withdrawn="offer",
        )
    if found.rule.superseded is not None and judge.truth(found.rule.superseded) is False:
        return replace(found, withdrawn="superseded")
    return found


def _performed(found: Found, judge: Judge) -> Found:
    """Return `found` with what was done, by the table of the compliance report model.

    Whether each act was allowed is decided at the instant it was done.
    """
    rule = found.rule
    acts = [act for act in judge.world.acts if is_about(rule, act, judge)]
    if not acts:
        return found
    actives = [_active_at(found, act, judge) for act in acts]
    if rule.kind == "prohibition":
        broken = [act for act, active in zip(acts, actives, strict=True) if active]
        return replace(
            found,
            performed=Performance.PERFORMED,
            deontic=Deontic.VIOLATED if broken else Deontic.NON_SET,
            duties=tuple(remedies(rule, broken, judge)),
            acts=tuple(acts),
        )
    allowed = all_of(actives)
    states = {True: Deontic.FULFILLED, False: Deontic.VIOLATED, None: Deontic.NON_SET}
    return replace(
        found, performed=Performance.PERFORMED, deontic=states[allowed], acts=tuple(acts)
    )


def _active_at(found: Found, act: Act, judge: Judge) -> Truth:
    """Return whether the constraints of the rule held when `act` was done."""
    judged = judge.all(found.rule.constraints, act)
    conditions = [part.condition for part in judged]
    if found.rule.superseded is not None:
        conditions.append(found.rule.superseded)
    held = judge.truth(And(tuple(conditions)), act.done)
    before = [_met_before(duty, act) for duty in found.duties]
    return all_of((held, *before))


def _met_before(condition: Found, act: Act) -> bool:
    """Return whether a condition was inactive, or was met by the time of `act`."""
    done = [one.done for one in condition.acts if one.done is not None]
    return condition.active is False or any(act.done is None or d <= act.done for d in done)


def _deciding(found: Found, judged: Iterable[Judged], judge: Judge) -> tuple[str, ...]:
    """Return, in words, what decides where a rule depends on what nobody knows."""
    parts = [*judged, *(r for premise in found.premises for r in premise.refinements)]
    conditions = And(tuple(part.condition for part in parts))
    own = judge.deciding(conditions)
    duties = {word for duty in found.duties for word in duty.depends_on}
    return tuple(sorted({*own, *duties}))


# ---- Conflicts and outcome --------------------------------------------------------------


def _outcome(policy: Policy, act: Act, found: Iterable[Found], judge: Judge) -> Outcome:
    """Return what `policy` says to `act`; a conflict that it does not resolve voids it."""
    about = [one for one in found if one.asked is act]
    permitted = _one_applies([one for one in about if one.rule.kind == "permission"], judge)
    prohibited = _one_applies([one for one in about if one.rule.kind == "prohibition"], judge)
    match permitted, prohibited:
        case True, True:
            resolved = {"perm": Outcome.PERMITTED, "prohibit": Outcome.PROHIBITED}
            return resolved.get(policy.conflict, Outcome.VOID)
        case True, None:
            return Outcome.PERMITTED if policy.conflict == "perm" else Outcome.DEPENDS
        case None, True:
            return Outcome.PROHIBITED if policy.conflict == "prohibit" else Outcome.DEPENDS
        case True, False:
            return Outcome.PERMITTED
        case _, True:
            return Outcome.PROHIBITED
        case False, False:
            return Outcome.NOT_PERMITTED
    return Outcome.DEPENDS


def _one_applies(rules: list[Found], judge: Judge) -> Truth:
    """Return whether at least one of `rules` applies, whatever nobody knows."""
    truth = any_of(one.applies for one in rules)
    open_ones = [one.condition for one in rules if one.applies is None and one.condition]
    if truth is None and len(open_ones) > 1:
        return judge.truth(Or(tuple(open_ones))) or None
    return truth
