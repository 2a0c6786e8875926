"""`pactgraph evaluate` and `pactgraph export`, through their real entry point."""

# ruff: noqa: E501 - a triple is read best on one line
from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from entry import completed
from made.probes import ALICE_READS_X, NOON, PREFIXES, dated, permission

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

WINDOW = dated("lteq", '"2030"^^xsd:gYear')
JSON_LD = {
    "@context": "http://www.w3.org/ns/odrl.jsonld",
    "@type": "Agreement",
    "uid": "https://example.org/p",
    "conflict": "prohibit",
    "permission": [
        {
            "uid": "https://example.org/r",
            "assignee": "https://example.org/alice",
            "target": "https://example.org/x",
            "action": "read",
            "constraint": [
                {
                    "or": {
                        "@list": [
                            {
                                "leftOperand": "dateTime",
                                "operator": "lt",
                                "rightOperand": {"@value": "2029-01-01", "@type": "xsd:date"},
                            },
                            {
                                "leftOperand": "purpose",
                                "operator": "neq",
                                "rightOperand": {"@id": "https://example.org/sale"},
                            },
                        ]
                    }
                }
            ],
        }
    ],
}


def pactgraph(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return completed(*map(str, arguments), columns=100)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return a policy, a request and a world."""
    world = f'temp:currentTime dct:issued "{NOON}"^^xsd:dateTime .'
    texts = {"policy": permission(WINDOW), "request": ALICE_READS_X, "world": world}
    found = []
    for name, text in texts.items():
        file = tmp_path / f"{name}.ttl"
        file.write_text(PREFIXES + text, encoding="utf-8")
        found.append(file)
    return found


def test_the_report_is_turtle_unless_asked_otherwise(files: list[Path]) -> None:
    """Turtle that any parser reads; JSON and a table on request."""
    run = pactgraph("evaluate", *files)
    as_json = json.loads(pactgraph("evaluate", *files, "--format", "json").stdout)
    drawn = pactgraph("evaluate", *files, "--format", "table", "--lang", "de").stdout

    assert 0 == run.returncode, run.stderr
    assert 10 < len(Graph().parse(data=run.stdout, format="turtle"))
    assert "permitted" == as_json["policies"][0]["outcome"][0]["is"]
    assert "Erlaubnis" in drawn
    assert all(len(line) <= 100 for line in drawn.splitlines())


def test_another_time_and_no_request(files: list[Path]) -> None:
    """--at asks about another day, a dash about no act."""
    policy, _, world = files
    run = pactgraph("evaluate", policy, "-", world, "--at", "2031-01-01", "-f", "json")
    (rule,) = json.loads(run.stdout)["policies"][0]["rules"]

    assert ("no", None, False) == (rule["active"], rule["act"], rule["attempted"])


def test_the_reading_of_the_suite(files: list[Path]) -> None:
    """--reading force leaves the control state out."""
    draft, suite = (pactgraph("evaluate", *files, *more).stdout for more in ([], ["--reading", "force"]))  # fmt: skip

    assert "report:controlState report:Permit" in draft
    assert "report:controlState" not in suite


def test_json_ld_with_the_context_of_odrl(files: list[Path], tmp_path: Path) -> None:
    """The context is written out, not fetched; lists and terms mean what they should."""
    _, request, world = files
    policy = tmp_path / "policy.jsonld"
    policy.write_text(json.dumps(JSON_LD), encoding="utf-8")
    world.write_text(
        world.read_text(encoding="utf-8") + ":alice odrl:purpose :research .", encoding="utf-8"
    )
    run = pactgraph("evaluate", policy, request, world, "-f", "json")
    (found,) = json.loads(run.stdout)["policies"]

    assert ("Agreement", "permitted") == (found["kind"], found["outcome"][0]["is"])
    assert "or(dateTime lt 2029-01-01)" == found["rules"][0]["premises"][3]["formula"]


@pytest.mark.parametrize(
    ("message", "broken"),
    [
        ("there is no", "missing.ttl"),
        ("needs one odrl:leftOperand", "malformed.ttl"),
        ("this does not parse", "syntax.ttl"),
    ],
)
def test_bad_input_ends_with_one_clear_message(
    message: str, broken: str, files: list[Path], tmp_path: Path
) -> None:
    """Exit status 2, nothing on standard output, no traceback."""
    (tmp_path / "malformed.ttl").write_text(PREFIXES + permission("[ a odrl:Constraint ]"))
    (tmp_path / "syntax.ttl").write_text("<urn:a")
    run = pactgraph("evaluate", tmp_path / broken, *files[1:])

    assert (2, "") == (run.returncode, run.stdout)
    assert message in run.stderr.lower() or message in run.stderr
    assert "Traceback" not in run.stderr


def test_an_export_can_be_evaluated(tmp_path: Path) -> None:
    """Policies and world, written and read back by the command line alone."""
    policy, world = tmp_path / "policy.ttl", tmp_path / "world.ttl"
    known = ("--known", "2026-11-23")
    policy.write_text(pactgraph("export", "MSOA-2025", *known).stdout, encoding="utf-8")
    world.write_text(
        pactgraph("export", "--world", "--on", "2029-06-01", *known).stdout, encoding="utf-8"
    )
    run = pactgraph("evaluate", policy, "-", world, "-f", "json")
    rules = {
        r["rule"].rsplit("/", 1)[-1]: r for r in json.loads(run.stdout)["policies"][0]["rules"]
    }

    assert "depends" == rules["MSOA-2025-12"]["active"]
    assert ["agi-verified", "research-licence-ended"] == rules["MSOA-2025-12"]["depends_on"]
    assert ("no", "lapsed") == (rules["MSOA-2025-06"]["active"], rules["MSOA-2025-06"]["state"])


def test_an_export_in_other_formats() -> None:
    """JSON-LD and N-Triples say the same as Turtle."""
    sizes = set()
    for name in ("turtle", "json-ld", "nt"):
        text = pactgraph("export", "MSOA-2020", "--known", "2026-11-23", "-f", name).stdout
        sizes.add(len(Graph().parse(data=text, format=name)))

    assert 1 == len(sizes)
    assert "there is no agreement" in pactgraph("export", "no-such").stderr
