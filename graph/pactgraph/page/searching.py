"""What the page's search goes by: the texts, fields and rules of `pactgraph.asking.search`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pactgraph.asking.search.data import sort_of
from pactgraph.asking.search.places import WEIGHTS, places
from pactgraph.asking.search.words import rules
from pactgraph.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from pactgraph.asking.search.places import Place
    from pactgraph.page import data
    from pactgraph.record import Record, Thing

_Named = TypeVar("_Named")
_FIELDS = list(WEIGHTS)


def search_model(record: Record, key: Callable[[str], str], named: Container[str]) -> data.Search:
    """Return everything in which the page looks for words, JSON-able.

    A place is the number of its field, its text, and words it is found under besides. The text
    of a name that the page has is the number of its language; that of an id is left out.
    A thing that the page has no details of says where it is told of: ``at``.

    Args:
        record: what the graph says.
        key: by what the page knows the thing with an IRI.
        named: IRIs of the things whose names and IRIs the page has.
    """
    leads = _leads(record, named)
    things: dict[str, tuple[Thing, list[list[int | str]]]] = {}
    for place in places(record):
        told = things.setdefault(place.thing.iri, (place.thing, []))
        told[1].append(_place(place, has_names=place.thing.iri in named))
    return {
        "rules": rules(),
        "fields": [{"name": name, "weight": weight} for name, weight in WEIGHTS.items()],
        "things": [
            _named(thing, key(iri), found)
            if iri in named
            else _unnamed(
                thing, key(iri), found, key(leads[iri]) if leads.get(iri) in named else ""
            )
            for iri, (thing, found) in sorted(things.items())
        ],
    }


def _leads(record: Record, named: Container[str]) -> dict[str, str]:
    """Return, for what has no details of its own, the IRI of something that tells of it."""
    found: dict[str, str] = {}
    kinds = {kind.id: kind.iri for kind in record.kinds.values()}
    for clause in _in_order(record.clauses):
        cited = [*clause.assets, *clause.actions, *clause.sources, kinds.get(clause.kind, "")]
        found |= {iri: clause.iri for iri in cited if iri not in found}
    for agreement in _in_order(record.agreements):
        cited = [*agreement.statements, *agreement.sources, agreement.series]
        found |= {iri: agreement.iri for iri in cited if iri not in found}
    for statement in _in_order(record.statements):
        cited = [*statement.sources, kinds.get(statement.kind, "")]
        found |= {iri: statement.agreement for iri in cited if iri not in found}

    def first(about: Iterable[str]) -> str:
        shown = (found.get(iri, iri) for iri in about)
        return next((iri for iri in shown if iri in named), "")

    for claim in _in_order(record.claims):
        found[claim.iri] = first((claim.event, *claim.concerns))
        found |= {iri: found[claim.iri] for iri in claim.sources if iri not in found}
    for contradiction in record.contradictions.values():
        found[contradiction.iri] = first(contradiction.positions)
    for story in record.stories.values():
        found |= {step.iri: step.selects for step in story.steps if step.selects}
    return found


def _in_order(things: Mapping[str, _Named]) -> list[_Named]:
    """Return things by their IRI, however they were read."""
    return [things[iri] for iri in sorted(things)]


def _named(thing: Thing, key: str, places: list[list[int | str]]) -> data.Searched:
    told: data.Searched = {"key": key, "sort": sort_of(thing), "places": places}
    if thing.id != key:
        told["id"] = thing.id
    return told


def _unnamed(thing: Thing, key: str, places: list[list[int | str]], at: str) -> data.Searched:
    told = _named(thing, key, places)
    told["iri"] = thing.iri
    if at:
        told["at"] = at
    return told


def _place(place: Place, *, has_names: bool) -> list[int | str]:
    number = _FIELDS.index(place.field)
    if place.field == "id":
        return [number]
    if place.field == "label" and has_names:
        label = place.thing.label
        for language, name in enumerate(LANGUAGES):
            if label.in_language(name) == place.text:
                return [number, language]
    return [number, place.text, *([place.more] if place.more else [])]
