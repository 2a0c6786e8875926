"""The page answers as the command line does: what is in force, and what differs from when on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from lengths import share
from made.page_asking import AWKWARD, PageOf, drawn, pages, record, told_by
from made.random_asking import asked, keys
from pactgraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from pactgraph.asking.setting import Setting

pytestmark = pytest.mark.browser

SETTINGS = share(300, 30)


@pytest.fixture(scope="module")
def page_of(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageOf]:
    """Open pages, each once."""
    with pages(browser, tmp_path_factory.mktemp("pages")) as opened:
        yield opened


class Commanded(Protocol):
    """Asks a command about facts."""

    def __call__(self, *words: str, facts: str) -> Any:  # noqa: ANN401 - as JSON has it
        """Return what it prints as JSON; None if it says that the dates contradict."""


@pytest.fixture
def commanded(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commanded:
    """Return what runs commands by their entry point."""

    def run(*words: str, facts: str) -> Any:  # noqa: ANN401 - likewise
        graph = [] if facts == "shipped" else ["--graph", facts]
        monkeypatch.setattr("sys.argv", ["pactgraph", *words, *graph, "--format", "json"])
        with pytest.raises(SystemExit) as ended:
            main()
        told, complained = capsys.readouterr()
        if ended.value.code == 2:
            told_so = ("break their order", "rule each other out")
            assert any(words in complained for words in told_so), complained
            return None
        assert not ended.value.code, complained
        return json.loads(told)

    return run


def options(setting: Setting, names: dict[str, str]) -> list[str]:
    """Return a setting as options of a command."""
    assumed = [
        word
        for event, date in setting.assumed.items()
        for word in ("--assume", f"{names[event]}={date.text if date else 'never'}")
    ]
    return ["--on", setting.on.text, "--known", setting.known.text, *assumed]


@pytest.mark.parametrize(("facts", "seed"), [("shipped", 11), (AWKWARD, 12)])
def test_random_settings_are_answered_as_by_the_command_line(
    page_of: PageOf, commanded: Commanded, facts: str, seed: int
) -> None:
    """The same clauses, each with the same status, what it depends on, and the same formula."""
    names = keys(record(facts))
    tried = drawn(facts, seed, SETTINGS)
    told = told_by(
        page_of(facts),
        "all => all.map(one => [pactgraph.statuses(one), pactgraph.formulas(one)])",
        [asked(setting, names) for setting in tried],
    )
    agreements = {names[c.iri]: names[c.agreement] for c in record(facts).clauses.values()}
    broken = 0
    for setting, (answers, formulas) in zip(tried, told, strict=True):
        rows = commanded("status", *options(setting, names), facts=facts)
        if rows is None:
            broken += 1
            assert answers["broken"], setting
            continue
        assert [] == answers["broken"], setting
        standing, sentence = dict(answers["of"]), dict(formulas)
        found = {
            key: (one["status"], sorted(one["dependsOn"]), sentence[key])
            for key, one in standing.items()
            if agreements[key] not in answers["unknown"]
        }
        expected = {
            row["clause"]: (row["status"], sorted(row["depends_on"]), row["formula"])
            for row in rows
        }
        assert expected == found, setting

    assert broken < len(tried) / 2


SCENARIOS = (
    "agi-verified=2028-06-01",
    "agi-verified=2028",
    "agi-declared=2027-03-01,agi-verified=2029-01-01",
    "openai-ipo=2027-01-01",
    "research-licence-ended=2026-04-27",
    "panel-ended=never,agi-reached=never",
)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_differs_through_time_is_what_diff_says(
    page_of: PageOf, commanded: Commanded, scenario: str
) -> None:
    """The same clauses, in the same stretches of time, and the panel counts the later ones."""
    assumed = [pair.split("=") for pair in scenario.split(",")]
    day = {"on": "2026-11-27", "known": "2026-11-27"}
    options = ["--on", day["on"], "--known", day["known"]]
    by_command = commanded("diff", "record", scenario, *options, facts="shipped")
    page = page_of("shipped")
    by_page = told_by(
        page,
        "([a, b]) => pactgraph.differences(a, b)",
        [day | {"assumed": []}, day | {"assumed": assumed}],
    )
    expected = {
        change["clause"]["clause"]: [(d["from"], d["until"]) for d in change["differ"]]
        for change in by_command["changes"]
    }
    found = {
        key: [(day_of(d["since"]), day_of(d["until"])) for d in stretches]
        for key, stretches in by_page
    }
    assert expected == found
    page.evaluate(
        "([a, b]) => { const set = s => ({ ...s, assumed: new Map(s.assumed) });"
        " pactgraph.change({ ...set(b), compare: set(a), language: 'en' }); }",
        [day | {"assumed": []}, day | {"assumed": assumed}],
    )
    changes = by_command["changes"]
    later = [
        min(d["from"] for d in change["differ"] if (d["from"] or "") > day["on"])
        for change in changes
        if not change["differs_on_the_day"]
        and any((d["from"] or "") > day["on"] for d in change["differ"])
    ]
    summary = page.locator("#compare .compare_later summary, #compare .compare_later_one summary")
    if not later:
        assert 0 == summary.count()
        return
    one = f"{len(later)} clause" + (" differs" if len(later) == 1 else "s differ")
    assert summary.inner_text().startswith(f"{one} only later, from ")
    items = page.locator("#compare .otherwise .since").all_inner_texts()
    assert len(later) <= len(items)


def day_of(instant: str | None) -> str | None:
    """Return an instant of the page as the command writes it: a day; None for no bound."""
    return None if instant is None or instant.startswith("0001-01-01") else instant[:10]
