"""Sentences beside constraints: both say when something is in force, and have to say the same."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.errors import BadInputError, ConditionTooLargeError
from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.interpreting.constraints import ConstraintError, meaning
from pactgraph.kernel.conditions import And, AtOrAfter, Xone, relate
from pactgraph.kernel.periods import periods
from pactgraph.messages import LANGUAGES, either, joined, message_of, worded
from pactgraph.sentences.meaning import meaning_of
from pactgraph.sentences.names import Names
from pactgraph.sentences.reading import read_sentence
from pactgraph.telling.words import formula_of
from pactgraph.terms import ODRL, PACT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triples
    from pactgraph.kernel.conditions import Condition, Events
    from pactgraph.kernel.points import Shape
    from pactgraph.messages import Message
    from pactgraph.record import Record


MOST_TOLD = 20
"""Of how many periods a formula is told; more are too long to be compared by eye."""


def unlike_sentences(facts: Triples, record: Record) -> Iterator[Complaint]:
    """Yield the sentences that are not understood, or say something else than the constraints.

    The constraints are those of the clause itself, or of the agreement whose term it is; what an
    agreement says of its clauses, and what ends them later, no sentence has to repeat.

    Args:
        facts: the triples of all files together.
        record: what they say.
    """
    said = [*facts.subject_objects(PACT.sentence)]
    names = Names.of(record) if said else None
    for subject, sentence in said:
        home = _home(record, str(subject))
        if not home or names is None or not isinstance(sentence, Literal):
            continue  # where it stands, and what else is wrong with the clause, is told elsewhere
        if sentence.language not in LANGUAGES:
            told: Message | None = worded(
                "the sentence has none of the languages {known}; give it one",
                known=", ".join(LANGUAGES),
            )
        else:
            theirs = partial(_own, facts, record, subject)
            told = _unlike(sentence, AtOrAfter(home), theirs, record, names)
        if told is not None:
            yield Complaint(subject, told, PACT.sentence, sight=Sight.RECORD)


def _home(record: Record, iri: str) -> str:
    """Return the agreement of a clause, or itself; "" for anything else."""
    if iri in record.clauses:
        return record.clauses[iri].agreement
    return iri if iri in record.agreements else ""


def _unlike(
    sentence: Literal,
    begun: Condition,
    constraints: Callable[[], list[Condition]],
    record: Record,
    names: Names,
) -> Message | None:
    """Return how a sentence differs from constraints, once both have `begun`; None if not."""
    try:
        said = meaning_of(read_sentence(str(sentence), names, sentence.language or ""), names)
        stated = And((begun, *constraints()))
        relations = _related(record, said.derived)
    except ConstraintError:
        return None  # told where it stands
    except BadInputError as error:
        return joined(": ", [worded("the sentence is not understood"), message_of(error)])
    return _differing(And((begun, said.condition)), stated, replace(record, relations=relations))


def _differing(said: Condition, stated: Condition, record: Record) -> Message | None:
    """Return what a sentence and constraints say, if they differ at any instant; else None."""
    try:
        if not periods(Xone((said, stated)), record.relations):
            return None
        both = [periods(each, record.relations) for each in (said, stated)]
    except ConditionTooLargeError:
        both = []
    if not both or max(map(len, both)) > MOST_TOLD:
        return worded(
            "its sentence does not say what its constraints say, and what they say is too long"
            " to be told here; write the sentence anew, or split the clause"
        )
    sentence, constraints = (
        either({language: formula_of(each, record, language) for language in LANGUAGES})
        for each in both
    )
    return worded(
        "its sentence says “{sentence}”, its constraints say “{constraints}”; correct one of the"
        " two",
        sentence=sentence,
        constraints=constraints,
    )


def _own(facts: Triples, record: Record, subject: Node) -> list[Condition]:
    """Return what the constraints of a clause or agreement itself say about time."""
    events: frozenset[Node] = frozenset(map(URIRef, {*record.events, *record.agreements}))
    nodes = sorted(facts.objects(subject, ODRL.constraint), key=str)
    return [meaning(facts, node, events).condition for node in nodes]


def _related(record: Record, derived: Mapping[str, Shape]) -> Events:
    """Return how events hang together, with those that a sentence makes."""
    known = record.relations
    if not derived:
        return known
    orders = [
        (first, second)
        for second, before in known.earlier.nearest.items()
        for first in before
        if first in record.happenings and second in record.happenings
    ]
    rivals = [
        (event.iri, other)
        for event in record.events.values()
        for other in event.rules_out
        if other in record.happenings
    ]
    return relate({**known.points, **derived}, orders, rivals, known.limited)
