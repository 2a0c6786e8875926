"""Time goes by on the page, from change to change, by a clock that the tests move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from made.page_samples import html, small

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Opened, Opener

pytestmark = pytest.mark.browser

PAUSE = 700
FIRST = "2000-01-01"


def playing(opened: Opener, **options: str) -> Opened:
    """Return a page whose clock stands still, opened before all changes."""
    found = opened(html(small()), **options)
    found.page.clock.install()
    found.change(f"{{ on: '{FIRST}' }}")
    return found


def changes(found: Opened) -> list[str]:
    """Return all days of change, as the button for the next one finds them."""
    days = []
    while found.page.is_enabled("#later"):
        found.page.click("#later")
        days.append(found.state()["on"])
    found.change(f"{{ on: '{FIRST}' }}")
    return days


def label(page: Page) -> str | None:
    """Return what the button says that it does."""
    return page.get_attribute("#play", "aria-label")


def test_every_change_comes_and_then_time_stands_still(opened: Opener) -> None:
    """One after the other, in order; all of it is one step to undo; then from the beginning."""
    found = playing(opened)
    page, days = found.page, changes(found)
    assert len(days) > 2
    page.click("#play")
    seen = [found.state()["on"]]
    while label(page) == "Stop":
        page.clock.run_for(PAUSE)
        seen.append(found.state()["on"])
    assert days == seen
    assert label(page) == "Play from change to change"
    page.click("#undo")
    assert found.state()["on"] == FIRST
    page.click("#redo")
    page.click("#play")
    assert found.state()["on"] == days[0]


def test_whatever_else_is_set_stops_it(opened: Opener) -> None:
    """The button, another day, another language: nothing goes on behind one's back."""
    found = playing(opened)
    page = found.page
    for stop in ("#play", "#earlier", "[data-language=de]"):
        found.change(f"{{ on: '{FIRST}', language: 'en' }}")
        page.click("#play")
        page.clock.run_for(PAUSE)
        page.click(stop)
        day = found.state()["on"]
        page.clock.run_for(10 * PAUSE)
        assert day == found.state()["on"]
        assert label(page) != "Stop"
        assert label(page) != "Anhalten"


def test_with_less_motion_a_press_is_a_step(opened: Opener) -> None:
    """Nothing moves by itself."""
    found = playing(opened)
    page, days = found.page, changes(found)
    page.emulate_media(reduced_motion="reduce")
    for day in days[:3]:
        page.click("#play")
        page.clock.run_for(10 * PAUSE)
        assert day == found.state()["on"]
