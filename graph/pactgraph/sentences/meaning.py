"""From what a sentence says to a condition of the kernel, and the derived events it needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from pactgraph.kernel.conditions import And, AtOrAfter, Or, opposite
from pactgraph.kernel.points import (
    Compared,
    LapseOf,
    Moment,
    Moved,
    NthOf,
    OnlyBefore,
    OnlyFrom,
    shape,
)
from pactgraph.kernel.timeline import instant_text
from pactgraph.sentences.said import Choice, Date, Edge, Later, Named, Part, Passing, Within

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pactgraph.kernel import points as kernel
    from pactgraph.kernel.conditions import Condition, Events
    from pactgraph.kernel.points import Shape
    from pactgraph.sentences.names import Names
    from pactgraph.sentences.said import Point, Sentence


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sentence means.

    Attributes:
        condition: when the clause is in force.
        derived: the derived events that it names and nothing else derives, by name.
    """

    condition: Condition
    derived: Mapping[str, Shape]


def name_of(what: Shape) -> str:
    """Return what a derived event without a name is called, as the kernel calls the same.

    >>> name_of(OnlyBefore("a", "b"))
    'a(before:b)'
    """
    match what:
        case Moved(point, span):
            return Moment(_text(point), span).name
        case OnlyBefore(point, bound) | OnlyFrom(point, bound):
            limit = bound if isinstance(bound, datetime) else Moment(bound)
            return Compared(Moment(_text(point)), limit, isinstance(what, OnlyBefore)).name
        case LapseOf(awaited, end):
            return f"{_text(end)}(without:{_text(awaited)})"
        case NthOf(count, points):
            return f"{count}of({','.join(map(_text, points))})"
        case _:
            assert_never(what)


def meaning_of(
    sentence: Sentence, names: Names, called: Callable[[Shape], str] = name_of
) -> Meaning:
    """Return what `sentence` means.

    Args:
        sentence: what it says.
        names: what it names, and what is derived already.
        called: names the events that it derives; by default as the kernel names the same.
    """
    making = Making(names, called)
    parts = tuple(_all_of([*making.part(part)]) for part in sentence.parts)
    return Meaning(parts[0] if len(parts) == 1 else Or(parts), making.derived)


def _all_of(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else And(tuple(parts))


@dataclass(slots=True)
class Making:
    """Makes the points of one sentence.

    Attributes:
        names: what it names, and what is derived already.
        called: names the events that it derives.
        derived: those, by name.
    """

    names: Names
    called: Callable[[Shape], str] = name_of
    derived: dict[str, Shape] = field(default_factory=dict)

    @property
    def _relations(self) -> Events:
        return self.names.relations

    def part(self, part: Part) -> list[Condition]:
        """Return what has to hold, all of it, for one way to be in force."""
        found: list[Condition] = []
        found += [] if part.start is None else [self.come(part.start)]
        found += [] if part.end is None else [opposite(self.come(part.end))]
        found += [self.come(point) for point in part.happened]
        found += [opposite(self.come(point)) for point in part.not_happened]
        return found

    def come(self, point: Point) -> Condition:
        """Return the condition that `point` has come."""
        if isinstance(point, Choice) and point.count in (1, point.number):
            kind = Or if point.count == 1 else And
            return kind(tuple(map(self.come, point.points)))
        return AtOrAfter(self.point(point))

    def point(self, point: Point) -> kernel.Point:
        """Return `point` as an instant, or as the name of an event."""
        made = self.made(point)
        return made if isinstance(made, datetime | str) else self._named(made)

    def made(self, point: Point) -> kernel.Point | Shape:
        """Return `point` as an instant, the name of an event, or what is to be derived."""
        match point:
            case Named(iri):
                return iri
            case Date(written):
                return written.start
            case Edge(written, end):
                return written.end if end else written.start
            case Later():
                return self._later(point)
            case Choice(count, points):
                return NthOf(count, tuple(map(self.point, points)))
            case Within():
                return self._within(point)
            case Passing(end, awaited):
                return LapseOf(self.point(awaited), self.point(end))
            case _:
                assert_never(point)

    def _later(self, point: Later) -> kernel.Point | Shape:
        if isinstance(point.origin, Later):
            first = point.origin
            return self._later(Later(first.origin, first.span.then(point.span)))
        base = self.point(point.origin)
        if isinstance(base, datetime):
            return point.span.after(base)
        return Moved(base, point.span) if point.span.steps else base

    def _within(self, point: Within) -> Shape:
        *first, last = point.bounds
        base = self.point(Within(point.point, tuple(first)) if first else point.point)
        return (OnlyBefore if last.before else OnlyFrom)(base, self.point(last.limit))

    def _named(self, what: Shape) -> str:
        """Return the name of a derived event: one that is known, or a new one."""
        name = self.called(what)
        if name in self._relations.atoms and not self._hangs_on_derived(name):
            return name
        known = self.names.known(what)
        if known:
            return known
        self.derived[name] = what
        return name

    def _hangs_on_derived(self, name: str) -> bool:
        """Return whether an atom is about a derived event, which may be more than one atom."""
        return not self._relations.points.keys().isdisjoint(self._relations.parts(name))

    def is_meant(self, point: Point, event: str) -> bool:
        """Return whether `point` says what the derived `event` is."""
        what = shape(self._relations.points[event])
        if isinstance(point, Choice) and not point.points and isinstance(what, NthOf):
            return (point.count, point.number) == (what.count, len(what.points))
        made = self.made(point)
        if isinstance(made, datetime):
            match what:
                case Moved(datetime() as start, span):
                    return span.after(start) == made
            return False
        return made in (event, what)


def _text(point: kernel.Point) -> str:
    return instant_text(point) if isinstance(point, datetime) else point
