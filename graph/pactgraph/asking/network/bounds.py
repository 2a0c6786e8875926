"""What starts and ends clauses, and by when duties are due, as things: events and fixed days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pactgraph.kernel.timeline import TICK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pactgraph.record import Clause

Word = Literal["from", "until", "by"]


@dataclass(frozen=True, slots=True)
class Bound:
    """What a clause starts with, lasts until or is due by.

    Attributes:
        word: which of these.
        days: days such as ``2030-12-31``. One that ends a clause is the last on which it can
            hold.
        events: IRIs, in order. Of several days and events the latest starts a clause, and the
            earliest ends it.
    """

    word: Word
    days: tuple[str, ...]
    events: tuple[str, ...]

    @property
    def ends(self) -> tuple[str, ...]:
        """Days and events."""
        return (*self.days, *self.events)


def bounds_of(clause: Clause) -> list[Bound]:
    """Return what bounds each period of a clause, each bound once.

    Left out are what only follows from the order of events, and that it starts with its own
    agreement.
    """
    return list(dict.fromkeys(bound for bound in _bounds(clause) if bound.ends))


def _bounds(clause: Clause) -> Iterator[Bound]:
    for period in clause.periods:
        started = period.from_events - {clause.agreement}
        yield Bound("from", _days(period.from_date), tuple(sorted(started)))
        last = period.until_date and period.until_date - TICK
        yield Bound("until", _days(last), tuple(sorted(period.until_events)))
    deadline = clause.due.deadline if clause.due else None
    if isinstance(deadline, str):
        yield Bound("by", (), (deadline,))
    elif deadline is not None:
        yield Bound("by", _days(deadline - TICK), ())


def _days(moment: datetime | None) -> tuple[str, ...]:
    return () if moment is None else (moment.date().isoformat(),)
