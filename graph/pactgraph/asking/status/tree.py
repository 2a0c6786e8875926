"""The statuses of clauses as a table for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.evidence import evidence
from pactgraph.asking.setting import Setting, unknown_events
from pactgraph.kernel.status import Status
from pactgraph.messages import Phrases, meant, phrase
from pactgraph.telling.tables import Table
from pactgraph.telling.words import event_in_words, formula, status_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.asking.status.answer import Answer
    from pactgraph.messages import Language
    from pactgraph.record import Record

_COLUMNS = Phrases.of("Clause", "What", "Holder ← owed by", meant("of a clause", "Status"), "When")
_ON = phrase("{} on {}")
_UNCONFIRMED = phrase("; last confirmed {}")
_UNDATED = phrase("; never confirmed")
_MAY_HOLD = {Status.IN_FORCE, Status.DEPENDS}
_COLOURS = {
    "in force": "green",
    "depends": "yellow",
    "not yet": "cyan",
    "ended": "dim",
    "never": "dim",
}


def status_table(
    record: Record, answers: Sequence[Answer], setting: Setting, language: Language
) -> Table:
    """Return one row an answer, for people; how old evidence is where it is old."""
    unknown = unknown_events(record, setting)
    aged = evidence(record, (answer.clause for answer in answers), setting)
    rows = []
    styles = {}
    for answer in answers:
        clause = answer.clause
        told = _status(record, answer, language)
        if answer.status in _MAY_HOLD and aged[clause.iri].old:
            last = aged[clause.iri].last_text
            ageing = _UNCONFIRMED if last else _UNDATED
            told += ageing.told_in(language).format(last)
        styles[told] = _COLOURS[answer.status]
        holders, owed_by = (_names(record, r, language) for r in (clause.holders, clause.owed_by))
        rows.append(
            (
                clause.id,
                clause.label.in_language(language),
                holders if holders == owed_by else f"{holders} ← {owed_by}",
                told,
                formula(clause, record, language, unknown),
            )
        )
    return Table(tuple(_COLUMNS[language].values()), rows, styles)


def _status(record: Record, answer: Answer, language: Language) -> str:
    """Return the status in words, with what it depends on."""
    word = status_in_words(answer.status, language)
    events = [event_in_words(event, record, language) for event in answer.depends_on]
    return _ON.told_in(language).format(word, ", ".join(events)) if events else word


def _names(record: Record, iris: Sequence[str], language: Language) -> str:
    named = [
        record.parties[iri].label.in_language(language) for iri in iris if iri in record.parties
    ]
    return ", ".join(named)
