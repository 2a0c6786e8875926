"""What was found or listed, as rows: for tables, for CSV and for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.search.listing import Listed
from pactgraph.asking.search.places import WEIGHTS
from pactgraph.kernel.timeline import Stretch
from pactgraph.messages import LANGUAGES, Phrases, meant
from pactgraph.record import (
    Action,
    Agreement,
    Asset,
    Claim,
    Clause,
    Concept,
    Contradiction,
    Event,
    Party,
    Source,
    Statement,
    Story,
    StoryStep,
    Thing,
)
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.tables import Table, flat_records
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgraph.asking.search.answer import Match
    from pactgraph.messages import Language
    from pactgraph.record import Record
    from pactgraph.sparql.questions import Question
    from pactgraph.telling.told import Block

_WORDS = Phrases(
    {
        "sort": "What",
        "id": "Id",
        "label": "Called",
        "found": "Found in",
        "about": "More",
        "clauses": "Clauses",
        "id of it": "id",
        "label of it": "name",
        "legal name": "legal name",
        "kind": "kind",
        "amount": "amount",
        "definition": "definition",
        "publisher": "publisher",
        "not public": "not public",
        "note": meant("of the record", "note"),
        "happened": "happened {}",
        "open from": "not stated, from {} on",
        "not by": "not happened by {}",
        "part of": "part of {}",
        "case of": "a case of {}",
        "by": "by {}",
        "questions": "Questions that may answer:",
    }
)
_SORTS = Phrases(
    {
        Clause: "clause",
        Statement: "statement",
        Agreement: "agreement",
        Event: "event",
        Party: "party",
        Asset: "asset",
        Action: "action",
        Concept: "kind",
        Claim: "claim",
        Contradiction: "contradiction",
        Source: "source",
        Story: "story",
        StoryStep: "story step",
        Thing: "series",
    }
)
_OF_IT = {"id": "id of it", "label": "label of it"}
"""The fields whose names are also headings, with other words."""


class Listing(Told, list[Listed]):
    """The things of one sort.

    Attributes:
        record: what they were found in.
    """

    __slots__ = ("record",)

    def __init__(self, rows: Iterable[Listed], record: Record) -> None:
        """Take what was found."""
        super().__init__(rows)
        self.record = record

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the answer for people."""
        return [list_table(self.record, self, language)]

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:
        """Return the answer as plain objects; the keys are in `list_objects`."""
        return list_objects(self.record, self, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return the answer as flat rows; the columns are the keys of JSON."""
        return flat_records(self.as_json(language))

    def _brief(self) -> str:
        return f"{len(self)} things"


def search_table(matches: Iterable[Match], language: Language) -> Table:
    """Return one row a match, for people."""
    say = _WORDS[language]
    rows = [
        (
            _sort(match.thing, language),
            match.thing.id,
            match.thing.label.in_language(language),
            _where(match, language),
        )
        for match in matches
    ]
    return Table([say[heading] for heading in ("sort", "id", "label", "found")], rows)


def search_objects(matches: Iterable[Match], language: Language) -> list[dict[str, object]]:
    """Return one JSON object a match: sort, id, iri, label, field, text and score."""
    return [
        {
            "sort": sort_of(match.thing),
            "id": match.thing.id,
            "iri": match.thing.iri,
            "label": match.thing.label.in_language(language),
            "field": match.field,
            "text": match.text,
            "score": match.score,
        }
        for match in matches
    ]


def question_lines(found: Sequence[Question], language: Language) -> list[str]:
    """Return the questions that may answer, each with the command that asks it."""
    lines = [f"  pactgraph query {q.name}: {q.asked.in_language(language)}" for q in found]
    return [_WORDS[language]["questions"], *lines] if lines else []


def list_table(record: Record, rows: Sequence[Listed], language: Language) -> Table:
    """Return one row a thing, for people."""
    say = _WORDS[language]
    cells = [
        (
            row.thing.id,
            row.thing.label.in_language(language),
            _about(record, row.thing, language),
            str(row.clauses),
        )
        for row in rows
    ]
    return Table([say[heading] for heading in ("id", "label", "about", "clauses")], cells)


def list_objects(
    record: Record, rows: Iterable[Listed], language: Language
) -> list[dict[str, object]]:
    """Return one JSON object a thing: sort, id, iri, label, about and clauses."""
    return [
        {
            "sort": sort_of(row.thing),
            "id": row.thing.id,
            "iri": row.thing.iri,
            "label": row.thing.label.in_language(language),
            "about": _about(record, row.thing, language),
            "clauses": row.clauses,
        }
        for row in rows
    ]


def field_words(language: Language) -> dict[str, str]:
    """Return what each of the fields is called in which words are looked for."""
    return {field: _WORDS[language][_OF_IT.get(field, field)] for field in WEIGHTS}


def sort_words(language: Language) -> dict[str, str]:
    """Return what each sort of thing is called, by what `sort_of` calls it."""
    return dict(zip(_SORTS["en"].values(), _SORTS[language].values(), strict=True))


def sort_of(thing: Thing) -> str:
    """Return of which sort a thing is, in one English word for programs."""
    return _sort(thing, "en")


def _sort(thing: Thing, language: Language) -> str:
    sorts = _SORTS[language]
    return sorts.get(type(thing), sorts[Thing])


def _where(match: Match, language: Language) -> str:
    field = _WORDS[language][_OF_IT.get(match.field, match.field)]
    return field if match.field in _OF_IT else f"{field}: {_matched(match, language)}"


def _matched(match: Match, language: Language) -> str:
    """Return the text that matched; an amount as it is written in `language`."""
    if match.field == "amount" and isinstance(match.thing, (Clause, Statement)):
        for amount in match.thing.amounts:
            if match.text in (amount_in_words(amount, each) for each in LANGUAGES):
                return amount_in_words(amount, language)
    return match.text


def _about(record: Record, thing: Thing, language: Language) -> str:
    """Return what a list says of a thing besides its name."""
    say = _WORDS[language]
    match thing:
        case Agreement():
            return thing.effective.text
        case Party(parents=parents):
            of = ", ".join(record.ids_of(parents))
            named = thing.legal_name if thing.legal_name not in _names(thing) else ""
            told = [named, say["part of"].format(of) if of else ""]
            return "; ".join(filter(None, told))
        case Asset(part_of=wholes):
            return say["part of"].format(", ".join(record.ids_of(wholes))) if wholes else ""
        case Action(included_in=wider):
            return say["case of"].format(", ".join(record.ids_of(wider))) if wider else ""
        case Concept():
            return thing.definition.in_language(language)
        case Source():
            return ", ".join(filter(None, (thing.publisher, thing.issued, *thing.urls[:1])))
        case Event():
            return _when(record, thing, language)
        case _:
            return ""


def _names(thing: Thing) -> set[str]:
    return set(thing.label.by_language.values())


def _when(record: Record, event: Event, language: Language) -> str:
    """Return when `event` happened or may have, and who can bring it about."""
    say = _WORDS[language]
    happening = event.happening
    told = []
    if happening and happening.occurred:
        told.append(say["happened"].format(happening.occurred.text))
    elif happening and happening.not_before:
        told.append(say["open from"].format(happening.not_before.date().isoformat()))
    elif isinstance(event.not_occurred_through, Stretch):
        told.append(say["not by"].format(event.not_occurred_through.text))
    if event.brought_about_by:
        told.append(say["by"].format(", ".join(record.ids_of(event.brought_about_by))))
    return "; ".join(told)
