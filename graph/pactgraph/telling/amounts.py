"""Sums of money and shares in words, as newspapers write them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pactgraph.messages import Phrases, meant

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.record import Amount

SAY = Phrases(
    {
        "about": meant("not exactly", "about {}"),
        "more than": "more than {}",
        "up to": "up to {}",
        "billion": "billion",
        "million": "million",
        "money": "{currency} {number}",
    }
)
_SIGNS = Phrases(
    {"groups": meant("between thousands", ","), "decimals": meant("before decimals", ".")}
)
UNITS = Phrases(
    {
        "GPUs": "{} GPUs",
        "TPUs": "{} TPUs",
        "chips": "{} chips",
        "gigawatts": "{} gigawatts",
        "megawatts": "{} megawatts",
        "people": "{} people",
        "percent": "{}%",
        "shares": "{} shares",
        "shares per megawatt": "{} shares per megawatt",
        "tranches": "{} tranches",
        "years": "{} years",
    }
)
"""Units with a word in each language; any other is written as the facts have it."""
RATES = Phrases({"month": "{} a month", "year": "{} a year"})
"""What a sum of money is for, if it recurs."""

_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))


def amount_in_words(amount: Amount, language: Language) -> str:
    """Return an amount with its bounds: "about USD 250 billion", "more than 5%, up to 10%".

    A sum of money that recurs is told with how often: "USD 1.25 billion a month".
    """
    say = SAY[language]
    parts = [
        say[phrase].format(_sum(number, amount, language))
        for phrase, number in (("more than", amount.minimum), ("up to", amount.maximum))
        if number is not None
    ]
    if amount.value is not None:
        exact = _sum(amount.value, amount, language)
        parts.insert(0, say["about"].format(exact) if amount.approximate else exact)
    told = ", ".join(parts)
    rate = RATES[language].get(amount.unit) if amount.currency else None
    return rate.format(told) if rate else told


def digits_in(digits: str, language: Language) -> str:
    """Return a number, written as in English, with the signs that a language puts into it.

    >>> digits_in("1,234.5", "de")
    '1.234,5'
    """
    return digits.translate(str.maketrans(",.", "".join(_SIGNS[language].values())))


def signs(language: Language) -> tuple[str, str]:
    """Return what a language puts between thousands, and before decimals."""
    return _SIGNS[language]["groups"], _SIGNS[language]["decimals"]


def _sum(number: Decimal, amount: Amount, language: Language) -> str:
    """Return a number with its unit: "USD 250 billion", "250 Mrd. USD", "20%"."""
    scale, word = Decimal(1), ""
    if amount.currency:
        fitting = ((size, name) for size, name in _SCALES if abs(number) >= size)
        scale, word = next(fitting, (scale, word))
    digits = digits_in(f"{(number / scale).normalize():,f}", language)
    scaled = f"{digits} {SAY[language][word]}" if word else digits
    if not amount.currency:
        unit = UNITS[language].get(amount.unit)
        return unit.format(scaled) if unit else f"{scaled} {amount.unit}".strip()
    return SAY[language]["money"].format(currency=amount.currency, number=scaled)
