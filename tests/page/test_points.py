"""What compares events, on the page: it never fails, nor is told by a name of the kernel's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pactgraph import load

if TYPE_CHECKING:
    from conftest import Opened, Opener
    from pactgraph.graph import PactGraph

pytestmark = pytest.mark.browser

TRUTHS = Path(__file__).parents[1] / "points" / "truths.ttl"
HOSTILE = "&lt;img src=x onerror=window.__pwned=1&gt; ' {} {0} {{7*7}} __proto__ a+P30D(before:b)"
INTERNAL = re.compile(
    r"\(before:|\(from:|\+P\d|-P\d|next\(|/fulfilment|/violation|/lateness"
    r"|undefined|NaN|\[object|\d{4}-\d\d-\d\dT"
)
"""What only the kernel calls something, or what stands where nothing should."""
ADDRESSES = (
    "view=table",
    "view=timeline",
    "view=opened",
    "view=timeline&suppose=approval:2027-06-01&compare=on:2028-06-01",
    "view=opened&suppose=approval:never,closing:never&lang=de",
    "view=table&on=2035-01-01&suppose=notice:2033-05-01",
)


@pytest.fixture(scope="module")
def graph() -> PactGraph:
    """Return the deal with deadlines, lapses, a renewal, a tail and a duty."""
    return load(TRUTHS)


def words(page: Opened) -> str:
    """Return all that can be read on a page, and all that is said of what is drawn."""
    page.settle()
    shown: str = page.page.evaluate(
        "() => [document.body.innerText]"
        ".concat([...document.querySelectorAll('svg text, svg title')].map((e) => e.textContent))"
        ".concat(['aria-label', 'title'].flatMap((name) =>"
        " [...document.querySelectorAll(`[${name}]`)].map((e) => e.getAttribute(name))))"
        ".join(' | ')"
    )
    return shown


@pytest.mark.parametrize("address", ADDRESSES)
def test_everything_can_be_looked_at(address: str, opened: Opener, graph: PactGraph) -> None:
    """Every clause and every event, in every view: nothing fails, nothing internal is shown."""
    setting = graph.setting(on="2028-06-01", known="2026-11-27")
    page = opened(graph.map(setting), address=f"#{address}")
    keys: list[str] = page.page.evaluate(
        "[...pactgraph.model.clauses, ...pactgraph.model.events].map(({ key }) => key)"
    )
    assert len(keys) > 50
    for key in keys:
        page.change(f"{{ selected: {key!r} }}")
        page.page.evaluate("new Promise((done) => requestAnimationFrame(() => done()))")
        assert INTERNAL.findall(words(page)) == [], key

    assert page.complaints == []


def test_a_clause_says_on_what_it_hangs(opened: Opener, graph: PactGraph) -> None:
    """In force or not by what is compared, with a switch for each event that decides it."""
    setting = graph.setting(on="2028-06-01", known="2026-11-27")
    page = opened(graph.map(setting), address="#select=tail")
    details = page.page.locator("#details")

    assert "sale within twelve months after the end" in details.inner_text()
    assert "Its own term" not in details.inner_text()
    assert "“sale within twelve months after the end” on: open since" in details.inner_text()
    assert ["ended", "sale"] == sorted(
        details.locator("[data-event]").evaluate_all("all => all.map(e => e.dataset.event)")
    )
    page.change('{ assumed: new Map([["ended", "2027-01-15"], ["sale", "2028-01-14"]]) }')
    assert "in force" in details.locator(".standing").inner_text()
    page.change('{ assumed: new Map([["ended", "2027-01-15"], ["sale", "2028-01-15"]]) }')
    assert "never" in details.locator(".standing").inner_text()


def test_many_events_that_decide_are_folded_away(opened: Opener, graph: PactGraph) -> None:
    """Forty conditions leave room for what else there is to say."""
    setting = graph.setting(on="2028-06-01", known="2026-11-27")
    page = opened(graph.map(setting), address="#select=closed").page
    switches = page.locator("#details .depends_on [data-event]")

    assert 40 == switches.count()
    assert 6 == sum(switch.is_visible() for switch in switches.all())
    page.locator("#details .depends_on summary").click()
    assert all(switch.is_visible() for switch in switches.all())


def test_where_the_dates_of_a_schedule_end_is_said(opened: Opener, graph: PactGraph) -> None:
    """Of what hangs on one, and only if it is asked about a later day."""
    page = opened(graph.map(), address="#select=renewing&on=2199-12-31")
    details = page.page.locator("#details")

    assert "dates of a schedule" not in details.inner_text()
    page.change('{ on: "2200-01-02" }')
    assert "listed on this page through 31 December 2199" in details.inner_text()
    page.change('{ selected: "tail" }')
    assert "dates of a schedule" not in details.inner_text()


def test_events_that_rule_each_other_out_cannot_both_be_supposed(
    opened: Opener, graph: PactGraph
) -> None:
    """The page says so, and shows no status."""
    page = opened(graph.map(), address="#suppose=closing:2027-01-01,terminated:2027-02-01")
    broken = page.page.locator("#broken")

    assert broken.is_visible()
    assert "closing" in broken.inner_text()
    assert "termination" in broken.inner_text()
    assert page.complaints == []


def test_labels_are_text_and_nothing_else(opened: Opener, tmp_path: Path) -> None:
    """Also those that look like what the kernel calls something, and those that want to run."""
    file = tmp_path / "hostile.ttl"
    told = TRUTHS.read_text(encoding="utf-8")
    changed = re.sub(r'rdfs:label "([^"]*)"@en', f'rdfs:label "{HOSTILE} \\1"@en', told)
    file.write_text(changed, encoding="utf-8")
    graph = load(file)
    page = opened(graph.map(graph.setting(on="2028-06-01", known="2026-11-27")))
    for view in ("parties", "opened", "agreements", "timeline", "table"):
        for key in ("tail", "power", "renewing"):
            page.change(f"{{ view: {view!r}, selected: {key!r} }}")
            page.page.evaluate("new Promise((done) => requestAnimationFrame(() => done()))")

    assert page.complaints == []
    assert page.page.evaluate("window.__pwned") is None
    assert HOSTILE in page.page.locator("#details").inner_text()
