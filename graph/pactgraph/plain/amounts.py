"""Sums, shares and quantities as people write them: "up to 12.5 million USD", "27 percent"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.messages import worded
from pactgraph.telling.amounts import RATES, SAY, UNITS, signs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.messages import Language

CURRENCIES = frozenset(
    [
        "AED",
        "AFN",
        "ALL",
        "AMD",
        "AOA",
        "ARS",
        "AUD",
        "AWG",
        "AZN",
        "BAM",
        "BBD",
        "BDT",
        "BGN",
        "BHD",
        "BIF",
        "BMD",
        "BND",
        "BOB",
        "BRL",
        "BSD",
        "BTN",
        "BWP",
        "BYN",
        "BZD",
        "CAD",
        "CDF",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CRC",
        "CUP",
        "CVE",
        "CZK",
        "DJF",
        "DKK",
        "DOP",
        "DZD",
        "EGP",
        "ERN",
        "ETB",
        "EUR",
        "FJD",
        "FKP",
        "GBP",
        "GEL",
        "GHS",
        "GIP",
        "GMD",
        "GNF",
        "GTQ",
        "GYD",
        "HKD",
        "HNL",
        "HTG",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "IRR",
        "ISK",
        "JMD",
        "JOD",
        "JPY",
        "KES",
        "KGS",
        "KHR",
        "KMF",
        "KPW",
        "KRW",
        "KWD",
        "KYD",
        "KZT",
        "LAK",
        "LBP",
        "LKR",
        "LRD",
        "LSL",
        "LYD",
        "MAD",
        "MDL",
        "MGA",
        "MKD",
        "MMK",
        "MNT",
        "MOP",
        "MRU",
        "MUR",
        "MVR",
        "MWK",
        "MXN",
        "MYR",
        "MZN",
        "NAD",
        "NGN",
        "NIO",
        "NOK",
        "NPR",
        "NZD",
        "OMR",
        "PAB",
        "PEN",
        "PGK",
        "PHP",
        "PKR",
        "PLN",
        "PYG",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "RWF",
        "SAR",
        "SBD",
        "SCR",
        "SDG",
        "SEK",
        "SGD",
        "SHP",
        "SLE",
        "SOS",
        "SRD",
        "SSP",
        "STN",
        "SVC",
        "SYP",
        "SZL",
        "THB",
        "TJS",
        "TMT",
        "TND",
        "TOP",
        "TRY",
        "TTD",
        "TWD",
        "TZS",
        "UAH",
        "UGX",
        "USD",
        "UYU",
        "UZS",
        "VED",
        "VES",
        "VND",
        "VUV",
        "WST",
        "XAF",
        "XCD",
        "XOF",
        "XPF",
        "YER",
        "ZAR",
        "ZMW",
        "ZWG",
    ]
)
"""The codes of ISO 4217 for money that is in use."""

_SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {
        **dict.fromkeys(("k", "thousand"), 3),
        **dict.fromkeys(("m", "mn", "million", "millions"), 6),
        **dict.fromkeys(("bn", "b", "billion", "billions"), 9),
        **dict.fromkeys(("tn", "trillion", "trillions"), 12),
    },
    "de": {
        **dict.fromkeys(("tsd.", "tausend"), 3),
        **dict.fromkeys(("mio.", "mio", "million", "millionen"), 6),
        **dict.fromkeys(("mrd.", "mrd", "milliarde", "milliarden"), 9),
        **dict.fromkeys(("bio.", "bio", "billion", "billionen"), 12),
    },
}
"""Powers of ten by the words for them, in small letters."""
_WRITTEN: Mapping[str, Mapping[int, str]] = {
    "en": {9: "billion", 6: "million"},
    "de": {9: "Mrd.", 6: "Mio."},
}
"""The words that are written, large ones first."""
_ALSO: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "about": ("around", "roughly"),
        "more than": ("over", "at least"),
        "up to": ("at most",),
    },
    "de": {
        "about": ("ungefähr", "rund", "ca."),
        "more than": ("über", "mindestens"),
        "up to": ("höchstens",),
    },
}
"""What is read as well as what is printed."""
_UNIT_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {},
    "de": {
        "gigawatts": "Gigawatt",
        "megawatts": "Megawatt",
        "percent": "Prozent",
        "shares": "Aktien",
    },
}
"""Words for units that are written in full; the printed ones are read too."""
_RATE_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {"month": ("per month", "monthly"), "year": ("per year", "yearly")},
    "de": {"month": ("pro Monat", "monatlich"), "year": ("pro Jahr", "jährlich")},
}
"""What is read as well as the printed words for how often a sum recurs."""
_PERCENT = re.compile(r"(?<=\d)\s*%$")
_SIGN_CODES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_SIGNS = re.compile(r"(?:US)?\$|[€£¥]", re.IGNORECASE)
"""Signs of currencies; other dollars than those of the United States have their codes."""
_GLUED = re.compile(r"^(\d[\d.,]*)([^\W\d_].*)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of something.

    Attributes:
        value: exact or approximate value; None if only bounds are known.
        minimum: "more than".
        maximum: "up to".
        currency: ISO 4217 code; "" for something that is not money.
        unit: what is counted if it is not money ("percent"); of money, how often it recurs
            ("month"), "" for once.
        approximate: whether the value is an "about".
    """

    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str = ""
    unit: str = ""
    approximate: bool = False


def read_amount(text: str, language: Language) -> Quantity:
    """Return how much a text says, as people write it, or as the program prints it.

    >>> read_amount("up to 125 m USD", "en").maximum, read_amount("27 %", "en").unit
    (Decimal('125000000'), 'percent')
    >>> read_amount("mehr als 5 Prozent, bis zu 10 Prozent", "de").maximum
    Decimal('10')

    Args:
        text: a number with its unit or currency; before it "about", "more than" or "up to".
        language: the language that it is written in; English puts commas between thousands.

    Raises:
        BadInputError: it is not understood; the message says what would be.
    """
    once, rate = _without_rate(text.strip(), language)
    found = _once(once, text, language)
    if rate and not found.currency:
        found, rate = _once(text.strip(), text, language), ""
    return replace(found, unit=rate) if rate else found


def _without_rate(text: str, language: Language) -> tuple[str, str]:
    """Return a text without the words for how often, and the unit for these, "" for none."""
    for rate, printed in RATES[language].items():
        for words in (printed.replace("{}", "").strip(), *_RATE_WORDS[language][rate]):
            if text.casefold().endswith(f" {words.casefold()}"):
                return text[: -len(words)].strip(), rate
    return text, ""


def _once(once: str, text: str, language: Language) -> Quantity:
    """Return how much a text says, apart from how often."""
    found = Quantity()
    for part in re.split(r",\s+", once):
        found = _with(found, part, text, language)
    if found.minimum is not None and found.maximum is not None and found.maximum < found.minimum:
        raise BadInputError(worded("“{text}”: more than the most; swap the two", text=text[:60]))
    return found


def _with(found: Quantity, part: str, text: str, language: Language) -> Quantity:
    bound, rest = _bound(part, language)
    about, rest = ("about", rest) if bound == "about" else _bound(rest, language)
    if about not in ("", "about"):
        raise _not_understood(text)
    number, currency, unit = _counted(rest, text, language)
    if (found.currency or found.unit) and (found.currency, found.unit) != (currency, unit):
        raise _not_understood(text)
    field = {"more than": "minimum", "up to": "maximum"}.get(bound, "value")
    if getattr(found, field) is not None:
        raise _not_understood(text)
    said: dict[str, Decimal] = {field: number}
    return replace(
        found,
        currency=currency,
        unit=unit,
        approximate=found.approximate or about == "about",
        **said,
    )


def _bound(part: str, language: Language) -> tuple[str, str]:
    """Return the word that stands before a number, "" for none, and the rest."""
    lowered = part.casefold()
    for bound in ("about", "more than", "up to"):
        printed = SAY[language][bound].replace("{}", "").strip()
        for word in (printed, *_ALSO[language][bound]):
            if lowered.startswith(f"{word.casefold()} "):
                return bound, part[len(word) :].strip()
    return "", part.strip()


def _counted(rest: str, text: str, language: Language) -> tuple[Decimal, str, str]:
    """Return the number, the currency and the unit of what stands behind a bound."""
    words = _SIGNS.sub(_code, _PERCENT.sub(" percent", rest)).split()
    currency = words.pop(0) if words and words[0] in CURRENCIES else ""
    if words and (glued := _GLUED.match(words[0])):
        words[:1] = [glued[1], glued[2]]
    number = _number(words.pop(0), language) if words else None
    if number is None:
        raise _not_understood(text)
    scales = _SCALES[language]
    if words and words[0].casefold() in scales and (currency or len(words) > 1):
        number *= 10 ** scales[words.pop(0).casefold()]
    if words and words[0] in CURRENCIES and not currency and len(words) == 1:
        currency = words.pop(0)
    unit = _unit(" ".join(words), language)
    if bool(currency) == bool(unit) or not CURRENCIES.isdisjoint(words):
        raise _not_understood(text)
    return number, currency, unit


def _code(sign: re.Match[str]) -> str:
    """Return the code of a currency that is given by its sign."""
    return f" {_SIGN_CODES[sign[0].upper().removeprefix('US')]} "


def _number(digits: str, language: Language) -> Decimal | None:
    groups, decimals = signs(language)
    pattern = rf"(\d{{1,3}}(?:{re.escape(groups)}\d{{3}})+|\d+)(?:{re.escape(decimals)}(\d+))?"
    found = re.fullmatch(pattern, digits, re.ASCII)
    if found is None:
        return None
    whole = found[1].replace(groups, "")
    return Decimal(f"{whole}.{found[2]}" if found[2] else whole)


def _unit(words: str, language: Language) -> str:
    """Return a unit as the facts have it; what has a word in each language by its English one."""
    for unit, pattern in UNITS[language].items():
        if words in (pattern.replace("{}", "").strip(), _UNIT_WORDS[language].get(unit)):
            return unit
    return words


def _not_understood(text: str) -> BadInputError:
    return BadInputError(
        worded(
            "“{text}” is no amount; write a number with its unit or currency, such as {first},"
            " {second} or {third}",
            text=text[:60],
            first="250 bn USD",
            second="up to 12.5 million EUR",
            third="27 percent",
        )
    )


def amount_written(quantity: Quantity, language: Language) -> str:
    """Return the text that `read_amount` reads as `quantity`."""
    say = SAY[language]
    about = say["about"] if quantity.approximate else "{}"
    bounds = (
        ("{}", quantity.value),
        (say["more than"], quantity.minimum),
        (say["up to"], quantity.maximum),
    )
    told = ", ".join(
        bound.format(about.format(_written(number, quantity, language)))
        for bound, number in bounds
        if number is not None
    )
    rate = RATES[language].get(quantity.unit) if quantity.currency else None
    return rate.format(told) if rate else told


def _written(number: Decimal, quantity: Quantity, language: Language) -> str:
    scale, word = 0, ""
    if quantity.currency or quantity.unit not in UNITS[language]:
        fitting = ((p, w) for p, w in _WRITTEN[language].items() if _is_round(number, p))
        scale, word = next(fitting, (scale, word))
    shown = number.scaleb(-scale)
    digits = f"{shown.normalize() if scale else shown:,f}"
    groups, decimals = signs(language)
    told = digits.translate(str.maketrans(",.", groups + decimals))
    unit = _UNIT_WORDS[language].get(quantity.unit, quantity.unit)
    return " ".join(filter(None, (told, word, quantity.currency or unit)))


def _is_round(number: Decimal, power: int) -> bool:
    """Return whether a number is told shorter, and exactly, in powers of ten."""
    return abs(number) >= Decimal(10) ** power and number % Decimal(10) ** (power - 3) == 0
