"""What a sentence says: a tree of plain values, with names as IRIs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgraph.kernel.spans import Span
    from pactgraph.kernel.timeline import Stretch


@dataclass(frozen=True, slots=True)
class Named:
    """An event, or an agreement as the moment at which it takes effect.

    Attributes:
        iri: its IRI.
    """

    iri: str


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written; from where it stands follows which of its ends is meant.

    Attributes:
        written: the stretch of time that it stands for.
        at: where it stands in the text, from 0.
    """

    written: Stretch
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a written date.

    Attributes:
        written: the stretch of time that it stands for.
        end: whether the first instant after it is meant; else its own first instant.
    """

    written: Stretch
    end: bool


@dataclass(frozen=True, slots=True)
class Later:
    """A moment that lies a span after another; before it, if the span counts back.

    Attributes:
        origin: from what is counted.
        span: how long.
        in_months: whether whole years in it are told in months.
        at: where it stands in the text, from 0.
    """

    origin: Point
    span: Span
    in_months: bool = field(default=False, compare=False)
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """The moment at which so many of some points have come.

    Attributes:
        count: how many; 1 for the earliest.
        points: of which; none, if only their number is told.
        number: how many points there are.
        at: where it stands in the text, from 0.
    """

    count: int
    points: tuple[Point, ...]
    number: int
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """Before what, or not before what, a point has to come.

    Attributes:
        limit: the first moment that is too late; of a bound from below, that is not too early.
        before: whether it bounds from above.
    """

    limit: Point
    before: bool


@dataclass(frozen=True, slots=True)
class Within:
    """A point if it comes within bounds; else it never does.

    Attributes:
        point: what has to come.
        bounds: within which, all of them.
        at: where it stands in the text, from 0.
    """

    point: Point
    bounds: tuple[Bound, ...]
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Passing:
    """A deadline that passes without something.

    Attributes:
        end: the first moment that is too late.
        awaited: what has not come by then.
        at: where it stands in the text, from 0.
    """

    end: Point
    awaited: Point
    at: int = field(default=0, compare=False, repr=False)


Point = Named | Date | Edge | Later | Choice | Within | Passing


@dataclass(frozen=True, slots=True)
class Part:
    """One way to be in force.

    Attributes:
        start: from when on; None for ever since.
        end: until when; None for without end.
        happened: what must have happened.
        not_happened: what must not.
    """

    start: Point | None = None
    end: Point | None = None
    happened: tuple[Point, ...] = ()
    not_happened: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """When a clause is in force: in each of its parts; never, if it has none.

    Attributes:
        parts: the ways to be in force.
    """

    parts: tuple[Part, ...] = ()
