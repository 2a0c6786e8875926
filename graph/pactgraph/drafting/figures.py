"""Dates, spans, sums and quantities as documents write them, in English and German.

What is found here is only compared with what a draft says: whether a figure of the draft stands
in a paragraph. To find one figure more than there is lets a draft pass that a person then reads;
to miss one refuses it. So what is rare is left out, and what is frequent is found in any spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pactgraph.kernel.timeline import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.kernel.timeline import Duration, Stretch

_MONTHS = (
    ("january", "jan", "januar", "jänner"),
    ("february", "feb", "februar"),
    ("march", "mar", "märz", "maerz"),
    ("april", "apr"),
    ("may", "mai"),
    ("june", "jun", "juni"),
    ("july", "jul", "juli"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct", "oktober", "okt"),
    ("november", "nov"),
    ("december", "dec", "dezember", "dez"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_YEAR = r"(?P<y>\d{4})"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<y>\d{4})-(?P<m>\d{2})(?:-(?P<d>\d{2}))?\b",
        r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:day\s+of\s+|of\s+)?(?P<n>{_NAMES})\.?,?\s+{_YEAR}\b",
        rf"\b(?P<n>{_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b",
        rf"\b(?P<n>{_NAMES})\.?,?\s+(?:of\s+)?{_YEAR}\b",
        r"\b(?P<y>(?:19|20)\d{2})\b",
    )
)
_QUARTER = re.compile(
    r"\b(?:q(?P<a>[1-4])|(?P<b>first|second|third|fourth|erste|zweite|dritte|vierte)[nsr]?"
    r"\s+(?:calendar\s+)?quart(?:er|al)s?)\s*(?:of\s+|,\s*)?(?P<y>\d{4})\b",
    re.IGNORECASE,
)
_ORDINALS = {
    name: number
    for number, names in enumerate(
        (("first", "erste"), ("second", "zweite"), ("third", "dritte"), ("fourth", "vierte")), 1
    )
    for name in names
}
_SMALL = (
    ("one", "a", "an", "ein", "eine", "einen", "einem", "einer"),
    ("two", "zwei"),
    ("three", "drei"),
    ("four", "vier"),
    ("five", "fünf"),
    ("six", "sechs"),
    ("seven", "sieben"),
    ("eight", "acht"),
    ("nine", "neun"),
    ("ten", "zehn"),
    ("eleven", "elf"),
    ("twelve", "zwölf"),
)
_NUMBERS = {
    **{name: number for number, names in enumerate(_SMALL, 1) for name in names},
    "fifteen": 15,
    "fünfzehn": 15,
    "eighteen": 18,
    "achtzehn": 18,
    "twenty": 20,
    "zwanzig": 20,
    "thirty": 30,
    "dreißig": 30,
    "forty-five": 45,
    "fifty": 50,
    "fünfzig": 50,
    "sixty": 60,
    "sechzig": 60,
    "ninety": 90,
    "neunzig": 90,
    "hundred": 100,
    "hundert": 100,
}
_SCALES = {
    **dict.fromkeys(("thousand", "k", "tsd", "tausend"), 3),
    **dict.fromkeys(("million", "millions", "m", "mn", "mio", "millionen"), 6),
    **dict.fromkeys(("billion", "billions", "bn", "b", "mrd", "milliarde", "milliarden"), 9),
    **dict.fromkeys(("trillion", "tn"), 12),
}
_DIGITS = r"\d{1,3}(?:[.,\u2019']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS})|\b(?P<word>{_WORDS})\b", re.IGNORECASE)
_SCALE = re.compile(
    rf"\s*-?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b", re.IGNORECASE
)
_UNITS = {
    **dict.fromkeys(("year", "years", "jahr", "jahre", "jahren", "annum"), ("month", 12)),
    **dict.fromkeys(("month", "months", "monat", "monate", "monaten"), ("month", 1)),
    **dict.fromkeys(("week", "weeks", "woche", "wochen"), ("day", 7)),
    **dict.fromkeys(("day", "days", "tag", "tage", "tagen"), ("day", 1)),
}
_SPAN = re.compile(
    rf"(?P<number>{_DIGITS}|\b(?:{_WORDS}))\s*\)?[\s-]*(?:calendar\s+|consecutive\s+)?"
    rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_MONEY = {
    "USD": ("usd", "$", "dollar"),
    "EUR": ("eur", "€"),
    "GBP": ("gbp", "£", "pound", "pfund"),
    "JPY": ("jpy", "¥", "yen"),
    "CHF": ("chf", "franc", "franken"),
}
"""How documents write currencies; others by their codes."""
_PERCENT = ("%", "percent", "per cent", "prozent", "v.h.")


@dataclass(frozen=True, slots=True)
class Length:
    """A span of months or days.

    Attributes:
        unit: "month" or "day".
        count: how many.
    """

    unit: str
    count: int

    @classmethod
    def of(cls, duration: Duration) -> Length:
        """Return a span of the calendar; what is shorter than a day does not count."""
        if duration.months:
            return cls("month", duration.months)
        return cls("day", duration.fixed.days)


def has_date(date: Stretch, text: str) -> bool:
    """Return whether a text names a date, or one within it.

    >>> from pactgraph.kernel.timeline import stretch
    >>> has_date(stretch("2024-03-01"), "signed on March 1st, 2024")
    True
    >>> has_date(stretch("2024-03-01"), "im März 2024"), has_date(stretch("2024-03"), "1.3.2024")
    (False, True)
    """
    wanted = date.text[:10]
    if date.precision is Precision.INSTANT:
        return any(found == wanted for found in dates_in(text))
    return any(found == wanted or found.startswith(f"{wanted}-") for found in dates_in(text))


@lru_cache(1_000)
def dates_in(text: str) -> frozenset[str]:
    """Return the dates that a text names, as ``2030``, ``2030-06`` or ``2030-06-30``."""
    found = {_iso(each.groupdict()) for pattern in _DATES for each in pattern.finditer(text)}
    for each in _QUARTER.finditer(text):
        quarter = int(each["a"]) if each["a"] else _ORDINALS[each["b"].casefold()]
        found |= {f"{each['y']}-{3 * quarter - more:02}" for more in (2, 0)}
    return frozenset(found)


def _iso(parts: dict[str, str | None]) -> str:
    month = parts.get("m") or str(_MONTH.get((parts.get("n") or "").casefold(), ""))
    numbers = [part for part in (month, parts.get("d")) if part]
    return "-".join([parts["y"] or "", *(f"{int(number):02}" for number in numbers)])


@lru_cache(1_000)
def lengths_in(text: str) -> frozenset[Length]:
    """Return the spans that a text names: "ninety (90) days", "12 months", "einem Jahr".

    >>> Length("day", 90) in lengths_in("within ninety (90) days")
    True
    """
    found = set()
    for each in _SPAN.finditer(text):
        unit, times = _UNITS[each["unit"].casefold()]
        count = _value(each["number"])
        if count == int(count):
            found.add(Length(unit, int(count) * times))
    return frozenset(found)


def numbers_in(text: str) -> Iterator[Decimal]:
    """Yield the numbers that a text names, in every way in which their digits can be read."""
    for each in _NUMBER.finditer(text):
        for value in _readings(each["digits"] or each["word"]):
            yield value
            scale = _SCALE.match(text, each.end())
            if scale:
                yield value * 10 ** _SCALES[scale["scale"].casefold()]


def has_unit(currency: str, unit: str, text: str) -> bool:
    """Return whether a text names a currency or a unit."""
    lowered = text.casefold()
    if currency:
        return any(sign in lowered for sign in _MONEY.get(currency, (currency.casefold(),)))
    if unit == "percent":
        return any(sign in lowered for sign in _PERCENT)
    words = unit.casefold().split()
    return any(word.rstrip("s") in lowered for word in words)


def _value(text: str) -> Decimal:
    return next(iter(_readings(text)))


def _readings(text: str) -> list[Decimal]:
    """Return what digits can mean: "1.250" is 1250 in German, and 1.25 in English."""
    lowered = text.casefold()
    if lowered in _NUMBERS:
        return [Decimal(_NUMBERS[lowered])]
    digits = re.sub(r"[\u2019']", "", text)
    readings = {digits.replace(",", ""), digits.replace(".", "").replace(",", ".")}
    return [Decimal(each) for each in sorted(readings) if re.fullmatch(r"\d+(\.\d+)?", each)]
