"""What an IRI is (RFC 3987), as far as files get it wrong."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from pactgraph.messages import worded

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
_HOST = re.compile(r"https?://[^/?#]", re.IGNORECASE)


def local_name(iri: str) -> str:
    """Return the last part of `iri`, after its last ``/`` or ``#``: the id of what it names."""
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]


def has_scheme(text: str) -> bool:
    """Return whether `text` begins as an IRI does: with a scheme, or with what looks like one."""
    return _SCHEME.match(text) is not None


def is_prefixed(text: str) -> bool:
    """Return whether what stands before the first colon of `text` is a prefix, not a scheme."""
    scheme, _, rest = text.partition(":")
    return not rest.startswith("//") and scheme.lower() not in SCHEMES


def why_no_iri(iri: str) -> str:
    """Return why `iri`, which has a scheme, is none all the same; "" if it is one."""
    found = _FORBIDDEN.search(iri)
    if found:
        sign = found[0]
        shown = {" ": worded("a space"), "%": worded("a % that encodes nothing")}.get(sign)
        shown = shown or worded("the sign {sign}", sign=f"{sign!a}")
        return worded("is no IRI: it holds {shown}", shown=shown)
    if iri.partition(":")[0].lower() in ("http", "https"):
        return "" if _HOST.match(iri) else worded("is no IRI: it names no host after //")
    return ""


def resolved(base: str, reference: str) -> str:
    """Return `reference` as an IRI, relative to `base`, which begins with http: or https:."""
    return urljoin(base, reference)
