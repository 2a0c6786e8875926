"""Sums of flows: what is exact, at least, up to and undisclosed, never merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pactgraph.flows.flows import FORCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.flows.deciding import Moment
    from pactgraph.flows.flows import Flow
    from pactgraph.record import Amount, Clause

_IN_MONEY = ("money", "credit", "support")
_NOTHING = Decimal()


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts of one unit, added part by part.

    Attributes:
        exact: the sum of those that are given.
        at_least: the sum of those of which only a lower bound is.
        up_to: the sum of those of which only an upper bound is.
        about: whether any of the exact ones is only known roughly.
    """

    exact: Decimal = _NOTHING
    at_least: Decimal = _NOTHING
    up_to: Decimal = _NOTHING
    about: bool = False

    def plus(self, amount: Amount) -> Sum:
        """Return the sum with one amount more; of one between two bounds both count."""
        if amount.value is not None:
            about = self.about or amount.approximate
            return Sum(self.exact + amount.value, self.at_least, self.up_to, about)
        return Sum(
            self.exact,
            self.at_least + (amount.minimum or _NOTHING),
            self.up_to + (amount.maximum or _NOTHING),
            self.about,
        )


@dataclass(frozen=True)
class Total:
    """What some flows come to.

    Attributes:
        sums: by currency or unit.
        undisclosed: how many of them have no amount that can be added.
        rates: amounts for a month or another unit, which are not added.
    """

    sums: dict[str, Sum] = field(default_factory=dict)
    undisclosed: int = 0
    rates: tuple[Amount, ...] = ()


def total(flows: Iterable[Flow]) -> Total:
    """Return what flows of one kind of value come to, each counted once."""
    sums: dict[str, Sum] = {}
    undisclosed, rates = 0, []
    for flow in flows:
        amounts = amounts_of(flow)
        undisclosed += not amounts
        for amount in amounts:
            if amount.currency and amount.unit:
                rates.append(amount)
            else:
                unit = amount.currency or amount.unit
                sums[unit] = sums.get(unit, Sum()).plus(amount)
    return Total(sums, undisclosed, tuple(rates))


def amounts_of(flow: Flow) -> tuple[Amount, ...]:
    """Return the amounts of a flow: of its whole, by what binds most; else of its parts.

    Two ways to one flow are not added: what the strongest gives counts.
    """
    for clause in weighed(flow):
        if found := fitting(flow.lead, clause.amounts):
            return found
    return tuple(a for clause in flow.clauses for a in fitting(flow.lead, clause.amounts))


def weighed(flow: Flow) -> list[Clause]:
    """Return the clauses that are the whole of a flow, those that bind most first."""
    return sorted(flow.whole, key=lambda c: (FORCES.index(flow.forces[c.iri]), c.id))


def fitting(lead: str, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """Return those of `amounts` that measure what goes: money by a sum, other things by a number.

    A share of something else, in percent, is no sum.
    """
    in_money = lead in _IN_MONEY
    return tuple(a for a in amounts if bool(a.currency) == in_money and a.unit != "percent")


@dataclass(frozen=True, slots=True)
class Performed:
    """What has been done by an instant, in one unit.

    Attributes:
        least: what has been done in any case.
        most: what can have been, where it is not known on which day something was done.
    """

    least: Decimal = _NOTHING
    most: Decimal = _NOTHING


def performed(flows: Iterable[Flow], moment: Moment) -> tuple[dict[str, Performed], int]:
    """Return what has been done of flows by an instant, by unit.

    With it comes of how many performances by then the amount is not known.
    """
    found: dict[str, Performed] = {}
    unknown = 0
    for flow in flows:
        for each in flow.performances:
            window = moment.windows[each.event]
            if window.earliest is None or not window.can_have_happened(moment.at):
                continue
            done = window.has_happened(moment.at)
            sums = [(a.currency or a.unit, a.value) for a in fitting(flow.lead, each.amounts)]
            known = [(unit, value) for unit, value in sums if value is not None]
            unknown += done and not known
            for unit, value in known:
                so_far = found.get(unit, Performed())
                least = so_far.least + (value if done else _NOTHING)
                if done or window.latest is not None:  # it has been done, on an unknown day
                    found[unit] = Performed(least, so_far.most + value)
    return found, unknown
