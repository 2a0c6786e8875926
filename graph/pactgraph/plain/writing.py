"""From triples to a plain file that says the same: each thing in its section, by its keys.

Whatever no key holds, and whatever would not be read back as it is, stands as JSON-LD under
`graph`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef

from pactgraph.errors import BadInputError
from pactgraph.messages import LANGUAGES
from pactgraph.plain.amounts import Quantity, amount_written, read_amount
from pactgraph.plain.described import is_id
from pactgraph.plain.keys import BY_NAME, GRAPH, RULES, SECTIONS, VERSION
from pactgraph.plain.laid_out import laid_out
from pactgraph.plain.stating import (
    LINKS,
    PROFILE,
    amount_name,
    amount_triples,
    dated,
    is_law_code,
    limit_label,
    limit_value,
    role,
)
from pactgraph.plain.vocabulary import VOCABULARIES, terms
from pactgraph.reading.iris import local_name
from pactgraph.record import Text, Thing
from pactgraph.sentences.deriving import NewNames
from pactgraph.sentences.names import Names
from pactgraph.sentences.recognising import made_of
from pactgraph.sentences.retelling import Retelling, Retold
from pactgraph.terms import DCTERMS, DPROD, ODRL, PACT, RDF, RDFS, SCHEMA, SKOS, XSD, prefixed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.plain.keys import Key, Section
    from pactgraph.plain.laid_out import Laid

    Triple = tuple[Node, Node, Node]

SCHEMA_ADDRESS = "https://w3id.org/pactgraph/agreement.schema.json"
"""The address of the JSON Schema of plain files."""
HEADER = f"# yaml-language-server: $schema={SCHEMA_ADDRESS}\n"
_DATES = (XSD.gYear, XSD.gYearMonth, XSD.date, XSD.dateTime)
_OWN_NODES = ("clauses", "steps", "assumptions", "amounts")
"""Sections of things that stand within others."""
_LINKING = (*LINKS.values(), DCTERMS.hasPart, PACT.assumes, PACT.amount)
"""With these properties things have others within them."""
_BESIDE = (RDFS.label, PACT.undisclosed, SKOS.note)
"""What a named constraint has beside what makes it one."""
_MAKING = (
    *(PACT.earliestOf, PACT.latestOf, PACT.nth, PACT.after, PACT.offset, PACT.onNext),
    *(PACT.when, PACT.lapseOf, PACT.before, PACT.noLaterThan, PACT.noEarlierThan),
)
"""The properties that say what a derived event is."""


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
    return _Writing(about, language or _language(about), frozenset(untold)).text()


def _language(about: Mapping[Node, Mapping[Node, Iterable[Node]]]) -> Language:
    tags = Counter(
        value.language
        for said in about.values()
        for values in said.values()
        for value in values
        if isinstance(value, Literal) and value.language in LANGUAGES
    )
    return max(LANGUAGES, key=lambda each: tags[each])


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a thing stands in a file.

    Attributes:
        section: its section.
        owner: what it stands within; None at the top.
        word: which of the classes of its section it is.
    """

    section: Section
    owner: Node | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence, and the constraints that it says.

    Attributes:
        retold: the sentence.
        constraints: those of a clause or agreement; none where it is a constraint itself.
    """

    retold: Retold
    constraints: tuple[Node, ...]


@dataclass(frozen=True)
class _Writing:
    """Writes one file.

    Attributes:
        triples: what is said of each subject, by predicate.
        language: of its sentences, and of texts without a language beside them.
        untold: things that no section describes.
        told: triples that the file says so far.
    """

    triples: Mapping[Node, Mapping[Node, list[Node]]]
    language: Language
    untold: frozenset[Node]
    told: set[Triple] = field(default_factory=set)

    def about(self, subject: Node) -> Mapping[Node, Collection[Node]]:
        """Return what is said of `subject`, by predicate."""
        return self.triples.get(subject, {})

    def text(self) -> str:
        """Return the whole file."""
        sections: dict[str, dict[str, Laid]] = {section.name: {} for section in SECTIONS}
        for node, home in self.homes.items():
            if str(node) in self.unnamed:
                self.tell_derived(node)
            elif home.owner is None:
                name = self.id(node)
                sections[home.section.name][name] = self.shortened(home, self.keys(node, home))
        head: dict[str, Laid] = {"pactgraph": VERSION, "base": self.base}
        if self.language != "en":
            head["language"] = self.language
        filled = {name: things for name, things in sections.items() if things}
        rest = self.rest()
        return laid_out({**head, **filled, **({GRAPH: rest} if rest else {})}, HEADER)

    # ---- Where things stand ---------------------------------------------------------------

    @cached_property
    def base(self) -> str:
        """What most names begin with."""
        beginnings = Counter(
            str(node).removesuffix(local_name(str(node)))
            for node in self.triples
            if isinstance(node, URIRef)
        )
        fitting = (each for each, _ in beginnings.most_common() if each.endswith(("/", "#", ":")))
        return next((each for each in fitting if ":" in each), "urn:pactgraph:")

    def id(self, node: Node) -> str:
        """Return the id of a thing, or its IRI where it has none here."""
        name = str(node).removeprefix(self.base)
        return name if str(node).startswith(self.base) and is_id(name) else str(node)

    @cached_property
    def homes(self) -> dict[Node, _Home]:
        """Where each thing stands that a section has, in the order in which they come."""
        found = {}
        for node in self.triples:
            home = self.home(node)
            if home is not None:
                found[node] = home
        kept = dict(found)
        for node, home in found.items():
            if home.section.name in _OWN_NODES:
                owner = home.owner
                while owner is not None and owner in kept:
                    owner = kept[owner].owner
                if owner is not None:
                    del kept[node]
        return kept

    def home(self, node: Node) -> _Home | None:
        if not isinstance(node, URIRef) or node in self.untold:
            return None
        classes = set(self.about(node).get(RDF.type, ()))
        if classes == {PACT.DerivedEvent}:
            return _Home(BY_NAME["events"]) if made_of(self, node) else None
        for section in BY_NAME.values():
            for word, fitting in section.classes.items():
                if classes == set(fitting):
                    return self.within(node, section, word)
        return None

    def within(self, node: Node, section: Section, word: str) -> _Home | None:
        links = {
            "clauses": (LINKS.get(word),),
            "steps": (DCTERMS.hasPart,),
            "assumptions": (PACT.assumes,),
            "amounts": (PACT.amount,),
        }
        naming = self.naming[node]
        if (
            section.name == "constraints"
            and RDFS.label not in self.about(node)
            and len(naming) == 1
        ):
            return None  # a sentence of what names it says it, or none
        if not self.is_whole(node, section, word):
            return None
        if section.name not in links:
            return _Home(section, word=word)
        owners = [subject for subject, predicate in naming if predicate in links[section.name]]
        return _Home(section, owners[0], word) if len(owners) == 1 else None

    def is_whole(self, node: Node, section: Section, word: str) -> bool:
        """Return whether a thing has all that a section needs of it."""
        about = self.about(node)
        needed = [key.term for key in section.keys if key.needed and key.term is not None]
        if section.name == "clauses" and word in RULES:
            needed += [ODRL.assignee, ODRL.assigner, ODRL.target, ODRL.action]
        if section.name == "clauses":
            needed += [PACT.certainty, DCTERMS.source]
        return all(about.get(term) for term in needed)

    @cached_property
    def naming(self) -> dict[Node, list[tuple[Node, Node]]]:
        """What names each node, and with which property."""
        found: dict[Node, list[tuple[Node, Node]]] = defaultdict(list)
        for subject, said in self.triples.items():
            for predicate, values in said.items():
                for value in values:
                    if not isinstance(value, Literal):
                        found[value].append((subject, predicate))
        return found

    # ---- Keys -----------------------------------------------------------------------------

    def keys(self, node: Node, home: _Home) -> dict[str, Laid]:
        """Return what a file says of a thing, by key."""
        found: dict[str, Laid] = {}
        self.tell(node, RDF.type, self.about(node).get(RDF.type, ()))
        if home.word and "type" in home.section.by_name:
            found["type"] = home.word
        if home.section.name == "agreements":
            self.tell(node, ODRL.profile, [PROFILE])
        self.tell_link(node, home)
        for key in home.section.keys:
            value = self.value(node, home, key)
            if value is not None:
                found[key.name] = value
        return self.without_shared(node, home, found)

    def tell_link(self, node: Node, home: _Home) -> None:
        """Tell that its owner has a thing: its place in the file says so."""
        for subject, predicate in self.naming[node]:
            if subject == home.owner and predicate in _LINKING:
                self.tell(subject, predicate, [node])

    def without_shared(self, node: Node, home: _Home, found: dict[str, Laid]) -> dict[str, Laid]:
        """Return the keys of a clause without what it has of its agreement."""
        if home.section.name != "clauses" or home.owner is None:
            return found
        mine, shared = self.about(node), self.about(home.owner)
        for name, term in (("certainty", PACT.certainty), ("sources", DCTERMS.source)):
            if set(mine.get(term, ())) == set(shared.get(term, ())) and name in found:
                del found[name]
        return found

    def shortened(self, home: _Home, found: dict[str, Laid]) -> Laid:
        """Return a text in place of keys, where a section reads it so."""
        short = home.section.short
        if short and list(found) == [short] and isinstance(found[short], str):
            return found[short]
        return found

    def value(self, node: Node, home: _Home, key: Key) -> Laid | None:  # noqa: C901, PLR0911, PLR0912
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
        if key.name == "statement":
            return "true" if home.word == "statement" else None
        if key.name in RULES and key.name != home.word:
            return None
        term = role(home.word, key.name) if key.name in ("holder", "owed_by") else key.term
        if term is None or (key.name in ("holder", "owed_by") and home.word not in RULES):
            return None
        values = [
            value for value in self.about(node).get(term, ()) if self.is_free(node, term, value)
        ]
        if key.form == "text":
            return self.texts(node, term, key, values)
        if key.form == "law":
            return self.law(node, term, key, values)
        if key.name == "constraints":
            values = [v for v in values if self.is_at(v, ("constraints",))]
        written = [(v, text) for v in values if (text := self.written(key, v)) is not None]
        if not written or (len(written) > 1 and not key.many):
            return None
        self.tell(node, term, [value for value, _ in written])
        said = [text for _, text in written]
        return said[0] if len(said) == 1 else said

    def is_free(self, subject: Node, predicate: Node, value: Node) -> bool:
        return (subject, predicate, value) not in self.told

    def is_at(self, node: Node, sections: Iterable[str]) -> bool:
        return node in self.homes and self.homes[node].section.name in sections

    def written(self, key: Key, value: Node) -> str | None:  # noqa: PLR0911 - one a form
        """Return how a value is written so that it is read back; None if it cannot be."""
        is_iri = isinstance(value, URIRef)
        match key.form:
            case "string":
                return self.plain_string(value)
            case "date":
                return self.date(value)
            case "address":
                return str(value) if is_iri else None
            case "flag":
                is_true = value == Literal("true", datatype=XSD.boolean) and str(value) == "true"
                return "true" if is_true else None
            case "id":
                if not is_iri:
                    return None
                return self.id(value) if self.is_at(value, key.of) else str(value)
            case "term":
                return self.term(key.of[0], value) if is_iri else None
            case "operand":
                return self.operand(value)
            case _:
                return None

    def plain_string(self, value: Node) -> str | None:
        is_plain = isinstance(value, Literal) and not value.language and value.datatype is None
        return str(value) if is_plain and str(value).strip() else None

    def date(self, value: Node) -> str | None:
        if not isinstance(value, Literal) or value.datatype not in _DATES:
            return None
        try:
            again = dated(str(value))
        except BadInputError:
            return None
        return str(value) if again.datatype == value.datatype else None

    def term(self, vocabulary: str, value: Node) -> str:
        return self.term_ids[vocabulary].get(str(value), str(value))

    @cached_property
    def term_ids(self) -> dict[str, dict[str, str]]:
        return {name: {term.iri: term.id for term in terms(name)} for name in VOCABULARIES}

    def operand(self, value: Node) -> str | None:
        """Return what a limit compares with, if it is read back as it is."""
        if isinstance(value, URIRef):
            return self.id(value) if value in self.homes else str(value)
        if not isinstance(value, Literal) or value.language:
            return None
        text = str(value)
        return text if text.strip() and limit_value(text, self.things_known) == value else None

    @cached_property
    def things_known(self) -> list[Thing]:
        return [self.thing(node) for node in self.homes]

    # ---- Texts ----------------------------------------------------------------------------

    def texts(self, node: Node, term: Node, key: Key, values: Sequence[Node]) -> Laid | None:
        """Return texts: those of one language alone as they are, others by language."""
        if key.form == "text" and not all(self.is_text(value) for value in values):
            return None
        by_tag: dict[str, list[str]] = {}
        for value in sorted(values, key=str) if key.many else values:
            tag = (value.language or "") if isinstance(value, Literal) else ""
            by_tag.setdefault(tag, []).append(str(value))
        rows = max(map(len, by_tag.values()), default=0)
        if not rows or (rows > 1 and not key.many):
            return None
        self.tell(node, term, values)
        said = [
            self.row({tag: texts[row] for tag, texts in by_tag.items() if row < len(texts)})
            for row in range(rows)
        ]
        return said[0] if len(said) == 1 else said

    def law(self, node: Node, term: Node, key: Key, values: Sequence[Node]) -> Laid | None:
        """Return codes as they are, and names as texts."""
        codes = [v for v in values if not getattr(v, "language", None) and is_law_code(str(v))]
        names = [v for v in values if v not in codes and getattr(v, "language", None)]
        if any(self.language == getattr(v, "language", "") and is_law_code(str(v)) for v in names):
            return None
        said = self.texts(node, term, key, names)
        self.tell(node, term, codes)
        found = [
            *map(str, codes),
            *([] if said is None else said if isinstance(said, list) else [said]),
        ]
        return found[0] if len(found) == 1 else found or None

    def is_text(self, value: Node) -> bool:
        is_literal = isinstance(value, Literal) and value.datatype is None
        return is_literal and bool(str(value).strip())

    def row(self, texts: dict[str, str]) -> Laid:
        return texts[self.language] if [*texts] == [self.language] else texts

    # ---- Things within others -------------------------------------------------------------

    def things(self, node: Node, key: Key) -> Laid | None:
        """Return the things that stand within another, by id."""
        section = key.of[0]
        mine = [n for n, h in self.homes.items() if h.owner == node and h.section.name == section]
        if section == "steps":
            mine = self.in_places(mine)
        found = {
            self.id(n): self.shortened(self.homes[n], self.keys(n, self.homes[n])) for n in mine
        }
        return found or None

    def in_places(self, steps: list[Node]) -> list[Node]:
        """Return the steps of a story in their order; their places are told if all are."""
        places = {step: [*self.about(step).get(SCHEMA.position, ())] for step in steps}
        ordered = sorted(
            steps, key=lambda step: [int(str(p)) if str(p).isdigit() else 0 for p in places[step]]
        )
        wanted = [
            [Literal(str(place), datatype=XSD.integer, normalize=False)]
            for place in range(1, len(steps) + 1)
        ]
        if [places[step] for step in ordered] == wanted:
            for step in ordered:
                self.tell(step, SCHEMA.position, places[step])
        return ordered

    # ---- Amounts --------------------------------------------------------------------------

    def amounts(self, node: Node, home: _Home) -> Laid | None:
        """Return the amounts of a clause, by their names where these tell anything."""
        if home.section.name == "amounts":
            quantity = self.quantity(node)
            if quantity is None:
                return None
            self.told.update(amount_triples(node, quantity))
            return amount_written(quantity, self.language)
        mine = [
            n for n, h in self.homes.items() if h.owner == node and h.section.name == "amounts"
        ]
        mine = [each for each in mine if self.quantity(each) is not None]
        if not mine:
            return None
        in_order = [URIRef(amount_name(str(node), place)) for place in range(len(mine))]
        named = {
            self.id(each): self.shortened(self.homes[each], self.keys(each, self.homes[each]))
            for each in mine
        }
        if set(in_order) == set(mine) and all(isinstance(said, str) for said in named.values()):
            said = [named[self.id(each)] for each in in_order]
            return said[0] if len(said) == 1 else said
        return named

    def quantity(self, node: Node) -> Quantity | None:
        """Return how much an amount is, if a text says exactly the same."""
        about = self.about(node)

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
        terms_used = {predicate for _, predicate, _ in stated}
        said = {(node, p, v) for p in terms_used for v in about.get(p, ())}
        return found if said == stated and _spelt(said) == _spelt(stated) else None

    # ---- Conditions -----------------------------------------------------------------------

    def sentence(self, node: Node) -> Laid | None:
        """Return when a clause is in force, or a constraint satisfied, if a sentence says it."""
        if node not in self.sentences:
            return None
        told = self.sentences[node]
        if not told.constraints:
            self.tell_all(node, _BESIDE)
        self.tell(node, ODRL.constraint, told.constraints)
        for constraint in told.constraints:
            self.tell_all(constraint)
        return told.retold.text

    @cached_property
    def sentences(self) -> dict[Node, _Told]:
        """The sentences of clauses, agreements and named constraints."""
        found = {}
        for node, home in self.homes.items():
            if home.section.name == "constraints":
                said = {p: v for p, v in self.about(node).items() if p not in _BESIDE}
                retelling = Retelling(_Bare(self, node, said), self.names, self.new)
                is_bare = self.homes.keys().isdisjoint(self.parts(node))
                retold = retelling.sentence_of([node], self.language) if is_bare else None
                if retold is not None:
                    found[node] = _Told(retold, ())
            elif home.section.name in ("clauses", "agreements"):
                mine = self.unnamed_constraints(node)
                owner = node if home.owner is None else home.owner
                retold = (
                    self.retelling.sentence_of(mine, self.language, str(owner)) if mine else None
                )
                if retold is not None:
                    found[node] = _Told(retold, tuple(mine))
        return found

    def unnamed_constraints(self, node: Node) -> list[Node]:
        """Return the constraints that have no section and are no limits; none if one is shared."""
        mine = [
            value
            for value in self.about(node).get(ODRL.constraint, ())
            if value not in self.homes and not self.limit(value)
        ]
        whole = {*mine}.union(*map(self.parts, mine))
        is_shared = any(len(self.naming[node]) != 1 for node in whole)
        return [] if is_shared or not self.homes.keys().isdisjoint(whole) else mine

    def moment(self, node: Node) -> Laid | None:
        """Return what a derived event is, if a text says it."""
        if PACT.DerivedEvent not in self.about(node).get(RDF.type, ()):
            return None
        retold = self.retelling.point_of(str(node), self.language)
        if retold is None:
            return None
        self.tell_derived(node, _MAKING)
        return retold.text

    def tell_derived(self, node: Node, only: Collection[Node] = ()) -> None:
        """Remember that the file says all of a derived event, or only some of it."""
        for predicate, values in self.about(node).items():
            if not only or predicate in only:
                self.tell(node, predicate, values)
                for value in values:
                    if isinstance(value, BNode):
                        self.tell_all(value)

    @cached_property
    def retelling(self) -> Retelling:
        return Retelling(self, self.names, self.new)

    @cached_property
    def new(self) -> NewNames:
        used = {tag for thing in self.things_known for tag in thing.label.by_language}
        languages = tuple(each for each in LANGUAGES if each in used or each == self.language)
        return NewNames(self.base, frozenset(self.id(node) for node in self.homes), languages)

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Derived events that sentences make, so that no section describes them.

        They are all that sentences tell, unless something else names them.
        """
        told = {iri for sentence in self.sentences.values() for iri in sentence.retold.told}
        inside = {c for sentence in self.sentences.values() for c in sentence.constraints}
        inside |= {node for node in self.sentences if self.is_at(node, ["constraints"])}
        for constraint in [*inside]:
            inside |= self.parts(constraint)
        return frozenset(
            iri
            for iri in told
            if all(
                subject in inside or str(subject) in told
                for subject, _ in self.naming[URIRef(iri)]
            )
        )

    def parts(self, constraint: Node) -> set[Node]:
        """Return the operands of a logical constraint, and theirs."""
        found: set[Node] = set()
        waiting = [constraint]
        while waiting:
            about = self.about(waiting.pop())
            for term in (ODRL["and"], ODRL["or"]):
                waiting += [value for value in about.get(term, ()) if value not in found]
                found.update(about.get(term, ()))
        return found

    @cached_property
    def names(self) -> Names:
        """What sentences can name."""

        def of(*sections: str) -> list[Thing]:
            return [self.thing(node) for node in self.homes if self.is_at(node, sections)]

        duties = [
            self.thing(node)
            for node in self.homes
            if self.is_at(node, ["clauses"])
            and any(
                t in self.about(node) for t in (DPROD.deadline, PACT.noLaterThan, PACT.performedBy)
            )
        ]
        effective = {}
        for node in self.homes:
            if self.is_at(node, ["agreements"]):
                about = self.about(node)
                dates = [*about.get(PACT.effectiveOn, ()), *about.get(DCTERMS.issued, ())]
                effective[str(node)] = str(dates[0]) if dates else ""
        return Names(of("events"), of("agreements"), duties, effective)

    def thing(self, node: Node) -> Thing:
        labels = self.about(node).get(RDFS.label) or self.about(node).get(DCTERMS.title, ())
        by_tag = {
            label.language or "": str(label) for label in labels if isinstance(label, Literal)
        }
        id_ = local_name(str(node))
        return Thing(str(node), id_, Text(by_tag or {"": id_}))

    def limit(self, node: Node) -> tuple[str, str] | None:
        """Return operand and value of a limit that is called as one without a name would be."""
        about = self.about(node)
        terms_said = {RDF.type, RDFS.label, ODRL.leftOperand, ODRL.operator, ODRL.rightOperand}
        if not isinstance(node, BNode) or set(about) != terms_said or len(self.naming[node]) != 1:
            return None
        if [*about[ODRL.operator]] != [ODRL.isAnyOf] or [*about[RDF.type]] != [ODRL.Constraint]:
            return None
        operands, values = [*about[ODRL.leftOperand]], [*about[ODRL.rightOperand]]
        if len(operands) != 1 or len(values) != 1:
            return None
        called = next((t for t in terms("operand") if t.iri == str(operands[0])), None)
        text = self.operand(values[0])
        if called is None or text is None:
            return None
        value = (
            self.thing(values[0]).label if values[0] in self.homes else Text({self.language: text})
        )
        label = limit_label(called.label, value, self.new.languages)
        said = {(v.language, str(v)) for v in about[RDFS.label] if isinstance(v, Literal)}
        return (called.id, text) if said == set(label.by_language.items()) else None

    def limits(self, node: Node) -> Laid | None:
        """Return the limits of a clause that nobody named."""
        found: dict[str, list[str]] = {}
        for value in self.about(node).get(ODRL.constraint, ()):
            limit = self.limit(value)
            if limit:
                found.setdefault(limit[0], []).append(limit[1])
                self.tell(node, ODRL.constraint, [value])
                self.tell_all(value)
        said: dict[str, Laid] = {
            operand: texts[0] if len(texts) == 1 else texts for operand, texts in found.items()
        }
        return said or None

    def deadline(self, node: Node, home: _Home) -> Laid | None:
        if home.word != "duty":
            return None
        about = self.about(node)
        dates, events = [*about.get(DPROD.deadline, ())], [*about.get(PACT.noLaterThan, ())]
        if len(dates) + len(events) != 1:
            return None
        if dates:
            text = self.date(dates[0])
            if text is not None:
                self.tell(node, DPROD.deadline, dates)
            return text
        if not isinstance(events[0], URIRef):
            return None
        self.tell(node, PACT.noLaterThan, events)
        return (
            self.id(events[0])
            if self.is_at(events[0], ("events", "agreements"))
            else str(events[0])
        )

    # ---- What is told, and the rest --------------------------------------------------------

    def tell(self, subject: Node, predicate: Node, values: Iterable[Node]) -> None:
        """Remember that the file says this."""
        self.told.update((subject, predicate, value) for value in values)

    def tell_all(self, node: Node, but: Collection[Node] = ()) -> None:
        """Remember that the file says all of a constraint, and of its parts."""
        for predicate, values in self.about(node).items():
            if predicate in but:
                continue
            self.tell(node, predicate, values)
            if predicate in (ODRL["and"], ODRL["or"]):
                for value in values:
                    self.tell_all(value)

    def rest(self) -> list[Laid]:
        """Return what no key tells, as JSON-LD."""
        left: dict[Node, dict[Node, list[Node]]] = {}
        for subject, said in self.triples.items():
            for predicate, values in said.items():
                kept = [v for v in values if (subject, predicate, v) not in self.told]
                if kept:
                    left.setdefault(subject, {})[predicate] = kept
        return [
            {"@id": _reference(subject), **{_name(p): _json(v) for p, v in said.items()}}
            for subject, said in left.items()
        ]


@dataclass(frozen=True, slots=True)
class _Bare:
    """All triples, of which one node has fewer.

    Attributes:
        whole: all triples.
        node: the node.
        said: what is said of it here.
    """

    whole: _Writing
    node: Node
    said: Mapping[Node, list[Node]]

    def about(self, subject: Node) -> Mapping[Node, Collection[Node]]:
        """Return what is said of `subject`, by predicate."""
        return self.said if subject == self.node else self.whole.about(subject)


def _reference(node: Node) -> str:
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def _name(predicate: Node) -> str:
    """Return a property as JSON-LD names it; our context has no prefix for that of RDF itself."""
    return str(predicate) if str(predicate).startswith(str(RDF)) else prefixed(predicate)


def _json(values: Iterable[Node]) -> Laid:
    return [_value(value) for value in values]


def _value(value: Node) -> Laid:
    if not isinstance(value, Literal):
        return {"@id": _reference(value)}
    if value.language:
        return {"@value": str(value), "@language": value.language}
    if value.datatype:
        return {"@value": str(value), "@type": str(value.datatype)}
    return {"@value": str(value)}


def _spelt(triples: Iterable[Triple]) -> set[tuple[str, ...]]:
    return {tuple(part.n3() for part in triple) for triple in triples}
