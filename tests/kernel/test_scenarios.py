"""Between which instants events happen, by the record and by assumption."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from made.oracle import Case, standings
from made.strategies import cases, question
from pactgraph.errors import BadInputError, ContradictoryScenarioError
from pactgraph.kernel.conditions import UNRELATED, relate
from pactgraph.kernel.points import After, EarliestOf
from pactgraph.kernel.scenarios import NEVER, Happening, Window, on, windows
from pactgraph.kernel.timeline import FIRST, LAST, TICK, Duration, stretch

ORDERED = relate({}, [("declared", "verified"), ("agreed", "verified")])


def utc(text: str) -> datetime:
    """Return the instant written as `text`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


K = utc("2026-11-23")


# ---- Windows ----------------------------------------------------------------------------


def test_an_event_has_happened_from_the_instant_of_its_date_on() -> None:
    """A tick before its day it has not, at the first instant of its day it has."""
    window = on(stretch("2026-02-27"))

    assert not window.can_have_happened(utc("2026-02-27") - TICK)
    assert window.has_happened(utc("2026-02-27"))


def test_a_month_leaves_open_which_day_it_was() -> None:
    """From the first day on it can have happened; from the last day on it surely has."""
    window = on(stretch("2028-02"))

    assert not window.can_have_happened(utc("2028-02-01") - TICK)
    assert window.can_have_happened(utc("2028-02-01"))
    assert not window.has_happened(utc("2028-02-29") - TICK)
    assert window.has_happened(utc("2028-02-29"))


def test_never_is_a_window_in_which_nothing_happens() -> None:
    """What never happens cannot have, at any instant."""
    assert not NEVER.can_have_happened(LAST)
    assert not NEVER.has_happened(LAST)


DATE = stretch("2026-02-27")
HAPPENINGS = {
    "open after K": (Happening(), Window(K + TICK, None)),
    "open from its earliest day, before K": (
        Happening(not_before=utc("2026-04-27")),
        Window(utc("2026-04-27"), None),
    ),
    "open from its earliest day, after K": (
        Happening(not_before=utc("2027-04-27")),
        Window(utc("2027-04-27"), None),
    ),
    "dated": (Happening(occurred=DATE), on(DATE)),
    "dated after K": (Happening(occurred=stretch("2031")), Window(K + TICK, None)),
    "dated on K": (Happening(occurred=stretch("2026-11-23")), on(stretch("2026-11-23"))),
    "dated by a month that is not over": (
        Happening(occurred=stretch("2026-11")),
        Window(K + TICK, None),
    ),
    "fixed beforehand": (Happening(occurred=stretch("2031"), fixed=True), on(stretch("2031"))),
    "reported before its date": (
        Happening(reported=utc("2026-01-01"), occurred=stretch("2026-12-01")),
        Window(K + TICK, None),
    ),
    "reported within its date": (
        Happening(reported=utc("2026-11-20"), occurred=stretch("2026-11")),
        Window(utc("2026-11-01"), utc("2026-11-20")),
    ),
    "dated, but not before a day of its month": (
        Happening(occurred=stretch("2026-10"), not_before=utc("2026-10-10")),
        Window(utc("2026-10-10"), utc("2026-10-31")),
    ),
    "dated, but not through a day of its month": (
        Happening(occurred=stretch("2026-10"), not_until=utc("2026-10-10")),
        Window(utc("2026-10-10"), utc("2026-10-31")),
    ),
    "not through a day before K: open after K": (
        Happening(not_until=utc("2026-09-28")),
        Window(K + TICK, None),
    ),
    "open from its earliest day, but found not to have happened later": (
        Happening(not_before=utc("2026-04-27"), not_until=utc("2026-09-28")),
        Window(utc("2026-09-28"), None),
    ),
    "open from its earliest day, but found after K not to have happened": (
        Happening(not_before=utc("2026-04-27"), not_until=utc("2026-12-28")),
        Window(K + TICK, None),
    ),
    "known at K": (Happening(known_since=K, occurred=DATE), on(DATE)),
    "known a tick too late": (Happening(known_since=K + TICK, occurred=DATE), NEVER),
    "known too late, open before": (
        Happening(known_since=K + TICK, not_before=utc("2026-04-27")),
        NEVER,
    ),
    "reported at K": (Happening(reported=K, occurred=DATE), on(DATE)),
    "reported a tick too late": (
        Happening(reported=K + TICK, occurred=DATE),
        Window(K + TICK, None),
    ),
    "reported too late, open before": (
        Happening(reported=K + TICK, occurred=DATE, not_before=utc("2026-04-27")),
        Window(utc("2026-04-27"), None),
    ),
}


@pytest.mark.parametrize("name", HAPPENINGS)
def test_the_record_as_known_says_when_an_event_can_happen(name: str) -> None:
    """What became known after K does not exist; what has no date is open after K."""
    happening, window = HAPPENINGS[name]

    assert window == happening.window(K)


def test_all_that_can_be_known_can_be_asked_for() -> None:
    """K can be the end of the time line; an open event is then open at its end."""
    assert {"e": Window(LAST, None)} == windows({"e": Happening()}, UNRELATED, LAST)


# ---- Assumptions and order --------------------------------------------------------------

OPEN = {"declared": Happening(), "verified": Happening()}
PAST = {"declared": Happening(occurred=stretch("2026-02-01")), "verified": Happening()}


def dated(text: str) -> Window:
    """Return the window of an event on the date `text`."""
    return on(stretch(text))


ASSUMED = {
    "a later event dated in the past leaves the earlier one any time before it": (
        OPEN,
        {"verified": dated("2026-02-01")},
        {"declared": Window(FIRST, utc("2026-02-01")), "verified": dated("2026-02-01")},
    ),
    "a later event dated in the future leaves the earlier one open until then": (
        OPEN,
        {"verified": dated("2029-06-01")},
        {
            "declared": Window(K + TICK, utc("2029-06-01")),
            "verified": dated("2029-06-01"),
        },
    ),
    "an imprecise later event leaves the earlier one until its last day": (
        OPEN,
        {"verified": dated("2026-02")},
        {
            "declared": Window(FIRST, utc("2026-02-28")),
            "verified": Window(utc("2026-02-01"), utc("2026-02-28")),
        },
    ),
    "a later event in the record leaves the earlier one any time before it too": (
        {"declared": Happening(), "verified": Happening(occurred=stretch("2026-02-01"))},
        {},
        {"declared": Window(FIRST, utc("2026-02-01")), "verified": dated("2026-02-01")},
    ),
    "a later event that can have happened at K, but for what else it presupposes": (
        {"declared": Happening(), "verified": Happening(), "agreed": Happening()},
        {"verified": dated("2026-11"), "agreed": dated("2026-11-28")},
        {
            "declared": Window(K + TICK, utc("2026-11-30")),
            "verified": Window(utc("2026-11-28"), utc("2026-11-30")),
            "agreed": dated("2026-11-28"),
        },
    ),
    "a later event that is not known at K pulls nothing": (
        {
            "declared": Happening(),
            "verified": Happening(occurred=stretch("2026-02-01"), known_since=K + TICK),
        },
        {},
        {"declared": Window(K + TICK, None), "verified": NEVER},
    ),
    "an event not known at K happens if an assumed one presupposes it": (
        {"declared": Happening(known_since=K + TICK), "verified": Happening()},
        {"verified": dated("2029-06-01")},
        {
            "declared": Window(K + TICK, utc("2029-06-01")),
            "verified": dated("2029-06-01"),
        },
    ),
    "an earlier event in the future keeps the later one waiting": (
        OPEN,
        {"declared": dated("2029-06-01")},
        {"declared": dated("2029-06-01"), "verified": Window(utc("2029-06-01"), None)},
    ),
    "an earlier event in the past leaves the later one open after K": (
        PAST,
        {},
        {"declared": dated("2026-02-01"), "verified": Window(K + TICK, None)},
    ),
    "if the earlier event never happens, the later one does not": (
        OPEN,
        {"declared": NEVER},
        {"declared": NEVER, "verified": NEVER},
    ),
    "if the later event never happens, the earlier one is open": (
        OPEN,
        {"verified": NEVER},
        {"declared": Window(K + TICK, None), "verified": NEVER},
    ),
    "an assumption overrides the record, against the facts": (
        PAST,
        {"declared": NEVER},
        {"declared": NEVER, "verified": NEVER},
    ),
    "imprecise dates narrow one another": (
        OPEN,
        {"declared": dated("2026-02-10"), "verified": dated("2026-02")},
        {
            "declared": dated("2026-02-10"),
            "verified": Window(utc("2026-02-10"), utc("2026-02-28")),
        },
    ),
}


@pytest.mark.parametrize("name", ASSUMED)
def test_assumptions_and_order_narrow_when_events_can_happen(name: str) -> None:
    """The name of each case says how an assumption and the order act together."""
    record, assumed, expected = ASSUMED[name]

    assert expected == windows(record, ORDERED, K, assumed)


def test_a_delayed_event_has_the_window_of_its_event_moved() -> None:
    """A delay moves both ends of a window, and never stays never."""
    events = relate({"x": After("e", Duration(months=1))})
    record = {"e": Happening()}

    moved = windows(record, events, K, {"e": dated("2026-01")})["e+P1M"]
    assert Window(utc("2026-02-01"), utc("2026-02-28")) == moved  # the 31st is clamped
    assert Window(utc("2026-12-23") + TICK, None) == windows(record, events, K)["e+P1M"]
    assert NEVER == windows(record, events, K, {"e": NEVER})["e+P1M"]


CONTRADICTIONS = {
    "dates the wrong way round": {
        "declared": dated("2029-06-02"),
        "verified": dated("2029-06-01"),
    },
    "a presupposition that never happens": {"declared": NEVER, "verified": dated("2029-06-01")},
    "months the wrong way round": {"declared": dated("2029-07"), "verified": dated("2029-06")},
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_assumptions_that_break_the_order_are_refused(name: str) -> None:
    """Assumptions that no world fulfils are refused; the message names the events."""
    message = "the dates of declared and verified break their order; assume dates for all of them"
    with pytest.raises(ContradictoryScenarioError, match=message):
        windows(OPEN, ORDERED, K, CONTRADICTIONS[name])


def test_an_assumption_against_the_record_has_to_be_complete() -> None:
    """Where the record dates both events, denying only the first contradicts it."""
    record = {name: Happening(occurred=DATE) for name in OPEN}

    with pytest.raises(
        ContradictoryScenarioError, match="declared and verified break their order"
    ):
        windows(record, ORDERED, K, {"declared": NEVER})
    assert dict.fromkeys(OPEN, NEVER) == windows(record, ORDERED, K, dict.fromkeys(OPEN, NEVER))


def test_the_earliest_day_of_an_event_holds_against_what_presupposes_it() -> None:
    """A date before the earliest day of what it presupposes is refused, recorded or assumed."""
    signed = Happening(not_before=utc("2026-11-10"))
    events = relate({}, [("signed", "closed")])
    bounds = "signed cannot happen before 2026-11-10, but has to by 2026-11-05"

    with pytest.raises(ContradictoryScenarioError, match=bounds):
        windows({"signed": signed, "closed": Happening(occurred=stretch("2026-11-05"))}, events, K)
    with pytest.raises(ContradictoryScenarioError, match=bounds):
        windows(
            {"signed": signed, "closed": Happening()}, events, K, {"closed": dated("2026-11-05")}
        )


def test_an_event_out_of_its_own_bounds_is_refused() -> None:
    """A date before the earliest day of the same event leaves it none."""
    record = {"e": Happening(occurred=DATE, not_before=utc("2026-11-10"))}

    with pytest.raises(ContradictoryScenarioError, match="e cannot happen before 2026-11-10"):
        windows(record, UNRELATED, K)


def test_events_on_one_day_keep_any_order() -> None:
    """Declared and verified on one day is no contradiction."""
    assumed = dict.fromkeys(OPEN, dated("2029-06-01"))

    assert assumed == windows(OPEN, ORDERED, K, assumed)


def test_only_recorded_underived_events_can_be_assumed() -> None:
    """A derived event and an unknown one are refused, and the message says what to do."""
    events = relate({"first": EarliestOf(("declared", "verified"))})

    with pytest.raises(BadInputError, match="first is derived; assume what it hangs on instead"):
        windows(OPEN, events, K, {"first": NEVER})
    with pytest.raises(BadInputError, match="there is no event ipo"):
        windows(OPEN, events, K, {"ipo": NEVER})


@given(cases(sound=False))
def test_a_scenario_is_contradictory_exactly_if_no_world_fulfils_it(case: Case) -> None:
    """Any record and scenario is refused if no choice of dates keeps the order, else not."""
    if standings(case) is None:
        with pytest.raises(ContradictoryScenarioError):
            question(case).windows()
    else:
        question(case).windows()


@given(cases())
def test_windows_are_ordered_as_their_events_are(case: Case) -> None:
    """An event that never precedes another has no bound before the other's."""
    asked = question(case)
    if standings(case) is None:
        return
    found = asked.windows()

    far = LAST + timedelta()
    for second, window in found.items():
        for first in asked.events.before(second) & found.keys():
            assert (found[first].earliest or far) <= (window.earliest or far)
            assert (found[first].latest or far) <= (window.latest or far)
