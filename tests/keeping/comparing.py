"""What is kept, compared with what is read: the record, the triples, the verdict, the refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING
from unittest import mock

from pactgraph.checking.check import check, trusted_record
from pactgraph.errors import BadInputError, InvalidGraphError
from pactgraph.interpreting import documents
from pactgraph.keeping.portfolios import read_at, verdict_at
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pactgraph.interpreting.triples import Triples
    from pactgraph.reading.statements import Content, Statements
    from pactgraph.record import Record

BASE = "https://example.org/kept/"
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in (PREFIXES | {"": BASE}).items())

_CONTRACT = """
:e{n} a pact:Event ; rdfs:label "event {n}"@en .
:x{n} a odrl:Asset ; rdfs:label "asset {n}"@en .
:a{n} a odrl:Agreement ; rdfs:label "agreement {n}"@en ; dcterms:issued "2021-03-01"^^xsd:date ;
    pact:party :p, :q ; odrl:permission :a{n}-1 ;
    pact:certainty certainty:official ; dcterms:source :source .
:before{n} a odrl:Constraint ; odrl:leftOperand odrl:event ; odrl:operator odrl:lt ;
    odrl:rightOperand :e{n} .
:a{n}-1 a odrl:Permission ; dcterms:type kind:licence ; rdfs:label "clause {n}"@en ;
    odrl:assignee :p ; odrl:assigner :q ; odrl:action odrl:use ; odrl:target :x{n} ;
    odrl:constraint :before{n} ; pact:certainty certainty:official ; dcterms:source :source .
"""
SHARED = """
:source a dcterms:BibliographicResource ; dcterms:publisher "press" ; dcterms:title "news"@en ;
    dcterms:issued "2020"^^xsd:gYear ; schema:url <https://source.example/news> .
:p a org:Organization ; rdfs:label "party"@en .
:q a org:Organization ; rdfs:label "other"@en .
"""


def contract(number: int, more: str = "", **changed: str) -> str:
    """Return the Turtle of a contract of its own event, asset, agreement and clause.

    Args:
        number: what its names end in.
        more: what else the file says.
        changed: texts of it, and what stands in their place.
    """
    text = _CONTRACT.format(n=number)
    for old, new in changed.items():
        text = text.replace(old, new)
    return HEAD + text + more


def put(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into a folder, each by its name; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def small(folder: Path, contracts: int = 6, **more: str) -> Path:
    """Write contracts that share two parties and a source into a folder; return it.

    Args:
        folder: where.
        contracts: how many.
        more: other files, by what their names begin with.
    """
    files = {f"a{number}.ttl": contract(number) for number in range(contracts)}
    files |= {f"{name}.ttl": HEAD + text for name, text in more.items()}
    return put(folder, {"shared.ttl": HEAD + SHARED, **files})


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a reading.

    Attributes:
        told: the record, a field each, rows in order; or every message of a refusal.
        triples: what the files say.
        parsed: how many files were parsed for the record.
    """

    told: object
    triples: frozenset[object]
    parsed: int


def kept(paths: Iterable[Path], folder: Path | None) -> Found:
    """Return what `read_at` finds."""

    def read() -> tuple[Record, Triples]:
        found = read_at([*paths], folder, shapes=True)
        return found.record, found.facts

    return _found(read)


def anew(paths: Iterable[Path]) -> Found:
    """Return what is read if nothing is kept."""
    return _found(lambda: trusted_record([*paths], shapes=True))


def _found(read: Callable[[], tuple[Record, Triples]]) -> Found:
    parsed = 0

    def counted(content: Content) -> Statements:
        nonlocal parsed
        parsed += 1
        return _said_by(content)

    _said_by = documents.said_by
    with mock.patch.object(documents, "said_by", counted):
        try:
            record, facts = read()
        except InvalidGraphError as error:
            return Found(error.violations, frozenset(), parsed)
        except BadInputError as error:
            return Found(str(error), frozenset(), parsed)
        needed = parsed
    return Found(told(record), frozenset(facts), needed)


def told(record: Record) -> dict[str, object]:
    """Return the fields of a record; rows as pairs, in order."""
    found = {}
    for each in fields(record):
        if each.compare:
            value = getattr(record, each.name)
            found[each.name] = [*value.items()] if isinstance(value, Mapping) else value
    return found


def assert_same(paths: Iterable[Path], folder: Path | None, *, verdict: bool = True) -> Found:
    """Compare what is kept with what is read; return the former."""
    given = [*paths]
    found, expected = kept(given, folder), anew(given)
    if isinstance(expected.told, dict) and isinstance(found.told, dict):
        for name, value in expected.told.items():
            assert found.told[name] == value, name
    assert found.told == expected.told
    assert found.triples == expected.triples
    if verdict:
        assert verdict_at(given, folder, "en") == check(given, "en")
    return found
