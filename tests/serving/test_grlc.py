"""grlc, which makes an API of a folder of queries, works with `queries/` as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from made.serving import shipped
from pactgraph.kernel.timeline import instant_text
from pactgraph.resources import Resource, folder
from pactgraph.sparql.questions import questions

if TYPE_CHECKING:
    from collections.abc import Mapping

PYTHON = os.environ.get("PACTGRAPH_GRLC") or (sys.executable if find_spec("grlc") else "")
"""A Python that has grlc."""
SAID = {"on": "2031-01-01", "known": "2026-11-23", "assume": "agi-verified=2029"}

pytestmark = [
    pytest.mark.many,
    pytest.mark.skipif(not PYTHON, reason="grlc is not there: pip install grlc"),
]


def parameters(name: str, url: str) -> dict[str, str]:
    """Return what a person tells grlc to ask a question of our endpoint."""
    graph, asked = shipped(), questions()[name]
    event, _, day = SAID["assume"].partition("=")
    setting = graph.setting(on=SAID["on"], known=SAID["known"], assume={event: day})
    chosen = {
        "on": instant_text(setting.on.last),
        "scenario": graph._asked.named(setting, duties=asked.duties),  # noqa: SLF001 - as explained
    }
    values = {
        each.name: chosen.get(each.name, each.default)
        for each in asked.parameters
        if each.required and each.name != "lang"
    }
    return {**values, "lang": "en", "endpoint": f"{url}/sparql?{urlencode(SAID)}"}


def right(name: str) -> dict[str, Any]:
    """Return what our own graph answers."""
    event, _, day = SAID["assume"].partition("=")
    setting = shipped().setting(on=SAID["on"], known=SAID["known"], assume={event: day})
    values = {
        each.name: each.default
        for each in questions()[name].parameters
        if each.required and each.name not in ("on", "scenario", "lang")
    }
    found: dict[str, Any] = shipped().query(name, values, setting).as_json()
    return found


def rows(found: Mapping[str, Any]) -> list[str]:
    """Return rows in one order; what GROUP_CONCAT joins has none."""
    return sorted(
        json.dumps(
            {
                column: {**term, "value": "; ".join(sorted(term["value"].split("; ")))}
                for column, term in row.items()
            },
            sort_keys=True,
        )
        for row in found["results"]["bindings"]
    )


def answered(asked: list[tuple[str, Mapping[str, str]]], place: Path) -> list[tuple[int, str]]:
    """Return the status and the text of each answer of grlc."""
    told = subprocess.run(
        [PYTHON, Path(__file__).parent / "grlc_answers.py"],
        input=json.dumps([str(folder(Resource.QUERIES)), asked]),
        capture_output=True,
        check=True,
        cwd=place,
        env={**os.environ, "PYTHONPATH": ""},
        text=True,
    ).stdout
    return [(status, text) for status, text in json.loads(told)]


def test_grlc_reads_and_asks_every_question(url: str, tmp_path: Path) -> None:
    """With its parameters and what the file says of it; the rows are those of our own command."""
    names = [*questions()]
    asked: list[tuple[str, Mapping[str, str]]] = [("/api-local/swagger", {})]
    asked += [(f"/api-local/{name}", parameters(name, url)) for name in names]
    (status, described), *found = answered(asked, tmp_path)
    paths = json.loads(described)["paths"]

    assert 200 == status
    assert {f"/{name}" for name in names} == paths.keys()
    for name, (status, text) in zip(names, found, strict=True):
        about = paths[f"/{name}"]["get"]
        assert questions()[name].title == about["summary"]
        taken = {each["name"]: each.get("required", False) for each in about["parameters"]}
        taken.pop("endpoint", None)
        assert {each.name: each.required for each in questions()[name].parameters} == taken
        assert (200, "{") == (status, text[:1]), (name, text)
        assert rows(right(name)) == rows(json.loads(text)), name
