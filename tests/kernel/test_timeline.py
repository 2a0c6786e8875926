"""Written dates and durations, against the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pactgraph.errors import BadDateError, BadInputError
from pactgraph.kernel.timeline import FIRST, LAST, TICK, Duration, Precision, Stretch, day, stretch

DAY = timedelta(days=1)


def utc(text: str) -> datetime:
    """Return the instant written as `text`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# ---- Stretches --------------------------------------------------------------------------

WRITTEN = {
    "2030": (Precision.YEAR, "2030-01-01", "2031-01-01"),
    "2028": (Precision.YEAR, "2028-01-01", "2029-01-01"),
    "2030Z": (Precision.YEAR, "2030-01-01", "2031-01-01"),
    "2030+02:00": (Precision.YEAR, "2029-12-31T22:00", "2030-12-31T22:00"),
    "2030-12": (Precision.MONTH, "2030-12-01", "2031-01-01"),
    "2028-02": (Precision.MONTH, "2028-02-01", "2028-03-01"),  # 29 days
    "2100-02": (Precision.MONTH, "2100-02-01", "2100-03-01"),  # 28: no leap year
    "2000-02": (Precision.MONTH, "2000-02-01", "2000-03-01"),  # 29: a leap year again
    "2030-05+02:00": (Precision.MONTH, "2030-04-30T22:00", "2030-05-31T22:00"),  # April has 30
    "2030-03+01:00": (Precision.MONTH, "2030-02-28T23:00", "2030-03-31T23:00"),
    "2030-01-05:00": (Precision.MONTH, "2030-01-01T05:00", "2030-02-01T05:00"),
    "2030-12-31": (Precision.DAY, "2030-12-31", "2031-01-01"),
    "2028-02-29": (Precision.DAY, "2028-02-29", "2028-03-01"),
    "2030-01-01+14:00": (Precision.DAY, "2029-12-31T10:00", "2030-01-01T10:00"),
    "2030-12-31-14:00": (Precision.DAY, "2030-12-31T14:00", "2031-01-01T14:00"),
    "2030-12-31T23:59:59": (
        Precision.INSTANT,
        "2030-12-31T23:59:59",
        "2030-12-31T23:59:59.000001",
    ),
    "2030-12-31T12:00:00.5Z": (
        Precision.INSTANT,
        "2030-12-31T12:00:00.5",
        "2030-12-31T12:00:00.500001",
    ),
    "2030-12-31T12:00:00.123456999Z": (  # cut off, not rounded
        Precision.INSTANT,
        "2030-12-31T12:00:00.123456",
        "2030-12-31T12:00:00.123457",
    ),
    "2028-02-28T24:00:00Z": (
        Precision.INSTANT,
        "2028-02-29",
        "2028-02-29T00:00:00.000001",
    ),
    "2030-12-31T24:00:00.000000000+02:00": (
        Precision.INSTANT,
        "2030-12-31T22:00",
        "2030-12-31T22:00:00.000001",
    ),
    "2030-12-31T20:00:00-05:00": (
        Precision.INSTANT,
        "2031-01-01T01:00",
        "2031-01-01T01:00:00.000001",
    ),
    "0002": (Precision.YEAR, "0002-01-01", "0003-01-01"),  # the first year
    "9998": (Precision.YEAR, "9998-01-01", "9999-01-01"),  # the last year
    "0002-01-01+14:00": (Precision.DAY, "0001-12-31T10:00", "0002-01-01T10:00"),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_date_stands_for_the_stretch_that_its_precision_and_zone_give_it(text: str) -> None:
    """A date stands for all instants from its first to just before its last's successor."""
    precision, start, end = WRITTEN[text]

    assert Stretch(utc(start), utc(end), precision, text) == stretch(text)
    assert stretch(text) == stretch(text, precision)
    assert stretch(text).last == stretch(text).end - TICK


BAD = {
    "2030-02-30": "“2030-02-30” does not exist in the calendar; write a day such as",
    "2029-02-29": "does not exist in the calendar",
    "2030-13": "“2030-13” does not exist in the calendar; write a month such as 2030-12",
    "2030-00": "does not exist in the calendar",
    "0000": "does not exist in the calendar; write a year such as 2030, of the years 0002 to 9998",
    "0001": "of the years 0002 to 9998",
    "0001-12-31": "of the years 0002 to 9998",
    "9999": "of the years 0002 to 9998",
    "9999-01-01": "of the years 0002 to 9998",
    "9999-12-31T23:59:59.999999": "of the years 0002 to 9998",
    "2030-12-31T24:00:01": "does not exist in the calendar; write an instant such as",
    "2030-12-31T24:00:00.0000001": "does not exist in the calendar",
    "2030-02-30T24:00:00": "does not exist in the calendar",
    "9998-12-31T24:00:00": "of the years 0002 to 9998",
    "2030-12-31T23:59:60Z": "does not exist in the calendar",  # no leap seconds
    "2030-12-31T23:60:00": "does not exist in the calendar",
    "": "“” is not a date; write a day such as 2030-12-31, or a month, a year, or an"
    " instant such as 2030-12-31T12:00:00Z",
    "30": "is not a date",
    "2030-1": "is not a date",
    "-2030": "is not a date",
    "12030": "is not a date",
    "2030-12-31 12:00:00": "is not a date",
    "2030-12-31T12:00": "is not a date",
    "2030-12-31T12:00:00.": "is not a date",
    "2030-12-31T12:00:00.123456\u0667": "is not a date",  # a digit, but not ours
    "2030-01-01+14:01": "is not a date",  # XML Schema ends at 14:00
    "2030-01-01+05:75": "is not a date",
    "2030-01-01+0500": "is not a date",
    "2030-01-01\n": "is not a date",
    "٢٠٣٠": "is not a date",  # digits, but not ours
    "the end of the decade, unless all the parties agree otherwise": (
        "“the end of the decade, unless all the pa” is not a date"  # cut at 40 characters
    ),
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_date_is_refused_with_an_example_of_one(text: str) -> None:
    """What is no date, or in no usable year, is refused; the message shows a right one."""
    with pytest.raises(BadDateError, match=BAD[text].replace("+", r"\+")):
        stretch(text)


def test_a_date_of_another_precision_than_asked_for_is_refused() -> None:
    """Where a month is asked for, a day is refused."""
    with pytest.raises(BadDateError, match="“2030-12-31” is not a month such as 2030-12"):
        stretch("2030-12-31", Precision.MONTH)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{3,5}(-[0-9]{1,2}){0,2}(T[0-9:.]*)?[+Z0-9:-]*"))
@example("9998-12-31T23:59:59.999999-14:00")
@example("0002-01-01T00:00:00+14:00")
def test_any_text_is_a_stretch_within_the_time_line_or_no_date(text: str) -> None:
    """Any text gives a stretch strictly within the time line, or the error for dates."""
    try:
        found = stretch(text)
    except BadDateError:
        return

    assert FIRST < found.start < found.end < LAST
    assert text == found.text


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_the_stretches_of_a_day_its_month_and_its_year_contain_one_another(moment: date) -> None:
    """A day lies within its month, and that within its year; each is as long as it is."""
    year, month, this_day = (
        stretch(f"{moment:%Y}".zfill(4)),
        stretch(moment.isoformat()[:7]),
        day(moment),
    )

    assert year.start <= month.start <= this_day.start < this_day.end <= month.end <= year.end
    assert DAY == this_day.end - this_day.start
    assert monthrange(moment.year, moment.month)[1] * DAY == month.end - month.start


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("2030", "2030-12-31"),
        ("2028-02", "2028-02-29"),
        ("2030-12-31", "2030-12-31"),
        ("2030-12-31T12:00:00Z", "2030-12-31T12:00"),
        ("2030-05+02:00", "2030-05-30T22:00"),
    ],
)
def test_the_latest_start_is_the_first_instant_of_the_last_day(text: str, latest: str) -> None:
    """What happened on an unknown day has happened from the start of the last one on."""
    assert utc(latest) == stretch(text).latest_start


def test_a_precision_has_a_word_for_people() -> None:
    """Every precision has a word of everyday language."""
    assert ["year", "month", "day", "instant"] == [precision.word for precision in Precision]


# ---- Durations --------------------------------------------------------------------------


def later(moment: date, months: int) -> date:
    """Return `moment` some months later: its day, or the last one of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return date(year, month + 1, min(moment.day, monthrange(year, month + 1)[1]))


@cache
def days_around(first: int, last: int) -> list[date]:
    """Return all days from the beginning of the year `first` to that of `last`."""
    start = date(first, 1, 1)
    return [start + at * DAY for at in range((date(last, 1, 1) - start).days)]


SPAN = days_around(1896, 1906)  # 1900 was no leap year: both extremes of a few months occur


@pytest.mark.parametrize("months", [1, 2, 3, 6, 11, 12, 13, 24, 48, 60])
def test_adding_months_clamps_to_the_last_day_of_a_shorter_month(months: int) -> None:
    """Months are added by the calendar, on every day of ten years."""
    duration = Duration(months=months)

    for moment in SPAN[:1500]:
        start = datetime.combine(moment, datetime.min.time(), UTC)
        assert later(moment, months) == duration.after(start).date()


@pytest.mark.parametrize("months", [*range(1, 26), 36, 48, 49, 60])
def test_months_and_days_compare_as_the_calendar_has_it_on_every_day(months: int) -> None:
    """Months are never longer than so many days if that holds on every day, and conversely."""
    lengths = {(later(moment, months) - moment).days for moment in SPAN[:-1]}
    by_calendar = Duration(months=months)

    for days in {bound + step for bound in (min(lengths), max(lengths)) for step in (-1, 0, 1)}:
        by_days = Duration(fixed=timedelta(days=days))
        assert (days <= min(lengths)) == by_days.never_longer_than(by_calendar), days
        assert (max(lengths) <= days) == by_calendar.never_longer_than(by_days), days


@pytest.mark.parametrize("months", [1237, 2400, 4801])
def test_centuries_compare_as_the_calendar_has_it_throughout_its_cycle(months: int) -> None:
    """Also lengths of centuries are compared over all 400 years of the calendar's cycle."""
    starts = [date(year, month, 1) for year in range(1600, 2000) for month in range(1, 13)]
    lengths = {(later(start, months) - start).days for start in starts}
    by_calendar = Duration(months=months)

    for days in {bound + step for bound in (min(lengths), max(lengths)) for step in (-1, 0, 1)}:
        by_days = Duration(fixed=timedelta(days=days))
        assert (days <= min(lengths)) == by_days.never_longer_than(by_calendar), days
        assert (max(lengths) <= days) == by_calendar.never_longer_than(by_days), days


durations = st.builds(Duration, months=st.integers(0, 150_000)) | st.builds(
    Duration, fixed=st.timedeltas(timedelta(), timedelta(days=4_000_000))
)
moments = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis wants them so)


@given(durations, durations, moments)
def test_never_longer_than_holds_at_every_instant(
    first: Duration, second: Duration, moment: datetime
) -> None:
    """If one duration is never longer than another, then it ends no later at any instant."""
    if first.never_longer_than(second):
        assert first.after(moment) <= second.after(moment)


@given(durations, st.dates(date(2, 1, 1), date(9998, 12, 31)), st.integers(0, 800))
def test_adding_a_duration_keeps_the_order_of_days(
    duration: Duration, moment: date, days: int
) -> None:
    """What begins on a later day does not end earlier, up to the end of the time line."""
    first = datetime.combine(moment, datetime.min.time(), UTC)
    second = first + min(days, (utc("9998-12-31") - first).days) * DAY

    assert first <= duration.after(first) <= duration.after(second) <= utc("9998-12-31")


@given(moments, st.integers(0, 100_000), st.integers(0, 100_000))
def test_months_compare_with_months_by_their_number(moment: datetime, few: int, many: int) -> None:
    """Fewer months are never longer than more, and more end later where the line allows."""
    shorter, longer = sorted((few, many))

    assert Duration(months=shorter).never_longer_than(Duration(months=longer))
    assert Duration(months=shorter).after(moment) <= Duration(months=longer).after(moment)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("P6M", Duration(months=6)),
        ("P90D", Duration(fixed=timedelta(days=90))),
        ("P0D", Duration()),
        ("P1DT3600S", Duration(fixed=timedelta(days=1, hours=1))),
        ("P0DT0.5S", Duration(fixed=timedelta(milliseconds=500))),
        ("P0DT12345.678901S", Duration(fixed=timedelta(seconds=12345, microseconds=678901))),
    ],
)
def test_a_duration_is_written_as_xml_schema_writes_it(text: str, duration: Duration) -> None:
    """A duration's text is its XML Schema form, to the microsecond: it names delayed events."""
    assert text == str(duration)


def test_a_duration_without_a_single_meaning_is_refused() -> None:
    """Months mixed with days, and negative lengths, are refused."""
    with pytest.raises(BadInputError, match="mixes months and days; use P3M or P90D"):
        Duration(months=1, fixed=DAY)
    with pytest.raises(BadInputError, match="negative; name the later event instead"):
        Duration(months=-1)
    with pytest.raises(BadInputError, match="negative; name the later event instead"):
        Duration(fixed=-TICK)
