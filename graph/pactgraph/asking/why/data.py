"""The answer to "why" as JSON, and as flat rows for CSV."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pactgraph.asking.duties import obligation_object
from pactgraph.asking.why.condition_words import KINDS, condition_in_words
from pactgraph.asking.why.occurrence_words import names_in_words, occurrence_in_words
from pactgraph.kernel.conditions import AtOrAfter, Before, Condition
from pactgraph.kernel.timeline import FIRST, instant_text
from pactgraph.telling.citations import source_object
from pactgraph.telling.points import Naming
from pactgraph.telling.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pactgraph.asking.why.answer import Ending, Explanation, Finding
    from pactgraph.asking.why.occurrences import Occurrence
    from pactgraph.kernel.flips import Course
    from pactgraph.messages import Language
    from pactgraph.record import Record


def why_object(record: Record, told: Explanation, language: Language) -> dict[str, object]:
    """Return an explanation as one nested JSON object.

    Instants are UTC; ``until`` is the first one after. Keys: clause, iri, label, agreement,
    on, known, status, depends_on, since, until, earliest; reasons (the conditions that the
    status rests on); conditions, the tree, each node with

    - kind: all, any, one (exactly one), from or until; text, status, truth, since, until,
      earliest, depends_on, decides, settled_together,
    - date, for a condition on a date; or event: id, basis, date (as written), text,
      definition, earliest (0001-01-01T00:00:00Z for at any time before), latest, because,
      claims, not_occurred_through (the last day through which it is known not to have
      happened, or null), not_occurred_sources,
    - ended_by: the provisions with which the agreement it names ends the clause: id, label,
      replaces, status,
    - undisclosed, sources, parts;

    course (status, depends_on, since, until); limits, narrowed_by, undisclosed, assumed (event,
    date or null for never, bears), not_yet_known (agreement, label, known_since), certainty,
    sources, record_reaches (the day to which the record reaches, or null), duty (null, or what
    has become of a duty that is to be done by a day, as `obligation_object` has it).
    """
    return _Objects(record, told, language).whole()


class _Objects:
    """One explanation, being written as JSON."""

    def __init__(self, record: Record, told: Explanation, language: Language) -> None:
        self.record = record
        self.told = told
        self.language = language
        self.naming = Naming(record, language)

    def whole(self) -> dict[str, object]:
        told, clause, setting = self.told, self.told.clause, self.told.setting
        return {
            "clause": clause.id,
            "iri": clause.iri,
            "label": clause.label.in_language(self.language),
            "agreement": self.record.id_of(clause.agreement),
            "on": setting.on.text,
            "known": setting.known.text,
            **self._standing(told.root),
            "reasons": [self._finding(leaf) for leaf in told.reasons],
            "conditions": self._finding(told.root),
            "course": list(_course(self.record, told.course)),
            "limits": [limit.in_language(self.language) for limit in clause.limits],
            "narrowed_by": [p.id for p in told.narrowed_by],
            "undisclosed": [text.in_language(self.language) for text in clause.undisclosed],
            "assumed": [
                {
                    "event": self.record.id_of(event),
                    "date": date.text if date else None,
                    "bears": event not in told.without_bearing,
                }
                for event, date in setting.assumed.items()
            ],
            "not_yet_known": [
                {
                    "agreement": agreement.id,
                    "label": agreement.label.in_language(self.language),
                    "known_since": agreement.issued.text,
                }
                for agreement in told.not_yet_known
            ],
            "certainty": clause.certainty,
            "sources": self._sources(clause.sources),
            "record_reaches": self.record.reach.text if self.record.reach else None,
            "duty": obligation_object(self.record, told.duty, self.language),
        }

    def _standing(self, finding: Finding) -> dict[str, object]:
        return {
            "status": finding.standing.status.value,
            "depends_on": self.record.ids_of(sorted(finding.standing.depends_on)),
            "since": instant_text(finding.since),
            "until": instant_text(finding.until),
            "earliest": instant_text(finding.earliest),
        }

    def _finding(self, finding: Finding) -> dict[str, object]:
        return {
            "kind": condition_kind(finding.condition),
            "text": condition_in_words(finding.condition, self.record, self.language, self.naming),
            "truth": finding.truth.value,
            **self._standing(finding),
            "decides": finding.decides,
            "settled_together": finding.settled_together,
            **self._named(finding),
            "ended_by": [self._ending(ending) for ending in finding.endings],
            "undisclosed": [text.in_language(self.language) for text in finding.undisclosed],
            "sources": self._sources(finding.sources),
            "parts": [self._finding(part) for part in finding.parts],
        }

    def _named(self, finding: Finding) -> dict[str, object]:
        match finding.condition:
            case AtOrAfter(point) | Before(point):
                if isinstance(point, datetime):
                    return {"date": instant_text(point)}
                found = finding.occurrence
                return {"event": self._event(found) if found else {"id": self.record.id_of(point)}}
            case _:
                return {}

    def _event(self, found: Occurrence) -> dict[str, object]:
        event = self.record.events.get(found.base)
        setting = self.told.setting
        return {
            "id": self.record.id_of(found.event),
            "basis": found.basis.value,
            "date": found.date.text if found.date else None,
            "text": occurrence_in_words(
                found, self.record, self.language, on=setting.on.last, known=setting.known
            ),
            "definition": event.definition.in_language(self.language) if event else "",
            "earliest": instant_text(found.window.earliest),
            "latest": instant_text(found.window.latest),
            "because": self.record.ids_of(found.because),
            "claims": [
                {
                    "id": claim.id,
                    "label": claim.label.in_language(self.language),
                    "date": claim.occurred.text if claim.occurred else None,
                    "sources": self._sources(claim.sources),
                }
                for claim in found.claims
            ],
            "not_occurred_through": found.through.text if found.through else None,
            "not_occurred_sources": self._sources(found.shown_by),
        }

    def _ending(self, ending: Ending) -> dict[str, object]:
        return {
            "id": ending.provision.id,
            "label": ending.provision.label.in_language(self.language),
            "replaces": ending.replaces,
            "status": ending.status.value if ending.status else None,
        }

    def _sources(self, iris: Iterable[str]) -> list[dict[str, str]]:
        return [source_object(self.record, iri, self.language) for iri in iris]


def condition_kind(condition: Condition) -> str:
    """Return what sort of condition it is: all, any, one (exactly one), from or until."""
    return KINDS[type(condition)]


def _course(record: Record, steps: Course) -> Iterator[dict[str, object]]:
    ends = [step.since for step in steps[1:]]
    for step, end in zip(steps, [*ends, None], strict=True):
        yield {
            "status": step.standing.status.value,
            "depends_on": record.ids_of(sorted(step.standing.depends_on)),
            "since": None if step.since == FIRST else instant_text(step.since),
            "until": instant_text(end),
        }


_COLUMNS = (
    "path",
    "condition",
    "truth",
    "status",
    "since",
    "until",
    "earliest",
    "decides",
    "depends_on",
    "event",
    "ended_by",
    "sources",
)


def why_table(record: Record, told: Explanation, language: Language) -> Table:
    """Return the tree of conditions as flat rows, each with its path, such as 1.2.

    The columns have the names of the keys of JSON; lists are joined by semicolons.
    """
    rows = [_row(record, told, language, path, finding) for path, finding in _walk(told.root, "1")]
    return Table(_COLUMNS, rows)


def _walk(finding: Finding, path: str) -> Iterator[tuple[str, Finding]]:
    yield path, finding
    for number, part in enumerate(finding.parts, start=1):
        yield from _walk(part, f"{path}.{number}")


def _row(
    record: Record, told: Explanation, language: Language, path: str, finding: Finding
) -> Sequence[str]:
    setting, found = told.setting, finding.occurrence
    return (
        path,
        condition_in_words(finding.condition, record, language),
        finding.truth.value,
        finding.standing.status.value,
        instant_text(finding.since) or "",
        instant_text(finding.until) or "",
        instant_text(finding.earliest) or "",
        str(finding.decides).lower(),
        names_in_words(sorted(finding.standing.depends_on), record, language),
        (
            occurrence_in_words(found, record, language, on=setting.on.last, known=setting.known)
            if found
            else ""
        ),
        "; ".join(ending.provision.id for ending in finding.endings),
        "; ".join(source_object(record, iri, language)["url"] for iri in finding.sources),
    )
