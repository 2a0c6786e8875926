# ruff: noqa: E501, RUF001 - sentences are read best on one line; one is French
"""A sentence beside constraints has to say the same; what differs is told, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.checking.check import check
from pactgraph.errors import InvalidGraphError
from pactgraph.graph import load

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
    """On an agreement, an event, a party."""
    for start in (":deal a odrl:Agreement ;", ":beta-goes-public a pact:Event ;"):
        path = tmp_path / "deal.ttl"
        path.write_text(VALID.replace(start, f'{start}\n    pact:sentence "always"@en ;'), "utf-8")

        assert any("sentence" in str(each.message) for each in check([path]).violations)
