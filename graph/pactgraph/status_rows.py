"""The answers to "which clauses are in force" as rows: for tables and for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.tables import Table
from pactgraph.terms import local_name
from pactgraph.words import event_in_words, formula, status_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.answers import Answer
    from pactgraph.record import Language, Record

_HEADINGS: dict[Language, tuple[str, ...]] = {
    "en": ("Clause", "What", "Holder", "Owed by", "Status", "Depends on", "Formula"),
    "de": ("Klausel", "Was", "Inhaber", "Geschuldet von", "Status", "Hängt ab von", "Formel"),
}
_COLOURS = {
    "in force": "green",
    "depends": "yellow",
    "not yet": "cyan",
    "ended": "dim",
    "never": "dim",
}


def status_objects(
    record: Record, answers: Iterable[Answer], language: Language
) -> list[dict[str, object]]:
    """Return one JSON object an answer, with the keys that the README documents."""
    return [
        {
            "clause": answer.clause.id,
            "iri": answer.clause.iri,
            "label": answer.clause.label.in_language(language),
            "agreement": local_name(answer.clause.agreement),
            "kind": answer.clause.kind,
            "holder": _ids(answer.clause.holders),
            "owed_by": _ids(answer.clause.owed_by),
            "status": answer.status.value,
            "formula": formula(answer.clause, record, language),
            "depends_on": _ids(answer.depends_on),
            "limits": [limit.in_language(language) for limit in answer.clause.limits],
            "undisclosed": [text.in_language(language) for text in answer.clause.undisclosed],
            "certainty": answer.clause.certainty,
            "sources": [_source(record, iri, language) for iri in answer.clause.sources],
        }
        for answer in answers
    ]


def status_table(record: Record, answers: Iterable[Answer], language: Language) -> Table:
    """Return one row an answer, for people."""
    rows = [
        (
            answer.clause.id,
            answer.clause.label.in_language(language),
            _names(record, answer.clause.holders, language),
            _names(record, answer.clause.owed_by, language),
            status_in_words(answer.status, language),
            ", ".join(event_in_words(event, record, language) for event in answer.depends_on),
            formula(answer.clause, record, language),
        )
        for answer in answers
    ]
    styles = {
        status_in_words(answer.status, language): _COLOURS[answer.status] for answer in answers
    }
    return Table(_HEADINGS[language], rows, styles)


def _ids(iris: Sequence[str]) -> list[str]:
    return [local_name(iri) for iri in iris]


def _names(record: Record, iris: Sequence[str], language: Language) -> str:
    named = [
        record.parties[iri].label.in_language(language) for iri in iris if iri in record.parties
    ]
    return ", ".join(named)


def _source(record: Record, iri: str, language: Language) -> dict[str, str]:
    source = record.sources.get(iri)
    if source is None:
        return {"id": local_name(iri), "publisher": "", "title": "", "issued": "", "url": iri}
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.label.in_language(language),
        "issued": source.issued,
        "url": next(iter(source.urls), ""),
    }
