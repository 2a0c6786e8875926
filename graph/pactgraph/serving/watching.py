"""Files that change are read again: whoever asks gets the old reading or the new one, whole."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.errors import PactgraphError
from pactgraph.reading.files import STANDARD_INPUT, files_at
from pactgraph.serving.logs import log
from pactgraph.serving.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pactgraph.graph import PactGraph
    from pactgraph.serving.served import Served

LOOK = 1.0
"""Seconds between two looks at the files."""

Seen = frozenset[tuple[str, int, int]]
"""What tells whether files changed: name, size and time of the last change of each."""


@dataclass(frozen=True, slots=True)
class Source:
    """The files that are served.

    Attributes:
        paths: files and folders.
        read: reads them all.
        seen: how they were before they were read first.
    """

    paths: tuple[Path, ...]
    read: Callable[[], PactGraph]
    seen: Seen


def source(paths: Sequence[Path], read: Callable[[], PactGraph]) -> Source | None:
    """Return what is watched; None where there is nothing that could be read twice."""
    if any(path == STANDARD_INPUT for path in paths):
        return None
    return Source(tuple(paths), read, seen(paths))


def seen(paths: Sequence[Path]) -> Seen:
    """Return how files are now."""
    found = set()
    for file in files_at(paths)[0]:
        try:
            told = file.stat()
        except OSError:
            continue
        found.add((str(file), told.st_size, told.st_mtime_ns))
    return frozenset(found)


async def readings(
    watched: Source, take: Callable[[Served], None], refuse: Callable[[PactgraphError], None]
) -> None:
    """Read files again whenever they have changed, for ever.

    They are read once they no longer change, and what was read while they did is dropped.

    Args:
        watched: the files.
        take: is given each new reading.
        refuse: is told why files are no reading; the last one is kept then.
    """
    known, changing = watched.seen, watched.seen
    while True:
        await asyncio.sleep(LOOK)
        now = await asyncio.to_thread(seen, watched.paths)
        if now == known or now != changing:
            changing = now
            continue
        found = await asyncio.to_thread(_read, watched)
        if await asyncio.to_thread(seen, watched.paths) != now:
            continue
        known = now
        if isinstance(found, PactgraphError):
            log(event="files refused", message=str(found))
            refuse(found)
        else:
            log(event="files read", triples=found.size)
            take(found)


def _read(watched: Source) -> Served | PactgraphError:
    try:
        found = served(watched.read())
    except PactgraphError as error:
        return error
    found.prepare()
    return found
