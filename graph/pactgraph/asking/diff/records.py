"""What changed as flat records, for CSV: one row a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.diff.settings import DateDiff, ScenarioDiff
from pactgraph.asking.diff.values import values_in_words
from pactgraph.asking.diff.versions import AgreementDiff
from pactgraph.asking.diff.words import range_in_words
from pactgraph.telling.tables import Table
from pactgraph.telling.words import day_in_words, formula

if TYPE_CHECKING:
    from pactgraph.asking.diff.answer import Comparison
    from pactgraph.asking.diff.pairs import Reading
    from pactgraph.asking.diff.settings import DateChange, ScenarioChange
    from pactgraph.kernel.status import Standing
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

_COLUMNS = ("group", "change", "clause", "new_clause", "label", "before", "after", "when", "by")


def flat_records(diff: Comparison, language: Language) -> Table:
    """Return `diff` as flat rows, for CSV: one row a change, the same words as in JSON."""
    record = diff.record
    match diff:
        case AgreementDiff():
            rows = _agreement_records(record, diff, language)
        case DateDiff():
            rows = [_date_record(record, change, language) for change in diff.changes]
        case ScenarioDiff():
            rows = [
                row
                for change in diff.changes
                for row in _scenario_records(record, change, language)
            ]
        case _:
            raise TypeError(type(diff))
    return Table(_COLUMNS, rows)


def _agreement_records(
    record: Record, diff: AgreementDiff, language: Language
) -> list[tuple[str, ...]]:
    def told(reading: Reading) -> str:
        return formula(reading.clause, record, language, reading.later)

    def label(clause: Clause) -> str:
        return clause.label.in_language(language)

    rows: list[tuple[str, ...]] = []
    for gained in diff.gained:
        clause = gained.reading.clause
        when = told(gained.reading)
        rows.append(("gained", gained.change, clause.id, "", label(clause), "", when, "", ""))
    for group, those in (("lost", diff.lost), ("came_and_went", diff.passed)):
        for lost in those:
            clause = lost.reading.clause
            ended = day_in_words(lost.end.at) if lost.end else ""
            by = "; ".join(record.ids_of(lost.by))
            was = told(lost.reading)
            rows.append((group, lost.change, clause.id, "", label(clause), was, "", ended, by))
    for pair in diff.changed:
        old, new = pair.old.clause, pair.new.clause
        for changed in pair.changes:
            values = (
                values_in_words(v, record, language) for v in (changed.before, changed.after)
            )
            by = "; ".join(record.ids_of(changed.by))
            rows.append(
                ("changed", changed.change, old.id, new.id, label(new), *values, "", by),
            )
    for silent in diff.silent:
        clause = silent.reading.clause
        by = "; ".join(record.ids_of(silent.events))
        was = told(silent.reading)
        rows.append(("not_stated", "not-stated", clause.id, "", label(clause), was, "", "", by))
    return rows


def _date_record(record: Record, change: DateChange, language: Language) -> tuple[str, ...]:
    clause = change.clause
    causes = [c.event for flip in change.flips for c in flip.because if c.event]
    return (
        "days",
        change.turned.value,
        clause.id,
        "",
        clause.label.in_language(language),
        _flat(record, change.before),
        _flat(record, change.after),
        "; ".join(day_in_words(flip.at) for flip in change.flips),
        "; ".join(record.ids_of(causes)),
    )


def _scenario_records(
    record: Record, change: ScenarioChange, language: Language
) -> list[tuple[str, ...]]:
    clause = change.clause
    return [
        (
            "scenarios",
            "differs",
            clause.id,
            "",
            clause.label.in_language(language),
            _flat(record, change.first and difference.first),
            _flat(record, change.second and difference.second),
            range_in_words(difference, language),
            "",
        )
        for difference in change.ranges
    ]


def _flat(record: Record, standing: Standing | None) -> str:
    if standing is None:
        return "not yet known"
    events = "; ".join(record.ids_of(sorted(standing.depends_on)))
    return f"{standing.status.value}: {events}" if events else standing.status.value
