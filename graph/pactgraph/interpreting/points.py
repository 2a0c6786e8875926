"""From triples about derived events and duties to points of the kernel.

A derived event is made in one way: it is the first, last or n-th of others, it lies after one,
it is one within bounds, a deadline that passes without one, or what becomes of a duty. Where
that takes several steps, those between have names that tell what they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef
from rdflib.xsd_datetime import Duration as XsdDuration
from rdflib.xsd_datetime import parse_xsd_duration

from pactgraph.errors import BadInputError
from pactgraph.interpreting.constraints import date_value
from pactgraph.kernel.duties import Duty
from pactgraph.kernel.points import (
    After,
    Compared,
    EarliestOf,
    LapseOf,
    LatestOf,
    Moment,
    Moved,
    NthOf,
    OnlyBefore,
    OnlyFrom,
)
from pactgraph.kernel.schedules import DAY_OVER, EXAMPLE, schedule
from pactgraph.kernel.spans import Back, Span
from pactgraph.kernel.timeline import FIRST, Duration
from pactgraph.messages import joined, message_of, worded
from pactgraph.terms import DPROD, ODRL, PACT, local_name, prefixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from pactgraph.interpreting.values import Values
    from pactgraph.kernel.points import Derived, Point
    from pactgraph.kernel.spans import Onward
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.messages import Message

_WAYS = (PACT.earliestOf, PACT.latestOf, PACT.after, PACT.when, PACT.lapseOf)
"""In each of these ways a derived event can be made."""
_BOUNDS = (PACT.before, PACT.noLaterThan, PACT.noEarlierThan)
_FITTING = {
    PACT.nth: (PACT.earliestOf,),
    PACT.offset: (PACT.after,),
    PACT.onNext: (PACT.after,),
    PACT.before: (PACT.when, PACT.lapseOf),
    PACT.noLaterThan: (PACT.when, PACT.lapseOf),
    PACT.noEarlierThan: (PACT.when,),
}
"""What else can be said of a derived event, and with which ways."""
_PERFORMANCE = (PACT.performedBy, PACT.excusedBy)
_OUTCOMES = (PACT.fulfilment, PACT.lateness, PACT.violation)
"""What a duty makes."""
_DEADLINES = (DPROD.deadline, PACT.noLaterThan)
"""By when a duty is to be done: a date, or the day of an event."""
_OF_DEADLINES = (PACT.excusedBy, PACT.lateness, PACT.violation)
"""What means nothing of a duty that can be done at any time."""
_EVENTS = (*_WAYS, *_BOUNDS, PACT.neverPrecedes, PACT.rulesOut, *_PERFORMANCE)
"""Properties whose values are events or, of some, dates."""

_ENDLESS = Duration(months=12 * 10_000)
"""A span that passes the end of the calendar, whenever it begins."""


def named_events(values: Values, iri: URIRef) -> Iterator[tuple[URIRef, str]]:
    """Yield what an event or a rule names as an event, and by which property."""
    about = values.graph.about(iri)
    for predicate in _EVENTS:
        if predicate in about:
            for other in values.iris(iri, predicate):
                yield predicate, other


def outcomes(values: Values, duty: URIRef) -> dict[str, tuple[str, ...]]:
    """Return the events that stand for what becomes of a duty, by what is said with them."""
    named = {local_name(outcome): values.iris(duty, outcome) for outcome in _OUTCOMES}
    return {outcome: events for outcome, events in named.items() if events}


@dataclass(slots=True)
class Points:
    """Reads derived events and duties, and collects what is wrong with them.

    Attributes:
        values: the graph.
        found: the derived events that are understood, by name.
        between: those between, by names that tell what they are.
        duties: the duties of which it is said by when they are to be done, by IRI.
        makers: of each derived event that is an outcome of a duty, the duty.
    """

    values: Values
    found: dict[str, Derived] = field(default_factory=dict)
    between: dict[str, Derived] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    makers: dict[str, URIRef] = field(default_factory=dict)

    def read(self) -> None:
        """Read every duty, and every derived event that is not its outcome."""
        for duty in self.values.of_type(ODRL.Duty):
            self._read_duty(duty)
        for event in self.values.of_type(PACT.DerivedEvent):
            derived = self._derived(event) if self._is_made_once(event) else None
            if derived is not None:
                self.found[str(event)] = derived

    def parts(self, event: URIRef) -> tuple[str, ...]:
        """Return the IRIs of the events that a derived event hangs on, as they are written."""
        maker = self.makers.get(str(event))
        if maker is not None:
            return self.values.iris(maker, *_PERFORMANCE, PACT.noLaterThan)
        return self.values.iris(event, *_WAYS, *_BOUNDS)

    # ---- Duties -------------------------------------------------------------------------

    def _read_duty(self, iri: URIRef) -> None:
        """Read by when a duty is to be done, and what it makes; complain if it is not said."""
        outcomes = [(e, outcome) for outcome in _OUTCOMES for e in self.values.iris(iri, outcome)]
        for event, outcome in outcomes:
            if event in self.makers:
                self._complain(
                    iri,
                    outcome,
                    worded(
                        "{event} is named twice as what becomes of a duty, of {duty} too; give"
                        " each its own event",
                        event=local_name(event),
                        duty=local_name(self.makers[event]),
                    ),
                )
            self.makers[event] = iri
        if any(self._has(iri, said) for said in (*_DEADLINES, *_PERFORMANCE, *_OUTCOMES)):
            duty = self._duty(iri)
            if duty is not None:
                made = duty.points()
                self.duties[str(iri)] = duty
                self.between |= made
                self.found |= {e: made[_name_of(duty, o)] for e, o in outcomes}

    def _duty(self, iri: URIRef) -> Duty | None:
        """Return by when a duty is to be done, if by any day; None after complaining."""
        dated = any(self._has(iri, said) for said in _DEADLINES)
        if not dated and any(self._has(iri, said) for said in _OF_DEADLINES):
            self._complain(iri, DPROD.deadline, worded("say until when, with dprod:deadline"))
            return None
        if not self._has(iri, PACT.performedBy):
            message = worded("say with which event it is done, with pact:performedBy")
            self._complain(iri, PACT.performedBy, message)
            return None
        performed = self._only(iri, PACT.performedBy)
        excused = self._only(iri, PACT.excusedBy) if self._has(iri, PACT.excusedBy) else ""
        if not dated:
            return None if performed is None else Duty(str(iri), None, None, performed)
        stretch = self._deadline(iri)
        if performed is None or excused is None or stretch is None:
            return None
        return Duty(str(iri), *stretch, performed, excused or None)

    def _deadline(self, iri: URIRef) -> tuple[Point, Point] | None:
        """Return when the stretch begins that a deadline names, and its end.

        None after complaining. The day of an event counts in full, as that of a date does.
        """
        graph = self.values.graph
        said = [(term, value) for term in _DEADLINES for value in graph.objects(iri, term)]
        if len(said) > 1:
            message = worded(
                "a duty takes one deadline: dprod:deadline with a date, or pact:noLaterThan with"
                " an event"
            )
            self._complain(iri, said[0][0], message)
            return None
        ((term, value),) = said
        if isinstance(value, URIRef) != (term == PACT.noLaterThan):
            message = worded(
                "of a duty, dprod:deadline takes a date, and pact:noLaterThan an event, such as"
                " one 30 days after another"
            )
            self._complain(iri, term, message)
            return None
        if isinstance(value, URIRef):
            return str(value), self._day_over(str(value))
        deadline = self._date(iri, term, value)
        return None if deadline is None else (deadline.start, deadline.end)

    # ---- Derived events ---------------------------------------------------------------

    def _is_made_once(self, event: URIRef) -> bool:
        """Return whether `event` is made in one way; complain if not."""
        ways = [way for way in _WAYS if self._has(event, way)]
        maker = self.makers.get(str(event))
        if maker is not None:
            for way in ways:
                self._complain(
                    event,
                    way,
                    worded(
                        "it is what becomes of {duty}, which makes it; leave out {way}",
                        duty=local_name(maker),
                        way=prefixed(way),
                    ),
                )
            return False
        if len(ways) != 1:
            self.values.complain(
                event,
                worded(
                    "give one of pact:earliestOf, pact:latestOf, pact:after, pact:when,"
                    " pact:lapseOf"
                ),
                lacking=() if ways else _WAYS,
            )
            return False
        for said, fitting in _FITTING.items():
            if self._has(event, said) and not set(fitting) & set(ways):
                self._complain(
                    event,
                    said,
                    worded(
                        "{said} goes with {fitting}, not with {way}",
                        said=prefixed(said),
                        fitting=joined(worded(" or "), map(prefixed, fitting)),
                        way=prefixed(ways[0]),
                    ),
                )
                return False
        return True

    def _has(self, subject: URIRef, predicate: URIRef) -> bool:
        return (subject, predicate, None) in self.values.graph

    def _complain(self, event: URIRef, predicate: URIRef, message: str) -> None:
        self.values.complain(event, message, predicate)

    def _derived(self, event: URIRef) -> Derived | None:
        """Return how `event` is derived; None after complaining."""
        if self._has(event, PACT.earliestOf):
            return self._counted(event, self.values.iris(event, PACT.earliestOf))
        if self._has(event, PACT.latestOf):
            return LatestOf(self.values.iris(event, PACT.latestOf))
        if self._has(event, PACT.after):
            return self._moved(event)
        return self._bounded(event) if self._has(event, PACT.when) else self._lapse(event)

    def _counted(self, event: URIRef, others: tuple[str, ...]) -> Derived | None:
        if not self._has(event, PACT.nth):
            return EarliestOf(others)
        count = self.values.number(event, PACT.nth)
        if count is None:
            return None
        if count not in range(1, len(others) + 1):
            self._complain(
                event,
                PACT.nth,
                worded(
                    "pact:nth is {count} of {number} events; count from 1 to {number}",
                    count=count,
                    number=len(others),
                ),
            )
            return None
        return NthOf(int(count), others)

    def _only(self, event: URIRef, predicate: URIRef) -> str | None:
        """Return the one event that `event` has for `predicate`; None after complaining."""
        others = self.values.iris(event, predicate)
        if len(others) == 1:
            return others[0]
        self._complain(
            event,
            predicate,
            worded(
                "{predicate} takes one event; derive one from several with pact:earliestOf or"
                " pact:latestOf",
                predicate=prefixed(predicate),
            ),
        )
        return None

    def _moved(self, event: URIRef) -> Derived | None:
        """Return what lies after another event; None after complaining."""
        base = self._only(event, PACT.after)
        offset, following = self._offset(event), self._next(event)
        if base is None or offset is None or following is None:
            return None
        if isinstance(offset, Duration) and not following:
            return After(base, offset)
        return Moved(base, Span.of(offset, *following))

    def _offset(self, event: URIRef) -> Duration | Back | None:
        """Return how far after another `event` lies by its offset; None after complaining."""
        if not self._has(event, PACT.offset):
            if self._has(event, PACT.onNext):
                return Duration()
            message = worded("say how long after, with pact:offset or pact:onNext")
            self._complain(event, PACT.offset, message)
            return None
        text = self.values.plain(event, PACT.offset)
        try:
            span = _duration(text.removeprefix("-"))
        except BadInputError as error:
            self._complain(event, PACT.offset, _of(PACT.offset, error))
            return None
        return Back(span) if text.startswith("-") else span

    def _next(self, event: URIRef) -> list[Onward] | None:
        """Return the way to the next date of the schedule of `event`, if it has one."""
        nodes = [*self.values.graph.objects(event, PACT.onNext)]
        if not nodes:
            return []
        texts = [
            text
            for node in nodes
            for text in self.values.graph.objects(node, DPROD.scheduleExpression)
        ]
        if len(texts) != 1 or not isinstance(texts[0], Literal):
            self._complain(
                event,
                PACT.onNext,
                worded(
                    "pact:onNext takes one schedule; write it as pact:onNext ["
                    ' dprod:scheduleExpression "{example}" ]',
                    example=EXAMPLE,
                ),
            )
            return None
        try:
            return [schedule(str(texts[0]))]
        except BadInputError as error:
            self._complain(event, PACT.onNext, message_of(error))
            return None

    # ---- Bounds -------------------------------------------------------------------------

    def _bounded(self, event: URIRef) -> Derived | None:
        """Return another event within bounds; None after complaining."""
        base = self._only(event, PACT.when)
        starts = self._limits(event, PACT.noEarlierThan)
        ends = self._limits(event, PACT.before, PACT.noLaterThan)
        if base is None or starts is None or ends is None:
            return None
        start, end = ([p for p in points if isinstance(p, datetime)] for points in (starts, ends))
        if start and end and start[0] >= end[0]:
            self._complain(
                event,
                PACT.when,
                worded(
                    "it would have to come on {start} or later, and before {end}; correct one of"
                    " the bounds",
                    start=f"{start[0]:%Y-%m-%d}",
                    end=f"{end[0]:%Y-%m-%d}",
                ),
            )
            return None
        point: Point = base
        steps: list[OnlyBefore | OnlyFrom] = []
        for kind, bound in [(OnlyFrom, s) for s in starts] + [(OnlyBefore, e) for e in ends]:
            steps.append(kind(point, bound))
            point = _name(steps[-1])
        if not steps:
            self._complain(
                event,
                PACT.when,
                worded(
                    "pact:when alone says nothing new; add pact:before, pact:noLaterThan or"
                    " pact:noEarlierThan"
                ),
            )
            return None
        self.between |= {_name(step): step for step in steps[:-1]}
        return steps[-1]

    def _lapse(self, event: URIRef) -> Derived | None:
        """Return a deadline that passes without another event; None after complaining."""
        awaited = self._only(event, PACT.lapseOf)
        ends = self._limits(event, PACT.before, PACT.noLaterThan)
        if awaited is None or ends is None:
            return None
        if not ends:
            self._complain(
                event,
                PACT.lapseOf,
                worded("pact:lapseOf needs a deadline: pact:noLaterThan or pact:before"),
            )
            return None
        if len(ends) == 1:
            return LapseOf(awaited, ends[0])
        first = f"{event}/deadline"
        self.between[first] = NthOf(1, tuple(ends))
        return LapseOf(awaited, first)

    def _limits(self, event: URIRef, *predicates: URIRef) -> list[Point] | None:
        """Return the bounds of `event`; None after complaining.

        Each is the first instant that is too late or, of pact:noEarlierThan, that is not too
        early. Of several dates, only the strictest is kept.
        """
        events: list[Point] = []
        dates: list[datetime] = []
        for predicate in predicates:
            for value in sorted(self.values.graph.objects(event, predicate), key=str):
                if isinstance(value, URIRef):
                    last = predicate == PACT.noLaterThan
                    events.append(self._day_over(str(value)) if last else str(value))
                    continue
                written = self._date(event, predicate, value)
                if written is None:
                    return None
                dates.append(written.end if predicate == PACT.noLaterThan else written.start)
        strictest = max if PACT.noEarlierThan in predicates else min
        return [strictest(dates), *events] if dates else events

    def _date(self, subject: URIRef, predicate: URIRef, value: Node) -> Stretch | None:
        try:
            return date_value(None if isinstance(value, BNode) else value)
        except BadInputError as error:
            self._complain(subject, predicate, _of(predicate, error))
            return None

    def _day_over(self, event: str) -> str:
        """Return the name of the end of the day of `event`."""
        name = Moment(event, DAY_OVER).name
        self.between[name] = Moved(event, DAY_OVER)
        return name


def _name(derived: OnlyBefore | OnlyFrom) -> str:
    """Return what a step between is called: as the kernel calls the same comparison."""
    bound = derived.bound if isinstance(derived.bound, datetime) else Moment(derived.bound)
    return Compared(Moment(str(derived.point)), bound, isinstance(derived, OnlyBefore)).name


def _name_of(duty: Duty, outcome: URIRef) -> str:
    """Return what the kernel calls an outcome of a duty."""
    names = {PACT.fulfilment: duty.fulfilment, PACT.lateness: duty.lateness}
    return names.get(outcome, duty.violation)


def _of(predicate: URIRef, error: BadInputError) -> Message:
    return joined(": ", [local_name(predicate), message_of(error)])


def _duration(text: str) -> Duration:
    """Return the duration that `text` writes as XML Schema does.

    Raises:
        BadInputError: it is none, is negative, or mixes months and days.
    """
    too_long = BadInputError(
        worded("“{text}” is too long; it passes the end of the calendar", text=text[:40])
    )
    try:
        parsed = parse_xsd_duration(text)
    except OverflowError:
        raise too_long from None
    except ValueError:
        raise BadInputError(
            worded("“{text}” is no duration; write P90D or P6M", text=text[:40])
        ) from None
    if isinstance(parsed, XsdDuration):
        months = int(parsed.years) * 12 + int(parsed.months)
        found = Duration(months, parsed.tdelta)
    else:
        found = Duration(fixed=parsed)
    if found.after(FIRST) == _ENDLESS.after(FIRST):
        raise too_long
    return found
