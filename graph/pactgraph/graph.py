"""The graph of agreements, loaded and ready to be asked: the Python API."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import Literal

from pactgraph.asking.assuming import assumptions
from pactgraph.asking.setting import (
    Setting,
    claimed_dates,
    event_windows,
    unknown_agreements,
    unknown_events,
)
from pactgraph.asking.status.answer import Statuses, statuses
from pactgraph.asking.status.data import dated_objects
from pactgraph.collecting import uncollected
from pactgraph.errors import BadInputError, NotFoundError, QueryError
from pactgraph.keeping.folder import cache_folder
from pactgraph.keeping.portfolios import read_at
from pactgraph.kernel.timeline import day, instant_text, stretch
from pactgraph.messages import LANGUAGES, either, worded
from pactgraph.names import find, named_whole, refuse_unlisted, several
from pactgraph.reading.files import STANDARD_INPUT
from pactgraph.reading.iris import local_name
from pactgraph.resources import Resource, folder
from pactgraph.scope.kinds import kinds_within
from pactgraph.sparql import DEADLINE
from pactgraph.terms import RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Literal as OneOf

    from pyvis.network import Network
    from rdflib import Dataset, Graph

    from pactgraph.asking.conflicts.answer import Conflicts
    from pactgraph.asking.diff import Diff
    from pactgraph.asking.impact import Decision, Impact
    from pactgraph.asking.may.answer import MayAnswer
    from pactgraph.asking.network import Flows, Lanes, Loops, Totals
    from pactgraph.asking.network.drawn import FlowNetwork
    from pactgraph.asking.network.scope import Scope
    from pactgraph.asking.scenario_graphs import ScenarioGraphs
    from pactgraph.asking.search import Index, Listing, Search, Sort
    from pactgraph.asking.show import Shown
    from pactgraph.asking.why import Explanation
    from pactgraph.interpreting.triples import Triples
    from pactgraph.keeping.portfolios import Shelf
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.messages import Language
    from pactgraph.page.network import DealNetwork
    from pactgraph.page.shown import Page
    from pactgraph.record import Clause, Record
    from pactgraph.sparql.answers import Answered
    from pactgraph.sparql.questions import Question
    from pactgraph.sparql.rows import Rows
    from pactgraph.sparql.store import OxigraphStore, Store
    from pactgraph.sparql.workers import Workers

_STORE = "store"
SHIPPED = "shipped"
"""The word that stands, among paths, for the facts that ship with the package."""

_PICTURES = ("parties", "opened", "agreements")


@dataclass(frozen=True, repr=False)
class PactGraph:
    """Agreements, ready to be asked.

    Attributes:
        record: what the graph says, as plain values.
        facts: what the files say, to look up.
        shelf: where what is worked out of the files is kept for the next time, if anywhere.
    """

    record: Record
    facts: Triples
    shelf: Shelf | None = None

    def __repr__(self) -> str:
        """Return how much there is."""
        return f"<PactGraph: {self.record!r}, {len(self.facts)} triples>"

    @cached_property
    @uncollected()
    def triples(self) -> Graph:
        """What the files say and nothing else, as an rdflib graph; made when first asked for.

        What is worked out of it comes by `derived`.
        """
        return self.facts.as_rdflib()

    @cached_property
    def store(self) -> OxigraphStore:
        """A store with the facts, the vocabulary, and what is worked out of every scenario."""
        from pactgraph.sparql.store import OxigraphStore  # noqa: PLC0415 - needed by few

        store = OxigraphStore()
        kept = self.shelf.text(_STORE) if self.shelf else None
        if kept is not None:
            store.put_written("", kept.encode())
            return store
        self.fill(store)
        if self.shelf:
            self.shelf.keep(_STORE, store.written("").decode())
        return store

    @cached_property
    def ids(self) -> dict[str, str]:
        """The id of everything that has a name, by its IRI."""
        ids = self.record.ids
        return {iri: ids.get(iri) or local_name(iri) for iri in self.record.iris()}

    @cached_property
    def named(self) -> dict[str, set[str]]:
        """The IRIs of what has a name, by its id and by its IRI."""
        found: dict[str, set[str]] = {}
        for iri, name in self.ids.items():
            for called in (iri, name):
                found.setdefault(called, set()).add(iri)
        return found

    @cached_property
    def _searched(self) -> Index:
        from pactgraph.asking.search import indexed  # noqa: PLC0415 - needed by few

        return indexed(self.record)

    @cached_property
    def _asked(self) -> ScenarioGraphs:
        from pactgraph.asking.scenario_graphs import ScenarioGraphs  # noqa: PLC0415 - needed by few

        return ScenarioGraphs(self.record, self.store)

    @cached_property
    def _workers(self) -> Workers:
        from pactgraph.sparql.workers import Workers  # noqa: PLC0415 - needed by few

        return Workers(self._asked)

    @uncollected()
    def fill(self, store: Store) -> None:
        """Put the facts, the vocabulary, and what is worked out of every scenario into `store`.

        That is the periods of all clauses, the flows, and what each clause comes to.
        """
        from pactgraph.asking.clause_triples import clause_triples, nameless_bounds  # noqa: PLC0415 - needed by few
        from pactgraph.asking.triples import period_triples  # noqa: PLC0415 - likewise
        from pactgraph.checking.check import vocabulary  # noqa: PLC0415 - likewise

        worked_out = chain(period_triples(self.record), clause_triples(self.record))
        nameless = nameless_bounds(self.facts)
        store.put_graph("", chain(self.facts, vocabulary(), worked_out, nameless))

    def setting(
        self,
        *,
        on: str | date = "",
        known: str | date = "",
        assume: Mapping[str, str | date] | Iterable[tuple[str, str | date]] | None = None,
        according_to: str = "",
    ) -> Setting:
        """Return a setting from what a person wrote.

        >>> setting = load().setting(on=date(2029, 6, 30), assume={"agi-verified": "never"})
        >>> setting.on.text, list(setting.assumed.values())
        ('2029-06-30', [None])

        Args:
            on: the day asked about, such as 2029-06-30; "" looks at the clock, for today (UTC).
            known: the day that the record is known to; likewise.
            assume: events (id, IRI or part of a label; an agreement for its taking effect),
                each with the date it is assumed to happen on, or "never".
            according_to: a source, by any name, whose claims about events are assumed too.

        Raises:
            BadInputError: a date is none, an event is assumed twice, or sides are swapped.
            NotFoundError: an event or source is not known.
        """
        today = datetime.now(UTC).date()
        setting = Setting(stretch(str(on or today)), stretch(str(known or today)))
        assumed: dict[str, Stretch | None] = {}
        if according_to:
            sources = self.record.candidates(according_to, self.record.sources)
            source = find(according_to, sources, "source")
            assumed |= claimed_dates(self.record, source.iri, setting)
            if not assumed:
                raise BadInputError(
                    worded(
                        "{source} claims no date of an event that was known on {known}",
                        source=source.id,
                        known=setting.known.text,
                    )
                )
        assumed |= assumptions(self.record, assume or ())
        return Setting(setting.on, setting.known, assumed)

    @uncollected()
    def status(
        self,
        setting: Setting,
        names: str | Iterable[str] = (),
        *,
        party: str = "",
        kind: str = "",
        only: str | Iterable[str] = (),
    ) -> Statuses:
        """Return the status of clauses in `setting`.

        >>> graph = load()
        >>> setting = graph.setting(on="2026-11-23", known="2026-11-23")
        >>> found = graph.status(setting, party="openai-foundation", kind="equity-stake")
        >>> [(answer.clause.id, answer.status.value) for answer in found]
        [('OAFR-02', 'in force')]

        Args:
            setting: what the question fixes.
            names: clauses, or agreements for all of their clauses, by any name; none for
                all clauses of agreements that exist for the question.
            party: only clauses that this party, or a part or member of it, holds or owes; by
                any name, "" for all.
            kind: only clauses of this kind, or one below it, by any name, "" for all.
            only: only clauses of these agreements, or of all versions of a series, by any
                name; none for all.

        Raises:
            NotFoundError: a name names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        record, setting = self.record, as_setting(setting)
        chosen = list(
            dict.fromkeys(c for name in several(names) for c in self._clauses_named(name))
        )
        if not chosen:
            unknown = unknown_agreements(record, setting)
            chosen = [c.iri for c in record.clauses.values() if c.agreement not in unknown]
        wanted = self._clauses_of(party, kind)
        homes = self.agreements_named(only)
        found = [
            record.clauses[iri]
            for iri in chosen
            if iri in wanted and (homes is None or record.clauses[iri].agreement in homes)
        ]
        ordered = sorted(found, key=lambda clause: clause.id)
        return Statuses(statuses(record, setting, ordered), record, setting)

    @uncollected()
    def find(self, text: str) -> Search:
        """Return the things that have all words of `text`, in any field and language, ranked.

        With them come the questions that ship and may answer.

        >>> load().find("right of first refusal").matches[0].thing.id
        'right-of-first-refusal'
        >>> load().find("Wem gehört OpenAI?").questions[0].name
        'owners'

        Args:
            text: words and numbers; beginnings and other spellings of words count.
        """
        from pactgraph.asking.search import questions_about, search  # noqa: PLC0415 - needed by few

        return replace(search(self._searched, text), questions=questions_about(text))

    @uncollected()
    def things(self, sort: Sort, *, party: str = "", kind: str = "") -> Listing:
        """Return all things of one sort, or those that the chosen clauses name, by their ids.

        >>> [row.thing.id for row in load().things("parties", kind="profit-share")]
        ['microsoft', 'openai-global']

        Args:
            sort: "agreements", "parties", "assets", "actions", "kinds", "events" or "sources".
            party: only what clauses of this party name; by any name, "" for no such limit.
            kind: only what clauses of this kind, or one below it, name; by any name, "" for no
                such limit.

        Raises:
            BadInputError: there is no such sort.
            NotFoundError: a name names nothing, or several things.
        """
        from pactgraph.asking.search import SORTS, Listing, listed  # noqa: PLC0415 - needed by few

        refuse_unlisted(sort, SORTS)
        if not party and not kind:
            return Listing(listed(self.record, sort), self.record)
        chosen = self._clauses_of(party, kind).values()
        return Listing(listed(self.record, sort, chosen), self.record)

    def _clauses_of(self, party: str, kind: str) -> Mapping[str, Clause]:
        """Return the clauses of a party and its parts, of a kind and those below; "" for all."""
        record = self.record
        found: Mapping[str, Clause] = record.clauses
        if party:
            from pactgraph.asking.search import within  # noqa: PLC0415 - needed by few

            parties = record.candidates(party, record.parties)
            members = within(find(party, parties, "party").iri, record.parties)
            found = {i: c for i, c in found.items() if members & {*c.holders, *c.owed_by}}
        if kind:
            asked = find(kind, record.kinds.values(), "kind", lambda concept: concept.words)
            wanted = {record.kinds[iri].id for iri in kinds_within(asked.iri, record.kinds)}
            found = {iri: clause for iri, clause in found.items() if clause.kind in wanted}
        return found

    @uncollected()
    def diff(self, first: str, second: str, setting: Setting) -> Diff:
        """Return what differs between two agreements, two days, or two scenarios.

        Args:
            first: an agreement by any name, a day such as 2025-10-28, or a scenario such as
                agi-verified=2028-06-01,openai-ipo=never (or the word record).
            second: one more of the same sort.
            setting: what is known and assumed on both sides; scenarios are compared on its day.

        Returns:
            An `AgreementDiff`, a `DateDiff` or a `ScenarioDiff`.

        Raises:
            BadInputError: the sides are not of one sort, or in the wrong order.
            NotFoundError: an agreement or event is not known.
        """
        from pactgraph.asking.diff import diff  # noqa: PLC0415 - needed by few

        return diff(self.record, first, second, as_setting(setting))

    @uncollected()
    def may(
        self,
        party: str,
        action: str,
        asset: str,
        setting: Setting,
        attributes: Mapping[str, str | Sequence[str]] | None = None,
    ) -> MayAnswer:
        """Return whether a party may do something with an asset in `setting`, and by which rules.

        >>> graph = load()
        >>> setting = graph.setting(on="2025-12-01", known="2026-11-23")
        >>> graph.may("microsoft", "use", "consumer hardware", setting).outcome.value
        'prohibited'

        Args:
            party: who acts, by any name.
            action: what is done: use, serve, …
            asset: with what, by any name.
            setting: what the question fixes.
            attributes: what else is said about it, such as ``{"customer": "amazon"}``: values
                of left operands, or limits with yes or no.

        Raises:
            NotFoundError: a name names nothing, or several things.
            BadInputError: a limit is answered by something other than yes or no.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.asking.may.answer import may  # noqa: PLC0415 - needed by few
        from pactgraph.asking.may.asking import asked  # noqa: PLC0415 - needed by few

        given = [
            (name, value)
            for name, values in (attributes or {}).items()
            for value in ([values] if isinstance(values, str) else values)
        ]
        act = asked(self.record, party, action, asset, given)
        return may(self.record, act, as_setting(setting))

    @uncollected()
    def conflicts(self, setting: Setting, names: Iterable[str] = ()) -> Conflicts:
        """Return which clauses conflict, or are of no use, at some time in `setting`.

        >>> graph = load()
        >>> setting = graph.setting(on="2026-03-15", known="2026-11-23")
        >>> [found.status.value for found in graph.conflicts(setting, ["MSOA-2025-08"])]
        ['in force']

        Args:
            setting: what the question fixes.
            names: clauses, or agreements for all of their clauses, by any name: only conflicts
                of these; none for all.

        Raises:
            NotFoundError: a name names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.asking.conflicts.answer import conflicts  # noqa: PLC0415 - needed by few

        chosen = [clause for name in several(names) for clause in self._clauses_named(name)]
        return conflicts(self.record, as_setting(setting), chosen or None)

    @uncollected()
    def why(self, name: str, setting: Setting) -> Explanation:
        """Return why a clause is in force in `setting`, or is not.

        >>> graph = load()
        >>> told = graph.why("MSOA-2025-18", graph.setting(on="2026-05-01", known="2026-11-23"))
        >>> told.status.value, [reason.endings[0].provision.id for reason in told.reasons]
        ('ended', ['MSOA-2026-06'])

        Args:
            name: one clause, by any name.
            setting: what the question fixes.

        Raises:
            BadInputError: the name is that of an agreement with several clauses, or none.
            NotFoundError: it names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.asking.why import why  # noqa: PLC0415 - needed by few

        return why(self.record, self._clause_named(name), as_setting(setting))

    @uncollected()
    def show(self, name: str, setting: Setting) -> Shown:
        """Return all about one thing in `setting`.

        >>> graph = load()
        >>> told = graph.show("expert-panel", graph.setting(on="2026-03-01", known="2026-11-23"))
        >>> [section.name for section in told.sections]
        ['means', 'holds', 'coming', 'brings about', 'undisclosed', 'named in', 'claims']

        Args:
            name: a party, asset, event, agreement or clause, or any other thing with a name,
                or a kind of clause; by any name.
            setting: what the question fixes.

        Raises:
            NotFoundError: the name names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.asking.show import show  # noqa: PLC0415 - needed by few

        things = [*self.record.things()]
        found = named_whole(name, things)  # before a kind of that name, which no file has chosen
        if found is None:
            found = find(name, [*things, *self.record.kinds.values()], "thing")
        return show(self.record, found, as_setting(setting))

    @uncollected()
    def impact(
        self, event: str, setting: Setting, when: str = "", *, one_day: bool = False
    ) -> Impact:
        """Return every clause that an event starts, ends, or makes decidable.

        >>> graph = load()
        >>> setting = graph.setting(on="2026-11-23", known="2026-11-23")
        >>> found = graph.impact("agi-verified", setting, "2028-06-01")
        >>> [(change.effect.value, change.clause.id) for change in found.changes][0]
        ('starts', 'MSOA-2025-11')

        Args:
            event: an event, or an agreement for its taking effect, by any name.
            setting: what is known and assumed; its day counts only for `one_day`.
            when: the date on which it happens; left out, its date in the record or, without
                one, the day after the day known to.
            one_day: whether to look at the day of `setting` only, not at all days from then on.

        Raises:
            BadInputError: `when` is no date; the event is derived, or assumed in `setting`.
            ContradictoryScenarioError: the date, or never, breaks the order of events.
            NotFoundError: the event is not known.
        """
        from pactgraph.asking.impact import impact  # noqa: PLC0415 - needed by few

        record = self.record
        happenings = record.candidates(event, record.events, record.agreements)
        found = find(event, happenings, "event")
        date = stretch(when) if when else None
        return impact(self.record, found.iri, as_setting(setting), date, one_day=one_day)

    @uncollected()
    def decision(self, name: str, setting: Setting, *, save: bool = False) -> Decision:
        """Return all minimal sets of open events that end a clause, or that save it.

        >>> graph = load()
        >>> setting = graph.setting(on="2030-12-31", known="2026-11-23")
        >>> found = graph.decision("MSOA-2026-06", setting)
        >>> [[member.event.split("/")[-1] for member in chosen] for chosen in found.sets]
        [['revenue-share-cap-reached']]

        Args:
            name: one clause, by any name.
            setting: its day is the one by which the events happen.
            save: whether to return the sets whose not happening keeps it in force on that day.

        Raises:
            BadInputError: the name is that of an agreement with several clauses, or none.
            ConditionTooLargeError: there are too many sets.
            NotFoundError: the name names nothing, or several things.
        """
        from pactgraph.asking.impact import decision  # noqa: PLC0415 - needed by few

        return decision(self.record, self._clause_named(name), as_setting(setting), save=save)

    def _clause_named(self, name: str) -> Clause:
        """Return the one clause called `name`, or the only one of an agreement."""
        found = [self.record.clauses[iri] for iri in self._clauses_named(name)]
        if len(found) == 1:
            return found[0]
        ids = ", ".join(clause.id for clause in found)
        told = (
            worded("name one of its clauses: {ids}", ids=ids)
            if ids
            else worded("it has no clauses")
        )
        raise BadInputError(worded("“{name}” is an agreement; {told}", name=name, told=told))

    def _clauses_named(self, name: str) -> list[str]:
        record = self.record
        sorts = (record.clauses, record.agreements, record.statements)
        things = record.candidates(name, *sorts)
        try:
            thing = find(name, things, "clause")
        except NotFoundError:
            if party := named_whole(name, record.parties.values()):
                raise NotFoundError(
                    worded(
                        "{party} is a party; --party {party} asks for its clauses",
                        party=party.id,
                    )
                ) from None
            raise
        if thing.iri in record.agreements:
            return list(record.agreements[thing.iri].clauses)
        if thing.iri in record.statements:
            label = either({language: thing.label.in_language(language) for language in LANGUAGES})
            raise BadInputError(
                worded(
                    "{thing} ({label}) states something but gives no right or duty; only"
                    " clauses have a status",
                    thing=thing.id,
                    label=label,
                )
            )
        return [thing.iri]

    @uncollected()
    def query(
        self,
        name: str,
        values: Mapping[str, str] | None = None,
        setting: Setting | None = None,
        language: Language = "en",
        **more: str,
    ) -> Rows:
        """Return the rows that answer the question `name`, one of those that ship.

        >>> graph = load()
        >>> rows = graph.query("who-decides", event="agi-verified", language="de")
        >>> [(row["party"], row["label"]) for row in rows]
        [('https://w3id.org/pactgraph/id/expert-panel', 'AGI verifiziert')]

        Args:
            name: the question.
            values: its parameters as a person writes them; things by any name.
            more: the same, by keyword: ``graph.query("owners", company="openai-group")``.
            setting: fixes the parameters ``on`` and ``scenario``, for questions with them;
                None looks at the clock, for today (UTC).
            language: of labels, and of words that are no names.

        Raises:
            NotFoundError: there is no such question, or a value names nothing.
            QueryError: a value is missing, or is not taken.
        """
        given = {**(values or {}), **more}
        return ask(self, self._asked, name, given, as_setting(setting), language=language)

    @uncollected()
    def explain(
        self,
        name: str,
        values: Mapping[str, str] | None = None,
        setting: Setting | None = None,
        language: Language = "en",
        **more: str,
    ) -> str:
        """Return the SPARQL that `query` asks, to be asked elsewhere: of what `dataset` returns.

        >>> print(load().explain("owners", company="openai-group").splitlines()[0])
        # Who owns which share of whom on this day?

        Comments at its top say what it answers, and of which graphs.

        Args:
            name: the question.
            values: as for `query`.
            setting: as for `query`.
            language: as for `query`.
            more: as for `query`.

        Raises:
            NotFoundError: there is no such question, or a value names nothing.
            QueryError: a value is missing, or is not taken.
        """
        from pactgraph.sparql.questions import explained  # noqa: PLC0415 - needed by few

        asked = as_setting(setting)
        found = prepared(self, name, {**(values or {}), **more}, asked, language)
        graph = ""
        if found.scenario:
            graph = self._asked.named(found.scenario, duties=found.asked.duties)
        return explained(found.asked, found.text(graph), graph, language)

    @uncollected()
    def dataset(self, setting: Setting | None = None, form: str = "nquads") -> str:
        """Return all that questions ask: for a store that has none of our code.

        In the default graph are the facts, the vocabulary, the periods of all clauses with what
        they name, and what `derived` returns; in named graphs what is known and assumed in
        `setting`, by the names that `explain` has, and the status of every clause on its day
        and on the last day of the record.

        Args:
            setting: what is known and assumed; None looks at the clock, for today (UTC).
            form: "nquads" or "trig".

        Raises:
            BadInputError: there is no such form.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        forms = {"nquads": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG}
        if form not in forms:
            raise BadInputError(
                worded("named graphs are written as one of: {formats}", formats=" ".join(forms))
            )
        last = self.setting_of_last_day()
        with self._asked.held(as_setting(setting), *([last] if last else [])) as graphs:
            return self.store.dataset(sorted(graphs), forms[form])

    @uncollected()
    def derived(self, setting: Setting | None = None) -> Dataset:
        """Return what each clause comes to, as an rdflib dataset, beside what `triples` says.

        In the default graph: agreement, holders, who owes it, the events that start and end
        it, on which days it is certainly or possibly in force, bounds of amounts. In a graph
        named by the day: the status of every clause, and the open events that it depends on.
        The vocabulary describes each property.

        >>> graph = load()
        >>> found = graph.derived(graph.setting(on="2026-10-10", known="2026-10-10"))
        >>> [str(each.identifier) for each in found.graphs() if "status" in each.identifier]
        ['https://w3id.org/pactgraph/status/2026-10-10']

        Args:
            setting: what the statuses are of; None for the last day that the record tells of,
                or for none, if it tells of no day.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from rdflib import Dataset, URIRef  # noqa: PLC0415 - needed by few

        from pactgraph.asking.clause_triples import clause_triples, nameless_bounds  # noqa: PLC0415 - likewise
        from pactgraph.asking.status_graphs import status_graph, status_triples  # noqa: PLC0415 - likewise

        found = Dataset()
        for triple in chain(clause_triples(self.record), nameless_bounds(self.facts)):
            found.default_graph.add(triple)
        if asked := as_setting(setting) if setting else self.setting_of_last_day():
            day_graph = found.graph(URIRef(status_graph(asked)))
            for triple in status_triples(self.record, asked):
                day_graph.add(triple)
        return found

    def setting_of_last_day(self) -> Setting | None:
        """Return the setting of the last day that the record tells of, with nothing assumed.

        >>> load().setting_of_last_day()
        <Setting: on=2026-10-10, known=2026-10-10>

        Returns:
            None if the record has no date at all.
        """
        from pactgraph.asking.clause_triples import plain_setting  # noqa: PLC0415 - needed by few

        return plain_setting(self.record)

    def sparql(
        self, text: str, deadline: float = DEADLINE, setting: Setting | None = None
    ) -> Answered:
        """Return the answer to a query, stopped after `deadline` seconds.

        The default graph holds what the files say, the vocabulary, and what is worked out of
        every scenario. Two named graphs, or three, are there besides: the status of every
        clause in `setting`, named by its day, and what is known and assumed in it, as `query`
        asks for it.

        It runs in a process of its own, which stays for the next one: that need not wait for
        the graph to be copied again. The process ends with this graph, or with the program.

        >>> graph = load()
        >>> setting = graph.setting(on="2029-06-30", known="2026-10-10")
        >>> bool(graph.sparql("ASK { GRAPH ?day { :MSOA-2025-12 pact:status 'depends' } }",
        ...                   setting=setting))
        True

        Args:
            text: SPARQL 1.1; our prefixes need not be declared.
            deadline: seconds of wall time.
            setting: what the named graphs are of; None looks at the clock, for today (UTC).

        Returns:
            `Rows` for SELECT, a `Truth` for ASK, `Statements` for CONSTRUCT and DESCRIBE.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
            QueryError: it does not parse, may not run, or fails; or it asks a graph that is not
                there, or one for what never stands in it.
            QueryTimeoutError: it did not end in time.
        """
        from pactgraph.asking.graphs_asked import can_ask_named_graphs, refuse_misplaced  # noqa: PLC0415 - needed by few
        from pactgraph.asking.scenario_graphs import Seen  # noqa: PLC0415 - likewise
        from pactgraph.sparql.rows import Rows  # noqa: PLC0415 - likewise
        from pactgraph.sparql.run import answered  # noqa: PLC0415 - likewise

        asked = as_setting(setting)
        event_windows(self.record, asked)  # whoever assumes what cannot be is told so
        seen = Seen(self._asked, asked if can_ask_named_graphs(text) else None)
        refuse_misplaced(text, seen.names())
        found = answered(self._workers, text, deadline, seen)
        return replace(found, names=self.ids) if isinstance(found, Rows) else found

    @uncollected()
    def odrl(
        self, setting: Setting, names: str | Iterable[str] = (), *, lists: bool = False
    ) -> Graph:
        """Return agreements as plain ODRL 2.2, as known and assumed in `setting`.

        Args:
            setting: its dates and assumptions are written into the policies.
            names: agreements, by any name; none for all that are known in it.
            lists: True writes operands as RDF lists instead of repeated values.

        Raises:
            NotFoundError: a name names no agreement, or several.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.checking.check import vocabulary  # noqa: PLC0415 - slow to import
        from pactgraph.odrl.export import exported  # noqa: PLC0415 - needed by few

        known = self.record.agreements.values()
        chosen = [find(name, known, "agreement") for name in several(names)] or list(known)
        asked = as_setting(setting)
        return exported(self.record, self.facts, vocabulary(), asked, chosen, lists=lists)

    @uncollected()
    def odrl_world(self, setting: Setting) -> Graph:
        """Return `setting` as a state of the world, to evaluate exported policies in."""
        from pactgraph.odrl.export import world  # noqa: PLC0415 - needed by few

        return world(self.record, as_setting(setting))

    @uncollected()
    def map(
        self,
        setting: Setting | None = None,
        language: Language | None = None,
        *,
        embed: bool = False,
        only: str | Iterable[str] = (),
    ) -> Page:
        """Return the interactive map of agreements in `setting`: one HTML page.

        It is a text, to be written to a file; a notebook draws it.

        >>> page = load().map()
        >>> page[:15], page.name
        ('<!DOCTYPE html>', 'Map of 51 agreements')

        Args:
            setting: what the page shows first; None looks at the clock, for today (UTC).
            language: of labels, formulas and interface; the page can switch it. None opens it
                in that of the reader's browser: German where it prefers that, else English.
            embed: whether it is to stand in a frame of another page, without head and foot.
            only: agreements, or series for all of their versions, by any name, with what
                decides over their clauses; none for all.

        Raises:
            NotFoundError: a name of `only` names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.page.build import render  # noqa: PLC0415 - drawing is slow to import
        from pactgraph.page.shown import Page  # noqa: PLC0415 - likewise

        asked = as_setting(setting)
        shown = self.excerpt(only, asked)
        page = render(
            shown.record, asked, language, triples=shown.facts, embed=embed, shelf=shown.shelf
        )
        return Page(page)

    @uncollected()
    def excerpt(self, only: str | Iterable[str], setting: Setting | None = None) -> PactGraph:
        """Return the graph of some agreements, with all that decides over their clauses.

        Clauses of others are there if they end, replace or narrow one of these, or otherwise
        are about it. Every clause has the status, and the reasons, that it has in the whole.

        >>> load().excerpt("AMDOA").record
        <Record: 1 agreements, 7 clauses, 3 events, 3 parties, 8 sources>

        Args:
            only: agreements, or series for all of their versions, by any name; none for all.
            setting: what it assumes stays, too, even if it decides over none of these clauses.

        Raises:
            NotFoundError: a name names nothing, or several things.
        """
        homes = self.agreements_named(only)
        if homes is None:
            return self
        from pactgraph.asking.excerpt import excerpt, told_of  # noqa: PLC0415 - needed by few

        record = excerpt(self.record, homes, as_setting(setting).assumed if setting else ())
        return PactGraph(record, told_of(self.facts, record, self.record))

    @uncollected()
    def network(
        self,
        setting: Setting | None = None,
        language: Language = "en",
        *,
        only: str | Iterable[str] = (),
        conditions: bool = False,
    ) -> DealNetwork:
        """Return parties, agreements and clauses as a networkx graph, for one's own analyses.

        It holds what the record is known to say in `setting`, in force or not; what nodes and
        edges carry is told by `pactgraph.page.network.deal_network`. All attributes are texts,
        numbers or truth values (lists are texts with semicolons), so that networkx writes it to
        GraphML, GEXF and GML as it is.

        >>> graph = load()
        >>> network = graph.network(graph.setting(on="2025-12-01", known="2026-11-23"))
        >>> clause = network.nodes["https://w3id.org/pactgraph/id/MSOA-2025-12"]
        >>> clause["kind"], clause["label"], clause["status"]
        ('clause', "Licence to OpenAI's research IP", 'in force')

        Args:
            setting: what is asked; None looks at the clock, for today (UTC).
            language: of the labels.
            only: agreements, or series for all of their versions, by any name; none for all.
            conditions: whether it has events, fixed dates and assets as nodes, too; what they
                carry is told by `pactgraph.page.conditioned.with_conditions`.

        Raises:
            NotFoundError: a name of `only` names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.page.network import plain  # noqa: PLC0415 - networkx is slow to import

        network = self._network(setting, language, only)
        if conditions:
            from pactgraph.page.conditioned import with_conditions  # noqa: PLC0415 - likewise

            unknown = unknown_events(self.record, as_setting(setting))
            with_conditions(network, self.record, language, unknown)
        return plain(network)

    def _scope(self, only: str | Iterable[str], *, legal: bool) -> Scope:
        """Return the clauses of agreements and of the versions of series called so; "" for all."""
        from pactgraph.asking.network.scope import Scope  # noqa: PLC0415 - needed by few

        return Scope(self.agreements_named(only), legal)

    def agreements_named(self, names: str | Iterable[str]) -> frozenset[str] | None:
        """Return the IRIs of agreements, and of all versions of a series; None for no names.

        Raises:
            NotFoundError: a name names neither, or several.
        """
        record = self.record
        wanted = several(names)
        if not wanted:
            return None
        found: set[str] = set()
        for name in wanted:
            things = record.candidates(name, record.agreements, record.series)
            thing = find(name, things, "agreement")
            versions = {iri for iri, a in record.agreements.items() if a.series == thing.iri}
            found |= versions or {thing.iri}
        return frozenset(found)

    def _parties_named(self, names: str | Iterable[str]) -> list[str]:
        record = self.record
        return [
            find(name, record.candidates(name, record.parties), "party").iri
            for name in several(names)
        ]

    @uncollected()
    def flows(
        self,
        setting: Setting | None = None,
        only: str | Iterable[str] = (),
        *,
        legal: bool = False,
    ) -> Flows:
        """Return what flows from whom to whom, because of which clauses: one row a flow.

        >>> graph = load()
        >>> setting = graph.setting(on="2026-04-15", known="2026-10-10")
        >>> first = graph.flows(setting, "CBOA")[0]
        >>> first.flow.id, first.flow.lead, first.force
        ('CBOA-01', 'money', 'binding')

        Args:
            setting: what is asked; None looks at the clock, for today (UTC).
            only: agreements, or series for all of their versions, by any name; none for all.
            legal: whether each party counts as itself, not as the top of its group.

        Raises:
            NotFoundError: a name names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.asking.network import flowing  # noqa: PLC0415 - needed by few

        return flowing(self.record, as_setting(setting), self._scope(only, legal=legal))

    @uncollected()
    def loops(  # noqa: PLR0913 - all that a question about loops fixes
        self,
        setting: Setting | None = None,
        only: str | Iterable[str] = (),
        *,
        parties: str | Iterable[str] = (),
        length: int = 4,
        force: str = "non-binding",
        leads: Iterable[str] = ("money", "equity", "credit"),
        legal: bool = False,
    ) -> Loops:
        """Return every loop that flows close, on which condition, and what would change that.

        >>> graph = load()
        >>> setting = graph.setting(on="2026-06-01", known="2026-10-10")
        >>> found = graph.loops(setting, ["AWOA", "AMOA"])
        >>> [(each.state.value, each.weakest) for each in found]
        [('closed', 'binding')]

        Args:
            setting: what is asked; None looks at the clock, for today (UTC).
            only: agreements, or series for all of their versions, by any name; none for all.
            parties: those that are all in the loop, by any name; none for all loops.
            length: how many parties a loop has at most; longer ones are not looked for.
            force: the weakest that counts: "performed", "binding", "not-stated", "option" or
                "non-binding".
            leads: what makes a step; "supply", "support" and "rights" count only if named.
            legal: whether each party counts as itself, not as the top of its group.

        Raises:
            BadInputError: there is no such force, or value, or no loop is as short.
            NotFoundError: a name names nothing, or several things.
            ConditionTooLargeError: the condition of a loop takes too much.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.asking.network import looping  # noqa: PLC0415 - networkx is slow to import
        from pactgraph.flows.flows import FORCES  # noqa: PLC0415 - likewise

        wanted = [*leads]
        for name, known in ((force, FORCES), *((lead, self._values) for lead in wanted)):
            refuse_unlisted(name, sorted(known))
        if length < 2:  # noqa: PLR2004 - parties
            raise BadInputError(
                worded(
                    "a loop has two parties or more; give a length of 2 or more, not {n}", n=length
                )
            )
        return looping(
            self.record,
            as_setting(setting),
            self._scope(only, legal=legal),
            length=length,
            at_least=force,
            leads=wanted,
            parties=self._parties_named(parties),
        )

    @property
    def _values(self) -> list[str]:
        return [value.id for value in self.record.values.values()]

    @uncollected()
    def totals(
        self,
        setting: Setting | None = None,
        only: str | Iterable[str] = (),
        *,
        between: str | Iterable[str] = (),
        force: str = "non-binding",
        legal: bool = False,
    ) -> Totals:
        """Return what flows come to: exact, at least, up to and undisclosed, never merged.

        >>> graph = load()
        >>> setting = graph.setting(on="2026-08-01", known="2026-10-10")
        >>> [paid] = [each for each in graph.totals(setting, between=["amazon", "openai"])
        ...           if each.givers[0].endswith("amazon") and each.done]
        >>> int(paid.done["USD"].least)
        50000000000

        Args:
            setting: what is asked; None looks at the clock, for today (UTC).
            only: agreements, or series for all of their versions, by any name; none for all.
            between: two parties, for what goes between them in either direction; one, for all
                that it gives or takes; none for everything. By any name.
            force: the weakest that counts, as for `loops`.
            legal: whether each party counts as itself, not as the top of its group.

        Raises:
            BadInputError: there is no such force.
            NotFoundError: a name names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.asking.network import totals  # noqa: PLC0415 - needed by few
        from pactgraph.flows.flows import FORCES  # noqa: PLC0415 - likewise

        refuse_unlisted(force, sorted(FORCES))
        return totals(
            self.record,
            as_setting(setting),
            self._scope(only, legal=legal),
            between=self._parties_named(between),
            at_least=force,
        )

    @uncollected()
    def lanes(
        self,
        setting: Setting | None = None,
        only: str | Iterable[str] = (),
        *,
        legal: bool = False,
    ) -> Lanes:
        """Return who gives what to whom: by pair of parties, in verbs, by how it stands.

        What is in force or done and what hangs on events are never added.

        >>> graph = load()
        >>> setting = graph.setting(on="2026-06-01", known="2026-10-10")
        >>> [lane] = [each for each in graph.lanes(setting) if each.family == "lends"
        ...           and each.giver.endswith("openai") and each.taker.endswith("cerebras")]
        >>> lane.standing.value, [clause.id for clause in lane.clauses]
        ('stands', ['CBOA-05'])

        Args:
            setting: what is asked; None looks at the clock, for today (UTC).
            only: agreements, or series for all of their versions, by any name; none for all.
            legal: whether each party counts as itself, not as the top of its group.

        Raises:
            NotFoundError: a name names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.asking.network import lanes  # noqa: PLC0415 - needed by few

        return lanes(self.record, as_setting(setting), self._scope(only, legal=legal))

    @uncollected()
    def flow_network(
        self,
        setting: Setting | None = None,
        language: Language = "en",
        only: str | Iterable[str] = (),
        *,
        legal: bool = False,
    ) -> FlowNetwork:
        """Return parties and flows as a networkx graph, dynamic: each edge with its days.

        What nodes and edges carry is told by `pactgraph.asking.network.drawn.flow_network`.
        networkx writes it to GraphML and GEXF as it is.

        >>> graph = load()
        >>> network = graph.flow_network(graph.setting(on="2026-06-01", known="2026-10-10"))
        >>> network.graph["mode"], network.number_of_nodes() > 20
        ('dynamic', True)

        Args:
            setting: what is asked; None looks at the clock, for today (UTC).
            language: of labels and amounts.
            only: agreements, or series for all of their versions, by any name; none for all.
            legal: whether each party counts as itself, not as the top of its group.

        Raises:
            NotFoundError: a name names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        from pactgraph.asking.network.drawn import flow_network  # noqa: PLC0415 - networkx is slow to import

        asked = as_setting(setting)
        return flow_network(self.record, self.flows(asked, only, legal=legal), asked, language)

    @uncollected()
    def to_pyvis(
        self,
        setting: Setting | None = None,
        language: Language = "en",
        *,
        view: OneOf["parties", "opened", "agreements"] = "agreements",
        pairs: Iterable[tuple[str, str]] = (),
    ) -> Network:
        """Return a picture of the page as a network of pyvis, laid out as the page shows it.

        >>> graph = load()
        >>> network = graph.to_pyvis()
        >>> len(network.nodes) > 50, network.nodes[0]["shape"]
        (True, 'box')
        >>> parties = graph.to_pyvis(graph.setting(on="2026-06-01"), view="parties")
        >>> [edge["title"].splitlines() for edge in parties.edges
        ...  if edge["from"].endswith("/amazon") and edge["to"].endswith("/qualcomm")]
        [['Amazon pays up to USD 60 billion', 'Qualcomm shares 25,000,000 shares']]

        Args:
            setting: what is asked; None looks at the clock, for today (UTC).
            language: of the labels.
            view: who has what with whom, the clauses between parties with what bounds them, or
                agreements with their clauses; what nodes and edges of the first two carry is told
                by `pactgraph.page.parties.parties_network` and
                `pactgraph.page.opened.opened_network`.
            pairs: between whom clauses are drawn of the second, two parties each, by any name;
                none for all.

        Raises:
            NotFoundError: a name of `pairs` names no party, or several.
            BadInputError: there is no such view; pairs are named for another one, or two parties
                that have nothing with each other.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        refuse_unlisted(view, _PICTURES)
        pairs = list(pairs)
        if pairs and view != "opened":
            raise BadInputError(worded("pairs are for the picture “opened”; leave them out"))
        if view == "parties":
            from pactgraph.page.parties import parties_network  # noqa: PLC0415 - likewise

            return parties_network(self.record, as_setting(setting), language)
        if view == "opened":
            return self._opened(setting, language, pairs)
        from pactgraph.page.network import positions  # noqa: PLC0415 - networkx is slow to import
        from pactgraph.page.pictures import to_pyvis  # noqa: PLC0415 - likewise

        network = self._network(setting, language)
        return to_pyvis(network, positions(network))

    def _opened(
        self, setting: Setting | None, language: Language, pairs: Iterable[tuple[str, str]]
    ) -> Network:
        from pactgraph.page.opened import opened_network  # noqa: PLC0415 - networkx is slow to import
        from pactgraph.page.parties import clauses_between  # noqa: PLC0415 - likewise

        record = self.record
        between = {frozenset(pair): own for pair, own in clauses_between(record).items()}
        wanted = [frozenset(self._parties_named(pair)) for pair in pairs]
        for named, pair in zip(pairs, wanted, strict=True):
            if pair not in between:
                message = worded(
                    "{pair}: a pair is two parties that have something with each other",
                    pair=", ".join(several(named)),
                )
                raise BadInputError(message)
        drawn = dict.fromkeys(iri for pair in wanted or between for iri in between[pair])
        found = {answer.clause.iri: answer.status for answer in self.status(as_setting(setting))}
        clauses = [record.clauses[iri] for iri in drawn if iri in found]
        return opened_network(record, clauses, found, language)

    def _network(
        self, setting: Setting | None, language: Language, only: str | Iterable[str] = ()
    ) -> DealNetwork:
        from pactgraph.page.network import deal_network  # noqa: PLC0415 - networkx is slow to import

        asked = as_setting(setting)
        unknown = unknown_events(self.record, asked)
        homes = self.agreements_named(only)
        network = deal_network(self.record, self.status(asked, only=only), language, unknown)
        if homes is not None:
            network.remove_nodes_from(self.record.agreements.keys() - homes)
            network.remove_nodes_from([node for node, edges in network.degree if edges == 0])
        return network

    @uncollected()
    def rows(
        self,
        setting: Setting | None = None,
        language: Language = "en",
        names: str | Iterable[str] = (),
    ) -> list[dict[str, object]]:
        """Return the status of clauses as flat rows: ``pandas.DataFrame(graph.rows())``.

        All rows have the keys of `pactgraph.asking.status.status_objects`, and ``since`` and
        ``until``, between which the status is this one: instants in UTC as ISO 8601, the
        second the first one after, None for no bound.

        >>> graph = load()
        >>> setting = graph.setting(on="2026-05-01", known="2026-11-23")
        >>> [row] = graph.rows(setting, names=["MSOA-2025-18"])
        >>> row["status"], row["holder"], row["since"], row["until"]
        ('ended', ['microsoft'], '2026-04-27T00:00:00Z', None)

        Args:
            setting: what is asked; None looks at the clock, for today (UTC).
            language: of labels and formulas.
            names: clauses, or agreements for all of their clauses, by any name; none for
                all clauses of agreements that exist for the question.

        Raises:
            NotFoundError: a name names nothing, or several things.
            ContradictoryScenarioError: the assumed dates break the order of events.
        """
        asked = as_setting(setting)
        return dated_objects(self.record, self.status(asked, names), asked, language)


@cache
def _term_labels(language: Language) -> dict[str, str]:
    """Return the labels of terms of the vocabulary, by IRI; in English, their ids say as much."""
    from pactgraph.checking.check import vocabulary  # noqa: PLC0415 - slow to import

    return {
        str(term): str(label)
        for name in (RDFS.label, SKOS.prefLabel)
        for term, label in vocabulary().subject_objects(name)
        if isinstance(label, Literal) and label.language == language
    }


def today() -> Setting:
    """Return the setting of today, in UTC, with nothing assumed."""
    today = day(datetime.now(UTC).date())
    return Setting(today, today)


def as_setting(setting: Setting | None) -> Setting:
    """Return `setting`, or that of today for None.

    Raises:
        BadInputError: it is something else, such as the text of a date.
    """
    if setting is None:
        return today()
    if not isinstance(setting, Setting):
        raise BadInputError(
            worded(
                "a setting is needed, not {given}; PactGraph.setting makes one of dates",
                given=repr(setting)[:60],
            )
        )
    return setting


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question with all its values but the graph of its scenario.

    Attributes:
        asked: the question.
        terms: the values of its parameters.
        scenario: what its scenario is, None if it needs none.
    """

    asked: Question
    terms: Mapping[str, pyoxigraph.NamedNode | pyoxigraph.Literal]
    scenario: Setting | None

    def text(self, scenario: str) -> str:
        """Return the query for the IRI of the graph of its scenario, "" if it needs none."""
        about = {"scenario": pyoxigraph.NamedNode(scenario)} if scenario else {}
        return self.asked.filled({**self.terms, **about})


def prepared(
    graph: PactGraph,
    name: str,
    values: Mapping[str, str],
    setting: Setting,
    language: Language,
) -> Prepared:
    """Return the question `name` with `values`, as people write them, and what `setting` fixes.

    Raises:
        NotFoundError: there is no such question, or a value names nothing.
        QueryError: a value is not taken.
    """
    from pactgraph.sparql.questions import literal, question  # noqa: PLC0415 - needed by few

    asked = question(name)
    kinds = {parameter.name: parameter for parameter in asked.parameters}
    terms: dict[str, pyoxigraph.NamedNode | pyoxigraph.Literal] = {}
    for key, value in values.items():
        refuse_settled(key)
        if key in kinds and kinds[key].kind == "iri":
            # An id or IRI comes first: only for what is neither, everything is gone through.
            exact = graph.named.get(value, ())
            [iri] = exact if len(exact) == 1 else [find(value, graph.record.things(), "thing").iri]
            terms[key] = pyoxigraph.NamedNode(iri)
        elif key in kinds:
            terms[key] = literal(kinds[key], value)
        else:
            terms[key] = pyoxigraph.Literal(value)
    if "on" in kinds:
        terms["on"] = literal(kinds["on"], instant_text(setting.on.last))
    if "lang" in kinds:
        terms["lang"] = pyoxigraph.Literal(language)

    return Prepared(asked, terms, setting if "scenario" in kinds else None)


def refuse_settled(key: str) -> None:
    """Refuse a value that the setting fixes.

    Raises:
        QueryError: `key` is the name of such a one; it says what fixes it.
    """
    from pactgraph.sparql.questions import FROM_SETTING  # noqa: PLC0415 - needed by few

    if key in FROM_SETTING:
        raise QueryError(
            worded(
                "{key} is no value of a question; {from_setting} says it",
                key=key,
                from_setting=FROM_SETTING[key],
            )
        )


def called(graph: PactGraph, language: Language) -> Mapping[str, str]:
    """Return what people call things and terms in the rows of a question, by IRI."""
    return graph.ids if language == "en" else _term_labels(language) | graph.ids


def ask(  # noqa: PLR0913 - a question, where it is asked, and all that fixes it
    graph: PactGraph,
    graphs: ScenarioGraphs,
    name: str,
    values: Mapping[str, str],
    setting: Setting,
    *,
    language: Language = "en",
) -> Rows:
    """Return the rows that answer the question `name` in `graphs`, filled from `graph`.

    Raises:
        NotFoundError: there is no such question, or a value names nothing.
        QueryError: a value is missing, or is not taken.
    """
    found = prepared(graph, name, values, setting, language)
    rows = graphs.select(found.scenario, found.text, duties=found.asked.duties)
    return replace(rows, names=called(graph, language), headings=found.asked.headings_in(language))


def load(*paths: str | Path, cache: bool = True) -> PactGraph:
    """Return the graph in the files and folders at `paths`.

    What was read is kept for the next time, in the cache folder of the system or the one that
    the variable ``PACTGRAPH_CACHE`` names.

    Args:
        paths: files and folders, and the word "shipped" for the facts that ship with the
            package; these alone if nothing is given.
        cache: False reads all of it anew, and keeps nothing.

    Raises:
        InvalidGraphError: anything is wrong with any of them; nothing is loaded then.
    """
    shapes = bool(paths) and list(paths) != [SHIPPED]
    named = paths_named([str(path) for path in paths])
    read = read_at(named, cache_folder() if cache else None, shapes=shapes)
    return PactGraph(read.record, read.facts, read.shelf)


def paths_named(names: Sequence[str]) -> list[Path]:
    """Return the paths called `names`; the shipped facts for "shipped", or for none.

    Raises:
        BadInputError: there is no such file or folder.
    """
    found = [folder(Resource.FACTS) if n == SHIPPED else Path(n) for n in names or [SHIPPED]]
    for path in found:
        if path == STANDARD_INPUT or os.path.lexists(path):
            continue
        if str(path).startswith(("http:/", "https:/")):
            raise BadInputError(
                worded("{path}: nothing is fetched; save the file, and name it", path=path)
            )
        raise BadInputError(worded("there is no file or folder {path}", path=path))
    return found
