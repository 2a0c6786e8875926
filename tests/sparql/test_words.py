"""What is said about a query that is not answered: in one sentence, with the line as written."""

from __future__ import annotations

from functools import cache

import pytest

from pactgraph.errors import QueryError
from pactgraph.graph import PactGraph, load
from pactgraph.sparql.words import form

DEEP = 20_000


@cache
def graph() -> PactGraph:
    """Return the shipped facts."""
    return load()


def refusal(query: str) -> str:
    """Return what is said about `query`, which is one line and no list of a grammar's signs."""
    with pytest.raises(QueryError) as caught:
        graph().sparql(query)
    said = str(caught.value)
    assert "\n" not in said
    assert "expected" not in said
    assert 200 > len(said)
    return said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s foo:bar ?o }", "the prefix foo: is not declared; line 1"),
        ("SELECT *\nWHERE {\n\n  ?s a foo:bar }", "the prefix foo: is not declared; line 4"),
        ("SELECT *\r\nWHERE {\r  ?s a foo:bar }", "the prefix foo: is not declared; line 3"),
        ("PREFIX a: <x:y#>\nSELECT * { ?s a:b b:c }", "the prefix b: is not declared; line 2"),
        (
            "SELECT * { ?s ?p 'a:b' . # c:d\n ?s <e:f> g:h }",
            "the prefix g: is not declared; line 2",
        ),
        ("SELECT * { ?s ?p '''a:b\nc:d''', g:h }", "the prefix g: is not declared; line 2"),
        ("SELECT * { ?s ?p 'x'^^foo:bar }", "the prefix foo: is not declared; line 1"),
        ("SELECT * { ?s ?p ?o FILTER(foo:bar(?o)) }", "the prefix foo: is not declared; line 1"),
        ("SELECT * { ?s dcterm:title ?o }", "is not declared; line 1; did you mean dcterms:?"),
        ("SELECT * {\n  { ?s ?p ?o\n}", "“{” in line 1 is not closed"),
        ("SELECT * { ?s ?p ?o }\n}", "“}” in line 2 closes nothing"),
        ("SELECT * { ?s ?p (?o } )", "“}” in line 1 closes nothing"),
        ("SELECT * {\n ?s ?p 'o }", "the text that begins in line 2 with ' is not closed"),
        ('SELECT * { ?s ?p "o\n" }', 'the text that begins in line 1 with " is not closed'),
        ("SELECT * {} LIMIT x", "line 1, column 19: “x”"),
        ("SELECT * {}\n\nORDER LIMIT 3", "line 3, column 7: “LIMIT 3”"),
        ("SELECT * { ?s ?p <a b> }", "an IRI is not written in full, or is none; line 1"),
        ("SELECT * {\n ?s ?p <b> }", "an IRI is not written in full, or is none; line 2 or above"),
        ("SELECT ?a (1 AS ?a) {}", "SELECT names a variable twice; line 1"),
        ("SELECT (1 AS ?x) { BIND(2 AS ?x) }", "SELECT gives a value to a variable that has one"),
        ("SELECT ?b (SUM(?a) AS ?n) { ?a ?b ?c }", "neither grouped by nor aggregated"),
        ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", "does not parse; the fault is in line 1"),
        ("PREFIX foo <x:y> SELECT * {}", "line 1, column 8: “foo <x:y> SELECT * {}”"),
        ("", "this one is empty"),
        (" # SELECT * {}", "this one is empty"),
        ("SELEC *", "this one begins with “SELEC”"),
        ("PREFIX a: <x:y#> CLEAR ALL", "this one begins with “CLEAR”"),
        ("INSERT DATA { <x:y> <x:y> <x:y> }", "this one begins with “INSERT”"),
        ("SELECT * { FILTER(" + "(" * DEEP + "1" + ")" * DEEP + ") }", "nested too deeply"),
        ("SELECT * { ?s foo:from ?o }", "the prefix foo: is not declared; line 1"),
        ("SELECT ('from' AS ?x) {\n FILTER() }", "line 2"),
    ],
)
def test_a_query_that_does_not_parse_is_explained(query: str, said: str) -> None:
    """The sentence names what is wrong and the line, and hands through nothing of a parser's."""
    assert said in refusal(query)


def test_a_long_query_is_not_called_nested() -> None:
    """Whatever its length, a query that is flat is answered."""
    chain = " . ".join(f"?a odrl:permission ?b{number}" for number in range(1_000))

    rows = graph().sparql(f"SELECT * {{ {chain} FILTER(false) }}")

    assert 1_001 == len(rows.columns)


def test_words_in_texts_and_names_are_no_keywords() -> None:
    """SERVICE and FROM may stand in texts, comments, variables and names."""
    query = "SELECT ('from' AS ?service) { # SERVICE\n ?s a odrl:Agreement } LIMIT 1"

    assert [["from"]] == [[str(term.value) for term in row] for row in graph().sparql(query).rows]


@pytest.mark.long
def test_more_memory_than_a_query_may_use_is_named() -> None:
    """A cross product that is kept as a whole is stopped at its memory, and called so."""
    everything = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(3))

    with pytest.raises(QueryError, match="needs more than the 4 GB of memory"):
        graph().sparql(f"SELECT * {{ {everything} }} ORDER BY ?a0", deadline=300)


@pytest.mark.parametrize("begun", ["", "PREFIX a: <b:c>\n", "# ASK {}\nbase <x:y> ", "\t\n "])
def test_the_form_of_a_query_stands_below_its_prefixes(begun: str) -> None:
    """Prefixes, the base, comments and white space come before the word."""
    assert "SELECT" == form(f"{begun}select * {{}}")
    assert "" == form(begun)
