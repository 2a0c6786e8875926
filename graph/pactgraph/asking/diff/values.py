"""The two sides of a change in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.asking.diff.pairs import Bound, Cap, Hidden, Value, Word
from pactgraph.messages import Phrases
from pactgraph.record import Amount, Text
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.words import beginning, concept_label, ending, event_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.asking.diff.pairs import Reading
    from pactgraph.messages import Language
    from pactgraph.record import Record, Thing

_SAY = Phrases(
    {
        "at once": "from the start",
        "no end": "no end stated",
        "a cap": "a cap",
        "stated": "stated: {}",
        "not public": "not public: {}",
        "permission": "right",
        "duty": "duty",
        "prohibition": "prohibition",
    }
)


def values_in_words(values: Iterable[Value], record: Record, language: Language) -> str:
    """Return the two sides of a change in words; "" for nothing."""
    return "; ".join(value_in_words(value, record, language) for value in values)


def value_in_words(value: Value, record: Record, language: Language) -> str:
    """Return one value of a change in words."""
    match value:
        case Text():
            return value.in_language(language)
        case Amount():
            return _amount(value, record, language)
        case Bound():
            return _bound(value, record, language)
        case Cap():
            return _cap(value, record, language)
        case Hidden(text):
            return _SAY[language]["not public"].format(text.in_language(language))
        case Word(of="kind"):
            return concept_label(record.kinds, value.id, language)
        case Word():
            return _SAY[language][value.id]
        case _:
            return _label(value, record, language)


def _label(iri: str, record: Record, language: Language) -> str:
    """Return what the thing `iri` is called, or its id."""
    if iri in record.events:
        return event_in_words(iri, record, language)
    tables: tuple[Mapping[str, Thing], ...] = (
        record.assets,
        record.parties,
        record.statements,
        record.clauses,
        record.actions,
    )
    found = (table[iri].label.in_language(language) for table in tables if iri in table)
    return next(found, record.id_of(iri))


def when_in_words(reading: Reading, record: Record, language: Language) -> str:
    """Return since when, if not since its agreement, and until when a clause holds."""
    start, end = (_bound(Bound(reading, start), record, language) for start in (True, False))
    told = "" if start == _SAY[language]["at once"] else start
    return f"{told} {end}".strip()


def _bound(bound: Bound, record: Record, language: Language) -> str:
    clause, later = bound.reading.clause, bound.reading.later
    if not bound.start:
        return ending(clause, record, language, later) or _SAY[language]["no end"]
    home = {clause.agreement}
    periods = (replace(p, from_events=p.from_events - home) for p in clause.periods)
    told = beginning(replace(clause, periods=tuple(periods)), record, language, later)
    return told or _SAY[language]["at once"]


def _cap(cap: Cap, record: Record, language: Language) -> str:
    say = _SAY[language]
    told = [_label(cap.name, record, language) if cap.name else say["a cap"]]
    if cap.amounts:
        amounts = ", ".join(_amount(a, record, language) for a in cap.amounts)
        told.append(say["stated"].format(amounts))
    told += [value_in_words(hidden, record, language) for hidden in cap.hidden]
    return "; ".join(told)


def _amount(amount: Amount, record: Record, language: Language) -> str:
    """Return an amount, with how sure it is where that is said."""
    told = amount_in_words(amount, language)
    if not amount.certainty:
        return told
    return f"{told} ({concept_label(record.certainties, amount.certainty, language)})"
