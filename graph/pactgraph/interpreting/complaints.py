"""What is wrong with things in a graph, told once each and by a name that people know.

A fault is often seen several times: by the list of terms, by the reading of the record, by a
shape, and by whatever refers to the thing at fault. Here only the nearest sight of it is kept.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from rdflib import BNode, URIRef

from pactgraph.errors import Violation
from pactgraph.messages import joined, worded
from pactgraph.terms import RDF, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib.term import Node

    from pactgraph.errors import Severity
    from pactgraph.interpreting.triples import Triples


class Sight(IntEnum):
    """Who saw a fault; the lower, the more precisely it is told."""

    TERMS = 0
    PLACES = 1
    RECORD = 2
    SHAPES = 3


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong with a thing in a graph.

    Attributes:
        subject: the thing at fault; None if the file as a whole is.
        message: what is wrong and what would be right.
        predicate: the property at fault; None if the thing as a whole is.
        about: a thing referred to that is not what it should be. If a complaint is made about
            that thing itself, this one is its consequence.
        meant: what a misspelt property or class was probably meant to be.
        lacking: properties of which the thing has none; if one of them was meant by a misspelt
            one, this complaint is the consequence.
        severity: whether it refuses the files or is only told.
        sight: who saw it.
        kind: what warnings of the same kind have in common: an IRI, or "".
        file: the file that says it; "" for the one that describes the subject.
    """

    subject: Node | None
    message: str
    predicate: Node | None = None
    about: Node | None = None
    meant: Node | None = None
    severity: Severity = "violation"
    sight: Sight = Sight.RECORD
    kind: str = ""
    file: str = ""
    lacking: frozenset[Node] = frozenset()


def told_once(
    complaints: Iterable[Complaint], graph: Triples, file_of: Callable[[Node], str]
) -> list[Complaint]:
    """Return `complaints` without those that only follow from others.

    Left out is what is said of the same property of the same thing by a less precise sight,
    what a shape says of a whole thing of which something more precise is said, what is said
    of a part that is misplaced itself, of a reference to a thing that is itself at fault, and
    whatever but slips is said of a file that is not understood as a whole.

    Args:
        complaints: what is wrong.
        graph: where the things are described.
        file_of: gives the file that describes a thing, "" if none does.
    """
    waiting = _of_files_understood(list(complaints), file_of)
    kept: list[Complaint] = []
    said: dict[Node | None, set[Node | None]] = defaultdict(set)
    misplaced: dict[Node | None, set[Node | None]] = {}
    for sight in Sight:
        mine = [c for c in waiting if c.sight == sight and not _said(c, said)]
        if sight is Sight.RECORD:
            misplaced = {subject: set(told) for subject, told in said.items()}
        kept += mine
        for complaint in mine:
            if complaint.severity == "violation":
                said[complaint.subject] |= {complaint.predicate, complaint.meant}
    return _without_consequences([c for c in kept if not _of_part(c, graph, misplaced)])


def _of_files_understood(
    complaints: list[Complaint], file_of: Callable[[Node], str]
) -> list[Complaint]:
    spoilt = {c.file for c in complaints if c.subject is None}
    if not spoilt:
        return complaints
    return [
        c
        for c in complaints
        if c.subject is None
        or c.sight is Sight.TERMS
        or (
            (c.file or file_of(c.subject)) not in spoilt
            and (c.about is None or file_of(c.about) not in spoilt)
        )
    ]


def _of_part(
    complaint: Complaint, graph: Triples, said: dict[Node | None, set[Node | None]]
) -> bool:
    """Return whether what has the thing as a part should not have it."""
    return isinstance(complaint.subject, BNode) and any(
        parent in said and predicate in said[parent]
        for parent, predicate in graph.subject_predicates(complaint.subject)
    )


def _said(complaint: Complaint, said: dict[Node | None, set[Node | None]]) -> bool:
    """Return whether more precise complaints tell what this one does."""
    known = said.get(complaint.subject)
    if known is None:
        return False
    if RDF.type in known:
        return True  # what is wrong follows from its being taken for something else
    if complaint.predicate is None:
        return complaint.sight is Sight.SHAPES or not complaint.lacking.isdisjoint(known)
    return complaint.predicate in known


def _without_consequences(complaints: list[Complaint]) -> list[Complaint]:
    """Return the complaints that are not about things complained about themselves."""
    faulty = {c.subject for c in complaints if c.about is None and c.severity == "violation"}
    waiting = [c for c in complaints if c.about is not None]
    dropped: set[Complaint] = set()
    following: set[Complaint] = set(waiting)
    while following:
        following = {c for c in waiting if c.about in faulty and c not in dropped}
        dropped |= following
        faulty |= {c.subject for c in following}
    return [complaint for complaint in complaints if complaint not in dropped]


def as_violations(
    complaints: Iterable[Complaint],
    graph: Triples,
    file_of: Callable[[Node], str],
    line_of: Callable[[Node], int | None],
) -> list[Violation]:
    """Return `complaints` with the names, files and lines that people know.

    Args:
        complaints: what is wrong.
        graph: where the things are described.
        file_of: gives the file that describes a thing, "" if none does.
        line_of: gives the line in which a thing begins, where that is known.
    """
    return [
        Violation(
            file=complaint.file or (file_of(complaint.subject) if complaint.subject else ""),
            subject=local_name(str(node)) if isinstance(node, URIRef) else "",
            message=worded("in {way}: {message}", way=way, message=complaint.message)
            if way
            else complaint.message,
            line=line_of(node) if node else None,
            severity=complaint.severity,
            kind=complaint.kind,
        )
        for complaint in complaints
        for node, way in [owner(graph, complaint.subject)]
    ]


def owner(graph: Triples, node: Node | None) -> tuple[Node | None, str]:
    """Return `node`, or what has it as a part, and the way from there to it.

    Returns:
        Node and way, such as (MSOA-2025-12, "its constraint"); the way of a thing with a name
        is "", and there is neither for what nothing with a name has as a part.
    """
    steps: list[str] = []
    seen = {node}
    while isinstance(node, BNode):
        parents = sorted(graph.subject_predicates(node), key=str)
        parents = [pair for pair in parents if pair[0] not in seen]
        if not parents:
            return None, ""
        node, predicate = parents[0]
        seen.add(node)
        if predicate not in (RDF.first, RDF.rest):
            steps.insert(0, worded("its {predicate}", predicate=local_name(str(predicate))))
    return node, joined(", ", steps)
