"""What in the record matches some words: ranked, each with the text that matched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.amounts import amount_in_words
from pactgraph.messages import LANGUAGES
from pactgraph.record import Agreement, Event, Party, Provision, Source, Text
from pactgraph.search.words import content, matching, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgraph.questions import Question
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
class Match:
    """A thing that matches.

    Attributes:
        thing: the thing.
        field: the field that matched best, one of `WEIGHTS`.
        text: what stands there, in the language that matched.
        score: how well it matches; more is better.
    """

    thing: Thing
    field: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Search:
    """What was found.

    Attributes:
        matches: the best first.
        missed: words that nothing has; the matches are without them.
        questions: those that ship and may answer, the best first.
    """

    matches: tuple[Match, ...]
    missed: tuple[str, ...]
    questions: tuple[Question, ...] = ()


def search(record: Record, text: str) -> Search:
    """Return the things of `record` that have all words of `text`, in any field or language.

    Words that are about nothing (“the”, “wem”) are left out; so is a word that no thing has,
    which is told. Nothing is found if no word is left.
    """
    places = list(_places(record))
    index: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, _, found) in enumerate(places):
        for word in found:
            index[word].append(number)
    missed, by_word = [], []
    for wanted in content(text):
        if meant := matching(wanted, index):
            by_word.append(_hits(places, index, meant))
        else:
            missed.append(wanted)
    if not by_word:
        return Search((), tuple(missed))
    shared = set.intersection(*(set(hits) for hits in by_word))
    matches = [_match(places, [hits[iri] for hits in by_word]) for iri in shared]
    matches.sort(key=lambda match: (-match.score, match.thing.id))
    return Search(tuple(matches), tuple(missed))


_Place = tuple["Thing", str, str, frozenset[str]]


def _hits(
    places: list[_Place], index: Mapping[str, list[int]], meant: Mapping[str, float]
) -> dict[str, tuple[float, int]]:
    """Return, for each thing that has the word, its score and the place of its best match."""
    hits: dict[str, tuple[float, int]] = {}
    for word, quality in meant.items():
        for number in index[word]:
            thing, field, _, found = places[number]
            # Of two labels with the word, the shorter one is more about it.
            hit = (quality * WEIGHTS[field] + 1 / (1 + len(found)), number)
            hits[thing.iri] = max(hits.get(thing.iri, hit), hit)
    return hits


def _match(places: list[_Place], hits: list[tuple[float, int]]) -> Match:
    _, best = max(hits)
    thing, field, text, _ = places[best]
    return Match(thing, field, text, round(sum(score for score, _ in hits), 3))


def _places(record: Record) -> Iterator[_Place]:
    """Yield every text in which words are looked for: of which thing, and in which field."""
    concepts = {concept.id: concept for concept in record.kinds.values()}
    for thing in (*record.things(), *record.kinds.values(), *record.actions.values()):
        for field, text in _fields(thing, concepts):
            yield thing, field, text, frozenset(words(text))
        for text, more in _amounts(thing):
            yield thing, "amount", text, frozenset(words(f"{text} {more}"))


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
