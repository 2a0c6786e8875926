"""Whether files can be trusted: syntax, shapes, names, conditions, all in one run."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.interpret import interpret
from pactgraph.read import Document, read
from pactgraph.resources import Resource, folder
from pactgraph.terms import CERTAINTY, KIND, ODRL, PACT, PREFIXES, VERDICT, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib.term import Node

    from pactgraph.record import Language, Record

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
    found = _found(_examined(paths), language)
    return Checked(
        violations=[told for told in found if told.severity == "violation"],
        warnings=[told for told in found if told.severity == "warning" and not told.accepted],
        accepted=[told for told in found if told.severity == "warning" and told.accepted],
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
    told = _found(examined, "en") if shapes else [*examined.unread, *examined.wrong]
    violations = [found for found in told if found.severity == "violation"]
    if violations:
        raise InvalidGraphError(violations)
    return examined.record, examined.facts


@dataclass(frozen=True, slots=True)
class _Examined:
    """What files hold, read and interpreted once.

    Attributes:
        facts: the triples of those that parse.
        files: the file that describes each thing.
        record: what the triples say; only of use if nothing is wrong.
        unread: what is wrong with files that do not parse.
        wrong: what is wrong with names, conditions and events.
    """

    facts: Graph
    files: dict[Node, str]
    record: Record
    unread: list[Violation]
    wrong: list[Violation]


def _examined(paths: Iterable[Path]) -> _Examined:
    documents, unread = read(paths)
    facts, files = merged(documents), _files(documents)
    record, wrong = interpret(facts + vocabulary(), lambda node: files.get(node, ""))
    return _Examined(facts, files, record, unread, wrong)


def _found(examined: _Examined, language: Language) -> list[Violation]:
    """Return everything that is told, in the order of files, then of what it is about."""
    facts, files, wrong = examined.facts, examined.files, examined.wrong
    unknown = _unknown_terms(facts)
    misunderstood = {v.subject for v in wrong} & {
        local_name(str(constraint)) for constraint in facts.objects(None, ODRL.constraint)
    }
    found = [
        *(_violation(files, subject, text) for (subject, _), text in unknown.items()),
        *wrong,
        *(
            violation
            for violation in _shapes(facts, files, language, known_faults=frozenset(unknown))
            if violation.subject not in misunderstood  # told already, and more precisely
        ),
    ]
    found.sort(key=lambda v: (v.file, v.subject, v.message))
    return [*examined.unread, *dict.fromkeys(found)]


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


def _violation(files: dict[Node, str], subject: Node, message: str) -> Violation:
    name = local_name(str(subject)) if isinstance(subject, URIRef) else ""
    return Violation(files.get(subject, ""), name, message)


def _shapes(
    facts: Graph,
    files: dict[Node, str],
    language: Language,
    known_faults: frozenset[tuple[Node, Node]],
) -> list[Violation]:
    """Return where `facts` do not have the shapes, leaving out faults already known."""
    from pyshacl import validate  # noqa: PLC0415 - slow to import, and only needed here

    documents, violations = read([folder(Resource.ONTOLOGY) / "shapes.ttl"])
    if violations:
        raise InvalidGraphError(violations)
    _, report, _ = validate(facts + vocabulary(), shacl_graph=merged(documents), inplace=True)
    if not isinstance(report, Graph):
        raise InvalidGraphError([Violation("", "", f"the shapes cannot be used: {report}")])
    found = []
    for result in report.objects(None, SH.result):
        focus = report.value(result, SH.focusNode) or result
        value = report.value(result, SH.value)
        if value is None or (focus, value) not in known_faults:
            shown = None if value == focus else value
            text = _message(report, result, language, shown)
            warns = report.value(result, SH.resultSeverity) == SH.Warning
            found.append(
                replace(
                    _violation(files, focus, text),
                    severity="warning" if warns else "violation",
                    kind=str(report.value(result, SH.sourceShape) or ""),
                )
            )
    return found


def _message(report: Graph, result: Node, language: Language, value: Node | None) -> str:
    """Return the message of a validation result in `language`, with the value at fault."""
    messages = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    ranked = sorted(messages, key=lambda m: (m.language != language, m.language != "en", m))
    text = str(ranked[0]) if ranked else "it does not have the shape it should"
    shown = local_name(str(value)) if isinstance(value, URIRef) else str(value or "")
    return f"{text} (found: {shown[:60]})" if shown else text


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
