"""A copy of the package and its tests, in which something can be broken and tests be run."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
COPIED = (
    *("graph", "ontology", "queries", "tests"),
    *("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"),
)
LEFT = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis")
PASSED, FAILED, ENDED, BROKEN = 0, 1, -1, 99
"""How a run of tests ends: as pytest says it, ended because it took too long, or not begun."""


def copied(folder: Path) -> Path:
    """Return a copy, in `folder`, of everything that the tests need."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT)
        else:
            shutil.copy(source, folder / name)
    return folder


def outcome_of(tree: Path, tests: Sequence[str], longest: float) -> int:
    """Return how `tests` end in `tree`: `PASSED`, `FAILED`, or `ENDED` after `longest` seconds.

    They run in a process that is forked from this one, in which the libraries are imported
    already, and neither the package nor any test is.

    Raises:
        RuntimeError: pytest found no tests, or did not come so far.
    """
    import pyoxigraph  # noqa: F401, PLC0415 - imported once, for all processes forked
    import pytest  # noqa: PLC0415
    import rdflib  # noqa: F401, PLC0415
    import rich.table  # noqa: F401, PLC0415

    sys.stdout.flush()
    status = BROKEN
    child = os.fork()
    if child == 0:
        try:
            _prepare(tree)
            status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
            sys.stdout.flush()
        except BaseException:  # noqa: BLE001 - this process may not go on as the one it was
            traceback.print_exc()
        finally:
            os._exit(status)
    until = time.monotonic() + longest
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            found = os.waitstatus_to_exitcode(status)
            if found not in (PASSED, FAILED):
                raise RuntimeError((tree / "log.txt").read_text(encoding="utf-8")[-2_000:])
            return found
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return ENDED


def _prepare(tree: Path) -> None:
    """Let this process find the package in `tree` alone, and write into the log there."""
    os.setsid()
    os.chdir(tree)
    sys.path.insert(0, str(tree / "graph"))
    own = tuple(str(ROOT / name) for name in ("graph", "tests"))
    for name, module in [*sys.modules.items()]:
        if (getattr(module, "__file__", None) or "").startswith(own):
            del sys.modules[name]
    os.environ["PYTHONPATH"] = str(tree / "graph")
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST", "PYTEST_ADDOPTS"):
        os.environ.pop(name, None)
    log = os.open(tree / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.stdout = sys.__stdout__
    sys.stderr = sys.__stderr__
