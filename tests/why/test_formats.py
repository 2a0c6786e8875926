"""How an explanation is told: in a terminal, in Markdown, CSV and JSON, in two languages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from entry import completed
from pactgraph.telling.outlines import Outline, outline_as_markdown, printed_outline

VALID = (Path(__file__).parents[1] / "check" / "valid.ttl").read_text(encoding="utf-8")
HOSTILE = "x\t[bold]{{7*7}}\"'|`=cmd() %s\n- no"
SHOWS = [
    ("MSOA-2025-12", "2031-06-01"),
    ("MSOA-2025-18", "2026-05-01"),
    ("MSOA-2025JAN-05", "2025-11-01"),
]


def why(*arguments: str) -> str:
    """Return what `pactgraph why` prints in 100 columns."""
    known = [] if "--known" in arguments else ["--known", "2026-11-23"]
    run = completed("why", *arguments, *known, columns=100)
    assert 0 == run.returncode, run.stderr
    return run.stdout


def flat(told: str) -> str:
    """Return a tree without its branches, on one line."""
    return " ".join(told.replace("│", " ").split())


@pytest.mark.parametrize(("clause", "on"), SHOWS)
def test_a_tree_fits_the_screen_and_ends_with_its_sources(clause: str, on: str) -> None:
    """100 columns; every number cited is in the list at the end, with an address."""
    told = why(clause, "--on", on)
    tree, _, sources = told.partition("\n└── Sources")

    assert max(map(len, told.splitlines())) <= 100
    numbers = [number for number in range(1, 30) if f"[{number}]" in tree]
    assert [number for number in range(1, 30) if f"[{number}]" in sources] == numbers
    assert sources.count("https://") == len(numbers)


def test_the_course_of_a_clause_is_told_from_beginning_to_end() -> None:
    """Each stretch of days with its status, and with what it depends on."""
    told = flat(why("MSOA-2025-12", "--on", "2031-06-01"))

    assert "through 2025-10-27: not yet" in told
    assert "2025-10-28 through 2026-04-26: in force" in told
    assert "2026-11-24 through 2030-12-31: depends on “AGI verified” and" in told
    assert "from 2031-01-01 on: ended" in told


def test_assumptions_are_named_as_assumptions() -> None:
    """Where they decide, where they follow, and that one has no bearing."""
    assume = ("--assume", "agi-verified=2028-06-01", "--assume", "openai-ipo=never")
    told = flat(why("MSOA-2025-17", "--on", "2029-01-01", *assume))

    assert "that follows from the order of events and from “AGI verified”" in told
    assert "“AGI verified” on 2028-06-01" in told
    assert "“OpenAI's IPO”: never: without bearing on this clause" in told
    assert "assumed: “AGI verified” happened on 2028-06-01" in why(
        "MSOA-2025-12", "--on", "2029-01-01", *assume
    )


def test_what_is_undisclosed_is_said() -> None:
    """Of the clause, of the event, of the agreement."""
    told = why("MSOA-2026-06", "--on", "2028-01-01")

    assert "Not public: the percentage and the height of the cap" in told
    assert "Not public: the height of the cap and which payments count towards it" in told
    assert "Not public: the contract itself, and which OpenAI company signed it" in told


def test_german() -> None:
    """Status, conditions, facts and course."""
    told = flat(why("MSOA-2025-18", "--on", "2026-05-01", "--lang", "de"))

    assert "beendet seit 2026-04-27; nie wieder in Kraft" in told
    assert "✗ bis MSOA-2026 „Vertragsänderung vom April 2026“ wirksam wird" in told
    assert "wurde am 2026-04-27 wirksam" in told
    assert "2025-10-28 bis 2026-04-26: in Kraft" in told


def test_json_is_a_tree_with_sources_at_its_leaves() -> None:
    """As documented with `why_object`."""
    told = json.loads(why("MSOA-2025-18", "--on", "2026-05-01", "--format", "json"))
    ended = told["conditions"]["parts"][2]

    assert ("ended", "2026-04-27T00:00:00Z") == (told["status"], told["since"])
    assert ("all", 3) == (told["conditions"]["kind"], len(told["conditions"]["parts"]))
    assert ("until", "MSOA-2026", "recorded", "2026-04-27") == (
        ended["kind"],
        *(ended["event"][key] for key in ("id", "basis", "date")),
    )
    assert [{"id": "MSOA-2026-06", "replaces": True, "status": "in force"}] == [
        {key: ending[key] for key in ("id", "replaces", "status")} for ending in ended["ended_by"]
    ]
    assert all(part["sources"] for part in told["conditions"]["parts"])
    assert told["reasons"] == [ended]
    assert ["not yet", "in force", "ended"] == [leg["status"] for leg in told["course"]]


def test_csv_has_one_row_a_condition() -> None:
    """With its place in the tree."""
    rows = list(
        csv.DictReader(io.StringIO(why("MSOA-2025-18", "--on", "2026-05-01", "-f", "csv")))
    )

    assert ["1", "1.1", "1.2", "1.3"] == [row["path"] for row in rows]
    assert ["fails", "holds", "holds", "fails"] == [row["truth"] for row in rows]
    assert "MSOA-2026-06" == rows[3]["ended_by"]
    assert all("https://" in row["sources"] for row in rows[1:])


def test_markdown_is_a_nested_list() -> None:
    """Below each condition, two spaces further in, what is known of it."""
    lines = why("MSOA-2025-18", "--on", "2026-05-01", "-f", "markdown").splitlines()

    assert lines[0].startswith("- MSOA-2025-18")
    assert all(line.lstrip(" ").startswith("- ") for line in lines)
    assert any(line.startswith("    - ✗ until MSOA-2026") for line in lines)


def test_hostile_labels_are_text_in_every_format(tmp_path: Path) -> None:
    """A label can steer neither the terminal nor Markdown, nor become markup."""
    file = tmp_path / "hostile.ttl"
    text = VALID
    for label in ("licence to the engine patents", "Beta goes public", "Engine licence of 2024"):
        text = text.replace(f'"{label}"', json.dumps(HOSTILE))
    file.write_text(text, encoding="utf-8")
    ask = ("deal-1", "--graph", str(file), "--on", "2029-01-01")

    for form in ("table", "markdown"):
        told = why(*ask, "--format", form)
        assert "\t" not in told
        assert "\n- no" not in told
    assert "[bold]{{7*7}}" in why(*ask)
    assert "\\[bold\\]" in why(*ask, "-f", "markdown")
    assert HOSTILE == json.loads(why(*ask, "-f", "json"))["label"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# no heading", "- \\# no heading"),
        ("1. no list", "- 1\\. no list"),
        ("- no list", "- \\- no list"),
        ("two\nlines", "- two lines"),
        ("[a](b)", "- \\[a\\](b)"),
    ],
)
def test_no_line_of_an_outline_is_more_than_text_in_markdown(text: str, line: str) -> None:
    """What would begin a list, a heading or a link is escaped."""
    assert f"{line}\n" == outline_as_markdown(Outline(text))


def test_an_address_is_a_link_in_markdown_and_text_in_a_terminal() -> None:
    """Spaces and angle brackets in it cannot end the link."""
    outline = Outline("title", link="https://example.org/a_b <c>")
    file = io.StringIO()
    printed_outline(outline, Console(file=file))

    assert "- title <https://example.org/a_b%20%3Cc%3E>\n" == outline_as_markdown(outline)
    assert "title https://example.org/a_b <c>\n" == file.getvalue()
