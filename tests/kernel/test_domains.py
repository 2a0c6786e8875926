"""Domains: the first and the last day that leads somewhere, and counts of events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.test_spans import SPANS
from pactgraph.kernel.domains import ANY_DAY, Domain, between, nth
from pactgraph.kernel.spans import Span
from pactgraph.kernel.timeline import FIRST, LAST

DAY = timedelta(days=1)
ZERO = datetime(2028, 1, 20, tzinfo=UTC)


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    """Draw one or two stretches of days, and never or not."""
    ends = draw(st.lists(st.integers(0, 40), min_size=2, max_size=4, unique=True))
    line = [ZERO + day * DAY for day in sorted(ends)]
    found = [(line[0], line[1])]
    if len(line) == 4:
        found.append((line[2], line[3]))
    if draw(st.booleans()):
        found.append((LAST, LAST))
    return Domain(tuple(found))


def listed(domain: Domain) -> list[datetime]:
    """Return all moments of a domain, one by one."""
    found = []
    for start, end in domain.stretches:
        found += [start + day * DAY for day in range((end - start).days + 1)]
    return found


@given(domains(), SPANS, st.integers(-60, 200))
def test_the_first_and_the_last_day_are_those_of_all_days(
    domain: Domain, span: Span, day: int
) -> None:
    """They are found as by looking at each."""
    target = ZERO + day * DAY
    reaching = [moment for moment in listed(domain) if span.after(moment) >= target]
    within = [moment for moment in listed(domain) if span.after(moment) <= target]

    assert min(reaching, default=None) == domain.from_on(span, target)
    assert max(within, default=None) == domain.up_to(span, target)


@given(st.lists(domains(), min_size=1, max_size=3), st.data())
def test_a_count_of_events_comes_on_the_days_of_all_choices(
    told: list[Domain], data: st.DataObject
) -> None:
    """Each event happens on any of its days, whatever becomes of the others."""
    count = data.draw(st.integers(1, len(told)))
    few = [Domain(tuple((s, s + min(e - s, 5 * DAY)) for s, e in each.stretches)) for each in told]
    expected = {sorted(choice)[count - 1] for choice in product(*map(listed, few))}

    assert sorted(expected) == listed(nth(count, few))


def test_an_event_of_which_nothing_is_known_happens_long_ago_or_never() -> None:
    """Between the two it happens at any midnight."""
    noon = ZERO + timedelta(hours=12)

    assert (FIRST, LAST) == (ANY_DAY.first, ANY_DAY.last)
    assert (ZERO + DAY, ZERO) == (ANY_DAY.from_on(Span(), noon), ANY_DAY.up_to(Span(), noon))


@pytest.mark.parametrize("may_never", [True, False])
def test_an_event_happens_at_the_time_of_day_at_which_its_stretch_begins(
    may_never: bool,  # noqa: FBT001 - a case
) -> None:
    """The last day counts in full, or not at all."""
    noon = ZERO + timedelta(hours=12)
    found = between(noon, ZERO + 3 * DAY, may_never=may_never)

    assert (noon, noon + 2 * DAY) == found.stretches[0]
    assert may_never == (found.last == LAST)
