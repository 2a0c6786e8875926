"""Domains: the moments at which an event can happen, one a day, and never.

An event whose date is open happens on some day of a stretch, at the time of day at which the
stretch begins, which is midnight in UTC for almost all. `LAST` stands for never, `FIRST` for
long ago.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pactgraph.kernel.spans import NO_TIME
from pactgraph.kernel.timeline import FIRST, LAST, TICK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.kernel.spans import Span

DAY = timedelta(days=1)
MIDNIGHT = time()
LONG_AGO = datetime(1000, 1, 1, tzinfo=UTC)
"""What can have happened by then can have happened at any time before: nothing is dated so."""
END = datetime(9998, 12, 31, tzinfo=UTC)
"""The last day on which anything can happen."""

Stretch = tuple[datetime, datetime]
"""The days from a first moment through a last one."""


@dataclass(frozen=True)
class Domain:
    """The moments at which an event can happen.

    Attributes:
        stretches: in order, apart from one another; (LAST, LAST) if it may never happen.
    """

    stretches: tuple[Stretch, ...]

    @property
    def first(self) -> datetime:
        """The first moment; LAST if there is none but never."""
        return self.stretches[0][0]

    @property
    def last(self) -> datetime:
        """The last moment; LAST if it may never happen."""
        return self.stretches[-1][1]

    @cached_property
    def is_of_midnights(self) -> bool:
        """Whether every moment but never is a midnight in UTC; of long ago that is not known."""
        return all(
            start == LAST or (start > FIRST and start.time() == MIDNIGHT)
            for start, _ in self.stretches
        )

    def from_on(self, span: Span, target: datetime) -> datetime | None:
        """Return the first moment from which `span` leads to `target` or later; None if none."""
        for start, end in self.stretches:
            if _surely_leads(span, end, target) or span.after(end) >= target:
                return _first_in(start, end, span, target)
        return None

    def up_to(self, span: Span, target: datetime) -> datetime | None:
        """Return the last moment from which `span` leads to `target` or before; None if none."""
        for start, end in reversed(self.stretches):
            if span.after(start) <= target:
                return _last_in(start, end, span, target)
        return None


ANY_DAY = Domain(((FIRST, END), (LAST, LAST)))
"""The moments of an event of which nothing is known."""
NOT_AT_ALL = Domain(((LAST, LAST),))


def between(start: datetime, end: datetime, *, may_never: bool) -> Domain:
    """Return the domain of the days from `start` on, `end` itself, and never if it may be."""
    last = start + (end - start) // DAY * DAY
    found = [(start, last)]
    if last < end < END:
        found.append((end, end))
    if may_never and start < LAST:
        found.append((LAST, LAST))
    return Domain(tuple(found))


def nth(count: int, domains: Sequence[Domain]) -> Domain:
    """Return at which moments `count` of events that do not hang together can have come.

    Args:
        count: how many, from 1 to all.
        domains: when each of the events can happen.
    """
    lowest = sorted(domain.first for domain in domains)[count - 1]
    highest = sorted(domain.last for domain in domains)[count - 1]
    return Domain(tuple(_united(_cut(domains, lowest, highest))))


def _cut(domains: Iterable[Domain], lowest: datetime, highest: datetime) -> list[Stretch]:
    """Return the stretches of `domains`, without what lies before `lowest` or after `highest`."""
    found = []
    for domain in domains:
        for start, end in domain.stretches:
            if end < lowest or start > highest:
                continue
            first = start if start >= lowest else start + -((start - lowest) // DAY) * DAY
            last = end if end <= highest else start + (highest - start) // DAY * DAY
            if first <= last:
                found.append((first, last))
    return sorted(found)


def _united(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return sorted stretches with those taken together that overlap."""
    found: list[Stretch] = []
    for start, end in stretches:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _surely_leads(span: Span, start: datetime, target: datetime) -> bool:
    """Return whether `span` leads from `start` to `target` or later because it is that long."""
    return target <= END and target - start <= span.least


@lru_cache(100_000)
def _first_in(start: datetime, end: datetime, span: Span, target: datetime) -> datetime:
    """Return the first day of a stretch from which `span` leads to `target` or later: one does."""
    if span.after(start) >= target:
        return start
    low, high = _guess(start, end, span, target)
    while high - low > 1:
        middle = (low + high) // 2
        if span.after(start + middle * DAY) >= target:
            high = middle
        else:
            low = middle
    return start + high * DAY


def _guess(start: datetime, end: datetime, span: Span, target: datetime) -> tuple[int, int]:
    """Return two days of a stretch, by number: the first leads before `target`, the second not."""
    all_days = (end - start) // DAY
    near = (target - start - (span.most or NO_TIME)) // DAY - 1
    far = (target - start - span.least) // DAY + 1
    low = near if 0 < near < all_days and span.most is not None else 0
    high = far if 0 < far < all_days else all_days
    if span.after(start + low * DAY) >= target:
        low = 0
    if span.after(start + high * DAY) < target:
        high = all_days
    return low, high


@lru_cache(100_000)
def _last_in(start: datetime, end: datetime, span: Span, target: datetime) -> datetime:
    """Return the last day of a stretch from which `span` leads to `target` or before: one does."""
    if target - end >= span.least and span.after(end) <= target:
        return end
    return _first_in(start, end, span, target + TICK) - DAY
