"""The page in Chromium: it asks for nothing, runs nothing foreign, and can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from made.page_samples import PHONE, html, huge, large, page_of, record, small, twisted, with_story
from pactgraph.asking.setting import Setting
from pactgraph.kernel.timeline import stretch

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from conftest import Opened, Opener
    from pactgraph.messages import Language
    from pactgraph.record import Record

pytestmark = pytest.mark.browser

VIEWS = ("parties", "opened", "agreements", "timeline", "table")
HOSTILE = (
    "</script><img src=x onerror=window.__pwned=1>"
    "\"'><svg onload=window.__pwned=1> {{7*7}} ${7*7} href </style> <!-- "
    "javascript:window.__pwned=1 \u2028\u2029 __proto__ \\u003c"
)


def colliding(labels: list[dict[str, Any]]) -> float:
    """Return the share of labels that touch another one."""

    def touch(a: dict[str, Any], b: dict[str, Any]) -> bool:
        return bool(
            a["left"] < b["left"] + b["width"]
            and b["left"] < a["left"] + a["width"]
            and a["top"] < b["top"] + b["height"]
            and b["top"] < a["top"] + a["height"]
        )

    hit = [any(touch(a, b) for b in labels if b is not a) for a in labels]
    return sum(hit) / len(hit)


def assert_readable(found: Opened) -> None:
    """At most about 50 things, at most 5 % of the labels touch, none is cut or tiny."""
    labels = found.labels()

    assert len(found.things()) <= 50
    assert colliding(labels) <= 0.05
    assert [] == [label["text"] for label in labels if label["cut"]]
    assert min(label["size"] for label in labels) >= 8


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


# ---- Nothing goes out, nothing foreign runs ----------------------------------------


def test_the_page_asks_for_nothing_and_complains_about_nothing(opened: Opener) -> None:
    """Whatever is used: no request, no warning and no error."""
    found = opened(html(with_story(large())))
    page = found.page
    found.click("g7")
    found.click("g7-05")
    page.fill("#search", "licence")
    for view in VIEWS:
        page.click(f"#tab-{view}")
    page.select_option("#suppose-0", "on")
    page.click("#compare-start")
    page.click("#later")
    page.click("#story-start")
    page.click("[data-language=de]")
    page.click("#theme")
    page.click("#undo")

    assert [page.url.partition("#")[0]] == found.requests
    assert [] == found.complaints


def test_hostile_text_in_every_field_is_text(opened: Opener) -> None:
    """Markup, scripts, templates and odd line ends run nowhere and are shown as they are."""
    of = twisted(with_story(small()), lambda text: text + HOSTILE)
    found = opened(html(of))
    page = found.page
    for language in ("en", "de"):
        page.click(f"[data-language={language}]")
        for name in [t["name"] for t in found.things() if t["kind"] == "agreement"]:
            found.change("{ open: null, selected: null, view: 'agreements' }")
            found.click(name)
            for clause in [t["name"] for t in found.things() if t["kind"] == "clause"]:
                found.click(clause)
                assert clause == found.state()["selected"]
                page.hover("#canvas", position={"x": 5, "y": 5})
        for view in VIEWS:
            page.click(f"#tab-{view}")
        for event in page.locator("#events [data-select]").all():
            event.click()
        page.click("#story-start")
        page.click("#story .primary")
        page.locator("#story button").last.click()
    page.click("#tab-table")
    page.locator("tr[data-key] button").first.click()

    assert page.evaluate("window.__pwned") is None
    assert 0 == page.locator("img").count()
    assert "</script><img" in page.inner_text("#details h2")
    assert "{{7*7}}" in page.inner_text("h1")
    assert [] == [a for a in page.locator("a").all() if not _harmless(a.get_attribute("href"))]
    assert [page.url.partition("#")[0]] == found.requests
    assert [] == found.complaints


def _harmless(address: str | None) -> bool:
    return (address or "").startswith(("http://", "https://"))


def test_foreign_script_would_be_stopped_even_inside_the_page(opened: Opener) -> None:
    """The policy stops markup from text and scripts without a hash: the second lock."""
    page = opened(page_of(small)).page
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


# ---- The first view ------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("make", "largest"), [(small, "a26"), (large, "g7")])
def test_the_map_can_be_read_folded_and_unfolded(
    opened: Opener, make: Callable[[], Record], largest: str, language: Language
) -> None:
    """In both languages, also with the 23 clauses of the largest agreement on the map."""
    found = opened(page_of(make, language))
    assert_readable(found)
    found.click(largest)
    shown = [t["name"] for t in found.things() if t["kind"] == "clause"]

    assert {"small": 3, "large": 23}[make.__name__] == len(shown)
    assert_readable(found)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_facts_that_ship_can_be_read(
    opened: Opener, shipped_page: Callable[[Language], str], language: Language
) -> None:
    """Folded, and every agreement unfolded."""
    found = opened(shipped_page(language))
    assert_readable(found)
    for name in [t["name"] for t in found.things() if t["kind"] == "agreement"]:
        found.change(f"{{ open: {name!r} }}")
        found.page.evaluate("new Promise(requestAnimationFrame)")
        assert_readable(found)


def test_many_agreements_open_as_an_overview(opened: Opener) -> None:
    """A thousand clauses are folded into pairs of parties; the page says so, and how to go on."""
    found = opened(page_of(huge), address="#view=agreements")
    said = found.page.inner_text("#said")
    kinds = [t["kind"] for t in found.things()]

    assert {"party", "pair"} == set(kinds)
    assert 20 == kinds.count("pair")
    assert_readable(found)
    assert (
        "1000 clauses are too many for one readable picture. Shown are the 20 pairs of parties "
        "with most clauses of 41; choose one to see its clauses, or search for any other."
    ) in said
    assert "20 pairs, 0 of 1000 clauses" in said
    assert [] == found.complaints


def test_a_pair_of_parties_unfolds(opened: Opener) -> None:
    """Its clauses stand between the two; they can be selected, and it folds again."""
    found = opened(page_of(huge), address="#view=agreements")
    name = next(t["name"] for t in found.things() if t["kind"] == "pair")
    found.click(name)
    shown = [t["name"] for t in found.things() if t["kind"] == "clause"]

    assert {"open": name, "selected": None} == found.chosen()
    assert 24 == len(shown)
    assert "24 of 1000 clauses" in found.page.inner_text("#said")
    assert colliding(found.labels()) <= 0.05
    assert min(label["size"] for label in found.labels()) >= 8
    found.click(shown[0])
    assert {"open": name, "selected": shown[0]} == found.chosen()
    assert found.page.inner_text("#fold").endswith("All pairs of parties")
    found.page.click("#fold")
    assert {"open": None, "selected": None} == found.chosen()


def test_a_clause_that_no_picture_has_is_still_found(opened: Opener) -> None:
    """The overview draws the largest pairs; search and table have all of the rest."""
    found = opened(page_of(huge), address="#view=agreements")
    found.change("{ view: 'table' }")
    keys = found.page.locator("tr[data-key]").evaluate_all("rows => rows.map(r => r.dataset.key)")
    drawn = found.page.evaluate("pactgraph.model.picture")
    missing = {*keys} - {node["key"] for node in drawn}
    key = min(missing)
    found.page.fill("#search", key)
    found.page.press("#search", "Enter")

    assert 1000 == len(keys)
    assert {"open": None, "selected": key} == found.chosen()
    assert key == found.page.inner_text("#details .name")


def test_the_first_picture_of_a_thousand_clauses_is_small(opened: Opener) -> None:
    """It has fewer elements than the record has clauses, so it is drawn as soon as others."""
    page = opened(page_of(huge), address="#view=agreements").page

    assert len(huge().clauses) > page.evaluate("document.querySelectorAll('main *').length")


def test_a_page_without_clauses_opens(opened: Opener) -> None:
    """An empty record, and a day before anything was known, are no error in any view."""
    past = Setting(stretch("2000-01-01"), stretch("2000-01-01"))
    for page in (html(record([], [], [])), html(small(), past)):
        found = opened(page)
        for view in VIEWS:
            found.page.click(f"#tab-{view}")
        assert 0 == found.page.locator("tr[data-key]").count()
        assert [] == found.complaints


# ---- Colours, screens, preferences -----------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_are_both_legible(opened: Opener, scheme: str) -> None:
    """Small print keeps a contrast of 4.5 to 1 with every ground it stands on."""
    page = opened(page_of(small), color_scheme=scheme).page
    colours = page.evaluate(
        """() => ["--ink", "--muted", "--paper", "--ground", "--tint"].map((name) => {
            document.body.style.color = `var(${name})`;
            return getComputedStyle(document.body).color;
        })"""
    )
    ink, muted, *grounds = colours

    assert min(contrast(text, ground) for text in (ink, muted) for ground in grounds) >= 4.5


def test_the_map_is_drawn_anew_when_the_colours_change(opened: Opener) -> None:
    """By the device while the page is open, and by its button, which goes before the device."""
    found = opened(page_of(small), color_scheme="light")
    canvas = found.page.locator("#canvas")

    def picture() -> bytes:
        found.page.evaluate("new Promise((done) => setTimeout(done, 100))")
        return canvas.screenshot()

    light = picture()
    found.page.emulate_media(color_scheme="dark")
    dark = picture()
    assert light != dark
    found.page.click("#theme")
    assert "light" == found.page.get_attribute("html", "data-theme")
    assert light == picture()
    found.page.click("#theme")
    found.page.emulate_media(color_scheme="light")
    assert dark == picture()


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_phone_gets_the_table_first_and_no_sideways_scrolling(
    opened: Opener, language: Language
) -> None:
    """At 390 pixels the table is shown first and no view is wider than the screen."""
    page = opened(page_of(large, language), **PHONE).page
    assert page.is_visible("#list")
    assert page.is_hidden("#canvas")
    assert page.is_hidden("#events")
    for view in VIEWS:
        page.tap(f"#tab-{view}")
        assert 390 >= page.evaluate("document.documentElement.scrollWidth"), view
    page.tap("#tab-table")
    page.locator("tr[data-key] button").first.tap()
    assert page.is_visible("#details h2")
    assert 390 >= page.evaluate("document.documentElement.scrollWidth")
    page.tap("#details [data-close]")
    assert page.is_hidden("#details h2")


@pytest.mark.parametrize("width", [600, 820, 1024, 1280, 1440])
def test_what_of_the_map_is_not_seen_at_a_width_is_told(
    opened: Opener, shipped_page: Callable[[Language], str], width: int
) -> None:
    """On a wide screen nothing stands outside; on a narrow one, what does is counted in words."""
    found = opened(shipped_page("en"), viewport={"width": width, "height": 800})
    page = found.page
    page.click("#tab-agreements")

    def outside() -> int:
        frame = page.locator("#canvas").bounding_box() or {}
        middles = [
            (t["left"] + t["width"] / 2, t["top"] + t["height"] / 2) for t in found.things()
        ]
        return sum(not (0 < x < frame["width"] and 0 < y < frame["height"]) for x, y in middles)

    def told() -> int:
        said = re.search(r"Outside the picture: (\d+) things", page.inner_text("#said"))
        return int(said[1]) if said else 0

    for _ in range(600):  # resizing is told to the map with a delay; two minutes at most
        page.wait_for_timeout(200)
        if outside() == told() and not (width >= 1280 and outside()):
            break
    assert outside() == told()
    assert width < 1280 or not outside()
    assert width >= page.evaluate("document.documentElement.scrollWidth")
    assert page.evaluate(
        """() => {
            const { right, left } = document.querySelector("#redo").getBoundingClientRect();
            const top = document.elementFromPoint((left + right) / 2,
                document.querySelector("#redo").getBoundingClientRect().top + 10);
            return document.querySelector("#redo").contains(top);
        }"""
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_ones_own_leave_the_map_as_it_is(opened: Opener, scheme: str) -> None:
    """With forced colours what is drawn keeps its own, and what is chosen is still told apart."""
    own, forced = (
        opened(page_of(small), color_scheme=scheme, forced_colors=forced)
        for forced in ("none", "active")
    )
    colours = forced.page.evaluate(
        """["[data-language=en]", "[data-language=de]"].map(
            (button) => getComputedStyle(document.querySelector(button)).backgroundColor)"""
    )
    drawn = [
        found.page.evaluate("document.querySelector('#canvas canvas').toDataURL()")
        for found in (own, forced)
    ]

    assert colours[0] != colours[1]
    assert drawn[0] == drawn[1]


def test_nothing_moves_by_itself(opened: Opener) -> None:
    """There is no animation, whatever the preference."""
    found = opened(page_of(small), reduced_motion="no-preference")
    for view in VIEWS:
        found.page.click(f"#tab-{view}")
        assert 0 == found.page.evaluate("document.getAnimations().length")


def test_the_list_is_complete_without_scripts(opened: Opener, browser: Browser) -> None:
    """With scripts turned off the page lists every clause, and shows nothing that needs them."""
    page = opened(page_of(small)).page
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(page.url)

    assert 5 == bare.locator("table.plain tr.clause:visible").count()
    assert "without them it is this list" in bare.inner_text("noscript .said")
    assert 0 == bare.locator("button:visible, input:visible, select:visible").count()
    context.close()
