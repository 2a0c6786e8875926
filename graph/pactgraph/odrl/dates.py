"""Dates and durations in ODRL policies and worlds."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache

from pactgraph.errors import BadDateError, BadInputError
from pactgraph.kernel.timeline import TICK, Duration, Precision, Stretch, stretch
from pactgraph.odrl.triples import XSD, Term, datatype_of, is_literal, shown, text_of

DATATYPES = {XSD + precision.value: precision for precision in Precision}
DATATYPES[XSD + "dateTimeStamp"] = Precision.INSTANT
DURATIONS = {XSD + name for name in ("duration", "dayTimeDuration", "yearMonthDuration")}

_INSTANT = f'"^^<{XSD}dateTime>'
_IN_UTC = re.compile(r"\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d(?:\.\d{1,6})?Z", re.ASCII)
_SHORT, _LONG = datetime(3, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC)
_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,6})\d*)?S)?)?",
    re.ASCII,
)
_EXAMPLE = "write xsd:dateTime, xsd:date, xsd:gYearMonth or xsd:gYear, as in 2030-12-31"


def date_of(term: Term, datatype: str = "") -> Stretch:
    """Return the stretch of time that `term` stands for.

    Args:
        term: a literal of a date datatype; or of plain text, where `datatype` gives one.
        datatype: IRI of the datatype of plain text; "" to tell from its form.

    Raises:
        BadDateError: it is no date.
    """
    if term.endswith(_INSTANT):
        return _instant(term[1 : -len(_INSTANT)])
    if not is_literal(term):
        raise BadDateError(f"{shown(term)} is not a date; {_EXAMPLE}")
    given = datatype_of(term) or datatype
    if given and given not in DATATYPES:
        raise BadDateError(f"{shown(term)} is not a date; {_EXAMPLE}")
    return stretch(text_of(term), DATATYPES.get(given))


def _instant(text: str) -> Stretch:
    """Return what `stretch` does for an instant, by a shorter way for most of those in UTC."""
    if _IN_UTC.fullmatch(text):
        try:
            start = datetime.fromisoformat(text)
        except ValueError:
            return stretch(text, Precision.INSTANT)
        if _SHORT < start < _LONG:
            return Stretch(start, start + TICK, Precision.INSTANT, text)
    return stretch(text, Precision.INSTANT)


def is_duration(term: Term) -> bool:
    """Return whether `term` is a literal of a duration datatype."""
    return datatype_of(term) in DURATIONS


@cache
def duration_of(term: Term) -> Duration:
    """Return the duration that the literal `term` writes as XML Schema does.

    Raises:
        BadInputError: it is none, or mixes months and days.
    """
    text = text_of(term)
    match = _DURATION.fullmatch(text)
    if not match or text.endswith(("P", "T")):
        raise BadInputError(f"{shown(term)} is not a duration; write P30D, PT36H or P6M")
    years, months, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[:6])
    micro = int((match[7] or "").ljust(6, "0"))
    fixed = TICK * (((((days * 24 + hours) * 60 + minutes) * 60) + seconds) * 1_000_000 + micro)
    return Duration(12 * years + months, fixed)
