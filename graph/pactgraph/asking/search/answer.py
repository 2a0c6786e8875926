"""What in the record matches some words: ranked, each with the text that matched."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from pactgraph.asking.search.places import WEIGHTS, places
from pactgraph.asking.search.words import content, matching, words
from pactgraph.messages import told, worded
from pactgraph.telling.tables import flat_records
from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.asking.search.places import Place
    from pactgraph.messages import Language
    from pactgraph.record import Record, Thing
    from pactgraph.sparql.questions import Question
    from pactgraph.telling.tables import Table
    from pactgraph.telling.told import Block


MOST_SHOWN = 20
"""So many matches fit on a screen."""


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


@dataclass(frozen=True, slots=True, repr=False)
class Search(Told):
    """What was found.

    Attributes:
        matches: the best first.
        missed: words that nothing has; the matches are without them.
        questions: those that ship and may answer, the best first.
        shown: so many matches people are told.
    """

    matches: tuple[Match, ...]
    missed: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    shown: int = field(default=MOST_SHOWN, compare=False)

    def whole(self) -> Self:
        """Return the answer with all matches."""
        return replace(self, shown=len(self.matches))

    def blocks(self, language: Language = "en") -> list[Block]:
        """Return the best matches for people, and how many more there are."""
        from pactgraph.asking.search.tree import search_table  # noqa: PLC0415 - which needs this class

        table = search_table(self.matches[: self.shown], language)
        left = len(self.matches) - self.shown
        more = worded("{left} more match; --all shows them.", left=left)
        return [table, told(more, language)] if left > 0 else [table]

    def as_json(self, language: Language = "en") -> list[dict[str, object]]:
        """Return all matches as plain objects; the keys are in `search_objects`."""
        from pactgraph.asking.search.data import search_objects  # noqa: PLC0415 - likewise

        return search_objects(self.matches, language)

    def as_table(self, language: Language = "en") -> Table:
        """Return all matches as flat rows; the columns are the keys of JSON."""
        return flat_records(self.as_json(language))

    def _brief(self) -> str:
        return f"{len(self.matches)} matches"


@dataclass(frozen=True, slots=True)
class Index:
    """Where words stand in a record.

    Attributes:
        known: every text in which words are looked for, with its words.
        places: for each word, the numbers of the texts that have it.
    """

    known: Sequence[tuple[Place, frozenset[str]]]
    places: Mapping[str, Sequence[int]]


def indexed(record: Record) -> Index:
    """Return where words stand in `record`."""
    known = [(place, frozenset(words(f"{place.text} {place.more}"))) for place in places(record)]
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, (_, found) in enumerate(known):
        for word in found:
            numbers[word].append(number)
    return Index(known, numbers)


def search(index: Index, text: str) -> Search:
    """Return the things that have all words of `text`, in any field or language.

    Words that are about nothing (“the”, “wem”) are left out; so is a word that no thing has,
    which is told. Nothing is found if no word is left.
    """
    missed, by_word = [], []
    for wanted in content(text):
        if meant := matching(wanted, index.places):
            by_word.append(_hits(index, meant))
        else:
            missed.append(wanted)
    if not by_word:
        return Search((), tuple(missed))
    shared = set.intersection(*(set(hits) for hits in by_word))
    matches = [_match(index, [hits[iri] for hits in by_word]) for iri in shared]
    matches.sort(key=lambda match: (-match.score, match.thing.id, match.thing.iri))
    return Search(tuple(matches), tuple(missed))


def _hits(index: Index, meant: Mapping[str, float]) -> dict[str, tuple[float, int]]:
    """Return, for each thing that has the word, its score and the place of its best match."""
    hits: dict[str, tuple[float, int]] = {}
    for word, quality in meant.items():
        for number in index.places[word]:
            place, found = index.known[number]
            # Of two labels with the word, the shorter one is more about it.
            hit = (quality * WEIGHTS[place.field] + 1 / (1 + len(found)), number)
            hits[place.thing.iri] = max(hits.get(place.thing.iri, hit), hit)
    return hits


def _match(index: Index, hits: list[tuple[float, int]]) -> Match:
    _, best = max(hits)
    place, _ = index.known[best]
    score = 0.0
    for more, _ in hits:  # `sum` rounds otherwise from Python 3.12 on, and than the page does
        score += more
    return Match(place.thing, place.field, place.text, math.floor(score * 1000 + 0.5) / 1000)
