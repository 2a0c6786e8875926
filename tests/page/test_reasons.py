"""The page says why, like `pactgraph.why`: condition by condition, and in the same words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from made.page_asking import EXAMPLES, IN_LANGUAGE, ODD, PageOf, pages, record, sound, told_by
from made.page_samples import small, twisted
from made.random_asking import TODAY, asked, keys
from pactgraph.asking.why import Basis, Truth, headline, why
from pactgraph.asking.why.condition_words import condition_in_words
from pactgraph.asking.why.data import condition_kind
from pactgraph.asking.why.occurrence_words import occurrence_in_words
from pactgraph.asking.why.phrases import PHRASES
from pactgraph.asking.why.tree import state_in_words
from pactgraph.messages import LANGUAGES
from pactgraph.page.build import render
from pactgraph.page.model import instant_text
from pactgraph.telling.citations import Citations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Locator, Page

    from conftest import Opener
    from pactgraph.asking.setting import Setting
    from pactgraph.asking.why import Finding
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=window.__pwned=1> {} {0} {{7*7}} __proto__ \\u003c"
Told = dict[str, Any]


@pytest.fixture(scope="module")
def page_of(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageOf]:
    """Open pages, each once."""
    with pages(browser, tmp_path_factory.mktemp("pages")) as opened:
        yield opened


# ---- The same as by Python --------------------------------------------------------------


class Telling:
    """What Python tells of the clauses of a record in one setting and language."""

    def __init__(
        self, known: Record, setting: Setting, language: Language, names: Mapping[str, str]
    ) -> None:
        """Remember them, and the keys that things have in the page, by IRI."""
        self.record = known
        self.setting = setting
        self.language = language
        self.names = names
        self.seen: Counter[object] = Counter()

    def of(self, clause: Clause) -> Told:
        """Return why `clause` has its status, as the page tells it."""
        told = why(self.record, clause, self.setting)
        line = headline(self.record, told, self.language, Citations(self.record, self.language))
        return {
            "headline": line.text,
            "facts": [self._fact(leaf) for leaf in told.reasons],
            "root": self._finding(told.root),
        }

    def _fact(self, finding: Finding) -> str:
        if finding.occurrence is None:
            return ""
        return occurrence_in_words(
            finding.occurrence,
            self.record,
            self.language,
            on=self.setting.on.last,
            known=self.setting.known,
        )

    def _finding(self, finding: Finding) -> Told:
        occurrence = finding.occurrence
        self.seen.update([finding.truth, *([occurrence.basis] if occurrence else [])])
        self.seen["settled together"] += finding.settled_together
        bounds = (finding.since, finding.until, finding.earliest)
        return {
            "kind": condition_kind(finding.condition),
            "text": condition_in_words(finding.condition, self.record, self.language),
            "truth": finding.truth.value,
            "standing": [
                finding.standing.status.value,
                [self.names[event] for event in sorted(finding.standing.depends_on)],
            ],
            "bounds": [instant_text(moment) for moment in bounds],
            "decides": finding.decides,
            "settledTogether": finding.settled_together,
            "state": state_in_words(finding, self.language),
            "fact": self._fact(finding),
            "claims": [
                claim.label.in_language(self.language)
                for claim in (occurrence.claims if occurrence else ())
            ],
            "parts": [self._finding(part) for part in finding.parts],
        }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("facts", ["shipped", ODD])
def test_every_condition_stands_as_by_python_and_is_told_alike(
    page_of: PageOf, facts: str, language: Language
) -> None:
    """Truth, bounds, what decides, what is known of events and claimed, and the headline."""
    known, names = record(facts), keys(record(facts))
    tried = sound(facts, 8, EXAMPLES // 40)
    told = told_by(
        page_of(facts),
        IN_LANGUAGE.format("all.map(pactgraph.reasons)"),
        [language, [asked(setting, names) for setting in tried]],
    )
    seen: Counter[object] = Counter()
    for setting, answers in zip(tried, told, strict=True):
        python = Telling(known, setting, language, names)
        for key, found in answers:
            line = {"on": setting.on.text, "known": setting.known.text}
            found["headline"] = PHRASES[language]["headline"].format(
                **line, status=found["headline"]
            )
            clause = next(c for c in known.clauses.values() if names[c.iri] == key)
            assert python.of(clause) == found, (key, setting)
        seen += python.seen

    assert {*Truth, *Basis, *(["settled together"] if facts == ODD else [])} == set(+seen)


# ---- As it is shown ---------------------------------------------------------------------


def shown(page: Page, clause: str, setting: Mapping[str, Any] | None = None) -> Locator:
    """Show nothing but the tree of `clause` among the details, as it is in `setting`."""
    page.evaluate(
        """([clause, setting]) => {
            if (setting) pactgraph.change({ ...setting, assumed: new Map(setting.assumed) });
            const panel = document.getElementById("details");
            panel.replaceChildren(pactgraph.reasonsTree(clause) ?? "");
        }""",
        [clause, setting],
    )
    return page.locator("#details")


def test_the_tree_shows_what_ended_a_clause_and_what_took_its_place(opened: Opener) -> None:
    """Its headline, the reason, the successor as a button, and what does not decide, muted."""
    panel = shown(
        opened(render(record("shipped"), TODAY, "en")).page,
        "MSOA-2025-18",
        {"on": "2026-05-01", "known": "2026-11-23", "assumed": []},
    )
    successors = panel.locator(".why-reasons [data-key]")
    reasons = panel.locator(".why-reasons").inner_text().replace("\n", " ")

    assert panel.locator(".why-status").inner_text().startswith("Ended since 2026-04-27; ")
    assert ["MSOA-2026-06"] == successors.evaluate_all("all => all.map(one => one.dataset.key)")
    assert "took its place; on 2026-05-01 that clause is: in force" in reasons
    assert "✓" in panel.locator(".why-tree .beside .why-mark").all_inner_texts()
    assert "undefined" not in panel.inner_text()


def test_every_source_is_numbered_and_linked_once(opened: Opener) -> None:
    """The numbers of the list below are those in the tree, and lead to the same addresses."""
    panel = shown(opened(render(record("shipped"), TODAY, "de")).page, "MSOA-2025-12")
    cited = panel.locator(".why-cited a").evaluate_all(
        "all => all.map(one => [one.textContent, one.href])"
    )
    listed = panel.locator(".why-sources li").evaluate_all(
        "all => all.map((one, i) => [String(i + 1), one.querySelector('a').href])"
    )

    assert len(listed) >= 5
    assert {tuple(one) for one in listed} == {tuple(one) for one in cited}
    assert f"{len(listed)} Quellen" == panel.locator(".why-sources summary").inner_text()


def test_while_dates_contradict_there_are_no_reasons(opened: Opener) -> None:
    """Nothing is told that does not count."""
    found = opened(render(record("shipped"), TODAY, "en"))
    dates = [["agi-declared", "2030-01-01"], ["agi-verified", "2029-01-01"]]
    setting = {"on": "2031-01-01", "known": "2026-11-23", "assumed": dates}

    assert "" == shown(found.page, "MSOA-2025-12", setting).inner_text()
    assert [] == found.complaints


def test_hostile_texts_are_told_as_they_are(opened: Opener) -> None:
    """Markup does not run, and braces in labels fill nothing in."""
    hostile = twisted(small(), lambda words: words + HOSTILE)
    found = opened(render(hostile, TODAY, "en"))
    for clause in hostile.clauses.values():
        panel = shown(found.page, clause.id)
        assert HOSTILE in panel.locator(".why-tree").inner_text()

    assert 0 == found.page.locator("img").count()
    assert found.page.evaluate("window.__pwned") is None
    assert [] == found.complaints
