"""The timeline of the page: bars where the kernel says, and hands that can move it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from made.page_samples import (
    TODAY,
    agreement,
    clause,
    iri,
    large,
    party,
    record,
    small,
    text,
    twisted,
)
from made.partnership import partnership
from pactgraph.asking.setting import Setting, event_windows
from pactgraph.graph import load
from pactgraph.kernel.conditions import Before
from pactgraph.kernel.flips import course
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import stretch
from pactgraph.page.build import render
from pactgraph.page.model import instant_text
from pactgraph.telling.words import event_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import ViewportSize

    from conftest import Opened, Opener
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

pytestmark = pytest.mark.browser

WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""What has been asked for is drawn after these."""
HOSTILE = (
    "</text><script>window.__pwned=1</script><img src=x onerror=window.__pwned=1> "
    "\"'>{{7*7}} url(#x) \u202egnol \u2028 __proto__ " + "W" * 300
)


def timeline(
    opened: Opener,
    of: Record,
    setting: Setting = TODAY,
    language: Language = "en",
    *,
    size: ViewportSize = WIDE,
) -> Opened:
    """Open the page of a record with the timeline shown."""
    found = opened(render(of, setting, language))
    found.page.set_viewport_size(size)
    change(found, "{view: 'timeline'}")
    found.page.wait_for_selector(".timeline-group")
    return found


def change(found: Opened, patch: str) -> None:
    """Change what the page shows; `patch` is an expression."""
    found.page.evaluate(f"void pactgraph.change({patch})")


def day(found: Opened) -> str:
    """Return the day asked about."""
    asked: str = found.page.evaluate("pactgraph.state().on")
    return asked


def row(key: str) -> str:
    """Return the selector of the row of a clause."""
    return f".timeline-row[data-key='{key}']"


def took(found: Opened, patch: str) -> float:
    """Return for how many milliseconds the timeline draws after a change."""
    change(found, patch)
    milliseconds: float = found.page.evaluate(
        "performance.getEntriesByName('timeline')[0].duration"
    )
    return milliseconds


def huge(number: int = 1000, groups: int = 20) -> Record:
    """Return a deal of a thousand clauses in twenty agreements."""
    conditions = (Before(iri("panel")), Before(datetime(2031, 1, 1, tzinfo=UTC)))
    names = [f"h{i:02}" for i in range(groups)]
    return record(
        [party("alpha", "Alpha"), party("beta", "Beta")],
        [
            agreement(n, f"{2005 + i}-05-17", f"Agreement {i}", ["alpha"])
            for i, n in enumerate(names)
        ],
        [
            clause(f"{n}-{i:03}", text(f"Clause {i}"), (("alpha",), ("beta",)), conditions[i % 2])
            for n in names
            for i in range(number // groups)
        ],
    )


# ---- bars ---------------------------------------------------------------------------------

SETTINGS = [
    TODAY,
    Setting(on=stretch("2030-06-01"), known=stretch("2026-11-23")),
    Setting(on=stretch("2026-11-23"), known=stretch("2025-12-01")),
    Setting(
        on=stretch("2028-02-29"),
        known=stretch("2026-11-23"),
        assumed={iri("panel"): stretch("2029-06-01"), iri("silent"): None},
    ),
    Setting(
        on=stretch("2026-11-23"),
        known=stretch("2026-11-23"),
        assumed={iri("panel"): stretch("2028"), iri("silent"): stretch("2026-03-15")},
    ),
]


def expected_bars(of: Record, clause: Clause, setting: Setting) -> list[list[str | None]]:
    """Return the stretches of a clause that are drawn: what it is in, since when, until when."""
    steps = course(clause.periods, event_windows(of, setting), of.relations)
    ends = [step.since for step in steps[1:]]
    return [
        [step.standing.status.value, instant_text(step.since), instant_text(end)]
        for step, end in zip(steps, [*ends, None], strict=True)
        if step.standing.status in {Status.IN_FORCE, Status.DEPENDS, Status.NOT_YET}
    ]


@pytest.mark.parametrize("setting", SETTINGS)
def test_bars_are_what_the_kernel_says(opened: Opener, setting: Setting) -> None:
    """Every clause has a bar for each stretch of its course, in every setting."""
    of = small()
    found = timeline(opened, of, setting)
    for one in of.clauses.values():
        if of.happenings[one.agreement].known_since >= setting.known.end:  # type: ignore[operator]
            assert 0 == found.page.locator(row(one.id)).count()
            continue
        bars = found.page.eval_on_selector_all(
            f"{row(one.id)} [data-since]",
            "all => all.map(({dataset: d}) => [d.status, d.since, d.until ?? null])",
        )
        assert expected_bars(of, one, setting) == bars


def test_bars_begin_and_end_where_the_axis_has_their_dates(opened: Opener) -> None:
    """A bar reaches from the first instant of its stretch to the first one after it."""
    found = timeline(opened, small())
    (first, left), (last, right) = found.page.eval_on_selector_all(
        ".timeline-chart .timeline-grid",
        "all => [all[0], all.at(-1)].map(({dataset: d}) => [d.day, Number(d.x)])",
    )

    def x(instant: str) -> float:
        start, end, at = (datetime.fromisoformat(t[:10]) for t in (first, last, instant))
        return float(left + (at - start) / (end - start) * (right - left))

    bars = found.page.eval_on_selector_all(
        ".timeline-in-force[data-until], .timeline-depends[data-until]",
        "all => all.map((bar) => [bar.dataset.since, bar.dataset.until, bar.getBBox().x, "
        "bar.getBBox().x + bar.getBBox().width])",
    )

    assert bars
    for since, until, start, end in bars:
        assert x(since) == pytest.approx(start, abs=1)
        assert x(until) == pytest.approx(end, abs=1)


def test_a_bar_without_fixed_end_points_beyond_the_edge(opened: Opener) -> None:
    """What an open event alone can end is drawn to the edge and pointed; a dated end is blunt."""
    found = timeline(opened, small())
    outline = "all => all.map((bar) => bar.getAttribute('d').split('L').length - 1)"

    assert [2] == found.page.eval_on_selector_all(f"{row('a26-1')} .timeline-depends", outline)
    assert [0] == found.page.eval_on_selector_all(f"{row('a24-1')} .timeline-depends", outline)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_hatch_names_the_events(opened: Opener, language: Language) -> None:
    """What a clause depends on is written at its bar, and in the title of the bar."""
    of = small()
    found = timeline(opened, of, language=language)
    names = of.events[iri("panel")].label.in_language(language)

    assert names in found.page.locator(f"{row('a24-1')} .timeline-words").all_text_contents()
    assert names in found.page.locator(f"{row('a24-1')} .timeline-depends title").text_content()  # type: ignore[operator]
    assert 'url("#timeline-hatch")' == found.page.eval_on_selector(
        f"{row('a24-1')} .timeline-depends", "bar => getComputedStyle(bar).fill"
    )
    assert names in event_in_words(iri("panel"), of, language)


def test_what_never_holds_is_a_dash(opened: Opener) -> None:
    """A clause that can never be in force has no bar but a dash, and the word."""
    found = timeline(opened, small())

    assert 1 == found.page.locator(f"{row('a26-3')} .timeline-never").count()
    assert ["never"] == found.page.locator(f"{row('a26-3')} .timeline-words").all_text_contents()


def test_a_comparison_has_a_thinner_bar_below(opened: Opener) -> None:
    """While two settings are compared the course in the first is drawn below, and the sign."""
    found = timeline(opened, small())
    change(
        found,
        "{compare: {on: '2026-11-23', known: '2026-11-23', assumed: new Map()},"
        " assumed: new Map([['panel', '2026-11-01']])}",
    )
    above, below = (
        found.page.locator(f"{row('a24-1')} .timeline-bars > {which}").first.bounding_box()
        for which in (".timeline-in-force", ".timeline-before > .timeline-in-force")
    )

    assert above
    assert below
    assert above["y"] + above["height"] < below["y"]
    assert below["height"] < above["height"] / 2
    assert "\N{MINUS SIGN}" == found.page.locator(f"{row('a24-1')} .timeline-sign").text_content()
    assert "only in A" in (found.page.locator(row("a24-1")).get_attribute("aria-label") or "")


def test_dates_that_contradict_each_other_show_no_status(opened: Opener) -> None:
    """While assumed dates break the order of events there are neither bars nor marks."""
    found = timeline(opened, partnership().record)
    change(
        found,
        "{assumed: new Map([['agi-verified', '2027-01-01'], ['agi-declared', '2028-01-01']])}",
    )

    assert found.page.locator("#broken").is_visible()
    assert 0 == found.page.locator(".timeline-row [data-since]").count()
    assert 0 == found.page.locator(".timeline-row .glyph:visible").count()


# ---- rows ---------------------------------------------------------------------------------


def test_rows_stand_under_agreements_or_under_parties(opened: Opener) -> None:
    """The switch groups the same clauses by who owes or holds them."""
    found = timeline(opened, small())
    groups = found.page.locator(".timeline-group")

    assert ["a24", "a26"] == [g.get_attribute("data-key") for g in groups.all()]
    found.page.get_by_role("button", name="Party", exact=True).click()
    keys = {g.get_attribute("data-key") for g in groups.all()}

    assert "party" == found.page.evaluate("pactgraph.state().grouping")
    assert {"alpha", "alpha-labs", "beta", "dealers"} == keys
    assert {"a24-1", "a24-2", "a26-1", "a26-2", "a26-3"} == {
        r.get_attribute("data-key") for r in found.page.locator(".timeline-row").all()
    }


def test_groups_fold_and_unfold(opened: Opener) -> None:
    """A folded group shows how many of its clauses stand how, and a bar of their sums."""
    found = timeline(opened, small())
    found.page.locator(".timeline-group[data-key='a26'] .timeline-fold").click()
    group = found.page.locator(".timeline-group[data-key='a26']")

    assert ["a24-1", "a24-2"] == [
        r.get_attribute("data-key") for r in found.page.locator(".timeline-row").all()
    ]
    assert "false" == group.get_attribute("aria-expanded")
    assert "Second contract, 3 clauses · 1 depends · 1 not yet · 1 never" == (
        group.get_attribute("aria-label")
    )
    assert 2 == group.locator(".timeline-bars path").count()
    group.focus()
    group.press("ArrowRight")
    assert 5 == found.page.locator(".timeline-row").count()


def test_many_rows_start_folded(opened: Opener) -> None:
    """Above 150 rows groups are folded first; all can be unfolded, and none is lost."""
    found = timeline(opened, huge())

    assert (20, 0) == (
        found.page.locator(".timeline-group").count(),
        found.page.locator(".timeline-row").count(),
    )
    found.page.locator("[data-timeline=folds]").click()
    assert 1000 == found.page.locator(".timeline-row").count()


def test_what_does_not_match_is_faded_and_stays(opened: Opener) -> None:
    """A filter takes no row away."""
    found = timeline(opened, small())
    change(found, "{filter: {...pactgraph.state().filter, words: 'licence engine'}}")

    assert 5 == found.page.locator(".timeline-row").count()
    assert ["a24-1"] == [
        r.get_attribute("data-key") for r in found.page.locator(".timeline-row:not(.faded)").all()
    ]
    assert "1 of 2 match" in found.page.locator(".timeline-group[data-key='a24']").text_content()  # type: ignore[operator]


def test_what_is_not_known_yet_is_counted_and_named(opened: Opener) -> None:
    """Clauses that do not exist for the question have no row but are named below."""
    found = timeline(opened, small())
    change(found, "{known: '2025-12-01'}")

    assert 2 == found.page.locator(".timeline-row").count()
    assert (
        "3 clauses are not known yet on 1 December 2025: Free choice of supplier, "
        "Joint works from 2030 and No sale to rivals."
    ) == found.page.locator(".timeline-unknown").inner_text()


def test_known_events_stand_on_the_axis(opened: Opener) -> None:
    """Versions have a line each, and so has an event while it is supposed to happen."""
    found = timeline(opened, small())
    marks = found.page.locator("[data-mark]")

    assert {"a24", "mou", "a26"} == {m.get_attribute("data-mark") for m in marks.all()}
    change(found, "{assumed: new Map([['panel', '2029-06-01']])}")
    supposed = found.page.locator("[data-mark=panel]")
    assert "1 June 2029: panel agrees" == supposed.get_attribute("aria-label")
    assert "panel agrees, 1 Jun 2029" == supposed.locator("text").text_content()


def test_today_is_marked_where_the_clock_says(opened: Opener) -> None:
    """The day of the device has a line and a word, apart from the day asked about."""
    found = timeline(opened, small())
    found.page.clock.set_fixed_time("2028-05-01T12:00:00Z")
    change(found, "{grouping: 'party'}")
    line = found.page.locator(".timeline-axis .timeline-today").bounding_box()
    word = found.page.locator(".timeline-axis").get_by_text("today", exact=True).bounding_box()

    assert line
    assert word
    assert word["x"] - (line["x"] + line["width"]) == pytest.approx(2, abs=3)
    change(found, "{on: '2028-05-01'}")
    handle = found.page.get_by_role("slider", name="Day asked about").last
    assert "today, 1 May 2028" == handle.text_content()


# ---- the day asked about ------------------------------------------------------------------


def line_of(found: Opened) -> float:
    """Return where the line of the day asked about is, in pixels of the window."""
    left: float = found.page.eval_on_selector(
        ".timeline-axis > .timeline-chosen", "line => line.getBoundingClientRect().x"
    )
    return left


@pytest.mark.parametrize("where", [".timeline-axis", ".timeline-row"])
def test_dragging_moves_the_day(opened: Opener, where: str) -> None:
    """The line follows the pointer on axis and chart; a whole drag is undone at once."""
    found = timeline(opened, small())
    box = found.page.locator(where).first.bounding_box()
    assert box
    start, y = line_of(found), box["y"] + box["height"] - 4
    mouse = found.page.mouse
    mouse.move(start, y)
    mouse.down()
    for x in (start + 20, start + 60, start + 100):
        mouse.move(x, y)
    mouse.up()
    found.page.evaluate(TWO_FRAMES)

    assert start + 100 == pytest.approx(line_of(found), abs=2)
    assert day(found) > "2027"
    assert found.page.evaluate("pactgraph.state().selected") is None
    found.page.locator("#undo").click()
    assert "2026-11-23" == day(found)


def test_a_drag_beyond_the_edge_stops_there(opened: Opener) -> None:
    """No day outside of the axis can be reached by dragging."""
    found = timeline(opened, small())
    box = found.page.locator(".timeline-axis").bounding_box()
    assert box
    mouse = found.page.mouse
    mouse.move(line_of(found), box["y"] + 50)
    mouse.down()
    mouse.move(box["x"] + box["width"] + 300, box["y"] + 50)
    mouse.up()

    assert "2031-12-31" == day(found)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["ArrowRight"], "2026-11-24"),
        (["ArrowLeft", "ArrowLeft"], "2026-11-21"),
        (["PageUp"], "2026-12-23"),
        (["PageDown"], "2026-10-23"),
        (["Home"], "2020-01-01"),
        (["End", "ArrowRight"], "2031-12-31"),
        (["Home", "ArrowLeft"], "2020-01-01"),
    ],
)
def test_keys_move_the_day(opened: Opener, keys: Iterable[str], expected: str) -> None:
    """Arrows move by a day, Page by a month, Home and End to the ends of the axis."""
    found = timeline(opened, small())
    handle = found.page.locator(".timeline-handle")
    handle.focus()
    for key in keys:
        found.page.keyboard.press(key)

    assert expected == day(found)
    year, month, number = map(int, expected.split("-"))
    assert f"{number} " in (handle.get_attribute("aria-valuetext") or "")
    assert str(
        (datetime(year, month, number, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days
    ) == (handle.get_attribute("aria-valuenow"))
    assert found.page.evaluate("document.activeElement.matches('.timeline-handle')")


def test_a_month_before_the_end_of_a_long_one_is_the_end_of_the_short_one(opened: Opener) -> None:
    """A month that is too short ends the step, not the next month."""
    found = timeline(opened, small(), Setting(on=stretch("2027-03-31"), known=TODAY.known))
    found.page.locator(".timeline-handle").focus()

    found.page.keyboard.press("PageDown")
    assert "2027-02-28" == day(found)


def test_only_marks_and_lines_change_with_the_day(opened: Opener) -> None:
    """Bars are the same elements before and after, and the mark of the status is another."""
    found = timeline(opened, small())
    found.page.evaluate("globalThis.bars = [...document.querySelectorAll('[data-since]')]")
    change(found, "{on: '2032-01-01'}")

    assert found.page.evaluate("bars.every((bar) => bar.isConnected)")
    assert "glyph ended" == found.page.locator(f"{row('a24-1')} .glyph").get_attribute("class")
    assert 1 == found.page.locator(f"{row('a24-1')} .glyph path").count()


# ---- selection and keyboard -----------------------------------------------------------------


def test_a_row_selects_its_clause(opened: Opener) -> None:
    """A click on the label selects everywhere; on a group it selects the agreement."""
    found = timeline(opened, small())
    found.page.locator(f"{row('a24-2')} .timeline-label").click()

    assert "a24-2" == found.page.evaluate("pactgraph.state().selected")
    assert "true" == found.page.locator(row("a24-2")).get_attribute("aria-selected")
    assert "only supplier" in found.page.locator("#details").inner_text()
    found.page.locator(".timeline-group[data-key='a26'] .timeline-label").click()
    assert "a26" == found.page.evaluate("pactgraph.state().selected")
    assert 1 == found.page.locator(".timeline [aria-selected=true]").count()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_what_is_selected_elsewhere_is_marked_and_in_sight(
    opened: Opener, size: ViewportSize
) -> None:
    """A row that was scrolled away is brought back, clear of what covers the window."""
    found = timeline(opened, large(), size=size)
    change(found, "{selected: 'g9-12'}")
    box = found.page.locator(row("g9-12")).bounding_box()
    assert box
    middle = [box["x"] + 60, box["y"] + box["height"] / 2]
    at = "([x, y]) => document.elementFromPoint(x, y).closest('[data-key]')?.dataset.key"

    assert "true" == found.page.locator(row("g9-12")).get_attribute("aria-selected")
    assert "g9-12" == found.page.evaluate(at, middle)


def test_an_event_selected_elsewhere_shows_what_depends_on_it(opened: Opener) -> None:
    """The first row that depends on it is brought into sight, and the page stays where it is."""
    found = timeline(
        opened, partnership().record, Setting(stretch("2029-01-01"), stretch("2025-10-28"))
    )
    depending = ["MSOA-2025-05", "MSOA-2025-06", "MSOA-2025-12", "MSOA-2025-18"]
    tops = "rows => rows.map(row => row.getBoundingClientRect().top)"
    change(found, "{selected: 'agi-verified'}")
    frame = found.page.locator(".timeline-frame").bounding_box()
    assert frame
    first, *_, last = found.page.locator(", ".join(map(row, depending))).evaluate_all(tops)

    assert frame["y"] + 64 <= first < last <= frame["y"] + frame["height"] - 24
    assert 0 == found.page.evaluate("scrollY")


def test_what_is_selected_elsewhere_is_unfolded(opened: Opener) -> None:
    """Selecting a clause of a folded group unfolds that group alone."""
    found = timeline(opened, huge())
    change(found, "{selected: 'h07-003'}")

    assert 50 == found.page.locator(".timeline-row").count()
    assert "true" == found.page.locator(row("h07-003")).get_attribute("aria-selected")


def test_rows_are_walked_through_by_keys(opened: Opener) -> None:
    """One row is in the order of tabs; arrows move from row to row, Enter selects."""
    found = timeline(opened, small())
    found.page.locator(".timeline-chart [tabindex='0']").focus()
    focused = "document.activeElement.dataset.key"

    assert 1 == found.page.locator(".timeline-chart [tabindex='0']").count()
    assert "a24" == found.page.evaluate(focused)
    for key, expected in [
        ("ArrowDown", "a24-1"),
        ("End", "a26-3"),
        ("ArrowDown", "a26-3"),
        ("ArrowLeft", "a26"),
        ("ArrowLeft", "a26"),
        ("ArrowUp", "a24-2"),
    ]:
        found.page.keyboard.press(key)
        assert expected == found.page.evaluate(focused)
    found.page.keyboard.press("Enter")
    assert "a24-2" == found.page.evaluate("pactgraph.state().selected")
    assert "a24-2" == found.page.evaluate(focused)


def test_every_row_has_a_name(opened: Opener) -> None:
    """A screen reader says label, status and course; every row is an item of a tree."""
    found = timeline(opened, small())

    assert (
        "Licence to the engine, in force, in force from 1 March 2024 until 23 November 2026; "
        "depends on panel agrees from 24 November 2026 until the end of 2030"
    ) == found.page.locator(row("a24-1")).get_attribute("aria-label")
    change(found, "{language: 'de'}")
    assert (
        "Lizenz am Motor, in Kraft, in Kraft von 1. März 2024 bis 23. November 2026; "
        "hängt ab von panel agrees von 24. November 2026 bis Ende 2030"
    ) == found.page.locator(row("a24-1")).get_attribute("aria-label")
    items = found.page.get_by_role("tree").get_by_role("treeitem")
    assert 7 == items.count()
    assert all(item.get_attribute("aria-label") for item in items.all())


# ---- looks --------------------------------------------------------------------------------


def touching(boxes: list[dict[str, float]]) -> float:
    """Return the share of boxes that touch another one (Table 4 of the survey)."""

    def touch(a: dict[str, float], b: dict[str, float]) -> bool:
        return (
            a["left"] < b["right"]
            and b["left"] < a["right"]
            and a["top"] < b["bottom"]
            and b["top"] < a["bottom"]
        )

    hit = [any(touch(a, b) for b in boxes if b is not a) for a in boxes]
    return sum(hit) / len(hit)


TEXTS = """all => all.filter((text) => text.textContent).map((text) => {
  const {left, right, top, bottom} = text.getBoundingClientRect();
  return {left, right, top, bottom};
})"""


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_labels_collide(opened: Opener, language: Language, size: ViewportSize) -> None:
    """No two texts of the real deal touch each other, and none leaves the chart."""
    found = timeline(opened, partnership().record, language=language, size=size)
    change(found, "{assumed: new Map([['agi-verified', '2029-06-01']])}")
    frame = found.page.locator(".timeline-frame").bounding_box()
    assert frame
    for patch in ("{}", "{grouping: 'party'}", "{on: '2027-03-01'}", "{selected: 'MSOA-2025'}"):
        change(found, patch)
        found.page.eval_on_selector(
            ".timeline-frame", "frame => { frame.scrollTop = 0; scrollTo(0, 0); }"
        )
        boxes = found.page.eval_on_selector_all(".timeline-frame text", TEXTS)

        assert len(boxes) > 80
        assert 0 == touching(boxes), patch
        assert frame["x"] - 1 < min(box["left"] for box in boxes)
        assert max(box["right"] for box in boxes) < frame["x"] + frame["width"] + 1


def test_hostile_text_is_text(opened: Opener) -> None:
    """Markup runs nowhere, long labels are cut, and all of them can be read in the title."""
    of = twisted(small(), lambda told: told + HOSTILE)
    found = timeline(opened, of)
    key = next(iter(of.clauses.values())).id
    wide = found.page.eval_on_selector_all(
        ".timeline-label",
        "all => Math.max(...all.map((text) => text.getBoundingClientRect().width))",
    )

    assert found.page.evaluate("window.__pwned") is None
    assert 0 == found.page.locator(".timeline img, .timeline script").count()
    assert 5 == found.page.locator(".timeline-row").count()
    assert wide < 780
    titles = found.page.locator(".timeline-row > title").all_text_contents()
    assert any(HOSTILE in title for title in titles), key
    assert [] == found.complaints


def test_it_is_redrawn_quickly(opened: Opener) -> None:
    """Another day or another assumption is drawn at once, also for a thousand clauses."""
    few = timeline(opened, partnership().record)
    many = timeline(opened, huge())
    days = [f"{{on: '2028-0{i}-01'}}" for i in range(1, 8)]
    cases = [f"{{assumed: new Map([['agi-verified', '203{i}-06-01']])}}" for i in range(7)]
    panels = [case.replace("agi-verified", "panel") for case in cases]

    # The median; budgets are 20 ms and 80 ms, and a machine may be busy.
    assert sorted(took(few, patch) for patch in days)[3] < 100
    assert sorted(took(few, patch) for patch in cases)[3] < 100
    assert sorted(took(many, patch) for patch in days)[3] < 800
    assert sorted(took(many, patch) for patch in panels)[3] < 800


def test_it_asks_for_nothing_and_complains_about_nothing(opened: Opener) -> None:
    """Drawing, folding and dragging make no request, no warning and no error."""
    found = timeline(opened, small(), size=PHONE)
    found.page.locator("[data-timeline=folds]").click()
    found.page.locator("[data-timeline=party]").click()
    found.page.locator(".timeline-handle").press("End")

    assert 1 == len(set(found.requests))
    assert [] == found.complaints


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", ["en", "de"])
def test_its_picture_stands_alone(opened: Opener, language: Language) -> None:
    """The drawing for export says what it shows, has all rows, and needs no page around it."""
    found = timeline(opened, partnership().record, language=language)
    change(found, "{theme: 'dark', selected: 'MSOA-2025-12'}")
    with found.page.expect_download() as download:
        found.page.evaluate("document.querySelector('[data-share=svg]').click()")
    drawing = download.value.path().read_text(encoding="utf-8")
    root = ET.fromstring(drawing)  # noqa: S314 - our own file
    texts = {"".join(node.itertext()) for node in root.iter(f"{SVG}text")}
    titles = [node.text or "" for node in root.iter(f"{SVG}title")]

    assert {"hängt von Genanntem ab" if language == "de" else "depends on what is named"} <= texts
    assert found.page.locator("h1").inner_text() in texts
    assert len(partnership().record.clauses) <= sum(", " in title for title in titles)
    assert not re.search(r"<(style|script|use|foreignObject)\b|var\(| class=|javascript:", drawing)
    patterns = {node.get("id") for node in root.iter(f"{SVG}pattern")}
    assert patterns == set(re.findall(r"url\([^#]*#([\w-]+)", drawing))
    assert "timeline-hatch" not in patterns


def test_lines_that_would_look_like_one_bar_are_faint(opened: Opener) -> None:
    """A line is faint exactly if another one is less than five pixels away."""
    found = timeline(opened, load().record)
    lines: list[tuple[float, bool]] = found.page.evaluate(
        "[...document.querySelectorAll('.timeline-version[data-event]')].map((one) =>"
        " [parseFloat(one.getAttribute('d').slice(1)), one.classList.contains('crowded')])"
    )
    places = [place for place, _ in lines]

    assert {True, False} == {faint for _, faint in lines}
    assert [sum(abs(place - other) < 5 for other in places) > 1 for place in places] == [
        faint for _, faint in lines
    ]
