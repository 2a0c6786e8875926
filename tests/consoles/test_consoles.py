"""Terminals and pipes of any encoding: every command answers, and data stays in UTF-8."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph

from entry import run
from pactgraph.telling.signs import in_signs_of

PACTGRAPH = shutil.which("pactgraph", path=str(Path(sys.executable).parent)) or "pactgraph"
UMLAUTS = Path(__file__).parent / "umlauts.ttl"
CONSOLES = ["cp1252", "cp437", "ascii"]
SETTING = ("--on", "2027-01-01", "--known", "2026-11-23")
COMMANDS = [
    ("check",),
    ("conflicts",),
    ("diff", "record", "agi-verified=2028-06-01", "--on", "2029-01-01"),
    ("export", "MSOA-2025"),
    ("impact", "agi-verified"),
    ("may", "openai", "serve", "api-products", "--lang", "de"),
    ("query",),
    ("query", "versions", "--lang", "de"),
    ("sparql", "SELECT ?l { :MSOA-2025-12 rdfs:label ?l }"),
    ("status", "MSOA-2025-12"),
    ("status", "-g", str(UMLAUTS), *SETTING),
    ("status", "MSOA-2025-12", "--format", "csv"),
    ("why", "MSOA-2025-12", "--lang", "de"),
    ("why", "MSOA-2025-12", "--format", "markdown"),
    ("why", "--help"),
    ("--help",),
]
ODD = (
    "\udcff“”„\u201a\u2018\u2019\u2013\u2014…←→↔≤≥✓✗─│├└┌┐"
    "äöüÄÖÜßéŁø€§•\u202e\N{REPLACEMENT CHARACTER}Σ永🎉\x00\x1b"
)


@pytest.mark.many
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", CONSOLES)
def test_every_command_answers_on_every_console(
    name: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    """The answer comes, in the signs of the console or in UTF-8, and nothing goes wrong."""
    found = run(*command, encoding=name, folder=tmp_path)

    assert 0 == found.status, found.err
    assert found.out or found.err
    data = "csv" in command or "markdown" in command or "export" in command
    text = found.out.decode("utf-8" if data else name)
    assert "\N{REPLACEMENT CHARACTER}" not in text


def test_a_table_stays_in_line(tmp_path: Path) -> None:
    """What stands for a sign is as wide in the table as it is on the screen."""
    ask = ("status", "-g", str(UMLAUTS), *SETTING)

    shown = run(*ask, encoding="ascii", folder=tmp_path).out.decode("ascii")

    heading, _, first, *_ = shown.splitlines()
    assert first.startswith("gebuehr   Nutzung fuer 5 EUR   Mueller & Soehne <- Lodz ? ?")
    assert heading.index("Status") == first.index("depends on")
    assert heading.index("Holder <- owed by") == first.index("Mueller")


def test_a_refusal_is_in_the_signs_of_the_console(tmp_path: Path) -> None:
    """Standard error too is written in what the console has."""
    found = run("status", "lizenß", encoding="ascii", folder=tmp_path)

    assert 2 == found.status
    assert 'there is no clause "lizenss"' in found.err.decode("ascii")


@pytest.mark.parametrize("name", CONSOLES)
def test_data_are_in_utf_8_everywhere(name: str, tmp_path: Path) -> None:
    """JSON, CSV and RDF keep every sign, and what is exported can be evaluated."""
    status = ("status", "-g", str(UMLAUTS), *SETTING)
    policy, world = tmp_path / "p.ttl", tmp_path / "w.ttl"

    as_json = run(*status, "-f", "json", encoding=name, folder=tmp_path).out
    as_csv = run(*status, "-f", "csv", encoding=name, folder=tmp_path).out
    export = ("export", "-g", str(UMLAUTS), *SETTING)
    policy.write_bytes(run(*export, encoding=name, folder=tmp_path).out)
    world.write_bytes(run(*export, "--world", encoding=name, folder=tmp_path).out)
    evaluate = ("evaluate", str(policy), "-", str(world))
    report = run(*evaluate, encoding=name, folder=tmp_path)
    told = run(*evaluate, "--format", "json", encoding=name, folder=tmp_path)

    assert "Nutzung für 5 €" == json.loads(as_json)[0]["label"]
    (row,) = csv.DictReader(io.StringIO(as_csv.decode("utf-8"), newline=""))
    assert ("gebühr", "łódź") == (row["clause"], row["owed_by"])
    assert (0, 0) == (report.status, told.status), report.err
    assert Graph().parse(data=report.out.decode("utf-8"), format="turtle")
    assert "gebühr" in json.dumps(json.loads(told.out), ensure_ascii=False)


@pytest.mark.parametrize(
    "console",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=["cp1252", "C"],
)
def test_a_process_of_its_own_writes_the_same(console: dict[str, str], tmp_path: Path) -> None:
    """What the environment says of the streams is heeded, and a query in the worker too."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LC_"))}

    found = subprocess.run(
        [PACTGRAPH, "sparql", "SELECT ?l { :MSOA-2025-12 rdfs:label ?l } ORDER BY ?l"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**inherited, **console},
    )

    assert 0 == found.returncode, found.stderr
    assert b"Lizenz" in found.stdout


def test_a_file_with_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    """A name of bytes that no encoding has is shown with a sign for them, and is valid JSON."""
    name = os.fsdecode(b"d\xff.ttl")
    (tmp_path / name).write_text("x", encoding="utf-8")

    shown = run("check", name, folder=tmp_path)
    as_json = run("check", name, "-f", "json", folder=tmp_path)

    assert (1, 1) == (shown.status, as_json.status), shown.err
    assert "d?.ttl" in shown.text
    assert name in {row["file"] for row in json.loads(as_json.out)}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1", "koi8-r", "utf-8"])
def test_whatever_is_written_can_be(encoding: str) -> None:
    """Each sign becomes some that the encoding has, never nothing, and those it has stay."""
    for sign in ODD:
        shown = in_signs_of(sign, encoding)

        assert shown
        assert shown.encode(encoding).decode(encoding) == shown
        if sign.encode(encoding, errors="ignore"):
            assert sign == shown


def test_quotation_marks_keep_their_shape() -> None:
    """What has a near sign is not a question mark."""
    ascii_ = in_signs_of("„für immer“ \u2013 \u201aja\u2018 … ✓ ✗ ← → é", "ascii")

    assert "\"fuer immer\" - 'ja' ... v x <- -> e" == ascii_
