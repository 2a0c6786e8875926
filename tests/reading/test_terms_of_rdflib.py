"""Texts in N-Triples become the terms that rdflib would make, and are found as it finds them."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF as DEFINED
from rdflib.namespace import XSD

from pactgraph.interpreting.documents import read
from pactgraph.interpreting.triples import Triples
from pactgraph.interpreting.values import Values
from pactgraph.terms import DCTERMS, ODRL, RDF, RDFS

if TYPE_CHECKING:
    from pathlib import Path

A, B = URIRef("urn:a"), URIRef("urn:b")
TEXTS = [
    Literal("b"),
    Literal("a", lang="de"),
    Literal("b", lang="de"),
    Literal("a", lang="en"),
    Literal("1", datatype=XSD.integer),
    Literal("01", datatype=XSD.integer, normalize=False),
]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"a"', Literal("a")),
        (r'"a\"\n"@EN-us', Literal('a"\n', lang="en-us")),
        ('"a"@de', Literal("a", lang="de")),
        ('"a"^^<http://www.w3.org/2001/XMLSchema#string>', Literal("a")),
        ("01", Literal("01", datatype=XSD.integer, normalize=False)),
    ],
)
def test_literals(written: str, expected: Literal, tmp_path: Path) -> None:
    """Text, language, datatype and value are the same; that texts have a direction is left out."""
    file = tmp_path / "one.ttl"
    file.write_text(f"<urn:a> <urn:b> {written} .", encoding="utf-8")
    ((document,), _) = read([file])

    (found,) = document.triples.objects(A, B)

    assert isinstance(found, Literal)
    assert (expected, expected.value) == (found, found.value)


def test_our_terms_are_one_object_wherever_they_come_from(tmp_path: Path) -> None:
    """So they are compared at once; what others call so is the same."""
    file = tmp_path / "one.nt"
    file.write_text(
        f"<urn:a> <{DEFINED.type}> <http://www.w3.org/ns/odrl/2/Duty> .", encoding="utf-8"
    )
    ((document,), _) = read([file])

    ((_, predicate, value),) = document.triples

    assert predicate is RDF.type
    assert value is ODRL.Duty
    assert DEFINED.type == RDF.type
    assert str(DCTERMS) + "issued" == str(DCTERMS.issued)


@pytest.mark.parametrize("chosen", [*permutations(TEXTS, 3)])
def test_texts_are_in_the_order_of_rdflib(chosen: tuple[Literal, ...]) -> None:
    """Of each language the first counts, wherever it stands."""
    values = Values(Triples({A: {RDFS.label: [*chosen]}}))

    first = {text.language or "": str(text) for text in sorted(chosen, reverse=True)}

    assert list(first.items()) == list(values.text(A).by_language.items())


def test_values_of_every_sort_lead_to_those_who_have_them() -> None:
    """Literals too, though nothing is kept for them."""
    text, blank = Literal("a", lang="de"), BNode()
    triples = Triples({A: {B: [text, blank, A]}, B: {RDFS.label: [text]}})

    assert [A, B] == list(triples.subjects(None, text))
    assert [B] == list(triples.subjects(RDFS.label, text))
    assert [(A, B), (B, RDFS.label)] == list(triples.subject_predicates(text))
    assert [A] == list(triples.subjects(B, blank)) == list(triples.subjects(B, A))
    assert [] == list(triples.subjects(B, Literal("a")))
    assert {A, B, RDFS.label, text, blank} == triples.terms()
