"""Which media type a client gets, and in which language it is told what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies

from lengths import examples
from pactgraph.serving.negotiation import JSON, ROWS, TRIPLES, XML, chosen, language

TYPES = ["a/x", "a/y", "b/x"]


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", "text/csv"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; Q=0.1", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", XML),
        ("application/sparql-results+json;q=0, */*;q=0.1", XML),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("text/tab-separated-values;header=present", "text/tab-separated-values"),
        ("text/html", None),
        ("text/csv;q=0", None),
        ("text/csv;q=nonsense", None),
        ("text/csv;q=2", None),
        (",;,", None),
    ],
)
def test_the_type_that_is_liked_best_is_chosen(accept: str | None, found: str | None) -> None:
    """The most particular wish decides for each type; among equals the server's order."""
    assert found == chosen(accept, ROWS)


def test_triples_come_as_turtle_unless_told_otherwise() -> None:
    """Also where a client takes rows as well."""
    assert TRIPLES[0] == chosen("application/sparql-results+json, */*;q=0.1", TRIPLES)
    assert "application/rdf+xml" == chosen("application/rdf+xml, text/turtle;q=0.9", TRIPLES)


@settings(max_examples=examples(200))
@given(
    strategies.lists(
        strategies.tuples(
            strategies.sampled_from([*TYPES, "a/*", "b/*", "*/*", "c/z"]),
            strategies.sampled_from(["0", "0.2", "0.5", "1"]),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda wish: wish[0],
    )
)
def test_wishes_are_weighed_as_the_rfc_has_it(wishes: list[tuple[str, str]]) -> None:
    """Compared with its definition, by trying every type."""
    said = dict(wishes)

    def quality(offered: str) -> float:
        kind = offered[:1]
        for wish in (offered, f"{kind}/*", "*/*"):
            if wish in said:
                return float(said[wish])
        return 0

    best = max(map(quality, TYPES))
    expected = next((each for each in TYPES if quality(each) == best), None) if best else None

    assert expected == chosen(", ".join(f"{w};q={q}" for w, q in wishes), TYPES)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (None, "en"),
        ("de", "de"),
        ("de-CH, en;q=0.9", "de"),
        ("en, de;q=0.9", "en"),
        ("fr, de;q=0.1", "de"),
        ("de;q=0", "en"),
        ("tlh", "en"),
    ],
)
def test_the_language_that_is_liked_best_is_spoken(header: str | None, found: str) -> None:
    """Among those that there are; else English."""
    assert found == language(header)
