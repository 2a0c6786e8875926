"""Which files there are to read; what cannot be looked into is told, never passed over."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from pactgraph.errors import Violation
from pactgraph.messages import reason, worded

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

RDF_ENDINGS = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".json")
"""How the names of files of RDF end."""
PLAIN_ENDINGS = (".yaml", ".yml")
"""How the names of plain files end."""
ENDINGS = (*RDF_ENDINGS, *PLAIN_ENDINGS)
"""How the names of files end that can be read."""


_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*#[^\n]*\n)*\s*pactgraph\s*:")
"""How a plain file begins, with or without comments before it."""


def is_plain(path: Path, data: bytes) -> bool:
    """Return whether a file is a plain one, by its ending or, from standard input, by itself."""
    if path == STANDARD_INPUT:
        return _BEGINNING.match(data) is not None
    return path.suffix.lower() in PLAIN_ENDINGS


def files_at(paths: Iterable[Path]) -> tuple[list[Path], list[Violation]]:
    """Return the files at `paths`, and what keeps others from being read.

    Folders are searched to any depth, links are followed, and a file that is reached twice
    is returned once. Files with other endings are left alone in folders.

    Args:
        paths: files whose names end in one of `ENDINGS`, or folders.
    """
    search = _Search()
    for path in paths:
        search.path(path)
    return search.files, search.wrong


def why_not(path: Path, error: OSError) -> Violation:
    """Return that `path` cannot be read, and why."""
    return Violation(
        str(path), "", worded("this cannot be read: {strerror}", strerror=reason(error))
    )


STANDARD_INPUT = Path("-")
"""What people write for what another program hands over."""


class _Search:
    """What was found so far.

    Attributes:
        files: in the order of paths, then of names.
        wrong: what cannot be read.
        seen: device and number of each file that is among `files`.
    """

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.wrong: list[Violation] = []
        self.seen: set[tuple[int, int]] = set()

    def path(self, path: Path) -> None:
        """Add the file or the files of the folder that somebody named."""
        if path == STANDARD_INPUT:
            self.files.append(path)
            return
        found = self._status(path)
        if found is None:
            return
        if not stat.S_ISDIR(found.st_mode):
            if path.suffix.lower() in ENDINGS:
                self._file(path, found)
            else:
                self._tell(
                    path,
                    worded("the file should end in one of {endings}", endings=", ".join(ENDINGS)),
                )
            return
        if not self._folder(path, found, inside=frozenset()):
            self._tell(
                path,
                worded("the folder holds no file ending in {endings}", endings=", ".join(ENDINGS)),
            )

    def _folder(self, path: Path, found: os.stat_result, inside: frozenset[object]) -> bool:
        """Add the files below a folder; return whether there is one, or something was told."""
        here = (found.st_dev, found.st_ino)
        if here in inside:
            self._tell(path, worded("this link leads back into a folder that it lies in"))
            return True
        try:
            names = sorted(path.iterdir())
        except OSError as error:
            self.wrong.append(why_not(path, error))
            return True
        anything = False
        for name in names:
            entry = self._status(name)
            if entry is None:
                anything = True
            elif stat.S_ISDIR(entry.st_mode):
                anything |= self._folder(name, entry, inside | {here})
            elif name.suffix.lower() in ENDINGS:
                self._file(name, entry)
                anything = True
        return anything

    def _file(self, path: Path, found: os.stat_result) -> None:
        """Add a file unless it is there, or is none."""
        if not stat.S_ISREG(found.st_mode):
            self._tell(path, worded("this is a pipe, a socket or a device; give a plain file"))
            return
        here = (found.st_dev, found.st_ino)
        if here not in self.seen:
            self.seen.add(here)
            self.files.append(path)

    def _status(self, path: Path) -> os.stat_result | None:
        try:
            return path.stat()
        except FileNotFoundError:
            if path.is_symlink():
                target = str(path.readlink())
                self._tell(
                    path, worded("this link leads to {path}, which does not exist", path=target)
                )
            else:
                self._tell(path, worded("there is no such file or folder"))
        except (OSError, ValueError) as error:
            told = error if isinstance(error, OSError) else OSError(0, str(error))
            self.wrong.append(why_not(path, told))
        return None

    def _tell(self, path: Path, message: str) -> None:
        self.wrong.append(Violation(str(path), "", message))
