"""Files that change while they are served."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from made.serving import asked, rows, running, until
from pactgraph import load
from pactgraph.serving import watching
from pactgraph.serving.endpoint import Options
from pactgraph.serving.watching import source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from made.serving import Running
    from pactgraph import PactGraph

VALID = (Path(__file__).parents[1] / "check" / "valid.ttl").read_text(encoding="utf-8")
LABEL = 'rdfs:label "Acme'
NAMES = "SELECT ?l { ?s a org:Organization ; rdfs:label ?l FILTER(CONTAINS(?l, 'Acme')) }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a deal."""
    (tmp_path / "deal.ttl").write_text(VALID, encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """Serve the folder, and look at it often."""
    monkeypatch.setattr(watching, "LOOK", 0.1)
    watched = source([folder], lambda: load(folder, cache=False))
    graph = load(folder, cache=False)
    with running(graph, options=Options(workers=2), source=watched) as found:
        yield found


def changed(folder: Path, before: str, after: str) -> None:
    """Change the deal."""
    assert before in VALID
    (folder / "deal.ttl").write_text(VALID.replace(before, after), encoding="utf-8")


def test_a_change_is_served(folder: Path, server: Running) -> None:
    """By queries, questions and answers alike, and by a new reading's number."""
    url = server.url
    before = asked(f"{url}/health").json["reading"]
    assert "New" not in rows(url, NAMES)[0][0]
    changed(folder, LABEL, 'rdfs:label "New Acme')

    assert until(lambda: "New" in rows(url, NAMES)[0][0])
    assert before < asked(f"{url}/health").json["reading"]
    assert "New Acme" in asked(f"{url}/api/show?name=acme").text
    assert "New Acme" in asked(f"{url}/api/list?sort=parties").text


def test_what_cannot_be_read_is_told_and_not_served(folder: Path, server: Running) -> None:
    """The last reading stays until the files are right again."""
    url = server.url
    before = rows(url, NAMES)
    (folder / "deal.ttl").write_text("this is no Turtle", encoding="utf-8")

    assert until(lambda: asked(f"{url}/health").json["refused"])
    assert "deal.ttl" in asked(f"{url}/health").json["refused"]
    assert before == rows(url, NAMES)
    changed(folder, LABEL, 'rdfs:label "New Acme')
    assert until(lambda: "New" in rows(url, NAMES)[0][0])
    assert "" == asked(f"{url}/health").json["refused"]


def test_files_that_change_together_are_read_together(folder: Path, server: Running) -> None:
    """No answer has one file as it was and another as it is."""
    url = server.url
    other = folder / "other.ttl"
    prefixes = VALID.partition(":acme a ")[0]
    text = (
        prefixes
        + ':other a <http://www.w3.org/ns/org#Organization> ; rdfs:label "Other {0}"@en .\n'
    )
    both = (
        "SELECT ?a ?b { ?s a org:Organization ; rdfs:label ?a FILTER(CONTAINS(?a, 'Acme'))"
        " ?o a org:Organization ; rdfs:label ?b FILTER(STRSTARTS(?b, 'Other')) }"
    )
    for version in ("one", "two", "three"):
        changed(folder, LABEL, f'rdfs:label "{version} Acme')
        other.write_text(text.format(version), encoding="utf-8")

        def told(version: str = version) -> bool:
            found = rows(url, both)
            assert all(first.split()[0] == second.split()[1] for first, second in found)
            return bool(found) and found[0][0].startswith(version)

        assert until(told)


def test_what_is_read_while_files_change_is_dropped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It might be half old: it is read again, and only that is served."""
    monkeypatch.setattr(watching, "LOOK", 0.1)
    readings: list[str] = []

    def read() -> object:
        readings.append("")
        if len(readings) == 1:  # somebody writes meanwhile
            changed(folder, LABEL, 'rdfs:label "Second Acme')
        return load(folder, cache=False)

    watched = source([folder], read)  # type: ignore[arg-type]
    with running(load(folder, cache=False), options=Options(workers=2), source=watched) as found:
        first = found.endpoint.served.number
        changed(folder, LABEL, 'rdfs:label "First one Acme')
        assert until(lambda: "Second" in rows(found.url, NAMES)[0][0])
        assert found.endpoint.served.number == first + 2  # the one between was dropped
    assert 2 == len(readings)


def test_standard_input_is_read_once() -> None:
    """Nothing can be read from it again."""
    assert source([Path("-")], load) is None


def test_files_are_read_when_they_change_no_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not while somebody still writes them."""
    looks = [frozenset({("deal.ttl", size, 0)}) for size in (1, 2, 3, 3, 3, 3)]
    read_at: list[int] = []
    taken: list[object] = []

    def read() -> PactGraph:
        read_at.append(6 - len(looks))
        return load(folder, cache=False)

    async def watch() -> None:
        watched = watching.Source((folder,), read, frozenset())
        with suppress(IndexError):  # there is nothing more to see
            await watching.readings(watched, taken.append, taken.append)

    monkeypatch.setattr(watching, "LOOK", 0)
    monkeypatch.setattr(watching, "seen", lambda _paths: looks.pop(0))
    with ThreadPoolExecutor(1) as thread:  # tests in a browser leave a loop running in this one
        thread.submit(asyncio.run, watch()).result()

    assert [4] == read_at
    assert 1 == len(taken)
