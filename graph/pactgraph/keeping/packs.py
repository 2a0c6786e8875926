"""Packs: what is kept of one portfolio, as one file.

A line with the digest of the rest, a line that says what the pack is of, and sections of text.
A pack that another version wrote, or of which a byte has changed, is none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_BEGINNING = b"pactgraph keeps "
_DIGEST = 32
"""Bytes of a digest."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What is kept of one portfolio.

    Attributes:
        program: what read it: a digest of the code and the vocabulary.
        asked: how the files were asked for; they alone tell two packs apart.
        files: each file by its path as given, or as found below the folder given, with a digest
            of its content; in the order in which they were read.
        sections: texts, by name.
    """

    program: str
    asked: str
    files: Mapping[str, str]
    sections: Mapping[str, str]


def read_pack(path: Path, program: str, asked: str) -> Pack | None:
    """Return the pack in a file; None if there is none that `program` wrote for `asked`."""
    try:
        with path.open("rb") as file:
            first, data = file.readline(), file.read()
    except OSError:
        return None
    if first != _BEGINNING + _digest([data]) + b"\n":
        return None
    try:
        return _unpacked(data, program, asked)
    except (ValueError, LookupError, TypeError):  # of a version that wrote something else
        return None


def _unpacked(data: bytes, program: str, asked: str) -> Pack | None:
    at = data.index(b"\n")
    told = json.loads(data[:at])
    if (told["program"], told["asked"]) != (program, asked):
        return None
    sections, rest = {}, memoryview(data)[at + 1 :]
    for name, length in told["sections"]:
        sections[name] = str(rest[:length], "utf-8")
        rest = rest[length:]
    return Pack(program, asked, dict(told["files"]), sections)


def asked_in(path: Path) -> tuple[str, int] | None:
    """Return how the files of a pack were asked for, and how many they are; None if it is none."""
    try:
        with path.open("rb") as file:
            file.readline()
            told = json.loads(file.readline())
        return str(told["asked"]), len(told["files"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def size_of(pack: Pack) -> int:
    """Return how many bytes a file with `pack` takes."""
    first = len(_BEGINNING) + 2 * _DIGEST + len(b"\n")
    return first + len(_head(pack)) + sum(map(_length, pack.sections.values()))


def parts_of(pack: Pack) -> Iterator[bytes]:
    """Yield what a file with `pack` holds, of which no second copy is kept."""
    head = _head(pack)
    yield _BEGINNING + _digest(chain([head], map(str.encode, pack.sections.values()))) + b"\n"
    yield head
    yield from map(str.encode, pack.sections.values())


def _head(pack: Pack) -> bytes:
    told = {
        "program": pack.program,
        "asked": pack.asked,
        "files": [*pack.files.items()],
        "sections": [(name, _length(text)) for name, text in pack.sections.items()],
    }
    return json.dumps(told).encode() + b"\n"


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode()
