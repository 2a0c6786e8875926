"""The graphs of the scenarios and days that were asked about last, to be handed to workers.

A graph is named by what it holds and never changes, so that no question sees that of another;
a bounded number is kept, and the one that was longest not asked for goes first.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from pactgraph.asking.scenario_writing import SCENARIO, ScenarioWriter
from pactgraph.asking.status_graphs import STATUS, status_graph, status_triples
from pactgraph.sparql.store import n_triples

if TYPE_CHECKING:
    from pactgraph.asking.scenario_writing import Key
    from pactgraph.asking.setting import Setting
    from pactgraph.record import Record


class Scenarios:
    """The graphs of scenarios of one record, as N-Triples. Any number of threads may ask."""

    def __init__(self, record: Record, most: int) -> None:
        """Keep none yet.

        Args:
            record: what is asked.
            most: so many scenarios are kept.
        """
        self._record = record
        self._writer = ScenarioWriter(record)
        self._most = most
        self._kept: OrderedDict[Key, tuple[str, bytes]] = OrderedDict()
        self._days: OrderedDict[str, bytes] = OrderedDict()
        self._making, self._looking = Lock(), Lock()

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._kept)

    def of(self, setting: Setting, *, duties: bool, make: bool = True) -> tuple[str, bytes] | None:
        """Return the IRI of the graph of a scenario, and its triples.

        Args:
            setting: what is known and assumed.
            duties: whether it tells of the states of duties, too.
            make: False returns None where it is not kept: making it takes a while.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        key = self._writer.key(setting, duties=duties)
        if (found := self._get(key)) or not make:
            return found
        with self._making:
            if found := self._get(key):  # another thread made it meanwhile
                return found
            made = self._writer.graph(setting, duties=duties)
            with self._looking:
                self._kept[key] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            return made

    def day(self, setting: Setting) -> tuple[str, bytes]:
        """Return the IRI of the graph with the statuses of a setting, and its triples.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        iri = status_graph(setting)
        with self._looking:
            found = self._days.get(iri)
        if found is None:
            found = n_triples(status_triples(self._record, setting))
        with self._looking:
            self._days[iri] = found
            self._days.move_to_end(iri)
            while len(self._days) > self._most:
                self._days.popitem(last=False)
        return iri, found

    def named(self, iri: str) -> bytes | None:
        """Return the triples of a graph that is kept; None if it is not."""
        with self._looking:
            if found := self._days.get(iri):
                return found
            kept = list(self._kept.items())
        for key, (name, triples) in kept:
            if name == iri:
                self._get(key)
                return triples
        return None

    def _get(self, key: Key) -> tuple[str, bytes] | None:
        with self._looking:
            if found := self._kept.get(key):
                self._kept.move_to_end(key)
            return found


def is_of_scenario(iri: str) -> bool:
    """Return whether a graph with this name is, or was, that of a scenario, or of its day.

    >>> is_of_scenario("https://w3id.org/pactgraph/scenario/00ff")
    True
    >>> is_of_scenario("https://w3id.org/pactgraph/status/2029-06-30")
    True
    """
    return iri.startswith((f"{SCENARIO}/", f"{STATUS}/"))
