"""Parties and flows as a networkx graph, for analyses of one's own and for other programs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import networkx as nx

from pactgraph.asking.network.scope import moment_of
from pactgraph.flows.sums import amounts_of
from pactgraph.kernel.flips import course
from pactgraph.kernel.periods import periods
from pactgraph.kernel.status import Status
from pactgraph.kernel.timeline import FIRST
from pactgraph.telling.amounts import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pactgraph.asking.network.flows import FlowAnswer
    from pactgraph.asking.setting import Setting
    from pactgraph.flows.deciding import Moment
    from pactgraph.messages import Language
    from pactgraph.record import Record

    FlowNetwork = nx.MultiDiGraph[str]
    """Of IRIs; see `flow_network`."""

_FLOWING = (Status.IN_FORCE, Status.DEPENDS)


def flow_network(
    record: Record,
    answers: list[FlowAnswer],
    setting: Setting,
    language: Language,
) -> FlowNetwork:
    """Return the parties that flows name, and what flows from one to another.

    Nodes are IRIs of parties, with ``label``, ``name`` (short id) and ``is_class``. Each edge is
    a flow in one stretch of time: ``flow`` (its id), ``what`` goes and ``in_return`` (ids),
    ``status`` and ``force`` on the day asked about, ``amount`` (words), ``clauses`` (ids with
    semicolons), ``certainty``, ``possibly`` (whether it hangs on open events in that stretch),
    and its days ``start`` and ``end``, both included; a side that is open has none.

    The graph says of itself that it is dynamic, with dates: so networkx writes the stretches to
    GEXF 1.2 as the lives of edges, and to GraphML as attributes.

    Args:
        record: the record.
        answers: how the flows stand.
        setting: what they were asked in.
        language: of labels and amounts.
    """
    moment = moment_of(record, setting)
    network: FlowNetwork = nx.MultiDiGraph(mode="dynamic", timeformat="date")
    for answer in sorted(answers, key=lambda each: each.flow.id):
        flow = answer.flow
        about = {
            "label": " / ".join(clause.label.in_language(language) for clause in flow.whole),
            "flow": flow.id,
            "what": flow.lead,
            "in_return": flow.counter,
            "status": answer.status.value,
            "force": answer.force,
            "amount": ", ".join(amount_in_words(a, language) for a in amounts_of(flow)),
            "clauses": ";".join(clause.id for clause in flow.members),
            "certainty": flow.whole[0].certainty,
        }
        stretches = [*_stretches(answer, moment)]
        for giver, taker in flow.pairs:
            _add_party(network, record, giver, language)
            _add_party(network, record, taker, language)
            for number, stretch in enumerate(stretches):
                network.add_edge(giver, taker, key=f"{flow.id}/{number}", **about, **stretch)
    return network


def _stretches(answer: FlowAnswer, moment: Moment) -> Iterator[dict[str, str | bool]]:
    """Yield when something flows or has flowed, and when it possibly does."""
    normal = periods(answer.flow.condition, moment.events)
    steps = course(normal, moment.windows, moment.events)
    ends = [*(step.since for step in steps[1:]), None]
    for step, end in zip(steps, ends, strict=True):
        if step.standing.status in _FLOWING:
            found: dict[str, str | bool] = {"possibly": step.standing.status is Status.DEPENDS}
            if step.since != FIRST:
                found["start"] = _day(step.since)
            if end is not None:
                found["end"] = _day(end - timedelta(microseconds=1))
            yield found


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _add_party(network: FlowNetwork, record: Record, iri: str, language: Language) -> None:
    if iri not in network:
        party = record.parties.get(iri)
        label = party.label.in_language(language) if party else record.id_of(iri)
        is_class = bool(party and party.is_class)
        network.add_node(iri, label=label, name=record.id_of(iri), is_class=is_class)
