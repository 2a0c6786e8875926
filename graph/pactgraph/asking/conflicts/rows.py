"""Conflicts as a tree for people, as JSON, and as flat rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.answers import unknown_events
from pactgraph.asking.conflicts.pairs import Kind
from pactgraph.asking.conflicts.words import Teller
from pactgraph.asking.status import source_object
from pactgraph.kernel.status import Status
from pactgraph.telling.outlines import Outline
from pactgraph.telling.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.asking.answers import Setting
    from pactgraph.asking.conflicts.answer import Conflict
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

_SINGLE = {Kind.POINTLESS, Kind.REDUNDANT, Kind.NEVER}
_COLOURS = {Status.IN_FORCE: "red", Status.DEPENDS: "yellow", Status.NOT_YET: "cyan"}
_HEADINGS: dict[Language, dict[str, str]] = {
    "en": {
        "some": "Conflicts between clauses, as of {on}",
        "none": "No conflicts between clauses, at any time, as known on {known}.",
        "useless": "clauses of no use",
    },
    "de": {
        "some": "Widersprüche zwischen Klauseln, Stand {on}",
        "none": "Zu keiner Zeit Widersprüche zwischen Klauseln, nach dem Stand vom {known}.",
        "useless": "Klauseln ohne Wirkung",
    },
}


def conflict_objects(
    record: Record, found: Sequence[Conflict], setting: Setting, language: Language
) -> list[dict[str, object]]:
    """Return one JSON object a conflict.

    Its keys: ``kind``, ``what`` (a sentence), ``clauses`` (ids, with ``label``, ``holder``,
    ``owed_by``, ``sources``), ``about`` (ids of assets), ``status`` (in force: it exists),
    ``on``, ``when`` (a formula), ``depends_on``, ``ends_with`` (ids of events and agreements),
    ``removed_by`` (ids of provisions), ``disputes`` (ids of statements), ``whole``.
    """
    tell = _teller(record, setting, language)
    return [
        {
            "kind": each.kind.value,
            "what": tell.sentence(each),
            "clauses": [_clause_object(tell, clause) for clause in _clauses(each)],
            "about": tell.record.ids_of(each.assets),
            "status": each.status.value,
            "on": setting.on.text,
            "when": tell.when(each),
            "depends_on": tell.record.ids_of(each.depends_on),
            "ends_with": tell.record.ids_of(
                event for event in each.ends_with if event not in tell.unknown
            ),
            "removed_by": [provision.id for provision in each.removed_by],
            "disputes": tell.record.ids_of(each.disputes),
            "whole": each.whole,
        }
        for each in found
    ]


def conflict_records(
    record: Record, found: Sequence[Conflict], setting: Setting, language: Language
) -> Table:
    """Return one row a conflict, for CSV; lists joined by semicolons."""
    tell = _teller(record, setting, language)
    columns = ("kind", "first", "second", "status", "what", "when", "depends_on", "about")
    rows = [
        (
            each.kind.value,
            each.first.id,
            each.second.id if each.second else "",
            each.status.value,
            tell.sentence(each),
            tell.when(each),
            "; ".join(record.ids_of(each.depends_on)),
            "; ".join(record.ids_of(each.assets)),
        )
        for each in found
    ]
    return Table(columns, rows)


def conflict_outline(
    record: Record, found: Sequence[Conflict], setting: Setting, language: Language
) -> Outline:
    """Return the conflicts as a tree: what exists first, clauses of no use last."""
    tell = _teller(record, setting, language)
    words = _HEADINGS[language]
    pairs = [each for each in found if each.kind not in _SINGLE]
    useless = [each for each in found if each.kind in _SINGLE]
    parts = [_outline(tell, each) for each in pairs]
    if useless:
        parts.append(Outline(words["useless"], tuple(_outline(tell, each) for each in useless)))
    heading = words["some" if pairs else "none"]
    shown = heading.format(on=setting.on.text, known=setting.known.text)
    return Outline(shown, tuple(parts))


def _teller(record: Record, setting: Setting, language: Language) -> Teller:
    return Teller(record, setting, unknown_events(record, setting), language)


def _outline(tell: Teller, conflict: Conflict) -> Outline:
    status = "" if conflict.kind in _SINGLE else f" ({tell.status(conflict)})"
    clauses = [_clause_outline(tell, clause) for clause in _clauses(conflict)]
    details = [Outline(line) for line in tell.details(conflict)]
    style = _COLOURS.get(conflict.status, "") if status else ""
    return Outline(tell.sentence(conflict) + status, (*clauses, *details), style)


def _clause_outline(tell: Teller, clause: Clause) -> Outline:
    sources = [source_object(tell.record, iri, tell.language) for iri in clause.sources]
    lines = [
        Outline(
            tell.source(", ".join(s[k] for k in ("publisher", "title", "issued") if s[k])),
            link=s["url"],
        )
        for s in sources
    ]
    return Outline(tell.clause(clause), tuple(lines))


def _clause_object(tell: Teller, clause: Clause) -> dict[str, object]:
    return {
        "clause": clause.id,
        "iri": clause.iri,
        "label": clause.label.in_language(tell.language),
        "agreement": tell.record.id_of(clause.agreement),
        "holder": tell.record.ids_of(clause.holders),
        "owed_by": tell.record.ids_of(clause.owed_by),
        "certainty": clause.certainty,
        "sources": [source_object(tell.record, iri, tell.language) for iri in clause.sources],
    }


def _clauses(conflict: Conflict) -> list[Clause]:
    return [clause for clause in (conflict.first, conflict.second) if clause]
