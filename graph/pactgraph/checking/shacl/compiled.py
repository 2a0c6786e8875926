"""From the triples of a file of shapes to functions. What is not known here is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgraph.checking.shacl import constraints
from pactgraph.checking.shacl.shape import Data, Demand, Looks, Shape, Shapes
from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.interpreting import triples as nodes
from pactgraph.interpreting.spelt import node_of, spelt
from pactgraph.messages import joined, worded
from pactgraph.reading.triples import TYPE, is_iri, shown, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib.term import Node

    from pactgraph.checking.shacl.constraints import Faults
    from pactgraph.errors import Severity
    from pactgraph.reading.triples import Term, Triples


def sh(name: str) -> Term:
    """Return the term of SHACL called `name`."""
    return f"<http://www.w3.org/ns/shacl#{name}>"


CLASS, MESSAGE, PATH, SEVERITY = sh("class"), sh("message"), sh("path"), sh("severity")
_PROPERTY, _IN = sh("property"), sh("in")
_TARGET_CLASS, _TARGET_SUBJECTS = sh("targetClass"), sh("targetSubjectsOf")
_SEVERITIES: dict[Term, Severity] = {sh("Violation"): "violation", sh("Warning"): "warning"}
_OF_TERMS = {
    CLASS: constraints.of_class,
    sh("datatype"): constraints.of_datatype,
    sh("hasValue"): constraints.having,
    sh("maxCount"): constraints.at_most,
    sh("maxLength"): constraints.not_longer,
    sh("minCount"): constraints.at_least,
    sh("minInclusive"): constraints.not_below,
    sh("nodeKind"): constraints.of_iris,
    sh("pattern"): constraints.matching,
    sh("uniqueLang"): constraints.one_a_language,
}
_OF_SHAPES = {sh("node"): constraints.shaped, sh("not"): constraints.not_shaped}
_OF_LISTS = {sh("or"): constraints.shaped_as_any, sh("xone"): constraints.shaped_as_one}


def _is_anything(_: Term) -> bool:
    return True


def _is_whole(term: Term) -> bool:
    return re.fullmatch("[0-9]+", text_of(term)) is not None


_KNOWN: dict[Term, Callable[[Term], bool]] = {
    **dict.fromkeys((*_OF_TERMS, *_OF_SHAPES, *_OF_LISTS), _is_anything),
    **dict.fromkeys((_IN, _PROPERTY, MESSAGE), _is_anything),
    **dict.fromkeys((CLASS, PATH, _TARGET_CLASS, _TARGET_SUBJECTS), is_iri),
    **dict.fromkeys(map(sh, ("maxCount", "maxLength", "minCount", "minInclusive")), _is_whole),
    TYPE: {sh("NodeShape"), sh("PropertyShape")}.__contains__,
    SEVERITY: _SEVERITIES.__contains__,
    sh("datatype"): {*map(spelt, constraints.DATATYPES)}.__contains__,
    sh("nodeKind"): {sh("IRI")}.__contains__,
    sh("uniqueLang"): lambda term: text_of(term) == "true",
}
"""What a shape may have, and which values are known."""
_LOOKS = {
    **dict.fromkeys(map(sh, ("maxCount", "minCount")), Looks.AT_COUNT),
    **dict.fromkeys(map(sh, ("hasValue", "uniqueLang")), Looks.AT_ALL),
}
"""What a demand looks at, if not at each value."""
_NOTHING = Data(nodes.Triples({}), {}, {})
_DEMANDS = {_IN, *_OF_TERMS, *_OF_SHAPES, *_OF_LISTS}


def compiled(triples: Triples) -> Shapes:
    """Return the shapes that `triples` describe.

    Raises:
        InvalidGraphError: one of them has something that is not known, or is part of itself.
    """
    made: dict[Term, Shape] = {}
    for name in triples.of_type(sh("NodeShape"), sh("PropertyShape")):
        _shape(name, triples, made, ())
    targeting = tuple(shape for shape in made.values() if shape.classes or shape.subjects_of)
    return Shapes(
        targeting,
        classes=frozenset(
            _nodes(each for name in made for each in triples.values(name, CLASS, _TARGET_CLASS))
        ),
        subjects_of=frozenset(each for shape in targeting for each in shape.subjects_of),
    )


def _shape(
    name: Term, triples: Triples, made: dict[Term, Shape], within: tuple[Term, ...]
) -> Shape:
    """Return the shape called `name`, after those it rests on; each is made once."""
    if name in made:
        return made[name]
    _refuse_unknown(name, triples, within)

    def shapes(names: Iterable[Term]) -> tuple[Shape, ...]:
        return tuple(_shape(each, triples, made, (*within, name)) for each in names)

    def faults(parameter: Term, value: Term) -> Faults:
        if parameter in _OF_TERMS:
            return _OF_TERMS[parameter](node_of(value))
        if parameter in _OF_SHAPES:
            return _OF_SHAPES[parameter](*shapes([value]))
        members = triples.listed([value])
        if parameter == _IN:
            return constraints.among(_nodes(members))
        return _OF_LISTS[parameter](shapes(members))

    demands = [
        Demand(
            node_of(_component(parameter)),
            _LOOKS.get(parameter, Looks.AT_EACH),
            faults(parameter, value),
        )
        for parameter, values in triples.about(name).items()
        if parameter in _DEMANDS
        for value in values
    ]
    parts = shapes(triples.values(name, _PROPERTY))
    if not all(part.path for part in parts):
        raise _refusal(name, [shown(_PROPERTY)])
    path = triples.one(name, PATH)
    made[name] = Shape(
        name=node_of(name),
        path=node_of(path) if path else None,
        classes=_nodes(triples.values(name, _TARGET_CLASS)),
        subjects_of=_nodes(triples.values(name, _TARGET_SUBJECTS)),
        severity=_SEVERITIES[triples.one(name, SEVERITY) or sh("Violation")],
        demands=tuple(demands),
        needs_values=any(demand.faults(_NOTHING, ()) for demand in demands),
        parts=parts,
    )
    return made[name]


def _nodes(terms: Iterable[Term]) -> tuple[Node, ...]:
    return tuple(map(node_of, terms))


def _refuse_unknown(name: Term, triples: Triples, within: tuple[Term, ...]) -> None:
    """Refuse the shape `name` if something it says would be lost, or nothing is said of it."""
    about = triples.about(name)
    unknown = [
        joined(" ", [shown(parameter), shown(value)])
        for parameter, values in about.items()
        for value in values
        if parameter not in _KNOWN or not _KNOWN[parameter](value)
    ]
    if unknown or not about or name in within:
        raise _refusal(name, unknown)


def _refusal(name: Term, unknown: Iterable[str]) -> InvalidGraphError:
    report = joined(" ", [shown(name), *unknown])
    return InvalidGraphError(
        [Violation("", "", worded("the shapes cannot be used: {report}", report=report))]
    )


def _component(parameter: Term) -> Term:
    """Return the component of SHACL whose parameter is given."""
    name = text_of(parameter).rpartition("#")[2]
    return sh(f"{name[0].upper()}{name[1:]}ConstraintComponent")
