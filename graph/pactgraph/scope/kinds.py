"""How kinds of clauses hang together: which are below which (skos:broader)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.reaching import lying_within, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.record import Concept


def kinds_within(kind: str, kinds: Mapping[str, Concept]) -> frozenset[str]:
    """Return the IRI of a kind with those of all kinds below it, at any remove."""
    return lying_within(kind, kinds, lambda iri: kinds[iri].broader)


def kinds_around(kind: str, kinds: Mapping[str, Concept]) -> frozenset[str]:
    """Return the IRI of a kind with those of all kinds that it is below, at any remove."""
    return reached([kind], lambda iri: kinds[iri].broader if iri in kinds else ())


def in_tree(kinds: Iterable[Concept]) -> list[tuple[int, Concept]]:
    """Return `kinds` in the order of a tree, each with how many others it stands below.

    A kind stands below each of its broader ones, with what is below it only the first time. One
    of which no broader kind is among `kinds` stands for itself, and so does the first of a
    circle.
    """
    known = {kind.iri: kind for kind in sorted(kinds, key=lambda kind: kind.id)}
    below: dict[str, list[str]] = {}
    for kind in known.values():
        for broader in kind.broader:
            below.setdefault(broader, []).append(kind.iri)
    tops = [iri for iri, kind in known.items() if known.keys().isdisjoint(kind.broader)]
    told: list[tuple[int, Concept]] = []
    seen: set[str] = set()
    for top in (*tops, *known):
        pending = [] if top in seen else [(0, top)]
        while pending:
            depth, iri = pending.pop()
            told.append((depth, known[iri]))
            if iri not in seen:
                seen.add(iri)
                pending += [(depth + 1, narrower) for narrower in reversed(below.get(iri, ()))]
    return told
