"""Every small failing input beside the repository gives the answer that its README calls right."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from entry import run
from lengths import LONG
from made.expectations import CASES, FOLDERS, Row, faults, inputs_told, rows

BIN = Path(sys.executable).parent
PACTGRAPH = shutil.which("pactgraph", path=str(BIN)) or "pactgraph"
VALID = Path(__file__).parents[1] / "check" / "valid.ttl"
LONGEST = 300
"""Seconds after which a process that does not end is ended, and the test has failed."""
_READ_ALL = "-dac_override,-dac_read_search"
NOT_AS_ROOT = (f"--inh-caps={_READ_ALL}", f"--bounding-set={_READ_ALL}")

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"there is no folder {CASES.name}")


def marked(row: Row) -> object:
    """Return `row` as a parameter; one that is left to a later issue has to fail."""
    later = pytest.mark.xfail(reason=row.later, run=not any(r.alone for r in row.runs))
    return pytest.param(row, id=f"{row.folder}: {row.input}", marks=later if row.later else ())


@pytest.mark.many
@pytest.mark.parametrize("row", [marked(row) for folder in FOLDERS for row in rows(folder)])
def test_an_input_gives_the_right_answer(row: Row, tmp_path: Path) -> None:
    """Exit status and words are those that the README of the folder asks for."""
    folder = CASES / row.folder
    for asked in row.runs:
        command = asked.do.format(tmp=tmp_path, deal=VALID)
        if row.script or asked.alone:
            status, out, err = in_a_process(command, folder, script=row.script)
        else:
            found = run(*shlex.split(command), folder=folder, encoding=asked.encoding)
            status, out, err = found.status, found.out, found.err
        if asked.to:
            (tmp_path / asked.to).write_bytes(out)
        written = (out + b"\n" + err).decode("utf-8", errors="replace")

        assert status in asked.status, f"{command}: {written[-1_000:]}"
        assert [] == faults(written, asked.says, asked.never), f"{command}: {written[:2_000]}"


def in_a_process(command: str, folder: Path, *, script: bool) -> tuple[int, bytes, bytes]:
    """Run a command line of the shell, or of ours, in a process that can be ended."""
    words = shlex.split(command) if script else [PACTGRAPH, *shlex.split(command)]
    if script and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may read everything, and there is no setpriv")
        words = ["setpriv", *NOT_AS_ROOT, *words]
    found = subprocess.run(
        words,
        cwd=folder,
        check=False,
        capture_output=True,
        timeout=LONGEST,
        env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "COLUMNS": "160"},
    )
    return found.returncode, found.stdout, found.stderr


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_row_and_every_file_has_an_answer(folder: str) -> None:
    """A row or an input without an expectation is reported, and one of ours without a row."""
    expected = rows(folder)
    files = {file.name for file in (CASES / folder).iterdir()} - {"README.md"}

    assert set(inputs_told(folder)) == {row.input for row in expected}
    assert files == {name for row in expected for name in row.files}


# ---- Every command over every file ------------------------------------------------------

TOO_LONG = ("chain-3000", "answer-", "flat-called-nested", "html-literal-hang")
"""Inputs that are run above, in processes of their own."""
ON_GRAPHS = [
    "check {}",
    "conflicts -g {}",
    "diff 2026-01-01 2027-01-01 -g {} --known 2026-11-23",
    "export -g {}",
    "export --world -g {}",
    "impact closing -g {}",
    "map -g {} -o {tmp}/x.html",
    "may acme use asset -g {}",
    "query versions -g {}",
    "sparql -g {} 'SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }}'",
    "status -g {} --on 2027-01-01 --known 2026-11-23",
    "status -g {} -f csv",
    "why deal-1 -g {}",
    "evaluate {} - {}",
    "evaluate {} {} {} --format table",
    "evaluate {} - {} --format json",
]
ON_QUERIES = ["sparql --file {}", "check {}", "status -g {}"]


def over_all_files() -> list[tuple[str, str]]:
    """Return every command with every file; a tenth of them by seed, if not at full size."""
    pairs = [
        (folder, pattern.replace("{}", file.name))
        for folder in FOLDERS
        for file in sorted((CASES / folder).glob("*"))
        if file.suffix in (".ttl", ".json", ".rq") and not any(w in file.name for w in TOO_LONG)
        for pattern in (ON_QUERIES if file.suffix == ".rq" else ON_GRAPHS)
    ]
    return pairs if LONG else sorted(Random(9).sample(pairs, len(pairs) // 10))  # noqa: S311


@pytest.mark.many
@pytest.mark.parametrize(("folder", "command"), over_all_files() if CASES.is_dir() else [])
def test_every_command_answers_every_file(folder: str, command: str, tmp_path: Path) -> None:
    """Each ends with one of the statuses of the README, and says something fit to be read."""
    command = command.replace("{{", "{").replace("}}", "}").replace("{tmp}", str(tmp_path))

    found = run(*shlex.split(command), folder=CASES / folder)

    assert found.status in (0, 1, 2)
    assert [] == faults(found.text, (), ()), found.text
    assert found.text.strip(), "nothing is said"
