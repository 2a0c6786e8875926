"""Whether limits of scope are met, by what a question says and what it leaves open.

A comparison is a condition like any other. What the question settles is always or never
so; what it leaves open stands as an event of its own name, of which nobody knows whether it
has happened. So the kernel that decides about time decides about scope as well, and two
limits on the same attribute never contradict each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from pactgraph.kernel.conditions import (
    ALWAYS,
    And,
    Atom,
    AtOrAfter,
    Before,
    Condition,
    Or,
    Xone,
    events_in,
    ordered,
    replaced,
)
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import Window
from pactgraph.kernel.timeline import FIRST
from pactgraph.messages import LANGUAGES, phrase
from pactgraph.record import Text, Thing
from pactgraph.scope.coverage import COUNTERPARTIES, action_within, wholes, within

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.periods import Period
    from pactgraph.record import Limit, Record

NEVER = Or()

EITHER = Window(FIRST, None)
"""The window of something of which nobody knows whether it is so."""

_BY_ASSET = frozenset({"product", "productKind"})
"""Ids of the left operands that the asset asked about answers, where it is of the kind."""


@cache
def none_known() -> Thing:
    """Return the value of an attribute that is none of those that the record knows."""
    no = phrase("no")
    return Thing("", "no", Text({each: no.told_in(each) for each in LANGUAGES}))


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
        about: an attribute of what is done; how much of it is less than, or at most, a bound;
            a limit as a whole; which part of the asset, case of the action or member of the
            party is meant; with whom it is done.
        operand: id of the attribute, "" for anything else.
        value: what it would have to be: a value, bound, limit, asset, action or party.
    """

    about: Literal["attribute", "less", "at most", "limit", "part", "action", "member", "with"]
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
        unknown: those of the values that nothing in the record knows, each with the left
            operand it is given for.
    """

    asset: str = ""
    attributes: Mapping[str, tuple[Thing, ...]] = field(default_factory=dict)
    settled: Mapping[str, bool] = field(default_factory=dict)
    unknown: tuple[tuple[str, Thing], ...] = ()


def met(record: Record, limit: Limit, given: Circumstances) -> Condition:
    """Return when `limit` is met: always, never, or as what is left open turns out."""
    if limit.iri in given.settled:
        return ALWAYS if given.settled[limit.iri] else NEVER
    if limit.operator in _ORDERED:
        return _each(And, (_compared(limit, value, given) for value in limit.values))
    parts = (_is(record, limit, value, given) for value in limit.values)
    match limit.operator:
        case "isAllOf":
            return _each(And, parts)
        case "isNoneOf" | "neq":
            return negated(_each(Or, parts))
        case _:
            return _each(Or, parts)


def _each(join: type[And | Or], parts: Iterable[Condition]) -> Condition:
    """Return `parts` joined; always or never where they are so."""
    found = [*parts]
    decisive = ALWAYS if join is Or else NEVER
    if decisive in found:
        return decisive
    left = tuple(part for part in found if part not in (ALWAYS, NEVER))
    return left[0] if len(left) == 1 else join(left)


def _is(record: Record, limit: Limit, value: Thing, given: Circumstances) -> Condition:
    """Return when the attribute of `limit` is `value`, or a part or member of it."""
    whole = limit.operator == "hasPart"
    if _on_line(limit, value):
        return _compared(limit, value, given, "eq")
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


# --- Numbers and lengths of time -----------------------------------------------------------

_ORDERED = frozenset({"lt", "lteq", "gt", "gteq"})
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "lt": Decimal.__lt__,
    "lteq": Decimal.__le__,
    "gt": Decimal.__gt__,
    "gteq": Decimal.__ge__,
    "eq": Decimal.__eq__,
}
_LENGTH = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?"
    r"(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)


def measured(value: Thing) -> tuple[str, Decimal] | None:
    """Return what `value` measures and how much of it: a number, seconds or months.

    Months and days are not of one length, so lengths of time that mix them measure nothing.
    """
    if value.iri:
        return None
    if match := _LENGTH.fullmatch(value.id):
        years, months, days, hours, minutes, seconds = (Decimal(g or 0) for g in match.groups())
        in_months = 12 * years + months
        in_seconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        if in_months and in_seconds:
            return None
        return ("months", in_months) if in_months else ("seconds", in_seconds)
    try:
        number = Decimal(value.id)
    except InvalidOperation:
        return None
    return ("number", number) if number.is_finite() else None


def _on_line(limit: Limit, value: Thing) -> bool:
    """Return whether `limit` compares a measure with `value`: what is measured has one value."""
    return limit.operator not in {"hasPart", "isAllOf"} and measured(value) is not None


def _compared(limit: Limit, value: Thing, given: Circumstances, operator: str = "") -> Condition:
    """Return when all that is given is to `value` as `limit` says.

    It is left open as a whole where one of the two measures nothing, or something else.
    """
    operator = operator or limit.operator
    bound = measured(value)
    found = [measured(answer) for answer in given.attributes.get(limit.operand, ())]
    if bound is None or any(one is None or one[0] != bound[0] for one in found):
        return Open("limit", "", limit).holds
    if found:
        holds = all(_HOLDS[operator](one[1], bound[1]) for one in found if one)
        return ALWAYS if holds else NEVER
    less, at_most = (each.holds for each in _bounds(limit, value))
    return {
        "lt": less,
        "lteq": at_most,
        "gt": negated(at_most),
        "gteq": negated(less),
        "eq": And((at_most, negated(less))),
    }[operator]


def _bounds(limit: Limit, value: Thing) -> tuple[Open, Open]:
    """Return what stands for less than `value`, and for at most it; `value` measures something.

    All ways to write one bound in one unit share a name.
    """
    kind, amount = measured(value) or ("", Decimal())
    name = f"{kind}{limit.unit and f'@{limit.unit}'} {amount.normalize():f}"
    bound = Thing("", name, value.label)
    return Open("less", limit.operand, bound), Open("at most", limit.operand, bound)


# --- What a question leaves open -----------------------------------------------------------


def left_open(limits: Iterable[Limit]) -> tuple[Open, ...]:
    """Return everything that a question can leave open about `limits`."""
    found: list[Open] = []
    for limit in limits:
        found.append(Open("limit", "", limit))
        for value in limit.values:
            if _on_line(limit, value):
                found += _bounds(limit, value)
            else:
                found.append(Open("attribute", limit.operand, value))
    return tuple(found)


def typed(operand: str, value: Thing) -> str:
    """Return the whole word that says, behind --as, that an attribute has a value."""
    if value.iri:
        return quotable(f"{operand}={value.id}")
    return quotable(f"{operand}={value.label.in_language('en')}")


def quotable(word: str) -> str:
    """Return `word` as a shell takes it for one."""
    return word if re.fullmatch(r"[\w.:/+=-]+", word) else f'"{word}"'


def tied(record: Record, asking: Iterable[Open]) -> Events:
    """Return how events hang together, with what brings what among the things left open.

    A part, case or member brings the whole; less than a bound brings at most it, and that less
    than every greater one.
    """
    groups: dict[tuple[str, str], dict[str, Open]] = {}
    for each in asking:
        line = each.about in {"less", "at most"}
        kind = each.value.id.partition(" ")[0] if line else each.about
        groups.setdefault((each.operand, kind), {})[each.name] = each
    orders: list[tuple[str, str]] = []
    for group in groups.values():
        if len(group) > 1:
            orders += _on_a_line(group.values()) or _brought(record, group.values())
    return ordered(record.relations, orders) if orders else record.relations


def _on_a_line(group: Collection[Open]) -> list[tuple[str, str]]:
    """Return the order of bounds: what is less than, or at most, a greater one comes first."""
    if any(each.about not in {"less", "at most"} for each in group):
        return []
    places = sorted(
        (Decimal(each.value.id.partition(" ")[2]), each.about == "at most", each.name)
        for each in group
    )
    return [(higher[2], lower[2]) for lower, higher in pairwise(places)]


def _brought(record: Record, group: Collection[Open]) -> list[tuple[str, str]]:
    """Return, of things left open, each whole with each part, case or member that brings it."""
    by_iri = {each.value.iri: each for each in group if each.value.iri}
    found = []
    for iri, each in by_iri.items():
        if each.about == "action":
            above = [other for other in by_iri if action_within(record, iri, other)]
        elif each.about in {"part", "member", "attribute"}:
            above = [w for w in wholes(record, iri) & by_iri.keys() if within(record, iri, w)]
        else:
            above = []
        found += [(by_iri[whole].name, each.name) for whole in above if whole != iri]
    return [pair for pair in found if pair[::-1] not in found]


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

    def settled_atom(atom: Atom) -> Condition:
        if not isinstance(atom.point, str) or atom.point not in limits:
            return atom
        limit = limits[atom.point]
        return limit if isinstance(atom, AtOrAfter) else negated(limit)

    return replaced(condition, settled_atom)


def surely(condition: Condition, events: Events) -> Condition:
    """Return when `condition` is true whatever becomes of what a question leaves open in it.

    Of its prime implicants, those that ask for nothing left open.
    """
    if not any(map(is_open, events_in(condition))):
        return condition
    return _any_of(
        period
        for period in periods(condition, events)
        if not any(map(is_open, period.happened | period.not_happened))
    )


def possibly(condition: Condition, events: Events) -> Condition:
    """Return when `condition` can be true, as what a question leaves open in it turns out."""
    if not any(map(is_open, events_in(condition))):
        return condition
    return _any_of(periods(condition, events))


def is_open(name: str) -> bool:
    """Return whether `name` stands for something that a question leaves open."""
    return name.startswith("?")


def _any_of(found: Iterable[Period]) -> Condition:
    """Return the condition that one of the periods holds, without what is left open in them."""
    ways: list[Condition] = []
    for period in found:
        atoms: list[Condition] = []
        if period.from_date:
            atoms.append(AtOrAfter(period.from_date))
        if period.until_date:
            atoms.append(Before(period.until_date))
        atoms += [AtOrAfter(e) for e in sorted(period.happened) if not is_open(e)]
        atoms += [Before(e) for e in sorted(period.not_happened) if not is_open(e)]
        if not atoms:
            return ALWAYS
        ways.append(And(tuple(atoms)))
    return Or(tuple(ways))


def open_windows(condition: Condition) -> dict[str, Window]:
    """Return the windows of what a question leaves open in `condition`."""
    return dict.fromkeys(filter(is_open, events_in(condition)), EITHER)
