"""`pactgraph may`, through its real entry point."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from entry import completed
from made.made_up_rules import Made

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

PACTGRAPH = shutil.which("pactgraph", path=os.path.dirname(sys.executable)) or "pactgraph"  # noqa: PTH120
KEYS = [
    "outcome",
    "answer",
    "possible",
    "party",
    "action",
    "asset",
    "attributes",
    "limits",
    "on",
    "known",
    "depends_on",
    "open",
    "unknown",
    "exceptions",
    "narrowed_by",
    "rules",
    "conflicts",
]
CLOUD = ("may", "openai", "serve", "API products", "--on", "2025-12-01", "--as", "cloud=amazon")
HOSTILE = "x\t{{7*7}}\"'|`=cmd() %s\n| a | b"


def pactgraph(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return completed(*arguments, columns=100)


def test_the_answer_comes_first_then_the_rules_with_their_sources() -> None:
    """A person reads a sentence, the clause, why it applies, and where that is said."""
    run = pactgraph(*CLOUD)

    lines = run.stdout.splitlines()
    assert (
        "Prohibited: OpenAI may not serve “API products” on 2025-12-01 (cloud: Amazon)."
        == lines[0]
    )
    assert "MSOA-2025-06 prohibits it: OpenAI's API on Azure only, until AGI" in run.stdout
    assert "unless the exception MSOA-2025-21 applies" in run.stdout
    assert "source: OpenAI, The next chapter" in run.stdout
    assert all(len(line) <= 100 for line in lines)


def test_german_is_german() -> None:
    """--lang de translates the whole answer."""
    run = pactgraph(*CLOUD, "--lang", "de")

    assert "Verboten: OpenAI darf „API-Produkte“ am 2025-12-01 (Cloud: Amazon) nicht" in run.stdout
    assert "Regeln, die zählen" in run.stdout
    assert "exception" not in run.stdout


def test_json_has_the_documented_keys() -> None:
    """One object, with one object a rule."""
    run = pactgraph(*CLOUD, "--format", "json")

    answer = json.loads(run.stdout)
    assert KEYS == list(answer)
    assert "prohibited" == answer["outcome"]
    assert {"cloud": ["amazon"]} == answer["attributes"]
    first = answer["rules"][0]
    assert ("MSOA-2025-06", "reserves", "applies") == (
        first["clause"],
        first["effect"],
        first["weight"],
    )
    assert "openai-2025-10-28" in {source["id"] for source in first["sources"]}


def test_csv_has_a_row_for_every_rule_and_markdown_is_a_list() -> None:
    """The other two formats."""
    rows = list(csv.DictReader(io.StringIO(pactgraph(*CLOUD, "--format", "csv").stdout)))
    markdown = pactgraph(*CLOUD, "--format", "markdown").stdout

    assert {"prohibited"} == {row["outcome"] for row in rows}
    assert {"applies", "depends", "rejected"} == {row["weight"] for row in rows}
    assert markdown.startswith("- Prohibited: OpenAI")
    assert "\n  - rules that count\n" in markdown


def test_all_rules_are_shown_if_wanted() -> None:
    """--all leaves nothing out."""
    assert "more rules are further off" in pactgraph(*CLOUD).stdout
    assert "MSOA-2019-01" in pactgraph(*CLOUD, "--all").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("may", "micosoft", "use", "gpt-3"), "did you mean microsoft"),
        (("may", "microsoft", "lick", "gpt-3"), "there is no action “lick”"),
        (("may", "microsoft", "use", "wieghts"), "there is no asset “wieghts”"),
        ((*CLOUD, "--as", "clout=aws"), "cloud (cloud)?"),
        ((*CLOUD, "--as", "customer"), "should have two sides, as in customer=amazon"),
        ((*CLOUD, "--as", "azure-only=perhaps"), "azure-only=yes, or no"),
        ((*CLOUD, "--as", "cloud=yes", "--as", "capability=yes"), "say capability=agi-technology"),
        (("may", "openai", "own", "gpt-3"), "no action “own”; did you mean hold (hold)?"),
        (("may", "openai", "release", "gpt-3"), "did you mean distribute (distribute)?"),
        (("may", "openai", "publish", "gpt-3"), "distribute (distribute), present (present)"),
        (("may", "openai", "rent", "gpt-3"), "grantUse (grant use)?"),
        (("may", "openai", "granting", "gpt-3"), "grantUse (grant use)?"),
        (("may", "openai", "buy", "gpt-3"), "did you mean purchase (purchase)?"),
        (("may", "openai", "copy", "gpt-3"), "did you mean reproduce (reproduce)?"),
        (("may", "openai", "pay", "gpt-3"), "did you mean compensate (compensate)?"),
        (("may", "openai", "kaufn", "gpt-3"), "did you mean purchase (purchase)?"),
        (("may", "openai", "veröffentlichen", "gpt-3"), "distribute (distribute)"),
        (("may", "openai", "offer", "gpt-3"), "offerFirst (offer first)"),
    ],
)
def test_bad_questions_are_explained(arguments: tuple[str, ...], message: str) -> None:
    """Exit status 2, one message, nothing else."""
    run = pactgraph(*arguments)

    assert 2 == run.returncode
    assert "" == run.stdout
    assert message in run.stderr
    assert "Traceback" not in run.stderr


def test_duties_conflicts_and_what_does_not_bind_are_told(tmp_path: Path) -> None:
    """What goes with a permission is shown with it."""
    made = Made(tmp_path).agreement(
        "deal",
        "d1 may odrl:use engine ; odrl:duty :d2 ;",
        "d2 must odrl:compensate wheel",
        "d3 must-not odrl:use engine",
        more="a pact:NonBindingAgreement ; odrl:conflict odrl:perm ;",
    )
    assert made.graph

    run = pactgraph(
        "may", "acme", "use", "engine", "-g", str(tmp_path / "rules.ttl"), "--on", "2025-01-01"
    )

    assert "provided that: d2 label (d2)" in run.stdout
    assert "d1 permits what d3 prohibits" in run.stdout
    words = " ".join(run.stdout.replace("│", " ").split())
    assert "the permission prevails: so says their agreement" in words
    assert "said in a statement that does not bind by itself: deal" in run.stdout


def test_hostile_names_are_text_in_every_format(tmp_path: Path) -> None:
    """A label cannot steer the terminal or Markdown, nor break JSON."""
    made = Made(tmp_path).agreement("deal", "d1 may odrl:use engine")
    text = made.text.replace('"engine"@en', json.dumps(HOSTILE) + "@en")
    file = tmp_path / "hostile.ttl"
    file.write_text(text, encoding="utf-8")
    ask = ("may", "acme", "use", "engine", "-g", str(file), "--on", "2025-01-01")

    shown = {form: pactgraph(*ask, "-f", form).stdout for form in ("table", "markdown", "json")}

    assert HOSTILE in json.loads(shown["json"])["answer"]
    for form in ("table", "markdown"):
        assert "\t" not in shown[form]
        assert "\n| a" not in shown[form]
        assert "7\\*7" in shown[form] or "7*7" in shown[form]
