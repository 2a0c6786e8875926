"""Sentences beside constraints: both say when a clause is in force, and have to say the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.errors import BadInputError
from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.interpreting.constraints import ConstraintError, meaning
from pactgraph.kernel.conditions import And, AtOrAfter, Xone, relate
from pactgraph.kernel.periods import periods
from pactgraph.messages import LANGUAGES, either, joined, message_of, worded
from pactgraph.sentences.meaning import meaning_of
from pactgraph.sentences.names import Names
from pactgraph.sentences.reading import read_sentence
from pactgraph.telling.words import formula
from pactgraph.terms import ODRL, PACT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triples
    from pactgraph.kernel.conditions import Condition, Events
    from pactgraph.kernel.points import Shape
    from pactgraph.messages import Message
    from pactgraph.record import Clause, Record


def unlike_sentences(facts: Triples, record: Record) -> Iterator[Complaint]:
    """Yield the sentences that are not understood, or say something else than the constraints.

    The constraints are those of the clause itself; what its agreement says, and what ends it
    later, no sentence has to repeat.

    Args:
        facts: the triples of all files together.
        record: what they say.
    """
    said = [*facts.subject_objects(PACT.sentence)]
    names = Names.of(record) if said else None
    for subject, sentence in said:
        clause = record.clauses.get(str(subject))
        if clause is None or names is None or not isinstance(sentence, Literal):
            continue  # where it stands, and what else is wrong with the clause, is told elsewhere
        if sentence.language not in LANGUAGES:
            told: Message | None = worded(
                "the sentence has none of the languages {known}; give it one",
                known=", ".join(LANGUAGES),
            )
        else:
            told = _unlike(facts, record, clause, sentence, names)
        if told is not None:
            yield Complaint(subject, told, PACT.sentence, sight=Sight.RECORD)


def _unlike(
    facts: Triples, record: Record, clause: Clause, sentence: Literal, names: Names
) -> Message | None:
    """Return how a sentence differs from the constraints of its clause; None if it does not."""
    language = sentence.language or ""
    home = AtOrAfter(clause.agreement)
    try:
        said = meaning_of(read_sentence(str(sentence), names, language), names)
        relations = _related(record, said.derived)
        mine = And((home, said.condition))
        theirs = And((home, *_own(facts, record, clause)))
        if not periods(Xone((mine, theirs)), relations):
            return None
        spoken, stated = (
            replace(clause, condition=each, periods=periods(each, relations))
            for each in (mine, theirs)
        )
    except ConstraintError:
        return None  # told where it stands
    except BadInputError as error:
        return joined(": ", [worded("the sentence is not understood"), message_of(error)])
    known = replace(record, relations=relations)
    return worded(
        "its sentence says “{sentence}”, its constraints say “{constraints}”; correct one of the"
        " two",
        sentence=either({each: formula(spoken, known, each) for each in LANGUAGES}),
        constraints=either({each: formula(stated, known, each) for each in LANGUAGES}),
    )


def _own(facts: Triples, record: Record, clause: Clause) -> list[Condition]:
    """Return what the constraints of a clause itself say about time."""
    events: frozenset[Node] = frozenset(map(URIRef, {*record.events, *record.agreements}))
    nodes = sorted(facts.objects(URIRef(clause.iri), ODRL.constraint), key=str)
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
