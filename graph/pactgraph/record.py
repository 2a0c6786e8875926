"""What the graph says, as plain values: parties, agreements, clauses, events, sources.

Everything is known by its IRI; ``id`` is the short name that people use, the last part of
the IRI, or so much of its end as no other thing has. Nothing in here knows RDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeVar

from pactgraph.kernel.conditions import ALWAYS
from pactgraph.reading.iris import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from pactgraph.kernel.conditions import Condition, Events
    from pactgraph.kernel.duties import Duty, State
    from pactgraph.kernel.periods import Period
    from pactgraph.kernel.points import Derived
    from pactgraph.kernel.scenarios import Happening, Windows
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.messages import Language

_Named = TypeVar("_Named", bound="Thing")
Rule = Literal["permission", "duty", "prohibition"]
Known = tuple["datetime", frozenset[tuple[str, "Stretch | None"]]]
"""The instant that the record is known to, and the events that are assumed, each with its date."""
Strategy = Literal["", "perm", "prohibit", "invalid"]
"""What prevails when rules of one agreement conflict (`odrl:conflict`); "" for not stated."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in several languages.

    Attributes:
        by_language: language tag ("" for none) to text.
    """

    by_language: Mapping[str, str]

    def in_language(self, language: Language) -> str:
        """Return the text in `language`; else in English, without a tag, or in any."""
        for tag in (language, "en", ""):
            if tag in self.by_language:
                return self.by_language[tag]
        return next((self.by_language[tag] for tag in sorted(self.by_language)), "")


@dataclass(frozen=True, slots=True, repr=False)
class Thing:
    """Anything that has a name.

    Attributes:
        iri: its IRI.
        id: the short name people use.
        label: what it is called.
    """

    iri: str
    id: str
    label: Text

    def __repr__(self) -> str:
        """Return of which sort it is, and its id."""
        return f"<{type(self).__name__} {self.id}>"


@dataclass(frozen=True, slots=True, repr=False)
class Concept(Thing):
    """A kind of clause, a certainty or a verdict, from a SKOS scheme.

    Attributes:
        definition: what it means.
        broader: IRIs of the concepts that it is directly below.
        words: what else people call it, in any language.
        lead: id of what goes from one party to another because of a clause of this kind;
            "" if nothing is said.
        counter: id of what goes back in return; "" if nothing is said.
    """

    definition: Text
    broader: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    lead: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Source(Thing):
    """Where something is said; the label is the title or subject.

    Attributes:
        publisher: who published it.
        issued: the date of publication as written, "" if not known.
        urls: public addresses, http or https.
        file: the name of a file, of what has no address; "" if not given.
        place: where in it: a page, a section; "" if not given.
    """

    publisher: str
    issued: str
    urls: tuple[str, ...]
    file: str = ""
    place: str = ""

    @property
    def found(self) -> str:
        """Where it is said, of what has no address: the file and the place in it."""
        return ", ".join(part for part in (self.file, self.place) if part)


@dataclass(frozen=True, slots=True, repr=False)
class Party(Thing):
    """A company, foundation, authority or class of customers.

    Attributes:
        definition: who is meant; empty if the name says it.
        legal_name: its registered name, "" if not given.
        parents: IRIs of the parties that it is a part or member of.
        linked: IRIs of the parties that it is linked to otherwise (org:linkedTo).
        sectors: IRIs of concepts for what it brings to agreements (org:classification).
        same_as: IRIs of the same party elsewhere (Wikidata).
        lei: legal entity identifier, "" if not given.
        is_class: whether it is a class of parties (odrl:PartyCollection).
    """

    definition: Text
    legal_name: str
    parents: tuple[str, ...]
    same_as: tuple[str, ...]
    lei: str
    is_class: bool
    linked: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Asset(Thing):
    """What a clause is about.

    Attributes:
        definition: what belongs to it.
        part_of: IRIs of the assets it is a part of.
        excludes: IRIs of the assets its definition leaves out.
    """

    definition: Text
    part_of: tuple[str, ...]
    excludes: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Action(Thing):
    """Something that clauses allow, demand or forbid.

    Attributes:
        included_in: IRIs of the wider actions that it is a case of (odrl:includedIn).
        implies: IRIs of the actions that it cannot do without (odrl:implies).
        same: IRIs that name it: its own, what it replaced, what it matches exactly.
        words: what else people call it, in any language.
        gives: id of what goes from who acts to the other party; "" if nothing does.
    """

    included_in: tuple[str, ...]
    implies: tuple[str, ...]
    same: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    gives: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Compared(Thing):
    """What a limit compares with; a number or text has neither IRI nor label.

    Attributes:
        undisclosed: what about it is not public.
    """

    undisclosed: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Limit(Thing):
    """One comparison that limits what a clause covers, and never makes it expire.

    Attributes:
        operand: what is compared, the local name of the left operand ("customer").
        operator: local name of the ODRL operator ("isAnyOf").
        values: what it is compared with.
        unit: IRI of the unit of numbers, "" if none is given.
    """

    operand: str
    operator: str
    values: tuple[Compared, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money or a share.

    Attributes:
        value: exact or approximate value; None if only bounds are known.
        minimum: "more than".
        maximum: "up to".
        currency: ISO 4217 code; "" for something that is not money.
        unit: what is counted if it is not money ("percent").
        approximate: whether the value is an "about".
        certainty: id of the certainty of the figure; "" if that of the clause.
        sources: IRIs of sources of the figure, besides those of the clause.
        iri: what it is called in the files, "" if it stands in none; amounts are the same
            whatever they are called.
    """

    value: Decimal | None
    minimum: Decimal | None
    maximum: Decimal | None
    currency: str
    unit: str
    approximate: bool
    certainty: str
    sources: tuple[str, ...]
    iri: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, repr=False)
class Agreement(Thing):
    """One dated version of a contract, amendment, memorandum or statement.

    Attributes:
        binding: False for memoranda and statements.
        parties: IRIs.
        series: IRI of what it is a version of, "" if of nothing.
        replaces: IRIs of the versions that it follows.
        issued: the day since when it could be known.
        effective: when it took effect, as written.
        clauses: IRIs, in the order of their ids.
        statements: IRIs, in the order of their ids.
        certainty: id of the certainty.
        sources: IRIs.
        strategy: what prevails when its own clauses conflict.
        undisclosed: what about it is not public.
        without: IRIs of the kinds of which it has none, nor of those below them.
        law: names and ISO 3166 codes of the law that governs it; a code has no language.
    """

    binding: bool
    parties: tuple[str, ...]
    series: str
    replaces: tuple[str, ...]
    issued: Stretch
    effective: Stretch
    clauses: tuple[str, ...]
    statements: tuple[str, ...]
    certainty: str
    sources: tuple[str, ...]
    strategy: Strategy = ""
    undisclosed: tuple[Text, ...] = ()
    without: tuple[str, ...] = ()
    law: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Provision(Thing):
    """What clauses and statements share.

    Attributes:
        agreement: IRI.
        kind: id of its kind ("licence").
        ends: IRIs of earlier clauses that it ends without successor.
        replaces: IRIs of earlier clauses that it ends and takes the place of.
        narrows: IRIs of clauses whose scope it makes smaller.
        concerns: IRIs of clauses and statements that it confirms or otherwise is about.
        amounts: sums of money or shares.
        undisclosed: what about it is not public.
        certainty: id of the certainty.
        sources: IRIs.
        definition: what the label does not say.
        note: what to know about it: doubts, readings, omissions.
        confirms: those of `concerns` that it says again; they stand on.
        exception_to: those of `concerns` that it is carved out of.
    """

    agreement: str
    kind: str
    ends: tuple[str, ...]
    replaces: tuple[str, ...]
    narrows: tuple[str, ...]
    concerns: tuple[str, ...]
    amounts: tuple[Amount, ...]
    undisclosed: tuple[Text, ...]
    certainty: str
    sources: tuple[str, ...]
    definition: Text = field(default=Text({}), kw_only=True)
    note: Text = field(default=Text({}), kw_only=True)
    confirms: tuple[str, ...] = field(default=(), kw_only=True)
    exception_to: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class Clause(Provision):
    """One right, duty or prohibition.

    Attributes:
        rule: which of the three.
        holders: IRIs of those who may act or insist.
        owed_by: IRIs of those who grant, must act, or must not.
        action: local name of the ODRL or own action ("use").
        assets: IRIs.
        limits: conditions on what it covers; they never make it expire.
        ended_by: IRIs of events and agreements whose happening ends it.
        condition: the whole temporal condition, with taking effect and being ended.
        periods: the normal form of `condition`.
        coverage: `condition` with every limit of scope as an event of that name, its IRI.
        scope: the comparisons named in `coverage`.
        actions: IRIs of the actions; `action` is the first of them.
        excludes: IRIs of the assets that it leaves out.
        performed_by: IRIs of the events with which a duty is done, or a permission exercised,
            such as a notice.
        partly_performed_by: IRIs of the events with which a part of it is done.
        part_of: IRIs of the clauses that it is a part of (dcterms:isPartOf).
        force: id of how far it binds; "" for as far as its agreement does.
        duties: IRIs of the duties that go with a permission (odrl:duty).
        due: by when a duty is to be done, and the points that it makes; None if nothing is said.
        states: the normal form of the condition of each state of such a duty.
        outcomes: IRIs of the derived events that stand for what becomes of it, by the local
            name of the property that says so ("violation").
    """

    rule: Rule
    holders: tuple[str, ...]
    owed_by: tuple[str, ...]
    action: str
    assets: tuple[str, ...]
    limits: tuple[Text, ...]
    ended_by: tuple[str, ...]
    condition: Condition
    periods: tuple[Period, ...]
    coverage: Condition = ALWAYS
    scope: tuple[Limit, ...] = ()
    actions: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    performed_by: tuple[str, ...] = ()
    partly_performed_by: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    force: str = ""
    duties: tuple[str, ...] = ()
    due: Duty | None = None
    states: Mapping[State, tuple[Period, ...]] = field(default_factory=dict, hash=False)
    outcomes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def exercised_by(self) -> tuple[str, ...]:
        """IRIs of the events with which a permission is exercised; none for other rules."""
        return self.performed_by if self.rule == "permission" else ()

    @property
    def done_by(self) -> tuple[str, ...]:
        """IRIs of the events with which it, or a part of it, is done."""
        return (*self.performed_by, *self.partly_performed_by)


@dataclass(frozen=True, slots=True, repr=False)
class Statement(Provision):
    """What an agreement says, or a source about it, that gives nobody a right or a duty."""


@dataclass(frozen=True, slots=True, repr=False)
class Event(Thing):
    """Something that happens at one moment.

    Attributes:
        definition: what counts as its happening.
        happening: what is recorded of it; None for a derived event.
        derivation: what it is derived from; None for an underived event.
        not_before_others: IRIs of events that it never precedes.
        sources: IRIs.
        undisclosed: what about it is not public.
        not_occurred_through: last day through which it is known not to have happened; None
            if nothing is said.
        not_occurred_sources: IRIs of the sources that show it; without any, nothing is
            recorded of it through that day.
        brought_about_by: IRIs of the parties whose act it takes, all of them.
        parts: IRIs of the events that a derived event hangs on, as they are written.
        rules_out: IRIs of events that never happen if it does, as they are written.
        amounts: sums, shares or quantities that were paid, granted or delivered with it.
        certainty: id of how sure it is, "" if nothing is said.
    """

    definition: Text
    happening: Happening | None
    derivation: Derived | None
    not_before_others: tuple[str, ...]
    sources: tuple[str, ...]
    undisclosed: tuple[Text, ...] = ()
    not_occurred_through: Stretch | None = None
    not_occurred_sources: tuple[str, ...] = ()
    brought_about_by: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    certainty: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Claim(Thing):
    """What one source claims; the label says it.

    Attributes:
        verdict: id of what better sources make of it, "" if nothing is said.
        note: what better sources say.
        concerns: IRIs of what it is about.
        event: IRI of the event whose date it claims, "" if none.
        occurred: when the source says the event happened; None with an event means never.
        known_since: the day since when it could be known; None for always.
        sources: IRIs.
    """

    verdict: str
    note: Text
    concerns: tuple[str, ...]
    event: str
    occurred: Stretch | None
    known_since: Stretch | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Contradiction(Thing):
    """Claims that cannot all be true.

    Attributes:
        positions: IRIs of the claims.
        preferred: IRI of the claim that is preferred, "" if none is.
        note: why.
    """

    positions: tuple[str, ...]
    preferred: str
    note: Text


@dataclass(frozen=True, slots=True, repr=False)
class StoryStep(Thing):
    """A setting of the page with a text; the label is the heading.

    Attributes:
        text: what the setting shows.
        on: the day asked about.
        known: the day the record is known to, None if not stated.
        assumed: IRIs of events and agreements, each with its date, None for never.
        shows: IRIs of the clauses, agreements, parties and events it is about, in order.
        selects: IRI of the one of `shows` that it centres on, "" if none.
        view: "parties", "opened", "agreements", "timeline" or "table", or as older files say it,
            "network" or "focus"; "" if not stated.
        sources: IRIs.
    """

    text: Text
    on: Stretch
    known: Stretch | None
    assumed: Mapping[str, Stretch | None]
    shows: tuple[str, ...]
    selects: str
    view: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Story(Thing):
    """Steps that lead a reader through the record; the label is the title.

    Attributes:
        text: what it is about.
        steps: in the order of their positions.
    """

    text: Text
    steps: tuple[StoryStep, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """Everything the graph says, by IRI.

    Attributes:
        relations: how the events hang together.
        happenings: what is recorded of every underived event; an agreement stands for its
            taking effect.
        actions: the actions that the vocabulary and the files declare.
        operands: what limits of scope can compare (left operands).
        stories: what leads a reader through all this.
        confirming: which clauses and statements a clause or statement confirms, by its IRI;
            those that confirm none are left out.
        ids: IRI to id of the things that share the last part of their IRI with others.
        reach_of_whole: of an excerpt, how far the record reaches that it was taken from.
        windows: when each event can happen, by what is known and assumed, once that was asked.
        unknown: the events and agreements that do not exist for a question, likewise.
        shared: for each language, labels that several things have, once that was asked.
    """

    parties: Mapping[str, Party]
    assets: Mapping[str, Asset]
    series: Mapping[str, Thing]
    agreements: Mapping[str, Agreement]
    clauses: Mapping[str, Clause]
    statements: Mapping[str, Statement]
    events: Mapping[str, Event]
    claims: Mapping[str, Claim]
    contradictions: Mapping[str, Contradiction]
    sources: Mapping[str, Source]
    kinds: Mapping[str, Concept]
    certainties: Mapping[str, Concept]
    verdicts: Mapping[str, Concept]
    relations: Events
    happenings: Mapping[str, Happening]
    actions: Mapping[str, Action] = field(default_factory=dict)
    operands: Mapping[str, Thing] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)
    confirming: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forces: Mapping[str, Concept] = field(default_factory=dict)
    values: Mapping[str, Concept] = field(default_factory=dict)
    sectors: Mapping[str, Concept] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    reach_of_whole: Stretch | None = None
    windows: dict[Known, Windows] = field(default_factory=dict, init=False, compare=False)
    unknown: dict[Known, frozenset[str]] = field(default_factory=dict, init=False, compare=False)
    shared: dict[Language, frozenset[str]] = field(default_factory=dict, init=False, compare=False)

    def __repr__(self) -> str:
        """Return how much there is."""
        sorts = ("agreements", "clauses", "events", "parties", "sources")
        told = ", ".join(f"{len(getattr(self, sort))} {sort}" for sort in sorts)
        return f"<Record: {told}>"

    @property
    def reach(self) -> Stretch | None:
        """How far the record reaches: the last day by which it says an event had not happened.

        None if it says so of no event.
        """
        if self.reach_of_whole:
            return self.reach_of_whole
        until = {iri: h.not_until for iri, h in self.happenings.items() if h.not_until}
        last = max(until.values(), default=None)
        named = [iri for iri, end in until.items() if end == last]
        named += self.events.keys() - self.happenings.keys()
        said = [self.events[iri].not_occurred_through for iri in named if iri in self.events]
        return max(filter(None, said), key=lambda through: through.end, default=None)

    @property
    def last_day(self) -> date | None:
        """The last day, in UTC, that the record tells of; None if it has no date at all.

        That is how far it reaches or, if something could be known only later, the day since when.
        """
        told = [self.reach.last] if self.reach else []
        for happening in self.happenings.values():
            told += filter(None, (happening.known_since, happening.date_known_since))
        return max(told).date() if told else None

    def id_of(self, iri: str) -> str:
        """Return the id of a thing or a delayed event; it may be one that is not described."""
        delay = self.relations.delays.get(iri)
        if delay and delay.event in self.ids:
            return self.ids[delay.event] + iri.removeprefix(delay.event)
        if iri in self.relations.atoms and iri not in self.events:
            return self._id_of_atom(iri)
        return self.ids.get(iri) or local_name(iri)

    def _id_of_atom(self, name: str) -> str:
        """Return the name of a moment or comparison with ids in place of IRIs, long ones first."""
        for part in sorted(self.relations.all_parts(name) - {name}, key=len, reverse=True):
            name = name.replace(part, self.ids.get(part) or local_name(part))
        return name

    def ids_of(self, iris: Iterable[str]) -> list[str]:
        """Return the ids of what `iris` name, in their order."""
        return [self.id_of(iri) for iri in iris]

    def things(self) -> Iterator[Thing]:
        """Yield everything that has a name, kind by kind."""
        yield from self.clauses.values()
        yield from self.statements.values()
        yield from self.agreements.values()
        yield from self.events.values()
        yield from self.parties.values()
        yield from self.assets.values()
        yield from self.claims.values()
        yield from self.contradictions.values()
        yield from self.sources.values()
        yield from self.series.values()
        for story in self.stories.values():
            yield story
            yield from story.steps

    def candidates(self, name: str, *sorts: Mapping[str, _Named]) -> list[_Named]:
        """Return those of `sorts` of which `name` is the id or IRI or, if it is of none, all."""
        whole = [
            things[iri]
            for things in sorts
            for iri in things
            if name in (iri, self.ids.get(iri) or local_name(iri))
        ]
        return whole or [thing for things in sorts for thing in things.values()]

    def iris(self) -> Iterator[str]:
        """Yield the IRI of everything that has a name, in the same order."""
        sorts = (self.clauses, self.statements, self.agreements, self.events, self.parties)
        yield from chain(*sorts, self.assets, self.claims, self.contradictions, self.sources)
        yield from self.series
        for iri, story in self.stories.items():
            yield iri
            yield from (step.iri for step in story.steps)
