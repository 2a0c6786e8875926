"""The page says who gives what to whom like `graph.lanes`: in plain node and in the browser."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from pactgraph.asking.network import LaneStanding, lanes
from pactgraph.flows.lanes import FAMILIES
from page.test_loops import NODE, SETTINGS, by_browser, model, record, run_node, tried

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from pactgraph.asking.network import Lane

pytestmark = pytest.mark.many


@cache
def keys() -> dict[str, str]:
    """Return the keys of parties, by IRI."""
    return {party["iri"]: party["key"] for party in model()["parties"]}


def by_python(lane: Lane) -> dict[str, Any]:
    """Return a lane as it is compared."""
    return {
        "giver": keys()[lane.giver],
        "taker": keys()[lane.taker],
        "family": lane.family,
        "standing": lane.standing.value,
        "clauses": [clause.id for clause in lane.clauses],
        "sums": {
            unit: (float(s.exact), float(s.at_least), float(s.up_to), s.about)
            for unit, s in lane.total.sums.items()
        },
        "rates": len(lane.total.rates),
        "undisclosed": lane.total.undisclosed,
        "joint": lane.joint,
    }


def by_page(lane: dict[str, Any]) -> dict[str, Any]:
    """Return a lane of the page as it is compared."""
    sums = {s["unit"]: (s["exact"], s["least"], s["most"], s["about"]) for s in lane["sums"]}
    return {**lane, "sums": sums}


def in_order(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return lanes by who gives what to whom."""
    return sorted(found, key=lambda lane: (lane["giver"], lane["taker"], lane["clauses"]))


@cache
def expected() -> list[list[dict[str, Any]]]:
    """Return what Python says of every setting."""
    return [in_order([by_python(each) for each in lanes(record(), one)]) for one in tried()]


def by_node(folder: Path, faults: dict[str, tuple[str, str]] | None = None) -> list[Any]:
    """Return what the modules of the page say in plain node."""
    return [in_order([*map(by_page, told["lanes"])]) for told in run_node(folder, faults)]


def test_all_families_and_standings_are_tried() -> None:
    """Each of them often, with sums of each sort."""
    found = [lane for lanes_ in expected() for lane in lanes_]

    assert {*FAMILIES} == {lane["family"] for lane in found}
    assert min(Counter(lane["standing"] for lane in found).values()) > len(tried())
    assert {each.value for each in LaneStanding} == {lane["standing"] for lane in found}
    assert all(any(lane[name] for lane in found) for name in ("rates", "undisclosed", "joint"))
    assert all(any(s[n] for lane in found for s in lane["sums"].values()) for n in range(4))
    assert len(tried()) >= SETTINGS / 2


@pytest.mark.skipif(NODE is None, reason="there is no node on this machine")
def test_every_lane_is_that_of_python_in_node(tmp_path: Path) -> None:
    """Who, whom, what, how it stands, the clauses, and what they come to."""
    for setting, wanted, found in zip(tried(), expected(), by_node(tmp_path), strict=True):
        assert wanted == found, setting


@pytest.mark.skipif(NODE is None, reason="there is no node on this machine")
@pytest.mark.parametrize(
    "fault",
    [
        ('depends: "hangs"', 'depends: "stands"'),
        ("if (rate) continue;", ""),
        (".length === 1);", ".length > 0);"),
        ("kind === STAKE", "false"),
        ("found.unknown.has(agreement) || ", ""),
        ("exact: sum.exact + exact", "exact"),
    ],
)
def test_a_fault_in_the_page_is_found(tmp_path: Path, fault: tuple[str, str]) -> None:
    """Each rule of the twin decides in some setting."""
    assert expected() != by_node(tmp_path, {"kernel/lanes": fault})


@pytest.mark.browser
def test_every_lane_is_that_of_python_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    """The same, of the page as it is written."""
    found = by_browser(browser, tmp_path, "lanes")

    assert expected() == [in_order([*map(by_page, told)]) for told in found]
