"""From what a sentence says to triples: constraints, and the derived events that they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from rdflib import URIRef

from pactgraph.kernel.timeline import TICK
from pactgraph.messages import worded
from pactgraph.sentences.constraints import OTHER, Joined, Leaf, dated, join, written
from pactgraph.sentences.deriving import Deriving, NewNames
from pactgraph.sentences.faults import SentenceError
from pactgraph.sentences.lifting import (
    Bounded,
    Count,
    Never,
    NotHeldError,
    Unless,
    counted,
    is_event,
    lifted,
    never_comes,
    placed,
)
from pactgraph.sentences.made import derivation, described
from pactgraph.sentences.said import Edge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.term import Node

    from pactgraph.kernel.points import Shape
    from pactgraph.sentences.constraints import Condition
    from pactgraph.sentences.lifting import Tree
    from pactgraph.sentences.made import Triple
    from pactgraph.sentences.names import Names
    from pactgraph.sentences.said import Part, Point, Sentence

__all__ = ["NewNames", "Stated", "Stating", "constraints_of", "event_of"]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence says, as triples.

    Attributes:
        constraints: what goes with odrl:constraint; all of them have to hold.
        triples: what describes them, and the derived events that nobody declared.
        derived: those events, and what is between, for the kernel.
    """

    constraints: tuple[Node, ...]
    triples: tuple[Triple, ...]
    derived: Mapping[str, Shape] = field(default_factory=dict)


def constraints_of(
    text: str, sentence: Sentence, names: Names, new: NewNames, own: str = ""
) -> Stated:
    """Return what a sentence says as constraints.

    Args:
        text: the sentence.
        sentence: what it says.
        names: what it names, and what is derived already.
        new: what derived events are called that nobody declared.
        own: the IRI of the agreement of the clause, whose taking effect is implied; "" if that
            is not known.

    Raises:
        SentenceError: it says that the clause is never in force, or what RDF cannot hold.
    """
    deriving = Deriving(names, new)
    triples: list[Triple] = []
    try:
        found = written(Stating(deriving, own).sentence(sentence), triples)
    except NotHeldError as error:
        raise SentenceError(text, error.at or 0, error.said) from None
    return Stated(tuple(found), (*triples, *deriving.events()), deriving.derived)


def event_of(text: str, point: Point, names: Names, new: NewNames, iri: str) -> Stated:
    """Return what a moment is, as the description of a derived event; its label is not there.

    Args:
        text: the moment, as it is written.
        point: what that says.
        names: what it names, and what is derived already.
        new: what other derived events are called that nobody declared.
        iri: the IRI of the event.

    Raises:
        SentenceError: RDF cannot hold it.
    """
    deriving = Deriving(names, new, iri)
    try:
        with placed(point):
            made = deriving.itself_made(point)
    except NotHeldError as error:
        raise SentenceError(text, error.at or 0, error.said) from None
    found = derivation(made, iri)
    triples = (*described(made, URIRef(iri)), *deriving.events())
    return Stated((), triples, {**deriving.derived, **found.between, iri: found.shape})


# ---- Stating ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stating:
    """States one sentence.

    Attributes:
        deriving: derives the events that it needs.
        own: the agreement whose taking effect is implied; "" if none is.
    """

    deriving: Deriving
    own: str = ""

    # ---- Sentences ------------------------------------------------------------------------

    def sentence(self, sentence: Sentence) -> list[Condition]:
        """Return the conditions that all have to hold."""
        if not sentence.parts:
            raise NotHeldError(
                worded("a clause that is never in force says nothing; leave it out")
            )
        parts = [self._part(part) for part in sentence.parts]
        if not all(parts):
            return []
        if len(parts) == 1:
            return parts[0]
        return [join("or", [join("and", part) for part in parts])]

    def _part(self, part: Part) -> list[Condition]:
        found: list[Condition] = []
        if part.start is not None:
            with placed(part.start):
                start = self._without_own(lifted(part.start))
                found += [] if start is None else [self._come(start)]
        found += [] if part.end is None else [self._said(part.end, held=False)]
        found += [self._said(point) for point in part.happened]
        found += [self._said(point, held=False) for point in part.not_happened]
        if not found:
            return []
        whole = join("and", found)
        return [*whole.parts] if isinstance(whole, Joined) and whole.kind == "and" else [whole]

    def _said(self, point: Point, *, held: bool = True) -> Condition:
        with placed(point):
            return self._come(lifted(point), held=held)

    def _without_own(self, start: Tree) -> Tree | None:
        """Return a start without the taking effect that is implied; None if it is only that."""
        if not self.own:
            return start
        if start == self.own:
            return None
        if isinstance(start, Count) and start.count == len(start.parts):
            left = tuple(part for part in start.parts if part != self.own)
            return counted(len(left), left) if left else None
        return start

    # ---- Conditions -------------------------------------------------------------------------

    def _come(self, tree: Tree, *, held: bool = True) -> Condition:
        """Return that a moment has come or, where that is not `held`, that it has not."""
        match tree:
            case Never():
                raise never_comes()
            case Edge() | datetime():
                return dated(tree, held=held)
            case Unless(moment, event):
                late = Bounded(event, ((moment + TICK, True),))
                parts = (dated(moment, held=held), self._come(late, held=not held))
                return join("and" if held else "or", parts)
            case Count(count, parts) if count in (1, len(parts)) or not is_event(tree):
                return self._some(count, parts, held=held)
            case event:
                return Leaf("event", "gteq" if held else "lt", self.deriving.event(event))

    def _some(self, count: int, parts: tuple[Tree, ...], *, held: bool) -> Condition:
        """Return that so many of `parts` have come, or not."""
        if count in (1, len(parts)):
            kind: Literal["and", "or"] = "or" if count == 1 else "and"
            told = [self._come(part, held=held) for part in parts]
            return join(kind if held else OTHER[kind], told)
        at = next(n for n, part in enumerate(parts) if not is_event(part))
        others = parts[:at] + parts[at + 1 :]
        # it is among them and so many others have come, or these have without it
        either = (
            counted(2, (parts[at], counted(count - 1, others))),
            counted(count, others),
        )
        return join("or" if held else "and", [self._come(way, held=held) for way in either])
