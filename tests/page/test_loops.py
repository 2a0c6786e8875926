"""The page decides loops like `graph.loops`: in plain node and in the browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from lengths import share
from made.random_asking import TODAY, asked, settings
from pactgraph.asking.network import looping
from pactgraph.asking.setting import event_windows
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.flows.deciding import State
from pactgraph.graph import load
from pactgraph.page.build import render
from pactgraph.page.model import page_model
from page.test_kernel import modules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

    from pactgraph.asking.network import LoopAnswer
    from pactgraph.asking.setting import Setting
    from pactgraph.record import Record

NODE = shutil.which("node")
RUNNER = Path(__file__).with_name("loops.mjs")
SETTINGS = share(600, 60)
DAYS = [
    *((on, on) for on in ("2025-08-01", "2025-10-15", "2025-11-30", "2026-01-15", "2026-03-15")),
    *((on, "2026-10-10") for on in ("2026-06-01", "2026-10-10", "2027-06-01", "2031-07-01")),
    *((on, "2026-10-10") for on in ("2034-06-01", "2036-01-01")),
]
"""Days on which loops were worked out by hand, and when they are known to."""

pytestmark = pytest.mark.many


@cache
def record() -> Record:
    """Return the whole web of deals."""
    return load().record


@cache
def model() -> dict[str, Any]:
    """Return what the page knows of it."""
    return page_model(record(), TODAY)


def is_counted(setting: Setting) -> bool:
    """Return whether nothing is assumed of an agreement that is not known yet."""
    agreements = record().agreements.keys() & setting.assumed.keys()
    known = (record().happenings[iri].known_since for iri in agreements)
    return all(since is None or since <= setting.known.last for since in known)


def is_sound(setting: Setting) -> bool:
    """Return whether its dates do not contradict the order of events."""
    try:
        event_windows(record(), setting)
    except ContradictoryScenarioError:
        return False
    return True


@cache
def tried() -> list[Setting]:
    """Return the days worked out by hand, the truths' assumptions, and settings that are drawn."""
    graph = load()
    by_hand = [graph.setting(on=on, known=known) for on, known in DAYS]
    supposed = [
        graph.setting(on="2027-06-01", known="2026-10-10", assume={event: day})
        for event in ("amd-first-gigawatt", "amd-six-gigawatts")
        for day in ("2026-12-15", "2031-01-01")
        if event in {thing.id for thing in graph.record.events.values()}
    ]
    return [s for s in (*by_hand, *supposed, *drawn(SETTINGS)) if is_sound(s) and is_counted(s)]


def drawn(count: int) -> list[Setting]:
    """Return settings around the days that matter, with up to four events assumed."""
    chance = Random(16)  # noqa: S311 - reproducible
    found = settings(record(), chance, count)
    events = sorted(record().events.keys() & record().happenings.keys())
    for setting in found[: count * 3 // 4]:
        chosen = {event for event in events if event in setting.assumed}
        few = chance.sample(
            sorted(chosen or events), min(chance.randrange(5), len(chosen or events))
        )
        dates = {event: setting.assumed.get(event, setting.on) for event in few}
        found[found.index(setting)] = replace(setting, assumed=dates)
    return found


@cache
def names() -> dict[str, str]:
    """Return the keys of things, by IRI."""
    return {
        thing["iri"]: thing["key"]
        for sort in ("clauses", "events", "parties")
        for thing in model()[sort]
    }


def names_of(iris: Iterable[str]) -> list[str]:
    """Return the keys of things."""
    return [names()[iri] for iri in iris]


def by_python(each: LoopAnswer) -> dict[str, Any]:
    """Return a loop as the page tells it."""
    return {
        "parties": names_of(each.loop.parties),
        "state": each.state.value,
        "dependsOn": sorted(names_of(each.depends_on)),
        "promised": each.promised.value,
        "performed": each.performed.value,
        "weakest": each.weakest,
        "steps": [
            {
                "leads": list(step.step.leads),
                "state": step.state.value,
                "force": step.force,
                "isPressOnly": step.press_only,
                "endNotPublic": list(step.end_not_public),
                "current": [one.clause.id for one in step.current],
                "all": [one.clause.id for one in step.step.carriers],
            }
            for step in each.steps
        ],
    }


def by_page(loop: dict[str, Any]) -> dict[str, Any]:
    """Return a loop as it is compared."""
    steps = [
        {
            **{name: step[name] for name in ("leads", "state", "force")},
            **{name: step[name] for name in ("isPressOnly", "endNotPublic")},
            "current": [each["clause"] for each in step["carriers"] if each["isCurrent"]],
            "all": [each["clause"] for each in step["carriers"]],
        }
        for step in loop["steps"]
    ]
    return {**loop, "dependsOn": sorted(loop["dependsOn"]), "steps": steps}


@cache
def expected() -> list[list[dict[str, Any]]]:
    """Return what Python says of every setting."""
    return [[by_python(each) for each in looping(record(), setting)] for setting in tried()]


def questions() -> list[dict[str, Any]]:
    """Return the settings as the page takes them."""
    return [asked(setting, names()) for setting in tried()]


def by_node(folder: Path, faults: dict[str, tuple[str, str]] | None = None) -> list[Any]:
    """Return what the modules of the page say of loops in plain node."""
    return [[by_page(loop) for loop in told["loops"]] for told in run_node(folder, faults)]


def run_node(folder: Path, faults: dict[str, tuple[str, str]] | None = None) -> list[Any]:
    """Return all that the modules of the page say in plain node."""
    assert NODE is not None
    file = modules(folder, faults) / "asked.json"
    file.write_text(json.dumps({"model": model(), "settings": questions()}), encoding="utf-8")
    found = subprocess.run(
        [NODE, RUNNER, folder, file], check=True, capture_output=True, text=True, timeout=300
    )
    answers: list[Any] = json.loads(found.stdout)
    return answers


def test_all_states_are_tried() -> None:
    """Closed, possible and open loops, by promise and by what has flowed, in many settings."""
    seen = Counter(loop["state"] for loops in expected() for loop in loops)
    apart = {(loop["promised"], loop["performed"]) for loops in expected() for loop in loops}

    assert {*State} == {*seen}
    assert min(seen.values()) >= 20
    assert len(apart) >= 6
    assert len({len(loops) for loops in expected()}) > 5
    assert len(tried()) >= SETTINGS / 2


@pytest.mark.skipif(NODE is None, reason="there is no node on this machine")
def test_every_loop_is_that_of_python_in_node(tmp_path: Path) -> None:
    """State, what it hangs on, both readings, the weakest step, every step, and the order."""
    for setting, wanted, found in zip(tried(), expected(), by_node(tmp_path), strict=True):
        assert wanted == found, setting


@pytest.mark.skipif(NODE is None, reason="there is no node on this machine")
@pytest.mark.parametrize(
    "fault",
    [
        ('depends: "possibly"', 'depends: "closed"'),
        ("instant < tick", "instant <= tick && false"),
        ("decided(loop.performed, found)", "decided(loop.promised, found)"),
        ('told.includes("") ? "" : ', ""),
        ('performed === "closed" ? PERFORMED', 'performed !== "open" ? PERFORMED'),
    ],
)
def test_a_fault_in_the_page_is_found(tmp_path: Path, fault: tuple[str, str]) -> None:
    """Each rule of the twin decides in some setting."""
    assert expected() != by_node(tmp_path, {"kernel/loops": fault})


def by_browser(browser: Browser, folder: Path, hook: str) -> list[Any]:
    """Return what a hook of the page, as it is written, says of every setting."""
    file = folder / "deal.html"
    file.write_text(render(record(), TODAY, "en"), encoding="utf-8", newline="\n")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-drawn-after]", state="attached")
    told = page.evaluate(
        f"asked => JSON.stringify(JSON.parse(asked).map(pactgraph.{hook}))",
        json.dumps(questions()),
    )
    page.close()
    found: list[Any] = json.loads(told)
    return found


@pytest.mark.browser
def test_every_loop_is_that_of_python_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    """The same, of the page as it is written."""
    found = by_browser(browser, tmp_path, "loops")

    for setting, wanted, told in zip(tried(), expected(), found, strict=True):
        assert wanted == [by_page(loop) for loop in told], setting
