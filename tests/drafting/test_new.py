# ruff: noqa: E501 - a sentence is read best on one line
"""`pactgraph new`: a few answers, and a file that is right by the first check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entry import run
from pactgraph.checking.check import check
from pactgraph.drafting.answers import id_of, unique
from pactgraph.drafting.templates import TEMPLATES
from pactgraph.messages import LANGUAGES
from pactgraph.plain.vocabulary import terms

if TYPE_CHECKING:
    from pathlib import Path

WORDS = {"en": ("yes", "no"), "de": ("ja", "nein")}
SENTENCES = {
    "en": "from the later of “approval” and 2024-06-01 until the earlier of “sale” and the end of 2028",
    "de": "ab dem späteren von „Genehmigung“ und 2024-06-01 bis zum früheren von „Verkauf“ und Ende 2028",
}
HOSTILE = [
    'Acme: "Inc." {x}',
    "#1 - [y] & *z",
    "NO",
    "the end of 2030",
    "Ünïcode 🙂",
    "until notice, or sale",
]


def answers(template: str, language: str, *, names: list[str], every: bool) -> list[str]:
    """Return what is answered: names, the whole, then each clause as it is asked."""
    yes, no = WORDS[language]
    found = [names[0], names[1], names[2], "", "2024-03-01", "2024-04-01", names[3], names[4]]
    found += ["contract.pdf", "section 4"] if every else ["https://acme.example/news"]
    asked = False
    for part in TEMPLATES[template].parts:
        if part.optional is not None:
            found.append(yes if every else no)
            if not every:
                continue
        for each in part.asks:
            if each == "when":
                found.append(SENTENCES[language] if every else "")
                found += ["2024-05", no] if every and not asked else []
                asked = True
            elif each == "amount":
                found.append("250 Mio. USD" if language == "de" else "250 million USD")
                found[-1] = found[-1] if every else ""
            else:
                found.append("2026-12-31" if every else "")
    return found


def made(folder: Path, template: str, language: str, said: list[str]) -> str:
    """Return what is told when a file is made."""
    asked = ("new", "own.yaml", "--template", template, "--lang", language)
    answer = run(*asked, folder=folder, stdin="\n".join([*said, ""]).encode())
    assert 0 == answer.status, answer.text
    return answer.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_makes_a_file_that_is_right(
    template: str, language: str, *, every: bool, tmp_path: Path
) -> None:
    """With everything answered, and with Enter wherever that will do."""
    names = ["Beta AG", "Acme", "engines", "Acme", "News"]

    text = made(
        tmp_path, template, language, answers(template, language, names=names, every=every)
    )

    found = check([tmp_path / "own.yaml"], language)
    assert [] == found.violations
    assert "pactgraph check own.yaml" in text
    if every and "when" in TEMPLATES[template].parts[0].asks:
        assert {"en": "in force from", "de": "in Kraft ab"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shift", range(len(HOSTILE)))
def test_whatever_people_are_called(shift: int, language: str, tmp_path: Path) -> None:
    """Labels that YAML or a sentence could take for something else."""
    names = [HOSTILE[(shift + place) % len(HOSTILE)] for place in range(5)]

    made(tmp_path, "licence", language, answers("licence", language, names=names, every=True))

    assert [] == check([tmp_path / "own.yaml"]).violations


def test_what_is_wrong_is_asked_again(tmp_path: Path) -> None:
    """A date, an address, a sentence: with what would be right; then it goes on."""
    said = answers("licence", "en", names=["B", "A", "x", "A", "N"], every=False)
    said.insert(4, "1 March 2024")
    said.insert(9, "https://a b")
    said[11:12] = ["until 2030", "until sale", "until “sale”", "yes", "?", "through 2030"]

    text = made(tmp_path, "licence", "en", said)

    for told in (
        "“1 March 2024” is not a date",
        "“https://a b” is no IRI",
        "“2030” can be read two ways",
        "there is no event “sale”",
        "“sale” is a new event",
        "understood: in force from 2024-04-01 (own) until",
    ):
        assert told in text
    assert [] == check([tmp_path / "own.yaml"]).violations


def test_nothing_is_written_before_the_last_answer(tmp_path: Path) -> None:
    """Answers that end too soon are told."""
    said = answers("licence", "en", names=["B", "A", "x", "A", "N"], every=True)

    for number in range(len(said)):
        asked = ("new", "own.yaml", "--template", "licence")
        answer = run(*asked, folder=tmp_path, stdin="\n".join(said[:number]).encode())
        assert 2 == answer.status
        assert "the answers end here; nothing is written" in answer.text
        assert [] == [*tmp_path.iterdir()]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """Before anything is asked."""
    (tmp_path / "own.yaml").write_text("mine", encoding="utf-8")

    answer = run("new", "own.yaml", folder=tmp_path)

    assert (2, "Error: own.yaml is there; choose another name\n") == (answer.status, answer.text)


def test_the_template_is_asked_with_what_there_is(tmp_path: Path) -> None:
    """One line each."""
    answer = run("new", "own.yaml", folder=tmp_path, stdin=b"licens\n")

    for name in TEMPLATES:
        assert f"\n  {name} " in f"\n{answer.text}"
    assert "it is one of licence, supply" in answer.text


def test_templates_name_what_there_is() -> None:
    """Kinds and actions of the vocabulary."""
    kinds, actions = ({term.id for term in terms(name)} for name in ("kind", "action"))
    parts = [part for template in TEMPLATES.values() for part in template.parts]

    assert {part.kind for part in parts} <= kinds
    assert {part.action for part in parts} - {""} <= actions


def test_ids_are_readable_and_unique() -> None:
    """Letters of any script, no signs, never twice."""
    assert "acme-inc" == id_of("Acme, Inc.")
    assert "x" == id_of("!!!")
    assert "a-3" == unique("a", {"a", "a-2"})
