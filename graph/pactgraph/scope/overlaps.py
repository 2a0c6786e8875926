"""What two clauses share, and whether one takes in all that the other is about.

A prohibition that takes in less than all of a permission is an exception to it: who rents a flat
and must not sub-let it may use it, except by sub-letting. That holds for `may` and `conflicts`
alike. Nothing here looks at dates but while both clauses hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import ALWAYS, And, Condition, Or
from pactgraph.kernel.periods import periods
from pactgraph.scope import coverage
from pactgraph.scope.coverage import Extent
from pactgraph.scope.limits import (
    NEVER,
    Circumstances,
    left_open,
    met,
    negated,
    places,
    settled,
    tied,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgraph.record import Clause, Limit, Record, Thing

POSITIVE = frozenset({"eq", "isA", "isAllOf", "isAnyOf", "isPartOf"})
"""Operators of limits that say what something is, not what it is not."""


def linked(one: Clause, other: Clause) -> bool:
    """Return whether one ends, replaces, narrows or is carved out of the other."""
    return any(
        second.iri in (*first.ends, *first.replaces, *first.narrows, *first.exception_to)
        for first, second in ((one, other), (other, one))
    )


def takes_all(record: Record, ban: Clause, right: Clause) -> bool:
    """Return whether nothing is left of a permission while a prohibition holds too."""
    return (
        all_within(record, right.holders, ban.owed_by)
        and reaches_actions(record, ban, right)
        and reaches_assets(record, ban, right)
        and always_fits(record, right, ban)
        and not any(
            coverage.asset_within(record, out, asset)
            for out in ban.excludes
            for asset in right.assets
            if out not in right.excludes
        )
    )


def takes_out(record: Record, ban: Clause, right: Clause) -> bool:
    """Return whether a prohibition is an exception to a permission: it leaves something of it.

    Stated (pact:exceptionTo, pact:narrows), or because it is about less: a case of the action, a
    part of the asset, a member of the party, or what its limits cover.
    """
    stated = right.iri in (*ban.exception_to, *ban.narrows)
    rules = (right.rule, ban.rule)
    return stated or (rules == ("permission", "prohibition") and not takes_all(record, ban, right))


def ever_met(record: Record, clause: Clause) -> bool:
    """Return whether the limits of `clause` can all be met while it holds."""
    if len(clause.scope) < 2:  # noqa: PLR2004 - one comparison contradicts nothing
        return True
    answers = {limit.iri: met(record, limit, Circumstances()) for limit in clause.scope}
    relations = tied(record, left_open(clause.scope))
    return bool(periods(settled(clause.coverage, answers), relations))


def narrowable(record: Record, special: Clause, general: Clause) -> bool:
    """Return whether `special` is about what `general` is about, or a part of it.

    They share a party on either side, the action of one includes that of the other, and each
    asset of `special` is one of `general` or a part of it.
    """
    return (
        meet(record, acting(special), acting(general))
        and meet(record, insisting(special), insisting(general))
        and bool(shared_assets(record, special, general))
        and reaches_assets(record, general, special)
        and (
            reaches_actions(record, general, special) or reaches_actions(record, special, general)
        )
    )


def acting(clause: Clause) -> tuple[str, ...]:
    """Return the IRIs of those who may, must, or must not."""
    return clause.holders if clause.rule == "permission" else clause.owed_by


def insisting(clause: Clause) -> tuple[str, ...]:
    """Return the IRIs of those who grant, or can insist."""
    return clause.owed_by if clause.rule == "permission" else clause.holders


def meet(record: Record, some: Iterable[str], others: Collection[str]) -> bool:
    """Return whether a party of `some` is, or belongs to, one of `others`, or the reverse."""
    return any(
        coverage.party_within(record, a, b) or coverage.party_within(record, b, a)
        for a in some
        for b in others
    )


def all_within(record: Record, parties: Iterable[str], wholes: Collection[str]) -> bool:
    """Return whether each of `parties` is, or belongs to, one of `wholes`."""
    return all(coverage.party_reach(record, wholes, party).by for party in parties)


def shared_assets(record: Record, one: Clause, other: Clause) -> tuple[str, ...]:
    """Return IRIs of the assets that both clauses are about: the narrower ones of each pair."""
    found = set()
    for first, second in ((one, other), (other, one)):
        for asset in second.assets:
            covered = coverage.asset_reach(record, first, asset).extent is Extent.WHOLE
            if covered and coverage.asset_reach(record, second, asset).by:
                found.add(asset)
    return tuple(sorted(found))


def reaches_assets(record: Record, wide: Clause, narrow: Clause) -> bool:
    """Return whether `wide` covers every asset of `narrow` wholly."""
    return all(
        coverage.asset_reach(record, wide, asset).extent is Extent.WHOLE for asset in narrow.assets
    )


def reaches_actions(record: Record, wide: Clause, narrow: Clause) -> bool:
    """Return whether `wide` covers every action of `narrow` wholly."""
    return bool(narrow.actions) and all(
        coverage.action_reach(record, wide, action).extent is Extent.WHOLE
        for action in narrow.actions
    )


def fits(record: Record, first: Clause, second: Clause, assets: Collection[str]) -> bool:
    """Return whether the limits of `second` leave room for what `first` is about."""
    answers = _answers(record, first, second, assets)
    possible = {iri: Or(options) for iri, options in answers.items()}
    return bool(periods(settled(second.coverage, possible), record.relations))


def always_fits(record: Record, first: Clause, second: Clause) -> bool:
    """Return whether all that `first` is about is within the limits of `second`."""
    answers = _answers(record, first, second, first.assets)
    certain = {
        iri: ALWAYS if all(option == ALWAYS for option in options) else NEVER
        for iri, options in answers.items()
    }
    within = settled(second.coverage, certain)
    return not periods(And((second.condition, negated(within))), record.relations)


def _answers(
    record: Record, first: Clause, second: Clause, assets: Collection[str]
) -> dict[str, tuple[Condition, ...]]:
    """Return, for each limit of `second`, whether it is met by each case that `first` names.

    Where an exclusivity has its place is no limit of what it covers.
    """
    named: dict[str, list[Thing]] = {}
    for limit in first.scope:
        if limit.operator in POSITIVE:
            named.setdefault(limit.operand, []).extend(limit.values)
    own = places(record, second.scope, second.holders) if coverage.is_exclusivity(second) else ()
    return {
        limit.iri: (ALWAYS,)
        if limit in own
        else tuple(
            _decided(
                record,
                first,
                limit,
                Circumstances(asset, {limit.operand: (value,)} if value else {}),
            )
            for asset in assets
            for value in named.get(limit.operand, [None])
        )
        for limit in second.scope
    }


def _decided(record: Record, first: Clause, limit: Limit, given: Circumstances) -> Condition:
    """Return when `limit` is met in the circumstances `given`, within the limits of `first`."""
    condition = met(record, limit, given)
    same = [other for other in first.scope if other.operand == limit.operand]
    if condition in (ALWAYS, NEVER) or not same:
        return condition
    asset = Circumstances(given.asset)
    within = settled(first.coverage, {li.iri: met(record, li, asset) for li in first.scope})
    relations = tied(record, left_open([*first.scope, limit]))
    if not periods(And((within, negated(condition))), relations):
        return ALWAYS
    return condition if periods(And((within, condition)), relations) else NEVER
