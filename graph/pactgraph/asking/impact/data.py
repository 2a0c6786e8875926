"""The answers to "impact" as JSON, and as flat rows for CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.impact.tree import sentence
from pactgraph.asking.why.occurrence_words import name_in_words, names_in_words
from pactgraph.kernel.timeline import instant_text
from pactgraph.telling.citations import source_object
from pactgraph.telling.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.asking.impact.answer import Change, Impact
    from pactgraph.asking.impact.decisive import Decision, Decisive
    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.status import Standing
    from pactgraph.messages import Language
    from pactgraph.record import Record


def impact_object(record: Record, found: Impact, language: Language) -> dict[str, object]:
    """Return what an event does as one JSON object.

    Keys: event, label, when (the date as written), recorded (whether the record has it), on
    (null, or the only day looked at), known, assumed, undisclosed, sources; changes, each with
    effect (starts, keeps, ends, prevents, opens, decides), clause, iri, label, agreement,
    since, until (instants in UTC; the first one after, null for good), happens, never and
    without (status and depends_on: if it happens then, never, or nothing is assumed),
    through (ids), undisclosed, certainty, sources.
    """
    named = record.agreements.get(found.event) or record.events[found.event]
    return {
        "event": record.id_of(found.event),
        "label": named.label.in_language(language),
        "when": found.date.text,
        "recorded": found.recorded,
        "on": found.setting.on.text if found.one_day else None,
        "known": found.setting.known.text,
        "assumed": _assumed(record, found.setting),
        "undisclosed": [text.in_language(language) for text in named.undisclosed],
        "sources": _sources(record, named.sources, language),
        "changes": [_change(record, change, language) for change in found.changes],
    }


def _change(record: Record, change: Change, language: Language) -> dict[str, object]:
    clause, span = change.clause, change.span
    return {
        "effect": change.effect.value,
        "clause": clause.id,
        "iri": clause.iri,
        "label": clause.label.in_language(language),
        "agreement": record.id_of(clause.agreement),
        "since": instant_text(span.start),
        "until": instant_text(span.end),
        "happens": _standing(record, span.happens),
        "never": _standing(record, span.never),
        "without": _standing(record, span.without),
        "through": record.ids_of(change.through),
        "undisclosed": [text.in_language(language) for text in clause.undisclosed],
        "certainty": clause.certainty,
        "sources": _sources(record, clause.sources, language),
    }


def impact_table(record: Record, found: Impact, language: Language) -> Table:
    """Return one flat row a change; the columns have the names of the keys of JSON."""
    columns = (
        "effect",
        "clause",
        "label",
        "agreement",
        "since",
        "until",
        "happens",
        "never",
        "without",
        "through",
        "sources",
    )
    rows = [
        (
            change.effect.value,
            change.clause.id,
            change.clause.label.in_language(language),
            record.id_of(change.clause.agreement),
            instant_text(change.span.start) or "",
            instant_text(change.span.end) or "",
            *(
                _flat(record, standing)
                for standing in (change.span.happens, change.span.never, change.span.without)
            ),
            "; ".join(record.ids_of(change.through)),
            "; ".join(s["url"] for s in _sources(record, change.clause.sources, language)),
        )
        for change in found.changes
    ]
    return Table(columns, rows)


def decision_object(record: Record, found: Decision, language: Language) -> dict[str, object]:
    """Return which sets of events end or save a clause, as one JSON object.

    Keys: clause, iri, label, agreement, by, known, save, status, depends_on, in_any_case,
    sentence; sets, each a list of events with event (id), text, earliest (instant in UTC, null
    for never), brings (ids of the events that its happening brings along; to save, of those
    that cannot happen without it) and sources; assumed, undisclosed, certainty, sources.
    """
    told = found.explanation
    clause, setting = told.clause, told.setting
    return {
        "clause": clause.id,
        "iri": clause.iri,
        "label": clause.label.in_language(language),
        "agreement": record.id_of(clause.agreement),
        "by": setting.on.text,
        "known": setting.known.text,
        "save": found.save,
        **_standing(record, told.root.standing),
        "in_any_case": found.in_any_case,
        "sentence": sentence(record, found, language),
        "sets": [
            [_decisive(record, member, language) for member in chosen] for chosen in found.sets
        ],
        "assumed": _assumed(record, setting),
        "undisclosed": [text.in_language(language) for text in clause.undisclosed],
        "certainty": clause.certainty,
        "sources": _sources(record, clause.sources, language),
    }


def _decisive(record: Record, member: Decisive, language: Language) -> dict[str, object]:
    return {
        "event": record.id_of(member.event),
        "text": name_in_words(member.event, record, language),
        "earliest": instant_text(member.window.earliest),
        "brings": record.ids_of(member.brings),
        "sources": _sources(record, member.sources(record), language),
    }


def decision_table(record: Record, found: Decision, language: Language) -> Table:
    """Return one flat row an event of a set; an empty set has a row without event."""
    rows = []
    for number, chosen in enumerate(found.sets, start=1):
        if not chosen:
            rows.append((str(number), "", "", "", "", ""))
        for member in chosen:
            sources = _sources(record, member.sources(record), language)
            rows.append(
                (
                    str(number),
                    record.id_of(member.event),
                    name_in_words(member.event, record, language),
                    instant_text(member.window.earliest) or "",
                    names_in_words(member.brings, record, language),
                    "; ".join(source["url"] for source in sources),
                )
            )
    return Table(("set", "event", "text", "earliest", "brings", "sources"), rows)


def _standing(record: Record, standing: Standing) -> dict[str, object]:
    return {
        "status": standing.status.value,
        "depends_on": record.ids_of(sorted(standing.depends_on)),
    }


def _flat(record: Record, standing: Standing) -> str:
    events = ", ".join(record.ids_of(sorted(standing.depends_on)))
    return f"{standing.status.value} on {events}" if events else standing.status.value


def _assumed(record: Record, setting: Setting) -> list[dict[str, object]]:
    return [
        {"event": record.id_of(event), "date": date.text if date else None}
        for event, date in setting.assumed.items()
    ]


def _sources(record: Record, iris: Iterable[str], language: Language) -> list[dict[str, str]]:
    return [source_object(record, iri, language) for iri in iris]
