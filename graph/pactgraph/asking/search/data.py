"""What was found or listed, for programs: JSON objects, which are rows of CSV, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.kernel.timeline import Stretch
from pactgraph.messages import Phrases
from pactgraph.reading.iris import local_name
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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.asking.search.answer import Match
    from pactgraph.asking.search.listing import Listed
    from pactgraph.messages import Language
    from pactgraph.record import Record

_WORDS = Phrases(
    {
        "happened": "happened {}",
        "open from": "not stated, from {} on",
        "not by": "not happened by {}",
        "derived": "derived from {}",
        "last": "possible through {}",
        "excludes": "rules out {}",
        "part of": "part of {}",
        "case of": "a case of {}",
        "by": "by {}",
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


def list_objects(
    record: Record, rows: Iterable[Listed], language: Language
) -> list[dict[str, object]]:
    """Return one JSON object a thing: sort, id, iri, label, about and clauses.

    A kind has besides how many clauses there are with those of the kinds below it (in_all), and
    the ids of the kinds that it is directly below (broader).
    """
    return [
        {
            "sort": sort_of(row.thing),
            "id": row.thing.id,
            "iri": row.thing.iri,
            "label": row.thing.label.in_language(language),
            "about": about(record, row.thing, language),
            "clauses": row.clauses,
            **_of_kind(record, row),
        }
        for row in rows
    ]


def _of_kind(record: Record, row: Listed) -> dict[str, object]:
    if not isinstance(row.thing, Concept):
        return {}
    known = record.kinds
    broader = [known[iri].id if iri in known else local_name(iri) for iri in row.thing.broader]
    return {"in_all": row.in_all, "broader": broader}


def sort_words(language: Language) -> dict[str, str]:
    """Return what each sort of thing is called, by what `sort_of` calls it."""
    return dict(zip(_SORTS["en"].values(), _SORTS[language].values(), strict=True))


def sort_of(thing: Thing) -> str:
    """Return of which sort a thing is, in one English word for programs."""
    return called_sort(thing, "en")


def called_sort(thing: Thing, language: Language) -> str:
    """Return of which sort a thing is, in one word for people."""
    sorts = _SORTS[language]
    return sorts.get(type(thing), sorts[Thing])


def about(record: Record, thing: Thing, language: Language) -> str:
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
    """Return when `event` happened or may have, what it hangs on, who can bring it about."""
    say = _WORDS[language]
    happening = event.happening
    told = []
    if happening and happening.occurred:
        told.append(say["happened"].format(happening.occurred.text))
    elif happening and happening.not_before:
        told.append(say["open from"].format(happening.not_before.date().isoformat()))
    elif isinstance(event.not_occurred_through, Stretch):
        told.append(say["not by"].format(event.not_occurred_through.text))
    if happening and happening.last and not happening.occurred:
        told.append(say["last"].format(happening.last.date().isoformat()))
    if event.derivation is not None and event.parts:
        told.append(say["derived"].format(", ".join(record.ids_of(event.parts))))
    if rivals := record.relations.ruled_out_by(event.iri) & record.events.keys():
        told.append(say["excludes"].format(", ".join(sorted(record.ids_of(rivals)))))
    if event.brought_about_by:
        told.append(say["by"].format(", ".join(record.ids_of(event.brought_about_by))))
    return "; ".join(told)
