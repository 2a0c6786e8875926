"""The page against axe-core: every view, both themes, both languages, a desk and a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from made.page_samples import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Opener
    from pactgraph.messages import Language

pytestmark = pytest.mark.browser

SUPPOSED = "on=2031-01-01&suppose=agi-verified:2029-06-01"

# What is shown, and how: the language, the address, and options of the browser's context.
SHOWN: dict[str, tuple[Language, str, dict[str, Any]]] = {
    "network": ("en", "", {}),
    "unfolded, with a clause": ("en", f"#{SUPPOSED}&open=MSOA-2025&select=MSOA-2025-12", {}),
    "parties": ("en", "#view=parties", {}),
    "a pair, dark": ("en", "#view=parties&pair=microsoft,openai", {"color_scheme": "dark"}),
    "a loop": ("en", f"#view=parties&loop=microsoft,openai&{SUPPOSED}", {}),
    "parties on a phone": ("de", "#view=parties", PHONE),
    "opened around a party": ("en", "#view=opened&select=microsoft", {}),
    "nothing opened": ("en", "#view=opened", {}),
    "timeline": ("en", "#view=timeline&select=MSOA-2025-12", {}),
    "table": ("en", f"#{SUPPOSED}&view=table&select=agi-verified", {}),
    "comparison": ("en", f"#{SUPPOSED}&compare=on:2031-01-01;known:2026-11-25&view=table", {}),
    "story": ("en", "#story=partnership-rewritten/5", {}),
    "German, dark": ("de", "#select=MSOA-2025", {"color_scheme": "dark"}),
    "timeline, dark": ("en", "#view=timeline", {"color_scheme": "dark"}),
    "phone": ("en", "", PHONE),
    "phone, with a clause": ("en", "#view=table&select=MSOA-2025-12", PHONE),
}

# The rule of WCAG 2.2 on the size of targets is off in axe-core unless one asks for it.
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}

# Rows below what is seen have no places yet, so that axe-core would find them on one another.
LAID_OUT = "tbody { content-visibility: visible !important }"


def broken_rules(page: Any) -> list[str]:  # noqa: ANN401 - a page of Playwright
    """Return the rules of axe-core that the page breaks, each with the first place."""
    page.add_style_tag(content=LAID_OUT)
    found = Axe().run(page, options=ALL_RULES).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


@pytest.mark.parametrize("name", SHOWN)
def test_no_rule_of_axe_is_broken(
    opened: Opener, shipped_page: Callable[[Language], str], name: str
) -> None:
    """WCAG 2.2 AA and the best practices of axe-core hold in everything that can be shown."""
    language, address, options = SHOWN[name]
    found = opened(shipped_page(language), address=address, bypass_csp=True, **options)

    assert [] == broken_rules(found.page)


def test_menus_that_are_open_break_no_rule(
    opened: Opener, shipped_page: Callable[[Language], str]
) -> None:
    """The menu for sharing, the results of a search and every list of the filter are fine too."""
    found = opened(shipped_page("en"), bypass_csp=True)
    found.page.click("#share summary")
    for choices in found.page.locator(".choices summary").all():
        choices.click()
    shared = broken_rules(found.page)
    found.page.keyboard.press("Escape")
    found.page.fill("#search", "licence")
    found.page.locator("#search").press("ArrowDown")

    assert [] == shared
    assert [] == broken_rules(found.page)
