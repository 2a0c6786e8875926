"""The questions that ship, as addresses; and that nobody who brings queries keeps them waiting."""

from __future__ import annotations

import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from rdflib import Graph

from lengths import share
from made.serving import asked, rows, running, shipped, until
from pactgraph.serving.endpoint import Options
from pactgraph.sparql.questions import questions

if TYPE_CHECKING:
    from pactgraph.asking.setting import Setting

SETTINGS = [
    {"on": "2026-11-23", "known": "2026-11-23"},
    {"on": "2030-01-01", "known": "2026-11-23", "assume": "agi-verified=2028-06-01"},
    {"on": "2035-01-01", "known": "2026-11-23", "assume": "agi-verified=never", "lang": "de"},
    {"on": "2020-01-01", "known": "2021-01-01"},
][: share(4, 2)]
_CONCATENATED = re.compile(r'"[^"]*; [^"]*"')
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def setting_of(said: dict[str, str]) -> Setting:
    """Return the setting that parameters choose."""
    assume = [said["assume"].split("=")] if "assume" in said else []
    return shipped().setting(
        on=said["on"], known=said["known"], assume=[(name, day) for name, day in assume]
    )


def values_of(name: str) -> dict[str, str]:
    """Return values for the parameters of a question that need one."""
    return {
        each.name: each.default
        for each in questions()[name].parameters
        if each.default and each.name not in ("on", "scenario", "lang")
    }


@pytest.mark.parametrize("number", range(len(SETTINGS)))
@pytest.mark.parametrize("name", questions())
def test_a_question_has_the_rows_that_the_command_has(name: str, number: int, url: str) -> None:
    """In each scenario; and so has its text, pasted into the endpoint."""
    said = SETTINGS[number]
    values = values_of(name)
    language = said.get("lang", "en")
    ours = shipped().query(name, values, setting_of(said), language)

    found = asked(f"{url}/questions/{name}", {**values, **said})
    text = asked(
        f"{url}/questions/{name}",
        {**values, **said},
        headers={"Accept": "application/sparql-query"},
    )

    assert 200 == found.status, found.text
    right = ours.as_json()
    assert right["head"] == found.json["head"]
    assert _bag(right["results"]["bindings"]) == _bag(found.json["results"]["bindings"])
    assert "application/sparql-query" == text.kind
    assert shipped().explain(name, values, setting_of(said), language) == text.text
    parameters = {key: value for key, value in said.items() if key != "lang"}
    assert _bag(ours.as_table().rows) == _bag(rows(url, text.text, **parameters))


def _bag(found: list[object]) -> list[str]:
    """Return rows in one order: where ORDER BY and GROUP_CONCAT leave it open, copies differ."""
    texts = (json.dumps(row, sort_keys=True) for row in found)
    return sorted(_CONCATENATED.sub(lambda text: _in_order(text[0]), each) for each in texts)


def _in_order(text: str) -> str:
    return "; ".join(sorted(text.strip('"').split("; ")))


def test_all_questions_are_listed(url: str) -> None:
    """With what they take, in which language they are asked, and their text."""
    found = {each["name"]: each for each in asked(f"{url}/questions").json}

    assert set(questions()) == set(found)
    owners = found["owners"]
    assert f"{url}/questions/owners" == owners["url"]
    assert {"en", "de"} == set(owners["question"])
    assert owners["text"] == questions()["owners"].text
    assert {"name": "company", "kind": "iri", "required": False, "example": ""}.keys() == (
        owners["parameters"][0].keys()
    )
    for name, each in found.items():
        taken = {parameter["name"] for parameter in each["parameters"]}
        assert taken == {
            p.name
            for p in questions()[name].parameters
            if p.name not in ("on", "scenario", "lang")
        }


def test_rows_come_in_the_form_that_is_asked_for(url: str) -> None:
    """As those of any query."""
    found = asked(f"{url}/questions/versions", headers={"Accept": "text/csv"})

    assert "text/csv" == found.kind
    assert found.text.startswith("agreement,") or "," in found.text.splitlines()[0]
    assert 406 == asked(f"{url}/questions/versions", headers={"Accept": "image/png"}).status


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("owner", 404, "did you mean owners"),
        (quote("../../x"), 404, "there is no"),
        ("owners?compny=openai", 400, "owners takes no compny"),
        ("owners?company=openai&company=x", 400, "company is given twice"),
        ("owners?company=nobody-of-this-name", 404, "nobody-of-this-name"),
        ("owners?lang=fr", 400, "is none of the languages"),
        ("owners?on=never", 400, "never"),
        ("in-force-for-party", 400, "needs a value for party"),
        ("status?assume=agi-verified=2020&known=2026-11-23&on=2019", 400, ""),
    ],
)
def test_what_is_wrong_is_told(path: str, status: int, said: str, url: str) -> None:
    """As the command tells it."""
    found = asked(f"{url}/questions/{path}")

    assert status == found.status, found.text
    assert said in found.text


def test_the_list_is_no_rdf(url: str) -> None:
    """But what the endpoint says of itself is."""
    assert "application/json" == asked(f"{url}/questions").kind
    assert len(Graph().parse(data=asked(f"{url}/sparql").data, format="turtle"))


@pytest.mark.many
def test_runaway_clients_never_starve_the_questions() -> None:
    """As many as workers, and more; of those who ask what ships none is told to come again."""
    seconds, others = share(60, 2), share(50, 8)
    options = Options(workers=4, timeout=3)
    with running(options=options) as found, ThreadPoolExecutor(60) as pool:
        over = threading.Event()
        url = f"{found.url}/questions/who-decides"

        def run_away(number: int) -> list[int]:
            statuses = []
            while not over.is_set():
                source = f"127.0.1.{number + 1}"
                statuses.append(
                    asked(f"{found.url}/sparql", {"query": ENDLESS}, source=source).status
                )
            return statuses

        def ask(number: int) -> list[int]:
            told = []
            while not over.is_set():
                answer = asked(url, SETTINGS[0], source=f"127.0.2.{number + 1}")
                told.append(answer.status)
            return told

        away = [pool.submit(run_away, number) for number in range(4)]
        assert until(lambda: found.endpoint.open.busy == options.workers // 2)
        asking = [pool.submit(ask, number) for number in range(others)]
        time.sleep(seconds)
        assert found.endpoint.open.busy == found.endpoint.open.bounds.workers
        over.set()
        by_client = [one.result() for one in asking]
        told = [each for one in by_client for each in one]
        assert {422, 503} >= {status for one in away for status in one.result()}

    assert len(told) > 2 * others
    assert {200} == {*told}
    assert min(map(len, by_client)) > 1
