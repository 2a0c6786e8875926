"""The question the page is for, asked as people would: by mouse, by keyboard, on a phone.

What does Microsoft hold on 1 January 2031 if AGI is verified in 2029, and why?
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from made.page_samples import PHONE
from made.partnership import partnership

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Opened, Opener
    from pactgraph.messages import Language

pytestmark = pytest.mark.browser

ENDED = "Licence to OpenAI's research IP"
BECAUSE = (
    "Surely ended since 2029-06-01, never to be in force again; whether it ended earlier hangs "
    "on “the 2026 amendment ended the research licence”"
)

HOLDS = re.compile(r"^(Holds|Both holds and owes) \(")


def held_by_microsoft() -> list[tuple[str, str]]:
    """Return status and label of what Microsoft holds, as Python answers, in order of label."""
    graph = partnership()
    (microsoft,) = [p.iri for p in graph.record.parties.values() if p.id == "microsoft"]
    setting = graph.setting(
        on="2031-01-01", known="2026-11-25", assume={"agi-verified": "2029-06-01"}
    )
    return sorted(
        (a.status.value, a.clause.label.in_language("en"))
        for a in graph.status(setting)
        if microsoft in a.clause.holders
    )


def told(found: Opened) -> list[tuple[str, str]]:
    """Return status and label of what the details list under “Holds”."""
    lists = found.page.locator("#details section").filter(has_text=HOLDS)
    items = lists.locator("li")
    return sorted(
        (item.locator(".standing").inner_text().strip(), item.locator("button").inner_text())
        for item in items.all()
    )


def assert_answered(found: Opened) -> None:
    """The details of Microsoft list what Python does."""
    expected = held_by_microsoft()

    assert {"in force", "ended"} <= {status for status, _ in expected}
    assert expected == told(found)


def assert_explained(found: Opened) -> None:
    """The details say why the licence to research has ended, with the source of that."""
    said = found.page.inner_text("#details")

    assert ENDED == found.page.inner_text("#details h2")
    assert BECAUSE in said
    assert "Assumed: “AGI verified” happened on 2029-06-01" in said
    assert found.page.locator("#details a[href^='https://openai.com/']").count() > 0
    assert [] == found.complaints


def test_by_mouse(opened: Opener, shipped_page: Callable[[Language], str]) -> None:
    """Clicks, and numbers typed into the fields of the two dates."""
    found = opened(shipped_page("en"))
    page = found.page
    page.fill("#on", "2031-01-01")
    page.get_by_label("AGI verified", exact=True).select_option("on")
    page.get_by_label("Date of: AGI verified").fill("2029-06-01")
    found.click("microsoft")
    assert_answered(found)
    page.locator("#details").get_by_role("button", name=ENDED).click()
    assert_explained(found)


def test_by_keyboard_alone(opened: Opener, shipped_page: Callable[[Language], str]) -> None:
    """Tab, arrow keys, Enter and what one types; focus is never lost on the way."""
    found = opened(shipped_page("en"))
    page = found.page

    def tab_to(selector: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"Tab does not reach {selector}")

    tab_to("#on")
    page.keyboard.type("01012031")
    tab_to("#suppose-0")
    page.keyboard.press("ArrowDown")
    tab_to("#suppose-0-date")
    page.keyboard.type("06012029")
    tab_to("button")
    page.keyboard.press("/")
    page.keyboard.type("Microsoft")
    page.keyboard.press("Enter")
    assert "microsoft" == found.chosen()["selected"]
    assert_answered(found)
    tab_to("#details [data-select=MSOA-2025-12]")
    page.keyboard.press("Enter")
    assert_explained(found)


def test_on_a_phone(opened: Opener, shipped_page: Callable[[Language], str]) -> None:
    """Taps on a narrow screen, where controls are folded away and the table comes first."""
    found = opened(shipped_page("en"), **PHONE)
    page = found.page
    page.fill("#on", "2031-01-01")
    page.tap("#controls > summary")
    page.get_by_label("AGI verified", exact=True).select_option("on")
    page.get_by_label("Date of: AGI verified").fill("2029-06-01")
    page.tap("#search")
    page.keyboard.type("Microsoft")
    page.tap("#results [data-result=microsoft]")
    assert_answered(found)
    page.locator("#details").get_by_role("button", name=ENDED).tap()
    assert_explained(found)
