"""Whole records opened as pages, to be asked by script what they decide and say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from lengths import examples
from made.partnership import partnership
from made.random_asking import TODAY, settings
from pactgraph.asking.setting import event_windows
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.graph import load
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Or
from pactgraph.kernel.periods import periods
from pactgraph.kernel.timeline import stretch
from pactgraph.page.build import render
from pactgraph.record import Claim, Text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from pactgraph.asking.setting import Setting
    from pactgraph.record import Record

EXAMPLES = examples(600)
"""How many settings are tried on the shipped record; of others, more or fewer."""
AWKWARD = str(Path(__file__).parents[1] / "questions" / "awkward.ttl")
FACTS = ["shipped", AWKWARD]
ODD = "odd"
"""The awkward facts, with a claim that is not known at once and conditions that are settled
only together."""
IN_LANGUAGE = "([language, all]) => {{ pactgraph.change({{ language }}); return {}; }}"
"""A function of the page's script that first switches its language."""

PageOf = Callable[[str], "Page"]
"""Opens the page of the facts in a file, or of the shipped ones, once."""


@cache
def record(facts: str) -> Record:
    """Return the record in the file `facts`, or of "shipped", or its part "partnership"."""
    if facts == "partnership":
        return partnership().record
    if facts == "shipped":
        return load().record
    return _odd(load(AWKWARD).record) if facts == ODD else load(facts).record


def _odd(known: Record) -> Record:
    some = next(iter(known.clauses.values()))
    base = some.iri.rpartition("/")[0]
    notice = f"{base}/notice"
    either = Or((Before(notice), AtOrAfter(notice)))
    condition = And((AtOrAfter(some.agreement), either))
    settled = replace(
        some,
        iri=f"{base}/settled",
        id="settled",
        condition=condition,
        periods=periods(condition, known.relations),
    )
    claim = Claim(
        f"{base}/claim",
        "claim",
        Text({"en": "it did", "de": "so war es"}),
        verdict="",
        note=Text({}),
        concerns=(),
        event=f"{base}/silent",
        occurred=None,
        known_since=stretch("2026-03"),
        sources=(),
    )
    return replace(
        known,
        clauses={**known.clauses, settled.iri: settled},
        claims={**known.claims, claim.iri: claim},
    )


@contextmanager
def pages(browser: Browser, folder: Path) -> Iterator[PageOf]:
    """Return what opens pages; they are closed at the end."""
    context = browser.new_context()

    @cache
    def opened(facts: str) -> Page:
        file = folder / f"{Path(facts).stem}.html"
        file.write_text(render(record(facts), TODAY, "en"), encoding="utf-8", newline="\n")
        page = context.new_page()
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-drawn-after]", state="attached")
        assert [] == failures
        return page

    yield opened
    context.close()


def told_by(page: Page, function: str, asked: object) -> Any:  # noqa: ANN401 - as JSON has it
    """Return what `function` of the page's script gives for `asked`; as JSON, which is fast."""
    return json.loads(
        page.evaluate(
            f"asked => JSON.stringify(({function})(JSON.parse(asked)))", json.dumps(asked)
        )
    )


def drawn(facts: str, seed: int, count: int) -> list[Setting]:
    """Return `count` settings for the record in `facts`."""
    return settings(record(facts), Random(seed), count)  # noqa: S311 - reproducible


def sound(facts: str, seed: int, count: int) -> list[Setting]:
    """Return those of `count` settings that do not contradict the order of events."""
    return [setting for setting in drawn(facts, seed, count) if _is_sound(facts, setting)]


def _is_sound(facts: str, setting: Setting) -> bool:
    try:
        event_windows(record(facts), setting)
    except ContradictoryScenarioError:
        return False
    return True
