"""Two settings beside each other, and stories: settings one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from made.page_samples import html, iri, small, with_story
from made.page_whole import unpacked
from made.partnership import partnership
from pactgraph.asking.setting import Setting, unknown_events
from pactgraph.asking.status.answer import statuses
from pactgraph.kernel.timeline import stretch
from pactgraph.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from conftest import Opened, Opener
    from pactgraph.messages import Language
    from pactgraph.record import Record

    # date, what is known, and what is assumed: event and date, or None for never
    Asked = tuple[str, str, Mapping[str, str | None]]

pytestmark = pytest.mark.browser

MINUS = "\N{MINUS SIGN}"
SIGNS = {"gained": "+", "lost": MINUS, "changed": "±", "new": "+", "gone": MINUS}


def standings(of: Record, setting: Setting) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return status of each known clause with what it depends on, by id."""
    unknown = unknown_events(of, setting)
    return {
        a.clause.id: (a.status.value, a.depends_on)
        for a in statuses(of, setting)
        if a.clause.agreement not in unknown
    }


def differences(of: Record, before: Setting, now: Setting) -> dict[str, str]:
    """Return the clauses that differ between two settings, and how, by the answers of Python."""
    a, b = standings(of, before), standings(of, now)
    found = dict.fromkeys(a.keys() - b.keys(), "gone")
    found |= dict.fromkeys(b.keys() - a.keys(), "new")
    for name in a.keys() & b.keys():
        if a[name] == b[name]:
            continue
        gained, lost = b[name][0] == "in force", a[name][0] == "in force"
        found[name] = "gained" if gained else "lost" if lost else "changed"
    return found


def listed(found: Opened) -> dict[str, str]:
    """Return the clauses that the page lists as different, and how."""
    items: list[list[str]] = found.page.locator("#compare .differences li").evaluate_all(
        "all => all.map(li => [li.querySelector('[data-select]').dataset.select, li.className])"
    )
    return dict(items)


def assumed(found: Opened) -> dict[str, Any]:
    """Return what is supposed."""
    return dict(found.state()["assumed"])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("2026-11-25", "2026-11-25", {}), ("2031-01-01", "2026-11-25", {})),
        (
            ("2031-01-01", "2026-11-25", {}),
            ("2031-01-01", "2026-11-25", {"agi-verified": "2029-06-01"}),
        ),
        (("2025-06-01", "2025-06-01", {}), ("2025-12-01", "2025-12-01", {})),
        (("2026-11-25", "2026-11-25", {"agi-verified": None}), ("2026-11-25", "2024-01-01", {})),
    ],
)
def test_a_comparison_lists_what_differs(
    opened: Opener,
    shipped_page: Callable[[Language], str],
    a: Asked,
    b: Asked,
) -> None:
    """Exactly the clauses whose answers differ, each with how and both statuses."""
    of = partnership().record
    ids = {thing.id: event for event, thing in of.events.items()}
    settings = [
        Setting(stretch(on), stretch(known), {ids[e]: d and stretch(d) for e, d in events.items()})
        for on, known, events in (a, b)
    ]
    found = opened(shipped_page("en"))
    for number, (on, known, events) in enumerate((a, b)):
        pairs = [[event, date or "never"] for event, date in events.items()]
        found.change(f"{{ on: '{on}', known: '{known}', assumed: new Map({pairs!r}) }}")
        if number == 0:
            found.page.click("#compare-start")
            assert "No clause differs." in found.page.inner_text("#compare")
    expected = differences(of, *settings)
    answers = [standings(of, setting) for setting in settings]

    assert expected
    assert expected == listed(found)
    assert f"{len(expected)} clauses differ" in found.page.inner_text("#compare summary")
    for item in found.page.locator("#compare .differences li").all():
        name = item.locator("[data-select]").get_attribute("data-select") or ""
        told = [side.get(name, ("not known yet",))[0] for side in answers]
        assert told == [t.strip() for t in item.locator(".standing").all_text_contents()]
        assert SIGNS[expected[name]] == item.locator(".sign").inner_text()


def test_a_comparison_can_be_swapped_and_ended(opened: Opener) -> None:
    """A and B change places; in the end B stays; all of it can be taken back."""
    found = opened(html(small()))
    page = found.page
    page.click("#compare-start")
    assert page.is_hidden("#compare-start")
    page.fill("#on", "2030-06-01")
    assert {"a24-1": "lost", "a26-2": "gained"} == listed(found)
    assert "A In force on 23 November 2026, as known on 23 November 2026" in (
        page.inner_text("#compare")
    )
    page.get_by_role("button", name="Swap A and B").click()
    assert {"a24-1": "gained", "a26-2": "lost"} == listed(found)
    assert ("2026-11-23", "2030-06-01") == (found.state()["on"], found.state()["compare"]["on"])
    page.get_by_role("button", name="End the comparison").click()
    assert found.state()["compare"] is None
    assert page.is_hidden("#compare")
    assert "2026-11-23" == found.state()["on"]
    page.click("#undo")
    assert {"a24-1": "gained", "a26-2": "lost"} == listed(found)


def test_what_differs_is_marked_everywhere(opened: Opener) -> None:
    """In the table both statuses stand side by side; details and list say how."""
    found = opened(html(small()))
    page = found.page
    page.click("#compare-start")
    page.fill("#on", "2030-06-01")
    page.click("#compare .differences [data-select=a26-2]")
    assert "a26-2" == found.chosen()["selected"]
    assert "A: not yet · in force only in B" in " ".join(page.inner_text("#details").split())
    page.click("#tab-table")
    assert 2 == page.locator("#list tr.differs").count()
    row = page.locator("#list tr.differs").last
    row.locator(".was").get_by_text("not yet", exact=True).wait_for()
    row.scroll_into_view_if_needed()  # it has no text before it is drawn
    assert "in force only in B" in row.locator(".is").inner_text()


# ---- Stories ---------------------------------------------------------------------------


def test_a_story_goes_forward_and_back(opened: Opener) -> None:
    """Every step sets the page as it says, and tells it; the last one lets go."""
    found = opened(html(with_story(small())))
    page = found.page
    steps: list[Mapping[str, Any]] = [
        {"on": "2024-06-01", "known": "2024-06-01", "view": "table", "selected": "a24-1"},
        {"on": "2026-11-23", "known": "2026-11-23", "view": "agreements", "selected": "a26"},
        {"on": "2030-06-01", "known": "2026-11-23", "view": "parties", "selected": None},
    ]

    def at(number: int) -> None:
        state = found.state()
        assert steps[number] == {name: state[name] for name in steps[number]}
        assert f"Two contracts · {number + 1} of 3" == page.inner_text("#story .kicker")
        assert "H2" == page.evaluate("document.activeElement.tagName")  # told by screen readers
        assert ({} if number < 2 else {"panel": "never", "silent": "2027-03-01"}) == assumed(found)

    page.click("#story-start")
    at(0)
    assert "Step 1: Licence first." == page.inner_text("#story .caption")
    assert "Register, 2026-01-05" == page.inner_text("#story .cited a")
    assert page.get_by_role("button", name="Back", exact=True).is_disabled()
    for number in (1, 2):
        page.get_by_role("button", name="Next", exact=True).click()
        at(number)
    assert 0 == page.get_by_role("button", name="Next", exact=True).count()
    for number in (1, 0):
        page.get_by_role("button", name="Back", exact=True).click()
        at(number)
    page.get_by_role("button", name="Look around yourself").click()
    assert page.is_hidden("#story")
    assert "2024-06-01" == found.state()["on"]
    page.click("#undo")
    at_story = found.state()["story"]
    assert {"key": "story", "step": 0} == at_story


def test_a_link_to_a_step_shows_what_the_step_sets(opened: Opener) -> None:
    """The address names the step alone, and what one has changed since."""
    page_of_story = html(with_story(small()))
    found = opened(page_of_story, address="#story=story/3")
    assert ("2030-06-01", "Two contracts · 3 of 3") == (
        found.state()["on"],
        found.page.inner_text("#story .kicker"),
    )
    assert {"panel": "never", "silent": "2027-03-01"} == assumed(found)
    found.change("{ on: '2026-11-23', assumed: new Map(), selected: 'a24' }")
    found.page.wait_for_function("location.hash.includes('select=a24')")
    address = found.page.evaluate("location.hash")
    assert "#on=2026-11-23&suppose=&select=a24&story=story/3" == address
    again = opened(page_of_story, address=address)
    assert found.state() == again.state()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_story_that_ships_is_told_to_its_end(
    opened: Opener, shipped_page: Callable[[Language], str], language: Language
) -> None:
    """Each step shows what the record says, in both languages, without a contradiction."""
    of = partnership().record
    ids = {thing.iri: thing.id for thing in of.things()}
    (story,) = of.stories.values()
    found = opened(shipped_page(language))
    found.page.click("#story-start")
    for number, step in enumerate(story.steps):
        if number:
            found.page.click("#story .primary")
        state = found.state()
        assert (step.on.text, ids.get(step.selects)) == (state["on"], state["selected"])
        assert step.view == state["view"]
        assert step.label.in_language(language) == found.page.inner_text("#story h2")
        assert step.text.in_language(language) == found.page.inner_text("#story .caption")
        assert {ids[e]: d.text if d else "never" for e, d in step.assumed.items()} == (
            assumed(found)
        )
        assert found.page.is_hidden("#broken")
        if step.selects:
            assert found.page.inner_text("#details h2")

    assert 0 == found.page.locator("#story .primary").count()
    assert [] == found.complaints


def test_without_a_story_none_is_offered(opened: Opener) -> None:
    """The button is there only if there is something to read."""
    assert opened(html(small())).page.is_hidden("#story-start")
    assert iri("story") in str(unpacked(html(with_story(small()))))


def test_what_differs_only_later_is_counted_with_its_first_day(
    opened: Opener, shipped_page: Callable[[Language], str]
) -> None:
    """A preset supposes one event; nothing differs on the day, and the rest is not kept silent."""
    found = opened(shipped_page("en"))
    page = found.page
    page.click("#compare-start")
    assert "No clause differs. Change the date" in page.inner_text("#compare")
    page.select_option("#presets", label="AGI verified in 2028")
    told = page.inner_text("#compare")
    assert "No clause differs on this day." in told
    assert "3 clauses differ only later, from 26 November 2026 on" in told
    page.click("#compare .compare_later summary")
    assert "from 1 June 2028 on" in page.inner_text("#compare .compare_later")
    page.click("#languages [data-language=de]")
    assert "3 Klauseln unterscheiden sich erst später, ab 26. November 2026" in (
        page.inner_text("#compare")
    )
    found.change(
        "{ on: '2035-01-01', compare: { ...pactgraph.state().compare, on: '2035-01-01' } }"
    )
    assert "nur an früheren Tagen" in page.inner_text("#compare")


def test_dates_that_contradict_are_not_compared(
    opened: Opener, shipped_page: Callable[[Language], str]
) -> None:
    """It is said, whichever side they are on; no status is made up."""
    found = opened(shipped_page("en"))
    broken = "new Map([['agi-verified', '2027'], ['agi-declared', '2029']])"
    found.page.click("#compare-start")
    found.change(f"{{ assumed: {broken}, on: '2031-01-01' }}")
    for _ in "BA":
        assert "Nothing is compared while dates contradict" in (found.page.inner_text("#compare"))
        assert 0 == found.page.locator("#compare li").count()
        found.page.get_by_role("button", name="Swap A and B").click()
    assert found.page.locator("#details .entry").count() == 0
    found.change("{ view: 'opened', selected: 'microsoft' }")
    assert found.page.locator(".thing.clause").count()
    assert 0 == found.page.locator("#opened-scroll .sign").count()


def test_on_a_phone_the_way_through_the_story_is_never_covered(
    opened: Opener, shipped_page: Callable[[Language], str]
) -> None:
    """Back and Next stay where a thumb finds them, whatever comes up from below."""
    found = opened(
        shipped_page("de"),
        address="#story=partnership-rewritten/1",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    page = found.page
    for step in range(2, 9):
        page.get_by_role("button", name="Weiter", exact=True).tap()
        assert step - 1 == found.state()["story"]["step"]
    page.get_by_role("button", name="Zurück", exact=True).tap()
    caption = page.locator("#story .caption")
    assert not page.is_visible("#details")  # what the step has chosen is told by its text
    seen = caption.bounding_box()
    assert seen
    assert 0 <= seen["y"]
    assert seen["y"] + seen["height"] <= 844 - 60
    stage = page.locator(".stage").bounding_box()
    assert stage
    assert stage["y"] <= 1  # and what it is about stands above it
    found.change("{ selected: 'openai' }")
    box = page.locator("#story .actions").bounding_box()
    sheet = page.locator("#details").bounding_box()
    assert box
    assert sheet
    assert sheet["y"] + sheet["height"] <= box["y"] + 1
    assert box["y"] + box["height"] <= 845
    page.get_by_role("button", name="Selbst umsehen").tap()
    assert found.state()["story"] is None
    assert [] == found.complaints
