"""What belongs to what: actions within actions, parties and assets in collections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pactgraph.reaching import reached
from pactgraph.reading.triples import Term, odrl
from pactgraph.scope import actions
from pactgraph.scope.actions import IMPLIES, INCLUDED_IN, SAME, UNLINKED, Links

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgraph.reading.triples import Triples

_LINKS = tuple(f"<{iri}>" for iri in (INCLUDED_IN, IMPLIES, *SAME))
_PART_OF = odrl("partOf")
WHOLES = (_PART_OF, "<http://purl.org/dc/terms/isPartOf>")
_HAS_PART = frozenset({odrl("hasPart"), "<http://purl.org/dc/terms/hasPart>"})
_EXCLUDES = "<https://w3id.org/pactgraph/ns#excludes>"


@cache
def _vocabulary() -> Mapping[Term, Links]:
    """Return what the actions of the vocabulary hang together with, by term."""

    def terms(iris: frozenset[str]) -> frozenset[Term]:
        return frozenset(f"<{iri}>" for iri in iris)

    return {
        f"<{iri}>": Links(terms(links.included_in), terms(links.implies), terms(links.same))
        for iri, links in actions.vocabulary_links().items()
    }


@dataclass(frozen=True)
class Hierarchy:
    """What the files add to the hierarchy of actions that ships: profiles, collections, worlds.

    Attributes:
        sources: the files.
    """

    sources: tuple[Triples, ...]

    @cached_property
    def _links(self) -> Mapping[Term, Links]:
        """What each action hangs together with, by the vocabulary and the files."""
        known = _vocabulary()
        own = actions.linked(
            (subject, predicate[1:-1], value)
            for source in self.sources
            for subject, about in source.by_subject.items()
            for predicate in _LINKS
            for value in about.get(predicate, ())
        )
        return known if not own else {**known, **_joined(known, own)}

    def _linked(self, action: Term) -> Links:
        return self._links.get(action, UNLINKED)

    def wider_actions(self, action: Term) -> frozenset[Term]:
        """Return `action`, the actions equal to it, and all that include any of these."""
        return actions.wider(action, self._linked)

    def enables(self, named: Term, action: Term) -> bool:
        """Return whether a permission of the action `named` extends to `action`."""
        return actions.covers(named, action, self._linked, permits=True)

    def wholes(self, thing: Term) -> frozenset[Term]:
        """Return `thing` and the collections that it is, at any remove, a part of.

        A part of a part is one too, unless every way up passes a collection that leaves it out
        (pact:excludes).
        """
        every = reached([thing], self._directly_in)
        out = {whole for whole in every if not every.isdisjoint(self._values(whole, (_EXCLUDES,)))}
        if not out:
            return every
        if thing in out:
            return frozenset({thing})
        return reached([thing], lambda term: set(self._directly_in(term)) - out)

    def _directly_in(self, thing: Term) -> list[Term]:
        return [*self._values(thing, WHOLES), *self._holders.get(thing, ())]

    @cached_property
    def _holders(self) -> Mapping[Term, list[Term]]:
        """The collections that say themselves what belongs to them."""
        found: dict[Term, list[Term]] = {}
        for source in self.sources:
            for whole, about in source.by_subject.items():
                for name in about.keys() & _HAS_PART:
                    for part in about[name]:
                        found.setdefault(part, []).append(whole)
        return found

    def classes(self, thing: Term) -> frozenset[Term]:
        """Return the classes that `thing` is an instance of, and all wider ones."""
        rdfs = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
        kinds = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        direct = self._values(thing, (kinds,))
        closures = (reached([kind], lambda term: self._values(term, (rdfs,))) for kind in direct)
        return frozenset().union(*closures)

    def _values(self, term: Term, predicates: Collection[Term]) -> list[Term]:
        return [v for source in self.sources for v in source.values(term, *predicates)]


def _joined(known: Mapping[Term, Links], own: Mapping[Term, Links]) -> dict[Term, Links]:
    """Return the links of what `own` speaks of, together with those that are `known`."""
    joined = {}
    for action, links in own.items():
        other = known.get(action, UNLINKED)
        joined[action] = Links(
            links.included_in | other.included_in,
            links.implies | other.implies,
            links.same | other.same,
        )
    return joined
