"""A term that is deprecated is told where a file uses it, with what takes its place."""

from pathlib import Path

import pytest
from rdflib import Graph

from pactgraph.checking.check import check, vocabulary
from pactgraph.checking.understood.deprecated import outdated
from pactgraph.interpreting.documents import Document
from pactgraph.interpreting.triples import Triples, together
from pactgraph.terms import local_name

PREFIXES = """
@prefix : <https://example.org/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pact: <https://w3id.org/pactgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
REPLACED = "is deprecated; write pact:newer instead"


def turtle(text: str) -> Triples:
    """Return the triples of `text`, which needs no prefixes of its own."""
    return Triples.of(Graph().parse(data=PREFIXES + text, format="turtle"))


def warnings(said: str, of_terms: str) -> list[str]:
    """Return who is warned and how, in a file and a vocabulary."""
    facts = turtle(said)
    found = outdated([Document("deal.ttl", facts)], facts, turtle(of_terms))
    return sorted(f"{local_name(str(one.subject))}: {one.message}" for one in found)


@pytest.mark.parametrize(
    "use",
    [":deal pact:older 1 .", ":deal a pact:older .", ":deal odrl:action pact:older ."],
)
@pytest.mark.parametrize(
    ("of_term", "message"),
    [
        ("owl:deprecated true ; dcterms:isReplacedBy pact:newer", REPLACED),
        (
            "owl:deprecated true ; dcterms:isReplacedBy pact:newer , pact:other",
            "is deprecated; write pact:newer or pact:other instead",
        ),
        (
            "owl:deprecated true",
            "is deprecated, and nothing takes its place; leave it out",
        ),
    ],
)
def test_whoever_uses_a_deprecated_term_is_told_what_to_write(
    use: str, of_term: str, message: str
) -> None:
    """As a property, as a class and as any other value; with one successor, several or none."""
    assert [f"deal: pact:older {message}"] == warnings(use, f"pact:older {of_term} .")


@pytest.mark.parametrize(
    ("said", "of_terms"),
    [
        (":deal pact:newer 1 .", "pact:older owl:deprecated true ."),
        (":deal pact:older 1 .", "pact:older owl:deprecated false ."),
        (":deal pact:older 1 .", "pact:older dcterms:isReplacedBy pact:newer ."),
        ('pact:older rdfs:label "older"@en .', "pact:older owl:deprecated true ."),
        (":own skos:broadMatch pact:older .", "pact:older owl:deprecated true ."),
    ],
)
def test_what_is_no_use_of_a_deprecated_term_is_not_told(said: str, of_terms: str) -> None:
    """A term in use is none, nor is a file that only describes one or maps its own to it."""
    assert [] == warnings(said, of_terms)


def test_each_thing_is_told_once_and_each_term_for_itself() -> None:
    """However often one thing uses a term."""
    terms = "pact:older owl:deprecated true ; dcterms:isReplacedBy pact:newer ."
    terms += "pact:oldest owl:deprecated true ; dcterms:isReplacedBy pact:newer ."
    said = ":one pact:older 1 , 2 ; rdfs:seeAlso pact:older . :two pact:older 1 ; a pact:oldest ."

    assert [
        f"one: pact:older {REPLACED}",
        f"two: pact:older {REPLACED}",
        f"two: pact:oldest {REPLACED}",
    ] == warnings(said, terms)


def test_a_term_of_ours_is_told_by_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With file and thing, in both languages; nothing is refused."""
    file = tmp_path / "deal.ttl"
    file.write_text(Path(__file__).with_name("doubtless.ttl").read_text("utf-8"), "utf-8")
    assert [] == check([file]).warnings
    older = "pact:purchase owl:deprecated true ; dcterms:isReplacedBy pact:supply ."
    terms = together([vocabulary(), turtle(older)])
    monkeypatch.setattr("pactgraph.checking.check.vocabulary", lambda: terms)

    english, german = check([file]), check([file], "de")

    assert [] == english.violations
    assert [
        f"{file}: deal-3: pact:purchase is deprecated; write pact:supply instead",
        f"{file}: deal-3: pact:purchase ist veraltet; schreiben Sie stattdessen pact:supply",
    ] == [str(warning) for found in (english, german) for warning in found.warnings]
