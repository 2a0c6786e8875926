"""What differs, as it is told: tables in two languages, rows for spreadsheets, JSON."""

# ruff: noqa: E501, RUF001 - a row is read best on one line, with the dash for nothing

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from made.made_up_deals import agreement, clause, graph_of, statement
from pactgraph.asking.diff.data import flat_records, json_object
from pactgraph.asking.diff.tree import sections
from pactgraph.telling.tables import Table
from pactgraph.telling.told import Heading

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.graph import PactGraph
    from pactgraph.messages import Language

SERIES = "dcterms:isVersionOf :partnership"
QUIET = """\
:quiet-end a pact:Event ; rdfs:label "quiet end"@en, "stilles Ende"@de ;
    pact:notBefore "2021-06-01"^^xsd:date .
"""
OLD = [
    clause("a", "odrl:constraint :through-2028"),
    clause("c", asset="pumps"),
    clause("e", kind="exclusivity", asset="valves"),
    clause("k", "pact:endedBy :plant-closed", asset="pumps", kind="priority"),
    clause("q", "pact:endedBy :quota-reached", kind="option"),
    clause("u", "pact:endedBy :quiet-end", kind="warrant", asset="pumps"),
]
MIDDLE = [clause("p", "pact:endedBy :new", kind="priority")]
NEW = [
    clause("b", "dcterms:replaces :a", "odrl:constraint :before-quota", assignee="gamma"),
    clause("f", kind="freedom"),
    clause("g", "pact:confirms :q", kind="option"),
    clause("h", "odrl:constraint :through-2028", kind="licence", assignee="acme", asset="pumps"),
    statement("s", "pact:narrows :c"),
    statement("t", "pact:ends :e"),
]


@pytest.fixture
def graph(tmp_path: Path) -> PactGraph:
    """Three versions of one agreement."""
    return graph_of(
        tmp_path,
        QUIET,
        agreement("old", "2020-01-01", OLD, SERIES),
        agreement("middle", "2021-01-01", MIDDLE, SERIES),
        agreement("new", "2022-01-01", NEW, SERIES),
    )


def lines(graph: PactGraph, language: Language, *sides: str, on: str = "2025-01-01") -> list[str]:
    """Return the tables of a comparison, a row a line."""
    found = graph.diff(*sides, graph.setting(on=on, known="2025-01-01"))
    told = []
    for block in sections(replace(found, sides=("first", "second")), language):
        match block:
            case Heading(text) | str(text):
                told.append(text)
            case Table(columns, table_rows):
                told += [" | ".join(row) for row in (columns, *table_rows)]
    return told


def rows(graph: PactGraph, *sides: str, on: str = "2025-01-01") -> list[str]:
    """Return the rows of a comparison for a spreadsheet."""
    found = graph.diff(*sides, graph.setting(on=on, known="2025-01-01"))
    return [";".join(row) for row in flat_records(found, "en").rows]


# ---- Agreements -------------------------------------------------------------------------


def test_versions_are_told_group_by_group(graph: PactGraph) -> None:
    """What came, went, changed, is left open and stayed, with reasons, notes and sources."""
    assert [
        "old: agreement old, in effect 2020-01-01 → new: agreement new, in effect 2022-01-01",
        "Gained (2)",
        "Clause | What | Holder ← owed by | When",
        "f | clause f (freedom gained) | Acme ← Beta | no end stated",
        "h | clause h (beside c) | Acme ← Beta | until the end of 2028",
        "Lost (2)",
        "Clause | What | Holder ← owed by | Ended",
        "e | clause e (exclusivity dropped) | Acme ← Beta | 2022-01-01: new takes effect; t ends it",
        "k | clause k | Acme ← Beta | 2021-05-01: “the plant closed” happens",
        "Changed (2)",
        "Clause | Change | Before | After",
        "a\n→ b | called | clause a | clause b",
        " | end moved | until the end of 2028 | until “quota reached”",
        " | holder changed | Acme | Gamma",
        "c | called | clause c | ",
        " | scope narrowed | – | statement s (s)",
        "Not stated (1)",
        "Clause | What | Holder ← owed by | Left open",
        "u | clause u | Acme ← Beta | “quiet end”",
        "Came and went in between (1)",
        "Clause | What | Holder ← owed by | Ended",
        "p | clause p | Acme ← Beta | 2022-01-01: new takes effect",
        "Unchanged: q (said again: g)",
        "Sources of old: Acme, 2020-01-01, https://acme.example/news",
        "Sources of new: Acme, 2020-01-01, https://acme.example/news",
    ] == lines(graph, "en", "old", "new")


def test_what_only_a_later_version_says_is_not_told(graph: PactGraph) -> None:
    """Between the first two of three versions; the end that the third brings is none there."""
    assert [
        "Gained (1)",
        "Clause | What | Holder ← owed by | When",
        "p | clause p | Acme ← Beta | no end stated",
        "Unchanged: a, c, e, k, q, u",
    ] == lines(graph, "en", "old", "middle")[1:5]


def test_versions_are_told_in_german(graph: PactGraph) -> None:
    """Headings, notes and reasons; labels in German where there are any."""
    told = lines(graph, "de", "old", "new")

    for line in (
        "Hinzugekommen (2)",
        "Klausel | Was | Inhaber ← geschuldet von | Wann",
        "h | clause h (neben c) | Acme ← Beta | bis Ende 2028",
        "e | clause e (Exklusivität weggefallen) | Acme ← Beta | 2022-01-01: new tritt in Kraft; t beendet sie",
        " | Umfang enger | – | statement s (s)",
        "Klausel | Was | Inhaber ← geschuldet von | Offengelassen",
        "u | clause u | Acme ← Beta | „stilles Ende“",
        "Zwischendurch gekommen und gegangen (1)",
        "Unverändert: q (wiederholt: g)",
    ):
        assert line in told


def test_versions_are_rows_of_a_spreadsheet(graph: PactGraph) -> None:
    """One row a change: group, word, clauses, label, both sides, day, by what."""
    assert [
        "gained;freedom-gained;f;;clause f;;in force from 2022-01-01 (new);;",
        "gained;gained;h;;clause h;;in force from 2022-01-01 (new) until the end of 2028;;",
        "lost;exclusivity-dropped;e;;clause e;in force from 2020-01-01 (old);;2022-01-01;t",
        "lost;lost;k;;clause k;in force from 2020-01-01 (old) until “the plant closed”;;2021-05-01;",
        "came_and_went;came-and-went;p;;clause p;in force from 2021-01-01 (middle);;2022-01-01;",
        "changed;end-moved;a;b;clause b;until the end of 2028;until “quota reached”;;",
        "changed;holder-changed;a;b;clause b;Acme;Gamma;;",
        "changed;scope-narrowed;c;c;clause c;;statement s;;s",
        "not_stated;not-stated;u;;clause u;in force from 2020-01-01 (old) until “quiet end”;;;quiet-end",
    ] == rows(graph, "old", "new")


def test_versions_are_an_object_for_programs(graph: PactGraph) -> None:
    """Words, ids, formulas as agreed and flips."""
    setting = graph.setting(on="2025-01-01", known="2025-01-01")
    found: Any = json_object(graph.diff("old", "new", setting), "en")
    begun, over = ({"status": word, "depends_on": []} for word in ("in force", "ended"))
    ended = {"at": "2022-01-01", "before": begun, "after": over}
    ended["because"] = [{"turn": "happens", "event": "new"}]

    assert ("agreements", True) == (found["compared"], found["series"])
    assert ("old", "agreement old", "2020-01-01") == tuple(
        found["first"][key] for key in ("agreement", "label", "effective")
    )
    assert [("freedom-gained", "f", []), ("gained", "h", ["c"])] == [
        (each["change"], each["clause"]["clause"], each["beside"]) for each in found["gained"]
    ]
    (lost, _), (passed,) = found["lost"], found["came_and_went"]
    assert ("exclusivity-dropped", ["t"], ended) == (lost["change"], lost["by"], lost["ended"])
    assert ("came-and-went", [], ended) == (passed["change"], passed["by"], passed["ended"])
    assert [ended] == lost["flips"][1:]
    assert "in force from 2020-01-01 (old)" == lost["as_agreed"]
    first, second = found["changed"]
    assert ("a", "b") == tuple(first[side]["clause"]["clause"] for side in ("old", "new"))
    assert {"change": "holder-changed", "before": "Acme", "after": "Gamma", "by": []} in first[
        "changes"
    ]
    assert [
        {"change": "scope-narrowed", "before": "", "after": "statement s", "by": ["s"]}
    ] == second["changes"]
    assert [("not-stated", ["quiet-end"])] == [
        (s["change"], s["events"]) for s in found["not_stated"]
    ]
    assert [{"clause": "q", "said_again": ["g"]}] == found["unchanged"]


def test_nothing_differs_between_versions(tmp_path: Path) -> None:
    """A version that says the same again is told in one sentence, with what it says again."""
    made = graph_of(
        tmp_path,
        agreement("old", "2020-01-01", [clause("a")], SERIES),
        agreement("new", "2022-01-01", [clause("b", "dcterms:replaces :a")], SERIES),
    )

    assert ["Nothing differs.", "Unchanged: a (said again: b)"] == lines(made, "en", "old", "new")[
        1:3
    ]


def test_agreements_side_by_side_are_told_by_their_ids(tmp_path: Path) -> None:
    """Neither gains nor loses: what only one of them has is told as that; an end is no loss."""
    made = graph_of(
        tmp_path,
        agreement("one", "2020-01-01", [clause("a", "odrl:constraint :through-2028")]),
        agreement("two", "2022-01-01", [clause("b", assignee="gamma")]),
    )

    told = lines(made, "en", "one", "two")

    assert "Only in two (1)" in told
    assert "Only in one (1)" in told
    assert "a | clause a | Acme ← Beta | until the end of 2028" in told
    (lost,) = (row for row in rows(made, "one", "two") if row.startswith("lost"))
    assert lost.endswith("until the end of 2028;;;")


# ---- Days and scenarios -----------------------------------------------------------------


def test_days_are_told_by_what_became_of_the_answers(graph: PactGraph) -> None:
    """Started, became open, ended; each with its statuses on both days and all reasons."""
    sides = ("2021-03-01", "2022-06-01")
    assert [
        "Started (4)",
        "Clause | What | 2021-03-01 | 2022-06-01 | Why",
        "b | clause b | not yet | in force | 2022-01-01: new takes effect",
        "f | clause f | not yet | in force | 2022-01-01: new takes effect",
        "g | clause g | not yet | in force | 2022-01-01: new takes effect",
        "h | clause h | not yet | in force | 2022-01-01: new takes effect",
        "Became open (1)",
        "Clause | What | 2021-03-01 | 2022-06-01 | Why",
        "u | clause u | in force | depends on “quiet end” | 2021-06-01: “quiet end” may have happened from here on",
        "Ended (4)",
        "Clause | What | 2021-03-01 | 2022-06-01 | Why",
        "a | clause a | in force | ended | 2022-01-01: new takes effect; b takes its place",
        "e | clause e | in force | ended | 2022-01-01: new takes effect; t ends it",
        "k | clause k | in force | ended | 2021-05-01: “the plant closed” happens",
        "p | clause p | in force | ended | 2022-01-01: new takes effect",
        "2 more clauses do not differ.",
    ] == lines(graph, "en", *sides)
    found = rows(graph, *sides)
    assert 9 == len(found)
    assert "days;ended;k;;clause k;in force;ended;2021-05-01;plant-closed" in found
    assert "days;became open;u;;clause u;in force;depends: quiet-end;2021-06-01;quiet-end" in found


def test_a_term_that_runs_out_has_no_event(graph: PactGraph) -> None:
    """The last column is empty, or names the other reasons alone."""
    found = rows(graph, "2028-12-31", "2029-01-01")

    assert ["days;ended;h;;clause h;in force;ended;2029-01-01;"] == found
    assert "days;ended;h;;clause h;not yet;ended;2022-01-01; 2029-01-01;new" in rows(
        graph, "2021-03-01", "2029-01-01"
    )


def test_days_are_an_object_for_programs(graph: PactGraph) -> None:
    """Each clause that changed with its statuses on both days and the instants between them."""
    setting = graph.setting(on="2025-01-01", known="2025-01-01")
    days = graph.diff("2021-03-01", "2022-06-01", setting)
    found: Any = json_object(days, "en")

    assert "days" == found["compared"]
    assert ["a", "b", "e", "f", "g", "h", "k", "p", "u"] == sorted(
        change["clause"]["clause"] for change in found["changes"]
    )
    assert ["c", "q"] == found["unchanged"]
    (closed,) = (change for change in found["changes"] if change["clause"]["clause"] == "k")
    in_force, ended = ({"status": word, "depends_on": []} for word in ("in force", "ended"))
    assert ["ended", in_force, ended] == [closed[key] for key in ("change", "before", "after")]
    because = [{"turn": "happens", "event": "plant-closed"}]
    flip = {"at": "2021-05-01", "before": in_force, "after": ended, "because": because}
    assert [flip] == closed["flips"]


def test_one_clause_that_does_not_differ_is_one(tmp_path: Path) -> None:
    """The count of the rest is a sentence in either number."""
    contents = [clause("a"), clause("k", "pact:endedBy :plant-closed")]
    made = graph_of(tmp_path, agreement("old", "2020-01-01", contents))

    for language, sentence in (
        ("en", "1 more clause does not differ."),
        ("de", "1 weitere Klausel unterscheidet sich nicht."),
    ):
        assert sentence == lines(made, language, "2021-01-01", "2022-01-01")[-1]  # type: ignore[arg-type]


def test_one_day_twice_is_told_to_be_the_same(graph: PactGraph) -> None:
    """Nothing differs, and nothing else is said."""
    assert ["Nothing differs."] == lines(graph, "en", "2022-06-01", "2022-06-01")
    assert ["Es gibt keinen Unterschied."] == lines(graph, "de", "2022-06-01", "2022-06-01")


def test_scenarios_are_told_by_the_days_on_which_they_differ(graph: PactGraph) -> None:
    """The last day is told, or the instant where a difference ends within a day."""
    sides = ("quota-reached=2023-01-01", "quota-reached=2023-05-01T12:00:00Z,new=2022-03-01")
    told = lines(graph, "en", *sides)

    assert [
        "A: first\nB: second",
        "The same on 2025-01-01, different on other days (8)",
        "Clause | What | When they differ | A | B",
        "a | clause a | 2022-01-01 to 2022-02-28 | ended | in force",
        "b | clause b | 2022-01-01 to 2022-02-28 | in force | not yet",
        " |  | 2023-01-01 to 2023-05-01T12:00:00Z | ended | in force",
    ] == told[:6]
    assert "3 more clauses do not differ." == told[-1]
    later = "scenarios;differs;b;;clause b;ended;in force;2023-01-01 to 2023-05-01T12:00:00Z;"
    assert later == rows(graph, *sides)[2]


def test_a_single_day_of_difference_is_told_as_one(graph: PactGraph) -> None:
    """Not from a day to itself."""
    sides = ("quota-reached=2023-01-01", "quota-reached=2023-01-02")

    assert [
        "Different on 2023-01-01 (2)",
        "Clause | What | When they differ | A | B",
        "b | clause b | 2023-01-01 | ended | in force",
        "q | clause q | 2023-01-01 | ended | in force",
    ] == lines(graph, "en", *sides, on="2023-01-01")[1:5]


def test_a_clause_that_is_not_yet_known_has_no_status(graph: PactGraph) -> None:
    """In no form is it said never to come into force: nobody knew of it."""
    sides = ("known=2021-07-01", "record")
    told = lines(graph, "en", *sides, on="2023-01-01")

    for line in (
        "b | clause b | to 2021-12-31 | not yet known | not yet",
        " |  | 2022-01-01 to 2025-01-01 | not yet known | in force",
        " |  | from 2025-01-02 on | not yet known | depends on “quota reached”",
        "e | clause e | from 2022-01-01 on | in force | ended",
    ):
        assert line in told
    found = rows(graph, *sides, on="2023-01-01")
    assert (
        "scenarios;differs;b;;clause b;not yet known;in force;2022-01-01 to 2025-01-01;" in found
    )
    back = rows(graph, *reversed(sides), on="2023-01-01")
    assert "scenarios;differs;b;;clause b;in force;not yet known;2022-01-01 to 2025-01-01;" in back
    setting = graph.setting(on="2023-01-01", known="2025-01-01")
    object_: Any = json_object(graph.diff(*sides, setting), "en")
    changes = {each["clause"]["clause"]: each for each in object_["changes"]}
    assert {None} == {each["first"] for each in (changes["b"], *changes["b"]["differ"])}
    depends = {"status": "depends", "depends_on": ["quota-reached"]}
    assert {"from": "2025-01-02", "until": None, "first": None, "second": depends} == changes["b"][
        "differ"
    ][-1]
    assert (None, "2022-01-01") == tuple(
        changes["b"]["differ"][0][key] for key in ("from", "until")
    )
    assert "2021-07-01" == object_["first"]["known"]


def test_a_clause_that_is_known_on_neither_side_is_not_told(graph: PactGraph) -> None:
    """Neither as a difference nor among the clauses that do not differ."""
    sides = ("known=2021-07-01", "known=2021-07-01,quota-reached=never")

    told = lines(graph, "en", *sides)

    assert "q | clause q | from 2021-07-02 on | depends on “quota reached” | in force" in told
    assert "6 more clauses do not differ." == told[-1]
    days = graph.diff(
        "2021-02-01", "2021-03-01", graph.setting(on="2021-07-01", known="2021-07-01")
    )
    assert ["2021-02-01", "Nothing differs."] == [
        days.first.on.text,  # type: ignore[union-attr]
        *sections(days, "en"),
    ]
    assert ["a", "c", "e", "k", "p", "q", "u"] == [clause.id for clause in days.unchanged]  # type: ignore[union-attr]


def test_what_scenarios_assume_is_told_to_programs(graph: PactGraph) -> None:
    """Dates and never by id of the event, and whether clauses differ on the day."""
    setting = graph.setting(on="2023-01-01", known="2025-01-01")
    sides = ("quota-reached=2022-07-01", "quota-reached=never")
    found: Any = json_object(graph.diff(*sides, setting), "en")

    assert ["2022-07-01", "never"] == [
        found[side]["assumed"]["quota-reached"] for side in ("first", "second")
    ]
    assert [("b", True), ("q", True)] == [
        (each["clause"]["clause"], each["differs_on_the_day"]) for each in found["changes"]
    ]
    assert ["in force", "ended"] == [
        each["after"]["status"] for each in found["changes"][0]["flips_first"]
    ]
    assert ["in force"] == [
        each["after"]["status"] for each in found["changes"][0]["flips_second"]
    ]
