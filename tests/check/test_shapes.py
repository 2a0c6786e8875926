"""Shapes by themselves: each demand by hand, what is refused, and how much is done."""

# ruff: noqa: E501 - a demand is read best on one line

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest
from rdflib import SH, BNode, URIRef
from rdflib.term import Node

from made.mutated import mutated
from made.nodes import nodes
from pactgraph.checking.check import with_terms
from pactgraph.checking.shacl.compiled import MESSAGE, compiled
from pactgraph.checking.shacl.shape import Shape
from pactgraph.checking.shacl.validation import results
from pactgraph.checking.shapes import shapes
from pactgraph.errors import InvalidGraphError
from pactgraph.interpreting.spelt import spelt
from pactgraph.interpreting.triples import Triples
from pactgraph.reading.triples import from_text, language_of, read_triples
from pactgraph.resources import Resource, folder

MINIMAL_FILE = Path(__file__).parents[1] / "ontology" / "minimal.ttl"
MINIMAL, MINIMAL_TEXT = read_triples(MINIMAL_FILE), MINIMAL_FILE.read_text(encoding="utf-8")
SHIPPED = read_triples(folder(Resource.ONTOLOGY) / "shapes.ttl")
PREFIXES = """
@prefix : <urn:> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TARGET = ":s a sh:PropertyShape ; sh:path :p ; sh:targetClass :C ; "
OTHERS = """
:IsD a sh:NodeShape ; sh:class :D .
:IsE a sh:NodeShape ; sh:class :E .
:HasQ a sh:NodeShape ; sh:property :HasQ-q .
:HasQ-q a sh:PropertyShape ; sh:path :q ; sh:minCount 1 .
"""
DATA = """
:D2 rdfs:subClassOf :D . :D rdfs:subClassOf :D2 . :D3 rdfs:subClassOf :D2 .
:C2 rdfs:subClassOf :C . :d a :D . :d2 a :D2 . :d3 a :D3 . :e a :E . :de a :D, :E . :plain :q 1 .
"""

# What is demanded, the values, and those at fault; "" for all of them together.
DEMANDS = [
    ("sh:minCount 1", "", [""]),
    ("sh:minCount 2", ":a", [""]),
    ("sh:minCount 2", ":a, :b", []),
    ("sh:maxCount 0", "", []),
    ("sh:maxCount 1", "1, 2", [""]),
    ("sh:maxCount 1", "1, 1", []),
    ("sh:class :D", ":d, :d2, :d3, :de, :e, 1, [], :unknown", ["1", "[]", ":e", ":unknown"]),
    ("sh:nodeKind sh:IRI", ":a, 'a', []", ["'a'", "[]"]),
    ("sh:datatype xsd:string", "'a', 'a'@en, :a, 1", ["'a'@en", ":a", "1"]),
    ("sh:datatype rdf:langString", "'a', 'a'@en, :a", ["'a'", ":a"]),
    ("sh:datatype xsd:integer", "1, 1.0, '1', 'x'^^xsd:integer", ["1.0", "'1'", "'x'^^xsd:integer"]),
    ("sh:datatype xsd:date", "'2025-02-28'^^xsd:date, '2025-02-30'^^xsd:date", ["'2025-02-30'^^xsd:date"]),
    ("sh:datatype xsd:gYear", "'2025'^^xsd:gYear, '2025'", ["'2025'"]),
    ("sh:minInclusive 0", "0, -1, 0.5, -0.5, 1e3, '1', true, :a, []", ["-1", "-0.5", "'1'", "true", ":a", "[]"]),
    ("sh:minInclusive 0", "'NaN'^^xsd:double, 'INF'^^xsd:double, '-INF'^^xsd:double", ["'NaN'^^xsd:double", "'-INF'^^xsd:double"]),
    ("sh:maxLength 3", "'abc', 'abcd', 'äöü'@de, '\"\"\"', '\\n\\n\\n', [], :ab", ["'abcd'", "[]", ":ab"]),
    ('sh:pattern "^[A-Z]{3}$"', "'USD', 'usd', 'USDX', [], :USD", ["'usd'", "'USDX'", "[]", ":USD"]),
    ('sh:pattern "\\\\S"', "'', ' \\n', ' a', 7", ["''", "' \\n'"]),
    ('sh:pattern "^https?://"', "<http://a.b/>, <urn:a>", ["<urn:a>"]),
    ("sh:uniqueLang true", "'a'@en, 'b'@de, 'c', 'd'", []),
    ("sh:uniqueLang true", "'a'@en, 'b'@EN", [""]),
    ("sh:uniqueLang true", "'a'@en, 'b'@en, 'c'@en, 'd'@de, 'e'@de", ["", ""]),
    ("sh:hasValue :a", ":a, :b", []),
    ("sh:hasValue true", "'true'", [""]),
    ("sh:in ( :a 'b' )", ":a, 'b', 'a', 'b'@en", ["'a'", "'b'@en"]),
    ("sh:node :HasQ", ":plain, :d, 1", [":d", "1"]),
    ("sh:not :HasQ", ":plain, :d, 1", [":plain"]),
    ("sh:or ( :IsD :IsE )", ":d, :e, :de, :plain", [":plain"]),
    ("sh:xone ( :IsD :IsE )", ":d, :e, :de, :plain", [":de", ":plain"]),
    ("sh:class :D ; sh:nodeKind sh:IRI", ":d, [], []", ["[]", "[]", "[]", "[]"]),
]  # fmt: skip


def shown(values: Iterable[Node | None]) -> list[str]:
    """Return values as a table tells them; blank nodes have no name."""
    return sorted(
        "" if value is None else "[]" if isinstance(value, BNode) else spelt(value)
        for value in values
    )


def told(values: list[str]) -> list[str]:
    """Return values in Turtle as they are shown."""
    nothing = [value for value in values if not value]
    return sorted(
        [
            *nothing,
            *(s for v in values if v for s in shown(nodes(f"{PREFIXES}:s :p {v} .").objects())),
        ]
    )


@pytest.mark.parametrize(("demand", "values", "at_fault"), DEMANDS)
def test_a_demand_names_what_is_at_fault(demand: str, values: str, at_fault: list[str]) -> None:
    """Each kind of demand, on values of all kinds."""
    made = compiled(from_text(PREFIXES + OTHERS + TARGET + demand + " ."))
    said = f" ; :p {values}" if values else ""
    data = nodes(f"{PREFIXES}{DATA}:x a :C2{said} . :not-targeted :p 1 .")

    found = list(results(made, data))

    assert told(at_fault) == shown(r.value for r in found)
    assert {r.focus for r in found} <= {URIRef("urn:x")}
    assert {r.path for r in found} <= {URIRef("urn:p")}
    assert {r.shape for r in found} <= {URIRef("urn:s")}
    assert {r.severity for r in found} <= {"violation"}


def test_a_result_names_shape_component_and_severity() -> None:
    """A property shape within a shape tells for itself, with the severity that it has itself."""
    made = compiled(
        from_text(
            PREFIXES + ":N a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:nodeKind sh:IRI ;"
            " sh:property :N-q . :N-q a sh:PropertyShape ; sh:path :q ; sh:minCount 1 ;"
            " sh:severity sh:Warning ."
        )
    )

    (blank, named) = sorted(
        results(made, nodes(PREFIXES + ":x :p 1 . [] :p 1 ; :q 1 .")), key=lambda r: str(r.shape)
    )

    assert (URIRef("urn:x"), URIRef("urn:q"), None, URIRef("urn:N-q")) == (
        named.focus,
        named.path,
        named.value,
        named.shape,
    )
    assert (SH.MinCountConstraintComponent, "warning") == (named.component, named.severity)
    assert (blank.focus, None, URIRef("urn:N")) == (blank.value, blank.path, blank.shape)
    assert (SH.NodeKindConstraintComponent, "violation") == (blank.component, blank.severity)
    assert isinstance(blank.focus, BNode)


REFUSED = [
    "sh:sparql [ sh:select 'SELECT $this WHERE { }' ]",
    "sh:pattern 'a' ; sh:flags 'i'",
    "sh:deactivated true",
    "sh:closed true",
    "sh:minExclusive 0",
    "sh:and ( :IsD )",
    "sh:targetNode :x",
    "sh:severity sh:Info",
    "sh:nodeKind sh:BlankNode",
    "sh:datatype xsd:time",
    "sh:uniqueLang false",
    "sh:maxCount 'many'",
    "sh:minInclusive 0.5",
    "sh:class [ a :D ]",
    "sh:node :not-described",
    "sh:or ( :IsD :not-described )",
    "a rdfs:Class",
    "sh:property :HasQ",
]


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_not_known_is_refused(said: str) -> None:
    """Nothing that a shape says is passed over in silence."""
    with pytest.raises(InvalidGraphError, match="the shapes cannot be used"):
        compiled(from_text(PREFIXES + OTHERS + TARGET + said + " ."))


@pytest.mark.parametrize(
    "path", ["( :p :q )", "[ sh:inversePath :p ]", "[ sh:zeroOrMorePath :p ]", "'p'"]
)
def test_only_paths_of_one_property_are_known(path: str) -> None:
    """Any other path is refused."""
    with pytest.raises(InvalidGraphError, match="the shapes cannot be used"):
        compiled(from_text(f"{PREFIXES}:s a sh:PropertyShape ; sh:path {path} ; sh:minCount 1 ."))


def test_a_shape_is_no_part_of_itself() -> None:
    """What recursion means, SHACL leaves open."""
    with pytest.raises(InvalidGraphError, match="the shapes cannot be used: <urn:a>"):
        compiled(
            from_text(
                PREFIXES + ":a a sh:NodeShape ; sh:not :b . :b a sh:NodeShape ; sh:node :a ."
            )
        )


def test_every_shape_that_tells_has_its_words_in_both_languages() -> None:
    """A shape with a target, and the shapes of properties in it, are told to people."""

    def telling(shape: Shape) -> set[Node]:
        return {shape.name}.union(*map(telling, shape.parts))

    heard = set().union(*map(telling, shapes().targeting))
    silent = {
        name
        for name in heard
        if {"en", "de"} != {language_of(text) for text in SHIPPED.values(spelt(name), MESSAGE)}
        and any(shape.demands for shape in _all(name))
    }

    assert 100 <= len(heard)
    assert set() == silent


def _all(name: Node) -> list[Shape]:
    def below(shape: Shape) -> list[Shape]:
        return [shape, *(each for part in shape.parts for each in below(part))]

    return [s for t in shapes().targeting for s in below(t) if s.name == name]


def test_twice_the_things_are_twice_the_work(
    calls_of: Callable[[Callable[[], object]], int],
) -> None:
    """Each thing is looked at once for each shape, whatever else there is."""
    minimal = nodes(MINIMAL_TEXT).described()

    def copies(count: int) -> Triples:
        def named(node: Node, copy: int) -> Node:
            if not isinstance(node, URIRef):
                return node
            return URIRef(node.replace("example.org/id/", f"example.org/{copy}/"))

        return Triples(
            {
                named(subject, n): {
                    p: [named(v, n) for v in values] for p, values in about.items()
                }
                for n in range(count)
                for subject, about in minimal
            }
        )

    def done(count: int) -> int:
        data = copies(count)
        return calls_of(lambda: list(results(shapes(), data)))

    work = [done(count) for count in (10, 20, 40)]

    assert work[1] <= 2.05 * work[0]
    assert work[2] <= 2.05 * work[1]


def test_random_faults_break_almost_every_shape() -> None:
    """So that pyshacl, asked in `test_shapes_judged.py`, has something to contradict."""
    found = [
        result
        for seed in range(300)
        for result in results(shapes(), with_terms(nodes(mutated(MINIMAL, Random(seed)))))  # noqa: S311
    ]
    components = {
        demand.component
        for target in shapes().targeting
        for s in _all(target.name)
        for demand in s.demands
    }

    assert 110 <= len({result.shape for result in found})
    assert components <= {result.component for result in found}
    assert {"violation", "warning"} == {result.severity for result in found}
