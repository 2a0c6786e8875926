"""A page of a notebook in the Chromium of this machine, looked at from the outside."""

from __future__ import annotations

import runpy
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page as Host

Seen = TypeVar("Seen")

_OF_THE_PAGE = runpy.run_path(str(Path(__file__).parents[1] / "page" / "conftest.py"))


def seen(look: Callable[[Host], Seen]) -> Seen:
    """Return what `look` sees in an empty page of a browser.

    In a thread of its own, because Playwright runs once a thread, and the tests of the page
    keep theirs to the end.
    """
    names = _OF_THE_PAGE["_NAMES"]
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(f"these tests need Chromium, as one of {', '.join(names)}")

    def looked() -> Seen:
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(
                executable_path=found, args=_OF_THE_PAGE["_ARGUMENTS"]
            )
            host = started.new_page(viewport={"width": 1440, "height": 900})
            what = look(host)
            started.close()
            return what

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(looked).result()
