"""The statuses of clauses as a table for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.duties import outcome_in_words
from pactgraph.asking.evidence import evidence
from pactgraph.asking.setting import Setting, event_windows, unknown_events
from pactgraph.kernel.duties import State
from pactgraph.kernel.flips import course, ended_before, revivals
from pactgraph.kernel.status import Status
from pactgraph.messages import Phrases, meant, phrase
from pactgraph.telling.tables import Table
from pactgraph.telling.words import ended_in_words, event_in_words, formula, status_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.asking.status.answer import Answer
    from pactgraph.kernel.scenarios import Window
    from pactgraph.messages import Language
    from pactgraph.record import Record

_COLUMNS = Phrases.of("Clause", "What", "Holder ← owed by", meant("of a clause", "Status"), "When")
_ON = phrase("{} on {}")
_MORE = phrase("{shown} and {more} more")
_MOST_NAMED = 5
"""Of more events that a status depends on only so many are named; `why` names all."""
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
    windows = event_windows(record, setting)
    aged = evidence(record, (answer.clause for answer in answers), setting)
    rows = []
    styles = {}
    for answer in answers:
        clause = answer.clause
        told = _status(record, answer, setting, windows, language)
        if answer.status in _MAY_HOLD and aged[clause.iri].old:
            last = aged[clause.iri].last_text
            ageing = _UNCONFIRMED if last else _UNDATED
            told += ageing.told_in(language).format(last)
        missed = answer.outcome is not None and answer.outcome.state is State.VIOLATED
        styles[told] = "red" if missed else _COLOURS[answer.status]
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


def _status(
    record: Record,
    answer: Answer,
    setting: Setting,
    windows: Mapping[str, Window],
    language: Language,
) -> str:
    """Return the status in words, with what it depends on, and what has become of a duty."""
    told = _standing(record, answer, setting, windows, language)
    if answer.clause.due is None or answer.outcome is None:
        return told
    became = outcome_in_words(record, answer.clause.due, answer.outcome, language)
    return f"{told}; {became}" if became else told


def _standing(
    record: Record,
    answer: Answer,
    setting: Setting,
    windows: Mapping[str, Window],
    language: Language,
) -> str:
    """Return the status in words, with what it depends on."""
    word = look_in_words(answer, record, setting, windows, language)
    deciding = answer.depends_on
    if not deciding:
        return word
    named = [event_in_words(event, record, language) for event in deciding[:_MOST_NAMED]]
    events = ", ".join(named)
    if len(deciding) > _MOST_NAMED:
        events = _MORE.told_in(language).format(shown=events, more=len(deciding) - _MOST_NAMED)
    return _ON.told_in(language).format(word, events)


def look_in_words(
    answer: Answer,
    record: Record,
    setting: Setting,
    windows: Mapping[str, Window],
    language: Language,
) -> str:
    """Return the status in words; of what was in force before what revives it, not *not yet*.

    Args:
        answer: whose status.
        record: what the graph says.
        setting: the question that it answers.
        windows: when each event can happen in that setting.
        language: the language wanted.
    """
    at, periods = setting.on.last, answer.clause.periods
    can_have_gap = answer.status is Status.NOT_YET and len(periods) > 1
    if can_have_gap and ended_before(course(periods, windows, record.relations), at):
        ways = revivals(periods, windows, at, record.relations)
        return ended_in_words(ways, record, language)
    return status_in_words(answer.status, language)


def _names(record: Record, iris: Sequence[str], language: Language) -> str:
    named = [
        record.parties[iri].label.in_language(language) for iri in iris if iri in record.parties
    ]
    return ", ".join(named)
