"""Points: moments that may never be, derived from events and dates.

A derived event is a point with a name. It is *causal*: whether it has happened at an instant
hangs only on what has happened by then. So it can be named wherever an event can.

The truth that a derived event has happened comes down to three kinds of atoms, about
*moments*, which are an event and a span after it: the moment has come; it has come, and did
before some bound; it has come, and not before that bound.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from pactgraph.errors import BadInputError
from pactgraph.kernel.spans import NO_TIME, Span
from pactgraph.kernel.timeline import LAST, TICK, Duration, instant_text
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DEEPEST_CHAIN = 100
"""Derived events that hang on longer chains of derived events are refused."""

Point = datetime | str
"""An instant in UTC, or the name of an event, which may be derived."""

# ---- Derived events ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EarliestOf:
    """An event that happens when the first of `events` does."""

    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LatestOf:
    """An event that happens when all of `events` have."""

    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class After:
    """An event that happens `offset` after `event`."""

    event: str
    offset: Duration


@dataclass(frozen=True, slots=True)
class NthOf:
    """An event that happens when `count` of `points` have come: the earliest, if that is 1."""

    count: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """An event that happens a `span` after `point`."""

    point: Point
    span: Span


@dataclass(frozen=True, slots=True)
class OnlyBefore:
    """An event that happens with `point` if that comes before `bound`; else never."""

    point: Point
    bound: Point


@dataclass(frozen=True, slots=True)
class OnlyFrom:
    """An event that happens with `point` if that does not come before `bound`; else never."""

    point: Point
    bound: Point


@dataclass(frozen=True, slots=True)
class LapseOf:
    """An event that happens at `end` if `awaited` has not come before it; else never."""

    awaited: Point
    end: Point


Derivation = EarliestOf | LatestOf | After
"""What an event with a name can be derived by where nothing is compared."""
Shape = NthOf | Moved | OnlyBefore | OnlyFrom | LapseOf
Derived = Derivation | Shape
"""A new kind is added here; the type checker then names every place that asks."""


def shape(derived: Derived) -> Shape:
    """Return a derived event in the most general words: earliest and latest are counts too.

    >>> shape(LatestOf(("a", "b")))
    NthOf(count=2, points=('a', 'b'))
    """
    match derived:
        case EarliestOf(events):
            return NthOf(1, events)
        case LatestOf(events):
            return NthOf(len(events), events)
        case After(event, offset):
            return Moved(event, Span.of(offset))
        case _:
            return derived


def points_of(derived: Derived) -> tuple[Point, ...]:
    """Return the points that a derived event is made of.

    >>> points_of(OnlyBefore("a", "b"))
    ('a', 'b')
    """
    match shape(derived):
        case NthOf(_, points):
            return points
        case Moved(point, _):
            return (point,)
        case OnlyBefore(point, bound) | OnlyFrom(point, bound):
            return (point, bound)
        case LapseOf(awaited, end):
            return (awaited, end)
        case other:
            assert_never(other)


# ---- Atoms ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Moment:
    """An event and a span after it.

    Attributes:
        event: an underived event, or a derived one that is taken as a whole.
        span: how long after it; no time for the event itself.
    """

    event: str
    span: Span = field(default=Span())

    @property
    def name(self) -> str:
        """What the moment is called."""
        return f"{self.event}+{self.span}".replace("+-", "-") if self.span.steps else self.event

    def later(self, span: Span) -> Moment:
        """Return the moment that lies another `span` later."""
        return Moment(self.event, self.span.then(span))


@dataclass(frozen=True)
class Compared:
    """True from `moment` on, if that comes before `bound`, or if it does not.

    Attributes:
        moment: from which on it can be true.
        bound: what the moment is compared with.
        before: whether the moment is to come before the bound; else from then on.
    """

    moment: Moment
    bound: Moment | datetime
    before: bool

    @property
    def name(self) -> str:
        """What the comparison is called where no derived event says the same."""
        bound = self.bound.name if isinstance(self.bound, Moment) else instant_text(self.bound)
        return f"{self.moment.name}({'before' if self.before else 'from'}:{bound})"

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments that are compared."""
        return (self.moment, self.bound) if isinstance(self.bound, Moment) else (self.moment,)

    @property
    def events(self) -> frozenset[str]:
        """The events that are compared."""
        return frozenset(moment.event for moment in self.moments)


Atom = datetime | Moment | Compared
"""A date, a moment or a comparison: true from some instant on."""

Elementary = frozenset[Moment | datetime]


def elementary(
    point: Point, derived: Mapping[str, Derived], known: dict[str, Elementary] | None = None
) -> Elementary:
    """Return the moments and dates at which `point` can be.

    A count of points stands among them too: it can be taken as a whole.

    Args:
        point: the point in question.
        derived: all derived events.
        known: what has been found of other points.
    """
    known = {} if known is None else known
    if isinstance(point, datetime):
        return frozenset({point})
    if point not in known:
        known[point] = _elementary(point, derived, known)
    return known[point]


def _elementary(
    event: str, derived: Mapping[str, Derived], known: dict[str, Elementary]
) -> Elementary:
    if event not in derived:
        return frozenset({Moment(event)})
    match shape(derived[event]):
        case NthOf(_, points):
            parts = (elementary(part, derived, known) for part in points)
            return frozenset({Moment(event)}).union(*parts)
        case Moved(origin, span):
            return frozenset(later(moment, span) for moment in elementary(origin, derived, known))
        case OnlyBefore(kept, _) | OnlyFrom(kept, _) | LapseOf(_, kept):
            return elementary(kept, derived, known)
        case other:
            assert_never(other)


def later(moment: Moment | datetime, span: Span) -> Moment | datetime:
    """Return the moment or the date that lies a `span` later."""
    return moment.later(span) if isinstance(moment, Moment) else span.after(moment)


def atoms_of(names: Iterable[str], derived: Mapping[str, Derived]) -> dict[str, Moment | Compared]:
    """Return every moment after an event, and every comparison, that events can come down to.

    Args:
        names: the derived events in question.
        derived: all derived events.

    Returns:
        By name, which is that of the derived event that says the same, if one does.
    """
    found: dict[str, Moment | Compared] = {}
    known: dict[str, Elementary] = {}
    for name in names:
        for moment in elementary(name, derived, known):
            if isinstance(moment, Moment) and moment.span.steps:
                found[moment.name] = moment
        for compared in _comparisons(derived[name], derived, known):
            found[compared.name] = compared
    return found | {
        name: compared
        for name in sorted(names, reverse=True)
        for compared in _exactly(derived[name], derived)
    }


def _comparisons(
    what: Derived,
    derived: Mapping[str, Derived],
    known: dict[str, Elementary],
) -> Iterator[Compared]:
    match shape(what):
        case OnlyBefore(first, second) | OnlyFrom(first, second) | LapseOf(first, second):
            bounds = elementary(second, derived, known)
            for moment in elementary(first, derived, known):
                for bound in bounds:
                    yield from comparisons(moment, bound)


def comparisons(moment: Moment | datetime, bound: Moment | datetime) -> Iterator[Compared]:
    """Yield the atoms that can tell whether `moment` comes before `bound`."""
    if isinstance(moment, Moment):
        yield Compared(moment, bound, before=True)
        yield Compared(moment, bound, before=False)
    elif isinstance(bound, Moment) and moment < LAST:
        yield Compared(bound, moment + TICK, before=True)


def _exactly(what: Derived, derived: Mapping[str, Derived]) -> Iterator[Compared]:
    """Yield the comparison that a derived event is, if it is no more than that."""
    match shape(what):
        case (OnlyBefore(first, second) | OnlyFrom(first, second)) as found:
            before = isinstance(found, OnlyBefore)
            for moment in _single(first, derived):
                for bound in _single(second, derived):
                    if isinstance(moment, Moment):
                        yield Compared(moment, bound, before)


def _single(point: Point, derived: Mapping[str, Derived]) -> Iterator[Moment | datetime]:
    """Yield the moment or date that `point` is, if it is one whatever stays whole."""
    if isinstance(point, datetime):
        yield point
    elif point not in derived:
        yield Moment(point)
    else:
        what = shape(derived[point])
        if isinstance(what, Moved):
            yield from (later(moment, what.span) for moment in _single(what.point, derived))


# ---- What cannot be ---------------------------------------------------------------------


def check(derived: Mapping[str, Derived]) -> None:
    """Refuse derived events that have no meaning.

    Raises:
        BadInputError: one hangs on itself, on too long a chain, counts more points than it
            has, or counts back from what nothing dates.
    """
    depths: dict[str, int] = {}
    for event in derived:
        _check_chain(event, derived, (), depths)
    for event, what in derived.items():
        if isinstance(what, NthOf) and not 1 <= what.count <= len(what.points):
            raise BadInputError(
                worded(
                    "{event} is number {count} of {points} events; count from 1 to {points}",
                    event=event,
                    count=what.count,
                    points=len(what.points),
                )
            )
        if isinstance(what, Moved) and what.span.least < NO_TIME:
            _check_back(event, what, derived)


def _check_chain(
    event: str, derived: Mapping[str, Derived], path: tuple[str, ...], depths: dict[str, int]
) -> int:
    """Return how many events `event` hangs on, one after the other, itself among them."""
    if event in path:
        chain = " → ".join((*path[path.index(event) :], event))
        raise BadInputError(worded("derived events hang on themselves: {chain}", chain=chain))
    if len(path) + depths.get(event, 1) > DEEPEST_CHAIN:
        raise BadInputError(
            worded(
                "{path} hangs on a chain of more than {deepest_chain} derived events;"
                " derive it from one nearer to the end of the chain",
                path=path[0],
                deepest_chain=DEEPEST_CHAIN,
            )
        )
    if event not in depths:
        parts = points_of(derived[event]) if event in derived else ()
        further = (part for part in parts if isinstance(part, str))
        depths[event] = 1 + max(
            (_check_chain(part, derived, (*path, event), depths) for part in further), default=0
        )
    return depths[event]


def _check_back(event: str, what: Moved, derived: Mapping[str, Derived]) -> None:
    for moment in elementary(what.point, derived):
        if isinstance(moment, datetime) or moment.event in derived:
            continue
        if moment.later(what.span).span.least < NO_TIME:
            raise BadInputError(
                worded(
                    "{event} counts {span} from {base}, which has no date; say what must come"
                    " first (pact:before)",
                    event=event,
                    span=what.span,
                    base=moment.name,
                )
            )
    if isinstance(what.point, str) and _is_conditional(what.point, derived):
        raise BadInputError(
            worded(
                "{event} counts {span} from {base}, which may never come; count back from what"
                " that hangs on",
                event=event,
                span=what.span,
                base=what.point,
            )
        )


def _is_conditional(point: Point, derived: Mapping[str, Derived]) -> bool:
    """Return whether a comparison decides if `point` comes."""
    if isinstance(point, datetime) or point not in derived:
        return False
    what = shape(derived[point])
    if isinstance(what, OnlyBefore | OnlyFrom | LapseOf):
        return True
    return any(_is_conditional(part, derived) for part in points_of(what))
