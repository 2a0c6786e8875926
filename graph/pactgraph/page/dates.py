"""Days asked about and dates assumed, as the page writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.kernel.timeline import Precision, stretch
from pactgraph.messages import worded
from pactgraph.page.points import instant_text

if TYPE_CHECKING:
    from pactgraph.kernel.timeline import Stretch


def day_text(date: Stretch) -> str:
    """Return a day asked about as the page writes it: a day, or an instant in UTC."""
    if date.precision is Precision.DAY and date == stretch(date.text[:10], Precision.DAY):
        return date.text
    return instant_text(date.last) or ""


def date_text(date: Stretch | None) -> str:
    """Return the assumed date of an event as the page writes it; "never" for none."""
    if date is None:
        return "never"
    plain = date.text[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(date.precision, 10)]
    if date.precision is not Precision.INSTANT and date.start == stretch(plain).start:
        return plain
    if date.start != date.latest_start:
        raise BadInputError(
            worded(
                "the map takes no {word} with a time zone; write {plain}",
                word=date.precision.word,
                plain=plain,
            )
        )
    return instant_text(date.start) or ""
