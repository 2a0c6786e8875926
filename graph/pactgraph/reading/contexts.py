"""The JSON-LD contexts that ship, known by their addresses; no context is ever fetched."""

from __future__ import annotations

import json
from functools import cache

from pactgraph.messages import worded
from pactgraph.resources import Resource, folder

OWN = "https://w3id.org/pactgraph/context.jsonld"
"""The address of our own context."""

_DRAFT = "https://raw.githubusercontent.com/w3c/odrl/master/formal-semantics/ontology/"
_DATASPACE = "https://w3id.org/dspace/2025/1/"
SHIPPED = {
    OWN: "context.jsonld",
    "http://www.w3.org/ns/odrl.jsonld": "contexts/odrl.jsonld",
    f"{_DRAFT}evaluation_request.json": "contexts/evaluation-request.jsonld",
    f"{_DRAFT}stow.json": "contexts/state-of-the-world.jsonld",
    f"{_DATASPACE}context.jsonld": "contexts/dataspace-protocol.jsonld",
    f"{_DATASPACE}odrl-profile.jsonld": "contexts/dataspace-odrl-profile.jsonld",
}
"""Files below `ontology/` by address: ours, that of ODRL 2.2, two of the W3C draft of its
formal semantics, and the two of the Dataspace Protocol 2025-1 (Apache-2.0). Each says the same
as the published one, in our own writing."""


def shipped(address: str) -> object:
    """Return the context with the address `address`, which http, https or a slash may vary.

    Raises:
        LookupError: none has this address; the message names those there are.
    """
    name = _by_key().get(_key(address))
    if name is None:
        raise LookupError(
            worded(
                'the context "{address}" is not fetched; write it out, or use one of {shipped}',
                address=address[:200],
                shipped=", ".join(SHIPPED),
            )
        )
    return _content(name)


@cache
def _content(name: str) -> object:
    text = (folder(Resource.ONTOLOGY) / name).read_text(encoding="utf-8")
    return json.loads(text)["@context"]


@cache
def _by_key() -> dict[str, str]:
    return {_key(address): name for address, name in SHIPPED.items()}


def _key(address: str) -> str:
    """Return what all spellings of an address have in common."""
    bare = address.lower().removeprefix("https:").removeprefix("http:").rstrip("/#")
    return bare.replace("/refs/heads/", "/")
