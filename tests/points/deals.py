"""Deals drawn at random, each as a person would write it down and as `said` says it.

The Turtle uses every term for derived events, bounds, order and duties; what it means is put
beside it from the definitions of these terms. `dealt(seed)` is the same on every machine. All
names of a deal end with its seed, so that many deals can stand in one file.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, TypeVar

from points import brute
from points.drawn import is_small_enough
from points.said import (
    And,
    AtOrAfter,
    Before,
    Chain,
    Condition,
    Days,
    Duty,
    Earliest,
    Event,
    IfBefore,
    IfNotBefore,
    Lapse,
    Later,
    Latest,
    Months,
    Never,
    Next,
    Nth,
    Or,
    Point,
    Record,
    Rule,
    Said,
    Span,
    Stretch,
    Xone,
    Years,
    end_of,
    on,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    Pairs = tuple[tuple[Event, Event], ...]

T = TypeVar("T")

PREFIXES = """
@prefix : <https://example.org/deal/> .
@prefix certainty: <https://w3id.org/pactgraph/certainty/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dprod: <https://www.omg.org/spec/DPROD/dprod/> .
@prefix kind: <https://w3id.org/pactgraph/kind/> .
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix pact: <https://w3id.org/pactgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:acme a org:Organization ; rdfs:label "Acme"@en .
:beta a org:Organization ; rdfs:label "Beta"@en .
:plant a odrl:Asset ; rdfs:label "plant"@en .
:news a dcterms:BibliographicResource ; dcterms:publisher "Acme" ;
    dcterms:title "Acme and Beta agree"@en ; dcterms:issued "2000-01-01"^^xsd:date ;
    schema:url <https://acme.example/news> .
"""
RULE = """rdfs:label "{label}"@en ; odrl:assignee :acme ; odrl:assigner :beta ;
    odrl:action {action} ; odrl:target :plant ; dcterms:type kind:{kind} ;
    pact:certainty certainty:official ; dcterms:source :news"""
LICENCE = {"action": "odrl:use", "kind": "licence"}
PURCHASE = {"action": "pact:purchase", "kind": "purchase-commitment"}
MOST_COMPLETIONS = 2500
"""Questions with more choices of days are not asked."""
DAY = timedelta(days=1)

# ---- Spans and dates as they are written ------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offset:
    """A span, and how it is written; what it is counted as."""

    text: str
    span: Span
    called: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What dates and spans are drawn from.

    Attributes:
        days: those that are stated.
        room: how many days after one of them the last day of an event can lie.
        offsets: those that lead forward.
        back: those that lead back, each after one that leads further forward.
        rules: the schedules.
    """

    days: tuple[date, ...]
    room: int
    offsets: tuple[Offset, ...]
    back: tuple[tuple[Offset, Offset], ...]
    rules: tuple[str, ...]


def _days_from(first: date, number: int) -> tuple[date, ...]:
    return tuple(first + number * DAY for number in range(number))


def _days(number: int) -> Offset:
    return Offset(f"{'-' * (number < 0)}P{abs(number)}D", Days(number), "offset in days")


def _months(number: int) -> Offset:
    return Offset(f"{'-' * (number < 0)}P{abs(number)}M", Months(number), "offset in months")


_YEAR = Offset("P1Y", Years(1), "offset in years")
SINGLE_DAYS = Kind(
    days=_days_from(date(2027, 12, 28), 7),
    room=4,
    offsets=(_days(1), _days(2), _days(3)),
    back=((_days(3), _days(-2)), (_days(1), _days(-1)), (_days(2), _days(-1))),
    rules=(
        "DTSTART:20271230\nRRULE:FREQ=DAILY;INTERVAL=3",
        "DTSTART:20271230\nRRULE:FREQ=DAILY;INTERVAL=2",
        "DTSTART:20271229\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=3",
    ),
)
CALENDAR = Kind(
    days=(*_days_from(date(2028, 1, 29), 4), *_days_from(date(2028, 2, 27), 4)),
    room=40,
    offsets=(_months(1), _months(1), _months(2), _days(30), _YEAR, _YEAR, _YEAR),
    back=((_months(1), _days(-28)), (_YEAR, _months(-1)), (_days(30), _days(-2))),
    rules=(
        "DTSTART:20280131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1",
        "DTSTART:20270301\nRRULE:FREQ=YEARLY",
        "DTSTART:20280101\nRRULE:FREQ=MONTHLY",
        "DTSTART:20280129\nRRULE:FREQ=WEEKLY;COUNT=5",
    ),
)


def written(day: date) -> str:
    """Return a day in Turtle."""
    return f'"{day}"^^xsd:date'


def month_of(day: date) -> Stretch:
    """Return the month of a day."""
    _, length = monthrange(day.year, day.month)
    return Stretch(day.replace(day=1), day.replace(day=length))


def literal(stretch: Stretch) -> str:
    """Return a day or a month in Turtle."""
    if stretch.first == stretch.last:
        return written(stretch.first)
    return f'"{stretch.first:%Y-%m}"^^xsd:gYearMonth'


# ---- Deals ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a deal.

    Attributes:
        day: the day D.
        known: the day K.
        record: what is said, and assumed, of the events.
    """

    day: date
    known: date
    record: Record

    @property
    def assumed(self) -> dict[str, str]:
        """What is assumed, as a person writes it."""
        return {
            event.name: _assumption(what.assumed)
            for event, what in self.record.events.items()
            if what.assumed is not None
        }


def _assumption(assumed: Stretch | Never) -> str:
    if isinstance(assumed, Never):
        return "never"
    one_day = assumed.first == assumed.last
    return str(assumed.first) if one_day else f"{assumed.first:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal, and questions about it.

    Attributes:
        seed: what it was drawn from.
        text: the Turtle.
        record: what it says of its events.
        clauses: when each of its clauses holds, by id.
        questions: what is asked about all clauses.
        constructs: what the clauses are made of.
    """

    seed: int
    text: str
    record: Record
    clauses: dict[str, Condition]
    questions: list[Question]
    constructs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A point with a name.

    Attributes:
        name: its id in the file.
        point: when it comes.
        used: what it is made of.
        ever: whether it comes once all events that it hangs on have come.
    """

    name: str
    point: Point
    used: frozenset[str]
    ever: bool = True


def dealt(seed: int) -> Deal:
    """Return what `seed` draws; every question agrees with some course of events."""
    chance = Random(seed)  # noqa: S311 - reproducible
    while True:
        found = _Draws(chance, seed, SINGLE_DAYS if seed % 2 else CALENDAR).deal()
        if found is not None:
            return found


def is_consistent(record: Record, known: date) -> bool:
    """Return whether something can happen that agrees with all of `record`.

    Without spans it is enough to try every stated day, and the next one.
    """
    stated = {part for part in within((record, known)) if isinstance(part, date)}
    days = sorted(stated | {day + DAY for day in stated if day < date(2100, 1, 1)})
    return bool(brute.completions(record, known, days))


def leaves_no_day(bounds: dict[str, Point]) -> bool:
    """Return whether bounds are dates of which the last comes first; `check` refuses that."""
    start, end = bounds.get("noEarlierThan"), bounds.get("noLaterThan")
    return isinstance(start, date) and isinstance(end, date) and end <= start


def rules_itself_out(order: Pairs, rivals: Pairs, events: Iterable[Event]) -> bool:
    """Return whether an event waits for two of which at most one happens; that is refused too."""
    return any(
        {*pair} <= {event, *brute.before_in(order, event)} for event in events for pair in rivals
    )


@dataclass(slots=True)
class _Draws:
    """What is drawn for one deal."""

    chance: Random
    seed: int
    kind: Kind
    lines: list[str] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    fresh: list[Named] = field(default_factory=list)
    bases: list[Named] = field(default_factory=list)
    said: dict[Event, Said] = field(default_factory=dict)
    told: dict[str, set[str]] = field(default_factory=dict)

    def deal(self) -> Deal | None:
        """Draw a deal; None if it is too large, or says that nothing can happen."""
        self.lines, self.named, self.fresh, self.bases = [], [], [], []
        self.said, self.told = {}, {}
        for letter in "abcd"[: self.weighted({1: 3, 2: 5, 3: 5, 4: 4})]:
            self._event(letter)
        order, rivals = self._order(), self._rivals()
        self.bases = list(self.named)
        has_duty = self.one_in(3)
        if has_duty:
            self._duty()
        for number in range(self.weighted({1: 2, 2: 4, 3: 3})):
            self._derived(number)
        clauses, used = {}, set[str]()
        for number in range(self.weighted({1: 2, 2: 1})):
            name = f"clause-{number}-{self.seed}"
            node, clauses[name], more = self._condition(2)
            used |= more
            self.lines.append(
                f":{name} a odrl:Permission ; {RULE.format(label=name, **LICENCE)} ;"
                f" odrl:constraint {node} ."
            )
        if rules_itself_out(order, rivals, self.said):
            return None
        if not all(self._can_hold(clause, (order, rivals)) for clause in clauses.values()):
            return None
        record = brute.concerned(Record(self.said, order, rivals), *clauses.values())
        whole = Record(self.said, order, rivals)
        if not record.events or not is_consistent(whole, date(2029, 12, 31)):
            return None
        questions = self._questions(whole, clauses)
        if not questions:
            return None
        for event in record.events:
            used |= self.told[event.name]
        used |= {"neverPrecedes"} if record.order else set()
        used |= {"rulesOut"} if record.exclusive else set()
        used.add(f"{len(record.events)} events")
        permissions = " ; ".join(f"odrl:permission :{name}" for name in clauses)
        obligation = f" ; odrl:obligation :duty-{self.seed}" if has_duty else ""
        agreement = f""":deal-{self.seed} a odrl:Agreement ; rdfs:label "deal {self.seed}"@en ;
    dcterms:issued "2000-01-01"^^xsd:date ; pact:party :acme, :beta ; dcterms:source :news ;
    pact:certainty certainty:official ; {permissions}{obligation} ."""
        text = "\n".join([agreement, *self.lines, ""])
        return Deal(self.seed, text, whole, clauses, questions, frozenset(used))

    # ---- Chance -------------------------------------------------------------------------

    def one_in(self, number: int) -> bool:
        """Draw True once in so many times."""
        return not self.chance.randrange(number)

    def weighted(self, weights: dict[T, int]) -> T:
        """Draw one of the keys, as often as its weight says."""
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def day(self) -> date:
        """Draw a day."""
        return self.chance.choice(self.kind.days)

    def stretch(self) -> Stretch:
        """Draw a day or, less often, a month."""
        day = self.day()
        return month_of(day) if self.one_in(4) else on(day)

    # ---- Events -------------------------------------------------------------------------

    def _event(self, letter: str) -> None:
        """Draw what is said of an event."""
        name = f"{letter}-{self.seed}"
        facts = {"occurred": 5, "undecided": 2, "open": 8}
        kind = self.weighted(facts)
        what, lines, told = Said(), [], set[str]()
        if kind == "occurred":
            stretch = self.stretch()
            what = replace(what, occurred=stretch)
            one_day = stretch.first == stretch.last
            lines.append(f"pact:occurredOn {literal(stretch)}")
            told.add("occurredOn a day" if one_day else "occurredOn a month")
        if kind == "undecided":
            first = self.day()
            what = replace(what, not_before=first)
            lines.append(f"pact:notBefore {written(first)}")
            told.add("notBefore")
        if self.one_in(6):
            day = self.day()
            if what.occurred is None or day < what.occurred.first:
                what = replace(what, not_through=day)
                lines.append(f"pact:notOccurredThrough {written(day)}")
                told.add("notOccurredThrough")
        if kind != "occurred" and self.one_in(4):
            day = self.day() + self.chance.randrange(self.kind.room) * DAY
            if what.not_before is None or what.not_before <= day:
                what = replace(what, not_after=day)
                lines.append(f"pact:notAfter {written(day)}")
                told.add("notAfter")
        self.said[Event(name)] = what
        self.told[name] = told
        self.named.append(Named(name, Event(name), frozenset()))
        self.lines.append(
            " ; ".join([f':{name} a pact:Event ; rdfs:label "{name}"@en', *lines]) + " ."
        )

    def _order(self) -> tuple[tuple[Event, Event], ...]:
        line = self.chance.sample(list(self.said), len(self.said))
        pairs = [pair for pair in pairwise(line) if self.one_in(4)]
        self.lines += [
            f":{later.name} pact:neverPrecedes :{first.name} ." for first, later in pairs
        ]
        return tuple(pairs)

    def _rivals(self) -> tuple[tuple[Event, Event], ...]:
        if len(self.said) == 1 or not self.one_in(5):
            return ()
        one, other = self.chance.sample(list(self.said), 2)
        self.lines.append(f":{one.name} pact:rulesOut :{other.name} .")
        return ((one, other),)

    # ---- Derived events -----------------------------------------------------------------

    def _any(self) -> Named:
        """Draw an event, a derived one that nothing names yet first of all."""
        if self.fresh and not self.one_in(3):
            found = self.chance.choice(self.fresh)
            self.fresh.remove(found)
            return found
        return self.chance.choice(self.named)

    def _derived(self, number: int) -> None:
        """Draw a derived event."""
        way = self.weighted({"count": 5, "after": 4, "back": 2, "next": 3, "when": 8, "lapse": 3})
        name = f"x{number}-{self.seed}"
        draw = {
            "count": self._count,
            "after": self._after,
            "back": self._back,
            "next": self._next,
            "when": self._when,
            "lapse": self._lapse,
        }
        says, found = draw[way](name)
        self._add(name, says, found)

    def _add(self, name: str, says: str, found: Named) -> None:
        self.lines.append(f':{name} a pact:DerivedEvent ; rdfs:label "{name}"@en{says} .')
        self.named.append(found)
        self.fresh.append(found)

    def _count(self, name: str) -> tuple[str, Named]:
        parts = list({part.name: part for part in (self._any() for _ in range(3))}.values())
        if len(parts) == 1:
            return self._after(name)
        points = tuple(part.point for part in parts)
        names = ", ".join(f":{part.name}" for part in parts)
        used = frozenset().union(*(part.used for part in parts))
        ever = all(part.ever for part in parts)
        way = self.weighted({"earliestOf": 2, "latestOf": 2, "nth": 2})
        if way == "nth":
            n = self.chance.randrange(1, len(parts) + 1)
            says = f" ; pact:earliestOf {names} ; pact:nth {n}"
            return says, Named(name, Nth(n, points), used | {"nth"}, ever)
        point = Earliest(points) if way == "earliestOf" else Latest(points)
        return f" ; pact:{way} {names}", Named(name, point, used | {way}, ever)

    def _after(self, name: str) -> tuple[str, Named]:
        base, offset = self._any(), self.chance.choice(self.kind.offsets)
        used = base.used | {offset.called}
        used |= {"chain of offsets"} if isinstance(base.point, Later) else set()
        says = f' ; pact:after :{base.name} ; pact:offset "{offset.text}"^^xsd:duration'
        return says, Named(name, Later(base.point, offset.span), used, base.ever)

    def _back(self, name: str) -> tuple[str, Named]:
        """Draw what is counted back from what has been counted forward from an event."""
        base = self.chance.choice(self.bases)
        forward, back = self.chance.choice(self.kind.back)
        self.lines.append(
            f':{name}-base a pact:DerivedEvent ; rdfs:label "{name}-base"@en ;'
            f' pact:after :{base.name} ; pact:offset "{forward.text}"^^xsd:duration .'
        )
        says = f' ; pact:after :{name}-base ; pact:offset "{back.text}"^^xsd:duration'
        point = Later(Later(base.point, forward.span), back.span)
        used = base.used | {"negative offset", "chain of offsets", forward.called}
        return says, Named(name, point, used)

    def _next(self, name: str) -> tuple[str, Named]:
        base, rule = self._any(), self.chance.choice(self.kind.rules)
        following: Span = Next(Rule(rule))
        used, offset = base.used | {"onNext"}, ""
        if self.one_in(3):
            before = self.chance.choice(self.kind.offsets)
            offset = f' ; pact:offset "{before.text}"^^xsd:duration'
            following = Chain((before.span, following))
            used |= {before.called}
        expression = rule.replace("\n", "\\n")
        says = (
            f" ; pact:after :{base.name}{offset} ;"
            f' pact:onNext [ dprod:scheduleExpression "{expression}" ]'
        )
        return says, Named(name, Later(base.point, following), used, base.ever)

    def _bound(self, term: str, way: str) -> tuple[str, Point, frozenset[str]]:
        """Draw a bound: how it is written, the first instant that it names, and what it uses."""
        late = term == "noLaterThan"
        if self.one_in(2):
            stretch = self.stretch()
            turn = stretch.last + DAY if late else stretch.first
            return f" ; pact:{term} {literal(stretch)}", turn, frozenset({f"{way}{term} a date"})
        other = self._any()
        point = end_of(other.point) if late else other.point
        used = other.used | {f"{way}{term} an event"}
        return f" ; pact:{term} :{other.name}", point, used

    def _when(self, name: str) -> tuple[str, Named]:
        base = self._any()
        says, point, used = f" ; pact:when :{base.name}", base.point, base.used | {"when"}
        terms = {"before": 3, "noLaterThan": 3, "noEarlierThan": 3, "window": 2, "two": 1}
        drawn = self.weighted(terms)
        several = {"window": ("noEarlierThan", "noLaterThan"), "two": ("before", "noLaterThan")}
        bounds = {term: self._bound(term, "") for term in several.get(drawn, (drawn,))}
        if leaves_no_day({term: bound for term, (_, bound, _) in bounds.items()}):
            return self._when(name)
        for term, (text, bound, more) in bounds.items():
            says, used = says + text, used | more
            kept = base.point if point is base.point else point
            point = (IfNotBefore if term == "noEarlierThan" else IfBefore)(kept, bound)
        return says, Named(name, point, used, ever=False)

    def _lapse(self, name: str) -> tuple[str, Named]:
        base = self._any()
        says, used, ends = f" ; pact:lapseOf :{base.name}", base.used | {"lapseOf"}, []
        drawn = self.weighted({"before": 3, "noLaterThan": 3, "both": 1})
        for term in ("before", "noLaterThan") if drawn == "both" else (drawn,):
            text, bound, more = self._bound(term, "lapseOf ")
            says, used = says + text, used | more
            ends.append(bound)
        end = ends[0] if len(ends) == 1 else Earliest(tuple(ends))
        return says, Named(name, Lapse(base.point, end), used, ever=False)

    # ---- Duties -------------------------------------------------------------------------

    def _duty(self) -> None:
        """Draw a duty; what becomes of it can be named like any other event."""
        performed, excused = self._any(), self._any() if self.one_in(2) else None
        duty = Duty(self.stretch(), performed.point, excused.point if excused else None)
        name = f"duty-{self.seed}"
        used = performed.used | {"deadline and performedBy"}
        used |= excused.used | {"excusedBy"} if excused else set()
        outcomes = {
            "fulfilment": duty.fulfilment,
            "lateness": duty.lateness,
            "violation": duty.violation,
        }
        names = {f"{outcome}-{self.seed}": outcome for outcome in outcomes}
        says = "".join(f" ; pact:{outcome} :{event}" for event, outcome in names.items())
        says += f" ; pact:excusedBy :{excused.name}" if excused else ""
        self.lines.append(
            f":{name} a odrl:Duty ; {RULE.format(label=name, **PURCHASE)} ;"
            f" dprod:deadline {literal(duty.deadline)} ;"
            f" pact:performedBy :{performed.name}{says} ."
        )
        for event, outcome in names.items():
            self._add(event, "", Named(event, outcomes[outcome], used | {outcome}, ever=False))

    # ---- Conditions ---------------------------------------------------------------------

    def _condition(self, depth: int) -> tuple[str, Condition, frozenset[str]]:
        """Draw a condition: how it is written, what it means and uses."""
        if not depth or self.one_in(3):
            return self._of_date() if self.one_in(6) else self._of_event()
        how = self.weighted({"and": 3, "or": 3, "xone": 2})
        kinds: dict[str, type[And | Or | Xone]] = {"and": And, "or": Or, "xone": Xone}
        parts = [self._condition(depth - 1) for _ in range(self.weighted({2: 4, 3: 1}))]
        nodes = " , ".join(node for node, _, _ in parts)
        used = frozenset({how}).union(*(more for _, _, more in parts))
        says = f"[ a odrl:LogicalConstraint ; odrl:{how} {nodes} ]"
        return says, kinds[how](tuple(condition for _, condition, _ in parts)), used

    def _of_event(self) -> tuple[str, Condition, frozenset[str]]:
        what = self._any()
        operator = self.chance.choice(("gteq", "lt"))
        says = (
            f"[ a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:{operator} ;"
            f" odrl:rightOperand :{what.name} ]"
        )
        found = (AtOrAfter if operator == "gteq" else Before)(what.point)
        return says, found, what.used

    def _of_date(self) -> tuple[str, Condition, frozenset[str]]:
        stretch, end = self.stretch(), self.chance.choice(("gteq", "gt", "lt", "lteq"))
        turn = stretch.first if end in ("gteq", "lt") else stretch.last + DAY
        says = (
            f"[ a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:{end} ;"
            f" odrl:rightOperand {literal(stretch)} ]"
        )
        found = (AtOrAfter if end.startswith("g") else Before)(turn)
        return says, found, frozenset({"dateTime"})

    def _can_hold(self, condition: Condition, ties: tuple[Pairs, Pairs]) -> bool:
        """Return whether some course of events makes a condition true; a few are tried.

        What can never hold is refused by `check`, and tried there.
        """
        days = [day + number * DAY for day in self.kind.days for number in (0, 1, 35, 400)]
        free = Record(self.said, *ties)
        for _ in range(60):
            course = {e: self.chance.choice([*days, brute.NEVER]) for e in self.said}
            if not brute.is_lawful(free, course):
                continue
            settled = brute.dated(condition, course)
            turns = {part for part in within(settled) if isinstance(part, date)}
            if any(brute.holds(settled, d) for t in turns - {brute.NEVER} for d in (t, t - DAY)):
                return True
        return False

    # ---- Questions ----------------------------------------------------------------------

    def _questions(self, record: Record, clauses: dict[str, Condition]) -> list[Question]:
        """Draw questions, and leave out those whose answers would take too long to list."""
        found = []
        for _ in range(3):
            asked = Question(self.day(), min(self.day(), self.day()), self._assumed(record))
            small = all(
                is_small_enough(
                    brute.concerned(asked.record, clause),
                    clause,
                    asked.day,
                    asked.known,
                    MOST_COMPLETIONS,
                )
                for clause in clauses.values()
            )
            if small and is_consistent(asked.record, asked.known):
                found.append(asked)
        return found

    def _assumed(self, record: Record) -> Record:
        """Draw what is assumed of some events."""
        events = dict(record.events)
        for event, what in record.events.items():
            if self.one_in(4):
                assumed = Never() if self.one_in(3) else self.stretch()
                events[event] = replace(what, assumed=assumed)
        return replace(record, events=events)
