"""What differs between days and between scenarios, as the shipped facts have it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lengths import examples
from pactgraph.asking.diff.settings import DateDiff, ScenarioDiff
from pactgraph.errors import BadDateError, BadInputError, NotFoundError
from pactgraph.graph import PactGraph, load
from pactgraph.terms import local_name

pytestmark = pytest.mark.many

KNOWN = "2026-11-23"
DAYS = st.dates(date(2019, 1, 1), date(2034, 12, 31))
EVENTS = ["agi-declared", "agi-reached", "agi-verified", "revenue-share-cap-reached"]
EVENTS += ["research-licence-ended", "panel-ended", "compute-thresholds-ended", "MSOA-2026"]
Said = dict[str, tuple[str, frozenset[str]]]


@cache
def graph() -> PactGraph:
    """Return the shipped facts."""
    return load()


def between_days(first: str, second: str, **assume: str) -> DateDiff:
    """Return what differs between two days."""
    setting = graph().setting(on=KNOWN, known=KNOWN, assume=_events(assume))
    found = graph().diff(first, second, setting)
    assert isinstance(found, DateDiff)
    return found


def between_scenarios(first: str, second: str, on: str) -> ScenarioDiff:
    """Return what differs between two scenarios, on a day and on others."""
    found = graph().diff(first, second, graph().setting(on=on, known=KNOWN))
    assert isinstance(found, ScenarioDiff)
    return found


def _events(assume: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): day for name, day in assume.items()}


def statuses(on: str, scenario: str = "") -> Said:
    """Return what `status` says of every clause on a day, in a scenario."""
    pairs = (part.rpartition("=") for part in scenario.split(",") if part)
    assume = {name: day for name, _, day in pairs}
    setting = graph().setting(on=on, known=KNOWN, assume=assume)
    return {
        answer.clause.id: (str(answer.status), frozenset(answer.depends_on))
        for answer in graph().status(setting)
    }


# ---- Days -------------------------------------------------------------------------------


def test_from_december_2025_to_may_2026_one_amendment_explains_it_all() -> None:
    """Five clauses start, five end and three become open, each with the day and the reason."""
    diff = between_days("2025-12-01", "2026-05-01")

    turned = {change.clause.id: str(change.turned) for change in diff.changes}
    assert "started" == turned["MSOA-2026-03"]
    assert "ended" == turned["MSOA-2025-18"]
    assert "became open" == turned["MSOA-2025-12"]
    research = next(c for c in diff.changes if c.clause.id == "MSOA-2025-12")
    (flip,) = research.flips
    assert datetime(2026, 4, 27, tzinfo=UTC) == flip.at
    assert [("can happen", "research-licence-ended")] == [
        (cause.turn, local_name(cause.event)) for cause in flip.because
    ]


def test_a_term_that_runs_out_ends_a_clause_on_the_day_after_its_last() -> None:
    """The licence to models goes through 2032; between the two New Year's days it ends."""
    diff = between_days("2032-12-31", "2033-01-01")

    ended = {change.clause.id: change for change in diff.changes if change.turned == "ended"}
    assert {"MSOA-2025-10", "MSOA-2025-13", "MSOA-2026-04"} <= ended.keys()
    assert [("until", "")] == [
        (cause.turn, cause.event) for cause in ended["MSOA-2026-04"].flips[0].because
    ]


def test_a_clause_that_came_and_went_has_two_flips() -> None:
    """Not yet and ended differ, though the clause is in force on neither day."""
    diff = between_days("2025-12-01", "2026-05-01")

    (change,) = (c for c in diff.changes if c.clause.id == "MSOA-2026FEB-04")
    assert ["2026-02-27", "2026-04-27"] == [f.at.date().isoformat() for f in change.flips]


def test_instants_can_be_compared_like_days() -> None:
    """A flip at the later instant lies between the two, one at the earlier does not."""
    on_the_dot = "2026-04-27T00:00:00Z"

    before = between_days("2026-04-26", on_the_dot)
    after = between_days(on_the_dot, "2026-04-28")

    assert {1} == {len(change.flips) for change in before.changes}
    assert "MSOA-2026-03" in {change.clause.id for change in before.changes}
    assert () == after.changes


def test_one_day_does_not_differ_from_itself() -> None:
    """Both sides may be the same day; nothing differs then."""
    assert () == between_days("2026-05-01", "2026-05-01").changes


@settings(max_examples=examples(60), deadline=None)
@given(DAYS, st.integers(0, 4000))
def test_days_differ_where_the_statuses_of_the_two_days_do(first: date, later: int) -> None:
    """Before and after are what `status` says; the flips lead from the one to the other."""
    second = first + timedelta(days=later)
    diff = between_days(first.isoformat(), second.isoformat())

    before, after = statuses(first.isoformat()), statuses(second.isoformat())
    changed = {change.clause.id: change for change in diff.changes}
    assert {c for c in before if before[c] != after[c]} == changed.keys()
    for name, change in changed.items():
        assert before[name] == (str(change.before.status), change.before.depends_on)
        assert after[name] == (str(change.after.status), change.after.depends_on)
        assert (change.before, change.after) == (change.flips[0].before, change.flips[-1].after)
        assert all(first < flip.at.date() <= second for flip in change.flips)


# ---- Scenarios --------------------------------------------------------------------------


def test_a_verification_in_2028_ends_the_research_licence_until_2030_would_have() -> None:
    """The licence to models does not differ; the one to research does, for 31 months."""
    diff = between_scenarios("agi-verified=never", "agi-verified=2028-06-01", "2029-01-01")

    assert "MSOA-2025-10" in {clause.id for clause in diff.unchanged}
    research = next(change for change in diff.changes if change.clause.id == "MSOA-2025-12")
    assert research.on_the_day
    (difference,) = research.ranges
    assert datetime(2028, 6, 1, tzinfo=UTC) == difference.start
    assert datetime(2031, 1, 1, tzinfo=UTC) == difference.end
    assert ("depends", "ended") == (difference.first.status, difference.second.status)


def test_scenarios_are_compared_on_all_days_not_only_on_the_one_asked_about() -> None:
    """A clause that is the same on the day but not later is a change, and marked as such."""
    diff = between_scenarios("agi-verified=never", "agi-verified=2028-06-01", "2027-01-01")

    assert {"MSOA-2025-11", "MSOA-2025-12", "MSOA-2025-17"} == {c.clause.id for c in diff.changes}
    assert [False] * 3 == [change.on_the_day for change in diff.changes]


def test_what_was_known_is_a_scenario_too() -> None:
    """As known in March 2026 the amendment of April does not exist; its clauses are not known."""
    diff = between_scenarios("known=2026-03-01", "record", "2026-05-01")

    changed = {change.clause.id: change for change in diff.changes}
    assert changed["MSOA-2026-03"].first is None
    assert changed["MSOA-2026-03"].second
    exclusivity = changed["MSOA-2025-06"]
    assert exclusivity.first
    assert exclusivity.second
    assert ("depends", "ended") == (exclusivity.first.status, exclusivity.second.status)


def test_common_assumptions_hold_on_both_sides_unless_one_says_otherwise() -> None:
    """--assume is the ground that both scenarios stand on."""
    assume = {"agi-verified": "2028-06-01"}
    setting = graph().setting(on="2029-01-01", known=KNOWN, assume=assume)

    same = graph().diff("record", "agi-verified=2028-06-01", setting)
    other = graph().diff("record", "agi-verified=never", setting)

    assert isinstance(same, ScenarioDiff)
    assert isinstance(other, ScenarioDiff)
    assert () == same.changes
    assert "MSOA-2025-12" in {change.clause.id for change in other.changes}


SCENARIOS = st.dictionaries(
    st.sampled_from(EVENTS), DAYS.map(date.isoformat) | st.just("never"), min_size=1, max_size=3
).map(lambda assumed: ",".join(f"{event}={day}" for event, day in assumed.items()))


@settings(max_examples=examples(60), deadline=None)
@given(SCENARIOS, SCENARIOS, DAYS, st.lists(DAYS, min_size=3, max_size=3))
def test_scenarios_differ_on_the_days_on_which_their_statuses_do(
    first: str, second: str, on: date, days: list[date]
) -> None:
    """On any day, the clauses whose ranges it lies in are those with two statuses."""
    try:
        diff = between_scenarios(first, second, on.isoformat())
    except BadInputError:
        return  # the dates break the order of events
    for day in (on, *days):
        one, other = (statuses(day.isoformat(), scenario) for scenario in (first, second))
        at = datetime.combine(day, time.max, UTC)
        found = {
            change.clause.id: (
                (str(each.first.status), each.first.depends_on),
                (str(each.second.status), each.second.depends_on),
            )
            for change in diff.changes
            for each in change.ranges
            if each.start <= at and (each.end is None or at < each.end)
        }
        assert {c: (one[c], other[c]) for c in one if one[c] != other[c]} == found


# ---- What a person may write ------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "error", "message"),
    [
        ("2026", "2027", BadDateError, "2026 is a whole year; name a day such as"),
        ("2026-05", "2026-06-01", BadDateError, "2026-05 is a whole month"),
        ("2026-02-30", "2026-06-01", BadDateError, "does not exist in the calendar"),
        ("2026-05-01", "2026-04-30", BadInputError, "2026-04-30 is before 2026-05-01"),
        (
            "2026-05-01",
            "record",
            BadInputError,
            "“2026-05-01” is a day and “record” is a scenario",
        ),
        (
            "record",
            "MSOA-2025",
            BadInputError,
            "“MSOA-2025” is an agreement; name two of one sort",
        ),
        ("record", "agi-verified=", BadInputError, "“agi-verified=” should have two sides"),
        ("record", "agi-verified=soon", BadDateError, "“soon” is not a date"),
        ("record", "a=never,agi-verified=never,", BadInputError, "two sides"),
        ("record", "agi-verifed=never", NotFoundError, "did you mean agi-verified"),
        ("record", "known=2026", BadDateError, "“known” takes a day, not a whole year"),
        ("record", "agi-verified=never,agi-verified=2029-01-01", BadInputError, "assumed twice"),
        (
            "record",
            "known=2026-01-01,known=2026-02-01",
            BadInputError,
            "gives two dates for known",
        ),
        (
            "record",
            "agi-verified=2027-01-01,agi-declared=2028-01-01",
            BadInputError,
            "the dates of agi-declared and agi-reached, agi-verified break their order",
        ),
    ],
)
def test_sides_that_mean_nothing_are_refused(
    first: str, second: str, error: type[Exception], message: str
) -> None:
    """The message says what was found and what would be right."""
    with pytest.raises(error, match=message):
        graph().diff(first, second, graph().setting(on=KNOWN, known=KNOWN))


def test_an_event_goes_by_any_of_its_names() -> None:
    """Id, IRI and a part of the label mean the same event; spaces do no harm."""
    names = ["agi-verified", "https://w3id.org/pactgraph/id/agi-verified", "AGI verified"]
    found = [
        between_scenarios("record", f" {name} = 2028-06-01 , openai-ipo=never", "2029-01-01")
        for name in names
    ]

    assert 1 == len({tuple(change.clause.id for change in diff.changes) for diff in found})
