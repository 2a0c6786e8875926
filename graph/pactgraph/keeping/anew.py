"""Files that are read anew, all or some of them, and what is kept of that.

It imports all that reading and checking takes, which is slow: who finds what was kept needs none
of it, and imports this only then.
"""

from __future__ import annotations

import json
from itertools import starmap
from typing import TYPE_CHECKING

from rdflib import URIRef

from pactgraph.checking.check import examined, violations, vocabulary
from pactgraph.errors import BadInputError
from pactgraph.interpreting.documents import document_of, documents_of
from pactgraph.interpreting.same_names import mistakable
from pactgraph.interpreting.spelt import written
from pactgraph.keeping import outlines, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pactgraph.checking.check import Examined
    from pactgraph.interpreting.documents import Document
    from pactgraph.keeping.outlines import Outline
    from pactgraph.reading.statements import Content
    from pactgraph.record import Record

_OUTLINES, _LEAVES, _SHARED = "outlines", "leaves", "shared"
"""Sections of what is kept, besides the sorts of rows: the shared leaves, and what they say."""
_MOST_ANEW = 0.5
"""If more of the files would be read anew, all are."""


def sections_of(read: Examined) -> dict[str, str] | None:
    """Return what is kept of files with which nothing is wrong; None if a pack cannot hold it."""
    told = _outlines(read.documents)
    if told is None:
        return None
    shared = outlines.shared_leaves(told.values())
    try:
        rows = {sort: records.section_of(texts) for sort, texts in records.texts_of(read.plain)}
    except (TypeError, ValueError):
        return None
    others = {_LEAVES: json.dumps(shared), _SHARED: written(read.facts, map(URIRef, shared or ()))}
    return rows | {_OUTLINES: "\n".join(starmap(outlines.text_of, told.items()))} | others


def renewed(
    kept: Mapping[str, str],
    before: Mapping[str, str],
    files: Mapping[str, str],
    read: Sequence[Content],
    *,
    shapes: bool,
) -> tuple[dict[str, str], Record] | None:
    """Return what is kept of files of which some have changed, and the record in it.

    Args:
        kept: what was kept of them.
        before: a digest of the content of each file then, by its name.
        files: likewise now.
        read: the files, in their order.
        shapes: False leaves the shapes out.

    Returns:
        None if all is to be read: if other things are said of what several files share, if
        something is wrong, or if names can be mistaken for one another.
    """
    lines = kept[_OUTLINES].split("\n")
    outlined = dict(map(outlines.outline_in, lines))
    changed = {file for file, digest in files.items() if before.get(file) != digest}
    if len(changed) > _MOST_ANEW * len(files):
        return None
    contents = {str(content.path): content for content in read}
    places = {file: place for place, file in enumerate(files)}
    documents, unread = documents_of([contents[file] for file in files if file in changed])
    anew = None if unread else _outlines(documents)
    if anew is None:
        return None
    now = {file: anew[file] if file in anew else outlined[file] for file in files}
    gone = before.keys() - files.keys()
    shared = json.loads(kept[_LEAVES])
    line_of = dict(zip(outlined, lines, strict=True))
    anew_line_of = {file: outlines.text_of(file, each) for file, each in anew.items()}
    is_alike = not gone and all(line_of.get(file) == line for file, line in anew_line_of.items())
    if shared is None or not (is_alike or outlines.shared_leaves(now.values()) == shared):
        return None
    touched = outlines.touched(changed | gone, [*outlined.items(), *anew.items()])
    others = [contents[file] for file in files if file in touched - changed]
    if len(changed) + len(others) > _MOST_ANEW * len(files):
        return None
    documents += documents_of(others)[0]
    documents.sort(key=lambda document: places[document.file])
    if kept[_SHARED]:
        documents.append(document_of(kept[_SHARED]))
    found = examined(documents, [])
    if violations(found, shapes=shapes):
        return None
    left, come = (_described(told, touched) - shared.keys() for told in (outlined, now))
    try:
        texts = dict(records.texts_of(found.plain))
        rows_before = records.rows_in(kept)
        rows = records.renewed(rows_before, texts, gone=left, come=come)
        record = records.record_of(rows)
    except (BadInputError, TypeError, ValueError):
        return None
    if mistakable(record) or not record.agreements:
        return None
    sections = {
        sort: kept[sort] if told is rows_before[sort] else records.section_of(told)
        for sort, told in rows.items()
    }
    line_of |= anew_line_of
    unchanged = {each: kept[each] for each in (_LEAVES, _SHARED)}
    return sections | {_OUTLINES: "\n".join(line_of[file] for file in files)} | unchanged, record


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


def _described(told: Mapping[str, Outline], files: Iterable[str]) -> set[str]:
    """Return what is described in those of `files` of which there is an outline."""
    return {iri for file in files if file in told for iri in told[file].described}
