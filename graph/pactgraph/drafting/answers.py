"""From answers to a plain file, and what the program makes of it meanwhile."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pactgraph.checking.check import checked, examined
from pactgraph.errors import BadInputError
from pactgraph.interpreting.documents import documents_of
from pactgraph.messages import worded
from pactgraph.plain.amounts import read_amount
from pactgraph.plain.keys import VERSION
from pactgraph.plain.laid_out import laid_out
from pactgraph.plain.stating import dated
from pactgraph.plain.writing import HEADER
from pactgraph.reading.iris import has_scheme, why_no_iri
from pactgraph.reading.statements import Content
from pactgraph.record import Text, Thing
from pactgraph.sentences.faults import SentenceError
from pactgraph.sentences.names import Names
from pactgraph.sentences.reading import read_sentence
from pactgraph.telling.words import formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.drafting.templates import Part, Template
    from pactgraph.errors import Violation
    from pactgraph.messages import Language
    from pactgraph.plain.laid_out import Laid

_QUOTED = re.compile(r"“([^”]+)”|„([^“]+)“|\"([^\"]+)\"")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_ID = 40
_CLOSEST = 0.65
_LONGEST_LABEL = 10_000
LONGEST_ASSET = 150
"""Clauses are called after what they are about, and have at most 200 characters."""
_TAG = re.compile(r"<[A-Za-z/!?]")
"""What a label cannot hold, as the shapes have it."""
_STEERING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Signs that steer a screen, hide, or are no text: no label holds them."""
BASE = "https://example.org/"
"""What ids are added to, unless somebody has an address of their own."""


@dataclass
class Answers:
    """What was answered so far.

    Attributes:
        template: the sort of agreement.
        language: of texts and sentences.
        file: the name of the file without its ending; ids begin with it.
        sections: the things of the file, by section and id.
        agreement: the keys of the agreement.
        clauses: its clauses, by id.
    """

    template: Template
    language: Language
    file: str
    sections: dict[str, dict[str, Laid]] = field(default_factory=dict)
    agreement: dict[str, Laid] = field(default_factory=dict)
    clauses: dict[str, dict[str, Laid]] = field(default_factory=dict)

    # ---- What the file says ---------------------------------------------------------------

    def text(self) -> str:
        """Return the plain file."""
        head: dict[str, Laid] = {"pactgraph": VERSION, "base": f"{BASE}{self.id}/"}
        if self.language != "en":
            head["language"] = self.language
        agreement = {**self.agreement, "clauses": self.clauses}
        return laid_out({**head, **self.sections, "agreements": {self.id: agreement}}, HEADER)

    @property
    def id(self) -> str:
        """The id of the agreement."""
        return id_of(self.file)

    def named(self, section: str, label: str, **keys: Laid) -> str:
        """Add a thing, and return its id; one that is called so already is not added twice."""
        things = self.sections.setdefault(section, {})
        for known, said in things.items():
            if label_of(said) == label:
                return known
        taken = {name for each in self.sections.values() for name in each} | {
            self.id,
            *self.clauses,
        }
        name = unique(id_of(label), taken)
        things[name] = {"label": label, **keys} if keys else label
        return name

    def clause(self, part: Part, asset: str) -> str:
        """Add a clause, and return its id."""
        name = f"{self.id}-{len(self.clauses) + 1}"
        first, second = self.parties
        holder, other = (first, second) if part.holder == "first" else (second, first)
        label = part.label.told_in(self.language).format(asset=asset)
        keys: dict[str, Laid] = {"label": label, "kind": part.kind}
        if part.rule == "statement":
            keys["statement"] = "true"
        else:
            (about,) = self.sections["assets"]
            keys |= {part.rule: part.action, "holder": holder, "owed_by": other, "asset": about}
        self.clauses[name] = keys
        return name

    @property
    def parties(self) -> tuple[str, str]:
        """The ids of the two parties."""
        first, second = map(str, self.agreement["parties"])
        return first, second

    # ---- What the program makes of it -----------------------------------------------------

    def new_events(self, sentence: str) -> Iterator[str]:
        """Yield the names in quotation marks that are no event yet."""
        events = self.sections.get("events", {})
        known = {*events, *map(label_of, events.values())}
        for found in _QUOTED.finditer(sentence):
            name = next(part for part in found.groups() if part)
            if name not in known and name != self.id:
                known.add(name)
                yield name

    def unknown(self, sentence: str) -> str:
        """Return the first event that a sentence names without quotation marks and that is none.

        It is "" if there is none, or the sentence is wrong in another way.
        """
        events = [
            Thing(f"urn:{name}", name, Text({self.language: str(label_of(said))}))
            for name, said in self.sections.get("events", {}).items()
        ]
        agreement = Thing(f"urn:{self.id}", self.id, Text({}))
        try:
            read_sentence(sentence, Names(events, [agreement]), self.language)
        except SentenceError as error:
            return error.unknown
        return ""

    def like(self, event: str) -> str:
        """Return the label of the event that was probably meant; "" if none was."""
        labels = {
            str(label_of(said)).casefold(): str(label_of(said))
            for said in self.sections.get("events", {}).values()
        }
        found = difflib.get_close_matches(event.casefold(), labels, 1, _CLOSEST)
        return labels[found[0]] if found else ""

    def understood(self, clause: str, sentence: str) -> str:
        """Return the formula of a clause if it is in force as a sentence says.

        Raises:
            BadInputError: the sentence is not understood; the message says what would be right.
        """
        keys = self.clauses[clause]
        self.clauses[clause] = {**keys, "when": sentence}
        try:
            documents, wrong = documents_of([Content(Path("new.yaml"), self.text().encode())])
            mine = [each for each in wrong if each.message.startswith("when: ")]
            if wrong:
                raise BadInputError(mine[0].message if mine else wrong[0].message)
            record = examined(documents, []).record
            iri = f"{BASE}{self.id}/{clause}"
            if iri not in record.clauses:
                raise BadInputError(worded("its conditions can never hold together"))
            return formula(record.clauses[iri], record, self.language)
        finally:
            self.clauses[clause] = keys

    def wrong(self) -> list[Violation]:
        """Return what is wrong with the file."""
        documents, unread = documents_of([Content(Path("new.yaml"), self.text().encode())])
        return checked(examined(documents, unread), self.language).violations


def label_of(said: Laid) -> Laid:
    """Return what a thing is called of which a file says this."""
    return said.get("label", "") if isinstance(said, Mapping) else said


def id_of(label: str) -> str:
    """Return a label as an id: small letters, digits and hyphens.

    >>> id_of("Acme, Inc."), id_of("„Börsengang“")
    ('acme-inc', 'börsengang')
    """
    return "-".join(_WORD.findall(label.casefold()))[:_LONGEST_ID].strip("-") or "x"


def unique(name: str, taken: set[str]) -> str:
    """Return an id that nothing has, as like `name` as can be."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def as_date(text: str) -> str:
    """Return a date as it was written.

    Raises:
        BadDateError: it is none.
    """
    return str(dated(text.strip()))


def as_day(text: str) -> str:
    """Return a day as it was written.

    Raises:
        BadInputError: it is no day.
    """
    found = as_date(text)
    if len(found) != len("2030-12-31"):
        raise BadInputError(worded("“{text}” is no day; write one such as 2030-12-31", text=found))
    return found


def as_text(text: str, most: int = _LONGEST_LABEL) -> str:
    """Return a text without white space around it.

    Raises:
        BadInputError: nothing is left.
    """
    if not text.strip():
        raise BadInputError(worded("say a text here"))
    found = _STEERING.search(text)
    if found:
        raise BadInputError(
            worded(
                "character {column} is a control character (U+{code}); leave it out",
                column=found.start() + 1,
                code=f"{ord(found[0]):04X}",
            )
        )
    if _TAG.search(text):
        raise BadInputError(worded("“<” begins an HTML tag there; put a space behind it"))
    if len(text) > most:
        raise BadInputError(
            worded("that is longer than {most} characters; shorten it", most=f"{most:,}")
        )
    return text.strip()


def known_of(text: str, no: str, issued: str) -> dict[str, Laid]:
    """Return what is known of an event, as keys.

    >>> known_of("2024-02", "no", "2024-03-01")
    {'occurred': '2024-02', 'reported': '2024-03-01'}
    >>> known_of("no 2024-06-30", "no", "2024-03-01"), known_of("", "no", "2024-03-01")
    ({'not_by': '2024-06-30'}, {'open_from': '2024-03-01'})

    Args:
        text: a date on which it happened; `no`, or "?" or nothing, each with a day or without.
        no: the word for it in the language of who answers.
        issued: the day that is meant without one.

    Raises:
        BadInputError: it is none of these.
    """
    word, _, day = text.strip().partition(" ")
    if word in (no, "?", ""):
        key = "not_by" if word == no else "open_from"
        return {key: as_day(day) if day.strip() else issued}
    occurred = as_date(text)
    return {"occurred": occurred, **({"reported": issued} if occurred <= issued else {})}


def as_address(text: str) -> str:
    """Return an address as it was written; whatever else is the name of a file.

    Raises:
        BadInputError: it begins like an address and is none.
    """
    found = as_text(text)
    if has_scheme(found) and why_no_iri(found):
        raise BadInputError(
            worded(
                "“{text}” is no web address; copy one such as https://acme.example/news",
                text=found[:80],
            )
        )
    return found


def as_amount(text: str, language: Language) -> str:
    """Return an amount as it was written.

    Raises:
        BadInputError: it is none.
    """
    read_amount(text, language)
    return text.strip()
