"""Dates that are worked out, in their shortest writing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pactgraph.errors import BadDateError
from pactgraph.kernel.timeline import instant_text, stretch
from pactgraph.messages import message_of
from pactgraph.sentences.lifting import NotHeldError
from pactgraph.sentences.said import Bound, Edge, Passing, Within

if TYPE_CHECKING:
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.sentences.said import Point

_A_DAY = timedelta(days=1)


def begins_day(moment: datetime) -> bool:
    """Return whether `moment` is a midnight in UTC."""
    return moment.time() == datetime.min.time()


def beginning(moment: datetime) -> Stretch:
    """Return the year, month, day or instant that begins at `moment`."""
    if not begins_day(moment):
        return _stretch(instant_text(moment))
    text = moment.date().isoformat()
    return _stretch(text[:4] if text.endswith("-01-01") else text[:7] if moment.day == 1 else text)


def ending(moment: datetime) -> Stretch:
    """Return the year, month or day that ends at `moment`, a midnight."""
    text = (moment - _A_DAY).date().isoformat()
    shown = 10 if moment.day > 1 else 7 if moment.month > 1 else 4
    return _stretch(text[:shown])


def _stretch(text: str) -> Stretch:
    try:
        return stretch(text)
    except BadDateError as error:
        raise NotHeldError(message_of(error)) from None


def with_days(point: Point) -> Point:
    """Return a moment with the days that the program tells in place of months and years."""
    match point:
        case Edge(written, end):
            day = written.end - _A_DAY if end else written.start
            if not begins_day(day):
                return point
            return Edge(_stretch(day.date().isoformat()), end)
        case Within(base, bounds):
            told = tuple(Bound(with_days(bound.limit), bound.before) for bound in bounds)
            return Within(base, told)
        case Passing(Edge() as end, awaited):
            return Passing(with_days(end), awaited)
        case _:
            return point
