"""Finding things by words, and listing them, in Python and on the command line."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entry import completed
from pactgraph.asking.search import SORTS
from pactgraph.asking.search.words import (
    BEGINNING,
    INSIDE,
    NEARLY,
    WHOLE,
    content,
    matching,
    words,
)
from pactgraph.graph import PactGraph, load

if TYPE_CHECKING:
    import subprocess

POINTS = Path(__file__).parents[1] / "points" / "truths.ttl"


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def pactgraph(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return completed(*arguments)


def found(text: str) -> list[str]:
    """Return the ids of what `text` finds, the best first."""
    return [match.thing.id for match in graph().find(text).matches]


# ---- Words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "known", "quality"),
    [
        ("api", "api", WHOLE),
        ("exclusiv", "exclusivity", BEGINNING),
        ("beteiligung", "umsatzbeteiligung", INSIDE),
        ("license", "licence", NEARLY),
        ("uebernahme", "ubernahme", WHOLE),
    ],
)
def test_a_word_is_meant_as_a_whole_by_a_part_or_nearly(
    wanted: str, known: str, quality: float
) -> None:
    """Each way of matching has its quality, and the better way goes before the worse."""
    assert {known: quality} == matching(wanted, {known: [], "panel": []})


@pytest.mark.parametrize(
    ("wanted", "known"), [("api", "kapital"), ("ag", "agi"), ("25", "250"), ("2030", "2031")]
)
def test_short_words_are_not_found_inside_others(wanted: str, known: str) -> None:
    """Three letters inside a word, two at its beginning, and other numbers mean nothing."""
    assert {} == matching(wanted, {known: []})


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    """Words that are folded stay as they are, whatever the text."""
    once = words(text)

    assert once == words(" ".join(once))


# ---- Finding ----------------------------------------------------------------------------


@pytest.mark.many
def test_every_clause_is_found_by_its_own_label() -> None:
    """The words of a label in either language find the clause, and nothing is missed."""
    for clause in graph().record.clauses.values():
        for label in clause.label.by_language.values():
            answer = graph().find(label)
            assert () == answer.missed
            assert clause.iri in {match.thing.iri for match in answer.matches}, label


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Oracel", "oracle"),
        ("right of first refusal", "right-of-first-refusal"),
        ("Geld 250", "MSOA-2025-19"),
        ("250 billion", "MSOA-2025-19"),
        ("msoa-2026-06", "MSOA-2026-06"),
        ("Gemeinnuetziges Vermoegen", "OAFR-09"),
    ],
)
def test_words_find_what_they_mean(text: str, first: str) -> None:
    """Typos, sums of money, ids, and umlauts written with an e."""
    assert first == found(text)[0]


def test_both_spellings_find_the_licences() -> None:
    """The American spelling finds what the British one finds."""
    assert set(found("licence research")) <= set(found("license research"))


def test_all_words_are_needed_and_unknown_ones_are_told() -> None:
    """A word that nothing has is left out and named; what has only some words is no match."""
    answer = graph().find("panel xyzzyxyzzy")

    assert ("xyzzyxyzzy",) == answer.missed
    assert found("panel") == [match.thing.id for match in answer.matches]
    assert not set(found("panel verifies")) - set(found("panel"))
    assert [] == found("")


def test_the_field_that_matched_is_told() -> None:
    """An amount is shown as it is written, without the words under which it is found, too."""
    (match,) = [m for m in graph().find("Geld 250").matches if m.thing.id == "MSOA-2025-19"]

    assert ("amount", "250 Mrd. USD") == (match.field, match.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("250 Milliarden", "MSOA-2025-19"),
        ("250 bn", "MSOA-2025-19"),
        ("the AGI panel", "MSOA-2026-10"),
        ("Was ist die Umsatzbeteiligung?", "revenue-share"),
    ],
)
def test_sums_in_any_words_and_words_that_are_about_nothing(text: str, expected: str) -> None:
    """A scale is found in either language; a question is as good as its words."""
    assert expected in found(text)[:3]
    assert () == graph().find(text).missed


def test_a_question_of_empty_words_is_still_looked_for() -> None:
    """Where all words are about nothing, none is left out."""
    assert ["who", "is", "it"] == content("Who is it?")
    assert ["panel"] == content("the panel, the panel")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("who owns OpenAI", "owners"),
        ("Wem gehört OpenAI?", "owners"),
        ("who decides whether AGI is reached", "who-decides"),
        ("How much money is at stake?", "amounts"),
        ("Um wie viel Geld geht es?", "amounts"),
        ("what is not public", "undisclosed"),
        ("Was ist nicht öffentlich?", "undisclosed"),
        ("where do sources contradict one another", "contradictions"),
        ("Ausnahmen", "exceptions"),
    ],
)
def test_questions_that_may_answer_come_first(text: str, question: str) -> None:
    """What a person asks leads to the question that ships."""
    assert question == graph().find(text).questions[0].name


def test_words_of_no_question_bring_none() -> None:
    """A name is no question, and neither is nonsense."""
    for text in ("Oracle", "xyzzyxyzzy", "MSOA-2025-19", ""):
        assert () == graph().find(text).questions


# ---- Listing ----------------------------------------------------------------------------


@pytest.mark.parametrize("sort", SORTS)
def test_a_list_has_everything_once_in_order(sort: str) -> None:
    """Without a filter all things of the sort are listed, named by a clause or not."""
    rows = graph().things(sort)
    ids = [row.thing.id for row in rows]

    assert {row.thing.iri for row in rows} == {
        thing.iri for thing in getattr(graph().record, sort).values()
    }
    assert sorted(ids) == ids


def test_filters_keep_what_the_clauses_name() -> None:
    """The clauses of a party are those of its parts and members, too."""
    assets = {row.thing.id: row.clauses for row in graph().things("assets", kind="warrant")}
    foundation = {row.thing.id for row in graph().things("kinds", party="openai-foundation")}
    openai = {row.thing.id for row in graph().things("kinds", party="openai")}

    assert 1 == assets["openai-shares"]
    assert "azure-services" not in assets
    assert {"warrant", "governance", "equity-stake", "access"} == foundation
    assert foundation < openai


# ---- On the command line ----------------------------------------------------------------


def test_find_prints_a_table_and_says_what_nothing_has() -> None:
    """People get the best; a word that nothing has goes to standard error."""
    run = pactgraph("find", "panel", "xyzzyxyzzy", "--lang", "de")

    assert 0 == run.returncode
    assert "expert-panel" in run.stdout
    assert "Gefunden in" in run.stdout
    assert "xyzzyxyzzy" in run.stderr


def test_find_tells_the_question_and_the_amount_in_the_language_asked() -> None:
    """The command that answers stands on standard error; sums are written as Germans do."""
    run = pactgraph("find", "250 Milliarden", "Geld", "--lang", "de")

    assert "Betrag: 250 Mrd. USD" in run.stdout
    assert "pactgraph query amounts: Um wie viel Geld" in run.stderr


def test_nothing_found_is_no_empty_answer() -> None:
    """Nothing found exits with 2, in a sentence."""
    run = pactgraph("find", "xyzzyxyzzy")

    assert (2, "") == (run.returncode, run.stdout)
    assert "nothing was found" in run.stderr


def test_programs_get_all_matches() -> None:
    """JSON has every match, with sort, field and score."""
    rows = json.loads(pactgraph("find", "microsoft", "--format", "json").stdout)

    assert len(found("microsoft")) == len(rows)
    assert {"sort", "id", "iri", "label", "field", "text", "score"} == set(rows[0])


def test_list_prints_every_format() -> None:
    """A table, CSV and JSON have the same things."""
    table = pactgraph("list", "events").stdout
    rows = json.loads(pactgraph("list", "events", "-f", "json").stdout)
    lines = pactgraph("list", "events", "-f", "csv").stdout.splitlines()

    assert len(graph().record.events) == len(rows) == len(lines) - 1
    assert all(row["id"] in table for row in rows)
    assert "sort,id,iri,label,about,clauses" == lines[0]


def test_status_is_filtered_by_party_kind_and_status() -> None:
    """Each filter leaves what it names; an unknown name is refused."""
    asked = ("status", "--on", "2035-01-01", "--known", "2026-11-23", "-f", "json")
    warrant = json.loads(pactgraph(*asked, "--kind", "warrant").stdout)
    surely = json.loads(
        pactgraph(*asked, "--status", "in force", "--party", "openai-group").stdout
    )

    assert ("OAFR-04", "depends") in [(row["clause"], row["status"]) for row in warrant]
    assert {"warrant"} == {row["kind"] for row in warrant}
    assert {"in force"} == {row["status"] for row in surely}
    assert all("openai-group" in row["holder"] + row["owed_by"] for row in surely)
    assert 2 == pactgraph(*asked, "--party", "nobody at all").returncode


def test_events_are_listed_with_what_they_hang_on_and_what_hangs_on_them() -> None:
    """A clause counts for every event below the one that it names; derived ones say from what."""
    rows = {row["id"]: row for row in load(POINTS).things("events").as_json()}

    assert (rows["met-1"]["clauses"], rows["cp-1"]["clauses"]) == (1, 1)
    assert rows["cp-1"]["about"] == "derived from met-1, waived-1"
    assert rows["approved-in-time"]["clauses"] == rows["approval-lapsed"]["clauses"] == 2
    assert rows["approval"]["clauses"] == 3
    assert rows["closing"]["about"] == "rules out terminated"
