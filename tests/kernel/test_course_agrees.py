"""Courses agree with listing all that can happen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kernel.test_points_agree import midnight, question
from lengths import examples
from pactgraph.kernel.flips import course, step_at
from pactgraph.kernel.periods import periods
from points import brute
from points.drawn import drawn

SEEDS = range(1, 2 * examples(40), 2)
"""Odd seeds count in single days around a turn of the year; the day of a flip can be listed."""
BATCHES = 5
DAYS = [date(2027, 12, 24) + timedelta(days=number) for number in range(28)]


@pytest.mark.many
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_flip_is_found_and_none_is_made_up(batch: int) -> None:
    """On each day a course says what listing finds, whatever is compared, counted or moved."""
    differing = {}
    for seed in SEEDS[batch::BATCHES]:
        case = drawn(seed)
        asked = question(case.record, case.condition, case.known)
        steps = course(periods(asked.condition, asked.events), asked.windows, asked.events)
        for day in DAYS:
            expected = str(brute.status(case.record, case.condition, day, case.known))
            found = str(step_at(steps, midnight(day)).standing.status)
            if found != expected:
                differing[seed, day] = (expected, found)

    assert {} == differing
