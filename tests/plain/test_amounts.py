"""Sums, shares and quantities, as people write them and as the program prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lengths import examples
from pactgraph.errors import BadInputError
from pactgraph.messages import LANGUAGES
from pactgraph.plain.amounts import Quantity, amount_written, read_amount
from pactgraph.record import Amount
from pactgraph.telling.amounts import amount_in_words

READ = [
    ("en", "250 bn USD", Quantity(Decimal(250_000_000_000), currency="USD")),
    ("en", "USD 250 billion", Quantity(Decimal(250_000_000_000), currency="USD")),
    ("en", "up to 12.5 m USD", Quantity(maximum=Decimal(12_500_000), currency="USD")),
    ("en", "27 percent", Quantity(Decimal(27), unit="percent")),
    ("en", "about 27%", Quantity(Decimal(27), unit="percent", approximate=True)),
    ("en", "4,459,337 shares", Quantity(Decimal(4_459_337), unit="shares")),
    ("en", "0.01 USD", Quantity(Decimal("0.01"), currency="USD")),
    ("en", "€5 million", Quantity(Decimal(5_000_000), currency="EUR")),
    ("en", "US$12.5m", Quantity(Decimal(12_500_000), currency="USD")),
    ("en", "5 m", Quantity(Decimal(5), unit="m")),
    ("en", "more than 5%, up to 10%", Quantity(None, Decimal(5), Decimal(10), unit="percent")),
    (
        "en",
        "more than about 100 billion USD",
        Quantity(minimum=Decimal(10**11), currency="USD", approximate=True),
    ),
    ("de", "250 Mrd. USD", Quantity(Decimal(250_000_000_000), currency="USD")),
    ("de", "bis zu 12,5 Mio. EUR", Quantity(maximum=Decimal(12_500_000), currency="EUR")),
    ("de", "4.459.337 Aktien", Quantity(Decimal(4_459_337), unit="shares")),
    ("en", "5 gigawatts", Quantity(Decimal(5), unit="gigawatts")),
    ("de", "5 Gigawatt", Quantity(Decimal(5), unit="gigawatts")),
    (
        "en",
        "USD 1.25 billion a month",
        Quantity(Decimal(1_250_000_000), None, None, "USD", "month"),
    ),
    (
        "en",
        "up to 920 m USD per month",
        Quantity(None, None, Decimal(920_000_000), "USD", "month"),
    ),
    ("de", "1 Mrd. USD im Jahr", Quantity(Decimal(10**9), None, None, "USD", "year")),
    ("en", "7 shares a month", Quantity(Decimal(7), unit="shares a month")),
    ("de", "etwa 27 Prozent", Quantity(Decimal(27), unit="percent", approximate=True)),
]
WRONG = [
    "",
    "12",
    "USD",
    "five USD",
    "1.2.3 USD",
    "1,23 USD",
    "12 USD EUR",
    "12 USD, 13 USD",
    "up to",
]


@pytest.mark.parametrize(("language", "text", "meant"), READ)
def test_it_is_read(language: str, text: str, meant: Quantity) -> None:
    """In either language, with the signs that it uses."""
    assert meant == read_amount(text, language)


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_amount_is_told(text: str) -> None:
    """With what would be one."""
    with pytest.raises(BadInputError, match="is no amount; write a number with its unit"):
        read_amount(text, "en")


def test_bounds_in_the_wrong_order_are_told() -> None:
    """More than the most is nothing."""
    with pytest.raises(BadInputError, match="swap the two"):
        read_amount("more than 10%, up to 5%", "en")


NUMBERS = st.decimals(0, 10**13, places=3, allow_nan=False).map(
    lambda number: number.normalize() if number % 1 else number.to_integral_value()
)

COUNTED = [
    *(("USD", ""), ("EUR", ""), ("USD", "month"), ("EUR", "year")),
    *(("", unit) for unit in ("percent", "shares", "gigawatts", "people", "miles of road")),
]
"""A currency and how often, or what is counted."""


@settings(max_examples=examples(300), deadline=None)
@given(
    language=st.sampled_from(LANGUAGES),
    numbers=st.lists(NUMBERS, min_size=1, max_size=2, unique=True).map(sorted),
    bounds=st.sampled_from(["value", "minimum", "maximum", "both"]),
    of=st.sampled_from(COUNTED),
    about=st.booleans(),
)
def test_what_is_written_or_printed_is_read_again(
    language: str, numbers: list[Decimal], bounds: str, of: tuple[str, str], *, about: bool
) -> None:
    """By the writer of plain files, and by what answers print."""
    low, high = numbers[0], numbers[-1]
    said = {
        "value": (low, None, None),
        "minimum": (None, low, None),
        "maximum": (None, None, high),
        "both": (None, low, high),
    }[bounds]
    quantity = Quantity(*said, *of, approximate=about)
    printed = amount_in_words(
        Amount(*said, quantity.currency, quantity.unit, about and bounds == "value", "", ()),
        language,
    )

    assert quantity == read_amount(amount_written(quantity, language), language)
    if bounds == "value" or not about:
        assert quantity == read_amount(printed, language)
