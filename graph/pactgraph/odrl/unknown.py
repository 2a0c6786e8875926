"""What several constraints on one value that nobody gives say together.

*At least 5 or below 7* holds whatever the value is, *30 days and at most 10* never does. The
values that the constraints name cut what a value can be into regions in which each constraint
is either true or false. Regions follow one another, as instants do: so the kernel is told of
the cuts between them as of events of which the later never precedes the earlier, and decides
them together with dates and events, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cmp_to_key
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Or, Xone
from pactgraph.odrl.literals import ORDERED, Value, order, readings, value_of
from pactgraph.odrl.values import satisfied

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pactgraph.odrl.dates import Span
    from pactgraph.odrl.hierarchy import Hierarchy
    from pactgraph.odrl.policy import Simple
    from pactgraph.odrl.triples import Term

MOST_REGIONS = 64
"""Constraints that cut one value into more regions are each taken for themselves."""

_EQUALS = frozenset({"eq", "isAnyOf"})
_WHOLES = frozenset({"isPartOf", "hasPart", "isA"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A constraint on a value that nobody gives; it stands in the trees as an event.

    Attributes:
        line: what the value is one of: left operand, act and unit. Values of different lines
            have nothing to do with one another.
        constraint: the constraint, with an operator that is no opposite of another.
    """

    line: tuple[Term, ...]
    constraint: Simple


@dataclass(frozen=True, slots=True)
class Meanings:
    """What constraints on unknown values mean in terms of cuts.

    Attributes:
        of: for each name of a constraint in the trees, the condition it stands for.
        order: pairs of cuts (first, second): the second is never passed before the first.
        lines: for each cut the name of a constraint that is about the same value.
    """

    of: Mapping[str, Condition]
    order: Sequence[tuple[str, str]]
    lines: Mapping[str, str]


def meanings(asked: Mapping[str, Asked], hierarchy: Hierarchy) -> Meanings:
    """Return what the constraints `asked`, by their names in the trees, mean together.

    Constraints that are alone on their line, or that cannot be brought into regions, have no
    meaning but themselves: they are true or false independently of all others.

    Raises:
        BadInputError: a right operand is none of its datatype.
    """
    lines: dict[tuple[Term, ...], list[str]] = {}
    for name in sorted(asked):
        lines.setdefault(asked[name].line, []).append(name)
    of: dict[str, Condition] = {}
    order: list[tuple[str, str]] = []
    about: dict[str, str] = {}
    for names in lines.values():
        if len(names) == 1:
            continue
        told = {name: asked[name].constraint for name in names}
        several = any(c.operator == "isAllOf" and len(c.right) > 1 for c in told.values())
        found = _of_several(told) if several else _of_one(told, hierarchy)
        of |= found.of
        for cuts in found.chains:
            order += pairwise(cuts)
            about |= dict.fromkeys(cuts, names[0])
    return Meanings(of, order, about)


def replaced(condition: Condition, of: Mapping[str, Condition]) -> Condition:
    """Return `condition` with what the events `of` mean in their place."""
    match condition:
        case AtOrAfter(str(name)) if name in of:
            return of[name]
        case Before(str(name)) if name in of:
            return _not(of[name])
        case And(parts):
            return And(tuple([replaced(part, of) for part in parts]))
        case Or(parts):
            return Or(tuple([replaced(part, of) for part in parts]))
        case Xone(parts):
            return Xone(tuple([replaced(part, of) for part in parts]))
        case _:
            return condition


def _not(condition: Condition) -> Condition:
    match condition:
        case AtOrAfter(point):
            return Before(point)
        case Before(point):
            return AtOrAfter(point)
        case And(parts):
            return Or(tuple(map(_not, parts)))
        case Or(parts):
            return And(tuple(map(_not, parts)))
    raise AssertionError(condition)  # pragma: no cover - meanings hold no others


@dataclass(slots=True)
class _Line:
    """What the constraints on one value mean, and the chains of cuts that say it."""

    of: dict[str, Condition] = field(default_factory=dict)
    chains: list[list[str]] = field(default_factory=list)


# ---- A value that is one ----------------------------------------------------------------

Users = dict[Value, list[str]]
"""Values that constraints name, each with the names of these constraints."""
Regions = list[set[str]]
"""The regions of what a value can be, in order: the names of the constraints that hold there."""


def _of_one(told: Mapping[str, Simple], hierarchy: Hierarchy) -> _Line:
    """Return what constraints mean on a value that is one, family by family."""
    line = _Line()
    left_out: set[str] = set()
    compared = {name: one for name, one in told.items() if one.operator not in _WHOLES}
    for family, users in _families(compared).items():
        here = {name: told[name].operator for names in users.values() for name in names}
        regions = _regions(family, here, users)
        if regions is None or len(regions) > MOST_REGIONS:
            left_out |= here.keys()
            continue
        cuts = [f"{min(told)} #{family} {number}" for number in range(1, len(regions))]
        line.chains.append(cuts)
        for name in here:
            runs = _runs([name in region for region in regions], cuts)
            line.of[name] = Or((line.of[name], runs)) if name in line.of else runs
    line.of = {name: meaning for name, meaning in line.of.items() if name not in left_out}
    for name, one in told.items():
        if one.operator in _WHOLES:
            line.of[name] = _of_whole(name, one, told, line.of, hierarchy)
    return line


def _families(told: Mapping[str, Simple]) -> dict[str, Users]:
    """Return the values that constraints name, by what they can be compared with."""
    found: dict[str, Users] = {}
    for name, one in told.items():
        for value in [value_of(term, one.datatype) for term in one.right]:
            family = value.family if value.family in ORDERED else "without order"
            if not value.is_nan:
                found.setdefault(family, {}).setdefault(value, []).append(name)
    spans = found.get("duration", {})
    if len(spans) <= MOST_REGIONS and any(
        len(one.content.sides(other.content)) > 1 for one in spans for other in spans
    ):
        for value, names in found.pop("duration").items():
            found.setdefault(f"duration {_sort(value.content)}", {})[value] = names
    return found


def _sort(span: Span) -> str:
    """Return what a length of time is measured in; only those of one sort have an order."""
    if span.months and span.micro:
        return str(span)
    return "in months" if span.months else "in days"


def _regions(family: str, here: Mapping[str, str], users: Users) -> Regions | None:
    """Return the regions that the values of one family cut; None if they cut none."""
    if family == "without order":
        return _classes(here, users)
    if len(users) > MOST_REGIONS:
        return None
    edges: list[tuple[Any, Any]] = []
    if family == "date":
        points = sorted({p for v in users for p in (v.content.start, v.content.end)})
        edges = [(points.index(v.content.start), points.index(v.content.end)) for v in users]
        count = len(points) + 1
    else:
        points = _sorted(users)
        places = [next(n for n, v in enumerate(points) if not _compare(v, u)) for u in users]
        edges = [(2 * place, 2 * place + 1) for place in places]
        count = 2 * len(points) + 1
    regions: Regions = [set() for _ in range(count)]
    for (begun, over), names in zip(edges, users.values(), strict=True):
        spans = {"lt": range(begun + 1), "lteq": range(over + 1)}
        for name in names:
            for number in spans.get(here[name], range(begun + 1, over + 1)):
                regions[number].add(name)
    return regions


def _sorted(values: Iterable[Value]) -> list[Value]:
    """Return ordered values, least first, each once."""
    found: list[Value] = []
    for value in sorted(values, key=cmp_to_key(_compare)):
        if not found or _compare(found[-1], value):
            found.append(value)
    return found


def _compare(one: Value, other: Value) -> int:
    (side,) = order(one, other) or (0,)
    return side


def _classes(here: Mapping[str, str], users: Users) -> Regions | None:
    """Return what values without an order can be told apart by; last, any other value."""
    if any(operator not in _EQUALS for operator in here.values()):
        return None
    seen: set[object] = set()
    for value in users:
        if not seen.isdisjoint(read := readings(value)):
            return None  # a value can be equal to two of them
        seen |= read
    held = dict.fromkeys(frozenset(names) for names in users.values())
    return [*map(set, held), set()]


def _runs(holds: list[bool], cuts: list[str]) -> Condition:
    """Return the condition that a value is in one of the regions where `holds` says so."""
    found: list[Condition] = []
    for number, here in enumerate(holds):
        if here and (number == 0 or not holds[number - 1]):
            after = next((n for n in range(number, len(holds)) if not holds[n]), len(holds))
            parts: list[Condition] = []
            if number:
                parts.append(AtOrAfter(cuts[number - 1]))
            if after < len(holds):
                parts.append(Before(cuts[after - 1]))
            found.append(parts[0] if len(parts) == 1 else And(tuple(parts)))
    return found[0] if len(found) == 1 else Or(tuple(found))


def _of_whole(
    name: str,
    one: Simple,
    told: Mapping[str, Simple],
    of: Mapping[str, Condition],
    hierarchy: Hierarchy,
) -> Condition:
    """Return what isPartOf, hasPart or isA means, where a constraint names the value itself."""
    condition: Condition = AtOrAfter(name)
    for other, equals in told.items():
        if equals.operator in _EQUALS and len(equals.right) == 1 and other in of:
            if satisfied(one, equals.right, hierarchy):
                condition = Or((condition, of[other]))
            else:
                condition = And((condition, _not(of[other])))
    return condition


# ---- Values that can be several ---------------------------------------------------------


def _of_several(told: Mapping[str, Simple]) -> _Line:
    """Return what constraints mean on values of which each can be among them or not."""
    line = _Line()
    sets = {name: one for name, one in told.items() if one.operator in {*_EQUALS, "isAllOf"}}
    members = {
        name: [value_of(term, one.datatype) for term in one.right] for name, one in sets.items()
    }
    values = list(dict.fromkeys(value for own in members.values() for value in own))
    read = [readings(value) for value in values]
    if len(values) > MOST_REGIONS or len(set().union(*read)) < sum(map(len, read)):
        return line
    atoms = {value: f"{min(told)} #among {number}" for number, value in enumerate(values)}
    other = f"{min(told)} #among others"
    line.chains = [[atom] for atom in (*atoms.values(), other)]

    def exactly(wanted: list[Value]) -> Condition:
        within = [AtOrAfter(a) if v in wanted else Before(a) for v, a in atoms.items()]
        return And((*within, Before(other)))

    for name, one in sets.items():
        own = members[name]
        among = tuple(AtOrAfter(atoms[value]) for value in own)
        meant: dict[str, Condition] = {
            "isAnyOf": Or(among),
            "isAllOf": And(among),
            "eq": Or((*(exactly([value]) for value in own), exactly(own))),
        }
        line.of[name] = meant[one.operator]
    return line
