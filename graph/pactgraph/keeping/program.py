"""What tells one state of the program from another: nothing that another one kept is believed."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import dateutil
import pyoxigraph
import rdflib

from pactgraph.resources import Resource, folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIBRARIES = (pyoxigraph, rdflib, dateutil)
"""What reads and counts for us: another version can do so differently."""


@cache
def program() -> str:
    """Return a digest of the code, the vocabulary and the libraries that read with them.

    Of the code and its translations, the sizes and times of files are looked at; of what it
    reads besides (terms, shapes, lists of terms, contexts), all bytes.
    """
    digest = blake2b(digest_size=16)
    for part in _parts():
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _parts() -> Iterator[str]:
    yield f"{sys.version_info[:2]}"
    for library in _LIBRARIES:
        yield f"{library.__name__} {library.__version__}"
    package = Path(__file__).parents[1]
    for file in sorted([*package.rglob("*.py"), *package.rglob("*.mo")]):
        told = file.stat()
        yield f"{file.relative_to(package)} {told.st_size} {told.st_mtime_ns}"
    ontology = folder(Resource.ONTOLOGY)
    for file in sorted([*ontology.rglob("*.ttl"), *ontology.rglob("*.json*")]):
        yield f"{file.relative_to(ontology)} {blake2b(file.read_bytes()).hexdigest()}"
