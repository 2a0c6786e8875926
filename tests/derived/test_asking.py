"""`pactgraph sparql` of a day: what is at hand is asked, what is not is told."""

from __future__ import annotations

import json
import math
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from entry import run
from pactgraph.asking.clause_triples import clause_triples
from pactgraph.asking.graphs_asked import OF_DAYS, OF_SCENARIOS, refuse_misplaced
from pactgraph.asking.scenario_writing import SCENARIO
from pactgraph.asking.status_graphs import STATUS, status_graph
from pactgraph.errors import ContradictoryScenarioError, QueryError
from pactgraph.graph import PactGraph, load
from pactgraph.sparql.answers import Statements, Truth, answer_from
from pactgraph.sparql.rows import Rows
from pactgraph.terms import PACT, RDF

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.asking.setting import Setting

DAY = ("--on", "2026-10-10", "--known", "2026-10-10")
IN_FORCE = "SELECT ?c { GRAPH ?day { ?c pact:status 'in force' } }"


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def day(on: str = "2026-10-10", **more: object) -> Setting:
    """Return a setting that is known on the last day of the record."""
    return graph().setting(on=on, known="2026-10-10", **more)  # type: ignore[arg-type]


def in_force(setting: Setting) -> set[str]:
    """Return what the kernel says is in force."""
    return {each.clause.iri for each in graph().status(setting) if each.status == "in force"}


def rows(text: str, setting: Setting) -> Rows:
    """Return the rows of a SELECT query."""
    found = graph().sparql(text, setting=setting)
    assert isinstance(found, Rows)
    return found


# ---- What is at hand --------------------------------------------------------------------


def test_the_day_that_is_asked_about_is_the_only_one() -> None:
    """Whatever was asked before, a query without the name of a day sees one."""
    for on in ("2025-06-01", "2026-10-10", "2031-01-01"):
        found = rows("SELECT ?g ?c { GRAPH ?g { ?c pact:status 'in force' } }", day(on))

        assert {status_graph(day(on))} == {row["g"] for row in found}
        assert in_force(day(on)) == {row["c"] for row in found}


def test_suppositions_count() -> None:
    """The statuses are those of the kernel under them, and the scenario says what was assumed."""
    setting = day("2031-01-01", assume={"agi-verified": "2029-06-01"})
    when = "SELECT ?t { GRAPH ?s { :agi-verified pact:earliest ?t } }"

    assert in_force(setting) == {row["c"] for row in rows(IN_FORCE, setting)}
    assert in_force(setting) != in_force(day("2031-01-01"))
    assert {"2029-06-01T00:00:00+00:00"} == {
        row["t"].isoformat()  # type: ignore[union-attr]
        for row in rows(when, setting)
    }


def test_a_day_is_today_if_nothing_is_said() -> None:
    """As it is of any other command."""
    today = graph().setting()
    found = graph().sparql(
        "SELECT DISTINCT ?d ?k { GRAPH ?g { ?g pact:ofDay ?d ; pact:knownThrough ?k } }"
    )

    assert isinstance(found, Rows)
    assert [(today.on.text, today.known.text)] == [(str(r["d"]), str(r["k"])) for r in found]


def test_several_threads_ask_of_several_days() -> None:
    """None sees the day of another."""
    days = [day(f"20{year}-01-01") for year in range(22, 28)] * 2

    def ask(setting: Setting) -> bool:
        found = rows("SELECT ?g ?c { GRAPH ?g { ?c pact:status 'in force' } }", setting)
        return {(row["g"], row["c"]) for row in found} == {
            (status_graph(setting), iri) for iri in in_force(setting)
        }

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(ask, days))


def test_what_cannot_be_assumed_is_told_whatever_is_asked() -> None:
    """Even where the query asks of no day."""
    setting = day(assume={"agi-declared": "2030-01-01", "agi-verified": "2029-01-01"})

    with pytest.raises(ContradictoryScenarioError):
        graph().sparql("ASK { ?a ?b ?c }", setting=setting)


def test_the_command_line_takes_the_day(tmp_path: Path) -> None:
    """As the other commands do: the same clauses, whatever is assumed."""
    more = ["--assume", "agi-verified=2029-06-01"]
    words = ["--on", "2031-01-01", "--known", "2026-10-10", *more]
    asked = run("sparql", IN_FORCE, *words, "-f", "csv", folder=tmp_path)
    told = run("status", *words, "-f", "json", folder=tmp_path)
    by_status = {row["iri"] for row in json.loads(told.out) if row["status"] == "in force"}

    assert by_status == set(asked.out.decode().split()[1:])


# ---- What is not at hand ----------------------------------------------------------------

ANOTHER = f"{STATUS}/2026-10-11"
MISPLACED = [
    (f"SELECT * {{ GRAPH <{ANOTHER}> {{ ?c ?p ?o }} }}", ANOTHER),
    (f"PREFIX s: <{STATUS}/> SELECT * {{ GRAPH s:2026-10-11 {{ ?c ?p ?o }} }}", ANOTHER),
    (f"BASE <{STATUS}/> ASK {{ GRAPH <2026-10-11> {{ ?c ?p ?o }} }}", ANOTHER),
    (f"SELECT * {{ VALUES ?g {{ <{ANOTHER}> }} GRAPH ?g {{ ?c ?p ?o }} }}", ANOTHER),
    (f"SELECT * {{ GRAPH ?g {{ ?c ?p ?o }} FILTER (?g = <{ANOTHER}>) }}", ANOTHER),
    (f"SELECT * {{ BIND (IRI('{ANOTHER}') AS ?g) GRAPH ?g {{ ?c ?p ?o }} }}", ANOTHER),
    (f"DESCRIBE <{ANOTHER}>", ANOTHER),
    (f"SELECT * {{ GRAPH <{SCENARIO}/abc> {{ ?c ?p ?o }} }}", f"{SCENARIO}/abc"),
    ("SELECT * { GRAPH <urn:other> { ?c ?p ?o } }", "no graph <urn:other>"),
    ("SELECT * { ?c pact:status 'in force' }", "pact:status stands in named graphs only"),
    ("SELECT * { ?c pact:holder ?h OPTIONAL { ?c pact:dependsOn ?e } }", "pact:dependsOn stands"),
    ("ASK { ?e pact:latest ?t }", "pact:latest stands in named graphs only"),
    ("ASK { GRAPH ?g { ?c a ?t } FILTER EXISTS { ?c pact:status ?s } }", "pact:status stands"),
    ("ASK { FILTER NOT EXISTS { GRAPH ?g { ?c pact:holder ?s } } }", "no named graph has pact:h"),
    ("ASK { GRAPH ?g { ?c a ?t FILTER EXISTS { ?c pact:owedBy ?s } } }", "no named graph has"),
    ("SELECT * { { SELECT ?c { ?c pact:status ?s } } }", "pact:status stands"),
    (f"ASK {{ ?c <{PACT.status}> ?s }}", "write GRAPH ?graph { … pact:status … }"),
    ("SELECT * { GRAPH ?g { ?c pact:status ?s ; pact:holder ?h } }", "no named graph has pact:h"),
    ("ASK { GRAPH ?g { ?c ?p ?o . ?c rdfs:label ?l } }", "no named graph has rdfs:label"),
    ("ASK { GRAPH ?g { ?c pact:status ?s . ?e pact:earliest ?t } }", "write a GRAPH for each"),
    (f"ASK {{ GRAPH <{STATUS}/2026-10-10> {{ ?e pact:earliest ?t }} }}", "write a GRAPH for each"),
    (f"SELECT * {{ GRAPH <{ANOTHER}> {{ ?s ?p ?o }} }} #{'#' * 20_000}", ANOTHER),
]


@pytest.mark.parametrize(("query", "told"), MISPLACED, ids=range(len(MISPLACED)))
def test_what_can_have_no_answer_is_told(query: str, told: str) -> None:
    """Instead of no rows, which would say that nothing is so."""
    with pytest.raises(QueryError) as caught:
        graph().sparql(query, setting=day())

    assert told in str(caught.value)


PLACED = [
    "ASK { pact:status rdfs:label ?l }",
    f"ASK {{ GRAPH <{STATUS}/2026-10-10> {{ ?c pact:status 'in force' ; a ?nothing }} }}",
    "ASK { GRAPH ?g { ?c pact:status ?s } GRAPH ?h { ?e pact:earliest ?t } }",
    "ASK { ?c pact:holder ?h . GRAPH ?g { ?c pact:status 'depends' ; pact:dependsOn ?e } }",
    "ASK { GRAPH ?g { ?g a pact:StatusGraph } }",
    "ASK { GRAPH ?g { ?c ?p ?o } }",
    "ASK { ?c ?p 'graph', 'pact:status' }",
    f"SELECT ({'(' * 400}1{')' * 400} AS ?graph) {{}}",
]


@pytest.mark.parametrize("query", PLACED, ids=range(len(PLACED)))
def test_what_can_have_an_answer_is_not_refused(query: str) -> None:
    """Not even if it has none; nor what another than this has to refuse."""
    refuse_misplaced(query, [f"{STATUS}/2026-10-10"])


def test_each_property_stands_where_it_is_looked_for() -> None:
    """In the store: those of days and scenarios in named graphs alone, all others not there."""
    read = Dataset()
    read.parse(data=graph().dataset(day()), format="nquads")
    named: dict[bool, set[object]] = {True: set(), False: set()}
    for each in read.graphs():
        if each.identifier != read.default_graph.identifier:
            named[str(each.identifier).startswith(STATUS)] |= {*each.predicates()} - {RDF.type}
    default = {*read.default_graph.predicates()}

    assert named[True] <= OF_DAYS
    assert {PACT.status, PACT.dependsOn, PACT.ofDay, PACT.knownThrough} <= named[True]
    assert named[False] <= OF_SCENARIOS
    assert {PACT.earliest, PACT.latest} <= named[False]
    assert set() == default & (OF_DAYS | OF_SCENARIOS)
    assert {predicate for _, predicate, _ in clause_triples(graph().record)} <= default


# ---- Other forms of queries -------------------------------------------------------------


def test_ask_is_true_or_false(tmp_path: Path) -> None:
    """Both are answers: the exit status is 0."""
    truth = graph().sparql("ASK { :MSOA-2025-12 pact:holder :microsoft }")
    untruth = graph().sparql("ASK { :MSOA-2025-12 pact:holder :openai }")
    asked = [
        run("sparql", f"ASK {{ :MSOA-2025-12 pact:holder :{who} }}", *more, folder=tmp_path)
        for who in ("microsoft", "openai")
        for more in ([], ["-f", "json"], ["-f", "csv"], ["-f", "markdown"])
    ]

    assert isinstance(truth, Truth)
    assert (True, False) == (bool(truth), bool(untruth))
    assert [0] * 8 == [found.status for found in asked]
    assert "true\n" == asked[0].text
    assert {"head": {}, "boolean": True} == json.loads(asked[1].out)
    assert ["boolean", "true"] == asked[2].text.split()
    assert "true\n" == asked[3].text
    assert ["false\n", "false\n"] == [asked[4].text, asked[7].text]
    assert {"head": {}, "boolean": False} == json.loads(asked[5].out)


CONSTRUCT = "CONSTRUCT { ?c pact:holder ?h } WHERE { ?c pact:holder ?h ; pact:agreement :DIOA }"


@pytest.mark.parametrize("form", ["", "turtle", "json-ld", "nt"])
@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE :MSOA-2025-12", "DESCRIBE :nobody"])
def test_triples_are_written_in_forms_that_others_read(
    query: str, form: str, tmp_path: Path
) -> None:
    """All forms say the same; without one it is Turtle."""
    found = graph().sparql(query)
    written = run("sparql", query, *(["-f", form] if form else []), folder=tmp_path)

    assert isinstance(found, Statements)
    read = Graph().parse(data=written.out.decode(), format=form or "turtle")
    assert (0, b"") == (written.status, written.err)
    assert isomorphic(read, found.as_rdflib())
    assert len(read) == len(found) == len({*found})
    assert ("nobody" in query) == (not found.triples)


def test_described_is_what_the_store_says_of_it() -> None:
    """With what is worked out; construct is what its pattern finds."""
    found = graph().sparql("DESCRIBE :MSOA-2025-12")
    made = graph().sparql(CONSTRUCT)
    assert isinstance(found, Statements)
    assert isinstance(made, Statements)
    rest = graph().sparql("SELECT ?p ?o { :MSOA-2025-12 ?p ?o }")
    assert isinstance(rest, Rows)

    assert {(t.predicate, t.object) for t in found} == {*rest.rows}
    record = graph().record
    assert {(t.subject.value, t.object.value) for t in made} == {
        (clause.iri, holder)
        for clause in record.clauses.values()
        if clause.agreement.endswith("/DIOA")
        for holder in clause.holders
    }
    assert made.triples[0] in made
    assert ["subject", "predicate", "object"] == [*made.as_rows()[0]]
    assert str(made).startswith("@prefix")


def test_odd_texts_come_back_as_they_are() -> None:
    """Line ends of any sort, quotation marks and signs that Turtle escapes."""
    odd = "a\u2028b\u0085c\x1cd\\n\"'''😀\r\n\t"
    query = 'CONSTRUCT { <urn:s> <urn:p> "%s" } WHERE {}'
    escaped = (
        odd.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\n", "\\n")
    )
    found = graph().sparql(query % escaped)
    assert isinstance(found, Statements)

    for form in ("turtle", "json-ld", "nt"):
        [triple] = Graph().parse(data=found.text(form), format=form)
        assert odd == str(triple[2]), form


def test_reading_triples_ends_at_the_deadline() -> None:
    """After it, no more are read; without one, all are."""
    data = b"<urn:a> <urn:b> <urn:c> .\n"

    assert answer_from(data, -math.inf) is None
    assert answer_from(data, math.inf) == answer_from(data)


@pytest.mark.parametrize(
    ("query", "form", "told"),
    [
        (CONSTRUCT, "csv", "turtle json-ld nt"),
        ("DESCRIBE :MSOA-2025-12", "table", "turtle json-ld nt"),
        ("SELECT * { ?a ?b ?c } LIMIT 1", "turtle", "table json csv markdown"),
        ("ASK {}", "nt", "table json csv markdown"),
    ],
)
def test_a_format_that_does_not_fit_is_told(
    query: str, form: str, told: str, tmp_path: Path
) -> None:
    """With those that do."""
    found = run("sparql", query, "-f", form, folder=tmp_path)

    assert (2, True) == (found.status, told in found.text)


def test_a_form_that_there_is_not_is_told() -> None:
    """With those that there are."""
    with pytest.raises(QueryError, match="turtle json-ld nt, not as rdf/xml"):
        Statements(()).text("rdf/xml")


def test_no_update_is_run() -> None:
    """Nor anything else that is no query."""
    for text in ("INSERT DATA { <urn:a> <urn:b> 1 }", "LOAD <urn:x>", "CLEAR ALL", ""):
        with pytest.raises(QueryError, match="SELECT, ASK, CONSTRUCT, DESCRIBE"):
            graph().sparql(text)


def test_a_foreign_store_answers_the_same(tmp_path: Path) -> None:
    """What is exported for a day has the graph that `sparql` asks of that day."""
    text = run("export", "--triples", *DAY, folder=tmp_path).out
    store = pyoxigraph.Store()
    store.load(text, pyoxigraph.RdfFormat.N_QUADS)
    query = f"SELECT ?c {{ GRAPH <{STATUS}/2026-10-10> {{ ?c <{PACT.status}> 'in force' }} }}"
    elsewhere = store.query(query)
    assert isinstance(elsewhere, pyoxigraph.QuerySolutions)

    assert {row["c"] for row in rows(query, day())} == {row["c"].value for row in elsewhere}
