"""Whether two clauses, as they are written, leave room to honour both.

Nothing here looks at dates: `answer.py` asks when two clauses hold together.

What counts as a conflict is decided narrowly, because a false alarm costs more than silence:

- A duty conflicts with a prohibition of the same thing for the same party. So does a permission,
  if it comes from the one to whom the prohibition is owed, and the prohibition leaves nothing
  of it: one of less than what is permitted is an exception (`overlaps.takes_out`).
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

from pactgraph.scope import coverage
from pactgraph.scope.coverage import COUNTERPARTIES
from pactgraph.scope.limits import places
from pactgraph.scope.overlaps import (
    POSITIVE,
    fits,
    linked,
    meet,
    reaches_actions,
    shared_assets,
    takes_out,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgraph.record import Clause, Limit, Record, Thing


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


# --- Prohibitions --------------------------------------------------------------------------


def _prohibited(record: Record, first: Clause, ban: Clause) -> Collision | None:
    acting = first.holders if first.rule == "permission" else first.owed_by
    assets = shared_assets(record, first, ban)
    if not (meet(record, acting, ban.owed_by) and assets and fits(record, first, ban, assets)):
        return None
    if first.rule == "duty":
        wider = reaches_actions(record, ban, first)
        return Collision(Kind.DUTY, first, ban, assets) if wider else None
    same_grantor = meet(record, first.owed_by, ban.holders)
    if not same_grantor or takes_out(record, ban, first):
        return None
    return Collision(Kind.PERMISSION, first, ban, assets)


# --- Exclusivities -------------------------------------------------------------------------


def _elsewhere(record: Record, first: Clause, exclusivity: Clause) -> Collision | None:
    """Return how a permission or duty collides with an exclusivity."""
    assets = shared_assets(record, first, exclusivity)
    kind = _against(record, first, exclusivity)
    if kind is None or not assets or not fits(record, first, exclusivity, assets):
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
    if not meet(record, first.owed_by, bound) and not meet(record, first.holders, bound):
        return None
    others = [
        party
        for party in first.holders
        if not meet(record, [party], bound) and not meet(record, [party], keeper)
    ]
    if meet(record, first.owed_by, bound) and others:
        return Kind.DUTY_ELSEWHERE if first.rule == "duty" else Kind.GRANT
    if first.rule != "permission" or not meet(record, first.holders, bound):
        return None
    return Kind.FREEDOM if meet(record, first.owed_by, keeper) else None


def _told_place(record: Record, first: Clause, exclusivity: Clause) -> bool | None:
    """Return whether `first` is about a place outside the exclusivity; None if it names none."""
    where = places(record, exclusivity.scope, exclusivity.holders)
    operands = {limit.operand for limit in where} or set(COUNTERPARTIES)
    named = [
        value
        for limit in first.scope
        if limit.operand in operands and limit.operator in POSITIVE
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
    torn = meet(record, one.owed_by, other.owed_by)
    if not assets or not torn or meet(record, one.holders, other.holders):
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
    return fits(record, other, one, assets)
