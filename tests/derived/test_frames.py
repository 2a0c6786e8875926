"""Answers as data frames, where pandas is installed; where it is not, that is told."""

from __future__ import annotations

import sys
from datetime import date
from functools import cache

import pandas as pd
import pytest

from pactgraph.errors import MissingPackageError
from pactgraph.graph import PactGraph, load
from pactgraph.sparql.answers import Statements
from pactgraph.sparql.rows import Rows


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def rows(text: str) -> Rows:
    """Return the rows of a SELECT query."""
    found = graph().sparql(text)
    assert isinstance(found, Rows)
    return found


def test_a_question_is_a_data_frame() -> None:
    """With a column a variable, a row a row, and plain values."""
    found = graph().query("owners", company="openai-group")
    frame = found.to_pandas()

    assert [*found.columns] == [*frame.columns]
    assert [tuple(row.values()) for row in found] == [
        tuple(None if pd.isna(value) else value for value in row)
        for row in frame.itertuples(index=False)
    ]


def test_a_query_is_a_data_frame_with_days_as_days() -> None:
    """So that they can be compared."""
    frame = rows("SELECT ?c ?d { ?c pact:endedOn ?d }").to_pandas()

    assert date(2026, 4, 27) in set(frame["d"])
    assert len(frame) == len(frame[frame["d"] <= date(2026, 10, 10)]) > 20


def test_without_rows_the_columns_stay() -> None:
    """A data frame without columns would fail whoever names them."""
    frame = rows("SELECT ?a ?b { ?a <urn:nothing> ?b }").to_pandas()

    assert (["a", "b"], 0) == ([*frame.columns], len(frame))


def test_triples_are_a_data_frame() -> None:
    """Of three columns."""
    found = graph().sparql("DESCRIBE :MSOA-2025-12")
    assert isinstance(found, Statements)
    frame = found.to_pandas()

    assert ["subject", "predicate", "object"] == [*frame.columns]
    assert len(found) == len(frame)


def test_without_pandas_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """And how it is installed; what does not need it goes on."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    found = graph().query("owners", company="openai-group")

    with pytest.raises(MissingPackageError, match="needs pandas; install it: pip install pandas"):
        found.to_pandas()
    assert isinstance(MissingPackageError("x"), ImportError)
    assert [*found]
