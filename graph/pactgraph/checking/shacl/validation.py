"""Which demands of shapes are not met, and by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.checking.shacl.shape import Data, Result
from pactgraph.terms import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rdflib.term import Node

    from pactgraph.checking.shacl.shape import Demand, Shape, Shapes
    from pactgraph.interpreting.triples import Triples


def results(shapes: Shapes, triples: Triples) -> Iterator[Result]:
    """Yield every demand of `shapes` that something in `triples` does not meet."""
    data = _data(shapes, triples)
    for shape in shapes.targeting:
        for focus in _targets(shape, data):
            yield from _unmet(shape, focus, data)


def conforms(shape: Shape, node: Node, data: Data) -> bool:
    """Return whether `node` has `shape`; each pair of which much is to be looked at, once."""
    if shape.path is None and not shape.parts:
        return not any(demand.faults(data, (node,)) for demand in shape.demands)
    known = data.conforming[shape.name]
    if node not in known:
        known[node] = next(_unmet(shape, node, data), None) is None
    return known[node]


def _unmet(shape: Shape, focus: Node, data: Data) -> Iterator[Result]:
    if shape.path is None:
        return _of_values(shape, focus, (focus,), data)
    return _of_values(shape, focus, data.triples.about(focus).get(shape.path, ()), data)


def _of_values(
    shape: Shape, focus: Node, values: Collection[Node], data: Data
) -> Iterator[Result]:
    for demand in shape.demands:
        if faults := demand.faults(data, values):
            yield from _results(shape, focus, demand, faults)
    if not shape.parts:
        return
    for value in values:
        about = data.triples.about(value)
        for part in shape.parts:
            of_part = about.get(part.path, ())  # type: ignore[arg-type]  # parts have one
            if not of_part and not part.needs_values:
                continue
            if part.parts:
                yield from _of_values(part, value, of_part, data)
                continue
            for demand in part.demands:  # as above: most parts are leaves, most have no fault
                if faults := demand.faults(data, of_part):
                    yield from _results(part, value, demand, faults)


def _results(
    shape: Shape, focus: Node, demand: Demand, faults: Iterable[Node | None]
) -> Iterator[Result]:
    for fault in faults:
        yield Result(focus, shape.path, fault, shape.name, demand.component, shape.severity)


def _targets(shape: Shape, data: Data) -> Iterable[Node]:
    """Return each thing that `shape` demands something of, once."""
    ways = [
        *(data.instances[name] for name in shape.classes),
        *(data.subjects[name] for name in shape.subjects_of),
    ]
    return dict.fromkeys(node for nodes in ways for node in nodes)


def _data(shapes: Shapes, triples: Triples) -> Data:
    """Return `triples` with what the `shapes` ask for."""
    subjects = {name: [*triples.subjects(name)] for name in shapes.subjects_of}
    instances = {
        name: frozenset(
            node for each in _closure(name, triples) for node in triples.subjects(RDF.type, each)
        )
        for name in shapes.classes
    }
    return Data(triples, instances, subjects)


def _closure(name: Node, triples: Triples) -> set[Node]:
    """Return a class and all that lie below it."""
    found, waiting = {name}, [name]
    while waiting:
        new = {*triples.subjects(RDFS.subClassOf, waiting.pop())} - found
        found |= new
        waiting += new
    return found
