"""How fast the page is, beside plain pyvis on the same graph, at three sizes.

    python tests/benchmarks/page.py            # what ships, and made-up 300 and 1,000 clauses
    python tests/benchmarks/page.py --no-pyvis # the page alone
    python tests/benchmarks/page.py --toy      # small sizes, in seconds, for CI

Both are opened in headless Chromium without a graphics card and without a network. pyvis
shows parties, agreements and clauses with every line between them, by its own page, as it
is when nothing is set; its first picture is the first that stands still. The page counts
as drawn at its first picture, an overview that can be read. A switch is a change of a date
or an assumption until the second frame after it: 17 to 33 ms of that is waiting for frames.
Ratios are pyvis over the page; growth is a size over the one before it.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright
from pyvis.network import Network

from pactgraph.checking.check import trusted_record
from pactgraph.graph import PactGraph, load
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, Page

ASKED, KNOWN = "2027-06-01", "2026-11-23"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
VIEWPORT = {"width": 1440, "height": 900}
VIEWS = ("parties", "agreements", "unfolded", "opened", "timeline", "table")
OPENED_TIMES = 5
PATIENCE = 60.0
"""Seconds after which one no longer waits for a picture."""

# ---- made-up deals ---------------------------------------------------------------------

SHARED = """
:series a pact:AgreementSeries ; rdfs:label "portfolio"@en .
:through-2030 a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lteq ;
    odrl:rightOperand "2030"^^xsd:gYear .
:from-2028 a odrl:Constraint ; odrl:leftOperand odrl:dateTime ; odrl:operator odrl:gteq ;
    odrl:rightOperand "2028"^^xsd:gYear .
"""
PARTY = ':p{n} a org:Organization ; rdfs:label "Company {n} of the Portfolio"@en .\n'
EVENT = """
:event{n} a pact:Event ; rdfs:label "panel {n} agrees"@en ; rdfs:label "Gremium {n} stimmt zu"@de .
:before-event{n} a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand :event{n} .
:from-event{n} a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:gteq ;
    odrl:rightOperand :event{n} .
:either{n} a odrl:LogicalConstraint ; odrl:or :through-2030 ; odrl:or :before-event{n} .
"""
AGREEMENT = """
:a{n} a odrl:Agreement ; rdfs:label "Agreement number {n} on supply and licences"@en ;
    rdfs:label "Vertrag Nummer {n} über Lieferung und Lizenzen"@de ;
    dcterms:isVersionOf :series ; dcterms:issued "{day}"^^xsd:date ;
    pact:party :p{first} ; pact:party :p{second} ;
    pact:certainty certainty:official ; dcterms:source :s{n} .
:asset{n} a odrl:Asset ; rdfs:label "products of agreement {n}"@en .
:s{n} a dcterms:BibliographicResource ; dcterms:publisher "Company {first}" ;
    dcterms:title "annual report {n}"@en ; dcterms:issued "{day}"^^xsd:date ;
    schema:url <https://source.example/{n}> .
"""
CLAUSE = """
:a{n} {role} :a{n}-{m:02} .
:a{n}-{m:02} a odrl:{rule} ; dcterms:type kind:{kind} ;
    rdfs:label "{label} ({n}-{m})"@en ; rdfs:label "{german} ({n}-{m})"@de ;
    skos:definition "What clause {m} of agreement {n} is about, told in a sentence or two."@en ;
    odrl:assignee :p{first} ; odrl:assigner :p{second} ; odrl:action odrl:use ;
    odrl:target :asset{n} ; odrl:constraint {constraint} ; {more}
    pact:undisclosed "the fee of clause {m}"@en ;
    pact:certainty certainty:official ; dcterms:source :s{n} .
"""
RULES = (
    ("odrl:permission", "Permission", "licence", "Licence to products", "Lizenz an Produkten"),
    ("odrl:obligation", "Duty", "exclusivity", "Only supplier of parts", "Einziger Lieferant"),
    ("odrl:permission", "Permission", "licence", "Use for research", "Nutzung zur Forschung"),
    ("odrl:prohibition", "Prohibition", "exclusion", "No sale to rivals", "Kein Verkauf"),
    ("odrl:obligation", "Duty", "joint-development", "Joint works", "Gemeinsame Werke"),
)
CONSTRAINTS = (
    ":before-event{e}, :through-2030",
    ":either{e}",
    ":from-event{e}",
    ":from-2028",
    ":before-event{e}, :before-event0",
    ":through-2030",
)
CLAUSES_EACH, EVENTS, CLAUSES_A_PARTY = 12.5, 24, 20


def turtle(size: int) -> Iterator[str]:
    """Yield the Turtle of a portfolio of `size` clauses.

    A thousand clauses are those of 80 agreements between 50 companies. Every second agreement
    replaces the one before it, and a clause of it.
    """
    agreements = max(1, round(size / CLAUSES_EACH))
    parties = max(3, round(size / CLAUSES_A_PARTY))
    events = min(EVENTS, agreements)
    yield "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
    yield "@prefix : <https://example.org/portfolio/> .\n" + SHARED
    yield "".join(PARTY.format(n=n) for n in range(parties))
    yield "".join(EVENT.format(n=n) for n in range(events))
    for n in range(agreements):
        sides = n % parties, (n * 7 + 3 + n // parties) % parties
        first, second = sides if sides[0] != sides[1] else (n % parties, (n + 1) % parties)
        day = f"{2018 + n % 9}-{1 + n % 12:02}-10"
        yield AGREEMENT.format(n=n, day=day, first=first, second=second)
        for m in range(n, size, agreements):
            role, rule, kind, label, german = RULES[m % len(RULES)]
            replaced = f"dcterms:replaces :a{n - 1}-{m - 1:02} ;" if n % 2 and m == n else ""
            yield CLAUSE.format(
                n=n,
                m=m,
                role=role,
                rule=rule,
                kind=kind,
                label=label,
                german=german,
                first=(first, second)[m % 3 == 0],
                second=(second, first)[m % 3 == 0],
                constraint=CONSTRAINTS[(m + m // agreements) % len(CONSTRAINTS)].format(
                    e=n % events
                ),
                more=replaced,
            )


def portfolio(size: int) -> PactGraph:
    """Return a made-up graph of `size` clauses."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "portfolio.ttl"
        file.write_text("".join(turtle(size)), encoding="utf-8")
        return PactGraph(*trusted_record([file], shapes=False))


# ---- both pages ------------------------------------------------------------------------


def own_page(graph: PactGraph) -> str:
    """Return the page of this package."""
    return str(graph.map(graph.setting(on=ASKED, known=KNOWN)))


def pyvis_page(graph: PactGraph) -> str:
    """Return the page that pyvis makes of the same things; it says when it stands still."""
    network = Network(directed=True, cdn_resources="in_line")
    deal = graph.network(graph.setting(on=ASKED, known=KNOWN))
    for iri, attributes in deal.nodes(data=True):
        network.add_node(iri, label=attributes["label"], group=attributes["kind"])
    for first, second, attributes in deal.edges(data=True):
        network.add_edge(first, second, title=attributes["kind"])
    html: str = network.generate_html()
    made = "network = new vis.Network(container, data, options);"
    note = "document.documentElement.dataset.drawnAfter = performance.now();"
    return html.replace(made, f'{made} network.once("stabilized", () => {{ {note} }});')


@dataclass
class Measured:
    """What was measured of one page of one size.

    Attributes:
        values: by the name of the row; None where nothing is measured.
        limits: rows of which only a lower limit is known.
    """

    values: dict[str, float] = field(default_factory=dict)
    limits: set[str] = field(default_factory=set)


# ---- in the browser --------------------------------------------------------------------

FRAMES = """() => {
    const seen = { count: 0, longest: 0, first: performance.now(), last: performance.now() };
    globalThis.frames_ = seen;
    const next = (now) => {
        if (seen.stopped) return;
        seen.count += 1;
        seen.longest = Math.max(seen.longest, performance.now() - seen.last);
        seen.last = performance.now();
        requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
}"""

SHOWING = """(view) => {
    const { agreements, clauses } = pactgraph.model;
    const most = (key) => clauses.filter((clause) => clause.agreement === key).length;
    const open = agreements.map(({ key }) => key).sort((a, b) => most(b) - most(a))[0];
    const pair = pactgraph.things().find(({ kind }) => kind === "pair")?.name;
    pactgraph.change({
        view: view === "unfolded" ? "agreements" : view,
        open: view === "unfolded" ? pair ?? open : null,
        selected: view === "opened" ? clauses[0].key : null,
    });
}"""

SWITCHING = """async (times) => {
    const { events, setting } = pactgraph.model;
    const open = events.filter((e) => !e.isAgreement && e.happening.occurred === null);
    const year = (n) => String(2019 + (n * 5) % 14);
    const patches = [
        (n) => ({ on: `${year(n)}-0${1 + n % 9}-15` }),
        (n) => ({ known: `${year(n % 6)}-0${1 + n % 9}-15`, on: setting.on }),
        (n) => ({
            known: setting.known,
            assumed: new Map([
                [open[n % open.length].key, n % 2 ? "never" : `${2027 + n % 5}-06-01`],
            ]),
        }),
    ];
    const frame = () => new Promise(requestAnimationFrame);
    const pause = () => new Promise((then) => setTimeout(then, 20));
    const found = [];
    for (let n = 0; n < times; n += 1) {
        await pause();
        const begun = performance.now();
        pactgraph.change(patches[n % patches.length](n));
        await frame();
        await frame();
        found.push(performance.now() - begun);
    }
    pactgraph.change({ ...setting, assumed: new Map() });
    return found;
}"""


def opened(browser: Browser, file: Path, patience: float) -> tuple[Page, float]:
    """Open `file` in a new window; return its page and after how many seconds it was drawn."""
    page = browser.new_context(viewport=VIEWPORT).new_page()
    page.goto(file.as_uri(), wait_until="commit")
    try:
        page.wait_for_selector("html[data-drawn-after]", state="attached", timeout=patience * 1000)
    except Error:
        return page, patience
    drawn = page.evaluate("Number(document.documentElement.dataset.drawnAfter)")
    return page, drawn / 1000


def panned(page: Page, selector: str, seconds: float) -> dict[str, float]:
    """Drag the picture by the mouse to and fro; return frames a second and the longest, in ms."""
    box = page.locator(selector).first.bounding_box() or {}
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], 600) * 0.9
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    begun, step = time.perf_counter(), 0
    while time.perf_counter() - begun < seconds:
        step += 1
        way = abs(step % 80 - 40)
        page.mouse.move(x + 5 * way, y - 3 * way)
    found = page.evaluate("{ frames_.stopped = true; frames_; }")
    page.mouse.up()
    found = page.evaluate("frames_")
    took = (found["last"] - found["first"]) / 1000
    return {"pan, frames a second": found["count"] / took, "  longest frame, ms": found["longest"]}


def memory(page: Page) -> float:
    """Return the megabytes that scripts hold, after a collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(m["value"] for m in metrics if m["name"] == "JSHeapUsedSize") / 1e6


def switches(page: Page, times: int) -> dict[str, float]:
    """Return the milliseconds of a switch in every view: the median and the worst."""
    found = {}
    for view in VIEWS:
        page.evaluate(SHOWING, view)
        page.evaluate(SWITCHING, 2)
        took: list[float] = page.evaluate(SWITCHING, times)
        found[f"switch, {view}, ms"] = statistics.median(took)
        found[f"  worst, {view}"] = max(took)
    return found


@dataclass(frozen=True)
class Effort:
    """How much is measured: openings, seconds of panning, switches, patience in seconds."""

    openings: int
    panning: float
    switches: int
    patience: float


def measured(browser: Browser, write: Callable[[], str], effort: Effort, *, own: bool) -> Measured:
    """Return what there is to measure of the page that `write` returns."""
    begun = time.perf_counter()
    html = write()
    took = Measured({"written, s": time.perf_counter() - begun})
    took.values["bytes"] = len(html.encode())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        drawn = []
        for _ in range(effort.openings if own else 1):
            page, seconds = opened(browser, file, effort.patience)
            drawn.append(seconds)
            if len(drawn) < effort.openings and own:
                page.context.close()
        took.values["first picture, s"] = statistics.median(drawn)
        if max(drawn) >= effort.patience:
            took.limits.add("first picture, s")
        took.values["memory, MB"] = memory(page)
        took.values |= panned(page, "canvas:visible", effort.panning)
        if own:
            page.evaluate(SHOWING, "unfolded")
            unfolded = panned(page, "canvas:visible", effort.panning)
            took.values |= {f"{name}, unfolded": value for name, value in unfolded.items()}
            took.values |= switches(page, effort.switches)
        page.context.close()
    return took


# ---- the table -------------------------------------------------------------------------

GOALS = {
    # clauses: what at most, or at least
    55: {"first picture, s": 0.8, "pan, frames a second": 55, "switch": 50, "bytes": 1_600_000},
    1000: {"first picture, s": 1.5, "pan, frames a second": 50, "switch": 130, "written, s": 3},
}
AT_LEAST = "pan"


def number(value: float | None, *, least: bool = False) -> str:
    """Return a number in the width of a column; a hyphen for none."""
    if value is None:
        return "-"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{'>' if least else ''}{value:,.{digits}f}"


def row(name: str, own: Sequence[Measured], others: Sequence[Measured | None]) -> str:
    """Return a line of the table: for each size the page, pyvis and their ratio; the growth."""
    line = f"{name:31}"
    values = [each.values.get(name) for each in own]
    for value, other in zip(values, others, strict=True):
        compared = other.values.get(name) if other else None
        ratio = compared / value if compared is not None and value else None
        least = other is not None and name in other.limits
        line += f"{number(value):>15}{number(compared, least=least):>11}"
        line += f"{number(ratio, least=least):>8}"
    growth = (
        later / earlier if later is not None and earlier else None
        for earlier, later in pairwise(values)
    )
    return line + "".join(f"{number(ratio):>8}" for ratio in growth)


def missed(clauses: int, values: Mapping[str, float]) -> Iterator[str]:
    """Yield the goals for that many clauses that are not met."""
    for goal, bound in GOALS.get(clauses, {}).items():
        for name, value in values.items():
            off = value < bound if goal.startswith(AT_LEAST) else value > bound
            if name.startswith(goal) and off:
                yield f"missed, {clauses} clauses: {name} {number(value)} (goal {bound:,})"


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="speed of the page beside pyvis, by size")
    parser.add_argument("--toy", action="store_true", help="small sizes, for CI")
    parser.add_argument("--no-pyvis", action="store_true", help="the page alone")
    chosen = parser.parse_args(arguments)
    effort = Effort(1, 0.2, 3, 20) if chosen.toy else Effort(OPENED_TIMES, 2, 21, PATIENCE)
    sizes = [6, 12] if chosen.toy else [300, 1000]

    graphs = [portfolio(size) for size in sizes]
    graphs = graphs if chosen.toy else [load(), *graphs]
    own, others = [], []
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for graph in graphs:
            own.append(measured(browser, lambda g=graph: own_page(g), effort, own=True))
            others.append(
                None
                if chosen.no_pyvis
                else measured(browser, lambda g=graph: pyvis_page(g), effort, own=False)
            )
        browser.close()
    counts = [len(graph.record.clauses) for graph in graphs]
    heads = "".join(f"{f'{count:,} clauses':>15}{'pyvis':>11}{'ratio':>8}" for count in counts)
    lines = [f"{'':31}{heads}" + f"{'growth':>8}" * (len(graphs) - 1)]
    lines += [row(name, own, others) for name in own[0].values]
    for count, each in zip(counts, own, strict=True):
        lines += missed(count, each.values)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
