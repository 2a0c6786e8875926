"""Deals drawn at random and read from Turtle are answered as listing all that can happen does."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from lengths import share
from pactgraph.interpreting import points
from pactgraph.kernel.points import OnlyBefore
from pactgraph.kernel.spans import Span
from points.comparing import compared, says_less
from points.deals import dealt

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.many

DEALS = share(20_000, 300)
BATCHES = 10
CONSTRUCTS = """
    earliestOf, latestOf, nth, offset in days, offset in months, offset in years,
    chain of offsets, negative offset, onNext, when, before a date, before an event,
    noLaterThan a date, noLaterThan an event, noEarlierThan a date, noEarlierThan an event,
    lapseOf, lapseOf before a date, lapseOf before an event, lapseOf noLaterThan a date,
    lapseOf noLaterThan an event, neverPrecedes, rulesOut, notAfter, notBefore,
    notOccurredThrough, occurredOn a day, occurredOn a month, deadline and performedBy,
    excusedBy, fulfilment, lateness, violation, and, or, xone, dateTime,
    1 events, 2 events, 3 events, 4 events
"""


def test_every_construct_is_drawn() -> None:
    """Each in at least three of a hundred deals."""
    number = 500
    drawn = Counter(construct for seed in range(number) for construct in dealt(seed).constructs)
    expected = {construct.strip() for construct in CONSTRUCTS.split(",")}

    assert expected == set(drawn)
    assert {} == {what: count for what, count in drawn.items() if 100 * count < 3 * number}


@pytest.mark.many
@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_a_file_says_is_answered_as_listing_does(batch: int, tmp_path: Path) -> None:
    """None is wrong; none says less than it could but beside a calendar, which is printed."""
    found = compared(range(batch, DEALS, BATCHES), tmp_path)
    print(found.table())  # noqa: T201 - how many, and which shares: seen with pytest -s

    assert [] == found.wrong
    assert 100 * len(found.cautious) <= found.answers.total()
    assert found.deals + found.empty == len(range(batch, DEALS, BATCHES))


@pytest.mark.parametrize("seed", [1823, 2621, 8119, 9395, 9463, 9519, 10562])
def test_no_event_comes_after_its_own_day(seed: int, tmp_path: Path) -> None:
    """Drawn among 20,000: neither does B not come by the day of B, nor two days later by then."""
    assert [] == compared([seed], tmp_path).wrong


@pytest.mark.parametrize(("name", "faulty"), [("DAY_OVER", Span()), ("LapseOf", OnlyBefore)])
def test_a_fault_is_found(name: str, faulty: object, tmp_path: Path) -> None:
    """A deadline that leaves out its last day, and a lapse that is a performance in time."""
    with patch.object(points, name, faulty):
        assert compared(range(60), tmp_path).wrong


@pytest.mark.parametrize(
    ("given", "expected", "less"),
    [
        ("depends", "in force", True),
        ("depends", "never", True),
        ("not yet", "never", True),
        ("not yet", "in force", False),
        ("ended", "not yet", False),
        ("in force", "depends", False),
        ("never", "ended", False),
    ],
)
def test_less_is_what_leaves_open_more(given: str, expected: str, *, less: bool) -> None:
    """Whatever else differs is wrong."""
    assert less == says_less(given, expected)
