"""What any client of SPARQL gets from `/sparql`, read by parsers of other makers."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result

from made.serving import asked, rows, shipped
from pactgraph.asking.status_graphs import STATUS

if TYPE_CHECKING:
    from made.serving import Answered

CLAUSES = (
    "SELECT ?clause ?label { ?clause a odrl:Duty ; rdfs:label ?label }"
    " ORDER BY ?clause ?label LIMIT 20"
)
ODD = 'SELECT ("a,\\"b\\"\\n\\tü😀"@de AS ?x) (<urn:x> AS ?y) ?z (1.50 AS ?w) {}'
GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s a odrl:Agreement ; ?p ?o } ORDER BY ?s ?p ?o LIMIT 100"
GRAPHS = "SELECT ?g { GRAPH ?g {} } ORDER BY ?g"
ON = {"on": "2029-01-01", "known": "2026-11-23"}


def posted(url: str, body: str, kind: str, accept: str = "") -> Answered:
    """Send a body to the endpoint."""
    headers = {"Content-Type": kind} | ({"Accept": accept} if accept else {})
    return asked(f"{url}/sparql", method="POST", body=body.encode(), headers=headers)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/sparql-results+json", "json"),
        ("application/json", "json"),
        ("application/sparql-results+xml", "xml"),
        ("application/xml", "xml"),
        ("text/csv", "csv"),
        ("text/tab-separated-values", "tsv"),
    ],
)
@pytest.mark.parametrize("query", [CLAUSES, ODD])
def test_rows_are_read_back(url: str, query: str, accept: str, form: str) -> None:
    """By rdflib, as the same rows that our own command gives."""
    found = asked(f"{url}/sparql", {"query": query}, headers={"Accept": accept})

    assert (200, accept) == (found.status, found.kind)
    ours = shipped().sparql(query)
    if form == "csv":
        head, *lines = csv.reader(io.StringIO(found.text, newline=""))
        assert list(ours.columns) == head
        assert ours.as_table().rows == lines
        return
    theirs = Result.parse(io.BytesIO(found.data), format=form)
    assert [str(name) for name in theirs.vars or ()] == list(ours.columns)
    read = [
        ["" if term is None else str(term) for term in (row.get(v) for v in theirs.vars or ())]
        for row in theirs.bindings
    ]
    assert ours.as_table().rows == read


@pytest.mark.parametrize(
    "accept", ["application/sparql-results+json", "text/csv", "text/tab-separated-values"]
)
def test_a_truth_value_is_given(url: str, accept: str) -> None:
    """True and false are told apart in every form."""
    said = [
        asked(f"{url}/sparql", {"query": query}, headers={"Accept": accept}).text.strip()
        for query in ("ASK { ?s a odrl:Duty }", "ASK { <urn:a> ?p ?o }")
    ]

    assert ["true", "false"] == [
        str(json.loads(text)["boolean"]).lower() if text.startswith("{") else text for text in said
    ]


def test_a_truth_value_is_given_as_xml(url: str) -> None:
    """Read by a parser of XML."""
    found = asked(
        f"{url}/sparql", {"query": "ASK {}"}, headers={"Accept": "application/sparql-results+xml"}
    )

    assert ["true"] == [
        each.text
        for each in ET.fromstring(found.data)  # noqa: S314 - we wrote it
        if each.tag.endswith("boolean")
    ]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
        ("text/n3", "n3"),
    ],
)
def test_triples_are_read_back(url: str, accept: str, form: str) -> None:
    """By rdflib, as the same triples, whatever their form."""
    found = asked(f"{url}/sparql", {"query": GRAPH}, headers={"Accept": accept})

    assert (200, accept) == (found.status, found.kind)
    read = Graph().parse(data=found.data, format=form)
    assert 100 == len(read)
    plain = asked(f"{url}/sparql", {"query": GRAPH}, headers={"Accept": "application/n-triples"})
    assert set(Graph().parse(data=plain.data, format="nt")) == set(read)


def test_a_thing_is_described(url: str) -> None:
    """DESCRIBE gives its triples."""
    found = asked(f"{url}/sparql", {"query": "DESCRIBE :MSOA-2025-12"})

    assert (URIRef("https://w3id.org/pactgraph/id/MSOA-2025-12"), None, None) in Graph().parse(
        data=found.data, format="turtle"
    )


def test_what_no_form_has_is_told(url: str) -> None:
    """Before it is worked out; and no property that XML has no name for is written wrongly."""
    for query, accept, said in (
        (CLAUSES, "text/turtle", "application/sparql-results+json"),
        (GRAPH, "text/csv", "text/turtle"),
        ("CONSTRUCT { <urn:a> <urn:1> 2 } {}", "application/rdf+xml", "no name in RDF/XML"),
    ):
        found = asked(f"{url}/sparql", {"query": query}, headers={"Accept": accept})
        assert 406 == found.status
        assert said in found.text


def test_a_query_is_sent_in_three_ways(url: str) -> None:
    """By GET, as a form, and as it is; each gives the same answer."""
    by_get = asked(f"{url}/sparql", {"query": CLAUSES})
    as_form = posted(url, urlencode({"query": CLAUSES}), "application/x-www-form-urlencoded")
    as_it_is = posted(url, CLAUSES, "application/sparql-query; charset=utf-8")

    assert by_get.data == as_form.data == as_it_is.data
    assert 20 == len(by_get.json["results"]["bindings"])


def test_a_client_of_another_maker_is_answered(url: str) -> None:
    """Rdflib's store of an endpoint: rows, a truth value, triples."""
    for method in ("GET", "POST", "POST_FORM"):
        graph = Graph(SPARQLStore(f"{url}/sparql", method=method))
        assert 20 == len(list(graph.query(CLAUSES)))
        assert graph.query("ASK { ?s a odrl:Duty }").askAnswer
        assert 100 == len(list(graph.query(GRAPH)))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("CLEAR ALL", "application/sparql-update"),
        ("update=CLEAR+ALL", "application/x-www-form-urlencoded"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "application/sparql-query"),
        ("# ASK\nPREFIX a: <urn:a>\ndelete where { ?s ?p ?o }", "application/sparql-query"),
    ],
)
def test_updates_are_refused(url: str, body: str, kind: str) -> None:
    """In whichever way they come; and nothing is changed."""
    before = rows(url, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    found = posted(url, body, kind)

    assert 403 == found.status
    assert "read-only" in found.text
    assert before == rows(url, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")


def test_relative_iris_are_those_of_the_endpoint(url: str) -> None:
    """Its URL is their base."""
    assert [[f"{url}/a"]] == rows(url, "SELECT (<a> AS ?x) {}")


def test_a_page_from_elsewhere_may_ask(url: str) -> None:
    """CORS: browsers ask first whether they may send a query as it is."""
    elsewhere = {"Origin": "https://example.org"}
    before = asked(
        f"{url}/sparql",
        method="OPTIONS",
        headers={
            **elsewhere,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    found = asked(f"{url}/sparql", {"query": "ASK {}"}, headers=elsewhere)
    wrong = asked(f"{url}/sparql", {"query": "ASK {"}, headers=elsewhere)

    assert 200 == before.status
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "content-type" in before.headers["access-control-allow-headers"]
    for each in (before, found, wrong):
        assert "*" == each.headers["access-control-allow-origin"]


def test_the_scenario_at_hand_is_a_named_graph(url: str) -> None:
    """That of `explain`: what it prints is answered as it is, with the same parameters."""
    graph = shipped()
    setting = graph.setting(
        on="2029-01-01", known="2026-11-23", assume={"agi-verified": "2028-06-01"}
    )
    for name, values in (("status", {}), ("duties", {}), ("owners", {"company": "openai-group"})):
        text = graph.explain(name, values, setting)
        ours = graph.query(name, values, setting)

        theirs = rows(url, text, **ON, assume="agi-verified=2028-06-01")

        assert ours.as_table().rows == theirs
        assert theirs


def test_each_request_has_its_own_scenario(url: str) -> None:
    """Two graphs, without the states of duties and with them, and no others are seen."""
    one = rows(url, GRAPHS, **ON)
    two = rows(url, GRAPHS, **ON, assume="agi-verified=2028-06-01")

    assert one
    assert two
    assert not {g for [g] in one} & {g for [g] in two}
    assert one == rows(url, GRAPHS, **ON)


def test_a_graph_that_is_kept_can_be_named(url: str) -> None:
    """By a dataset of the protocol, by FROM, in the query; nothing that is not kept is empty."""
    [[graph], *_] = rows(url, GRAPHS, **ON, assume="agi-verified=never")
    size = rows(url, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    assert int(size[0][0]) > 100
    assert size == rows(url, count, **{"default-graph-uri": graph})
    assert size == rows(url, count.replace("{ ?s", f"FROM <{graph}> {{ ?s"))
    gone = graph[:-4] + "0000"
    for given in (
        {"default-graph-uri": gone, "query": count},
        {"query": f"ASK {{ GRAPH <{gone}> {{}} }}"},
    ):
        found = asked(f"{url}/sparql", given)
        assert 400 == found.status
        assert "choose its scenario with the parameters on, known and assume" in found.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"query": "ASK {"}, "“{” in line 1 is not closed"),
        ({"query": " "}, "query is empty"),
        ({"query": "ASK { foo:bar ?p ?o }"}, "the prefix foo: is not declared"),
        ({"query": "ASK {}", "on": "2029-13-01"}, "2029-13-01"),
        ({"query": "ASK {}", "known": ""}, "known is empty"),
        ({"query": "ASK {}", "assume": "agi-verified"}, "should have two sides"),
        ({"query": "ASK {}", "assume": "agi-verifid=2028"}, "agi-verified"),
        ({"query": "ASK {}", "asume": "agi-verified=2028"}, "did you mean assume?"),
        ({"query": "ASK {}", "default-graph-uri": "no iri"}, "is no IRI"),
        ({"query": "ASK { " + "{" * 300}, "nested too deeply"),
        ({"query": "ASK { FILTER(" + "!" * 300 + "true) }"}, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_told(url: str, given: dict[str, str], said: str) -> None:
    """In a sentence, with a status that says whose fault it is."""
    found = asked(f"{url}/sparql", given)

    assert 400 == found.status
    assert said in found.text


def test_what_is_wrong_is_told_in_german(url: str) -> None:
    """To a client that prefers it."""
    found = asked(
        f"{url}/sparql",
        {"query": " ", "on": "2029-01-01"},
        headers={"Accept-Language": "de-DE,en;q=0.5"},
    )

    assert "ist leer" in found.text


def test_parameters_of_other_servers_are_passed_over(url: str) -> None:
    """Clients send them to everybody."""
    others = {"format": "json", "output": "json", "results": "json", "timeout": "0", "infer": "1"}

    assert 200 == asked(f"{url}/sparql", {"query": "ASK {}", **others}).status


def test_what_is_not_there_is_told(url: str) -> None:
    """A path, a method."""
    assert "there are /, /sparql, /questions" in asked(f"{url}/sparq").text
    found = asked(f"{url}/sparql", method="DELETE")
    assert 405 == found.status
    assert "GET" in found.headers["allow"]
    assert "DELETE is not answered here" in found.text


# ---- Days --------------------------------------------------------------------------------


def test_the_statuses_of_the_day_are_at_hand(url: str) -> None:
    """In a graph named by the day that the request chose, equal to those of the kernel."""
    query = "SELECT ?c ?s { GRAPH ?day { ?c pact:status ?s } }"
    graph = shipped()
    for on, assume in (("2026-10-10", {}), ("2029-06-30", {"agi-verified": "2028-06-01"})):
        setting = graph.setting(on=on, known="2026-10-10", assume=assume)
        told = {"assume": "agi-verified=2028-06-01"} if assume else {}
        found = rows(url, query, on=on, known="2026-10-10", **told)

        assert sorted(found) == sorted(
            [each.clause.iri, each.status.value] for each in graph.status(setting)
        )


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK { ?c pact:status 'in force' }", "named graphs only"),
        ("ASK { GRAPH ?day { ?c pact:holder ?p } }", "no named graph has pact:holder"),
        (f"ASK {{ GRAPH <{STATUS}/1999-01-01> {{ ?c ?p ?o }} }}", "not at hand"),
    ],
)
def test_what_is_asked_where_it_never_stands_is_told(url: str, query: str, told: str) -> None:
    """It would find nothing, as if nothing were so."""
    found = asked(f"{url}/sparql", {"query": query})

    assert 400 == found.status
    assert told in found.text
