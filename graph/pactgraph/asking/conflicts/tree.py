"""Conflicts as a tree for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.conflicts.pairs import Kind
from pactgraph.asking.conflicts.words import ConflictTeller
from pactgraph.kernel.status import Status
from pactgraph.messages import Phrases
from pactgraph.telling.citations import source_object
from pactgraph.telling.outlines import Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.asking.conflicts.answer import Conflict
    from pactgraph.asking.setting import Setting
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

_SINGLE = {Kind.POINTLESS, Kind.REDUNDANT, Kind.NEVER}

_COLOURS = {Status.IN_FORCE: "red", Status.DEPENDS: "yellow", Status.NOT_YET: "cyan"}

_HEADINGS = Phrases(
    {
        "some": "Conflicts between clauses, as of {on}",
        "none": "No conflicts between clauses, at any time, as known on {known}.",
        "useless": "clauses of no use",
    }
)


def conflict_outline(
    record: Record, found: Sequence[Conflict], setting: Setting, language: Language
) -> Outline:
    """Return the conflicts as a tree: what exists first, clauses of no use last."""
    tell = ConflictTeller.of(record, setting, language)
    words = _HEADINGS[language]
    pairs = [each for each in found if each.kind not in _SINGLE]
    useless = [each for each in found if each.kind in _SINGLE]
    parts = [_outline(tell, each) for each in pairs]
    if useless:
        parts.append(Outline(words["useless"], tuple(_outline(tell, each) for each in useless)))
    heading = words["some" if pairs else "none"]
    shown = heading.format(on=setting.on.text, known=setting.known.text)
    return Outline(shown, tuple(parts))


def _outline(tell: ConflictTeller, conflict: Conflict) -> Outline:
    status = "" if conflict.kind in _SINGLE else f" ({tell.status(conflict)})"
    clauses = [_clause_outline(tell, clause) for clause in conflict.clauses]
    details = [Outline(line) for line in tell.details(conflict)]
    style = _COLOURS.get(conflict.status, "") if status else ""
    return Outline(tell.sentence(conflict) + status, (*clauses, *details), style)


def _clause_outline(tell: ConflictTeller, clause: Clause) -> Outline:
    sources = [source_object(tell.record, iri, tell.language) for iri in clause.sources]
    lines = [
        Outline(
            tell.source(", ".join(s[k] for k in ("publisher", "title", "issued") if s[k])),
            link=s["url"],
        )
        for s in sources
    ]
    return Outline(tell.clause(clause), tuple(lines))
