"""Dates and durations in ODRL policies and worlds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from pactgraph.errors import BadDateError, BadInputError
from pactgraph.kernel.timeline import TICK, Duration, Precision, Stretch, stretch
from pactgraph.messages import worded
from pactgraph.reading.triples import XSD, Term, datatype_of, is_literal, shown, text_of

DATATYPES = {XSD + precision.value: precision for precision in Precision}
_STAMP = XSD + "dateTimeStamp"
DATATYPES[_STAMP] = Precision.INSTANT
DURATIONS = {XSD + name for name in ("duration", "dayTimeDuration", "yearMonthDuration")}

_INSTANT = f'"^^<{XSD}dateTime>'
_IN_UTC = re.compile(r"\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d(?:\.\d{1,6})?Z", re.ASCII)
_SHORT, _LONG = datetime(3, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC)
_ZONED = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$", re.ASCII)
_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,6})\d*)?S)?)?",
    re.ASCII,
)
_EXAMPLE = worded("write xsd:dateTime, xsd:date, xsd:gYearMonth or xsd:gYear, as in 2030-12-31")


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
        raise BadDateError(
            worded("{term} is not a date; {example}", term=shown(term), example=_EXAMPLE)
        )
    given = datatype_of(term) or datatype
    if given and given not in DATATYPES:
        raise BadDateError(
            worded("{term} is not a date; {example}", term=shown(term), example=_EXAMPLE)
        )
    text = text_of(term).strip(" \t\r\n")
    if given == _STAMP and not _ZONED.search(text):
        raise BadDateError(
            worded("{term} has no time zone, as an xsd:dateTimeStamp needs", term=shown(term))
        )
    return stretch(text, DATATYPES.get(given))


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


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as XML Schema has it: months, and microseconds; both can be negative."""

    months: int
    micro: int

    def sides(self, other: Span) -> frozenset[int]:
        """Return whether this can be shorter (-1), as long (0) or longer (1) than `other`.

        Months differ in length. As XML Schema orders durations (part 2, section 3.3.6.2), four
        instants tell, none of them in January: from there, P1M28D can be as long as P2M.
        """
        if self.months == other.months:
            return frozenset({(self.micro > other.micro) - (self.micro < other.micro)})
        lengths = [(self.since(*start), other.since(*start)) for start in _STARTS]
        return frozenset((one > two) - (one < two) for one, two in lengths)

    def since(self, year: int, month: int) -> int:
        """Return how many microseconds it lasts from the first of a month on."""
        end, begun = 12 * year + month - 1 + self.months, 12 * year + month - 1
        return (_days_before(end) - _days_before(begun)) * _DAY + self.micro


_STARTS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
_DAY = 24 * 3600 * 1_000_000
_CYCLE_MONTHS, _CYCLE_DAYS = 400 * 12, 146_097


def _days_before(month: int) -> int:
    """Return the number of the first day of `month`, counted from the year 0, at any remove."""
    cycles, rest = divmod(month, _CYCLE_MONTHS)
    year, index = divmod(rest, 12)
    return cycles * _CYCLE_DAYS + date(2000 + year, index + 1, 1).toordinal()


@lru_cache(maxsize=4096)
def span_of(term: Term) -> Span:
    """Return the length of time that the literal `term` writes as XML Schema does.

    Digits of a second beyond the sixth are cut off.

    Raises:
        BadInputError: it is none.
    """
    text = text_of(term).strip()
    match = _DURATION.fullmatch(text.removeprefix("-"))
    if not match or text.endswith(("P", "T")):
        raise BadInputError(
            worded("{term} is not a duration; write P30D, PT36H or P6M", term=shown(term))
        )
    years, months, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[:6])
    micro = int((match[7] or "").ljust(6, "0"))
    micro += ((((days * 24 + hours) * 60 + minutes) * 60) + seconds) * 1_000_000
    sign = -1 if text.startswith("-") else 1
    return Span(sign * (12 * years + months), sign * micro)


def duration_of(term: Term) -> Duration:
    """Return the duration that the literal `term` writes, to be added to an instant.

    Raises:
        BadInputError: it is none, mixes months and days, or is negative.
    """
    span = span_of(term)
    try:
        return Duration(span.months, TICK * span.micro)
    except OverflowError:
        raise BadInputError(
            worded("{term} is longer than any calendar", term=shown(term))
        ) from None
