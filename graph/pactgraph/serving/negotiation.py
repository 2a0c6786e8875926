"""Which of several media types, or languages, a client likes best (RFC 9110, section 12.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactgraph.messages import Language

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
ROWS = (JSON, XML, CSV, TSV, "application/json", "application/xml")
"""The media types of rows and of truth values, the first where a client has no wish."""
TURTLE, N_TRIPLES = "text/turtle", "application/n-triples"
JSON_LD, RDF_XML = "application/ld+json", "application/rdf+xml"
TRIPLES = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, "text/n3")
"""The media types of triples, likewise."""
_MOST_WISHES = 100
"""No client has as many."""


def chosen(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the one of the media types `offered` that `accept` likes best; None if none.

    >>> chosen("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'

    Args:
        accept: the header; None or "" where there is none: anything will do.
        offered: media types, first those that are given where several are liked as much.
    """
    if not (accept or "").strip():
        return offered[0]
    wishes = list(_wishes(accept or ""))

    def liked(media_type: str) -> float:
        kind = media_type.partition("/")[0]
        for pattern in (media_type, f"{kind}/*", "*/*"):
            found = [quality for wish, quality in wishes if wish == pattern]
            if found:
                return max(found)
        return 0.0

    best = max(offered, key=liked)
    return best if liked(best) > 0 else None


def language(accept_language: str | None) -> Language:
    """Return the language that is liked best among those that we speak; else English.

    >>> language("fr, de-AT;q=0.8, en;q=0.5")
    'de'
    """
    wishes = sorted(_wishes(accept_language or ""), key=lambda wish: -wish[1])
    tags = (wish.partition("-")[0] for wish, quality in wishes if quality > 0)
    return next((tag for tag in tags if tag in LANGUAGES), "en")


def with_charset(media_type: str) -> str:
    """Return what the header Content-Type says of an answer, which is in UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _wishes(header: str) -> Iterator[tuple[str, float]]:
    """Yield what is wished for, and how much, from 0 to 1; what is no wish is left out."""
    for part in header.lower().split(",")[:_MOST_WISHES]:
        wish, *parameters = (text.strip() for text in part.split(";"))
        said = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            quality = float(said)
        except ValueError:
            continue
        if wish and 0 <= quality <= 1:
            yield wish, quality
