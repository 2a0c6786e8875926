"""What a file has to do with others: which of them a change can reach.

What is said of a thing can matter to whoever names it, and to whatever it names. So files that
describe one thing, or of which one names what the other describes, belong together: they are
read anew together. Companies, assets and sources are named everywhere, and matter only to who
names them. They are *leaves*; those that files share tie no files together, as long as the same
is said of them as before. What a file describes as anything else is no leaf in another one, and
neither is what names such a thing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rdflib import BNode, Literal, URIRef

from pactgraph.reaching import reached
from pactgraph.scope.actions import SAME
from pactgraph.terms import DCTERMS, ODRL, ORG, PACT, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from rdflib.term import Node

    from pactgraph.interpreting.triples import About, Triples

_LEAVES = frozenset(
    {ODRL.Asset, ODRL.Party, ODRL.PartyCollection, ORG.Organization, DCTERMS.BibliographicResource}
)
"""What only describes: how it is read does not hang on who names it."""
_FOR_ALL = frozenset({ODRL.Action, ODRL.LeftOperand, SKOS.Concept})
"""What any file can name without saying so: of the words for actions, one stands for another."""

_READER = json.JSONDecoder()
_ALIKE = frozenset(map(URIRef, SAME))
"""What says that one action is another: it matters to both, whoever says it."""


class Leaf(NamedTuple):
    """What a file says of a leaf.

    Attributes:
        digest: what no other words about it have.
        names: what it names, but the terms of the vocabulary.
    """

    digest: str
    names: Collection[str]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file describes and names, by IRI.

    Attributes:
        things: what it describes and is no leaf.
        leaves: what it says of each leaf.
        for_all: those of the leaves that matter to every file.
        names: what it names and does not describe.
        alike: what it says to be the same as something that is no word for an action.
    """

    things: Collection[str]
    leaves: Mapping[str, Leaf]
    for_all: Collection[str]
    names: Collection[str]
    alike: Collection[str]

    @property
    def described(self) -> Iterator[str]:
        """What it describes."""
        yield from self.things
        yield from self.leaves


def text_of(file: str, outline: Outline) -> str:
    """Return the outline of a file as a line of JSON."""
    sets = (outline.for_all, outline.names, outline.alike)
    told = (file, sorted(outline.things), outline.leaves, *map(sorted, sets))
    return json.dumps(told, separators=(",", ":"))


def file_in(text: str) -> str:
    """Return the name of the file whose outline `text_of` wrote."""
    name: str = _READER.raw_decode(text, len("["))[0]
    return name


def outline_in(text: str) -> tuple[str, Outline]:
    """Return the name of the file and the outline that `text_of` wrote."""
    file, things, leaves, *others = json.loads(text)
    return file, Outline(things, {iri: Leaf(*leaf) for iri, leaf in leaves.items()}, *others)


def outline(triples: Triples, shipped: Collection[Node]) -> Outline | None:
    """Return the outline of a file; None if nobody can tell what it has to do with others.

    That is so of what it says of what ships, and of sentences.

    Args:
        triples: what the file says.
        shipped: the terms and concepts of the vocabulary.
    """
    things, for_all, alike = set[str](), set[str](), set[str]()
    leaves: dict[URIRef, About] = {}
    names: set[Node] = set()
    for subject, about in triples.described():
        if PACT.sentence in about:
            return None  # what it names in words, any file can describe
        names |= about.keys()
        names.update(_named(about))
        if type(subject) is not URIRef:
            continue
        kinds = {*about.get(RDF.type, ())}
        same = {value for said in about.keys() & _ALIKE for value in about[said]}
        shared = subject in shipped or bool(kinds & _FOR_ALL) or not same.isdisjoint(shipped)
        describes = shared or (bool(kinds) and kinds <= _LEAVES)
        if describes and all(type(value) is not BNode for value in _values(about)):
            leaves[subject] = about
            if shared:
                for_all.add(str(subject))
        elif shared:
            return None
        else:
            things.add(str(subject))
        if not shared:
            alike.update(map(str, same))
    told = {
        str(leaf): Leaf(_digest(about), sorted(str(v) for v in _named(about) if v not in shipped))
        for leaf, about in leaves.items()
    }
    others = {str(name) for name in names if name not in shipped}
    return Outline(things, told, for_all, others - things - told.keys(), alike)


def _values(about: About) -> Iterator[Node]:
    return chain.from_iterable(about.values())


def _named(about: About) -> set[Node]:
    return {value for value in _values(about) if type(value) is URIRef}


def _digest(about: About) -> str:
    told = sorted(
        (str(predicate), type(value).__name__, str(value), *_kind(value))
        for predicate, values in about.items()
        for value in values
    )
    return blake2b(json.dumps(told).encode(), digest_size=16).hexdigest()


def _kind(value: Node) -> tuple[str, str]:
    if type(value) is not Literal:
        return "", ""
    return str(value.language or ""), str(value.datatype or "")


def shared_leaves(outlines: Collection[Outline]) -> dict[str, list[str]] | None:
    """Return the leaves that matter to more than one file, with digests of what is said of them.

    What these name matters wherever they do. None if something that is no leaf says what a word
    for an action means: no file can be told apart from that.
    """
    words, tied = {iri for each in outlines for iri in each.for_all}, _tied(outlines)
    if not words.isdisjoint(tied) or any(not words.isdisjoint(each.alike) for each in outlines):
        return None
    said = defaultdict[str, list[Leaf]](list)
    for each in outlines:
        for iri in each.leaves.keys() - tied:
            said[iri].append(each.leaves[iri])
    shared = words | {iri for iri, told in said.items() if len(told) > 1}
    for each in outlines:
        shared.update(said.keys() & each.names)
    whole = reached(shared, lambda iri: (n for told in said[iri] for n in told.names if n in said))
    return {iri: sorted(told.digest for told in said[iri]) for iri in sorted(whole)}


def _tied(outlines: Iterable[Outline]) -> frozenset[str]:
    """Return the leaves that are something else in another file, or name such a thing."""
    things, naming = set[str](), defaultdict[str, set[str]](set)
    for each in outlines:
        things.update(each.things)
        for leaf, told in each.leaves.items():
            for name in (leaf, *told.names):
                naming[name].add(leaf)
    found = (leaf for thing in things & naming.keys() for leaf in naming[thing])
    return reached(found, lambda iri: naming.get(iri, ()))


def groups(files: Iterable[tuple[str, Outline]]) -> dict[str, str]:
    """Return to which group each file belongs: a change of one can matter to all others in it.

    Args:
        files: the names and outlines of all files; of one that changes, before and after.

    Returns:
        A file of the group, by each that is in it.
    """
    told = [*files]
    described = _tied(each for _, each in told).union(*(each.things for _, each in told))
    names, homes = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for file, each in told:
        found = described.intersection(chain(each.things, each.leaves, each.names))
        names[file] += found
        for name in found:
            homes[name].append(file)
    group_of: dict[str, str] = {}
    for file in names:
        if file not in group_of:
            group = reached([file], lambda one: (f for n in names[one] for f in homes.pop(n, ())))
            group_of |= dict.fromkeys(group, file)
    return group_of
