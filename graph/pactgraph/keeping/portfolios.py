"""Files that are asked about again: what was found in them is kept, and only changes are read.

What is kept of the same files, with the same content, is taken as it is. Where some have changed,
they are read anew, with all that a change of them can matter to (`outlines`). Whenever anything
about that is in doubt, and whenever something is wrong, all is read, as if nothing were kept.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pactgraph.collecting import uncollected
from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.interpreting.same_names import told_apart
from pactgraph.interpreting.triples import Later, together
from pactgraph.keeping import records
from pactgraph.keeping.folder import keep, kept_pack
from pactgraph.keeping.packs import Pack
from pactgraph.keeping.program import program
from pactgraph.reading.files import STANDARD_INPUT, files_at
from pactgraph.reading.statements import Content, content_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.checking.check import Examined
    from pactgraph.checking.checked import Checked
    from pactgraph.interpreting.triples import Triples
    from pactgraph.messages import Language
    from pactgraph.record import Record

_RECORD, _VERDICT = "record", "verdict"
"""What is kept of files."""


@dataclass(frozen=True, slots=True)
class Read:
    """What files say.

    Attributes:
        record: as plain values.
        facts: as triples, read when they are needed.
        shelf: where more that follows from the files is kept; None if nothing is.
    """

    record: Record
    facts: Triples
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where texts are kept that follow from files as they are, and from nothing else.

    Attributes:
        folder: where packs are kept.
        portfolio: the files.
    """

    folder: Path
    portfolio: _Portfolio

    def text(self, name: str) -> str | None:
        """Return the text called `name`; None if there is none."""
        pack = kept_pack(self.folder, program(), self.portfolio.asked(name))
        return pack.sections[name] if pack and pack.files == self.portfolio.files else None

    def keep(self, name: str, text: str) -> None:
        """Keep a text."""
        asked, files = self.portfolio.asked(name), self.portfolio.files
        keep(self.folder, Pack(program(), asked, files, {name: text}))


@uncollected()
def read_at(paths: Iterable[Path], folder: Path | None, *, shapes: bool) -> Read:
    """Return what the files at `paths` say.

    Args:
        paths: files or folders.
        folder: where it is looked for, and kept; None reads the files, and keeps nothing.
        shapes: False leaves the shapes out, for files that were checked before they shipped.

    Raises:
        InvalidGraphError: anything is wrong; it lists everything that is.
        BadInputError: there is no agreement in them.
    """
    given = [*paths]
    found = _portfolio(given) if folder else None
    if folder is None or found is None:
        from pactgraph.checking.check import trusted_record  # noqa: PLC0415 - slow to import

        return Read(*trusted_record(given, shapes=shapes))
    shelf = Shelf(folder, found)
    asked = found.asked(_RECORD, str(shapes))
    record = _kept_record(folder, asked, found, shapes=shapes)
    if record is not None:
        return Read(told_apart(record), Later(found.triples), shelf)
    from pactgraph.checking.check import examined, trusted  # noqa: PLC0415 - likewise
    from pactgraph.interpreting.documents import documents_of  # noqa: PLC0415 - likewise

    read = trusted(examined(*documents_of(found.contents)), shapes=shapes)
    _keep_record(folder, asked, found, read)
    return Read(read.record, read.facts, shelf)


def _kept_record(
    folder: Path, asked: str, portfolio: _Portfolio, *, shapes: bool
) -> Record | None:
    """Return the record that was kept of files, with what has changed since; None if all has."""
    pack = kept_pack(folder, program(), asked)
    if pack is None:
        return None
    if pack.files == portfolio.files:
        return records.record_of(records.rows_in(pack.sections))
    from pactgraph.keeping.anew import renewed  # noqa: PLC0415 - slow to import

    anew = renewed(pack.sections, pack.files, portfolio.files, portfolio.contents, shapes=shapes)
    if anew is None:
        return None
    sections, record = anew
    keep(folder, Pack(program(), asked, portfolio.files, sections))
    return record


def _keep_record(folder: Path, asked: str, portfolio: _Portfolio, read: Examined) -> None:
    """Keep what was read of files with which nothing is wrong, if a pack can hold it."""
    from pactgraph.keeping.anew import sections_of  # noqa: PLC0415 - slow to import

    sections = sections_of(read)
    if sections is not None:
        keep(folder, Pack(program(), asked, portfolio.files, sections))


@uncollected()
def verdict_at(paths: Iterable[Path], folder: Path | None, language: Language) -> Checked:
    """Return what is wrong with the files at `paths`, and what is doubtful.

    Args:
        paths: files or folders.
        folder: where it is looked for, and kept; None reads the files, and keeps nothing.
        language: the language of messages and reasons.
    """
    from pactgraph.checking.check import check, checked, examined  # noqa: PLC0415 - slow to import
    from pactgraph.interpreting.documents import documents_of  # noqa: PLC0415 - likewise

    given = [*paths]
    found = _portfolio(given) if folder else None
    if folder is None or found is None:
        return check(given, language)
    shelf, name = Shelf(folder, found), f"{_VERDICT} {language}"
    kept = shelf.text(name)
    if kept is not None:
        return _verdict_in(kept)
    read = examined(*documents_of(found.contents))
    verdict = checked(read, language)
    shelf.keep(name, json.dumps(asdict(verdict)))
    if not verdict.violations and read.record.agreements:
        _keep_record(folder, found.asked(_RECORD, str(True)), found, read)
    return verdict


def _verdict_in(text: str) -> Checked:
    from pactgraph.checking.checked import Checked  # noqa: PLC0415 - slow to import
    from pactgraph.checking.understood.holdings import Holdings  # noqa: PLC0415 - likewise

    told = json.loads(text)
    sorts = ("violations", "warnings", "accepted")
    found = {sort: [Violation(**each) for each in told[sort]] for sort in sorts}
    return Checked(**found, read=Holdings(**told["read"]))


@dataclass(frozen=True)
class _Portfolio:
    """Files that can be read.

    Attributes:
        within: the folder in which it was asked for.
        paths: what was asked for.
        contents: the files, in the order in which they are read.
    """

    within: str
    paths: list[str]
    contents: list[Content]

    @cached_property
    def files(self) -> dict[str, str]:
        """A digest of the content of each file, by its name."""
        return {str(content.path): content.digest for content in self.contents}

    def asked(self, *how: str) -> str:
        """Return what tells from all others what was asked of these files."""
        return json.dumps([self.within, self.paths, *how])

    def triples(self) -> Triples:
        """Return what the files say."""
        from pactgraph.interpreting.documents import documents_of  # noqa: PLC0415 - slow to import

        documents, _ = documents_of(self.contents)
        return together(document.triples for document in documents)


def _portfolio(paths: list[Path]) -> _Portfolio | None:
    """Return the files at `paths`; None if one cannot be read, or not twice."""
    if STANDARD_INPUT in paths:
        return None
    files, wrong = files_at(paths)
    if wrong:
        return None
    try:
        contents = [Content(file, content_of(file)) for file in files]
        return _Portfolio(str(Path.cwd()), [*map(str, paths)], contents)
    except (InvalidGraphError, OSError):
        return None
