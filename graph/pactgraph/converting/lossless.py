"""Triples as the text of a file, in any form; each text is proved by reading it again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import Graph, URIRef

from pactgraph.errors import BadInputError, InvalidGraphError
from pactgraph.interpreting.documents import documents_of
from pactgraph.messages import worded
from pactgraph.plain.reading import written
from pactgraph.plain.sameness import only_in_one
from pactgraph.plain.writing import plain_text
from pactgraph.reading.contexts import OWN, shipped
from pactgraph.reading.files import PLAIN_ENDINGS
from pactgraph.reading.statements import FORMATS, Content
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from rdflib.term import Node

    from pactgraph.messages import Language

    Triple = tuple[Node, Node, Node]

_MOST_TRIES = 4
_BY_RDFLIB = {".ttl": "turtle", ".trig": "turtle"}


def lossless_text(
    triples: Collection[Triple], ending: str, language: Language | None = None
) -> str:
    """Return the text of a file from which the same triples are read.

    What no section of a plain file can describe so that it is read back as it is stands under
    `graph` there.

    Args:
        triples: what is to be said.
        ending: of the name of the file, such as ".yaml" or ".ttl"; it tells the form.
        language: of the sentences of a plain file, and of its texts that have no language
            beside them; the one most texts are in if None.

    Raises:
        BadInputError: there is no text that says the same; it tells what would be lost.
    """
    texts = _plain(triples, ending, language) if ending in PLAIN_ENDINGS else _rdf(triples, ending)
    lost: list[str] = []
    for text in texts:
        lost = _differences(text, triples, ending)
        if not lost:
            return text
    raise BadInputError(
        worded(
            "this cannot be written as {ending} without a loss: {statement}",
            ending=ending,
            statement=lost[0][:300],
        )
    )


def _differences(text: str, triples: Collection[Triple], ending: str) -> list[str]:
    """Return what is not read back as it is."""
    try:
        again = _read(text, ending)
    except InvalidGraphError as error:
        return [str(violation) for violation in error.violations]
    lost, new = only_in_one(triples, again)
    return [*lost, *new]


def _read(text: str, ending: str) -> list[Triple]:
    documents, wrong = documents_of([Content(Path(f"written{ending}"), text.encode())])
    if wrong:
        raise InvalidGraphError(wrong)
    return [triple for document in documents for triple in document.triples]


# ---- Plain files ------------------------------------------------------------------------


def _plain(triples: Collection[Triple], ending: str, language: Language | None) -> Iterator[str]:
    """Yield plain files, each with more under `graph` than the one before."""
    subjects = {subject for subject, _, _ in triples}
    untold: set[Node] = set()
    for _ in range(_MOST_TRIES):
        text = plain_text(triples, language, untold)
        yield text
        wrong = _wrong(text, triples, ending, subjects)
        if wrong <= untold:
            break
        untold |= wrong
    yield plain_text(triples, language, subjects)


def _wrong(
    text: str, triples: Collection[Triple], ending: str, subjects: Collection[Node]
) -> set[Node]:
    """Return what is not read back as it is; all `subjects` where that does not show."""
    try:
        again = _read(text, ending)
    except InvalidGraphError as error:
        ids = {violation.subject for violation in error.violations} - {""}
        named = {node for node in subjects if str(node).rpartition("/")[2] in ids}
        return named or set(subjects)
    differing = [line.split(" ", 1)[0] for lines in only_in_one(triples, again) for line in lines]
    found: set[Node] = {URIRef(name[1:-1]) for name in differing if name.startswith("<")}
    return found & set(subjects) or set(subjects)


# ---- RDF --------------------------------------------------------------------------------


def _rdf(triples: Collection[Triple], ending: str) -> Iterator[str]:
    """Yield files of RDF: as a person would write it, and then as exactly as can be."""
    if ending in _BY_RDFLIB:
        yield _by_rdflib(triples, lambda graph: graph.serialize(format=_BY_RDFLIB[ending]))
    is_json = FORMATS[ending] is pyoxigraph.RdfFormat.JSON_LD
    if is_json:
        yield _by_rdflib(triples, _json_ld)
    data = written(triples)
    parsed = pyoxigraph.parse(input=data, format=pyoxigraph.RdfFormat.N_TRIPLES)
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if prefix}
    exact = pyoxigraph.serialize(parsed, format=FORMATS[ending], prefixes=prefixes)
    text = (exact or b"").decode()
    yield _in_lines(json.loads(text)) if is_json else text


def _by_rdflib(triples: Collection[Triple], write: Callable[[Graph], str]) -> str:
    graph = Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        if prefix:
            graph.bind(prefix, iri)
    base = _base(triples)
    if base:
        graph.bind("", base)
    for triple in triples:
        graph.add(triple)
    return write(graph)


def _base(triples: Collection[Triple]) -> str:
    """Return what the IRIs of most things begin with; "" if nothing has one."""
    beginnings: dict[str, int] = {}
    for subject in {subject for subject, _, _ in triples if isinstance(subject, URIRef)}:
        cut = max(str(subject).rfind(sign) for sign in "/#:") + 1
        beginnings[str(subject)[:cut]] = beginnings.get(str(subject)[:cut], 0) + 1
    return max(beginnings, key=beginnings.__getitem__, default="")


def _json_ld(graph: Graph) -> str:
    """Return JSON-LD with the names of our own context, which is named and not repeated."""
    text = graph.serialize(format="json-ld", context=shipped(OWN), auto_compact=False)
    document = json.loads(text)
    document["@context"] = OWN
    return _in_lines(document)


def _in_lines(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
