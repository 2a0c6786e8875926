"""The folder in which packs are kept: where it is, how large it may become, what clears it.

Whatever goes wrong with it, nothing is kept then, and every answer is as it would be without.
"""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from pactgraph.keeping.packs import parts_of, read_pack, size_of
from pactgraph.keeping.whole import put_whole

if TYPE_CHECKING:
    from pactgraph.keeping.packs import Pack

FOLDER = "PACTGRAPH_CACHE"
"""The variable of the environment that names another folder, or, if it is empty, none."""
LARGEST = 1_000_000_000
"""Bytes that all packs together may take; those that were asked for longest ago go first."""
_ENDING = ".pact"
_UNFINISHED = "unfinished"
_OURS = re.compile(rf"[0-9a-f]{{32}}\{_ENDING}|{_UNFINISHED}\.[0-9a-f]{{16}}")
_ABANDONED = 3600
"""Seconds after which a file that somebody began is one that nobody will end."""
_PRIVATE = 0o600


def cache_folder() -> Path | None:
    """Return where packs are kept; None if they are not to be."""
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) if named else None
    found = user_cache_path("pactgraph", appauthor=False)
    return found if found.is_absolute() else None  # of a user without a home


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of ours in the folder.

    Attributes:
        path: where it is.
        size: in bytes.
        used: when it was last asked for, in seconds since 1970.
        whole: whether it is a pack, and not one that somebody has begun.
    """

    path: Path
    size: int
    used: float
    whole: bool


def entries(folder: Path) -> list[Entry]:
    """Return what is kept in `folder`, the last used first; other files are none of ours."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name):
                with suppress(OSError):
                    told = path.lstat()
                    if stat.S_ISREG(told.st_mode) or stat.S_ISLNK(told.st_mode):
                        whole = path.suffix == _ENDING
                        found.append(Entry(path, told.st_size, told.st_mtime, whole))
    return sorted(found, key=lambda entry: -entry.used)


def kept_pack(folder: Path, program: str, asked: str) -> Pack | None:
    """Return what `program` has kept for `asked`, if it has; it counts as used now."""
    path = _path(folder, asked)
    pack = read_pack(path, program, asked)
    if pack is not None:
        with suppress(OSError):
            os.utime(path)
    return pack


def keep(folder: Path, pack: Pack) -> None:
    """Keep `pack` in place of the one before, unless it is too large, or that is not possible."""
    if size_of(pack) > LARGEST // 2:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        put_whole(_path(folder, pack.asked), parts_of(pack), _PRIVATE, beside=_UNFINISHED)
        _bound(folder)


def clear(folder: Path) -> int:
    """Remove all packs from `folder`; return how many there were.

    Raises:
        OSError: one cannot be removed.
    """
    found = entries(folder)
    for entry in found:
        entry.path.unlink(missing_ok=True)
    return sum(entry.whole for entry in found)


def _path(folder: Path, asked: str) -> Path:
    return folder / f"{blake2b(asked.encode(), digest_size=16).hexdigest()}{_ENDING}"


def _bound(folder: Path) -> None:
    """Remove what was used longest ago, as long as all is too large, and what nobody will end."""
    size, begun = 0, time.time() - _ABANDONED
    for entry in entries(folder):
        if entry.whole:
            size += entry.size
        if size > LARGEST or (not entry.whole and entry.used < begun):
            with suppress(OSError):
                entry.path.unlink()
