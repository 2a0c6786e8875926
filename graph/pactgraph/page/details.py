"""What the page tells about a party, an agreement or a clause: terms with values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pactgraph.network import concept_label
from pactgraph.page.phrases import PAGE, STATUS_ORDER, counted
from pactgraph.words import event_in_words, formula, status_in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pactgraph.answers import Answer
    from pactgraph.record import Agreement, Amount, Clause, Language, Party, Record, Thing

_RELATIONS = ("ends", "replaces", "narrows", "concerns")
_INVERSE = {
    "ends": "ended_by",
    "replaces": "replaced_by",
    "narrows": "narrowed_by",
    "concerns": "concerned_by",
}
_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a term.

    Attributes:
        text: what it says.
        aside: what is said about it in small print.
        href: a web address, http or https, that the text links to.
        thing: IRI of what it names, which may be drawn.
    """

    text: str
    aside: str = ""
    href: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, and what is said under it."""

    term: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """Everything the page tells about one thing.

    Attributes:
        iri: of the thing.
        kind: what it is, in words.
        id: its short name.
        label: what it is called.
        status: "" unless it is a clause.
        status_words: the status in words.
        entries: the rest, in order.
    """

    iri: str
    kind: str
    id: str
    label: str
    status: str
    status_words: str
    entries: tuple[Entry, ...]


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
    """Tells the details of things in one language."""

    def __init__(
        self,
        record: Record,
        answers: Iterable[Answer],
        language: Language,
        unknown: Collection[str] = (),
    ) -> None:
        """Remember the record, and the `answers` by the IRI of their clause.

        Events and agreements that are `unknown` do not exist for the question: nothing is told of
        them, nor of their clauses and statements.
        """
        self.record = record
        self.unknown = frozenset(unknown)
        self.language = language
        self.answers = {answer.clause.iri: answer for answer in answers}
        self.say = PAGE[language]
        self._things: dict[str, Thing] = {thing.iri: thing for thing in record.things()}

    def clause(self, clause: Clause) -> Details:
        """Return what is told about a clause that has an answer."""
        answer = self.answers[clause.iri]
        say, language = self.say, self.language
        return self._details(
            clause,
            f"{concept_label(self.record.kinds, clause.kind, language)} · {say[clause.rule]}",
            answer,
            [
                (say["explained"], _texts(clause.definition.in_language(language))),
                (say["when"], [Value(formula(clause, self.record, language, self.unknown))]),
                (say["depends_on"], self._events(answer.depends_on)),
                (say[f"owed_by_{clause.rule}"], self._named(clause.owed_by, say["nobody"])),
                (say["held_by"], self._named(clause.holders, say["nobody"])),
                (say["assets"], self._named(clause.assets)),
                (say["limits"], [Value(t.in_language(language)) for t in clause.limits]),
                (say["amounts"], [self._amount(amount) for amount in clause.amounts]),
                (say["undisclosed"], [Value(t.in_language(language)) for t in clause.undisclosed]),
                (say["note"], _texts(clause.note.in_language(language))),
                (say["certainty"], [self._certainty(clause.certainty)]),
                *self._relations(clause),
                (say["claims"], list(self._claims(clause.iri))),
                (say["in_agreement"], self._named([clause.agreement])),
                (say["sources"], self._sources(clause.sources) or [Value(say["no_sources"])]),
            ],
        )

    def agreement(self, agreement: Agreement) -> Details:
        """Return what is told about an agreement."""
        say = self.say
        own = [a for a in self.answers.values() if a.clause.agreement == agreement.iri]
        statements = [self.record.statements[iri] for iri in agreement.statements]
        return self._details(
            agreement,
            say["agreement"]
            if agreement.binding
            else f"{say['agreement']} · {say['not_binding']}",
            None,
            [
                (say["date"], _texts(agreement.effective.text)),
                (say["issued"], _texts(agreement.issued.text)),
                (say["clauses"], [Value(self.counts(own))] if own else []),
                (say["parties"], self._named(agreement.parties)),
                (say["replaces"], self._named(agreement.replaces)),
                (say["statements"], [Value(self._label(s), s.id) for s in statements]),
                (say["certainty"], [self._certainty(agreement.certainty)]),
                (say["sources"], self._sources(agreement.sources) or [Value(say["no_sources"])]),
            ],
        )

    def party(self, party: Party) -> Details:
        """Return what is told about a party."""
        say = self.say
        clauses = [answer.clause for answer in self.answers.values()]
        owed = [clause.iri for clause in clauses if party.iri in clause.owed_by]
        held = [clause.iri for clause in clauses if party.iri in clause.holders]
        return self._details(
            party,
            say["class_of_parties"] if party.is_class else say["party"],
            None,
            [
                (say["legal_name"], _texts(party.legal_name)),
                (say["part_of"], self._named(party.parents)),
                (say["lei"], _texts(party.lei)),
                (say["same_as"], [_address(iri) for iri in party.same_as]),
                (f"{say['owes']} ({len(owed)})", self._with_status(owed)),
                (f"{say['holds']} ({len(held)})", self._with_status(held)),
            ],
        )

    def hanging(self) -> list[Entry]:
        """Return the open events, each with the clauses that depend on it."""
        by_event: dict[str, list[str]] = {}
        for iri, answer in self.answers.items():
            for event in answer.depends_on:
                by_event.setdefault(event, []).append(iri)
        return [
            Entry(event_in_words(event, self.record, self.language), tuple(self._named(iris)))
            for event, iris in sorted(by_event.items())
        ]

    def counts(self, answers: Iterable[Answer]) -> str:
        """Return "14 clauses · 9 in force · 2 depend", leaving out what there is none of."""
        statuses = [answer.status for answer in answers]
        numbers = [(status, statuses.count(status)) for status in STATUS_ORDER]
        told = [counted(status, number, self.language) for status, number in numbers if number]
        return " · ".join([counted("clauses", len(statuses), self.language), *told])

    def _details(
        self,
        thing: Thing,
        kind: str,
        answer: Answer | None,
        entries: Iterable[tuple[str, list[Value]]],
    ) -> Details:
        return Details(
            iri=thing.iri,
            kind=kind,
            id=thing.id,
            label=self._label(thing),
            status=answer.status.value if answer else "",
            status_words=status_in_words(answer.status, self.language) if answer else "",
            entries=tuple(Entry(term, tuple(values)) for term, values in entries if values),
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

    def _with_status(self, clauses: Iterable[str]) -> list[Value]:
        return [
            Value(
                self._label(self._things[iri]),
                status_in_words(self.answers[iri].status, self.language),
                thing=iri,
            )
            for iri in clauses
        ]

    def _events(self, iris: Iterable[str]) -> list[Value]:
        return [Value(event_in_words(iri, self.record, self.language)) for iri in iris]

    def _certainty(self, name: str) -> Value:
        return Value(concept_label(self.record.certainties, name, self.language))

    def _relations(self, clause: Clause) -> Iterator[tuple[str, list[Value]]]:
        """Yield what `clause` does to others, and what others, of all agreements, do to it."""
        provisions = {**self.record.clauses, **self.record.statements}
        for relation in _RELATIONS:
            yield self.say[relation], self._provisions(getattr(clause, relation))
        for relation in _RELATIONS:
            others = [p.iri for p in provisions.values() if clause.iri in getattr(p, relation)]
            ended_by = clause.ended_by if relation == "ends" else ()
            more = [iri for iri in ended_by if iri not in self.unknown]
            values = [*self._provisions(others), *self._events(more)]
            yield self.say[_INVERSE[relation]], values

    def _provisions(self, iris: Iterable[str]) -> list[Value]:
        provisions = {**self.record.clauses, **self.record.statements}
        found = [provisions[iri] for iri in iris if iri in provisions]
        return [
            Value(self._label(provision), provision.id, thing=provision.iri)
            for provision in found
            if provision.agreement not in self.unknown
        ]

    def _claims(self, iri: str) -> Iterator[Value]:
        for claim in self.record.claims.values():
            if iri in claim.concerns:
                verdict = concept_label(self.record.verdicts, claim.verdict, self.language)
                note = claim.note.in_language(self.language)
                yield Value(
                    self._label(claim), ": ".join(text for text in (verdict, note) if text)
                )

    def _amount(self, amount: Amount) -> Value:
        say = self.say
        parts = [
            say[phrase].format(self._sum(number, amount))
            for phrase, number in (("more_than", amount.minimum), ("up_to", amount.maximum))
            if number is not None
        ]
        if amount.value is not None:
            exact = self._sum(amount.value, amount)
            parts.insert(0, say["about"].format(exact) if amount.approximate else exact)
        certainty = self._certainty(amount.certainty).text if amount.certainty else ""
        return Value(", ".join(parts), certainty)

    def _sum(self, number: Decimal, amount: Amount) -> str:
        """Return a number with its unit, as newspapers write it: "USD 250 billion"."""
        scale, word = Decimal(1), ""
        if amount.currency:
            fitting = [(size, name) for size, name in _SCALES if abs(number) >= size]
            scale, word = next(iter(fitting), (scale, word))
        digits = f"{(number / scale).normalize():,f}"
        if self.language == "de":
            digits = digits.translate(str.maketrans(",.", ".,"))
        if amount.unit == "percent":
            return self.say["percent"].format(digits)
        scaled = f"{digits} {self.say[word]}" if word else digits
        if self.language == "de":
            return f"{scaled} {amount.currency or amount.unit}".strip()
        unit_first = f"{amount.currency} {scaled}" if amount.currency else ""
        return unit_first or f"{scaled} {amount.unit}".strip()

    def _sources(self, iris: Iterable[str]) -> list[Value]:
        """Return every source, once for each of its addresses that can be linked."""
        values = []
        for iri in iris:
            source = self.record.sources.get(iri)
            if source is None:
                values.append(_address(iri))
                continue
            aside = ", ".join(text for text in (source.publisher, source.issued) if text)
            links = [url for url in map(safe_address, source.urls) if url] or [""]
            values += [Value(self._label(source), aside, href=url) for url in links]
        return values


def _texts(*texts: str) -> list[Value]:
    return [Value(text) for text in texts if text]


def _address(iri: str) -> Value:
    return Value(iri, href=safe_address(iri))
