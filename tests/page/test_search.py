"""The search of the page finds what `graph.find` does: in the same order, in the same fields."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from lengths import examples
from made.page_asking import AWKWARD, FACTS, pages, record, told_by
from pactgraph.asking.search import indexed, search
from pactgraph.asking.search.words import words
from pactgraph.page.searching import search_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from made.page_asking import PageOf

pytestmark = pytest.mark.browser

SEARCHES = [
    "API",
    "Exklusivität",
    "exklusivitaet",
    "exklusivitat",
    "EXCLUSIV",
    "license to research",
    "licence research models",
    "licnese reserch",
    "250",
    "Geld",
    "money",
    "250 Geld",
    "$250 billion",
    "250 Milliarden",
    "27 percent",
    "Anteil 26",
    "revenue share",
    "Umsatzbeteiligung",
    "beteiligung",
    "talbeteiligung",
    "MSOA-2025",
    "msoa-2025-10",
    "OAFR",
    "microsoft",
    "Mircosoft",
    "Softbank",
    "right of first refusal",
    "Vorkaufsrecht",
    "AGI verified",
    "Wer prüft AGI?",
    "expert panel",
    "Gremium der Fachleute",
    "Groesse",
    "strasse",
    "Straße",
    "duty",
    "equity stake",
    "Kapitalanteil",
    "undisclosed",
    "nicht oeffentlich",
    "xyzzy plugh",
    "licence xyzzy",
    "the",
    "wem",
    "",
    "   ",
    "1",
    "2025 10 28",
    "a",
    "e",
    "__proto__ constructor toString",
    "</script><img src=x onerror=alert(1)>",
    "licence\u202eecnecil",
    "ﬁrst reﬁnement",
    "ΣΊΣΥΦΟΣ σίσυφος",
    "क़ानून कि",
    "\U0001f600 \U00010400 \ud7ff",
    "Lizenz" * 30,
    "licence " * 100,
]
"""Searches in both languages: names, parts, spellings, typos, ids, sums, kinds, and nonsense."""


@pytest.fixture(scope="module")
def page_of(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageOf]:
    """Return what opens the page of some facts, once."""
    with pages(browser, tmp_path_factory.mktemp("pages")) as opened:
        yield opened


@cache
def found(facts: str, text: str) -> dict[str, list[object]]:
    """Return what Python finds, as the page tells it."""
    answer = search(indexed(record(facts)), text)
    matches = [[m.thing.iri, m.field, m.text, m.score] for m in answer.matches]
    return {"missed": [*answer.missed], "matches": matches}


def told(page_of: PageOf, facts: str, searches: list[str]) -> dict[str, dict[str, list[object]]]:
    """Return what the page finds, by what was looked for."""
    answers = told_by(page_of(facts), "all => all.map(pactgraph.find)", searches)
    return dict(zip(searches, answers, strict=True))


@pytest.mark.parametrize("facts", FACTS)
def test_the_page_finds_what_python_finds(page_of: PageOf, facts: str) -> None:
    """The same things in the same order, each with its field, its text and its score."""
    expected = {text: found(facts, text) for text in SEARCHES}

    assert expected == told(page_of, facts, SEARCHES)
    if facts != AWKWARD:
        assert 40 <= sum(bool(answer["matches"]) for answer in expected.values())
        assert {"id", "label", "amount", "kind", "definition"} <= {
            match[1] for answer in expected.values() for match in answer["matches"]
        }


def test_the_page_finds_pieces_of_words_as_python_does(page_of: PageOf) -> None:
    """Words of the facts, cut, with a letter left out, changed or doubled, alone and by twos."""
    drawn = Random(20261125)  # noqa: S311 - reproducible
    known = sorted({w for place in _texts() for w in words(place) if len(w) > 3})
    searches = [_bent(drawn, drawn.choice(known)) for _ in range(examples(100))]
    searches += [f"{one} {two}" for one, two in pairwise(searches)]

    expected = {text: found("shipped", text) for text in searches}

    assert expected == told(page_of, "shipped", [*expected])
    assert any(answer["matches"] for answer in expected.values())


def _texts() -> list[str]:
    things = record("shipped").things()
    return [text for thing in things for text in thing.label.by_language.values()]


def _bent(drawn: Random, word: str) -> str:
    at = drawn.randrange(len(word))
    ways = [
        word[:at] + word[at + 1 :],
        f"{word[:at]}x{word[at + 1 :]}",
        word[:at] + word[at] + word[at:],
        word[: at + 1],
        word[at:],
    ]
    return drawn.choice(ways)


def test_letters_are_folded_as_python_folds_them(page_of: PageOf) -> None:
    """Latin, Greek, Cyrillic, Armenian, Arabic, Devanagari; signs, digits and ligatures."""
    blocks = [range(0x80, 0x1000), range(0x1E00, 0x2500), range(0xFB00, 0xFB50)]
    texts = [f"x{chr(code)}y {chr(code)}" for block in blocks for code in block]
    texts = [text for text in texts if unicodedata.category(text[-1]) != "Cn"]

    expected = [words(text) for text in texts]
    page = told_by(page_of("shipped"), "all => all.map(pactgraph.wordsIn)", texts)

    differing = [t for t, p, q in zip(texts, expected, page, strict=True) if p != q]
    assert [] == differing


def test_a_result_says_what_matched(page_of: PageOf) -> None:
    """An amount is told as it is written in the language of the page; a lost word is told."""
    page = page_of("shipped")
    page.evaluate("void pactgraph.change({ language: 'de' })")
    page.locator("#search").fill("250 Geld xyzzy")
    expect(page.locator("#results small").first).to_contain_text("Betrag: ")
    expect(page.locator("#results small").first).to_contain_text("Mrd.")
    expect(page.locator("#filters .matching")).to_contain_text("Nichts enthält: xyzzy.")


def test_what_has_no_details_leads_to_what_tells_of_it(page_of: PageOf) -> None:
    """Nothing is found that cannot be chosen, but for what no thing on the page tells of."""
    page = page_of("shipped")
    known = record("shipped")
    statement = min(known.statements.values(), key=lambda statement: statement.id)
    page.evaluate("void pactgraph.change({ language: 'en' })")
    page.locator("#search").fill(statement.id)
    result = page.locator("#results li", has_text=statement.id).first
    expect(result).to_contain_text("statement")
    expect(result).to_contain_text("→")
    result.click()
    assert known.agreements[statement.agreement].id == page.evaluate("pactgraph.state().selected")

    model = search_model(
        known,
        lambda iri: iri,
        {*known.clauses, *known.agreements, *known.happenings, *known.parties},
    )
    leading = {thing["iri"] for thing in model["things"] if "at" in thing}
    assets = {iri for clause in known.clauses.values() for iri in clause.assets}
    assert leading >= {*known.statements, *known.contradictions, *assets}


def test_what_the_page_tells_nothing_of_is_counted(page_of: PageOf) -> None:
    """An action that no clause names is found, and that it cannot be chosen is told."""
    page = page_of("shipped")
    page.evaluate("void pactgraph.change({ language: 'en' })")
    page.locator("#search").fill("watermark")
    expect(page.locator("#filters .matching")).to_contain_text("1 more of what the record has")
