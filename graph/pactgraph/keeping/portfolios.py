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

from rdflib import URIRef

from pactgraph.checking.check import (
    check,
    checked,
    examined,
    trusted,
    trusted_record,
    violations,
    vocabulary,
)
from pactgraph.checking.checked import Checked
from pactgraph.checking.understood.holdings import Holdings
from pactgraph.errors import BadInputError, InvalidGraphError, Violation
from pactgraph.interpreting.documents import document_of, documents_of
from pactgraph.interpreting.same_names import mistakable, told_apart
from pactgraph.interpreting.spelt import written
from pactgraph.interpreting.triples import Later, Triples, together
from pactgraph.keeping import outlines, records
from pactgraph.keeping.folder import keep, kept_pack
from pactgraph.keeping.packs import Pack
from pactgraph.keeping.program import program
from pactgraph.reading.files import STANDARD_INPUT, files_at
from pactgraph.reading.statements import Content, content_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.checking.check import Examined
    from pactgraph.interpreting.documents import Document
    from pactgraph.keeping.outlines import Outline
    from pactgraph.keeping.records import Texts
    from pactgraph.messages import Language
    from pactgraph.record import Record

_RECORD, _VERDICT = "record", "verdict"
"""What is kept of files."""
_OUTLINES, _SHARED = "outlines", "shared"
"""Sections of records, besides the sorts of rows."""
_MOST_ANEW = 0.5
"""If more of the files would be read anew, all are."""


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
        return Read(*trusted_record(given, shapes=shapes))
    shelf = Shelf(folder, found)
    asked = found.asked(_RECORD, str(shapes))
    pack = kept_pack(folder, program(), asked)
    record = None
    if pack is not None and pack.files == found.files:
        record = records.record_of(_rows(pack))
    elif pack is not None and (anew := _renewed(pack, found, shapes=shapes)):
        pack, record = anew
        keep(folder, pack)
    if record is not None:
        return Read(told_apart(record), Later(found.triples), shelf)
    read = trusted(examined(*documents_of(found.contents)), shapes=shapes)
    _keep_record(folder, asked, found, read)
    return Read(read.record, read.facts, shelf)


def verdict_at(paths: Iterable[Path], folder: Path | None, language: Language) -> Checked:
    """Return what is wrong with the files at `paths`, and what is doubtful.

    Args:
        paths: files or folders.
        folder: where it is looked for, and kept; None reads the files, and keeps nothing.
        language: the language of messages and reasons.
    """
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


# ---- What is kept -----------------------------------------------------------------------


def _keep_record(folder: Path, asked: str, portfolio: _Portfolio, read: Examined) -> None:
    """Keep what was read of files with which nothing is wrong, if a pack can hold it."""
    told = _outlines(read.documents)
    if told is None:
        return
    shared = outlines.shared_leaves(told.values()) or {}
    try:
        rows = records.texts_of(read.plain)
    except (TypeError, ValueError):
        return
    facts = written(read.facts, map(URIRef, shared))
    keep(folder, _pack(asked, portfolio, rows, told, facts))


def _outlines(documents: Iterable[Document]) -> dict[str, Outline] | None:
    """Return the outlines of files; None if one has none."""
    shipped = frozenset(subject for subject, _ in vocabulary().described())
    found = {}
    for document in documents:
        told = outlines.outline(document.triples, shipped)
        if told is None:
            return None
        found[document.file] = told
    return found


def _pack(
    asked: str,
    portfolio: _Portfolio,
    rows: Mapping[str, Texts],
    told: Mapping[str, Outline],
    shared: str,
) -> Pack:
    sections = {sort: records.section_of(texts) for sort, texts in rows.items()}
    sections |= {_OUTLINES: outlines.text_of(told), _SHARED: shared}
    return Pack(program(), asked, portfolio.files, sections)


def _rows(pack: Pack) -> dict[str, Texts]:
    return {
        sort: records.texts_in(section)
        for sort, section in pack.sections.items()
        if sort not in (_OUTLINES, _SHARED)
    }


# ---- What has changed -------------------------------------------------------------------


def _renewed(pack: Pack, portfolio: _Portfolio, *, shapes: bool) -> tuple[Pack, Record] | None:
    """Return what is kept of files of which some have changed, and the record in it.

    Returns:
        None if all is to be read: if other things are said of what several files share, if
        something is wrong, or if names can be mistaken for one another.
    """
    files, before = portfolio.files, outlines.outlines_in(pack.sections[_OUTLINES])
    changed = {file for file, digest in files.items() if pack.files.get(file) != digest}
    if len(changed) > _MOST_ANEW * len(files):
        return None
    contents = {str(content.path): content for content in portfolio.contents}
    places = {file: place for place, file in enumerate(files)}
    documents, unread = documents_of([contents[file] for file in files if file in changed])
    anew = None if unread else _outlines(documents)
    if anew is None:
        return None
    now = {file: anew[file] if file in anew else before[file] for file in files}
    shared = outlines.shared_leaves(now.values())
    if shared is None or shared != outlines.shared_leaves(before.values()):
        return None
    gone = pack.files.keys() - files.keys()
    touched = outlines.touched(changed | gone, [*before.items(), *anew.items()])
    others = [contents[file] for file in files if file in touched - changed]
    if len(changed) + len(others) > _MOST_ANEW * len(files):
        return None
    documents += documents_of(others)[0]
    documents.sort(key=lambda document: places[document.file])
    if pack.sections[_SHARED]:
        documents.append(document_of(pack.sections[_SHARED]))
    read = examined(documents, [])
    if violations(read, shapes=shapes):
        return None
    gone_now, come = (_described(told, touched) - shared.keys() for told in (before, now))
    try:
        texts = records.texts_of(read.plain)
        rows = records.renewed(_rows(pack), texts, gone=gone_now, come=come)
        record = records.record_of(rows)
    except (BadInputError, TypeError, ValueError):
        return None
    if mistakable(record) or not record.agreements:
        return None
    return _pack(pack.asked, portfolio, rows, now, pack.sections[_SHARED]), record


def _described(told: Mapping[str, Outline], files: Iterable[str]) -> set[str]:
    """Return what is described in those of `files` of which there is an outline."""
    return {iri for file in files if file in told for iri in told[file].described}
