"""What is open, what is not public, who owns what, and how old evidence is, on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from made.page_asking import (
    AWKWARD,
    FACTS,
    IN_LANGUAGE,
    PageOf,
    drawn,
    pages,
    record,
    sound,
    told_by,
)
from made.page_samples import PHONE
from made.random_asking import TODAY, asked, keys
from pactgraph.asking.evidence import evidence
from pactgraph.graph import load
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser

    from conftest import Opened, Opener
    from pactgraph.asking.setting import Setting
    from pactgraph.graph import AgreementGraph
    from pactgraph.messages import Language

pytestmark = pytest.mark.browser

ASKED = 40
"""Settings in which a query is asked, which takes long."""


@pytest.fixture(scope="module")
def page_of(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageOf]:
    """Open pages, each once."""
    with pages(browser, tmp_path_factory.mktemp("pages")) as opened:
        yield opened


@pytest.fixture(scope="module")
def graphs() -> Mapping[str, AgreementGraph]:
    """Return the graphs of all facts that are asked about."""
    return {"shipped": load(), AWKWARD: load(AWKWARD)}


def by_page(page_of: PageOf, facts: str, hook: str, tried: list[Setting]) -> list[Any]:
    """Return what a hook of the page tells in each of some settings."""
    names = keys(record(facts))
    told: list[Any] = told_by(
        page_of(facts), f"all => all.map(pactgraph.{hook})", [asked(s, names) for s in tried]
    )
    return told


@pytest.mark.parametrize("facts", FACTS)
def test_what_is_open_is_what_the_query_finds(
    page_of: PageOf, graphs: Mapping[str, AgreementGraph], facts: str
) -> None:
    """The same events with the same windows, whatever is assumed."""
    tried = [TODAY, *sound(facts, 11, ASKED)]
    told = by_page(page_of, facts, "open", tried)

    found = 0
    for setting, page in zip(tried, told, strict=True):
        rows = graphs[facts].query("open-events", setting=setting).rows
        expected = [
            [row[0].value, _instant(row[1]), _instant(row[2])]  # type: ignore[union-attr]
            for row in rows
        ]
        assert expected == page, setting
        found += len(page)
    assert found > len(tried)


def _instant(term: Any) -> str | None:  # noqa: ANN401 - as pyoxigraph types it
    """Return an instant of a query as the page writes it."""
    if term is None:
        return None
    whole, _, part = term.value.removesuffix("Z").partition(".")
    return f"{whole}.{part.ljust(6, '0')}Z"


def test_what_is_not_public_is_what_the_query_finds(
    page_of: PageOf, graphs: Mapping[str, AgreementGraph]
) -> None:
    """The same things with the same texts, in both languages."""
    setting = asked(TODAY, keys(record("shipped")))
    languages: tuple[Language, ...] = ("en", "de")
    for language in languages:
        rows = graphs["shipped"].query("undisclosed", language=language).rows
        expected = sorted([local_name(row[0].value), row[1].value] for row in rows)  # type: ignore[union-attr]
        function = IN_LANGUAGE.format("all.map(pactgraph.undisclosed)")
        (told,) = told_by(page_of("shipped"), function, [language, [setting]])
        assert expected == sorted(told)
        assert [name for name, _ in told] == sorted(name for name, _ in told)
    assert len(told) > 30


@pytest.mark.parametrize("facts", FACTS)
def test_who_owns_what_is_what_the_query_finds(
    page_of: PageOf, graphs: Mapping[str, AgreementGraph], facts: str
) -> None:
    """The same stakes, whatever is assumed."""
    tried = [TODAY, *sound(facts, 12, ASKED)]
    told = by_page(page_of, facts, "owners", tried)

    for setting, page in zip(tried, told, strict=True):
        rows = graphs[facts].query("owners", setting=setting).rows
        assert {row[5].value for row in rows} == set(page), setting  # type: ignore[union-attr]
    assert facts == AWKWARD or any(told)


@pytest.mark.parametrize("facts", FACTS)
def test_evidence_is_as_old_as_python_says(page_of: PageOf, facts: str) -> None:
    """The same newest date, and the same clauses are old, whatever is known."""
    clauses = record(facts).clauses
    names = keys(record(facts))
    tried = [TODAY, *drawn(facts, 13, 300)]
    told = by_page(page_of, facts, "evidence", tried)

    seen = set()
    for setting, page in zip(tried, told, strict=True):
        expected = {
            names[iri]: [found.last.text if found.last else None, found.old]
            for iri, found in evidence(record(facts), clauses.values(), setting).items()
        }
        assert expected == dict(page), setting
        seen |= {old for _, (_, old) in page}
    assert {True, False} == seen


# ---- What people see ---------------------------------------------------------------------


@pytest.fixture
def found(opened: Opener, shipped_page: Callable[[Language], str]) -> Opened:
    """Return the page of the shipped facts."""
    return opened(shipped_page("en"))


def button(found: Opened, name: str) -> Any:  # noqa: ANN401 - as Playwright types it
    """Return the button of a list."""
    return found.page.locator(f"#lists [data-list={name}]")


def test_what_is_not_public_is_one_list_that_leads_on(found: Opened) -> None:
    """The button opens it; an entry leads to its thing, and a button back; it closes again."""
    page = found.page
    button(found, "undisclosed").click()
    assert "Not public (44)" == page.inner_text("#details h2")
    assert "true" == button(found, "undisclosed").get_attribute("aria-pressed")
    assert 44 == page.locator("#details .entry dd").count()

    page.locator("#details dt button", has_text="Release of open-weight models").click()
    assert "MSOA-2025-22" == found.chosen()["selected"]
    page.locator("#details [data-back]").click()
    assert "Not public (44)" == page.inner_text("#details h2")
    button(found, "undisclosed").click()
    assert "What statuses depend on" in page.inner_text("#details")
    assert [] == found.complaints


def test_a_list_tells_only_what_is_known(found: Opened) -> None:
    """What belongs to later agreements is no secret yet."""
    found.change("{ known: '2019-12-31', list: 'undisclosed' }")
    names = found.page.locator("#details dt small").all_inner_texts()
    assert names
    assert all(name.startswith("MSOA-2019-") for name in names if name.startswith("MSOA"))


def test_what_is_open_is_listed_without_a_day(opened: Opener, shipped_page: Any) -> None:  # noqa: ANN401 - a fixture
    """On a phone too: each event with since when, and with what hangs on it; in German too."""
    found = opened(shipped_page("en"), **PHONE)
    button(found, "open").click()
    told = found.page.inner_text("#details")
    assert (
        "“the preference of 2019 ended”\ncan have happened since 22 September 2020\n"
        "Preferred partner for marketing technology short of AGI"
    ) in told
    found.change("{ language: 'de' }")
    assert "Was offen ist (8)" == found.page.inner_text("#details h2")
    assert "kann seit dem 22. September 2020 eingetreten sein" in found.page.inner_text("#details")
    found.change("{ on: '2018-01-01' }")
    assert "Nichts ist offen." in found.page.inner_text("#details")


def test_old_evidence_says_so_where_a_clause_is_shown(found: Opened) -> None:
    """In its details, in lists of clauses, in the table, and the key tells what that means."""
    page = found.page
    found.change("{ selected: 'MSOA-2019-04' }")
    assert "Last confirmed 2019-07-22" == page.inner_text("#details p.old")
    found.change("{ selected: 'MSOA-2025-10' }")
    assert "Last confirmed 2026-04-27" in page.inner_text("#details")
    assert 0 == page.locator("#details p.old").count()
    found.change("{ selected: 'microsoft', view: 'table' }")
    item = page.locator("#details .clauses li", has_text="Joint work on a supercomputing")
    assert "last confirmed 2019-07-22" == item.first.locator(".old").inner_text().strip()
    row = page.locator("#view-table tr[data-key='MSOA-2019-04']")
    row.scroll_into_view_if_needed()  # it has no text before it is drawn
    assert "last confirmed 2019-07-22" == row.locator(".old").inner_text().strip()
    assert 0 == page.locator("#view-table tr[data-key='MSOA-2019-01'] .old").count()
    key = "no source states or confirms it in the 24 months up to 10 October 2026"
    assert key in (row.locator(".old").get_attribute("title") or "")
    assert key in (page.locator("#legend").text_content() or "")
    found.change("{ known: '2019-12-31', on: '2019-12-31' }")
    assert key not in (page.locator("#legend").text_content() or "")


def test_who_brings_an_event_about_and_who_owns_whom(found: Opened) -> None:
    """Events name the parties, parties the events, and the shares held on the day."""
    page = found.page
    found.change("{ selected: 'agi-verified' }")
    by = page.locator("#details .entry.by")
    assert "Who (together) brings it about\nindependent expert panel" == by.inner_text()
    by.get_by_role("button").click()
    assert "expert-panel" == found.chosen()["selected"]
    assert "Can bring about\n“AGI verified”" in page.inner_text("#details")

    found.change("{ selected: 'microsoft' }")
    owns = "Owns\nOpenAI Group PBC: about 25% Microsoft stays a major shareholder of OpenAI"
    assert owns == page.inner_text("#details .entry.owns")
    found.change("{ selected: 'openai-group', on: '2026-01-01' }")
    assert "Microsoft: about 27%" in page.inner_text("#details .entry.owned_by")
    found.change("{ on: '2024-01-01' }")
    assert 0 == page.locator("#details .entry.owned_by").count()
