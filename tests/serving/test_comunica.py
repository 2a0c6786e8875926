"""Comunica, an engine in JavaScript that nobody here wrote, gets right answers.

`tests/run` installs it where node is: half a minute, 82 MB beside the Python environment.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from lengths import share
from made.serving import shipped
from pactgraph.sparql.questions import questions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgraph.asking.setting import Setting

HERE = Path(__file__).parent / "comunica"
INSTALLED = Path(os.environ.get("PACTGRAPH_COMUNICA") or Path(sys.prefix) / "comunica")
"""Where it is installed."""
NODE = shutil.which("node")

pytestmark = [
    pytest.mark.many,
    pytest.mark.skipif(NODE is None, reason="there is no node on this machine"),
    pytest.mark.skipif(
        not (INSTALLED / "node_modules" / "@comunica" / "query-sparql").is_dir(),
        reason=f"Comunica is not installed in {INSTALLED}: tests/run installs it",
    ),
]

SETTINGS = [
    {"on": "2026-11-23", "known": "2026-11-23"},
    {"on": "2031-01-01", "known": "2026-11-23", "assume": "agi-verified=2029"},
    {"on": "2025-06-01", "known": "2025-06-01"},
][: share(3, 2)]


def setting_of(said: Mapping[str, str]) -> Setting:
    """Return the setting that parameters choose."""
    event, _, day = said.get("assume", "").partition("=")
    assume = {event: day} if event else {}
    return shipped().setting(on=said["on"], known=said["known"], assume=assume)


def values_of(name: str) -> dict[str, str]:
    """Return an example of each value that a question cannot do without."""
    return {
        each.name: each.default
        for each in questions()[name].parameters
        if each.required and each.name not in ("on", "scenario", "lang")
    }


def answered(asked: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return what Comunica answers to several queries."""
    found = subprocess.run(
        [NODE or "node", HERE / "answers.cjs", INSTALLED],
        input=json.dumps(asked),
        capture_output=True,
        check=True,
        text=True,
    )
    told: list[dict[str, Any]] = json.loads(found.stdout)
    return told


def bag(rows: list[dict[str, dict[str, str]]]) -> Counter[frozenset[tuple[str, str]]]:
    """Return rows by value, in no order: what GROUP_CONCAT joins has none."""
    return Counter(frozenset((name, plain(term)) for name, term in row.items()) for row in rows)


def plain(term: Mapping[str, str]) -> str:
    """Return a term without its language, which this version of Comunica loses."""
    if term["type"] == "bnode":
        return "a blank node"
    joined = "; ".join(sorted(term["value"].split("; ")))
    return f"{term['type']} {joined} {term.get('datatype', '')}"


@pytest.mark.parametrize("number", range(len(SETTINGS)))
def test_comunica_answers_every_question(number: int, url: str) -> None:
    """Whatever it makes of a query before it sends it."""
    said = SETTINGS[number]
    setting = setting_of(said)
    asked = []
    for name, question in questions().items():
        # It writes `?query=` behind the address of a short query, also where that has parameters.
        of_scenario = "scenario" in {each.name for each in question.parameters}
        query = shipped().explain(name, values_of(name), setting)
        asked.append({"query": query, "url": f"{url}/sparql{of_scenario * f'?{urlencode(said)}'}"})
    for name, found in zip(questions(), answered(asked), strict=True):
        right = shipped().query(name, values_of(name), setting).as_json()["results"]["bindings"]

        assert "error" not in found, (name, found["error"])
        assert bag(right) == bag(found["rows"]), name


def test_comunica_tells_what_is_wrong(url: str) -> None:
    """The sentence of the endpoint reaches whoever asked; so does that of a query gone astray."""
    bad, astray = answered(
        [
            {
                "query": "SELECT * { GRAPH <https://w3id.org/pactgraph/scenario/"
                + "0" * 64
                + "> { ?s ?p ?o } }",
                "url": f"{url}/sparql",
            },
            {"query": "SELECT * { ?s ?p ?o } LIMIT 1", "url": f"{url}/sparql?on=2026-11-23"},
        ]
    )

    assert "is not at hand; choose its scenario" in bad["error"]
    assert "there is no query in the request; send it as query=" in astray["error"]
