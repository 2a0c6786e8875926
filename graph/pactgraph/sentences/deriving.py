"""Derived events that sentences need and nobody declared: their names, labels and triples."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.kernel.points import LapseOf, NthOf, OnlyBefore, OnlyFrom
from pactgraph.kernel.points import Moved as MovedOf
from pactgraph.kernel.schedules import DAY_OVER
from pactgraph.kernel.spans import Back, Onward, Span
from pactgraph.kernel.timeline import Duration
from pactgraph.messages import LANGUAGES, worded
from pactgraph.sentences.dates import beginning, begins_day, ending, with_days
from pactgraph.sentences.lifting import (
    Bounded,
    Count,
    Lapsed,
    Moved,
    NotHeldError,
    counted,
    instant,
    is_day_over,
    is_event,
    later,
    lifted,
    never_comes,
    unheld,
)
from pactgraph.sentences.made import (
    Limit,
    Made,
    derivation,
    described,
    is_whole_years,
    said_of,
    schedule_slug,
    slug,
)
from pactgraph.sentences.said import Bound, Choice, Edge, Later, Named, Passing, Within
from pactgraph.sentences.wording import Wording
from pactgraph.telling.points import DERIVED, OUTCOMES, outcome_pattern
from pactgraph.terms import PACT, RDF, RDFS, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pactgraph.kernel.points import Point as KernelPoint
    from pactgraph.kernel.points import Shape
    from pactgraph.messages import Language
    from pactgraph.sentences.lifting import Event, Simple
    from pactgraph.sentences.made import Triple
    from pactgraph.sentences.names import Names
    from pactgraph.sentences.said import Point

_TO_MIDNIGHT = Span.of(Duration(fixed=timedelta(days=1)))
_OF_DUTIES = ("fulfilment", "violation", "lateness")
"""What becomes of a duty, where a property names an event that stands for it."""


@dataclass(frozen=True, slots=True)
class NewNames:
    """What derived events are called that nobody named.

    The last part of such an IRI tells what the event is, so that the same event has the same IRI
    wherever it is made: "7-days-after-nothing-owed". Where an id is taken, "-derived" stands
    behind it.

    Attributes:
        base: what the IRIs begin with.
        taken: the ids that other things have.
        languages: in which such an event has a label.
    """

    base: str
    taken: frozenset[str] = frozenset()
    languages: tuple[Language, ...] = LANGUAGES

    def iri(self, told: str) -> str:
        """Return the IRI of what `told` tells."""
        found, number = told, 1
        while found in self.taken:
            found = f"{told}-derived" + (f"-{number}" if number > 1 else "")
            number += 1
        return self.base + found


@dataclass(slots=True)
class Deriving:
    """Derives the events of one sentence, and collects what it needs.

    Attributes:
        names: what it names.
        new: what events are called that nobody declared.
        itself: the IRI of the event that is described; "" if none is.
        derived: the events made so far, and what is between, for the kernel.
        made: the derived events made so far, by IRI.
        outcomes: those among them that a duty makes: the duty, and what becomes of it.
        days_over: those among them that are the end of the day of an event: that event.
    """

    names: Names
    new: NewNames
    itself: str = ""
    derived: dict[str, Shape] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    outcomes: dict[str, tuple[str, str]] = field(default_factory=dict)
    days_over: dict[Made, str] = field(default_factory=dict)

    # ---- Events -----------------------------------------------------------------------------

    def event(self, tree: Event) -> str:
        """Return the IRI of an event: one that is declared, or a new one."""
        if isinstance(tree, str):
            return self._outcome(tree)
        made = self._made(tree)
        return made if isinstance(made, str) else self._named(made)

    def itself_made(self, point: Point) -> Made:
        """Return how the event is made that is described, with its dates as they are written.

        Raises:
            NotHeldError: RDF cannot hold it, or it is another event.
        """
        tree = lifted(point)
        if not is_event(tree):
            raise unheld()
        made = self._made(tree, as_written=True)
        if isinstance(made, str):
            raise NotHeldError(
                worded("this is another event, not one derived from it; name that one instead")
            )
        if made.way != "after" or not (isinstance(point, Later) and point.in_months):
            return made
        return replace(made, in_months=is_whole_years(made.offset))

    def _made(self, tree: Event, *, as_written: bool = False) -> Made | str:
        """Return how an event is made; the IRI of one that is declared, if it is no more."""
        match tree:
            case str():
                return self._outcome(tree)
            case Moved(event, span):
                return self._moved(event, span)
            case Bounded(event, bounds):
                limits = [self._limit(x, before=b, as_written=as_written) for x, b in bounds]
                _check(limits)
                return Made("when", (self.event(event),), limits=_in_order(limits))
            case Lapsed(awaited, ends):
                limits = [self._limit(end, before=True, as_written=as_written) for end in ends]
                return Made("lapseOf", (self.event(awaited),), limits=_in_order(limits))
            case Count(count, parts):
                return self._counted(count, [self.event(part) for part in parts])  # type: ignore[arg-type]

    def _moved(self, event: Event, span: Span) -> Made:
        """Return what lies a span after an event; what is between is made first."""
        if is_day_over(span):  # a day later is never before the end of the day
            origin = self.event(later(event, Span(span.steps[:-1])))
            next_day = self.event(Moved(origin, _TO_MIDNIGHT))
            made = Made("lapseOf", (next_day,), limits=(Limit("noLaterThan", origin),))
            self.days_over[made] = origin
            return made
        match span.steps:
            case (*before, (Duration() | Back()) as offset, Onward() as onward):
                base = self.event(later(event, Span((*before,))))
                return Made("after", (base,), offset=offset, onward=onward)
            case (*before, Onward() as onward):
                base = self.event(later(event, Span((*before,))))
                return Made("after", (base,), onward=onward)
            case (*before, (Duration() | Back()) as offset):
                base = self.event(later(event, Span((*before,))))
                return Made("after", (base,), offset=offset)
        raise AssertionError(span)

    def _counted(self, count: int, events: list[str]) -> Made | str:
        distinct = sorted(set(events))
        if count in (1, len(events)):
            if len(distinct) == 1:
                return distinct[0]
            return Made("earliestOf" if count == 1 else "latestOf", tuple(distinct))
        if len(distinct) == len(events):
            return Made("earliestOf", tuple(distinct), count)
        # what stands there twice comes twice: with it, so many fewer of the others are needed
        twice = next(event for event in distinct if events.count(event) > 1)
        others = tuple(event for event in events if event != twice)
        least = count - events.count(twice)
        fewer = counted(2, (twice, counted(least, others))) if least > 0 else twice
        either = counted(1, (fewer, counted(count, others)))
        return self._made(either) if is_event(either) else twice

    def _limit(self, limit: Simple, *, before: bool, as_written: bool) -> Limit:
        """Return a bound; a date as the shortest writing of it, unless it is kept `as_written`."""
        if isinstance(limit, Edge | datetime):
            how = "before" if before else "noEarlierThan"
            if as_written and isinstance(limit, Edge) and (before or not limit.end):
                return Limit("noLaterThan" if limit.end else how, limit.written)
            if before and begins_day(instant(limit)):
                return Limit("noLaterThan", ending(instant(limit)))
            return Limit(how, beginning(instant(limit)))
        if before and isinstance(limit, Moved) and is_day_over(limit.span):
            origin = later(limit.event, Span(limit.span.steps[:-1]))
            return Limit("noLaterThan", self.event(origin))
        return Limit("before" if before else "noEarlierThan", self.event(limit))

    def _named(self, made: Made) -> str:
        """Return the IRI of an event that is made so."""
        trial = derivation(made, "")
        known = self.names.declared(trial.shape, trial.between)
        if known and known != self.itself:
            return known
        origin = self.days_over.get(made)
        told = slug(made, self._id) if origin is None else f"end-of-day-of-{self._id(origin)}"
        iri = self.new.iri(told)
        if made.onward is not None:  # with an IRI, as two files may make the same event
            schedule = self.new.iri(f"schedule-{schedule_slug(made.onward)}")
            made = replace(made, schedule=schedule)
        found = derivation(made, iri)
        self.derived |= {**found.between, iri: found.shape}
        self.made[iri] = made
        return iri

    def _id(self, event: str) -> str:
        known = self.names.thing(event)
        if known is not None:
            return known.id
        return event.removeprefix(self.new.base) if event in self.made else local_name(event)

    # ---- What becomes of duties -------------------------------------------------------------

    def _outcome(self, event: str) -> str:
        """Return `event`, or an event that stands for it where a duty makes it."""
        duty, _, outcome = event.rpartition("/")
        maker = self.names.duty(duty)
        if maker is None or outcome not in OUTCOMES["en"] or self.names.thing(event):
            return event
        what = self.names.shapes.get(event)
        if what is not None:
            known = self.names.declared(what, self.names.shapes)
            if known and known != self.itself:
                return known
        if outcome in _OF_DUTIES:
            iri = self.new.iri(f"{outcome}-of-{maker.id}")
            self.outcomes[iri] = (duty, outcome)
            return iri
        if what is None:
            raise NotHeldError(
                worded(
                    "what becomes of “{duty}” is not known here; name an event that is made so",
                    duty=maker.id,
                )
            )
        tree = lifted(_said(what))
        if not is_event(tree):
            raise unheld()
        return self.event(tree)

    # ---- Descriptions -----------------------------------------------------------------------

    def events(self) -> Iterator[Triple]:
        """Yield what describes the events made, each with its labels."""
        for iri, made in self.made.items():
            yield from described(made, URIRef(iri))
            for language in self.new.languages:
                yield URIRef(iri), RDFS.label, Literal(self._label(iri, language), lang=language)
        for iri, (duty, outcome) in self.outcomes.items():
            yield URIRef(duty), PACT[outcome], URIRef(iri)
            yield URIRef(iri), RDF.type, PACT.DerivedEvent
            for language in self.new.languages:
                yield URIRef(iri), RDFS.label, Literal(self._label(iri, language), lang=language)

    def _label(self, event: str, language: Language) -> str:
        """Return what an event is called: what it is, if nobody named it."""
        if event in self.made:
            words = Wording(language, lambda other: self._label(other, language), passed=True)
            made = self.made[event]
            origin = self.days_over.get(made)
            if origin is not None:
                return words.point(Later(Named(origin), DAY_OVER))
            return words.point(with_days(said_of(made)))
        if event in self.outcomes:
            duty, outcome = self.outcomes[event]
            maker = self.names.duty(duty)
            label = maker.label.in_language(language) if maker else ""
            return outcome_pattern(outcome, language).format(label)
        if event in self.names.effective:
            date, id_ = self.names.effective[event], self._id(event)
            return DERIVED[language]["takes_effect"].format(date=date, id=id_)
        known = self.names.thing(event)
        label = known.label.in_language(language) if known else ""
        return label if label.strip() else self._id(event)


def _check(limits: Sequence[Limit]) -> None:
    """Refuse bounds that nothing can be within."""
    dates = [(x.how, x.value) for x in limits if not isinstance(x.value, str)]
    starts = [value.start for how, value in dates if how == "noEarlierThan"]
    ends = [value.start for how, value in dates if how == "before"]
    ends += [value.end for how, value in dates if how == "noLaterThan"]
    if starts and ends and max(starts) >= min(ends):
        raise never_comes()


def _in_order(limits: Iterable[Limit]) -> tuple[Limit, ...]:
    return tuple(sorted(dict.fromkeys(limits), key=lambda limit: limit.key))


def _said(what: Shape) -> Point:
    """Return what a sentence says that means `what`."""
    match what:
        case NthOf(count, points):
            return Choice(count, tuple(map(_said_point, points)), len(points))
        case MovedOf(point, span):
            return Later(_said_point(point), span)
        case OnlyBefore(point, bound) | OnlyFrom(point, bound):
            limit = Bound(_said_point(bound), isinstance(what, OnlyBefore))
            return Within(_said_point(point), (limit,))
        case LapseOf(awaited, end):
            return Passing(_said_point(end), _said_point(awaited))


def _said_point(point: KernelPoint) -> Point:
    if isinstance(point, str):
        return Named(point)
    return (
        Edge(ending(point), end=True) if begins_day(point) else Edge(beginning(point), end=False)
    )
