"""Whether constraints hold: those on time and events by the kernel, the others by the world.

A constraint whose value nobody gives stands in the kernel's trees as an event of which
nothing is known, and its opposite as the absence of that event. So logic is exact for it
too: *purpose is research, or is not* holds without anybody saying what the purpose is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.kernel.conditions import (
    CONNECTIVES,
    And,
    AtOrAfter,
    Before,
    Condition,
    Events,
    Or,
    compared_with_date,
    events_in,
    ordered,
)
from pactgraph.kernel.instant import (
    Truth,
    all_of,
    deciding_at,
    held_since,
    of_parts,
    truth_at,
)
from pactgraph.kernel.periods import periods
from pactgraph.kernel.scenarios import Happening, Window, windows
from pactgraph.kernel.status import Standing, standing
from pactgraph.kernel.timeline import FIRST, TICK, Precision
from pactgraph.messages import joined, worded
from pactgraph.odrl.dates import date_of
from pactgraph.odrl.literals import value_of
from pactgraph.odrl.policy import Constraint, Logical, Simple
from pactgraph.odrl.read import refuse_several
from pactgraph.odrl.unknown import Asked, together
from pactgraph.odrl.values import OPPOSITE, satisfied
from pactgraph.odrl.world import SAME
from pactgraph.reading.triples import Term, is_literal, odrl, shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pactgraph.kernel.timeline import Stretch
    from pactgraph.odrl.world import Act, World

_DATE_TIME, _EVENT, _USAGE = odrl("dateTime"), odrl("event"), odrl("policyUsage")
_ALWAYS, _NEVER = And(), Or()
_OVER = " (its end)"
_UNKNOWN = Window(FIRST, None)


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a constraint.

    Attributes:
        constraint: the constraint.
        truth: whether it holds; None if that depends on what nobody knows.
        condition: what it asks of time, events and unknowns.
        left: the values of its left operand; none if nobody gives one.
        parts: what became of the parts of a logical constraint.
    """

    constraint: Constraint
    truth: Truth
    condition: Condition
    left: tuple[Term, ...] = ()
    parts: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides constraints at one instant of a world.

    Attributes:
        world: the world.
        windows: when each event that was met so far can happen; filled as they are met.
        unknown: what each unknown in the trees is, in words; filled likewise.
        asked: the constraints among these that are on a value that nobody gives.
        days: instants that are met as the beginning or end of a date that is a whole day.
    """

    world: World
    windows: dict[str, Window] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    days: set[datetime] = field(default_factory=set)

    def before(self, act: Act | None) -> Judge:
        """Return what judges the world as it was when `act` was exercised, if that is past."""
        world = self.world.before(act)
        return self if world is self.world else Judge(world)

    def judge(self, constraint: Constraint, act: Act | None) -> Judged:
        """Return what becomes of `constraint` for `act`, or for no act in particular.

        Raises:
            BadInputError: its operands do not fit its operator.
        """
        if isinstance(constraint, Logical):
            return self._logical(constraint, act)
        if constraint.references:
            referred = self._referred(constraint)
            if referred is None:
                return self._judged(constraint, self._dangling(constraint, act), ())
            constraint = referred
        if constraint.left in (_DATE_TIME, _USAGE):
            return self._dated(constraint, act)
        if constraint.left == _EVENT:
            return self._judged(constraint, *self._event(constraint, act))
        return self._judged(constraint, *self._value(constraint, act))

    def _judged(self, constraint: Simple, condition: Condition, left: tuple[Term, ...]) -> Judged:
        return Judged(constraint, self.truth(condition), condition, left)

    def all(self, constraints: Iterable[Constraint], act: Act | None) -> tuple[Judged, ...]:
        """Return what becomes of each of `constraints`."""
        return tuple(self.judge(constraint, act) for constraint in constraints)

    def truth(self, condition: Condition, at: datetime | None = None) -> Truth:
        """Return whether `condition` holds at the instant `at`, now if None."""
        condition, order = self._met(condition)
        return truth_at(condition, self.windows, at or self.world.now or FIRST, order)

    def together(self, judged: Iterable[Judged]) -> Truth:
        """Return whether all of `judged` hold at once."""
        judged = tuple(judged)
        truth = all_of(part.truth for part in judged)
        if truth is None:
            return self.truth(And(tuple(part.condition for part in judged)))
        return truth

    def deciding(self, condition: Condition) -> tuple[str, ...]:
        """Return, in words and in order, what decides whether `condition` holds now."""
        condition, order = self._met(condition)
        found = deciding_at(condition, self.windows, self.world.now or FIRST, order)
        return tuple(sorted({self.unknown.get(name, shown(name)) for name in found}))

    def standing(self, condition: Condition, at: datetime | None = None) -> Standing:
        """Return the status of `condition` at the instant `at`, now if None."""
        condition, order = self._met(condition)
        moment = at or self.world.now or FIRST
        return standing(periods(condition, order), self.windows, moment, order)

    def since(self, condition: Condition) -> datetime | None:
        """Return since when `condition`, which holds now, has held; None if not known."""
        condition, order = self._met(condition)
        return held_since(condition, self.windows, self.world.now or FIRST, order)

    def _met(self, condition: Condition) -> tuple[Condition, Events]:
        """Learn the windows of the events in `condition`, and what its unknowns say together.

        Returns:
            The condition, with cuts in place of the constraints on one unknown value, and how
            its events and cuts hang together.
        """
        named = events_in(condition)
        new = named - self.windows.keys()
        for event in new:
            start, end = self.world.windows(event.removesuffix(_OVER))
            self.windows[event] = end if event.endswith(_OVER) else start
        order = self.world.order
        if new and order.earlier:
            known = {*order.earlier, *order.later, *self.windows}
            possible = {e: self.windows.get(e) or self.world.windows(e)[0] for e in known}
            self.windows.update(_ordered(possible, self.world))
        asked = {name: self.asked[name] for name in named if name in self.asked}
        if len(asked) < 2:  # noqa: PLR2004 - nothing to say together
            return condition, order
        told = together(condition, asked, self.world.hierarchy)
        for cut, name in told.about.items():
            self.windows[cut] = _UNKNOWN
            self.unknown[cut] = self.unknown[name]
        if not told.order:
            return told.condition, order
        return told.condition, ordered(order, told.order)

    # ---- One constraint -----------------------------------------------------------------

    def _referred(self, constraint: Simple) -> Simple | None:
        """Return `constraint` with the right operands that it refers to; None if one is lost."""
        found = [self.world.referred(reference) for reference in constraint.references]
        if not all(found):
            return None
        right = (*constraint.right, *(term for terms in found for term in terms))
        refuse_several(constraint.node, constraint.operator, right)
        return replace(constraint, right=right, references=())

    def _dangling(self, constraint: Simple, act: Act | None) -> Condition:
        where = joined(worded(" and "), map(shown, constraint.references))
        words = worded("what odrl:rightOperandReference {where} refers to", where=where)
        return self._open(constraint, act, words)

    def _dated(self, constraint: Simple, act: Act | None) -> Judged:
        given = self.world.values(constraint.left, act) if constraint.left == _USAGE else ()
        if given or self.world.now is None:
            return self._judged(constraint, *self._value(constraint, act))
        dates = [date_of(right, constraint.datatype) for right in constraint.right]
        condition = _time_condition(constraint, dates)
        self.days.update(
            edge for d in dates if d.precision is Precision.DAY for edge in (d.start, d.end)
        )
        truth = truth_at(condition, self.windows, self.world.now, self.world.order)
        return Judged(constraint, truth, condition, (self.world.now_term,))

    def _event(self, constraint: Simple, act: Act | None) -> tuple[Condition, tuple[Term, ...]]:
        whole = [self._one_event(constraint, event, act) for event in constraint.right]
        if constraint.operator in {"isNoneOf", "neq", "isAllOf"}:
            condition: Condition = And(tuple(whole))
        else:
            condition = whole[0] if len(whole) == 1 else Or(tuple(whole))
        return condition, (self.world.now_term,) if self.world.now_term else ()

    def _one_event(self, constraint: Simple, event: Term, act: Act | None) -> Condition:
        if is_literal(event):
            raise BadInputError(
                worded(
                    "the constraint {node} compares an event with {event}; name the event"
                    " by its IRI, or compare odrl:dateTime",
                    node=shown(constraint.node),
                    event=shown(event),
                )
            )
        if event == _USAGE and act is not None and (used := self.world.usage(act)):
            event = f"{_USAGE} {act.node}"
            self.windows[event] = used
            self.unknown[event] = shown(_USAGE)
            begin = end = used
        else:
            begin, end = self.world.windows(event)
            if begin.earliest and self.world.begins_with_a_day(event):
                self.days.add(begin.earliest)
        over = event if begin == end else event + _OVER
        during = And((AtOrAfter(event), Before(over)))
        apart = Or((Before(event), AtOrAfter(over)))
        meanings: dict[str, Condition] = {
            "lt": Before(event),
            "lteq": Before(over),
            "eq": during,
            "isAnyOf": during,
            "isAllOf": during,
            "neq": apart,
            "isNoneOf": apart,
            "gteq": AtOrAfter(event),
            "gt": AtOrAfter(over),
        }
        if constraint.operator not in meanings:
            raise BadInputError(
                worded(
                    "the constraint {node} compares an event with {operator}; use lt"
                    " (before it), eq (during it), gt (after it)",
                    node=shown(constraint.node),
                    operator=constraint.operator,
                )
            )
        return meanings[constraint.operator]

    def _value(self, constraint: Simple, act: Act | None) -> tuple[Condition, tuple[Term, ...]]:
        values = self.world.values(constraint.left, act)
        if not values:
            return self._unknown(constraint, act), ()
        unit = self.world.unit(constraint.left, act)
        if constraint.unit and unit and not _same_unit(constraint.unit, unit):
            words = worded(
                "how much {left} in {unit} is in {other}",
                left=shown(constraint.left),
                unit=shown(unit),
                other=shown(constraint.unit),
            )
            return self._open(constraint, act, words), values
        holds = satisfied(constraint, values, self.world.hierarchy)
        if holds is None:
            given, right = (
                joined(", ", map(shown, terms)) for terms in (values, constraint.right)
            )
            words = worded("how {given} compares with {right}", given=given, right=right)
            return self._open(constraint, act, words), values
        return _ALWAYS if holds else _NEVER, values

    def _unknown(self, constraint: Simple, act: Act | None) -> Condition:
        """Return what stands in the trees for a constraint on a value that nobody gives."""
        about = replace(
            constraint, operator=OPPOSITE.get(constraint.operator, constraint.operator)
        )
        if about.operator == "isAllOf" and len(about.right) == 1:
            about = replace(about, operator="isAnyOf")
        if all(value_of(right, about.datatype).is_nan for right in about.right):
            return _ALWAYS if constraint.operator in {"neq", "isNoneOf"} else _NEVER
        words = worded("the value of {left}", left=shown(constraint.left))
        condition = self._open(constraint, act, words)
        (name,) = events_in(condition)
        left = SAME.get(constraint.left, constraint.left)
        line = (left, act.node if act else "", constraint.unit)
        self.asked[name] = Asked(line, about)
        return condition

    def _open(self, constraint: Simple, act: Act | None, words: str) -> Condition:
        """Return what stands in the trees for a constraint that nobody can decide."""
        operator = OPPOSITE.get(constraint.operator, constraint.operator)
        right = " ".join(sorted((*constraint.right, *constraint.references)))
        where = f"{constraint.unit} {constraint.datatype} {act.node if act else ''}"
        name = f"unknown: {constraint.left} {operator} {right} {where}"
        self.windows[name] = _UNKNOWN
        self.unknown[name] = words
        return AtOrAfter(name) if operator == constraint.operator else Before(name)

    # ---- Logical constraints ------------------------------------------------------------

    def _logical(self, constraint: Logical, act: Act | None) -> Judged:
        parts = tuple([self.judge(part, act) for part in constraint.parts])
        if constraint.connective == "andSequence":
            return self._in_sequence(constraint, parts)
        kind = CONNECTIVES[f"odrl:{constraint.connective}"]
        condition = kind(tuple([part.condition for part in parts]))
        truth = of_parts(kind, [part.truth for part in parts])
        if truth is None:
            truth = self.truth(condition)
        return Judged(constraint, truth, condition, parts=parts)

    def _in_sequence(self, constraint: Logical, parts: tuple[Judged, ...]) -> Judged:
        """Judge andSequence: all hold, and began to hold in the order of the list.

        Parts that are not about time, or have always held, can stand anywhere.
        """
        whole = And(tuple(part.condition for part in parts))
        truth = self.together(parts)
        if truth is None:
            name = f"unknown: the order in {constraint.node}"
            self.windows[name] = _UNKNOWN
            self.unknown[name] = "the order of events"
            return Judged(constraint, None, And((whole, AtOrAfter(name))), parts=parts)
        onsets = [self.since(part.condition) for part in parts] if truth else []
        dated = [onset for onset in onsets if onset is not None and onset != FIRST]
        holds = truth and dated == sorted(dated)
        return Judged(constraint, holds, whole if holds else _NEVER, parts=parts)


def _time_condition(constraint: Simple, dates: list[Stretch]) -> Condition:
    """Return what a constraint on the time asks; the time is one value."""
    match constraint.operator:
        case "isAnyOf" | "eq":
            during = [compared_with_date("eq", date) for date in dates]
            return during[0] if len(during) == 1 else Or(tuple(during))
        case "isAllOf":
            return And(tuple(compared_with_date("eq", date) for date in dates))
        case "isNoneOf" | "neq":
            return And(tuple(compared_with_date("neq", date) for date in dates))
    try:
        return compared_with_date(constraint.operator, dates[0])
    except BadInputError as error:
        raise BadInputError(
            worded("the constraint {node}: {error}", node=shown(constraint.node), error=error)
        ) from None


def _same_unit(one: Term, other: Term) -> bool:
    """Return whether two units are the same; http and https name the same thing."""
    return one.replace("<https:", "<http:") == other.replace("<https:", "<http:")


def _ordered(possible: dict[str, Window], world: World) -> dict[str, Window]:
    """Return the windows of events, narrowed by their order."""
    dated = {event: window for event, window in possible.items() if window.latest}
    now = world.now or FIRST
    record = {
        event: Happening(not_before=None if w.earliest == now + TICK else w.earliest)
        for event, w in possible.items()
    }
    never = {e: w for e, w in possible.items() if w.earliest is None}
    return windows(record, world.order, now, {**dated, **never})
