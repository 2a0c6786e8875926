"""Derived events as RDF holds them: made in one way, of events, with bounds that may be dates."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.kernel.points import LapseOf, Moment, Moved, NthOf, OnlyBefore, OnlyFrom
from pactgraph.kernel.schedules import DAY_OVER
from pactgraph.kernel.spans import Back, Span
from pactgraph.kernel.timeline import Duration, Stretch
from pactgraph.sentences.meaning import name_of
from pactgraph.sentences.said import Bound, Choice, Edge, Later, Named, Passing, Within
from pactgraph.terms import DPROD, PACT, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rdflib.term import Node

    from pactgraph.kernel.points import Point as KernelPoint
    from pactgraph.kernel.points import Shape
    from pactgraph.kernel.spans import Onward
    from pactgraph.sentences.said import Point

    Triple = tuple[Node, Node, Node]

_A_DAY = timedelta(days=1)
_LONGEST = 100
_LINKS = ("-and-", "-if-", "-without-")
"""What stands between the names in the name of a derived event."""
_DATE = re.compile(r"\d{4}", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9._~-]+", re.ASCII)
_SCHEDULE = re.compile(r"next\((\d{8});(.*)\)")
_SECONDS = (("H", 3600), ("M", 60))


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound of a derived event.

    Attributes:
        how: the property that says it: "before", "noLaterThan" or "noEarlierThan".
        value: a date as it is written, or the IRI of an event.
    """

    how: str
    value: Stretch | str

    @property
    def key(self) -> tuple[str, str]:
        """By which bounds are put in order."""
        return (self.how, self.value.text if isinstance(self.value, Stretch) else self.value)


@dataclass(frozen=True, slots=True)
class Made:
    """How a derived event is made.

    Attributes:
        way: the property that says it: "earliestOf", "latestOf", "after", "when" or "lapseOf".
        events: the IRIs of what it is made of, in order.
        count: which of them counts; 0 where that is not said.
        offset: how long after them, or before.
        onward: the way to the next date of a schedule after that.
        limits: its bounds, in order.
        in_months: whether the offset is written in months, though it is whole years.
        schedule: the IRI of that schedule; "" where it has none.
    """

    way: str
    events: tuple[str, ...]
    count: int = 0
    offset: Duration | Back | None = None
    onward: Onward | None = None
    limits: tuple[Limit, ...] = ()
    in_months: bool = False
    schedule: str = ""

    @property
    def span(self) -> Span:
        """How long after what it is made of."""
        return Span.of(*(step for step in (self.offset, self.onward) if step is not None))

    @property
    def parts(self) -> list[str]:
        """The IRIs of all events that it names."""
        return [*self.events, *(x.value for x in self.limits if isinstance(x.value, str))]


# ---- What it means ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derived event for the kernel.

    Attributes:
        shape: what it is.
        between: the derived events without a name that it needs, by what the kernel calls them.
    """

    shape: Shape
    between: Mapping[str, Shape] = field(default_factory=dict)


def derivation(made: Made, iri: str) -> Derivation:
    """Return what a derived event is, exactly as it is interpreted where a file says it.

    Args:
        made: how it is made.
        iri: its IRI; what is between has a name that begins with it where nothing else names it.
    """
    match made.way:
        case "earliestOf":
            return Derivation(NthOf(made.count or 1, made.events))
        case "latestOf":
            return Derivation(NthOf(len(made.events), made.events))
        case "after":
            return Derivation(Moved(made.events[0], made.span))
        case "when":
            return _bounded(made)
        case _:
            return _lapse(made, iri)


def _bounded(made: Made) -> Derivation:
    between: dict[str, Shape] = {}
    starts = _limits(made, ("noEarlierThan",), between)
    ends = _limits(made, ("before", "noLaterThan"), between)
    point: KernelPoint = made.events[0]
    steps: list[OnlyBefore | OnlyFrom] = []
    for kind, limit in [(OnlyFrom, s) for s in starts] + [(OnlyBefore, e) for e in ends]:
        steps.append(kind(point, limit))
        point = name_of(steps[-1])
    between |= {name_of(step): step for step in steps[:-1]}
    return Derivation(steps[-1], between)


def _lapse(made: Made, iri: str) -> Derivation:
    between: dict[str, Shape] = {}
    ends = _limits(made, ("before", "noLaterThan"), between)
    if len(ends) == 1:
        return Derivation(LapseOf(made.events[0], ends[0]), between)
    first = f"{iri}/deadline"
    between[first] = NthOf(1, tuple(ends))
    return Derivation(LapseOf(made.events[0], first), between)


def _limits(made: Made, hows: tuple[str, ...], between: dict[str, Shape]) -> list[KernelPoint]:
    """Return bounds: of several dates the strictest, then events."""
    dates: list[datetime] = []
    events: list[KernelPoint] = []
    for limit in _of(made, hows):
        last = limit.how == "noLaterThan"
        if isinstance(limit.value, Stretch):
            dates.append(limit.value.end if last else limit.value.start)
        elif last:
            name = Moment(limit.value, DAY_OVER).name
            between[name] = Moved(limit.value, DAY_OVER)
            events.append(name)
        else:
            events.append(limit.value)
    strictest = max if "noEarlierThan" in hows else min
    return [strictest(dates), *events] if dates else events


def _of(made: Made, hows: tuple[str, ...]) -> list[Limit]:
    return [limit for how in hows for limit in made.limits if limit.how == how]


def _dates_first(made: Made, hows: tuple[str, ...]) -> list[Limit]:
    """Return bounds in the order in which they are interpreted."""
    return sorted(_of(made, hows), key=lambda limit: isinstance(limit.value, str))


def said_of(made: Made) -> Point:
    """Return what a sentence says that means a derived event made so."""
    first = Named(made.events[0])
    match made.way:
        case "earliestOf" | "latestOf":
            number = len(made.events)
            count = number if made.way == "latestOf" else made.count or 1
            return Choice(count, tuple(map(Named, made.events)), number)
        case "after":
            return Later(first, made.span, made.in_months)
        case "when":
            limits = [*_dates_first(made, ("noEarlierThan",)), *_dates_first(made, _ENDS)]
            return Within(first, tuple(map(_bound, limits)))
        case _:
            ends = [_bound(limit).limit for limit in _dates_first(made, _ENDS)]
            several = Choice(1, tuple(ends), len(ends))
            return Passing(ends[0] if len(ends) == 1 else several, first)


_ENDS = ("before", "noLaterThan")


def _bound(limit: Limit) -> Bound:
    last = limit.how == "noLaterThan"
    if isinstance(limit.value, Stretch):
        return Bound(Edge(limit.value, end=last), limit.how != "noEarlierThan")
    event = Named(limit.value)
    return Bound(Later(event, DAY_OVER) if last else event, limit.how != "noEarlierThan")


# ---- What is written --------------------------------------------------------------------


def described(made: Made, iri: URIRef) -> Iterator[Triple]:
    """Yield the triples that say how a derived event is made."""
    yield iri, RDF.type, PACT.DerivedEvent
    for event in made.events:
        yield iri, PACT[made.way], URIRef(event)
    if made.count:
        yield iri, PACT.nth, Literal(str(made.count), datatype=XSD.integer)
    if made.offset is not None:
        text = duration_text(made.offset, in_months=made.in_months)
        yield iri, PACT.offset, Literal(text, datatype=XSD.duration, normalize=False)
    if made.onward is not None:
        node = URIRef(made.schedule) if made.schedule else BNode()
        yield iri, PACT.onNext, node
        yield node, DPROD.scheduleExpression, Literal(_schedule_text(made.onward))
    for limit in made.limits:
        value = limit.value
        yield iri, PACT[limit.how], date(value) if isinstance(value, Stretch) else URIRef(value)


def date(written: Stretch) -> Literal:
    """Return a date as it is written."""
    return Literal(written.text, datatype=XSD[written.precision.value], normalize=False)


def duration_text(length: Duration | Back, *, in_months: bool = False) -> str:
    """Return a length of time as an xsd:duration; whole years in years, if not `in_months`.

    >>> duration_text(Duration(84)), duration_text(Back(Duration(3)))
    ('P7Y', '-P3M')
    """
    if isinstance(length, Back):
        return f"-{duration_text(length.duration, in_months=in_months)}"
    if length.months:
        years, months = divmod(length.months, 12)
        return f"P{length.months}M" if months or in_months else f"P{years}Y"
    days, seconds, micros = length.fixed.days, length.fixed.seconds, length.fixed.microseconds
    told = ""
    for unit, size in _SECONDS:
        number, seconds = divmod(seconds, size)
        told += f"{number}{unit}" if number else ""
    if seconds or micros:
        told += f"{seconds}.{micros:06}".rstrip("0").rstrip(".") + "S"
    day = f"{days}D" if days or not told else ""
    return f"P{day}" + (f"T{told}" if told else "")


def is_whole_years(length: Duration | Back | None) -> bool:
    """Return whether a length of time is some years, which can be written in months too."""
    duration = length.duration if isinstance(length, Back) else length
    return duration is not None and duration.months > 0 and not duration.months % 12


def _schedule_text(onward: Onward) -> str:
    found = _SCHEDULE.fullmatch(onward.name)
    if found is None:
        raise ValueError(onward.name)
    return f"DTSTART:{found[1]}\nRRULE:{found[2]}"


# ---- What it is called ------------------------------------------------------------------


def slug(made: Made, id_of: Callable[[str], str]) -> str:
    """Return the last part of the IRI of a derived event: readable, and its alone.

    Where the names of its parts leave a doubt of what it is, a few digits stand behind it.

    Args:
        made: how it is made.
        id_of: gives the id of an event.
    """
    ids = [id_of(event) for event in made.events]
    several = "-and-".join(sorted(ids))
    limits = [_limit_slug(limit, id_of) for limit in made.limits]
    match made.way:
        case "earliestOf" if made.count:
            told = f"{made.count}-of-{several}"
        case "earliestOf" | "latestOf":
            told = f"{made.way.removesuffix('Of')}-of-{several}"
        case "after":
            told = f"{_span_slug(made)}-{several}"
        case "when":
            told = f"{several}-if-{'-and-'.join(limits)}"
        case _:
            told = f"{'-and-'.join(limits)}-without-{several}"
    is_clear = made.way == "after" or not any(_leaves_doubt(id_of(part)) for part in made.parts)
    if is_clear and len(told) <= _LONGEST and _PLAIN.fullmatch(told):
        return told
    digits = hashlib.sha256(repr(_key(made)).encode()).hexdigest()[:8]
    kept = re.sub(r"[^A-Za-z0-9._~-]+", "-", told)[:_LONGEST].strip("-")
    return f"{kept}-{digits}"


def _leaves_doubt(name: str) -> bool:
    return bool(_DATE.match(name)) or any(link in name for link in _LINKS)


def _key(made: Made) -> tuple[object, ...]:
    limits = [limit.key for limit in made.limits]
    return (made.way, made.events, made.count, str(made.span), limits)


def _limit_slug(limit: Limit, id_of: Callable[[str], str]) -> str:
    if isinstance(limit.value, Stretch):
        words = {"before": "before", "noLaterThan": "by", "noEarlierThan": "not-before"}
        return f"{words[limit.how]}-{limit.value.text.replace(':', '')}"
    words = {"before": "before", "noLaterThan": "by-day-of", "noEarlierThan": "not-before"}
    return f"{words[limit.how]}-{id_of(limit.value)}"


def _span_slug(made: Made) -> str:
    told = [] if made.onward is None else [f"next-{schedule_slug(made.onward)}"]
    back = isinstance(made.offset, Back)
    length = made.offset.duration if isinstance(made.offset, Back) else made.offset
    if length is not None and (length.months or length.fixed):
        told.append(_length_slug(length))
    told.append("before" if back else "after")
    return "-".join(told).lower()


def schedule_slug(onward: Onward) -> str:
    """Return the last part of the IRI of a schedule: its rule and its first date."""
    start, _, rule = _schedule_text(onward).removeprefix("DTSTART:").partition("\nRRULE:FREQ=")
    return re.sub(r"[^a-z0-9+-]+", "-", f"{rule}-{start}".lower()).replace("+", "")


def _length_slug(length: Duration) -> str:
    if length.months:
        years, months = divmod(length.months, 12)
        number, unit = (length.months, "month") if months else (years, "year")
    elif not length.fixed % _A_DAY:
        number, unit = length.fixed // _A_DAY, "day"
    else:
        return duration_text(length)
    return f"{number}-{unit}{'s' if number != 1 else ''}"
