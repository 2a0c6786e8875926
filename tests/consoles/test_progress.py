"""What takes a while says so on a terminal, and only there; nothing is left of it."""

from __future__ import annotations

import io
import os
import re
import select
import signal
import sys
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Self
from unittest.mock import patch

import click
import pytest

from entry import Terminal, run
from pactgraph.cli import cli, output
from pactgraph.cli.output import busy
from pactgraph.messages import told, worded
from pactgraph.progress import counted, listening, say
from pactgraph.telling.tables import Table
from pactgraph.telling.told import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.many

VALID = Path(__file__).parents[1] / "check" / "valid.ttl"
ON = ("--on", "2027-01-01", "--known", "2026-11-23")
PATIENCE = 120
"""Seconds after which what does not appear never will."""

COMMANDS = {
    "check": ((), ("reading", "reading file 1 of 2", "reading file 2 of 2", "checking")),
    "conflicts": (("deal", *ON), ("checking", "asking", "writing")),
    "diff": (("2027-01-01", "2030-01-01", "--known", "2026-11-23"), ("asking", "writing")),
    "evaluate": (("plain.ttl", "-", "world.ttl"), ("asking", "writing")),
    "export": (("deal", *ON), ("reading file 2 of 2", "checking", "writing")),
    "find": (("acme",), ("checking", "asking", "writing")),
    "impact": (("beta-goes-public", *ON), ("checking", "asking", "writing")),
    "list": (("events", "-f", "csv"), ("checking", "asking", "writing")),
    "map": (("-o", "map.html", *ON), ("reading file 2 of 2", "checking", "drawing")),
    "may": (("acme", "use", "engine-patents", *ON), ("checking", "asking", "writing")),
    "network": (("--loops", *ON), ("checking", "asking", "writing")),
    "query": (("status", *ON, "-f", "json"), ("checking", "asking", "writing")),
    "show": (("acme", *ON), ("checking", "asking", "writing")),
    "sparql": (("SELECT * {} LIMIT 1",), ("checking", "asking", "writing")),
    "status": (("deal-1", *ON), ("checking", "asking", "writing")),
    "why": (("deal-1", *ON), ("checking", "asking", "writing")),
}
"""Each command, what it is asked, and what it says that it does, in this order."""
TERM = {"TERM": "xterm-256color"}


class Screen:
    """Lines and a place in them, as a terminal keeps them; it knows what we use."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lines = [""]
        self.row = self.column = 0
        self.cursor = True

    def feed(self, text: str) -> Self:
        """Do what `text` says."""
        for sign, rest in re.findall(r"(\x1b\[[?\d;]*[A-Za-z]|\r|\n)|([^\x1b\r\n]+)", text):
            self._feed(sign, rest)
        return self

    def _feed(self, sign: str, rest: str) -> None:
        line = self.lines[self.row]
        match sign:
            case "":
                before = line[: self.column].ljust(self.column)
                self.lines[self.row] = before + rest + line[self.column + len(rest) :]
                self.column += len(rest)
            case "\r":
                self.column = 0
            case "\n":
                self.row, self.column = self.row + 1, 0
                self.lines += [""] * (self.row + 1 - len(self.lines))
            case "\x1b[2K":
                self.lines[self.row] = ""
            case "\x1b[1A":
                self.row -= 1
            case "\x1b[?25l" | "\x1b[?25h":
                self.cursor = sign.endswith("h")
            case _:
                assert re.fullmatch(r"\x1b\[[\d;]*m", sign), sign

    @property
    def text(self) -> str:
        """What can be read on it."""
        return "\n".join(self.lines).strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a deal, a party, a plain policy, and a world."""
    policy = "@prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix : <urn:x:> .\n"
    policy += ":p odrl:permission :r . :r odrl:action odrl:use ."
    (tmp_path / "plain.ttl").write_text(policy, encoding="utf-8")
    (tmp_path / "deal.ttl").write_bytes(VALID.read_bytes())
    (tmp_path / "world.ttl").write_text("<urn:x:x> <urn:x:y> <urn:x:z> .", encoding="utf-8")
    (tmp_path / "party.ttl").write_text(
        "@prefix org: <http://www.w3.org/ns/org#> . @prefix : <urn:x:> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        ':solo a org:Organization ; rdfs:label "Solo"@en , "Solo"@de .',
        encoding="utf-8",
    )
    return tmp_path


def about(command: str) -> tuple[str, ...]:
    """Return a command line that asks two files."""
    asked, _ = COMMANDS[command]
    if command in ("convert", "evaluate"):
        return (command, *asked)
    if command == "check":
        return (command, "deal.ttl", "party.ttl")
    return (command, *asked, "-g", "deal.ttl", "-g", "party.ttl")


def _reading(number: int, count: int) -> str:
    return worded("reading file {number} of {count}", number=str(number), count=str(count))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which file of how many is read, that they are checked, and then what is asked for."""
    said: list[str] = []

    @contextmanager
    def noted(what: str) -> Iterator[None]:
        said.append(told(what, "en"))
        with listening(lambda more: said.append(told(more, "en")), what):
            yield

    module = "listing" if command == "list" else command
    import_module(f"pactgraph.cli.{module}")
    monkeypatch.setattr(output, "busy", noted)
    monkeypatch.setattr(f"pactgraph.cli.{module}.busy", noted)
    found = run(*about(command), folder=folder)

    assert 0 == found.status, found.text
    _, expected = COMMANDS[command]
    places = [said.index(word) for word in expected]
    assert sorted(places) == places


def test_every_command_is_tried() -> None:
    """A new one cannot be forgotten here.

    `cache` looks into one folder, and is done; `help` reads nothing; `new` waits for people;
    `convert` does once what it does: see tests/converting.
    """
    assert set(cli.commands) - {"cache", "convert", "help", "new", "serve"} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_nothing_is_left_on_the_terminal(command: str, encoding: str, folder: Path) -> None:
    """The answer is the same, byte by byte, and of what was shown meanwhile nothing remains."""
    alone = run(*about(command), folder=folder, encoding=encoding)
    with patch.object(output, "_PATIENCE", 0):
        found = run(
            *about(command), folder=folder, encoding=encoding, terminal=True, environment=TERM
        )

    screen = Screen().feed(found.err.decode(encoding))
    assert (alone.status, alone.out) == (found.status, found.out)
    assert alone.err.decode(encoding).split() == screen.text.split()
    assert alone.err != found.err
    assert screen.cursor


@pytest.mark.parametrize("command", ["check", "query", "status"])
@pytest.mark.parametrize(
    ("terminal", "environment"),
    [
        (False, {"FORCE_COLOR": "1", "TTY_COMPATIBLE": "1", "TTY_INTERACTIVE": "1"} | TERM),
        (False, TERM),
        (True, {"TERM": "dumb"}),
        (True, {"TERM": "unknown"}),
    ],
    ids=["pipe told to be coloured", "pipe", "dumb", "unknown"],
)
def test_where_nothing_can_be_taken_back_nothing_is_said(
    command: str, environment: dict[str, str], folder: Path, *, terminal: bool
) -> None:
    """In pipes and files, whatever the environment wishes, and on terminals that only print."""
    alone = run(*about(command), folder=folder)
    with patch.object(output, "_PATIENCE", 0):
        found = run(*about(command), folder=folder, terminal=terminal, environment=environment)

    assert alone.err == found.err
    assert alone.status == found.status


@pytest.mark.parametrize(
    ("language", "encoding", "words"),
    [
        ("en", "utf-8", ("reading", "reading file 1 of 2", "checking")),
        ("de", "utf-8", ("Dateien werden gelesen", "Datei 1 von 2", "Dateien werden geprüft")),
        ("de", "ascii", ("Dateien werden gelesen", "Datei 1 von 2", "Dateien werden geprueft")),
    ],
)
def test_what_is_said_appears_while_it_is_done(
    language: str, encoding: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without colours if there are to be none, and within the width of the terminal."""
    kept = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", Terminal(kept, encoding=encoding, write_through=True))
    monkeypatch.setattr(output, "_PATIENCE", 0)
    for name, value in {**TERM, "NO_COLOR": "1", "COLUMNS": "60"}.items():
        monkeypatch.setenv(name, value)

    def appears(word: str) -> bool:
        wait = Event()
        return any(
            word in kept.getvalue().decode(encoding) or wait.wait(0.01)
            for _ in range(PATIENCE * 100)
        )

    with click.Context(cli, obj=language), busy(worded("reading")):
        assert appears(words[0])
        for _ in counted("ab", _reading):
            assert appears(words[1])
        say(worded("checking"))
        assert appears(words[2])

    written = kept.getvalue().decode(encoding)
    screen = Screen().feed(written)
    assert "" == screen.text
    assert screen.cursor
    assert not re.search(r"\x1b\[\d*;?[349]\d", written)


def test_what_is_over_at_once_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flicker tells nobody anything."""
    kept = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", Terminal(kept, encoding="utf-8", write_through=True))
    monkeypatch.setattr(output, "_PATIENCE", PATIENCE)
    monkeypatch.setenv("TERM", TERM["TERM"])
    with click.Context(cli, obj="en"), busy(worded("reading")):
        say(worded("checking"))

    assert b"" == kept.getvalue()


def test_an_answer_is_written_when_nothing_is_shown_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is laid out meanwhile; on one terminal, both would be mixed."""
    out = io.StringIO()
    left: list[str] = []

    @contextmanager
    def noted(_: str) -> Iterator[None]:
        yield
        left.append(out.getvalue())

    monkeypatch.setattr(output, "busy", noted)
    monkeypatch.setattr(sys, "stdout", out)
    for columns in ("", "100"):
        if columns:
            monkeypatch.setenv("COLUMNS", columns)
        else:
            monkeypatch.delenv("COLUMNS", raising=False)
        output.write_told(Tabular(Table(("a",), [("b",)])), "en", "table")
        assert out.getvalue().split()[-1] == "b"
        out.truncate(0)

    assert ["", ""] == left


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_ctrl_c_leaves_the_terminal_as_it_was(folder: Path) -> None:
    """Typed while standard input is read, which never comes: with the status of interrupts."""
    import pty  # noqa: PLC0415 - not on Windows

    process, master = pty.fork()
    if not process:
        os.chdir(folder)
        never, kept = os.pipe()
        os.set_inheritable(kept, True)  # noqa: FBT003 - else it would be closed, and all read
        os.dup2(never, 0)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.execve(  # noqa: S606 - our own program
            sys.executable,
            [sys.executable, "-m", "pactgraph", "check", "-"],
            {**os.environ, **TERM, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        )
    shown = b""
    while b"reading file 1 of 1" not in shown:
        assert select.select([master], [], [], PATIENCE)[0], shown
        shown += os.read(master, 1024)
    os.write(master, b"\x03")
    with suppress(OSError):  # the other end is closed
        while found := os.read(master, 1024):
            shown += found
    _, status = os.waitpid(process, 0)
    os.close(master)

    screen = Screen().feed(shown.decode())
    assert 130 == os.waitstatus_to_exitcode(status)
    assert screen.text in ("", "^C")
    assert screen.cursor
