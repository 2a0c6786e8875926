"""The page speaks its reader's language, unless it was made in one or its address says one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from made.page_samples import page_of, small

if TYPE_CHECKING:
    from conftest import Opener
    from pactgraph.messages import Language
    from pactgraph.record import Record

pytestmark = pytest.mark.browser

PREFERENCES = {
    "de-DE": "de",
    "de-AT,en;q=0.8": "de",
    "en-GB,de;q=0.8": "en",
    "fr-FR,de;q=0.9,en;q=0.8": "de",
    "fr-FR": "en",
}
SEARCH = {"en": "Search", "de": "Suchen"}


def of_no_series() -> Record:
    """Return a record whose page has to say how many agreements there are."""
    record = small()
    agreements = {iri: replace(a, series="") for iri, a in record.agreements.items()}
    return replace(record, agreements=agreements)


@pytest.mark.parametrize(
    ("preferred", "made_in", "address"),
    [
        *((preferred, None, "") for preferred in PREFERENCES),
        ("de-DE", "en", ""),
        ("en-GB,de;q=0.8", "de", ""),
        ("de-DE", None, "#lang=en"),
        ("en-GB,de;q=0.8", None, "#lang=de"),
        ("de-DE", "de", "#lang=en"),
    ],
)
def test_the_page_opens_in_the_language_of_its_reader(
    opened: Opener, preferred: str, made_in: Language | None, address: str
) -> None:
    """The address goes first, then what the page was made in, then the browser; one can switch."""
    expected = address.rpartition("=")[2] or made_in or PREFERENCES[preferred]

    tags = [tag.partition(";")[0] for tag in preferred.split(",")]
    found = opened(page_of(of_no_series, made_in), address=address, languages=tags)

    page = found.page
    assert expected == found.state()["language"]
    assert expected == page.get_attribute("html", "lang")
    assert SEARCH[expected] == page.get_attribute("#search", "aria-label")
    words = {"en": "agreements", "de": "Vereinbarungen"}
    assert words[expected] in page.inner_text("#title")
    other = {"en": "de", "de": "en"}[expected]
    page.click(f"#languages [data-language={other}]")
    assert SEARCH[other] == page.get_attribute("#search", "aria-label")
    assert [] == found.complaints
