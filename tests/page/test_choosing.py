"""What a person can look for and look at on the page: details, table, search, filter, pins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from made.page_asking import AWKWARD
from made.page_asking import record as page_record
from made.page_samples import (
    TODAY,
    agreement,
    clause,
    html,
    iri,
    page_of,
    party,
    record,
    small,
    text,
)
from made.partnership import partnership
from pactgraph.kernel.conditions import Before
from pactgraph.page.build import render
from pactgraph.record import Concept

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


def details(found: Opened) -> str:
    """Return what the details say."""
    return found.page.inner_text("#details")


def matching(found: Opened) -> list[str]:
    """Return the clauses that the table does not fade."""
    keys: list[str] = found.page.locator("#view-table tr[data-key]:not(.faded)").evaluate_all(
        "rows => rows.map(row => row.dataset.key)"
    )
    return keys


def standing(found: Opened) -> set[str]:
    """Return the agreements that the map does not fade."""
    return {t["name"] for t in found.things() if t["kind"] == "agreement" and not t["faded"]}


# ---- Details ---------------------------------------------------------------------------


def test_details_of_a_clause_tell_everything(found: Opened) -> None:
    """Status, formula, parties, limits, amounts, what is not public, claims, linked sources."""
    found.change("{ selected: 'a24-1' }")
    told = details(found)
    link = found.page.locator("#details .entry.sources").get_by_role("link", name="Annual report")

    for expected in (
        "Licence to the engine", "a24-1", "licence · right", "in force",
        "until the earlier of “panel agrees” and the end of 2030", "since 1 March 2024",
        "Owed by\nAlpha", "Held by\nBeta", "Subject\nengine plans",
        "Covers only\nresearch only",
        "about USD 250 billion doubtful", "Not public\nthe price of the spare parts",
        "Certainty\nofficial", "The engine licence is dead", "the filing says otherwise",
        "Register, 2026-01-05", "News report", "Agreement\nFirst contract",
    ):  # fmt: skip
        assert expected in told
    assert "https://example.org/filing?a=1&b=2" == link.get_attribute("href")
    assert "noopener" in (link.get_attribute("rel") or "")


def test_details_tell_what_a_status_depends_on_and_what_was_replaced(found: Opened) -> None:
    """A clause that depends names the open event; what it replaced is named on both sides."""
    found.change("{ selected: 'a26-1' }")
    assert "“they gave up”" in found.page.inner_text("#details .depends_on")
    assert "What it replaced\nBeta as the only supplier" in details(found)
    found.change("{ selected: 'a24-2' }")
    assert "Replaced by\nFree choice of supplier" in details(found)
    found.change("{ known: '2025-12-31' }")
    assert "Replaced by" not in details(found)


def test_details_of_an_agreement_a_party_and_an_event(found: Opened) -> None:
    """Each tells what belongs to it, and its clauses with their status, those in force first."""
    found.change("{ selected: 'a26' }")
    assert "Clauses (3)\ndepends\nFree choice of supplier\nnot yet\nJoint works" in details(found)
    found.change("{ selected: 'mou' }")
    assert "Agreement · not binding" in details(found)
    assert "Both mean to go on" in details(found)
    found.change("{ selected: 'beta' }")
    told = details(found)
    assert "Holds (3)\nin force\nLicence to the engine\nnot yet\nJoint works" in told
    assert "Owes or grants (2)\ndepends\nFree choice of supplier\nnever\nNo sale to rivals" in told
    assert "Legal name\nBeta Corporation" in told
    assert "5493001KJTIIGC8Y1R12" in told
    found.change("{ selected: 'dealers' }")
    assert "Class of parties" in details(found)
    found.change("{ selected: 'silent' }")
    assert "Clauses whose end hangs on it (1)\ndepends\nFree choice of supplier" in details(found)


def test_details_of_nothing_tell_what_statuses_depend_on(found: Opened) -> None:
    """Each event with the clauses that depend on it; once decided there is none."""
    assert "What statuses depend on\n“they gave up”\nFree choice of supplier" in details(found)
    found.change("{ assumed: new Map([['silent', 'never']]) }")
    assert "Nothing: every status is settled." in details(found)


def test_of_many_clauses_that_hang_on_an_event_some_are_listed(opened: Opener) -> None:
    """The rest is counted, and leads to the event, which lists them all."""
    sides = (["alpha"], ["beta"])
    hanging = [
        clause(f"a24-{n:02}", text(f"Clause {n}"), sides, Before(iri("silent"))) for n in range(30)
    ]
    people = [party("alpha", "Alpha"), party("beta", "Beta")]
    signed = [agreement("a24", "2024-03-01", "First contract", ["alpha", "beta"])]
    found = opened(html(record(people, signed, hanging)))
    entry = found.page.locator("#details .entry").first
    listed = entry.locator("dd").all_inner_texts()
    assert [*(f"Clause {n}" for n in range(7)), "23 more"] == listed
    entry.get_by_role("button", name="23 more").click()
    assert "Clauses whose end hangs on it (30)" in details(found)
    assert "Clause 29" in details(found)


def test_references_in_the_details_lead_on(found: Opened) -> None:
    """Names of things in the details are buttons that select them; the map follows."""
    found.change("{ selected: 'a26-1', open: 'a26' }")
    found.page.locator("#details").get_by_role("button", name="Beta as the only supplier").click()
    assert {"open": "a24", "selected": "a24-2"} == found.chosen()
    found.page.locator("#details dl").get_by_role("button", name="Alpha", exact=True).click()
    assert "alpha" == found.chosen()["selected"]
    found.page.locator("#details button").last.press("Escape")
    assert found.chosen()["selected"] is None
    found.change("{ selected: 'alpha' }")
    found.page.click("#details [data-close]")
    assert found.chosen()["selected"] is None


# ---- Table -----------------------------------------------------------------------------


def test_the_table_has_every_known_clause(found: Opened) -> None:
    """With kind, parties, status, what it depends on, and formula; by agreement and date."""
    found.page.click("#tab-table")
    rows = found.page.locator("#list tr[data-key]")
    rows.first.scroll_into_view_if_needed()  # rows have no text before they are drawn
    groups = found.page.locator("#list tr.group b").all_inner_texts()

    assert ["a24-1", "a24-2", "a26-1", "a26-2", "a26-3"] == matching(found)
    assert ["First contract", "Memorandum", "Second contract"] == groups
    assert [
        "Free choice of suppliera26-1", "licence", "Beta → Alpha Labs", "depends“they gave up”",
        "in force from 2026-02-01 (a26) until “they gave up”",
    ] == rows.nth(2).locator("th, td").all_text_contents()  # fmt: skip
    found.change("{ known: '2025-12-31' }")
    assert ["a24-1", "a24-2"] == matching(found)


def test_table_and_map_select_together(found: Opened) -> None:
    """A row unfolds and selects on the map; a click on the map marks the row."""
    found.page.click("#tab-table")
    found.page.get_by_role("button", name="Joint works from 2030").click()
    assert {"open": "a26", "selected": "a26-2"} == found.chosen()
    found.page.click("#tab-agreements")
    found.click("a26-1")
    found.page.click("#tab-table")
    current = found.page.locator("#list tr[aria-current=true]")
    assert ["a26-1"] == current.evaluate_all("rows => rows.map(row => row.dataset.key)")


def test_the_table_follows_the_arrow_keys(found: Opened) -> None:
    """Up and down go from row to row, and stay there when a row is chosen."""
    found.page.click("#tab-table")
    found.page.locator("#list button").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        found.page.keyboard.press(key)
    assert "a24-2" == found.chosen()["selected"]
    for key in ("ArrowUp", "Enter"):
        found.page.keyboard.press(key)
    assert "a24-1" == found.chosen()["selected"]


# ---- Search ----------------------------------------------------------------------------


def test_search_fades_what_does_not_match(found: Opened) -> None:
    """Words are looked for in label, id, parties, kind and agreement, in both languages."""
    found.change("{ view: 'table' }")
    for query, expected in {
        "ENGINE": ["a24-1"],
        "Lizenz  motor": ["a24-1"],
        "a26-": ["a26-1", "a26-2", "a26-3"],
        "exclusivity": ["a24-2"],
        "Exklusivität": ["a24-2"],
        "exklusivitat": ["a24-2"],
        "dealers": ["a26-3"],
        "second contract": ["a26-1", "a26-2", "a26-3"],
        "nobody": [],
        "licence labs": ["a26-1"],
    }.items():
        found.page.fill("#search", query)
        assert expected == matching(found), query
        assert {name.rpartition("-")[0] for name in expected} == standing(found), query
        told = f"{len(expected)} of 5 clauses match; the others are faded."
        lost = "" if expected else f" Nothing has: {query}."
        assert told + lost == found.page.inner_text("#filters .matching")
    found.page.get_by_role("button", name="Show all").click()
    assert 5 == len(matching(found))
    assert "" == found.page.input_value("#search")


def test_search_results_are_chosen_by_keyboard(found: Opened) -> None:
    """Arrow keys mark a result and tell which; Enter selects it; Escape closes, then clears."""
    page = found.page
    page.keyboard.press("/")
    page.keyboard.type("supplier")
    results = page.locator("#results [role=option]")
    assert ["a26-1", "a24-2"] == results.evaluate_all("all => all.map(r => r.dataset.result)")
    assert "true" == page.get_attribute("#search", "aria-expanded")
    for key in ("ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    assert "result-1" == page.get_attribute("#search", "aria-activedescendant")
    assert "true" == results.nth(1).get_attribute("aria-selected")
    page.keyboard.press("Enter")
    assert {"open": "a24", "selected": "a24-2"} == found.chosen()
    assert page.is_hidden("#results")
    page.keyboard.press("Escape")
    assert "" == found.state()["filter"]["words"]


def test_search_finds_parties_events_and_agreements_by_mouse(found: Opened) -> None:
    """Everything that has details can be searched for."""
    for typed, key in (("alpha labs", "alpha-labs"), ("gave up", "silent"), ("memor", "mou")):
        found.page.fill("#search", typed)
        found.page.locator(f"#results [data-result='{key}']").click()
        assert key == found.chosen()["selected"]
        assert key == found.page.inner_text("#details .name")


# ---- Filter ----------------------------------------------------------------------------


def test_a_status_can_be_singled_out(found: Opened) -> None:
    """The buttons of the statuses count and filter; boxes on the map say how many match."""
    button = found.page.locator("button[data-status=depends]")
    button.focus()
    found.page.keyboard.press("Enter")

    assert "depends 1" == " ".join(button.inner_text().split())
    assert "true" == button.get_attribute("aria-pressed")
    assert found.page.evaluate("document.activeElement.dataset.status") == "depends"
    found.page.evaluate("new Promise(requestAnimationFrame)")
    assert "1 of 3 match" in [label["text"] for label in found.labels()]
    assert {"a26"} == standing(found)
    found.change("{ view: 'table' }")
    assert ["a26-1"] == matching(found)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("kind", "exclusivity", ["a24-2"]),
        ("party", "dealers of Beta", ["a26-3"]),
        ("agreement", "First contract", ["a24-1", "a24-2"]),
        ("certainty", "official", ["a24-1", "a24-2", "a26-1", "a26-2", "a26-3"]),
    ],
)
def test_choices_filter_and_count(
    found: Opened, name: str, value: str, expected: list[str]
) -> None:
    """Each value says how many clauses have it; what has another fades."""
    labels = {"kind": "Kind", "party": "Party", "agreement": "Agreement", "certainty": "Certainty"}
    found.change("{ view: 'table' }")
    group = found.page.locator("#filters details").filter(
        has=found.page.locator("summary", has_text=labels[name])
    )
    group.locator("summary").click()
    choice = group.get_by_label(f"{value} {len(expected)}", exact=True)
    choice.check()

    assert expected == matching(found)
    assert choice.is_checked()
    assert f"{labels[name]} 1" == " ".join(group.locator("summary").inner_text().split())
    choice.uncheck()
    assert 5 == len(matching(found))


def tree() -> Record:
    """Return the small deal with a tree of kinds, in which exclusivity is below two."""
    of = small()
    licence, exclusivity = (of.kinds[iri(name)] for name in ("licence", "exclusivity"))
    top, restriction, unused = (
        Concept(iri(name), name, text(label), text(""), broader)
        for name, label, broader in (
            ("term", "Any term", ()),
            ("restriction", "Restriction", (iri("term"),)),
            ("standstill", "Standstill", (iri("restriction"),)),
        )
    )
    kinds = [
        *(top, restriction, unused),
        replace(licence, broader=(iri("term"), iri("elsewhere"))),
        replace(exclusivity, broader=(restriction.iri,)),
    ]
    return replace(of, kinds={kind.iri: kind for kind in kinds})


@pytest.mark.parametrize(
    ("kind", "label", "expected"),
    [
        ("term", "Any term", ["a24-1", "a24-2", "a26-1", "a26-2", "a26-3"]),
        ("restriction", "Restriction", ["a24-2"]),
        ("exclusivity", "exclusivity", ["a24-2"]),
        ("licence", "licence", ["a24-1", "a26-1", "a26-2", "a26-3"]),
    ],
)
def test_a_kind_is_chosen_with_those_below_it(
    opened: Opener, kind: str, label: str, expected: list[str]
) -> None:
    """It counts them, too; a kind that no clause is of or below is not offered."""
    found = opened(page_of(tree), address=f"#view=table&kind={kind}")
    assert expected == matching(found)
    assert [] == found.complaints

    found.change("{ filter: { ...pactgraph.state().filter, kind: [] } }")
    group = found.page.locator("#filters details").filter(
        has=found.page.locator("summary", has_text="Kind")
    )
    group.locator("summary").click()
    group.get_by_label(f"{label} {len(expected)}", exact=True).check()
    assert expected == matching(found)
    assert 0 == group.get_by_label("Standstill").count()


def test_the_page_takes_each_kind_as_the_command_line_does(
    opened: Opener, shipped_page: Callable[[Language], str]
) -> None:
    """Every kind there is, of the facts that ship."""
    graph = partnership()
    setting = graph.setting(on="2026-11-25", known="2026-11-25")
    found = opened(shipped_page("en"), address="#view=table")
    wanted = {
        kind.id: {answer.clause.id for answer in graph.status(setting, kind=kind.id)}
        for kind in graph.record.kinds.values()
    }

    chosen = {}
    for kind in wanted:
        found.change(f"{{ filter: {{ ...pactgraph.state().filter, kind: ['{kind}'] }} }}")
        chosen[kind] = set(matching(found))

    assert wanted == chosen
    own = {clause.kind for clause in graph.record.clauses.values()}
    assert any(wanted[kind] for kind in wanted.keys() - own)


def test_filters_are_joined(found: Opened) -> None:
    """Of one sort any will do, of several sorts all have to; a party owes or holds."""
    found.change(
        "{ view: 'table', filter: { ...pactgraph.state().filter, party: ['alpha', 'dealers'],"
        " status: ['in force', 'never', 'ended'], words: 'contract' } }"
    )
    assert ["a24-1", "a24-2", "a26-3"] == matching(found)


def test_what_is_pinned_is_never_faded(found: Opened) -> None:
    """It matches every filter, and is listed while nothing is selected; the pin comes off."""
    found.change("{ view: 'table', selected: 'a26-2' }")
    found.page.get_by_role("button", name="Pin", exact=True).click()
    found.page.fill("#search", "engine")
    assert ["a24-1", "a26-2"] == matching(found)
    assert "Unpin" == found.page.inner_text("#details [data-pin]")
    found.page.click("#details [data-close]")
    assert "Pinned (1)\nnot yet\nJoint works from 2030" in details(found)
    found.change("{ selected: 'a26-2' }")
    found.page.click("#details [data-pin]")
    assert ["a24-1"] == matching(found)


# ---- What comes next -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("MSOA-2025-10", "since 28 October 2025 · changes on 1 January 2033: ended"),
        (
            "MSOA-2026-06",
            (
                "since 27 April 2026 · can change any day from 26 November 2026 on, "
                "if “cap on the revenue share reached” happens"
            ),
        ),
        ("MSOA-2019-06", "surely since 31 March 2021"),
    ],
)
def test_what_can_happen_any_day_is_no_change_tomorrow(
    opened: Opener, shipped_page: Callable[[Language], str], key: str, told: str
) -> None:
    """A date is told as one; what an event may do any day, and what is sure only later, too."""
    found = opened(shipped_page("en"))
    found.change(f"{{ selected: '{key}' }}")

    assert told == found.page.inner_text("#details .turns")


def test_what_depends_from_a_date_on_is_told_so(opened: Opener) -> None:
    """An event that could happen before does not make the day uncertain; the date decides."""
    found = opened(render(page_record(AWKWARD), TODAY, "en"))
    told = {
        "either-date-or-event": "from 1 January 2027 on it depends on “merger”",
        "barred": "can change any day from 24 November 2026 on, depending on “merger” and "
        "“notice given”",
    }
    for key, words in told.items():
        found.change(f"{{ selected: '{key}' }}")
        assert words in found.page.inner_text("#details .turns")


def test_what_only_the_order_brings_in_is_listed_apart(
    opened: Opener, shipped_page: Callable[[Language], str]
) -> None:
    """Clauses that name an event, and clauses that hang on it by the order of events."""
    found = opened(shipped_page("en"))
    found.change("{ selected: 'agi-declared' }")

    assert "Clauses whose end hangs on it (2)" in details(found)
    assert "Clauses that hang on it by the order of events (1)" in details(found)
    assert "Named in\n" in details(found)
    assert "Verification of an AGI declaration by independent experts" in details(found)
    assert "OpenAI may declare that AGI has been reached" in details(found)
