"""The tests of the W3C for SPARQL 1.1 Protocol (queries) and Service Description.

They are read from a folder beside the repository, or the one that SPARQL_TEST_SUITE names; where
it is not there, they are left out.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF

from made.serving import asked, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from made.serving import Answered

BESIDE = Path(__file__).parents[3] / "shared" / "conformance" / "sparql11"
SUITE = Path(os.environ.get("SPARQL_TEST_SUITE", BESIDE))
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DATA = "http://kasei.us/2009/09/sparql/data/"
QUERIES = [
    "query_post_form",
    "query_dataset_default_graphs_get",
    "query_dataset_default_graphs_post",
    "query_dataset_named_graphs_post",
    "query_dataset_named_graphs_get",
    "query_dataset_full",
    "query_multiple_dataset",
    "query_get",
    "query_content_type_select",
    "query_content_type_ask",
    "query_content_type_describe",
    "query_content_type_construct",
    "query_post_direct",
    "bad_query_method",
    "bad_multiple_queries",
    "bad_query_wrong_media_type",
    "bad_query_missing_form_type",
    "bad_query_missing_direct_type",
    "bad_query_non_utf8",
    "bad_query_syntax",
    "bad_update_get",
]
TYPES = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}
there = pytest.mark.skipif(
    not (SUITE / "protocol" / "manifest.ttl").is_file(),
    reason="the W3C's tests of SPARQL 1.1 are not beside the repository",
)


@cache
def manifest() -> Graph:
    """Return the tests of the protocol."""
    return Graph().parse(SUITE / "protocol" / "manifest.ttl")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Run a server that has the graphs of the tests, too."""
    triple = "<{0}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{1}> .\n"
    names = [f"{DATA}data{n}.rdf" for n in (1, 2, 3)]
    document = "http://xmlns.com/foaf/0.1/Document"
    named = {name: triple.format(name, document).encode() for name in names}
    with running(named=named) as found:
        yield f"{found.url}/sparql"


def called(name: str) -> Node:
    """Return the node of a test."""
    [found] = [
        s for s in manifest().subjects(RDF.type, MF.ProtocolTest) if f"{s}".endswith(f"#{name}")
    ]
    return found


def sent(url: str, request: Node) -> Answered:
    """Send a request as a test has it, to `url`."""
    graph = manifest()
    path = urlsplit(str(graph.value(request, HT.absolutePath)))
    headers = (
        {
            str(graph.value(each, HT.fieldName)): str(graph.value(each, HT.fieldValue))
            for each in Collection(graph, graph.value(request, HT.headers))
        }
        if graph.value(request, HT.headers)
        else {}
    )
    body = graph.value(request, HT.body)
    data = None
    if body is not None:
        coding = str(graph.value(body, CNT.characterEncoding))
        data = str(graph.value(body, CNT.chars)).encode(coding)
    target = url + path.path.removeprefix("/sparql") + (f"?{path.query}" if path.query else "")
    return asked(
        target, method=str(graph.value(request, HT.methodName)), headers=headers, body=data
    )


@there
@pytest.mark.parametrize("name", QUERIES)
def test_the_protocol_is_kept(name: str, endpoint: str) -> None:
    """Of each request the status, the kind of answer, and what an ASK query answers."""
    graph = manifest()
    requests = Collection(graph, graph.value(graph.value(called(name), MF.action), HT.requests))

    assert len(requests)
    for request in requests:
        found = sent(endpoint, request)
        expected = graph.value(request, HT.resp)
        wanted = {
            str(each).rpartition("StatusCode")[2][0]
            for each in graph.objects(expected, MF.expectedStatus)
        }
        assert str(found.status)[0] in wanted, found.text
        kind = graph.value(expected, MF.expectedFormat)
        if kind is not None:
            assert found.kind in TYPES[str(kind)]
        truth = graph.value(expected, MF.expectedBoolean)
        if truth is not None:
            assert truth.toPython() is found.json["boolean"]


@there
def test_no_test_of_queries_is_left_out() -> None:
    """All that are no updates, and the update by GET."""
    graph = manifest()
    names = {str(s).rpartition("#")[2] for s in graph.subjects(RDF.type, MF.ProtocolTest)}

    assert set(QUERIES) == {n for n in names if "update" not in n} | {"bad_update_get"}


def described(url: str) -> Graph:
    """Return the description of a service, as RDF."""
    found = asked(url, headers={"Accept": "application/rdf+xml;q=0.5, text/turtle"})

    assert (200, "text/turtle") == (found.status, found.kind)
    return Graph().parse(data=found.data, format="turtle")


def test_the_endpoint_returns_rdf(endpoint: str) -> None:
    """Test returns-rdf of the manifest."""
    assert len(described(endpoint))


def test_the_description_names_the_endpoint(endpoint: str) -> None:
    """Test has-endpoint-triple of the manifest."""
    assert (None, SD.endpoint, URIRef(endpoint)) in described(endpoint)


def test_the_description_keeps_to_its_vocabulary(endpoint: str) -> None:
    """Test conforms-to-schema of the manifest: each term is one, between what it is for."""
    graph = described(endpoint)
    between = {
        SD.endpoint: (SD.Service, None),
        SD.supportedLanguage: (SD.Service, None),
        SD.resultFormat: (SD.Service, None),
        SD.defaultDataset: (SD.Service, SD.Dataset),
        SD.defaultGraph: (SD.Dataset, SD.Graph),
        SD.namedGraph: (SD.Dataset, SD.NamedGraph),
        SD.name: (SD.NamedGraph, None),
    }
    kinds = {SD.Service, SD.Dataset, SD.Graph, SD.NamedGraph}
    said = [(s, p, o) for s, p, o in graph if str(p).startswith(str(SD))]

    assert {p for _, p, _ in said} == set(between)
    assert set(graph.objects(None, RDF.type)) <= kinds
    for subject, name, value in said:
        domain, range_ = between[name]
        assert (subject, RDF.type, domain) in graph
        assert range_ is None or (value, RDF.type, range_) in graph
    assert 1 == len(list(graph.subjects(RDF.type, SD.Service)))
    assert (None, SD.supportedLanguage, SD.SPARQL11Query) in graph
