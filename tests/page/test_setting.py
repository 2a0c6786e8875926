"""What a person can set on the page: dates, suppositions, language, colours; and take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from made.page_samples import html, iri, page_of, small
from made.partnership import partnership
from pactgraph.asking.setting import Setting
from pactgraph.asking.status.answer import statuses
from pactgraph.kernel.timeline import stretch

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Opened, Opener
    from pactgraph.messages import Language
    from pactgraph.record import Record

pytestmark = pytest.mark.browser


@pytest.fixture
def found(opened: Opener) -> Opened:
    """Return the page of the small deal."""
    return opened(page_of(small))


@pytest.fixture
def shipped(opened: Opener, shipped_page: Callable[[Language], str]) -> Opened:
    """Return the page of the facts that ship."""
    return opened(shipped_page("en"))


def shown(found: Opened) -> dict[str, str]:
    """Return the status of every clause as the table shows it."""
    found.change("{ view: 'table' }")
    rows: list[tuple[str, str]] = found.page.locator("tr[data-key]").evaluate_all(
        "rows => rows.map(r => [r.dataset.key, r.querySelector('.is .standing').textContent])"
    )
    return dict(rows)


def expected(of: Record, on: str, known: str, **assumed: str) -> dict[str, str]:
    """Return the status of every clause that is known, as the kernel decides it."""
    ids = {event: thing.id for event, thing in {**of.events, **of.agreements}.items()}
    iris = {name: event for event, name in ids.items()}
    supposed = {
        iris[name.replace("_", "-")]: None if date == "never" else stretch(date)
        for name, date in assumed.items()
    }
    setting = Setting(stretch(on), stretch(known), supposed)
    return {
        answer.clause.id: answer.status.value
        for answer in statuses(of, setting)
        if of.agreements[answer.clause.agreement].issued.start <= setting.known.last
        or answer.clause.agreement in supposed
    }


def set_by(found: Opened) -> tuple[str, str, list[Any]]:
    """Return the setting that the state holds."""
    state = found.state()
    return state["on"], state["known"], state["assumed"]


# ---- Dates -----------------------------------------------------------------------------


def test_dates_are_set_by_their_fields(found: Opened) -> None:
    """Every status is that of the kernel then; the day is in the head."""
    found.page.fill("#on", "2030-06-01")
    assert ("2030-06-01", "2026-11-23", []) == set_by(found)
    assert "in force on 1 June 2030." in found.page.inner_text("#dek")
    assert expected(small(), "2030-06-01", "2026-11-23") == shown(found)
    found.page.fill("#known", "2025-12-31")
    assert ("2030-06-01", "2025-12-31", []) == set_by(found)
    assert expected(small(), "2030-06-01", "2025-12-31") == shown(found)
    assert {"a24-1", "a24-2"} == set(shown(found))
    assert "not known yet: Second contract" == found.page.inner_text("#list-unknown")


def test_a_date_can_be_typed(found: Opened) -> None:
    """Digit by digit, as one step to take back; what is no day is put back on leaving."""
    field = found.page.locator("#on")
    field.focus()
    found.page.keyboard.type("06012030")
    assert ("2030-06-01", "2026-11-23", []) == set_by(found)
    found.page.click("#undo")
    assert ("2026-11-23", "2026-11-23", []) == set_by(found)
    assert "2026-11-23" == field.input_value()
    field.focus()
    found.page.keyboard.press("Delete")
    assert "" == field.input_value()
    found.page.focus("#search")
    assert ("2026-11-23", "2026-11-23", []) == set_by(found)
    assert "2026-11-23" == field.input_value()


def test_dates_are_set_by_their_sliders(found: Opened) -> None:
    """The keyboard moves them by a day; so many moves are one step to take back."""
    slider = found.page.locator("#on-slider")
    slider.focus()
    slider.press("ArrowRight")
    assert "2026-11-24" == found.state()["on"]
    box = slider.bounding_box() or {}
    x, y = box["x"], box["y"] + box["height"] / 2
    found.page.mouse.move(x + box["width"] * 0.5, y)
    found.page.mouse.down()
    for share in (0.6, 0.7, 0.8):
        found.page.mouse.move(x + box["width"] * share, y)
    found.page.mouse.up()
    dragged = found.state()["on"]
    assert dragged > "2028"
    assert found.page.input_value("#on") == dragged
    found.page.click("#undo")
    assert "2026-11-24" == found.state()["on"]
    found.page.locator("#known-slider").press("ArrowLeft")
    assert "2026-11-22" == found.state()["known"]


def test_buttons_go_from_change_to_change(found: Opened) -> None:
    """Each day on which a clause begins or ends, and no other."""
    days = []
    while found.page.is_enabled("#later"):
        found.page.click("#later")
        days.append(found.state()["on"])
    assert ["2026-11-24", "2030-01-01", "2031-01-01"] == days
    while found.page.is_enabled("#earlier"):
        found.page.click("#earlier")
        days.append(found.state()["on"])
    assert ["2030-01-01", "2026-11-24", "2026-02-01", "2024-03-01"] == days[3:]


# ---- Supposing -------------------------------------------------------------------------


def test_an_event_can_be_supposed(shipped: Opened) -> None:
    """On a day or never; every status is that of the kernel, and it can be taken back."""
    of = partnership().record
    page = shipped.page
    switch = page.locator("#events [data-event=agi-verified]")
    page.fill("#on", "2031-01-01")
    switch.select_option("on")
    assert [["agi-verified", "2031-01-01"]] == shipped.state()["assumed"]
    page.fill("#events [data-event-date=agi-verified]", "2029-06-01")
    assert [["agi-verified", "2029-06-01"]] == shipped.state()["assumed"]
    assert expected(of, "2031-01-01", "2026-11-25", agi_verified="2029-06-01") == shown(shipped)
    switch.select_option("never")
    assert expected(of, "2031-01-01", "2026-11-25", agi_verified="never") == shown(shipped)
    page.click("#suppose-reset")
    assert [] == shipped.state()["assumed"]
    assert expected(of, "2031-01-01", "2026-11-25") == shown(shipped)
    assert page.is_hidden("#suppose-reset")


def test_a_supposed_date_can_be_typed(shipped: Opened) -> None:
    """Digit by digit, and the arrow keys change what they are at, again and again."""
    shipped.page.locator("#events [data-event=agi-verified]").select_option("on")
    field = "#events [data-event-date=agi-verified]"
    shipped.page.focus(field)
    shipped.page.keyboard.type("07152030")
    shipped.page.keyboard.press("Enter")
    assert [["agi-verified", "2030-07-15"]] == shipped.state()["assumed"]
    for selector, day in ((field, "2030-07-18"), ("#details [data-event-date]", "2030-07-21")):
        shipped.change("{ selected: 'agi-verified' }")
        shipped.page.focus("#search")
        shipped.page.focus(selector)
        shipped.page.keyboard.press("Tab")
        for _ in range(3):
            shipped.page.keyboard.press("ArrowUp")
        assert [["agi-verified", day]] == shipped.state()["assumed"]
    shipped.page.click("#undo")
    assert "2030-07-18" == shipped.page.input_value(field)


def test_an_event_can_be_supposed_where_a_clause_depends_on_it(found: Opened) -> None:
    """The details of a clause, and of an event or agreement, have the switch too."""
    found.change("{ selected: 'a26-1' }")
    found.page.locator("#details [data-event=silent]").select_option("never")
    assert [["silent", "never"]] == found.state()["assumed"]
    assert "in force" == found.page.inner_text("#details p.standing")
    found.change("{ selected: 'a26' }")
    found.page.locator("#details [data-event=a26]").select_option("never")
    assert [["silent", "never"], ["a26", "never"]] == found.state()["assumed"]
    assert expected(small(), "2026-11-23", "2026-11-23", silent="never", a26="never") == (
        shown(found)
    )


def test_contradictory_dates_are_an_alert_and_no_status(shipped: Opened) -> None:
    """Until they fit nothing is said to be in force, anywhere."""
    page = shipped.page
    page.fill("#on", "2031-01-01")
    page.locator("#events [data-event=agi-declared]").select_option("never")
    assert page.is_hidden("#broken")
    page.locator("#events [data-event=agi-verified]").select_option("on")

    assert page.is_visible("#broken[role=alert]")
    assert "These dates contradict one another" in page.inner_text("#broken")
    assert "AGI verified" in page.inner_text("#broken")
    assert {"\N{EN DASH}"} == set(shown(shipped).values())
    assert ["\N{EN DASH}"] * 6 == page.locator("[data-status] b").all_inner_texts()
    shipped.change("{ view: 'agreements', selected: 'MSOA-2025-12', open: 'MSOA-2025' }")
    assert "\N{EN DASH}" == page.inner_text("#details p.standing")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert not [label for label in shipped.labels() if "in force" in label["text"]]
    page.locator("#details").get_by_role("button", name="Close").click()
    page.locator("#events [data-event=agi-declared]").select_option("open")
    assert page.is_hidden("#broken")
    assert "in force" in shown(shipped).values()


def test_presets_set_what_they_say(shipped: Opened) -> None:
    """One thing: a case supposes an event, a version and today set the day; the file sets all."""
    page = shipped.page

    def choose(label: str) -> tuple[str, str, list[Any]]:
        page.select_option("#presets", label=label)
        assert "" == page.input_value("#presets")
        return set_by(shipped)

    known = "2026-11-25"
    verified = ["agi-verified", "2028-06-01"]
    assert (known, known, [verified]) == choose("AGI verified in 2028")
    labels = page.locator("#presets option").all_inner_texts()
    version = partnership().record.agreements["https://w3id.org/pactgraph/id/MSOA-2025"]
    name = version.label.in_language("en")
    assert {f"Before: {name}", f"After: {name}"} <= set(labels)
    assert ("2025-10-27", known, [verified]) == choose(f"Before: {name}")
    assert ("2025-10-28", known, [verified]) == choose(f"After: {name}")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert (today, known, [verified]) == choose("Today")
    assert (known, known, []) == choose("As this file was made")


def test_the_page_opens_as_it_was_asked_for(opened: Opener) -> None:
    """With the assumptions of the command, which can be taken back."""
    assumed = {iri("silent"): None, iri("panel"): stretch("2027-05")}
    setting = Setting(stretch("2028-01-01"), stretch("2026-11-23"), assumed)
    found = opened(html(small(), setting))
    expected_ = expected(small(), "2028-01-01", "2026-11-23", silent="never", panel="2027-05")

    assert ("2028-01-01", "2026-11-23", [["panel", "2027-05"], ["silent", "never"]]) == (
        set_by(found)
    )
    assert expected_ == shown(found)
    assert "2027-05" == found.page.input_value("#events [data-event-date=panel]")
    found.page.click("#suppose-reset")
    assert expected(small(), "2028-01-01", "2026-11-23") == shown(found)


# ---- Undo, language, colours -------------------------------------------------------------


def test_changes_can_be_undone_and_done_again(found: Opened) -> None:
    """By buttons and by keys; a new change ends what could be done again."""
    page = found.page
    assert page.is_disabled("#undo")
    assert page.is_disabled("#redo")
    found.click("a24")
    page.fill("#on", "2028-01-01")
    page.click("#tab-table")
    page.click("#undo")
    assert "agreements" == found.state()["view"]
    page.click("#undo")
    assert "2026-11-23" == found.state()["on"]
    page.click("#redo")
    page.locator("#canvas").press("Control+Shift+Z")
    assert ("table", "2028-01-01") == (found.state()["view"], found.state()["on"])
    assert page.is_disabled("#redo")
    page.locator("#tab-table").press("Control+z")
    page.fill("#on", "2029-01-01")
    assert page.is_disabled("#redo")
    for _ in range(3):
        page.click("#undo")
    assert {"open": None, "selected": None} == found.chosen()
    assert page.is_disabled("#undo")


def test_changes_can_be_joined_to_the_one_before(found: Opened) -> None:
    """As typing and dragging are; they are taken back as one."""
    found.page.evaluate("void pactgraph.change({ on: '2027-01-01' })")
    found.page.evaluate("void pactgraph.change({ on: '2027-01-02' }, { merge: true })")
    found.page.locator("#search").press_sequentially("beta")
    assert "beta" == found.state()["filter"]["words"]
    found.page.click("#undo")
    assert ("", "2027-01-02") == (found.state()["filter"]["words"], found.state()["on"])
    assert "" == found.page.input_value("#search")
    found.page.click("#undo")
    assert "2026-11-23" == found.state()["on"]


def test_the_language_changes_everything_and_nothing_set(found: Opened) -> None:
    """All texts, of every part; what is set and chosen stays, also when it is taken back."""
    page = found.page
    page.fill("#on", "2028-01-01")
    page.locator("#events [data-event=silent]").select_option("never")
    page.fill("#search", "licence")
    found.change("{ selected: 'a24-1', open: 'a24' }")
    before = found.state()
    page.click("[data-language=de]")

    assert before | {"language": "de"} == found.state()
    assert "de" == page.get_attribute("html", "lang")
    assert "1. Januar 2028" in page.inner_text("#dek")
    assert "Lizenz am Motor" == page.inner_text("#details h2")
    assert "Lizenz · Recht" == page.inner_text("#details .kicker")
    assert "Karte" == page.get_attribute("#canvas", "aria-label")
    assert "Auf der Karte" in page.inner_text("#said")
    assert "nie" in page.locator("#events [data-event=silent]").inner_text()
    assert "true" == page.get_attribute("[data-language=de]", "aria-pressed")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert "Lizenz am Motor" in [label["text"] for label in found.labels()]
    page.click("#undo")
    assert "de" == found.state()["language"]
    page.click("[data-language=en]")
    assert (
        "Licence to the engine" in page.locator("#view-agreements, #details").all_inner_texts()[-1]
    )


@pytest.mark.parametrize("view", ["parties", "opened", "agreements", "timeline", "table"])
def test_no_text_of_a_language_is_left_when_it_is_changed(opened: Opener, view: str) -> None:
    """A page switched to German reads like one made in German."""
    switched, made = opened(page_of(small)), opened(page_of(small, "de"))
    for found in (switched, made):
        found.change(f"{{ selected: 'a26-1', open: 'a26', view: '{view}' }}")
    switched.page.click("[data-language=de]")  # what was announced before is gone
    made.page.evaluate("document.getElementById('announcer').replaceChildren()")
    for found in (switched, made):
        found.settle()
    texts = [found.page.inner_text("body") for found in (switched, made)]

    assert texts[1] == texts[0]


def test_the_colours_change_without_losing_anything(found: Opened) -> None:
    """From those of the device to light, dark and back."""
    found.click("a24")
    before = found.state()
    seen = []
    for _ in range(3):
        found.page.click("#theme")
        seen.append((found.state()["theme"], found.page.get_attribute("html", "data-theme")))

    assert [("light", "light"), ("dark", "dark"), ("auto", None)] == seen
    assert before == found.state()
    assert "Colours: as the device" == found.page.get_attribute("#theme", "aria-label")


def test_tabs_of_the_views_follow_the_arrow_keys(found: Opened) -> None:
    """One tab stop; left and right choose the view."""
    found.page.focus("#tab-agreements")
    views = []
    for _ in range(5):
        found.page.keyboard.press("ArrowRight")
        views.append(found.state()["view"])
    found.page.keyboard.press("ArrowLeft")

    assert ["timeline", "table", "parties", "opened", "agreements"] == views
    assert "opened" == found.state()["view"]
    assert 1 == found.page.locator("[role=tab][tabindex='0']").count()
    assert found.page.is_visible("#view-opened")
