"""Which demands of shapes are not met, and by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.checking.shacl.shape import Data, Result
from pactgraph.reading.triples import SUBCLASS_OF, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pactgraph.checking.shacl.shape import Demand, Shape, Shapes
    from pactgraph.reading.triples import Term, Triples


def results(shapes: Shapes, triples: Triples) -> Iterator[Result]:
    """Yield every demand of `shapes` that something in `triples` does not meet."""
    data = _data(shapes, triples)
    for shape in shapes.targeting:
        for focus in _targets(shape, data):
            yield from _unmet(shape, focus, data)


def conforms(shape: Shape, node: Term, data: Data) -> bool:
    """Return whether `node` has `shape`; each pair is looked at once."""
    known = data.conforming[shape.name]
    if node not in known:
        known[node] = next(_unmet(shape, node, data), None) is None
    return known[node]


def _unmet(shape: Shape, focus: Term, data: Data) -> Iterator[Result]:
    if not shape.path:
        return _of_values(shape, focus, (focus,), data)
    return _of_values(shape, focus, _each_once(data.triples.about(focus).get(shape.path)), data)


def _each_once(values: Sequence[Term] | None) -> Sequence[Term]:
    if values is None:
        return ()
    return tuple(dict.fromkeys(values)) if len(values) > 1 else values


def _of_values(shape: Shape, focus: Term, values: Sequence[Term], data: Data) -> Iterator[Result]:
    for demand in shape.demands:
        if faults := demand.faults(data, values):
            yield from _results(shape, focus, demand, faults)
    if not shape.parts:
        return
    for value in values:
        about = data.triples.about(value)
        for part in shape.parts:
            said = about.get(part.path)
            if said is None and not part.needs_values:
                continue
            of_part = _each_once(said)
            if part.parts:
                yield from _of_values(part, value, of_part, data)
                continue
            for demand in part.demands:  # as above: most parts are leaves, most have no fault
                if faults := demand.faults(data, of_part):
                    yield from _results(part, value, demand, faults)


def _results(
    shape: Shape, focus: Term, demand: Demand, faults: Iterable[Term]
) -> Iterator[Result]:
    for fault in faults:
        yield Result(focus, shape.path, fault, shape.name, demand.component, shape.severity)


def _targets(shape: Shape, data: Data) -> Iterable[Term]:
    """Return each thing that `shape` demands something of, once."""
    ways = [
        *(data.instances[name] for name in shape.classes),
        *(data.subjects[name] for name in shape.subjects_of),
    ]
    return dict.fromkeys(node for nodes in ways for node in nodes)


def _data(shapes: Shapes, triples: Triples) -> Data:
    """Return `triples` with what the `shapes` ask for, found in one walk."""
    direct: dict[Term, list[Term]] = {}
    below: dict[Term, list[Term]] = {}
    subjects: dict[Term, list[Term]] = {name: [] for name in shapes.subjects_of}
    for subject, about in triples.by_subject.items():
        for name in about.get(TYPE, ()):
            direct.setdefault(name, []).append(subject)
        for name in about.get(SUBCLASS_OF, ()):
            below.setdefault(name, []).append(subject)
        for name in shapes.subjects_of.intersection(about):
            subjects[name].append(subject)
    instances = {
        name: frozenset(node for each in _closure(name, below) for node in direct.get(each, ()))
        for name in shapes.classes
    }
    return Data(triples, instances, subjects)


def _closure(name: Term, below: Mapping[Term, Iterable[Term]]) -> set[Term]:
    """Return a class and all that lie below it."""
    found, waiting = {name}, [name]
    while waiting:
        new = set(below.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found
