"""What a record can say of events, conditions and duties: plain values that mean nothing yet.

What they mean stands in `brute.py`. Nothing in here comes from the package that is tested.

A **point** is a day, or never. All time is counted in days: a day stands for its first
instant, and an event of that day has happened from then on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

# ---- Spans ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Days:
    """So many days later; earlier, if there are fewer than none."""

    number: int


@dataclass(frozen=True, slots=True)
class Months:
    """The same day so many months later, or the last of that month if it is shorter."""

    number: int


@dataclass(frozen=True, slots=True)
class Years:
    """The same day so many years later; the 28th of February if there is no 29th."""

    number: int


@dataclass(frozen=True, slots=True)
class Rule:
    """The dates of a recurrence rule, as RFC 5545 writes it, with its DTSTART."""

    text: str


@dataclass(frozen=True, slots=True)
class Every:
    """The day `first`, and one date after each further `span`, counted from `first`."""

    first: date
    span: Days | Months | Years


Schedule = Rule | Every


@dataclass(frozen=True, slots=True)
class Next:
    """On to the first date of a schedule that is later; never, if none is."""

    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Chain:
    """One span after the other."""

    spans: tuple[Span, ...]


Span = Days | Months | Years | Next | Chain

# ---- Points -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on one day, or never."""

    name: str


@dataclass(frozen=True, slots=True)
class Later:
    """The day that lies a `span` after the point `of`."""

    of: Point
    span: Span


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first of `points`."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """The last of `points`; never, if one of them never comes."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th of `points`, counted from 1: two on one day count as two."""

    n: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class IfBefore:
    """The point `what`, if it comes on an earlier day than `bound`; else never."""

    what: Point
    bound: Point


@dataclass(frozen=True, slots=True)
class IfNotBefore:
    """The point `what`, if it comes on the day of `bound` or on a later one; else never."""

    what: Point
    bound: Point


@dataclass(frozen=True, slots=True)
class Lapse:
    """The point `end`, if `what` has not come before it; else never."""

    what: Point
    end: Point


Point = date | Event | Later | Earliest | Latest | Nth | IfBefore | IfNotBefore | Lapse


def end_of(point: Point) -> Point:
    """Return the first day after that of `point`."""
    return Later(point, Days(1))


def by(what: Point, last: Point) -> Point:
    """Return the point `what`, if it comes no later than the day of `last`."""
    return IfBefore(what, end_of(last))


def missed(what: Point, last: Point) -> Point:
    """Return the end of the day of `last`, if `what` has not come by then."""
    return Lapse(what, end_of(last))


# ---- Conditions -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AtOrAfter:
    """True from the day of `point` on; never, if that never comes."""

    point: Point


@dataclass(frozen=True, slots=True)
class Before:
    """True until the day of `point`, which is excluded; always, if that never comes."""

    point: Point


@dataclass(frozen=True, slots=True)
class And:
    """True while all of `parts` are."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True while at least one of `parts` is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Xone:
    """True while exactly one of `parts` is."""

    parts: tuple[Condition, ...]


Condition = AtOrAfter | Before | And | Or | Xone

# ---- Records ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some day from `first` through `last`."""

    first: date
    last: date


def on(day: date) -> Stretch:
    """Return the stretch that is one day long."""
    return Stretch(day, day)


@dataclass(frozen=True, slots=True)
class Never:
    """It does not happen."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one underived event; None where nothing is.

    Attributes:
        occurred: when it happened, by the record; not known before that is over.
        assumed: when it happens, or that it never does, whatever the record says of it.
        not_before: set if the record does not decide whether it has happened: the first
            day on which it can have.
        not_through: the last day of which it is known that it had not happened by its end.
        not_after: the last day on which it can happen.
    """

    occurred: Stretch | None = None
    assumed: Stretch | Never | None = None
    not_before: date | None = None
    not_through: date | None = None
    not_after: date | None = None


OPEN = Said()
NEVER_HAPPENS = Said(assumed=Never())


def happens(day: date) -> Said:
    """Return that an event is assumed to happen on `day`."""
    return Said(assumed=on(day))


def happened(day: date) -> Said:
    """Return that an event happened on `day`, by the record."""
    return Said(occurred=on(day))


@dataclass(frozen=True, slots=True)
class Record:
    """What is said of all underived events.

    Attributes:
        events: what is said of each by itself.
        order: pairs of which the second event never precedes the first.
        exclusive: pairs of which at most one event ever happens.
    """

    events: Mapping[Event, Said]
    order: tuple[tuple[Event, Event], ...] = ()
    exclusive: tuple[tuple[Event, Event], ...] = ()


# ---- Duties -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is to be done once.

    Attributes:
        deadline: the day, month or year by the end of which it is to be done.
        performed: the point that fulfils it.
        excused: the point that lifts it if it comes in time; None if nothing does.
        since: the point from which on the duty binds; None for always.
    """

    deadline: Stretch
    performed: Point
    excused: Point | None = None
    since: Point | None = None

    @property
    def end(self) -> Point:
        """The first day after the deadline."""
        return end_of(self.deadline.last)

    @property
    def fulfilment(self) -> Point:
        """Its performance, if that is in time and no excuse has come before it."""
        in_time = IfBefore(self.performed, self.end)
        return in_time if self.excused is None else by(in_time, self.excused)

    @property
    def violation(self) -> Point:
        """The end of its deadline, if neither performance nor excuse has come before that."""
        if self.excused is None:
            return Lapse(self.performed, self.end)
        return Lapse(Earliest((self.performed, self.excused)), self.end)

    @property
    def lateness(self) -> Point:
        """Its performance, if the duty is violated by then."""
        return IfNotBefore(self.performed, self.violation)


# ---- Questions, and what they are made of -----------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, and what is to be answered.

    Attributes:
        name: which answer it is.
        record: what is said of the events.
        clause: the condition of the clause that is asked about.
        day: the day D that is asked about.
        known: the day K that the record is known to.
        status: what is to be answered.
        settled: open events that cannot matter, which listing may take as never happening.
    """

    name: str
    record: Record
    clause: Condition
    day: date
    known: date
    status: str
    settled: frozenset[Event] = field(default_factory=frozenset)


def within(said: object) -> Iterator[object]:
    """Yield something said, and everything that it is made of."""
    yield said
    if isinstance(said, Mapping):
        yield from within(tuple(said.items()))
    elif isinstance(said, tuple):
        for part in said:
            yield from within(part)
    elif is_dataclass(said):
        for part in fields(said):
            yield from within(getattr(said, part.name))
