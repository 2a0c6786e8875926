"""How long the evaluation of an ODRL policy takes, from three files to the report in Turtle.

    python tests/benchmarks/odrl.py --odrl-test-suite DIR   # a suite's cases, and growth
    python tests/benchmarks/odrl.py                         # growth alone
    python tests/benchmarks/odrl.py --toy                   # small sizes, in a second, for CI

A case counts from opening its policy, request and state of the world to the whole text of
the report; starting Python is left out, nothing is kept between two runs. The growth is that
of a disjunction of n daily windows, each of two constraints; sizes double, so that a ratio
near 2 is linear growth.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from made.suite import SuiteCase, cases
from pactgraph.odrl import Reading, evaluate_files, turtle

GOAL = 1.2
"""Milliseconds of CPU a case: a tenth of the fastest other evaluator in Python."""
PREFIXES = """@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
"""
REQUEST = """:request a odrl:Request ; odrl:permission :act .
:act odrl:assignee :alice ; odrl:action odrl:read ; odrl:target :x .
"""
WORLD = """<http://example.com/request/currentTime> <http://purl.org/dc/terms/issued>
    "2024-02-12T11:20:10Z"^^xsd:dateTime .
"""


@dataclass(frozen=True, slots=True)
class Time:
    """Milliseconds of CPU and of the clock on the wall."""

    cpu: float
    wall: float


def measured(case: SuiteCase, runs: int) -> Time:
    """Return the time of a case, the median of several runs after one that does not count."""
    cpu, wall = [], []
    for _ in range(runs + 1):
        gc.collect()
        begun = time.process_time_ns(), time.perf_counter_ns()
        report = evaluate_files(case.policy, case.request, case.world, reading=Reading.FORCE)
        turtle(report)
        cpu.append((time.process_time_ns() - begun[0]) / 1e6)
        wall.append((time.perf_counter_ns() - begun[1]) / 1e6)
    return Time(statistics.median(cpu[1:]), statistics.median(wall[1:]))


def windows(count: int) -> str:
    """Return a policy with one permission that holds in `count` daily windows."""
    lines = [
        ":policy a odrl:Set ; odrl:permission :rule .",
        ":rule odrl:assignee :alice ; odrl:action odrl:read ; odrl:target :x .",
        ":rule odrl:constraint :any .",
        f":any odrl:or {', '.join(f':w{number}' for number in range(count))} .",
    ]
    first = datetime(2024, 1, 1, 9, tzinfo=UTC)
    for number in range(count):
        day = first + timedelta(days=number)
        lines.append(f":w{number} odrl:and :f{number} , :t{number} .")
        for name, operator, instant in (("f", "gteq", day), ("t", "lt", day + timedelta(hours=8))):
            written = instant.isoformat().replace("+00:00", "Z")
            lines.append(
                f":{name}{number} odrl:leftOperand odrl:dateTime ; odrl:operator odrl:{operator} ;"
                f' odrl:rightOperand "{written}"^^xsd:dateTime .'
            )
    return "\n".join(lines)


def generated(folder: Path, count: int) -> SuiteCase:
    """Write a case with `count` windows into `folder`."""
    files = []
    texts = {f"policy-{count}": windows(count), "request": REQUEST, "world": WORLD}
    for name, text in texts.items():
        file = folder / f"{name}.ttl"
        file.write_text(PREFIXES + text, encoding="utf-8")
        files.append(file)
    return SuiteCase(f"{count} windows", "", *files, expected=folder)


def growth(sizes: list[int], runs: int) -> list[str]:
    """Return the table of the growth with the number of constraints."""
    with TemporaryDirectory() as folder:
        times = [measured(generated(Path(folder), size), runs) for size in sizes]
    lines = [f"{'windows of two constraints':28}{'CPU ms':>9}{'wall ms':>9}{'ratio':>7}"]
    ratios = ["", *(f"{later.cpu / first.cpu:.1f}" for first, later in pairwise(times))]
    rows = zip(sizes, times, ratios, strict=True)
    return lines + [f"{n:28}{took.cpu:9.2f}{took.wall:9.2f}{ratio:>7}" for n, took, ratio in rows]


def of_suite(folder: Path, runs: int) -> list[str]:
    """Return the table of the cases of a suite: the median, the slowest, and how they compare."""
    times = {case: measured(case, runs) for case in cases(folder)}
    lines = [f"{f'{len(times)} cases':28}{'CPU ms':>9}{'wall ms':>9}"]
    cpu, wall = ([getattr(t, kind) for t in times.values()] for kind in ("cpu", "wall"))
    lines.append(f"{'median':28}{statistics.median(cpu):9.2f}{statistics.median(wall):9.2f}")
    slowest = sorted(times, key=lambda case: times[case].cpu)[-3:]
    named = [(case.name[:27], times[case]) for case in slowest]
    lines += [f"{name:28}{took.cpu:9.2f}{took.wall:9.2f}" for name, took in named]
    most = times[slowest[-1]].cpu
    triples = slowest[-1].policy.stat().st_size / 1000
    lines.append(
        f"goal {GOAL} ms: the median case takes {statistics.median(cpu) / GOAL:.2f} of it; the"
        f" slowest ({triples:.0f} kB of policy) {most / GOAL:.1f} of it and"
        f" {most / statistics.median(cpu):.0f} times the median"
    )
    return lines


def main(arguments: list[str]) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="time of ODRL evaluations")
    parser.add_argument("--toy", action="store_true", help="small sizes, for CI")
    parser.add_argument(
        "--odrl-test-suite",
        dest="suite",
        metavar="DIR",
        default=os.environ.get("ODRL_TEST_SUITE", ""),
        help="folder of a test suite",
    )
    chosen = parser.parse_args(arguments)
    runs = 1 if chosen.toy else 15
    sizes = [4, 8, 16] if chosen.toy else [256, 512, 1024]
    lines = growth(sizes, runs)
    if chosen.suite:
        lines += ["", *of_suite(Path(chosen.suite), runs)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
