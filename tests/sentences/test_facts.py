"""The sentences of the facts, in English and in German written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.kernel.conditions import relate
from pactgraph.kernel.periods import periods
from pactgraph.sentences.meaning import meaning_of
from pactgraph.sentences.reading import read_sentence
from sentences.tables import FACTS, names_of_facts

TRIED = Path(__file__).parents[3] / "shared" / "authoring" / "facts_sentences.txt"
NAMES = names_of_facts()


@pytest.mark.parametrize(("clause", "english", "german"), FACTS, ids=[row[0] for row in FACTS])
def test_both_languages_say_the_same(clause: str, english: str, german: str) -> None:
    """One condition, and periods that can hold."""
    meanings = [
        meaning_of(read_sentence(text, NAMES, language), NAMES)
        for text, language in ((english, "en"), (german, "de"))
    ]
    assert meanings[0] == meanings[1], clause
    relations = relate(meanings[0].derived)
    assert periods(meanings[0].condition, relations)


def test_the_table_is_that_of_the_trial() -> None:
    """All rows, as they were tried."""
    if not TRIED.exists():
        pytest.skip("the sentences of the trial are not beside the repository")
    rows = [line.split(" | ")[:2] for line in TRIED.read_text(encoding="utf-8").splitlines()]
    assert rows == [[clause, english] for clause, english, _ in FACTS]
    assert 104 == len(rows)
