"""How long it takes to place parties and cables in frames of the page, and what is wrong then.

    python tests/benchmarks/placing.py          # the web of the record, made ones, 60 parties
    python tests/benchmarks/placing.py --toy    # two small ones, in a few seconds, for CI

A row is a web in a frame: CPU seconds, the median of five, and its faults. Starts are found anew
in each run, by the first frame. Beside it are layouts that know of no names, spread over the
same frame, names below: spring of networkx, and Kamada-Kawai of igraph, in C. The row "three
frames" is the sum of all that are drawn of one web.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import igraph
import networkx as nx

sys.path.insert(0, str(Path(__file__).parents[1]))

import pactgraph
from made.pictures import NARROW, PHONE, WIDE, Web, made, real
from pactgraph.placing import Faults, Frame, Place, Plan, faults, placed
from pactgraph.placing.starts import starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Layout = Callable[[Web, Frame], Plan]

FRAMES = {"1120 x 760": WIDE, "1000 x 600": NARROW, "374 x 590": PHONE}
MADE = [(0, 10), (1, 15), (2, 20), (3, 25), (4, 30)]
RUNS = 5
SEED = 17
TEXTS_UP_TO = 30
MARGIN = 60.0


@dataclass(frozen=True, slots=True)
class Row:
    """What a web in a frame took, and what is wrong with it.

    Attributes:
        cpu: seconds.
        faults: of the plan.
    """

    cpu: float
    faults: Faults


def ours(web: Web, frame: Frame) -> Plan:
    """Return our plan."""
    return placed(web.bodies, web.cables, frame)


def spring(web: Web, frame: Frame) -> Plan:
    """Return the plan of the force-directed layout of networkx."""
    return _spread(web, frame, nx.spring_layout(_graph(web), seed=SEED))


def kamada_kawai(web: Web, frame: Frame) -> Plan:
    """Return the plan of the layout by path lengths of igraph."""
    graph = igraph.Graph.from_networkx(_graph(web))
    points = zip(graph.vs["_nx_name"], graph.layout_kamada_kawai(), strict=True)
    return _spread(web, frame, {name: tuple(point) for name, point in points})


LAYOUTS: dict[str, Layout] = {"ours": ours, "spring": spring, "Kamada-Kawai": kamada_kawai}


def _graph(web: Web) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(body.name for body in web.bodies)
    graph.add_edges_from((cable.one, cable.other) for cable in web.cables)
    return graph


def _spread(web: Web, frame: Frame, points: dict[str, tuple[float, float]]) -> Plan:
    columns = [point[0] for point in points.values()]
    rows = [point[1] for point in points.values()]

    def fitted(at: float, line: list[float], size: float) -> float:
        wide = (max(line) - min(line)) or 1.0
        return MARGIN + (size - 2 * MARGIN) * (at - min(line)) / wide

    places = {}
    for body in web.bodies:
        x = fitted(points[body.name][0], columns, frame.width)
        y = fitted(points[body.name][1], rows, frame.height)
        places[body.name] = Place(x, y, "inside" if body.holds_its_name else "below")
    return Plan(places, {(cable.one, cable.other): 0.5 for cable in web.cables})


def measured(web: Web, layout: Layout, runs: int) -> dict[str, Row]:
    """Return a row a frame, and what all frames took together, the medians of several runs."""
    shown = {
        name: web if frame is not PHONE and len(web.bodies) <= TEXTS_UP_TO else web.without_texts()
        for name, frame in FRAMES.items()
    }
    times: dict[str, list[float]] = {name: [] for name in FRAMES}
    plans = {}
    for _ in range(runs):
        starts.cache_clear()
        for name, frame in FRAMES.items():
            begun = time.process_time()
            plans[name] = layout(shown[name], frame)
            times[name].append(time.process_time() - begun)
    return {
        name: Row(
            statistics.median(times[name]),
            faults(shown[name].bodies, shown[name].cables, plans[name], frame),
        )
        for name, frame in FRAMES.items()
    }


def table(webs: dict[str, Web], runs: int) -> Iterator[str]:
    """Yield the lines of the table."""
    heads = ("boxes", "collide", "cross", "through", "names", "texts", "outside")
    yield f"{'':46}{'CPU s':>7}" + "".join(f"{head:>9}" for head in heads)
    for name, web in webs.items():
        title = f"{name}: {len(web.bodies)} parties, {len(web.cables)} pairs"
        for called, layout in LAYOUTS.items():
            rows = measured(web, layout, runs)
            for frame, row in rows.items():
                yield f"{title:32}{_line(called, frame, row)}"
                title = ""
            if called == "ours":
                whole = sum(row.cpu for row in rows.values())
                yield f"{'':32}{'three frames':14}{whole:7.2f}"


def _line(called: str, frame: str, row: Row) -> str:
    found = row.faults
    colliding = {part for pair in found.collisions for part in pair}
    counts = (
        found.boxes,
        len(colliding),
        len(found.crossings),
        len(found.through),
        len(found.over_names),
        len(found.over_texts),
        len(found.outside),
    )
    what = frame if called == "ours" else f"{called[:3]}. {frame[:4]}"
    return f"{what:14}{row.cpu:7.2f}" + "".join(f"{count:9}" for count in counts)


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="time and faults of places")
    parser.add_argument("--toy", action="store_true", help="two small webs, for CI")
    toy = parser.parse_args(arguments).toy
    webs = {f"made {seed}": made(seed, parties) for seed, parties in MADE}
    if toy:
        webs = {"made 20": made(20, 5), "made 21": made(21, 8)}
    else:
        record = real(pactgraph.load())
        few = {"record": record.greatest(24), "record, all": record}
        webs = {**few, **webs, "made 9": made(9, 60, hubs=3)}
    for line in table(webs, 1 if toy else RUNS):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
