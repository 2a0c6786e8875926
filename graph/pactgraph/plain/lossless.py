"""Plain files that say exactly what triples say; each is proved by reading it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import URIRef

from pactgraph.plain.reading import plain_statements
from pactgraph.plain.sameness import only_in_one
from pactgraph.plain.writing import plain_text
from pactgraph.reading.faults import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from rdflib.term import Node

    from pactgraph.messages import Language

    Triple = tuple[Node, Node, Node]

_MOST_TRIES = 4


def lossless_text(
    triples: Collection[Triple],
    read: Callable[[bytes], Collection[Triple]],
    language: Language | None = None,
) -> str:
    """Return the text of a plain file from which the same triples are read.

    What a section cannot describe so that it is read back as it is stands in `graph`.

    Args:
        triples: what is to be said.
        read: the triples that N-Triples say.
        language: as that of `plain_text`.
    """
    untold: set[Node] = set()
    subjects = {subject for subject, _, _ in triples}
    for _ in range(_MOST_TRIES):
        text = plain_text(triples, language, untold)
        wrong = _wrong(text, triples, read, subjects)
        if not wrong:
            return text
        if wrong <= untold:
            break
        untold |= wrong
    return plain_text(triples, language, subjects)


def _wrong(
    text: str,
    triples: Collection[Triple],
    read: Callable[[bytes], Collection[Triple]],
    subjects: Collection[Node],
) -> set[Node]:
    """Return what is not read back as it is; all `subjects` where that does not show."""
    try:
        written, _ = plain_statements(text.encode())
    except UnreadableError as error:
        ids = {fault.subject for fault in error.faults}
        found = {node for node in subjects if str(node).rpartition("/")[2] in ids - {""}}
        return found or set(subjects)
    lost, new = only_in_one(triples, read(written))
    if not lost and not new:
        return set()
    named = {line.split(" ", 1)[0] for line in (*lost, *new)}
    found = {URIRef(name[1:-1]) for name in named if name.startswith("<")} & set(subjects)
    return found or set(subjects)
