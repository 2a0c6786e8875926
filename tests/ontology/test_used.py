"""Every term has a use: a question asks with it, a fact says it, or a test tries it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql import prepareQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.many

ROOT = Path(__file__).resolve().parents[2]
NAMESPACES = {
    "pact": "https://w3id.org/pactgraph/ns#",
    "kind": "https://w3id.org/pactgraph/kind/",
    "certainty": "https://w3id.org/pactgraph/certainty/",
    "force": "https://w3id.org/pactgraph/force/",
    "sector": "https://w3id.org/pactgraph/sector/",
    "value": "https://w3id.org/pactgraph/value/",
    "verdict": "https://w3id.org/pactgraph/verdict/",
}
YES = Literal("true", datatype=XSD.boolean)
PREFIXED = re.compile(rf"\b({'|'.join(NAMESPACES)}):([A-Za-z][\w-]*)")
IN_PYTHON = re.compile(
    rf"""\b({"|".join(NAMESPACES).upper()})(?:\.|\["|\ \+\ ")([A-Za-z][\w-]*)""", re.VERBOSE
)
IN_FULL = re.compile(rf"(?:{'|'.join(map(re.escape, NAMESPACES.values()))})[A-Za-z][\w-]*")


def unused(root: Path) -> list[str]:
    """Return the terms below `root` that are declared, not deprecated, and used by nothing."""
    used = {*in_facts(root / "graph" / "facts"), *in_questions(root / "queries")}
    return sorted(in_use(root / "ontology") - used - {*in_tests(root / "tests")})


def in_use(ontology: Path) -> set[str]:
    """Return the terms of the project that the vocabulary declares and does not deprecate."""
    graph = Graph()
    for file in ontology.glob("*.ttl"):
        graph.parse(file)
    return {
        str(term)
        for term in graph.subjects(RDF.type)
        if IN_FULL.fullmatch(str(term)) and (term, OWL.deprecated, YES) not in graph
    }


def in_facts(folder: Path) -> Iterator[str]:
    """Yield the IRIs in the triples of the facts."""
    for file in folder.glob("**/*.ttl"):
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            for term in (quad.subject, quad.predicate, quad.object):
                if isinstance(term, ox.NamedNode):
                    yield term.value


def in_questions(folder: Path) -> Iterator[str]:
    """Yield the IRIs in the questions as they are parsed, so not those in comments."""
    for file in folder.glob("*.rq"):
        yield from iris(prepareQuery(file.read_text(encoding="utf-8")).algebra)


def iris(part: object) -> Iterator[str]:
    """Yield the IRIs in a part of a parsed question, those on its paths among them."""
    if isinstance(part, URIRef):
        yield str(part)
    elif isinstance(part, dict | PropertyPath):
        for each in part.values() if isinstance(part, dict) else vars(part).values():
            yield from iris(each)
    elif isinstance(part, list | tuple | set):
        for each in part:
            yield from iris(each)


def in_tests(folder: Path) -> Iterator[str]:
    """Yield the terms that tests name, in Python, Turtle, SPARQL or the tables of answers."""
    for file in folder.glob("**/*"):
        if file.suffix in {".py", ".rq", ".toml", ".ttl"}:
            text = file.read_text(encoding="utf-8")
            yield from IN_FULL.findall(text)
            for prefix, name in PREFIXED.findall(text) + IN_PYTHON.findall(text):
                yield NAMESPACES[prefix.lower()] + name


def test_every_term_has_a_use() -> None:
    """What no question, fact or test uses is given a use, or deprecated if it was released."""
    assert [] == unused(ROOT)


IDLE = "https://w3id.org/pactgraph/ns#idle"


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("tests/note.txt", IDLE, [IDLE]),
        ("tests/test_one.py", "'pact:idler kind:idle PACT.idler'", [IDLE]),
        ("tests/test_one.py", "'a pact:idle .'", []),
        ("tests/test_one.py", "PACT.idle", []),
        ("tests/test_one.py", 'PACT["idle"]', []),
        ("tests/test_one.py", 'PACT + "idle"', []),
        ("tests/deep/one.ttl", f"<urn:x> <{IDLE}> 1 .", []),
        ("graph/facts/one.ttl", f"# <{IDLE}>\n<urn:x> <{IDLE}r> '{IDLE}' .", [IDLE]),
        ("graph/facts/one.ttl", f"<urn:x> <{IDLE}> 1 .", []),
        ("graph/facts/one.ttl", f"<urn:x> a <{IDLE}> .", []),
        ("queries/one.rq", f"# {IDLE}\nSELECT ?x {{ ?x a <{IDLE}r> }}", [IDLE]),
        ("queries/one.rq", f"SELECT ?x {{ ?x a ?y FILTER NOT EXISTS {{ ?x <{IDLE}> ?y }} }}", []),
        ("queries/one.rq", f"SELECT ?x {{ ?y <{IDLE}>/<urn:p>* ?x }}", []),
        ("ontology/more.ttl", f"<{IDLE}> <{OWL.deprecated}> true .", []),
        ("ontology/more.ttl", f"<{IDLE}> <{OWL.deprecated}> false .", [IDLE]),
    ],
)
def test_a_term_without_use_is_found(
    file: str, text: str, found: list[str], tmp_path: Path
) -> None:
    """A declared term is idle until something really uses it; a mention in a comment is none."""
    for name, content in (("ontology/one.ttl", f"<{IDLE}> a <{OWL.Class}> ."), (file, text)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")

    assert found == unused(tmp_path)
