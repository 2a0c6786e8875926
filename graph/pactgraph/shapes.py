"""The SHACL shapes that ship: where facts do not have them, and the words that say so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rdflib import BNode, Graph, Literal, URIRef

from pactgraph.complaints import Complaint, Sight
from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.read import read
from pactgraph.resources import Resource, folder
from pactgraph.terms import SH, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.term import Node

    from pactgraph.messages import Language


@cache
def _shapes() -> Graph:
    documents, violations = read([folder(Resource.ONTOLOGY) / "shapes.ttl"])
    if violations:
        raise InvalidGraphError(violations)
    (document,) = documents
    return document.triples


def shapeless(graph: Graph, language: Language) -> list[Complaint]:
    """Return where `graph`, facts and vocabulary together, does not have the shapes.

    Raises:
        InvalidGraphError: the shapes themselves cannot be used.
    """
    from pyshacl import validate  # noqa: PLC0415 - slow to import, and only needed here

    _, report, _ = validate(graph, shacl_graph=_shapes(), inplace=True)
    if not isinstance(report, Graph):
        raise InvalidGraphError([Violation("", "", f"the shapes cannot be used: {report}")])
    return [_complaint(report, result, language) for result in report.objects(None, SH.result)]


def _complaint(report: Graph, result: Node, language: Language) -> Complaint:
    focus = report.value(result, SH.focusNode) or result
    value = report.value(result, SH.value)
    text = _in_language(report, result, SH.resultMessage, language)
    shown = "" if value is None or value == focus else _shown(value)
    warns = report.value(result, SH.resultSeverity) == SH.Warning
    return Complaint(
        subject=focus,
        message=f"{text} (found: {shown[:60]})" if shown else text,
        predicate=report.value(result, SH.resultPath),
        about=None if value == focus or isinstance(value, Literal) else value,
        severity="warning" if warns else "violation",
        sight=Sight.SHAPES,
        kind=str(report.value(result, SH.sourceShape) or ""),
    )


def message(kind: URIRef, language: Language, words: Mapping[str, str]) -> str:
    """Return the message of the shape `kind`, with `words` for what it has in braces.

    Args:
        kind: a shape.
        language: the language of the message.
        words: what stands for ``{?name}``, by name (as in SHACL, section 5.3.2).
    """
    text = _in_language(_shapes(), kind, SH.message, language)
    for name, word in words.items():
        text = text.replace(f"{{?{name}}}", word)
    return text


def _in_language(graph: Graph, subject: Node, predicate: Node, language: Language) -> str:
    messages = [m for m in graph.objects(subject, predicate) if isinstance(m, Literal)]
    ranked = sorted(messages, key=lambda m: (m.language != language, m.language != "en", m))
    return str(ranked[0]) if ranked else "it does not have the shape it should"


def _shown(value: Node) -> str:
    if isinstance(value, BNode):
        return ""
    return local_name(str(value)) if isinstance(value, URIRef) else str(value)
