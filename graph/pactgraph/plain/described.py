"""What a plain file describes: its things by their ids, before any of their keys is read."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactgraph.messages import LANGUAGES, joined, worded
from pactgraph.plain.keys import BY_NAME, GRAPH, HEAD, SECTIONS, VERSION
from pactgraph.plain.parsing import Listed, Mapped, Scalar
from pactgraph.reading.faults import Fault
from pactgraph.reading.iris import has_scheme, local_name, why_no_iri
from pactgraph.record import Text, Thing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.messages import Language, Message
    from pactgraph.plain.keys import Section
    from pactgraph.plain.parsing import Value

_ID = re.compile(r"[^\W_][\w.~-]*")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*|")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that a file describes.

    Attributes:
        section: of which sort it is.
        thing: its IRI, its id, and what it is called.
        line: where it begins, from 1.
        said: its keys and their values.
        owner: the thing that it stands within; None at the top.
    """

    section: Section
    thing: Thing
    line: int
    said: Mapped
    owner: Entry | None = None


@dataclass(frozen=True)
class Described:
    """What a file describes.

    Attributes:
        base: what ids are added to.
        language: of its texts and sentences.
        entries: the things, those within others behind them.
        elsewhere: things that other files describe, by section.
        graph: what no key holds, as JSON-LD; None for nothing.
        faults: what is wrong so far.
    """

    base: str
    language: Language
    entries: list[Entry] = field(default_factory=list)
    elsewhere: dict[str, list[Thing]] = field(default_factory=dict)
    graph: Value | None = None
    faults: list[Fault] = field(default_factory=list)


def described(file: Mapped) -> Described:
    """Return what a file describes. What is wrong with it stands among its faults."""
    faults: list[Fault] = []
    known = [*HEAD, *(section.name for section in SECTIONS), GRAPH]
    for key, _ in file.entries:
        if key.text not in known:
            faults.append(Fault(unknown_key(key.text, known), key.line))
    version = file.get("pactgraph")
    if not (isinstance(version, Scalar) and version.text == VERSION):
        faults.append(Fault(worded("begin the file with {line}", line=f"pactgraph: {VERSION}"), 1))
    reading = _Describing(Described(_base(file, faults), _language(file, faults), faults=faults))
    reading.uses(file.get("uses"))
    for section in SECTIONS:
        reading.things(section, file.get(section.name), None)
    found = reading.found
    return Described(
        found.base, found.language, found.entries, found.elsewhere, file.get(GRAPH), faults
    )


def unknown_key(name: str, known: Iterable[str]) -> Message:
    """Return that there is no such key, and which was probably meant."""
    near = nearest_key(name, known)
    if near:
        return worded("there is no key “{name}”; did you mean {near}?", name=name[:60], near=near)
    return worded(
        "there is no key “{name}” here; there are {known}",
        name=name[:60],
        known=", ".join(known),
    )


def nearest_key(name: str, known: Iterable[str]) -> str:
    """Return which of the keys that are `known` a name was probably meant for; "" if none."""
    return next(iter(difflib.get_close_matches(name, sorted(known), n=1)), "")


def texts_in(value: Value | None, language: Language) -> dict[str, str]:
    """Return a text by language tag, as far as it is one; what is wrong is told elsewhere."""
    match value:
        case Scalar(text):
            return {language: text}
        case Mapped(entries):
            return {key.text: said.text for key, said in entries if isinstance(said, Scalar)}
        case _:
            return {}


def is_id(text: str) -> bool:
    """Return whether a text can stand for a thing below the base of a file."""
    return _ID.fullmatch(text) is not None


def is_language_tag(text: str) -> bool:
    """Return whether a key in place of a text is a language; "" is for no language."""
    return _LANGUAGE_TAG.fullmatch(text) is not None


def _base(file: Mapped, faults: list[Fault]) -> str:
    said = file.get("base")
    example = "base: https://example.org/deal/"
    if said is None:
        faults.append(
            Fault(worded("say what ids are added to, with an address: {example}", example=example))
        )
        return "urn:"
    base = said.text if isinstance(said, Scalar) else ""
    why = why_no_iri(base) if has_scheme(base) else worded("is no address")
    if not why and not base.endswith(("/", "#", ":")):
        why = worded("ends in neither / nor #")
    if why:
        told = worded(
            "base: “{base}” {why}; write one such as {example}",
            base=base[:80],
            why=why,
            example=example,
        )
        faults.append(Fault(told, said.line))
        return "urn:"
    return base


def _language(file: Mapped, faults: list[Fault]) -> Language:
    said = file.get("language")
    if said is None:
        return "en"
    text = said.text if isinstance(said, Scalar) else ""
    if text in LANGUAGES:
        return text
    told = worded("language: it is one of {known}", known=", ".join(LANGUAGES))
    faults.append(Fault(told, said.line))
    return "en"


@dataclass(frozen=True, slots=True)
class _Describing:
    """Collects the things of a file.

    Attributes:
        found: what there is so far.
    """

    found: Described

    def uses(self, value: Value | None) -> None:
        """Read what other files describe."""
        if value is None:
            return
        if not isinstance(value, Mapped):
            self.tell(
                value.line,
                worded("uses: name ids by section, as in {example}", example="events: [ipo]"),
            )
            return
        for key, said in value.entries:
            if key.text not in BY_NAME:
                self.tell(key.line, unknown_key(key.text, BY_NAME))
                continue
            self.found.elsewhere.setdefault(key.text, []).extend(self.named(said))

    def named(self, said: Value) -> Iterable[Thing]:
        match said:
            case Mapped(entries):
                pairs = [(id_, iri) for id_, iri in entries if isinstance(iri, Scalar)]
            case Listed(items):
                pairs = [(id_, id_) for id_ in items if isinstance(id_, Scalar)]
            case _:
                pairs = [(said, said)]
        for id_, iri in pairs:
            full = self.iri(iri)
            if full:
                yield Thing(full, id_.text, Text({"": id_.text}))

    def things(self, section: Section, value: Value | None, owner: Entry | None) -> None:
        """Read the ids of a section, and of what stands within its things."""
        if value is None:
            return
        if not isinstance(value, Mapped):
            self.tell(
                value.line,
                worded(
                    "{section}: give each an id, as in {example}",
                    section=section.name,
                    example=f"my-{section.one.replace(' ', '-')}: …",
                ),
                owner,
            )
            return
        for key, said in value.entries:
            iri = self.iri(key)
            if not iri:
                continue
            keys = self.keys(section, key, said)
            if keys is None:
                continue
            thing = Thing(iri, local_name(iri), self.label(section, keys, key.text))
            entry = Entry(section, thing, key.line, keys, owner)
            self.add(entry)
            for each in section.keys:
                if each.form == "things":
                    self.things(BY_NAME[each.of[0]], keys.get(each.name), entry)
                elif each.form == "amount" and isinstance(
                    each_said := keys.get(each.name), Mapped
                ):
                    self.things(BY_NAME["amounts"], each_said, entry)

    def add(self, entry: Entry) -> None:
        """Keep a thing, unless its id is taken."""
        taken = next((e for e in self.found.entries if e.thing.iri == entry.thing.iri), None)
        if taken is None:
            self.found.entries.append(entry)
            return
        self.found.elsewhere.setdefault(entry.section.name, []).append(entry.thing)
        self.tell(
            entry.line,
            worded(
                "the id {id} is taken in line {line}; choose another",
                id=entry.thing.id,
                line=taken.line,
            ),
        )

    def keys(self, section: Section, key: Scalar, said: Value) -> Mapped | None:
        """Return the keys of a thing; a text stands for one of them. None after complaining."""
        if isinstance(said, Mapped):
            return said
        if section.short and isinstance(said, Scalar):
            name = Scalar(section.short, said.line)
            return Mapped(((name, said),), said.line)
        self.tell(said.line, joined(": ", [key.text, worded("say what it is, with keys")]))
        return None

    def label(self, section: Section, said: Mapped, id_: str) -> Text:
        name = "title" if section.name == "sources" else "label"
        return Text(texts_in(said.get(name), self.found.language) or {"": id_})

    def iri(self, name: Scalar) -> str:
        """Return the IRI of an id, or an IRI as it is; "" after complaining."""
        text = name.text
        if (has_scheme(text) and "//" in text) or text.startswith("urn:"):
            why = why_no_iri(text)
            if not why:
                return text
            self.tell(name.line, joined(" ", [worded("“{text}”", text=text[:80]), why]))
            return ""
        if _ID.fullmatch(text):
            return self.found.base + text
        self.tell(
            name.line,
            worded(
                "“{text}” is no id; write letters, digits and hyphens, such as {example}",
                text=text[:60],
                example="engine-patents",
            ),
        )
        return ""

    def tell(self, line: int, said: str, owner: Entry | None = None) -> None:
        self.found.faults.append(Fault(said, line, owner.thing.id if owner else ""))
