"""Whether files can be trusted: syntax, shapes, names, conditions, all in one run."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from rdflib import Graph, URIRef

from pactgraph.accepting import acceptances, stale
from pactgraph.doubts import gaps, slips
from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.interpret import interpret
from pactgraph.read import Document, read
from pactgraph.record import Text
from pactgraph.resources import Resource, folder
from pactgraph.shapes import complaints, message
from pactgraph.terms import CERTAINTY, KIND, ODRL, PACT, PREFIXES, VERDICT, local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from rdflib.term import Node

    from pactgraph.doubts import Doubt
    from pactgraph.record import Language, Record
    from pactgraph.shapes import Complaint

_OWN = tuple(map(str, (PACT, KIND, CERTAINTY, VERDICT)))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at files finds, in the order of files, then of what it is about.

    Attributes:
        violations: what is wrong; nothing is loaded while there is any.
        warnings: what is allowed, but probably not meant; it refuses nothing.
        accepted: the warnings that the files themselves accept, each with the reason.
    """

    violations: list[Violation]
    warnings: list[Violation]
    accepted: list[Violation]


def check(paths: Iterable[Path], language: Language = "en") -> Checked:
    """Return what is wrong with the files at `paths`, read together, and what is doubtful.

    Args:
        paths: files or folders.
        language: the language of the messages of the shapes, and of reasons.
    """
    examined = _examined(paths)
    complained = _complained(examined, language)
    wrong = _violations(examined, complained)
    warnings = _warnings(examined, complained, wrong, language)
    return Checked(
        violations=wrong,
        warnings=[warning for warning in warnings if not warning.accepted],
        accepted=[warning for warning in warnings if warning.accepted],
    )


def trusted_record(paths: Iterable[Path], *, shapes: bool = True) -> tuple[Record, Graph]:
    """Return the record in the files at `paths`, and their triples.

    Args:
        paths: files or folders.
        shapes: False leaves the shapes out, for files that were checked before they shipped.

    Raises:
        InvalidGraphError: anything is wrong; it lists everything that is.
    """
    examined = _examined(paths)
    if shapes:
        wrong = _violations(examined, _complained(examined, "en"))
    else:
        wrong = [*examined.unread, *examined.wrong]
    if wrong:
        raise InvalidGraphError(wrong)
    return examined.record, examined.facts


@dataclass(frozen=True, slots=True)
class _Examined:
    """What files hold, read and interpreted once.

    Attributes:
        documents: those that parse.
        facts: their triples.
        files: the file that describes each thing.
        record: what the triples say; only of use if nothing is wrong.
        unread: what is wrong with files that do not parse.
        wrong: what is wrong with names, conditions and events.
    """

    documents: list[Document]
    facts: Graph
    files: dict[Node, str]
    record: Record
    unread: list[Violation]
    wrong: list[Violation]


def _examined(paths: Iterable[Path]) -> _Examined:
    documents, unread = read(paths)
    facts, files = merged(documents), _files(documents)
    record, wrong = interpret(facts + vocabulary(), lambda node: files.get(node, ""))
    return _Examined(documents, facts, files, record, unread, wrong)


def _complained(examined: _Examined, language: Language) -> list[Complaint]:
    return complaints(examined.facts + vocabulary(), language)


def _violations(examined: _Examined, complained: Iterable[Complaint]) -> list[Violation]:
    """Return everything that is wrong, in the order of files, then of what it is about."""
    facts, files, wrong = examined.facts, examined.files, examined.wrong
    unknown = _unknown_terms(facts)
    misunderstood = {v.subject for v in wrong} & {
        local_name(str(constraint)) for constraint in facts.objects(None, ODRL.constraint)
    }
    shapeless = [
        _told(files, complaint)
        for complaint in complained
        if complaint.severity == "violation" and (complaint.focus, complaint.value) not in unknown
    ]
    found = [
        *(_violation(files, subject, text) for (subject, _), text in unknown.items()),
        *wrong,
        # What interpreting told already, it told more precisely.
        *(violation for violation in shapeless if violation.subject not in misunderstood),
    ]
    return [*examined.unread, *_in_order(found)]


def _warnings(
    examined: _Examined,
    complained: Iterable[Complaint],
    wrong: Collection[Violation],
    language: Language,
) -> list[Violation]:
    """Return the warnings, accepted or not, in the same order.

    Of what something is wrong with, there are none.
    """
    facts, files, record = examined.facts, examined.files, examined.record
    doubts = list(slips(record, facts, examined.documents))
    if not wrong:  # a fault leaves gaps that are none
        doubts += gaps(record, facts)
    raised = [
        *((c.focus, _told(files, c)) for c in complained if c.severity == "warning"),
        *((doubt.subject, _doubt_told(files, doubt, language)) for doubt in doubts),
    ]
    accepted = acceptances(facts)
    if not wrong:
        unfounded = stale(accepted, {(focus, warning.kind) for focus, warning in raised})
        raised += [(doubt.subject, _doubt_told(files, doubt, language)) for doubt in unfounded]
    known = {violation.subject for violation in wrong} - {""}
    nothing = Text({})
    return _in_order(
        replace(
            warning,
            accepted=accepted.reasons.get((focus, warning.kind), nothing).in_language(language),
        )
        for focus, warning in raised
        if warning.subject not in known
    )


def _in_order(found: Iterable[Violation]) -> list[Violation]:
    """Return each of `found` once, in the order of files, then of what it is about."""
    return list(dict.fromkeys(sorted(found, key=lambda v: (v.file, v.subject, v.message))))


def _told(files: Mapping[Node, str], complaint: Complaint) -> Violation:
    violation = _violation(files, complaint.focus, complaint.message)
    return replace(violation, severity=complaint.severity, kind=complaint.kind)


def _doubt_told(files: Mapping[Node, str], doubt: Doubt, language: Language) -> Violation:
    told = _violation(files, doubt.subject, message(doubt.kind, language, doubt.words))
    file = doubt.file or told.file
    return replace(told, file=file, severity="warning", kind=str(doubt.kind))


def merged(documents: Iterable[Document]) -> Graph:
    """Return the triples of all `documents` in one graph."""
    graph = Graph()
    for document in documents:
        graph += document.triples
    return graph


@cache
def vocabulary() -> Graph:
    """Return the vocabulary that ships: our terms, the concepts, and what we use of ODRL."""
    ontology = folder(Resource.ONTOLOGY)
    documents, violations = read(ontology / f"{name}.ttl" for name in ("pact", "kinds", "odrl"))
    if violations:
        raise InvalidGraphError(violations)
    return merged(documents)


def _files(documents: Iterable[Document]) -> dict[Node, str]:
    """Return, for everything described, the first file that describes it."""
    files: dict[Node, str] = {}
    for document in documents:
        for subject in document.triples.subjects(unique=True):
            files.setdefault(subject, document.file)
    return files


def _violation(files: Mapping[Node, str], subject: Node, message: str) -> Violation:
    name = local_name(str(subject)) if isinstance(subject, URIRef) else ""
    return Violation(files.get(subject, ""), name, message)


def _unknown_terms(facts: Graph) -> dict[tuple[Node, Node], str]:
    """Return the terms of our namespaces that nothing declares, with what they are used for.

    Returns:
        From subject and term to a message.
    """
    described = (*vocabulary().subjects(unique=True), *facts.subjects(unique=True))
    declared = {str(term) for term in described if _is_own(term)}
    found: dict[tuple[Node, Node], str] = {}
    for subject, predicate, value in facts:
        for term in (predicate, value):
            if isinstance(term, URIRef) and _is_own(term) and str(term) not in declared:
                near = difflib.get_close_matches(str(term), declared, n=1)
                hint = f"; did you mean {_short(near[0])}?" if near else ""
                found[subject, term] = f"the vocabulary has no term {_short(str(term))}{hint}"
    return found


def _short(iri: str) -> str:
    """Return `iri`, of one of our namespaces, with its prefix."""
    return next(
        f"{prefix}:{iri.removeprefix(namespace)}"
        for prefix, namespace in PREFIXES.items()
        if namespace in _OWN and iri.startswith(namespace)
    )


def _is_own(term: Node) -> bool:
    return str(term).startswith(_OWN)
