"""The named graphs of scenarios and days in a store, and questions to them from several threads.

What a question assumes stands in a named graph: when each event can happen, and how old the
evidence of each clause is. It is named by what it holds, so that no question sees that of
another; what is so on the day asked about stands in a graph named by its setting. Those that
were asked last are kept, and one thread at a time asks a store.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from pactgraph.asking.scenario_writing import ScenarioWriter
from pactgraph.asking.status_graphs import status_graph, status_triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pactgraph.asking.scenario_writing import Key
    from pactgraph.asking.setting import Setting
    from pactgraph.record import Record
    from pactgraph.sparql.rows import Rows
    from pactgraph.sparql.store import Change, Store

MOST_KEPT = 8
"""So many scenarios stay in a store, and the statuses of so many days."""


@dataclass(frozen=True, slots=True)
class ScenarioGraphs:
    """The graphs of scenarios in one store.

    Attributes:
        record: the record that the store holds.
        store: the store; nobody else asks it or writes to it.
    """

    record: Record
    store: Store
    _kept: dict[Key, str] = field(default_factory=dict)
    _days: dict[str, None] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _writer: ScenarioWriter = field(init=False)

    def __post_init__(self) -> None:
        """Keep what scenarios of the record have in common."""
        object.__setattr__(self, "_writer", ScenarioWriter(self.record))

    def select(
        self, setting: Setting | None, query: Callable[[str], str], *, duties: bool = False
    ) -> Rows:
        """Return the rows of a SELECT query about a scenario.

        Args:
            setting: what is known and assumed; None if the query is about no scenario.
            query: returns the query for the IRI of the scenario's graph, "" if there is none.
            duties: whether the scenario has to tell of the states of duties, too.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
            QueryError: the query does not parse, or is no SELECT query.
        """
        with self._lock:
            return self.store.select(query(self._graph(setting, duties=duties) if setting else ""))

    def named(self, setting: Setting, *, duties: bool = False) -> str:
        """Return the IRI of the graph of a scenario, which is in the store now.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        with self._lock:
            return self._graph(setting, duties=duties)

    @contextmanager
    def held(self, setting: Setting, *others: Setting) -> Iterator[frozenset[str]]:
        """Keep the graphs of a setting in the store.

        Args:
            setting: its scenario is there with states of duties and without, and the statuses
                of its day.
            others: settings of which the statuses are there, too.

        Yields:
            Their IRIs. Nobody else asks or writes meanwhile.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        with self._lock:
            scenarios = {self._graph(setting, duties=duties) for duties in (False, True)}
            yield frozenset(scenarios | {self._day(each) for each in (setting, *others)})

    def changes(self, held: Mapping[str, int]) -> dict[str, Change]:
        """Return what a copy of the store lacks; see `Copied`."""
        with self._lock:
            return self.store.changes(held)

    def changes_within(
        self, held: Mapping[str, int], setting: Setting | None
    ) -> dict[str, Change]:
        """Return what a copy lacks that sees the graphs of one setting and no others.

        Args:
            held: as for `Copied`.
            setting: None for a copy of whose named graphs nothing is asked; it may keep any.
        """
        if setting is None:
            with self._lock:
                return self.store.changes({i: n for i, n in held.items() if not i}, ())
        with self.held(setting) as graphs:
            return self.store.changes(held, graphs)

    def _day(self, setting: Setting) -> str:
        name = status_graph(setting)
        if name not in self._days:
            self.store.put_graph(name, status_triples(self.record, setting))
        self._days.pop(name, None)
        self._days[name] = None
        if len(self._days) > MOST_KEPT:
            oldest = next(iter(self._days))
            del self._days[oldest]
            self.store.put_graph(oldest, [])
        return name

    def _graph(self, setting: Setting, *, duties: bool) -> str:
        key = self._writer.key(setting, duties=duties)
        self._kept[key] = self._kept.pop(key, "") or self._put(setting, duties=duties)
        if len(self._kept) > MOST_KEPT:
            oldest = self._kept.pop(next(iter(self._kept)))
            if oldest not in self._kept.values():
                self.store.put_graph(oldest, [])
        return self._kept[key]

    def _put(self, setting: Setting, *, duties: bool) -> str:
        iri, triples = self._writer.graph(setting, duties=duties)
        self.store.put_written(iri, triples)
        return iri


@dataclass(frozen=True, slots=True)
class Seen:
    """What one query sees of a store, to be copied.

    Attributes:
        graphs: those of the store.
        setting: whose graphs it sees; None if it asks of none.
    """

    graphs: ScenarioGraphs
    setting: Setting | None

    def changes(self, held: Mapping[str, int]) -> dict[str, Change]:
        """Return what a copy lacks; see `Copied`."""
        return self.graphs.changes_within(held, self.setting)

    def names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs that it sees, which are in the store now.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        if self.setting is None:
            return frozenset()
        with self.graphs.held(self.setting) as names:
            return names
