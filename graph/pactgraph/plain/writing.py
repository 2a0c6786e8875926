"""From triples to a plain file that says the same: each thing in its section, by its keys.

Whatever no key holds stands as JSON-LD under `graph`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.errors import BadInputError
from pactgraph.messages import LANGUAGES
from pactgraph.plain.amounts import Quantity, amount_written, read_amount
from pactgraph.plain.conditions import BESIDE, JOINING, Conditions
from pactgraph.plain.homes import LINKING, Home, Homes
from pactgraph.plain.keys import GRAPH, RULES, SECTIONS, VERSION
from pactgraph.plain.laid_out import laid_out
from pactgraph.plain.schema import ADDRESS
from pactgraph.plain.stating import (
    PROFILE,
    amount_name,
    amount_triples,
    dated,
    is_law_code,
    role,
)
from pactgraph.plain.vocabulary import VOCABULARIES, terms
from pactgraph.terms import DCTERMS, DPROD, ODRL, PACT, RDF, SCHEMA, XSD, prefixed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.plain.keys import Key
    from pactgraph.plain.laid_out import Laid

    Triple = tuple[Node, Node, Node]

HEADER = f"# yaml-language-server: $schema={ADDRESS}\n"
_DATES = (XSD.gYear, XSD.gYearMonth, XSD.date, XSD.dateTime)
_MAKING = (
    *(PACT.earliestOf, PACT.latestOf, PACT.nth, PACT.after, PACT.offset, PACT.onNext),
    *(PACT.when, PACT.lapseOf, PACT.before, PACT.noLaterThan, PACT.noEarlierThan),
)
"""The properties that say what a derived event is."""
_HAPPENS = ("events", "agreements")


def plain_text(
    triples: Iterable[Triple],
    language: Language | None = None,
    untold: Collection[Node] = (),
) -> str:
    """Return the text of a plain file that says what `triples` say.

    Args:
        triples: all of them; each is told once.
        language: of its sentences, and of texts that have no language beside them; the one
            most texts are in if None.
        untold: things that no section is to describe; what is said of them stands in `graph`.
    """
    about: dict[Node, dict[Node, list[Node]]] = {}
    for subject, predicate, value in dict.fromkeys(triples):
        about.setdefault(subject, {}).setdefault(predicate, []).append(value)
    homes = Homes(about, frozenset(untold))
    return _Writing(homes, Conditions(homes, language or _language(about))).text()


def _language(about: Mapping[Node, Mapping[Node, Iterable[Node]]]) -> Language:
    tags = Counter(
        value.language
        for said in about.values()
        for values in said.values()
        for value in values
        if isinstance(value, Literal) and value.language in LANGUAGES
    )
    return max(LANGUAGES, key=lambda each: tags[each])


@dataclass(frozen=True)
class _Writing:
    """Writes one file.

    Attributes:
        homes: where each thing stands.
        conditions: what sentences and limits say.
        told: triples that the file says so far.
    """

    homes: Homes
    conditions: Conditions
    told: set[Triple] = field(default_factory=set)

    @property
    def language(self) -> Language:
        return self.conditions.language

    def text(self) -> str:
        """Return the whole file."""
        sections: dict[str, dict[str, Laid]] = {section.name: {} for section in SECTIONS}
        for node, home in self.homes.places.items():
            if str(node) in self.conditions.unnamed:
                self.tell_derived(node)
            elif home.owner is None:
                sections[home.section.name][self.homes.id(node)] = self.thing(node)
        head: dict[str, Laid] = {"pactgraph": VERSION, "base": self.homes.base}
        if self.language != "en":
            head["language"] = self.language
        filled = {name: things for name, things in sections.items() if things}
        rest = self.rest()
        return laid_out({**head, **filled, **({GRAPH: rest} if rest else {})}, HEADER)

    # ---- Things ---------------------------------------------------------------------------

    def thing(self, node: Node) -> Laid:
        """Return what a file says of a thing: keys, or a text that stands for them."""
        home = self.homes.places[node]
        found = self.keys(node, home)
        short = home.section.short
        if short and list(found) == [short] and isinstance(found[short], str):
            return found[short]
        return found

    def keys(self, node: Node, home: Home) -> dict[str, Laid]:
        """Return what a file says of a thing, by key."""
        found: dict[str, Laid] = {}
        about = self.homes.about(node)
        self.tell(node, RDF.type, about.get(RDF.type, ()))
        if home.word and "type" in home.section.by_name:
            found["type"] = home.word
        if home.section.name == "agreements":
            self.tell(node, ODRL.profile, [PROFILE])
        for subject, predicate in self.homes.naming[node]:
            if subject == home.owner and predicate in LINKING:
                self.tell(subject, predicate, [node])
        for key in home.section.keys:
            value = self.value(node, home, key)
            if value is not None:
                found[key.name] = value
        if home.section.name == "clauses" and home.owner is not None:
            shared = self.homes.about(home.owner)
            for name, term in (("certainty", PACT.certainty), ("sources", DCTERMS.source)):
                if set(about.get(term, ())) == set(shared.get(term, ())):
                    found.pop(name, None)
        return found

    def value(self, node: Node, home: Home, key: Key) -> Laid | None:
        """Return the value of a key, and remember what it tells; None if it has none."""
        match key.form:
            case "things":
                return self.things(node, key)
            case "amount":
                return self.amounts(node, home)
            case "sentence":
                return self.sentence(node)
            case "limits":
                return self.limits(node)
            case "moment":
                return self.moment(node)
            case "deadline":
                return self.deadline(node, home)
            case "type":
                return None
            case _:
                return self.said(node, home, key)

    def said(self, node: Node, home: Home, key: Key) -> Laid | None:
        """Return the value of a key that stands for one property."""
        if key.name == "statement":
            return "true" if home.word == key.name else None
        if key.name in RULES and key.name != home.word:
            return None
        term = key.term
        if key.name in ("holder", "owed_by"):
            term = role(home.word, key.name) if home.word in RULES else None
        if term is None:
            return None
        values = [
            value
            for value in self.homes.about(node).get(term, ())
            if (node, term, value) not in self.told
        ]
        if key.form == "text":
            return self.texts(node, term, key, values)
        if key.form == "law":
            return self.law(node, term, key, values)
        if key.name == "constraints":
            values = [value for value in values if self.homes.is_at(value, key.of)]
        texts = {value: text for value in values if (text := self.written(key, value))}
        if len(texts) > 1 and not key.many:
            return None
        self.tell(node, term, texts)
        return _one_or_all([*texts.values()])

    def written(self, key: Key, value: Node) -> str | None:
        """Return how a value is written so that it is read back; None if it cannot be."""
        match key.form, value:
            case "string", Literal(language=None, datatype=None):
                return str(value) if str(value).strip() else None
            case "date", Literal():
                return _date(value)
            case "flag", Literal():
                is_true = value.datatype == XSD.boolean and str(value) == "true"
                return "true" if is_true else None
            case "address", URIRef():
                return str(value)
            case "id", URIRef():
                return self.homes.reference(value, key.of)
            case "term", URIRef():
                return self.terms[key.of[0]].get(str(value), str(value))
            case "operand", _:
                return self.conditions.operand(value)
            case _:
                return None

    @cached_property
    def terms(self) -> dict[str, dict[str, str]]:
        return {name: {term.iri: term.id for term in terms(name)} for name in VOCABULARIES}

    # ---- Texts ----------------------------------------------------------------------------

    def texts(self, node: Node, term: Node, key: Key, values: Sequence[Node]) -> Laid | None:
        """Return texts: those of the file's language alone as they are, others by language."""
        by_tag: dict[str, list[str]] = {}
        for value in sorted(values, key=str) if key.many else values:
            if not isinstance(value, Literal) or value.datatype or not str(value).strip():
                return None
            by_tag.setdefault(value.language or "", []).append(str(value))
        rows = max(map(len, by_tag.values()), default=0)
        if rows > 1 and not key.many:
            return None
        self.tell(node, term, values)
        return _one_or_all(
            [
                self.row({tag: texts[row] for tag, texts in by_tag.items() if row < len(texts)})
                for row in range(rows)
            ]
        )

    def row(self, texts: dict[str, str]) -> Laid:
        """Return one text: as it is, or by language, that of the file first."""
        if [*texts] == [self.language]:
            return texts[self.language]
        return {
            tag: texts[tag] for tag in sorted(texts, key=lambda tag: (tag != self.language, tag))
        }

    def law(self, node: Node, term: Node, key: Key, values: Sequence[Node]) -> Laid | None:
        """Return codes as they are, and names as texts."""
        literals = [value for value in values if isinstance(value, Literal)]
        codes = [each for each in literals if not each.language and is_law_code(str(each))]
        names = [each for each in literals if each.language and not is_law_code(str(each))]
        said = self.texts(node, term, key, names)
        self.tell(node, term, codes)
        told: list[Laid] = [*map(str, codes)]
        told += said if isinstance(said, list) else [said] if said else []
        return _one_or_all(told)

    # ---- Things within others -------------------------------------------------------------

    def things(self, node: Node, key: Key) -> Laid | None:
        """Return the things that stand within another, by id."""
        mine = self.homes.within(node, key.of[0])
        if key.of[0] == "steps":
            mine = self.in_places(mine)
        return {self.homes.id(each): self.thing(each) for each in mine} or None

    def in_places(self, steps: list[Node]) -> list[Node]:
        """Return the steps of a story in their order; their places are told if all are."""
        places = {s: [*map(str, self.homes.about(s).get(SCHEMA.position, ()))] for s in steps}
        ordered = sorted(steps, key=lambda step: [int(p) for p in places[step] if p.isdigit()])
        if [places[s] for s in ordered] == [[str(place + 1)] for place in range(len(steps))]:
            for step in ordered:
                self.tell(step, SCHEMA.position, self.homes.about(step)[SCHEMA.position])
        return ordered

    # ---- Amounts --------------------------------------------------------------------------

    def amounts(self, node: Node, home: Home) -> Laid | None:
        """Return the amounts of a clause or event, by their names where these tell anything.

        One that stands within another thing is named by its id, if no names are needed here.
        """
        if home.section.name == "amounts":
            quantity = self.quantity(node)
            if quantity is None:
                return None
            self.told.update(amount_triples(node, quantity))
            return amount_written(quantity, self.language)
        mine = [n for n in self.homes.within(node, "amounts") if self.quantity(n) is not None]
        told = {each: self.thing(each) for each in mine}
        in_order = [URIRef(amount_name(str(node), place)) for place in range(len(mine))]
        is_plain = set(in_order) == set(mine) and all(isinstance(t, str) for t in told.values())
        if is_plain and not any(self.is_shared(each) for each in mine):
            others = self.of_others(node, mine)
            self.tell(node, PACT.amount, others)
            return _one_or_all([told[n] for n in in_order] + [self.homes.id(n) for n in others])
        return {self.homes.id(each): said for each, said in told.items()} or None

    def is_shared(self, amount: Node) -> bool:
        """Return whether several things have the same amount, so that it is named by its id."""
        return sum(term == PACT.amount for _, term in self.homes.naming[amount]) > 1

    def of_others(self, node: Node, mine: Sequence[Node]) -> list[Node]:
        """Return the amounts of a thing that stand within others, where they have ids."""
        return [
            each
            for each in self.homes.about(node).get(PACT.amount, ())
            if each not in mine
            and self.homes.is_at(each, ("amounts",))
            and self.quantity(each) is not None
            and self.homes.id(each) != str(each)
        ]

    def quantity(self, node: Node) -> Quantity | None:
        """Return how much an amount is, if a text says exactly the same."""
        about = self.homes.about(node)

        def one(term: Node) -> str:
            values = [*about.get(term, ())]
            return str(values[0]) if len(values) == 1 else ""

        def number(term: Node) -> Decimal | None:
            return Decimal(one(term)) if one(term) else None

        try:
            found = Quantity(
                number(SCHEMA.value),
                number(SCHEMA.minValue),
                number(SCHEMA.maxValue),
                one(SCHEMA.currency),
                one(SCHEMA.unitText),
                PACT.approximate in about,
            )
            if read_amount(amount_written(found, self.language), self.language) != found:
                return None
        except (BadInputError, InvalidOperation):
            return None
        stated = set(amount_triples(node, found))
        used = {predicate for _, predicate, _ in stated}
        said = {(node, term, value) for term in used for value in about.get(term, ())}
        return found if _spelt(said) == _spelt(stated) else None

    # ---- Conditions -----------------------------------------------------------------------

    def sentence(self, node: Node) -> Laid | None:
        """Return when a clause is in force, or a constraint satisfied, if a sentence says it."""
        told = self.conditions.sentences.get(node)
        if told is None:
            return None
        if not told.constraints:
            self.tell_constraint(node, BESIDE)
        self.tell(node, ODRL.constraint, told.constraints)
        for constraint in told.constraints:
            self.tell_constraint(constraint)
        return told.retold.text

    def moment(self, node: Node) -> Laid | None:
        """Return what a derived event is, if a text says it."""
        text = self.conditions.moment(node)
        if text is not None:
            self.tell_derived(node, _MAKING)
        return text

    def limits(self, node: Node) -> Laid | None:
        """Return the limits of a clause that nobody named."""
        found: dict[str, list[Laid]] = {}
        for value in self.homes.about(node).get(ODRL.constraint, ()):
            limit = self.conditions.limit(value)
            if limit:
                found.setdefault(limit[0], []).append(limit[1])
                self.tell(node, ODRL.constraint, [value])
                self.tell_constraint(value)
        return {name: _one_or_all(texts) or "" for name, texts in found.items()} or None

    def deadline(self, node: Node, home: Home) -> Laid | None:
        """Return by when a duty is to be done."""
        about = self.homes.about(node)
        dates, events = [*about.get(DPROD.deadline, ())], [*about.get(PACT.noLaterThan, ())]
        if home.word != "duty" or len(dates) + len(events) != 1:
            return None
        if events and isinstance(events[0], URIRef):
            self.tell(node, PACT.noLaterThan, events)
            return self.homes.reference(events[0], _HAPPENS)
        text = _date(dates[0]) if dates else None
        if text is not None:
            self.tell(node, DPROD.deadline, dates)
        return text

    # ---- What is told, and the rest -------------------------------------------------------

    def tell(self, subject: Node, predicate: Node, values: Iterable[Node]) -> None:
        """Remember that the file says this."""
        self.told.update((subject, predicate, value) for value in values)

    def tell_constraint(self, node: Node, but: Collection[Node] = ()) -> None:
        """Remember that the file says all of a constraint, and of its parts."""
        for predicate, values in self.homes.about(node).items():
            if predicate in but:
                continue
            self.tell(node, predicate, values)
            for value in values if predicate in JOINING else ():
                self.tell_constraint(value)

    def tell_derived(self, node: Node, only: Collection[Node] = ()) -> None:
        """Remember that the file says all of a derived event, or only some of it."""
        for predicate, values in self.homes.about(node).items():
            if not only or predicate in only:
                self.tell(node, predicate, values)
                for value in values:
                    if isinstance(value, BNode):
                        self.tell_constraint(value)

    def rest(self) -> list[Laid]:
        """Return what no key tells, as JSON-LD."""
        found: list[Laid] = []
        for subject, said in self.homes.triples.items():
            left = {
                predicate: kept
                for predicate, values in said.items()
                if (kept := [v for v in values if (subject, predicate, v) not in self.told])
            }
            if left:
                keys = {_property(p): [*map(_json_value, values)] for p, values in left.items()}
                found.append({"@id": _reference(subject), **keys})
        return found


def _one_or_all(values: Sequence[Laid]) -> Laid | None:
    return (values[0] if len(values) == 1 else values) if values else None


def _date(value: Node) -> str | None:
    """Return a date as it is written, if it is read back so."""
    if not isinstance(value, Literal) or value.datatype not in _DATES:
        return None
    try:
        again = dated(str(value))
    except BadInputError:
        return None
    return str(value) if again.datatype == value.datatype else None


def _spelt(triples: Iterable[Triple]) -> set[tuple[str, ...]]:
    return {tuple(part.n3() for part in triple) for triple in triples}


def _reference(node: Node) -> str:
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def _property(predicate: Node) -> str:
    """Return a property as JSON-LD names it; our context has no prefix for that of RDF itself."""
    return str(predicate) if str(predicate).startswith(str(RDF)) else prefixed(predicate)


def _json_value(value: Node) -> Laid:
    if not isinstance(value, Literal):
        return {"@id": _reference(value)}
    if value.language:
        return {"@value": str(value), "@language": value.language}
    if value.datatype:
        return {"@value": str(value), "@type": str(value.datatype)}
    return {"@value": str(value)}
