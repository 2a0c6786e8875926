"""What the page knows: the record as JSON, in all languages, with the periods of every clause.

The page decides nothing that is not decided here: it evaluates the periods it is given, of
clauses and of the conditions in their trees, between the windows of events (kernel/settings.js).
Texts are [English, German], or one text where both are the same.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pactgraph.asking.duties import deadline_of
from pactgraph.asking.evidence import FRESH_FOR, sightings
from pactgraph.asking.why import requirements
from pactgraph.asking.why.condition_words import condition_in_words
from pactgraph.asking.why.data import condition_kind
from pactgraph.kernel.periods import periods
from pactgraph.messages import LANGUAGES
from pactgraph.page.dates import date_text, day_text
from pactgraph.page.details import Teller, names
from pactgraph.page.keys import Keys
from pactgraph.page.looping import LoopTeller
from pactgraph.page.points import Points, happening_model, instant_text
from pactgraph.page.searching import search_model
from pactgraph.page.summing import setting_model
from pactgraph.reaching import grouped
from pactgraph.record import Text, Thing
from pactgraph.scope.kinds import kinds_around
from pactgraph.telling.amounts import amount_in_words
from pactgraph.telling.points import Naming, has_parts
from pactgraph.telling.words import coming_of, event_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pactgraph.asking.evidence import Sighting
    from pactgraph.asking.setting import Setting
    from pactgraph.asking.why import Requirement
    from pactgraph.kernel.periods import Period
    from pactgraph.messages import Language
    from pactgraph.page import data
    from pactgraph.page.details import Entry, Value
    from pactgraph.record import (
        Agreement,
        Amount,
        Clause,
        Concept,
        Party,
        Record,
        Source,
        Story,
        StoryStep,
    )

_STAKE = "equity-stake"
_Named = TypeVar("_Named", bound=Thing)


def page_model(record: Record, setting: Setting) -> data.Told:
    """Return everything that the page knows of `record`, JSON-able, and what it shows first.

    Things are named by their key: their id; what is not described, by its IRI.

    Args:
        record: what the graph says.
        setting: what the page shows first.

    Raises:
        BadInputError: a month or year with a time zone is assumed, which the page cannot show.
    """
    return {**record_model(record), **setting_model(record, setting)}


def record_model(record: Record) -> data.Record:
    """Return everything that the page knows of `record`, whatever it shows first."""
    return _Model(record).whole()


def in_all_languages(told: Callable[[Language], str]) -> data.Words:
    """Return what is told in each language, in their order; once if it is the same in all."""
    texts = [told(language) for language in LANGUAGES]
    return texts[0] if len(set(texts)) == 1 else texts


def _text(text: Text) -> data.Words:
    return in_all_languages(text.in_language)


class _Model:
    """One record, being written as JSON."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.key = Keys(record).key
        self.tellers = {language: Teller(record, language) for language in LANGUAGES}
        self.selectable = {
            *record.clauses,
            *record.agreements,
            *record.happenings,
            *record.parties,
        }
        self.labels = {
            thing.iri: _text(thing.label)
            for thing in (
                *record.parties.values(),
                *record.agreements.values(),
                *record.clauses.values(),
            )
        }
        self.points = Points(record.relations, self.key)
        self.sightings = sightings(record, record.clauses.values())
        claims = sorted(record.claims.values(), key=lambda claim: claim.id)
        self.claiming = grouped(claims, lambda claim: [claim.event])

    def list_of(self, iris: Iterable[str]) -> list[str]:
        return [self.key(iri) for iri in iris]

    def whole(self) -> data.Record:
        record = self.record
        return {
            "reach": self._reach(),
            "title": self._title(),
            "parties": [self._party(party) for party in _in_order(record.parties)],
            "agreements": [self._agreement(a) for a in _in_order(record.agreements)],
            "clauses": [self._clause(clause) for clause in _in_order(record.clauses)],
            "events": [self._event(iri) for iri in record.happenings],
            "sources": [self._source(source) for source in _in_order(record.sources)],
            "kinds": _kinds(record.kinds),
            "certainties": _labels(record.certainties),
            "values": _labels(record.values),
            "forces": _labels(record.forces),
            "flowing": LoopTeller(record, self.key, self._unspoken).told(),
            "search": search_model(record, self.key, self.selectable),
            "undisclosed": self._undisclosed(),
            "freshFor": FRESH_FOR.years * 12 + FRESH_FOR.months,
            "stories": [self._story(story) for story in record.stories.values()],
            # what periods name is known once they are written
            "points": self._points(),
            "schedules": self.points.schedules,
        }

    def _reach(self) -> data.Reach | None:
        """Return how far the record reaches, as written and the first instant after it."""
        reach = self.record.reach
        return {"text": reach.text, "end": instant_text(reach.end)} if reach else None

    def _title(self) -> data.Words:
        """Return the name of the one series there is; "" if there are several, or none."""
        found = {agreement.series for agreement in self.record.agreements.values()} - {""}
        only = self.record.series.get(next(iter(found), "")) if len(found) == 1 else None
        return _text(only.label) if only else ""

    def _named(self, thing: Thing) -> data.Named:
        return {"key": self.key(thing.iri), "iri": thing.iri, "label": _text(thing.label)}

    # ---- Parties, agreements, sources ------------------------------------------------------

    def _party(self, party: Party) -> data.Party:
        return {
            **self._named(party),
            "isClass": party.is_class,
            "entries": self._entries(lambda teller: teller.party(party)),
        }

    def _agreement(self, agreement: Agreement) -> data.Agreement:
        return {
            "key": self.key(agreement.iri),
            "iri": agreement.iri,
            "label": _text(agreement.label),
            "date": agreement.effective.text or agreement.issued.text,
            "day": instant_text(agreement.effective.start),
            "binding": agreement.binding,
            "parties": self.list_of(agreement.parties),
            "statements": len(agreement.statements),
            "certainty": agreement.certainty,
            "entries": self._entries(lambda teller: teller.agreement(agreement)),
        }

    def _source(self, source: Source) -> data.Source:
        return {
            **self._named(source),
            "publisher": source.publisher,
            "issued": source.issued,
            "urls": self.tellers["en"].addresses(source),
        }

    # ---- Clauses and their conditions --------------------------------------------------------

    def _clause(self, clause: Clause) -> data.Clause:
        told: data.Clause = {
            "key": self.key(clause.iri),
            "iri": clause.iri,
            "label": _text(clause.label),
            "agreement": self.key(clause.agreement),
            "rule": clause.rule,
            "kind": clause.kind,
            "certainty": clause.certainty,
            "owedBy": self.list_of(clause.owed_by),
            "holders": self.list_of(clause.holders),
            "names": self._names(clause),
            "changes": self.list_of([*clause.ends, *clause.replaces, *clause.narrows]),
            "replaces": self.list_of(clause.replaces),
            "assets": [_text(self.record.assets[i].label) for i in clause.assets],
            "dollars": _dollars(clause.amounts),
            "sources": self.list_of(clause.sources),
            "evidence": [_sighting(seen) for seen in self.sightings[clause.iri]],
            "periods": self._periods(clause.periods),
            "reasons": self._condition(requirements(self.record, clause), clause.periods),
            "entries": self._entries(lambda teller: teller.clause(clause)),
        }
        self._tell_stake(clause, told)
        if clause.due is not None:
            told["duty"] = {
                "deadline": deadline_of(clause.due, self.record),
                "states": [
                    {"state": state.value, "periods": self._periods(found)}
                    for state, found in clause.states.items()
                ],
            }
        return told

    def _tell_stake(self, clause: Clause, told: data.Clause) -> None:
        """Tell the share that a stake is of, and the stakes that a clause has new figures of."""
        if clause.kind == _STAKE:
            shares = [amount for amount in clause.amounts if not amount.currency]
            told["shares"] = [in_all_languages(partial(amount_in_words, s)) for s in shares]
        known = self.record.clauses
        renewed = [i for i in clause.confirms if i in known and known[i].kind == _STAKE]
        if renewed and clause.amounts:
            told["renews"] = self.list_of(renewed)

    def _names(self, clause: Clause) -> list[str]:
        """Return the parties that a clause names, and that neither owe nor hold it."""
        sides = {*clause.owed_by, *clause.holders}
        return self.list_of(
            iri for iri in names(clause) if iri in self.record.parties and iri not in sides
        )

    def _periods(self, normal: Iterable[Period]) -> list[data.Period]:
        return [self.points.period(period) for period in normal]

    def _unspoken(self, normal: Iterable[Period]) -> list[data.Period]:
        return [self.points.unspoken(period) for period in normal]

    def _condition(self, asked: Requirement, found: Iterable[Period]) -> data.Condition:
        """Return a condition with the periods found of it, and what it is made of likewise."""
        record = self.record
        told: data.Condition = {
            "kind": condition_kind(asked.condition),
            "text": in_all_languages(
                lambda lang: condition_in_words(asked.condition, record, lang)
            ),
            "periods": self._periods(found),
        }
        if asked.event:
            told["event"] = self.key(asked.event)
        if asked.event in record.relations.points:
            told["needed"] = asked.needed or 0
        if asked.endings:
            told["endings"] = [
                {
                    "key": self.key(provision.iri),
                    "label": _text(provision.label),
                    "replaces": replaces,
                }
                for provision, replaces in asked.endings
            ]
        if asked.undisclosed:
            told["undisclosed"] = [_text(text) for text in asked.undisclosed]
        if asked.sources:
            told["sources"] = self.list_of(asked.sources)
        if asked.parts:
            told["parts"] = [
                self._condition(part, periods(part.condition, record.relations))
                for part in asked.parts
            ]
        return told

    # ---- Events ------------------------------------------------------------------------------

    def _event(self, iri: str) -> data.Event:
        record = self.record
        event = record.events.get(iri)
        thing = event or record.agreements[iri]
        relations = record.relations
        told: data.Event = {
            "key": self.key(thing.iri),
            "iri": thing.iri,
            "label": _text(thing.label),
            "name": self._name(iri),
            "isAgreement": event is None,
            "happening": happening_model(record.happenings[iri]),
            "earlier": self._underived(relations.earlier.nearest.get(iri, ())),
            "later": self._underived(relations.later.nearest.get(iri, ())),
            "claims": self._claims(iri),
        }
        if excluded := self._underived(relations.ruled_out_by(iri)):
            told["excludes"] = excluded
        if event:
            told |= {
                "definition": _text(event.definition),
                "undisclosed": [_text(text) for text in event.undisclosed],
                "sources": self.list_of(event.sources),
                "through": through.text if (through := event.not_occurred_through) else None,
                "shownBy": self.list_of(event.not_occurred_sources),
                "entries": self._entries(lambda teller: teller.event(event)),
            }
        return told

    def _claims(self, event: str) -> list[data.Claim]:
        """Return what sources claim about the date of an event."""
        return [
            {
                "label": _text(claim.label),
                "knownSince": instant_text(claim.known_since.start) if claim.known_since else None,
                "sources": self.list_of(claim.sources),
            }
            for claim in self.claiming.get(event, ())
        ]

    def _underived(self, events: Iterable[str]) -> list[str]:
        return self.list_of(sorted(e for e in events if e in self.record.happenings))

    def _points(self) -> list[data.Point]:
        """Return what periods name besides events, with what it is called where that is told."""
        found = []
        for name, told in self.points.all():
            if name in self.points.told:
                self._call(name, told)
            found.append(told)
        return found

    def _call(self, name: str, told: data.Point) -> None:
        """Tell what `name` is called and, where that says more, together with what it is."""
        record, called = self.record, self._name(name)
        meant = in_all_languages(lambda language: Naming(record, language).name(name))
        comes = in_all_languages(lambda language: coming_of(name, Naming(record, language)))
        told |= {"name": called, "comes": comes}
        if meant != called:
            told["meant"] = meant
        if has_parts(name, record):
            told["has_parts"] = True

    def _name(self, name: str) -> data.Words:
        return in_all_languages(lambda language: event_in_words(name, self.record, language))

    # ---- What is told in terms and values ----------------------------------------------------

    def _entries(self, told: Callable[[Teller], Iterable[Entry]]) -> list[data.Entry]:
        """Return the terms and values that the tellers of all languages tell."""
        versions = [told(self.tellers[language]) for language in LANGUAGES]
        return [self._entry(group) for group in zip(*versions, strict=True)]

    def _entry(self, versions: tuple[Entry, ...]) -> data.Entry:
        told: data.Entry = {
            "term": versions[0].term,
            "values": self._values([entry.values for entry in versions]),
        }
        if versions[0].clauses:
            told["clauses"] = self.list_of(versions[0].clauses)
        return told

    def _values(self, versions: list[tuple[Value, ...]]) -> list[data.Value]:
        return [self._value(group) for group in zip(*versions, strict=True)]

    def _value(self, versions: tuple[Value, ...]) -> data.Value:
        """Return a value without what the page knows: a name, and what a clause needs."""
        by_language = dict(zip(LANGUAGES, versions, strict=True))
        first = versions[0]
        told: data.Value = {"text": in_all_languages(lambda language: by_language[language].text)}
        if first.aside:
            told["aside"] = in_all_languages(lambda language: by_language[language].aside)
        if first.href:
            told["href"] = first.href
        if first.thing:
            told["thing"] = self.key(first.thing)
            if told["text"] == self.labels.get(first.thing):
                del told["text"]
        about = self.record.clauses.get(first.thing or first.of or first.clause)
        if first.needs and not (about and about.agreement == first.needs):
            told["needs"] = self.key(first.needs)
        if first.ways:
            told["ways"] = [
                [self.key(needed) if needed else None, instant_text(since)]
                for needed, since in first.ways
            ]
        if first.clause:
            told["clause"] = self.key(first.clause)
        if first.of:
            told["of"] = self.key(first.of)
        return told

    def _undisclosed(self) -> list[data.Undisclosed]:
        """Return everything that is not public, by the id of what it is about.

        Keys: thing (what can be chosen on the page: of a statement its agreement, of what a
        limit compares with a clause that has the limit), id and label unless they are those of
        that thing, text, and needs, the agreement or event that has to be known for this to be
        told, unless that of a clause.
        """
        record = self.record
        about: dict[str, tuple[Thing, str, str]] = {}
        for whole in (*record.agreements.values(), *record.events.values()):
            about[whole.iri] = (whole, whole.iri, whole.iri)
        for statement in record.statements.values():
            about[statement.iri] = (statement, statement.agreement, statement.agreement)
        for clause in record.clauses.values():
            about[clause.iri] = (clause, clause.iri, clause.agreement)
            for value in (value for limit in clause.scope for value in limit.values):
                about.setdefault(value.iri, (value, clause.iri, clause.agreement))
        return [
            self._secret(text, thing, chosen, needed)
            for thing, chosen, needed in sorted(about.values(), key=lambda told: told[0].id)
            for text in getattr(thing, "undisclosed", ())
        ]

    def _secret(self, text: Text, thing: Thing, chosen: str, needed: str) -> data.Undisclosed:
        told: data.Undisclosed = {"thing": self.key(chosen), "text": _text(text)}
        if told["thing"] != thing.id:
            told["id"] = thing.id
        if not self.labels.get(thing.iri):
            told["label"] = _text(thing.label)
        if chosen not in self.record.clauses:
            told["needs"] = self.key(needed)
        return told

    # ---- Stories -----------------------------------------------------------------------------

    def _story(self, story: Story) -> data.Story:
        return {
            **self._named(story),
            "text": _text(story.text),
            "steps": [self._step(step) for step in story.steps],
        }

    def _step(self, step: StoryStep) -> data.StoryStep:
        return {
            "label": _text(step.label),
            "text": _text(step.text),
            "on": day_text(step.on),
            "known": day_text(step.known) if step.known else None,
            "assumed": [
                [self.key(event), date_text(date)] for event, date in sorted(step.assumed.items())
            ],
            "selects": self.key(step.selects) if step.selects else None,
            "shows": self.list_of(step.shows),
            "view": step.view,
            "sources": self.list_of(step.sources),
        }


def _in_order(things: Mapping[str, _Named]) -> list[_Named]:
    """Return things by their IRI, however they were read."""
    return [things[iri] for iri in sorted(things)]


def _sighting(seen: Sighting) -> data.Sighting:
    told: data.Sighting = {"known": instant_text(seen.known), "date": seen.date.text}
    if seen.by_version:
        told["byVersion"] = True
    return told


def _labels(concepts: Mapping[str, Concept]) -> list[data.Concept]:
    return [{"key": concept.id, "label": _text(concept.label)} for concept in _in_order(concepts)]


def _kinds(kinds: Mapping[str, Concept]) -> list[data.Concept]:
    """Return the kinds, each with those that it is below."""
    told = _labels(kinds)
    for kind, entry in zip(_in_order(kinds), told, strict=True):
        around = kinds_around(kind.iri, kinds) & kinds.keys()
        if above := sorted(kinds[iri].id for iri in around - {kind.iri}):
            entry["above"] = above
    return told


def _dollars(amounts: Iterable[Amount]) -> float | None:
    """Return the largest sum in US dollars among `amounts`, for the width of lines."""
    sums = [
        float(number)
        for amount in amounts
        if amount.currency == "USD"
        for number in (amount.value, amount.maximum, amount.minimum)
        if number is not None
    ]
    return max(sums, default=None)
