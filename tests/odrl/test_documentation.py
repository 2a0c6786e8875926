"""What the documentation of the evaluator shows is what it does."""

from __future__ import annotations

import re
from pathlib import Path

import pactgraph.odrl
from pactgraph.odrl import evaluate
from pactgraph.odrl.report import DutyState
from pactgraph.reading.triples import from_text

TEXT = (Path(pactgraph.odrl.__file__).parent / "README.md").read_text(encoding="utf-8")


def test_the_example_says_what_the_text_says() -> None:
    """Alice may read the report; the payment came, late."""
    policy, request, world = (
        from_text(block) for block in re.findall(r"```turtle\n(.*?)```", TEXT, re.DOTALL)
    )
    (found,) = evaluate(policy, request, world).policies

    assert ["permitted"] == [str(outcome) for _, outcome in found.outcome]
    assert DutyState.PERFORMED_LATE is found.rules[1].state


def test_every_state_of_a_duty_is_explained() -> None:
    """The table of states has a row for each, and no other."""
    section = TEXT.split("## The states of a duty")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([a-z ]+) \|", section, re.MULTILINE)

    assert [str(state) for state in DutyState] == rows[1:]
