"""All about one thing as JSON, and as flat rows for CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.duties import Obligation, obligation_object
from pactgraph.asking.search.data import sort_of
from pactgraph.asking.setting import unknown_events
from pactgraph.asking.show.answer import Coming, Dealing, Money, Secret
from pactgraph.asking.show.phrases import SAY
from pactgraph.asking.why import Explanation, Occurrence
from pactgraph.asking.why.occurrence_words import occurrence_in_words
from pactgraph.kernel.timeline import Stretch, instant_text
from pactgraph.record import Text, Thing
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.tables import Table
from pactgraph.telling.words import formula

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.asking.show.answer import Item, Shown
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

_COLUMNS = (
    "section",
    "id",
    "text",
    "status",
    "depends_on",
    "since",
    "until",
    "at",
    "starts",
    "ends",
    "payer",
    "receiver",
    "condition",
    "sources",
)


def show_object(record: Record, shown: Shown, language: Language) -> dict[str, object]:
    """Return all about one thing as a JSON object.

    Keys: id, iri, sort, label, on, known, and sections: by the name of the section a list of
    objects. All have ``text``, and ``id`` (of what it names, or null); besides

    - a clause: status, depends_on, since, until (UTC, null for no bound), holder, owed_by,
      kind, last_confirmed, old, sources,
    - a sum: value, minimum, maximum (as texts, or null), currency, unit, approximate, payer,
      receiver, status (null for a statement), condition, sources,
    - what comes next: at (UTC, or null), latest (UTC, if `at` is only the earliest, else null),
      event (or null), starts, ends (clauses),
    - a duty that is to be done by a day: deadline, duty, duty_can_be, duty_depends_on, since,
      performed_by, excused_by, fulfilment, lateness, violation,
    - an event: basis, date, not_occurred_through, not_occurred_sources.
    """
    return {
        "id": shown.thing.id,
        "iri": shown.thing.iri,
        "sort": sort_of(shown.thing),
        "label": shown.thing.label.in_language(language),
        "on": shown.setting.on.text,
        "known": shown.setting.known.text,
        "sections": {
            section.name: [_object(record, shown, item, language) for item in section.items]
            for section in shown.sections
        },
    }


def show_table(record: Record, shown: Shown, language: Language) -> Table:
    """Return one row an item, with what it has of the keys of the JSON; lists by semicolons."""
    rows = []
    for section in shown.sections:
        for item in section.items:
            told = _object(record, shown, item, language)
            cells = [_flat(told.get(column)) for column in _COLUMNS[1:]]
            rows.append((section.name, *cells))
    return Table(_COLUMNS, rows)


def _flat(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _object(record: Record, shown: Shown, item: Item, language: Language) -> dict[str, object]:
    match item:
        case Obligation(clause=clause):
            return {"id": clause.id, **(obligation_object(record, item, language) or {})}
        case Explanation(root=root):
            unknown = unknown_events(record, shown.setting)
            return {
                "id": item.clause.id,
                "text": formula(item.clause, record, language, unknown),
                "status": root.standing.status.value,
                "depends_on": record.ids_of(sorted(root.standing.depends_on)),
            }
        case Dealing():
            return _dealing(record, item, language)
        case Money():
            return _money(record, shown, item, language)
        case Coming():
            starts, ends = _clauses(item.starts), _clauses(item.ends)
            event = record.id_of(record.relations.base(item.event)) if item.event else None
            ways = (("starts", starts), ("ends", ends))
            told = [SAY[language][way].format(", ".join(ids)) for way, ids in ways if ids]
            return {
                "id": event,
                "text": "; ".join(told),
                "at": instant_text(item.at),
                "latest": instant_text(item.latest),
                "event": event,
                "starts": starts,
                "ends": ends,
            }
        case Secret(of=of, text=text):
            return {"id": of.id, "text": text.in_language(language)}
        case Occurrence():
            on, known = shown.setting.on.last, shown.setting.known
            return {
                "id": record.id_of(item.event),
                "text": occurrence_in_words(item, record, language, on=on, known=known),
                "basis": item.basis.value,
                "date": item.date.text if item.date else None,
                "not_occurred_through": item.through.text if item.through else None,
                "not_occurred_sources": record.ids_of(item.shown_by),
            }
        case _:
            return _named(item, language)


def _named(item: Thing | Text | Stretch | str, language: Language) -> dict[str, object]:
    match item:
        case Thing():
            return {"id": item.id, "text": item.label.in_language(language)}
        case Text():
            return {"id": None, "text": item.in_language(language)}
        case Stretch():
            return {"id": None, "text": item.text}
        case _:
            return {"id": None, "text": item}


def _dealing(record: Record, dealing: Dealing, language: Language) -> dict[str, object]:
    answer, clause = dealing.answer, dealing.answer.clause
    return {
        "id": clause.id,
        "text": clause.label.in_language(language),
        "status": answer.status.value,
        "depends_on": record.ids_of(answer.depends_on),
        "since": instant_text(dealing.since),
        "until": instant_text(dealing.until),
        "holder": record.ids_of(clause.holders),
        "owed_by": record.ids_of(clause.owed_by),
        "kind": clause.kind,
        "last_confirmed": dealing.evidence.last_text,
        "old": dealing.evidence.old,
        "sources": record.ids_of(clause.sources),
    }


def _money(record: Record, shown: Shown, money: Money, language: Language) -> dict[str, object]:
    amount = money.amount
    clause = money.answer.clause if money.answer else None
    unknown = unknown_events(record, shown.setting)
    value, minimum, maximum = (
        None if number is None else f"{number:f}"
        for number in (amount.value, amount.minimum, amount.maximum)
    )
    return {
        "id": money.provision.id,
        "text": amount_in_words(amount, language),
        "label": money.provision.label.in_language(language),
        "value": value,
        "minimum": minimum,
        "maximum": maximum,
        "currency": amount.currency,
        "unit": amount.unit,
        "approximate": amount.approximate,
        "payer": record.ids_of(money.payers),
        "receiver": record.ids_of(money.receivers),
        "status": money.answer.status.value if money.answer else None,
        "condition": formula(clause, record, language, unknown) if clause else None,
        "sources": record.ids_of(amount.sources or money.provision.sources),
    }


def _clauses(clauses: Iterable[Clause]) -> list[str]:
    return [clause.id for clause in clauses]
