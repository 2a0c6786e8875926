"""Clients that nobody here wrote get right answers."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import SPARQLWrapper as wrapper  # noqa: N813 - so it is called
from rdflib import RDF, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from made.serving import shipped
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = "SELECT ?s ?l { ?s a odrl:Agreement ; rdfs:label ?l } ORDER BY ?s ?l"
TRIPLES = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a odrl:Agreement ; rdfs:label ?l }"
CURL = shutil.which("curl")


def right() -> list[list[str]]:
    """Return the rows that our own command has."""
    return [*map(list, shipped().sparql(ROWS).as_table().rows)]


def curl(*arguments: str) -> str:
    """Return what curl prints."""
    return subprocess.run(
        [CURL or "curl", "--silent", "--fail-with-body", *arguments],
        capture_output=True,
        check=True,
        text=True,
    ).stdout


@pytest.mark.skipif(CURL is None, reason="there is no curl on this machine")
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_curl_is_answered(way: str, url: str) -> None:
    """In each way that the protocol has."""
    ways = {
        "get": ("-G", "--data-urlencode", f"query={ROWS}"),
        "form": ("--data-urlencode", f"query={ROWS}"),
        "direct": ("-H", "Content-Type: application/sparql-query", "--data-binary", ROWS),
    }
    found = json.loads(curl(f"{url}/sparql", *ways[way]))["results"]["bindings"]

    assert right() == [[row["s"]["value"], row["l"]["value"]] for row in found]


def asked(url: str, query: str, method: str, form: str) -> Any:  # noqa: ANN401 - as it converts
    """Return what SPARQLWrapper makes of an answer."""
    client = wrapper.SPARQLWrapper(f"{url}/sparql")
    client.setQuery(query)
    client.setMethod(wrapper.GET if method == "get" else wrapper.POST)
    if method == "direct":
        client.setRequestMethod(wrapper.POSTDIRECTLY)
    client.setReturnFormat(form)
    return client.queryAndConvert()


def plain(form: str, found: Any) -> Iterator[list[str]]:  # noqa: ANN401 - as it converts
    """Yield rows as texts, from what SPARQLWrapper makes of a form."""
    if form == wrapper.JSON:
        yield from ([r["s"]["value"], r["l"]["value"]] for r in found["results"]["bindings"])
    else:
        for row in found.getElementsByTagName("result"):
            yield ["".join(_texts(each)) for each in row.getElementsByTagName("binding")]


def _texts(node: Any) -> Iterator[str]:  # noqa: ANN401 - a node of minidom
    for child in node.childNodes:
        yield child.data if child.nodeType == child.TEXT_NODE else "".join(_texts(child))


@pytest.mark.parametrize("method", ["get", "form", "direct"])
@pytest.mark.parametrize("form", [wrapper.JSON, wrapper.XML])
def test_sparqlwrapper_gets_rows(form: str, method: str, url: str) -> None:
    """In both forms that it converts, in each way."""
    assert right() == list(plain(form, asked(url, ROWS, method, form)))


@pytest.mark.parametrize("form", [wrapper.CSV, wrapper.TSV])
def test_sparqlwrapper_gets_tables(form: str, url: str) -> None:
    """As they are sent."""
    found = asked(url, ROWS, "get", form).decode()

    assert len(right()) + 1 == len(found.splitlines())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # what it converts with
@pytest.mark.parametrize("form", [wrapper.TURTLE, wrapper.N3, wrapper.RDFXML, wrapper.JSONLD])
def test_sparqlwrapper_gets_triples(form: str, url: str) -> None:
    """In every form that it asks for."""
    found = asked(url, TRIPLES, "get", form)
    read = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")

    assert len(right()) == len(read)


def test_sparqlwrapper_tells_what_is_wrong(url: str) -> None:
    """The sentence reaches whoever asked."""
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="line 1 is not closed"):
        asked(url, "SELECT * {", "get", wrapper.JSON)


def store(url: str, **options: str) -> Graph:
    """Return the endpoint as a graph of rdflib."""
    return Graph(SPARQLStore(f"{url}/sparql", **options))


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_the_endpoint_as_a_store(method: str, form: str, url: str) -> None:
    """Rows, truth values and triples, in each way and form that it has."""
    asked = store(url, method=method, returnFormat=form)

    assert right() == [[str(row["s"]), str(row["l"])] for row in asked.query(ROWS)]
    assert asked.query("ASK { ?s a odrl:Agreement }").askAnswer is True
    assert asked.query("ASK { ?s a odrl:Nothing }").askAnswer is False


def test_rdflib_looks_up_triples_there(url: str) -> None:
    """By patterns, as in any graph of its own."""
    agreement = URIRef(f"{PREFIXES['odrl']}Agreement")
    found = {str(subject) for subject in store(url).subjects(RDF.type, agreement)}

    assert {row[0] for row in right()} == found
    assert found == {*shipped().record.agreements}


def test_rdflib_tells_what_is_wrong(url: str) -> None:
    """As an error: never as an empty answer."""
    with pytest.raises(ValueError, match="formulating either the URI or your SPARQL query"):
        list(store(url).query("SELECT * {"))
