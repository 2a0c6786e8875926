"""What belongs to what: actions within actions, parties and assets in collections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pactgraph.odrl.triples import Term, odrl

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pactgraph.odrl.triples import Triples

_CC = "<http://creativecommons.org/ns#{}>"
_INCLUDED_IN, _IMPLIES = odrl("includedIn"), odrl("implies")
_EXACT = (
    "<http://www.w3.org/2004/02/skos/core#exactMatch>",
    "<http://www.w3.org/2002/07/owl#sameAs>",
)
_PART_OF = odrl("partOf")
WHOLES = (_PART_OF, "<http://purl.org/dc/terms/isPartOf>")

# The hierarchy of the ODRL 2.2 vocabulary (https://www.w3.org/TR/odrl-vocab/).
_IN_USE = """
acceptTracking aggregate annotate anonymize archive attribute compensate concurrentUse delete
derive digitize distribute ensureExclusivity execute grantUse include index inform install modify
move nextPolicy obtainConsent play present print read reproduce reviewPolicy stream synchronize
textToSpeech transform translate uninstall watermark
"""
_IN_OTHERS = {"display": "play", "extract": "reproduce", "give": "transfer", "sell": "transfer"}
_COMMONS = """
Attribution CommercialUse CommericalUse DerivativeWorks Distribution Notice Reproduction
ShareAlike Sharing SourceCode
"""
_DEPRECATED = {
    odrl("append"): odrl("modify"),
    odrl("appendTo"): odrl("modify"),
    odrl("write"): odrl("modify"),
    odrl("writeTo"): odrl("modify"),
    odrl("copy"): odrl("reproduce"),
    odrl("export"): odrl("transform"),
    odrl("license"): odrl("grantUse"),
    odrl("pay"): odrl("compensate"),
    odrl("attachPolicy"): _CC.format("Notice"),
    odrl("attachSource"): _CC.format("SourceCode"),
    odrl("shareAlike"): _CC.format("ShareAlike"),
    odrl("commercialize"): _CC.format("CommercialUse"),
    odrl("share"): _CC.format("Sharing"),
}


@cache
def _vocabulary() -> Mapping[Term, frozenset[Term]]:
    """Return, for each action of ODRL 2.2, those that it directly belongs to or equals."""
    wider = {odrl(name): {odrl("use")} for name in _IN_USE.split()}
    wider |= {odrl(name): {odrl(whole)} for name, whole in _IN_OTHERS.items()}
    wider |= {_CC.format(name): {odrl("use")} for name in _COMMONS.split()}
    for old, new in _DEPRECATED.items():
        wider.setdefault(old, set()).add(new)
        wider.setdefault(new, set()).add(old)
    return {action: frozenset(others) for action, others in wider.items()}


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """What the files add to the hierarchy of ODRL: profiles, collections, worlds.

    Attributes:
        sources: the files.
    """

    sources: tuple[Triples, ...]

    def wider_actions(self, action: Term) -> frozenset[Term]:
        """Return `action`, the actions equal to it, and all that include any of these."""
        inverse = self._equal()
        vocabulary = _vocabulary()

        def step(term: Term) -> Iterable[Term]:
            yield from vocabulary.get(term, ())
            yield from inverse.get(term, ())
            yield from self._values(term, (_INCLUDED_IN, *_EXACT))

        return _closure(action, step)

    def enabled_by(self, action: Term) -> frozenset[Term]:
        """Return the actions whose permission enables `action`, which they imply."""
        found = {
            subject
            for source in self.sources
            for subject, about in source.by_subject.items()
            if action in about.get(_IMPLIES, ())
        }
        return frozenset(found)

    def wholes(self, thing: Term) -> frozenset[Term]:
        """Return `thing` and the collections that it is, at any remove, a part of."""
        return _closure(thing, lambda term: self._values(term, WHOLES))

    def classes(self, thing: Term) -> frozenset[Term]:
        """Return the classes that `thing` is an instance of, and all wider ones."""
        rdfs = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
        kinds = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        direct = self._values(thing, (kinds,))
        closures = (_closure(kind, lambda term: self._values(term, (rdfs,))) for kind in direct)
        return frozenset().union(*closures)

    def _values(self, term: Term, predicates: Collection[Term]) -> list[Term]:
        return [v for source in self.sources for v in source.values(term, *predicates)]

    def _equal(self) -> Mapping[Term, list[Term]]:
        """Return what the files call equal, from the second to the first."""
        equal: dict[Term, list[Term]] = {}
        for source in self.sources:
            for subject, about in source.by_subject.items():
                for predicate in _EXACT:
                    for other in about.get(predicate, ()):
                        equal.setdefault(other, []).append(subject)
        return equal


def _closure(start: Term, step: object) -> frozenset[Term]:
    """Return `start` and all that is reached from it by `step`, in any number of steps."""
    found = {start}
    pending = [start]
    while pending:
        for term in step(pending.pop()):  # type: ignore[operator]
            if term not in found:
                found.add(term)
                pending.append(term)
    return frozenset(found)
