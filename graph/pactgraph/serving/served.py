"""What is served: all triples of one reading of the files, and the scenarios asked of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from pactgraph.asking.scenario_writing import SCENARIO
from pactgraph.asking.status_graphs import STATUS
from pactgraph.errors import BadInputError
from pactgraph.messages import worded
from pactgraph.serving import SCENARIOS
from pactgraph.serving.answering import packed
from pactgraph.serving.scenarios import Scenarios, is_of_scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.asking.setting import Setting
    from pactgraph.graph import PactGraph

_MENTIONED = re.compile(
    rf"{re.escape(SCENARIO)}/[0-9a-f]{{64}}|{re.escape(STATUS)}/[^<>\"'{{}}|^`\\\s]+"
)
_UNCHANGED = 0
"""The number of the writing of what never changes."""
_readings = count(1)

Graphs = dict[str, tuple[int, bytes]]
"""What a worker holds for one query: graphs by IRI, "" for the default one, each with the number
of the writing that made it what it is, and its triples as N-Triples."""


@dataclass(frozen=True, eq=False)
class Served:
    """One reading of the files. It never changes: whoever began with it ends with it.

    Attributes:
        graph: what was read.
        default: the facts, the vocabulary and the periods, as N-Triples.
        named: graphs that are there beside the scenarios, likewise.
        number: tells readings apart.
        scenarios: those that were asked about.
    """

    graph: PactGraph
    default: bytes
    named: Mapping[str, bytes]
    scenarios: Scenarios
    number: int = field(default_factory=lambda: next(_readings))

    @cached_property
    def size(self) -> int:
        """How many triples the default graph has."""
        return self.default.count(b"\n")

    @cached_property
    def packed(self) -> Graphs:
        """What the processes hold that answer as the commands do."""
        return {"": (self.number, packed(self.graph))}

    def prepare(self) -> None:
        """Work out what is worked out once, so that nobody who asks waits for it."""
        _ = self.size, self.packed

    @property
    def fixed(self) -> Graphs:
        """The graphs that are there in every scenario."""
        graphs = {"": self.default, **self.named}
        return {iri: (self.number, triples) for iri, triples in graphs.items()}

    def of_scenario(
        self, setting: Setting, *, duties: Iterable[bool], make: bool
    ) -> Graphs | None:
        """Return the graphs of a scenario.

        Args:
            setting: what is known and assumed.
            duties: with the states of duties, without them, or one after the other.
            make: False returns None where one of them is not kept.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        found: Graphs = {}
        for with_duties in duties:
            kept = self.scenarios.of(setting, duties=with_duties, make=make)
            if kept is None:
                return None
            found[kept[0]] = _UNCHANGED, kept[1]
        return found

    def of_day(self, setting: Setting) -> Graphs:
        """Return the graph with the statuses of a setting.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        iri, triples = self.scenarios.day(setting)
        return {iri: (_UNCHANGED, triples)}

    def mentioned(self, query: str, others: Iterable[str], at_hand: Graphs) -> Graphs:
        """Return the graphs of scenarios that a query names, beside those at hand.

        Args:
            query: the text.
            others: IRIs of graphs that are named beside it.
            at_hand: graphs of the scenario that the request chose.

        Raises:
            BadInputError: one is not kept: it would be taken for an empty one.
        """
        names = {*_MENTIONED.findall(query), *filter(is_of_scenario, others)} - at_hand.keys()
        found: Graphs = {}
        for name in sorted(names):
            triples = self.scenarios.named(name)
            if triples is None:
                raise BadInputError(
                    worded(
                        "the graph {iri} is not at hand; choose its scenario with the parameters"
                        " on, known and assume",
                        iri=name,
                    )
                )
            found[name] = _UNCHANGED, triples
        return found


def served(graph: PactGraph, named: Mapping[str, bytes] | None = None) -> Served:
    """Return what is served of a graph that was read.

    Args:
        graph: what was read.
        named: graphs beside those of scenarios, as N-Triples.
    """
    kept = Scenarios(graph.record, 2 * SCENARIOS)
    return Served(graph, graph.store.written(""), named or {}, kept)
