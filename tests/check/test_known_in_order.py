"""What is known of an event is known of what it presupposes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.checking.check import check

VALID = Path(__file__).with_name("valid.ttl").read_text(encoding="utf-8")
EVENTS = """
:signed a pact:Event ;
    rdfs:label "the contract is signed"@en ;
    pact:occurredOn "2024-01-10"^^xsd:date{signed} .

:closed a pact:Event ;
    rdfs:label "the deal is closed"@en ;
    pact:occurredOn "2024-02-10"^^xsd:date{closed} ;
    pact:neverPrecedes :signed .
"""
COMPLAINT = "closed: it never precedes signed but is known earlier"


def complaints(folder: Path, signed: str, closed: str) -> list[str]:
    """Return what is said of two events, each published on a day or ("") on none."""
    days = {
        name: f' ;\n    dcterms:issued "{day}"^^xsd:date' if day else ""
        for name, day in (("signed", signed), ("closed", closed))
    }
    file = folder / "deal.ttl"
    file.write_text(VALID + EVENTS.format(**days), encoding="utf-8")
    return [str(found) for found in violations(file) if "known earlier" in str(found)]


def violations(file: Path) -> list[object]:
    """Return what refuses `file`."""
    found = check([file])
    return list(getattr(found, "violations", found))


@pytest.mark.parametrize(
    ("signed", "closed"),
    [("2024-03-02", "2024-03-01"), ("2024-03-01", "2024-02-11")],
)
def test_an_event_known_before_what_it_presupposes_is_refused(
    signed: str, closed: str, tmp_path: Path
) -> None:
    """On the days between, a question would see the one and not the other."""
    (told,) = complaints(tmp_path, signed, closed)

    assert COMPLAINT in told


@pytest.mark.parametrize(
    ("signed", "closed"),
    [("2024-03-01", "2024-03-01"), ("2024-03-01", "2024-03-02"), ("", "2024-03-01"), ("", "")],
)
def test_an_event_known_with_what_it_presupposes_is_right(
    signed: str, closed: str, tmp_path: Path
) -> None:
    """On the same day, or later."""
    assert [] == complaints(tmp_path, signed, closed)
