"""Terms that do not exist are refused, never ignored: a rule that lost a condition permits more."""

# ruff: noqa: E501 - a triple is read best on one line
from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from made.probes import ask
from pactgraph.checking.understood.vocabularies import Vocabulary, nearest, slip, vocabularies
from pactgraph.errors import BadInputError, InvalidGraphError
from pactgraph.odrl import evaluate
from pactgraph.reading.triples import Triples, from_text
from pactgraph.terms import OWN

ONTOLOGY = Path(__file__).parents[2] / "ontology"

PREFIXES = """@prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix : <urn:x:> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix dct: <http://purl.org/dc/terms/> .
"""
RULE = ":p a odrl:Set ; odrl:permission :r . :r odrl:action odrl:use . "


@pytest.mark.parametrize(
    ("policy", "term", "right"),
    [
        (RULE + ":p odrl:prohibited :n .", "odrl:prohibited", "odrl:prohibition"),
        (RULE + ":r odrl:duties [] .", "odrl:duties", "odrl:duty"),
        (RULE + ":r odrl:constraints [ odrl:leftOperand odrl:count ] .", "odrl:constraints", "odrl:constraint"),
        (RULE + ":r odrl:Constraint [] .", "odrl:Constraint is a class", "odrl:constraint"),
        (RULE + ":n a odrl:prohibition .", "odrl:prohibition is a property", "odrl:Prohibition"),
        (":p odrl:permission :r . :r odrl:action odrl:Sell .", "odrl:Sell", "odrl:sell"),
        (RULE + "odrl:usee odrl:includedIn odrl:use .", "odrl:usee", "odrl:use"),
        (RULE + ':r odrl:target "1"^^xsd:intger .', "xsd:intger", "xsd:integer"),
        (RULE + ":p dct:replace :q .", "dcterms:replace", "dcterms:replaces"),
    ],
)  # fmt: skip
def test_a_term_that_does_not_exist_is_refused(policy: str, term: str, right: str) -> None:
    """The message names the term, and the one that was probably meant."""
    with pytest.raises(InvalidGraphError) as caught:
        ask(policy)

    (violation,) = caught.value.violations
    assert term in violation.message
    assert violation.message.endswith(f"did you mean {right}?")


@pytest.mark.parametrize(
    "wrong",
    ["https://www.w3.org/ns/odrl/2/", "http://www.w3.org/ns/odrl/2#", "http://w3.org/ns/odrl/"],
)
def test_a_namespace_spelt_otherwise_is_told_once(wrong: str) -> None:
    """However many terms it has: a policy in it would say nothing at all."""
    policy = RULE + f":p <{wrong}prohibition> :n . :n <{wrong}action> <{wrong}use> ."

    with pytest.raises(InvalidGraphError) as caught:
        ask(policy)

    (violation,) = caught.value.violations
    assert f"{wrong} is not of ODRL 2.2" in violation.message
    assert violation.message.endswith("http://www.w3.org/ns/odrl/2/")


def test_a_slip_in_a_part_without_a_name_is_told_by_the_rule() -> None:
    """A reader finds the rule; the label of a blank node says nothing to anybody."""
    policy = RULE + ":r odrl:constraint [ odrl:and ( [ odrl:leftOperandd odrl:count ] ) ] ."

    with pytest.raises(InvalidGraphError) as caught:
        ask(policy)

    (violation,) = caught.value.violations
    assert "r, its constraint, its and" == violation.subject.removeprefix("urn:x:")


@pytest.mark.parametrize("place", ["request", "world"])
def test_request_and_world_are_looked_at_too(place: str) -> None:
    """A misspelt date of the world, or target of the request, is refused like one of the policy."""
    policy, empty = from_text(PREFIXES + RULE), from_text("")
    wrong = from_text(
        PREFIXES + ":q odrl:permission [ odrl:action odrl:use ; odrl:targt :x ] .", place
    )

    with pytest.raises(InvalidGraphError, match=f"{place}.*odrl:targt"):
        evaluate(
            policy, wrong if place == "request" else None, wrong if place == "world" else empty
        )


@pytest.mark.parametrize("vocabulary", vocabularies().values(), ids=lambda known: known.prefix)
def test_every_listed_term_is_known_and_one_letter_more_is_not(vocabulary: Vocabulary) -> None:
    """No list holds what it refuses; deprecated terms exist too."""
    names = vocabulary.properties | vocabulary.classes | vocabulary.others

    assert all(slip(vocabulary.namespace + name, "thing") is None for name in names)
    assert all(
        slip(f"{vocabulary.namespace}{name}x", "thing")
        for name in names
        if f"{name}x" not in names
    )
    assert vocabulary.deprecated <= names


def test_agreements_in_our_own_profile_are_sent_to_export() -> None:
    """Plain ODRL knows nothing of when they take effect, and of what ends them."""
    own = RULE + ":p <https://w3id.org/pactgraph/ns#party> :acme ."

    with pytest.raises(BadInputError, match="write it as ODRL with “pactgraph export”"):
        ask(own)


def test_what_the_library_knows_is_what_ships() -> None:
    """The lists of terms are those of rdflib, which has them from the published ontologies."""
    from rdflib.namespace import DCTERMS, ODRL2, ORG, OWL, PROV, RDFS, SKOS  # noqa: PLC0415

    for namespace in (DCTERMS, ODRL2, ORG, OWL, PROV, RDF, RDFS, SKOS):
        listed: set[str] = set()
        for parent in namespace.mro():
            listed |= {name for name in vars(parent).get("__annotations__", {}) if name[0] != "_"}
        listed |= set(getattr(namespace, "_extras", ()) or ())
        ours = vocabularies()[str(namespace)]
        assert {name for name in listed if not name.startswith("#")} == (
            ours.properties | ours.classes | ours.others
        )


def test_all_vocabularies_of_the_project_are_known() -> None:
    """Whatever `ontology/` declares in a namespace of the project is of a closed vocabulary."""
    project = "https://w3id.org/pactgraph/"
    declared = {
        re.sub(r"[^/#]*$", "", str(term))
        for name in ("pact", "kinds")
        for term in Graph().parse(ONTOLOGY / f"{name}.ttl").subjects(RDF.type)
    }

    ours = {namespace for namespace in declared if namespace.startswith(project)} - {project}

    assert ours == {*OWN.values()}
    assert ours <= vocabularies().keys()


def test_terms_of_other_vocabularies_are_nobodys_slip() -> None:
    """A profile brings terms of its own."""
    assert slip("https://example.org/profile#constraints", "property") is None
    assert slip("http://www.w3.org/ns/odrl/2/", "thing") is None
    assert slip("http://www.w3.org/ns/odrl.jsonld", "thing") is None


def test_a_long_name_is_compared_with_nothing() -> None:
    """What no term can be like costs nothing, whatever its length."""
    assert "" == nearest("constraint" * 10_000, ["constraint"])


@pytest.mark.parametrize("size", [10, 100, 1000])
def test_the_nearest_term_is_looked_for_once_a_term(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often terms are misspelt, work grows with the number of different ones."""
    looked, real = [], difflib.get_close_matches

    def counted(word: str, *arguments: object, **named: object) -> list[str]:
        looked.append(word)
        return real(word, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    slip.cache_clear()
    uses = " ".join(f":r{n} odrl:targt{n % 5} :x ." for n in range(size))

    with pytest.raises(InvalidGraphError) as caught:
        evaluate(from_text(PREFIXES + uses), None, Triples({}))

    assert size == len(caught.value.violations)
    assert 5 == len(looked)
