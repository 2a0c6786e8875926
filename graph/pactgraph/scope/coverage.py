"""What a clause reaches: parties and their parts, actions and their cases, assets and their parts.

A right to a whole covers its parts (odrl:partOf), except what the whole, or the right, leaves
out (pact:excludes). A clause about a party covers those that belong to it. A clause about an
action covers its cases (odrl:includedIn); a permission also what the action cannot do without
(odrl:implies, at any distance; see `actions`). Sources: ODRL Information Model 2.2, sections
2.2.1, 2.3.1 and 2.6.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from pactgraph.reaching import reached
from pactgraph.scope import actions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from pactgraph.record import Clause, Record
    from pactgraph.scope.actions import Linked

EXCLUSIVE = "ensureExclusivity"
"""The action of a duty that keeps something for its holder alone."""

DEALINGS = frozenset(
    {
        "commercialize",
        "distribute",
        "give",
        "grantUse",
        "host",
        "sell",
        "serve",
        "supply",
        "transfer",
    }
)
"""Ids of the actions that bring an asset to others: what an exclusivity is about.

Other actions (developing it, buying something for it) fall under an exclusivity only where it
is said that they are done elsewhere.
"""

COUNTERPARTIES = ("cloud", "customer", "offeredTo", "recipient")
"""Ids of the left operands that say with whom something is done."""


class Extent(Enum):
    """How much of what is asked about a clause reaches."""

    WHOLE = "whole"
    PART = "part"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Reach:
    """How a clause reaches a party, an action or an asset.

    Attributes:
        extent: all of it, a part of it, or nothing.
        by: IRI of what the clause names, through which it reaches; "" for nothing.
    """

    extent: Extent
    by: str = ""


NOTHING = Reach(Extent.NOTHING)


def party_reach(record: Record, named: Collection[str], party: str) -> Reach:
    """Return how a clause that names the parties `named` reaches `party`: wholly or not."""
    for name in sorted(named, key=lambda iri: (iri != party, iri)):
        if party_within(record, party, name):
            return Reach(Extent.WHOLE, name)
    return NOTHING


def party_within(record: Record, party: str, whole: str) -> bool:
    """Return whether `party` is `whole`, or a part or member of it at any distance."""
    return whole in wholes(record, party)


def within(record: Record, thing: str, whole: str) -> bool:
    """Return whether `thing` is `whole` or a part of it: parties as well as assets."""
    if whole in record.assets:
        return asset_within(record, thing, whole)
    return party_within(record, thing, whole)


def wholes(record: Record, thing: str) -> frozenset[str]:
    """Return `thing` and everything that it is a part or member of, left out or not."""
    return reached([thing], partial(_next_wholes, record))


def _next_wholes(record: Record, thing: str) -> tuple[str, ...]:
    if thing in record.assets:
        return record.assets[thing].part_of
    return record.parties[thing].parents if thing in record.parties else ()


def asset_within(record: Record, asset: str, whole: str) -> bool:
    """Return whether `asset` is `whole` or a part of it that no definition leaves out.

    A part of a part is one too, unless every way up passes a definition that leaves it out.
    """
    own = wholes(record, asset)
    pending = [asset]
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name in seen or (name in record.assets and own & {*record.assets[name].excludes}):
            continue
        if name == whole:
            return True
        seen.add(name)
        pending += _next_wholes(record, name)
    return False


def left_out(record: Record, clause: Clause, asset: str) -> str:
    """Return the IRI of the clause or asset whose definition leaves `asset` out, or ""."""
    own = wholes(record, asset)
    if own & {*clause.excludes}:
        return clause.iri
    for target in clause.assets:
        if target in record.assets and own & {*record.assets[target].excludes}:
            return target
    return ""


def asset_reach(record: Record, clause: Clause, asset: str) -> Reach:
    """Return how `clause` reaches `asset`: wholly, only a part of it, or not at all."""
    if wholes(record, asset) & {*clause.excludes}:
        return NOTHING
    targets = sorted(clause.assets, key=lambda iri: (iri != asset, iri))
    for target in targets:
        if asset_within(record, asset, target):
            return Reach(Extent.WHOLE, target)
    for target in targets:
        if asset_within(record, target, asset):
            return Reach(Extent.PART, target)
    return NOTHING


def related(record: Record, clause: Clause, asset: str) -> bool:
    """Return whether `asset` is near what `clause` is about: parts of one whole, or left out."""
    own = wholes(record, asset)
    return any(own & wholes(record, target) for target in clause.assets) or bool(
        left_out(record, clause, asset)
    )


def action_reach(record: Record, clause: Clause, action: str) -> Reach:
    """Return how `clause` reaches `action`: wholly, only some cases of it, or not at all."""
    links = _links(record)
    permits = clause.rule == "permission"
    named = [*_canonical(record, clause.actions)]
    for name in sorted(named, key=lambda iri: (iri != action, iri)):
        if actions.covers(name, action, links, permits=permits):
            return Reach(Extent.WHOLE, name)
    for name in named:
        if actions.covers(action, name, links, permits=False):
            return Reach(Extent.PART, name)
    return NOTHING


def action_within(record: Record, action: str, wide: str) -> bool:
    """Return whether `action` is the action `wide`, or a case of it at any distance."""
    return actions.covers(wide, action, _links(record), permits=False)


def _links(record: Record) -> Callable[[str], Linked]:
    return lambda action: record.actions.get(action, actions.UNLINKED)


def _canonical(record: Record, named: Iterable[str]) -> Iterator[str]:
    """Yield the actions `named`, each that has been replaced as what it was replaced by."""
    for action in named:
        yield record.actions[action].iri if action in record.actions else action


def is_exclusivity(clause: Clause) -> bool:
    """Return whether `clause` is a duty to keep something for its holder alone."""
    return clause.rule == "duty" and clause.action == EXCLUSIVE


def is_dealing(record: Record, named: Iterable[str]) -> bool:
    """Return whether one of the actions `named` brings an asset to others."""
    return any(
        iri in record.actions and record.actions[iri].id in DEALINGS
        for iri in _canonical(record, named)
    )
