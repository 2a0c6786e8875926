"""The SHACL shapes that ship: where facts do not have them, and the words that say so."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from rdflib import BNode, Graph, Literal, URIRef

from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.interpreting.documents import read
from pactgraph.messages import LANGUAGES, changed, either, worded
from pactgraph.resources import Resource, folder
from pactgraph.terms import SH, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.term import Node

    from pactgraph.messages import Message


@cache
def _shapes() -> Graph:
    documents, violations = read([folder(Resource.ONTOLOGY) / "shapes.ttl"])
    if violations:
        raise InvalidGraphError(violations)
    (document,) = documents
    return document.triples.as_rdflib()


def shapeless(graph: Graph) -> list[Complaint]:
    """Return where `graph`, facts and vocabulary together, does not have the shapes.

    Raises:
        InvalidGraphError: the shapes themselves cannot be used.
    """
    from pyshacl import validate  # noqa: PLC0415 - slow to import, and only needed here

    _, report, _ = validate(graph, shacl_graph=_shapes(), inplace=True)
    if not isinstance(report, Graph):
        raise InvalidGraphError(
            [Violation("", "", worded("the shapes cannot be used: {report}", report=report))]
        )
    return [_complaint(report, result) for result in report.objects(None, SH.result)]


def _complaint(report: Graph, result: Node) -> Complaint:
    focus = report.value(result, SH.focusNode) or result
    value = report.value(result, SH.value)
    text = _messages(report, result, SH.resultMessage)
    shown = "" if value is None or value == focus else _shown(value)
    warns = report.value(result, SH.resultSeverity) == SH.Warning
    return Complaint(
        subject=focus,
        message=worded("{text} (found: {shown})", text=text, shown=shown[:60]) if shown else text,
        predicate=report.value(result, SH.resultPath),
        about=None if value == focus or isinstance(value, Literal) else value,
        severity="warning" if warns else "violation",
        sight=Sight.SHAPES,
        kind=str(report.value(result, SH.sourceShape) or ""),
    )


def message(kind: URIRef, words: Mapping[str, str]) -> Message:
    """Return the message of the shape `kind`, with `words` for what it has in braces.

    Args:
        kind: a shape.
        words: what stands for ``{?name}``, by name (as in SHACL, section 5.3.2).
    """
    return changed(_messages(_shapes(), kind, SH.message), partial(_filled, words=words))


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"{{?{name}}}", word)
    return text


def _messages(graph: Graph, subject: Node, predicate: Node) -> Message:
    """Return what a shape says, in each of our languages as far as it has it."""
    found = [m for m in graph.objects(subject, predicate) if isinstance(m, Literal)]
    texts = {text.language or "": str(text) for text in sorted(found, reverse=True)}
    any_text = texts.get("en") or next(iter(texts.values()), "")
    if not any_text:
        return worded("it does not have the shape it should")
    return either({language: texts.get(language, any_text) for language in LANGUAGES})


def _shown(value: Node) -> str:
    if isinstance(value, BNode):
        return ""
    return local_name(str(value)) if isinstance(value, URIRef) else str(value)
