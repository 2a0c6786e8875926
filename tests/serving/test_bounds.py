"""What a server allows, and what becomes of those who want more."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch
from urllib.parse import quote, urlsplit

import pytest

from lengths import share
from made.serving import asked, rows, running, shipped, until
from pactgraph.serving import querying
from pactgraph.serving.endpoint import Endpoint, Options
from pactgraph.serving.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from made.serving import Running

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def pids(found: Running) -> list[int]:
    """Return the processes that run."""
    lanes = (found.endpoint.open, found.endpoint.own)
    places = [place for lane in lanes for place in lane._workers]  # noqa: SLF001 - seen nowhere else
    return [p.worker._process.pid for p in places if p.worker._process]  # noqa: SLF001


def idle(found: Running) -> bool:
    """Return whether nobody asks, and all workers run."""
    lanes = (found.endpoint.open, found.endpoint.own)
    return all(not lane.busy and not lane.waiting for lane in lanes) and len(pids(found)) == sum(
        lane.bounds.workers for lane in lanes
    )


@pytest.fixture(scope="module")
def short() -> Iterator[Running]:
    """Run a server whose queries may take two seconds, and need not much memory."""
    options = Options(timeout=2, workers=2, memory=400 * 1024**2)
    with running(options=options) as found:
        yield found


def test_a_query_ends_at_its_deadline(short: Running) -> None:
    """And the next one is answered."""
    found = asked(f"{short.url}/sparql", {"query": ENDLESS})

    assert 422 == found.status
    assert "stopped after 2 seconds" in found.text
    assert [[str(short.endpoint.served.size)]] == rows(short.url, COUNT)


def test_a_query_has_so_much_memory(short: Running) -> None:
    """More is one answer that fails."""
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d"
    found = asked(f"{short.url}/sparql", {"query": greedy})

    assert 422 == found.status
    assert "memory" in found.text or "stopped after" in found.text
    assert [[str(short.endpoint.served.size)]] == rows(short.url, COUNT)


@pytest.mark.parametrize(
    "kind",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_an_answer_is_whole_or_none(short: Running, kind: str) -> None:
    """As many rows as are allowed, but not one more, in whichever form."""
    with patch.object(querying, "MOST_ROWS", 50):
        for limit, status in ((50, 200), (51, 422)):
            query = 'SELECT ?s ("a\\nb" AS ?x) { ?s ?p ?o } LIMIT ' + str(limit)
            found = asked(f"{short.url}/sparql", {"query": query}, headers={"Accept": kind})
            assert status == found.status
        assert "more than 50 rows" in found.text


def test_an_answer_has_so_many_bytes(short: Running) -> None:
    """One that is larger is none."""
    long = "x" * 1000
    query = f'SELECT ("{long}" AS ?x) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 70000'
    with patch.object(
        short.endpoint.open, "bounds", replace(short.endpoint.open.bounds, deadline=60)
    ):
        found = asked(f"{short.url}/sparql", {"query": query})

    assert 422 == found.status
    assert "more than 64 MB" in found.text


def test_a_request_has_so_many_bytes(short: Running) -> None:
    """Also where it does not say how many it has."""
    body = b"ASK {} #" + b"x" * 300_000
    kind = {"Content-Type": "application/sparql-query"}
    found = asked(f"{short.url}/sparql", method="POST", headers=kind, body=body)

    assert 413 == found.status
    assert "at most 256 KB" in found.text


def test_nesting_is_refused_before_a_worker_is_asked(short: Running) -> None:
    """The processes stay."""
    until(lambda: idle(short))
    before = pids(short)
    for text in ("{" * 5000, "ASK { FILTER(" + "(" * 3000 + "1", "ASK { FILTER(" + "!" * 3000):
        found = asked(f"{short.url}/sparql", {"query": text})
        assert (400, "the query is nested too deeply\n") == (found.status, found.text)

    assert before == pids(short)


def test_no_query_reaches_another_server(short: Running) -> None:
    """SERVICE fails in words, or silently; no connection arrives."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)  # noqa: FBT003 - as the library has it
        there = f"<http://127.0.0.1:{server.getsockname()[1]}/>"
        loud = asked(f"{short.url}/sparql", {"query": f"ASK {{ SERVICE {there} {{ ?s ?p ?o }} }}"})
        silent = rows(short.url, f"SELECT * {{ SERVICE SILENT {there} {{ ?s ?p ?o }} }}")
        load = rows(short.url, COUNT.replace("{", f"FROM {there} {{"))

        assert 400 == loud.status
        assert "SERVICE is not allowed" in loud.text
        assert [["", "", ""]] == silent
        assert [["0"]] == load
        with pytest.raises(BlockingIOError):
            server.accept()


def test_no_query_reads_a_file(short: Running) -> None:
    """Whatever its name."""
    here = f"<file://{__file__}>"

    assert [["0"]] == rows(short.url, COUNT.replace("{", f"FROM {here} {{"))


def test_a_client_that_leaves_ends_its_query() -> None:
    """Long before its deadline; the worker is there for others."""
    with running(options=Options(timeout=300, workers=2)) as found:
        before = pids(found)
        with _connected(found.url) as client:
            client.sendall(_request(ENDLESS))
            assert until(lambda: found.endpoint.open.busy)
        assert until(lambda: idle(found), 10)
        assert set(before) != set(pids(found))
        assert [[str(found.endpoint.served.size)]] == rows(found.url, COUNT)


def test_a_client_has_one_query_at_a_time() -> None:
    """Its next one waits; another client's does not."""
    with running(options=Options(timeout=2, workers=4)) as found, ThreadPoolExecutor(4) as pool:
        first = [pool.submit(asked, f"{found.url}/sparql", {"query": ENDLESS}) for _ in range(2)]
        assert until(lambda: found.endpoint.open.busy)
        time.sleep(0.3)
        assert 1 == found.endpoint.open.busy
        assert rows(found.url, COUNT, source="127.0.0.2")
        assert not all(each.done() for each in first)
        assert {422} == {each.result().status for each in first}


def test_whoever_finds_no_worker_is_told_when_to_ask_again() -> None:
    """In whole seconds; what runs is stopped sooner while others wait."""
    with running(options=Options(timeout=60, workers=2)) as found, ThreadPoolExecutor(4) as pool:
        lane, url = found.endpoint.open, f"{found.url}/sparql"
        lane.bounds = replace(lane.bounds, patience=1, hurried=2)
        first = pool.submit(asked, url, {"query": ENDLESS}, source="127.0.0.2")
        assert until(lambda: lane.busy)
        second = asked(url, {"query": COUNT}, source="127.0.0.3")
        lane.bounds = replace(lane.bounds, patience=60)
        third = asked(url, {"query": COUNT}, source="127.0.0.4")

        assert 200 == third.status
        for each in (first.result(), second):
            assert 503 == each.status
            assert int(each.headers["retry-after"]) >= 1
            assert "ask again" in each.text


@pytest.mark.many
def test_a_worker_that_somebody_kills_costs_no_answer() -> None:
    """Killed again and again, asked or idle: each answer is whole, and right."""
    with running(options=Options(workers=2)) as found:
        query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 500"
        right = shipped().sparql(query).as_table().rows
        kills, over = [0], threading.Event()

        def killing() -> None:
            while not over.wait(share(60, 1)):
                for pid in pids(found):
                    os.kill(pid, signal.SIGKILL)
                kills[0] += 1

        thread = threading.Thread(target=killing)
        thread.start()
        try:
            while kills[0] < share(60, 2):
                assert right == rows(found.url, query)
            assert right == rows(found.url, query)
        finally:
            over.set()
            thread.join()


@pytest.mark.many
def test_two_clients_never_get_the_answer_of_the_other() -> None:
    """Each asks about its own scenario, at the same time."""
    count = share(1000, 15)
    query = "SELECT ?g ?e ?d { GRAPH ?g { ?e pact:earliest ?d } } ORDER BY ?g ?e ?d"
    with running(options=Options(workers=4)) as found:
        given = {f"127.0.0.{n + 2}": f"agi-verified=20{28 + n}-06-01" for n in range(2)}
        right = {s: rows(found.url, query, s, assume=a) for s, a in given.items()}

        def ask(source: str) -> bool:
            wanted = right[source]
            return all(
                wanted == rows(found.url, query, source, assume=given[source])
                for _ in range(count)
            )

        with ThreadPoolExecutor(2) as pool:
            assert [True, True] == list(pool.map(ask, given))
        first, second = right.values()
        assert first
        assert first != second


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30)


def _request(query: str) -> bytes:
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def test_names_that_lead_here_are_no_way_in() -> None:
    """A page of another name, made to lead to this machine, is not answered."""
    options = Options(workers=2, hosts=("localhost", "127.0.0.1", "[::1]"))
    with running(options=options) as found:
        for host, status in (
            ("localhost", 200),
            ("LOCALHOST:80", 200),
            ("127.0.0.1:1", 200),
            ("[::1]:80", 200),
            ("[::1]", 200),
            ("example.org", 403),
            ("example.org:80", 403),
            ("127.0.0.1.example.org", 403),
            ("[::2]", 403),
            ("", 403),
        ):
            assert status == asked(f"{found.url}/health", headers={"Host": host}).status, host


def test_only_pages_that_may_are_answered() -> None:
    """Where origins are named, no other one is allowed to read."""
    options = Options(workers=2, origins=("https://example.org",))
    with running(options=options) as found:
        for origin, allowed in (("https://example.org", True), ("https://example.com", False)):
            answer = asked(f"{found.url}/health", headers={"Origin": origin})
            assert allowed == ("access-control-allow-origin" in answer.headers)


def test_the_health_is_told(short: Running) -> None:
    """How much is served, and who is busy."""
    found = asked(f"{short.url}/health").json

    assert "ok" == found["status"]
    assert len(shipped().record.clauses) == found["clauses"]
    assert {"open", "own", "answers"} == set(found["lanes"])


def test_a_line_is_logged_for_each_request(
    short: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON, on standard error, without the query."""
    capsys.readouterr()
    rows(short.url, "SELECT ('secret' AS ?x) {}")
    until(lambda: False, 0.2)
    said = capsys.readouterr().err
    line = json.loads(said.splitlines()[-1])

    assert "secret" not in said
    assert ("GET", "/sparql", 200, "open") == (
        line["method"],
        line["path"],
        line["status"],
        line["lane"],
    )
    assert line["ms"] > 0


def test_an_endpoint_has_two_lanes_however_few_workers_there_are() -> None:
    """One worker each, at least."""
    for workers, wanted in ((2, (1, 1)), (3, (2, 1)), (4, (2, 2)), (9, (5, 4))):
        endpoint = Endpoint(served(shipped()), Options(workers=workers))
        assert wanted == (endpoint.open.bounds.workers, endpoint.own.bounds.workers)
