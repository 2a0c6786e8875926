"""Conditions in words: "until the end of 2030"."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pactgraph.asking.why.occurrence_words import name_in_words
from pactgraph.kernel.conditions import And, AtOrAfter, Before, Condition, Or
from pactgraph.telling.words import day_in_words, end_in_words

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.record import Record

_PHRASES: dict[Language, dict[str, str]] = {
    "en": {
        "all": "all of these have to hold",
        "any": "at least one of these has to hold",
        "one": "exactly one of these has to hold",
        "always": "always (a limit of what is covered, see below)",
        "from": "from {} on",
        "until": "until {}",
        "from agreement": "from the day on which {} takes effect",
        "until agreement": "until {} takes effect",
    },
    "de": {
        "all": "alle müssen erfüllt sein",
        "any": "mindestens eine muss erfüllt sein",
        "one": "genau eine muss erfüllt sein",
        "always": "immer (eine Grenze dessen, was erfasst ist, siehe unten)",
        "from": "ab {}",
        "until": "bis {}",
        "from agreement": "ab dem Tag, an dem {} wirksam wird",
        "until agreement": "bis {} wirksam wird",
    },
}


def condition_in_words(condition: Condition, record: Record, language: Language) -> str:
    """Return what `condition` says itself; of joined ones, how many of them have to hold."""
    phrases = _PHRASES[language]
    match condition:
        case AtOrAfter(datetime() as date):
            return phrases["from"].format(day_in_words(date))
        case Before(datetime() as date):
            return phrases["until"].format(end_in_words(date, language))
        case AtOrAfter(str(event)) | Before(str(event)):
            word = "from" if isinstance(condition, AtOrAfter) else "until"
            form = f"{word} agreement" if event in record.agreements else word
            return phrases[form].format(name_in_words(event, record, language))
        case And(()):
            return phrases["always"]
        case And():
            return phrases["all"]
        case Or():
            return phrases["any"]
        case _:
            return phrases["one"]
