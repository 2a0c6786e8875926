"""What the page's search goes by: the texts, fields and rules of `pactgraph.search`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgraph.messages import LANGUAGES
from pactgraph.search.places import WEIGHTS, places
from pactgraph.search.rows import sort_of
from pactgraph.search.words import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from pactgraph.record import Record, Thing
    from pactgraph.search.places import Place

_FIELDS = list(WEIGHTS)


def search_model(
    record: Record, key: Callable[[str], str], named: Container[str]
) -> dict[str, Any]:
    """Return everything in which the page looks for words, JSON-able.

    A place is the number of its field, its text, and words it is found under besides. The text
    of a name that the page has is the number of its language; that of an id is left out.

    Args:
        record: what the graph says.
        key: by what the page knows the thing with an IRI.
        named: IRIs of the things whose names and IRIs the page has.
    """
    things: dict[str, tuple[Thing, list[list[Any]]]] = {}
    for place in places(record):
        told = things.setdefault(place.thing.iri, (place.thing, []))
        told[1].append(_place(place, has_names=place.thing.iri in named))
    return {
        "rules": rules(),
        "fields": [{"name": name, "weight": weight} for name, weight in WEIGHTS.items()],
        "things": [
            _thing(thing, key(iri), iri in named) | {"places": found}
            for iri, (thing, found) in sorted(things.items())
        ],
    }


def _thing(thing: Thing, key: str, has_names: bool) -> dict[str, Any]:  # noqa: FBT001 - private
    told = {"key": key, "sort": sort_of(thing)}
    if not has_names:
        told["iri"] = thing.iri
    if thing.id != key:
        told["id"] = thing.id
    return told


def _place(place: Place, *, has_names: bool) -> list[Any]:
    number = _FIELDS.index(place.field)
    if place.field == "id":
        return [number]
    if place.field == "label" and has_names:
        label = place.thing.label
        for language, name in enumerate(LANGUAGES):
            if label.in_language(name) == place.text:
                return [number, language]
    return [number, place.text, *([place.more] if place.more else [])]
