"""From a formula to a sentence and back: the same periods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lengths import share
from pactgraph.errors import BadInputError
from pactgraph.graph import load
from pactgraph.kernel.conditions import Xone, relate
from pactgraph.kernel.periods import periods
from pactgraph.messages import LANGUAGES
from pactgraph.sentences.meaning import meaning_of
from pactgraph.sentences.names import Names
from pactgraph.sentences.reading import read_sentence
from pactgraph.telling.words import formula
from sentences.trips import Draws

if TYPE_CHECKING:
    from pactgraph.kernel.periods import Period
    from pactgraph.messages import Language
    from pactgraph.record import Clause, Record

pytestmark = pytest.mark.many


def lost(clause: Clause, record: Record, language: Language) -> str:
    """Return the formula of a clause if its periods are not what is read from it; else ""."""
    names = Names.of(record)
    text = formula(clause, record, language)
    meaning = meaning_of(read_sentence(text, names, language), names)
    relations = record.relations
    if meaning.derived:
        orders = [
            (first, second)
            for second, before in relations.earlier.nearest.items()
            for first in before
            if first in record.happenings and second in record.happenings
        ]
        relations = relate({**relations.points, **meaning.derived}, orders)
    found = periods(meaning.condition, relations)
    if [*map(told, found)] == [*map(told, clause.periods)]:
        return ""
    differ = Xone((clause.condition, meaning.condition))
    return ALIKE if not periods(differ, relations) else text


ALIKE = "alike"
"""What is read has other periods, but there is no instant at which it says another thing."""


def told(period: Period) -> Period:
    """Return what a formula tells of a period: not what follows from it by the way."""
    return replace(period, implied_from=frozenset(), implied_until=frozenset())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ships_is_read_as_it_is_told(language: Language) -> None:
    """Every clause."""
    record = load().record

    assert 60 <= len(record.clauses)
    assert [] == [t for c in record.clauses.values() if (t := lost(c, record, language))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_drawn_is_read_as_it_is_told(language: Language) -> None:
    """Random conditions, half of them with labels that look like parts of a sentence."""
    wrong, tried, alike = [], 0, 0
    for seed in range(share(6_000, 150)):
        try:
            record = Draws(seed).record(hostile=bool(seed % 2))
        except BadInputError:  # counts back from what has no date, or is too large
            continue
        (clause,) = record.clauses.values()
        tried += 1
        text = lost(clause, record, language)
        alike += text == ALIKE
        wrong += [(seed, text)] if text not in ("", ALIKE) else []

    assert share(4_000, 100) <= tried
    assert alike <= tried / 20
    assert [] == wrong


OF_A_DERIVED_EVENT = 999
"""The seed of a condition in which one event has to come before the earlier of two others."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_with_a_derived_event_is_derived_anew(language: Language) -> None:
    """It is not the atom of the same name: periods compare with each of the two instead."""
    record = Draws(OF_A_DERIVED_EVENT).record(hostile=True)
    (clause,) = record.clauses.values()

    assert lost(clause, record, language) in ("", ALIKE)
