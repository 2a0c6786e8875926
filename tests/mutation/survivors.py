"""Which mutants of the package no test finds.

    python tests/mutation/survivors.py                    # a sample of every module
    python tests/mutation/survivors.py --sample 0 names   # all mutants of modules by name
    python tests/mutation/survivors.py --seed 3 diff/

A mutant is killed if a test fails, or does not end, and survives if all pass. One that no
test can find, because it means the same or only costs more, stands in `equivalent.toml` with
the reason; it is not run. Survivors are told as they are found, and at the end what became of
the mutants of each module. The exit status is 1 if any survives.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from mutants import Mutant, mutants, mutated
from trees import PASSED, ROOT, copied, outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).parent
SAMPLE = 10
"""So many mutants of each module are tried, unless told otherwise."""
SLACK = 10
"""So many times as long as without a mutant the tests may take, and a minute more."""
LONGEST = 3_600
"""Seconds that the tests may take without a mutant."""
EXAMPLES = "60"
"""So many cases of each property are drawn."""
COLUMNS = ("module", "tried", "killed", "explained", "survived")
"""What is summed up at the end."""


@dataclass(frozen=True)
class Module:
    """A module, and the tests that have to find its mutants."""

    file: str
    tests: tuple[str, ...]

    def mutants(self) -> list[Mutant]:
        """Return all of its mutants."""
        return mutants((ROOT / self.file).read_text(encoding="utf-8"))


def modules() -> list[Module]:
    """Return the modules that are mutated."""
    text = (HERE / "modules.toml").read_text(encoding="utf-8")
    return [Module(one["file"], tuple(one["tests"])) for one in tomllib.loads(text)["module"]]


def equivalent() -> dict[tuple[str, str], str]:
    """Return why no test can find a mutant, by its file and its name."""
    entries: list[dict[str, Any]] = tomllib.loads(
        (HERE / "equivalent.toml").read_text(encoding="utf-8")
    ).get("mutant", [])
    return {(one["file"], name): one["because"] for one in entries for name in one["names"]}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the mutants that are asked for; say what became of them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", help="parts of the modules' names; all without")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="mutants a module; 0 for all")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args(arguments)
    os.environ.setdefault("PACTGRAPH_HYPOTHESIS_EXAMPLES", EXAMPLES)
    os.environ.pop("PACTGRAPH_LONG", None)

    chosen = [m for m in modules() if not asked.parts or any(p in m.file for p in asked.parts)]
    of_module = {module: module.mutants() for module in chosen}  # the sources may change later
    table: list[tuple[str, ...]] = []
    total = [0, 0, 0, 0]
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(asked.workers, initializer=_prepare, initargs=(folder,)) as pool,
    ):
        for module in chosen:
            known = {name for file, name in equivalent() if file == module.file}
            drawn = of_module[module]
            if asked.sample and len(drawn) > asked.sample:
                drawn = Random(asked.seed).sample(drawn, asked.sample)  # noqa: S311 - by seed
            run = [mutant for mutant in drawn if mutant.name not in known]
            alive = 0
            for mutant in survivors(module, run, pool):
                say(f"{module.file}, {mutant.name}")
                alive += 1
            counts = [len(drawn), len(run) - alive, len(drawn) - len(run), alive]
            total = [one + other for one, other in zip(total, counts, strict=True)]
            table.append((module.file, *map(str, counts)))
            say(_row(table[-1]))
    table.append(("all", *map(str, total)))
    say("")
    for row in (COLUMNS, *table):
        say(_row(row))
    return 1 if total[-1] else 0


def _row(cells: tuple[str, ...]) -> str:
    return cells[0].ljust(45) + "".join(cell.rjust(10) for cell in cells[1:])


def say(line: str) -> None:
    """Write a line at once: the run is long."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def survivors(
    module: Module, run: Sequence[Mutant], pool: ProcessPoolExecutor
) -> Iterator[Mutant]:
    """Yield those of the mutants in `run` that all tests of the module pass with."""
    begun = time.monotonic()
    if not pool.submit(_passes, module, None, LONGEST).result():
        raise SystemExit(f"without any mutant, the tests of {module.file} fail")
    longest = SLACK * (time.monotonic() - begun) + 60
    alive = pool.map(_passes, repeat(module), run, repeat(longest))
    yield from (mutant for mutant, lives in zip(run, alive, strict=True) if lives)


_tree: list[Path] = []
"""The copy that this process of the pool works in."""


def _prepare(folder: str) -> None:
    _tree.append(copied(Path(tempfile.mkdtemp(dir=folder))))


def _passes(module: Module, mutant: Mutant | None, longest: float) -> bool:
    """Return whether all tests of the module pass in the copy, with `mutant` if there is one."""
    file = _tree[0] / module.file
    text = file.read_text(encoding="utf-8")
    try:
        if mutant:
            file.write_text(mutated(text, mutant), encoding="utf-8")
        return outcome_of(_tree[0], module.tests, longest) == PASSED
    finally:
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
