"""Conflicts for programs: as JSON, and as flat rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.conflicts.words import ConflictTeller
from pactgraph.telling.citations import source_object
from pactgraph.telling.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.asking.conflicts.answer import Conflict
    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record


def conflict_objects(
    record: Record, found: Sequence[Conflict], setting: Setting, language: Language
) -> list[dict[str, object]]:
    """Return one JSON object a conflict.

    Its keys: ``kind``, ``what`` (a sentence), ``clauses`` (ids, with ``label``, ``holder``,
    ``owed_by``, ``sources``), ``about`` (ids of assets), ``status`` (in force: it exists),
    ``on``, ``when`` (a formula), ``depends_on``, ``ends_with`` (ids of events and agreements),
    ``removed_by`` (ids of provisions), ``disputes`` (ids of statements), ``whole``.
    """
    tell = ConflictTeller.of(record, setting, language)
    return [
        {
            "kind": each.kind.value,
            "what": tell.sentence(each),
            "clauses": [_clause_object(tell, clause) for clause in each.clauses],
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
    tell = ConflictTeller.of(record, setting, language)
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


def _clause_object(tell: ConflictTeller, clause: Clause) -> dict[str, object]:
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
