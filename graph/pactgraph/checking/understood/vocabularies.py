"""The terms that exist, of vocabularies that are closed: anything else in them is a slip.

`evaluate` asks here too. The lists are `ontology/vocabularies.json`, taken from the published
ontologies, and our own Turtle.
"""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import pyoxigraph

from pactgraph.messages import LANGUAGES, either, worded
from pactgraph.resources import Resource, folder
from pactgraph.terms import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgraph.messages import Message

Role = Literal["property", "class", "datatype", "thing"]
"""How a term is used: as predicate, as object of rdf:type, as datatype, or as anything else."""

_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_CALLED = {f"{_SKOS}prefLabel", f"{_SKOS}altLabel"}
_TYPE = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PROPERTIES = {f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty", f"{_OWL}AnnotationProperty"}
_MEMBER = re.compile(r"_[1-9][0-9]*")
_ODRL = re.compile(r"(?:www\.)?w3\.org/ns/odrl(?:/[12](?:\.[0-9])?)?")
_NEAR = 0.65
"""Names less alike than this, as difflib counts, are not proposed."""
_LONGEST_NAME = 60
"""Names longer than this are like none that exists; nothing near is looked for."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed vocabulary: all of its terms are known.

    Attributes:
        namespace: what its IRIs begin with.
        prefix: the usual prefix, without the colon.
        called: its name in messages.
        properties: local names of its properties.
        classes: local names of its classes.
        others: local names of its individuals and datatypes.
        deprecated: those of them that exist and should not be used any more.
        labels: what its concepts are called in messages, by local name.
        words: what people call its concepts, in small letters, each with the local name.
    """

    namespace: str
    prefix: str
    called: str
    properties: frozenset[str]
    classes: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    deprecated: frozenset[str] = frozenset()
    labels: Mapping[str, Message] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Return whether there is a term of this local name."""
        return (
            name in self.properties
            or name in self.classes
            or name in self.others
            or (self.prefix == "rdf" and _MEMBER.fullmatch(name) is not None)
        )

    def fitting(self, role: Role) -> list[str]:
        """Return the local names that fit `role`, in order."""
        if role == "property":
            return sorted(self.properties)
        if role == "class":
            return sorted(self.classes or self.others)
        return sorted(self.others or self.properties | self.classes)


@dataclass(frozen=True, slots=True)
class Slip:
    """A term that does not exist, or cannot be used as it is.

    Attributes:
        shown: the term as messages write it.
        called: the vocabulary that has no such term.
        near: the term that was probably meant, with its prefix; "" if none is near.
        meant: the IRI of `near`; "" if none is near.
        role: what the term exists as, but is not used as; "" if it does not exist.
        namespace: what should begin the IRI instead; "" if that is right.
        label: what `near` is called, if that is what was nearly written; "" if its name was.
    """

    shown: str
    called: str
    near: str = ""
    meant: str = ""
    role: Role | Literal[""] = ""
    namespace: str = ""
    label: str = ""

    @property
    def message(self) -> Message:
        """What is wrong and what would be right."""
        if self.namespace:
            return self.of_namespace(self.shown)
        told = {
            "": worded("{term} is no term of {called}", term=self.shown, called=self.called),
            "class": worded("{term} is a class, not a property", term=self.shown),
            "property": worded("{term} is a property, not a class", term=self.shown),
            "thing": worded("{term} is no class", term=self.shown),
        }[self.role]
        if not self.near:
            return told
        if self.label:
            return worded(
                "{message}; did you mean {near} (“{label}”)?",
                message=told,
                near=self.near,
                label=self.label,
            )
        return worded("{message}; did you mean {near}?", message=told, near=self.near)

    def of_namespace(self, wrong: str) -> Message:
        """Return that `wrong`, an IRI or what it begins with, is not in the right namespace."""
        return worded(
            "{wrong} is not of {called}, which has the namespace {namespace}",
            wrong=wrong,
            called=self.called,
            namespace=self.namespace,
        )


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """Return the closed vocabularies, by namespace."""
    path = folder(Resource.ONTOLOGY) / "vocabularies.json"
    listed = json.loads(path.read_text(encoding="utf-8"))
    found = {
        namespace: Vocabulary(
            namespace=namespace,
            prefix=about["prefix"],
            called=about["called"],
            properties=frozenset(about.get("properties", "").split()),
            classes=frozenset(about.get("classes", "").split()),
            others=frozenset(about.get("others", "").split()),
            deprecated=frozenset(about.get("deprecated", "").split()),
        )
        for namespace, about in listed.items()
    }
    return {**found, **_own()}


def _own() -> dict[str, Vocabulary]:
    """Return our own vocabularies, as the ontology declares them."""
    types: dict[str, set[str]] = {}
    labels: dict[str, dict[str, str]] = {}
    words: dict[str, set[str]] = {}
    for name in ("pact", "kinds"):
        data = (folder(Resource.ONTOLOGY) / f"{name}.ttl").read_bytes()
        for triple in pyoxigraph.parse(input=data, format=pyoxigraph.RdfFormat.TURTLE):
            if not isinstance(triple.subject, pyoxigraph.NamedNode):
                continue
            said, value = triple.predicate.value, getattr(triple.object, "value", "")
            if triple.predicate == _TYPE:
                types.setdefault(triple.subject.value, set()).add(value)
            elif said == f"{_SKOS}prefLabel" and isinstance(triple.object, pyoxigraph.Literal):
                labels.setdefault(triple.subject.value, {})[triple.object.language or ""] = value
            if said in _CALLED:
                words.setdefault(triple.subject.value, set()).add(_spaced(value))
    found = {}
    for prefix, namespace in OWN.items():
        mine = {
            iri.removeprefix(namespace): kinds
            for iri, kinds in types.items()
            if iri.startswith(namespace)
        }
        properties = {name for name, kinds in mine.items() if kinds & _PROPERTIES}
        classes = {name for name, kinds in mine.items() if f"{_OWL}Class" in kinds}
        found[namespace] = Vocabulary(
            namespace=namespace,
            prefix=prefix,
            called=worded("the vocabulary of pactgraph"),
            properties=frozenset(properties),
            classes=frozenset(classes),
            others=frozenset(set(mine) - properties - classes),
            labels={
                iri.removeprefix(namespace): either({lang: said[lang] for lang in LANGUAGES})
                for iri, said in labels.items()
                if iri.startswith(namespace) and said.keys() >= {*LANGUAGES}
            },
            words={
                word: iri.removeprefix(namespace)
                for iri, called in sorted(words.items(), reverse=True)
                for word in called
                if iri.startswith(namespace)
            },
        )
    return found


@cache
def _stems() -> Mapping[str, str]:
    """Return the namespaces by what is left without scheme, www. and the last sign."""
    return {_stem(namespace): namespace for namespace in vocabularies()}


def _stem(namespace: str) -> str:
    _, _, rest = namespace.lower().partition("://")
    return rest.removeprefix("www.").rstrip("#/")


def is_listed(iri: str) -> bool:
    """Return whether `iri` is of a vocabulary that is listed here, or seems to be meant so.

    >>> is_listed("https://www.w3.org/ns/odrl/2/use"), is_listed("https://example.org/use")
    (True, False)
    """
    return _meant(iri[: _end_of_namespace(iri)]) is not None


def _end_of_namespace(iri: str) -> int:
    return max(iri.rfind("#"), iri.rfind("/")) + 1


@lru_cache(maxsize=100_000)
def slip(iri: str, role: Role) -> Slip | None:
    """Return what is wrong with the term `iri` used as `role`; None if nothing is.

    Terms of vocabularies that are not listed here are never wrong. Left operands and other
    individuals of ODRL may stand as properties, as states of the world write them.

    >>> slip("http://www.w3.org/ns/odrl/2/constraints", "property").message
    'odrl:constraints is no term of ODRL 2.2; did you mean odrl:constraint?'
    >>> slip("https://www.w3.org/ns/odrl/2/use", "thing").message
    'https://www.w3.org/ns/odrl/2/use is not of ODRL 2.2, which has the namespace http://www.w3.org/ns/odrl/2/'
    >>> slip("http://www.w3.org/ns/odrl/2/use", "thing") is None
    True
    """
    end = _end_of_namespace(iri)
    namespace, name = iri[:end], iri[end:]
    meant = _meant(namespace)
    if meant is None or not name or "." in name or _stem(iri) in _stems():
        return None  # of elsewhere, a namespace, or a document of one
    known = vocabularies()[meant]
    if namespace != meant:
        right = f"{meant}{name}" if known.has(name) else ""
        return Slip(iri[:200], known.called, meant=right, namespace=meant)
    if not known.has(name):
        return _with_hint(known, f"{known.prefix}:{name}", name, role)
    if role == "property" and name in known.classes:
        return _with_hint(known, f"{known.prefix}:{name}", name, role, "class")
    if role == "class" and known.classes and name not in known.classes:
        used: Role = "property" if name in known.properties else "thing"
        return _with_hint(known, f"{known.prefix}:{name}", name, role, used)
    return None


@lru_cache(maxsize=10_000)
def _meant(namespace: str) -> str | None:
    """Return the known namespace that is spelt, rightly or otherwise, such as with https."""
    if namespace in vocabularies():
        return namespace
    stem = _stem(namespace)
    return _stems().get("w3.org/ns/odrl/2" if _ODRL.fullmatch(stem) else stem)


def _with_hint(
    known: Vocabulary, shown: str, name: str, role: Role, used: Role | Literal[""] = ""
) -> Slip:
    near, called = _near(known, name, role)
    if not near:
        return Slip(shown[:200], known.called, role=used)
    return Slip(
        shown[:200],
        known.called,
        f"{known.prefix}:{near}",
        f"{known.namespace}{near}",
        used,
        label=known.labels.get(near, "") if called else "",
    )


def concept_near(namespace: str, shown: str, name: str) -> Slip:
    """Return that `shown` is no term of a vocabulary, with the concept that was probably meant.

    >>> kinds = "https://w3id.org/pactgraph/kind/"
    >>> near = concept_near(kinds, "“NDA”", "NDA")
    >>> near.near, str(near.label)
    ('kind:confidentiality', 'confidentiality')

    Args:
        namespace: that of one of our vocabularies.
        shown: what was written, as messages write it.
        name: the name or word in it.
    """
    return _with_hint(vocabularies()[namespace], shown, name, "thing")


def _near(known: Vocabulary, name: str, role: Role) -> tuple[str, bool]:
    """Return the local name of `known` that was probably meant; what fits `role` goes first.

    With it comes whether what was written is near to what people call it, not to the name.
    """
    fitting = known.fitting(role)
    everything = known.properties | known.classes | known.others
    same = _same_but_for_case(name, fitting) or _same_but_for_case(name, everything)
    if same or not known.words:
        return same or nearest(name, fitting), False
    wanted, names = _spaced(name), {_spaced(other): other for other in fitting}
    word = nearest(wanted, [*names, *known.words])
    return (names[word], False) if word in names else (known.words.get(word, ""), True)


def _spaced(name: str) -> str:
    """Return a name as words in small letters.

    >>> _spaced("SourceCode-escrow")
    'source code escrow'
    """
    return re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|[-_\s]+", " ", name).casefold().strip()


def _same_but_for_case(name: str, names: Iterable[str]) -> str:
    return next((other for other in names if other.lower() == name.lower()), "")


def nearest(name: str, names: Iterable[str]) -> str:
    """Return which of `names` was probably meant by `name`; "" if none is near.

    >>> nearest("Sell", ["sell", "seal"]), nearest("duties", ["duty", "unit"])
    ('sell', 'duty')
    """
    if len(name) > _LONGEST_NAME:
        return ""
    folded = {other.lower(): other for other in names}
    lowered = name.lower()
    singular = f"{lowered[:-3]}y" if lowered.endswith("ies") else lowered.removesuffix("s")
    if singular in folded:
        return folded[singular]
    found = difflib.get_close_matches(lowered, folded, n=1, cutoff=_NEAR)
    return folded[found[0]] if found else ""
