"""Schedules give the next date of a rule, and no rule passes over dates in silence."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

import pytest
from dateutil.rrule import rrulestr

from pactgraph.errors import BadInputError
from pactgraph.kernel.schedules import schedule
from pactgraph.kernel.spans import Span
from pactgraph.kernel.timeline import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Callable

YEARLY = "DTSTART:20210101\nRRULE:FREQ=YEARLY"


def midnight(text: str) -> datetime:
    """Return the first instant of a day, UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        ("2020-12-31", "2021-01-01"),
        # The next date is later, also where one is there already.
        ("2021-01-01", "2022-01-01"),
        ("2021-01-01T12:00:00", "2022-01-01"),
        ("2056-11-01", "2057-01-01"),
        ("0002-01-01", "2021-01-01"),
    ],
)
def test_the_next_date_is_strictly_later(moment: str, following: str) -> None:
    """And the first date of a schedule is its DTSTART."""
    assert midnight(following) == schedule(YEARLY).after(midnight(moment))


def test_a_schedule_can_begin_long_before_and_end() -> None:
    """After its last date comes none: never."""
    three = schedule(f"{YEARLY};COUNT=3")
    until = schedule(f"{YEARLY};UNTIL=20300101")

    assert midnight("2021-01-01") == three.after(FIRST)
    assert midnight("2023-01-01") == three.after(midnight("2022-01-01"))
    assert LAST == three.after(midnight("2023-01-01"))
    assert midnight("2030-01-01") == until.after(midnight("2029-06-01"))
    assert LAST == until.after(midnight("2030-01-01"))
    assert LAST == schedule(YEARLY).after(LAST - timedelta(days=1))


RULES = [
    "DTSTART:20210101\nRRULE:FREQ=DAILY;INTERVAL=3",
    "DTSTART:20210101\nRRULE:FREQ=DAILY;BYDAY=MO,FR",
    "DTSTART:20210101\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
    "DTSTART:20210101\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,FR;WKST=SU",
    "DTSTART:20210128\nRRULE:FREQ=MONTHLY",
    "DTSTART:20210131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1",
    "DTSTART:20210131\nRRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "DTSTART:20210131\nRRULE:FREQ=MONTHLY;INTERVAL=12",
    "DTSTART:20210101\nRRULE:FREQ=MONTHLY;BYDAY=1FR,-1MO",
    "DTSTART:20210101\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "DTSTART:20210101\nRRULE:FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1",
    "DTSTART:20201231\nRRULE:FREQ=YEARLY;INTERVAL=2",
    "DTSTART:20210101\nRRULE:FREQ=YEARLY;BYYEARDAY=1,-1",
    "DTSTART:20200102\nRRULE:FREQ=YEARLY;BYWEEKNO=1;BYDAY=TH",
    "DTSTART;VALUE=DATE:20210101\r\nrrule:freq=yearly;until=20400101",
]


@pytest.mark.parametrize("text", RULES)
def test_no_date_is_missed_and_none_is_made_up(text: str) -> None:
    """However far it is from the first date: the same as by counting up from there."""
    plain = rrulestr(text.upper())
    listed = [*takewhile(lambda date: date.year < 2071, plain)]
    found = schedule(text)
    for number in range(0, 365 * 51, 17):
        moment = datetime(2020, 1, 1) + timedelta(days=number)  # noqa: DTZ001 - as in `plain`
        at = bisect_right(listed, moment)
        if at == len(listed):
            break
        assert listed[at].replace(tzinfo=UTC) == found.after(moment.replace(tzinfo=UTC))


def test_one_text_is_one_schedule() -> None:
    """So two events that are put off by it are put off by the same span."""
    assert Span((schedule(YEARLY),)) == Span((schedule(YEARLY),))
    assert schedule(YEARLY) != schedule(f"{YEARLY};INTERVAL=2")


def test_far_years_cost_no_more_than_near_ones(
    calls_of: Callable[[Callable[[], object]], int],
) -> None:
    """Dates are not listed up to them."""
    daily = schedule("DTSTART:20210101\nRRULE:FREQ=DAILY")

    assert 5_000 > calls_of(lambda: daily.after(midnight("9990-05-05")))
    assert midnight("9990-05-06") == daily.after(midnight("9990-05-05"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("every year", "“every year” is no schedule"),
        ("", "“” is no schedule"),
        ("RRULE:FREQ=YEARLY", "the schedule has no first date"),
        ("DTSTART:20210101", "is no schedule"),
        (f"{YEARLY}\nRRULE:FREQ=MONTHLY", "is no schedule"),
        (f"{YEARLY}\nEXDATE:20220101", "is no schedule"),
        ("DTSTART;TZID=Europe/Berlin:20210101\nRRULE:FREQ=YEARLY", "is no schedule"),
        ("DTSTART:20210101T120000Z\nRRULE:FREQ=YEARLY", "DTSTART:20210101T120000Z is no date"),
        ("DTSTART:20210230\nRRULE:FREQ=YEARLY", "DTSTART:20210230 is no date"),
        ("DTSTART:20210101\nRRULE:FREQ=HOURLY", "FREQ=HOURLY gives no dates"),
        ("DTSTART:20210101\nRRULE:BYMONTH=1", "FREQ= gives no dates"),
        (f"{YEARLY};BYHOUR=3", "BYHOUR=3 is not read in a rule with FREQ=YEARLY"),
        (f"{YEARLY};INTERVAL=0", "INTERVAL=0 is not read"),
        (f"{YEARLY};BYMONTH=13", "BYMONTH=13 is not read"),
        (f"{YEARLY};UNTIL=20300101T000000Z", "UNTIL=20300101T000000Z is not read"),
        (f"{YEARLY};UNTIL=20300230", "UNTIL:20300230 is no date"),
        ("DTSTART:20210101\nRRULE:FREQ=WEEKLY;BYDAY=1FR", "BYDAY=1FR is not read"),
        ("DTSTART:20210101\nRRULE:FREQ=DAILY;BYMONTHDAY=1", "BYMONTHDAY=1 is not read"),
        (f"{YEARLY};COUNT=3;UNTIL=20300101", "says one thing twice"),
        (f"{YEARLY};COUNT=3;COUNT=4", "says one thing twice"),
        ("DTSTART:20210101\nRRULE:FREQ=DAILY;COUNT=10001", "is more than 10000"),
        (f"{YEARLY};BYMONTH=2;BYMONTHDAY=30", "has no dates"),
        ("DTSTART:20210102\nRRULE:FREQ=YEARLY;BYYEARDAY=1", "begin with DTSTART:20220101"),
        # Days that not every month or year has.
        ("DTSTART:20210131\nRRULE:FREQ=MONTHLY", "DTSTART:20210131 leaves out 2021-02"),
        ("DTSTART:20210131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=31", "BYMONTHDAY=31 leaves out"),
        ("DTSTART:20210115\nRRULE:FREQ=MONTHLY;BYMONTHDAY=15,30", "BYMONTHDAY=30 leaves out"),
        ("DTSTART:20201231\nRRULE:FREQ=YEARLY;BYMONTHDAY=31", "leaves out 2021-02"),
        ("DTSTART:20200229\nRRULE:FREQ=YEARLY", "DTSTART:20200229 leaves out 2021"),
        ("DTSTART:20200229\nRRULE:FREQ=YEARLY;INTERVAL=4", "leaves out 2100"),
        (f"{YEARLY};BYYEARDAY=1,366", "BYYEARDAY=366 leaves out"),
        ("DTSTART:20210101\nRRULE:FREQ=MONTHLY;BYDAY=1FR,5MO", "BYDAY=5MO leaves out 2021-02"),
        ("DTSTART:20210813\nRRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "leaves out 2021-09"),
        ("DTSTART:20201228\nRRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "leaves out 2021, and"),
    ],
)
def test_what_gives_no_dates_or_passes_over_some_is_refused(text: str, told: str) -> None:
    """With what is wrong in it."""
    with pytest.raises(BadInputError) as caught:
        schedule(text)

    assert told in str(caught.value)


def test_a_leap_day_every_four_years_is_no_gap_within_a_century() -> None:
    """Only what comes before the end of a schedule counts."""
    leap = schedule("DTSTART:20200229\nRRULE:FREQ=YEARLY;INTERVAL=4;UNTIL=20900101")

    assert midnight("2024-02-29") == leap.after(midnight("2020-02-29"))
