"""Our agreements as plain ODRL 2.2, and a setting as a state of the world.

Taking effect and being ended become constraints on `odrl:dateTime` where the setting dates
them, and on `odrl:event` where it leaves them open. Limits of scope become refinements of
the action: they narrow what is covered, and never make a rule inactive. What ODRL cannot
carry is listed in `README.md` beside this file.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rdflib import BNode, Graph, Literal, URIRef

from pactgraph.asking.setting import Setting, event_windows, unknown_agreements
from pactgraph.asking.triples import instant, window_triples
from pactgraph.interpreting.constraints import LOGICAL, operands
from pactgraph.kernel.conditions import (
    CONNECTIVES,
    And,
    Atom,
    AtOrAfter,
    Before,
    Condition,
    Or,
    opposite,
    replaced,
)
from pactgraph.reaching import reached
from pactgraph.scope.actions import IMPLIES, INCLUDED_IN, SAME, vocabulary_links
from pactgraph.terms import DCTERMS, DPROD, ODRL, PACT, PREFIXES, RDF, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib.term import Node

    from pactgraph.interpreting.triples import Triple, Triples
    from pactgraph.kernel.conditions import Events
    from pactgraph.kernel.scenarios import Window
    from pactgraph.record import Agreement, Clause, Record


NOW = URIRef("http://example.com/request/currentTime")
"""The node whose dcterms:issued is the current time, as the public test suite writes it."""

_RULES = {
    "permission": (ODRL.permission, ODRL.Permission),
    "duty": (ODRL.obligation, ODRL.Duty),
    "prohibition": (ODRL.prohibition, ODRL.Prohibition),
}
_DUTY = (
    DPROD.deadline,
    PACT.noLaterThan,
    PACT.performedBy,
    PACT.excusedBy,
    PACT.fulfilment,
    PACT.lateness,
    PACT.violation,
)
"""What says by when a duty is to be done, and names the events of its life."""
_EVENT = (
    *(PACT.earliestOf, PACT.latestOf, PACT.nth),
    *(PACT.when, PACT.before, PACT.noLaterThan, PACT.noEarlierThan, PACT.lapseOf),
    *(PACT.after, PACT.offset, PACT.onNext),
    *(PACT.rulesOut, PACT.notAfter),
)
"""What an event is derived from, and what bounds it."""
_NEVER = Before(datetime(3, 1, 1, tzinfo=UTC))
_CALLED = {kind: name for name, kind in CONNECTIVES.items()}
_TIMED = {ODRL.dateTime, ODRL.event}


def exported(  # noqa: PLR0913 - everything that bears on an export
    record: Record,
    triples: Triples,
    vocabulary: Triples,
    setting: Setting,
    agreements: Iterable[Agreement],
    *,
    lists: bool = False,
) -> Graph:
    """Return `agreements` as ODRL policies, as they are known and assumed in `setting`.

    Args:
        record: what the graph says.
        triples: the files, for the limits of scope, parts and labels.
        vocabulary: where the hierarchy of actions is stated.
        setting: its dates and assumptions are written into the policies; agreements not yet
            known in it are left out. Its day `on` does not matter.
        agreements: the agreements to export.
        lists: True writes operands of logical constraints as an RDF list instead of repeated
            values; evaluators differ in which of the two they read.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    windows = event_windows(record, setting)
    unknown = unknown_agreements(record, setting)
    for agreement in agreements:
        if agreement.iri in unknown:
            continue
        _add(graph, _agreement(agreement))
        _add(graph, _sources(agreement.iri, agreement.sources, record))
        for iri in agreement.clauses:
            clause = record.clauses[iri]
            _add(graph, _clause(clause, triples))
            _add(graph, _sources(iri, clause.sources, record))
            settled = _settled(clause.condition, windows, record.relations)
            _add_condition(graph, clause, settled, lists=lists)
    _add(graph, _events(graph, record, triples))
    _add(graph, _surroundings(graph, triples, vocabulary))
    return graph


def world(record: Record, setting: Setting) -> Graph:
    """Return `setting` as a state of the world.

    It says the time, when each event can happen, and what belongs to what: parts of assets,
    members of parties, cases of actions that the files declare.

    Args:
        record: what the graph says.
        setting: what is known and assumed; its day `on` counts to its last instant.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    graph.add((NOW, DCTERMS.issued, instant(setting.on.last)))
    windows = event_windows(record, setting)
    _add(graph, window_triples(windows))
    compared = record.relations.points.keys() - record.relations.derived.keys()
    _add(graph, window_triples({event: windows[event] for event in sorted(compared)}))
    for event, window in windows.items():
        if window.earliest is None:
            claim = BNode()
            graph.add((claim, RDF.type, PACT.Claim))
            graph.add((claim, PACT.aboutEvent, URIRef(event)))
            graph.add((claim, PACT.neverOccurs, Literal("true", datatype=XSD.boolean)))
        for other in record.relations.before(event) & windows.keys():
            graph.add((URIRef(event), PACT.neverPrecedes, URIRef(other)))
    _add(graph, _belongings(record))
    return graph


def _belongings(record: Record) -> Iterator[Triple]:
    """Yield what each party, asset and action of the files belongs to."""
    for party in record.parties.values():
        for whole in party.parents:
            yield URIRef(party.iri), ODRL.partOf, URIRef(whole)
    for asset in record.assets.values():
        for whole in asset.part_of:
            yield URIRef(asset.iri), ODRL.partOf, URIRef(whole)
        for part in asset.excludes:
            yield URIRef(asset.iri), PACT.excludes, URIRef(part)
    for iri in record.actions.keys() - vocabulary_links().keys():
        action = record.actions[iri]
        for wide in action.included_in:
            yield URIRef(iri), ODRL.includedIn, URIRef(wide)
        for need in action.implies:
            yield URIRef(iri), ODRL.implies, URIRef(need)
        for other in {*action.same} - {iri}:
            yield URIRef(iri), SKOS.exactMatch, URIRef(other)


def _add(graph: Graph, triples: Iterable[Triple]) -> None:
    for triple in triples:
        graph.add(triple)


def _agreement(agreement: Agreement) -> Iterator[Triple]:
    node = URIRef(agreement.iri)
    yield node, RDF.type, ODRL.Agreement
    yield node, ODRL.uid, node
    yield node, ODRL.profile, URIRef(str(PACT).rstrip("#"))
    for language, text in agreement.label.by_language.items():
        yield node, RDFS.label, Literal(text, lang=language or None)
    yield node, DCTERMS.issued, instant(agreement.issued.start)
    yield node, ODRL.conflict, ODRL[agreement.strategy or "prohibit"]


def _sources(iri: str, sources: Iterable[str], record: Record) -> Iterator[Triple]:
    """Yield the public addresses of the sources of an agreement or clause, or their names."""
    for source in sources:
        known = record.sources.get(source)
        for url in (known.urls if known else ()) or (source,):
            yield URIRef(iri), DCTERMS.source, URIRef(url)


def _clause(clause: Clause, triples: Triples) -> Iterator[Triple]:
    node = URIRef(clause.iri)
    predicate, kind = _RULES[clause.rule]
    yield URIRef(clause.agreement), predicate, node
    yield node, RDF.type, kind
    for copied in (RDFS.label, ODRL.assignee, ODRL.assigner, ODRL.target, *_DUTY):
        for value in triples.objects(node, copied):
            yield node, copied, value
            yield from _nested(triples, value)
    limits = [
        limit
        for saying in (node, URIRef(clause.agreement))
        for constraint in triples.objects(saying, ODRL.constraint)
        for limit in _limits(triples, constraint)
    ]
    for action in triples.objects(node, ODRL.action):
        if not limits:
            yield node, ODRL.action, action
            continue
        refined = BNode()
        yield node, ODRL.action, refined
        yield refined, RDF.value, action
        for limit in limits:
            yield refined, ODRL.refinement, limit
            yield from _described(triples, limit)


def _limits(triples: Triples, constraint: Node) -> Iterator[Node]:
    """Yield the greatest parts of `constraint` that say nothing about time."""
    if not _is_timed(triples, constraint):
        yield constraint
        return
    for part in _parts(triples, constraint):
        yield from _limits(triples, part)


def _is_timed(triples: Triples, constraint: Node) -> bool:
    if triples.value(constraint, ODRL.leftOperand) in _TIMED:
        return True
    return any(_is_timed(triples, part) for part in _parts(triples, constraint))


def _parts(triples: Triples, constraint: Node) -> list[Node]:
    return [part for term in LOGICAL.values() for part in operands(triples, constraint, term)]


def _described(triples: Triples, node: Node) -> Iterator[Triple]:
    """Yield what is said of a constraint and of its parts, operands as repeated values."""
    for predicate, value in triples.predicate_objects(node):
        if predicate not in LOGICAL.values():
            yield node, predicate, value
    for term in LOGICAL.values():
        for part in operands(triples, node, term):
            yield node, term, part
            yield from _described(triples, part)


def _events(graph: Graph, record: Record, triples: Triples) -> Iterator[Triple]:
    """Yield what the files say of the events that policies name, and of all that these hang on.

    ODRL knows no event that is derived, ruled out or bounded: it comes out as it went in.
    """
    named = {*graph.objects(None, ODRL.rightOperand)}
    named |= {event for term in _DUTY for event in graph.objects(None, term)}
    events = record.events
    for iri in sorted(
        reached(map(str, named), lambda iri: events[iri].parts if iri in events else ())
    ):
        if iri not in events:
            continue
        node = URIRef(iri)
        told = {term: [*triples.objects(node, term)] for term in _EVENT}
        if events[iri].derivation is not None or any(told.values()):
            for term in (RDF.type, RDFS.label, *_EVENT):
                for value in triples.objects(node, term):
                    yield node, term, value
                    yield from _nested(triples, value)


def _nested(triples: Triples, node: Node) -> Iterator[Triple]:
    """Yield what is said of a node without name, such as a schedule or a list."""
    if isinstance(node, BNode):
        for predicate, value in triples.predicate_objects(node):
            yield node, predicate, value
            yield from _nested(triples, value)


def _surroundings(graph: Graph, triples: Triples, vocabulary: Triples) -> Iterator[Triple]:
    """Yield what parties, assets and actions of the policies belong to, and their labels."""
    wider = (ODRL.partOf, PACT.excludes, *map(URIRef, (INCLUDED_IN, IMPLIES, *SAME)))
    pending = {
        *graph.objects(None, ODRL.target),
        *graph.objects(None, ODRL.assignee),
        *graph.objects(None, ODRL.assigner),
        *graph.objects(None, ODRL.action),
        *graph.objects(None, RDF.value),
    }
    seen: set[Node] = set()
    while pending:
        node = pending.pop()
        seen.add(node)
        for source in (triples, vocabulary):
            for label in source.objects(node, RDFS.label):
                yield node, RDFS.label, label
            for predicate in wider:
                for value in source.objects(node, predicate):
                    yield node, predicate, value
                    pending |= {value} - seen


# ---- Conditions -------------------------------------------------------------------------


def _settled(condition: Condition, windows: Mapping[str, Window], events: Events) -> Condition:
    """Return `condition` with dates in place of dated events, and without what never happens."""

    def settled(atom: Atom) -> Condition:
        if not isinstance(atom.point, str):
            return atom
        happened = _happened(atom.point, windows, events)
        return happened if isinstance(atom, AtOrAfter) else opposite(happened)

    return replaced(condition, settled)


def _happened(event: str, windows: Mapping[str, Window], events: Events) -> Condition:
    if event in events.derived:
        return _settled(events.derived[event], windows, events)
    window = windows[event]
    if window.earliest is None:
        return Or()
    return AtOrAfter(window.earliest if window.earliest == window.latest else event)


def _add_condition(graph: Graph, clause: Clause, condition: Condition, *, lists: bool) -> None:
    """Add `condition` to `clause` as constraints, the parts of a conjunction one by one."""
    parts = _flat(condition)
    for number, part in enumerate(dict.fromkeys(parts), start=1):
        node = URIRef(f"{clause.iri}/constraint/{number}")
        graph.add((URIRef(clause.iri), ODRL.constraint, node))
        _add_constraint(graph, node, part, lists=lists)


def _flat(condition: Condition) -> list[Condition]:
    if isinstance(condition, And):
        return [flat for part in condition.parts for flat in _flat(part)]
    return [condition]


def _add_constraint(graph: Graph, node: URIRef, condition: Condition, *, lists: bool) -> None:
    match condition:
        case AtOrAfter(point) | Before(point):
            operator = ODRL.gteq if isinstance(condition, AtOrAfter) else ODRL.lt
            dated = isinstance(point, datetime)
            graph.add((node, RDF.type, ODRL.Constraint))
            graph.add((node, ODRL.leftOperand, ODRL.dateTime if dated else ODRL.event))
            graph.add((node, ODRL.operator, operator))
            right = instant(point) if isinstance(point, datetime) else URIRef(point)
            graph.add((node, ODRL.rightOperand, right))
        case And(()):
            _add_constraint(graph, node, Or((_NEVER, AtOrAfter(_NEVER.point))), lists=lists)
        case joint if not joint.parts:
            _add_constraint(graph, node, _NEVER, lists=lists)
        case joint:
            parts = joint.parts
            term = LOGICAL[_CALLED[type(joint)]]
            graph.add((node, RDF.type, ODRL.LogicalConstraint))
            nodes = [URIRef(f"{node}/{number}") for number, _ in enumerate(parts, start=1)]
            for inner, part in zip(nodes, parts, strict=True):
                _add_constraint(graph, inner, part, lists=lists)
            _add_operands(graph, node, term, nodes, lists=lists)


def _add_operands(
    graph: Graph, node: URIRef, term: URIRef, nodes: list[URIRef], *, lists: bool
) -> None:
    if not lists:
        for inner in nodes:
            graph.add((node, term, inner))
        return
    rest: Node = RDF.nil
    for inner in reversed(nodes):
        cell = BNode()
        graph.add((cell, RDF.first, inner))
        graph.add((cell, RDF.rest, rest))
        rest = cell
    graph.add((node, term, rest))
