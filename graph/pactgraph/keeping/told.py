"""What is kept, as an answer: which portfolios, how large, and where."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.keeping.folder import FOLDER, LARGEST, clear, entries
from pactgraph.keeping.packs import asked_in
from pactgraph.kernel.timeline import instant_text
from pactgraph.messages import Counted, Phrases, reason, worded
from pactgraph.telling.amounts import digits_in
from pactgraph.telling.tables import Table
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.keeping.folder import Entry
    from pactgraph.messages import Language
    from pactgraph.telling.told import Block

_KINDS = ("record", "verdict", "store")
_KEYS = ("folder", "paths", "kind", "files", "bytes", "used")
_WORDS = Phrases(
    {
        "paths": "Files of",
        "kind": "Kept",
        "files": "Files",
        "bytes": "Size",
        "used": "Last used",
        "record": "what they say",
        "verdict": "what is wrong with them",
        "store": "what is asked with SPARQL",
        "in": "{}, {} of at most {}, in {}",
        "removed": "Removed: {}, {}, from {}",
        "none": "Nothing is kept: {} is empty, or there is no home folder.",
    }
)
_PACKS = Counted("1 reading is kept", "{} readings are kept")
_REMOVED = Counted("1 reading", "{} readings")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of the files that were asked for in one way.

    Attributes:
        paths: how they were asked for, from the folder in which that was.
        kind: "record", "verdict" or "store".
        files: how many there are.
        size: in bytes.
        used: when it was last asked for, to the second, UTC.
    """

    paths: tuple[str, ...]
    kind: str
    files: int
    size: int
    used: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Kept(Told):
    """What is kept in the cache folder, or was until now.

    Attributes:
        folder: the folder; None if nothing is to be kept.
        readings: the last used first.
        removed: whether they are gone now.
    """

    folder: Path | None
    readings: tuple[Reading, ...]
    removed: bool = False

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return a row a reading, and where they are."""
        words = _WORDS[language]
        if self.folder is None:
            return [words["none"].format(FOLDER)]
        size, count = _size(sum(each.size for each in self.readings), language), len(self.readings)
        if self.removed:
            told = _REMOVED.told(count, language)
            return [f"{words['removed'].format(told, size, self.folder)}."]
        told = _PACKS.told(count, language)
        where = f"{words['in'].format(told, size, _size(LARGEST, language), self.folder)}."
        if not self.readings:
            return [where]
        rows = [
            (
                ", ".join(each.paths),
                words[each.kind],
                str(each.files),
                _size(each.size, language),
                f"{each.used:%Y-%m-%d %H:%M} UTC",
            )
            for each in self.readings
        ]
        return [Table([words[key] for key in _KEYS[1:]], rows), where]

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:  # noqa: ARG002 - the same in all
        """Return one plain object a reading."""
        return [self._row(each) | {"paths": [*each.paths]} for each in self.readings]

    def as_table(self, language: Language = "en") -> Table:  # noqa: ARG002 - likewise
        """Return one row a reading; the columns are the keys of JSON."""
        return Table(_KEYS, [[*map(str, self._row(each).values())] for each in self.readings])

    def _row(self, reading: Reading) -> dict[str, object]:
        used = instant_text(reading.used)
        told = (self.folder, " ".join(reading.paths), reading.kind, reading.files)
        return dict(zip(_KEYS, (*map(str, told[:3]), told[3], reading.size, used), strict=True))

    def _brief(self) -> str:
        return f"{len(self.readings)} readings"


def kept_in(folder: Path | None) -> Kept:
    """Return what is kept in a folder."""
    return Kept(folder, tuple(_readings(folder)) if folder else ())


def cleared(folder: Path | None) -> Kept:
    """Return what was kept in a folder, and remove it.

    Raises:
        BadInputError: something cannot be removed.
    """
    found = kept_in(folder)
    if folder is None:
        return found
    try:
        clear(folder)
    except OSError as error:
        told = reason(error)
        raise BadInputError(
            worded("{folder} cannot be cleared: {strerror}", folder=folder, strerror=told)
        ) from None
    return Kept(folder, found.readings, removed=True)


def _readings(folder: Path) -> Iterator[Reading]:
    for entry in entries(folder):
        paths, kind, files = _asked(entry)
        used = datetime.fromtimestamp(int(entry.used), UTC)
        yield Reading(paths, kind, files, entry.size, used)


def _asked(entry: Entry) -> tuple[tuple[str, ...], str, int]:
    """Return of which paths a pack is, its kind, and how many files it is of."""
    found = asked_in(entry.path) if entry.whole else None
    try:
        where, paths, what, *_ = json.loads(found[0]) if found else ("", ["?"], _KINDS[0])
        kind = what.partition(" ")[0]
        named = tuple(str(Path(where, path)) for path in paths)
    except (ValueError, TypeError, AttributeError):  # of a version that wrote something else
        return ("?",), _KINDS[0], 0
    return named, kind if kind in _KINDS else _KINDS[0], found[1] if found else 0


def _size(size: int, language: Language) -> str:
    return f"{digits_in(f'{size / 1_000_000:,.1f}', language)} MB"
