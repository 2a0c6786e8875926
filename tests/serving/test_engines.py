"""Every question gives the same values on stores that have no code of ours.

They are told what `export --triples` writes, and are asked what `--explain` prints. Our endpoint
is compared in `test_questions.py`, and by curl here.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from rdflib import Dataset

from entry import completed
from lengths import share
from made.oxigraph import PROGRAM, oxigraph
from made.serving import asked, shipped
from made.ten import EXPECTED
from pactgraph.resources import Resource, folder
from pactgraph.sparql.questions import questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgraph.asking.setting import Setting

pytestmark = pytest.mark.many

SETTINGS: dict[str, dict[str, str]] = {
    "today": {"on": "2026-11-23", "known": "2026-11-23"},
    "supposed": {"on": "2031-01-01", "known": "2026-11-23", "assume": "agi-verified=2029"},
    "before": {"on": "2025-06-01", "known": "2025-06-01"},
    "never": {"on": "2033-01-01", "known": "2026-11-23", "assume": "agi-verified=never"},
}
SOME = [*SETTINGS][: share(4, 2)]
CURL = shutil.which("curl")
needs_oxigraph = pytest.mark.skipif(
    PROGRAM is None, reason="there is no Oxigraph server: pip install oxigraph"
)
Bag = Counter[tuple[str, ...]]


def setting_of(name: str) -> Setting:
    """Return one of `SETTINGS`."""
    said = SETTINGS[name]
    event, _, day = said.get("assume", "").partition("=")
    return shipped().setting(
        on=said["on"], known=said["known"], assume={event: day} if event else {}
    )


def needed(name: str) -> dict[str, str]:
    """Return an example of each value that a question cannot do without."""
    return {
        each.name: each.default
        for each in questions()[name].parameters
        if each.required and each.name not in ("on", "scenario", "lang")
    }


def explained(question: str, name: str) -> str:
    """Return what `--explain` prints."""
    return shipped().explain(question, needed(question), setting_of(name))


def bag(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> Bag:
    """Return rows of SPARQL 1.1 Query Results JSON by value, in no order."""
    names = [*columns]
    return Counter(tuple(value(row.get(name)) for name in names) for row in rows)


def value(term: Mapping[str, str] | None) -> str:
    """Return a term as a text: blank nodes have no names elsewhere; what is joined, no order."""
    if term is None:
        return ""
    if term["type"] == "bnode":
        return "a blank node"
    text = "; ".join(sorted(term["value"].split("; ")))
    kind = term.get("datatype", "").rpartition("#")[2]
    if kind == "dateTime":
        text = re.sub(r"(\.000000)?(\+00:00|Z)$", "Z", text)
    return f"{text} {kind} {term.get('xml:lang', '')}"


def ours(question: str, name: str) -> Bag:
    """Return what our own graph answers."""
    found = shipped().query(question, needed(question), setting_of(name)).as_json()
    return bag(found["results"]["bindings"], found["head"]["vars"])


def by_http(url: str, query: str) -> Bag:
    """Return what an endpoint answers."""
    headers = {
        "Accept": "application/sparql-results+json",
        "Content-Type": "application/sparql-query",
    }
    found = asked(url, method="POST", headers=headers, body=query.encode())
    assert 200 == found.status, found.text
    return bag(found.json["results"]["bindings"], found.json["head"]["vars"])


# ---- The Oxigraph server ------------------------------------------------------------------


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Run a server for each setting, with what is exported for it; return their endpoints."""
    root = tmp_path_factory.mktemp("oxigraph")
    with ExitStack() as stack:
        yield {
            name: _filled(stack.enter_context(oxigraph(root / name)), setting_of(name))
            for name in SOME
        }


def _filled(url: str, setting: Setting) -> str:
    """Tell a store what is exported for a setting; return its endpoint."""
    kind = {"Content-Type": "application/n-quads"}
    data = shipped().dataset(setting).encode()
    told = asked(f"{url}/store", method="POST", headers=kind, body=data)
    assert told.status in (201, 204), told.text
    return f"{url}/query"


@needs_oxigraph
@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("question", questions())
def test_the_oxigraph_server_answers_alike(
    question: str, name: str, stores: dict[str, str]
) -> None:
    """Told what is exported, asked what is printed."""
    assert ours(question, name) == by_http(stores[name], explained(question, name))


@needs_oxigraph
@pytest.mark.parametrize("name", SOME)
def test_the_twin_of_status_is_answered_there_too(name: str, stores: dict[str, str]) -> None:
    """As the question itself."""
    text = explained("status", name)
    graph = re.findall(r"GRAPH (<[^>]+>)", text)[0]
    moment = re.findall(r'"[^"]+"\^\^<[^>]+dateTime>', text)[0]
    twin = (folder(Resource.QUERIES) / "portable" / "status.rq").read_text(encoding="utf-8")
    filled = twin.replace("?_scenario_iri", graph).replace("?_on_xsd_dateTime", moment)

    assert ours("status", name) == by_http(
        stores[name], filled.replace("?__lang_xsd_string", '"en"')
    )


@needs_oxigraph
def test_the_ten_queries_of_a_reader_are_answered_there(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Over the convenience triples, with nothing but a plain store."""
    text = (folder(Resource.QUERIES) / "README.md").read_text(encoding="utf-8")
    prefixes, *queries = re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)
    last = shipped().setting_of_last_day()
    assert last
    with oxigraph(tmp_path_factory.mktemp("ten")) as server:
        url = _filled(server, last)
        assert len(EXPECTED) == len(queries) == 10
        for query in queries:
            found = shipped().sparql(query, setting=last).as_json()
            right = bag(found["results"]["bindings"], found["head"]["vars"])
            assert right
            assert right == by_http(url, prefixes + query)


# ---- rdflib -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def read() -> dict[str, Dataset]:
    """Return what is exported for each setting, as rdflib reads it."""
    found = {}
    for name in [*SETTINGS][: share(4, 1)]:
        found[name] = Dataset()
        found[name].parse(data=shipped().dataset(setting_of(name)), format="nquads")
    return found


@pytest.mark.parametrize("name", [*SETTINGS][: share(4, 1)])
@pytest.mark.parametrize("question", questions())
def test_rdflib_answers_alike(question: str, name: str, read: dict[str, Dataset]) -> None:
    """As a plain store of another maker."""
    told = read[name].query(explained(question, name)).serialize(format="json")
    found = json.loads(told or b"")

    assert ours(question, name) == bag(found["results"]["bindings"], found["head"]["vars"])


# ---- curl ---------------------------------------------------------------------------------


@pytest.mark.skipif(CURL is None, reason="there is no curl on this machine")
@pytest.mark.parametrize("question", questions())
def test_what_explain_prints_is_pasted_into_curl(question: str, url: str) -> None:
    """The command prints it; the endpoint, told the same dates, answers with its rows."""
    for name in SOME:
        said = SETTINGS[name]
        options = [word for key, text in said.items() for word in (f"--{key}", text)]
        values = [f"{key}={text}" for key, text in needed(question).items()]
        printed = completed("query", question, *values, "--explain", *options)
        assert 0 == printed.returncode, printed.stderr
        answer = subprocess.run(
            [
                *(CURL or "curl", "--silent", "--fail-with-body"),
                *("--header", "Accept: application/sparql-results+json"),
                *("--data-urlencode", "query@-", f"{url}/sparql?{urlencode(said)}"),
            ],
            input=printed.stdout,
            capture_output=True,
            check=False,
            text=True,
        )
        assert 0 == answer.returncode, answer.stdout
        found = json.loads(answer.stdout)
        assert ours(question, name) == bag(found["results"]["bindings"], found["head"]["vars"])
