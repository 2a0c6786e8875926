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

_OUTLINES, _GROUPS, _LEAVES, _SHARED = "outlines", "groups", "leaves", "shared"
"""Sections of what is kept, besides the sorts of rows: of files their outlines, and to which group
each belongs; the leaves that they share, and what these say."""
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
    return rows | {
        _OUTLINES: "\n".join(starmap(outlines.text_of, told.items())),
        _GROUPS: json.dumps(outlines.groups(told.items())),
        _LEAVES: json.dumps(shared),
        _SHARED: written(read.facts, map(URIRef, shared or ())),
    }


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
    changed = {file for file, digest in files.items() if before.get(file) != digest}
    if len(changed) > _MOST_ANEW * len(files):
        return None
    contents = {str(content.path): content for content in read}
    places = {file: place for place, file in enumerate(files)}
    documents, unread = documents_of([contents[file] for file in files if file in changed])
    anew = None if unread else _outlines(documents)
    shared = json.loads(kept[_LEAVES])
    if anew is None or shared is None:
        return None
    gone = before.keys() - files.keys()
    line_of = {outlines.file_in(line): line for line in kept[_OUTLINES].split("\n")}
    anew_line_of = {file: outlines.text_of(file, each) for file, each in anew.items()}
    group_of = groups_now = json.loads(kept[_GROUPS])
    if gone or any(line_of.get(file) != line for file, line in anew_line_of.items()):
        outlined = dict(map(outlines.outline_in, line_of.values()))
        now = {file: anew[file] if file in anew else outlined[file] for file in files}
        if outlines.shared_leaves(now.values()) != shared:
            return None
        group_of = outlines.groups([*outlined.items(), *anew.items()])
        groups_now = outlines.groups(now.items())
    wanted = {group_of[file] for file in changed | gone}
    touched = {file for file, group in group_of.items() if group in wanted}
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
    line_of_now = line_of | anew_line_of
    left = _described(line_of[file] for file in touched if file in line_of) - shared.keys()
    come = _described(line_of_now[file] for file in touched if file in files) - shared.keys()
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
    of_files = {
        _OUTLINES: "\n".join(line_of_now[file] for file in files),
        _GROUPS: json.dumps(groups_now),
        **{each: kept[each] for each in (_LEAVES, _SHARED)},
    }
    return sections | of_files, record


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


def _described(lines: Iterable[str]) -> set[str]:
    """Return what is described in the files whose outlines these lines are."""
    return {iri for line in lines for iri in outlines.outline_in(line)[1].described}
