"""What is an IRI, what looks like one, and what things are called by theirs."""

from __future__ import annotations

import pyoxigraph
import pytest

from pactgraph.reading.iris import is_prefixed, local_name, resolved, why_no_iri

LAST = [plane | end for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)]


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/a%20b",
        "HTTP://example.org",
        "httpx://",
        "http-over-tls:anything",
        "urn:uuid:1",
        "mailto:",
        "https://例え.example/ä",
        "https://[::1]/a?b#c",
        "https://example.org/?\ue000",
    ],
)
def test_what_is_an_iri(iri: str) -> None:
    """Only http and https need a host; letters of every script may stand in one."""
    assert "" == why_no_iri(iri)


@pytest.mark.parametrize(
    ("iri", "why"),
    [
        ("http:", "is no IRI: it names no host after //"),
        ("HTTPS:///a", "is no IRI: it names no host after //"),
        ("https://?a", "is no IRI: it names no host after //"),
        ("urn:a b", "is no IRI: it holds a space"),
        ("urn:100%", "is no IRI: it holds a % that encodes nothing"),
        ("urn:%0", "is no IRI: it holds a % that encodes nothing"),
        ("urn:%0g", "is no IRI: it holds a % that encodes nothing"),
        ("urn:a\tb c", "is no IRI: it holds the sign '\\t'"),
        ("urn:\u200b", "is no IRI: it holds the sign '\\u200b'"),
        ("urn:\ud800", "is no IRI: it holds the sign '\\ud800'"),
        ("urn:\ufdd0", "is no IRI: it holds the sign '\\ufdd0'"),
        ("urn:\U0002fffe", "is no IRI: it holds the sign '\\U0002fffe'"),
        ("https://example.org/\ue000", "is no IRI: it holds the sign '\\ue000'"),
        ("https://example.org/?a#\ue000", "is no IRI: it holds the sign '\\ue000'"),
        ("https://example.org/[a]", "is no IRI: it holds the sign '['"),
        ("https://example.org/a#b#c", "is no IRI: it holds the sign '#'"),
        ("https://example:org/", "is no IRI: it is not built like one"),
        ("https://[::z]/", "is no IRI: it is not built like one"),
    ],
)
def test_what_is_none(iri: str, why: str) -> None:
    """The first sign that may not stand in it is told."""
    assert why == why_no_iri(iri)


@pytest.mark.parametrize("before", ["", "?", "#", "?a#"])
def test_whatever_the_engine_refuses_is_refused(before: str) -> None:
    """Each sign by itself, in each part of an IRI: no program fails on what passed here."""
    signs = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x110000, 13), *LAST)]
    for iri in (f"https://example.org/{before}{sign}" for sign in signs):
        if not why_no_iri(iri):
            assert pyoxigraph.NamedNode(iri).value == iri


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://example.org/a/b", "b"),
        ("https://example.org/a#b", "b"),
        ("https://example.org/a/b/", "b"),
        ("https://example.org/a/b/#", "b"),
        ("urn:a", "urn:a"),
        ("", ""),
    ],
)
def test_things_are_called_by_the_end_of_their_iri(iri: str, name: str) -> None:
    """After the last slash or number sign that is followed by something."""
    assert name == local_name(iri)


def test_a_word_before_a_colon_is_a_prefix_unless_it_is_a_scheme() -> None:
    """A double slash makes a scheme of any word; small and capital letters are one."""
    prefixed = {iri: is_prefixed(iri) for iri in ("odrl:use", "urn:a", "URN:a", "x://y", "x:/y")}

    assert {
        "odrl:use": True,
        "urn:a": False,
        "URN:a": False,
        "x://y": False,
        "x:/y": True,
    } == prefixed


def test_what_is_relative_is_relative_to_the_base() -> None:
    """Up, down, with nothing but a fragment, and not at all."""
    base = "https://example.org/a/b"

    assert [f"{base}#c", "https://example.org/c", base, "urn:d"] == [
        resolved(base, one) for one in ("#c", "../c", "", "urn:d")
    ]
