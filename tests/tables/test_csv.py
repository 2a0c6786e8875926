"""CSV that a spreadsheet shows and does not run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.tables import Table, as_csv

RUN = ["=", "+", "-", "@", "\t", "\r"]
"""How a text begins that a spreadsheet may run (OWASP, CSV Injection)."""


def cell(text: str) -> str:
    """Return what a reader of CSV finds in place of `text`."""
    written = as_csv(Table(("a", "b"), [("", text)]))
    _, (_, found) = csv.reader(io.StringIO(written, newline=""), strict=True)
    return found


@pytest.mark.parametrize("begins", RUN)
@pytest.mark.parametrize("rest", ["", "cmd|' /C calc'!A0", "=1+1", "\n", '"', "1"])
def test_a_text_that_a_spreadsheet_would_run_is_quoted(begins: str, rest: str) -> None:
    """An apostrophe in front makes a text of it."""
    assert f"'{begins}{rest}" == cell(begins + rest)


@given(text=st.text())
def test_any_other_text_stays_as_it_is(text: str) -> None:
    """Nothing is added to, lost from, or changed in what no spreadsheet runs."""
    assert (f"'{text}" if text[:1] in RUN else text) == cell(text)
