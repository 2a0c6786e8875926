"""What could be expected at an instant: the past as it was, the future open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given, settings

from made.oracle import INSTANTS, Case
from made.strategies import STATED, cases, moment, question
from pactgraph.errors import ContradictoryScenarioError
from pactgraph.kernel.conditions import UNRELATED, relate
from pactgraph.kernel.foresight import foreseen
from pactgraph.kernel.points import After
from pactgraph.kernel.scenarios import NEVER, Happening, Window
from pactgraph.kernel.status import Status, standing
from pactgraph.kernel.timeline import TICK, Duration

FEWER = settings.get_profile("fewer")
AT = datetime(2030, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@settings(FEWER)
@given(cases(), STATED)
def test_the_past_stays_as_it_was(case: Case, slot: int) -> None:
    """Up to the instant, in force and depends are what they are with hindsight."""
    asked = question(case)
    try:
        windows = asked.windows()
    except ContradictoryScenarioError:
        assume(condition=False)
        raise
    found = asked.periods()

    expected = foreseen(windows, moment(slot), asked.events, asked.record)

    for then in (moment(each) for each in INSTANTS if each <= slot):
        told, known = (standing(found, each, then, asked.events) for each in (expected, windows))
        if {told.status, known.status} & {Status.IN_FORCE, Status.DEPENDS}:
            assert told == known


@settings(FEWER)
@given(cases(), STATED)
def test_the_future_is_open(case: Case, slot: int) -> None:
    """What has not happened can happen at once or never, unless it never happens at all."""
    asked = question(case)
    try:
        windows = asked.windows()
    except ContradictoryScenarioError:
        assume(condition=False)
        raise
    at = moment(slot)

    expected = foreseen(windows, at, asked.events, asked.record)

    for event in case.record:
        window = expected[event]
        if windows[event] == NEVER or windows[event].has_happened(at):
            assert windows[event] == window
        else:
            not_before = asked.record[event].not_before or at
            assert window.latest is None
            assert window.can_have_happened(max(at + TICK, not_before))


def test_a_delay_runs_from_what_it_follows() -> None:
    """What has happened keeps its notice period; what has not begins one at the earliest now."""
    notice = relate({"end": After("notice", Duration(fixed=90 * DAY))})
    ((name, _),) = notice.delays.items()
    given_before = {"notice": Window(AT - DAY, AT - DAY), name: Window(AT + 89 * DAY, None)}
    given_after = {"notice": Window(AT + DAY, AT + DAY), name: Window(AT + 91 * DAY, None)}

    record = {"notice": Happening()}
    over = AT + 89 * DAY
    assert Window(over, over) == foreseen(given_before, AT, notice, record)[name]
    assert Window(AT + TICK + 90 * DAY, None) == foreseen(given_after, AT, notice, record)[name]


def test_an_event_that_may_have_happened_still_may() -> None:
    """What is open from an earlier day on stays open from that day on."""
    month = {"closing": Window(AT - DAY, AT + DAY)}
    record = {"closing": Happening()}

    assert {"closing": Window(AT - DAY, None)} == foreseen(month, AT, UNRELATED, record)


def test_what_cannot_have_happened_before_a_day_is_not_foreseen_before_it() -> None:
    """The earliest day of an event holds without hindsight too."""
    dated = {"closing": Window(AT + 9 * DAY, AT + 9 * DAY)}
    record = {"closing": Happening(not_before=AT + 5 * DAY)}

    assert {"closing": Window(AT + 5 * DAY, None)} == foreseen(dated, AT, UNRELATED, record)
