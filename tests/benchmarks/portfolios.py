"""What every answer costs over portfolios of three sizes, beside the parser and the engines.

    python tests/benchmarks/portfolios.py                       # 100, 1,000, 10,000 clauses
    python tests/benchmarks/portfolios.py --sizes 1000 10000 100000  # half an hour, and 16 GB
    python tests/benchmarks/portfolios.py --sizes 1000 --runs 1 # less of it
    python tests/benchmarks/portfolios.py --keep FILE           # goes on where a run ended
    python tests/benchmarks/portfolios.py --readme              # writes the table into README.md
    python tests/benchmarks/portfolios.py --toy                 # small sizes, for CI
    python tests/benchmarks/portfolios.py --write DIR --sizes 1000 [--seed 1]  # a portfolio only

Portfolios are made up, with the mixes of the shipped facts (`made.portfolios`). Every figure is
CPU time, user and system, of a process in which nothing was asked before; the median of five, at
100,000 clauses of one: without commands, rdflib, pyshacl, sparql and the map there. A command
counts from its start to its end. A question counts from the graph in memory to its printed
answer, in a child of the process that loaded; of what it asks only once (stores, windows)
nothing is there yet, but for "then" and in the lines with Oxigraph alone, which have a store
that is filled. The table is Markdown; below it stands where we lose. With `--toy`, it is an
error if any row lacks a figure.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import Graph

sys.path.insert(0, str(Path(__file__).parents[1]))

from made.costs import Cost, command, forked, median
from made.figures import Goal, Row, lost, table, unmeasured
from made.mixes import counted
from made.portfolios import write
from pactgraph import load
from pactgraph.asking.scenario_writing import SCENARIO
from pactgraph.asking.triples import instant
from pactgraph.checking.check import vocabulary
from pactgraph.resources import Resource, folder
from pactgraph.sparql.questions import literal, question
from pactgraph.sparql.store import OxigraphStore
from pactgraph.terms import ODRL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pactgraph import PactGraph
    from pactgraph.asking.setting import Setting

ASKED, KNOWN = "2027-06-01", "2026-11-23"
SETTING = ("--on", ASKED, "--known", KNOWN)
SIZES, TOY = (100, 1000, 10_000), (11, 22, 44)
RUNS, FEW_RUNS, MANY = 5, 1, 100_000
PATIENCE = 3600
"""Seconds of CPU after which one figure is given up."""
PARSER, OXIGRAPH_LOADS = "the parser alone", "Oxigraph alone, loading"
OXIGRAPH_ONE, OXIGRAPH_ALL = "Oxigraph alone, status of one", "Oxigraph alone, status of all"
RDFLIB, PYSHACL = "rdflib, parsing", "pyshacl"
LINEAR = Goal("exponent", 1.1)


def _row(name: str, *goals: Goal, rival: str = "") -> Row:
    """Return a row of ours, beside the parser and, if there is one, who does the same work."""
    beside = (PARSER, rival) if rival else (PARSER,)
    return Row(name, beside, frozenset({rival}), goals)


README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
ONCE, OFTEN, TIMES_ASKED = "sparql once, store filled", "sparql often", 101
"""What one query costs that is not the first is a share of what many cost more than one."""
LEAST = 1e-4
"""Seconds; the clock tells no less apart."""
LARGE = {"map", "sparql, five triples, first time", ONCE, OFTEN}
"""Left out at `MANY` clauses: a map takes more memory than a machine may have, and a worker more
than the seconds and the memory that it may use."""
FIRST, THEN = "`status CLAUSE`, first time", "`status CLAUSE`, then"
ROWS = (
    _row(
        "load", LINEAR, Goal("times", 5, 10_000, PARSER), Goal("peak", 300, 10_000), rival=RDFLIB
    ),
    _row("`check`", LINEAR, Goal("seconds", 5, 10_000), Goal("peak", 300, 10_000), rival=PYSHACL),
    _row(FIRST, Goal("seconds", 2, 1000)),
    _row(THEN, Goal("seconds", 0.6, 1000)),
    _row("`status CLAUSE`, one file changed", Goal("more", 0.05, 10_000, THEN, FIRST)),
    _row("status of all", LINEAR),
    _row("status of one"),
    _row("impact", LINEAR),
    _row("diff", LINEAR),
    _row("may", LINEAR),
    _row("network", LINEAR),
    _row("conflicts", Goal("exponent", 1.2)),
    _row("map"),
    _row("store", LINEAR, rival=OXIGRAPH_LOADS),
    _row("query status of one, first time", rival=OXIGRAPH_ONE),
    _row(
        "query status of one, then",
        LINEAR,
        Goal("times", 2, 10_000, OXIGRAPH_ONE),
        rival=OXIGRAPH_ONE,
    ),
    _row(
        "query status of all, then",
        LINEAR,
        Goal("times", 2, 10_000, OXIGRAPH_ALL),
        rival=OXIGRAPH_ALL,
    ),
    _row("sparql, five triples, first time"),
    _row("sparql, five triples, then"),
)
OTHERS = (
    Row(PARSER),
    Row(OXIGRAPH_LOADS, (PARSER,)),
    Row(OXIGRAPH_ONE, (PARSER,)),
    Row(OXIGRAPH_ALL, (PARSER,)),
    Row(RDFLIB, (PARSER,)),
    Row(PYSHACL, (PARSER,)),
)


def _parsed(file: Path) -> Iterator[pyoxigraph.Quad]:
    yield from pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE)


def _clauses_in(files: Iterable[Path]) -> int:
    """Return how many clauses the agreements in some files have."""
    naming = {str(ODRL[name]) for name in ("permission", "obligation", "prohibition")}
    said = (quad for file in files for quad in _parsed(file))
    return len({quad.object for quad in said if quad.predicate.value in naming})


SHIPPED = _clauses_in(sorted(folder(Resource.FACTS).glob("*.ttl")))
SHIPPED_ONLY = (
    Row("`status`", goals=(Goal("seconds", 0.5, SHIPPED),)),
    Row("`map`", goals=(Goal("seconds", 1.3, SHIPPED),)),
)

# ---- Questions, in one process that has loaded -------------------------------------------


def questions(graph: PactGraph, setting: Setting) -> dict[str, Callable[[], object]]:
    """Return what is asked of a graph of which nothing was asked, by row."""
    record = graph.record
    clauses = [record.clauses[iri] for iri in sorted(record.clauses)]
    one = clauses[len(clauses) // 2]
    rule = next(clause for clause in clauses[len(clauses) // 2 :] + clauses if clause.owed_by)
    events = [
        event.id
        for event in record.events.values()
        if event.happening is not None and event.not_occurred_through is not None
    ]
    return {
        "status of all": lambda: str(graph.status(setting)),
        "status of one": lambda: str(graph.status(setting, one.id)),
        "impact": lambda: str(graph.impact(events[len(events) // 2], setting, "2027-03-01")),
        "diff": lambda: str(graph.diff("2027-01-01", "2030-01-01", setting)),
        "may": lambda: str(graph.may(rule.holders[0], rule.action, rule.assets[0], setting)),
        "network": lambda: graph.network(setting),
        "conflicts": lambda: str(graph.conflicts(setting)),
        "map": lambda: str(graph.map(setting)),
        "store": lambda: graph.store,
        "query status of one, first time": partial(_status, graph, setting, one.id),
        "sparql, five triples, first time": partial(_five, graph),
    }


def later_questions(graph: PactGraph, setting: Setting) -> dict[str, Callable[[], object]]:
    """Return what is asked of a graph whose store and windows are written, and of it alone."""
    one = sorted(graph.record.clauses)[len(graph.record.clauses) // 2]
    clause = graph.record.clauses[one].id
    _status(graph, setting, clause)
    plain = pyoxigraph.Store()
    assert isinstance(graph.store, OxigraphStore)
    plain.bulk_extend(graph.store.store)
    return {
        "query status of one, then": partial(_status, graph, setting, clause),
        "query status of all, then": partial(_status, graph, setting),
        ONCE: partial(_five, graph, 1),
        OFTEN: partial(_five, graph, TIMES_ASKED),
        OXIGRAPH_ONE: partial(_plain_status, plain, setting, one),
        OXIGRAPH_ALL: partial(_plain_status, plain, setting),
    }


def _status(graph: PactGraph, setting: Setting, clause: str = "") -> None:
    rows = graph.query("status", {"clause": clause} if clause else {}, setting)
    if len(rows) != (1 if clause else len(graph.record.clauses)):
        raise ValueError(f"{len(rows)} rows")


def _five(graph: PactGraph, times: int = 1) -> None:
    for _ in range(times):
        graph.sparql("SELECT * { ?s ?p ?o } LIMIT 5")
    for worker in graph._workers._all:  # noqa: SLF001 - what it cost is known when it has ended
        worker.end()


def _plain_status(store: pyoxigraph.Store, setting: Setting, clause: str = "") -> None:
    asked = question("status")
    values: dict[str, pyoxigraph.NamedNode | pyoxigraph.Literal] = {}
    for parameter in asked.parameters:
        if parameter.name == "on":
            values["on"] = literal(parameter, str(instant(setting.on.last)))
    graphs = (name for name in store.named_graphs() if isinstance(name, pyoxigraph.NamedNode))
    values["scenario"] = next(name for name in graphs if name.value.startswith(SCENARIO))
    if clause:
        values["clause"] = pyoxigraph.NamedNode(clause)
    rows = [*store.query(asked.filled(values))]  # type: ignore[misc]
    if clause and len(rows) != 1:
        raise ValueError(f"{len(rows)} rows")


def loaded_and_asked(
    paths: Sequence[str], patience: int, *, lean: bool = False
) -> dict[str, Cost | None]:
    """Load, then ask each question in a child of its own; return the costs by row.

    Args:
        paths: what is loaded.
        patience: seconds of CPU after which one figure is given up.
        lean: whether to leave out what needs more memory than there may be.
    """
    begun = time.process_time()
    graph = load(*paths, cache=False)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    costs: dict[str, Cost | None] = {"load": Cost(time.process_time() - begun, peak)}
    setting = graph.setting(on=ASKED, known=KNOWN)
    for asked in (questions, later_questions):
        works = {n: w for n, w in asked(graph, setting).items() if not (lean and n in LARGE)}
        gc.collect()
        gc.freeze()
        costs |= {name: forked(work, patience) for name, work in works.items()}
    often, once = costs.pop(OFTEN, None), costs.pop(ONCE, None)
    if often and once:
        each = (often.seconds - once.seconds) / (TIMES_ASKED - 1)
        costs["sparql, five triples, then"] = Cost(max(each, LEAST), often.peak)
    return costs


# ---- Commands, and others beside ---------------------------------------------------------


def commands(
    files: Sequence[Path], within: Path, patience: int, *, shipped: bool
) -> dict[str, Cost | None]:
    """Return the costs of commands on some files; each keeps its cache within a folder."""
    graph = [] if shipped else ["--graph", str(within / "portfolio")]
    clause = "MSOA-2025-12" if shipped else _a_clause(files)
    with TemporaryDirectory(dir=within) as cache, Path(os.devnull).open("w") as nowhere:
        environment = {"XDG_CACHE_HOME": cache, "PACTGRAPH_CACHE": cache}

        def run(*arguments: str) -> Cost | None:
            whole = [sys.executable, "-m", "pactgraph", *arguments]
            return command(whole, patience, environment, nowhere.fileno(), nowhere.fileno())

        status = ("status", clause, *graph, *SETTING)
        costs = {
            "`status CLAUSE`, first time": run(*status),
            "`status CLAUSE`, then": run(*status),
        }
        if shipped:
            costs |= {"`status`": run("status", *SETTING)}
            costs |= {"`map`": run("map", *SETTING, "-o", f"{cache}/map.html")}
        else:
            changed = files[len(files) // 2]
            text = changed.read_text(encoding="utf-8")
            changed.write_text(f"{text}\n# changed\n", encoding="utf-8")
            costs |= {"`status CLAUSE`, one file changed": run(*status)}
            changed.write_text(text, encoding="utf-8")
        where = [str(folder(Resource.FACTS))] if shipped else graph[1:]
        environment["XDG_CACHE_HOME"] = environment["PACTGRAPH_CACHE"] = f"{cache}/other"
        return costs | {"`check`": run("check", *where)}


def _a_clause(files: Sequence[Path]) -> str:
    """Return the id of a clause of a file in the middle."""
    shapes = counted([files[len(files) // 2]]).clauses
    return shapes[0].iri.rpartition("/")[2]


def others(files: Sequence[Path], patience: int, *, lean: bool) -> dict[str, Cost | None]:
    """Return the costs of the parser and the engines alone on some files."""
    works: dict[str, Callable[[], object]] = {
        PARSER: lambda: sum(1 for file in files for _ in _parsed(file)),
        OXIGRAPH_LOADS: lambda: _bulk_loaded(files),
    }
    if not lean:
        works[RDFLIB] = lambda: _rdflib_graph(files)
    return {name: forked(work, patience) for name, work in works.items()}


def _bulk_loaded(files: Sequence[Path]) -> None:
    store = pyoxigraph.Store()
    for file in files:
        store.bulk_load(path=file, format=pyoxigraph.RdfFormat.TURTLE)


def _rdflib_graph(files: Sequence[Path]) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


def pyshacl_cost(files: Sequence[Path], patience: int) -> Cost | None:
    """Return what pyshacl takes for some files, parsed, with our shapes and vocabulary."""
    from pyshacl import validate  # noqa: PLC0415 - slow to import

    graph = _rdflib_graph(files) + vocabulary().as_rdflib()
    shapes = Graph().parse(folder(Resource.ONTOLOGY) / "shapes.ttl", format="turtle")
    return forked(lambda: validate(graph, shacl_graph=shapes, inplace=True), patience)


def others_in_a_child(
    files: Sequence[Path], patience: int, *, lean: bool
) -> dict[str, Cost | None]:
    """Return the costs of the others; what pyshacl is given is made in a child."""
    found = others(files, patience, lean=lean)
    return found if lean else found | {PYSHACL: pyshacl_cost(files, patience)}


# ---- All of it ---------------------------------------------------------------------------


def measured(
    size: int, seed: int, runs: int, patience: int
) -> tuple[dict[str, Cost | None], int, int]:
    """Return the costs by row at a size, and how many files and triples there are."""
    found = defaultdict[str, list[Cost | None]](list)
    with TemporaryDirectory() as name:
        within, shipped = Path(name), size == SHIPPED
        files = sorted(folder(Resource.FACTS).glob("*.ttl"))
        if not shipped:
            files = write(within / "portfolio", size, seed)
        triples = sum(1 for file in files for _ in _parsed(file))
        paths = [] if shipped else [str(within / "portfolio")]
        lean = ["--lean"] if size >= MANY else []
        for number in range(runs):
            if sys.stderr.isatty():
                sys.stderr.write(f"{size:,} clauses, run {number + 1} of {runs}\n")
            for costs in (
                {} if lean else commands(files, within, patience, shipped=shipped),
                _in_a_process([*lean, "--questions", *paths], patience),
                _in_a_process(
                    [*lean, "--others", *map(str, paths or [folder(Resource.FACTS)])], patience
                ),
            ):
                for row, cost in costs.items():
                    found[row].append(cost)
    return (
        {
            row: None if None in costs else median(cost for cost in costs if cost)
            for row, costs in found.items()
        },
        len(files),
        triples,
    )


def _in_a_process(arguments: Sequence[str], patience: int) -> dict[str, Cost | None]:
    """Return the costs that this program finds in a fresh process; those it lacks are missing."""
    with TemporaryDirectory() as folder_, (Path(folder_) / "found").open("w+") as output:
        whole = [sys.executable, __file__, "--patience", str(patience), *arguments]
        environment = {"XDG_CACHE_HOME": folder_}
        if command(whole, 20 * patience, environment, output.fileno()) is None:
            return {}
        output.seek(0)
        return _costs(json.load(output))


def machine() -> str:
    """Return the machine and the versions, in one line."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = {line.partition(": ")[2] for line in lines if line.startswith("model name")}
    packages = ("pactgraph", "pyoxigraph", "rdflib", "pyshacl")
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    load_ = os.getloadavg()[0]
    return (
        f"{', '.join(names) or platform.processor()}, {os.cpu_count()} cores,"
        f" {platform.system()}; Python {platform.python_version()}, {versions};"
        f" {datetime.now(UTC).date()}, load {load_:.1f}"
    )


def report(
    sizes: Sequence[int], seed: int, runs: int, patience: int, keep: Path | None
) -> tuple[str, list[str]]:
    """Return the report in Markdown, and what was not measured.

    Args:
        sizes: the clauses of the portfolios, rising.
        seed: what they are drawn from.
        runs: how often each figure is measured, at most.
        patience: CPU seconds after which a figure is given up.
        keep: the file that keeps the figures of each size, and has some of an earlier run.
    """
    kept = json.loads(keep.read_text(encoding="utf-8")) if keep and keep.exists() else {}
    for size in (SHIPPED, *sizes):
        if str(size) not in kept:
            times = min(runs, FEW_RUNS) if size >= MANY else runs
            found, files, triples = measured(size, seed, times, patience)
            many = f"{times} runs" if times > 1 else "1 run"
            told = f"{size:,} clauses: {files:,} files, {triples:,} triples, {many}; {machine()}"
            kept[str(size)] = {"told": told, "costs": _plain(found)}
            if keep:
                keep.write_text(json.dumps(kept), encoding="utf-8")
    at_sizes = {size: _costs(kept[str(size)]["costs"]) for size in (SHIPPED, *sizes)}
    rows = (*SHIPPED_ONLY, *ROWS, *OTHERS)
    by_row = {
        row.name: {size: costs[row.name] for size, costs in at_sizes.items() if row.name in costs}
        for row in rows
    }
    lines = [table(rows, by_row, SHIPPED, sizes), ""]
    lines += [f"- {kept[str(size)]['told']}" for size in at_sizes]
    lines += ["", "Where we lose:", "", *(f"- {loss}" for loss in lost(rows, by_row, sizes))]
    return "\n".join(lines), unmeasured((*ROWS, *OTHERS), by_row, sizes)


def with_figures(text: str, figures: str) -> str:
    """Return a text with `figures` in place of what stands between its two marks.

    Raises:
        ValueError: it does not have each mark once, one after the other.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in before + after:
        raise ValueError(f"{BEGIN} and {END} have to stand there once, in this order")
    return f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}"


def _plain(costs: Mapping[str, Cost | None]) -> dict[str, list[float] | None]:
    """Return costs as JSON has them."""
    return {row: [cost.seconds, cost.peak] if cost else None for row, cost in costs.items()}


def _costs(found: Mapping[str, Sequence[float] | None]) -> dict[str, Cost | None]:
    """Return costs from JSON."""
    return {row: Cost(cost[0], int(cost[1])) if cost else None for row, cost in found.items()}


def main(arguments: list[str]) -> int:
    """Print the table, or write a portfolio."""
    parser = argparse.ArgumentParser(description="costs of every answer, by size of a portfolio")
    parser.add_argument("--toy", action="store_true", help="small sizes, for CI")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="clauses")
    parser.add_argument("--runs", type=int, default=RUNS, help="of which the median is told")
    parser.add_argument("--seed", type=int, default=1, help="what portfolios are drawn from")
    parser.add_argument("--patience", type=int, default=PATIENCE, help="CPU seconds for a figure")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="goes on where a run ended")
    parser.add_argument(
        "--readme",
        type=Path,
        nargs="?",
        const=README,
        metavar="FILE",
        help="writes the table into it, too",
    )
    parser.add_argument("--write", type=Path, metavar="DIR", help="only write a portfolio")
    parser.add_argument("--questions", nargs="*", metavar="PATH", help=argparse.SUPPRESS)
    parser.add_argument("--lean", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--others", nargs="*", metavar="PATH", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.write:
        for size in chosen.sizes:
            write(chosen.write / str(size), size, chosen.seed)
        return 0
    if chosen.questions is not None or chosen.others is not None:
        if chosen.others is not None:
            files = [file for path in chosen.others for file in sorted(Path(path).rglob("*.ttl"))]
            found = others_in_a_child(files, chosen.patience, lean=chosen.lean)
        else:
            found = loaded_and_asked(chosen.questions, chosen.patience, lean=chosen.lean)
        sys.stdout.write(json.dumps(_plain(found)))
        return 0
    sizes, runs = (TOY, 1) if chosen.toy else (sorted(chosen.sizes), chosen.runs)
    text, missing = report(sizes, chosen.seed, runs, chosen.patience, chosen.keep)
    sys.stdout.write(text + "\n")
    if chosen.readme:
        whole = with_figures(chosen.readme.read_text(encoding="utf-8"), text)
        chosen.readme.write_text(whole, encoding="utf-8")
    if chosen.toy and missing:
        sys.stderr.write(f"not measured: {', '.join(missing)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
