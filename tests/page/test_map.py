"""The map in Chromium: unfolding by mouse and keyboard, what is spoken, what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from made.page_samples import page_of, small

if TYPE_CHECKING:
    from conftest import Opened, Opener

pytestmark = pytest.mark.browser


def kind(found: Opened, wanted: str) -> dict[str, tuple[float, float]]:
    """Return where the things of one kind stand, by their key."""
    return {t["name"]: (t["left"], t["top"]) for t in found.things() if t["kind"] == wanted}


def among_themselves(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return where things stand in parts of the room they take.

    The picture may have moved, and has another scale once its room has become another.
    """
    left, top = min(x for x, _ in places.values()), min(y for _, y in places.values())
    room = max(max(x - left, y - top) for x, y in places.values())
    return {
        name: (round((x - left) / room, 4), round((y - top) / room, 4))
        for name, (x, y) in places.items()
    }


# ---- Mouse ---------------------------------------------------------------------------


def test_unfolding_by_mouse_moves_nothing_that_stands(opened: Opener) -> None:
    """A click unfolds an agreement between the parties; parties stay; a second click folds."""
    found = opened(page_of(small))
    before = kind(found, "party")
    found.click("a24")

    assert {"open": "a24", "selected": "a24"} == found.chosen()
    assert before == kind(found, "party")
    assert {"a24-1", "a24-2"} == set(kind(found, "clause"))
    found.click("a24")
    assert {"open": None, "selected": None} == found.chosen()


def test_another_agreement_unfolds_in_its_place(opened: Opener) -> None:
    """One agreement is unfolded at a time, so that what is shown can be read."""
    found = opened(page_of(small))
    found.click("a24")
    found.click("a26")

    assert {"a26-1", "a26-2", "a26-3"} == set(kind(found, "clause"))
    found.page.click("#fold")
    assert {} == kind(found, "clause")


def test_the_mouse_is_told_more(opened: Opener) -> None:
    """A tip beside a clause says its parties and when it holds; it goes with the mouse."""
    found = opened(page_of(small))
    found.click("a24")
    thing = next(t for t in found.things() if t["name"] == "a24-1")
    x, y = thing["left"] + thing["width"] / 2, thing["top"] + thing["height"] / 2
    found.page.hover("#canvas", position={"x": x, "y": y})
    told = found.page.inner_text("#tip")

    assert "Licence to the engine" in told
    assert "Alpha → Beta" in told
    assert "until the earlier of “panel agrees” and the end of 2030" in told
    found.page.hover("#search")
    assert found.page.is_hidden("#tip")


def test_a_click_beside_everything_selects_nothing(opened: Opener) -> None:
    """What is unfolded stays so."""
    found = opened(page_of(small))
    found.click("a24")
    found.click("a24-1")
    found.page.locator("#canvas").click(position={"x": 3, "y": 3})

    assert {"open": "a24", "selected": None} == found.chosen()


# ---- Keyboard and screen readers -----------------------------------------------------


def test_unfolding_by_keyboard_moves_nothing_that_stands(opened: Opener) -> None:
    """Tab reaches the map; arrows, Enter and Escape unfold, select and fold."""
    found = opened(page_of(small))
    before = kind(found, "party")
    found.page.locator("#canvas").focus()
    found.press("Enter")
    assert "a24" == found.chosen()["open"]
    assert before == kind(found, "party")
    found.press("ArrowRight", "Enter")
    assert "a24-1" == found.chosen()["selected"]
    assert "Selected: Licence to the engine." == found.page.inner_text("#announcer")
    found.press("Escape")
    assert {"open": None, "selected": None} == found.chosen()
    assert "Folded." == found.page.inner_text("#announcer")


def test_the_map_has_one_tab_stop(opened: Opener) -> None:
    """The library inside brings no second one."""
    page = opened(page_of(small)).page

    assert 1 == page.locator("#canvas[tabindex='0']").count()
    assert 0 == page.locator("#canvas [tabindex='0']").count()


def test_keyboard_focus_is_spoken(opened: Opener) -> None:
    """What the arrow keys reach is told to screen readers: label, status, parties, formula."""
    found = opened(page_of(small))
    found.click("a24")
    found.press("ArrowRight")

    assert (
        "Licence to the engine. in force. Alpha → Beta. in force from 2024-03-01 (a24) until the "
        "earlier of “panel agrees” and the end of 2030"
    ) == found.page.inner_text("#announcer")
    found.press("ArrowLeft")
    assert "Memorandum. not binding · 1 statement" == found.page.inner_text("#announcer")
    found.press("ArrowUp")
    assert "First contract. 2 clauses · 1 in force · 1 ended" == (
        found.page.inner_text("#announcer")
    )
    found.press("ArrowLeft")
    assert "Alpha. owes 3 · holds 0" == found.page.inner_text("#announcer")


def test_unfolding_is_spoken(opened: Opener) -> None:
    """How many clauses came up is told."""
    found = opened(page_of(small))
    found.page.locator("#canvas").focus()
    found.press("Enter")

    assert "First contract unfolded: 2 clauses." == found.page.inner_text("#announcer")


def test_the_keyboard_zooms(opened: Opener) -> None:
    """Plus and minus zoom, 0 shows everything again."""
    found = opened(page_of(small))
    found.page.locator("#canvas").focus()
    widths = [found.things()[0]["width"]]
    for key in ("+", "-", "-", "0"):
        found.press(key)
        widths.append(found.things()[0]["width"])
    first, larger, same, smaller, whole = widths

    assert smaller < first < larger
    assert smaller < whole < larger
    assert first == pytest.approx(same)


# ---- What is said and counted ----------------------------------------------------------


def test_what_is_hidden_is_counted_and_said(opened: Opener) -> None:
    """The line below the map says how many clauses are folded away, or out of the picture."""
    found = opened(page_of(small))
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


def test_what_is_not_known_yet_is_counted_and_faded(opened: Opener) -> None:
    """An agreement of later stays where it is, pale, and its clauses are told apart."""
    found = opened(page_of(small))
    places = kind(found, "agreement")
    found.change("{ on: '2025-12-01', known: '2025-12-01' }")

    assert among_themselves(places) == among_themselves(kind(found, "agreement"))
    assert ["a26"] == [t["name"] for t in found.things() if t["faded"]]
    assert "Not known yet on 1 December 2025: 3 clauses." in found.page.inner_text("#said")


def test_boxes_say_how_many_clauses_and_how_they_stand(opened: Opener) -> None:
    """An unfolded agreement tells its counts; one that is not binding says so."""
    found = opened(page_of(small))
    found.click("a26")
    assert "3 clauses · 1 depends · 1 not yet · 1 never" in [
        label["text"] for label in found.labels()
    ]
    found.click("mou")
    assert "not binding · 1 statement" in [label["text"] for label in found.labels()]


# ---- Told while the keyboard stays where it is -------------------------------------------


def announced(found: Opened, told: str) -> None:
    """Wait until screen readers are told this."""
    found.page.wait_for_function(
        "told => document.getElementById('announcer').textContent === told", arg=told
    )


def test_a_change_of_date_or_event_is_announced(opened: Opener) -> None:
    """How many clauses stand how, and how many do not stand as they did; once one has stopped."""
    found = opened(page_of(small))
    found.page.fill("#on", "2030-06-01")
    announced(found, "1 June 2030: 1 in force, 2 depend, 1 ended and 1 never. 2 clauses changed.")
    found.page.select_option("#suppose-0", "never")
    found.page.select_option("#suppose-1", "never")
    announced(found, "1 June 2030: 3 in force, 1 ended and 1 never. 2 clauses changed.")
    found.page.click("[data-language=de]")
    found.page.click("#undo")
    announced(
        found,
        "1. Juni 2030: 2 in Kraft, 1 hängt ab, 1 beendet und 1 nie. 1 Klausel mit neuem Stand.",
    )


def test_a_filter_and_a_selection_are_announced(opened: Opener) -> None:
    """How many clauses match; what was selected anywhere."""
    found = opened(page_of(small))
    found.page.fill("#search", "supplier")
    announced(found, "2 of 5 clauses match; the others are faded.")
    found.page.fill("#search", "")
    announced(found, "Nothing is faded.")
    found.page.click("#tab-table")
    found.page.get_by_role("button", name="Joint works from 2030").click()
    announced(found, "Selected: Joint works from 2030.")
