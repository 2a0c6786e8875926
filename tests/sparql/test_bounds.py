"""A query and its answer are bounded: in time, in size, and in what a terminal shows."""

from __future__ import annotations

import math
from functools import cache

import pytest

from entry import completed
from pactgraph import PactGraph, load
from pactgraph.errors import QueryError
from pactgraph.sparql.rows import rows_from_json
from pactgraph.sparql.store import OxigraphStore

pytestmark = pytest.mark.many

LONG = 300
"""Seconds that no query here needs."""


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


@pytest.mark.many
def test_an_answer_that_is_too_large_is_refused() -> None:
    """Long before the deadline, in words; nothing of it is kept."""
    with pytest.raises(QueryError, match="the answer has more than 64 MB; ask for less"):
        graph().sparql("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", LONG)


def test_a_large_answer_within_the_bounds_is_given() -> None:
    """All of it."""
    rows = graph().sparql("SELECT * { ?a ?b ?c }", LONG)

    assert len(rows.rows) == len(set(rows.rows)) > 5_000


def test_reading_an_answer_ends_at_the_deadline() -> None:
    """After it, no more rows are read; without one, all are."""
    store = OxigraphStore()
    graph().fill(store)
    answer = store.select("SELECT * { ?a ?b ?c }").json

    assert rows_from_json(answer, -math.inf) is None
    assert rows_from_json(answer, math.inf) == rows_from_json(answer)


def test_a_table_shows_what_a_person_reads() -> None:
    """The first rows, and how many there are; CSV has all."""
    ask = "SELECT ?a ?b { ?a ?b ?c } ORDER BY ?a ?b"
    table = completed("sparql", ask)
    whole = completed("sparql", ask, "--format", "csv")
    count = len(whole.stdout.splitlines()) - 1

    assert f"The first 1,000 of {count:,} rows; --format csv gives all." in table.stdout
    assert 1_000 == len(table.stdout.splitlines()) - 4  # headings above, the note below
