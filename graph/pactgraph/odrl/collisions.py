"""Rules that collide: what one permits or asks for, another one forbids.

Within a policy odrl:conflict says which prevails; between two policies, whatever both say
alike. A duty whose act is forbidden can only be met by breaking the prohibition; no strategy
of ODRL speaks of that.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import ALWAYS, And, Or, Xone
from pactgraph.kernel.instant import all_of
from pactgraph.odrl.matching import premises, seen
from pactgraph.odrl.report import Collision, DutyState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgraph.kernel.conditions import Condition
    from pactgraph.kernel.instant import Truth
    from pactgraph.odrl.judge import Judge
    from pactgraph.odrl.policy import Conflict, Policy, Refined
    from pactgraph.odrl.report import Found, PolicyFound
    from pactgraph.odrl.world import Act
    from pactgraph.reading.triples import Term

    Ruled = tuple[Policy, Found]

_TO_BE_DONE = {DutyState.DUE, DutyState.VIOLATED, DutyState.DEPENDS}


def with_collisions(entries: Iterable[PolicyFound], judge: Judge) -> tuple[PolicyFound, ...]:
    """Return what was found about policies, each with the collisions that it takes part in."""
    entries = tuple(entries)
    found = list(dict.fromkeys(collisions(entries, judge)))
    by_policy: dict[Term, list[Collision]] = {}
    for one in found:
        for policy in dict.fromkeys((one.policy, one.other)):
            by_policy.setdefault(policy, []).append(one)
    return tuple(
        replace(entry, collisions=tuple(by_policy.get(entry.policy.node, ()))) for entry in entries
    )


def collisions(entries: tuple[PolicyFound, ...], judge: Judge) -> Iterator[Collision]:
    """Yield each permission, and each duty, that collides with a prohibition."""
    rules = [(e.policy, f) for e in entries for f in e.rules if not f.withdrawn]
    prohibitions = [(policy, f) for policy, f in rules if f.rule.kind == "prohibition"]
    if prohibitions:
        yield from _forbidden_permissions(rules, prohibitions, judge)
        yield from _forbidden_duties(rules, prohibitions, judge)


def _forbidden_permissions(
    rules: list[Ruled], prohibitions: list[Ruled], judge: Judge
) -> Iterator[Collision]:
    against: dict[Term, list[Ruled]] = {}
    for policy, one in prohibitions:
        if one.asked is not None and one.applies is not False:
            against.setdefault(one.asked.node, []).append((policy, one))
    for policy, one in rules:
        if one.rule.kind == "permission" and one.asked and one.applies is not False:
            for other, prohibition in against.get(one.asked.node, ()):
                certain = _together(one, prohibition, judge)
                if certain is not False:
                    yield _collision(policy, one, other, prohibition, certain=bool(certain))


def _forbidden_duties(
    rules: list[Ruled], prohibitions: list[Ruled], judge: Judge
) -> Iterator[Collision]:
    forbidden = _by_action_and_target(prohibitions)
    for policy, found in rules:
        for duty, act in _duties(found):
            for other, prohibition in _forbidding(duty, forbidden, judge):
                certain = _forbids(prohibition, duty, act, judge)
                if certain is not False:
                    yield _collision(policy, duty, other, prohibition, certain=bool(certain))


def _collision(
    policy: Policy, one: Found, other: Policy, prohibition: Found, *, certain: bool
) -> Collision:
    kind = one.rule.kind
    strategies: set[Conflict | str] = {policy.conflict, other.conflict}
    (alike,) = strategies if len(strategies) == 1 and kind == "permission" else ("",)
    return Collision(
        kind="duty" if kind == "duty" else "permission",
        rule=one.rule.node,
        policy=policy.node,
        prohibition=prohibition.rule.node,
        other=other.node,
        certain=certain,
        resolved=alike or "invalid",  # type: ignore[arg-type]
        stated=bool(alike),
    )


def _together(one: Found, other: Found, judge: Judge) -> Truth:
    """Return whether two rules apply at once; False if no value and no event lets them."""
    truth = all_of((one.applies, other.applies))
    if truth is None and one.condition is not None and other.condition is not None:
        return judge.truth(And((one.condition, other.condition)))
    return truth


# ---- Duties that are forbidden ----------------------------------------------------------


def _duties(found: Found) -> Iterator[tuple[Found, Act | None]]:
    """Yield the duties in `found` that are still to be done, with the act they hang on."""
    pending = [found]
    while pending:
        one = pending.pop()
        if one.state in _TO_BE_DONE:
            yield one, found.asked
        pending += one.duties


def _by_action_and_target(prohibitions: Iterable[Ruled]) -> dict[tuple[Term, Term], list[Ruled]]:
    found: dict[tuple[Term, Term], list[Ruled]] = {}
    seen_rules: set[Term] = set()
    for policy, one in prohibitions:
        if one.rule.node not in seen_rules:
            seen_rules.add(one.rule.node)
            for key in product(_values(one.rule.actions), _values(one.rule.targets)):
                found.setdefault(key, []).append((policy, one))
    return found


def _values(named: Iterable[Refined]) -> list[Term]:
    """Return what a rule names, "" if it names nothing, which means anything."""
    return list(dict.fromkeys(value for one in named for value in one.values)) or [""]


def _forbidding(
    duty: Found, forbidden: dict[tuple[Term, Term], list[Ruled]], judge: Judge
) -> list[Ruled]:
    """Return the prohibitions that are about an action and a target of `duty`."""
    hierarchy = judge.world.hierarchy
    named = seen(duty.rule, None)
    actions = {w for a in _values(duty.rule.actions) for w in hierarchy.wider_actions(a)}
    targets = {w for target in named.targets for w in hierarchy.wholes(target)}
    keys = product(sorted(actions | {""}), sorted(targets | {""}))
    found = {
        one.rule.node: (policy, one) for key in keys for policy, one in forbidden.get(key, ())
    }
    return list(found.values())


def _forbids(prohibition: Found, duty: Found, asked: Act | None, judge: Judge) -> Truth:
    """Return whether `prohibition` forbids what `duty` asks for, while both hold.

    None if it forbids some ways to do the duty only, or if what nobody knows decides.
    """
    own = seen(duty.rule, None)
    parties = own.parties or (asked.parties if asked else ())
    truths: list[Truth] = []
    for action in duty.rule.actions or (None,):
        name = action.values[0] if action else ""
        act = replace(own, action=name, parties=parties)
        fits = tuple(premises(prohibition.rule, act, judge))
        judged = judge.all(prohibition.rule.constraints, act)
        parts = [*(p.condition for p in fits), *(j.condition for j in judged)]
        parts += [one.superseded for one in (prohibition.rule, duty.rule) if one.superseded]
        parts += [p.judged.condition for p in duty.premises if p.judged]
        demanded = judge.all(action.refinements if action else (), act)
        if False in [premise.truth for premise in fits]:
            truths.append(False)
            continue
        truths.append(_within(And(tuple(j.condition for j in demanded)), And(tuple(parts)), judge))
    return True if True in truths else None if None in truths else False


def _within(demanded: Condition, forbidden: Condition, judge: Judge) -> Truth:
    """Return whether all that is demanded is forbidden; False if none of it is."""
    if judge.truth(And((demanded, forbidden))) is False:
        return False
    not_demanded = Xone((ALWAYS, demanded))
    return judge.truth(Or((not_demanded, forbidden))) or None
