"""Python values out of triples: names, texts, dates, numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.errors import BadInputError
from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.interpreting.constraints import date_value
from pactgraph.interpreting.literals import finite_number
from pactgraph.messages import joined, message_of, worded
from pactgraph.record import Text
from pactgraph.terms import ODRL, RDF, RDFS, local_name, prefixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triples
    from pactgraph.kernel.timeline import Stretch


_NO_TEXT = Text({})


class _Plain(dict[URIRef, str]):
    """IRIs as plain text, each made once."""

    def __missing__(self, iri: URIRef) -> str:
        """Make the text of an IRI."""
        self[iri] = text = str(iri)
        return text


@dataclass(frozen=True, slots=True)
class Values:
    """Reads values of things in a graph, and collects what is wrong with them.

    Attributes:
        graph: the facts and the vocabulary together.
        complaints: what has been found wrong so far.
        plain_iris: IRIs as plain text; of one that is named often there is one text.
    """

    graph: Triples
    complaints: list[Complaint] = field(default_factory=list)
    plain_iris: _Plain = field(default_factory=_Plain)

    def complain(
        self,
        subject: Node,
        message: str,
        predicate: Node | None = None,
        about: Node | None = None,
        lacking: Iterable[Node] = (),
    ) -> None:
        """Remember that something is wrong with `subject`; `Complaint` says what is what."""
        self.complaints.append(
            Complaint(subject, message, predicate, about, lacking=frozenset(lacking))
        )

    def of_type(self, kind: Node) -> list[URIRef]:
        """Return the IRIs of everything of the class `kind`, in order."""
        found = self.graph.subjects(RDF.type, kind)
        return sorted({thing for thing in found if type(thing) is URIRef}, key=str)

    def iris(self, subject: Node, *predicates: Node) -> tuple[str, ...]:
        """Return the IRIs that `subject` has for any of `predicates`, in order."""
        about = self.graph.about(subject)
        groups = [about[each] for each in predicates if each in about]
        if not groups:
            return ()
        values = groups[0] if len(groups) == 1 else [*chain.from_iterable(groups)]
        plain = self.plain_iris
        found = [plain[value] for value in values if type(value) is URIRef]
        if len(found) < len(values):
            self._complain_of_nameless(subject, predicates)
        return tuple(sorted(set(found)) if len(found) > 1 else found)

    def _complain_of_nameless(self, subject: Node, predicates: Iterable[Node]) -> None:
        """Say of what is only described in square brackets that nothing can name it.

        Of a refined action it is said that no refinement is read.
        """
        about = self.graph.about
        for predicate in predicates:
            nameless = [v for v in about(subject).get(predicate, ()) if type(v) is BNode]
            if nameless and not any(about(value).get(ODRL.refinement) for value in nameless):
                message = worded(
                    "what stands in square brackets after {property} has no name, so no answer"
                    " can use it; give it one, such as :my-own-name, and describe it there",
                    property=prefixed(predicate),
                )
                # Of a property that takes a name, nothing else is to be said then.
                self.complaints.append(Complaint(subject, message, predicate, sight=Sight.PLACES))

    def nodes(self, subject: Node, predicate: Node) -> list[Node]:
        """Return what `subject` has for a predicate, named or not, but no literals."""
        found = self.graph.about(subject).get(predicate, ())
        return [value for value in found if not isinstance(value, Literal)]

    def predicate(self, subject: Node, value: Node) -> Node | None:
        """Return the first property by which `subject` has `value`, in order."""
        return min(self.graph.predicates(subject, value), default=None, key=str)

    def iri(self, subject: Node, predicate: Node) -> str:
        """Return the first IRI that `subject` has for `predicate`, or ""."""
        return next(iter(self.iris(subject, predicate)), "")

    def name(self, subject: Node, predicate: Node) -> str:
        """Return the id of what `subject` has for `predicate`, or ""."""
        return local_name(self.iri(subject, predicate))

    def plain(self, subject: Node, predicate: Node) -> str:
        """Return the literal that `subject` has for `predicate` as text, or ""."""
        found = sorted(str(v) for v in self._literals(subject, predicate))
        return found[0] if found else ""

    def text(self, subject: Node, predicate: Node = RDFS.label) -> Text:
        """Return the text that `subject` has for `predicate`, by language."""
        found = self._by_language(subject, predicate)
        return Text(found) if found else _NO_TEXT

    def label(self, subject: Node, predicate: Node = RDFS.label) -> Text:
        """Return the label of `subject`, or its id where it has none."""
        return Text(self._by_language(subject, predicate) or {"": local_name(str(subject))})

    def texts(self, subject: Node, predicate: Node) -> tuple[Text, ...]:
        """Return the texts of `subject`, the first of each language together, and so on."""
        tagged: dict[str, list[str]] = {}
        for value in _in_order(self._literals(subject, predicate)):
            tagged.setdefault(value.language or "", []).append(_text_of(value))
        rows = range(max(map(len, tagged.values()), default=0))
        return tuple(
            Text({tag: values[row] for tag, values in tagged.items() if row < len(values)})
            for row in rows
        )

    def date(self, subject: Node, predicate: Node) -> Stretch | None:
        """Return the date that `subject` has for `predicate`; complain if it is none."""
        value = self.graph.value(subject, predicate)
        if value is None:
            return None
        try:
            return date_value(value)
        except BadInputError as error:
            self.complain(
                subject,
                joined(": ", [local_name(str(predicate)), message_of(error)]),
                predicate,
            )
            return None

    def number(self, subject: Node, predicate: Node) -> Decimal | None:
        """Return the number that `subject` has for `predicate`; complain if it is none.

        A number is a literal of xsd:decimal, xsd:integer or a type derived from it, xsd:double
        or xsd:float, written as XML Schema 1.1 writes it, and finite.
        """
        value = self.graph.value(subject, predicate)
        if value is None:
            return None
        text = finite_number(value) if isinstance(value, Literal) else ""
        if not text:
            self.complain(
                subject,
                worded(
                    "{predicate}: “{value}” is no number; write a finite decimal as XML"
                    " Schema does, without quotation marks, such as 2500000 or 12.5",
                    predicate=local_name(str(predicate)),
                    value=str(value)[:40],
                ),
                predicate,
            )
            return None
        return Decimal(text)

    def flag(self, subject: Node, predicate: Node) -> bool:
        """Return whether `subject` has the value true for `predicate`."""
        return any(str(v) in {"true", "1"} for v in self._literals(subject, predicate))

    def _literals(self, subject: Node, predicate: Node) -> list[Literal]:
        values = self.graph.about(subject).get(predicate, ())
        return [v for v in values if type(v) is Literal]

    def _by_language(self, subject: Node, predicate: Node) -> Mapping[str, str]:
        found = _in_order(self._literals(subject, predicate), reverse=True)
        return {value.language or "": _text_of(value) for value in found}


def _text_of(literal: Literal) -> str:
    """Return the text of a literal: that which it was made of, if it is a text."""
    value = literal.value
    return value if type(value) is str and literal.datatype is None else str(literal)


def _in_order(literals: list[Literal], *, reverse: bool = False) -> list[Literal]:
    """Return literals in the order of rdflib, which looks at much that texts do not have."""
    if len(literals) > 1:
        are_texts = all(literal.datatype is None for literal in literals)
        literals.sort(key=_by_language_and_text if are_texts else None, reverse=reverse)
    return literals


def _by_language_and_text(literal: Literal) -> tuple[str, str]:
    return literal.language or "", str(literal)
