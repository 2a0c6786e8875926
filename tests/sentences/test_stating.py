"""From sentences to triples: what is interpreted from these is what the sentences mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgraph.graph import load
from pactgraph.messages import LANGUAGES
from pactgraph.sentences.reading import read_sentence
from sentences.stated import differs, graph_of, stated
from sentences.tables import FACTS, names_of_facts

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.messages import Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_the_facts_are_a_file(language: Language, tmp_path: Path) -> None:
    """All of them, in one file that is loaded as any other."""
    names = names_of_facts()
    texts = {id_: texts[LANGUAGES.index(language)] for id_, *texts in FACTS}
    sentences = {id_: (text, read_sentence(text, names, language)) for id_, text in texts.items()}
    file = tmp_path / "facts.ttl"
    graph_of(stated(sentences, names)).serialize(file, format="turtle")

    record = load(file).record

    assert 104 == len(record.clauses) == len(sentences)
    assert [] == [id_ for id_, (_, said) in sentences.items() if differs(id_, said, names, record)]
