"""SPARQL tells as the evaluator does what has become of duties; a state is no clause."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from answers.test_duties import FILE, LIFE
from lengths import share
from made.scenarios import scenario_triples
from pactgraph.asking.duties import outcome_of, state_in_words
from pactgraph.asking.scenario_graphs import ScenarioGraphs
from pactgraph.asking.setting import event_windows
from pactgraph.asking.triples import period_triples
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.graph import PactGraph, ask, load
from pactgraph.kernel.duties import State
from pactgraph.sparql.store import OxigraphStore, RdflibStore
from pactgraph.terms import PACT, PREFIXES, RDF
from points.comparing import Compared, read
from points.deals import dealt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.asking.setting import Setting
    from pactgraph.sparql.store import Store
    from points.deals import Deal

pytestmark = pytest.mark.many

POINTS = Path(__file__).parents[1] / "points"

Found = dict[str, tuple[str, tuple[str, ...]]]
"""State of every duty in English, and the states that it can be in if it depends, by IRI."""

each_engine = pytest.mark.parametrize("engine", [OxigraphStore, RdflibStore])


# ---- Answers ----------------------------------------------------------------------------


def by_python(graph: PactGraph, setting: Setting) -> Found:
    """Return what the evaluator decides."""
    windows = event_windows(graph.record, setting)
    found: Found = {}
    for clause in graph.record.clauses.values():
        told = outcome_of(graph.record, clause, windows, setting.on.last)
        if told is None:
            continue
        if told.depends_on:
            can_be = sorted(state_in_words(state, "en") for state in told.possible)
            found[clause.iri] = ("depends", tuple(can_be))
        else:
            state = told.state
            found[clause.iri] = (state_in_words(state, "en") if state else "does not bind", ())
    return found


def by_sparql(graph: PactGraph, graphs: ScenarioGraphs, setting: Setting) -> Found:
    """Return what the question `duties` answers."""
    found: Found = {}
    for row in ask(graph, graphs, "duties", {}, setting):
        state, can_be = found.get(row["duty"], (row["state"], ()))
        assert state == row["state"]
        found[row["duty"]] = (state, (*can_be, row["canBe"]) if row["canBe"] else can_be)
    return found


def stored(graph: PactGraph, engine: type[Store]) -> ScenarioGraphs:
    """Return a store with what is written of the periods of a graph."""
    store = engine()
    store.put_graph("", period_triples(graph.record))
    return ScenarioGraphs(graph.record, store)


# ---- Derived by hand --------------------------------------------------------------------


@cache
def told() -> PactGraph:
    """A price due in March 2027, excused by a flood; a report; a supply without a deadline."""
    return load(str(FILE))


@cache
def told_in(engine: type[Store]) -> ScenarioGraphs:
    """The same in a store."""
    return stored(told(), engine)


@pytest.mark.parametrize("asked", LIFE, ids=[" ".join(each[:3]) for each in LIFE])
@each_engine
def test_the_life_of_a_duty_is_told_by_sparql(
    engine: type[Store], asked: tuple[str, str, str, dict[str, str], str, str]
) -> None:
    """What was derived by hand: one state, or all that are open, or that it does not bind."""
    name, on, known, assumed, states, events = asked
    setting = told().setting(on=on, known=known, assume=assumed)
    rows = ask(told(), told_in(engine), "duties", {"duty": name}, setting)

    words = sorted(state_in_words(State(state), "en") for state in states.split())
    expected = (
        [("depends", word) for word in words]
        if events
        else [(word, "") for word in words or ["does not bind"]]
    )
    assert expected == [(row["state"], row["canBe"] or "") for row in rows]


# ---- A take-over and a lease ------------------------------------------------------------

# Closing is due by the end of March 2027, unless there is a termination; the supplement and the
# fee have no deadline and one in May 2027. The tenant repairs the roof in the first half of 2028,
# as long as the tenancy is not over.
DUTIES = {
    "takeover": """
:to-close dprod:deadline "2027-03-31"^^xsd:date ; pact:performedBy :closing ;
    pact:excusedBy :terminated .
:supplement pact:performedBy :supplement-paid .
:supplement-paid a pact:Event ; rdfs:label "supplement paid"@en .
:fee dprod:deadline "2027-05"^^xsd:gYearMonth ; pact:performedBy :fee-paid .
:fee-paid a pact:Event ; rdfs:label "fee paid"@en ; pact:neverPrecedes :terminated .
""",
    "lease": """
:lease odrl:obligation :repair .
:repair a odrl:Duty ; dcterms:type kind:investment ; rdfs:label "repair of the roof"@en ;
    odrl:assignee :tenant ; odrl:assigner :landlord ; odrl:action odrl:use ; odrl:target :rooms ;
    odrl:constraint :from-2024 , :until-first-renewal ; pact:certainty certainty:official ;
    dprod:deadline "2028-06-30"^^xsd:date ; pact:performedBy :repaired ; dcterms:source :text .
:until-first-renewal a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand :renewed-1 .
:repaired a pact:Event ; rdfs:label "roof repaired"@en .
""",
}  # fmt: skip
DAYS = {
    "takeover": ("2026-06-15", "2027-03-01", "2027-03-31", "2027-04-01", "2027-05-31"),
    "lease": ("2023-12-31", "2024-01-01", "2028-06-29", "2028-06-30", "2028-07-01", "2029-01-01"),
}  # fmt: skip
ASSUMED: Mapping[str, list[dict[str, str]]] = {
    "takeover": [
        {},
        {"cleared": "2026-12-31", "closing": "2027-03-31"},
        {"cleared": "2026-12-31", "closing": "2027-04-01", "supplement-paid": "2027-01-05"},
        {"cleared": "2026-07-01", "terminated": "2027-03-01"},
        {"cleared": "2026-07-01", "terminated": "2027-04-15", "fee-paid": "2027-06"},
        {"closing": "never", "terminated": "never"},
    ],
    "lease": [
        {},
        {"repaired": "2028-06-30"},
        {"repaired": "2028-06-30", "notice-1": "never"},
        {"repaired": "2028-07-01", "notice-1": "never"},
        {"repaired": "never", "notice-1": "2028-07-01"},
        {"repaired": "2028-06", "notice-1": "2028-06"},
    ],
}


KNOWN = ("2026-06-30", "2027-03-30", "2027-05-31")


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PactGraph]:
    """The golden stories, with duties that are done once."""
    folder = tmp_path_factory.mktemp("stories")
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    found = {}
    for name, more in DUTIES.items():
        file = folder / f"{name}-duties.ttl"
        file.write_text(f"{prefixes}@prefix : <https://example.org/{name}/> .\n{more}", "utf-8")
        found[name] = load(str(POINTS / f"{name}.ttl"), str(file))
    return found


def settings(graph: PactGraph, name: str) -> list[Setting]:
    """Return all settings of a story in which the dates do not contradict one another."""
    found = []
    for day, known, assumed in product(DAYS[name], KNOWN, ASSUMED[name]):
        setting = graph.setting(on=day, known=known, assume=assumed)
        try:
            event_windows(graph.record, setting)
        except ContradictoryScenarioError:
            continue
        found.append(setting)
    return found


@pytest.mark.many
@each_engine
@pytest.mark.parametrize("name", DUTIES)
def test_duties_of_a_story_are_told_by_sparql(
    stories: dict[str, PactGraph], name: str, engine: type[Store]
) -> None:
    """Every duty in every setting, on the reference engine in some of them."""
    graph = stories[name]
    graphs = stored(graph, engine)
    asked = settings(graph, name)[:: 1 if engine is OxigraphStore else share(1, 7)]
    seen: Counter[str] = Counter()
    for setting in asked:
        expected = by_python(graph, setting)
        assert expected == by_sparql(graph, graphs, setting), setting
        seen.update(state for state, _ in expected.values())

    assert {"depends", "does not bind", "fulfilled"} <= seen.keys()


# Closing is due by 2027-03-31 once both conditions are met by 2027-03-01; the vote was held on
# 2026-06-15, and the clearance came on the day that is assumed.
CLOSED: list[tuple[str, dict[str, str], str, tuple[str, ...]]] = [
    # The duty binds from 2026-07-01 on; nothing has been known since 2026-06-30.
    ("2026-12-01", {"cleared": "2026-07-01", "closing": "2027-03-31"}, "pending", ()),
    # The last day is the stretch that the deadline names.
    ("2027-03-31", {"cleared": "2026-07-01", "closing": "2027-04-01"}, "due", ()),
    ("2027-03-31", {"cleared": "2026-07-01", "closing": "2027-03-31"}, "fulfilled", ()),
    ("2027-04-01", {"cleared": "2026-07-01", "closing": "2027-04-02"}, "violated", ()),
    ("2027-04-02", {"cleared": "2026-07-01", "closing": "2027-04-02"}, "performed late", ()),
    # A termination in time lifts it, and rules closing out.
    ("2027-04-01", {"cleared": "2026-07-01", "terminated": "2027-03-31"}, "excused", ()),
    ("2027-04-02", {"cleared": "2026-07-01", "terminated": "2027-04-01"}, "violated", ()),
    # Both open: it can have been closed in time or late, or terminated in time, or neither.
    (
        "2027-04-02",
        {"cleared": "2026-07-01"},
        "depends",
        ("excused", "fulfilled", "performed late", "violated"),
    ),
    # Neither cleared nor waived by the outside date: it never binds.
    ("2027-04-02", {"cleared": "never", "clearance-waived": "never"}, "does not bind", ()),
]


@each_engine
@pytest.mark.parametrize("asked", CLOSED, ids=[f"{each[2]} {each[0]}" for each in CLOSED])
def test_closing_is_told_as_derived_by_hand(
    stories: dict[str, PactGraph],
    engine: type[Store],
    asked: tuple[str, dict[str, str], str, tuple[str, ...]],
) -> None:
    """The duty to close, known to the end of June 2026, by both ways."""
    day, assumed, state, can_be = asked
    graph = stories["takeover"]
    setting = graph.setting(on=day, known="2026-06-30", assume=assumed)
    (iri,) = (iri for iri in graph.record.clauses if iri.endswith("/to-close"))

    assert (state, can_be) == by_python(graph, setting)[iri]
    assert (state, can_be) == by_sparql(graph, stored(graph, engine), setting)[iri]


@pytest.mark.many
@each_engine
def test_duties_of_the_shipped_facts_are_told_by_sparql(engine: type[Store]) -> None:
    """One that can be done at any time; not every day is known to."""
    graph = load()
    graphs = stored(graph, engine)
    paid = {"funding-commitment-paid": "2027-01-01"}
    found = [
        (by_python(graph, setting), by_sparql(graph, graphs, setting))
        for on in ("2019-01-01", "2026-11-23", "2026-12-31", "2027-01-01")
        for assumed in ({}, paid)
        for setting in [graph.setting(on=on, known="2026-11-23", assume=assumed)]
    ]

    assert all(expected == told for expected, told in found)
    states = {state for expected, _ in found for state, _ in expected.values()}
    assert {"does not bind", "pending", "depends", "fulfilled"} == states


# ---- What is drawn ----------------------------------------------------------------------

BATCHES = 10


def drawn(seeds: Iterable[int]) -> list[Deal]:
    """Return those deals that have a duty."""
    return [deal for deal in map(dealt, seeds) if "a odrl:Duty" in deal.text]


def differing(
    engine: type[Store], deals: Iterable[Deal], folder: Path
) -> tuple[Counter[str], dict[str, tuple[Found, Found]]]:
    """Return how often each state was told, and where the two ways differ."""
    seen: Counter[str] = Counter()
    found = {}
    for deal in deals:
        for graph, _ in read([deal], folder, Compared(), shapes=False):
            graphs = stored(graph, engine)
            for asked in deal.questions:
                setting = graph.setting(on=asked.day, known=asked.known, assume=asked.assumed)
                expected = by_python(graph, setting)
                answered = by_sparql(graph, graphs, setting)
                seen.update(state for state, _ in expected.values())
                if expected != answered:
                    found[f"{deal.seed} {setting}"] = (expected, answered)
    return seen, found


@pytest.mark.many
@pytest.mark.parametrize("batch", range(BATCHES))
def test_sparql_on_oxigraph_tells_of_duties_as_the_evaluator(batch: int, tmp_path: Path) -> None:
    """Deals with a duty, drawn with all that its performance and excuse can be made of."""
    deals = drawn(range(batch, share(3000, 300), BATCHES))
    seen, found = differing(OxigraphStore, deals, tmp_path)

    assert {} == found
    assert seen["depends"]


@pytest.mark.many
def test_sparql_on_rdflib_tells_of_duties_as_the_evaluator(tmp_path: Path) -> None:
    """The reference engine is slow, so fewer of them are usual."""
    seen, found = differing(RdflibStore, drawn(range(share(300, 30))), tmp_path)

    assert {} == found
    assert seen


# ---- What is written --------------------------------------------------------------------


@each_engine
def test_a_state_is_not_taken_for_a_clause(engine: type[Store]) -> None:
    """No question about clauses has more rows because there are states of duties."""
    setting = told().setting(on="2027-04-02", known="2027-03-30")
    clauses = set(told().record.clauses)

    assert clauses == {
        row["clause"] for row in ask(told(), told_in(engine), "status", {}, setting)
    }
    for name in ("depends-on", "fixed-ends", "clauses-hanging-on-event"):
        rows = ask(told(), told_in(engine), name, {}, setting)
        assert clauses >= {row["clause"] for row in rows}, name


def test_a_scenario_tells_of_duties_only_if_asked() -> None:
    """Questions about clauses do no work for states: what they are told is what it was."""
    setting = told().setting(on="2027-04-02", known="2027-03-30")
    alone = set(scenario_triples(told().record, setting))
    whole = set(scenario_triples(told().record, setting, duties=True))

    assert alone < whole
    assert not [node for node, _, _ in alone if "/state/" in str(node)]
    assert [node for node, _, _ in whole - alone if "/state/" in str(node)]


def test_every_state_of_a_duty_has_a_name_and_periods() -> None:
    """Of one that something excuses there are six, without a deadline two."""
    triples = set(period_triples(told().record))
    names = {
        clause.id: {
            str(name)
            for duty, link, state in triples
            if (str(duty), link) == (clause.iri, PACT.possibleState)
            for node, has, name in triples
            if (node, has) == (state, PACT.stateName)
        }
        for clause in told().record.clauses.values()
    }
    states = {node for node, _, sort in triples if sort == PACT.StateOfDuty}

    assert {state.value for state in State} == names["pay"]
    assert {state.value for state in State} - {"excused"} == names["report"]
    assert {"pending", "fulfilled"} == names["supply"]
    assert set() == names["keep"] | names["quit"]
    assert states == {node for node, link, _ in triples if link == PACT.statePeriod}
    assert not states & {node for node, link, _ in triples if link == PACT.period}
    assert not states & {
        node for node, link, sort in triples if (link, sort) == (RDF.type, PACT.Period)
    }


def test_triples_grow_with_the_duties_and_no_faster(tmp_path: Path) -> None:
    """Three sizes: so many duties, each due in one month and excused by one event."""
    text = FILE.read_text(encoding="utf-8")
    start, end = text.index(":pay a odrl:Duty"), text.index(":pay-kept a pact:DerivedEvent")
    duty = "\n".join(
        line
        for line in text[start:end].splitlines()
        if not line.strip().startswith(("pact:fulfilment", "pact:lateness", "pact:violation"))
    )
    counts = []
    for number in (1, 6, 11):
        more = "".join(
            duty.replace(":pay ", f":more-{at} ").replace(":paid", f":paid-{at}")
            + f':paid-{at} a pact:Event ; rdfs:label "paid"@en .\n'
            f":deal odrl:obligation :more-{at} .\n"
            for at in range(number)
        )
        file = tmp_path / f"{number}.ttl"
        file.write_text(text + more, encoding="utf-8")
        record = load(str(file)).record
        setting = told().setting(on="2027-04-02", known="2027-03-30")
        counts.append(
            (
                len(set(period_triples(record))),
                len(set(scenario_triples(record, setting, duties=True))),
            )
        )

    for one, six, eleven in zip(*counts, strict=True):
        assert 0 < six - one == eleven - six < 5 * 120
