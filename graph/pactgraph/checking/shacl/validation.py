"""Which demands of shapes are not met, and by what.

Nearly all that is looked at is right. So all the values that things have for one property are
looked at together, each once; and of the few things of which something is wrong, it is then told
one by one what that is.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, islice
from typing import TYPE_CHECKING

from pactgraph.checking.shacl.shape import Data, Looks, Result
from pactgraph.reaching import reached
from pactgraph.terms import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rdflib.term import Node

    from pactgraph.checking.shacl.shape import Shape, Shapes
    from pactgraph.interpreting.triples import Triples

_TOGETHER = 1_000


def results(shapes: Shapes, triples: Triples) -> Iterator[Result]:
    """Yield every demand of `shapes` that something in `triples` does not meet."""
    data = _data(shapes, triples)
    for shape in shapes.targeting:
        for some in _batched(_targets(shape, data)):
            for focus in _lacking(shape, some, data):
                yield from _of_values(shape, focus, _values(shape, focus, data), data)


def _batched(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Yield `nodes` in lists: so many that looking at them together pays, and memory lasts."""
    waiting = iter(nodes)
    while some := [*islice(waiting, _TOGETHER)]:
        yield some


def lacking(shape: Shape, nodes: Collection[Node], data: Data) -> list[Node]:
    """Return those of `nodes` that do not have `shape`; each is looked at once."""
    if shape.path is None and not shape.parts:
        return _lacking(shape, nodes, data)  # as fast as to know it
    known = data.lacking[shape.name]
    new = {node for node in nodes if node not in known}
    if new:
        known.update(dict.fromkeys(new, False))
        known.update(dict.fromkeys(_lacking(shape, new, data), True))
    return [node for node in nodes if known[node]]


# ---- Together -----------------------------------------------------------------------------
# What is looked at is told apart by its identity: it is handed on, never made anew. What several
# things have in common, such as their class, is mostly one object, and looked at once.


def _lacking(shape: Shape, nodes: Collection[Node], data: Data) -> list[Node]:
    if shape.path is None:
        at_fault = _at_fault(shape, nodes, data)
        return [node for node in nodes if id(node) in at_fault] if at_fault else []
    groups = [_values(shape, node, data) for node in nodes]
    unfit = _unfit(shape, groups, data)
    return [n for n, said in zip(nodes, groups, strict=True) if id(said) in unfit]


def _at_fault(shape: Shape, values: Collection[Node], data: Data) -> set[int]:
    """Return the values that are not as demanded, each by itself and in its parts."""
    found: set[int] = set()
    for demand in shape.demands:
        if demand.looks is Looks.AT_EACH:
            found.update(map(id, demand.faults(data, values)))
        elif shape.path is None:
            found.update(id(value) for value in values if demand.faults(data, (value,)))
    if not shape.parts or not values:
        return found
    said_for = _said_for(shape, values, data)
    for part in shape.parts:
        unfit = _unfit(part, said_for[part.path], data)
        if unfit:
            found.update(id(v) for v in values if id(_values(part, v, data)) in unfit)
    return found


def _unfit(shape: Shape, groups: Iterable[Collection[Node]], data: Data) -> set[int]:
    """Return the groups of values, each what a thing has for a property, that are at fault."""
    groups = {id(said): said for said in groups}.values()
    values = [*chain.from_iterable(groups)]
    found: set[int] = set()
    for demand in shape.demands:
        if demand.looks is Looks.AT_ALL:
            found.update(id(said) for said in groups if demand.faults(data, said))
        elif demand.looks is Looks.AT_COUNT:
            of_each_count = {len(said): said for said in groups}
            counts = {n for n, said in of_each_count.items() if demand.faults(data, said)}
            found.update(id(said) for said in groups if len(said) in counts)
    at_fault = _at_fault(shape, values, data)
    if at_fault:
        found.update(id(s) for s in groups if not at_fault.isdisjoint(map(id, s)))
    return found


def _said_for(
    shape: Shape, things: Collection[Node], data: Data
) -> dict[Node | None, list[Collection[Node]]]:
    """Return what things have for each property that parts of `shape` look at."""
    found: dict[Node | None, list[Collection[Node]]] = {part.path: [] for part in shape.parts}
    about = data.triples.about
    for thing in things:
        for path, said in about(thing).items():
            if path in found:
                found[path].append(said)
    for part in shape.parts:
        if part.needs_values and len(found[part.path]) < len(things):
            found[part.path].append(())
    return found


def _values(shape: Shape, node: Node, data: Data) -> Collection[Node]:
    """Return what `shape` looks at in a thing: the thing itself, or what it has for a property."""
    return (node,) if shape.path is None else data.triples.about(node).get(shape.path, ())


# ---- One by one ---------------------------------------------------------------------------


def _of_values(
    shape: Shape, focus: Node, values: Collection[Node], data: Data
) -> Iterator[Result]:
    """Yield what is wrong with the values that a thing has, and with the parts of these."""
    for demand in shape.demands:
        for fault in demand.faults(data, values):
            yield Result(focus, shape.path, fault, shape.name, demand.component, shape.severity)
    for value in values:
        for part in shape.parts:
            yield from _of_values(part, value, _values(part, value, data), data)


def _targets(shape: Shape, data: Data) -> Collection[Node]:
    """Return each thing that `shape` demands something of, once."""
    ways = [
        *(data.instances[name] for name in shape.classes),
        *(data.subjects[name] for name in shape.subjects_of),
    ]
    return ways[0] if len(ways) == 1 else dict.fromkeys(chain.from_iterable(ways))


def _data(shapes: Shapes, triples: Triples) -> Data:
    """Return `triples` with what the `shapes` ask for, found in one look at all of them."""
    subjects: dict[Node, list[Node]] = {name: [] for name in shapes.subjects_of}
    typed: defaultdict[Node, list[Node]] = defaultdict(list)
    below: defaultdict[Node, list[Node]] = defaultdict(list)
    for node, about in triples.described():
        for kind in about.get(RDF.type, ()):
            typed[kind].append(node)
        for kind in about.get(RDFS.subClassOf, ()):
            below[kind].append(node)
        for name in subjects.keys() & about.keys():
            subjects[name].append(node)
    instances = {
        name: frozenset(chain.from_iterable(typed[k] for k in reached([name], below.__getitem__)))
        for name in shapes.classes
    }
    return Data(triples, instances, subjects)
