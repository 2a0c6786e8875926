"""Questions asked elsewhere: of a store without our code, with what `--explain` prints."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import Dataset

from entry import run
from pactgraph.graph import load
from pactgraph.messages import LANGUAGES
from pactgraph.sparql.questions import questions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pactgraph.asking.setting import Setting
    from pactgraph.graph import PactGraph
    from pactgraph.sparql.questions import Question

pytestmark = pytest.mark.many

SETTINGS = {
    "today": {"on": "2026-11-23", "known": "2026-11-23"},
    "before": {"on": "2025-06-01", "known": "2025-06-01"},
    "supposed": {"on": "2031-01-01", "known": "2026-11-23", "assume": {"agi-verified": "2029"}},
}


@cache
def shipped() -> PactGraph:
    """Return the shipped graph."""
    return load()


def setting_of(name: str) -> Setting:
    """Return one of `SETTINGS`."""
    return shipped().setting(**SETTINGS[name])


@cache
def elsewhere(name: str) -> pyoxigraph.Store:
    """Return another store, with what is exported for a setting."""
    store = pyoxigraph.Store()
    store.load(shipped().dataset(setting_of(name)).encode(), pyoxigraph.RdfFormat.N_QUADS)
    return store


def needed(asked: Question) -> dict[str, str]:
    """Return an example of each value that a question cannot do without."""
    return {
        parameter.name: parameter.default
        for parameter in asked.parameters
        if parameter.required and parameter.name not in ("on", "scenario", "lang")
    }


def counted(rows: Iterable[Iterable[object]]) -> Counter[tuple[str, ...]]:
    """Return the rows of an answer, in no order; blank nodes have no names elsewhere."""
    return Counter(tuple(map(shown, row)) for row in rows)


def shown(value: object) -> str:
    """Return a value as a text; what is joined by GROUP_CONCAT is in no order."""
    if value is None:
        return ""
    if isinstance(value, pyoxigraph.Literal):
        return f"{'; '.join(sorted(value.value.split('; ')))} {value.datatype} {value.language}"
    return "a blank node" if isinstance(value, pyoxigraph.BlankNode) else str(value)


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("asked", questions().values(), ids=lambda asked: asked.name)
def test_a_question_has_the_same_rows_elsewhere(asked: Question, name: str) -> None:
    """In any setting: what is printed needs nothing but what is exported."""
    values, setting = needed(asked), setting_of(name)
    ours = shipped().query(asked.name, values, setting)

    found = elsewhere(name).query(shipped().explain(asked.name, values, setting))

    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert counted(ours.rows) == counted(found)


def test_trig_says_the_same_and_another_library_reads_it() -> None:
    """As many triples, in graphs of the same names."""
    setting = setting_of("today")
    read = Dataset()
    read.parse(data=shipped().dataset(setting, "trig"), format="trig")

    quads = Counter(
        quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
        for quad in elsewhere("today")
    )
    default = str(read.default_graph.identifier)
    graphs = {str(graph.identifier): len(graph) for graph in read.graphs() if len(graph)}

    assert dict(quads) == {("" if name == default else name): n for name, n in graphs.items()}
    assert len(quads) > 1


def test_the_command_line_prints_both(tmp_path: Path) -> None:
    """The query opens with what it answers, and of which graph; the graph is in the export."""
    dates = ["--on", "2026-11-23", "--known", "2026-11-23"]
    query = run("query", "status", "--explain", *dates, folder=tmp_path).text
    triples = run("export", "--triples", *dates, folder=tmp_path).text
    told = [line for line in query.splitlines() if line.startswith("#")]
    graph = told[2].partition("<")[2].rstrip(">")

    assert "# To be asked of the triples that pactgraph export --triples writes" in told[1]
    assert f"<{graph}> ." in triples
    store = pyoxigraph.Store()
    store.load(triples.encode(), pyoxigraph.RdfFormat.N_QUADS)
    found = store.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert len([*found]) == len(shipped().record.clauses)


@pytest.mark.parametrize("language", LANGUAGES)
def test_comments_are_in_the_language_that_is_asked_for(language: str) -> None:
    """The question as a person asks it comes first."""
    told = shipped().explain("who-decides", language=language)  # type: ignore[arg-type]

    assert told.startswith(f"# {questions()['who-decides'].asked.in_language(language)}\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["query", "--explain"], "name it"),
        (["export", "--triples", "MSOA-2025"], "leave out agreements"),
        (["export", "--triples", "--world"], "leave out agreements"),
        (["export", "--triples", "--format", "turtle"], "nquads trig"),
        (["export", "--format", "trig"], "turtle json-ld nt"),
    ],
)
def test_what_makes_no_sense_is_refused(words: list[str], told: str, tmp_path: Path) -> None:
    """With what would."""
    found = run(*words, folder=tmp_path)

    assert (found.status, told in found.text) == (2, True)
