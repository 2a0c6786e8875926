"""Things of several authors that have one name: what they are called, so that none is mistaken."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pactgraph.reading.iris import distinct_endings
from pactgraph.record import Text, Thing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.record import Clause, Record, Story

_Named = TypeVar("_Named", bound=Thing)


def told_apart(record: Record) -> Record:
    """Return `record` with longer ids for the things whose IRIs end alike.

    What an answer calls by its label alone has that id in its label, too, if others of its
    sort have the same one.
    """
    ids = distinct_endings(record.iris())
    if not ids:
        return record

    def renamed(things: Mapping[str, _Named]) -> dict[str, _Named]:
        return {iri: _with_id(thing, ids) for iri, thing in things.items()}

    def labelled(things: Mapping[str, _Named]) -> dict[str, _Named]:
        often = Counter(map(_labels, things.values()))
        return {
            iri: _labelled(thing) if iri in ids and often[_labels(thing)] > 1 else thing
            for iri, thing in renamed(things).items()
        }

    def scoped(clause: Clause) -> Clause:
        scope = (
            replace(limit, values=tuple(_with_id(value, ids) for value in limit.values))
            for limit in clause.scope
        )
        return replace(clause, scope=tuple(scope))

    def told(story: Story) -> Story:
        return replace(story, steps=tuple(renamed({s.iri: s for s in story.steps}).values()))

    return replace(
        record,
        parties=labelled(record.parties),
        assets=labelled(record.assets),
        agreements=labelled(record.agreements),
        events=labelled(record.events),
        clauses={iri: scoped(clause) for iri, clause in renamed(record.clauses).items()},
        statements=renamed(record.statements),
        series=renamed(record.series),
        claims=renamed(record.claims),
        contradictions=renamed(record.contradictions),
        sources=renamed(record.sources),
        stories={iri: told(story) for iri, story in renamed(record.stories).items()},
        ids=ids,
    )


def mistakable(record: Record) -> list[tuple[str, str]]:
    """Return the IRIs of things that share a name and a namespace, in pairs."""
    iris = {*record.iris()}
    if len({iri.rstrip("/#") for iri in iris}) == len(iris):
        return []
    named: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(iris):
        named[iri.rstrip("/#")].append(iri)
    return [(alike[0], alike[1]) for alike in named.values() if len(alike) > 1]


def _with_id(thing: _Named, ids: Mapping[str, str]) -> _Named:
    return replace(thing, id=ids.get(thing.iri, thing.id))


def _labels(thing: Thing) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(thing.label.by_language.items()))


def _labelled(thing: _Named) -> _Named:
    told = {language: f"{text} ({thing.id})" for language, text in _labels(thing)}
    return replace(thing, label=Text(told))
