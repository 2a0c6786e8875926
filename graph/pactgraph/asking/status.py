"""The answers to "which clauses are in force" as rows: for tables and for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.answers import Answer, event_windows, unknown_events
from pactgraph.asking.evidence import evidence
from pactgraph.asking.reach import reach_in_words
from pactgraph.kernel.flips import course, step_at
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import FIRST, instant_text
from pactgraph.telling.tables import Table, flat_records
from pactgraph.telling.told import Told
from pactgraph.telling.words import event_in_words, formula, status_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.asking.answers import Setting
    from pactgraph.asking.evidence import Evidence
    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.telling.told import Block

_HEADINGS: dict[Language, tuple[str, ...]] = {
    "en": ("Clause", "What", "Holder ← owed by", "Status", "When"),
    "de": ("Klausel", "Was", "Inhaber ← geschuldet von", "Status", "Wann"),
}
_ON: dict[Language, str] = {"en": "{} on {}", "de": "{} von {}"}
_UNCONFIRMED: dict[Language, str] = {
    "en": "; last confirmed {}",
    "de": "; zuletzt bestätigt {}",
}
_UNDATED: dict[Language, str] = {"en": "; never confirmed", "de": "; nie bestätigt"}
_MAY_HOLD = {Status.IN_FORCE, Status.DEPENDS}
_COLOURS = {
    "in force": "green",
    "depends": "yellow",
    "not yet": "cyan",
    "ended": "dim",
    "never": "dim",
}


class Statuses(Told, list[Answer]):
    """The statuses of clauses in a setting.

    Attributes:
        record: what they were found in.
        setting: what the question fixed.
    """

    __slots__ = ("record", "setting")

    def __init__(self, answers: Iterable[Answer], record: Record, setting: Setting) -> None:
        """Take what was found."""
        super().__init__(answers)
        self.record = record
        self.setting = setting

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people; how far the record reaches, if later days are asked."""
        reach = reach_in_words(self.record, self.setting, language)
        table = status_table(self.record, self, self.setting, language)
        return [table, reach] if reach else [table]

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:
        """Return the answer as plain objects; the keys are in `dated_objects`."""
        return dated_objects(self.record, self, self.setting, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are the keys of JSON."""
        return flat_records(self.as_json(language))

    def _brief(self) -> str:
        return f"{len(self)} clauses on {self.setting.on.text}"


def status_objects(
    record: Record, answers: Sequence[Answer], setting: Setting, language: Language
) -> list[dict[str, object]]:
    """Return one JSON object an answer, with the keys that the README documents."""
    unknown = unknown_events(record, setting)
    reach = record.reach.text if record.reach else None
    aged = evidence(record, (answer.clause for answer in answers), setting)
    return [
        {
            "clause": answer.clause.id,
            "iri": answer.clause.iri,
            "label": answer.clause.label.in_language(language),
            "agreement": record.id_of(answer.clause.agreement),
            "kind": answer.clause.kind,
            "holder": record.ids_of(answer.clause.holders),
            "owed_by": record.ids_of(answer.clause.owed_by),
            "status": answer.status.value,
            "formula": formula(answer.clause, record, language, unknown),
            "depends_on": record.ids_of(answer.depends_on),
            "limits": [limit.in_language(language) for limit in answer.clause.limits],
            "undisclosed": [text.in_language(language) for text in answer.clause.undisclosed],
            "certainty": answer.clause.certainty,
            "last_confirmed": _last(aged[answer.clause.iri]),
            "sources": [source_object(record, iri, language) for iri in answer.clause.sources],
            "record_reaches": reach,
        }
        for answer in answers
    ]


def dated_objects(
    record: Record, answers: Sequence[Answer], setting: Setting, language: Language
) -> list[dict[str, object]]:
    """Return the `status_objects`, each with the stretch of time in which the status is this one.

    Its first instant is ``since``, and ``until`` is the first one after it: in UTC, as
    xsd:dateTime; None for no bound.
    """
    windows = event_windows(record, setting)
    dated = []
    for row, answer in zip(
        status_objects(record, answers, setting, language), answers, strict=True
    ):
        steps = course(answer.clause.periods, windows, record.relations)
        now = step_at(steps, setting.on.last)
        after = next((step.since for step in steps if step.since > now.since), None)
        since = None if now.since == FIRST else instant_text(now.since)
        dated.append(row | {"since": since, "until": instant_text(after)})
    return dated


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
            last = _last(aged[clause.iri])
            told += _UNCONFIRMED[language].format(last) if last else _UNDATED[language]
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
    return Table(_HEADINGS[language], rows, styles)


def _last(found: Evidence) -> str | None:
    return found.last.text if found.last else None


def _status(record: Record, answer: Answer, language: Language) -> str:
    """Return the status in words, with what it depends on."""
    word = status_in_words(answer.status, language)
    events = [event_in_words(event, record, language) for event in answer.depends_on]
    return _ON[language].format(word, ", ".join(events)) if events else word


def _names(record: Record, iris: Sequence[str], language: Language) -> str:
    named = [
        record.parties[iri].label.in_language(language) for iri in iris if iri in record.parties
    ]
    return ", ".join(named)


def source_object(record: Record, iri: str, language: Language) -> dict[str, str]:
    """Return the source `iri` as JSON: id, publisher, title, issued and one url."""
    source = record.sources.get(iri)
    if source is None:
        return {"id": record.id_of(iri), "publisher": "", "title": "", "issued": "", "url": iri}
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.label.in_language(language),
        "issued": source.issued,
        "url": next(iter(source.urls), ""),
    }
