"""Whether two clauses, as they are written, leave room to honour both.

Nothing here looks at dates: `finding.py` asks when two clauses hold together.

What counts as a conflict is decided narrowly, because a false alarm costs more than silence:

- A permission or duty conflicts with a prohibition of the same thing for the same party; a
  permission only if it comes from the one to whom the prohibition is owed. Within one agreement,
  a prohibition of less than what is permitted is taken for a carve-out.
- Who has promised to keep something for one party may neither grant it to another nor owe it
  elsewhere; and the holder of an exclusivity contradicts itself by granting the freedom that
  the exclusivity denies.
- Two exclusivities for different parties conflict where one forbids what the other is for.
- A freedom that its owner has promised somebody else not to use can be left unused: that is
  no conflict. It is only told when nothing at all is left of the freedom.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pactgraph import coverage
from pactgraph.coverage import COUNTERPARTIES, Extent
from pactgraph.kernel.conditions import ALWAYS, And, Condition, Or
from pactgraph.kernel.periods import periods
from pactgraph.limits import NEVER, Circumstances, met, negated, places, settled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgraph.record import Clause, Limit, Record, Thing

_POSITIVE = {"eq", "isA", "isAllOf", "isAnyOf", "isPartOf"}


class Kind(StrEnum):
    """How two clauses collide, or what is wrong with one."""

    PERMISSION = "permission against prohibition"
    DUTY = "duty against prohibition"
    DUTY_ELSEWHERE = "duty against exclusivity"
    GRANT = "grant against exclusivity"
    FREEDOM = "freedom against exclusivity"
    EXCLUSIVITIES = "two exclusivities"
    POINTLESS = "nothing is left of a permission"
    REDUNDANT = "adds nothing to another clause"
    NEVER = "can never hold"


@dataclass(frozen=True, slots=True)
class Collision:
    """Two clauses that cannot both be honoured while both hold.

    Attributes:
        kind: how they collide.
        first: the clause that allows, demands or grants; for two exclusivities the earlier id.
        second: the clause that forbids.
        assets: IRIs of what both are about.
    """

    kind: Kind
    first: Clause
    second: Clause
    assets: tuple[str, ...]


def collision(record: Record, one: Clause, other: Clause) -> Collision | None:
    """Return how two clauses collide, or None if both can be honoured."""
    if linked(one, other):
        return None
    if coverage.is_exclusivity(one) and coverage.is_exclusivity(other):
        return _exclusivities(record, *sorted((one, other), key=lambda clause: clause.id))
    for first, second in ((one, other), (other, one)):
        if first.rule == "prohibition" or coverage.is_exclusivity(first):
            continue
        if second.rule == "prohibition":
            return _prohibited(record, first, second)
        if coverage.is_exclusivity(second):
            return _elsewhere(record, first, second)
    return None


def linked(one: Clause, other: Clause) -> bool:
    """Return whether one ends, replaces, narrows or is carved out of the other."""
    return any(
        second.iri in (*first.ends, *first.replaces, *first.narrows, *first.exception_to)
        for first, second in ((one, other), (other, one))
    )


# --- Prohibitions --------------------------------------------------------------------------


def _prohibited(record: Record, first: Clause, ban: Clause) -> Collision | None:
    acting = first.holders if first.rule == "permission" else first.owed_by
    assets = shared_assets(record, first, ban)
    if not (_meet(record, acting, ban.owed_by) and assets and _fits(record, first, ban, assets)):
        return None
    wider = reaches_actions(record, ban, first)
    if first.rule == "duty":
        return Collision(Kind.DUTY, first, ban, assets) if wider else None
    same_grantor = _meet(record, first.owed_by, ban.holders)
    narrower = reaches_actions(record, first, ban)
    carved_out = first.agreement == ban.agreement and not (
        wider and reaches_assets(record, ban, first)
    )
    if not same_grantor or not (wider or narrower) or carved_out:
        return None
    return Collision(Kind.PERMISSION, first, ban, assets)


# --- Exclusivities -------------------------------------------------------------------------


def _elsewhere(record: Record, first: Clause, exclusivity: Clause) -> Collision | None:
    """Return how a permission or duty collides with an exclusivity."""
    assets = shared_assets(record, first, exclusivity)
    kind = _against(record, first, exclusivity)
    if kind is None or not assets or not _fits(record, first, exclusivity, assets):
        return None
    outside = _told_place(record, first, exclusivity)
    if outside is None:
        outside = coverage.is_dealing(record, first.actions) or (
            kind is Kind.GRANT and not places(record, exclusivity.scope, exclusivity.holders)
        )
    return Collision(kind, first, exclusivity, assets) if outside else None


def _against(record: Record, first: Clause, exclusivity: Clause) -> Kind | None:
    """Return who is torn between the two, or None if nobody is."""
    bound, keeper = exclusivity.owed_by, exclusivity.holders
    if not _meet(record, first.owed_by, bound) and not _meet(record, first.holders, bound):
        return None
    others = [
        party
        for party in first.holders
        if not _meet(record, [party], bound) and not _meet(record, [party], keeper)
    ]
    if _meet(record, first.owed_by, bound) and others:
        return Kind.DUTY_ELSEWHERE if first.rule == "duty" else Kind.GRANT
    if first.rule != "permission" or not _meet(record, first.holders, bound):
        return None
    return Kind.FREEDOM if _meet(record, first.owed_by, keeper) else None


def _told_place(record: Record, first: Clause, exclusivity: Clause) -> bool | None:
    """Return whether `first` is about a place outside the exclusivity; None if it names none."""
    where = places(record, exclusivity.scope, exclusivity.holders)
    operands = {limit.operand for limit in where} or set(COUNTERPARTIES)
    named = [
        value
        for limit in first.scope
        if limit.operand in operands and limit.operator in _POSITIVE
        for value in limit.values
    ]
    if not named:
        return None
    return not all(_at(record, value, exclusivity, where) for value in named)


def _at(record: Record, value: Thing, exclusivity: Clause, where: Iterable[Limit]) -> bool:
    """Return whether `value` is where the holders of an exclusivity have it, or themselves."""
    own = [each.iri for limit in where for each in limit.values if each.iri]
    return any(coverage.within(record, value.iri, iri) for iri in (*own, *exclusivity.holders))


def _exclusivities(record: Record, one: Clause, other: Clause) -> Collision | None:
    """Return a collision if one forbids to deal where the other wants it alone."""
    assets = shared_assets(record, one, other)
    torn = _meet(record, one.owed_by, other.owed_by)
    if not assets or not torn or _meet(record, one.holders, other.holders):
        return None
    forbidden = _forbids(record, one, other, assets) or _forbids(record, other, one, assets)
    return Collision(Kind.EXCLUSIVITIES, one, other, assets) if forbidden else None


def _forbids(record: Record, one: Clause, other: Clause, assets: Collection[str]) -> bool:
    """Return whether exclusivity `one` forbids to deal where the holders of `other` are."""
    there = places(record, other.scope, other.holders)
    here = places(record, one.scope, one.holders)
    wanted: list[Thing] = [value for limit in there for value in limit.values]
    wanted = wanted or [record.parties[h] for h in other.holders if h in record.parties]
    if all(_at(record, value, one, here) for value in wanted):
        return False
    return _fits(record, other, one, assets)


# --- What two clauses share ----------------------------------------------------------------


def _meet(record: Record, some: Iterable[str], others: Collection[str]) -> bool:
    """Return whether a party of `some` is, or belongs to, one of `others`, or the reverse."""
    return any(
        coverage.party_within(record, a, b) or coverage.party_within(record, b, a)
        for a in some
        for b in others
    )


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


def _fits(record: Record, first: Clause, second: Clause, assets: Collection[str]) -> bool:
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
        if limit.operator in _POSITIVE:
            named.setdefault(limit.operand, []).extend(limit.values)
    own = places(record, second.scope, second.holders) if coverage.is_exclusivity(second) else ()
    return {
        limit.iri: (ALWAYS,)
        if limit in own
        else tuple(
            met(record, limit, Circumstances(asset, {limit.operand: (value,)} if value else {}))
            for asset in assets
            for value in named.get(limit.operand, [None])
        )
        for limit in second.scope
    }
