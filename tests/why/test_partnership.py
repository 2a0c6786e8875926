"""Why, on the shipped facts: the tree agrees with the status and tells what ended a clause."""

import json
import random
from datetime import date, timedelta
from functools import cache

import pytest

from entry import completed
from pactgraph.asking.why import Finding, Truth, why
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.graph import PactGraph, load
from pactgraph.kernel.conditions import And, Or

FIRST = date(2019, 1, 1)
DAYS = (date(2034, 1, 1) - FIRST).days


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def told(clause: str, *options: str) -> str:
    """Return what the command prints for a person, on one line."""
    run = completed("why", clause, "--known", "2026-11-23", *options)
    return " ".join(run.stdout.replace("│", " ").split())


def expected_truth(finding: Finding) -> set[Truth]:
    """Return what the parts of a finding leave possible for it."""
    truths = {part.truth for part in finding.parts}
    if isinstance(finding.condition, And):
        if Truth.FAILS in truths:
            return {Truth.FAILS}
        return {Truth.HOLDS} if truths <= {Truth.HOLDS} else {Truth.OPEN, Truth.FAILS}
    if isinstance(finding.condition, Or):
        if Truth.HOLDS in truths:
            return {Truth.HOLDS}
        return {Truth.FAILS} if truths <= {Truth.FAILS} else {Truth.OPEN, Truth.HOLDS}
    return set(Truth)


def every(finding: Finding) -> list[Finding]:
    """Return a finding and all below it."""
    return [finding, *(below for part in finding.parts for below in every(part))]


@pytest.mark.many
@pytest.mark.parametrize("seed", range(4))
def test_the_tree_never_says_anything_else_than_the_status(seed: int) -> None:
    """On random settings root and status are equal, and the parts add up, for all clauses."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    record = graph().record
    events = [*record.happenings]
    tried = 0
    while tried < 10:
        on, known = ((FIRST + timedelta(draw.randrange(DAYS))).isoformat() for _ in range(2))
        assume = {
            event: draw.choice(["never", (FIRST + timedelta(draw.randrange(DAYS))).isoformat()])
            for event in draw.sample(events, draw.randrange(3))
        }
        setting = graph().setting(on=on, known=known, assume=assume)
        try:
            found = graph().status(setting, list(record.agreements))
        except ContradictoryScenarioError:
            continue
        tried += 1
        for answer in found:
            explanation = why(record, answer.clause, setting)
            assert answer.status is explanation.root.standing.status
            assert set(answer.depends_on) == explanation.root.standing.depends_on
            for finding in every(explanation.root):
                assert finding.truth in expected_truth(finding)


def test_every_leaf_cites_a_source() -> None:
    """No condition of any clause goes without a source."""
    setting = graph().setting(on="2026-11-23", known="2026-11-23")
    for clause in graph().record.clauses.values():
        root = why(graph().record, clause, setting).root
        assert [] == [f for f in every(root) if not f.parts and not f.sources]


def test_the_research_licence_ends_with_its_term() -> None:
    """Whatever else happened, 2030 is over in June 2031."""
    text = told("MSOA-2025-12", "--on", "2031-06-01")

    assert "surely ended since 2031-01-01" in text
    assert "✗ until the end of 2030" in text
    assert "the record does not say whether" in text
    assert "https://openai.com/index/next-chapter-of-microsoft-openai-partnership/" in text


def test_the_revenue_share_was_replaced() -> None:
    """The tree names the amendment, the clause that took its place, and the source."""
    text = told("MSOA-2025-18", "--on", "2026-05-01")

    assert "ended since 2026-04-27" in text
    assert "MSOA-2026 “Amendment of April 2026” took effect on 2026-04-27" in text
    assert "MSOA-2026-06 “Microsoft's capped share of OpenAI's revenue” took its place" in text
    assert "https://openai.com/index/next-phase-of-microsoft-partnership/" in text


def test_the_right_of_first_refusal_was_ended_by_a_statement() -> None:
    """Nothing took its place; the statement that ended it is named."""
    text = told("MSOA-2025JAN-05", "--on", "2025-11-01")

    assert "ended since 2025-10-28" in text
    assert "its statement MSOA-2025-20" in text


def test_what_was_not_yet_known_is_named() -> None:
    """Seen from March 2026 the amendment counts as never, and the tree says so."""
    run = completed("why", "MSOA-2025-18", "--on", "2026-05-01", "--known", "2026-03-01")

    assert "Not yet known on 2026-03-01" in run.stdout
    assert "MSOA-2026 “Amendment of April 2026”, known since 2026-04-27" in run.stdout


def test_json_is_nested_and_agrees_with_the_tree() -> None:
    """A program finds status, reasons, truth of each and sources."""
    run = completed("why", "MSOA-2025-18", "--on", "2026-05-01", "--format", "json")
    answer = json.loads(run.stdout)

    assert ("MSOA-2025-18", "ended") == (answer["clause"], answer["status"])
    assert "fails" in {reason["truth"] for reason in answer["reasons"]}
    assert all("sources" in reason for reason in answer["reasons"])
