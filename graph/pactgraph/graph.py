"""The graph of agreements, loaded and ready to be asked: the Python API."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from pactgraph import answers, sparql
from pactgraph.check import trusted_record, vocabulary
from pactgraph.derived import instant, period_triples, window_triples
from pactgraph.errors import BadInputError
from pactgraph.kernel.timeline import stretch
from pactgraph.names import find
from pactgraph.questions import literal, question
from pactgraph.resources import Resource, folder
from pactgraph.store import OxigraphStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rdflib import Graph

    from pactgraph.answers import Answer, Setting
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Language, Record
    from pactgraph.store import Rows, Store

SHIPPED = "shipped"
"""The word that stands, among paths, for the facts that ship with the package."""

SCENARIO = "https://w3id.org/pactgraph/scenario"
"""The named graph with the windows of events, in the setting of the question asked."""


@dataclass(frozen=True)
class PactGraph:
    """Agreements, ready to be asked.

    Attributes:
        record: what the graph says, as plain values.
        triples: what the files say, as an rdflib graph.
    """

    record: Record
    triples: Graph

    @cached_property
    def store(self) -> Store:
        """A store with the facts, the vocabulary and the periods of all clauses."""
        store = OxigraphStore()
        self.fill(store)
        return store

    def fill(self, store: Store) -> None:
        """Put the facts, the vocabulary and the periods of all clauses into `store`."""
        store.put_graph("", [*self.triples, *vocabulary(), *period_triples(self.record)])

    def setting(
        self,
        *,
        on: str,
        known: str,
        assume: Mapping[str, str] | None = None,
        according_to: str = "",
    ) -> Setting:
        """Return a setting from what a person wrote.

        Args:
            on: the day asked about, such as 2029-06-30.
            known: the day that the record is known to.
            assume: events (id, IRI or part of a label; an agreement for its taking effect),
                each with the date it is assumed to happen on, or "never".
            according_to: a source, by any name, whose claims about events are assumed too.

        Raises:
            BadInputError: a date is none.
            NotFoundError: an event or source is not known.
        """
        setting = answers.Setting(stretch(on), stretch(known))
        assumed: dict[str, Stretch | None] = {}
        if according_to:
            source = find(according_to, self.record.sources.values(), "source")
            assumed |= answers.according_to(self.record, source.iri, setting)
            if not assumed:
                raise BadInputError(
                    f"{source.id} claims no date of an event that was known on {known}"
                )
        happenings = [*self.record.events.values(), *self.record.agreements.values()]
        for name, date in (assume or {}).items():
            event = find(name, happenings, "event")
            assumed[event.iri] = None if date == "never" else stretch(date)
        return answers.Setting(setting.on, setting.known, assumed)

    def status(self, setting: Setting, names: Iterable[str] = ()) -> list[Answer]:
        """Return the status of clauses in `setting`.

        Args:
            setting: what the question fixes.
            names: clauses, or agreements for all of their clauses, by any name; none for
                all clauses of agreements that exist for the question.

        Raises:
            NotFoundError: a name names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        record = self.record
        chosen = list(dict.fromkeys(c for name in names for c in self._clauses_named(name)))
        if not chosen:
            unknown = answers.unknown_agreements(record, setting)
            chosen = [c.iri for c in record.clauses.values() if c.agreement not in unknown]
        found = [record.clauses[iri] for iri in chosen]
        return answers.statuses(record, setting, sorted(found, key=lambda clause: clause.id))

    def _clauses_named(self, name: str) -> list[str]:
        record = self.record
        things = [
            *record.clauses.values(),
            *record.agreements.values(),
            *record.statements.values(),
        ]
        thing = find(name, things, "clause")
        if thing.iri in record.agreements:
            return list(record.agreements[thing.iri].clauses)
        if thing.iri in record.statements:
            label = thing.label.in_language("en")
            raise BadInputError(
                f"{thing.id} ({label}) states something but gives no right or duty;"
                " only clauses have a status"
            )
        return [thing.iri]

    def query(
        self, name: str, values: Mapping[str, str] | None = None, setting: Setting | None = None
    ) -> Rows:
        """Return the rows that answer the question `name`, one of those that ship.

        Args:
            name: the question.
            values: its parameters as a person writes them; things by any name.
            setting: fixes the parameters ``on`` and ``scenario``, for questions with them.

        Raises:
            NotFoundError: there is no such question, or a value names nothing.
            QueryError: a value is missing, or is not taken.
        """
        return ask(self, self.store, name, values or {}, setting)

    def sparql(self, text: str, deadline: float = sparql.DEADLINE) -> Rows:
        """Return the rows of a SELECT query, stopped after `deadline` seconds.

        Raises:
            QueryError: it does not parse, may not run, or fails.
            QueryTimeoutError: it did not end in time.
        """
        return sparql.run(self.store, text, deadline)

    def map(self, setting: Setting, language: Language = "en") -> str:
        """Return the interactive map of all agreements in `setting`: one HTML page."""
        from pactgraph.page.build import render  # noqa: PLC0415 - drawing is slow to import

        return render(self.record, self.status(setting), setting, language)


def ask(
    graph: PactGraph,
    store: Store,
    name: str,
    values: Mapping[str, str],
    setting: Setting | None,
) -> Rows:
    """Return the rows that answer the question `name` in `store`, filled from `graph`.

    Raises:
        NotFoundError: there is no such question, or a value names nothing.
        QueryError: a value is missing, or is not taken.
    """
    asked = question(name)
    kinds = {parameter.name: parameter for parameter in asked.parameters}
    terms: dict[str, pyoxigraph.NamedNode | pyoxigraph.Literal] = {}
    for key, value in values.items():
        if key in kinds and kinds[key].kind == "iri":
            terms[key] = pyoxigraph.NamedNode(find(value, graph.record.things(), "thing").iri)
        elif key in kinds:
            terms[key] = literal(kinds[key], value)
        else:
            terms[key] = pyoxigraph.Literal(value)
    if setting and "scenario" in kinds:
        windows = answers.event_windows(graph.record, setting)
        store.put_graph(SCENARIO, window_triples(windows))
        terms["scenario"] = pyoxigraph.NamedNode(SCENARIO)
    if setting and "on" in kinds:
        terms["on"] = literal(kinds["on"], str(instant(setting.on.last)))
    return store.select(asked.filled({**terms}))


def load(*paths: str | Path) -> PactGraph:
    """Return the graph in the files and folders at `paths`.

    Args:
        paths: files and folders, and the word "shipped" for the facts that ship with the
            package; these alone if nothing is given.

    Raises:
        InvalidGraphError: anything is wrong with any of them; nothing is loaded then.
    """
    shapes = bool(paths) and list(paths) != [SHIPPED]
    return PactGraph(*trusted_record(paths_named([str(path) for path in paths]), shapes=shapes))


def paths_named(names: Sequence[str]) -> list[Path]:
    """Return the paths called `names`; the shipped facts for "shipped", or for none.

    Raises:
        BadInputError: there is no such file or folder.
    """
    found = [folder(Resource.FACTS) if n == SHIPPED else Path(n) for n in names or [SHIPPED]]
    for path in found:
        if not path.exists():
            raise BadInputError(f"there is no file or folder {path}")
    return found
