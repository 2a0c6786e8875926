"""What has to come of the small failing inputs beside the repository, and how it is looked up.

The folders of `../shared/cases` each hold inputs and a README with tables: a row names inputs,
and says what is right. What of that can be run stands in `FOLDER.toml` beside this file, a
`[[row]]` for each row of the tables:

    input    the first cell of the row, as written
    later    why the row fails still, where the issue leaves it to a later one
    runs     what is run, one after the other, in the folder of the inputs:
        do        the command line, after `pactgraph`; {tmp} is a folder that is thrown away
        status    the exit statuses that are right
        says      patterns, each found in what is written to either stream
        never     patterns that are found nowhere in it
        encoding  of the streams; UTF-8 if not said
        to        a file in {tmp} that standard output is written to
        alone     whether it runs in a process of its own, because it may not end
    script   whether the runs are scripts of a shell; {deal} is a file without fault
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parents[3] / "shared" / "cases"
HERE = Path(__file__).parents[1] / "cases"
FOLDERS = ("faults", "kernel", "odrl", "public")
NOT_SAID = [
    r"Traceback",
    r"defect of pactgraph",
    r"Failed to convert",
    r"\bN?[0-9a-f]{32}\b",
    r"expected one of",
]
"""What no answer and no refusal contains: crashes, logs, blank nodes' hashes, grammars."""


@dataclass(frozen=True)
class Run:
    """A command line, and what has to come of it; see above."""

    do: str
    status: tuple[int, ...]
    says: tuple[str, ...]
    never: tuple[str, ...]
    encoding: str
    to: str
    alone: bool


@dataclass(frozen=True)
class Row:
    """A row of a README, and what is run for it; see above."""

    folder: str
    input: str
    later: str
    script: bool
    runs: tuple[Run, ...]

    @property
    def files(self) -> set[str]:
        """Names of the inputs that the command lines have."""
        return {
            word.removeprefix("{tmp}/")
            for run in self.runs
            for word in run.do.split()
            if (CASES / self.folder / word).is_file()
        }


def rows(folder: str) -> list[Row]:
    """Return what is expected of the inputs in `folder`."""
    data = tomllib.loads((HERE / f"{folder}.toml").read_text(encoding="utf-8"))
    return [
        Row(
            folder,
            row["input"],
            row.get("later", ""),
            row.get("script", False),
            tuple(
                Run(
                    run["do"],
                    tuple(run["status"]),
                    tuple(run.get("says", ())),
                    tuple(run.get("never", ())),
                    run.get("encoding", "utf-8"),
                    run.get("to", ""),
                    run.get("alone", False),
                )
                for run in row["runs"]
            ),
        )
        for row in data["row"]
    ]


def inputs_told(folder: str) -> list[str]:
    """Return the first cell of each row of the tables in the README of `folder`.

    Rows that are set in bold head those below them.
    """
    told = []
    lines = (CASES / folder / "README.md").read_text(encoding="utf-8").splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        cell = line.removeprefix("| ").split(" | ")[0].strip()
        heading = not before.startswith("|") or cell.startswith(("**", "|---"))
        if line.startswith("| ") and not heading:
            told.append(cell)
    return told


def faults(written: str, says: tuple[str, ...], never: tuple[str, ...]) -> list[str]:
    """Return what `written` lacks, and what it should not contain."""
    return [
        *(f"lacks {pattern}" for pattern in says if not re.search(pattern, written)),
        *(f"contains {p}" for p in (*never, *NOT_SAID) if re.search(p, written)),
    ]
