"""The table of exit statuses in the README, over all commands."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import patch

import pytest

from entry import run
from pactgraph.cli import cli
from pactgraph.sparql import worker

pytestmark = pytest.mark.many

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests" / "check" / "valid.ttl"
ON = ("--on", "2027-01-01", "--known", "2026-11-23")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

# What answers, and what is no answer: a wrong name, date, query or file.
COMMANDS = {
    "cache": (("info",), ("nothing-of-this-name",)),
    "check": ((), ("no-such-file.ttl",)),
    "conflicts": (("deal", *ON), ("nothing-of-this-name",)),
    "convert": (("shipped", "shipped.nt"), ("no-such-file.ttl", "x.nt")),
    "diff": (("2027-01-01", "2030-01-01", "--known", "2026-11-23"), ("2027-01-01", "deal")),
    "evaluate": (("plain.ttl", "-", "world.ttl"), ("world.ttl", "-", "world.ttl")),
    "export": (("deal", *ON), ("nothing-of-this-name",)),
    "find": (("acme",), ("",)),
    "help": (("keys",), ("nothing-of-this-name",)),
    "impact": (("beta-goes-public", *ON), ("nothing-of-this-name",)),
    "list": (("events",), ("nothing-of-this-name",)),
    "map": (("-o", "map.html", *ON), ("--on", "2027-02-30")),
    "may": (("acme", "use", "engine-patents", *ON), ("acme", "use", "nothing-of-this-name")),
    "network": (("--loops", *ON), ("--party", "nothing-of-this-name")),
    "query": (("status", *ON), ("nothing-of-this-name",)),
    "show": (("acme", *ON), ("nothing-of-this-name",)),
    "sparql": ((COUNT,), ("SELECT",)),
    "status": (("deal-1", *ON), ("deal-1", "--on", "2027-02-30")),
    "why": (("deal-1", *ON), ("nothing-of-this-name",)),
}
_ASKS_NO_FILE = ("cache", "convert", "evaluate", "help")
PREFIXES = VALID.read_text(encoding="utf-8").partition(":acme a ")[0]
NOT_UNDERSTOOD = {
    "empty": ("# nothing\n", "says nothing"),
    "policies": (PREFIXES + ":p odrl:permission [ odrl:action odrl:use ] .", "pactgraph evaluate"),
    "parties": (PREFIXES + ':acme a org:Organization ; rdfs:label "Acme"@en .', "no agreement"),
    "others": (PREFIXES + ':acme <https://example.org/p> "x" .', "nothing in it is understood"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a deal, a plain policy, a world, and files that say nothing."""
    (tmp_path / "deal.ttl").write_text(VALID.read_text(encoding="utf-8"), encoding="utf-8")
    policy = "@prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix : <urn:x:> .\n"
    (tmp_path / "plain.ttl").write_text(
        policy + ":p odrl:permission :r . :r odrl:action odrl:use .", encoding="utf-8"
    )
    (tmp_path / "world.ttl").write_text(policy + ":x odrl:partOf :y .", encoding="utf-8")
    for name, (text, _) in NOT_UNDERSTOOD.items():
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    return tmp_path


def about(command: str, file: str, arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command line that asks `file`."""
    if command in _ASKS_NO_FILE:
        return (command, *arguments)
    if command == "check":
        return (command, *(arguments or (file,)))
    return (command, *arguments, "-g", file)


def test_every_command_has_its_row() -> None:
    """A new command cannot be forgotten here; `new` asks people, see tests/drafting."""
    assert set(cli.commands) - {"new", "serve"} == set(COMMANDS)  # these do not end by themselves


def test_the_readme_has_the_table() -> None:
    """Four statuses, each with what it says."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert ["0", "1", "2", "130"] == re.findall(r"^\| (\d+) \| ", text, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_answered_ends_with_0(command: str, folder: Path) -> None:
    """Good input is answered by every command."""
    good, _ = COMMANDS[command]

    told = run(*about(command, "deal.ttl", good), folder=folder)

    assert 0 == told.status, told.text


@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_answered_ends_with_2(command: str, folder: Path) -> None:
    """A wrong name, date, query or file is told on standard error; nothing is answered."""
    _, bad = COMMANDS[command]

    told = run(*about(command, "deal.ttl", bad), folder=folder)

    assert (2, b"") == (told.status, told.out), told.text
    assert b"defect" not in told.err


@pytest.mark.parametrize("kind", NOT_UNDERSTOOD)
@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in _ASKS_NO_FILE])
def test_nothing_understood_is_no_answer(command: str, kind: str, folder: Path) -> None:
    """Each command says what the file holds instead; parties alone are no fault for check."""
    good, _ = COMMANDS[command]
    _, words = NOT_UNDERSTOOD[kind]

    told = run(*about(command, f"{kind}.ttl", good), folder=folder)

    if (command, kind) == ("check", "parties"):
        assert 0 == told.status
        assert "0 agreements" in told.text
    else:
        assert (1 if command == "check" else 2) == told.status, told.text
        assert words in told.text


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_interrupted_ends_with_130(command: str, folder: Path) -> None:
    """Whatever a command is doing: no traceback, and the status that shells expect."""
    good, _ = COMMANDS[command]

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with patch.object(cli.commands[command], "invoke", interrupted):
        told = run(*about(command, "deal.ttl", good), folder=folder)

    assert 130 == told.status
    assert "Traceback" not in told.text


def begun(process: subprocess.Popen[bytes]) -> bool:
    """Return whether a query of `process` runs in its worker."""
    asked = ["ps", "-A", "-ww", "-o", "ppid=", "-o", "args="]  # -ww: whole lines, however long
    told = subprocess.run(asked, capture_output=True, check=True, text=True).stdout
    return any(
        line.split()[0] == str(process.pid) and worker.__file__ in line
        for line in told.splitlines()
    )


@pytest.mark.skipif(not shutil.which("ps"), reason="there is no ps to see the worker with")
def test_a_slow_query_can_be_interrupted(folder: Path) -> None:
    """Ctrl-C ends a query that is running in its worker."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pactgraph", "sparql", SLOW, "--deadline", "300", "-g", "deal.ttl"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # What a shell starts in the background ignores Ctrl-C, and so would what the tests start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads
    )
    try:
        while process.poll() is None and not begun(process):
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=300)
    finally:
        process.kill()

    assert (130, b"") == (process.returncode, out), err
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    ("command", "asked"),
    [(name, good) for name, (good, _) in COMMANDS.items()] + [("status", COMMANDS["status"][1])],
)
def test_a_process_of_its_own_does_the_same(
    command: str, asked: tuple[str, ...], folder: Path
) -> None:
    """So that what tests see through the entry point, in their own process, is what users see."""
    arguments = about(command, "deal.ttl", asked)

    alone = subprocess.run(
        [sys.executable, "-m", "pactgraph", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, "COLUMNS": "160", "PYTHONIOENCODING": "utf-8"},
    )
    (folder / "shipped.nt").unlink(missing_ok=True)  # what is there, `convert` leaves alone
    here = run(*arguments, folder=folder)

    assert (here.status, here.out, here.err) == (alone.returncode, alone.stdout, alone.stderr)
