"""Conditions in words: "until the end of 2030"."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pactgraph.asking.why.occurrence_words import name_in_words
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Or, Xone
from pactgraph.messages import Phrases
from pactgraph.telling.words import day_in_words, end_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.telling.points import Naming

_PHRASES = Phrases(
    {
        "all": "all of these have to hold",
        "any": "at least one of these has to hold",
        "one": "exactly one of these has to hold",
        "always": "always (a limit of what is covered, see below)",
        "from": "from {} on",
        "until": "until {}",
        "from agreement": "from the day on which {} takes effect",
        "until agreement": "until {} takes effect",
    }
)


KINDS: Mapping[type[Condition], str] = {
    AtOrAfter: "from",
    Before: "until",
    And: "all",
    Or: "any",
    Xone: "one",
}
"""What each sort of condition is called in data."""


def condition_in_words(
    condition: Condition, record: Record, language: Language, naming: Naming | None = None
) -> str:
    """Return what `condition` says itself; of joined ones, how many of them have to hold.

    Args:
        condition: any condition.
        record: the record that knows its events.
        language: the language wanted.
        naming: tells in an answer what derived events are, once of each; None to leave it out.
    """
    phrases = _PHRASES[language]
    match condition:
        case AtOrAfter(point) | Before(point):
            starts = isinstance(condition, AtOrAfter)
            word = "from" if starts else "until"
            if isinstance(point, datetime):
                told = day_in_words(point) if starts else end_in_words(point, language)
                return phrases[word].format(told)
            form = f"{word} agreement" if point in record.agreements else word
            if naming is None or point in record.agreements:
                return phrases[form].format(name_in_words(point, record, language))
            return phrases[form].format(naming.name(point))
        case And(()):
            return phrases["always"]
        case _:
            return phrases[KINDS[type(condition)]]
