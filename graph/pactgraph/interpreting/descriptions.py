"""The parts of the record that only describe: parties, assets, sources, concepts, claims."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rdflib import URIRef

from pactgraph.interpreting.constraints import operands as members
from pactgraph.messages import worded
from pactgraph.record import (
    Action,
    Amount,
    Asset,
    Claim,
    Compared,
    Concept,
    Contradiction,
    Limit,
    Party,
    Source,
    Text,
    Thing,
)
from pactgraph.scope.actions import SAME
from pactgraph.terms import DCTERMS, ODRL, ORG, OWL, PACT, SCHEMA, SKOS, local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from rdflib.namespace import Namespace
    from rdflib.term import Node

    from pactgraph.interpreting.values import Values


def concepts(values: Values, scheme: Namespace) -> dict[str, Concept]:
    """Return the concepts of a SKOS scheme, by IRI."""
    found = values.graph.subjects(SKOS.inScheme, URIRef(str(scheme)))
    return {
        values.plain_iris[iri]: Concept(
            iri=values.plain_iris[iri],
            id=local_name(str(iri)),
            label=values.label(iri, SKOS.prefLabel),
            definition=values.text(iri, SKOS.definition),
            broader=values.iris(iri, SKOS.broader),
            words=_other_words(values, iri),
            lead=values.name(iri, PACT.lead),
            counter=values.name(iri, PACT.counter),
        )
        for iri in sorted(found, key=str)
        if isinstance(iri, URIRef)
    }


def _other_words(values: Values, iri: Node) -> tuple[str, ...]:
    """Return what else people call `iri`, in any language."""
    return tuple(sorted({str(word) for word in values.graph.objects(iri, SKOS.altLabel)}))


def sources(values: Values) -> dict[str, Source]:
    """Return the sources, by IRI."""
    return {
        values.plain_iris[iri]: Source(
            iri=values.plain_iris[iri],
            id=local_name(iri),
            label=values.label(iri, DCTERMS.title),
            publisher=values.plain(iri, DCTERMS.publisher),
            issued=values.plain(iri, DCTERMS.issued),
            urls=tuple(
                url
                for url in values.iris(iri, SCHEMA.url)
                if url.startswith(("http://", "https://"))
            ),
            file=values.plain(iri, DCTERMS.identifier),
            place=values.plain(iri, SCHEMA.pagination),
        )
        for iri in values.of_type(DCTERMS.BibliographicResource)
    }


def parties(values: Values) -> dict[str, Party]:
    """Return the parties, by IRI."""
    classes = set(values.of_type(ODRL.PartyCollection))
    return {
        values.plain_iris[iri]: Party(
            iri=values.plain_iris[iri],
            id=local_name(iri),
            label=values.label(iri),
            definition=values.text(iri, SKOS.definition),
            legal_name=values.plain(iri, SCHEMA.legalName),
            parents=values.iris(iri, ORG.subOrganizationOf, ODRL.partOf),
            same_as=values.iris(iri, OWL.sameAs),
            lei=values.plain(iri, SCHEMA.leiCode),
            is_class=iri in classes,
            linked=values.iris(iri, ORG.linkedTo),
            sectors=values.iris(iri, ORG.classification),
        )
        for iri in sorted({*values.of_type(ORG.Organization), *classes}, key=str)
    }


def assets(values: Values) -> dict[str, Asset]:
    """Return the assets, by IRI."""
    return {
        values.plain_iris[iri]: Asset(
            iri=values.plain_iris[iri],
            id=local_name(iri),
            label=values.label(iri),
            definition=values.text(iri, SKOS.definition),
            part_of=values.iris(iri, ODRL.partOf),
            excludes=values.iris(iri, PACT.excludes),
        )
        for iri in values.of_type(ODRL.Asset)
    }


def actions(values: Values) -> dict[str, Action]:
    """Return the actions, by IRI; for one that has been replaced, what it was replaced by."""
    found = {
        values.plain_iris[iri]: Action(
            iri=values.plain_iris[iri],
            id=local_name(iri),
            label=values.label(iri),
            included_in=values.iris(iri, ODRL.includedIn),
            implies=values.iris(iri, ODRL.implies),
            same=tuple(sorted(_names(values, iri))),
            words=_other_words(values, iri),
            gives=values.name(iri, PACT.gives),
        )
        for iri in values.of_type(ODRL.Action)
    }
    newer = {iri: values.iri(URIRef(iri), DCTERMS.isReplacedBy) for iri in found}
    current = {iri: _current(iri, newer, found.keys()) for iri in found}
    older: dict[str, list[Action]] = {}
    for iri, action in found.items():
        older.setdefault(current[iri], []).append(action)
    joined = {iri: _joined(found[iri], parts) for iri, parts in older.items()}
    return {iri: joined[current[iri]] for iri in found}


def _current(action: str, newer: Mapping[str, str], known: Collection[str]) -> str:
    """Return what `action` has been replaced by in the end: itself if by nothing known."""
    seen = {action}
    while newer.get(action, "") in known and newer[action] not in seen:
        action = newer[action]
        seen.add(action)
    return action


def _joined(action: Action, parts: Iterable[Action]) -> Action:
    """Return `action` with all that is said of it and of what it replaced."""
    said = [*parts]
    return replace(
        action,
        included_in=tuple(sorted({iri for part in said for iri in part.included_in})),
        implies=tuple(sorted({iri for part in said for iri in part.implies})),
        same=tuple(sorted({iri for part in said for iri in part.same})),
        words=tuple(sorted({word for part in said for word in part.words})),
    )


def _names(values: Values, action: URIRef) -> set[str]:
    """Return the IRIs of `action`, what it replaced, was replaced by, or matches exactly."""
    return {str(action)} | {
        str(other)
        for predicate in map(URIRef, SAME)
        for other in (
            *values.graph.objects(action, predicate),
            *values.graph.subjects(predicate, action),
        )
        if isinstance(other, URIRef)
    }


def operands(values: Values) -> dict[str, Thing]:
    """Return what limits of scope can compare, by IRI: all left operands but those of time."""
    return {
        values.plain_iris[iri]: Thing(str(iri), local_name(iri), values.label(iri))
        for iri in values.of_type(ODRL.LeftOperand)
        if iri not in (ODRL.dateTime, ODRL.event)
    }


def limit(values: Values, constraint: Node) -> Limit:
    """Return the comparison of scope that `constraint` describes."""
    return Limit(
        iri=str(constraint),
        id=local_name(str(constraint)),
        label=values.label(constraint),
        operand=values.name(constraint, ODRL.leftOperand),
        operator=values.name(constraint, ODRL.operator),
        values=tuple(
            _compared(values, value)
            for value in members(values.graph, constraint, ODRL.rightOperand)
        ),
        unit=values.iri(constraint, ODRL.unit),
    )


def _compared(values: Values, value: Node) -> Compared:
    if isinstance(value, URIRef):
        undisclosed = values.texts(value, PACT.undisclosed)
        return Compared(str(value), local_name(value), values.label(value), undisclosed)
    return Compared("", str(value), Text({"": str(value)}))


def series(values: Values) -> dict[str, Thing]:
    """Return what agreements are versions of, by IRI."""
    return {
        values.plain_iris[iri]: Thing(str(iri), local_name(iri), values.label(iri))
        for iri in values.of_type(PACT.AgreementSeries)
    }


def amounts(values: Values, subject: Node) -> tuple[Amount, ...]:
    """Return the sums of money and shares of `subject`, those that have a name first."""
    found = [(node, _amount(values, node)) for node in values.nodes(subject, PACT.amount)]
    return tuple(amount for _, amount in sorted(found, key=lambda each: _place(*each)))


def _place(node: Node, amount: Amount) -> tuple[bool, str]:
    """Return a place for an amount: that of its name, or if it has none that of what it says."""
    return (False, str(node)) if isinstance(node, URIRef) else (True, repr(amount))


def _amount(values: Values, node: Node) -> Amount:
    return Amount(
        value=values.number(node, SCHEMA.value),
        minimum=values.number(node, SCHEMA.minValue),
        maximum=values.number(node, SCHEMA.maxValue),
        currency=values.plain(node, SCHEMA.currency),
        unit=values.plain(node, SCHEMA.unitText),
        approximate=values.flag(node, PACT.approximate),
        certainty=values.name(node, PACT.certainty),
        sources=values.iris(node, DCTERMS.source),
        iri=str(node) if isinstance(node, URIRef) else "",
    )


def claims(values: Values, events: Iterable[str]) -> dict[str, Claim]:
    """Return what sources claim, by IRI.

    Args:
        values: the graph.
        events: IRIs of the events whose date can be claimed.
    """
    known = set(events)
    found = {}
    for iri in values.of_type(PACT.Claim):
        event = values.iri(iri, PACT.aboutEvent)
        if event and event not in known:
            values.complain(
                iri, worded("there is no event {event}; correct the name", event=local_name(event))
            )
            event = ""
        occurred = values.date(iri, PACT.occurredOn)
        if event and occurred is None and not values.flag(iri, PACT.neverOccurs):
            values.complain(iri, worded("give pact:occurredOn, or pact:neverOccurs true"))
        found[values.plain_iris[iri]] = Claim(
            iri=values.plain_iris[iri],
            id=local_name(iri),
            label=values.label(iri),
            verdict=values.name(iri, PACT.verdict),
            note=values.text(iri, SKOS.note),
            concerns=values.iris(iri, PACT.concerns),
            event=event,
            occurred=occurred,
            known_since=values.date(iri, DCTERMS.issued),
            sources=values.iris(iri, DCTERMS.source),
        )
    return found


def contradictions(values: Values) -> dict[str, Contradiction]:
    """Return what sources contradict one another about, by IRI."""
    return {
        values.plain_iris[iri]: Contradiction(
            iri=values.plain_iris[iri],
            id=local_name(iri),
            label=values.label(iri),
            positions=values.iris(iri, PACT.position),
            preferred=values.iri(iri, PACT.preferred),
            note=values.text(iri, SKOS.note),
        )
        for iri in values.of_type(PACT.Contradiction)
    }
