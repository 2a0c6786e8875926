"""The SHACL shapes that ship: where facts do not have them, and the words that say so."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from rdflib import BNode, Literal

from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.interpreting.spelt import spelt
from pactgraph.messages import LANGUAGES, changed, either, worded
from pactgraph.reading.triples import language_of, read_triples, text_of
from pactgraph.resources import Resource, folder
from pactgraph.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import URIRef
    from rdflib.term import Node

    from pactgraph.checking.shacl.shape import Result, Shapes
    from pactgraph.interpreting.triples import Triples
    from pactgraph.messages import Message
    from pactgraph.reading import triples as text


@cache
def _triples() -> text.Triples:
    return read_triples(folder(Resource.ONTOLOGY) / "shapes.ttl")


@cache
def shapes() -> Shapes:
    """Return the shapes that ship.

    Raises:
        InvalidGraphError: they cannot be used.
    """
    from pactgraph.checking.shacl.compiled import compiled  # noqa: PLC0415 - slow to import, and needed by few

    return compiled(_triples())


def shapeless(triples: Triples) -> list[Complaint]:
    """Return where `triples`, facts and vocabulary together, do not have the shapes.

    Raises:
        InvalidGraphError: the shapes themselves cannot be used.
    """
    from pactgraph.checking.shacl.validation import results  # noqa: PLC0415 - likewise

    return [_complaint(result) for result in results(shapes(), triples)]


def _complaint(result: Result) -> Complaint:
    value = None if result.value == result.focus else result.value
    text, shown = _message(result.shape), _shown(value)
    return Complaint(
        subject=result.focus,
        message=worded("{text} (found: {shown})", text=text, shown=shown[:60]) if shown else text,
        predicate=result.path,
        about=None if isinstance(value, Literal) else value,
        severity=result.severity,
        sight=Sight.SHAPES,
        kind=str(result.shape),
    )


def message(kind: URIRef, words: Mapping[str, str]) -> Message:
    """Return the message of the shape `kind`, with `words` for what it has in braces.

    Args:
        kind: a shape.
        words: what stands for ``{?name}``, by name (as in SHACL, section 5.3.2).
    """
    return changed(_message(kind), partial(_filled, words=words))


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"{{?{name}}}", word)
    return text


@cache
def _message(shape: Node) -> Message:
    """Return what a shape says, in each of our languages as far as it has it."""
    from pactgraph.checking.shacl.compiled import MESSAGE  # noqa: PLC0415 - likewise

    texts = {language_of(text): text_of(text) for text in _triples().values(spelt(shape), MESSAGE)}
    return either({language: texts.get(language, texts["en"]) for language in LANGUAGES})


def _shown(value: Node | None) -> str:
    if value is None or isinstance(value, BNode):
        return ""
    return str(value) if isinstance(value, Literal) else local_name(str(value))
