"""Schedules: rules of recurring dates, as RFC 5545 writes them, as functions of time.

Read are a DTSTART, which is a date, and one RRULE that gives dates. RFC 5545 passes over
dates that do not exist, such as the 31st of June, in silence; a rule that does so is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, cast

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from pactgraph.errors import BadInputError
from pactgraph.kernel.spans import Onward, Span
from pactgraph.kernel.timeline import LAST
from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dateutil.rrule import rrule

_COMMON = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYDAY"})
_PARTS = {
    "DAILY": _COMMON,
    "WEEKLY": _COMMON,
    "MONTHLY": _COMMON | {"BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _COMMON | {"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}
"""The frequencies that give dates, and what may stand in a rule of each."""
_DAYS = ("BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO")
"""What can name days that not every month or year has."""
_STEP = {
    "DAILY": relativedelta(days=1),
    "WEEKLY": relativedelta(weeks=1),
    "MONTHLY": relativedelta(months=1),
    "YEARLY": relativedelta(years=1),
}
_MOST_DATES = 10_000
"""A rule with a COUNT above this is refused."""
_TRIED = {"MONTHLY": 28 * 12, "YEARLY": 28}
"""So many months or years of a rule are looked at: days of the week then fall as at first."""
_LAST_YEAR = 9998
_A_DAY = timedelta(days=1)
EXAMPLE = "DTSTART:20210101\\nRRULE:FREQ=YEARLY"

_PLAIN = {"DAILY", "WEEKLY"}
_NUMBERED = re.compile(r"\d", re.ASCII)
_DATE = r"\d{8}"
_NUMBER = r"[1-9]\d{0,4}"
_WEEKDAY = "(MO|TU|WE|TH|FR|SA|SU)"


def _list_of(form: str) -> str:
    return f"({form})(,({form}))*"


_FORMS = {
    **dict.fromkeys(("INTERVAL", "COUNT"), _NUMBER),
    "BYMONTH": _list_of("[1-9]|1[0-2]"),
    "BYMONTHDAY": _list_of("[+-]?([1-9]|[12][0-9]|3[01])"),
    "BYSETPOS": _list_of("[+-]?[1-9][0-9]?"),
    "BYYEARDAY": _list_of("[+-]?([1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6])"),
    "BYWEEKNO": _list_of("[+-]?([1-9]|[1-4][0-9]|5[0-3])"),
    "BYDAY": _list_of(f"([+-]?[1-9][0-9]?)?{_WEEKDAY}"),
    "WKST": _WEEKDAY,
    "UNTIL": _DATE,
}


@dataclass(frozen=True)
class _Schedule:
    """A rule that has been read; its dates have no time zone.

    Attributes:
        start: its first date.
        parts: what the rule says, by name.
    """

    start: datetime
    parts: Mapping[str, str]

    @property
    def frequency(self) -> str:
        return self.parts["FREQ"]

    @property
    def interval(self) -> int:
        return int(self.parts.get("INTERVAL", "1"))

    @property
    def text(self) -> str:
        return ";".join(f"{name}={value}" for name, value in self.parts.items())

    def without(self, *names: str) -> _Schedule:
        """Return it without some parts."""
        kept = {name: value for name, value in self.parts.items() if name not in names}
        return _Schedule(self.start, kept)

    def saying(self, name: str, value: str) -> _Schedule:
        """Return it with another value of one part."""
        return _Schedule(self.start, {**self.parts, name: value})

    def dates(self, periods: int = 0) -> rrule:
        """Return its dates, without those of the first so many days, weeks, months or years."""
        start = self.start + periods * _STEP[self.frequency]
        return cast("rrule", rrulestr(f"RRULE:{self.text}", dtstart=start))


@cache
def schedule(text: str) -> Onward:
    """Return the span from any instant to the first date of a schedule that is later.

    Args:
        text: two lines, as RFC 5545 writes them.

    Raises:
        BadInputError: it is no such schedule, or passes over dates that do not exist.
    """
    found = _read(text)
    _check(found)
    return _onward(f"{found.start:%Y%m%d};{found.text}")


_NAME = re.compile(r"next\((.*)\)")


def schedule_named(name: str) -> Onward:
    r"""Return the span that `schedule` called so.

    >>> name = schedule("DTSTART:20210101\nRRULE:FREQ=YEARLY").name
    >>> name, schedule_named(name) is schedule("RRULE:FREQ=YEARLY\nDTSTART:20210101")
    ('next(20210101;FREQ=YEARLY)', True)

    Raises:
        ValueError: none is called so.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(name)
    return _onward(match[1])


@cache
def _onward(told: str) -> Onward:
    """Return the span of a schedule that is told as its first date and its rule."""
    start, _, rule = told.partition(";")
    return Onward(f"next({told})", _following(_Schedule(_date("DTSTART", start), _parts(rule))))


def _next_midnight(moment: datetime) -> datetime | None:
    midnight = datetime.combine(moment.date(), time(), moment.tzinfo)
    return midnight + _A_DAY if midnight < LAST - _A_DAY else None


_MIDNIGHT = Onward("midnight", _next_midnight, _A_DAY, from_midnight=_A_DAY)
DAY_OVER = Span((_MIDNIGHT,))
"""To the end of the day."""


def onward(name: str) -> Onward:
    """Return the step of a span that has this name: to midnight, or to the date of a schedule.

    Raises:
        ValueError: none has.
    """
    return _MIDNIGHT if name == _MIDNIGHT.name else schedule_named(name)


# ---- Reading ----------------------------------------------------------------------------


def _read(text: str) -> _Schedule:
    lines = dict.fromkeys(line.strip().upper() for line in text.splitlines() if line.strip())
    told = [line.partition(":") for line in lines]
    rules = [value for name, _, value in told if name == "RRULE"]
    starts = [value for name, _, value in told if name in {"DTSTART", "DTSTART;VALUE=DATE"}]
    if len(rules) == 1 and len(told) == 1:
        raise BadInputError(
            worded(
                "the schedule has no first date; write DTSTART:20210101 and, on the next line,"
                " its rule"
            )
        )
    if len(told) != 2 or len(rules) != 1 or len(starts) != 1:  # noqa: PLR2004 - a date, a rule
        raise BadInputError(
            worded(
                "“{text}” is no schedule; write its first date and one rule, such as {example}",
                text=text[:60],
                example=EXAMPLE,
            )
        )
    return _Schedule(_date("DTSTART", starts[0]), _parts(rules[0]))


def _date(name: str, text: str) -> datetime:
    try:
        found = datetime.strptime(text if re.fullmatch(_DATE, text, re.ASCII) else "", "%Y%m%d")  # noqa: DTZ007
    except ValueError:
        raise BadInputError(
            worded(
                "{name}:{text} is no date; write it without a time, such as 20210101",
                name=name,
                text=text[:40],
            )
        ) from None
    return found


def _parts(rule: str) -> dict[str, str]:
    named = [part.partition("=") for part in rule.split(";")]
    parts = {name: value for name, _, value in named}
    frequency = parts.get("FREQ", "")
    if frequency not in _PARTS:
        raise BadInputError(
            worded(
                "FREQ={frequency} gives no dates; write DAILY, WEEKLY, MONTHLY or YEARLY",
                frequency=frequency[:20],
            )
        )
    for name, _, value in named:
        fits = name in _PARTS[frequency] and (
            name == "FREQ" or re.fullmatch(_FORMS[name], value, re.ASCII) is not None
        )
        if not fits or (name == "BYDAY" and frequency in _PLAIN and _NUMBERED.search(value)):
            raise BadInputError(
                worded(
                    "{part} is not read in a rule with FREQ={frequency}; correct it, or leave"
                    " it out",
                    part=f"{name}={value}"[:40],
                    frequency=frequency,
                )
            )
    if len(parts) < len(named) or {"COUNT", "UNTIL"} <= parts.keys():
        raise BadInputError(
            worded("“{rule}” says one thing twice; say how often, or until when", rule=rule[:60])
        )
    if "UNTIL" in parts:
        _date("UNTIL", parts["UNTIL"])
    if int(parts.get("COUNT", "1")) > _MOST_DATES:
        raise BadInputError(
            worded(
                "COUNT={count} is more than {most}; say until when (UNTIL)",
                count=parts["COUNT"],
                most=_MOST_DATES,
            )
        )
    return parts


# ---- What is refused --------------------------------------------------------------------


def _check(found: _Schedule) -> None:
    try:
        first = next(iter(found.dates()), None)
    except (ValueError, OverflowError):
        first = None
    if first is None:
        raise BadInputError(
            worded("“{rule}” has no dates; correct its numbers", rule=found.text[:60])
        )
    if first != found.start:
        raise BadInputError(
            worded(
                "DTSTART:{start} is no date of its own rule, whose first one is {first}; begin"
                " with DTSTART:{first}",
                start=f"{found.start:%Y%m%d}",
                first=f"{first:%Y%m%d}",
            )
        )
    _check_gaps(found)


def _check_gaps(found: _Schedule) -> None:
    """Refuse a rule of months or years that has no date in some of them."""
    for part, rule in _each(found.without("COUNT", "UNTIL")):
        missing = _missing(rule, found.parts.get("UNTIL", ""))
        if missing:
            raise BadInputError(
                worded(
                    "{part} leaves out {missing}, and others like it; name days that all have,"
                    " such as BYMONTHDAY=-1 for the last day of a month",
                    part=part,
                    missing=missing,
                )
            )


def _each(rule: _Schedule) -> Iterator[tuple[str, _Schedule]]:
    """Yield a rule as a whole or, where it names several days by themselves, for each of them."""
    named = [name for name in _DAYS if name in rule.parts]
    if len(named) != 1 or "BYSETPOS" in rule.parts:
        yield (rule.text if named else f"DTSTART:{rule.start:%Y%m%d}"), rule
        return
    (name,) = named
    for value in rule.parts[name].split(","):
        yield f"{name}={value}", rule.saying(name, value)


def _missing(rule: _Schedule, until: str) -> str:
    """Return the first month or year in which `rule` should have a date, and has none; or ""."""
    if rule.frequency not in _TRIED:
        return ""
    form = "%Y-%m" if _is_monthly(rule) else "%Y"
    last = _last_tried(rule)
    last = min(last, _date("UNTIL", until)) if until else last
    found = {date.strftime(form) for date in takewhile(lambda date: date < last, rule.dates())}
    wanted = dict.fromkeys(date.strftime(form) for date in _periods(rule, last))
    return next((period for period in wanted if period not in found), "")


def _is_monthly(rule: _Schedule) -> bool:
    """Return whether a rule gives dates by the month, and not by the year."""
    if rule.frequency == "MONTHLY":
        return True
    by_year = {"BYSETPOS", "BYYEARDAY", "BYWEEKNO"} & rule.parts.keys()
    return not by_year and bool({"BYMONTH", "BYMONTHDAY"} & rule.parts.keys())


def _last_tried(rule: _Schedule) -> datetime:
    years = _TRIED["YEARLY"] * rule.interval
    return datetime(min(rule.start.year + years, _LAST_YEAR), 1, 1)  # noqa: DTZ001


def _periods(rule: _Schedule, last: datetime) -> Iterator[datetime]:
    """Yield the beginnings of the months or years, after the first, that end before `last`."""
    months = [int(month) for month in rule.parts.get("BYMONTH", "").split(",") if month]
    first = rule.start.replace(day=1) if _is_monthly(rule) else rule.start.replace(month=1, day=1)
    monthly = relativedelta(months=1)
    for number in range(0, _TRIED[rule.frequency] * rule.interval, rule.interval):
        if rule.start.year + (number if rule.frequency == "YEARLY" else number // 12) >= last.year:
            return
        step = first + number * _STEP[rule.frequency]
        within = [step]
        if _is_monthly(rule) and rule.frequency == "YEARLY":
            within = [step.replace(month=month) for month in range(1, 13)]
        for period in within:
            if period + (monthly if _is_monthly(rule) else _STEP["YEARLY"]) > last:
                return
            if period > first and (not months or period.month in months):
                yield period


# ---- The next date ----------------------------------------------------------------------


def _following(found: _Schedule) -> Callable[[datetime], datetime | None]:
    """Return what gives the first date of a schedule after an instant, None for none."""
    counted = [*found.dates()] if "COUNT" in found.parts else None

    @lru_cache(maxsize=10_000)
    def after(day: datetime) -> datetime | None:
        if counted is not None:
            at = bisect_right(counted, day)
            later = counted[at] if at < len(counted) else None
        else:
            later = found.dates(_passed(found, day)).after(day)
        return None if later is None or later.year > _LAST_YEAR else later.replace(tzinfo=UTC)

    def following(moment: datetime) -> datetime | None:
        return after(datetime.combine(moment.astimezone(UTC).date(), time()))

    return following


def _passed(found: _Schedule, day: datetime) -> int:
    """Return how many days, weeks, months or years of a schedule surely lie before `day`."""
    start = found.start
    passed = {
        "DAILY": (day - start).days,
        "WEEKLY": (day - start).days // 7,
        "MONTHLY": (day.year - start.year) * 12 + day.month - start.month,
        "YEARLY": day.year - start.year,
    }[found.frequency]
    return max(passed // found.interval - 1, 0) * found.interval
