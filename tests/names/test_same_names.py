"""Agreements of several authors that have the same names: loaded together, never mistaken."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entry import Run, run
from pactgraph import load
from pactgraph.errors import NotFoundError
from pactgraph.page.model import page_model
from pactgraph.reading.iris import distinct_endings, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.graph import PactGraph

DEAL = (Path(__file__).parent / "deal.ttl").read_text(encoding="utf-8")
ANALYSTS = ("alpha", "beta")
NAMES = {"deal", "licence", "sale", "year-after", "buyer", "seller", "chips", "release"}
"""What both analysts have."""

SETTING = ("--on", "2027-06-30", "--known", "2026-11-23")
FIRST = "alpha.example/deals#"
QUESTIONS = {
    "status": (),
    "why": (f"{FIRST}licence",),
    "may": (f"{FIRST}buyer", "use", f"{FIRST}chips"),
    "impact": (f"{FIRST}sale", "--when", "2026-12-01"),
    "show": (f"{FIRST}deal",),
    "diff": ("2026-01-01", "2028-01-01", "--assume", f"{FIRST}sale=2026-12-01"),
    "conflicts": (),
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with the same deal, told by two analysts in namespaces of their own."""
    for analyst in ANALYSTS:
        text = DEAL.replace("ANALYST", analyst)
        (tmp_path / f"{analyst}.ttl").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def graph(files: Path) -> PactGraph:
    """Return both deals together."""
    return load(files)


def asked(files: Path, command: str, *arguments: str) -> Run:
    """Return what `command` says of both deals."""
    return run(command, *arguments, *SETTING, "-g", ".", folder=files)


def words_in(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Yield the texts in JSON, keys that are ids with them."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from words_in(item)
        case dict():
            for key, item in value.items():
                if key != "kind":
                    yield from words_in(item)


def test_ids_are_the_shortest_that_tell_apart(graph: PactGraph) -> None:
    """A thing that only one analyst has keeps the short one."""
    ids = {thing.id for thing in graph.record.things()}

    assert {f"{analyst}.example/deals#{name}" for analyst in ANALYSTS for name in NAMES} == ids


def test_alone_each_has_the_short_ids(files: Path) -> None:
    """Nothing changes for an analyst who loads one file."""
    ids = {thing.id for thing in load(files / "alpha.ttl").record.things()}

    assert ids == NAMES


@pytest.mark.parametrize("name", ["deal", "DEAL", "licence"])
def test_a_name_that_both_have_is_refused_with_both_in_full(graph: PactGraph, name: str) -> None:
    """The message can be copied from: each IRI is a name that is taken."""
    setting = graph.setting(on="2027-06-30", known="2026-11-23")
    full = [f"https://{analyst}.example/deals#{name.lower()}" for analyst in ANALYSTS]

    with pytest.raises(NotFoundError, match="several clauses are called") as refused:
        graph.status(setting, name)

    assert str(refused.value).endswith(": " + ", ".join(full))
    for iri in full:
        assert {local_name(a.clause.iri) for a in graph.status(setting, iri)} == {"licence"}


def test_a_label_that_both_have_is_refused(graph: PactGraph) -> None:
    """Like any name that is not of one thing alone."""
    with pytest.raises(NotFoundError, match=r"https://alpha\.\S+#sale, https://beta\.\S+#sale"):
        graph.setting(assume={"The sale": "never"})


@pytest.mark.parametrize("command", QUESTIONS)
def test_no_answer_names_what_is_ambiguous(files: Path, command: str) -> None:
    """In no place of JSON does a name stand alone that both analysts have."""
    found = asked(files, command, *QUESTIONS[command], "-f", "json")

    assert (0, b"") == (found.status, found.err)
    assert not NAMES & set(words_in(json.loads(found.out)))


@pytest.mark.parametrize("command", QUESTIONS)
def test_people_can_tell_events_and_parties_apart(files: Path, command: str) -> None:
    """What is called by its label alone has its id with it."""
    found = asked(files, command, *QUESTIONS[command], "-f", "markdown")
    text = " ".join(found.out.decode().split())

    for label in ("The sale", "Seller", "A year after the sale"):
        assert text.count(label) == text.count(f"{label} (")


def test_sparql_and_shipped_questions_name_each_apart(files: Path) -> None:
    """Tables for people; programs get IRIs anyway."""
    rows = asked(files, "query", "status").out.decode()

    assert [f"{FIRST}licence", "beta.example/deals#licence"] == [
        line.split()[0] for line in rows.splitlines() if "#licence" in line.split()[0]
    ]


def test_the_page_has_a_key_for_each(graph: PactGraph) -> None:
    """The key is the id; labels are told apart as everywhere."""
    model = page_model(graph.record, graph.setting(on="2027-06-30", known="2026-11-23"))

    assert [f"{a}.example/deals#licence" for a in ANALYSTS] == [c["key"] for c in model["clauses"]]
    assert [f"Deal ({a}.example/deals#deal)" for a in ANALYSTS] == [
        agreement["label"] for agreement in model["agreements"]
    ]


PARTS = st.sampled_from(["a", "b", "deal"])
IRIS = st.builds(
    lambda parts, ends: "x:" + "".join(p + e for p, e in zip(parts, ends, strict=False)),
    st.lists(PARTS, min_size=1, max_size=4),
    st.lists(st.sampled_from(["/", "#"]), min_size=4, max_size=4),
).map(lambda iri: iri.rstrip("/#"))


@given(st.sets(IRIS, max_size=8))
def test_endings_are_distinct_and_none_could_be_shorter(iris: set[str]) -> None:
    """Compared with every ending of every IRI."""
    found = distinct_endings(iris)
    alike = {i for i in iris for j in iris if i != j and local_name(i) == local_name(j)}

    assert alike == found.keys()
    assert len(found) == len(set(found.values()))
    for iri, ending in found.items():
        assert iri.endswith(ending)
        shorter = re.split("[/#]", ending, maxsplit=1)[-1]
        assert any(other.endswith((f"/{shorter}", f"#{shorter}")) for other in alike - {iri})


LIMIT = """
:licence odrl:constraint :for-amazon .

:for-amazon a odrl:Constraint ;
    rdfs:label "for Amazon"@en ;
    odrl:leftOperand pact:customer ;
    odrl:operator odrl:isAnyOf ;
    odrl:rightOperand :amazon .
"""
AMAZON = """
:amazon a org:Organization , odrl:Party ;
    rdfs:label "Amazon"@en .
"""


def test_a_value_that_both_have_is_never_that_of_one(files: Path) -> None:
    """Not even where only one of them limits a clause by it: nothing is permitted by a guess."""
    for analyst, more in (("alpha", LIMIT + AMAZON), ("beta", AMAZON)):
        file = files / f"{analyst}.ttl"
        file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    asked_for = (f"{FIRST}buyer", "use", f"{FIRST}chips")

    found = asked(files, "may", *asked_for, "--as", "customer=amazon")
    own = asked(files, "may", *asked_for, "--as", f"customer={FIRST}amazon", "-f", "json")

    assert (2, b"") == (found.status, found.out)
    assert "several values are called “amazon”" in found.err.decode()
    for analyst in ANALYSTS:
        assert f"https://{analyst}.example/deals#amazon" in found.err.decode()
    assert {"customer": [f"{FIRST}amazon"]} == json.loads(own.out)["attributes"]
