"""The state of the world and what is asked in it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.kernel.conditions import UNRELATED, Events
from pactgraph.kernel.scenarios import NEVER, Window, on
from pactgraph.kernel.timeline import FIRST, LAST, TICK, Precision
from pactgraph.messages import joined, worded
from pactgraph.odrl.dates import date_of
from pactgraph.reading.triples import TYPE, VALUE, Term, Triples, is_iri, odrl, shown, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from pactgraph.kernel.timeline import Stretch
    from pactgraph.odrl.hierarchy import Hierarchy

ISSUED = "<http://purl.org/dc/terms/issued>"
PACT = "https://w3id.org/pactgraph/ns#"
TIME = "http://www.w3.org/2006/time#"
_PROPOSAL = "https://w3id.org/force/odrl3proposal#"
PROV = "http://www.w3.org/ns/prov#"
INSTANTS = (
    f"<{TIME}inXSDDateTimeStamp>",
    f"<{TIME}inXSDDateTime>",
    f"<{TIME}inXSDDate>",
)
HAPPENED = (
    f"<{PACT}occurredOn>",
    *INSTANTS,
    f"<{PROV}atTime>",
    f"<{PROV}startedAtTime>",
    "<http://purl.org/dc/terms/date>",
)
_BEGAN = (f"<{PROV}startedAtTime>", f"<{TIME}hasBeginning>")
_ENDED = (f"<{PROV}endedAtTime>", f"<{TIME}hasEnd>")
SAME = {odrl("device"): odrl("systemDevice"), odrl("system"): odrl("systemDevice")}
"""Deprecated left operands, and what they are called now."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is asked for, or that has been done.

    Attributes:
        node: what names it: the rule in a request, the act in the world.
        policy: the request it stands in; "" for one that has been done.
        action: what is done; "" if it does not say.
        parties: by whom; none if it does not say.
        targets: with what; none if it does not say.
        done: when it was done, UTC; None for one that is only asked for.
        about: everything that its file says of it, by property.
        features: values of left operands that are given for it.
        performs: the rules that it says it performs; any that it fits if none.
        units: the units that the values of left operands are given in, where any is said.
        use: when the act that is asked for is to be done, UTC; None if its request says
            nothing, which means now.
    """

    node: Term
    policy: Term = ""
    action: Term = ""
    parties: tuple[Term, ...] = ()
    targets: tuple[Term, ...] = ()
    done: datetime | None = None
    about: Mapping[Term, list[Term]] = field(default_factory=dict)
    features: Mapping[Term, tuple[Term, ...]] = field(default_factory=dict)
    performs: tuple[Term, ...] = ()
    units: Mapping[Term, Term] = field(default_factory=dict)
    use: datetime | None = None


@dataclass(frozen=True, slots=True)
class DecidedDuty:
    """What the world says has become of a duty: a report:DutyReport in it.

    Attributes:
        node: what names the report.
        state: local name of its deontic state: Fulfilled, Violated or NonSet.
    """

    node: Term
    state: str


@dataclass(frozen=True, slots=True)
class World:
    """What is the case, and what is asked.

    Attributes:
        facts: what the world says.
        request: what the request says.
        hierarchy: what belongs to what.
        now: the instant asked about, UTC, the last one of a day; None if nothing says it.
        now_term: the same, as it was written; "" if nothing says it.
        asked: the acts that the request asks for; none for a question without an act.
        acts: the acts done by now, oldest first.
        decided: the duties that the world has decided, by rule.
        features: values of left operands that hold in the world as a whole.
        never: the events that never happen.
        order: how the events hang together.
        units: the units that the values of left operands are given in, where any is said.
        clock: the first instant of the time asked about: that of the day, if it is a day.
    """

    facts: Triples
    request: Triples
    hierarchy: Hierarchy
    now: datetime | None
    now_term: Term
    asked: tuple[Act, ...]
    acts: tuple[Act, ...]
    decided: Mapping[Term, DecidedDuty]
    features: Mapping[Term, tuple[Term, ...]]
    never: frozenset[Term] = frozenset()
    order: Events = UNRELATED
    units: Mapping[Term, Term] = field(default_factory=dict)
    clock: datetime | None = None

    def before(self, act: Act | None) -> World:
        """Return the world as it was when `act` was exercised, if that was before now."""
        if act is None or act.use is None or self.now is None or act.use >= self.now:
            return self
        acts = tuple(one for one in self.acts if one.done is None or one.done <= act.use)
        return replace(self, now=act.use, clock=act.use, acts=acts)

    def values(self, left: Term, act: Act | None) -> tuple[Term, ...]:
        """Return the values of the left operand `left`, for `act` if one is given.

        They are looked for with the act, then its parties, its targets, then the world.
        """
        left = SAME.get(left, left)
        if act:
            own = act.features.get(left) or tuple(act.about.get(left, ()))
            if own:
                return own
            for thing in (*act.parties, *act.targets):
                found = self.facts.values(thing, left) or self.request.values(thing, left)
                if found:
                    return tuple(found)
        return self.features.get(left, ())

    def unit(self, left: Term, act: Act | None) -> Term:
        """Return the unit that the values of `left` are given in; "" if nothing says it."""
        left = SAME.get(left, left)
        own = act.units.get(left) if act else None
        return own or self.units.get(left, "")

    def referred(self, reference: Term) -> tuple[Term, ...]:
        """Return the right operands that an odrl:rightOperandReference names.

        They are its rdf:value; or, if it is an operand reference as the FORCE evaluator reads
        them, what the path of properties leads to from its source. Policy, request and world
        are looked at; nothing is fetched.
        """
        sources = self.hierarchy.sources
        plain = [v for s in sources for v in s.listed(s.values(reference, VALUE))]
        if plain:
            return tuple(dict.fromkeys(plain))
        places = [v for s in sources for v in s.values(reference, f"<{_PROPOSAL}reference>")]
        paths = [(s, v) for s in sources for v in s.values(reference, f"<{_PROPOSAL}path>")]
        if not places or not paths:
            return ()
        for source, path in paths[:1]:
            for step in source.listed([path]):
                places = [v for place in places for s in sources for v in s.values(place, step)]
        return tuple(dict.fromkeys(places))

    def usage(self, act: Act) -> Window | None:
        """Return when `act` is exercised; None if that is not said.

        What has happened by that instant has happened before the use.
        """
        moment = act.done or act.use or (self.now if act.policy else None)
        if moment is None:
            return None
        after = min(moment, LAST - TICK) + TICK
        return Window(after, after)

    def windows(self, event: Term) -> tuple[Window, Window]:
        """Return when `event` begins, and when it is over; the same for one at an instant.

        An event that the world describes without a date has not happened by now, and may
        at any time after; of one that it does not mention nothing is known.
        """
        if event in self.never:
            return NEVER, NEVER
        about = self.facts.about(event)
        if not about:
            return Window(FIRST, None), Window(FIRST, None)
        given = [about.get(f"<{PACT}{name}>") for name in ("earliest", "latest", "notBefore")]
        if given[0] or given[1]:
            first, last = ([date_of(t).start for t in terms or ()] for terms in given[:2])
            window = Window(first[0] if first else None, last[0] if last else None)
            return window, window
        began = self._date(event, (*_BEGAN, *HAPPENED, *_undated_issue(about)))
        ended = self._date(event, _ENDED)
        later = min(self.now, LAST - TICK) + TICK if self.now else FIRST
        if given[2]:
            later = date_of(given[2][0]).start
        start = on(began) if began else on(ended) if ended else Window(later, None)
        if ended is None:
            is_span = any(p in about for p in _BEGAN)
            return start, Window(max(later, start.earliest or later), None) if is_span else start
        return start, Window(ended.start, max(ended.start, ended.latest_start))

    def begins_with_a_day(self, event: Term) -> bool:
        """Return whether the date on which `event` begins is written as a whole day."""
        about = self.facts.about(event)
        date = self._date(event, (*_BEGAN, *HAPPENED, *_undated_issue(about))) if about else None
        return date is not None and date.precision is Precision.DAY

    def _date(self, event: Term, predicates: Iterable[Term]) -> Stretch | None:
        dates = {}
        for value in self.facts.values(event, *predicates):
            for term in self.facts.values(value, *HAPPENED) if is_iri(value) else [value]:
                dates[text_of(term)] = date_of(term)
        if len({date.start for date in dates.values()}) > 1:
            raise BadInputError(
                worded(
                    "the event {event} has two dates, {dates}; keep one",
                    event=shown(event),
                    dates=joined(worded(" and "), dates),
                )
            )
        return next(iter(dates.values()), None)


def _undated_issue(about: Mapping[Term, list[Term]]) -> tuple[Term, ...]:
    """Return dcterms:issued as a date of happening, unless the event is one of pactgraph.

    For those it says since when their possibility is known.
    """
    return () if f"<{PACT}Event>" in about.get(TYPE, ()) else (ISSUED,)
