"""Collecting all there is to tell about one thing, sort by sort."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pactgraph.asking.duties import obligation
from pactgraph.asking.evidence import evidence
from pactgraph.asking.search import within
from pactgraph.asking.setting import claim_known, event_windows, unknown_agreements
from pactgraph.asking.show.answer import Coming, Dealing, Item, Money, Secret, Section, Shown
from pactgraph.asking.status.answer import statuses
from pactgraph.asking.why import Occurrence, why
from pactgraph.asking.why.occurrences import occurrence
from pactgraph.kernel.conditions import events_in
from pactgraph.kernel.flips import Turn, course, step_at
from pactgraph.kernel.timeline import FIRST, day
from pactgraph.reaching import reached
from pactgraph.record import (
    Agreement,
    Amount,
    Asset,
    Claim,
    Clause,
    Concept,
    Contradiction,
    Event,
    Party,
    Provision,
    Source,
    Statement,
    Text,
    Thing,
)
from pactgraph.scope.kinds import kinds_around, kinds_within

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import datetime

    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.scenarios import Window
    from pactgraph.record import Record


def show(record: Record, thing: Thing, setting: Setting) -> Shown:
    """Return all about `thing` in `setting`.

    What belongs to agreements that were not known by then is left out. A party stands for its
    parts and members too.

    Raises:
        BadInputError: as `event_windows`.
    """
    windows = event_windows(record, setting)
    named = {other.iri: other for other in record.things()}
    unknown = unknown_agreements(record, setting)
    told = _Telling(record, setting, windows, unknown, named).about(thing)
    return Shown(
        thing,
        setting,
        tuple(Section(name, tuple(items)) for name, items in told.items() if items),
        record,
    )


_Told = dict[str, list[Item]]


@dataclass(frozen=True, slots=True)
class _Telling:
    """One setting, in which things are told about."""

    record: Record
    setting: Setting
    windows: Mapping[str, Window]
    unknown: frozenset[str]
    named: Mapping[str, Thing]

    def about(self, thing: Thing) -> _Told:
        """Return the sections of `thing`, by their names; some may be empty."""
        tellers: dict[type[Thing], Callable[[Any], _Told]] = {
            Party: self._party,
            Event: self._event,
            Asset: self._asset,
            Agreement: self._agreement,
            Clause: self._clause,
            Statement: self._statement,
            Claim: self._claim,
            Contradiction: self._contradiction,
            Source: self._source,
            Concept: self._kind,
        }
        return tellers.get(type(thing), self._other)(thing)

    # ---- One sort each ----------------------------------------------------------------

    def _party(self, party: Party) -> _Told:
        members = within(party.iri, self.record.parties)
        own = self._clauses(lambda clause: bool(members & {*clause.holders, *clause.owed_by}))
        holds = [clause for clause in own if members & {*clause.holders}]
        owes = [clause for clause in own if members & {*clause.owed_by}]
        both = {c.iri for c in holds} & {c.iri for c in owes}
        parts = [p for p in self.record.parties.values() if party.iri in p.parents]
        signed = [a for a in self._agreements() if members & {*a.parties}]
        decided = [e for e in self.record.events.values() if members & {*e.brought_about_by}]
        return {
            "means": _texts(party.definition),
            "legal name": [party.legal_name] if party.legal_name else [],
            "sector": [self.record.sectors.get(iri, iri) for iri in party.sectors],
            "part of": self._things(party.parents),
            "parts": _ranked(parts),
            "elsewhere": [*party.same_as, *([f"LEI {party.lei}"] if party.lei else [])],
            "agreements": [*signed],
            "holds": self._dealings(clause for clause in holds if clause.iri not in both),
            "owes": self._dealings(clause for clause in owes if clause.iri not in both),
            "both": self._dealings(clause for clause in own if clause.iri in both),
            "coming": self._coming(own),
            "money": self._money(own, members),
            "brings about": _ranked(decided),
            "undisclosed": self._secrets([*own, *signed]),
            **self._concerning(members, {*members, *(clause.iri for clause in own)}),
        }

    def _event(self, event: Event) -> _Told:
        relations, events = self.record.relations, self.record.events
        parts_of = cache(relations.all_parts)
        meant = parts_of(event.iri)

        def hangs(name: str) -> bool:
            return event.iri in parts_of(name)

        def named(others: Iterable[str]) -> bool:
            return any(meant & parts_of(other) for other in others)

        own = self._clauses(lambda c: any(map(hangs, events_in(c.condition))))
        starts = [c for c in own if any(named(p.from_events) for p in c.periods)]
        ends = [c for c in own if any(named(p.until_events) for p in c.periods)]
        rivals = relations.ruled_out_by(event.iri) & self.record.happenings.keys()
        derived = event.derivation is not None
        last = event.happening.last if event.happening else None
        return {
            "means": _texts(event.definition),
            "happened": [] if derived else [self._occurrence(event.iri)],
            "made of": self._things(event.parts),
            "goes into": _ranked(e for e in events.values() if event.iri in e.parts),
            "last day": [day(last.date())] if last else [],
            "rules out": self._things(sorted(rivals)),
            "outcome of": self._dealings(
                self._clauses(lambda c: any(event.iri in named for named in c.outcomes.values()))
            ),
            "fulfils": self._dealings(
                self._clauses(lambda c: c.due is not None and c.due.performed == event.iri)
            ),
            "excuses": self._dealings(
                self._clauses(lambda c: c.due is not None and c.due.excused == event.iri)
            ),
            "deadline of": self._dealings(
                self._clauses(lambda c: c.due is not None and c.due.opens == event.iri)
            ),
            "exercises": self._dealings(self._clauses(lambda c: event.iri in c.exercised_by)),
            "by": self._things(event.brought_about_by),
            "never before": self._things(event.not_before_others),
            "starts": self._dealings(starts),
            "ends": self._dealings(ends),
            "undisclosed": self._secrets([event]),
            **self._concerning({event.iri}),
            "sources": self._things(event.sources),
        }

    def _asset(self, asset: Asset) -> _Told:
        assets = self.record.assets
        wholes = reached(asset.part_of, lambda iri: assets[iri].part_of if iri in assets else ())
        parts = [a for a in assets.values() if asset.iri in a.part_of]
        own = self._clauses(lambda clause: asset.iri in clause.assets)
        wider = self._clauses(
            lambda clause: bool(wholes & {*clause.assets}) and asset.iri not in clause.assets
        )
        left_out = self._clauses(lambda clause: asset.iri in clause.excludes)
        return {
            "means": _texts(asset.definition),
            "part of": self._things(asset.part_of),
            "parts": _ranked(parts),
            "excludes": self._things(asset.excludes),
            "left out of": [
                *_ranked(a for a in assets.values() if asset.iri in a.excludes),
                *left_out,
            ],
            "clauses": self._dealings(own),
            "of wholes": self._dealings(wider),
            "coming": self._coming(own),
            "money": self._money(own),
            "undisclosed": self._secrets(own),
            **self._concerning({asset.iri}),
        }

    def _agreement(self, agreement: Agreement) -> _Told:
        record = self.record
        own = [record.clauses[iri] for iri in agreement.clauses]
        states = [record.statements[iri] for iri in agreement.statements]
        provisions = [*own, *states]
        before, after = self._versions(agreement)
        return {
            **self._unknown(agreement),
            "binding": [] if agreement.binding else ["not binding"],
            "effective": [agreement.effective],
            "issued": [agreement.issued],
            "parties": self._things(agreement.parties),
            "before": [*before],
            "after": [*after],
            **self._dealt(own),
            "ended": self._things(dict.fromkeys(iri for p in provisions for iri in p.ends)),
            "replaced": self._things(dict.fromkeys(i for p in provisions for i in p.replaces)),
            "statements": [*states],
            "without": _ranked(record.kinds[i] for i in agreement.without if i in record.kinds),
            "law": [*agreement.law],
            "undisclosed": self._secrets([agreement, *provisions]),
            **self._concerning({agreement.iri}),
            "certainty": self._concepts(record.certainties, agreement.certainty),
            "sources": self._things(agreement.sources),
        }

    def _clause(self, clause: Clause) -> _Told:
        record = self.record
        beside = self._beside(clause.iri)
        return {
            **self._unknown(record.agreements[clause.agreement]),
            "means": _texts(clause.definition),
            "status": [why(record, clause, self.setting), *self._dealings([clause])],
            "duty": self._duty(clause),
            "exercised by": self._things(clause.exercised_by),
            "held by": self._things(clause.holders),
            "owed by": self._things(clause.owed_by),
            "kind": self._concepts(record.kinds, clause.kind),
            "agreement": self._things([clause.agreement]),
            "assets": self._things(clause.assets),
            "excludes": self._things(clause.excludes),
            "limits": [*clause.limits],
            "money": self._money([clause]),
            "exceptions": beside("exception_to"),
            "exception to": self._things(clause.exception_to),
            "narrowed by": beside("narrows"),
            "narrows": self._things(clause.narrows),
            "ended by": [*beside("ends"), *self._things(clause.ended_by)],
            "replaced by": beside("replaces"),
            "ended": self._things(clause.ends),
            "replaced": self._things(clause.replaces),
            "confirmed by": beside("confirms"),
            "coming": self._coming([clause]),
            "note": _texts(clause.note),
            "undisclosed": self._secrets([clause]),
            **self._concerning({clause.iri}),
            "certainty": self._concepts(record.certainties, clause.certainty),
            "sources": self._things(clause.sources),
        }

    def _duty(self, clause: Clause) -> list[Item]:
        found = obligation(self.record, clause, self.windows, self.setting.on.last)
        return [found] if found else []

    def _statement(self, statement: Statement) -> _Told:
        record = self.record
        return {
            **self._unknown(record.agreements[statement.agreement]),
            "means": _texts(statement.definition),
            "kind": self._concepts(record.kinds, statement.kind),
            "agreement": self._things([statement.agreement]),
            "about": self._things(statement.concerns),
            "ended": self._things(statement.ends),
            "replaced": self._things(statement.replaces),
            "narrows": self._things(statement.narrows),
            "money": [self._sum(amount, statement) for amount in statement.amounts],
            "note": _texts(statement.note),
            "undisclosed": self._secrets([statement]),
            **self._concerning({statement.iri}),
            "certainty": self._concepts(record.certainties, statement.certainty),
            "sources": self._things(statement.sources),
        }

    def _claim(self, claim: Claim) -> _Told:
        return {
            "verdict": self._concepts(self.record.verdicts, claim.verdict),
            "note": _texts(claim.note),
            "about": self._things([*claim.concerns, claim.event]),
            "sources": self._things(claim.sources),
        }

    def _contradiction(self, contradiction: Contradiction) -> _Told:
        return {
            "positions": self._things(contradiction.positions),
            "preferred": self._things([contradiction.preferred]),
            "note": _texts(contradiction.note),
        }

    def _source(self, source: Source) -> _Told:
        return {
            "published": [text for text in (source.publisher, source.issued) if text],
            "addresses": list(source.urls),
            "file": [text for text in (source.file, source.place) if text],
            "clauses": self._dealings(self._clauses(lambda c: source.iri in c.sources)),
            "statements": [s for s in self._statements() if source.iri in s.sources],
            "claims": [c for c in self._claims() if source.iri in c.sources],
        }

    def _kind(self, kind: Concept) -> _Told:
        kinds = self.record.kinds
        within = {kinds[iri].id for iri in kinds_within(kind.iri, kinds)}
        around = kinds_around(kind.iri, kinds)
        clauses = self._clauses(lambda clause: clause.kind in within)
        return {
            "means": _texts(kind.definition),
            "broader": _ranked(kinds[iri] for iri in kind.broader if iri in kinds),
            "narrower": _ranked(k for k in kinds.values() if kind.iri in k.broader),
            **self._dealt(clauses),
            "lacking": [a for a in self._agreements() if not around.isdisjoint(a.without)],
        }

    def _other(self, thing: Thing) -> _Told:
        """Return the versions in a series, or the text of a story."""
        versions = [a for a in self._agreements() if a.series == thing.iri]
        return {"means": _texts(getattr(thing, "text", Text({}))), "versions": [*versions]}

    # ---- What several sorts share -----------------------------------------------------

    def _clauses(self, wanted: Callable[[Clause], bool]) -> list[Clause]:
        """Return the known clauses that are `wanted`, by their ids."""
        known = (c for c in self.record.clauses.values() if c.agreement not in self.unknown)
        return sorted(filter(wanted, known), key=_by_id)

    def _agreements(self) -> list[Agreement]:
        """Return the known agreements, the first to take effect first."""
        agreements = self.record.agreements.values()
        return in_order(a for a in agreements if a.iri not in self.unknown)

    def _claims(self) -> list[Claim]:
        return [c for c in self.record.claims.values() if claim_known(c, self.setting)]

    def _statements(self) -> list[Statement]:
        found = self.record.statements.values()
        return [statement for statement in found if statement.agreement not in self.unknown]

    def _things(self, iris: Iterable[str]) -> list[Item]:
        """Return the things that are called so; what the record does not describe, as it is."""
        return [self.named.get(iri, iri) for iri in iris if iri]

    def _concepts(self, concepts: Mapping[str, Concept], name: str) -> list[Item]:
        return [concept for concept in concepts.values() if concept.id == name]

    def _unknown(self, agreement: Agreement) -> _Told:
        return {"not yet known": [agreement.issued] if agreement.iri in self.unknown else []}

    def _versions(self, agreement: Agreement) -> tuple[list[Agreement], list[Agreement]]:
        series = [a for a in self._agreements() if a.series and a.series == agreement.series]
        if agreement not in series:
            return series, []
        place = series.index(agreement)
        return series[:place], series[place + 1 :]

    def _beside(self, iri: str) -> Callable[[str], list[Item]]:
        """Return what gives the provisions that have some relation to `iri`."""
        others = [*self._clauses(lambda _: True), *self._statements()]
        return lambda relation: [other for other in others if iri in getattr(other, relation)]

    def _occurrence(self, event: str) -> Occurrence:
        return occurrence(self.record, event, self.setting, self.windows)

    def _dealt(self, clauses: Iterable[Clause]) -> _Told:
        """Return how clauses stand, their money, and what comes next for them."""
        listed = list(clauses)
        return {
            "clauses": self._dealings(listed),
            "coming": self._coming(listed),
            "money": self._money(listed),
        }

    def _dealings(self, clauses: Iterable[Clause]) -> list[Item]:
        listed = list(clauses)
        aged = evidence(self.record, listed, self.setting)
        found: list[Item] = []
        for answer in statuses(self.record, self.setting, listed):
            steps = course(answer.clause.periods, self.windows, self.record.relations)
            now = step_at(steps, self.setting.on.last)
            since = None if now.since == FIRST else now.since
            until = next((step.since for step in steps if step.since > now.since), None)
            found.append(Dealing(answer, aged[answer.clause.iri], since, until))
        return found

    def _money(self, clauses: Iterable[Clause], about: Collection[str] = ()) -> list[Item]:
        """Return the sums of clauses, and of statements about them or about some things."""
        fixing: list[Provision] = list(clauses)
        named = {*about, *(provision.iri for provision in fixing)}
        fixing += [s for s in self._statements() if named & {*s.concerns}]
        return [self._sum(amount, p) for p in sorted(fixing, key=_by_id) for amount in p.amounts]

    def _sum(self, amount: Amount, provision: Provision) -> Money:
        own = self.record.clauses.get(provision.iri)
        payers, receivers = sides_of_money(self.record, provision)
        answer = statuses(self.record, self.setting, [own])[0] if own else None
        return Money(amount, provision, payers, receivers, answer)

    def _coming(self, clauses: Iterable[Clause]) -> list[Item]:
        """Return what starts or ends clauses after the day asked about: dates, then events."""
        found: dict[tuple[datetime | None, str], tuple[list[Clause], list[Clause]]] = {}
        for clause in clauses:
            for at, event, starts in self._turns(clause):
                found.setdefault((at, event), ([], []))[not starts].append(clause)
        order = sorted(found, key=lambda key: (key[0] is None, key[0] or FIRST, key[1]))
        return [
            Coming(at, self._latest(at, event), event, *map(tuple, found[at, event]))
            for at, event in order
        ]

    def _turns(self, clause: Clause) -> set[tuple[datetime | None, str, bool]]:
        """Return when, or with which event, `clause` starts (True) or ends after that day."""
        relations = self.record.relations
        starting, ending = (reached(names, relations.parts) for names in _named(clause))
        steps = course(clause.periods, self.windows, relations)
        now = step_at(steps, self.setting.on.last)
        later = steps[steps.index(now) + 1 :]
        found: set[tuple[datetime | None, str, bool]] = set()
        causes: set[tuple[datetime | None, str]] = set()
        for step in later:
            for cause in step.because:
                if not cause.event:
                    found.add((step.since, "", cause.turn is Turn.FROM))
                elif cause.turn is Turn.HAPPENS:
                    causes.add((step.since, cause.event))
        for event in {event for step in (now, *later) for event in step.standing.depends_on}:
            window = self.windows[event]
            causes.add((window.earliest if window.latest else None, event))
        found |= {(at, event, True) for at, event in causes if event in starting}
        found |= {(at, event, False) for at, event in causes if event in ending}
        return found

    def _latest(self, at: datetime | None, event: str) -> datetime | None:
        """Return when `event` has happened at the latest, if it is not known to happen `at`."""
        latest = self.windows[event].latest if event else None
        return None if latest == at else latest

    def _secrets(
        self, things: Iterable[Agreement | Clause | Statement | Event | Provision]
    ) -> list[Item]:
        return [Secret(thing, text) for thing in things for text in thing.undisclosed]

    def _concerning(self, iris: Collection[str], wider: Collection[str] = ()) -> _Told:
        """Return what is said and claimed about things; and what is contradicted, wider too."""
        about = {*iris, *wider}
        known = self._claims()
        claims = [c for c in known if c.event in iris or {*iris} & {*c.concerns}]

        def named(clause: Clause) -> bool:
            return bool({*iris} & named_by(clause)) and clause.iri not in about

        near = {c.iri for c in known if c.event in about or about & {*c.concerns}} | about
        return {
            "named in": [*self._clauses(named)],
            "said": [s for s in self._statements() if {*iris} & {*s.concerns}],
            "claims": _ranked(claims),
            "contradictions": [
                c for c in self.record.contradictions.values() if near & {*c.positions}
            ],
        }


def _named(clause: Clause) -> tuple[set[str], set[str]]:
    """Return the events whose happening helps to start `clause`, and those that help to end it."""
    starting = {e for period in clause.periods for e in period.happened}
    ending = {e for period in clause.periods for e in period.not_happened}
    return starting, ending


def sides_of_money(
    record: Record, provision: Provision
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the IRIs of who pays the sums of `provision`, and of who gets or holds them."""
    clauses = record.clauses
    told = [clauses[iri] for iri in provision.concerns if iri in clauses]
    own = clauses.get(provision.iri)
    meant = [own] if own else told if provision.kind != "note" else []
    duties = [clause for clause in meant if clause.rule == "duty"]
    payers = dict.fromkeys(iri for duty in duties for iri in duty.owed_by)
    receivers = dict.fromkeys(iri for duty in duties for iri in duty.holders)
    if own and own.kind == "equity-stake":
        receivers = dict.fromkeys(own.holders)
    return tuple(payers), tuple(receivers)


def in_order(agreements: Iterable[Agreement]) -> list[Agreement]:
    """Return agreements, the first to take effect first."""
    return sorted(agreements, key=lambda a: (a.effective.start, a.issued.start, a.id))


def named_by(clause: Clause) -> set[str]:
    """Return what a clause is about beside its assets, and what limits of its scope name."""
    values = {value.iri for limit in clause.scope for value in limit.values if value.iri}
    return values | {*clause.concerns} - {*clause.confirms, *clause.exception_to}


def _texts(text: Text) -> list[Item]:
    return [text] if any(text.by_language.values()) else []


def _ranked(things: Iterable[Thing]) -> list[Item]:
    return [*sorted(things, key=_by_id)]


def _by_id(thing: Thing) -> str:
    return thing.id
