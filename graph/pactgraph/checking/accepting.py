"""Warnings that the files themselves accept, each with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import Literal

from pactgraph.checking.doubts import Doubt
from pactgraph.record import Text
from pactgraph.terms import DCTERMS, PACT, RDF, SH, SHAPES, local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triples


@dataclass(frozen=True, slots=True)
class Acceptances:
    """What is accepted.

    Attributes:
        reasons: why, by the thing that accepts and the kind of warning, a shape.
        unused: acceptances that nothing names with pact:accepts, and their kinds.
    """

    reasons: dict[tuple[Node, str], Text]
    unused: list[tuple[Node, str]]


def acceptances(facts: Triples) -> Acceptances:
    """Return which warnings `facts` accept. What is wrong with them, the shapes tell."""
    reasons, named = {}, set()
    for thing, acceptance in facts.subject_objects(PACT.accepts):
        named.add(acceptance)
        for kind in facts.objects(acceptance, SH.sourceShape):
            reasons[thing, str(kind)] = _reason(facts, acceptance)
    unused = [
        (acceptance, str(facts.value(acceptance, SH.sourceShape)))
        for acceptance in facts.subjects(RDF.type, PACT.Acceptance)
        if acceptance not in named
    ]
    return Acceptances(reasons, unused)


def shape_of(kind: str) -> str:
    """Return the shape by which a warning of `kind` is accepted.

    A property that nothing reads is a kind of warning of its own; one shape stands for them all.
    """
    return kind if kind.startswith(str(SHAPES)) else str(SHAPES.PropertyNotRead)


def _reason(facts: Triples, acceptance: Node) -> Text:
    texts = [t for t in facts.objects(acceptance, DCTERMS.description) if isinstance(t, Literal)]
    return Text({text.language or "": str(text) for text in texts})


def stale(accepted: Acceptances, raised: Collection[tuple[Node, str]]) -> Iterator[Doubt]:
    """Yield the acceptances of warnings that are not among the `raised` ones."""
    for thing, kind in [*(key for key in accepted.reasons if key not in raised), *accepted.unused]:
        yield Doubt(SHAPES.AcceptanceOfNothing, thing, {"kind": local_name(kind)})
