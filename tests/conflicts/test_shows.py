"""Conflicts among the shipped facts, and with what OpenAI agreed with Amazon."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from entry import completed
from made.partnership import files, options, partnership
from pactgraph.checking.check import check
from pactgraph.graph import PactGraph, load
from pactgraph.telling.words import span
from pactgraph.terms import local_name

AMOA = Path(__file__).parent / "amoa.ttl"
KNOWN = "2026-11-23"
AZURE = {"MSOA-2025-06", "MSOA-2025-07", "MSOA-2026FEB-04", "MSOA-2026FEB-05"}
KEYS = [
    "kind",
    "what",
    "clauses",
    "about",
    "status",
    "on",
    "when",
    "depends_on",
    "ends_with",
    "removed_by",
    "disputes",
    "whole",
]


@cache
def shipped() -> PactGraph:
    """Return the graph of the partnership, as it ships."""
    return partnership()


@cache
def with_amazon() -> PactGraph:
    """Return the shipped graph, together with the Amazon agreement."""
    return load(*files(), AMOA)


def against_amazon(on: str, known: str = KNOWN, **assume: str) -> dict[tuple[str, str], str]:
    """Return the status of each conflict between Amazon's clauses and Microsoft's, by ids."""
    graph = with_amazon()
    assumed = {name.replace("_", "-"): date for name, date in assume.items()}
    setting = graph.setting(on=on, known=known, assume=assumed)
    return {
        (found.first.id, found.second.id): found.status.value
        for found in graph.conflicts(setting, ["AMOA"])
        if found.second
    }


def test_the_amazon_agreement_is_sound() -> None:
    """Beside the shipped facts it has no violation."""
    assert [] == check([*files(), AMOA]).violations


def test_the_azure_exclusivity_collides_with_what_was_agreed_with_amazon() -> None:
    """Each of its four clauses does, in March 2026."""
    found = against_amazon("2026-03-15")

    assert set(found) == {
        ("AMOA-07", "MSOA-2025-06"),
        ("AMOA-07", "MSOA-2026FEB-04"),
        ("AMOA-07", "MSOA-2026FEB-05"),
        ("AMOA-08", "MSOA-2025-06"),
        ("AMOA-08", "MSOA-2025-07"),
    }
    assert AZURE == {second for _, second in found}
    assert {"in force"} == set(found.values())


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2026-02-26", "not yet"),
        ("2026-02-27", "in force"),
        ("2026-04-26", "in force"),
        ("2026-04-27", "ended"),
    ],
)
def test_the_amendment_of_april_2026_removes_the_collision(on: str, status: str) -> None:
    """From the day of the Amazon agreement to the day before the amendment."""
    assert {status} == set(against_amazon(on).values())


def test_the_end_of_a_collision_names_the_clause_that_removes_it() -> None:
    """MSOA-2026-03 ends the Azure rules; where AGI would have ended one too, that is told."""
    graph = with_amazon()
    setting = graph.setting(on="2026-03-15", known=KNOWN)
    found = {
        found.second.id: found
        for found in graph.conflicts(setting, ["AMOA-07", "AMOA-08"])
        if found.second
    }

    assert {("MSOA-2026-03",)} == {
        tuple(each.id for each in conflict.removed_by) for conflict in found.values()
    }
    assert ["MSOA-2026"] == [local_name(e) for e in found["MSOA-2026FEB-05"].ends_with]
    assert ["MSOA-2026", "agi-reached"] == [local_name(e) for e in found["MSOA-2025-06"].ends_with]
    assert (
        "from the later of 2026-02-27 (AMOA) and 2025-10-28 (MSOA-2025)"
        " until the earlier of 2026-04-27 (MSOA-2026) and “AGI, step not specified”"
        == span(found["MSOA-2025-06"].periods, graph.record, "en")
    )


def test_without_the_amendment_it_would_go_on() -> None:
    """Assumed away, the conflicts stand, those with the API rule until AGI."""
    found = against_amazon("2027-01-01", known=KNOWN, MSOA_2026="never")

    assert "in force" == found["AMOA-07", "MSOA-2026FEB-05"]
    assert "depends" == found["AMOA-08", "MSOA-2025-06"]


def test_before_the_amazon_agreement_was_known_there_was_no_such_conflict() -> None:
    """What is not known yet does not exist."""
    assert {} == against_amazon("2026-03-15", known="2026-02-26")


def test_the_freedom_of_april_2026_does_not_collide_with_amazons_exclusivity() -> None:
    """OpenAI can honour both: it may, towards Microsoft, and leaves it, towards Amazon."""
    assert "MSOA-2026-03" not in {name for pair in against_amazon("2026-06-01") for name in pair}


def test_the_shipped_facts_alone_have_one_collision() -> None:
    """Reviewed one by one; more would be false alarms.

    The October 2025 freedom to serve non-API products on any cloud against the statement of
    February 2026 that OpenAI's own products stay on Azure. The trigger “sufficient AGI” is no
    dead clause: nothing says that it was dropped.
    """
    setting = shipped().setting(on="2026-03-15", known=KNOWN)

    found = shipped().conflicts(setting)

    assert [
        ("freedom against exclusivity", "MSOA-2025-08", "MSOA-2026FEB-05", "in force"),
    ] == [
        (each.kind.value, each.first.id, each.second.id if each.second else "", each.status.value)
        for each in found
    ]
    assert ["MSOA-2026FEB-08"] == [local_name(iri) for iri in found[0].disputes]


NEVER = ("--on", "2026-03-15", "--known", KNOWN, "--assume", "sufficient-agi=never")
"""If sufficient AGI never comes, the clause that hangs on it can never hold."""


def run(*arguments: str) -> str:
    """Return what the command writes."""
    run = completed("conflicts", *arguments, *options(), columns=100)
    assert 0 == run.returncode, run.stderr
    return run.stdout


def test_the_command_tells_who_when_and_what_removes_it() -> None:
    """In a tree a person can read without knowing the program."""
    told = run("MSOA-2025-08", "--on", "2026-03-15", "--known", KNOWN)
    words = " ".join(told.replace("│", " ").split())

    assert (
        "MSOA-2025-08 leaves OpenAI free where MSOA-2026FEB-05 keeps it with Microsoft"
        " (exists on 2026-03-15)" in words
    )
    assert "removed by 2026-04-27 (MSOA-2026): All of OpenAI's products on any cloud" in words
    assert "source: OpenAI" in words
    assert all(len(line) <= 100 for line in told.splitlines())


def test_the_command_speaks_german() -> None:
    """--lang de translates everything."""
    told = run(*NEVER, "--lang", "de")

    assert told.startswith("Widersprüche zwischen Klauseln, Stand 2026-03-15")
    assert "hat nie gegolten und kann nie gelten" in told
    assert "source" not in told


def test_the_command_writes_json_csv_and_markdown() -> None:
    """The other formats hold the same."""
    objects = json.loads(run(*NEVER, "--format", "json"))

    assert [KEYS, KEYS] == [list(each) for each in objects]
    assert ["MSOA-2025-08", "MSOA-2026FEB-05"] == [c["clause"] for c in objects[0]["clauses"]]
    assert 3 == len(run(*NEVER, "--format", "csv").splitlines())
    assert run(*NEVER, "--format", "markdown").startswith("- Conflicts between clauses")


def test_no_conflict_is_said_in_so_many_words() -> None:
    """An empty answer is an answer."""
    told = run("MSOA-2025-19", "--on", "2026-03-15", "--known", KNOWN)

    assert "No conflicts between clauses, at any time, as known on 2026-11-23.\n" == told


def test_a_conflict_exists_exactly_while_both_clauses_are_in_force() -> None:
    """On every day around the turns of the record."""
    graph = with_amazon()
    days = ["2025-10-27", "2025-10-28", "2026-02-26", "2026-02-27", "2026-04-26", "2026-04-27"]
    for day in days:
        setting = graph.setting(on=day, known=KNOWN)
        in_force = {a.clause.id for a in graph.status(setting) if a.status == "in force"}
        for found in graph.conflicts(setting):
            if found.second:
                both = {found.first.id, found.second.id} <= in_force
                assert both == (found.status == "in force"), (day, found.first.id)


def test_the_tranches_of_a_warrant_are_all_of_use() -> None:
    """Parts of one whole add to one another; the later ones say more than the first."""
    graph = load()
    found = graph.conflicts(graph.setting(on="2026-10-10", known="2026-10-10"), ["AMDOA", "AMDME"])

    assert [] == [(each.first.id, each.kind.value) for each in found]
