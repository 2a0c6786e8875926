"""From files and folders to triples. Says what does not parse; judges nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import BNode, Graph, Literal, URIRef

from pactgraph.errors import Violation
from pactgraph.resources import Resource, folder
from pactgraph.terms import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORMATS = {
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    ".json": pyoxigraph.RdfFormat.JSON_LD,
}
LONGEST_TEXT = 100_000
"""A single text in a file may have this many characters."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file that parsed.

    Attributes:
        file: its path as given, or as found below the folder given.
        triples: its content; those of named graphs too. Literals are kept as written.
    """

    file: str
    triples: Graph


def read(paths: Iterable[Path]) -> tuple[list[Document], list[Violation]]:
    """Return the documents at `paths`, and what is wrong with files that do not parse.

    Args:
        paths: files of a format in `FORMATS`, or folders, which are searched to any depth.
    """
    documents: list[Document] = []
    violations: list[Violation] = []
    for path in paths:
        found = _files(path)
        if isinstance(found, Violation):
            violations.append(found)
            continue
        for file in found:
            result = _parsed(file)
            if isinstance(result, Violation):
                violations.append(result)
            else:
                documents.append(result)
    return documents, violations


def _files(path: Path) -> list[Path] | Violation:
    endings = ", ".join(FORMATS)
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in FORMATS)
        return files or Violation(str(path), "", f"the folder holds no file ending in {endings}")
    if not path.is_file():
        return Violation(str(path), "", "there is no such file or folder")
    if path.suffix.lower() not in FORMATS:
        return Violation(str(path), "", f"the file should end in one of {endings}")
    return [path]


def _parsed(path: Path) -> Document | Violation:
    """Return the document in the file `path`, or what keeps it from being one."""
    file = str(path)
    try:
        data = path.read_bytes()
        data.decode("utf-8")
    except OSError as error:
        return Violation(file, "", f"the file cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        return Violation(file, "", "the file is not text in UTF-8; save it in that encoding")
    if b"\0" in data:
        return Violation(file, "", "the file is not text: it contains a zero byte")
    syntax = FORMATS[path.suffix.lower()]
    try:
        if syntax is pyoxigraph.RdfFormat.JSON_LD:
            data = _with_own_context(data)
        return Document(file, _triples(pyoxigraph.parse(input=data, format=syntax)))
    except json.JSONDecodeError as error:
        return Violation(file, "", f"this is not JSON: {error.msg}", error.lineno)
    except _TooLongError as error:
        return Violation(file, error.subject, str(error))
    except MemoryError:
        return Violation(file, "", f"a text is far longer than {LONGEST_TEXT:,} characters")
    except (SyntaxError, ValueError, RecursionError) as error:
        return Violation(file, "", _explained(error), getattr(error, "lineno", None))


def _explained(error: Exception) -> str:
    """Return what the parser says, without the place that is told beside it."""
    text = str(getattr(error, "msg", None) or error)
    said = text.split(": ", 1)[1] if text.startswith("Parser error at") else text
    if "No scheme found" in said:
        said = "an IRI is relative; write it in full or with a prefix"
    if "remote context" in said:
        said = f"a remote JSON-LD context is not fetched; write it out, or use {CONTEXT}"
    return f"this does not parse: {said[:300]}"


class _TooLongError(Exception):
    """A text in a file is longer than `LONGEST_TEXT`."""

    def __init__(self, subject: str, length: int) -> None:
        super().__init__(f"a text has {length:,} characters; {LONGEST_TEXT:,} are allowed")
        self.subject = subject


def _triples(quads: Iterator[pyoxigraph.Quad]) -> Graph:
    graph = Graph()
    for quad in quads:
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), _object(quad)))
    return graph


def _object(quad: pyoxigraph.Quad) -> URIRef | BNode | Literal:
    term = quad.object
    if isinstance(term, pyoxigraph.Literal) and len(term.value) > LONGEST_TEXT:
        raise _TooLongError(str(getattr(quad.subject, "value", "")), len(term.value))
    return to_rdflib(term)


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
            if term.language:
                return Literal(term.value, lang=term.language)
            return Literal(term.value, datatype=_datatype(term), normalize=False)
        case _:
            raise ValueError("triples about triples (RDF 1.2) are not read; name the statement")


def _datatype(term: pyoxigraph.Literal) -> URIRef | None:
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return None if plain else URIRef(term.datatype.value)


def _with_own_context(data: bytes) -> bytes:
    """Return a JSON-LD document with our context written out where it is named."""
    document = json.loads(data)
    text = (folder(Resource.ONTOLOGY) / "context.jsonld").read_text(encoding="utf-8")
    own = json.loads(text)["@context"]
    if isinstance(document, dict) and "@context" in document:
        document["@context"] = _resolved(document["@context"], own)
    return json.dumps(document).encode()


def _resolved(context: object, own: object) -> object:
    if isinstance(context, list):
        return [_resolved(part, own) for part in context]
    return own if context == CONTEXT else context
