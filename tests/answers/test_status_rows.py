"""The rows that status shows: for people, and flat for CSV."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pactgraph.asking.status.answer import statuses
from pactgraph.asking.status.data import status_objects
from pactgraph.asking.status.tree import status_table
from pactgraph.graph import PactGraph, load
from pactgraph.telling.citations import source_object
from pactgraph.telling.tables import flat_records


@cache
def graph() -> PactGraph:
    """Return the shipped facts."""
    return load()


def test_a_row_says_who_owes_whom_and_what_it_hangs_on() -> None:
    """In both languages; the status has a colour of its own."""
    setting = graph().setting(on="2029-01-01", known="2026-11-23")
    answers = graph().status(setting, ["MSOA-2025-12", "MSOA-2025-18"])

    english = status_table(graph().record, answers, setting, "en")
    german = status_table(graph().record, answers, setting, "de")

    assert ("Clause", "What", "Holder ← owed by", "Status", "When") == english.columns
    assert ("Klausel", "Was", "Inhaber ← geschuldet von", "Status", "Wann") == german.columns
    research, share = english.rows
    assert ("MSOA-2025-12", "Licence to OpenAI's research IP") == tuple(research[:2])
    assert "Microsoft ← OpenAI" == research[2]
    said = "depends on “AGI verified”, “the 2026 amendment ended the research licence”"
    assert (said, "ended") == (research[3], share[3])
    assert {said: "yellow", "ended": "dim"} == dict(english.styles)
    assert german.rows[0][3].startswith("hängt ab von „AGI verifiziert“, ")


def test_a_clause_among_equals_names_them_once() -> None:
    """Where those who hold it are those who owe it, there is no arrow."""
    setting = graph().setting(on="2029-01-01", known="2026-11-23")
    (answer,) = graph().status(setting, ["MSOA-2025-12"])
    both = ("x:unknown", *answer.clause.holders)
    mutual = replace(answer, clause=replace(answer.clause, holders=both, owed_by=both))

    (row,) = status_table(graph().record, [mutual], setting, "en").rows

    assert "Microsoft" == row[2]


def test_flat_rows_have_the_keys_of_the_objects() -> None:
    """Lists are joined by semicolons, a source is its address, and no answers are no rows."""
    setting = graph().setting(on="2029-01-01", known="2026-11-23")
    answers = graph().status(setting, ["MSOA-2025-12"])
    (one,) = objects = status_objects(graph().record, answers, setting, "en")

    table = flat_records(objects)

    assert list(one) == list(table.columns)
    (row,) = (dict(zip(table.columns, cells, strict=True)) for cells in table.rows)
    assert "agi-verified; research-licence-ended" == row["depends_on"]
    assert "depends" == row["status"]
    assert isinstance(one["sources"], list)
    assert "; ".join(source["url"] for source in one["sources"]) == row["sources"]
    assert row["sources"].startswith("https://")
    assert ([], []) == (list(flat_records([]).columns), list(flat_records([]).rows))


def test_how_far_the_record_reaches_is_a_day_or_nothing() -> None:
    """In each row; as a flat one, nothing is an empty cell."""
    setting = graph().setting(on="2029-01-01", known="2026-11-23")
    answers = graph().status(setting, ["MSOA-2025-12"])
    record = graph().record
    bare = replace(
        record,
        events={i: replace(e, not_occurred_through=None) for i, e in record.events.items()},
    )

    (told,) = status_objects(record, answers, setting, "en")
    (silent,) = status_objects(bare, answers, setting, "en")

    assert record.reach is not None
    assert record.reach.text in told.values()
    (key,) = (key for key, value in told.items() if value == record.reach.text)
    assert silent[key] is None
    (cells,) = flat_records([silent]).rows
    assert "" == cells[list(silent).index(key)]


def test_what_was_not_known_plays_no_part_in_the_formula() -> None:
    """The amendment of 2026 does not bound a clause for who does not know of it."""
    for known, told in (("2026-03-01", False), ("2026-11-23", True)):
        setting = graph().setting(on="2026-05-01", known=known)
        answers = statuses(graph().record, setting)
        objects = status_objects(graph().record, answers, setting, "en")
        rows = status_table(graph().record, answers, setting, "en").rows

        (formula,) = (str(o["formula"]) for o in objects if o["clause"] == "MSOA-2025-18")
        (shown,) = (row[4] for row in rows if row[0] == "MSOA-2025-18")
        assert formula == shown
        assert told == ("MSOA-2026" in formula)


@pytest.mark.parametrize("iri", ["https://nowhere.example/page", "x:y#name"])
def test_a_source_that_is_not_described_is_its_address(iri: str) -> None:
    """Nothing else is known about it."""
    found = source_object(graph().record, iri, "en")

    assert iri == found["url"]
    assert iri.replace("#", "/").rsplit("/", 1)[-1] == found["id"]
    assert ("", "", "") == (found["publisher"], found["title"], found["issued"])


def test_a_source_is_told_with_its_first_address() -> None:
    """Publisher, title and day as they are written; no address is none."""
    source = next(iter(graph().record.sources.values()))

    found = source_object(graph().record, source.iri, "en")

    assert [source.id, source.publisher, source.label.in_language("en")] == [
        found[key] for key in ("id", "publisher", "title")
    ]
    assert source.issued == found["issued"]
    assert next(iter(source.urls)) == found["url"]
    bare = {source.iri: replace(source, urls=())}
    assert "" == source_object(replace(graph().record, sources=bare), source.iri, "en")["url"]
