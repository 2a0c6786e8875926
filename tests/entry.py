"""The command line through its entry point, in this process: a new one takes half a second."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from pactgraph.checking import check
from pactgraph.checking.check import trusted_record
from pactgraph.cli import main
from pactgraph.resources import Resource, folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.interpreting.triples import Triples
    from pactgraph.record import Record


@dataclass(frozen=True)
class Run:
    """What a command did.

    Attributes:
        status: its exit status.
        out: what it wrote to standard output.
        err: what it wrote to standard error.
    """

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Everything that it wrote, standard output first."""
        return (self.out + self.err).decode("utf-8", errors="replace")


@cache
def _shipped() -> tuple[Record, Triples]:
    return trusted_record([folder(Resource.FACTS)], shapes=False)


def _read_once(paths: Iterable[Path], *, shapes: bool = True) -> tuple[Record, Triples]:
    """Return what the files say; the shipped facts, which commands only look at, are read once."""
    asked = list(paths)
    if shapes or asked != [folder(Resource.FACTS)]:
        return trusted_record(asked, shapes=shapes)
    return _shipped()


class Terminal(io.TextIOWrapper):
    """What is written to a terminal that nobody looks at."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def run(
    *arguments: str,
    folder: Path,
    stdin: bytes = b"",
    encoding: str = "utf-8",
    environment: Mapping[str, str] | None = None,
    terminal: bool = False,
) -> Run:
    """Run `pactgraph` with `arguments` in `folder`, its streams in `encoding`.

    They are files, or, if it is a `terminal`, standard error is one.
    """
    kept = [io.BytesIO(data) for data in (stdin, b"", b"")]
    kinds = [io.TextIOWrapper, io.TextIOWrapper, Terminal if terminal else io.TextIOWrapper]
    streams = [kind(data, encoding=encoding) for kind, data in zip(kinds, kept, strict=True)]
    variables = {"COLUMNS": "160", **(environment or {})}
    with (
        chdir(folder),
        patch.dict("os.environ", variables),
        patch.multiple(sys, argv=["pactgraph", *arguments], stdin=streams[0]),
        patch.multiple(sys, stdout=streams[1], stderr=streams[2]),
        patch.object(check, "trusted_record", _read_once),
    ):
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        finally:
            gc.enable()  # a process of its own would end
        for stream in streams[1:]:
            stream.flush()
    return Run(status, kept[1].getvalue(), kept[2].getvalue())


def completed(
    *arguments: str, stdin: str = "", columns: int = 160
) -> subprocess.CompletedProcess[str]:
    """Run `pactgraph` here as a process of its own would be, with all it writes as text."""
    found = run(
        *arguments,
        folder=Path.cwd(),
        stdin=stdin.encode(),
        environment={"COLUMNS": str(columns)},
    )
    out, err = (text.decode("utf-8").replace("\r\n", "\n") for text in (found.out, found.err))
    return subprocess.CompletedProcess(["pactgraph", *arguments], found.status, out, err)
