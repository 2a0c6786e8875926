"""`pactgraph diff`, through its entry point."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from entry import completed
from made.partnership import options

if TYPE_CHECKING:
    import subprocess

APRIL = ("MSOA-2025", "MSOA-2026", "--known", "2026-11-23")
DAYS = ("2025-12-01", "2026-05-01", "--known", "2026-11-23")
SCENARIOS = ("record", "agi-verified=2028-06-01", "--on", "2029-01-01", "--known", "2026-11-23")
HOSTILE = "x\t{{7*7}}\"'|` %s\n| a | b"


def diff(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user with a narrow terminal does."""
    return completed("diff", *arguments, columns=100)


def test_a_table_is_grouped_for_people() -> None:
    """Each group has a heading with its size; the unchanged are one line; sources are named."""
    run = diff(*APRIL)

    assert 0 == run.returncode, run.stderr
    lines = run.stdout.splitlines()
    headings = [line for line in lines if line.endswith(")") and line[0].isupper()]
    wanted = ["Gained (2)", "Lost (3)", "Changed (2)", "Not stated (5)"]
    assert wanted == [line for line in headings if line in wanted]
    assert any(line.startswith("Unchanged: MSOA-2019-03") for line in lines)
    assert any(line.startswith("Sources of MSOA-2026: Microsoft, 2026-04-27") for line in lines)


@pytest.mark.parametrize("sides", [APRIL, DAYS, SCENARIOS])
@pytest.mark.parametrize("language", ["en", "de"])
def test_tables_fit_a_hundred_columns(sides: tuple[str, ...], language: str) -> None:
    """No line is longer than the terminal, in either language."""
    run = diff(*sides, "--lang", language)

    assert 0 == run.returncode, run.stderr
    assert 100 >= max(map(len, run.stdout.splitlines()))


def test_days_are_named_in_the_headings_and_every_change_has_a_reason() -> None:
    """A reader sees the two days, and when and why each answer flipped."""
    run = diff(*DAYS, *options())

    assert "Became open (5)" in run.stdout
    assert "2025-12-01   2026-05-01" in run.stdout
    assert "2026-04-27: MSOA-2026 takes" in run.stdout


def test_scenarios_are_called_a_and_b_and_spelled_out_above() -> None:
    """Long assumptions do not squeeze the columns."""
    run = diff(*SCENARIOS)

    assert run.stdout.startswith("A: record\nB: agi-verified=2028-06-01\n")
    assert "Different on 2029-01-01 (3)" in run.stdout


def test_ranges_are_told_with_their_last_day() -> None:
    """Through 2030 ends on 31 December; a difference without end goes on."""
    rows = csv.DictReader(io.StringIO(diff(*SCENARIOS, "-f", "csv").stdout))

    told = {(row["clause"], row["when"]) for row in rows}
    assert {
        ("MSOA-2025-12", "2026-11-24 to 2028-05-31"),
        ("MSOA-2025-12", "2028-06-01 to 2030-12-31"),
        ("MSOA-2025-17", "from 2028-06-01 on"),
    } <= told


def test_nothing_differs_is_said() -> None:
    """Two scenarios that come to the same have no table."""
    run = diff("openai-ipo=never", "openai-ipo=2030-01-01", *options())

    assert (0, True) == (run.returncode, "Nothing differs." in run.stdout)


def test_german_words_throughout() -> None:
    """--lang de speaks German in headings, changes, amounts and reasons."""
    run = diff(*APRIL, "--lang", "de")

    for word in ("Hinzugekommen (2)", "Weggefallen (3)", "Nicht geregelt (5)", "Ende verschoben"):
        assert word in run.stdout
    assert "38 Mrd. USD" in diff(*APRIL, "--lang", "de", "-f", "csv").stdout
    assert "MSOA-2026 tritt in Kraft" in diff(*APRIL, "--lang", "de", "-f", "markdown").stdout


def test_json_has_the_documented_keys() -> None:
    """Each sort of comparison has its own, and each change its word."""
    agreements, days, scenarios = (
        json.loads(diff(*sides, "-f", "json").stdout) for sides in (APRIL, DAYS, SCENARIOS)
    )

    words = {entry["change"] for entry in agreements["gained"] + agreements["lost"]}
    assert {"gained", "freedom-gained", "lost", "exclusivity-dropped"} == words
    assert ["compared", "first", "second", "changes", "unchanged"] == list(days)
    assert ["change", "clause", "before", "after", "flips"] == list(days["changes"][0])
    keys = ["clause", "differs_on_the_day", "first", "second", "differ"]
    assert [*keys, "flips_first", "flips_second"] == list(scenarios["changes"][0])
    differ = {c["clause"]["clause"]: c["differ"] for c in scenarios["changes"]}
    assert ("2028-06-01", "2031-01-01") == (
        differ["MSOA-2025-12"][-1]["from"],
        differ["MSOA-2025-12"][-1]["until"],
    )
    assert differ["MSOA-2025-17"][-1]["until"] is None


def test_csv_is_one_row_a_change() -> None:
    """A spreadsheet gets group, word, clauses, both sides, day and origin."""
    rows = list(csv.DictReader(io.StringIO(diff(*APRIL, "-f", "csv").stdout)))

    (cap,) = (row for row in rows if row["change"] == "cap-added")
    assert ("changed", "MSOA-2025-18", "MSOA-2026-06") == (
        cap["group"],
        cap["clause"],
        cap["new_clause"],
    )
    dropped = {row["clause"] for row in rows if row["change"] == "exclusivity-dropped"}
    assert {"MSOA-2025-06", "MSOA-2025-07"} == dropped
    for sides in (DAYS, SCENARIOS):
        assert list(csv.DictReader(io.StringIO(diff(*sides, "-f", "csv").stdout)))


def test_markdown_has_headings_and_tables() -> None:
    """Every table stands below a heading of its own."""
    lines = diff(*APRIL, "-f", "markdown").stdout.splitlines()

    assert "## Not stated (5)" in lines
    assert sum(line.startswith("## ") for line in lines) == sum(
        line.startswith("| ---") for line in lines
    )


def test_help_says_how_the_sides_are_written() -> None:
    """The three sorts are told apart, one a line, with an example of each."""
    run = diff("--help")

    assert "a scenario    EVENT=DATE    also EVENT=never" in run.stdout
    assert "\b" not in run.stdout
    assert "\\b" not in run.stdout
    assert 100 >= max(map(len, run.stdout.splitlines()))


@pytest.mark.parametrize(
    ("sides", "message"),
    [
        (("MSOA-2026", "MSOA-2025"), "name the earlier version first"),
        (("MSOA-2025", "2026-01-01"), "name two of one sort"),
        (("MSOA-2025", "MSOA-2026", "--known", "2026-01-01"), "was not yet known on 2026-01-01"),
        (("2027-01-01", "2026-01-01"), "the earlier day comes first"),
        (("MSOA-2025",), "Missing argument 'B'"),
    ],
)
def test_bad_sides_end_with_status_2_and_one_message(sides: tuple[str, ...], message: str) -> None:
    """Nothing is written to standard output, and no traceback to standard error."""
    run = diff(*sides)

    assert (2, "") == (run.returncode, run.stdout)
    assert message in run.stderr
    assert "Traceback" not in run.stderr


def test_hostile_labels_are_text_in_every_format(tmp_path: Path) -> None:
    """A label can neither steer the terminal nor break out of Markdown or JSON."""
    valid = Path(__file__).parents[1] / "check" / "valid.ttl"
    text = valid.read_text(encoding="utf-8")
    label = json.dumps(HOSTILE)
    for told in ('"licence to the engine patents"', '"Beta goes public"'):
        assert told in text
        text = text.replace(told, label)
    file = tmp_path / "hostile.ttl"
    file.write_text(text, encoding="utf-8")
    ask = ("2024-01-01", "2029-06-01", "--known", "2024-05-01", "-g", str(file))

    shown = {form: diff(*ask, "-f", form).stdout for form in ("table", "markdown", "json")}

    for form in ("table", "markdown"):
        assert "deal-1" in shown[form]
        assert "\t" not in shown[form]
        assert "\n| a" not in shown[form]
    rows = [line for line in shown["markdown"].splitlines() if line.startswith("|")]
    assert 1 == len({line.replace("\\|", "").count("|") for line in rows})
    (change,) = json.loads(shown["json"])["changes"]
    assert HOSTILE == change["clause"]["label"]
