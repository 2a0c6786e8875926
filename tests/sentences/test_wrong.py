"""Wrong sentences, and what is said of each: where, and what would be right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pactgraph.sentences.faults import SentenceError
from pactgraph.sentences.reading import read_sentence
from sentences.tables import NAMES, thing

HERE = Path(__file__).parent
WRONG = [
    tuple(line.split(" | "))
    for line in (HERE / "wrong.txt").read_text(encoding="utf-8").splitlines()
]
"""The language, the sentence, and what is said of it."""


@pytest.mark.parametrize(("language", "text", "told"), WRONG, ids=[row[1] for row in WRONG])
def test_what_is_wrong_is_told_with_its_place(language: str, text: str, told: str) -> None:
    """In the language of the sentence."""
    with pytest.raises(SentenceError) as error:
        read_sentence(text, NAMES, language)

    assert told == error.value.in_language(language)


def test_of_several_lines_the_line_is_told() -> None:
    """Counted from 1, as the character is."""
    with pytest.raises(SentenceError, match="line 2, character 7: there is no event") as error:
        read_sentence("from IPO\nuntil AGI verifed", NAMES, "en")

    assert (2, 7) == (error.value.line, error.value.column)


def test_a_label_with_words_of_a_sentence_needs_quotation_marks() -> None:
    """It is not taken for two moments, nor guessed."""
    names = replace(NAMES, events=[*NAMES.events, thing("odd", "IPO until sale", "")])
    with pytest.raises(SentenceError, match="has words of a sentence in it; write “IPO until"):
        read_sentence("from IPO until sale until 2030-01", names, "en")


def test_an_unclear_name_is_refused() -> None:
    """Two events of one label are told apart by their ids."""
    names = replace(NAMES, events=[*NAMES.events, thing("sale-2", "Sale", "Verkauf")])
    with pytest.raises(
        SentenceError, match=r"several are called so; write “Sale” \(sale\) or “Sale” \(sale-2\)"
    ):
        read_sentence("from “Sale”", names, "en")

    assert read_sentence("from “Sale” (sale-2)", names, "en") != read_sentence(
        "from “Sale” (sale)", names, "en"
    )


def test_nothing_is_no_sentence() -> None:
    """What means always has to say so."""
    with pytest.raises(SentenceError, match="nothing to read; write “always”"):
        read_sentence(" \n", NAMES, "en")


def test_enough_is_tried() -> None:
    """At least twenty of each language are tried."""
    for language in ("en", "de"):
        assert 20 <= sum(row[0] == language for row in WRONG)
