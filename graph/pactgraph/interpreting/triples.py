"""Triples as files are read into: looked up in every direction, and never changed.

Where many terms are told apart, here and in what walks over triples, their type is compared:
of what is not of it, `isinstance` asks the abstract classes of rdflib, which is slow.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rdflib import Graph, Literal, URIRef

from pactgraph.terms import RDF

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from rdflib.term import Node

    Triple = tuple[Node, Node, Node]
    Pattern = tuple[Node | None, Node | None, Node | None]
    About = Mapping[Node, Collection[Node]]
    """All values of one subject, by predicate."""

_NOTHING: Mapping[Node, list[Node]] = {}


class Used(NamedTuple):
    """The terms that triples use.

    Attributes:
        properties: what stands between.
        classes: values of rdf:type.
        described: what stands first.
        named: IRIs and blank nodes that stand last, classes among them.
        typed: literals with a datatype; of equal ones there can be several.
    """

    properties: AbstractSet[Node]
    classes: AbstractSet[Node]
    described: Collection[Node]
    named: AbstractSet[Node]
    typed: Collection[Literal]

    def things(self) -> Iterator[URIRef]:
        """Yield each IRI that stands first or last; those of both places twice."""
        yield from (term for term in chain(self.described, self.named) if type(term) is URIRef)

    def has(self, thing: Node) -> bool:
        """Return whether an IRI or a blank node stands first or last."""
        return thing in self.described or thing in self.named


class Triples:
    """A set of triples, of which no term is kept twice where the caller does not.

    What looks triples up has the names that rdflib gives it.

    >>> from rdflib import URIRef
    >>> a, part_of, b = map(URIRef, ("urn:a", "urn:partOf", "urn:b"))
    >>> triples = Triples.of([(a, part_of, b)])
    >>> list(triples.subjects(part_of, b)) == [a], (None, part_of, a) in triples
    (True, False)
    """

    __slots__ = ("_about", "_having", "_having_value", "_naming", "_used")

    def __init__(self, about: Mapping[Node, About]) -> None:
        """Keep the values of each subject, by predicate; no value is there twice."""
        self._about = about
        self._having: Mapping[Node, list[Node]] | None = None
        self._having_value: dict[Node, Mapping[Node, list[Node]]] = {}
        self._naming: Mapping[Node, Mapping[Node, list[Node]]] | None = None
        self._used: Used | None = None

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Triples:
        """Return `triples`, each once."""
        about: dict[Node, dict[Node, dict[Node, None]]] = {}
        for subject, predicate, value in triples:
            about.setdefault(subject, {}).setdefault(predicate, {})[value] = None
        return cls(about)

    def __iter__(self) -> Iterator[Triple]:
        """Yield each triple."""
        for subject, about in self._about.items():
            for predicate, values in about.items():
                for value in values:
                    yield subject, predicate, value

    def __bool__(self) -> bool:
        """Return whether there is a triple."""
        return any(self._about.values())

    def __len__(self) -> int:
        """Return how many triples there are."""
        return sum(len(values) for about in self._about.values() for values in about.values())

    def __contains__(self, pattern: Pattern) -> bool:
        """Return whether there is a triple like `pattern`, in which None stands for anything."""
        subject, predicate, value = pattern
        if subject is not None:
            about = self._about.get(subject, _NOTHING)
            if predicate is None:
                return bool(about) if value is None else any(self.predicates(subject, value))
            values = about.get(predicate, ())
            return bool(values) if value is None else value in values
        return any(True for _ in self.subjects(predicate, value))

    def subjects(self, predicate: Node | None = None, value: Node | None = None) -> Iterator[Node]:
        """Yield each subject that has `value` for `predicate`, in which None is any; once."""
        if value is None:
            yield from (
                self._about if predicate is None else self._by_predicate().get(predicate, ())
            )
        elif predicate is None:
            naming = self._naming_it(value)
            yield from dict.fromkeys(subject for found in naming.values() for subject in found)
        else:
            yield from self._by_value(predicate).get(value, ())

    def objects(
        self, subject: Node | None = None, predicate: Node | None = None
    ) -> Iterator[Node]:
        """Yield what `subject` has for `predicate`; None is any."""
        if subject is not None and predicate is not None:
            yield from self._about.get(subject, _NOTHING).get(predicate, ())
        elif predicate is not None:
            yield from (value for _, value in self.subject_objects(predicate))
        else:
            told = self._about.values() if subject is None else [self._about.get(subject, {})]
            yield from (v for about in told for values in about.values() for v in values)

    def about(self, subject: Node) -> About:
        """Return what is said of `subject`, by predicate."""
        return self._about.get(subject, _NOTHING)

    def value(self, subject: Node, predicate: Node) -> Node | None:
        """Return the first that `subject` has for `predicate`, None if it has none."""
        return next(iter(self._about.get(subject, _NOTHING).get(predicate, ())), None)

    def predicates(self, subject: Node, value: Node) -> Iterator[Node]:
        """Yield the properties by which `subject` has `value`."""
        for predicate, values in self._about.get(subject, _NOTHING).items():
            if value in values:
                yield predicate

    def predicate_objects(self, subject: Node) -> Iterator[tuple[Node, Node]]:
        """Yield what is said of `subject`."""
        for predicate, values in self._about.get(subject, _NOTHING).items():
            for value in values:
                yield predicate, value

    def subject_objects(self, predicate: Node) -> Iterator[tuple[Node, Node]]:
        """Yield who has what for `predicate`."""
        for subject in self._by_predicate().get(predicate, ()):
            for value in self._about[subject][predicate]:
                yield subject, value

    def subject_predicates(self, value: Node) -> Iterator[tuple[Node, Node]]:
        """Yield what has `value`, and for which property."""
        for predicate, subjects in self._naming_it(value).items():
            for subject in subjects:
                yield subject, predicate

    def terms(self) -> set[Node]:
        """Return everything that occurs in a triple, in whichever place."""
        values = (value for about in self._about.values() for v in about.values() for value in v)
        return {*self._about, *self._by_predicate(), *values}

    def used(self) -> Used:
        """Return the terms that occur, by the places in which they stand."""
        if self._used is None:
            self._used = _used(self._about)
        return self._used

    def described(self) -> Iterable[tuple[Node, About]]:
        """Return all subjects with what is said of them."""
        return self._about.items()

    def as_rdflib(self) -> Graph:
        """Return the triples as a graph of rdflib, of the caller's own."""
        graph = Graph()
        for triple in self:
            graph.add(triple)
        return graph

    def _by_predicate(self) -> Mapping[Node, list[Node]]:
        if self._having is None:
            having = defaultdict(list)
            for subject, about in self._about.items():
                for predicate in about:
                    having[predicate].append(subject)
            self._having = having
        return self._having

    def _by_value(self, predicate: Node) -> Mapping[Node, list[Node]]:
        """Return who has what for `predicate`, by what it is; kept of those that are asked for."""
        found = self._having_value.get(predicate)
        if found is None:
            by_value = defaultdict(list)
            for subject, value in self.subject_objects(predicate):
                by_value[value].append(subject)
            found = self._having_value[predicate] = by_value
        return found

    def _naming_it(self, value: Node) -> Mapping[Node, list[Node]]:
        """Return the subjects that have `value`, by predicate."""
        if type(value) is Literal:  # hardly asked for, and slow to look up
            return {
                predicate: found
                for predicate in self._by_predicate()
                if (found := [s for s, other in self.subject_objects(predicate) if other == value])
            }
        if self._naming is None:
            naming: defaultdict[Node, dict[Node, list[Node]]] = defaultdict(dict)
            for subject, about in self._about.items():
                for predicate, values in about.items():
                    for other in values:
                        if type(other) is not Literal:
                            naming[other].setdefault(predicate, []).append(subject)
            self._naming = naming
        return self._naming.get(value, _NOTHING)


def _used(described: Mapping[Node, About]) -> Used:
    properties: set[Node] = set()
    classes: set[Node] = set()
    named: set[Node] = set()
    typed: dict[int, Literal] = {}
    for about in described.values():
        properties.update(about)
        classes.update(about.get(RDF.type, ()))
        for value in chain.from_iterable(about.values()):
            if type(value) is not Literal:
                named.add(value)
            elif value.datatype:
                typed[id(value)] = value
    return Used(properties, classes, described, named, [*typed.values()])


class Later(Triples):
    """Triples that are read when one of them is first asked for."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[], Triples]) -> None:
        """Keep what reads them."""
        super().__init__({})
        del self._about
        self._read = read

    def __getattr__(self, name: str) -> Mapping[Node, About]:
        """Read the triples: they are the one thing that can be missing."""
        if name != "_about":
            raise AttributeError(name)
        self._about = dict(self._read().described())
        return self._about


def together(parts: Iterable[Triples]) -> Triples:
    """Return all triples of `parts`; what only one of them describes is not copied."""
    first, *others = [*parts] or [Triples({})]
    about = dict(first.described())
    for part in others:
        for subject, said in part.described():
            known = about.get(subject)
            about[subject] = said if known is None else _both(known, said)
    return Triples(about)


def _both(one: About, other: About) -> About:
    return {
        predicate: dict.fromkeys([*one.get(predicate, ()), *other.get(predicate, ())])
        for predicate in {**one, **other}
    }
