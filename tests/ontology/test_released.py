"""A term that was released stays: others may have written it into their data."""

import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph

RELEASED = Path(__file__).parent / "released.txt"
OWN = re.compile(r"https://w3id\.org/pactgraph/(ns#|kind/|certainty/|verdict/).+")


@pytest.fixture(scope="module")
def declared(ontology: Path) -> set[str]:
    """The terms of the project that some file of the vocabulary gives a type."""
    return {
        str(term)
        for file in ontology.glob("*.ttl")
        for term in Graph().parse(file).subjects(RDF.type)
        if OWN.fullmatch(str(term))
    }


@pytest.fixture(scope="module")
def released() -> list[str]:
    """The terms that others may have read, in the order of the list."""
    return RELEASED.read_text(encoding="utf-8").splitlines()


def test_no_released_term_is_gone(released: list[str], declared: set[str]) -> None:
    """Every released term is still declared; one out of use is marked owl:deprecated."""
    assert [] == [term for term in released if term not in declared]


def test_released_terms_are_own_sorted_and_named_once(released: list[str]) -> None:
    """The list has terms of the project only, in order, each of them once."""
    assert released
    assert sorted(set(released)) == released
    assert [] == [term for term in released if not OWN.fullmatch(term)]
