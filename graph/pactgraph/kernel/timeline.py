"""Instants, and the stretches of time that a written date stands for.

The time line is the sequence of microseconds in UTC. A date as written names a
stretch of it (XML Schema 1.1 part 2, section 3.3.7 ff.): a year, a month, a
day, or one microsecond. Values without a time zone are UTC; 24:00:00 is the first
instant of the next day, and digits of a second beyond the sixth are cut off.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from functools import cache, lru_cache
from typing import overload

from dateutil.relativedelta import relativedelta

from pactgraph.errors import BadDateError, BadInputError
from pactgraph.messages import worded

TICK = timedelta(microseconds=1)
FIRST = datetime.min.replace(tzinfo=UTC)
"""Before every date that can be written."""
LAST = datetime.max.replace(tzinfo=UTC)
"""After every date that can be written."""
_LAST_DAY = datetime(9998, 12, 31, tzinfo=UTC)
_DAYS_OF_ALL_MONTHS = 28

_ZONE = re.compile(
    r"(?P<local>.*?)(?P<zone>Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?", re.DOTALL | re.ASCII
)
_MIDNIGHT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)T24:00:00(\.0+)?(?P<zone>(Z|[+-]\d\d:\d\d)?)", re.ASCII
)
_FINEST = len("2030-12-31T12:00:00.123456")
_YEARS = range(2, 9999)
"""The years a date can be written in: time zones move none of them to FIRST or LAST."""


class Precision(Enum):
    """How finely a date is written; the value is the name of its XML Schema datatype."""

    YEAR = "gYear"
    MONTH = "gYearMonth"
    DAY = "date"
    INSTANT = "dateTime"

    @property
    def word(self) -> str:
        """What such a stretch of time is called."""
        words = {"gYear": worded("year"), "gYearMonth": worded("month"), "date": worded("day")}
        return words.get(self.value, worded("instant"))


_SHAPE = {
    Precision.YEAR: (re.compile(r"\d{4}", re.ASCII), worded("a year such as 2030")),
    Precision.MONTH: (re.compile(r"\d{4}-\d\d", re.ASCII), worded("a month such as 2030-12")),
    Precision.DAY: (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), worded("a day such as 2030-12-31")),
    Precision.INSTANT: (
        re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", re.ASCII),
        worded("an instant such as 2030-12-31T12:00:00Z"),
    ),
}
_LENGTH = {
    Precision.YEAR: relativedelta(years=1),
    Precision.MONTH: relativedelta(months=1),
    Precision.DAY: relativedelta(days=1),
    Precision.INSTANT: relativedelta(microseconds=1),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a written date stands for: all instants t with ``start <= t < end``.

    Attributes:
        start: first instant, UTC.
        end: first instant after it, UTC.
        precision: how finely the date was written.
        text: the date as written.
    """

    start: datetime
    end: datetime
    precision: Precision
    text: str

    @property
    def last(self) -> datetime:
        """The last instant."""
        return self.end - TICK

    @property
    def latest_start(self) -> datetime:
        """The start of the last day in it; for an instant, that instant.

        Something that happens on an unknown day of the stretch has happened,
        at the latest, from this instant on.
        """
        if self.precision is Precision.INSTANT:
            return self.start
        return self.end - timedelta(days=1)


@lru_cache(10_000)
def stretch(text: str, precision: Precision | None = None) -> Stretch:
    """Return what `text` stands for, as a value of `precision` or, if None, of any.

    >>> stretch("2025-10").start.isoformat()
    '2025-10-01T00:00:00+00:00'
    >>> stretch("2025-10").last.date().isoformat()
    '2025-10-31'

    Raises:
        BadDateError: `text` is not of that form, or no such day exists.
    """
    if precision is None:
        precision = _guess(text)
    pattern, example = _SHAPE[precision]
    match = _ZONE.fullmatch(text)
    if not match or not pattern.fullmatch(match["local"]):
        raise BadDateError(worded("“{text}” is not {example}", text=text[:40], example=example))
    padding = {Precision.YEAR: "-01-01", Precision.MONTH: "-01"}.get(precision, "")
    try:
        local = _calendar(match["local"] + padding).replace(tzinfo=_zone(match["zone"]))
    except ValueError:
        raise BadDateError(
            worded(
                "“{text}” does not exist in the calendar; write {example}, of the"
                " years 0002 to 9998",
                text=text,
                example=example,
            )
        ) from None
    over = local + _LENGTH[precision]  # before it is brought to UTC, where months end elsewhere
    return Stretch(local.astimezone(UTC), over.astimezone(UTC), precision, text)


def _calendar(text: str) -> datetime:
    """Return the time written as `text`; ValueError if there is none, or in no usable year."""
    time = datetime.fromisoformat(next_midnight(text)[:_FINEST])
    if time.year not in _YEARS or ("T24" in text and not _MIDNIGHT.fullmatch(text)):
        raise ValueError(text)
    return time


def next_midnight(text: str) -> str:
    """Return `text` with 24:00:00 of a day written as 00:00:00 of the next; others as they are.

    XML Schema 1.1 has it, libraries that read dates mostly have not.

    Example:
        >>> next_midnight("2030-12-31T24:00:00Z")
        '2031-01-01T00:00:00Z'
    """
    midnight = _MIDNIGHT.fullmatch(text)
    try:
        day = date.fromisoformat(midnight["day"]) + timedelta(days=1) if midnight else None
    except (ValueError, OverflowError):
        return text
    return f"{day.isoformat()}T00:00:00{midnight['zone']}" if midnight and day else text


def _guess(text: str) -> Precision:
    """Return the precision `text` is written in."""
    match = _ZONE.fullmatch(text)
    for precision, (pattern, _) in _SHAPE.items():
        if match and pattern.fullmatch(match["local"]):
            return precision
    raise BadDateError(
        worded(
            "“{text}” is not a date; write a day such as 2030-12-31, or a month, a year, or an"
            " instant such as 2030-12-31T12:00:00Z",
            text=text[:40],
        )
    )


def _zone(text: str | None) -> timezone:
    """Return the time zone written as `text`; UTC where nothing is written."""
    if text is None or text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def day(moment: date) -> Stretch:
    """Return the stretch of the calendar day `moment`, in UTC.

    >>> day(date(2030, 12, 31)).text
    '2030-12-31'
    """
    return stretch(moment.isoformat(), Precision.DAY)


@overload
def instant_text(moment: datetime) -> str: ...
@overload
def instant_text(moment: datetime | None) -> str | None: ...
def instant_text(moment: datetime | None) -> str | None:
    """Return an instant, which is in UTC, as XML Schema writes an xsd:dateTime; None for None.

    >>> instant_text(FIRST)
    '0001-01-01T00:00:00Z'
    """
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time to be added to an instant: either months or a fixed length.

    Attributes:
        months: whole months; adding clamps to the last day of a shorter month.
        fixed: days and parts of days.

    Raises:
        BadInputError: both are given (their sum would depend on the order), or it is negative.
    """

    months: int = 0
    fixed: timedelta = timedelta()

    def __post_init__(self) -> None:
        """Refuse what has no single meaning."""
        if self.months and self.fixed:
            raise BadInputError(worded("a duration mixes months and days; use P3M or P90D"))
        if self.months < 0 or self.fixed < timedelta():
            raise BadInputError(worded("a duration is negative; name the later event instead"))

    def after(self, moment: datetime) -> datetime:
        """Return the instant this long after `moment` (never past the year 9998)."""
        try:
            return min(months_after(moment, self.months) + self.fixed, _LAST_DAY)
        except (ValueError, OverflowError):
            return _LAST_DAY

    def __str__(self) -> str:
        """Return the duration as XML Schema writes it, such as P90D or P6M."""
        if self.months:
            return f"P{self.months}M"
        days, rest = divmod(self.fixed, timedelta(days=1))
        seconds = f"{rest.seconds}.{rest.microseconds:06}".rstrip("0").rstrip(".")
        return f"P{days}D" + (f"T{seconds}S" if rest else "")

    def never_longer_than(self, other: "Duration") -> bool:
        """Return whether ``self.after(t) <= other.after(t)`` for every instant t."""
        if self.months and other.months:
            return self.months <= other.months
        return self.longest <= other.shortest

    @property
    def shortest(self) -> timedelta:
        """How long it is at least, from any instant on."""
        return timedelta(days=_days_in_months(self.months)[0]) + self.fixed

    @property
    def longest(self) -> timedelta:
        """How long it is at most, from any instant on."""
        return timedelta(days=_days_in_months(self.months)[1]) + self.fixed


def months_after(moment: datetime, number: int) -> datetime:
    """Return the instant so many months after `moment`, or before it if `number` is negative.

    >>> months_after(datetime(2028, 1, 31), 1).date().isoformat()
    '2028-02-29'

    Raises:
        ValueError: that is beyond the calendar.
    """
    if not number:
        return moment
    years, month = divmod(moment.month - 1 + number, 12)
    day = moment.day
    if day > _DAYS_OF_ALL_MONTHS:
        day = min(day, monthrange(moment.year + years, month + 1)[1])
    return moment.replace(moment.year + years, month + 1, day)


@cache
def _days_in_months(months: int) -> tuple[int, int]:
    """Return the fewest and the most days that `months` successive months can have."""
    cycles, rest = divmod(months, _CYCLE)
    starts = _month_starts()
    lengths = [starts[first + rest] - starts[first] for first in range(_CYCLE)]
    whole = cycles * (starts[_CYCLE] - starts[0])
    return whole + min(lengths), whole + max(lengths)


_CYCLE = 400 * 12
"""The months after which the calendar repeats."""


@cache
def _month_starts() -> list[int]:
    """Return the number of the first day of every month of two cycles."""
    return [date(year, month, 1).toordinal() for year in range(1, 801) for month in range(1, 13)]
