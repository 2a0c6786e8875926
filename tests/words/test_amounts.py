"""Sums of money and shares in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pactgraph.messages import LANGUAGES
from pactgraph.record import Amount
from pactgraph.telling.amounts import amount_in_words

BILLIONS = ("250000000000", None, None, "USD", "", False)


@pytest.mark.parametrize(
    ("amount", "english", "german"),
    [
        (BILLIONS, "USD 250 billion", "250 Mrd. USD"),
        (("1500000", None, None, "EUR", "", True), "about EUR 1.5 million", "etwa 1,5 Mio. EUR"),
        (("999999", None, None, "EUR", "", False), "EUR 999,999", "999.999 EUR"),
        ((None, "2e9", None, "USD", "", False), "more than USD 2 billion", "mehr als 2 Mrd. USD"),
        ((None, None, "10", "", "percent", False), "up to 10%", "bis zu 10 %"),
        ((None, "5", "10", "", "percent", False), "more than 5%, up to 10%",
         "mehr als 5 %, bis zu 10 %"),
        (("32.50", None, None, "", "percent", True), "about 32.5%", "etwa 32,5 %"),
        ((None, None, "10", "", "people", False), "up to 10 people", "bis zu 10 Personen"),
        (("1200", None, None, "", "megawatt", False), "1,200 megawatt", "1.200 megawatt"),
        (("3", None, None, "", "{0} %s <b>", False), "3 {0} %s <b>", "3 {0} %s <b>"),
        (("3", None, None, "", "", False), "3", "3"),
        ((None, None, None, "USD", "", False), "", ""),
    ],
)  # fmt: skip
def test_amounts_are_written_as_newspapers_do(
    amount: tuple[str | None, str | None, str | None, str, str, bool], english: str, german: str
) -> None:
    """Billions are words, bounds are words, and German has a decimal comma."""
    value, minimum, maximum = (Decimal(n) if n else None for n in amount[:3])
    found = Amount(value, minimum, maximum, *amount[3:], certainty="", sources=())

    assert {"en": english, "de": german} == {
        language: amount_in_words(found, language) for language in LANGUAGES
    }
