"""What an IRI is (RFC 3987), as far as files get it wrong."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pyoxigraph

from pactgraph.messages import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SCHEME_NAMES = """
about ark cid data did doi file ftp geo http https info ipfs ipns jar mailto mid news ni oid
tag tel urn uuid
"""
SCHEMES = frozenset(_SCHEME_NAMES.split())
"""Schemes of IRIs that need no ``//``; any other word before a colon is a prefix."""

ODRL = "http://www.w3.org/ns/odrl/2/"
_NEED_IRI = """
action and andSequence assignee assigner conflict consequence constraint duty failure
hasPolicy implies includedIn inheritFrom leftOperand obligation operator or partOf
permission profile prohibition refinement remedy scope source target xone
"""
NEEDS_IRI = frozenset(ODRL + name for name in _NEED_IRI.split())
"""Properties of ODRL whose values are things; a text there would mean nothing."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FORBIDDEN = re.compile(
    r'[\x00-\x20<>"{}|\\^`\x7f-\xa0\xad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]'
    r"|[\ud800-\udfff]|%(?![0-9A-Fa-f]{2})"
)
_REFUSED = re.compile("code point '(.)'")
"""How the engine says which sign may not stand where it does."""
_PART = re.compile(r"[/#]*[^/#]+[/#]*$|[/#]*[^/#]+")
_HOST = re.compile(r"https?://[^/?#]", re.IGNORECASE)


def local_name(iri: str) -> str:
    """Return the last part of `iri`, after its last ``/`` or ``#``: the id of what it names.

    >>> local_name("https://example.org/deals#first")
    'first'
    """
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]


def distinct_endings(iris: Iterable[str]) -> dict[str, str]:
    """Return, of IRIs whose local names are alike, the shortest ending that no other one has.

    >>> distinct_endings(["https://x.example/a#deal", "https://x.example/b#deal", "https://x.example/c"])
    {'https://x.example/a#deal': 'a#deal', 'https://x.example/b#deal': 'b#deal'}

    Args:
        iris: any number of different ones; those that have a local name alone are left out.
    """
    found: dict[str, str] = {}
    alike = _sharing(iris, local_name)
    length = 2
    while alike:
        ending = partial(_ending, parts=length)
        still = _sharing(alike, ending)
        found |= {iri: ending(iri) for iri in alike if iri not in still}
        alike, length = still, length + 1
    return {iri: found[iri] for iri in sorted(found)}


def _sharing(iris: Iterable[str], name: Callable[[str], str]) -> list[str]:
    """Return those of `iris` whose `name` another of them has, too."""
    named = {iri: name(iri) for iri in iris}
    often = Counter(named.values())
    return [iri for iri, own in named.items() if often[own] > 1]


def _ending(iri: str, parts: int) -> str:
    """Return the last `parts` parts of `iri`, with what stands between them."""
    return "".join(_PART.findall(iri)[-parts:]).lstrip("/#")


def has_scheme(text: str) -> bool:
    """Return whether `text` begins as an IRI does: with a scheme, or with what looks like one.

    >>> has_scheme("https://example.org/"), has_scheme("deal.ttl")
    (True, False)
    """
    return _SCHEME.match(text) is not None


def is_prefixed(text: str) -> bool:
    """Return whether what stands before the first colon of `text` is a prefix, not a scheme.

    >>> is_prefixed("odrl:use"), is_prefixed("https://example.org/")
    (True, False)
    """
    scheme, _, rest = text.partition(":")
    return not rest.startswith("//") and scheme.lower() not in SCHEMES


def why_no_iri(iri: str) -> str:
    """Return why `iri`, which has a scheme, is none all the same; "" if it is one.

    >>> print(why_no_iri("https://example.org/a b"))
    is no IRI: it holds a space
    """
    found = _FORBIDDEN.search(iri)
    if found:
        return _holds(found[0])
    if iri.partition(":")[0].lower() in ("http", "https") and not _HOST.match(iri):
        return worded("is no IRI: it names no host after //")
    try:
        pyoxigraph.NamedNode(iri)
    except ValueError as error:
        if iri.startswith("_:"):  # the name of a blank node
            return ""
        refused = _REFUSED.search(str(error))
        return _holds(refused[1]) if refused else worded("is no IRI: it is not built like one")
    return ""


def _holds(sign: str) -> str:
    """Return that a text with `sign` is no IRI."""
    shown = {" ": worded("a space"), "%": worded("a % that encodes nothing")}.get(sign)
    shown = shown or worded("the sign {sign}", sign=f"{sign!a}")
    return worded("is no IRI: it holds {shown}", shown=shown)


def resolved(base: str, reference: str) -> str:
    """Return `reference` as an IRI, relative to `base`, which begins with http: or https:.

    >>> resolved("https://example.org/a/b", "c")
    'https://example.org/a/c'
    """
    return urljoin(base, reference)
