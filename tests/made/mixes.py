"""What the shipped facts are made of, counted: what made-up portfolios are drawn from.

Nothing here is typed in. Each thing of the facts is kept as a shape, all that is said of it; to
draw from the shapes of a class is to draw with the shares of the facts, and what goes together
there (a press report has no certainty "official") goes together here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from made.partnership import files as partnership
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pyoxigraph import Quad

    Term = NamedNode | BlankNode | Literal

RULES = {
    "odrl:Permission": "odrl:permission",
    "odrl:Duty": "odrl:obligation",
    "odrl:Prohibition": "odrl:prohibition",
}
"""The classes of clauses, and how an agreement names one."""
PARTIES = ("org:Organization", "odrl:PartyCollection")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def short(term: Term) -> str:
    """Return a term as Turtle has it, with the usual prefixes."""
    if isinstance(term, NamedNode):
        for prefix, iri in _LONGEST_FIRST:
            if term.value.startswith(iri) and "/" not in term.value.removeprefix(iri):
                return f"{prefix}:{term.value.removeprefix(iri)}"
    return str(term)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is said of one thing of the facts.

    Attributes:
        iri: which thing.
        types: its classes, short.
        said: the rest, predicates short and in order; the labels in both languages among it.
    """

    iri: str
    types: tuple[str, ...]
    said: tuple[tuple[str, Term], ...]

    def values(self, predicate: str) -> list[Term]:
        """Return what is said with one predicate."""
        return [value for name, value in self.said if name == predicate]


@dataclass(frozen=True)
class Mixes:
    """The shapes of some files.

    Attributes:
        things: the shapes by IRI, in the order of their IRIs.
    """

    things: Mapping[str, Shape]

    @cached_property
    def by_class(self) -> dict[str, list[Shape]]:
        """The shapes of each class."""
        found = defaultdict[str, list[Shape]](list)
        for shape in self.things.values():
            for name in shape.types:
                found[name].append(shape)
        return dict(found)

    @cached_property
    def clauses(self) -> list[Shape]:
        """The shapes of all clauses."""
        return [shape for rule in RULES for shape in self.by_class.get(rule, [])]

    @cached_property
    def agreements(self) -> list[Shape]:
        """The shapes of agreements that have clauses."""
        all_of_them = self.by_class["odrl:Agreement"]
        return [each for each in all_of_them if self.clauses_of(each)]

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """All words of the texts in a language, each as often as it occurs."""
        found = defaultdict[str, list[str]](list)
        for shape in self.things.values():
            for _, value in shape.said:
                if isinstance(value, Literal) and value.language:
                    found[value.language] += _WORD.findall(value.value)
        return dict(found)

    @cached_property
    def party_of(self) -> set[tuple[str, str]]:
        """Each clause with each party of its agreement."""
        return {
            (clause.value, str(party.value))
            for agreement in self.agreements
            for rule in RULES.values()
            for clause in agreement.values(rule)
            for party in agreement.values("pact:party")
        }

    @cached_property
    def in_a_series(self) -> int:
        """How many agreements a series has, rounded."""
        versions = [a for a in self.by_class["odrl:Agreement"] if a.values("dcterms:isVersionOf")]
        return round(len(versions) / len(self.by_class["pact:AgreementSeries"]))

    def clauses_of(self, agreement: Shape) -> int:
        """Return how many clauses an agreement has."""
        return sum(len(agreement.values(rule)) for rule in RULES.values())

    def each_clause(self, name: str) -> float:
        """Return how many things of a class there are for one clause."""
        return len(self.by_class.get(name, ())) / len(self.clauses)

    def classes_of(self, term: Term) -> tuple[str, ...]:
        """Return the classes of what a term names; () if nothing is said of it."""
        shape = self.things.get(term.value)
        return shape.types if shape else ()


def counted(files: Iterable[Path] = ()) -> Mixes:
    """Return the mixes of some Turtle files; without any, of the partnership that ships."""
    types: dict[str, list[str]] = defaultdict(list)
    said: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for file in sorted(files or partnership()):
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            _sort(quad, types, said)
    return Mixes(
        {iri: Shape(iri, tuple(types[iri]), tuple(said[iri])) for iri in sorted({*types, *said})}
    )


def _sort(
    quad: Quad, types: dict[str, list[str]], said: dict[str, list[tuple[str, Term]]]
) -> None:
    subject, predicate = quad.subject.value, short(quad.predicate)
    if predicate == "rdf:type":
        types[subject].append(short(quad.object))
    else:
        said[subject].append((predicate, quad.object))


# ---- What can be compared ----------------------------------------------------------------


def shares(mixes: Mixes) -> dict[str, float]:
    """Return the figures of some files that a portfolio should have in common with the facts.

    Shares are of clauses, or a number for one clause.
    """
    clauses = mixes.clauses
    found = Counter[str]()
    for clause in clauses:
        found[next(t for t in clause.types if t in RULES)] += 1
        for predicate in ("pact:certainty", "dcterms:type", "odrl:action"):
            found.update(f"{predicate} {short(value)}" for value in clause.values(predicate))
        for predicate in {name for name, _ in clause.said}:
            found[f"has {predicate}"] += 1
        found["sources"] += len(clause.values("dcterms:source"))
        languages = {
            value.language for value in clause.values("rdfs:label") if isinstance(value, Literal)
        }
        found["label in two languages"] += len(languages) == len(mixes.words)
        for value in clause.values("odrl:constraint"):
            shape = mixes.things.get(value.value)
            for operand in shape.values("odrl:leftOperand") if shape else ():
                found[f"constraint {short(operand)}"] += 1
    each = {name: number / len(clauses) for name, number in found.items()}
    return each | {f"{name} a clause": mixes.each_clause(name) for name in mixes.by_class}
