"""Loops and totals in the table, and in the details of parties and clauses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from made.page_samples import PHONE
from pactgraph.graph import load

if TYPE_CHECKING:
    from conftest import Opened, Opener
    from pactgraph.asking.network import Loops
    from pactgraph.messages import Language

pytestmark = [pytest.mark.browser, pytest.mark.many]

DAY = "2026-10-10"
STATES = {
    "en": {"closed": "closed", "possibly": "possibly closed", "open": "open"},
    "de": {"closed": "geschlossen", "possibly": "womöglich geschlossen", "open": "offen"},
}


@cache
def page() -> str:
    """Return the page of the whole web of deals."""
    graph = load()
    return graph.map(graph.setting(on=DAY, known=DAY), "en")


def loops(on: str = DAY) -> Loops:
    """Return the loops on a day."""
    graph = load()
    return graph.loops(graph.setting(on=on, known=DAY))


def shown(found: Opened, selector: str) -> list[str]:
    """Return the texts of what is found."""
    return [text.strip() for text in found.page.locator(selector).all_inner_texts()]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_loop_is_a_row(opened: Opener, language: Language) -> None:
    """In their order, each with its way and its state, in both languages."""
    found = opened(page(), address=f"#view=table&rows=loops&lang={language}")
    answer = loops()
    parties = load().record.parties
    ways = [
        " → ".join(
            parties[iri].label.in_language(language)
            for iri in (*each.loop.parties, each.loop.parties[0])
        )
        for each in answer
    ]

    assert ways == shown(found, "#loops tbody th > b")
    assert [STATES[language][each.state] for each in answer] == (
        shown(found, "#loops td .standing span")
    )
    assert [] == found.complaints


def test_loops_follow_the_day_and_say_what_does_not(opened: Opener) -> None:
    """On another day states are those of that day; what opens them is told for its own day."""
    found = opened(page(), address="#view=table&rows=loops")
    assert any("closes if: " in text for text in shown(found, "#loops td:last-child"))
    found.change("{ on: '2036-01-01' }")

    assert [STATES["en"][each.state] for each in loops("2036-01-01")] == (
        shown(found, "#loops td .standing span")
    )
    assert {""} == {*shown(found, "#loops td:last-child")}
    assert "told only as this file was made: on 10 October 2026" in (
        found.page.inner_text("#view-table")
    )


def test_what_is_supposed_of_unknown_agreements_is_said_not_to_count(opened: Opener) -> None:
    """Such an agreement makes flows that the page has no loops of."""
    found = opened(
        page(), address="#view=table&rows=loops&known=2025-06-01&suppose=AMOA:2025-05-01"
    )
    told = found.page.inner_text("#view-table")

    assert "Not known yet, only supposed; what they make flow is not counted in loops" in told


def test_totals_stand_with_their_day_whatever_is_asked(opened: Opener) -> None:
    """One row each, told as `pactgraph network --totals` tells it; another day changes none."""
    graph = load()
    told = graph.totals(graph.setting(on=DAY, known=DAY))
    found = opened(page(), address="#view=table&rows=totals&on=2031-01-01")
    rows = found.page.evaluate(
        "[...document.querySelectorAll('#totals tbody tr')]"
        ".map(row => [...row.cells].map(cell => cell.textContent))"
    )

    assert [list(row) for row in told.blocks("en")[0].rows] == rows  # type: ignore[union-attr]
    assert "On 10 October 2026, as known on 10 October 2026" in (
        found.page.inner_text("#view-table")
    )


def test_details_of_a_party_have_its_loops_and_totals(opened: Opener) -> None:
    """Those of its group, and the day of the totals."""
    found = opened(page(), address="#select=openai-group")
    own = [each for each in loops() if any(i.endswith("/openai") for i in each.loop.parties)]

    assert f"Loops ({len(own)})" in shown(found, "#details .loops h3")
    assert len(own) == found.page.locator("#details .loops li").count()
    assert ["Totals on 10 October 2026, as known on 10 October 2026"] == (
        shown(found, "#details .totals h3")
    )
    assert found.page.locator("#details .totals li").count() > 10


def test_details_of_a_clause_have_its_flow_and_loops(opened: Opener) -> None:
    """What goes from whom to whom, with which clauses, and in which loops it is a step."""
    found = opened(page(), address="#select=AMDOA-01")
    inside = [each for each in loops() if any(c.endswith("/AMDOA-01") for c in each.loop.clauses)]

    assert "AMD → OpenAI: equity" in found.page.inner_text("#details .flow")
    assert "one flow with AMDOA-02, AMDOA-03" in found.page.inner_text("#details .flow")
    assert found.page.locator("#details .loops li").count() == len(inside)


def test_contradictory_dates_have_no_loops(opened: Opener) -> None:
    """As they have no status."""
    dates = "agi-declared:never,agi-verified:2029-01-01"
    found = opened(page(), address=f"#view=table&rows=loops&suppose={dates}")

    assert 0 == found.page.locator("#loops").count()
    assert "contradict one another" in found.page.inner_text("#view-table")


@pytest.mark.parametrize("rows", ["loops", "totals"])
@pytest.mark.parametrize("options", [PHONE, {}], ids=["phone", "desk"])
def test_the_tables_fit(opened: Opener, rows: str, options: dict[str, Any]) -> None:
    """Nothing has to be moved sideways."""
    found = opened(page(), address=f"#view=table&rows={rows}&lang=de", **options)
    wide = found.page.evaluate(
        "[document.documentElement, document.getElementById('table-place')]"
        ".map(node => node.scrollWidth - node.clientWidth)"
    )

    assert [0, 0] == wide


def test_the_keyboard_stays_where_it_is(opened: Opener) -> None:
    """Choosing another table leaves the focus on the switch; it is kept in the address."""
    found = opened(page(), address="#view=table")
    for rows in ("loops", "totals", "clauses"):
        found.page.focus(f'[data-rows="{rows}"]')
        found.page.keyboard.press("Enter")

        assert rows == found.page.evaluate("document.activeElement.dataset.rows")
        assert "true" == found.page.get_attribute(f'[data-rows="{rows}"]', "aria-pressed")
    assert found.page.locator("#list").count() == 1


def test_what_is_drawn_anew_keeps_the_keyboard(opened: Opener) -> None:
    """A link in a table, by what it selects; a choice of the filter, by its id."""
    found = opened(page(), address="#view=table&rows=loops")
    for kept, name, change in (
        ("#loops [data-select]", "dataset.select", "pactgraph.change({on: '2026-10-11'})"),
        ("#kind-0", "id", "document.activeElement.click()"),
    ):
        found.page.evaluate(
            "document.querySelectorAll('details').forEach(d => { d.open = true; })"
        )
        found.page.locator(kept).first.focus()
        before = found.page.evaluate_handle("document.activeElement")
        called = found.page.evaluate(f"document.activeElement.{name}")
        found.page.evaluate(change)

        assert not before.evaluate("node => node.isConnected")
        assert called == found.page.evaluate(f"document.activeElement.{name}")
