"""The kernel of the page, in plain node and in the browser, says what that of Python does."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lengths import share
from made.page_asking import pages, told_by
from pactgraph.kernel.orders import Order
from pactgraph.page import bundle
from page.vectors import vectors

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RECORDS = share(1_000, 140)
RUNNER = Path(__file__).with_name("vectors.mjs")
NODE = shutil.which("node")

pytestmark = pytest.mark.many
needs_node = pytest.mark.skipif(NODE is None, reason="there is no node on this machine")


@cache
def tried() -> list[dict[str, Any]]:
    """Return the vectors, worked out once."""
    return vectors(RECORDS)


def modules(folder: Path, faults: dict[str, tuple[str, str]] | None = None) -> Path:
    """Write the modules of the page so that node takes them; `faults` changes a text in some."""
    for name, text in bundle.modules().items():
        wrong = text
        if faults and name in faults:
            assert 1 == text.count(faults[name][0]), name
            wrong = text.replace(*faults[name])
        file = folder / f"{name}.js"
        file.parent.mkdir(exist_ok=True)
        file.write_text(wrong, encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def by_node(folder: Path) -> list[list[dict[str, Any]]]:
    """Return what the modules in a folder say of all vectors."""
    assert NODE is not None
    file = folder / "vectors.json"
    file.write_text(json.dumps(tried()), encoding="utf-8")
    found = subprocess.run(
        [NODE, RUNNER, folder, file], check=True, capture_output=True, text=True, timeout=300
    )
    return json.loads(found.stdout)  # type: ignore[no-any-return]


def differing(told: list[list[dict[str, Any]]]) -> dict[str, object]:
    """Return of which vectors something else is told than is expected, and what."""
    found: dict[str, object] = {}
    for vector, answers in zip(tried(), told, strict=True):
        for setting, expected, answer in zip(
            vector["settings"], vector["expected"], answers, strict=True
        ):
            for what, each in expected.items():
                if each != answer[what]:
                    apart = {key: (each[key], answer[what].get(key)) for key in each}
                    found[f"{vector['name']} {setting['on']} {what}"] = {
                        key: pair for key, pair in apart.items() if pair[0] != pair[1]
                    }
    return found


def test_three_hundred_settings_are_tried() -> None:
    """With every construct that is drawn, and every truth."""
    kinds = {key for vector in tried() for point in vector["facts"]["points"] for key in point}
    steps = {
        key
        for vector in tried()
        for point in vector["facts"]["points"]
        for span in (point.get("span"), point.get("moment", {}).get("span"))
        for step in span or ()
        for key in step
    }

    assert share(1_000, 300) <= sum(len(vector["settings"]) for vector in tried())
    assert {"event", "moment", "count", "point", "ways", "isDelay"} <= kinds
    assert {"months", "microseconds", "isBack", "schedule"} <= steps


def test_what_has_one_period_never_revives() -> None:
    """So the page asks no further of it; of what has more, enough does."""
    alone, revived = [], 0
    for vector in tried():
        single = [c["key"] for c in vector["facts"]["clauses"] if len(c["periods"]) < 2]
        for expected in vector["expected"]:
            alone += [expected["revivals"][key] for key in single]
            revived += sum(map(len, expected["revivals"].values()))

    assert share(1_000, 100) <= alone.count([]) == len(alone)
    assert share(70, 10) <= revived


@needs_node
def test_node_says_what_the_kernel_does(tmp_path: Path) -> None:
    """When what has a name can happen, statuses and on what they hang, courses, revivals."""
    assert {} == differing(by_node(modules(tmp_path)))


ONCE = """
const {{ answersOf }} = await import({module!r});
const facts = {facts};
const asked = (on, known) => answersOf(facts, {{ on, known, assumed: new Map() }}).windows;
const one = asked("2027-01-01", "2026-11-27");
console.log(one === asked("2031-05-01", "2026-11-27"), one === asked("2031-05-01", "2026-11-28"));
"""


@needs_node
def test_windows_are_worked_out_once_for_all_days(tmp_path: Path) -> None:
    """A change of the day asked about finds them; one of what is known does not."""
    assert NODE is not None
    module = (modules(tmp_path) / "kernel/settings.js").as_uri()
    script = ONCE.format(module=module, facts=json.dumps(tried()[0]["facts"]))
    found = subprocess.run(
        [NODE, "--input-type=module", "-e", script], check=True, capture_output=True, text=True
    )

    assert "true false" == found.stdout.strip()


BEFORE_ITSELF = """
const {{ first }} = await import({solver!r});
const {{ spanOf }} = await import({spans!r});
const none = new Set();
const [a, b] = ["a", "b"].map((event) => ({{ event, span: spanOf([], {{}}) }}));
const year = {{ months: 12, days: [365, 366] }};
const yearAfter = () => ({{ event: "a", span: spanOf([year], {{}}) }});
const world = {{
  events: {{ before: () => none, after: () => none, ruledOutBy: () => none }},
  domain: () => [["2000-01-01T00:00:00.000000Z", "9998-12-31T00:00:00.000000Z"]],
  calls: {{ solved: 0 }},
}};
const come = [{{ moment: b, bound: yearAfter(), before: false }}, true];
console.log([false, true].map((has) => first([come, [yearAfter(), has]], world) === null));
"""


@needs_node
def test_what_has_come_by_way_of_another_has_come(tmp_path: Path) -> None:
    """B has come, no earlier than a year after A: so that year is over, as in kernel/solver.py."""
    assert NODE is not None
    folder = modules(tmp_path) / "kernel"
    named = {name: (folder / f"{name}.js").as_uri() for name in ("solver", "spans")}
    found = subprocess.run(
        [NODE, "--input-type=module", "-e", BEFORE_ITSELF.format(**named)],
        check=True,
        capture_output=True,
        text=True,
    )

    assert "[ true, false ]" == found.stdout.strip()


ORDERS = """
const {{ orderOf }} = await import({module!r});
const order = orderOf(new Map(Object.entries({events})), "earlier");
const of = Object.keys({events}).map((key) => [key, [...order.of(key)].sort()]);
const carried = [...order.carried(new Map({own}), Math.max)];
console.log(JSON.stringify([Object.fromEntries(of), Object.fromEntries(carried)]));
"""


@needs_node
def test_orders_are_those_of_the_kernel(tmp_path: Path) -> None:
    """At any distance, by more ways than one; values of an event itself count too."""
    assert NODE is not None
    nearest = {"e": ["d"], "d": ["b", "c"], "c": ["a"], "b": ["a"], "a": [], "x": ["c", "e"]}
    own = {"a": 3, "c": 1, "d": 7, "lone": 2}
    events = {key: {"earlier": keys} for key, keys in nearest.items()}
    script = ORDERS.format(
        module=(modules(tmp_path) / "kernel/orders.js").as_uri(),
        events=json.dumps(events),
        own=json.dumps([*own.items()]),
    )
    found = subprocess.run(
        [NODE, "--input-type=module", "-e", script], check=True, capture_output=True, text=True
    )
    of, carried = json.loads(found.stdout)
    order = Order(nearest)
    beside = order.carried(own, max)

    assert {key: sorted(order.of(key)) for key in nearest} == of
    assert {
        key: max(each[key] for each in (own, beside) if key in each) for key in {**own, **beside}
    } == carried
    assert carried == {"a": 3, "b": 3, "c": 3, "d": 7, "e": 7, "x": 7, "lone": 2}


@pytest.mark.browser
def test_the_browser_says_what_the_kernel_does(browser: Browser, tmp_path: Path) -> None:
    """The same modules, bundled."""
    with pages(browser, tmp_path) as page_of:
        told = told_by(
            page_of("shipped"),
            "all => all.map(({ facts, settings }) => pactgraph.saidOf(facts, settings))",
            tried(),
        )

    assert {} == differing(told)


FAULTS = {
    "a schedule that lists the day itself": (
        "kernel/spans",
        ("days[middle] > day", "days[middle] >= day"),
    ),
    "months back that go forward": ("kernel/spans", ("step.isBack ?", "!step ?")),
    "counting one too many": ("kernel/bounds", (".sort()[count - 1])", ".sort()[count] ?? LAST)")),
    "a bound that is reached too late": (
        "kernel/bounds",
        ("plusMicroseconds(lastWithout, TICK)", "lastWithout"),
    ),
    "a comparison turned round": ("kernel/solver", ("before ? both : both.reverse()", "both")),
    "the last solution for the first": ("kernel/solver", ("end: firstOf", "end: lastOf")),
    "an order that is forgotten": ("kernel/solver", (", ...orders]", "]")),
    "rivals that are forgotten": ("kernel/solver", ("> 1), ...rivals]", "> 1)]")),
    "days of a stretch that are left out": (
        "kernel/domains",
        ("[low, isWithin(far)", "[low + 1, isWithin(far)"),
    ),
    "events that rule out nothing": (
        "kernel/scenarios",
        ("...ruleOut(list, events, found)", "...[]"),
    ),
    "an order from the wrong side": (
        "kernel/scenarios",
        ("events.later.carried(ends", "events.earlier.carried(ends"),
    ),
    "an order out of sequence": (
        "kernel/orders",
        ("return [...done];", "return [...done].reverse();"),
    ),
    "a last day that does not count": ("kernel/bounds", ("lastDay ?? END", "END")),
    "a search that always can": ("kernel/completions", ("left.length === 0", "true")),
    "a search that is left out": (
        "kernel/completions",
        ("atoms.some(({ isDelay }) => !isDelay)", "false"),
    ),
    "months and days that count as one": (
        "kernel/completions",
        ("units.size > 1", "units.size > 9"),
    ),
    "what is open in what is open": ("kernel/status", ("ways[0].filter", "ways[1].filter")),
    "what ended that is forgotten": ("kernel/reviving", ("last < 0 ?", "last < 9 ?")),
    "ways to revive that are over": ("kernel/reviving", (".canHold(after)", ".canHold()")),
    "turns between turns that are missed": (
        "kernel/status",
        ("needSearch(periods, windows.events)", "false"),
    ),
}


@needs_node
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str, tmp_path: Path) -> None:
    """By at least one vector; modules that fail count as found."""
    name, change = FAULTS[fault]
    try:
        told = by_node(modules(tmp_path, {name: change}))
    except subprocess.CalledProcessError:
        return

    assert differing(told)
