"""Whether limits of scope are met, by what a question says and what it leaves open.

A comparison is a condition like any other. What the question settles is always or never
so; what it leaves open stands as an event of its own name, of which nobody knows whether it
has happened. So the kernel that decides about time decides about scope as well, and two
limits on the same attribute never contradict each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal

from pactgraph.coverage import COUNTERPARTIES, within
from pactgraph.kernel.conditions import (
    ALWAYS,
    And,
    AtOrAfter,
    Before,
    Condition,
    Or,
    Xone,
    events_in,
)
from pactgraph.kernel.scenarios import Window
from pactgraph.kernel.timeline import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pactgraph.record import Limit, Record, Thing

NEVER = Or()
EITHER = Window(FIRST, None)
"""The window of something of which nobody knows whether it is so."""

_BY_ASSET = frozenset({"product", "productKind"})
"""Ids of the left operands that the asset asked about answers, where it is of the kind."""


def negated(condition: Condition) -> Condition:
    """Return the condition that is true exactly when `condition` is not."""
    if condition == ALWAYS:
        return NEVER
    if condition == NEVER:
        return ALWAYS
    return Xone((ALWAYS, condition))


@dataclass(frozen=True, slots=True)
class Open:
    """Something that a question leaves open and an answer can hang on.

    Attributes:
        about: an attribute of what is done; a limit as a whole; which part of the asset or
            which case of the action is meant; with whom it is done.
        operand: id of the attribute, "" for anything else.
        value: what it would have to be: a value, limit, asset, action or party.
    """

    about: Literal["attribute", "limit", "part", "action", "with"]
    operand: str
    value: Thing

    @property
    def name(self) -> str:
        """The name under which it stands among events; no IRI begins like it."""
        return f"?{self.about} {self.operand} {self.value.iri or self.value.id}"

    @property
    def holds(self) -> Condition:
        """The condition that it is so."""
        return AtOrAfter(self.name)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a question says about what is done.

    Attributes:
        asset: IRI of the asset; "" if none is asked about.
        attributes: values by the id of the left operand; several hold at once. A value that
            the record does not know has no IRI.
        settled: limits by IRI, each with whether it is met.
    """

    asset: str = ""
    attributes: Mapping[str, tuple[Thing, ...]] = field(default_factory=dict)
    settled: Mapping[str, bool] = field(default_factory=dict)


def met(record: Record, limit: Limit, given: Circumstances) -> Condition:
    """Return when `limit` is met: always, never, or as what is left open turns out."""
    if limit.iri in given.settled:
        return ALWAYS if given.settled[limit.iri] else NEVER
    parts = tuple(_is(record, limit, value, given) for value in limit.values)
    match limit.operator:
        case "isAllOf":
            return And(parts)
        case "isNoneOf" | "neq":
            return negated(Or(parts))
        case "lt" | "lteq" | "gt" | "gteq":
            return _compared(limit, given)
        case _:
            return Or(parts)


def _is(record: Record, limit: Limit, value: Thing, given: Circumstances) -> Condition:
    """Return when the attribute of `limit` is `value`, or a part or member of it."""
    whole = limit.operator == "hasPart"
    asked = Open("limit", "", limit) if whole else Open("attribute", limit.operand, value)
    answers = given.attributes.get(limit.operand, ())
    if not answers:
        named = limit.operand in _BY_ASSET and given.asset
        return ALWAYS if named and within(record, given.asset, value.iri) else asked.holds
    pairs = [(value, answer) if whole else (answer, value) for answer in answers]
    if any(_belongs(record, *pair) for pair in pairs):
        return ALWAYS
    wider = any(_belongs(record, second, first) for first, second in pairs)
    return asked.holds if wider else NEVER


def _belongs(record: Record, thing: Thing, whole: Thing) -> bool:
    if thing.iri and whole.iri:
        return within(record, thing.iri, whole.iri)
    return thing.id.casefold() == whole.id.casefold()


def _compared(limit: Limit, given: Circumstances) -> Condition:
    """Return when a number is as `limit` says; open where one of the two is no number."""
    asked = Open("limit", "", limit).holds
    bounds = [_number(value) for value in limit.values]
    found = [_number(value) for value in given.attributes.get(limit.operand, ())]
    if not found or None in bounds or None in found:
        return asked
    compare: dict[str, Callable[[Decimal, Decimal], bool]] = {
        "lt": Decimal.__lt__,
        "lteq": Decimal.__le__,
        "gt": Decimal.__gt__,
        "gteq": Decimal.__ge__,
    }
    holds = all(
        compare[limit.operator](number, bound)
        for number in found
        for bound in bounds
        if number is not None and bound is not None
    )
    return ALWAYS if holds else NEVER


def _number(value: Thing) -> Decimal | None:
    try:
        number = Decimal(value.id)
    except InvalidOperation:
        return None
    return number if number.is_finite() and not value.iri else None


def left_open(limits: Iterable[Limit]) -> tuple[Open, ...]:
    """Return everything that a question can leave open about `limits`."""
    found: list[Open] = []
    for limit in limits:
        found.append(Open("limit", "", limit))
        found += [Open("attribute", limit.operand, value) for value in limit.values]
    return tuple(found)


# --- Exclusivity ---------------------------------------------------------------------------


def places(record: Record, limits: Iterable[Limit], holders: Iterable[str]) -> tuple[Limit, ...]:
    """Return those of the `limits` of an exclusivity that say where its holders have it.

    They name the holder or a part of it ("on Azure"); the others say what it is about.
    """
    own = [*holders]
    return tuple(
        limit
        for limit in limits
        if limit.operator in {"eq", "isA", "isAnyOf", "isPartOf"}
        and any(within(record, v.iri, holder) for v in limit.values for holder in own if v.iri)
    )


def inside(
    record: Record, place: Limit, holders: Iterable[str], given: Circumstances
) -> Condition:
    """Return when something is done at `place`, where the holders of an exclusivity have it."""
    if place.iri in given.settled:
        return ALWAYS if given.settled[place.iri] else NEVER
    answers = given.attributes.get(place.operand, ())
    if not answers:
        return Or(tuple(Open("attribute", place.operand, value).holds for value in place.values))
    wholes = [*place.values, *(record.parties[h] for h in holders if h in record.parties)]
    belongs = all(any(_belongs(record, a, whole) for whole in wholes) for a in answers)
    return ALWAYS if belongs else NEVER


def with_holder(record: Record, holders: Iterable[str], given: Circumstances) -> Condition:
    """Return whether something is done with the holders, by every attribute that says with whom.

    Some attribute of `COUNTERPARTIES` is given.
    """
    answers = [a for operand in COUNTERPARTIES for a in given.attributes.get(operand, ())]
    wholes = [record.parties[holder] for holder in holders if holder in record.parties]
    belongs = all(any(_belongs(record, a, whole) for whole in wholes) for a in answers)
    return ALWAYS if belongs else NEVER


# --- Conditions with limits in them --------------------------------------------------------


def settled(condition: Condition, limits: Mapping[str, Condition]) -> Condition:
    """Return `condition` with `limits` in place of the events named like them."""
    match condition:
        case AtOrAfter(str(name)) if name in limits:
            return limits[name]
        case Before(str(name)) if name in limits:
            return negated(limits[name])
        case And(parts):
            return And(tuple(settled(part, limits) for part in parts))
        case Or(parts):
            return Or(tuple(settled(part, limits) for part in parts))
        case Xone(parts):
            return Xone(tuple(settled(part, limits) for part in parts))
        case _:
            return condition


def surely(condition: Condition) -> Condition:
    """Return when `condition` is true whatever becomes of what a question leaves open in it."""
    for name in sorted(events_in(condition)):
        if name.startswith("?"):
            either = (settled(condition, {name: answer}) for answer in (ALWAYS, NEVER))
            condition = And(tuple(either))
    return condition


def open_windows(condition: Condition) -> dict[str, Window]:
    """Return the windows of what a question leaves open in `condition`."""
    return {name: EITHER for name in events_in(condition) if name.startswith("?")}
