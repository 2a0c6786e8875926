"""Every text in which words are looked for: of which thing it is, and in which field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.messages import LANGUAGES
from pactgraph.record import Agreement, Event, Party, Provision, Source, Text
from pactgraph.telling.amounts import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgraph.record import Amount, Concept, Record, Thing

WEIGHTS = {
    "id": 10,
    "label": 8,
    "legal name": 8,
    "amount": 9,
    "kind": 5,
    "definition": 3,
    "publisher": 3,
    "not public": 2,
    "note": 2,
}
"""The fields in which words are looked for, each with how much a match in it counts."""

_MONEY = "money Geld amount Betrag sum Summe"
_SCALES = ((10**9, "Milliarden bn"), (10**6, "Millionen m"))
_SHARE = "percent Prozent share Anteil"
"""Under these words, too, sums of money and shares are found."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text in which words are looked for.

    Attributes:
        thing: of what it is.
        field: in which field it stands, one of `WEIGHTS`.
        text: what stands there, in one language.
        more: words under which it is found besides its own.
    """

    thing: Thing
    field: str
    text: str
    more: str = ""


def places(record: Record) -> Iterator[Place]:
    """Yield every text in which words are looked for."""
    concepts = {concept.id: concept for concept in record.kinds.values()}
    for thing in (*record.things(), *record.kinds.values(), *record.actions.values()):
        for field, text in _fields(thing, concepts):
            yield Place(thing, field, text)
        for text, more in _amounts(thing):
            yield Place(thing, "amount", text, more)


def _fields(thing: Thing, kinds: Mapping[str, Concept]) -> Iterator[tuple[str, str]]:
    """Yield each field of `thing` with what stands in it, in every language."""
    yield "id", thing.id
    yield from _texts("label", [thing.label])
    for name, field in (("definition", "definition"), ("note", "note"), ("text", "definition")):
        text = getattr(thing, name, None)
        if isinstance(text, Text):
            yield from _texts(field, [text])
    if isinstance(thing, (Agreement, Event, Provision)):
        yield from _texts("not public", thing.undisclosed)
    if isinstance(thing, Party) and thing.legal_name:
        yield "legal name", thing.legal_name
    if isinstance(thing, Source) and thing.publisher:
        yield "publisher", thing.publisher
    if isinstance(thing, Provision) and thing.kind in kinds:
        yield from _texts("kind", [kinds[thing.kind].label])


def _amounts(thing: Thing) -> Iterator[tuple[str, str]]:
    """Yield the sums and shares of `thing` in words, and more words they are found under."""
    if isinstance(thing, Provision):
        for amount in thing.amounts:
            for language in LANGUAGES:
                yield amount_in_words(amount, language), _found_under(amount)


def _found_under(amount: Amount) -> str:
    """Return the words under which an amount is found besides those that it is written in."""
    if not amount.currency:
        return _SHARE if amount.unit == "percent" else ""
    numbers = (amount.value, amount.minimum, amount.maximum)
    largest = max((number for number in numbers if number is not None), default=0)
    scale = next((names for least, names in _SCALES if largest >= least), "")
    return f"{_MONEY} {scale}"


def _texts(field: str, texts: Iterable[Text]) -> Iterator[tuple[str, str]]:
    for text in texts:
        for written in text.by_language.values():
            yield field, written
