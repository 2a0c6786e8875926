"""How actions hang together: which are cases of which, which are one, what each cannot do without.

There is one hierarchy. It is stated in `ontology/`, files add to it, and `may`, `conflicts` and
`evaluate` all follow it by the functions of this module. Sources: ODRL Information Model 2.2,
section 2.3.1, and the ODRL Common Vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

import pyoxigraph

from pactgraph.reaching import reached
from pactgraph.resources import Resource, folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

_ODRL = "http://www.w3.org/ns/odrl/2/"
INCLUDED_IN = f"{_ODRL}includedIn"
IMPLIES = f"{_ODRL}implies"
SAME = (
    "http://www.w3.org/2004/02/skos/core#exactMatch",
    "http://www.w3.org/2002/07/owl#sameAs",
    "http://purl.org/dc/terms/isReplacedBy",
)
"""IRIs of the properties between two names of one action, whichever way round they stand."""


class Linked(Protocol):
    """What an action hangs together with."""

    @property
    def included_in(self) -> Collection[str]:
        """The wider actions that it is a case of."""

    @property
    def implies(self) -> Collection[str]:
        """The actions that it cannot do without."""

    @property
    def same(self) -> Collection[str]:
        """Its other names."""


@dataclass(frozen=True, slots=True)
class Links:
    """What an action hangs together with, directly.

    Attributes:
        included_in: the wider actions that it is a case of (odrl:includedIn).
        implies: the actions that it cannot do without (odrl:implies).
        same: its other names.
    """

    included_in: frozenset[str] = frozenset()
    implies: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()


UNLINKED = Links()


def wider(action: str, links: Callable[[str], Linked]) -> frozenset[str]:
    """Return `action`, its other names, and everything that it is a case of, at any distance.

    Args:
        action: any name of the action.
        links: what each action hangs together with.
    """

    def named(one: str) -> list[str]:
        known = links(one)
        return [*known.included_in, *known.same]

    return reached([action], named)


def needed(action: str, links: Callable[[str], Linked]) -> frozenset[str]:
    """Return what `action` cannot do without, at any distance.

    A case of an action needs what the action needs; what only some cases of it need, it does not.
    """
    found: set[str] = set()
    pending = [action]
    while pending:
        new = {n for name in wider(pending.pop(), links) for n in links(name).implies} - found
        found |= new
        pending += new
    return frozenset(found)


def covers(named: str, action: str, links: Callable[[str], Linked], *, permits: bool) -> bool:
    """Return whether a rule about the action `named` is about all of `action`.

    Args:
        named: what the rule names.
        action: what is asked about.
        links: what each action hangs together with.
        permits: whether the rule is a permission, which extends to what the action it names
            cannot do without; a prohibition does not.
    """
    reached = wider(action, links)
    return named in reached or (permits and not reached.isdisjoint(needed(named, links)))


def linked(statements: Iterable[tuple[str, str, str]]) -> dict[str, Links]:
    """Return what each action hangs together with, by subject-predicate-object `statements`.

    Statements with other predicates are passed over.
    """
    included: dict[str, set[str]] = {}
    implied: dict[str, set[str]] = {}
    same: dict[str, set[str]] = {}
    for subject, predicate, value in statements:
        if predicate == INCLUDED_IN:
            included.setdefault(subject, set()).add(value)
        elif predicate == IMPLIES:
            implied.setdefault(subject, set()).add(value)
        elif predicate in SAME:
            same.setdefault(subject, set()).add(value)
            same.setdefault(value, set()).add(subject)
    return {
        name: Links(*(frozenset(part.get(name, ())) for part in (included, implied, same)))
        for name in {**included, **implied, **same}
    }


@cache
def vocabulary_links() -> Mapping[str, Links]:
    """Return what the actions of the vocabulary that ships hang together with, by IRI."""
    return linked(
        (triple.subject.value, triple.predicate.value, triple.object.value)
        for name in ("odrl", "pact")
        for triple in pyoxigraph.parse(path=str(folder(Resource.ONTOLOGY) / f"{name}.ttl"))
        if isinstance(triple.subject, pyoxigraph.NamedNode)
        and isinstance(triple.object, pyoxigraph.NamedNode)
    )
