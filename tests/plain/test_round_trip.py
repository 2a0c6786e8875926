"""Whatever triples say, a plain file says it too; read again, it says the same."""

from __future__ import annotations

import string
import subprocess
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, BNode, Graph, Literal, URIRef

from lengths import examples
from pactgraph.checking.check import check
from pactgraph.converting.lossless import lossless_text
from pactgraph.errors import BadInputError
from pactgraph.interpreting.documents import read
from pactgraph.messages import LANGUAGES
from pactgraph.plain.laid_out import WIDTH, laid_out
from pactgraph.plain.parsing import Listed, Mapped, Scalar, parsed
from pactgraph.plain.sameness import only_in_one
from pactgraph.resources import Resource, folder
from pactgraph.terms import PREFIXES
from plain.examples import GOOD, OWN, ROOT, trial

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.plain.laid_out import Laid
    from pactgraph.plain.parsing import Value

    Triple = tuple[Node, Node, Node]

pytestmark = pytest.mark.many

TURTLE = sorted((ROOT / "tests").rglob("*.ttl"))
CASES = sorted((ROOT.parent / "shared" / "cases").rglob("*.ttl"))


def said(*paths: Path) -> list[tuple[object, ...]]:
    """Return what files say, if they can be read."""
    documents, _ = read(paths)
    return [*chain.from_iterable(document.triples for document in documents)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_facts_come_back(language: Language, tmp_path: Path) -> None:
    """All of them in one file, in which every thing stands in its section."""
    facts = said(folder(Resource.FACTS))
    text = lossless_text(facts, ".yaml", language)
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")

    assert 3_700 <= len(facts)
    assert "\ngraph:" not in text
    assert ([], []) == only_in_one(facts, said(tmp_path / "facts.yaml"))
    assert [] == check([tmp_path / "facts.yaml"]).violations
    assert [] == too_long(text)


def too_long(text: str) -> list[str]:
    """Return the lines that are longer than they should be, but for single words."""
    return [line for line in text.splitlines() if len(line) > WIDTH and " " in line.strip("- ")]


@pytest.mark.parametrize("path", [OWN, *TURTLE], ids=lambda path: path.name)
def test_files_of_the_tests_come_back(path: Path) -> None:
    """Good ones and faulty ones, as long as they parse."""
    triples = said(path)
    if triples:
        assert lossless_text(triples, ".yaml").startswith("# yaml-language-server")


@pytest.mark.many
def test_the_cases_come_back() -> None:
    """Small inputs that failed once, with every construct there is."""
    if not CASES:
        pytest.skip("the cases are not beside the repository")
    tried = 0
    for path in CASES:
        triples = said(path)
        if triples:
            tried += 1
            assert lossless_text(triples, ".yaml")

    assert 50 <= tried


@pytest.mark.parametrize("name", GOOD)
def test_examples_of_the_trial_are_short(name: str) -> None:
    """No line is longer than a hundred characters."""
    assert [] == too_long(lossless_text(said(trial(name)), ".yaml"))


def test_together_the_examples_are_less_than_half_of_their_turtle(tmp_path: Path) -> None:
    """At most 45 percent of the characters of Turtle that is written as the facts are."""
    plain = turtle = 0
    for name in GOOD:
        triples = said(trial(name))
        plain += len(lossless_text(triples, ".yaml"))
        path = tmp_path / f"{name}.ttl"
        path.write_text(in_the_manner_of_the_facts(triples), encoding="utf-8")
        subprocess.run(["turtlefmt", str(path)], check=False, capture_output=True)
        assert len(triples) == len(said(path))
        turtle += len(path.read_text(encoding="utf-8"))

    assert plain <= 0.45 * turtle


def in_the_manner_of_the_facts(triples: Iterable[Triple]) -> str:
    """Return Turtle with a line for each statement, and a name for each constraint."""
    graph = Graph()
    for prefix, iri in PREFIXES.items():
        if prefix:
            graph.bind(prefix, iri)
    names: dict[Node, Node] = {}
    for triple in triples:
        base = next(s for s, p, _ in triples if p == RDF.type and not isinstance(s, BNode))
        graph.bind("", str(base).rpartition("/")[0] + "/")
        new = [
            names.setdefault(n, base + f"-constraint-{len(names)}") if isinstance(n, BNode) else n
            for n in triple
        ]
        graph.add((new[0], new[1], new[2]))
    manager = graph.namespace_manager
    used = graph.serialize(format="turtle").split("\n\n")[0]
    shown = {RDF.type: "a"}

    def line(predicate: Node, value: Node) -> str:
        return f"{shown.get(predicate) or predicate.n3(manager)} {value.n3(manager)}"

    def thing(subject: Node) -> str:
        lines = [line(*about) for about in graph.predicate_objects(subject)]
        return f"{subject.n3(manager)} " + " ;\n    ".join(lines) + " ."

    things = map(thing, dict.fromkeys(graph.subjects()))
    return "\n\n".join([used, *things]) + "\n"


HOSTILE = st.one_of(
    st.sampled_from(
        [
            *("NO", "null", "~", "true", "1.10", "2024-03-01", "- a", "a: b", "#x", "a #b", "{a}"),
            *("[x]", "'", '"', "''", "&a", "*a", "!a", "|", ">", "%x", "@x", "`x", "a\nb", " a "),
            *(
                "a  b",
                "until notice or, if earlier, sale",
                "the end of 2030",
                "“",
                "…",
                "\\n",
                "? x",
            ),
            *("---", "...", "a:", ": b", ",", "x,y", "=", "<<", "\U0001f600", "\u200d", "ä" * 150),
        ]
    ),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Co"]),
        min_size=1,
    ).filter(str.strip),
)
DEAL = Graph().parse(ROOT / "tests" / "check" / "valid.ttl")
TEXTS = [triple for triple in DEAL if isinstance(triple[2], Literal) and triple[2].language]


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_hostile_texts_come_back_in_their_sections(data: st.DataObject) -> None:
    """Whatever a label says; nothing has to stand as JSON-LD because of it."""
    graph = Graph()
    for triple in DEAL:
        if triple in TEXTS:
            subject, predicate, _ = triple
            language = data.draw(st.sampled_from(["en", "de", "de-AT"]))
            graph.add((subject, predicate, Literal(data.draw(HOSTILE), lang=language)))
        else:
            graph.add(triple)

    text = lossless_text([*graph], ".yaml")

    assert "\ngraph:" not in text


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(DEAL)), st.integers(0, 2), HOSTILE), max_size=6))
def test_odd_triples_are_never_lost(
    changes: list[tuple[tuple[object, object, object], int, str]],
) -> None:
    """Triples that fit no key, or twice the same key, or a value of another sort, are kept."""
    graph = Graph() + DEAL
    for (subject, predicate, value), sort, text in changes:
        odd = (Literal(text), URIRef("https://example.org/odd"), value)[sort]
        graph.add((subject, predicate, odd))  # type: ignore[arg-type]
        graph.remove((value, None, None))  # type: ignore[arg-type]

    with suppress(BadInputError):  # JSON-LD has no literal where ours has IRIs alone
        assert lossless_text([*graph], ".yaml")


LAID: st.SearchStrategy[Laid] = st.recursive(
    HOSTILE,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4),
        st.dictionaries(
            st.text(string.ascii_letters, min_size=1, max_size=30), inner, min_size=1, max_size=4
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=examples(300), deadline=None)
@given(st.dictionaries(st.text(string.ascii_letters, min_size=1), LAID, min_size=1, max_size=4))
def test_what_is_laid_out_is_parsed_again(keys: dict[str, Laid]) -> None:
    """Every text, list and map, whatever they hold."""

    def plain(value: Value) -> Laid:
        match value:
            case Scalar(text):
                return text
            case Listed(items):
                return [plain(item) for item in items]
            case Mapped(entries):
                return {key.text: plain(each) for key, each in entries}

    assert keys == plain(parsed(laid_out(keys)))
