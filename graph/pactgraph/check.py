"""Whether files can be trusted: syntax, shapes, names, conditions, all in one run."""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.interpret import interpret
from pactgraph.read import Document, read
from pactgraph.resources import Resource, folder
from pactgraph.terms import CERTAINTY, KIND, PACT, RDF, VERDICT, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib.term import Node

    from pactgraph.record import Language, Record

_OWN = tuple(map(str, (PACT, KIND, CERTAINTY, VERDICT)))


def check(paths: Iterable[Path], language: Language = "en") -> list[Violation]:
    """Return everything that is wrong with the files at `paths`, read together.

    Args:
        paths: files or folders.
        language: the language of the messages of the shapes.

    Returns:
        Violations in the order of files, then of what they are about; none if all is well.
    """
    documents, violations = read(paths)
    facts = merged(documents)
    files = _files(documents)
    found = [*_shapes(facts, files, language), *_unknown_terms(facts, files)]
    told = {(violation.file, violation.subject) for violation in found}
    _, wrong = interpret(facts + vocabulary(), lambda node: files.get(node, ""))
    found += [v for v in wrong if (v.file, v.subject) not in told]
    found.sort(key=lambda v: (v.file, v.subject, v.message))
    return [*violations, *dict.fromkeys(found)]


def trusted_record(paths: Iterable[Path], *, shapes: bool = True) -> tuple[Record, Graph]:
    """Return the record in the files at `paths`, and their triples.

    Args:
        paths: files or folders.
        shapes: False leaves the shapes out, for files that were checked before they shipped.

    Raises:
        InvalidGraphError: anything is wrong; it lists everything that is.
    """
    paths = list(paths)
    if shapes and (violations := check(paths)):
        raise InvalidGraphError(violations)
    documents, violations = read(paths)
    files = _files(documents)
    facts = merged(documents)
    record, wrong = interpret(facts + vocabulary(), lambda node: files.get(node, ""))
    if violations or wrong:
        raise InvalidGraphError([*violations, *wrong])
    return record, facts


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


def _shapes(facts: Graph, files: dict[Node, str], language: Language) -> list[Violation]:
    """Return where `facts` do not have the shapes of the vocabulary."""
    from pyshacl import validate  # noqa: PLC0415 - slow to import, and only needed here

    documents, violations = read([folder(Resource.ONTOLOGY) / "shapes.ttl"])
    if violations:
        raise InvalidGraphError(violations)
    _, report, _ = validate(facts + vocabulary(), shacl_graph=merged(documents), inplace=True)
    if not isinstance(report, Graph):
        raise InvalidGraphError([Violation("", "", f"the shapes cannot be used: {report}")])
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode) or result
        subject = local_name(str(focus)) if isinstance(focus, URIRef) else ""
        found.append(Violation(files.get(focus, ""), subject, _message(report, result, language)))
    return found


def _message(report: Graph, result: Node, language: Language) -> str:
    """Return the message of a validation result in `language`, with the value at fault."""
    messages = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    ranked = sorted(messages, key=lambda m: (m.language != language, m.language != "en", m))
    value = report.value(result, SH.value)
    shown = local_name(str(value)) if isinstance(value, URIRef) else str(value or "")
    text = str(ranked[0]) if ranked else "it does not have the shape it should"
    return f"{text} (found: {shown[:60]})" if shown else text


def _unknown_terms(facts: Graph, files: dict[Node, str]) -> list[Violation]:
    """Return where `facts` use a term of our namespaces that nothing declares."""
    described = (*vocabulary().subjects(unique=True), *facts.subjects(unique=True))
    declared = {str(term) for term in described if _is_own(term)}
    found = []
    for subject, predicate, value in facts:
        for term in (predicate, value):
            if isinstance(term, URIRef) and _is_own(term) and str(term) not in declared:
                near = difflib.get_close_matches(str(term), declared, n=1)
                hint = f"; did you mean {local_name(near[0])}?" if near else ""
                found.append(
                    Violation(
                        files.get(subject, ""),
                        local_name(str(subject)),
                        f"the vocabulary has no term {local_name(term)}{hint}",
                    )
                )
    return found


def _is_own(term: Node) -> bool:
    return str(term).startswith(_OWN)
