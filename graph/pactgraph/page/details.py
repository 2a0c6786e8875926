"""What the page tells about a thing, whatever is asked: terms with values.

Status, formula and reasons are not here: they follow from the setting, in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pactgraph.amounts import amount_in_words
from pactgraph.page.phrases import PAGE
from pactgraph.record import Clause
from pactgraph.words import concept_label, event_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgraph.messages import Language
    from pactgraph.record import (
        Agreement,
        Amount,
        Claim,
        Event,
        Party,
        Provision,
        Record,
        Source,
        Thing,
    )

_RELATIONS = ("ends", "replaces", "narrows", "concerns")
_INVERSE = {
    "ends": "ended_by",
    "replaces": "replaced_by",
    "narrows": "narrowed_by",
    "concerns": "concerned_by",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a term.

    Attributes:
        text: what it says.
        aside: what is said about it in small print.
        href: a web address, http or https, that the text links to.
        thing: IRI of what it names, which may be drawn.
        needs: IRI of the event or agreement that has to be known for this to be told.
    """

    text: str
    aside: str = ""
    href: str = ""
    thing: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, by its key among the phrases of the page, and what is said under it."""

    term: str
    values: tuple[Value, ...]


def safe_address(url: str) -> str:
    """Return `url` if it is an http or https address without a user name, else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    unusual = any(character.isspace() or not character.isprintable() for character in url)
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
        self._provided = {**record.clauses, **record.statements}
        self._inverse = _inverse(self._provided.values())
        self._claimed = _by_concern(record.claims.values())
        self._naming = _by_name(self._provided.values())
        self._brought_about = _by_whom(record.events.values())

    def clause(self, clause: Clause) -> list[Entry]:
        """Return what is told about a clause."""
        say, language = self.say, self.language
        return _entries(
            ("explained", _texts(clause.definition.in_language(language))),
            (f"owed_by_{clause.rule}", self._named(clause.owed_by, say["nobody"])),
            ("held_by", self._named(clause.holders, say["nobody"])),
            ("assets", self._named(clause.assets)),
            ("limits", [Value(t.in_language(language)) for t in clause.limits]),
            ("amounts", [self._amount(amount) for amount in clause.amounts]),
            ("undisclosed", [Value(t.in_language(language)) for t in clause.undisclosed]),
            ("note", _texts(clause.note.in_language(language))),
            ("certainty", [self._certainty(clause.certainty)]),
            *self._relations(clause),
            ("claims", list(self._claims(clause.iri))),
            ("in_agreement", self._named([clause.agreement])),
            ("sources", self._sources(clause.sources) or [Value(say["no_sources"])]),
        )

    def agreement(self, agreement: Agreement) -> list[Entry]:
        """Return what is told about an agreement."""
        say = self.say
        statements = [self.record.statements[iri] for iri in agreement.statements]
        return _entries(
            ("date", _texts(agreement.effective.text)),
            ("issued", _texts(agreement.issued.text)),
            ("parties", self._named(agreement.parties)),
            ("named_in", self._provisions(self._naming.get(agreement.iri, []))),
            ("replaces", self._named(agreement.replaces)),
            ("statements", [Value(self._label(s), s.id) for s in statements]),
            ("undisclosed", [Value(t.in_language(self.language)) for t in agreement.undisclosed]),
            ("certainty", [self._certainty(agreement.certainty)]),
            ("sources", self._sources(agreement.sources) or [Value(say["no_sources"])]),
        )

    def party(self, party: Party) -> list[Entry]:
        """Return what is told about a party."""
        return _entries(
            ("named_in", self._provisions(self._naming.get(party.iri, []))),
            ("claims", list(self._claims(party.iri))),
            ("brings about", self._events(self._brought_about.get(party.iri, []))),
            ("party_to", self._agreements(party)),
            ("legal_name", _texts(party.legal_name)),
            ("part_of", self._named(party.parents)),
            ("parts", self._named(self._parts(party))),
            ("lei", _texts(party.lei)),
            ("same_as", [_address(iri) for iri in party.same_as]),
        )

    def event(self, event: Event) -> list[Entry]:
        """Return what is told about an event."""
        return _entries(
            ("means", _texts(event.definition.in_language(self.language))),
            ("undisclosed", [Value(t.in_language(self.language)) for t in event.undisclosed]),
            ("by", self._named(event.brought_about_by)),
            ("never_before", self._events(event.not_before_others)),
            ("named_in", self._provisions(self._naming.get(event.iri, []))),
            ("sources", self._sources(event.sources)),
        )

    def _label(self, thing: Thing) -> str:
        return thing.label.in_language(self.language)

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

    def _certainty(self, name: str) -> Value:
        return Value(concept_label(self.record.certainties, name, self.language))

    def _relations(self, clause: Clause) -> Iterator[tuple[str, list[Value]]]:
        """Yield what `clause` does to others, and what others, of all agreements, do to it."""
        for relation in _RELATIONS:
            related = getattr(clause, relation)
            beside = self._others(related) if relation == "concerns" else []
            yield relation, [*self._provisions(related), *beside]
        for relation in _RELATIONS:
            others = self._inverse.get((relation, clause.iri), [])
            ended_by = clause.ended_by if relation == "ends" else ()
            yield _INVERSE[relation], [*self._provisions(others), *self._events(ended_by)]

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

    def _agreements(self, party: Party) -> list[Value]:
        signed = sorted(
            (a for a in self.record.agreements.values() if party.iri in a.parties),
            key=lambda agreement: (agreement.effective.start, agreement.id),
        )
        return [Value(self._label(a), a.id, thing=a.iri, needs=a.iri) for a in signed]

    def _parts(self, party: Party) -> list[str]:
        parties = self.record.parties.values()
        return sorted(other.iri for other in parties if party.iri in other.parents)

    def _claims(self, iri: str) -> Iterator[Value]:
        for claim in self._claimed.get(iri, []):
            verdict = concept_label(self.record.verdicts, claim.verdict, self.language)
            note = claim.note.in_language(self.language)
            yield Value(self._label(claim), ": ".join(text for text in (verdict, note) if text))

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
            aside = ", ".join(text for text in (source.publisher, source.issued) if text)
            links = self.addresses(source) or [""]
            values += [Value(self._label(source), aside, href=url) for url in links]
        return values

    def addresses(self, source: Source) -> list[str]:
        """Return the addresses of `source` that can be linked."""
        return [url for url in map(safe_address, source.urls) if url]


def _inverse(provisions: Iterable[Provision]) -> dict[tuple[str, str], list[str]]:
    """Return, for each relation and what it is to, the provisions that have it."""
    found: dict[tuple[str, str], list[str]] = {}
    for provision in provisions:
        for relation in _RELATIONS:
            for other in getattr(provision, relation):
                found.setdefault((relation, other), []).append(provision.iri)
    return found


def names(provision: Provision) -> list[str]:
    """Return the IRIs of what a provision is about, and of what limits of its scope name."""
    limits = provision.scope if isinstance(provision, Clause) else ()
    values = (value.iri for limit in limits for value in limit.values if value.iri)
    return list(dict.fromkeys([*provision.concerns, *values]))


def _by_name(provisions: Iterable[Provision]) -> dict[str, list[str]]:
    """Return, for each thing, the provisions that name it."""
    found: dict[str, list[str]] = {}
    for provision in provisions:
        for iri in names(provision):
            found.setdefault(iri, []).append(provision.iri)
    return found


def _by_whom(events: Iterable[Event]) -> dict[str, list[str]]:
    """Return, for each party, the events that take its act."""
    found: dict[str, list[str]] = {}
    for event in sorted(events, key=lambda event: event.id):
        for iri in event.brought_about_by:
            found.setdefault(iri, []).append(event.iri)
    return found


def _by_concern(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return, for each thing, the claims about it."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for iri in claim.concerns:
            found.setdefault(iri, []).append(claim)
    return found


def _entries(*told: tuple[str, list[Value]]) -> list[Entry]:
    """Return the terms of which something is told."""
    return [Entry(term, tuple(values)) for term, values in told if values]


def _texts(*texts: str) -> list[Value]:
    return [Value(text) for text in texts if text]


def _address(iri: str) -> Value:
    return Value(iri, href=safe_address(iri))
