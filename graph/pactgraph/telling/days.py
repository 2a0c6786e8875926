"""Days in words: those that begin at an instant, and those that end there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pactgraph.kernel.timeline import instant_text
from pactgraph.messages import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from pactgraph.messages import Language

END_OF = phrase("the end of {}")


def day_in_words(moment: datetime) -> str:
    """Return the day that begins at `moment`, or `moment` itself."""
    if _is_midnight(moment):
        return moment.date().isoformat()
    return instant_text(moment)


def end_in_words(moment: datetime, language: Language) -> str:
    """Return the end of the year, month or day that ends at `moment`, or `moment` itself."""
    if not _is_midnight(moment):
        return day_in_words(moment)
    shown = 10 if moment.day > 1 else 7 if moment.month > 1 else 4
    return END_OF.told_in(language).format(last_day_in_words(moment)[:shown])


def last_day_in_words(end: datetime) -> str:
    """Return the last day before the instant `end`, or `end` itself if it begins no day."""
    return day_in_words(end - timedelta(days=1) if _is_midnight(end) else end)


def _is_midnight(moment: datetime) -> bool:
    return moment.time().isoformat() == "00:00:00"
