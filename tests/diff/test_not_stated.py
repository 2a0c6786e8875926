"""What an amendment does not state: of which clauses it is open whether it ended them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from made.made_up_deals import clause, graph_of, versions
from pactgraph.asking.diff.versions import AgreementDiff
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from pathlib import Path

ENDED = ':a-ended a pact:Event ; rdfs:label "the amendment ended clause a"@en{} .\n'
NOT_BEFORE = ' ; pact:notBefore "{}"^^xsd:date'


def silent(folder: Path, event: str) -> list[list[str]]:
    """Return the clauses not stated, each with its events; clause a is ended by `a-ended`."""
    old = [clause("a", "pact:endedBy :a-ended")]
    graph = graph_of(folder, ENDED.format(event), versions(old, [clause("b", kind="freedom")]))
    found = graph.diff("old", "new", graph.setting(on="2025-01-01", known="2025-01-01"))
    assert isinstance(found, AgreementDiff)
    return [[s.reading.clause.id, *map(local_name, s.events)] for s in found.silent]


def test_an_end_that_came_open_with_the_amendment_is_not_stated(tmp_path: Path) -> None:
    """The amendment of 2022 may have ended the clause: nobody says so, nobody denies it."""
    assert [["a", "a-ended"]] == silent(tmp_path, NOT_BEFORE.format("2022-01-01"))


@pytest.mark.parametrize("day", ["2019-06-01", "2020-01-01"])
def test_what_was_open_before_is_no_silence_of_the_amendment(day: str, tmp_path: Path) -> None:
    """An end that may have come when the first version took effect has nothing to do with it."""
    assert [] == silent(tmp_path, NOT_BEFORE.format(day))


def test_what_opens_later_is_no_silence_of_the_amendment(tmp_path: Path) -> None:
    """An end that can only come after the amendment is not its doing."""
    assert [] == silent(tmp_path, NOT_BEFORE.format("2022-01-02"))


def test_an_event_without_a_first_day_of_its_own_is_no_silence(tmp_path: Path) -> None:
    """That it came between the amendment and what presupposes it, the order of events says."""
    between = (
        ' ; pact:neverPrecedes :new ; dcterms:issued "2022-01-01"^^xsd:date .\n'
        ':later a pact:Event ; rdfs:label "later"@en ; dcterms:issued "2023-01-01"^^xsd:date ;\n'
        '    pact:occurredOn "2023-01-01"^^xsd:date ; pact:neverPrecedes :a-ended'
    )

    assert [] == silent(tmp_path, between)


def test_what_has_happened_by_then_is_stated(tmp_path: Path) -> None:
    """A date says whether the amendment ended the clause."""
    happened = ' ; pact:occurredOn "2022-01-01"^^xsd:date'

    assert [] == silent(tmp_path, happened)
