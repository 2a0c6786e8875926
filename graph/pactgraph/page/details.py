"""What the page tells about a thing, whatever is asked: terms with values.

Status, formula and reasons are not here: they follow from the setting, in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from pactgraph.asking.show import in_order, named_by, sides_of_money
from pactgraph.asking.show.phrases import SAY
from pactgraph.page.phrases import PAGE
from pactgraph.reaching import grouped, reached
from pactgraph.record import Agreement, Clause, Statement, Thing
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.words import concept_label, event_in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from pactgraph.kernel.points import Point
    from pactgraph.messages import Language
    from pactgraph.record import (
        Amount,
        Claim,
        Event,
        Party,
        Provision,
        Record,
        Source,
    )

_RELATIONS = {
    "exception_to": "exceptions",
    "narrows": "narrowed_by",
    "ends": "ended_by",
    "replaces": "replaced_by",
    "confirms": "confirmed_by",
}
"""Relations of provisions to others, with the term for those that have it to a clause."""

SECTIONS = {
    "explained": "means",
    "exercised_by": "exercised by",
    "held_by": "held by",
    "owed_by": "owed by",
    "in_agreement": "agreement",
    "assets": "assets",
    "excludes": "excludes",
    "limits": "limits",
    "money": "money",
    "exceptions": "exceptions",
    "exception_to": "exception to",
    "narrowed_by": "narrowed by",
    "narrows": "narrows",
    "ended_by": "ended by",
    "replaced_by": "replaced by",
    "ends": "ended",
    "replaces": "replaced",
    "confirmed_by": "confirmed by",
    "coming": "coming",
    "note": "note",
    "undisclosed": "undisclosed",
    "named_in": "named in",
    "said": "said",
    "claims": "claims",
    "contradictions": "contradictions",
    "certainty": "certainty",
    "sources": "sources",
    "date": "effective",
    "issued": "issued",
    "parties": "parties",
    "before": "before",
    "after": "after",
    "clauses": "clauses",
    "ended": "ended",
    "replaced": "replaced",
    "statements": "statements",
    "legal_name": "legal name",
    "sector": "sector",
    "part_of": "part of",
    "parts": "parts",
    "same_as": "elsewhere",
    "party_to": "agreements",
    "holds": "holds",
    "owes": "owes",
    "both": "both",
    "brings_about": "brings about",
    "means": "means",
    "happened": "happened",
    "goes_into": "goes into",
    "last_day": "last day",
    "rules_out": "rules out",
    "fulfils": "fulfils",
    "excuses": "excuses",
    "deadline_of": "deadline of",
    "exercises": "exercises",
    "by": "by",
    "never_before": "never before",
    "starts": "starts",
    "ends_with": "ends",
}
"""For each term the section of `pactgraph show` that tells the same, and has its heading."""

IN_THE_PAGE = frozenset({"coming", "happened", "owns"})
"""Terms that stand in their place without values: the page finds them in its setting."""


Way = tuple[str, "datetime | None"]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a term.

    Attributes:
        text: what it says.
        aside: what is said about it in small print.
        href: a web address, http or https, that the text links to.
        thing: IRI of what it names, which may be drawn.
        needs: IRI of the event or agreement that has to be known for this to be told.
        ways: what else has to be known, in one of some ways: an event or agreement, "" for
            none, and since when it is, None for always. None at all if it is empty.
        clause: IRI of the clause that fixes a sum: if it is not what is told about, its name is
            told after the text, and its status and when it holds in any case.
        of: IRI of what the text is about: what that is called is told before the text, which
            leads to it.
    """

    text: str
    aside: str = ""
    href: str = ""
    thing: str = ""
    needs: str = ""
    ways: tuple[Way, ...] = ()
    clause: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, by its key among the phrases of the page, and what is said under it.

    Attributes:
        term: the term.
        values: what is said.
        clauses: IRIs of clauses that stand under it; the page adds how they stand.
    """

    term: str
    values: tuple[Value, ...] = ()
    clauses: tuple[str, ...] = ()


def _last_day(event: Event) -> list[Value]:
    last = event.happening.last if event.happening else None
    return [] if last is None else [Value(last.date().isoformat())]


def safe_address(url: str) -> str:
    """Return `url` if it is an http or https address without a user name, else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    unusual = " " in url or not url.isprintable()
    if parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc:
        return "" if unusual else url
    return ""


class Teller:
    """Tells about things in one language; the order and number of values is that of all."""

    def __init__(self, record: Record, language: Language) -> None:
        """Remember the record and the language."""
        self.record = record
        self.language = language
        self.say = PAGE[language]
        self._things: dict[str, Thing] = {thing.iri: thing for thing in record.things()}
        clauses = sorted(record.clauses.values(), key=attrgetter("id"))
        statements = record.statements.values()
        self._provided = {**record.clauses, **record.statements}
        self._inverse = {
            relation: grouped(self._provided.values(), attrgetter(relation))
            for relation in _RELATIONS
        }
        self._naming = grouped(clauses, named_by)
        self._stating = grouped(statements, lambda statement: statement.concerns)
        self._claiming = grouped(record.claims.values(), lambda c: (*c.concerns, c.event))
        self._disputing = grouped(record.contradictions.values(), lambda c: c.positions)
        self._own = grouped(clauses, lambda c: (*c.holders, *c.owed_by))
        self._parts = grouped(record.parties.values(), lambda party: party.parents)
        agreements = in_order(record.agreements.values())
        self._signed = grouped(agreements, lambda agreement: agreement.parties)
        self._versions = grouped(agreements, lambda a: [a.series] if a.series else [])
        self._brought = grouped(record.events.values(), lambda e: e.brought_about_by)
        self._made = grouped(record.events.values(), attrgetter("parts"))
        self._for_events: dict[str, Mapping[str, list[Clause]]] = {
            "fulfils": grouped(clauses, lambda c: _event(c.due.performed if c.due else None)),
            "excuses": grouped(clauses, lambda c: _event(c.due.excused if c.due else None)),
            "deadline_of": grouped(clauses, lambda c: _event(c.due.opens if c.due else None)),
            "exercises": grouped(clauses, lambda c: c.exercised_by),
            "starts": grouped(clauses, lambda c: self._behind(p.from_events for p in c.periods)),
            "ends_with": grouped(
                clauses, lambda c: self._behind(p.until_events for p in c.periods)
            ),
        }
        told = (*record.statements, *record.contradictions)
        self._place = {iri: number for number, iri in enumerate(told)}

    def clause(self, clause: Clause) -> list[Entry]:
        """Return what is told about a clause."""
        say, language = self.say, self.language
        return _entries(
            ("explained", _texts(clause.definition.in_language(language))),
            ("exercised_by", self._events(clause.exercised_by)),
            ("held_by", self._named(clause.holders, say["nobody"])),
            ("owed_by", self._named(clause.owed_by, say["nobody"])),
            ("in_agreement", self._named([clause.agreement])),
            ("assets", self._named(clause.assets)),
            ("excludes", self._named(clause.excludes)),
            ("limits", [Value(t.in_language(language)) for t in clause.limits]),
            ("amounts", [self._amount(amount) for amount in clause.amounts]),
            ("money", self._money([clause], {clause.iri})),
            *self._relations(clause),
            ("coming", []),
            ("note", _texts(clause.note.in_language(language))),
            ("undisclosed", [Value(t.in_language(language)) for t in clause.undisclosed]),
            *self._concerning({clause.iri}),
            ("concerns", self._concerned(clause)),
            ("certainty", [self._certainty(clause.certainty)]),
            ("sources", self._sources(clause.sources) or [Value(say["no_sources"])]),
        )

    def agreement(self, agreement: Agreement) -> list[Entry]:
        """Return what is told about an agreement."""
        record, say = self.record, self.say
        statements = [record.statements[iri] for iri in agreement.statements]
        clauses = [record.clauses[iri] for iri in agreement.clauses]
        provisions: list[Provision] = [*clauses, *statements]
        ended = dict.fromkeys(iri for p in provisions for iri in p.ends)
        replaced = dict.fromkeys(iri for p in provisions for iri in p.replaces)
        series = self._versions.get(agreement.series, [agreement])
        place = series.index(agreement)
        before, after = series[:place], series[place + 1 :]
        return _entries(
            ("date", _texts(agreement.effective.text)),
            ("issued", _texts(agreement.issued.text)),
            ("parties", self._named(agreement.parties)),
            ("before", self._known(before)),
            ("after", self._known(after)),
            ("clauses", clauses),
            ("coming", []),
            ("money", self._money(clauses, {p.iri for p in clauses})),
            ("ended", self._provisions(ended)),
            ("replaced", self._provisions(replaced)),
            ("statements", [Value(self._label(s), s.id) for s in statements]),
            ("undisclosed", self._secrets([agreement, *provisions], agreement)),
            *self._concerning({agreement.iri}),
            ("certainty", [self._certainty(agreement.certainty)]),
            ("sources", self._sources(agreement.sources) or [Value(say["no_sources"])]),
        )

    def party(self, party: Party) -> list[Entry]:
        """Return what is told about a party, which stands for its parts and members too."""
        members = self._members(party.iri)
        own = _of_all(self._own, members)
        signed = in_order(_of_all(self._signed, members))
        about = {*members, *(clause.iri for clause in own)}
        held = {clause.iri for clause in own if not members.isdisjoint(clause.holders)}
        owed = {clause.iri for clause in own if not members.isdisjoint(clause.owed_by)}
        both = held & owed
        return _entries(
            ("explained", _texts(party.definition.in_language(self.language))),
            ("legal_name", _texts(party.legal_name)),
            ("sector", self._sectors(party)),
            ("part_of", self._named(party.parents)),
            ("parts", self._named(p.iri for p in _of_all(self._parts, [party.iri]))),
            (
                "same_as",
                [*map(_address, party.same_as), *_texts(party.lei and f"LEI {party.lei}")],
            ),
            ("party_to", self._known(signed)),
            ("holds", [clause for clause in own if clause.iri not in owed]),
            ("owes", [clause for clause in own if clause.iri not in held]),
            ("both", [clause for clause in own if clause.iri in both]),
            ("owns", []),
            ("coming", []),
            ("money", self._money(own, about)),
            ("brings_about", self._events(e.iri for e in _of_all(self._brought, members))),
            ("undisclosed", self._secrets([*own, *signed], party)),
            *self._concerning(members, about),
        )

    def event(self, event: Event) -> list[Entry]:
        """Return what is told about an event."""

        def for_it(term: str) -> tuple[str, list[Clause]]:
            return term, self._for_events[term].get(event.iri, [])

        return _entries(
            ("means", _texts(event.definition.in_language(self.language))),
            ("happened", []),
            ("goes_into", self._made_of(event)),
            ("last_day", _last_day(event)),
            ("rules_out", self._events(self._rivals(event))),
            for_it("fulfils"),
            for_it("excuses"),
            for_it("deadline_of"),
            for_it("exercises"),
            ("by", self._named(event.brought_about_by)),
            ("never_before", self._events(event.not_before_others)),
            for_it("starts"),
            for_it("ends_with"),
            ("undisclosed", [Value(t.in_language(self.language)) for t in event.undisclosed]),
            *self._concerning({event.iri}),
            ("sources", self._sources(event.sources)),
        )

    def _behind(self, named: Iterable[Iterable[str]]) -> set[str]:
        """Return all events that some named in a formula hang on, and these."""
        parts = self.record.relations.all_parts
        return {part for names in named for name in names for part in parts(name)}

    def _label(self, thing: Thing) -> str:
        return thing.label.in_language(self.language)

    def _sectors(self, party: Party) -> list[Value]:
        known = self.record.sectors
        return [
            Value(known[iri].label.in_language(self.language) if iri in known else iri)
            for iri in party.sectors
        ]

    def _named(self, iris: Iterable[str], otherwise: str = "") -> list[Value]:
        """Return the names of things; what the record does not describe, by its IRI."""
        values = [
            Value(self._label(self._things[iri]), thing=iri) if iri in self._things else Value(iri)
            for iri in iris
        ]
        return values or _texts(otherwise)

    def _events(self, iris: Iterable[str]) -> list[Value]:
        return [
            Value(event_in_words(iri, self.record, self.language), thing=iri, needs=iri)
            for iri in iris
        ]

    def _rivals(self, event: Event) -> list[str]:
        rivals = self.record.relations.ruled_out_by(event.iri)
        return sorted(rivals & self._things.keys())

    def _made_of(self, event: Event) -> list[Value]:
        """Return the derived events that are made of an event; the page has no place for them."""
        return [Value(self._label(other)) for other in _of_all(self._made, [event.iri])]

    def _certainty(self, name: str) -> Value:
        return Value(concept_label(self.record.certainties, name, self.language))

    def _relations(self, clause: Clause) -> Iterator[tuple[str, list[Value]]]:
        """Yield what others, of all agreements, do to `clause`, and what it does to others."""

        def undergone(relation: str) -> tuple[str, list[Value]]:
            others = self._inverse[relation].get(clause.iri, [])
            ended_by = clause.ended_by if relation == "ends" else ()
            values = [*self._provisions(p.iri for p in others), *self._events(ended_by)]
            return _RELATIONS[relation], values

        def done(relation: str) -> tuple[str, list[Value]]:
            return relation, self._provisions(getattr(clause, relation))

        yield undergone("exception_to")
        yield done("exception_to")
        yield undergone("narrows")
        yield done("narrows")
        yield undergone("ends")
        yield undergone("replaces")
        yield done("ends")
        yield done("replaces")
        yield undergone("confirms")

    def _concerned(self, clause: Clause) -> list[Value]:
        """Return what a clause is about besides what it confirms or is an exception to."""
        about = [i for i in clause.concerns if i not in (*clause.confirms, *clause.exception_to)]
        return [*self._provisions(about), *self._others(about)]

    def _concerning(
        self, iris: Collection[str], about: Collection[str] = ()
    ) -> Iterator[tuple[str, list[Value]]]:
        """Yield what is said and claimed about things; and what is contradicted of more."""
        about = {*iris, *about}
        named = [c for c in _of_all(self._naming, iris) if c.iri not in about]
        said = sorted(_of_all(self._stating, iris), key=lambda s: self._place[s.iri])
        yield "named_in", self._provisions(c.iri for c in named)
        yield (
            "said",
            [Value(self._label(s), s.id, thing=s.agreement, needs=s.agreement) for s in said],
        )
        yield "claims", [self._claim(claim) for claim in _of_all(self._claiming, iris)]
        yield "contradictions", self._contradictions(about)

    def _contradictions(self, about: Collection[str]) -> list[Value]:
        """Return the contradictions of which a position is one of some things, or about one."""
        ways: dict[str, list[Way]] = {}
        for iri in sorted(about):
            needed = self._provided[iri].agreement if iri in self._provided else ""
            for contradiction in self._disputing.get(iri, []):
                ways.setdefault(contradiction.iri, []).append((needed, None))
            for claim in self._claiming.get(iri, []):
                for contradiction in self._disputing.get(claim.iri, []):
                    way = (needed, _known_since(claim))
                    ways.setdefault(contradiction.iri, []).append(way)
        return [
            Value(
                self._label(self.record.contradictions[iri]),
                ways=() if ("", None) in ways[iri] else tuple(dict.fromkeys(ways[iri])),
            )
            for iri in sorted(ways, key=self._place.__getitem__)
        ]

    def _claim(self, claim: Claim) -> Value:
        verdict = concept_label(self.record.verdicts, claim.verdict, self.language)
        note = claim.note.in_language(self.language)
        since = _known_since(claim)
        aside = ": ".join(text for text in (verdict, note) if text)
        return Value(self._label(claim), aside, ways=(("", since),) if since else ())

    def _provisions(self, iris: Iterable[str]) -> list[Value]:
        found = [self._provided[iri] for iri in iris if iri in self._provided]
        return [Value(self._label(p), p.id, thing=p.iri, needs=p.agreement) for p in found]

    def _others(self, iris: Iterable[str]) -> list[Value]:
        """Return what a provision is about besides other provisions: parties, events, assets."""
        events = self.record.happenings
        return [
            Value(self._label(self._things[iri]), thing=iri, needs=iri if iri in events else "")
            for iri in iris
            if iri in self._things and iri not in self._provided
        ]

    def _known(self, agreements: Iterable[Agreement]) -> list[Value]:
        return [Value(self._label(a), a.id, thing=a.iri, needs=a.iri) for a in agreements]

    def _members(self, party: str) -> frozenset[str]:
        """Return a party with its parts and members, at any remove."""
        return reached([party], lambda iri: (part.iri for part in self._parts.get(iri, ())))

    def _secrets(self, things: Iterable[Agreement | Provision], shown: Thing) -> list[Value]:
        """Return what is not public of some things, each by its name but for `shown` itself."""
        told = []
        for thing in things:
            needs = thing.iri if isinstance(thing, Agreement) else thing.agreement
            for text in (text.in_language(self.language) for text in thing.undisclosed):
                if thing is shown:
                    told.append(Value(text, needs=needs))
                elif isinstance(thing, Statement):
                    whose = f"{self._label(thing)}: {text}"
                    told.append(Value(whose, thing=thing.agreement, needs=needs))
                else:
                    told.append(Value(text, needs=needs, of=thing.iri))
        return told

    def _money(self, clauses: Iterable[Clause], about: Collection[str]) -> list[Value]:
        """Return the sums of clauses, and of statements about them or about some things."""
        fixing: list[Provision] = [*clauses, *_of_all(self._stating, about)]
        fixing.sort(key=lambda provision: provision.id)
        return [
            self._sum(amount, provision) for provision in fixing for amount in provision.amounts
        ]

    def _sum(self, amount: Amount, provision: Provision) -> Value:
        """Return a sum: between whom, and what fixes it; the page adds how that stands."""
        say, told = SAY[self.language], amount_in_words(amount, self.language)
        payers, receivers = (
            ", ".join(value.text for value in self._named(iris))
            for iris in sides_of_money(self.record, provision)
        )
        if payers:
            told = f"{told}, {say['paid'].format(payers, receivers)}"
        elif receivers:
            told = f"{told}, {say['held'].format(receivers)}"
        certainty = self._certainty(amount.certainty).text if amount.certainty else ""
        if isinstance(provision, Statement):
            told = f"{told}; {say['title'].format(provision.id, self._label(provision))}"
        return Value(
            told,
            certainty,
            thing=provision.agreement if isinstance(provision, Statement) else "",
            needs=provision.agreement,
            clause="" if isinstance(provision, Statement) else provision.iri,
        )

    def _amount(self, amount: Amount) -> Value:
        certainty = self._certainty(amount.certainty).text if amount.certainty else ""
        return Value(amount_in_words(amount, self.language), certainty)

    def _sources(self, iris: Iterable[str]) -> list[Value]:
        """Return every source, once for each of its addresses that can be linked."""
        values = []
        for iri in iris:
            source = self.record.sources.get(iri)
            if source is None:
                values.append(_address(iri))
                continue
            said = (source.publisher, source.issued, source.found)
            aside = ", ".join(text for text in said if text)
            links = self.addresses(source) or [""]
            values += [Value(self._label(source), aside, href=url) for url in links]
        return values

    def addresses(self, source: Source) -> list[str]:
        """Return the addresses of `source` that can be linked."""
        return [url for url in map(safe_address, source.urls) if url]


_Grouped = TypeVar("_Grouped", bound=Thing)


def _of_all(groups: Mapping[str, list[_Grouped]], iris: Iterable[str]) -> list[_Grouped]:
    """Return what is in the groups of some IRIs, each once, by their ids."""
    found = {thing.iri: thing for iri in iris for thing in groups.get(iri, ())}
    return sorted(found.values(), key=lambda thing: thing.id)


def _known_since(claim: Claim) -> datetime | None:
    return claim.known_since.start if claim.known_since else None


def names(provision: Provision) -> list[str]:
    """Return the IRIs of what a provision is about, and of what limits of its scope name."""
    limits = provision.scope if isinstance(provision, Clause) else ()
    values = (value.iri for limit in limits for value in limit.values if value.iri)
    return list(dict.fromkeys([*provision.concerns, *values]))


def _entries(*told: tuple[str, Sequence[Value | Clause]]) -> list[Entry]:
    """Return the terms of which something is told, or will be by the page."""
    return [
        Entry(
            term,
            tuple(value for value in values if isinstance(value, Value)),
            tuple(clause.iri for clause in values if isinstance(clause, Clause)),
        )
        for term, values in told
        if values or term in IN_THE_PAGE
    ]


def _event(point: Point | None) -> list[str]:
    """Return the event that a point is; none if it is a date."""
    return [point] if isinstance(point, str) else []


def _texts(*texts: str) -> list[Value]:
    return [Value(text) for text in texts if text]


def _address(iri: str) -> Value:
    return Value(iri, href=safe_address(iri))
