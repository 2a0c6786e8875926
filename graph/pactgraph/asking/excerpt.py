"""An excerpt of the record: some agreements, and all that decides over them or explains them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from rdflib import Literal, URIRef

from pactgraph.interpreting.ties import related, ties_of
from pactgraph.interpreting.triples import Triples
from pactgraph.reaching import grouped, reached

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rdflib.term import Node

    from pactgraph.kernel.conditions import Events
    from pactgraph.record import Agreement, Provision, Record

_Value = TypeVar("_Value")


def excerpt(record: Record, agreements: Collection[str], assumed: Iterable[str] = ()) -> Record:
    """Return `record` with what some agreements say, and all that this hangs on.

    With their clauses come those of others that end, replace, narrow, except or otherwise are
    about them, at any remove; the other versions of their series, if without clauses; every event
    that decides over one, with all that it is tied to; and the parties, assets, sources and claims
    that are named. So each of these clauses has the status, and the reasons for it, that it has in
    the whole record. A story stays if all that it shows does.

    Args:
        record: all that is known.
        agreements: IRIs of agreements of `record`.
        assumed: IRIs of events and agreements that stay in any case.
    """
    provisions: dict[str, Provision] = {**record.clauses, **record.statements}
    changing = grouped(provisions, lambda iri: _changed(provisions[iri]))
    said = reached(
        (iri for iri, each in provisions.items() if each.agreement in agreements),
        lambda iri: changing.get(iri, ()),
    )
    series = {record.agreements[iri].series for iri in agreements} - {""}
    versions = {iri for iri, each in record.agreements.items() if each.series in series}
    first = {*agreements, *versions, *said, *assumed}
    kept = _reaching(record, first, provisions.keys() - said)
    homes = {iri: _with_its_own(a, kept) for iri, a in _of(record.agreements, kept).items()}
    stories = {
        iri: story
        for iri, story in record.stories.items()
        if all(kept.issuperset({*step.shows, *step.assumed}) for step in story.steps)
    }
    return replace(
        record,
        agreements=homes,
        clauses=_of(record.clauses, kept),
        statements=_of(record.statements, kept),
        events=_of(record.events, kept),
        happenings=_of(record.happenings, kept),
        relations=_related(record, kept),
        parties=_of(record.parties, kept),
        assets=_of(record.assets, kept),
        series=_of(record.series, kept),
        sources=_of(record.sources, kept),
        claims=_of(record.claims, kept),
        contradictions=_of(record.contradictions, kept),
        stories=stories,
        confirming=_of(record.confirming, kept),
        reach_of_whole=record.reach,
    )


def told_of(facts: Triples, part: Record, whole: Record) -> Triples:
    """Return what `facts` say of the things of `part`, and of all that is named with them.

    Agreements, clauses and statements that are not in `part` stay out.

    Args:
        facts: what the files say.
        part: an excerpt of `whole`.
        whole: what the files were read into.
    """
    said = {**whole.agreements, **whole.clauses, **whole.statements}
    left_out = said.keys() - set(part.iris())

    def onward(subject: Node) -> Iterator[Node]:
        return (
            value
            for values in facts.about(subject).values()
            for value in values
            if type(value) is not Literal and str(value) not in left_out
        )

    named: list[Node] = [URIRef(iri) for iri in part.iris()]
    subjects = reached(named, onward)
    return Triples({each: about for each, about in facts.described() if each in subjects})


def mentioned(value: object) -> Iterator[str]:
    """Yield every text that stands in a dataclass, at any depth: what it names is among them.

    >>> from pactgraph.kernel.conditions import And, AtOrAfter
    >>> list(mentioned(And((AtOrAfter("a"), AtOrAfter("b")))))
    ['a', 'b']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from mentioned((*value, *value.values()))
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from mentioned(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from mentioned(getattr(value, field.name))


def _reaching(record: Record, first: Iterable[str], others: Collection[str]) -> frozenset[str]:
    """Return all that `first` names, and what tells of it or is tied to it, at any remove.

    Args:
        record: all that is known.
        first: IRIs of agreements and provisions.
        others: IRIs of the provisions that stay out, whoever names them.
    """
    things = {thing.iri: thing for thing in record.things() if thing.iri not in others}
    ties, claims, opposing = ties_of(record.events), record.claims, record.contradictions
    tied = grouped(ties, lambda iri: (*ties[iri].after, *ties[iri].rivals))
    claimed = grouped(claims, lambda iri: (*claims[iri].concerns, claims[iri].event))
    opposed = grouped(opposing, lambda iri: opposing[iri].positions)
    binding = {**record.clauses, **record.statements, **record.events}

    def onward(iri: str) -> Iterator[str]:
        yield from tied.get(iri, ())
        yield from opposed.get(iri, ())
        if iri in binding or iri in record.agreements:
            yield from claimed.get(iri, ())
        for name in mentioned(things[iri]):
            if iri in binding or name not in record.agreements:
                yield name
                yield from record.relations.bases(name)

    return reached(first, lambda iri: (name for name in onward(iri) if name in things))


def _related(record: Record, kept: frozenset[str]) -> Events:
    """Return how the events that are `kept` hang together."""
    relations = record.relations
    points = {
        name: derived
        for name, derived in relations.points.items()
        if relations.bases(name) <= kept
    }
    return related(points, ties_of(_of(record.events, kept)))


def _with_its_own(agreement: Agreement, kept: Collection[str]) -> Agreement:
    """Return `agreement` without the clauses and statements that are not there."""
    return replace(
        agreement,
        clauses=tuple(iri for iri in agreement.clauses if iri in kept),
        statements=tuple(iri for iri in agreement.statements if iri in kept),
    )


def _changed(provision: Provision) -> tuple[str, ...]:
    """Return the clauses and statements that `provision` changes, or otherwise is about."""
    return (*provision.ends, *provision.replaces, *provision.narrows, *provision.concerns)


def _of(things: Mapping[str, _Value], kept: Collection[str]) -> dict[str, _Value]:
    return {iri: thing for iri, thing in things.items() if iri in kept}
