"""The Chromium of this machine, as every test starts it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # no other name leads anywhere
]


def chromium(playwright: Playwright) -> Browser:
    """Return a browser, started; the test fails, saying why, where there is none."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(
            f"the tests of pages need Chromium: install it, as one of {', '.join(_NAMES)}, "
            "or leave these tests out by -m 'not browser'"
        )
    return playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
