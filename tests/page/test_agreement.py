"""The page decides like the kernel: the same status, course and words in random settings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from made.made_up_records import made_up
from made.page_asking import (
    AWKWARD,
    EXAMPLES,
    FACTS,
    IN_LANGUAGE,
    PageOf,
    drawn,
    pages,
    record,
    sound,
    told_by,
)
from made.random_asking import asked, boundary_days, keys, random_instant, settings
from pactgraph.asking.setting import event_windows, unknown_events
from pactgraph.asking.status.answer import statuses
from pactgraph.errors import BadDateError, ContradictoryScenarioError
from pactgraph.kernel.flips import course
from pactgraph.kernel.periods import Period
from pactgraph.kernel.scenarios import on
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import TICK, Duration, stretch
from pactgraph.messages import LANGUAGES
from pactgraph.page.model import instant_text, record_model
from pactgraph.telling.words import day_in_words, end_in_words, formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Record

pytestmark = pytest.mark.browser

SETTINGS_EACH = 8
BROKEN = "the dates break the order of events"

Found = dict[str, Any] | str
"""Status of every clause with what it depends on, and what is unknown; or `BROKEN`."""


@pytest.fixture(scope="module")
def page_of(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageOf]:
    """Open pages, each once."""
    with pages(browser, tmp_path_factory.mktemp("pages")) as opened:
        yield opened


# ---- Status -----------------------------------------------------------------------------


def by_python(known: Record, setting: Setting) -> Found:
    """Return what the kernel decides, by IRI."""
    try:
        answers = statuses(known, setting)
    except ContradictoryScenarioError:
        return BROKEN
    return {
        "unknown": unknown_events(known, setting),
        "of": {a.clause.iri: (a.status.value, frozenset(a.depends_on)) for a in answers},
    }


def by_page(told: Mapping[str, Any], iris: Mapping[str, str]) -> Found:
    """Return what the page decided, by IRI."""
    if told["broken"]:
        return BROKEN
    return {
        "unknown": frozenset(iris[key] for key in told["unknown"]),
        "of": {
            iris[key]: (s["status"], frozenset(iris[event] for event in s["dependsOn"]))
            for key, s in told["of"]
        },
    }


@pytest.mark.parametrize(("facts", "seed"), [("shipped", 1), (AWKWARD, 2)])
def test_every_status_is_that_of_the_kernel(page_of: PageOf, facts: str, seed: int) -> None:
    """So is what it depends on, what is not known, and which settings contradict themselves."""
    names = keys(record(facts))
    iris = {key: iri for iri, key in names.items()}
    tried = drawn(facts, seed, EXAMPLES if facts == "shipped" else EXAMPLES * 2 // 3)
    told = told_by(
        page_of(facts),
        "all => all.map(pactgraph.statuses)",
        [asked(setting, names) for setting in tried],
    )
    seen: Counter[str] = Counter()
    for setting, answer in zip(tried, told, strict=True):
        expected = by_python(record(facts), setting)
        assert expected == by_page(answer, iris), setting
        if isinstance(expected, str):
            seen[expected] += 1
        else:
            seen.update(status for status, _ in expected["of"].values())

    assert {*Status, BROKEN} == set(seen)
    assert set(boundary_days(record(facts))) <= {s.on.text for s in tried} or EXAMPLES < 3000


@given(known=made_up(), seed=st.integers(0, 2**32))
@hypothesis_settings(
    deadline=None,
    derandomize=True,
    max_examples=EXAMPLES // 6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_status_is_that_of_the_kernel_in_made_up_records(
    page_of: PageOf, known: Record, seed: int
) -> None:
    """Whatever is derived, delayed by months or days, ordered, and known late or never."""
    names = keys(known)
    iris = {key: iri for iri, key in names.items()}
    tried = settings(known, Random(seed), SETTINGS_EACH)  # noqa: S311 - reproducible
    told = told_by(
        page_of("shipped"),
        "([facts, all]) => all.map(one => pactgraph.statusesFrom(facts, one))",
        [record_model(known), [asked(setting, names) for setting in tried]],
    )

    for setting, answer in zip(tried, told, strict=True):
        assert by_python(known, setting) == by_page(answer, iris), setting


# ---- Course and words -------------------------------------------------------------------


@pytest.mark.parametrize("facts", FACTS)
def test_every_course_through_time_is_that_of_the_kernel(page_of: PageOf, facts: str) -> None:
    """The same statuses begin at the same instants, to the microsecond."""
    known, names = record(facts), keys(record(facts))
    tried = sound(facts, 3, EXAMPLES // 15)
    told = told_by(
        page_of(facts),
        "all => all.map(pactgraph.courses)",
        [asked(setting, names) for setting in tried],
    )

    assert EXAMPLES // 60 <= len(tried)
    for setting, courses in zip(tried, told, strict=True):
        windows = event_windows(known, setting)
        expected = {
            names[clause.iri]: [
                (
                    instant_text(step.since),
                    step.standing.status.value,
                    {names[event] for event in step.standing.depends_on},
                )
                for step in course(clause.periods, windows, known.relations)
            ]
            for clause in known.clauses.values()
        }
        found = {
            key: [(step["since"], step["status"], set(step["dependsOn"])) for step in steps]
            for key, steps in courses
        }
        assert expected == found, setting


@pytest.mark.parametrize("facts", FACTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_is_worded_as_by_python(
    page_of: PageOf, facts: str, language: Language
) -> None:
    """In both languages, whatever is known."""
    known, names = record(facts), keys(record(facts))
    tried = drawn(facts, 4, EXAMPLES // 30)
    told = told_by(
        page_of(facts),
        IN_LANGUAGE.format("all.map(pactgraph.formulas)"),
        [language, [asked(setting, names) for setting in tried]],
    )

    for setting, formulas in zip(tried, told, strict=True):
        unknown = unknown_events(known, setting)
        expected = {
            names[clause.iri]: formula(clause, known, language, unknown)
            for clause in known.clauses.values()
        }
        assert expected == dict(formulas), setting


@pytest.mark.parametrize("language", LANGUAGES)
def test_always_and_never_are_worded_as_by_python(page_of: PageOf, language: Language) -> None:
    """Of what holds at all times, and of what has no period."""
    known = record("shipped")
    some = next(iter(known.clauses.values()))
    always: dict[str, object] = {
        "from": None,
        "until": None,
        "happened": [],
        "notHappened": [],
        "named": [],
    }
    told = told_by(
        page_of("shipped"),
        IN_LANGUAGE.format("all.map(pactgraph.inWords.formula)"),
        [language, [[always], []]],
    )

    assert told == [
        formula(replace(some, periods=periods), known, language) for periods in ((Period(),), ())
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_ends_are_worded_as_by_python(page_of: PageOf, language: Language) -> None:
    """By the day, month or year that ends there; other instants as they are."""
    chance = Random(9)  # noqa: S311 - reproducible
    tried = [random_instant(chance) for _ in range(500)]
    told = told_by(
        page_of("shipped"),
        IN_LANGUAGE.format(
            "all.map(t => [pactgraph.inWords.dayInWords(t), pactgraph.inWords.endInWords(t)])"
        ),
        [language, [instant_text(moment) for moment in tried]],
    )

    for moment, found in zip(tried, told, strict=True):
        assert [day_in_words(moment), end_in_words(moment, language)] == found, moment


# ---- Instants ---------------------------------------------------------------------------


def test_delays_are_added_as_by_the_kernel(page_of: PageOf) -> None:
    """Months end at the end of shorter ones; nothing gets past the year 9998."""
    chance = Random(5)  # noqa: S311 - reproducible
    micro = timedelta(microseconds=1)
    lengths = [
        *(Duration(months=months) for months in (1, 2, 11, 12, 13, 48, 1200, 120_000)),
        *(Duration(fixed=fixed * micro) for fixed in (1, 999_999, 1_000_000, 43_200_000_001)),
        *(Duration(fixed=timedelta(days=d)) for d in (1, 30, 90, 366, 146_097, 999_999_999)),
        Duration(fixed=timedelta(days=300 * 366) + micro),
    ]
    tried = [(random_instant(chance), chance.choice(lengths)) for _ in range(EXAMPLES)]
    told = told_by(
        page_of("shipped"),
        "all => all.map(([instant, delay]) => pactgraph.instants.plus(instant, delay))",
        [
            [
                instant_text(moment),
                {"months": length.months, "microseconds": str(length.fixed // micro)},
            ]
            for moment, length in tried
        ],
    )

    for (moment, length), found in zip(tried, told, strict=True):
        assert instant_text(length.after(moment)) == found, (moment, length)


ZONE = re.compile(r"[+-]\d\d:\d\d$", re.ASCII)
"""The page takes no other time zone than UTC."""


def random_texts(chance: Random, count: int) -> list[str]:
    """Return dates as people write them, some of which do not exist."""
    texts = []
    for _ in range(count):
        text = (instant_text(random_instant(chance)) or "")[
            : chance.choice([4, 7, 10, 19, 23, 26])
        ]
        if chance.random() < 0.3:
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice("0123456789-T:.") + text[at + 1 :]
        texts.append(text + chance.choice(["", "Z"]) if "T" in text else text)
    return [text for text in texts if not ZONE.search(text)]


def test_written_dates_stand_for_the_same_stretches(page_of: PageOf) -> None:
    """Days, months, years and instants, of the years 0002 to 9998; all else is no date."""
    tried = random_texts(Random(6), EXAMPLES)  # noqa: S311 - reproducible
    told = told_by(page_of("shipped"), "all => all.map(pactgraph.instants.windowOn)", tried)
    refused = 0
    for text, found in zip(tried, told, strict=True):
        try:
            window = on(stretch(text))
        except BadDateError:
            refused += 1
            assert found is None, text
            continue
        assert {
            "earliest": instant_text(window.earliest),
            "latest": instant_text(window.latest),
        } == found, text

    assert EXAMPLES // 20 < refused < EXAMPLES // 2


def test_days_end_and_are_known_as_by_the_kernel(page_of: PageOf) -> None:
    """To the last microsecond, and one more."""
    chance = Random(7)  # noqa: S311 - reproducible
    tried = [
        (instant_text(random_instant(chance)) or "")[: chance.choice([10, 27])] for _ in range(500)
    ]
    told = told_by(
        page_of("shipped"),
        "all => all.map(t => [pactgraph.instants.lastOf(t), pactgraph.instants.tickAfter(t)])",
        tried,
    )

    for text, found in zip(tried, told, strict=True):
        last = stretch(text).last
        assert [instant_text(last), instant_text(last + TICK)] == found, text
