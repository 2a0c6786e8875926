"""A page of a notebook in the Chromium of this machine, looked at from the outside."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from playwright.sync_api import sync_playwright

from made.browser import chromium

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page as Host

Seen = TypeVar("Seen")


def seen(look: Callable[[Host], Seen]) -> Seen:
    """Return what `look` sees in an empty page of a browser.

    In a thread of its own, because Playwright runs once a thread, and the tests of the page
    keep theirs to the end.
    """

    def looked() -> Seen:
        with sync_playwright() as playwright:
            started = chromium(playwright)
            host = started.new_page(viewport={"width": 1440, "height": 900})
            what = look(host)
            started.close()
            return what

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(looked).result()
