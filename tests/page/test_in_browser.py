"""The page in Chromium: it asks for nothing, runs nothing foreign, and can be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from page_samples import html, large, small, twisted

from pactgraph.answers import Setting
from pactgraph.kernel.timeline import stretch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from conftest import Opened, Opener
    from pactgraph.record import Language

pytestmark = pytest.mark.browser

HOSTILE = (
    "</script><img src=x onerror=window.__pwned=1>"
    "\"'><svg onload=window.__pwned=1> {{7*7}} ${7*7} href </style> <!-- "
    "javascript:window.__pwned=1 \u2028\u2029 __proto__ \\u003c"
)


def colliding(labels: list[dict[str, Any]]) -> float:
    """Return the share of labels that touch another one (Table 4 of the survey)."""

    def touch(a: dict[str, Any], b: dict[str, Any]) -> bool:
        return bool(
            a["left"] < b["left"] + b["width"]
            and b["left"] < a["left"] + a["width"]
            and a["top"] < b["top"] + b["height"]
            and b["top"] < a["top"] + a["height"]
        )

    hit = [any(touch(a, b) for b in labels if b is not a) for a in labels]
    return sum(hit) / len(hit)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours written as rgb(…), by WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(n) / 255 for n in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rows(page: Opened) -> list[str]:
    """Return the ids of the clauses that the list shows."""
    return page.page.locator("tr[data-key]:visible th small").all_inner_texts()


def test_the_page_asks_for_nothing_and_complains_about_nothing(opened: Opener) -> None:
    """Opening, unfolding and selecting make no request, no warning and no error."""
    found = opened(html(large()))
    found.click("g7")
    found.click("g7-05")
    found.page.fill("#search", "licence")

    assert [found.page.url.partition("#")[0]] == found.requests
    assert [] == found.complaints


def test_hostile_text_in_every_field_is_text(opened: Opener) -> None:
    """Markup, scripts, templates and odd line ends run nowhere and are shown as they are."""
    record = twisted(small(), lambda text: text + HOSTILE)
    found = opened(html(record))
    for name in [thing["name"] for thing in found.things() if thing["kind"] == "agreement"]:
        found.press("Escape", "Escape")
        found.click(name)
        for clause in [t["name"] for t in found.things() if t["kind"] == "clause"]:
            found.click(clause)
            assert clause == found.chosen()["selected"]
            found.page.locator("#canvas").hover(position={"x": 5, "y": 5})
    found.page.locator("#list tr[data-key]").first.click()
    page = found.page

    assert page.evaluate("window.__pwned") is None
    assert 0 == page.locator("img").count()
    assert "</script><img" in page.inner_text("#details article:visible h3")
    assert "{{7*7}}" in page.inner_text("h1")
    assert [] == [a for a in page.locator("a").all() if not _harmless(a.get_attribute("href"))]
    assert [page.url.partition("#")[0]] == found.requests
    assert [] == found.complaints


def _harmless(address: str | None) -> bool:
    return (address or "").startswith(("http://", "https://", "#"))


def test_foreign_script_would_be_stopped_even_inside_the_page(opened: Opener) -> None:
    """The policy stops markup from text and scripts without a hash: the second lock."""
    page = opened(html(small())).page
    stopped = page.evaluate(
        """() => {
            try { document.body.innerHTML = "<b>x</b>"; return false; } catch { return true; }
        }"""
    )
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            try { script.textContent = "window.__pwned = 1"; document.body.append(script); }
            catch { /* refused already */ }
        }"""
    )

    assert stopped
    assert page.evaluate("window.__pwned") is None


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_first_view_can_be_read(opened: Opener, language: Language) -> None:
    """At most about 50 things, at most 5 % of the labels touch, none is cut or tiny."""
    found = opened(html(large(), language=language))

    assert len(found.things()) <= 50
    assert colliding(found.labels()) <= 0.05
    assert [] == [label["text"] for label in found.labels() if label["cut"]]
    assert min(label["size"] for label in found.labels()) >= 8


def test_the_largest_agreement_can_be_read_unfolded(opened: Opener) -> None:
    """With 23 clauses on the map there are still few things, and labels do not touch."""
    found = opened(html(large()))
    found.click("g7")

    assert 23 == len([t for t in found.things() if t["kind"] == "clause"])
    assert len(found.things()) <= 50
    assert colliding(found.labels()) <= 0.05
    assert [] == [label["text"] for label in found.labels() if label["cut"]]


def test_the_first_picture_comes_soon(opened: Opener) -> None:
    """Seventy clauses are drawn within 1.5 seconds, also on a slow machine."""
    page = opened(html(large())).page

    assert int(page.get_attribute("html", "data-drawn-after") or "9999") < 1500


def test_unfolding_by_mouse_moves_nothing_that_stands(opened: Opener) -> None:
    """A click unfolds an agreement between the parties; parties stay; a second click folds."""
    found = opened(html(small()))
    before = {t["name"]: (t["left"], t["top"]) for t in found.things() if t["kind"] == "party"}
    found.click("a24")
    after = {t["name"]: (t["left"], t["top"]) for t in found.things() if t["kind"] == "party"}

    assert {"open": "a24", "selected": "a24"} == found.chosen()
    assert before == after
    assert {"a24-1", "a24-2"} == {t["name"] for t in found.things() if t["kind"] == "clause"}
    found.click("a24")
    assert {"open": None, "selected": None} == found.chosen()


def test_another_agreement_unfolds_in_its_place(opened: Opener) -> None:
    """One agreement is unfolded at a time, so that what is shown can be read."""
    found = opened(html(small()))
    found.click("a24")
    found.click("a26")

    assert "a26" == found.chosen()["open"]
    assert 3 == len([t for t in found.things() if t["kind"] == "clause"])


def test_unfolding_by_keyboard(opened: Opener) -> None:
    """Tab reaches the map; arrows, Enter and Escape unfold, select and fold."""
    found = opened(html(small()))
    found.page.locator("#canvas").focus()
    found.press("Enter")
    assert "a24" == found.chosen()["open"]
    found.press("ArrowRight", "Enter")
    assert "a24-1" == found.chosen()["selected"]
    assert "Selected" in found.page.inner_text("#announcer")
    found.press("Escape")
    assert {"open": None, "selected": None} == found.chosen()


def test_the_map_has_one_tab_stop(opened: Opener) -> None:
    """The library inside brings no second one."""
    page = opened(html(small())).page

    assert 1 == page.locator("#canvas[tabindex='0']").count()
    assert 0 == page.locator("#canvas [tabindex='0']").count()


def test_keyboard_focus_is_spoken(opened: Opener) -> None:
    """What the arrow keys reach is told to screen readers: label, status, parties, formula."""
    found = opened(html(small()))
    found.click("a24")
    found.press("ArrowRight")
    told = found.page.inner_text("#announcer")

    assert "Alpha → Beta" in told
    assert "in force" in told


def test_details_tell_everything(opened: Opener) -> None:
    """The details of a clause show status, formula, limits, amounts and linked sources."""
    found = opened(html(small()))
    found.page.get_by_role("button", name="Licence to the engine").click()
    article = found.page.locator("#details article:visible")
    told = article.inner_text()
    link = article.get_by_role("link", name="Annual report")

    for expected in (
        "Licence to the engine", "a24-1", "licence · right", "in force",
        "until the earlier of “panel agrees” and the end of 2030", "Alpha", "Beta",
        "engine plans", "research only", "about USD 250 billion", "doubtful",
        "the price of the spare parts", "official", "The engine licence is dead",
        "Register, 2026-01-05", "News report",
    ):  # fmt: skip
        assert expected in told
    assert "https://example.org/filing?a=1&b=2" == link.get_attribute("href")
    assert "noopener" in (link.get_attribute("rel") or "")


def test_details_tell_what_a_status_depends_on(opened: Opener) -> None:
    """A clause that depends names the open event, and what it replaced."""
    found = opened(html(small()))
    found.click("a26")
    found.click("a26-1")
    told = found.page.locator("#details article:visible").inner_text()

    assert "Depends on\n“they gave up”" in told
    assert "Replaces\nBeta as the only supplier" in told


def test_list_and_map_select_together(opened: Opener) -> None:
    """A row unfolds and selects on the map; a click on the map marks the row."""
    found = opened(html(small()))
    found.page.get_by_role("button", name="Joint works from 2030").click()
    assert {"open": "a26", "selected": "a26-2"} == found.chosen()
    found.click("a26-1")
    current = found.page.locator("tr[aria-current=true]")

    assert ["a26-1"] == current.locator("small").all_inner_texts()


def test_a_reference_in_the_details_leads_on(opened: Opener) -> None:
    """Names of drawn things in the details are buttons that select them."""
    found = opened(html(small()), address="#a26-1")
    found.page.locator("#details").get_by_role("button", name="Beta as the only supplier").click()

    assert {"open": "a24", "selected": "a24-2"} == found.chosen()


def test_a_selection_can_be_linked_to(opened: Opener) -> None:
    """The address names what is selected, and opens it; anything else in it does nothing."""
    assert "a26-3" == opened(html(small()), address="#a26-3").chosen()["selected"]
    assert opened(html(small()), address="#%E0%A4%A").chosen()["selected"] is None
    found = opened(html(small()))
    found.page.get_by_role("button", name="Licence to the engine").click()
    assert found.page.url.endswith("#a24-1")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ENGINE", ["a24-1"]),
        ("a26-", ["a26-1", "a26-2", "a26-3"]),
        ("exclusivity", ["a24-2"]),
        ("dealers", ["a26-3"]),
        ("beta first", []),
        ("licence labs", ["a26-1"]),
    ],
)
def test_search_filters_list_and_map(opened: Opener, query: str, expected: list[str]) -> None:
    """Words are looked for in label, id, parties and kind; all must be found; both follow."""
    found = opened(html(small()))
    found.page.fill("#search", query)
    standing = {t["name"] for t in found.things() if t["kind"] == "agreement" and not t["faded"]}

    assert expected == rows(found)
    assert {name.rpartition("-")[0] for name in expected} == standing
    assert f"{len(expected)} of 5 clauses match." == found.page.inner_text("#matching")
    found.page.get_by_role("button", name="Show all").click()
    assert 5 == len(rows(found))


def test_a_status_can_be_singled_out(opened: Opener) -> None:
    """The buttons of the statuses count and filter."""
    found = opened(html(small()))
    button = found.page.locator("button[data-status=depends]")
    button.click()

    assert "depends 1" == " ".join(button.inner_text().split())
    assert ["a26-1"] == rows(found)
    assert "true" == button.get_attribute("aria-pressed")
    assert "1 of 3 match" in [label["text"] for label in found.labels()]


def test_what_is_hidden_is_counted_and_said(opened: Opener) -> None:
    """The line below the map says how many clauses are folded away, or out of the picture."""
    found = opened(html(small()))
    said = found.page.locator("#said")

    assert "4 parties, 3 agreements, 0 of 5 clauses" in said.inner_text()
    assert "Folded away: 5 clauses." in said.inner_text()
    found.click("a24")
    assert "2 of 5 clauses" in said.inner_text()
    assert "Folded away: 3 clauses." in said.inner_text()
    for _ in range(6):
        found.page.click("#zoom-in")
    assert "Outside the picture" in said.inner_text()
    found.page.click("#whole")
    assert "Outside the picture" not in said.inner_text()


def test_boxes_say_how_many_clauses_and_how_many_are_in_force(opened: Opener) -> None:
    """A folded agreement tells its counts."""
    texts = [label["text"] for label in opened(html(small())).labels()]

    assert "2 clauses · 1 in force" in texts
    assert "3 clauses · 1 depends · 1 not yet" in texts
    assert "not binding · 1 statement" in texts


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_are_both_legible(opened: Opener, scheme: str) -> None:
    """The canvas follows the scheme, and small print keeps a contrast of 4.5 to 1."""
    page = opened(html(small()), color_scheme=scheme).page
    colours = page.evaluate(
        """() => ["--ink", "--muted", "--paper", "--ground", "--tint"].map((name) => {
            document.body.style.color = `var(${name})`;
            return getComputedStyle(document.body).color;
        })"""
    )
    ink, muted, *grounds = colours

    assert min(contrast(text, ground) for text in (ink, muted) for ground in grounds) >= 4.5


def test_the_canvas_is_drawn_anew_when_the_scheme_changes(opened: Opener) -> None:
    """Switching to dark while the page is open recolours the canvas too."""
    found = opened(html(small()), color_scheme="light")
    light = found.page.locator("#canvas").screenshot()
    found.page.emulate_media(color_scheme="dark")
    found.page.wait_for_timeout(200)

    assert light != found.page.locator("#canvas").screenshot()


def test_a_phone_gets_the_list_first_and_no_sideways_scrolling(opened: Opener) -> None:
    """At 390 pixels the list stands above the map and nothing is wider than the screen."""
    found = opened(
        html(large()), viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    page = found.page
    wide = page.evaluate("document.documentElement.scrollWidth")
    list_box, map_box = (page.locator(name).bounding_box() for name in ("#list", "#canvas"))

    assert 390 >= wide
    assert (list_box or {"y": 9999})["y"] < (map_box or {"y": 0})["y"]
    page.locator("tr[data-key] button").first.tap()
    assert page.locator("#details article:visible").is_visible()
    page.locator("#close").tap()
    assert page.locator("#details").is_hidden()


def test_nothing_moves_by_itself(opened: Opener) -> None:
    """There is no animation, whatever the preference: the style and the script have none."""
    page = opened(html(small()), reduced_motion="reduce").page
    animations = page.evaluate("document.getAnimations().length")

    assert 0 == animations
    assert not re.search(r"(transition|animation):", page.inner_html("style"))


def test_the_list_is_complete_without_scripts(opened: Opener, browser: Browser) -> None:
    """With scripts turned off the page still lists every clause."""
    page = opened(html(small())).page
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(page.url)

    assert 5 == bare.locator("tr[data-key]:visible").count()
    assert bare.get_by_text("Without scripts").is_visible()
    context.close()


def test_a_page_without_clauses_opens(opened: Opener) -> None:
    """As of a day before anything was known the page is empty, and does not fail."""
    past = Setting(stretch("2000-01-01"), stretch("2000-01-01"))
    found = opened(html(small(), past))

    assert [] == found.complaints
    assert [] == rows(found)
