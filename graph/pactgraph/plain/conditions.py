"""Conditions of a graph as a plain file says them: sentences, and limits without a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.errors import NotFoundError
from pactgraph.messages import LANGUAGES
from pactgraph.plain.stating import limit_label, limit_value
from pactgraph.plain.vocabulary import terms
from pactgraph.record import Text
from pactgraph.sentences.deriving import NewNames
from pactgraph.sentences.names import Names
from pactgraph.sentences.retelling import Retelling
from pactgraph.terms import DCTERMS, DPROD, ODRL, PACT, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.plain.homes import Home, Homes
    from pactgraph.sentences.retelling import Retold

BESIDE = (RDFS.label, PACT.undisclosed, SKOS.note)
"""What a named constraint has beside what makes it one."""
JOINING = (ODRL["and"], ODRL["or"])
"""How constraints are joined that a sentence can say."""
_OF_LIMITS = {RDF.type, RDFS.label, ODRL.leftOperand, ODRL.operator, ODRL.rightOperand}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the constraints that it says.

    Attributes:
        retold: the sentence.
        constraints: those of a clause or agreement; none where it is a constraint itself.
    """

    retold: Retold
    constraints: tuple[Node, ...]


@dataclass(frozen=True)
class Conditions:
    """The conditions of a graph.

    Attributes:
        homes: where its things stand.
        language: of the sentences.
    """

    homes: Homes
    language: Language

    # ---- Sentences ------------------------------------------------------------------------

    @cached_property
    def sentences(self) -> dict[Node, Told]:
        """The sentences of clauses, agreements and named constraints."""
        found = {}
        for node, home in self.homes.places.items():
            told = None
            if home.section.name == "constraints":
                told = self._of_constraint(node)
            elif home.section.name in ("clauses", "agreements"):
                told = self._of_clause(node, home)
            if told is not None:
                found[node] = told
        return found

    def moment(self, event: Node) -> str | None:
        """Return what a derived event is; None if no text says it."""
        if PACT.DerivedEvent not in self.homes.about(event).get(RDF.type, ()):
            return None
        retold = self._retelling.point_of(str(event), self.language)
        return retold.text if retold else None

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Derived events that sentences make, so that no section describes them.

        They are all that sentences tell, unless something else names them.
        """
        told = {iri for sentence in self.sentences.values() for iri in sentence.retold.told}
        inside = {c for sentence in self.sentences.values() for c in sentence.constraints}
        inside |= {node for node in self.sentences if self.homes.is_at(node, ["constraints"])}
        inside = inside.union(*map(self._parts, inside))
        return frozenset(
            iri
            for iri in told
            if all(
                subject in inside or str(subject) in told
                for subject, _ in self.homes.naming[URIRef(iri)]
            )
        )

    def _of_constraint(self, node: Node) -> Told | None:
        if not self.homes.places.keys().isdisjoint(self._parts(node)):
            return None
        said = {p: v for p, v in self.homes.about(node).items() if p not in BESIDE}
        retelling = Retelling(_Bare(self.homes, node, said), self._names, self.new)
        retold = retelling.sentence_of([node], self.language)
        return Told(retold, ()) if retold else None

    def _of_clause(self, node: Node, home: Home) -> Told | None:
        mine = self._unnamed_constraints(node)
        if not mine:
            return None
        owner = node if home.owner is None else home.owner
        retold = self._retelling.sentence_of(mine, self.language, str(owner))
        return Told(retold, tuple(mine)) if retold else None

    def _unnamed_constraints(self, node: Node) -> list[Node]:
        """Return the constraints that have no section and are no limits; none if one is shared."""
        mine = [
            value
            for value in self.homes.about(node).get(ODRL.constraint, ())
            if value not in self.homes.places and not self.limit(value)
        ]
        whole = {*mine}.union(*map(self._parts, mine))
        is_shared = any(len(self.homes.naming[part]) != 1 for part in whole)
        return [] if is_shared or not self.homes.places.keys().isdisjoint(whole) else mine

    def _parts(self, constraint: Node) -> set[Node]:
        """Return the operands of a logical constraint, and theirs."""
        found: set[Node] = set()
        waiting = [constraint]
        while waiting:
            about = self.homes.about(waiting.pop())
            for term in JOINING:
                waiting += [value for value in about.get(term, ()) if value not in found]
                found.update(about.get(term, ()))
        return found

    @cached_property
    def _retelling(self) -> Retelling:
        return Retelling(self.homes, self._names, self.new)

    @cached_property
    def new(self) -> NewNames:
        """What derived events are called that nobody named."""
        used = {tag for thing in self.homes.things for tag in thing.label.by_language}
        languages = tuple(each for each in LANGUAGES if each in used or each == self.language)
        ids = frozenset(self.homes.id(node) for node in self.homes.places)
        return NewNames(self.homes.base, ids, languages)

    @cached_property
    def _names(self) -> Names:
        """What sentences can name."""
        homes = self.homes

        def of(section: str) -> list[Node]:
            return [node for node in homes.places if homes.is_at(node, [section])]

        dated = (DPROD.deadline, PACT.noLaterThan, PACT.performedBy)
        duties = [n for n in of("clauses") if any(term in homes.about(n) for term in dated)]
        effective = {}
        for node in of("agreements"):
            about = homes.about(node)
            dates = [*about.get(PACT.effectiveOn, ()), *about.get(DCTERMS.issued, ())]
            effective[str(node)] = str(dates[0]) if dates else ""
        events, agreements, makers = (
            [homes.thing(node) for node in nodes]
            for nodes in (of("events"), of("agreements"), duties)
        )
        return Names(events, agreements, makers, effective)

    # ---- Limits ---------------------------------------------------------------------------

    def limit(self, node: Node) -> tuple[str, str] | None:
        """Return operand and value of a limit that is called as one without a name would be."""
        about = self.homes.about(node)
        if not isinstance(node, BNode) or set(about) != _OF_LIMITS:
            return None
        one = {term: [*values] for term, values in about.items() if term != RDFS.label}
        is_usual = one[ODRL.operator] == [ODRL.isAnyOf] and one[RDF.type] == [ODRL.Constraint]
        if not is_usual or any(len(values) != 1 for values in one.values()):
            return None
        (operand,), (value,) = one[ODRL.leftOperand], one[ODRL.rightOperand]
        called = next((term for term in terms("operand") if term.iri == str(operand)), None)
        text = self.operand(value)
        if called is None or text is None or len(self.homes.naming[node]) != 1:
            return None
        is_thing = value in self.homes.places
        of = self.homes.thing(value).label if is_thing else Text({self.language: text})
        label = limit_label(called.label, of, self.new.languages)
        said = {(v.language, str(v)) for v in about[RDFS.label] if isinstance(v, Literal)}
        return (called.id, text) if said == set(label.by_language.items()) else None

    def operand(self, value: Node) -> str | None:
        """Return what a limit compares with, if it is read back as it is."""
        if isinstance(value, URIRef):
            return self.homes.id(value) if value in self.homes.places else str(value)
        if not isinstance(value, Literal) or value.language or not str(value).strip():
            return None
        try:
            again = limit_value(str(value), self.homes.things)
        except NotFoundError:
            return None
        return str(value) if again == value else None


@dataclass(frozen=True, slots=True)
class _Bare:
    """All triples, of which one node has fewer.

    Attributes:
        homes: all triples.
        node: the node.
        said: what is said of it here.
    """

    homes: Homes
    node: Node
    said: Mapping[Node, Collection[Node]]

    def about(self, subject: Node) -> Mapping[Node, Collection[Node]]:
        """Return what is said of `subject`, by predicate."""
        return self.said if subject == self.node else self.homes.about(subject)
