"""The deal network with what clauses hang on and are about: events, fixed dates and assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.asking.network.bounds import bounds_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgraph.messages import Language
    from pactgraph.page.network import DealNetwork
    from pactgraph.record import Record

_KINDS = {"from": "starts", "until": "ends"}


def with_conditions(
    graph: DealNetwork, record: Record, language: Language, unknown: Collection[str] = ()
) -> DealNetwork:
    """Add to a deal network what its clauses hang on and are about, and return it.

    Nodes of the kinds ``event`` and ``asset`` are IRIs, those of the kind ``date`` days such as
    ``2030-12-31``; all have ``name`` and ``label``. An event or date *starts* or *ends* a clause
    (edges of these kinds), a derived event by those that it comes down to; a clause is *about*
    its assets. An end is the last day on which a clause can hold.

    Args:
        graph: what `pactgraph.page.network.deal_network` returns.
        record: what the graph says.
        language: of the labels.
        unknown: IRIs of events and agreements that do not exist for the question.
    """
    for iri in [node for node, about in graph.nodes(data=True) if about["kind"] == "clause"]:
        clause = record.clauses[iri]
        bounds = [(_KINDS[b.word], b) for b in bounds_of(clause) if b.word in _KINDS]
        bases = {
            (event, kind)
            for kind, bound in bounds
            for name in bound.events
            for event in record.relations.bases(name)
        }
        for event, kind in sorted(bases):
            if event in record.events and event not in unknown:
                thing = record.events[event]
                label = thing.label.in_language(language)
                graph.add_node(event, kind="event", name=thing.id, label=label)
                graph.add_edge(event, iri, key=kind, kind=kind)
        for day, kind in sorted({(day, kind) for kind, bound in bounds for day in bound.days}):
            graph.add_node(day, kind="date", name=day, label=day)
            graph.add_edge(day, iri, key=kind, kind=kind)
        for asset in clause.assets:
            if asset in record.assets:
                about = record.assets[asset]
                label = about.label.in_language(language)
                graph.add_node(asset, kind="asset", name=about.id, label=label)
                graph.add_edge(iri, asset, key="about", kind="about")
    return graph
