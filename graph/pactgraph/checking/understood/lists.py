"""RDF lists that are broken: whatever reads them would drop members, or never end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.messages import worded
from pactgraph.terms import RDF

if TYPE_CHECKING:
    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triples

_CIRCLE = worded("a list runs in a circle; end it with rdf:nil")
_BROKEN = worded(
    "a list is broken: each of its parts needs one rdf:first and one rdf:rest, and"
    " the last one ends in rdf:nil"
)


def broken_lists(facts: Triples) -> list[Complaint]:
    """Return a complaint about each list that is no list, by the thing that has it."""
    circling = _circles(facts)
    parts = {*facts.subjects(RDF.first), *facts.subjects(RDF.rest)}
    rests = {rest for rest in facts.objects(None, RDF.rest) if rest != RDF.nil}
    found = dict.fromkeys(
        [
            *((*_holder(facts, part), _CIRCLE) for part in sorted(circling, key=str)),
            *(
                (*_holder(facts, part), _BROKEN)
                for part in sorted((parts | rests) - circling, key=str)
                if _count(facts, part, RDF.first) != 1 or _count(facts, part, RDF.rest) != 1
            ),
        ]
    )
    return [
        Complaint(holder, fault, predicate=predicate, sight=Sight.TERMS)
        for holder, predicate, fault in found
    ]


def _circles(facts: Triples) -> set[Node]:
    """Return all parts of lists that lead back to themselves; looks once at each part."""
    circling: set[Node] = set()
    done: set[Node] = set()
    for start in facts.subjects(RDF.rest):
        path: dict[Node, None] = {}
        part: Node | None = start
        while part is not None and part not in done and part not in path:
            path[part] = None
            part = _rest(facts, part)
        if part is not None and part in path:
            whole = list(path)
            circling |= set(whole[whole.index(part) :])
        done |= path.keys()
    return circling


def _rest(facts: Triples, part: Node) -> Node | None:
    """Return what follows `part`; None if that is nothing, or several things."""
    rests = [*facts.objects(part, RDF.rest)]
    return rests[0] if len(rests) == 1 else None


def _count(facts: Triples, part: Node, predicate: Node) -> int:
    return sum(1 for _ in facts.objects(part, predicate))


def _holder(facts: Triples, part: Node) -> tuple[Node, Node | None]:
    """Return what has the list with `part` in it, and by which property."""
    seen, waiting = {part}, [part]
    while waiting:
        for parent, predicate in sorted(facts.subject_predicates(waiting.pop()), key=str):
            if predicate != RDF.rest:
                return parent, predicate
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return part, None
