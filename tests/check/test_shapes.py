"""Shapes by themselves: each demand by hand, what is refused, and how much is done."""

# ruff: noqa: E501 - a demand is read best on one line

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from made.mutated import mutated
from pactgraph.checking.check import with_terms
from pactgraph.checking.shacl.compiled import MESSAGE, compiled, sh
from pactgraph.checking.shacl.shape import Shape
from pactgraph.checking.shacl.validation import results
from pactgraph.checking.shapes import shapes
from pactgraph.errors import InvalidGraphError
from pactgraph.reading.triples import Triples, from_text, language_of, read_triples
from pactgraph.resources import Resource, folder

MINIMAL = read_triples(Path(__file__).parents[1] / "ontology" / "minimal.ttl")
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


def spelt(values: list[str]) -> list[str]:
    """Return values in Turtle as they are spelt in results; blank nodes have no name."""
    return sorted(
        value if value in ("", "[]") else from_text(f"{PREFIXES}:s :p {value} .").values("<urn:s>", "<urn:p>")[0]
        for value in values
    )  # fmt: skip


@pytest.mark.parametrize(("demand", "values", "at_fault"), DEMANDS)
def test_a_demand_names_what_is_at_fault(demand: str, values: str, at_fault: list[str]) -> None:
    """Each kind of demand, on values of all kinds."""
    made = compiled(from_text(PREFIXES + OTHERS + TARGET + demand + " ."))
    said = f" ; :p {values}" if values else ""
    data = from_text(f"{PREFIXES}{DATA}:x a :C2{said} . :not-targeted :p 1 .")

    found = list(results(made, data))

    assert spelt(at_fault) == sorted("[]" if r.value.startswith("_:") else r.value for r in found)
    assert {r.focus for r in found} <= {"<urn:x>"}
    assert {r.path for r in found} <= {"<urn:p>"}
    assert {r.shape for r in found} <= {"<urn:s>"}
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

    (named, blank) = sorted(
        results(made, from_text(PREFIXES + ":x :p 1 . [] :p 1 ; :q 1 .")), key=lambda r: r.shape
    )

    assert ("<urn:x>", "<urn:q>", "", "<urn:N-q>") == (
        named.focus,
        named.path,
        named.value,
        named.shape,
    )
    assert (sh("MinCountConstraintComponent"), "warning") == (named.component, named.severity)
    assert (blank.focus, "", "<urn:N>") == (blank.value, blank.path, blank.shape)
    assert (sh("NodeKindConstraintComponent"), "violation") == (blank.component, blank.severity)
    assert blank.focus.startswith("_:")


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

    def telling(shape: Shape) -> set[str]:
        return {shape.name}.union(*map(telling, shape.parts))

    told = set().union(*map(telling, shapes().targeting))
    silent = {
        name
        for name in told
        if {"en", "de"} != {language_of(text) for text in SHIPPED.values(name, MESSAGE)}
        and any(shape.demands for shape in _all(name))
    }

    assert 100 <= len(told)
    assert set() == silent


def _all(name: str) -> list[Shape]:
    def below(shape: Shape) -> list[Shape]:
        return [shape, *(each for part in shape.parts for each in below(part))]

    return [s for t in shapes().targeting for s in below(t) if s.name == name]


def test_twice_the_things_are_twice_the_work(
    calls_of: Callable[[Callable[[], object]], int],
) -> None:
    """Each thing is looked at once for each shape, whatever else there is."""

    def copies(count: int) -> Triples:
        def named(term: str, copy: int) -> str:
            return term.replace("example.org/id/", f"example.org/{copy}/")

        return Triples(
            {
                named(subject, n): {
                    p: [named(v, n) for v in values] for p, values in about.items()
                }
                for n in range(count)
                for subject, about in MINIMAL.by_subject.items()
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
        for result in results(shapes(), with_terms(from_text(mutated(MINIMAL, Random(seed)))))  # noqa: S311
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
