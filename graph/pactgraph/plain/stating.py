"""From what a plain file describes to triples: each key by its form."""

from __future__ import annotations

import difflib
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from dateutil import parser
from rdflib import BNode, Literal, URIRef

from pactgraph.errors import BadDateError, BadInputError, NotFoundError
from pactgraph.kernel.conditions import relate
from pactgraph.kernel.timeline import stretch
from pactgraph.messages import LANGUAGES, joined, message_of, phrase, worded
from pactgraph.names import find_by_word, find_whole
from pactgraph.plain.amounts import read_amount
from pactgraph.plain.described import is_language_tag, nearest_key, texts_in, unknown_key
from pactgraph.plain.keys import BY_NAME, RULES
from pactgraph.plain.parsing import Listed, Mapped, Scalar
from pactgraph.plain.vocabulary import VOCABULARIES, terms
from pactgraph.reading.faults import Fault
from pactgraph.reading.iris import has_scheme, why_no_iri
from pactgraph.record import Text, Thing
from pactgraph.sentences.names import Names
from pactgraph.sentences.reading import read_point, read_sentence
from pactgraph.sentences.stating import NewNames, constraints_of, event_of
from pactgraph.terms import DCTERMS, DPROD, ODRL, PACT, RDF, RDFS, SCHEMA, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.plain.amounts import Quantity
    from pactgraph.plain.described import Described, Entry
    from pactgraph.plain.keys import Form, Key
    from pactgraph.plain.parsing import Value
    from pactgraph.sentences.stating import Stated

    Triple = tuple[Node, Node, Node]

PROFILE = URIRef(str(PACT).rstrip("#"))
"""What agreements name with odrl:profile."""
LIMIT_LABEL = phrase("{operand}: {value}")
"""What a limit is called that nobody named."""
LINKS = {
    "permission": ODRL.permission,
    "duty": ODRL.obligation,
    "prohibition": ODRL.prohibition,
    "statement": PACT.states,
}
"""How an agreement names its clauses."""
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_MONTH_NAMED = re.compile(r"[A-Za-z]{3}")
_LONGEST_DATE = 40
_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001 - days without a zone
_OF_TIME = ("dateTime", "event")
"""Left operands that sentences stand for."""
_LIKE = 0.7
"""From here on a name is taken for a slip of another."""
_LAW_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_NEEDED_OF_RULES = ("holder", "owed_by", "asset")
_ONLY_OF_RULES = (
    *(*_NEEDED_OF_RULES, "excludes", "when", "only", "constraints", "ended_by", "duties"),
    *("performed_by", "deadline", "excused_by", "fulfilment", "lateness", "violation"),
)
_HAPPENS = ("events", "agreements")
_FROM_AGREEMENT = ("certainty", "sources")
"""What a clause has of its agreement unless it says otherwise."""


def stated(found: Described) -> list[Triple]:
    """Return the triples that say what a file describes; what is wrong joins its faults."""
    stating = _Stating(found)
    for entry in found.entries:
        stating.entry(entry)
    return stating.triples


def names_in(found: Described) -> Names:
    """Return what the sentences of a file can name; what is wrong with them is told elsewhere."""
    return _Stating(replace(found, faults=[])).names


def _is_like(text: str, name: str) -> bool:
    return bool(difflib.get_close_matches(text.casefold(), [name.casefold()], cutoff=_LIKE))


def role(rule: str, key: str) -> URIRef:
    """Return which of ODRL's roles the holder, or who owes, of a clause of this rule has.

    The assignee of a permission may act, that of a duty or prohibition must, or must not: ODRL
    Information Model 2.2, section 2.6.
    """
    return ODRL.assignee if (rule == "permission") == (key == "holder") else ODRL.assigner


def rule_of(said: Mapped) -> str:
    """Return which of the rules a clause is by its keys; "statement" if it is none."""
    return next((rule for rule in RULES if said.get(rule) is not None), "statement")


def dated(text: str) -> Literal:
    """Return the literal of a date as it is written.

    Raises:
        BadDateError: it is none.
    """
    try:
        return Literal(text, datatype=XSD[stretch(text).precision.value], normalize=False)
    except BadDateError:
        day = _day_meant(text)
        if not day:
            raise
        told = worded("“{text}” is not written as a date; write {day}", text=text[:40], day=day)
        raise BadDateError(told) from None


def _day_meant(text: str) -> str:
    """Return the day that a text with the name of a month, or with dots, means; "" if none.

    >>> _day_meant("30 Sep 2027"), _day_meant("1.3.2024"), _day_meant("3/4/2024")
    ('2027-09-30', '2024-03-01', '')
    """
    dotted = _DOTTED.fullmatch(text.strip())
    if dotted:
        return f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"
    if not _MONTH_NAMED.search(text) or len(text) > _LONGEST_DATE:
        return ""
    try:  # what is not said is taken from the default; so two of them tell whether all is said
        found = {parser.parse(text, default=each).date() for each in _DEFAULTS}
    except (ValueError, OverflowError):
        return ""
    return found.pop().isoformat() if len(found) == 1 else ""


def number(value: Decimal) -> Literal:
    """Return a number as the facts have it: an integer if it is whole."""
    if value == value.to_integral_value():
        return Literal(f"{value:.0f}", datatype=XSD.integer, normalize=False)
    return Literal(f"{value.normalize():f}", datatype=XSD.decimal, normalize=False)


def amount_triples(iri: Node, quantity: Quantity) -> Iterator[Triple]:
    """Yield what is said of an amount."""
    kind = SCHEMA.MonetaryAmount if quantity.currency else SCHEMA.QuantitativeValue
    yield iri, RDF.type, kind
    if quantity.currency:
        yield iri, SCHEMA.currency, Literal(quantity.currency)
    if quantity.unit or not quantity.currency:
        yield iri, SCHEMA.unitText, Literal(quantity.unit)
    for term, value in (
        (SCHEMA.value, quantity.value),
        (SCHEMA.minValue, quantity.minimum),
        (SCHEMA.maxValue, quantity.maximum),
    ):
        if value is not None:
            yield iri, term, number(value)
    if quantity.approximate:
        yield iri, PACT.approximate, Literal("true", datatype=XSD.boolean)


def amount_name(clause: str, place: int) -> str:
    """Return the IRI of an amount of a clause that has no name of its own; `place` from 0."""
    return f"{clause}-amount" + (f"-{place + 1}" if place else "")


def is_law_code(text: str) -> bool:
    """Return whether a law is given as a code of ISO 3166."""
    return _LAW_CODE.fullmatch(text) is not None


def limit_value(text: str, things: Iterable[Thing]) -> Node:
    """Return what a limit compares with: a thing that is called so, a number, or a text.

    Raises:
        NotFoundError: several things are called so, or one nearly so.
    """
    found = find_by_word(text, things, "value")
    if found is not None:
        return URIRef(found.iri)
    if _NUMBER.fullmatch(text):
        kind = XSD.decimal if "." in text else XSD.integer
        return Literal(text, datatype=kind, normalize=False)
    return Literal(text)


def limit_label(operand: Text, value: Text, languages: Iterable[Language]) -> Text:
    """Return what a limit is called that nobody named."""
    return Text(
        {
            language: LIMIT_LABEL.told_in(language).format(
                operand=operand.in_language(language), value=value.in_language(language)
            )
            for language in languages
        }
    )


def languages_of(found: Described) -> tuple[Language, ...]:
    """Return the languages that the program speaks and things of a file have labels in."""
    used = {tag for entry in found.entries for tag in entry.thing.label.by_language}
    return tuple(each for each in LANGUAGES if each in used or each == found.language)


@dataclass(frozen=True)
class _Stating:
    """States one file.

    Attributes:
        found: what it describes.
        triples: those so far.
    """

    found: Described
    triples: list[Triple] = field(default_factory=list)

    # ---- Things ---------------------------------------------------------------------------

    def entry(self, entry: Entry) -> None:
        """State one thing."""
        section, said, node = entry.section, entry.said, URIRef(entry.thing.iri)
        for class_ in self.classes(entry):
            self.add(node, RDF.type, class_)
        for key, value in said.entries:
            known = section.by_name.get(key.text)
            if known is None:
                self.tell(entry, key.line, unknown_key(key.text, section.by_name))
            else:
                self.stated(entry, known, value)
        for known in section.keys:
            if known.needed and said.get(known.name) is None:
                self.lacking(entry, known)
        special = {
            "agreements": self.agreement,
            "clauses": self.clause,
            "steps": self.step,
            "sources": self.source,
            "constraints": self.constraint,
        }.get(section.name)
        if special:
            special(entry)
        if entry.owner is not None:
            self.owned(entry, entry.owner)

    def classes(self, entry: Entry) -> tuple[URIRef, ...]:
        classes, said = entry.section.classes, entry.said
        if entry.section.name == "clauses":
            return classes[rule_of(said)]
        if entry.section.name == "amounts":
            return ()  # what it is, how it is written says
        if entry.section.name == "events" and said.get("is") is not None:
            return (PACT.DerivedEvent,)
        if entry.section.name == "constraints":
            return ()  # likewise
        word = said.get("type")
        return classes.get(word.text if isinstance(word, Scalar) else "", classes[""])

    def owned(self, entry: Entry, owner: Entry) -> None:
        """State that `owner` has the thing `entry`."""
        whole, part = URIRef(owner.thing.iri), URIRef(entry.thing.iri)
        match entry.section.name:
            case "clauses":
                self.add(whole, LINKS[rule_of(entry.said)], part)
            case "steps":
                self.add(whole, DCTERMS.hasPart, part)
            case "assumptions":
                self.add(whole, PACT.assumes, part)
            case _:
                self.add(whole, PACT.amount, part)

    def agreement(self, entry: Entry) -> None:
        self.add(URIRef(entry.thing.iri), ODRL.profile, PROFILE)

    def clause(self, entry: Entry) -> None:
        """State what a clause has of its agreement; tell what its rule lacks."""
        said = entry.said
        rules = [rule for rule in (*RULES, "statement") if said.get(rule) is not None]
        if len(rules) != 1:
            self.tell(
                entry,
                entry.line,
                worded(
                    "say with one of {rules} what it is, such as {example}",
                    rules=", ".join((*RULES, "statement")),
                    example="permission: use",
                ),
            )
        elif rules == ["statement"]:
            self.no_rule(entry)
        else:
            for name in _NEEDED_OF_RULES:
                if said.get(name) is None:
                    self.lacking(entry, entry.section.by_name[name])
        for name in _FROM_AGREEMENT:
            if said.get(name) is None:
                self.inherited(entry, entry.section.by_name[name])

    def no_rule(self, entry: Entry) -> None:
        """Tell what a statement says that only a right or duty has."""
        for name in _ONLY_OF_RULES:
            value = entry.said.get(name)
            if value is not None:
                told = worded(
                    "a statement has none; leave it out, or say {rules}", rules=", ".join(RULES)
                )
                self.tell(entry, value.line, joined(": ", [name, told]))

    def inherited(self, entry: Entry, key: Key) -> None:
        """State what a clause has of its agreement; what is wrong with it is told there."""
        value = entry.owner.said.get(key.name) if entry.owner else None
        if value is None:
            self.lacking(entry, key)
            return
        before = len(self.found.faults)
        self.stated(entry, key, value)
        del self.found.faults[before:]

    def step(self, entry: Entry) -> None:
        """State the place of a step in its story."""
        mine = [
            e for e in self.found.entries if e.owner is entry.owner and e.section is entry.section
        ]
        place = Literal(str(mine.index(entry) + 1), datatype=XSD.integer, normalize=False)
        self.add(URIRef(entry.thing.iri), SCHEMA.position, place)

    def source(self, entry: Entry) -> None:
        if entry.said.get("url") is None and entry.said.get("file") is None:
            self.tell(
                entry,
                entry.line,
                worded("say where it is, with url, or with file and place"),
            )

    def constraint(self, entry: Entry) -> None:
        said = entry.said
        joins = [name for name in ("and", "or", "xone") if said.get(name) is not None]
        ways = [*joins, *(name for name in ("when", "compares") if said.get(name) is not None)]
        if len(ways) != 1:
            self.tell(
                entry,
                entry.line,
                worded(
                    "say with one of {ways} when it is satisfied",
                    ways="when, compares, and, or, xone",
                ),
            )
        elif ways != ["when"]:
            class_ = ODRL.LogicalConstraint if joins else ODRL.Constraint
            self.add(URIRef(entry.thing.iri), RDF.type, class_)

    def lacking(self, entry: Entry, key: Key) -> None:
        """Tell that a key is missing, unless a misspelt one stands for it."""
        known = entry.section.by_name
        if key.name in (nearest_key(said.text, known) for said, _ in entry.said.entries):
            return
        self.tell(
            entry,
            entry.line,
            worded("{key} is missing: {about}", key=key.name, about=key.about),
        )

    # ---- Values ---------------------------------------------------------------------------

    def stated(self, entry: Entry, key: Key, value: Value) -> None:
        """State what one key says."""
        forms: Mapping[Form, Callable[[Entry, Key, Value], None]] = {
            "amount": self.amount,
            "deadline": self.deadline,
            "law": self.law,
            "limits": self.limits,
            "moment": self.moment,
            "sentence": self.sentence,
            "things": self.things,
            "type": self.type,
            "text": self.texts,
        }
        try:
            if key.form in forms:
                forms[key.form](entry, key, value)
            else:
                self.each(entry, key, value)
        except BadInputError as error:
            self.tell(entry, value.line, joined(": ", [key.name, message_of(error)]))

    def each(self, entry: Entry, key: Key, value: Value) -> None:
        """State each of several values, or the one."""
        for item in self.items(entry, key, value):
            try:
                node = self.node(key, item)
            except (BadInputError, NotFoundError) as error:
                self.tell(entry, item.line, joined(": ", [key.name, message_of(error)]))
            else:
                if node is not None:
                    self.add(URIRef(entry.thing.iri), self.property(entry, key), node)

    def items(self, entry: Entry, key: Key, value: Value) -> Iterable[Scalar]:
        """Yield the texts of a value, which is a list only if there can be several."""
        items = value.items if isinstance(value, Listed) else (value,)
        if isinstance(value, Listed) and not key.many and len(items) > 1:
            self.tell(
                entry, value.line, joined(": ", [key.name, worded("say one thing, not several")])
            )
            return
        for item in items:
            if isinstance(item, Scalar) and item.text.strip():
                yield item
            else:
                self.tell(entry, item.line, joined(": ", [key.name, worded("say a text here")]))

    def property(self, entry: Entry, key: Key) -> URIRef:
        if key.name in ("holder", "owed_by"):
            return role(rule_of(entry.said), key.name)
        if key.term is None:
            raise TypeError(key.name)
        return key.term

    def node(self, key: Key, item: Scalar) -> Node | None:
        """Return what a text stands for.

        Raises:
            BadInputError: it stands for nothing of this form.
            NotFoundError: no thing or term is called so.
        """
        text = item.text
        match key.form:
            case "string":
                return Literal(text)
            case "date":
                return dated(text)
            case "address":
                return self.address(text)
            case "flag":
                return self.flag(text, key)
            case "id":
                return URIRef(self.named(text, key.of))
            case "term":
                return self.term(text, key.of[0])
            case "operand":
                return self.operand(text)
            case _:
                raise TypeError(key.form)

    def flag(self, text: str, key: Key) -> Node | None:
        if text != "true":
            raise BadInputError(worded("write true, or leave it out"))
        return None if key.term is None else Literal("true", datatype=XSD.boolean)

    def address(self, text: str) -> URIRef:
        why = why_no_iri(text) if has_scheme(text) else worded("is no address")
        if why:
            raise BadInputError(
                worded("“{text}” {why}; write it in full, with https://", text=text[:80], why=why)
            )
        return URIRef(text)

    def term(self, text: str, vocabulary: str) -> URIRef:
        if has_scheme(text) and "//" in text:
            return self.address(text)
        known = self.terms_by_id[vocabulary]
        if text in known:
            return URIRef(known[text])
        what = {"operand": "attribute"}.get(vocabulary, vocabulary)
        if vocabulary == "operand" and not any(_is_like(text, name) for name in known):
            raise NotFoundError(
                worded(
                    "nothing is limited by “{text}”; there are {known}",
                    text=text[:60],
                    known=", ".join(name for name in known if name not in _OF_TIME),
                )
            )
        found = find_whole(text, terms(vocabulary), what, lambda concept: concept.words)
        raise NotFoundError(worded("write {id} for “{text}”", id=found.id, text=text[:60]))

    @cached_property
    def terms_by_id(self) -> dict[str, dict[str, str]]:
        return {name: {term.id: term.iri for term in terms(name)} for name in VOCABULARIES}

    def operand(self, text: str) -> Node:
        """Return what a limit compares with: a thing that is called so, a number, or a text."""
        if has_scheme(text) and "//" in text:
            return self.address(text)
        found = self.by_id(BY_NAME).get(text)
        return URIRef(found) if found else limit_value(text, self.of_sections(BY_NAME))

    # ---- Names ----------------------------------------------------------------------------

    def named(self, text: str, sections: Sequence[str]) -> str:
        """Return the IRI of what a text names.

        Raises:
            NotFoundError: nothing is called so; it proposes what is nearly.
        """
        found = self.by_id(sections).get(text)
        if found is not None:
            return found
        if has_scheme(text) and ("//" in text or text.startswith("urn:")):
            return str(self.address(text))
        what = BY_NAME[sections[0]].one if len(sections) <= len(_HAPPENS) else "thing"
        return find_whole(text, self.of_sections(sections), what).iri

    def of_sections(self, sections: Iterable[str]) -> list[Thing]:
        return [thing for name in sections for thing in self.things_by_section.get(name, ())]

    def by_id(self, sections: Iterable[str]) -> dict[str, str]:
        key = tuple(sections)
        if key not in self._ids:
            self._ids[key] = {
                name: thing.iri
                for thing in reversed(self.of_sections(key))
                for name in (thing.id, thing.iri)
            }
        return self._ids[key]

    @cached_property
    def _ids(self) -> dict[tuple[str, ...], dict[str, str]]:
        return {}

    @cached_property
    def things_by_section(self) -> dict[str, list[Thing]]:
        found: dict[str, list[Thing]] = {}
        for entry in self.found.entries:
            found.setdefault(entry.section.name, []).append(entry.thing)
        for name, things in self.found.elsewhere.items():
            found.setdefault(name, []).extend(things)
        return found

    # ---- Forms ----------------------------------------------------------------------------

    def law(self, entry: Entry, key: Key, value: Value) -> None:
        """State a law by its code, or by its name as a text."""
        for item in value.items if isinstance(value, Listed) else (value,):
            if isinstance(item, Scalar) and is_law_code(item.text):
                self.add(URIRef(entry.thing.iri), PACT.governingLaw, Literal(item.text))
            else:
                self.texts(entry, key, item)

    def texts(self, entry: Entry, key: Key, value: Value) -> None:
        """State a text, in one language or several."""
        many = value.items if isinstance(value, Listed) and key.many else (value,)
        for each in many:
            said = texts_in(each, self.found.language)
            if not said or not all(text.strip() for text in said.values()):
                told = worded(
                    "say a text, or one a language, as in {example}", example="{en: …, de: …}"
                )
                self.tell(entry, each.line, joined(": ", [key.name, told]))
            for tag, text in said.items():
                if not is_language_tag(tag):
                    told = worded("“{tag}” is no language; write en or de", tag=tag[:40])
                    self.tell(entry, each.line, joined(": ", [key.name, told]))
                    continue
                literal = Literal(text, lang=tag) if tag else Literal(text)
                self.add(URIRef(entry.thing.iri), self.property(entry, key), literal)

    def type(self, entry: Entry, key: Key, value: Value) -> None:  # noqa: ARG002 - one of many
        """Tell what is no class; which one it is, `classes` says."""
        known = [word for word in entry.section.classes if word]
        if not isinstance(value, Scalar) or value.text not in known:
            raise BadInputError(worded("it is one of {known}", known=", ".join(known)))

    def things(self, entry: Entry, key: Key, value: Value) -> None:
        """What stands within others is stated by itself."""

    def amount(self, entry: Entry, key: Key, value: Value) -> None:
        """State amounts: one, several, or several with names of their own."""
        if isinstance(value, Mapped):
            return  # each is a thing by itself
        iri = entry.thing.iri
        named = {} if entry.section.name == "amounts" else self.by_id(("amounts",))
        place = 0
        for item in self.items(entry, key, value):
            if item.text in named:
                self.add(URIRef(iri), PACT.amount, URIRef(named[item.text]))
                continue
            try:
                quantity = read_amount(item.text, self.found.language)
            except BadInputError as error:
                self.tell(entry, item.line, joined(": ", [key.name, message_of(error)]))
                continue
            name = iri if entry.section.name == "amounts" else amount_name(iri, place)
            place += 1
            if name != iri:
                self.add(URIRef(iri), PACT.amount, URIRef(name))
            self.triples.extend(amount_triples(URIRef(name), quantity))

    def deadline(self, entry: Entry, key: Key, value: Value) -> None:
        """State by when a duty is to be done: a date, or the day of an event."""
        for item in self.items(entry, key, value):
            node = URIRef(entry.thing.iri)
            if item.text[:1].isdigit() and item.text not in self.by_id(_HAPPENS):
                self.add(node, DPROD.deadline, dated(item.text))
            else:
                try:
                    event = self.named(item.text, _HAPPENS)
                except NotFoundError as error:
                    self.tell(entry, item.line, joined(": ", [key.name, message_of(error)]))
                else:
                    self.add(node, PACT.noLaterThan, URIRef(event))

    def limits(self, entry: Entry, key: Key, value: Value) -> None:
        """State limits that nobody named: for each left operand, one of some values."""
        if not isinstance(value, Mapped):
            raise BadInputError(
                worded("say what is limited, as in {example}", example="only: {customer: …}")
            )
        for name, said in value.entries:
            try:
                operand = self.term(name.text, "operand")
            except NotFoundError as error:
                self.tell(entry, name.line, joined(": ", [key.name, message_of(error)]))
                continue
            for item in self.items(entry, BY_NAME["clauses"].by_name["concerns"], said):
                self.limit(entry, key, operand, item)

    def limit(self, entry: Entry, key: Key, operand: URIRef, item: Scalar) -> None:
        try:
            right = self.operand(item.text)
        except NotFoundError as error:
            self.tell(entry, item.line, joined(": ", [key.name, message_of(error)]))
            return
        node = BNode()
        self.add(URIRef(entry.thing.iri), ODRL.constraint, node)
        self.add(node, RDF.type, ODRL.Constraint)
        called = next(term.label for term in terms("operand") if term.iri == str(operand))
        things = {thing.iri: thing.label for thing in self.of_sections(BY_NAME)}
        value = things.get(str(right)) if isinstance(right, URIRef) else None
        said = value or Text({self.found.language: item.text})
        label = limit_label(called, said, self.new.languages)
        for language, text in label.by_language.items():
            self.add(node, RDFS.label, Literal(text, lang=language))
        self.add(node, ODRL.leftOperand, operand)
        self.add(node, ODRL.operator, ODRL.isAnyOf)
        self.add(node, ODRL.rightOperand, right)

    # ---- Sentences ------------------------------------------------------------------------

    def sentence(self, entry: Entry, key: Key, value: Value) -> None:
        """State when a clause is in force, or a constraint satisfied."""
        for item in self.items(entry, key, value):
            said = read_sentence(item.text, self.names, self.found.language)
            own = entry.owner.thing.iri if entry.owner else entry.thing.iri
            stated = constraints_of(item.text, said, self.names, self.new, own)
            if entry.section.name == "constraints":
                self.named_constraint(entry, stated)
                continue
            self.triples.extend(stated.triples)
            for constraint in stated.constraints:
                self.add(URIRef(entry.thing.iri), ODRL.constraint, constraint)

    def named_constraint(self, entry: Entry, stated: Stated) -> None:
        """State a constraint under its own name."""
        if len(stated.constraints) != 1:
            raise BadInputError(
                worded(
                    "this is {number} constraints, not one; give each a name, and join them"
                    " with and",
                    number=len(stated.constraints),
                )
            )
        names = {stated.constraints[0]: URIRef(entry.thing.iri)}
        self.triples.extend(
            (names.get(subject, subject), predicate, value)
            for subject, predicate, value in stated.triples
        )

    def moment(self, entry: Entry, key: Key, value: Value) -> None:
        """State what a derived event is."""
        if entry.thing.iri in self.moments:
            self.triples.extend(self.moments[entry.thing.iri].triples)
        for item in self.items(entry, key, value):
            self.moment_of(item.text, entry)

    @cached_property
    def moments(self) -> dict[str, Stated]:
        """The derived events that are understood, by IRI; others are told where they stand."""
        found = {}
        for entry in self.found.entries:
            said = entry.said.get("is")
            if entry.section.name == "events" and isinstance(said, Scalar):
                with suppress(BadInputError):
                    found[entry.thing.iri] = self.moment_of(said.text, entry)
        return found

    def moment_of(self, text: str, entry: Entry) -> Stated:
        point = read_point(text, self.unrelated, self.found.language)
        return event_of(text, point, self.unrelated, self.new, entry.thing.iri)

    @cached_property
    def new(self) -> NewNames:
        """What derived events are called that nobody named."""
        taken = frozenset(entry.thing.id for entry in self.found.entries)
        return NewNames(self.found.base, taken, languages_of(self.found))

    @cached_property
    def names(self) -> Names:
        """What sentences of this file can name."""
        derived = {
            name: shape for made in self.moments.values() for name, shape in made.derived.items()
        }
        try:
            return replace(self.unrelated, relations=relate(derived, ()))
        except BadInputError:
            return self.unrelated  # what is wrong with these events is told when all is read

    @cached_property
    def unrelated(self) -> Names:
        """The same, without what derived events are."""
        entries = self.found.entries
        duties = [
            e.thing
            for e in entries
            if e.section.name == "clauses"
            and any(e.said.get(name) is not None for name in ("deadline", "performed_by"))
        ]
        effective = {}
        for e in entries:
            if e.section.name == "agreements":
                said = e.said.get("effective") or e.said.get("issued")
                effective[e.thing.iri] = said.text if isinstance(said, Scalar) else ""
        return Names(
            self.of_sections(("events",)),
            self.of_sections(("agreements",)),
            duties,
            effective,
        )

    # ---- What comes of it -----------------------------------------------------------------

    def add(self, subject: Node, predicate: Node, value: Node) -> None:
        self.triples.append((subject, predicate, value))

    def tell(self, entry: Entry, line: int, said: str) -> None:
        self.found.faults.append(Fault(said, line, entry.thing.id))
