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
        r"\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})\b",
        r"\b(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})\b",
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
_EN = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DE = (
    *("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf"),
    *("zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"),
)
_DE_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_ONE = ("a", "an", "ein", "eine", "einen", "einem", "einer", "eines")


def _spelt() -> dict[str, int]:
    """Return the numbers below 1,000 by the words for them, small, with spaces for hyphens."""
    found = dict.fromkeys(_ONE, 1)
    below: dict[int, tuple[str, str]] = dict(enumerate(zip(_EN, _DE, strict=True), 1))
    for ten, (en, de) in enumerate(zip(_EN_TENS, _DE_TENS, strict=True), 2):
        below[10 * ten] = en, de
        for one in range(1, 10):
            below[10 * ten + one] = f"{en} {_EN[one - 1]}", f"{_DE[one - 1]}und{de}"
    for number, (en, de) in below.items():
        found |= {en: number, de.casefold(): number}
        for hundreds in range(1, 10):
            whole = 100 * hundreds + number
            for join in (" hundred ", " hundred and "):
                found[f"{_EN[hundreds - 1]}{join}{en}"] = whole
            for join in ("hundert", "hundertund"):
                found[f"{_DE[hundreds - 1]}{join}{de}".casefold()] = whole
    for hundreds in range(1, 10):
        found[f"{_EN[hundreds - 1]} hundred"] = 100 * hundreds
        found[f"{_DE[hundreds - 1]}hundert".casefold()] = 100 * hundreds
    return found | {"hundred": 100, "hundert": 100}


_SPELT = _spelt()
_BEGINS = frozenset(name.split()[0] for name in _SPELT)
_MOST_WORDS = max(len(name.split()) for name in _SPELT)
_WORD = re.compile(r"[^\W\d_]+")
_SCALES = {
    **dict.fromkeys(("thousand", "k", "tsd", "tausend"), 3),
    **dict.fromkeys(("million", "millions", "m", "mn", "mio", "millionen"), 6),
    **dict.fromkeys(("billion", "billions", "bn", "b", "mrd", "milliarde", "milliarden"), 9),
    **dict.fromkeys(("trillion", "tn"), 12),
}
_DIGITS = r"(?<![\d.,])(?:\d{1,3}(?:[.,\u2019']\d{3}){1,6}|\d{1,18})(?:[.,]\d{1,6})?(?!\d)"
_NUMBER = re.compile(_DIGITS)
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_SCALE = re.compile(
    rf"[ -]?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b", re.IGNORECASE
)
_UNITS = {
    **dict.fromkeys(
        ("year", "years", "jahr", "jahre", "jahren", "jahres", "annum"), ("month", 12)
    ),
    **dict.fromkeys(("month", "months", "monat", "monate", "monaten", "monats"), ("month", 1)),
    **dict.fromkeys(("week", "weeks", "woche", "wochen"), ("day", 7)),
    **dict.fromkeys(("day", "days", "tag", "tage", "tagen"), ("day", 1)),
}
_SPAN = re.compile(
    rf"(?P<number>{_DIGITS}) ?\)?[ -]?(?:(?:calendar|consecutive|full|volle[nr]?) )?"
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


@lru_cache(100)
def dates_in(text: str) -> frozenset[str]:
    """Return the dates that a text names, as ``2030``, ``2030-06`` or ``2030-06-30``."""
    text = _in_one_line(text)
    found = {_iso(each.groupdict()) for pattern in _DATES for each in pattern.finditer(text)}
    for each in _QUARTER.finditer(text):
        quarter = int(each["a"]) if each["a"] else _ORDINALS[each["b"].casefold()]
        found |= {f"{each['y']}-{3 * quarter - more:02}" for more in (2, 0)}
    return frozenset(found)


def _iso(parts: dict[str, str | None]) -> str:
    month = parts.get("m") or str(_MONTH.get((parts.get("n") or "").casefold(), ""))
    numbers = [part for part in (month, parts.get("d")) if part]
    return "-".join([parts["y"] or "", *(f"{int(number):02}" for number in numbers)])


@lru_cache(100)
def lengths_in(text: str) -> frozenset[Length]:
    """Return the spans that a text names: "ninety (90) days", "12 months", "einem Jahr".

    >>> Length("day", 90) in lengths_in("within ninety (90) days")
    True
    """
    found = set()
    for each in _SPAN.finditer(_in_digits(text)):
        unit, times = _UNITS[each["unit"].casefold()]
        for count in _readings(each["number"]):
            if count == int(count):
                found.add(Length(unit, int(count) * times))
    return frozenset(found)


@lru_cache(100)
def numbers_in(text: str) -> frozenset[Decimal]:
    """Return the numbers that a text names, in every way in which their digits can be read.

    >>> sorted(numbers_in("12,5 Mio. Euro, five million shares, fünfundzwanzig Prozent"))
    [Decimal('25'), Decimal('5000000'), Decimal('12500000.0')]
    """
    return _numbers(_in_digits(text))


def _numbers(text: str) -> frozenset[Decimal]:
    found = set()
    for each in _NUMBER.finditer(text):
        scale = _SCALE.match(text, each.end())
        power = _SCALES[scale["scale"].casefold()] if scale else 0
        found |= {value * 10**power for value in _readings(each[0])}
    return frozenset(found)


def digits_in(text: str) -> frozenset[Decimal]:
    """Return the numbers that a text has in digits."""
    return _numbers(_in_one_line(text))


def without_dates(text: str) -> str:
    """Return a text less its dates."""
    for pattern in _DATES:
        text = pattern.sub(" ", text)
    return text


def stands_in(name: str, text: str) -> bool:
    """Return whether a text has a name, as words of their own, in small letters or large ones.

    >>> stands_in("Beta", "Beta's engines"), stands_in("Beta", "Betamax")
    (True, False)
    """
    wanted, where = (_in_one_line(each).casefold() for each in (name, text))
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", where) is not None


def has_unit(currency: str, unit: str, text: str) -> bool:
    """Return whether a text names a currency or a unit."""
    lowered = text.casefold()
    if currency:
        signs = _MONEY.get(currency, (currency.casefold(),))
    elif unit == "percent":
        signs = _PERCENT
    else:
        signs = tuple(word.rstrip("s") for word in unit.casefold().split())
        return any(re.search(rf"(?<![^\W\d_]){re.escape(sign)}", lowered) for sign in signs)
    return any(_stands_in(sign, lowered) for sign in signs)


def _stands_in(sign: str, text: str) -> bool:
    """Return whether a sign or word is there, in the plural too, and not as a part of others."""
    if not sign[0].isalpha():
        return sign in text
    return re.search(rf"(?<![^\W\d_]){re.escape(sign)}(?:e?s|o)?(?![^\W\d_])", text) is not None


def _in_one_line(text: str) -> str:
    return " ".join(_GROUPED.sub("\u2019", text).split())


def _in_digits(text: str) -> str:
    """Return a text in one line, with digits for numbers that are spelt."""
    text = _in_one_line(text)
    words = [*_WORD.finditer(text)]
    written, done, at = [], 0, 0
    while at < len(words):
        count, number = _number_at(text, words, at)
        if count:
            written += [text[done : words[at].start()], str(number)]
            done = words[at + count - 1].end()
        at += count or 1
    return "".join([*written, text[done:]])


def _number_at(text: str, words: list[re.Match[str]], at: int) -> tuple[int, int]:
    """Return how many words from one on spell a number, the most that do, and which."""
    if words[at][0].casefold() not in _BEGINS:
        return 0, 0
    for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        said = text[words[at].start() : words[at + count - 1].end()]
        number = _SPELT.get(said.casefold().replace("-", " "))
        if number is not None:
            return count, number
    return 0, 0


def _readings(digits: str) -> set[Decimal]:
    """Return what digits can mean: "1.250" is 1250 in German, and 1.25 in English."""
    plain = re.sub(r"[\u2019']", "", digits)
    found = set()
    for groups, decimals in ((",", r"\."), (r"\.", ",")):
        pattern = rf"(\d{{1,3}}(?:{groups}\d{{3}})+|\d+)(?:{decimals}(\d+))?"
        parts = re.fullmatch(pattern, plain, re.ASCII)
        if parts:
            whole = re.sub(r"\D", "", parts[1])
            found.add(Decimal(f"{whole}.{parts[2]}" if parts[2] else whole))
    return found
