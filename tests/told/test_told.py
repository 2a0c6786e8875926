"""Answers tell themselves: printed as the command prints them, short in lists, in notebooks."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from entry import run
from pactgraph import check, load
from pactgraph.resources import Resource, folder
from pactgraph.sparql.rows import rows_from_json
from pactgraph.telling.tables import as_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pactgraph.telling.told import Told

pytestmark = pytest.mark.many

GRAPH = load()
DAYS = ("--on", "2026-05-01", "--known", "2026-11-23")
ON = GRAPH.setting(on="2026-05-01", known="2026-11-23")
LATER = GRAPH.setting(on="2030-12-31", known="2026-11-23")
SELECT = "SELECT ?clause ?kind { ?clause dcterms:type ?kind } ORDER BY ?clause LIMIT 5"

ANSWERS: dict[str, tuple[tuple[str, ...], Callable[[], Told]]] = {
    "status": (("status", "MSOA-2025", *DAYS), lambda: GRAPH.status(ON, "MSOA-2025")),
    "why": (("why", "MSOA-2025-18", *DAYS), lambda: GRAPH.why("MSOA-2025-18", ON)),
    "may": (
        ("may", "microsoft", "use", "research IP", *DAYS),
        lambda: GRAPH.may("microsoft", "use", "research IP", ON),
    ),
    "impact": (
        ("impact", "agi-verified", "--when", "2028-06-01", "--known", "2026-11-23"),
        lambda: GRAPH.impact("agi-verified", ON, "2028-06-01"),
    ),
    "decision": (
        ("impact", "--clause", "MSOA-2026-06", "--by", "2030-12-31", "--known", "2026-11-23"),
        lambda: GRAPH.decision("MSOA-2026-06", LATER),
    ),
    "agreements": (
        ("diff", "MSOA-2025", "MSOA-2026", *DAYS),
        lambda: GRAPH.diff("MSOA-2025", "MSOA-2026", ON),
    ),
    "days": (
        ("diff", "2026-01-01", "2026-06-01", *DAYS),
        lambda: GRAPH.diff("2026-01-01", "2026-06-01", ON),
    ),
    "scenarios": (
        ("diff", "record", "agi-verified=never", *DAYS),
        lambda: GRAPH.diff("record", "agi-verified=never", ON),
    ),
    "conflicts": (("conflicts", *DAYS), lambda: GRAPH.conflicts(ON)),
    "show": (("show", "microsoft", *DAYS), lambda: GRAPH.show("microsoft", ON)),
    "find": (("find", "AGI"), lambda: GRAPH.find("AGI")),
    "list": (("list", "parties"), lambda: GRAPH.things("parties")),
    "query": (
        ("query", "owners", "company=openai-group", *DAYS),
        lambda: GRAPH.query("owners", company="openai-group", setting=ON),
    ),
    "sparql": (("sparql", SELECT), lambda: GRAPH.sparql(SELECT)),
}

each_answer = pytest.mark.parametrize("name", ANSWERS)


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have lines as long as those of the commands here."""
    monkeypatch.setenv("COLUMNS", "160")


def asked(name: str) -> tuple[tuple[str, ...], Told]:
    """Return a command, and what Python answers to the same question."""
    command, answer = ANSWERS[name]
    return command, answer()


@each_answer
def test_an_answer_prints_what_the_command_does(name: str, tmp_path: Path) -> None:
    """In English, as into a file."""
    command, answer = asked(name)

    assert run(*command, folder=tmp_path).out.decode() == f"{answer}\n"


@each_answer
def test_data_are_those_of_the_command(name: str, tmp_path: Path) -> None:
    """As JSON, and as rows with the columns of CSV."""
    command, answer = asked(name)
    found = run(*command, "--format", "json", folder=tmp_path)
    written = run(*command, "--format", "csv", folder=tmp_path).out.decode()

    assert json.loads(found.out) == answer.as_json()
    assert written == as_csv(answer.as_table())
    assert list(answer.as_table().columns) == next(csv.reader(io.StringIO(written)))
    assert len(answer.as_rows()) == len(pd.DataFrame(answer.as_rows()))


@each_answer
def test_a_notebook_shows_the_markdown_of_the_command(name: str, tmp_path: Path) -> None:
    """IPython finds it by itself, and keeps a short text beside it."""
    command, answer = asked(name)
    shown, _ = DisplayFormatter().format(answer)

    markdown = run(*command, "--format", "markdown", folder=tmp_path).out.decode()
    assert markdown == shown["text/markdown"]


@each_answer
def test_an_answer_is_short_in_a_list(name: str) -> None:
    """One line, however much there is to tell."""
    _, answer = asked(name)

    assert len(repr(answer)) <= 120
    assert "\n" not in repr(answer)
    assert repr(answer).startswith(f"<{type(answer).__name__}: ")


def test_other_things_are_short_too() -> None:
    """The graph, what it says, one clause, a setting."""
    things = [GRAPH, GRAPH.record, *GRAPH.record.things(), *GRAPH.status(ON), ON]

    assert all(len(repr(thing)) <= 300 for thing in things)
    assert repr(GRAPH) == f"<PactGraph: {GRAPH.record!r}, {len(GRAPH.triples)} triples>"
    assumed = GRAPH.setting(on="2026-01-01", known="2026-02-01", assume={"agi-verified": "never"})
    assert repr(assumed) == "<Setting: on=2026-01-01, known=2026-02-01, agi-verified=never>"


def test_an_answer_is_printed_in_a_notebook_like_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """What prints tables there would show them by itself, and leave the text empty."""
    monkeypatch.delenv("COLUMNS")
    answer = GRAPH.why("MSOA-2025-18", ON)
    elsewhere = str(answer)
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)

    assert elsewhere.startswith("MSOA-2025-18")
    assert elsewhere == str(answer)


def test_what_check_finds_tells_itself() -> None:
    """As the command says it of the shipped facts."""
    found = check([folder(Resource.FACTS)])

    assert str(found).startswith("Nothing is wrong. Read: ")
    assert [] == found.as_json() == found.as_rows()


def test_rows_are_mappings_with_plain_values() -> None:
    """Dates are dates, numbers are numbers, names of things are their IRIs."""
    stake = "https://w3id.org/pactgraph/id/MSOA-2019-01"
    rows = GRAPH.query("amounts", party="microsoft")
    (row,) = (row for row in rows if row["provision"] == stake)

    assert row["date"] == date(2019, 7, 22)
    assert row["value"] == 1_000_000_000
    assert row["receiver"] == "https://w3id.org/pactgraph/id/microsoft"
    assert row["payer"] is None


def test_rows_that_are_not_shown_are_told() -> None:
    """A thousand are shown to people, and how many there are is said; programs get all."""
    rows = GRAPH.sparql("SELECT * { ?s ?p ?o } LIMIT 1001")

    assert "The first 1,000 of 1,001 rows" in str(rows).splitlines()[-1]
    assert "The first 1,000 of 1,001 rows" in rows._repr_markdown_()
    assert 1_001 == len(rows.as_rows()) == len(rows)


def test_pandas_takes_rows_as_they_are() -> None:
    """One line a row, one column a variable."""
    rows = GRAPH.query("owners", company="openai-group")
    frame = pd.DataFrame(rows)

    assert list(rows.columns) == list(frame.columns)
    assert len(rows) == len(frame) == len(rows[:])
    assert list(rows) == frame.astype(object).where(frame.notna(), None).to_dict("records")


VALUES = [
    ("7", "integer", 7),
    ("7.50", "decimal", Decimal("7.50")),
    ("INF", "double", float("inf")),
    ("true", "boolean", True),
    ("0", "boolean", False),
    ("2026-02-28", "date", date(2026, 2, 28)),
    ("2026-02-28Z", "date", "2026-02-28Z"),
    ("2026", "gYear", "2026"),
    ("2026-02-30", "date", "2026-02-30"),
    ("many", "integer", "many"),
    ("maybe", "boolean", "maybe"),
    ("ten", "decimal", "ten"),
    ("2026-02-28T24:00:00Z", "dateTime", "2026-02-28T24:00:00Z"),
    ("P1Y", "duration", "P1Y"),
]


@pytest.mark.parametrize(("text", "datatype", "value"), VALUES)
def test_a_literal_becomes_the_value_it_stands_for(
    text: str, datatype: str, value: object
) -> None:
    """What Python has no value for, and what its datatype does not allow, stays text."""
    term = {
        "type": "literal",
        "value": text,
        "datatype": f"http://www.w3.org/2001/XMLSchema#{datatype}",
    }
    data = {"head": {"vars": ["x", "y"]}, "results": {"bindings": [{"x": term}]}}
    [row] = rows_from_json(json.dumps(data).encode())

    assert {"x": value, "y": None} == row
    assert type(value) is type(row["x"])
