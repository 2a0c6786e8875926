"""What has become of a duty, as `status`, `why` and `show` tell it."""

# ruff: noqa: E501 - what is asked, and what is told, is read best on one line

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from entry import completed
from pactgraph.asking.duties import obligation_in_words, state_in_words
from pactgraph.graph import PactGraph, load
from pactgraph.kernel.duties import State
from pactgraph.telling.formats import written

HERE = Path(__file__).parent
FILE = HERE / "duties.ttl"
HOSTILE = "x\t{{7*7}}\"'|`=cmd() {0} {} %s"


@cache
def graph() -> PactGraph:
    """A price due in March 2027, excused by a flood; a report due that no event excuses."""
    return load(str(FILE))


# The duty; the day asked, known to; what is assumed; its state, else what it can be; and on what
# that depends. The price is due in March 2027.
LIFE: list[tuple[str, str, str, dict[str, str], str, str]] = [
    # By what has happened.
    ("pay", "2027-02-28", "2027-02-28", {}, "pending", ""),
    ("pay", "2027-03-01", "2027-03-01", {}, "due", ""),
    ("pay", "2027-03-31", "2027-03-31", {}, "due", ""),
    ("pay", "2027-04-01", "2027-04-01", {}, "violated", ""),
    ("pay", "2027-04-01", "2027-03-31", {"paid": "2027-03-31"}, "fulfilled", ""),
    ("pay", "2027-03-30", "2027-03-30", {"paid": "2027-03-31"}, "due", ""),
    ("pay", "2027-04-15", "2027-04-01", {"paid": "2027-04-15"}, "late", ""),
    ("pay", "2027-04-14", "2027-04-01", {"paid": "2027-04-15"}, "violated", ""),
    ("pay", "2027-03-10", "2027-03-10", {"flood": "2027-03-10"}, "excused", ""),
    ("pay", "2027-05-01", "2027-05-01", {"flood": "2027-04-10"}, "violated", ""),
    # It binds from the agreement on.
    ("pay", "2025-12-31", "2025-12-31", {}, "", ""),
    # What was known on the last day, or before: after it, all is open, or nothing.
    ("pay", "2027-03-31", "2027-03-30", {}, "due fulfilled excused", "flood paid"),
    ("pay", "2027-04-01", "2027-03-30", {}, "fulfilled excused violated late", "flood paid"),
    ("pay", "2027-04-02", "2027-03-31", {}, "violated late", "paid"),
    ("pay", "2027-04-02", "2027-03-30", {"paid": "never"}, "excused violated", "flood"),
    ("pay", "2027-04-02", "2027-03-30", {"flood": "2027-03-31"}, "fulfilled excused", "paid"),
    # Whether it binds is open, too: from the closing on.
    ("report", "2027-06-01", "2027-05-01", {}, "pending fulfilled", "closed reported"),
    ("report", "2027-06-01", "2027-05-01", {"closed": "never"}, "", ""),
    ("report", "2027-06-01", "2027-05-01", {"reported": "never"}, "pending", "closed"),
    ("report", "2028-01-01", "2027-05-01", {"reported": "never", "closed": "2027-06-01"}, "violated", ""),
    # Without a deadline it can be done at any time, also before it binds.
    ("supply", "2040-01-01", "2040-01-01", {"closed": "2027-06-01"}, "pending", ""),
    ("supply", "2040-01-01", "2027-01-01", {"closed": "2027-06-01"}, "pending fulfilled", "supplied"),
    ("supply", "2040-01-01", "2027-01-01", {"closed": "2027-06-01", "supplied": "2039-01-01"}, "fulfilled", ""),
    ("supply", "2027-06-01", "2027-01-01", {"closed": "2027-06-01", "supplied": "2027-05-01"}, "fulfilled", ""),
    ("supply", "2027-05-31", "2027-01-01", {"closed": "2027-06-01", "supplied": "2027-05-01"}, "", ""),
]  # fmt: skip


@pytest.mark.parametrize("asked", LIFE, ids=[" ".join(each[:3]) for each in LIFE])
def test_status_tells_the_state_of_a_duty(
    asked: tuple[str, str, str, dict[str, str], str, str],
) -> None:
    """One state, or those that it can be in and the events that decide."""
    name, on, known, assumed, states, events = asked
    setting = graph().setting(on=on, known=known, assume=assumed)
    (row,) = graph().status(setting, name).as_json()

    can_be = states.split()
    state = "depends" if events else (can_be or [None])[0]
    assert (state, can_be) == (row["duty"], row["duty_can_be"])
    assert events.split() == row["duty_depends_on"]
    told = graph().why(name, setting).as_json()["duty"]
    assert isinstance(told, dict)
    assert {key: row[key] for key in ("deadline", "duty", "duty_can_be", "duty_depends_on")} == {
        key: told[key] for key in ("deadline", "duty", "duty_can_be", "duty_depends_on")
    }


def test_the_deadline_is_told_by_its_last_day() -> None:
    """Of a month or year, too; other clauses have none, and the same keys."""
    setting = graph().setting(on="2027-01-01", known="2027-01-01")
    rows = {row["clause"]: row for row in graph().status(setting).as_json()}

    assert {
        "pay": "2027-03-31",
        "report": "2027-12-31",
        **dict.fromkeys(("power", "quit", "keep", "supply")),
    } == {name: row["deadline"] for name, row in rows.items()}
    assert (None, [], []) == tuple(
        rows["keep"][key] for key in ("duty", "duty_can_be", "duty_depends_on")
    )
    assert 1 == len({tuple(row) for row in rows.values()})


REASONS: list[tuple[str, str, dict[str, str], str, str]] = [
    ("supply", "2030-01-01", {"closed": "2027-01-01"}, "en", "As a duty it is pending since 2027-01-01: “plant supplied” has not happened, and no deadline is recorded"),
    ("supply", "2030-01-01", {"closed": "2027-01-01"}, "de", "Als Pflicht: steht noch aus, seit 2027-01-01: „Anlage geliefert“ ist nicht eingetreten, und eine Frist ist nicht verzeichnet"),
    ("supply", "2030-01-01", {"closed": "2027-01-01", "supplied": "2028-01-01"}, "en", "As a duty it is fulfilled since 2028-01-01: “plant supplied” happened"),
    ("supply", "2030-01-01", {"closed": "never"}, "en", "As a duty it does not bind then"),
    ("report", "2028-02-01", {"closed": "2027-01-01"}, "en", "As a duty it is violated since 2028-01-01: “report made” had not happened by 2027-12-31"),
    ("report", "2028-02-01", {"closed": "2027-01-01", "reported": "2028-01-01"}, "en", "As a duty it is performed late since 2028-01-01: “report made” happened, but not by 2027-12-31"),
    ("report", "2027-12-31", {"closed": "2027-01-01"}, "en", "As a duty it is due since 2027-12-31: “report made” has not happened, and 2027-12-31 is the last day"),
    ("report", "2027-12-30", {"closed": "2027-01-01"}, "en", "As a duty it is pending since 2027-01-01: “report made” has not happened, and is in time through 2027-12-31"),
    ("report", "2027-12-30", {"closed": "2027-01-01", "reported": "2027-02-01"}, "en", "As a duty it is fulfilled since 2027-02-01: “report made” happened, with 2027-12-31 as the last day"),
    ("pay", "2027-02-28", {}, "en", "As a duty it is pending since 2026-01-01: neither “price paid” nor “flood” has happened, and both are in time through 2027-03-31"),
    ("pay", "2027-03-05", {}, "en", "As a duty it is due since 2027-03-01: neither “price paid” nor “flood” has happened, and 2027-03-31 is the last day"),
    ("pay", "2027-05-01", {"paid": "2027-03-02"}, "en", "As a duty it is fulfilled since 2027-03-02: “price paid” happened, with 2027-03-31 as the last day, and “flood” had not before"),
    ("pay", "2027-05-01", {"paid": "2027-04-02"}, "en", "As a duty it is performed late since 2027-04-02: “price paid” happened, but neither “price paid” nor “flood” had by 2027-03-31"),
    ("pay", "2027-05-01", {"flood": "2027-03-02"}, "en", "As a duty it is excused since 2027-03-02: “flood” happened, with 2027-03-31 as the last day, and “price paid” had not by then"),
    ("pay", "2027-05-01", {"flood": "never"}, "en", "As a duty it is violated since 2027-04-01: neither “price paid” nor “flood” had happened by 2027-03-31"),
    ("pay", "2025-01-01", {}, "en", "As a duty (last day 2027-03-31) it does not bind then"),
    ("pay", "2027-02-28", {}, "de", "Als Pflicht: steht noch aus, seit 2026-01-01: weder „Preis bezahlt“ noch „Hochwasser“ ist eingetreten, und beides ist bis 2027-03-31 rechtzeitig"),
    ("pay", "2027-05-01", {"flood": "never"}, "de", "Als Pflicht: verletzt, seit 2027-04-01: bis 2027-03-31 war weder „Preis bezahlt“ noch „Hochwasser“ eingetreten"),
]  # fmt: skip


@pytest.mark.parametrize("said", REASONS, ids=[" ".join((each[0], *each[3:])) for each in REASONS])
def test_why_tells_the_reason_in_one_sentence(
    said: tuple[str, str, dict[str, str], str, str],
) -> None:
    """With what it hangs on by its label, and since when."""
    name, on, assumed, language, sentence = said
    setting = graph().setting(on=on, known=on, assume=assumed)
    told = graph().why(name, setting)

    assert told.duty is not None
    assert sentence == obligation_in_words(graph().record, told.duty, language)
    assert sentence in written(told, language, "markdown")
    assert sentence in written(graph().show(name, setting), language, "markdown")


def test_what_a_duty_depends_on_is_said_in_both_languages() -> None:
    """With every state that it can be in."""
    setting = graph().setting(on="2027-04-02", known="2027-03-30")
    (answer,) = graph().status(setting, "pay")
    assert answer.outcome is not None
    assert answer.outcome.state is None
    tables = {
        tag: written(graph().status(setting, "pay"), tag, "markdown") for tag in ("en", "de")
    }

    assert (
        "in force; duty depends on “flood” and “price paid”: fulfilled, excused, violated or"
        " performed late"
    ) in tables["en"]
    assert (
        "in Kraft; Pflicht hängt ab von „Hochwasser“ und „Preis bezahlt“: erfüllt, entschuldigt,"
        " verletzt oder verspätet erfüllt"
    ) in tables["de"]


def test_show_names_the_events_of_a_duty() -> None:
    """What fulfils and excuses it, and what it makes; and of these events, the duty."""
    setting = graph().setting(on="2027-01-01", known="2027-01-01")
    told = graph().show("pay", setting).as_json()["sections"]
    assert isinstance(told, dict)
    (duty,) = told["duty"]

    assert ("paid", "flood", ["pay-kept"], ["pay-late"], ["pay-missed"]) == tuple(
        duty[key] for key in ("performed_by", "excused_by", "fulfilment", "lateness", "violation")
    )
    text = written(graph().show("pay", setting), "en", "markdown")
    assert "Fulfilled by: “price paid”" in text
    assert "Its violation is the event “price not paid in time”" in text
    for event, section in (
        ("paid", "fulfils"),
        ("flood", "excuses"),
        ("pay-missed", "outcome of"),
    ):
        sections = graph().show(event, setting).as_json()["sections"]
        assert isinstance(sections, dict)
        assert ["pay"] == [item["id"] for item in sections[section]]


def test_show_names_the_notice_that_exercises_a_permission() -> None:
    """And of the notice, the permission: its holder may give it."""
    setting = graph().setting(on="2027-01-01", known="2027-01-01")
    power = graph().show("quit", setting).as_json()["sections"]
    notice = graph().show("notice", setting).as_json()["sections"]

    assert ["notice"] == [item["id"] for item in power["exercised by"]]
    ((permission, holder),) = [(item["id"], item["holder"]) for item in notice["exercises"]]
    assert ("quit", ["beta"]) == (permission, holder)


def test_names_are_shown_as_they_are(tmp_path: Path) -> None:
    """Braces and pipes in a label play no part."""
    file = tmp_path / "deal.ttl"
    text = FILE.read_text(encoding="utf-8")
    file.write_text(text.replace('"price paid"', json.dumps(HOSTILE)), encoding="utf-8")
    hostile = load(str(file))
    setting = hostile.setting(on="2027-04-02", known="2027-04-02")
    told = hostile.why("pay", setting)

    assert told.duty is not None
    assert HOSTILE in obligation_in_words(hostile.record, told.duty, "en")
    assert State.VIOLATED is told.duty.outcome.state


@pytest.mark.parametrize(
    ("state", "known", "names"),
    [
        ("violated", "2027-04-02", ["pay"]),
        ("depends", "2027-03-01", ["pay"]),
        ("pending", "2027-03-01", []),
        ("excused", "2027-04-02", []),
    ],
)
def test_duties_are_listed_by_their_state(state: str, known: str, names: list[str]) -> None:
    """What depends is not in any; clauses that are no duties, or do not bind, are left out."""
    run = completed(
        *("status", "--duty", state, "--graph", str(FILE), "--on", "2027-04-02"),
        *("--known", known, "--assume", "closed=never", "--format", "json"),
    )

    assert 0 == run.returncode, run.stderr
    assert names == [row["clause"] for row in json.loads(run.stdout)]


# ---- Other clauses begin with what becomes of a duty ------------------------------------

# Days and K are those of the truths 25 and 26, and what comes of late payment and of excuse.
POWER: list[tuple[str, str, list[str], str]] = [
    ("2027-04-30", "2027-04-30", [], "not yet"),
    ("2027-05-01", "2027-04-30", [], "in force"),
    ("2027-05-01", "2026-11-27", [], "depends"),
    ("2027-05-01", "2026-11-27", ["paid=2027-04-10"], "never"),
    ("2027-05-01", "2026-11-27", ["paid=2027-05-01", "flood=never"], "in force"),
    ("2027-05-01", "2026-11-27", ["paid=never", "flood=2027-03-31"], "never"),
    ("2027-05-01", "2026-11-27", ["paid=never", "flood=2027-04-01"], "in force"),
]


@pytest.mark.parametrize("asked", POWER, ids=[" ".join((*each[:2], *each[2])) for each in POWER])
def test_an_uncured_breach_gives_a_power(asked: tuple[str, str, list[str], str]) -> None:
    """30 days after the deadline, through the command."""
    on, known, assumed, status = asked
    run = completed(
        *("status", "power", "--graph", str(FILE), "--on", on, "--known", known),
        *(part for each in assumed for part in ("--assume", each)),
        *("--format", "json"),
    )

    assert 0 == run.returncode, run.stderr
    (row,) = json.loads(run.stdout)
    assert status == row["status"]


# ---- A deadline that is the day of an event ---------------------------------------------

BY_DATE = 'dprod:deadline "2027-12-31"^^xsd:date'
IN_A_MONTH = """
:last-day a pact:DerivedEvent ; rdfs:label "30 days after the closing"@en ;
    pact:after :closed ; pact:offset "P30D"^^xsd:duration .
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> PactGraph:
    """The report is due 30 days after the closing, which it binds from."""
    file = tmp_path_factory.mktemp("moved") / "deal.ttl"
    text = FILE.read_text(encoding="utf-8")
    assert 1 == text.count(BY_DATE)
    file.write_text(text.replace(BY_DATE, "pact:noLaterThan :last-day") + IN_A_MONTH, "utf-8")
    return load(str(file))


# Closed on 2 May: the report is due on 1 June, and that day counts in full.
MOVED: list[tuple[str, str, dict[str, str], str]] = [
    ("2027-05-01", "2027-05-01", {"closed": "2027-05-02"}, ""),
    ("2027-05-31", "2027-05-31", {"closed": "2027-05-02"}, "pending"),
    ("2027-06-01", "2027-06-01", {"closed": "2027-05-02"}, "due"),
    ("2027-06-02", "2027-06-01", {"closed": "2027-05-02"}, "violated late"),
    ("2027-06-02", "2027-05-31", {"closed": "2027-05-02"}, "fulfilled violated late"),
    ("2027-06-02", "2027-06-02", {"closed": "2027-05-02"}, "violated"),
    ("2027-06-02", "2027-06-01", {"closed": "2027-05-02", "reported": "2027-06-01"}, "fulfilled"),
    ("2027-06-02", "2027-06-01", {"closed": "2027-05-02", "reported": "2027-06-02"}, "late"),
    # Nothing is closed, so it does not bind; if it is, that can have been on 1 May or later.
    ("2027-06-01", "2027-04-30", {"closed": "never"}, ""),
    ("2027-05-30", "2027-04-30", {"reported": "never"}, "pending"),
    ("2027-05-31", "2027-04-30", {"reported": "never"}, "pending due"),
    ("2027-06-01", "2027-04-30", {"reported": "never"}, "pending due violated"),
]  # fmt: skip


@pytest.mark.parametrize("asked", MOVED, ids=[f"{each[0]} {each[1]} {each[3]}" for each in MOVED])
def test_the_last_day_can_be_that_of_an_event(
    moved: PactGraph, asked: tuple[str, str, dict[str, str], str]
) -> None:
    """By the evaluator and by SPARQL, which has a row for each state that is open."""
    on, known, assumed, states = asked
    setting = moved.setting(on=on, known=known, assume=assumed)
    (row,) = moved.status(setting, "report").as_json()
    rows = moved.query("duties", duty="report", setting=setting)

    assert ("last-day", states.split()) == (row["deadline"], row["duty_can_be"])
    words = [state_in_words(State(state), "en") for state in states.split()]
    told = [each["canBe"] or each["state"] for each in rows]
    assert sorted(words or ["does not bind"]) == sorted(told)


def test_an_event_that_is_a_last_day_is_told_by_its_label(moved: PactGraph) -> None:
    """In the sentence, beside the status, and of the event itself."""
    setting = moved.setting(on="2027-05-31", known="2027-05-31", assume={"closed": "2027-05-02"})
    why, shown = moved.why("report", setting), moved.show("last-day", setting)

    assert why.duty is not None
    assert (
        "As a duty it is pending since 2027-05-02: “report made” has not happened, and is in time"
        " through “30 days after the closing”"
    ) == obligation_in_words(moved.record, why.duty, "en")
    table = written(moved.status(setting, "report"), "en", "markdown")
    assert "pending, through “30 days after the closing”" in table
    assert "Is the last day of" in written(shown, "en", "markdown")
    assert "Ist der letzte Tag für" in written(shown, "de", "markdown")


NEVER = 99
"""In place of a day, counted from K: it never comes."""


def state_of(closed: int, reported: int, flood: int, day: int) -> str:
    """Return the state of a report that is due two days after the closing, by definition."""
    due = closed + 2 if closed < NEVER else NEVER
    if day < closed:
        return ""
    in_time = reported <= due and reported < NEVER
    if flood <= due and flood < min(reported, NEVER) and flood <= day:
        return "excused"
    if in_time and reported <= day:
        return "fulfilled"
    if due < day:
        return "late" if reported <= day else "violated"
    return "due" if day == due else "pending"


@pytest.mark.many
def test_states_with_the_last_day_of_an_event_are_those_of_all_that_can_happen(
    tmp_path: Path,
) -> None:
    """Whatever is assumed of the three events, and open after K: listed day by day."""
    file = tmp_path / "deal.ttl"
    text = FILE.read_text(encoding="utf-8")
    more = "pact:noLaterThan :last-day ; pact:excusedBy :flood"
    file.write_text(text.replace(BY_DATE, more) + IN_A_MONTH.replace("P30D", "P2D"), "utf-8")
    graph = load(str(file))
    known, names = date(2027, 5, 1), ("closed", "reported", "flood")
    seen = set()
    for chosen in product((None, 2, 4, NEVER), (None, 3, 5, NEVER), (None, 1, 4, NEVER)):
        assumed = {
            name: "never" if what == NEVER else str(known + timedelta(days=what))
            for name, what in zip(names, chosen, strict=True)
            if what is not None
        }
        courses = [(*range(1, 9), NEVER) if what is None else (what,) for what in chosen]
        for day in range(1, 8):
            expected = {state_of(*course, day) for course in product(*courses)}
            on = known + timedelta(days=day)
            (row,) = graph.status(graph.setting(on=on, known=known, assume=assumed), "report")
            assert row.outcome is not None
            found = {state.value for state in row.outcome.possible}
            assert expected - {""} == found, (assumed, day)
            assert (len(expected) > 1) == bool(row.outcome.depends_on), (assumed, day)
            seen |= expected
    assert {"", *(state.value for state in State)} == seen
