"""What changed for programs: a JSON object with the keys in `json_object`, and rows of CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.diff.settings import DateDiff, ScenarioDiff
from pactgraph.asking.diff.values import values_in_words
from pactgraph.asking.diff.versions import AgreementDiff
from pactgraph.asking.diff.words import range_in_words
from pactgraph.asking.status.answer import statuses
from pactgraph.asking.status.data import status_objects
from pactgraph.kernel.timeline import FIRST
from pactgraph.telling.citations import source_object
from pactgraph.telling.tables import Table
from pactgraph.telling.words import day_in_words, formula

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pactgraph.asking.diff.answer import Comparison
    from pactgraph.asking.diff.pairs import Changed, Reading
    from pactgraph.asking.diff.settings import DateChange, Flip, ScenarioChange
    from pactgraph.asking.diff.versions import Gained, Kept, Lost, Pair, Silent
    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.flips import Difference
    from pactgraph.kernel.status import Standing
    from pactgraph.messages import Language
    from pactgraph.record import Agreement, Clause, Record

Object = dict[str, object]


def json_object(diff: Comparison, language: Language) -> Object:
    """Return `diff` as one JSON object.

    ``compared`` is "agreements", "days" or "scenarios"; ``first`` and ``second`` are the two
    sides. Instants are days ("2026-04-27", from their first instant on) or, within a day,
    instants in UTC. A *clause* is the object of `status_objects`, on the day and in the
    scenario of the question. A *status* has ``status`` and ``depends_on``, ids of events.
    A *flip* has ``at``, ``before``, ``after`` (statuses) and ``because``: a list of ``turn``
    ("from", "until", "happens", "can happen", "has happened") and ``event``, "" for a date.

    Agreements: ``series``, whether they are versions of one agreement; then the lists
      - ``gained``: ``change``, ``clause``, ``as_agreed`` (its formula as the second
        agreement has it), ``beside`` (ids), ``flips``
      - ``lost`` and ``came_and_went``: ``change``, ``clause``, ``as_agreed``, ``ended`` (a
        flip or null), ``by`` (ids), ``flips``
      - ``changed``: ``old`` and ``new`` (clauses, both with ``as_agreed`` and ``flips``),
        ``changes``: ``change``, ``before``, ``after`` (texts), ``by`` (ids)
      - ``not_stated``: ``change``, ``clause``, ``as_agreed``, ``events`` (ids), ``flips``
      - ``unchanged``: ``clause`` (id), ``said_again`` (ids)

    Days: ``changes``: ``change`` ("started", "settled", "became open", "depends on others",
    "ended" or "paused"), ``clause``, ``before``, ``after`` (statuses), ``flips``;
    ``unchanged`` (ids).

    Scenarios: ``changes``: ``clause``, ``differs_on_the_day``, ``first`` and ``second``
    (statuses, null for a clause that is not yet known there), ``differ`` (``from``,
    ``until``, the first instant after it, null for no bound; ``first``, ``second``, as
    above), ``flips_first``, ``flips_second``; ``unchanged`` (ids).

    The word that ``change`` is comes from `pairs.Change` and `settings.Turned`.
    """
    record, setting = diff.record, diff.setting
    match diff:
        case AgreementDiff():
            clauses = [record.clauses[iri] for iri in diff.flips]
            return _Objects(record, setting, language, clauses).agreements(diff)
        case DateDiff():
            clauses = [change.clause for change in diff.changes]
            return _Objects(record, diff.second, language, clauses).dates(diff)
        case ScenarioDiff():
            clauses = [change.clause for change in diff.changes]
            return _Objects(record, setting, language, clauses).scenarios(diff)
        case _:
            raise TypeError(type(diff))


class _Objects:
    """JSON objects in one language, with the status of clauses in one setting."""

    def __init__(
        self, record: Record, setting: Setting, language: Language, clauses: Sequence[Clause]
    ) -> None:
        self.record = record
        self.language: Language = language
        objects = status_objects(record, statuses(record, setting, clauses), setting, language)
        self.clauses = {c.iri: told for c, told in zip(clauses, objects, strict=True)}

    # ---- Between agreements --------------------------------------------------------------

    def agreements(self, diff: AgreementDiff) -> Object:
        return {
            "compared": "agreements",
            "first": self._agreement(diff.first),
            "second": self._agreement(diff.second),
            "series": diff.series,
            "gained": [self._gained(each, diff) for each in diff.gained],
            "lost": [self._lost(each, diff) for each in diff.lost],
            "changed": [self._pair(each, diff) for each in diff.changed],
            "not_stated": [self._silent(each, diff) for each in diff.silent],
            "came_and_went": [self._lost(each, diff) for each in diff.passed],
            "unchanged": [_kept(self.record, each) for each in diff.kept],
        }

    def _agreement(self, agreement: Agreement) -> Object:
        return {
            "agreement": agreement.id,
            "iri": agreement.iri,
            "label": agreement.label.in_language(self.language),
            "effective": agreement.effective.text,
            "known_since": agreement.issued.text,
            "certainty": agreement.certainty,
            "sources": [
                source_object(self.record, iri, self.language) for iri in agreement.sources
            ],
        }

    def _reading(self, reading: Reading, diff: AgreementDiff) -> Object:
        clause = reading.clause
        return {
            "clause": self.clauses[clause.iri],
            "as_agreed": formula(clause, self.record, self.language, reading.later),
            "flips": [_flip(self.record, flip) for flip in diff.flips[clause.iri]],
        }

    def _gained(self, gained: Gained, diff: AgreementDiff) -> Object:
        beside = [clause.id for clause in gained.beside]
        return {
            "change": gained.change.value,
            **self._reading(gained.reading, diff),
            "beside": beside,
        }

    def _lost(self, lost: Lost, diff: AgreementDiff) -> Object:
        return {
            "change": lost.change.value,
            **self._reading(lost.reading, diff),
            "ended": _flip(self.record, lost.end) if lost.end else None,
            "by": self.record.ids_of(lost.by),
        }

    def _silent(self, silent: Silent, diff: AgreementDiff) -> Object:
        return {
            "change": "not-stated",
            **self._reading(silent.reading, diff),
            "events": self.record.ids_of(silent.events),
        }

    def _pair(self, pair: Pair, diff: AgreementDiff) -> Object:
        return {
            "old": self._reading(pair.old, diff),
            "new": self._reading(pair.new, diff),
            "changes": [self._changed(each) for each in pair.changes],
        }

    def _changed(self, changed: Changed) -> Object:
        return {
            "change": changed.change.value,
            "before": values_in_words(changed.before, self.record, self.language),
            "after": values_in_words(changed.after, self.record, self.language),
            "by": self.record.ids_of(changed.by),
        }

    # ---- Between days and between scenarios ----------------------------------------------

    def dates(self, diff: DateDiff) -> Object:
        return {
            "compared": "days",
            "first": diff.first.on.text,
            "second": diff.second.on.text,
            "changes": [self._date_change(change) for change in diff.changes],
            "unchanged": [clause.id for clause in diff.unchanged],
        }

    def _date_change(self, change: DateChange) -> Object:
        return {
            "change": change.turned.value,
            "clause": self.clauses[change.clause.iri],
            "before": _standing(self.record, change.before),
            "after": _standing(self.record, change.after),
            "flips": [_flip(self.record, flip) for flip in change.flips],
        }

    def scenarios(self, diff: ScenarioDiff) -> Object:
        return {
            "compared": "scenarios",
            "first": _setting(self.record, diff.first),
            "second": _setting(self.record, diff.second),
            "changes": [self._scenario_change(change) for change in diff.changes],
            "unchanged": [clause.id for clause in diff.unchanged],
        }

    def _scenario_change(self, change: ScenarioChange) -> Object:
        first, second = change.courses
        return {
            "clause": self.clauses[change.clause.iri],
            "differs_on_the_day": change.on_the_day,
            "first": change.first and _standing(self.record, change.first),
            "second": change.second and _standing(self.record, change.second),
            "differ": [_difference(self.record, change, each) for each in change.ranges],
            "flips_first": [_flip(self.record, flip) for flip in first],
            "flips_second": [_flip(self.record, flip) for flip in second],
        }


def _setting(record: Record, setting: Setting) -> Object:
    return {
        "on": setting.on.text,
        "known": setting.known.text,
        "assumed": {
            record.id_of(event): "never" if date is None else date.text
            for event, date in setting.assumed.items()
        },
    }


def _standing(record: Record, standing: Standing) -> Object:
    return {
        "status": standing.status.value,
        "depends_on": record.ids_of(sorted(standing.depends_on)),
    }


def _flip(record: Record, flip: Flip) -> Object:
    return {
        "at": day_in_words(flip.at),
        "before": _standing(record, flip.before),
        "after": _standing(record, flip.after),
        "because": [
            {"turn": cause.turn.value, "event": record.id_of(cause.event)}
            for cause in flip.because
        ],
    }


def _difference(record: Record, change: ScenarioChange, difference: Difference) -> Object:
    return {
        "from": _bound(None if difference.start == FIRST else difference.start),
        "until": _bound(difference.end),
        "first": change.first and _standing(record, difference.first),
        "second": change.second and _standing(record, difference.second),
    }


def _bound(moment: datetime | None) -> str | None:
    return None if moment is None else day_in_words(moment)


def _kept(record: Record, kept: Kept) -> Object:
    return {"clause": kept.clause.id, "said_again": record.ids_of(kept.restated)}


# ---- Rows of CSV ----------------------------------------------------------------------------

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
        _standing_text(record, change.before),
        _standing_text(record, change.after),
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
            _standing_text(record, change.first and difference.first),
            _standing_text(record, change.second and difference.second),
            range_in_words(difference, language),
            "",
        )
        for difference in change.ranges
    ]


def _standing_text(record: Record, standing: Standing | None) -> str:
    if standing is None:
        return "not yet known"
    events = "; ".join(record.ids_of(sorted(standing.depends_on)))
    return f"{standing.status.value}: {events}" if events else standing.status.value
