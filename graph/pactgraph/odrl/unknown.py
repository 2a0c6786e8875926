"""What several constraints on one value that nobody gives say together.

*At least 5 or below 7* holds whatever the value is, *30 days and at most 10* never does. The
values that the constraints name cut what a value can be into regions in which each constraint
is either true or false. A part of a condition that is about one value only is the set of the
regions where it holds, which is computed by itself. What is left of a value after that is told
to the kernel: its regions follow one another, as instants do, so the cuts between them are
events of which the later never precedes the earlier, and the kernel decides them together with
dates, events and other values, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cmp_to_key
from itertools import pairwise
from typing import TYPE_CHECKING

from pactgraph.kernel.conditions import (
    And,
    Atom,
    AtOrAfter,
    Before,
    Condition,
    Joined,
    Or,
    Xone,
    events_in,
    fold,
)
from pactgraph.odrl.literals import ORDERED, Value, order, readings, value_of
from pactgraph.odrl.values import satisfied

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pactgraph.odrl.dates import Span
    from pactgraph.odrl.hierarchy import Hierarchy
    from pactgraph.odrl.policy import Simple
    from pactgraph.reading.triples import Term

MOST_REGIONS = 10_000
"""Constraints that cut one value into more regions are each taken for themselves."""
MOST_CUTS = 64
"""So are parts of a condition that tell more than so many kinds of regions apart."""

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
class Together:
    """A condition in which all that is said of one unknown value is said together.

    Attributes:
        condition: the condition, with cuts in place of constraints.
        order: pairs of cuts (first, second): the second is never passed before the first.
        about: for each cut the name of a constraint that is about the same value.
    """

    condition: Condition
    order: Sequence[tuple[str, str]]
    about: Mapping[str, str]


def together(condition: Condition, asked: Mapping[str, Asked], hierarchy: Hierarchy) -> Together:
    """Return `condition` with what the constraints `asked` in it mean together.

    Args:
        condition: a tree in which unknown constraints stand as events.
        asked: the constraints on values that nobody gives, by their names in the tree.
        hierarchy: what belongs to what.

    Returns:
        Constraints that are alone on their line, or that cannot be brought into regions, stay
        as they are: true or false independently of all others.

    Raises:
        BadInputError: a right operand is none of its datatype.
    """
    lines: dict[tuple[Term, ...], list[str]] = {}
    for name in sorted(asked):
        lines.setdefault(asked[name].line, []).append(name)
    found = _Meanings()
    for names in lines.values():
        if len(names) > 1:
            told = {name: asked[name].constraint for name in names}
            several = any(c.operator == "isAllOf" and len(c.right) > 1 for c in told.values())
            if several:
                _of_several(told, found)
            else:
                _of_one(told, hierarchy, found)
    if not found.of:
        return Together(condition, (), {})
    return found.told(found.folded(condition))


@dataclass(frozen=True, slots=True)
class _Within:
    """That a value is in one of some regions of its line.

    Attributes:
        line: the name of its line.
        regions: the regions, as the bits of a number.
    """

    line: str
    regions: int


@dataclass(slots=True)
class _Meanings:
    """What constraints mean, and the lines that they cut.

    Attributes:
        of: for each name of a constraint in the trees, what it means.
        sizes: of each line, how many regions it has.
        about: for each line and free atom the name of a constraint about the same value.
    """

    of: dict[str, _Meaning] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)

    def folded(self, condition: Condition) -> _Meaning:
        """Return `condition` with its meanings in place, parts about one value as its regions."""
        return fold(condition, self._meant, self._joined)

    def _meant(self, atom: Atom) -> _Meaning:
        meaning = self.of.get(atom.point) if isinstance(atom.point, str) else None
        if meaning is None:
            return atom
        return meaning if isinstance(atom, AtOrAfter) else self.opposite(meaning)

    def _joined(self, kind: type[Joined], parts: tuple[_Meaning, ...]) -> _Meaning:
        return self.exactly_one([*parts]) if issubclass(kind, Xone) else self.joined(kind, parts)

    def joined(self, connective: type[And | Or], parts: Iterable[_Meaning]) -> _Meaning:
        """Return `parts` joined; those about one value are joined to its regions."""
        rest: list[_Meaning] = []
        within: dict[str, int] = {}
        for part in parts:
            if not isinstance(part, _Within):
                rest.append(part)
            elif part.line not in within:
                within[part.line] = part.regions
            elif connective is And:
                within[part.line] &= part.regions
            else:
                within[part.line] |= part.regions
        rest += [_Within(line, regions) for line, regions in within.items()]
        return rest[0] if len(rest) == 1 else _Joined(connective, tuple(rest))

    def exactly_one(self, parts: list[_Meaning]) -> _Meaning:
        """Return that one of `parts` holds and no other."""
        lines = {part.line if isinstance(part, _Within) else "" for part in parts}
        if len(lines) != 1 or "" in lines:
            return _Joined(Xone, tuple(parts))
        once = twice = 0
        for part in parts:
            assert isinstance(part, _Within)  # noqa: S101 - as the lines say
            twice |= once & part.regions
            once |= part.regions
        return _Within(next(iter(lines)), once & ~twice)

    def opposite(self, meaning: _Meaning) -> _Meaning:
        """Return that `meaning`, which holds no Xone, does not hold."""
        match meaning:
            case _Within(line, regions):
                return _Within(line, self.whole(line) & ~regions)
            case _Joined(connective, parts):
                other = Or if connective is And else And
                return self.joined(other, map(self.opposite, parts))
            case AtOrAfter(point):
                return Before(point)
            case Before(point):
                return AtOrAfter(point)
        raise AssertionError(meaning)  # pragma: no cover - meanings are nothing else

    def whole(self, line: str) -> int:
        """Return all regions of a line."""
        return (1 << self.sizes[line]) - 1

    def told(self, folded: _Meaning) -> Together:
        """Return what is told to the kernel: of each line as few cuts as are needed."""
        used: dict[str, dict[int, None]] = {}
        pending = [folded]
        while pending:
            one = pending.pop()
            if isinstance(one, _Within):
                used.setdefault(one.line, {})[one.regions] = None
            elif isinstance(one, _Joined):
                pending += one.parts
        order: list[tuple[str, str]] = []
        about = dict(self.about)
        runs: dict[_Within, Condition] = {}
        for line, sets in used.items():
            cuts, meant = _cut(line, self.sizes[line], list(sets))
            runs.update({_Within(line, regions): c for regions, c in meant.items()})
            order += pairwise(cuts)
            about |= dict.fromkeys(
                events_in(And(tuple(meant.values()))) | {*cuts}, self.about[line]
            )
        return Together(_spelt(folded, runs), order, about)


@dataclass(frozen=True, slots=True)
class _Joined:
    """Meanings joined by a connective."""

    connective: type[And | Or | Xone]
    parts: tuple[_Meaning, ...]


_Meaning = AtOrAfter | Before | And | Or | Xone | _Within | _Joined


def _spelt(meaning: _Meaning, runs: Mapping[_Within, Condition]) -> Condition:
    if isinstance(meaning, _Within):
        return runs[meaning]
    if isinstance(meaning, _Joined):
        return meaning.connective(tuple([_spelt(part, runs) for part in meaning.parts]))
    return meaning


def _cut(line: str, size: int, sets: list[int]) -> tuple[list[str], dict[int, Condition]]:
    """Return the cuts that tell `sets` of the regions of a line apart, and what each set means.

    Regions that no set tells apart are one. A set and its opposite need one cut; where many
    need more than can be told, each is taken for itself.
    """
    whole = (1 << size) - 1
    kinds: list[tuple[int, int]] = [(whole, 0)]  # regions, and the sets that they are in
    for number, regions in enumerate(sets):
        split = [
            (part, within | (chosen << number))
            for kind, within in kinds
            for part, chosen in ((kind & regions, 1), (kind & ~regions, 0))
            if part
        ]
        if len(split) > MOST_CUTS:
            return [], {regions: _alone(line, regions, whole) for regions in sets}
        kinds = split
    kinds.sort(key=lambda kind: (kind[0] & -kind[0]).bit_length())
    cuts = [f"{line} {number}" for number in range(1, len(kinds))]
    return cuts, {
        regions: _runs([bool(kind & regions) for kind, _ in kinds], cuts) for regions in sets
    }


def _alone(line: str, regions: int, whole: int) -> Condition:
    """Return a set of regions as an atom of its own, and its opposite as the opposite of that."""
    if regions in (0, whole):
        return And() if regions else Or()
    least = min(regions, whole & ~regions)
    atom = f"{line} {least:x}"
    return AtOrAfter(atom) if regions == least else Before(atom)


# ---- A value that is one ----------------------------------------------------------------

Users = dict[Value, list[str]]
"""Values that constraints name, each with the names of these constraints."""
Regions = dict[str, int]
"""For each constraint the regions of what a value can be in which it holds, as bits."""


def _of_one(told: Mapping[str, Simple], hierarchy: Hierarchy, found: _Meanings) -> None:
    """Find what constraints mean on a value that is one, family by family."""
    parts: dict[str, list[_Meaning]] = {}
    left_out: set[str] = set()
    compared = {name: one for name, one in told.items() if one.operator not in _WHOLES}
    for family, users in _families(compared).items():
        here = {name: told[name].operator for names in users.values() for name in names}
        cut = _regions(family, here, users)
        if cut is None or cut[0] > MOST_REGIONS:
            left_out |= here.keys()
            continue
        line = f"{min(told)} #{family}"
        found.sizes[line], regions = cut
        found.about[line] = min(told)
        for name in here:
            parts.setdefault(name, []).append(_Within(line, regions[name]))
    for name, meant in parts.items():
        if name not in left_out:
            found.of[name] = found.joined(Or, meant)
    for name, one in told.items():
        if one.operator in _WHOLES:
            found.of[name] = _of_whole(name, one, told, hierarchy, found)


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


def _regions(family: str, here: Mapping[str, str], users: Users) -> tuple[int, Regions] | None:
    """Return how many regions the values of one family cut, and which; None if they cut none."""
    if family == "without order":
        return _classes(here, users)
    if 2 * len(users) + 1 > MOST_REGIONS:
        return None
    edges: dict[Value, tuple[int, int]] = {}
    if family == "date":
        points = sorted({p for v in users for p in (v.content.start, v.content.end)})
        place = {point: number for number, point in enumerate(points)}
        edges = {v: (place[v.content.start], place[v.content.end]) for v in users}
        count = len(points) + 1
    else:
        count = 1
        least_first = sorted(users, key=cmp_to_key(_compare))
        for before, value in zip([None, *least_first], least_first, strict=False):
            if before is None or _compare(before, value):
                count += 2
            edges[value] = (count - 3, count - 2)
    regions = dict.fromkeys(here, 0)
    for value, names in users.items():
        begun, over = edges[value]
        until, through = (1 << (begun + 1)) - 1, (1 << (over + 1)) - 1
        for name in names:
            spans = {"lt": until, "lteq": through}
            regions[name] |= spans.get(here[name], through & ~until)
    return count, regions


def _compare(one: Value, other: Value) -> int:
    (side,) = order(one, other) or (0,)
    return side


def _classes(here: Mapping[str, str], users: Users) -> tuple[int, Regions] | None:
    """Return what values without an order can be told apart by; last, any other value."""
    if any(operator not in _EQUALS for operator in here.values()):
        return None
    seen: set[object] = set()
    for value in users:
        if not seen.isdisjoint(read := readings(value)):
            return None  # a value can be equal to two of them
        seen |= read
    held = dict.fromkeys(frozenset(names) for names in users.values())
    regions = dict.fromkeys(here, 0)
    for number, names in enumerate(held):
        for name in names:
            regions[name] |= 1 << number
    return len(held) + 1, regions


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
    hierarchy: Hierarchy,
    found: _Meanings,
) -> _Meaning:
    """Return what isPartOf, hasPart or isA means, where a constraint names the value itself."""
    meaning: _Meaning = AtOrAfter(name)
    for other, equals in told.items():
        if equals.operator in _EQUALS and len(equals.right) == 1 and other in found.of:
            if satisfied(one, equals.right, hierarchy):
                meaning = found.joined(Or, (meaning, found.of[other]))
            else:
                meaning = found.joined(And, (meaning, found.opposite(found.of[other])))
    return meaning


# ---- Values that can be several ---------------------------------------------------------


def _of_several(told: Mapping[str, Simple], found: _Meanings) -> None:
    """Find what constraints mean on values of which each can be among them or not."""
    sets = {name: one for name, one in told.items() if one.operator in {*_EQUALS, "isAllOf"}}
    members = {
        name: [value_of(term, one.datatype) for term in one.right] for name, one in sets.items()
    }
    values = list(dict.fromkeys(value for own in members.values() for value in own))
    read = [readings(value) for value in values]
    if len(values) > MOST_CUTS or len(set().union(*read)) < sum(map(len, read)):
        return
    atoms = {value: f"{min(told)} #among {number}" for number, value in enumerate(values)}
    other = f"{min(told)} #among others"
    found.about |= dict.fromkeys((*atoms.values(), other), min(told))

    def exactly(wanted: list[Value]) -> _Meaning:
        within = [AtOrAfter(a) if v in wanted else Before(a) for v, a in atoms.items()]
        return found.joined(And, (*within, Before(other)))

    for name, one in sets.items():
        own = members[name]
        among = [AtOrAfter(atoms[value]) for value in own]
        if one.operator == "eq":
            found.of[name] = found.joined(Or, (*(exactly([v]) for v in own), exactly(own)))
        else:
            found.of[name] = found.joined(And if one.operator == "isAllOf" else Or, among)
