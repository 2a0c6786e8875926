"""What was derived by hand is told on the command line, of files as a person writes them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from entry import run
from points import golden, truths
from points.deals import PREFIXES
from points.said import Never, Stretch
from points.test_in_turtle import SAID

if TYPE_CHECKING:
    from points.said import Answer, Condition, Said

HERE = Path(__file__).parent
STORIES: dict[str, tuple[list[Answer], dict[str, Condition]]] = {
    "takeover": (
        golden.TAKE_OVER,
        {
            "supplement": golden.SUPPLEMENT,
            "to-close": golden.TO_CLOSE,
            "walk-away": golden.WALK_AWAY,
            "exclusive": golden.EXCLUSIVE,
            "fee": golden.FEE,
            "power": golden.POWER,
        },
    ),
    "lease": (golden.LEASE, {"tenancy": golden.TENANCY, "showing": golden.SHOWING}),
}
ASKED = [
    (story, clause, asked)
    for story, (answers, clauses) in STORIES.items()
    for asked in answers
    for clause, condition in clauses.items()
    if condition == asked.clause
]
ASKED += [("truths", clause, asked) for clause, asked in SAID]


def facts(asked: Answer, story: str) -> str:
    """Return what a record says beside the file: what happened, and what had not."""
    lines = [PREFIXES, f"@prefix : <https://example.org/{story}/> ."]
    lines.append(':seen a org:Organization ; rdfs:label "somebody who noted this"@en .')
    for event, what in asked.record.events.items():
        if what.occurred is not None and event != golden.VOTED:
            lines.append(f":{event.name} pact:occurredOn {written(what.occurred)} .")
        if what.not_through is not None:
            day = f'"{what.not_through}"^^xsd:date'
            lines.append(f":{event.name} pact:notOccurredThrough {day} .")
    return "\n".join(lines) + "\n"


def written(stretch: Stretch) -> str:
    """Return a day or a month in Turtle."""
    if stretch.first == stretch.last:
        return f'"{stretch.first}"^^xsd:date'
    assert stretch.first.day == 1
    assert (stretch.last + timedelta(days=1)).day == 1
    return f'"{stretch.first:%Y-%m}"^^xsd:gYearMonth'


def assumed(what: Said) -> str:
    """Return what is assumed, as it is written on the command line; "" for nothing."""
    if what.assumed is None:
        return ""
    return "never" if isinstance(what.assumed, Never) else str(what.assumed.first)


def is_written(asked: Answer) -> bool:
    """Return whether a date can be written that says what is known: a day, month or year."""
    stretches = (what.occurred for what in asked.record.events.values())
    return all(s is None or s.first == s.last or s.first.day == 1 for s in stretches)


@pytest.mark.many
@pytest.mark.parametrize(
    ("story", "clause", "asked"),
    [row for row in ASKED if is_written(row[2])],
    ids=[f"{row[0]} {row[2].name}" for row in ASKED if is_written(row[2])],
)
def test_what_was_derived_by_hand_is_told(
    story: str, clause: str, asked: Answer, tmp_path: Path
) -> None:
    """`status` gives every answer, and names the clause."""
    file = HERE / f"{story}.ttl"
    (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "facts.ttl").write_text(facts(asked, story), encoding="utf-8")
    supposed = [
        part
        for event, what in asked.record.events.items()
        if assumed(what)
        for part in ("--assume", f"{event.name}={assumed(what)}")
    ]
    days = ["--on", str(asked.day), "--known", str(asked.known)]

    found = run("status", clause, "-g", ".", *days, *supposed, "--format", "json", folder=tmp_path)

    assert 0 == found.status, found.text
    (row,) = json.loads(found.out)
    assert (clause, asked.status) == (row["clause"], row["status"])


def test_there_are_enough_answers() -> None:
    """All truths, and at least twelve answers of each story, are asked on the command line."""
    told = [row for row in ASKED if is_written(row[2])]

    assert len(truths.TRUTHS) == sum(story == "truths" for story, _, _ in told)
    for story, (answers, _) in STORIES.items():
        asked = [row for row in told if row[0] == story]
        assert len(answers) - 1 <= len(asked) >= 12


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_said_without_fault(story: str, tmp_path: Path) -> None:
    """Nothing is wrong with its file."""
    found = run("check", str(HERE / f"{story}.ttl"), folder=tmp_path)

    assert 0 == found.status, found.text
