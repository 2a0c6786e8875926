"""What people get wrong about dates and assumptions, and what they are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import pactgraph
from entry import completed, run
from pactgraph import load
from pactgraph.errors import BadInputError

VALID = Path(__file__).parents[1] / "check" / "valid.ttl"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "2027"), "write 2027-01-01 or 2027-12-31"),
        (("--known", "2028-02"), "write 2028-02-01 or 2028-02-29"),
        (("--assume", "agi-verified=2028", "-a", "agi-verified=never"), "is assumed twice"),
        (("--assume", "agi-verified=2028", "-a", "AGI verified=2029"), "is assumed twice"),
        (("--assume", "2028-06-01=agi-verified"), "write agi-verified=2028-06-01"),
        (("--assume", "never=agi-verified"), "write agi-verified=never"),
    ],
)
def test_slips_are_refused_with_what_would_be_right(arguments: tuple[str, ...], said: str) -> None:
    """In one sentence, and nothing is answered."""
    found = completed("status", "MSOA-2025-12", *arguments)

    assert (2, "") == (found.returncode, found.stdout)
    assert said in found.stderr


def test_never_is_never_in_any_case() -> None:
    """A capital does not make it a date."""
    answers = {
        completed(
            "status", "MSOA-2025-12", "--on", "2029-01-01", "-a", f"agi-verified={word}"
        ).stdout
        for word in ("never", "Never", "NEVER")
    }
    assert 1 == len(answers)


def test_check_reads_standard_input(tmp_path: Path) -> None:
    """In Turtle or JSON-LD; so does any command."""
    turtle = run("check", "-", folder=tmp_path, stdin=VALID.read_bytes())
    json = run("check", "-", folder=tmp_path, stdin=b'{"@context": {"a": "http://x.y/a"}, "b": 1}')
    status = run(
        "status", "-g", "-", "--on", "2025-01-01", folder=tmp_path, stdin=VALID.read_bytes()
    )

    assert 0 == turtle.status
    assert "Read: 1 file, 1 agreement" in turtle.text
    assert 1 == json.status
    assert "-:1:" in json.text
    assert (0, True) == (status.status, "deal-1" in status.text)


def test_the_front_door_opens() -> None:
    """What the package offers is there, and nothing else is."""
    drafts = {"check_draft", "draft_format", "read_sentence"}
    assert (
        set(pactgraph.__all__) == {"PactGraph", "__version__", "check", "connect", "load"} | drafts
    )
    assert isinstance(load(), pactgraph.PactGraph)
    assert [] == pactgraph.check([VALID]).violations
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        _ = pactgraph.lode  # type: ignore[attr-defined]


def test_settings_take_dates_and_names_stand_for_themselves() -> None:
    """A day that is left out is today; one name is not its letters."""
    graph = load()
    assert graph.setting(on=date(2029, 1, 1)).on.text == "2029-01-01"
    assert graph.setting().on == graph.setting().known
    setting = graph.setting(on="2029-01-01", known="2026-11-23")
    assert ["MSOA-2025-12"] == [a.clause.id for a in graph.status(setting, "MSOA-2025-12")]
    assert graph.conflicts(setting, "MSOA-2025") == graph.conflicts(setting, ["MSOA-2025"])
    with pytest.raises(BadInputError, match="assumed twice"):
        graph.setting(assume=[("agi-verified", "2028"), ("AGI verified", date(2029, 1, 1))])
