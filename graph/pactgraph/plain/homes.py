"""Where the things of a graph stand in a plain file: in which section, within what."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.plain.described import is_id
from pactgraph.plain.keys import BY_NAME, RULES
from pactgraph.plain.stating import LINKS
from pactgraph.reading.iris import local_name
from pactgraph.record import Text, Thing
from pactgraph.sentences.recognising import made_of
from pactgraph.terms import DCTERMS, ODRL, PACT, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from rdflib.term import Node

    from pactgraph.plain.keys import Section

_LINKING = {
    "steps": (DCTERMS.hasPart,),
    "assumptions": (PACT.assumes,),
    "amounts": (PACT.amount,),
}
"""With which property things have others within them, by the section of these."""
LINKING = (*LINKS.values(), *(term for terms in _LINKING.values() for term in terms))
"""All of these properties."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a thing stands in a file.

    Attributes:
        section: its section.
        owner: what it stands within; None at the top.
        word: which of the classes of its section it is.
    """

    section: Section
    owner: Node | None = None
    word: str = ""


@dataclass(frozen=True)
class Homes:
    """Where the things of a graph stand.

    Attributes:
        triples: what is said of each subject, by predicate.
        untold: things that are to stand nowhere.
    """

    triples: Mapping[Node, Mapping[Node, list[Node]]]
    untold: frozenset[Node] = frozenset()

    def about(self, subject: Node) -> Mapping[Node, Collection[Node]]:
        """Return what is said of `subject`, by predicate."""
        return self.triples.get(subject, {})

    def is_at(self, node: Node, sections: Iterable[str]) -> bool:
        """Return whether `node` stands in one of some sections."""
        return node in self.places and self.places[node].section.name in sections

    def within(self, owner: Node, section: str) -> list[Node]:
        """Return the things of a section that stand within another."""
        return self._within.get((owner, section), [])

    def id(self, node: Node) -> str:
        """Return the id of a thing, or its IRI where it has none here."""
        name = str(node).removeprefix(self.base)
        return name if str(node).startswith(self.base) and is_id(name) else str(node)

    def reference(self, node: Node, sections: Iterable[str]) -> str:
        """Return how a thing is named where ids of some sections are read; else by its IRI."""
        return self.id(node) if self.is_at(node, sections) else str(node)

    def thing(self, node: Node) -> Thing:
        """Return a thing with what it is called."""
        labels = self.about(node).get(RDFS.label) or self.about(node).get(DCTERMS.title, ())
        by_tag = {
            label.language or "": str(label) for label in labels if isinstance(label, Literal)
        }
        id_ = local_name(str(node))
        return Thing(str(node), id_, Text(by_tag or {"": id_}))

    @cached_property
    def things(self) -> list[Thing]:
        """Everything that stands somewhere."""
        return [self.thing(node) for node in self.places]

    @cached_property
    def base(self) -> str:
        """What most names begin with."""
        beginnings = Counter(
            str(node).removesuffix(local_name(str(node)))
            for node in self.triples
            if isinstance(node, URIRef)
        )
        fitting = (each for each, _ in beginnings.most_common() if each.endswith(("/", "#", ":")))
        return next((each for each in fitting if ":" in each), "urn:pactgraph:")

    @cached_property
    def naming(self) -> dict[Node, list[tuple[Node, Node]]]:
        """What names each node, and with which property."""
        found: dict[Node, list[tuple[Node, Node]]] = defaultdict(list)
        for subject, said in self.triples.items():
            for predicate, values in said.items():
                for value in values:
                    if not isinstance(value, Literal):
                        found[value].append((subject, predicate))
        return found

    @cached_property
    def places(self) -> dict[Node, Home]:
        """Where each thing stands that a section has, in the order in which they come."""
        found = {node: home for node in self.triples if (home := self._home(node))}
        return {node: home for node, home in found.items() if _is_reached(home, found)}

    @cached_property
    def _within(self) -> dict[tuple[Node, str], list[Node]]:
        found: dict[tuple[Node, str], list[Node]] = defaultdict(list)
        for node, home in self.places.items():
            if home.owner is not None:
                found[home.owner, home.section.name].append(node)
        return found

    def _home(self, node: Node) -> Home | None:
        if not isinstance(node, URIRef) or node in self.untold:
            return None
        classes = set(self.about(node).get(RDF.type, ()))
        if classes == {PACT.DerivedEvent}:
            return Home(BY_NAME["events"]) if made_of(self, node) else None
        for section in BY_NAME.values():
            for word, fitting in section.classes.items():
                if classes == set(fitting) and self._is_whole(node, section, word):
                    return self._placed(node, section, word)
        return None

    def _placed(self, node: Node, section: Section, word: str) -> Home | None:
        naming = self.naming[node]
        if section.name == "constraints":
            is_named = RDFS.label in self.about(node) or len(naming) != 1
            return Home(section, word=word) if is_named else None
        links = (LINKS[word],) if section.name == "clauses" else _LINKING.get(section.name)
        if links is None:
            return Home(section, word=word)
        owners = [subject for subject, predicate in naming if predicate in links]
        if section.name == "amounts" and len(owners) > 1:
            owners = [min(owners, key=self._first)]
        return Home(section, owners[0], word) if len(owners) == 1 else None

    def _first(self, owner: Node) -> tuple[bool, str]:
        """Return what puts a clause before an event, among those that share an amount."""
        return PACT.Event in self.about(owner).get(RDF.type, ()), str(owner)

    def _is_whole(self, node: Node, section: Section, word: str) -> bool:
        """Return whether a thing has all that a section needs of it."""
        about = self.about(node)
        needed = [key.term for key in section.keys if key.needed and key.term is not None]
        if section.name == "clauses":
            needed += [PACT.certainty, DCTERMS.source]
            if word in RULES:
                needed += [ODRL.assignee, ODRL.assigner, ODRL.target, ODRL.action]
        return all(about.get(term) for term in needed)


def _is_reached(home: Home, found: Mapping[Node, Home]) -> bool:
    """Return whether a thing stands within others up to the top of the file."""
    seen = 0
    while home.owner is not None:
        if home.owner not in found or seen > len(found):
            return False
        home = found[home.owner]
        seen += 1
    return True
