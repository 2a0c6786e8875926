"""From files and folders to triples. Says what does not parse; judges nothing else."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from pactgraph.errors import InvalidGraphError, Violation
from pactgraph.interpreting.triples import Triples
from pactgraph.kernel.timeline import next_midnight
from pactgraph.messages import worded
from pactgraph.progress import counted
from pactgraph.reading.files import files_at
from pactgraph.reading.statements import Content, content_of, said_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
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
    """

    file: str
    triples: Triples


def read(paths: Iterable[Path]) -> tuple[list[Document], list[Violation]]:
    """Return the documents at `paths`, and what is wrong with files that do not parse.

    Args:
        paths: files of a format that is read, or folders, which are searched to any depth.
    """
    files, unread = files_at(paths)
    documents, wrong = documents_of(files)
    return documents, [*unread, *wrong]


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
                said = said_by(content)
            except InvalidGraphError as error:
                violations.extend(error.violations)
            else:
                nodes.begin(f"{said.file}\0{content.digest}")
                documents.append(Document(said.file, _triples(said.written, nodes)))
    return documents, violations


def document_of(written: str) -> Document:
    """Return what `spelt.written` wrote, as a document without a name."""
    nodes = _Nodes()
    nodes.begin("")
    with silent_rdflib():
        return Document("", _triples(written.encode(), nodes))


def _reading(number: int, count: int) -> str:
    return worded("reading file {number} of {count}", number=f"{number:,}", count=f"{count:,}")


class _Nodes(dict[str, "URIRef | BNode | Literal"]):
    """The terms of rdflib by their texts in N-Triples; each is made once."""

    def begin(self, file: str) -> None:
        """Number the blank nodes of a file, which is known by `file`; their texts are new."""
        self._file = blake2b(file.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        self._numbers = count(1)

    def __missing__(self, text: str) -> URIRef | BNode | Literal:
        """Make what `text` stands for."""
        if text.startswith("<"):
            node: URIRef | BNode | Literal = URIRef(text[1:-1])
            if text.startswith(_OLD_SCHEMA):
                node = self[text.replace(_OLD_SCHEMA, _SCHEMA, 1)]
        elif text.startswith("_:"):
            node = BNode(f"b{self._file}x{next(self._numbers):07}")
        else:
            node = _literal(_parsed(text))
        self[text] = node
        return node


def _parsed(text: str) -> pyoxigraph.Literal:
    """Return the literal that a text in N-Triples stands for."""
    if "\\" in text:
        statement = f"<a:a> <a:a> {text} .".encode()
        (triple,) = pyoxigraph.parse(input=statement, format=pyoxigraph.RdfFormat.N_TRIPLES)
        literal: pyoxigraph.Literal = triple.object
        return literal
    end = text.rindex('"')
    value, kind = text[1:end], text[end + 1 :]
    if kind.startswith("^^"):
        return pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(kind[3:-1]))
    return pyoxigraph.Literal(value, language=kind[1:] or None)


def _triples(written: bytes, nodes: _Nodes) -> Triples:
    """Return the triples that N-Triples say, written as `Statements` are."""
    found: dict[Node, dict[Node, list[Node]]] = {}
    for line in written.decode().split(" .\n")[:-1]:
        subject, predicate, value = line.split(" ", 2)
        about = found.setdefault(nodes[subject], {})
        about.setdefault(nodes[predicate], []).append(nodes[value])
    for about in found.values():
        for property_, values in about.items():
            if len(values) > 1:
                about[property_] = list(dict.fromkeys(values))
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


def to_rdflib(term: object) -> URIRef | BNode | Literal:
    """Return a term of pyoxigraph as one of rdflib; literals keep the text they are written with.

    Raises:
        ValueError: it is a triple, not a term.
    """
    match term:
        case pyoxigraph.NamedNode():
            return URIRef(term.value)
        case pyoxigraph.BlankNode():
            return BNode(term.value)
        case pyoxigraph.Literal():
            return _literal(term)
        case _:
            raise ValueError(
                worded("triples about triples (RDF 1.2) are not read; name the statement")
            )


def _literal(term: pyoxigraph.Literal) -> Literal:
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = URIRef(term.datatype.value)
    if datatype in _UNDERSTOOD:
        plain = datatype == XSD.string
        text = next_midnight(term.value) if datatype == XSD.dateTime else term.value
        return Literal(text, datatype=None if plain else datatype, normalize=False)
    kept = Literal(term.value)
    kept._datatype = datatype  # noqa: SLF001 - rdflib would interpret HTML, XML, … at any cost
    return kept
