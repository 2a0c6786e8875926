"""The statuses of clauses for programs: JSON objects, which are rows of CSV, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.duties import outcome_object
from pactgraph.asking.evidence import evidence
from pactgraph.asking.setting import Setting, event_windows, unknown_events
from pactgraph.kernel.flips import course, step_at
from pactgraph.kernel.timeline import FIRST, instant_text
from pactgraph.telling.citations import source_object
from pactgraph.telling.words import formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.asking.status.answer import Answer
    from pactgraph.messages import Language
    from pactgraph.record import Record


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
            "last_confirmed": aged[answer.clause.iri].last_text,
            "sources": [source_object(record, iri, language) for iri in answer.clause.sources],
            "record_reaches": reach,
            **outcome_object(record, answer.clause.due, answer.outcome),
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
