"""What was in force before and can be again is nowhere on the page said to be *not yet*."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from made.page_asking import AWKWARD, IN_LANGUAGE, PageOf, pages, record, sound, told_by
from made.random_asking import asked, keys
from pactgraph.asking.setting import event_windows
from pactgraph.asking.status.answer import statuses
from pactgraph.asking.status.tree import look_in_words
from pactgraph.graph import load
from pactgraph.messages import LANGUAGES
from pactgraph.page.build import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from conftest import Opened, Opener
    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parents[1] / "points"
GOLDEN = [str(FOLDER / f"{name}.ttl") for name in ("lease", "takeover")]
PAUSED = {"on": "2026-03-01", "known": "2027-01-31"}
"""In 2026 a licence is not in force that was before, and is again from 2027 on."""
LICENCE = "not-in-2026"
TOLD = {
    "en": "ended; can revive with time alone",
    "de": "beendet; kann allein durch Zeitablauf wieder aufleben",
}
NAMED = {"en": "ended; can revive", "de": "beendet; kann aufleben"}


@pytest.fixture(scope="module")
def page_of(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageOf]:
    """Open pages, each once."""
    with pages(browser, tmp_path_factory.mktemp("pages")) as opened:
        yield opened


# ---- The same as on the command line ----------------------------------------------------


def by_python(facts: str, setting: Setting, language: Language) -> dict[str, str]:
    """Return how `pactgraph status` tells that each clause stands, by the keys of the page."""
    known, names = record(facts), keys(record(facts))
    windows = event_windows(known, setting)
    return {
        names[answer.clause.iri]: look_in_words(answer, known, setting, windows, language)
        for answer in statuses(known, setting)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("facts", ["shipped", AWKWARD, *GOLDEN])
def test_clauses_are_told_to_stand_as_on_the_command_line(
    page_of: PageOf, facts: str, language: Language
) -> None:
    """In every setting; one that can revive has a look of its own, and the words of `status`."""
    names = keys(record(facts))
    tried = sound(facts, 5, 60)
    told = told_by(
        page_of(facts),
        IN_LANGUAGE.format("all.map(pactgraph.looks)"),
        [language, [asked(setting, names) for setting in tried]],
    )

    revived = 0
    for setting, found in zip(tried, told, strict=True):
        expected = by_python(facts, setting, language)
        shown = {key: words for key, (_, words) in found if key in expected}
        assert expected == shown, setting
        apart = {key for key, (look, _) in found if key in expected and look == "can revive"}
        assert {key for key, words in expected.items() if ";" in words} == apart
        revived += len(apart)
    assert (facts == AWKWARD) == (revived > 0)


# ---- As it is shown ---------------------------------------------------------------------


def paused(opened: Opener, language: Language = "en") -> Opened:
    """Open the awkward facts on a day on which a licence has ended and can revive."""
    graph = load(AWKWARD)
    setting = graph.setting(**PAUSED)
    told = str(graph.status(setting, LICENCE).blocks(language))
    assert TOLD[language] in told, told
    return opened(render(graph.record, setting, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_and_the_filter_tell_it_apart(opened: Opener, language: Language) -> None:
    """The words of `pactgraph status`; the filter counts it, and shows no other."""
    found = paused(opened, language)
    found.change("{ view: 'table' }")
    row = found.page.locator(f"#list [data-key={LICENCE}]")
    chip = found.page.locator("#filters [data-status='can revive']")
    shown = found.page.locator("#list tbody tr[data-key]:not(.faded)")

    row.scroll_into_view_if_needed()  # it has no text before it is drawn
    assert TOLD[language] == row.locator(".is .standing").inner_text()
    assert "glyph can-revive" == row.locator(".is .glyph").get_attribute("class")
    assert f"{NAMED[language]} 1" == " ".join(chip.inner_text().split())
    chip.click()
    assert [LICENCE] == shown.evaluate_all("all => all.map(row => row.dataset.key)")
    assert [] == found.complaints


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timeline_draws_and_tells_it_apart(opened: Opener, language: Language) -> None:
    """A line of its own with a tooltip, a row that says it, and a sample in the key."""
    found = paused(opened, language)
    found.change("{ view: 'timeline' }")
    line = found.page.locator(f"[data-key={LICENCE}] .timeline-revivable")
    row = found.page.locator(f".timeline-row[data-key={LICENCE}]")
    key = found.page.locator("#view-timeline li", has_text=NAMED[language])

    assert ["2026-01-01", "2027-01-01"] == line.evaluate(
        "one => [one.dataset.since, one.dataset.until].map(at => at.slice(0, 10))"
    )
    assert TOLD[language] in (line.locator("title").text_content() or "")
    assert TOLD[language] in (row.get_attribute("aria-label") or "")
    assert 1 == key.locator(".timeline-revivable").count()


def test_without_a_script_it_is_told_alike() -> None:
    """The list for readers without scripts has the words of `pactgraph status`."""
    graph = load(AWKWARD)
    html = render(graph.record, graph.setting(**PAUSED), "en")

    assert 1 == html.count(f">{TOLD['en']}<")


def test_where_nothing_can_revive_there_is_no_such_choice(opened: Opener) -> None:
    """The filter and the key stay as short as they can be."""
    graph = load().excerpt("NVCW")
    found = opened(render(graph.record, graph.setting(), "en"))

    assert 5 == found.page.locator("#filters [data-status]").count()
    found.change("{ view: 'timeline' }")
    assert 0 == found.page.locator("#view-timeline li", has_text="revive").count()
