"""SPARQL decides as the kernel does where periods name deadlines, comparisons and spans."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from rdflib import URIRef

from kernel.test_points_agree import Named, happening, midnight, stretch
from lengths import share
from made.made_up_records import clause_of, record_of
from made.scenarios import scenario_triples
from pactgraph.asking.point_nodes import POINT
from pactgraph.asking.scenario_graphs import ScenarioGraphs
from pactgraph.asking.setting import Setting
from pactgraph.asking.status.answer import statuses
from pactgraph.asking.triples import period_triples
from pactgraph.checking.check import check
from pactgraph.graph import PactGraph, ask, load
from pactgraph.interpreting.triples import Triples
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Or, relate
from pactgraph.kernel.duties import Duty
from pactgraph.kernel.points import After, LapseOf, LatestOf, Moved, OnlyBefore
from pactgraph.kernel.scenarios import Happening
from pactgraph.kernel.spans import Onward, Span
from pactgraph.kernel.timeline import Duration, instant_text
from pactgraph.kernel.timeline import day as a_day
from pactgraph.kernel.timeline import stretch as written
from pactgraph.sparql.store import OxigraphStore, RdflibStore
from pactgraph.terms import PACT, RDF, RDFS
from points import said
from points.drawn import drawn
from points.test_in_turtle import HEAD, SAID, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pactgraph.kernel.points import Derived, Point
    from pactgraph.record import Record
    from pactgraph.sparql.store import Store
    from points.drawn import Drawn

pytestmark = pytest.mark.many

PREFIX = "https://example.org/deal/"

Found = dict[str, tuple[str, frozenset[str]]]
"""Status of every clause, and what it depends on, by the clause's IRI."""


# ---- Records ----------------------------------------------------------------------------


@dataclass
class Described(Named):
    """Points as derived events that a file describes, or some of them."""

    def point(self, point: said.Point) -> Point:
        """Return `point` in the kernel's words, events by their IRIs."""
        if isinstance(point, said.Event):
            return PREFIX + point.name
        found = super().point(point)
        if isinstance(found, str) and not found.startswith(PREFIX):
            self.names[point] = PREFIX + found
            self.derived[PREFIX + found] = self.derived.pop(found)
        return self.names.get(point, found)


def recorded(case: Drawn) -> Record:
    """Return what is drawn as a record: a clause, and one for each state of a duty."""
    named = Described()
    conditions = {"clause": named.condition(case.condition)}
    if case.duty is not None:
        duty = Duty(
            f"{PREFIX}duty",
            opens=midnight(case.duty.deadline.first),
            deadline=midnight(case.duty.deadline.last) + timedelta(days=1),
            performed=named.point(case.duty.performed),
            excused=None if case.duty.excused is None else named.point(case.duty.excused),
        )
        named.derived.update(duty.points())
        conditions |= {str(state): condition for state, condition in duty.states().items()}
    relations = relate(
        named.derived,
        [(PREFIX + one.name, PREFIX + other.name) for one, other in case.record.order],
        [(PREFIX + one.name, PREFIX + other.name) for one, other in case.record.exclusive],
        [PREFIX + event.name for event, what in case.record.events.items() if what.not_after],
    )
    happenings = {PREFIX + e.name: happening(what) for e, what in case.record.events.items()}
    described = {n: how for n, how in named.derived.items() if n.removeprefix(PREFIX)[0] == "p"}
    clauses = [clause_of(f"{PREFIX}{name}", c, relations) for name, c in conditions.items()]
    return record_of(clauses, described, relations, happenings)


def setting(case: Drawn, number: int) -> Setting:
    """Return what is asked about a case: its day as a whole, or the first instant of it."""
    assumed = {
        PREFIX + event.name: None if isinstance(what.assumed, said.Never) else what.assumed
        for event, what in case.record.events.items()
        if what.assumed is not None
    }
    return Setting(
        written(instant_text(midnight(case.day))) if number % 3 else a_day(case.day),
        a_day(case.known),
        {event: None if when is None else stretch(when) for event, when in assumed.items()},
    )


# ---- Answers ----------------------------------------------------------------------------


def by_kernel(record: Record, asked: Setting) -> Found:
    """Return what the evaluator decides."""
    return {
        answer.clause.iri: (str(answer.status), frozenset(answer.depends_on))
        for answer in statuses(record, asked)
    }


def by_sparql(graph: PactGraph, graphs: ScenarioGraphs, asked: Setting) -> Found:
    """Return what the questions `status` and `depends-on` answer."""
    depends_on = defaultdict(set)
    for row in ask(graph, graphs, "depends-on", {}, asked):
        depends_on[row["clause"]].add(row["event"])
    return {
        row["clause"]: (row["status"], frozenset(depends_on[row["clause"]]))
        for row in ask(graph, graphs, "status", {}, asked)
    }


def stored(record: Record, engine: type[Store]) -> tuple[PactGraph, ScenarioGraphs]:
    """Return a record and a store with its periods."""
    store = engine()
    store.put_graph("", period_triples(record))
    return PactGraph(record, Triples({})), ScenarioGraphs(record, store)


# ---- What is drawn ----------------------------------------------------------------------

BATCHES = 10


def differing(engine: type[Store], seeds: Iterable[int]) -> dict[int, tuple[Found, Found]]:
    """Return what the kernel and SPARQL answer, of the cases in which they differ."""
    found = {}
    for seed in seeds:
        case = drawn(seed)
        record, asked = recorded(case), setting(case, seed)
        expected = by_kernel(record, asked)
        answered = by_sparql(*stored(record, engine), asked)
        if expected != answered:
            found[seed] = (expected, answered)
    return found


@pytest.mark.many
@pytest.mark.parametrize("batch", range(BATCHES))
def test_sparql_on_oxigraph_decides_as_the_kernel(batch: int) -> None:
    """Every status, and what it depends on, of 300 records with all that can be said."""
    assert {} == differing(OxigraphStore, range(batch, 300, BATCHES))


@pytest.mark.many
@pytest.mark.parametrize("batch", range(BATCHES))
def test_sparql_on_rdflib_decides_as_the_kernel(batch: int) -> None:
    """The reference engine is slow, so fewer of them are usual."""
    assert {} == differing(RdflibStore, range(batch, share(300, 60), BATCHES))


CONSTRUCTS = """
    And Or Xone AtOrAfter Before Later Days Months Years Next Every Rule Chain
    Earliest Latest Nth IfBefore IfNotBefore Lapse Duty excused order exclusive
"""


@pytest.mark.many
def test_all_that_can_be_said_is_drawn() -> None:
    """Every construct occurs among the 300 records, and so does every status."""
    cases = [drawn(seed) for seed in range(300)]
    found = {
        status
        for seed, case in enumerate(cases)
        for status, _ in by_kernel(recorded(case), setting(case, seed)).values()
    }

    assert set() == set(CONSTRUCTS.split()) - {c for case in cases for c in case.constructs}
    assert {"in force", "not yet", "ended", "never", "depends"} == found


# ---- What is written --------------------------------------------------------------------


@cache
def rdflib_store() -> Store:
    """The file with all truths in a store on rdflib."""
    store = RdflibStore()
    told().fill(store)
    return store


@pytest.mark.many
@pytest.mark.parametrize("engine", [OxigraphStore, RdflibStore])
@pytest.mark.parametrize(("name", "asked"), SAID, ids=[asked.name for _, asked in SAID])
def test_truths_are_told_by_sparql(name: str, asked: said.Answer, engine: type[Store]) -> None:
    """Every answer derived by hand, of the clause as it is written in Turtle."""
    store = told().store if engine is OxigraphStore else rdflib_store()
    graphs = ScenarioGraphs(told().record, store)
    assumed = {
        event.name: "never" if isinstance(what.assumed, said.Never) else what.assumed.first
        for event, what in asked.record.events.items()
        if what.assumed is not None
    }
    day = told().setting(on=asked.day, known=asked.known, assume=assumed)
    (found,) = ask(told(), graphs, "status", {"clause": name}, day)

    assert asked.status == found["status"]


@pytest.mark.many
@pytest.mark.parametrize("asked", [asked for _, asked in SAID], ids=[a.name for _, a in SAID])
def test_what_a_party_holds_is_what_is_in_force(asked: said.Answer) -> None:
    """The question for rights in force tells of points what `status` does."""
    day = told().setting(on=asked.day, known=asked.known)
    held = [
        answer.clause.iri
        for answer in told().status(day)
        if answer.status == "in force" and PREFIX + "acme" in answer.clause.holders
    ]

    rows = told().query("in-force-for-party", party="acme", setting=day)
    assert sorted(held) == sorted(str(row["clause"]) for row in rows)


# ---- What only the search tells ---------------------------------------------------------

JANUARY = datetime(2027, 1, 1, tzinfo=UTC)
MONTH, THIRTY_DAYS = Duration(months=1), Duration(fixed=timedelta(days=30))
NOTICE = f"{PREFIX}notice"
DELAYS: Mapping[str, Derived] = {
    f"{PREFIX}month": After(NOTICE, MONTH),
    f"{PREFIX}days": After(NOTICE, THIRTY_DAYS),
}
SPANS: Mapping[str, Derived] = {
    f"{PREFIX}month": Moved(NOTICE, Span.of(MONTH)),
    f"{PREFIX}days": Moved(NOTICE, Span.of(THIRTY_DAYS)),
}
EITHER = Or((AtOrAfter(f"{PREFIX}month"), Before(f"{PREFIX}days")))
BETWEEN = And((AtOrAfter(f"{PREFIX}days"), Before(f"{PREFIX}month")))


def of_notice(asked: Condition, derived: Mapping[str, Derived]) -> Record:
    """Return a record of one clause and of a notice that can come from 2027 on."""
    relations = relate(derived)
    clause = clause_of(f"{PREFIX}clause", asked, relations)
    return record_of([clause], derived, relations, {NOTICE: Happening(not_before=JANUARY)})


def on(day: str) -> Setting:
    """Return a day that is asked about; the record is known to the end of 2026."""
    return Setting(written(day), written("2026-12-31"))


each_way = pytest.mark.parametrize("derived", [DELAYS, SPANS], ids=["delays", "spans"])
each_engine = pytest.mark.parametrize("engine", [OxigraphStore, RdflibStore])


@each_way
@each_engine
def test_what_only_the_search_finds_in_force_is_in_force(
    derived: Mapping[str, Derived], engine: type[Store]
) -> None:
    """At the end of February a month is over before thirty days are; after March it is not.

    No single period tells so: by 1 March neither may have passed, or both.
    """
    record = of_notice(EITHER, derived)
    graph, graphs = stored(record, engine)

    for day, expected in (("2027-03-01", "in force"), ("2027-03-31", "depends")):
        (row,) = ask(graph, graphs, "status", {}, on(day))
        assert (expected, f"{PREFIX}clause") == (row["status"], row["clause"])
        open_ones = [row["event"] for row in ask(graph, graphs, "depends-on", {}, on(day))]
        assert open_ones == ([NOTICE] if expected == "depends" else [])


@each_way
def test_a_scenario_gives_the_bounds_of_a_day_that_only_the_search_finds(
    derived: Mapping[str, Derived],
) -> None:
    """Both of that day; of a day on which a clause depends, none."""
    record = of_notice(EITHER, derived)
    begins, over = (URIRef(f"{PREFIX}clause/period/sure/{end}") for end in ("begins", "over"))

    def bounds(day: str) -> set[tuple[object, ...]]:
        return {
            (node, predicate, str(value))
            for node, predicate, value in scenario_triples(record, on(day))
            if node in (begins, over) or predicate == PACT.askedAt
        }

    instant, after = "2027-03-01T12:00:00Z", "2027-03-01T12:00:00.000001Z"
    asked = (URIRef(f"{PREFIX}clause"), PACT.askedAt)
    assert {
        (*asked, instant),
        (begins, PACT.earliest, instant),
        (begins, PACT.latest, instant),
        (over, PACT.earliest, after),
        (over, PACT.latest, after),
    } == bounds(instant)
    assert {(*asked, "2027-03-31T00:00:00Z")} == bounds("2027-03-31T00:00:00Z")


@each_way
@each_engine
def test_what_holds_now_and_then_is_not_yet_in_between(
    derived: Mapping[str, Derived], engine: type[Store]
) -> None:
    """From thirty days until a month after: only where the month has 31 days.

    Notice from 1 to 28 January brings 31 January to 27 February, notice on 1 March 31 March.
    """
    graph, graphs = stored(of_notice(BETWEEN, derived), engine)

    found = {
        day: ask(graph, graphs, "status", {}, on(day))[0]["status"]
        for day in ("2027-01-30", "2027-01-31", "2027-02-27", "2027-02-28", "2027-03-31")
    }
    assert ["not yet", "depends", "depends", "not yet", "depends"] == list(found.values())


def test_a_fixed_end_is_told_where_only_the_search_finds_a_clause_in_force() -> None:
    """What holds on one day for such reasons goes on no longer than its dates say."""
    asked = And((EITHER, Before(datetime(2030, 1, 1, tzinfo=UTC))))
    graph, graphs = stored(of_notice(asked, DELAYS), OxigraphStore)

    for day in ("2027-03-01", "2027-03-31"):
        (row,) = ask(graph, graphs, "fixed-ends", {}, on(day))
        assert date(2029, 12, 31) == row["lastDay"]


def test_a_clause_that_can_never_hold_is_told_of() -> None:
    """It has no period, yet a row of its own: never."""
    nothing = And((AtOrAfter(NOTICE), Before(NOTICE)))
    graph, graphs = stored(of_notice(nothing, {}), OxigraphStore)

    (row,) = ask(graph, graphs, "status", {}, on("2027-03-01"))
    assert "never" == row["status"]


def test_scenarios_of_two_days_are_two_where_the_day_matters() -> None:
    """And one where it does not: there, a graph is kept for the day after."""
    for asked, count in ((EITHER, 2), (AtOrAfter(NOTICE), 1)):
        record = of_notice(asked, DELAYS)
        graph, graphs = stored(record, OxigraphStore)
        for day in ("2027-03-01", "2027-03-31"):
            ask(graph, graphs, "status", {}, on(day))
        rows = graphs.select(None, lambda _: "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        assert count == len(rows)


# ---- What periods name ------------------------------------------------------------------


def _hourly(moment: datetime) -> datetime:
    return moment + timedelta(hours=1)


def hostile() -> Record:
    """Return a record whose points have names that are no IRIs."""
    a, b = f"{PREFIX}a", f"{PREFIX}b"
    strange = Onward('next("}\n> <x:y> ?s\\ ä)', _hourly)
    derived: dict[str, Derived] = {
        f"{PREFIX}late": Moved(a, Span((strange, MONTH))),
        f"{PREFIX}later": Moved(a, Span((strange, MONTH, MONTH))),
        f"{PREFIX}first": OnlyBefore(f"{PREFIX}late", b),
        f"{PREFIX}all": LatestOf((f"{PREFIX}c", f"{PREFIX}d")),
        f"{PREFIX}lapsed": LapseOf(f"{PREFIX}all", datetime(2028, 1, 1, tzinfo=UTC)),
    }
    relations = relate(derived)
    ends = (Before(b), Before(f"{PREFIX}later"), Before(f"{PREFIX}lapsed"))
    condition = And((AtOrAfter(f"{PREFIX}first"), *ends))
    return record_of(
        [clause_of(f"{PREFIX}clause", condition, relations)],
        derived,
        relations,
        {f"{PREFIX}{name}": Happening(not_before=JANUARY) for name in "abcd"},
    )


@each_engine
def test_what_periods_name_comes_down_to_underived_events(engine: type[Store]) -> None:
    """Whoever asks with SPARQL finds them, whatever stands in the names of schedules."""
    _, graphs = stored(hostile(), engine)

    rows = graphs.select(
        None,
        lambda _: (
            """
        PREFIX pact: <https://w3id.org/pactgraph/ns#>
        SELECT DISTINCT ?event {
          ?period (pact:fromEvent|pact:untilEvent)/pact:hangsOn+ ?event
          FILTER NOT EXISTS { ?event pact:hangsOn ?part }
        } ORDER BY ?event"""
        ),
    )
    assert [f"{PREFIX}{name}" for name in "abcd"] == [row["event"] for row in rows]
    assert by_kernel(hostile(), on("2027-06-01")) == by_sparql(
        PactGraph(hostile(), Triples({})), graphs, on("2027-06-01")
    )


def test_what_no_file_describes_is_described() -> None:
    """It has a type and a label, under an IRI of its own; what a file describes keeps its own."""
    triples = set(period_triples(hostile()))
    made = {s for s, p, o in triples if str(s).startswith(POINT)}

    assert made
    for node in made:
        assert (node, RDF.type, PACT.DerivedEvent) in triples
        (label,) = [str(o) for s, p, o in triples if (s, p) == (node, RDFS.label)]
        assert PREFIX not in label
    described = {URIRef(f"{PREFIX}{name}") for name in ("all", "lapsed")}
    assert described <= {s for s, p, o in triples if p == PACT.hangsOn}
    assert not described & {s for s, p, o in triples if p == RDF.type}


# ---- Nothing grows faster than the data -------------------------------------------------


def many(number: int) -> Record:
    """Return a record of so many clauses with a tail each, and one that waits for them all."""
    derived: dict[str, Derived] = {}
    conditions: dict[str, Condition] = {}
    for at in range(number):
        end, sale = f"{PREFIX}end-{at}", f"{PREFIX}sale-{at}"
        derived[f"{PREFIX}over-{at}"] = Moved(end, Span.of(MONTH, THIRTY_DAYS))
        derived[f"{PREFIX}tail-{at}"] = OnlyBefore(sale, f"{PREFIX}over-{at}")
        conditions[f"{PREFIX}clause-{at}"] = And((AtOrAfter(f"{PREFIX}tail-{at}"), Before(end)))
    derived[f"{PREFIX}all"] = LatestOf(tuple(f"{PREFIX}sale-{at}" for at in range(number)))
    derived[f"{PREFIX}closed"] = OnlyBefore(f"{PREFIX}all", datetime(2030, 1, 1, tzinfo=UTC))
    conditions[f"{PREFIX}closing"] = AtOrAfter(f"{PREFIX}closed")
    relations = relate(derived)
    return record_of(
        [clause_of(name, asked, relations) for name, asked in conditions.items()],
        derived,
        relations,
        {
            f"{PREFIX}{what}-{at}": Happening(not_before=JANUARY)
            for what in ("end", "sale")
            for at in range(number)
        },
    )


def test_triples_grow_with_the_data_and_no_faster() -> None:
    """Three sizes: twice as much more, twice as many more."""
    counts = [
        [
            len(list(period_triples(many(number)))),
            len(list(scenario_triples(many(number), on("2027-06-01")))),
        ]
        for number in (10, 20, 30)
    ]

    for ten, twenty, thirty in zip(*counts, strict=True):
        assert 0 < twenty - ten == thirty - twenty


def test_a_record_without_points_has_no_triples_of_theirs() -> None:
    """Agreements that compare no events: what is written of them is what always was."""
    record = load().excerpt("NVCW").record
    day = Setting(written("2027-06-01"), written("2026-11-23"))
    new = {PACT.PeriodBound, PACT.LemmaPeriod, PACT.calendarBound, PACT.askedAt}
    new |= {PACT.hangsOn, PACT.decidedBy, PACT.DerivedEvent}

    triples = [*period_triples(record), *scenario_triples(record, day)]
    assert set() == new & {term for triple in triples for term in triple}


# ---- What only the program may write ----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ":deal a pact:LemmaPeriod .",
        ":deal a pact:PeriodBound .",
        ":deal pact:calendarBound true .",
        ':deal pact:askedAt "2027-01-01T00:00:00Z"^^xsd:dateTime .',
        ":deal pact:hangsOn :deal .",
        ":deal pact:decidedBy :deal .",
        ":deal a pact:StateOfDuty .",
        ":deal pact:possibleState :deal .",
        ":deal pact:statePeriod :deal .",
        ':deal pact:stateName "due" .',
    ],
)
def test_what_is_derived_is_refused_in_files(text: str, tmp_path: Path) -> None:
    """Nobody else may say so."""
    file = tmp_path / "deal.ttl"
    file.write_text(HEAD + text, encoding="utf-8")

    told = [str(found.message) for found in check([file]).violations]
    assert any("derived by the program" in t or "worked out from" in t for t in told)
