"""From files and folders to triples. Says what does not parse; judges nothing else."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count
from sys import intern
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from pactgraph.collecting import uncollected
from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.interpreting.triples import Triples
from pactgraph.kernel.timeline import next_midnight
from pactgraph.messages import worded
from pactgraph.progress import counted
from pactgraph.reading.faults import UnreadableError, refused
from pactgraph.reading.files import files_at, is_plain
from pactgraph.reading.statements import Content, Statements, content_of, said_by
from pactgraph.terms import PREFIXES, term_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from rdflib.term import Node

_DATATYPES = """
anyURI boolean byte date dateTime dateTimeStamp dayTimeDuration decimal double duration
float gDay gMonth gMonthDay gYear gYearMonth int integer language long negativeInteger
nonNegativeInteger nonPositiveInteger normalizedString positiveInteger short string time
token unsignedByte unsignedInt unsignedLong unsignedShort yearMonthDuration
"""
_UNDERSTOOD = frozenset(XSD[name] for name in _DATATYPES.split())
"""Datatypes whose texts rdflib is asked to understand, in time that grows with their length."""


_OURS = tuple(namespace for prefix, namespace in PREFIXES.items() if prefix)
_TEXTS = frozenset({"", str(XSD.string)})

_OLD_SCHEMA, _SCHEMA = "<http://schema.org/", "<https://schema.org/"
"""schema.org has both spellings; here, the second is used."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file that parsed.

    Attributes:
        file: its path as given, or as found below the folder given.
        triples: its content; those of named graphs too. Literals are kept as written; IRIs of
            schema.org begin with https. Blank nodes are called by the file and its content,
            and numbered as it names them, so that whoever reads it again finds the same.
        lines: the line in which each thing begins, by IRI, where the form of the file tells.
    """

    file: str
    triples: Triples
    lines: Mapping[str, int] = field(default_factory=dict)


def read(paths: Iterable[Path]) -> tuple[list[Document], list[Violation]]:
    """Return the documents at `paths`, and what is wrong with files that do not parse.

    Args:
        paths: files of a format that is read, or folders, which are searched to any depth.
    """
    files, unread = files_at(paths)
    documents, wrong = documents_of(files)
    return documents, [*unread, *wrong]


@uncollected()
def documents_of(files: Collection[Path | Content]) -> tuple[list[Document], list[Violation]]:
    """Return the documents in `files`, and what is wrong with those that do not parse.

    Args:
        files: what `files_at` found; what is not read yet is opened when its turn comes.
    """
    violations: list[Violation] = []
    documents: list[Document] = []
    nodes = _Nodes()
    with silent_rdflib():
        for file in counted(files, _reading):
            try:
                content = file if isinstance(file, Content) else Content(file, content_of(file))
                said, lines = _said(content)
            except InvalidGraphError as error:
                violations.extend(error.violations)
            else:
                nodes.begin(f"{said.file}\0{content.digest}")
                documents.append(Document(said.file, _triples(said.written, nodes), lines))
    return documents, violations


def _said(content: Content) -> tuple[Statements, Mapping[str, int]]:
    """Return what a file says, and the line of each thing, where its form tells."""
    if not is_plain(content.path, content.data):
        return said_by(content), {}
    from pactgraph.plain.reading import plain_statements  # noqa: PLC0415 - needed by few

    try:
        written, lines = plain_statements(content.data)
    except UnreadableError as error:
        raise refused(str(content.path), error.faults) from None
    return Statements(str(content.path), written), lines


def document_of(written: str) -> Document:
    """Return what `spelt.written` wrote, as a document without a name."""
    nodes = _Nodes()
    nodes.begin("")
    with silent_rdflib():
        return Document("", _triples(written.encode(), nodes))


def _reading(number: int, count: int) -> str:
    return worded("reading file {number} of {count}", number=f"{number:,}", count=f"{count:,}")


_ENDS_OF_OTHERS = ('"', ">")
"""How literals end that are no texts in a language."""


_Node = URIRef | BNode | Literal


class _Nodes(dict[str, tuple[_Node]]):
    """The terms of rdflib by their texts in N-Triples, each made once.

    Each is kept as what most things have for a property: as the only value.
    """

    def begin(self, file: str) -> None:
        """Number the blank nodes of a file, which is known by `file`; their texts are new."""
        self._file = blake2b(file.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        self._numbers = count(1)

    def __missing__(self, text: str) -> tuple[_Node]:
        """Make what `text` stands for."""
        node: tuple[_Node]
        if text.startswith(_OLD_SCHEMA):
            node = self[text.replace(_OLD_SCHEMA, _SCHEMA, 1)]
        elif text.startswith("<"):
            node = (_made(text[1:-1]),)
        elif text.startswith("_:"):
            node = (BNode(f"b{self._file}x{next(self._numbers):07}"),)
        elif text.endswith(_ENDS_OF_OTHERS):
            node = (_literal(*_parsed(text)),)
        else:
            return (_text(*_parsed(text)[:2]),)  # in a language: hardly said twice
        self[text] = node
        return node


def _made(iri: str) -> URIRef:
    """Return an IRI that was parsed, without looking once more for signs that none can have."""
    return term_of(iri) if iri.startswith(_OURS) else str.__new__(URIRef, iri)


def _parsed(text: str) -> tuple[str, str, str]:
    """Return what a literal in N-Triples says, its language and its datatype, "" for none."""
    if "\\" in text:
        statement = f"<a:a> <a:a> {text} .".encode()
        (triple,) = pyoxigraph.parse(input=statement, format=pyoxigraph.RdfFormat.N_TRIPLES)
        literal: pyoxigraph.Literal = triple.object
        return literal.value, literal.language or "", literal.datatype.value
    end = text.rindex('"')
    value, kind = text[1:end], text[end + 1 :]
    if kind.startswith("^^"):
        return value, "", kind[3:-1]
    return value, kind[1:], ""


def _triples(written: bytes, nodes: _Nodes) -> Triples:
    """Return the triples that N-Triples say, written as `Statements` are."""
    found: dict[Node, dict[Node, Collection[Node]]] = {}
    about: dict[Node, Collection[Node]] = {}
    several: list[tuple[dict[Node, Collection[Node]], Node]] = []
    before = ""
    for line in written.decode().split(" .\n")[:-1]:
        subject, name, value = line.split(" ", 2)
        if subject != before:
            about = found.setdefault(nodes[subject][0], {})
            before = subject
        predicate = nodes[name][0]
        known = about.get(predicate)
        if known is None:
            about[predicate] = nodes[value]
        elif type(known) is list:
            known += nodes[value]
        else:
            about[predicate] = [*known, *nodes[value]]
            several.append((about, predicate))
    for said, term in several:
        said[term] = tuple(dict.fromkeys(said[term]))
    return Triples(found)


@contextmanager
def silent_rdflib() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each text that its type does not allow."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def to_rdflib(node: object) -> URIRef | BNode | Literal:
    """Return a term of pyoxigraph as one of rdflib; literals keep the text they are written with.

    Raises:
        ValueError: it is a triple, not a term.
    """
    match node:
        case pyoxigraph.NamedNode():
            return URIRef(node.value)
        case pyoxigraph.BlankNode():
            return BNode(node.value)
        case pyoxigraph.Literal():
            return _literal(node.value, node.language or "", node.datatype.value)
        case _:
            raise ValueError(
                worded("triples about triples (RDF 1.2) are not read; name the statement")
            )


def _text(value: str, language: str = "") -> Literal:
    """Return a text as rdflib would make it, which looks at much that no parsed one can have."""
    text = str.__new__(Literal, value)
    text._value, text._ill_typed = value, None  # noqa: SLF001 - likewise
    text._language, text._datatype = intern(language) or None, None  # noqa: SLF001 - likewise
    return text


def _literal(value: str, language: str, datatype: str) -> Literal:
    if language or datatype in _TEXTS:
        return _text(value, language)
    kind = term_of(datatype)
    if kind in _UNDERSTOOD:
        text = next_midnight(value) if kind == XSD.dateTime else value
        made = Literal(text, datatype=kind, normalize=False)
        made._datatype = kind  # noqa: SLF001 - rdflib makes one for each literal
        return made
    kept = Literal(value, normalize=False)
    kept._datatype = kind  # noqa: SLF001 - rdflib would interpret HTML, XML, … at any cost
    return kept
