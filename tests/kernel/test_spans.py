"""Spans: what they lead to, how long they are, which are never longer than others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.kernel.spans import Back, Onward, Span
from pactgraph.kernel.timeline import FIRST, LAST, Duration

DAY = timedelta(days=1)
ZERO = datetime(2027, 1, 1, tzinfo=UTC)


def days(number: int) -> Duration | Back:
    """Return a step of so many days, back if they are fewer than none."""
    step = Duration(fixed=abs(number) * DAY)
    return step if number >= 0 else Back(step)


def months(number: int) -> Duration | Back:
    """Return a step of so many months, back if they are fewer than none."""
    step = Duration(months=abs(number))
    return step if number >= 0 else Back(step)


def next_first(moment: datetime) -> datetime | None:
    """Return the first day of the next month, until 2030."""
    if moment.year > 2030:
        return None
    return datetime(moment.year + moment.month // 12, moment.month % 12 + 1, 1, tzinfo=UTC)


NEXT_FIRST = Onward("next-first", next_first)
FORWARD = st.one_of(
    st.integers(0, 70).map(days), st.integers(1, 14).map(months), st.just(NEXT_FIRST)
)
BACKWARD = st.one_of(st.integers(-40, -1).map(days), st.integers(-3, -1).map(months))
SPANS = st.lists(st.one_of(FORWARD, BACKWARD), max_size=3).map(lambda steps: Span.of(*steps))
MOMENTS = st.integers(0, 1200).map(lambda day: ZERO + day * DAY)

LED: dict[str, tuple[Span, str, str]] = {
    "no time": (Span(), "2027-01-31", "2027-01-31"),
    "days": (Span.of(days(30)), "2027-01-31", "2027-03-02"),
    "months clamp": (Span.of(months(1)), "2027-01-31", "2027-02-28"),
    "months back clamp": (Span.of(months(-1)), "2028-03-31", "2028-02-29"),
    "one after the other": (Span.of(months(1), days(1)), "2027-01-31", "2027-03-01"),
    "years, then days back": (Span.of(months(60), days(-90)), "2027-03-02", "2031-12-03"),
    "the next date": (Span.of(NEXT_FIRST), "2027-12-01", "2028-01-01"),
    "days, then the next date": (Span.of(days(31), NEXT_FIRST), "2027-12-01", "2028-02-01"),
}


@pytest.mark.parametrize("name", LED)
def test_a_span_leads_to_a_day(name: str) -> None:
    """Each step starts where the one before it has led."""
    span, start, end = LED[name]

    assert (
        f"{end}T00:00:00+00:00"
        == span.after(datetime.fromisoformat(start).replace(tzinfo=UTC)).isoformat()
    )


def test_never_stays_never_and_a_schedule_can_end() -> None:
    """Nothing leads away from never; after the last date of a schedule there is none."""
    assert Span.of(days(1)).after(LAST) == LAST == Span.of(months(-1)).after(LAST)
    assert LAST == Span.of(NEXT_FIRST, days(1)).after(datetime(2031, 1, 1, tzinfo=UTC))


def test_what_leads_beyond_the_calendar_leads_to_its_ends() -> None:
    """A million months are more than there are, in both directions."""
    assert datetime(9998, 12, 31, tzinfo=UTC) == Span.of(months(1_000_000)).after(ZERO)
    assert Span.of(months(-1_000_000)).after(ZERO) == FIRST


def test_neighbours_of_fixed_length_are_taken_together() -> None:
    """Days and days are days; what cancels out is no step; months stay apart."""
    assert Span.of(days(3), days(-1)) == Span.of(days(2))
    assert Span.of(days(3), days(-3)) == Span()
    assert Span.of(months(1)).then(Span.of(months(1))).steps == (months(1), months(1))


WRITTEN = {
    "": Span(),
    "P90D": Span.of(days(90)),
    "-P90D": Span.of(days(-90)),
    "P60M-P90D": Span.of(months(60), days(-90)),
    "P20D+next-first": Span.of(days(20), NEXT_FIRST),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_span_is_written_as_its_steps(text: str) -> None:
    """Steps back have a minus sign."""
    assert text == str(WRITTEN[text])


@given(SPANS, MOMENTS, st.integers(0, 40))
def test_a_span_never_turns_two_days_round(span: Span, moment: datetime, more: int) -> None:
    """A later day leads to no earlier one."""
    assert span.after(moment) <= span.after(moment + more * DAY)


@given(SPANS, MOMENTS)
def test_a_span_is_as_long_as_it_says(span: Span, moment: datetime) -> None:
    """Its length lies between its least and its most, and is fixed if it says so."""
    end = span.after(moment)

    assert end == LAST or span.least <= end - moment
    assert span.most is None or end - moment <= span.most
    assert span.fixed is None or span.fixed == end - moment


@given(SPANS, SPANS, MOMENTS)
def test_a_span_that_is_never_longer_never_leads_further(
    one: Span, other: Span, moment: datetime
) -> None:
    """From no day does it lead to a later one."""
    assert not one.never_longer_than(other) or one.after(moment) <= other.after(moment)


@given(SPANS, FORWARD)
def test_more_time_is_never_shorter(span: Span, more: Duration | Onward) -> None:
    """Whatever comes before or after: the steps that are shared do not matter."""
    assert span.never_longer_than(Span.of(*span.steps, more)) or Span.of(more).least < 0 * DAY
    assert span.never_longer_than(span)
    assert Span.of(months(1)).never_longer_than(Span.of(months(2)))
    assert not Span.of(months(1)).never_longer_than(Span.of(days(30)))
