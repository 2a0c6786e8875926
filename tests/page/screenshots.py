"""Takes the pictures of the page that the README shows, in .github/.

    python tests/page/screenshots.py

Needs Chromium, as the tests of the page do. The pictures are those of a fixed day, so that
they only change when the page or the facts do.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from pactgraph.graph import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = Path(__file__).parents[2] / ".github"
DAY = "2026-11-25"
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
SUPPOSED = "on=2031-01-01&suppose=agi-verified:2029-06-01"

WEB: tuple[str, ...] = ()
PARTNERSHIP = ("microsoft-openai-partnership", "OAFR")
SHOTS: dict[str, tuple[tuple[str, ...], str, dict[str, Any]]] = {
    "overview": (WEB, "", DESK),
    "loop": (WEB, "#loop=amd,openai", DESK),
    "pair": (WEB, "#pair=microsoft,openai&suppose=agi-verified:2028-06-01", DESK),
    "parties": (WEB, "#", PHONE),
    "loops": (WEB, "#view=table&rows=loops", DESK),
    "scenario": (PARTNERSHIP, f"#{SUPPOSED}&select=MSOA-2025-12", DESK),
    "timeline": (PARTNERSHIP, "#view=timeline&on=2029-01-01", DESK),
    "opened": (
        WEB,
        "#view=opened&pairs=microsoft,openai&select=agi-verified&suppose=agi-verified:2028-06-01",
        DESK,
    ),
    "compare": (
        PARTNERSHIP,
        f"#{SUPPOSED}&compare=on:2031-01-01;known:{DAY}&open=MSOA-2025",
        DESK,
    ),
    "story": (PARTNERSHIP, "#story=partnership-rewritten/5", DESK),
    "dark": (PARTNERSHIP, f"#{SUPPOSED}&open=MSOA-2025&theme=dark&select=microsoft", DESK),
    "german": (WEB, "#lang=de&view=table", DESK),
    "phone": (WEB, "#view=table&select=MSOA-2025-12", PHONE),
}
"""For each picture the agreements, the address of what it shows, and the screen."""


def main() -> None:
    """Take all pictures, or those named on the command line."""
    names = sys.argv[1:] or list(SHOTS)
    graph = load()
    day = graph.setting(on=DAY, known=DAY)
    pages = {only: graph.map(day, only=only) for only in (WEB, PARTNERSHIP)}
    chromium = next(p for n in ("chromium", "google-chrome") if (p := shutil.which(n)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for name in names:
            file = Path(folder) / "deal.html"
            file.write_text(pages[SHOTS[name][0]], encoding="utf-8", newline="\n")
            _shoot(browser, file, name)


def _shoot(browser: Browser, file: Path, name: str) -> None:
    _, address, screen = SHOTS[name]
    context = browser.new_context(**screen)
    context.clock.set_fixed_time(datetime.fromisoformat(DAY).replace(tzinfo=UTC))
    page = context.new_page()
    page.goto(file.as_uri() + address)
    page.wait_for_selector("html[data-drawn-after]", state="attached")
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    page.screenshot(path=PICTURES / f"page-{name}.png")
    context.close()


if __name__ == "__main__":
    main()
