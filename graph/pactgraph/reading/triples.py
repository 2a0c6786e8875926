"""Triples as plain text: each term is spelt as in N-Triples, which is cheap and exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph

from pactgraph.errors import BadInputError
from pactgraph.messages import worded
from pactgraph.reading.faults import UnreadableError, refused
from pactgraph.reading.iris import local_name
from pactgraph.reading.statements import read_file, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


Term = str
"""``<iri>``, ``_:label``, or ``"text"`` with ``@language`` or ``^^<datatype>``."""

_NONE: dict[Term, list[Term]] = {}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE = f"<{RDF}type>"
VALUE = f"<{RDF}value>"
SUBCLASS_OF = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
FIRST, REST, NIL = f"<{RDF}first>", f"<{RDF}rest>", f"<{RDF}nil>"
XSD = "http://www.w3.org/2001/XMLSchema#"


def odrl(name: str) -> Term:
    """Return the term of ODRL called `name`."""
    return f"<http://www.w3.org/ns/odrl/2/{name}>"


@dataclass(frozen=True, slots=True)
class Triples:
    """The content of one file.

    Attributes:
        by_subject: for each subject, its values by predicate, in the order of the file.
        name: what to call it in messages: the file, or what it is for.
    """

    by_subject: Mapping[Term, Mapping[Term, list[Term]]]
    name: str = ""

    def about(self, subject: Term) -> Mapping[Term, list[Term]]:
        """Return all values of `subject` by predicate; empty where it is not described."""
        return self.by_subject.get(subject, _NONE)

    def values(self, subject: Term, *predicates: Term) -> list[Term]:
        """Return the values that `subject` has for any of `predicates`, each once."""
        about = self.by_subject.get(subject, _NONE)
        found = [value for predicate in predicates for value in about.get(predicate, ())]
        return list(dict.fromkeys(found)) if len(found) > 1 else found

    def one(self, subject: Term, predicate: Term) -> Term:
        """Return the value that `subject` has for `predicate`, or "".

        Raises:
            BadInputError: it has several.
        """
        found = self.values(subject, predicate)
        if len(found) > 1:
            raise BadInputError(
                worded(
                    "{subject} has {count} values for {predicate}; keep one",
                    subject=shown(subject),
                    count=len(found),
                    predicate=shown(predicate),
                )
            )
        return found[0] if found else ""

    def of_type(self, *names: Term) -> list[Term]:
        """Return the subjects of one of the classes `names`."""
        return [
            s
            for s, about in self.by_subject.items()
            if not set(names).isdisjoint(about.get(TYPE, ()))
        ]

    def listed(self, values: Iterable[Term]) -> list[Term]:
        """Return `values` with the members of RDF lists in place of the lists.

        Raises:
            BadInputError: a list is broken or runs in a circle.
        """
        found: list[Term] = []
        for value in values:
            if value == NIL or FIRST in self.by_subject.get(value, _NONE):
                found.extend(self._members(value))
            else:
                found.append(value)
        return found

    def _members(self, head: Term) -> list[Term]:
        members: list[Term] = []
        seen: set[Term] = set()
        while head != NIL:
            first, rest = self.values(head, FIRST), self.values(head, REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise BadInputError(
                    worded("an RDF list is broken: each part needs one rdf:first and rdf:rest")
                )
            seen.add(head)
            members.append(first[0])
            head = rest[0]
        return members


def read_triples(path: Path) -> Triples:
    """Return the triples in the file `path`; those of named graphs too.

    Args:
        path: a file of one of the formats that `pactgraph` reads, told by its ending. In
            JSON-LD the contexts that ship may be named; nothing is ever fetched.

    Raises:
        InvalidGraphError: it cannot be read, does not parse, or something in it has no
            meaning; file and line are named.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "world.nt")
        ...     _ = file.write_text("<urn:x> <http://www.w3.org/ns/odrl/2/partOf> <urn:all> .")
        ...     read_triples(file).values("<urn:x>", odrl("partOf"))
        ['<urn:all>']
    """
    said = read_file(path)
    return _indexed(said.written, said.file)


def from_text(turtle: str, name: str = "") -> Triples:
    """Return the triples that a text in Turtle says.

    Raises:
        InvalidGraphError: it does not parse.
    """
    try:
        written = statements(turtle.encode(), pyoxigraph.RdfFormat.TURTLE)
    except UnreadableError as error:
        raise refused(name, error.faults) from None
    return _indexed(written, name)


def _indexed(written: bytes, name: str) -> Triples:
    index: dict[Term, dict[Term, list[Term]]] = {}
    about: dict[Term, list[Term]] = {}
    subject = ""
    for line in written.decode().split(" .\n"):
        before = subject
        subject, _, rest = line.partition(" ")
        predicate, _, value = rest.partition(" ")
        if subject != before:
            about = index.setdefault(subject, {})
        if predicate in about:
            about[predicate].append(value)
        else:
            about[predicate] = [value]
    index.pop("", None)
    return Triples(index, name)


def merged(*parts: Triples) -> Triples:
    """Return all triples of `parts` together."""
    index: dict[Term, dict[Term, list[Term]]] = {}
    for part in parts:
        for subject, about in part.by_subject.items():
            if subject in index:
                known = index[subject]
                index[subject] = {
                    predicate: [*known.get(predicate, ()), *about.get(predicate, ())]
                    for predicate in {**known, **about}
                }
            else:
                index[subject] = dict(about)
    return Triples(index)


def is_iri(term: Term) -> bool:
    """Return whether `term` is an IRI."""
    return term.startswith("<")


def is_literal(term: Term) -> bool:
    """Return whether `term` is a literal."""
    return term.startswith('"')


def is_blank(term: Term) -> bool:
    """Return whether `term` is a blank node."""
    return term.startswith("_:")


def text_of(term: Term) -> str:
    """Return the text of a literal, the IRI of an IRI, the label of a blank node."""
    if term.startswith("<"):
        return term[1:-1]
    if not term.startswith('"'):
        return term
    text = term[1 : term.rindex('"')]
    if "\\" not in text:
        return text
    return _ESCAPE.sub(
        lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _ESCAPED.get(m[3], m[3]), text
    )


def datatype_of(term: Term) -> str:
    """Return the IRI of the datatype of a literal; "" for plain text and other terms."""
    return term[term.rindex("<") + 1 : -1] if term.startswith('"') and term.endswith(">") else ""


def language_of(term: Term) -> str:
    """Return the language tag of a text, in small letters; "" for other terms."""
    if not term.startswith('"') or term.endswith(('"', ">")):
        return ""
    return term[term.rindex("@") + 1 :].lower()


def shown(term: Term) -> str:
    """Return `term` as messages name it: by the last part of its IRI, or its text."""
    if term.startswith("_:"):
        return worded("a blank node")
    if term.startswith("<urn:"):
        return term
    text = text_of(term)
    return local_name(text) if is_iri(term) else worded("“{text}”", text=text[:60])
