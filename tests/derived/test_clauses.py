"""What each clause comes to, as triples: what the kernel says of it, on every day looked at."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from lengths import examples
from made import portfolios
from made.random_settings import boundary_days
from pactgraph.asking.clause_triples import Days, clause_triples, days_of
from pactgraph.asking.point_nodes import node_of
from pactgraph.asking.setting import Setting, event_windows
from pactgraph.graph import PactGraph, load
from pactgraph.kernel.flips import Step
from pactgraph.kernel.points import EarliestOf, LatestOf, NthOf
from pactgraph.kernel.status import Standing, Status, standing
from pactgraph.kernel.timeline import FIRST, TICK, day
from pactgraph.reaching import reached
from pactgraph.terms import PACT

if TYPE_CHECKING:
    from pactgraph.record import Amount, Record

TESTS = Path(__file__).parents[1]
FILES = {
    "shipped": "shipped",
    "awkward": str(TESTS / "questions" / "awkward.ttl"),
    "lease": str(TESTS / "points" / "lease.ttl"),
    "takeover": str(TESTS / "points" / "takeover.ttl"),
    "truths": str(TESTS / "points" / "truths.ttl"),
}
A_DAY = timedelta(days=1)
SORTS = ("clauses", "statements", "events", "agreements")

Said = dict[Node, dict[str, set[str]]]
"""The values of each property, by subject."""


def said(record: Record) -> Said:
    """Return the triples of a record; no term is told twice."""
    found: Said = defaultdict(lambda: defaultdict(set))
    told = list(clause_triples(record))
    assert len(set(told)) == len(told)
    for subject, predicate, value in told:
        found[predicate][str(subject)].add(str(value))
    return found


@cache
def graph(name: str) -> PactGraph:
    """Return the graph in one of `FILES`."""
    return load(FILES[name])


@pytest.fixture(params=[*FILES, "portfolio"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Record:
    """Return the shipped record, small ones whose events are hard, and one that is made up."""
    if request.param != "portfolio":
        return graph(request.param).record
    portfolios.write(tmp_path, 120, 7)
    return load(tmp_path, cache=False).record


# ---- Days -------------------------------------------------------------------------------


def looked_at(record: Record) -> list[date]:
    """Return days on which something can begin or end, those beside, and some more."""
    chance = Random(4)  # noqa: S311 - reproducible
    more = {date(2018, 1, 1) + timedelta(days=chance.randint(0, 6_500)) for _ in range(20)}
    edges = {record.last_day + timedelta(days=n) for n in (-1, 0, 1)} if record.last_day else set()
    turns = sorted(boundary_days(record))
    return sorted({*chance.sample(turns, min(30, len(turns))), *more, *edges})


@dataclass(frozen=True)
class Kernel:
    """What the kernel says of a clause on a day, by all that the record says."""

    record: Record
    clause: str

    def on(self, moment: date) -> Status:
        """Return the status on a day."""
        last = self.record.last_day
        assert last
        windows = event_windows(self.record, Setting(day(last), day(last)))
        periods = self.record.clauses[self.clause].periods
        return standing(periods, windows, day(moment).last, self.record.relations).status

    def certain(self, moment: date) -> bool:
        """Return whether it is in force, whatever the open events do."""
        return self.on(moment) is Status.IN_FORCE

    def possible(self, moment: date) -> bool:
        """Return whether it can be in force."""
        return self.on(moment) in (Status.IN_FORCE, Status.DEPENDS)


@dataclass(frozen=True)
class ToldDays:
    """The days that triples tell of a clause."""

    told: Said
    clause: str

    def of(self, name: Node) -> date | None:
        """Return a day by its property."""
        found = self.told[name].get(self.clause, set())
        assert len(found) < 2
        return date.fromisoformat(*found) if found else None

    def has_within(self, moment: date) -> bool:
        """Return whether a day is between the first and the last certain one."""
        first, last = self.of(PACT.firstCertainDay), self.of(PACT.lastCertainDay)
        return bool(first and first <= moment and (last is None or moment <= last))


def test_on_the_day_it_is_so_and_on_the_one_beside_it_is_not(record: Record) -> None:
    """On the first certain day a clause is in force, on the one before it is not; and so on."""
    told, last_day = said(record), record.last_day
    assert last_day
    assert told[PACT.firstCertainDay]
    for clause in record.clauses:
        days, kernel = ToldDays(told, clause), Kernel(record, clause)
        if first := days.of(PACT.firstCertainDay):
            assert (False, True) == (kernel.certain(first - A_DAY), kernel.certain(first))
        if last := days.of(PACT.lastCertainDay):
            assert (True, False) == (kernel.certain(last), kernel.certain(last + A_DAY))
        if possible := days.of(PACT.lastPossibleDay):
            assert kernel.possible(possible)
            assert kernel.on(possible + A_DAY) is Status.ENDED
        if ended := days.of(PACT.endedOn):
            assert ended <= last_day
            assert kernel.on(ended) is Status.ENDED is not kernel.on(ended - A_DAY)
        assert bool(ended) == (kernel.on(last_day) is Status.ENDED)


@pytest.mark.many
def test_on_no_other_day_it_is_otherwise(record: Record) -> None:
    """In force within the certain days, and only there; ended after the last possible one."""
    told, asked = said(record), looked_at(record)
    for clause in record.clauses:
        days, kernel = ToldDays(told, clause), Kernel(record, clause)
        gaps = told[PACT.certainWithGaps].get(clause) == {"true"}
        possible = days.of(PACT.lastPossibleDay)
        for moment in asked:
            now = kernel.on(moment)
            if now is Status.IN_FORCE or not gaps:
                assert days.has_within(moment) == (now is Status.IN_FORCE), (clause, moment)
            assert (now is Status.ENDED) == bool(possible and moment > possible), (clause, moment)


def test_a_few_days_read_off_by_eye() -> None:
    """The research licence of 2025 runs through 2030; from 2026 on it may have ended before."""
    told = said(graph("shipped").record)

    def of(name: Node, clause: str) -> set[str]:
        return told[name].get(f"https://w3id.org/pactgraph/id/{clause}", set())

    assert {"2025-10-28"} == of(PACT.firstCertainDay, "MSOA-2025-12")
    assert {"2026-04-26"} == of(PACT.lastCertainDay, "MSOA-2025-12")
    assert {"2030-12-31"} == of(PACT.lastPossibleDay, "MSOA-2025-12")
    assert set() == of(PACT.endedOn, "MSOA-2025-12")
    assert {"2026-04-27"} == of(PACT.endedOn, "MSOA-2025-18")
    assert {"2025-10-28"} == of(PACT.firstCertainDay, "MSOA-2025-02")
    assert set() == of(PACT.lastCertainDay, "MSOA-2025-02")


# ---- Days of any course -----------------------------------------------------------------

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
KINDS = [Status.NOT_YET, Status.IN_FORCE, Status.DEPENDS, Status.ENDED]


@st.composite
def courses(draw: st.DrawFn) -> tuple[Step, ...]:
    """Draw a course of some steps within ten days, that change at any hour; ended stays ended."""
    turns = sorted(draw(st.sets(st.integers(0, 240), max_size=6)))
    steps = []
    for hours in (None, *turns):
        left = [kind for kind in KINDS if not steps or kind is not steps[-1].standing.status]
        if steps and steps[-1].standing.status is Status.ENDED:
            break
        since = FIRST if hours is None else BEGIN + timedelta(hours=hours)
        steps.append(Step(since, Standing(draw(st.sampled_from(left)))))
    return tuple(steps)


def counted(steps: tuple[Step, ...], last: date) -> Days:
    """Return the days of a course, counted one by one."""

    def status(moment: date) -> Status:
        at = datetime(moment.year, moment.month, moment.day, tzinfo=UTC) + A_DAY - TICK
        return [step for step in steps if step.since <= at][-1].standing.status

    days = [BEGIN.date() + timedelta(days=n) for n in range(-2, 14)]
    certain = [d for d in days if status(d) is Status.IN_FORCE]
    possible = [d for d in days if status(d) in (Status.IN_FORCE, Status.DEPENDS)]
    ended = [d for d in days if status(d) is Status.ENDED and d <= last]
    return Days(
        first_certain=certain[0] if certain and certain[0] != days[0] else None,
        last_certain=certain[-1] if certain and certain[-1] != days[-1] else None,
        gaps=bool(certain) and len(certain) != (certain[-1] - certain[0]).days + 1,
        last_possible=possible[-1] if possible and possible[-1] != days[-1] else None,
        ended=ended[0] if ended and ended[0] != days[0] else None,
    )


@settings(max_examples=examples(300), deadline=None)
@given(steps=courses(), last=st.integers(0, 11))
def test_days_of_a_course_are_those_that_are_counted(steps: tuple[Step, ...], last: int) -> None:
    """Whatever changes at whatever hour: a day is what its last instant is."""
    final = BEGIN.date() + timedelta(days=last)
    at = BEGIN + timedelta(days=last + 1) - TICK

    found = days_of(steps, at)

    if steps[0].standing.status is not Status.ENDED:
        assert counted(steps, final) == found


# ---- Whose, and by what -----------------------------------------------------------------


def test_parties_and_agreements_are_those_of_the_record(record: Record) -> None:
    """Whatever kind of clause it is, and nothing more."""
    told = said(record)

    assert {c.iri: {c.agreement} for c in record.clauses.values()} == told[PACT.agreement]
    assert {c.iri: {*c.holders} for c in record.clauses.values() if c.holders} == told[PACT.holder]
    assert {c.iri: {*c.owed_by} for c in record.clauses.values() if c.owed_by} == told[PACT.owedBy]


def test_a_duty_is_held_by_whom_it_is_owed_to() -> None:
    """Its assigner may insist, its assignee has to act; of a permission it is the other way."""
    told = said(graph("shipped").record)
    base = "https://w3id.org/pactgraph/id/"

    assert {f"{base}openai"} == told[PACT.owedBy][f"{base}MSOA-2025-18"]
    assert {f"{base}microsoft"} == told[PACT.holder][f"{base}MSOA-2025-18"]
    assert {f"{base}microsoft"} == told[PACT.holder][f"{base}MSOA-2025-12"]


def counted_among(names: set[str], record: Record) -> set[str]:
    """Return `names`, and the several of which one is the earliest, the latest or the n-th."""
    found = set(names)
    for name in names:
        derived = record.relations.points.get(name)
        if isinstance(derived, EarliestOf | LatestOf):
            found |= counted_among({*derived.events}, record)
        if isinstance(derived, NthOf):
            found |= counted_among({p for p in derived.points if isinstance(p, str)}, record)
    return found


def test_events_are_those_that_periods_name(record: Record) -> None:
    """By the node of each, and those that a count among them is made of; and what is written."""
    told = said(record)
    for clause in record.clauses.values():
        starts = {event for period in clause.periods for event in period.from_events}
        ends = {event for period in clause.periods for event in period.until_events}
        ends |= {*clause.ended_by}
        for name, named in ((PACT.startingEvent, starts), (PACT.endingEvent, ends)):
            expected = {str(node_of(each, record)) for each in counted_among(named, record)}
            assert expected == told[name].get(clause.iri, set())


IMPACTS = ["agi-verified", "openai-ipo", "research-licence-ended", "revenue-share-cap-reached"]


@pytest.mark.parametrize("event", IMPACTS)
def test_what_an_event_surely_changes_names_it(event: str) -> None:
    """What `impact` says it starts or ends has it, or what hangs on it, or is later than it."""
    shipped = graph("shipped")
    record, told = shipped.record, said(shipped.record)
    last = record.last_day
    assert last
    setting = shipped.setting(on=last, known=last)
    iri = f"https://w3id.org/pactgraph/id/{event}"
    later = {iri, *record.relations.before(iri)}
    checked = 0
    for change in shipped.impact(event, setting).changes:
        names = {"starts": PACT.startingEvent, "ends": PACT.endingEvent}
        if name := names.get(change.effect.value):
            found = told[name][change.clause.iri]
            parts = reached(found, record.relations.parts)
            assert later & parts, change.clause.id
            checked += 1
    assert checked


# ---- Amounts ----------------------------------------------------------------------------


def amounts(record: Record) -> dict[str, Amount]:
    """Return the amounts of all clauses, statements and events, by IRI."""
    things = (*record.clauses.values(), *record.statements.values(), *record.events.values())
    return {amount.iri: amount for thing in things for amount in thing.amounts}


def test_bounds_are_those_of_the_amounts(record: Record) -> None:
    """A value is both bounds; what is more, or less, has one of them."""
    told = said(record)
    least: dict[str, Decimal] = {}
    most: dict[str, Decimal] = {}
    for iri, amount in amounts(record).items():
        assert iri
        low = amount.value if amount.value is not None else amount.minimum
        high = amount.value if amount.value is not None else amount.maximum
        least |= {iri: low} if low is not None else {}
        most |= {iri: high} if high is not None else {}

    assert least == {iri: Decimal(*values) for iri, values in told[PACT.atLeast].items()}
    assert most == {iri: Decimal(*values) for iri, values in told[PACT.atMost].items()}
    assert all("E" not in text for values in told[PACT.atMost].values() for text in values)


# ---- Where they stand -------------------------------------------------------------------


def test_triples_are_what_the_files_say_and_derived_is_the_rest() -> None:
    """Nothing is worked out in the one, nothing is written in the other."""
    shipped = graph("shipped")
    derived = shipped.derived()
    worked_out = {str(term) for term in derived.predicates()}

    assert isomorphic(shipped.triples, shipped.facts.as_rdflib())
    assert set() == worked_out & {str(term) for term in shipped.triples.predicates()} - {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    }
    assert (
        URIRef("https://w3id.org/pactgraph/id/MSOA-2025-12"),
        PACT.holder,
        URIRef("https://w3id.org/pactgraph/id/microsoft"),
    ) in derived.default_graph


def test_the_store_has_all_of_them() -> None:
    """In its default graph, where a query without GRAPH looks."""
    shipped = graph("shipped")
    count = "SELECT (COUNT(*) AS ?n) { ?c ?p ?o FILTER (?p IN (%s)) }"
    derived = list(clause_triples(shipped.record))
    names = ", ".join({f"<{predicate}>" for _, predicate, _ in derived})

    [row] = shipped.store.select(count % names)
    assert len(derived) == row["n"]


def test_a_record_without_dates_tells_of_no_days() -> None:
    """But of all else: it has no last day."""
    shipped = graph("shipped")
    nothing: dict[str, Any] = {sort: {} for sort in SORTS}
    record = replace(shipped.record, **nothing, happenings={}, reach_of_whole=None)
    empty = PactGraph(record, shipped.facts)

    assert empty.setting_of_last_day() is None
    assert [] == list(clause_triples(empty.record))
    assert [] == [each for each in empty.derived().graphs() if len(each)]


def test_an_amount_without_a_name_has_bounds_too(tmp_path: Path) -> None:
    """Where it stands in the files, as one with a name has: in the store, and elsewhere."""
    text = (TESTS / "check" / "valid.ttl").read_text(encoding="utf-8")
    clause = re.findall(r"^(\S+) a odrl:(?:Duty|Permission)", text, re.MULTILINE)[0]
    sums = (
        ("schema:value 5", "5", "5"),
        ("schema:minValue 2.50", "2.5", ""),
        ("schema:maxValue 1e3", "", "1000"),
        ("schema:minValue 7 ; schema:maxValue 9", "7", "9"),
    )
    more = " , ".join(
        f'[ a schema:MonetaryAmount ; schema:currency "USD" ; {said} ]' for said, _, _ in sums
    )
    prefix = "" if "@prefix schema:" in text else "@prefix schema: <https://schema.org/> .\n"
    (tmp_path / "deal.ttl").write_text(f"{prefix}{text}\n{clause} pact:amount {more} .\n")
    query = """SELECT ?least ?most { ?c pact:amount ?a . FILTER (isBlank(?a))
        ?a schema:currency "USD" OPTIONAL { ?a pact:atLeast ?least }
        OPTIONAL { ?a pact:atMost ?most } }"""
    asked = load(tmp_path, cache=False)
    elsewhere = pyoxigraph.Store()
    elsewhere.load(asked.dataset().encode(), pyoxigraph.RdfFormat.N_QUADS)
    prefixes = "PREFIX pact: <https://w3id.org/pactgraph/ns#> PREFIX schema: <https://schema.org/>"
    found = elsewhere.query(f"{prefixes} {query}")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    there = sorted(tuple(term.value if term else "" for term in row) for row in found)
    right = sorted((least, most) for _, least, most in sums)

    assert right == sorted(map(tuple, asked.sparql(query).as_table().rows))
    assert right == there
    bounds = {PACT.atLeast, PACT.atMost}
    derived = {each for each in asked.derived().default_graph if each[1] in bounds}
    nodes = {*asked.triples.objects(None, PACT.amount)}
    assert 6 == len([each for each in derived if isinstance(each[0], BNode)])
    assert {subject for subject, _, _ in derived} <= nodes
