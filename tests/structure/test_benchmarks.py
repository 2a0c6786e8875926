"""Each benchmark starts as its first lines say: by its path, and nothing else on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import pactgraph

BENCHMARKS = sorted((Path(__file__).parents[1] / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda path: path.stem)
def test_a_benchmark_starts_by_its_path(benchmark: Path, tmp_path: Path) -> None:
    """The folder of tests need not be known, as `tests/run` does not make it so."""
    package = str(Path(pactgraph.__file__).parents[1])
    run = subprocess.run(
        [sys.executable, str(benchmark), "--help"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": package},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "--toy" in run.stdout
