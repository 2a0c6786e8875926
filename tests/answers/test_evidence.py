"""How old the evidence of a clause is: by which newest source it was last stated or confirmed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from pactgraph.asking.evidence import Evidence, evidence
from pactgraph.graph import PactGraph, load

if TYPE_CHECKING:
    from pactgraph.record import Record


@cache
def graph() -> PactGraph:
    """Return the shipped graph."""
    return load()


def found(clause: str, known: str, record: Record | None = None) -> Evidence:
    """Return the evidence of a clause, as known on a day."""
    asked = record or graph().record
    (named,) = (each for each in asked.clauses.values() if each.id == clause)
    return evidence(asked, [named], graph().setting(on=known, known=known))[named.iri]


@pytest.mark.parametrize(
    ("clause", "known", "last", "old"),
    [
        ("MSOA-2019-04", "2026-11-27", "2019-07-22", True),
        ("MSOA-2019-04", "2021-07-22", "2019-07-22", False),
        ("MSOA-2019-04", "2021-07-23", "2019-07-22", True),
        ("MSOA-2025-10", "2026-11-27", "2026-04-27", False),
        ("MSOA-2025-10", "2026-04-26", "2026-02-27", False),
        ("MSOA-2025-10", "2026-02-26", "2025-10-28", False),
        ("MSOA-2023-05", "2027-01-30", "2025-01-22", False),
    ],
)
def test_the_newest_source_that_is_known_counts(
    clause: str, known: str, last: str, *, old: bool
) -> None:
    """Its own sources and confirmations count; after 24 months nothing but a newer version."""
    answer = found(clause, known)

    assert answer.last
    assert (last, old) == (answer.last.text, answer.old)


def test_without_a_date_nothing_is_known_and_all_is_old() -> None:
    """A source whose date is none counts as undated; before any source there is none."""
    record = graph().record
    sources = {iri: replace(source, issued="soon") for iri, source in record.sources.items()}

    assert Evidence(None, "", old=True) == found(
        "MSOA-2019-04", "2026-11-27", replace(record, sources=sources)
    )
    assert Evidence(None, "", old=True) == found("MSOA-2019-04", "2019-01-01")
