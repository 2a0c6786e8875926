# ruff: noqa: E501, RUF001 - sentences are read best on one line; one is French
"""A sentence beside constraints has to say the same; what differs is told, in both languages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from entry import run
from pactgraph.checking.check import check
from pactgraph.checking.understood import sentences
from pactgraph.errors import InvalidGraphError
from pactgraph.graph import load
from pactgraph.sentences.reading import read_sentence

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.sentences.names import Names
    from pactgraph.sentences.said import Sentence

pytestmark = pytest.mark.many

VALID = (Path(__file__).parent / "valid.ttl").read_text(encoding="utf-8")
CLAUSE = "    odrl:constraint :before-beta-goes-public ;\n"
LABEL = 'rdfs:label "Beta goes public"@en'
assert CLAUSE in VALID
assert LABEL in VALID

SAME = [
    '"until the earlier of Beta goes public and the end of 2028"@en',
    '"until the earlier of the end of 2028 and “Beta goes public”"@en',
    '"in force from 2024-04-01 (deal) until the earlier of “Beta goes public” and the end of 2028"@en',
    '"bis zum früheren von Beta goes public und Ende 2028"@de',
    '"until the earlier of beta-goes-public and the end of 2028"@en , "bis zum früheren von beta-goes-public und Ende 2028"@de',
]
OTHER = {
    '"until Beta goes public"@en': (
        "its sentence says “in force from 2024-04-01 (deal) until “Beta goes public””, its constraints"
        " say “in force from 2024-04-01 (deal) until the earlier of “Beta goes public” and the end of"
        " 2028”; correct one of the two"
    ),
    '"through 2028"@en': "its constraints say",
    '"until the later of Beta goes public and the end of 2028"@en': "its constraints say",
    '"until the earlier of 30 days after Beta goes public and the end of 2028"@en': "its constraints say",
    '"bis Ende 2028"@de': "its constraints say",
    '"always"@en': "its constraints say",
    '"until 2028"@en': "the sentence is not understood: character 7: “2028” can be read two ways",
    '"until Beta goes publik"@en': "there is no event “Beta goes publik”; did you mean",
    '"jusqu’à 2028"@fr': "the sentence has none of the languages en, de; give it one",
}


def told(tmp_path: Path, sentence: str, text: str = VALID, language: str = "en") -> list[str]:
    """Return what is wrong with a file whose clause has a sentence."""
    path = tmp_path / "deal.ttl"
    path.write_text(text.replace(CLAUSE, f"{CLAUSE}    pact:sentence {sentence} ;\n"), "utf-8")
    return [f"{each.subject}: {each.message}" for each in check([path], language).violations]


@pytest.mark.parametrize("sentence", SAME)
def test_a_sentence_may_stand_beside_constraints(sentence: str, tmp_path: Path) -> None:
    """However it is put, as long as it says the same."""
    assert [] == told(tmp_path, sentence)


@pytest.mark.parametrize("sentence", OTHER)
def test_a_sentence_that_says_something_else_is_refused(sentence: str, tmp_path: Path) -> None:
    """With what each of the two says, or why it is not understood; nothing is loaded."""
    (message,) = told(tmp_path, sentence)

    assert message.startswith("deal-1: ")
    assert OTHER[sentence] in message
    with pytest.raises(InvalidGraphError):
        load(tmp_path / "deal.ttl", cache=False)


def test_it_is_told_in_german(tmp_path: Path) -> None:
    """Both formulas, too."""
    (message,) = told(tmp_path, '"until Beta goes public"@en', language="de")

    assert "der Satz sagt „in Kraft ab 2024-04-01 (deal) bis „Beta goes public““" in message


def test_a_sentence_takes_the_place_of_no_constraint(tmp_path: Path) -> None:
    """A clause that has none is in force without end, which is another thing."""
    bare = VALID.replace("    odrl:constraint :through-2028 ;\n", "")
    bare = bare.replace(CLAUSE, '    pact:sentence "through 2028"@en ;\n')
    path = tmp_path / "deal.ttl"
    path.write_text(bare, "utf-8")

    messages = [str(each.message) for each in check([path]).violations]

    assert any("its sentence says" in message for message in messages)


@pytest.mark.parametrize(
    "label", ["until notice or, if earlier, sale", "“A” or “B”", "the end of 2028"]
)
def test_hostile_labels_are_quoted(label: str, tmp_path: Path) -> None:
    """As everywhere; or the id is written."""
    text = VALID.replace(LABEL, f'rdfs:label "{label}"@en')
    quoted = "beta-goes-public" if "“" in label else f"“{label}”"

    assert [] == told(tmp_path, f'"until the earlier of {quoted} and the end of 2028"@en', text)


def test_where_it_means_nothing_it_is_told(tmp_path: Path) -> None:
    """On an event, a party, a constraint."""
    for start in (
        ":acme a org:Organization ;",
        ":beta-goes-public a pact:Event ;",
        ":through-2028 a odrl:Constraint ;",
    ):
        path = tmp_path / "deal.ttl"
        path.write_text(VALID.replace(start, f'{start}\n    pact:sentence "always"@en ;'), "utf-8")

        assert any("sentence" in str(each.message) for each in check([path]).violations)


# ---- The term of an agreement --------------------------------------------------------------

TERM = """
    odrl:constraint [
        a odrl:Constraint ;
        odrl:leftOperand odrl:dateTime ;
        odrl:operator odrl:lteq ;
        odrl:rightOperand "2030"^^xsd:gYear
    ] ;"""
AGREEMENT = ":deal a odrl:Agreement ;"
TERMS = {
    '"through 2030"@en , "bis Ende 2030"@de': "",
    '"in force from 2024-04-01 (deal) until the end of 2030"@en': "",
    '"until the earlier of Beta goes public and the end of 2028"@en': (
        "its sentence says “in force from 2024-04-01 (deal) until the earlier of “Beta goes public” and the end of"
        " 2028”, its constraints say “in force from 2024-04-01 (deal) until the end of 2030”"
    ),
    '"through 2030-12"@en , "bis Ende 2029"@de': "its sentence says “in force from 2024-04-01 (deal) until the end of 2029”",
    '"until 2030"@en': "deal: the sentence is not understood: character 7",
}


@pytest.mark.parametrize("sentence", TERMS)
def test_the_term_of_an_agreement_may_have_one(sentence: str, tmp_path: Path) -> None:
    """It is compared with the agreement's own constraints; its clauses repeat nothing of it."""
    text = VALID.replace(AGREEMENT, f"{AGREEMENT}\n    pact:sentence {sentence} ;{TERM}")
    found = told(tmp_path, SAME[0], text)

    assert len(found) == bool(TERMS[sentence])
    assert TERMS[sentence] in "".join(found)


def test_a_term_needs_its_constraint(tmp_path: Path) -> None:
    """Without, the agreement has no end, whatever its clauses have."""
    text = VALID.replace(AGREEMENT, f'{AGREEMENT}\n    pact:sentence "through 2028"@en ;')
    (message,) = told(tmp_path, SAME[0], text)

    assert message.startswith("deal: its sentence says")
    assert "its constraints say “in force from 2024-04-01 (deal)”" in message


def test_an_agreement_whose_constraint_is_wrong_is_told_once(tmp_path: Path) -> None:
    """What is wrong is told of the constraint; the sentence waits."""
    wrong = TERM.replace('"2030"^^xsd:gYear', '"someday"')
    text = VALID.replace(AGREEMENT, f'{AGREEMENT}\n    pact:sentence "through 2030"@en ;{wrong}')
    path = tmp_path / "deal.ttl"
    path.write_text(text, "utf-8")
    messages = [str(each.message) for each in check([path]).violations]

    assert messages
    assert not any("sentence" in message for message in messages)


# ---- What is large -------------------------------------------------------------------------


def conditions_precedent(count: int, *, sentence: tuple[int, int]) -> str:
    """Return a clause that waits for `count` conditions, each met or waived.

    Args:
        count: how many.
        sentence: the first and the last that its sentence has.
    """
    pairs = [f"(the earlier of met-{n} and waived-{n})" for n in range(*sentence)]
    spoken = f"from the latest of {', '.join(pairs[:-1])} and {pairs[-1]}"
    each = """[ a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:gteq ;
        odrl:rightOperand :{}-{} ]"""
    stated = " , ".join(
        f"[ a odrl:LogicalConstraint ; odrl:or ( {each.format('met', n)} {each.format('waived', n)} ) ]"
        for n in range(count)
    )
    events = "".join(
        f':{what}-{n} a pact:Event ; rdfs:label "{what} {n}"@en .\n'
        for n in range(count)
        for what in ("met", "waived")
    )
    clause = f'odrl:constraint {stated} ;\n    pact:sentence "{spoken}"@en ;\n'
    bare = VALID.replace("    odrl:constraint :through-2028 ;\n", "")
    return bare.replace(CLAUSE, clause) + events


@pytest.mark.parametrize(
    ("count", "spoken", "expected"),
    [
        (3, (0, 3), ""),
        (3, (1, 3), "correct one of the two"),
        (8, (1, 8), "what they say is too long to be told here"),
        (40, (0, 40), ""),
        (40, (1, 40), "what they say is too long to be told here"),
        (40, (39, 41), "there is no event “met-40”"),
    ],
)
def test_what_is_large_is_compared_too(
    count: int, spoken: tuple[int, int], expected: str, tmp_path: Path
) -> None:
    """Whatever has too many periods, multiplied out, may have a sentence; a long formula is not told."""
    path = tmp_path / "deal.ttl"
    path.write_text(conditions_precedent(count, sentence=spoken), "utf-8")
    messages = [str(each.message) for each in check([path]).violations]

    assert len(messages) == bool(expected)
    assert expected in "".join(messages)
    assert 2_000 > len("".join(messages))


# ---- What else reads it --------------------------------------------------------------------


def test_sentences_are_read_once_at_load_and_only_where_there_are_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each once; without any, not even names are collected."""
    read: list[str] = []

    def reading(text: str, names: Names, language: Language) -> Sentence:
        read.append(text)
        return read_sentence(text, names, language)

    monkeypatch.setattr(sentences, "read_sentence", reading)
    path = tmp_path / "deal.ttl"
    both = '"until the earlier of Beta goes public and the end of 2028"@en , "bis zum früheren von Beta goes public und Ende 2028"@de'
    path.write_text(VALID.replace(CLAUSE, f"{CLAUSE}    pact:sentence {both} ;\n"), "utf-8")
    load(path, cache=False)
    assert 2 == len(read) == len({*read})

    monkeypatch.setattr(sentences, "Names", None)
    load(Path(__file__).parent / "valid.ttl", cache=False)
    load(cache=False)
    assert 2 == len(read)


def test_exports_and_conversions_do_not_choke_on_it(tmp_path: Path) -> None:
    """As ODRL, it is left to the constraints; what is converted keeps it."""
    term = f'{AGREEMENT}\n    pact:sentence "through 2030"@en ;{TERM}'
    text = VALID.replace(AGREEMENT, term)
    path = tmp_path / "deal.ttl"
    path.write_text(text.replace(CLAUSE, f"{CLAUSE}    pact:sentence {SAME[0]} ;\n"), "utf-8")
    (tmp_path / "bare.ttl").write_text(VALID.replace(AGREEMENT, f"{AGREEMENT}{TERM}"), "utf-8")

    exported = [run("export", "-g", name, folder=tmp_path) for name in ("deal.ttl", "bare.ttl")]
    assert exported[0].status == 0
    assert exported[0].out == exported[1].out
    for first, second in pairwise(("deal.ttl", "deal.yaml", "deal.jsonld", "again.ttl")):
        assert 0 == run("convert", first, second, folder=tmp_path).status
    again = (tmp_path / "again.ttl").read_text("utf-8")
    assert 2 == again.count("pact:sentence ")
    assert [] == check([tmp_path / "again.ttl"]).violations
