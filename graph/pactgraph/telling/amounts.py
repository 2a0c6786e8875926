"""Sums of money and shares in words, as newspapers write them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.record import Amount

_SAY: dict[Language, dict[str, str]] = {
    "en": {
        "about": "about {}",
        "more than": "more than {}",
        "up to": "up to {}",
        "billion": "billion",
        "million": "million",
    },
    "de": {
        "about": "etwa {}",
        "more than": "mehr als {}",
        "up to": "bis zu {}",
        "billion": "Mrd.",
        "million": "Mio.",
    },
}
_UNITS: dict[Language, dict[str, str]] = {
    "en": {"percent": "{}%", "people": "{} people"},
    "de": {"percent": "{} %", "people": "{} Personen"},
}
"""Units with a word in each language; any other is written as the facts have it."""

_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))


def amount_in_words(amount: Amount, language: Language) -> str:
    """Return an amount with its bounds: "about USD 250 billion", "more than 5%, up to 10%"."""
    say = _SAY[language]
    parts = [
        say[phrase].format(_sum(number, amount, language))
        for phrase, number in (("more than", amount.minimum), ("up to", amount.maximum))
        if number is not None
    ]
    if amount.value is not None:
        exact = _sum(amount.value, amount, language)
        parts.insert(0, say["about"].format(exact) if amount.approximate else exact)
    return ", ".join(parts)


def _sum(number: Decimal, amount: Amount, language: Language) -> str:
    """Return a number with its unit: "USD 250 billion", "250 Mrd. USD", "20%"."""
    scale, word = Decimal(1), ""
    if amount.currency:
        fitting = ((size, name) for size, name in _SCALES if abs(number) >= size)
        scale, word = next(fitting, (scale, word))
    digits = f"{(number / scale).normalize():,f}"
    if language == "de":
        digits = digits.translate(str.maketrans(",.", ".,"))
    scaled = f"{digits} {_SAY[language][word]}" if word else digits
    if not amount.currency:
        unit = _UNITS[language].get(amount.unit)
        return unit.format(scaled) if unit else f"{scaled} {amount.unit}".strip()
    return f"{scaled} {amount.currency}" if language == "de" else f"{amount.currency} {scaled}"
