"""Temporal conditions: Boolean functions of the atom "t is at or after x".

x is an instant or an event. Together with the derived events and the declared
order of events (DESIGN: conditions, periods) these trees are what a clause says
about time; `periods.py` brings them into their normal form.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from pactgraph.errors import BadInputError
from pactgraph.kernel.orders import NONE, order_of
from pactgraph.kernel.points import (
    After,
    Compared,
    EarliestOf,
    LatestOf,
    Moment,
    atoms_of,
    check,
    points_of,
)
from pactgraph.kernel.spans import Span
from pactgraph.kernel.timeline import Duration
from pactgraph.messages import worded
from pactgraph.reaching import reached

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from pactgraph.kernel.orders import Order
    from pactgraph.kernel.periods import Term
    from pactgraph.kernel.points import Derived
    from pactgraph.kernel.timeline import Stretch


@dataclass(frozen=True, slots=True)
class AtOrAfter:
    """True from `point` on, an instant in UTC or an event."""

    point: datetime | str


@dataclass(frozen=True, slots=True)
class Before:
    """True until `point`, an instant in UTC or an event; no longer true at it."""

    point: datetime | str


@dataclass(frozen=True, slots=True)
class And:
    """True while all parts are; without parts, always."""

    parts: tuple[Condition, ...] = ()

    @staticmethod
    def holds(true: int, of: int) -> bool:
        """Return whether it is true while so many of its parts are."""
        return true == of


@dataclass(frozen=True, slots=True)
class Or:
    """True while at least one part is; without parts, never."""

    parts: tuple[Condition, ...] = ()

    @staticmethod
    def holds(true: int, of: int) -> bool:  # noqa: ARG004 - as all kinds have it
        """Return whether it is true while so many of its parts are."""
        return true > 0


@dataclass(frozen=True, slots=True)
class Xone:
    """True while exactly one part is."""

    parts: tuple[Condition, ...] = ()

    @staticmethod
    def holds(true: int, of: int) -> bool:  # noqa: ARG004 - as all kinds have it
        """Return whether it is true while so many of its parts are."""
        return true == 1


Atom = AtOrAfter | Before
Joined = And | Or | Xone
Condition = Atom | Joined
"""A new kind of joined condition is added here, and its term to `CONNECTIVES`.

What follows from it, its `holds` says; of a new kind of atom the type checker names every place
that asks.
"""

CONNECTIVES: Mapping[str, type[Joined]] = {"odrl:and": And, "odrl:or": Or, "odrl:xone": Xone}
"""The kinds of joined conditions, by the terms that join them."""

ALWAYS = And()


def turns_back(condition: Condition) -> bool:
    """Return whether `condition` can end because one more of its parts holds.

    >>> turns_back(Xone((Before("a"), Before("b")))), turns_back(Or((Before("a"), Before("b"))))
    (True, False)
    """
    if not isinstance(condition, Joined):
        return False
    held = [
        condition.holds(true, len(condition.parts)) for true in range(len(condition.parts) + 1)
    ]
    return held != sorted(held)


_Found = TypeVar("_Found")


def fold(
    condition: Condition,
    atom: Callable[[Atom], _Found],
    joined: Callable[[type[Joined], tuple[_Found, ...]], _Found],
) -> _Found:
    """Return what `condition` comes to, from its atoms up.

    >>> either = Or((Before("a"), AtOrAfter("b")))
    >>> fold(And((either, Before("c"))), lambda _: 1, lambda _, counts: sum(counts))
    3

    Args:
        condition: any condition.
        atom: what an atom comes to.
        joined: what And, Or or Xone comes to, by what its parts do.
    """
    match condition:
        case AtOrAfter() | Before():
            return atom(condition)
        case joint:
            return joined(type(joint), tuple(fold(part, atom, joined) for part in joint.parts))


def replaced(condition: Condition, atom: Callable[[Atom], Condition]) -> Condition:
    """Return `condition` with what `atom` gives in place of each of its atoms.

    >>> replaced(Before("a"), lambda atom: AtOrAfter(atom.point))
    AtOrAfter(point='a')
    """
    return fold(condition, atom, lambda kind, parts: kind(parts))


def opposite(condition: Condition) -> Condition:
    """Return the negation of a condition that holds no Xone, with every "not" at an atom.

    >>> opposite(Or((Before("a"), AtOrAfter("b"))))
    And(parts=(AtOrAfter(point='a'), Before(point='b')))

    Raises:
        TypeError: it holds one.
    """
    return fold(
        condition,
        lambda atom: Before(atom.point) if isinstance(atom, AtOrAfter) else AtOrAfter(atom.point),
        lambda kind, parts: _OTHER[kind](parts),
    )


_OTHER: Mapping[type[Joined], type[Joined]] = {And: Or, Or: And}


def compared_with_date(operator: str, written: Stretch) -> Condition:
    """Return what "time `operator` `written`" means; a written date is a stretch of time.

    Args:
        operator: local name of an ODRL operator: lt, lteq, gt, gteq, eq or neq.
        written: the stretch that the right operand stands for.

    Raises:
        BadInputError: dates cannot be compared with this operator.
    """
    begins, over = AtOrAfter(written.start), AtOrAfter(written.end)
    not_begun, not_over = Before(written.start), Before(written.end)
    meanings: dict[str, Condition] = {
        "lt": not_begun,
        "lteq": not_over,
        "gteq": begins,
        "gt": over,
        "eq": And((begins, not_over)),
        "neq": Or((not_begun, over)),
    }
    if operator not in meanings:
        raise BadInputError(
            worded(
                "a date cannot be compared with “{operator}”; use lt, lteq, eq, gteq, gt or neq",
                operator=operator,
            )
        )
    return meanings[operator]


def compared_with_event(operator: str, event: str) -> Condition:
    """Return what "time `operator` `event`" means: before it, or from then on.

    >>> compared_with_event("lt", "ipo")
    Before(point='ipo')

    Raises:
        BadInputError: events can only be compared with lt and gteq.
    """
    if operator == "lt":
        return Before(event)
    if operator == "gteq":
        return AtOrAfter(event)
    raise BadInputError(
        worded(
            "an event cannot be compared with “{operator}”; use lt (before it) or"
            " gteq (from then on)",
            operator=operator,
        )
    )


Ways: TypeAlias = "tuple[list[Term], list[Term]]"
"""Prime implicants of that an event has happened, and of that it has not."""


@dataclass(frozen=True, slots=True)
class Events:
    """How events hang together: which are derived, and in which order they can happen.

    Attributes:
        derived: every derived event in which nothing is compared and nothing is delayed twice,
            as a condition on underived and delayed events.
        delays: every event delayed in these, by its name, as what is delayed and by how much.
        earlier: for each event all others that never happen after it.
        later: the same order from the other side.
        points: every derived event, as it was derived.
        atoms: every moment and comparison that derived events can come down to, by name.
        exclusive: for each event all others that never happen if it does.
        limited: the underived events of which a last day is stated: if not by then, never.
        names: what a comparison is called, if a derived event says the same.
        ways: in which ways derived events have happened, and have not, once that was asked.
        hung_on: the underived events that anything hangs on, once that was asked.
    """

    derived: Mapping[str, Condition]
    delays: Mapping[str, After]
    earlier: Order
    later: Order
    points: Mapping[str, Derived] = field(default_factory=dict)
    atoms: Mapping[str, Moment | Compared] = field(default_factory=dict)
    exclusive: Mapping[str, frozenset[str]] = field(default_factory=dict)
    limited: frozenset[str] = frozenset()
    names: Mapping[Compared, str] = field(default_factory=dict)
    ways: dict[str, Ways] = field(default_factory=dict, compare=False, repr=False)
    hung_on: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def before(self, event: str) -> frozenset[str]:
        """Return the events that must have happened once `event` has."""
        return self.earlier.of(event)

    def after(self, event: str) -> frozenset[str]:
        """Return the events that cannot have happened before `event` has."""
        return self.later.of(event)

    def ruled_out_by(self, event: str) -> frozenset[str]:
        """Return the events that never happen if `event` ever does."""
        return self.exclusive.get(event, frozenset())

    def base(self, event: str) -> str:
        """Return the event that has to happen for `event` to: itself, unless delayed."""
        return self.delays[event].event if event in self.delays else event

    def bases(self, name: str) -> frozenset[str]:
        """Return the underived events that a moment, a comparison or any event hangs on."""
        if name not in self.hung_on:
            self.hung_on[name] = frozenset(
                part
                for part in self.all_parts(name)
                if part not in self.points and part not in self.atoms
            )
        return self.hung_on[name]

    def all_parts(self, name: str) -> frozenset[str]:
        """Return `name`, and every event that it hangs on at any remove."""
        return reached([name], self.parts)

    def parts(self, name: str) -> frozenset[str]:
        """Return the events that a moment, a comparison or a derived event is made of."""
        atom = self.atoms.get(name)
        if isinstance(atom, Compared):
            return atom.events
        if isinstance(atom, Moment):
            return frozenset({atom.event})
        points = points_of(self.points[name]) if name in self.points else ()
        return frozenset(point for point in points if isinstance(point, str))


UNRELATED = Events({}, {}, NONE, NONE)


def relate(
    derivations: Mapping[str, Derived],
    orders: Iterable[tuple[str, str]] = (),
    exclusions: Iterable[tuple[str, str]] = (),
    limited: Iterable[str] = (),
) -> Events:
    """Return how events hang together.

    Args:
        derivations: derived events, by name.
        orders: pairs (first, second): `second` never happens before `first`; both underived.
        exclusions: pairs of which at most one ever happens; both underived.
        limited: events of which a last day is stated; underived.

    Raises:
        BadInputError: a derived event has no meaning (`points.check`); an order is circular;
            order or exclusion names a derived event; an event rules itself out.
    """
    pairs, rivals = list(orders), list(exclusions)
    _refuse_derived(pairs, rivals, derivations)
    check(derivations)
    delays: dict[str, After] = {}
    counts: dict[str, int | None] = {}
    derived = {
        event: _expand(event, derivations, delays)
        for event in derivations
        if _delays_in(event, derivations, counts) is not None
    }
    told = atoms_of(derivations, derivations)
    told |= {name: Moment(delay.event, Span.of(delay.offset)) for name, delay in delays.items()}
    earlier = order_of([*pairs, *_orders_of_moments(told, order_of(pairs))])
    later = earlier.turned()
    names = {
        atom: name
        for name, atom in sorted(told.items(), reverse=True)
        if isinstance(atom, Compared) and name in derivations
    }
    rules = _exclusive(rivals, later)
    return Events(
        derived, delays, earlier, later, derivations, told, rules, frozenset(limited), names
    )


def _refuse_derived(
    orders: Iterable[tuple[str, str]],
    exclusions: Iterable[tuple[str, str]],
    derivations: Mapping[str, Derived],
) -> None:
    for event in (event for pair in orders for event in pair):
        if event in derivations:
            raise BadInputError(
                worded(
                    "{event} is derived: its place in the order follows from its parts",
                    event=event,
                )
            )
    for one, other in exclusions:
        if one == other:
            raise BadInputError(worded("{event} cannot rule itself out", event=one))
        for event in (one, other):
            if event in derivations:
                raise BadInputError(
                    worded(
                        "{event} is derived: what rules it out follows from its parts",
                        event=event,
                    )
                )


def _exclusive(exclusions: Iterable[tuple[str, str]], later: Order) -> dict[str, frozenset[str]]:
    """Return which events rule each other out: what needs one of two does so too."""
    found: dict[str, set[str]] = {}
    for one, other in exclusions:
        for first in {one} | later.of(one):
            for second in {other} | later.of(other):
                found.setdefault(first, set()).add(second)
                found.setdefault(second, set()).add(first)
    return {event: frozenset(others) for event, others in found.items()}


def ordered(events: Events, orders: Iterable[tuple[str, str]]) -> Events:
    """Return `events` with further names in an order of their own.

    Args:
        events: how the events hang together.
        orders: pairs (first, second): `second` never happens before `first`; neither is one of
            `events`.

    Raises:
        BadInputError: the order is circular.
    """
    earlier = order_of(orders)
    return replace(
        events,
        earlier=events.earlier.beside(earlier),
        later=events.later.beside(earlier.turned()),
        ways={},
    )


def _delays_in(
    event: str, derivations: Mapping[str, Derived], known: dict[str, int | None]
) -> int | None:
    """Return how many delays follow one another at most in `event`.

    None if something is compared in it, or delayed twice: it is not plain.
    """
    if event not in known:
        match derivations.get(event):
            case None:
                known[event] = 0
            case EarliestOf(events) | LatestOf(events):
                parts = [_delays_in(part, derivations, known) for part in events]
                plain = [part for part in parts if part is not None]
                known[event] = max(plain, default=0) if len(plain) == len(parts) else None
            case After(base, offset):
                before = _delays_in(base, derivations, known)
                known[event] = before if before is None or offset == Duration() else before + 1
            case _:
                known[event] = None
    found = known[event]
    return None if found is None or found > 1 else found


def _expand(event: str, derivations: Mapping[str, Derived], delays: dict[str, After]) -> Condition:
    """Return "`event` has happened", plain, in terms of underived and delayed events."""
    match derivations.get(event):
        case EarliestOf(events):
            return Or(tuple(_expand(e, derivations, delays) for e in events))
        case LatestOf(events):
            return And(tuple(_expand(e, derivations, delays) for e in events))
        case After(base, offset):
            happened = _expand(base, derivations, delays)
            return _delay(happened, offset, delays) if offset != Duration() else happened
        case _:
            return AtOrAfter(event)


def _delay(happened: Condition, offset: Duration, delays: dict[str, After]) -> Condition:
    """Return `happened` with every event in it delayed; adding time keeps their order."""

    def delayed(atom: Atom) -> Condition:
        event = str(atom.point)
        name = f"{event}+{offset}"
        delays[name] = After(event, offset)
        return AtOrAfter(name)

    return replaced(happened, delayed)


def _orders_of_moments(
    atoms: Mapping[str, Moment | Compared], earlier: Order
) -> Iterator[tuple[str, str]]:
    """Yield the order that spans bring: a ≤ b and p ≤ q make a+p ≤ b+q.

    What follows from others is left out: beyond an event with the span p of its own.
    """
    moments = {name: atom for name, atom in atoms.items() if isinstance(atom, Moment)}
    for event in {moment.event for moment in moments.values()} | set(earlier):
        moments[event] = Moment(event)
    at: dict[str, dict[str, Span]] = {}
    for name, moment in moments.items():
        at.setdefault(moment.event, {})[name] = moment.span
    later = earlier.turned()

    def onward(event: str, span: Span) -> Collection[str]:
        return () if span in at[event].values() else later.nearest.get(event, ())

    for first, moment in moments.items():
        span = moment.span
        for second, further in at[moment.event].items():
            same = further.never_longer_than(span) and first > second
            if first != second and span.never_longer_than(further) and not same:
                yield first, second
        nearest = later.nearest.get(moment.event, ())
        for event in sorted(reached(nearest, partial(onward, span=span))):
            yield from (
                (first, second)
                for second, further in at[event].items()
                if span.never_longer_than(further)
            )


def events_in(condition: Condition) -> frozenset[str]:
    """Return the events that `condition` names.

    >>> sorted(events_in(And((Before("b"), AtOrAfter("a")))))
    ['a', 'b']
    """
    return frozenset(atom.point for atom in atoms(condition) if isinstance(atom.point, str))


def atoms(condition: Condition) -> Iterator[Atom]:
    """Yield the atoms of `condition`, as often as it has them, from left to right.

    >>> [*atoms(And((Before("b"), Or((AtOrAfter("a"),)))))]
    [Before(point='b'), AtOrAfter(point='a')]
    """
    match condition:
        case AtOrAfter() | Before():
            yield condition
        case joint:
            for part in joint.parts:
                yield from atoms(part)
