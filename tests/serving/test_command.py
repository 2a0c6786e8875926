"""`pactgraph serve`: a process of its own, and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException, RemoteDisconnected
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from entry import completed as pactgraph
from lengths import share
from made.serving import asked, rows, until
from pactgraph.cli import serve as command
from pactgraph.serving import server

if TYPE_CHECKING:
    from collections.abc import Iterator

posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
SLOW = """
SELECT (COUNT(*) AS ?n) { { SELECT ?a { ?a a pact:Event } LIMIT 40 } ?b ?c ?d FILTER(?d != ?a) }
"""
TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@contextmanager
def started(*arguments: str) -> Iterator[tuple[str, str, subprocess.Popen[str]]]:
    """Run the command; yield its URL, what it said and its process, and end that if it runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pactgraph", "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout
        said = ""
        while "Ctrl-C" not in said and "Strg-C" not in said:
            line = process.stdout.readline()
            assert line, process.communicate()
            said += line
        yield re.findall(r"(http://\S+)/sparql", said)[0], said, process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@posix
@pytest.mark.many
@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)]
)
def test_an_answer_that_was_begun_is_finished(number: signal.Signals) -> None:
    """When the server is told to stop; it exits with 0, and no process is left."""
    with started("--workers", "2") as (url, said, process), ThreadPoolExecutor(1) as pool:
        assert f"{url}/health" in said
        assert rows(url, TRIPLES)
        answer = pool.submit(rows, url, SLOW)
        assert until(lambda: asked(f"{url}/health").json["lanes"]["open"]["busy"])
        children = _children(process.pid)
        assert 2 <= len(children) <= 3
        process.send_signal(number)
        [[count]] = answer.result()

        assert int(count) > 10**5
        assert 0 == process.wait(30)
        assert not any(map(_lives, children))
        with pytest.raises(OSError, match="refused"):
            asked(f"{url}/health")
        lines = [json.loads(line) for line in (process.stderr or ()) if line]
        assert {"/sparql", "/health"} == {line["path"] for line in lines}


@posix
@pytest.mark.many
def test_no_answer_is_lost_under_load() -> None:
    """Many ask while it is told to stop: what was begun comes whole, and nothing else begins."""
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 2000"
    clients = share(50, 8)
    with started("--workers", "4") as (url, _, process), ThreadPoolExecutor(clients) as pool:
        right = rows(url, query)

        def ask(number: int) -> tuple[int, set[int], bool]:
            whole, refused = 0, set()
            while True:
                try:
                    answer = asked(
                        f"{url}/sparql", {"query": query}, source=f"127.0.3.{number + 1}"
                    )
                except HTTPException as error:  # the connection was closed before it was read from
                    return whole, refused, isinstance(error, RemoteDisconnected)
                except OSError:
                    return whole, refused, True
                if answer.status == 200:
                    found = answer.json["results"]["bindings"]
                    assert len(right) == len(found)
                    whole += 1
                else:
                    refused.add(answer.status)

        asking = [pool.submit(ask, number) for number in range(clients)]
        assert until(lambda: asked(f"{url}/health").json["lanes"]["open"]["waiting"])
        process.send_signal(signal.SIGTERM)
        told = [each.result() for each in asking]

        assert 0 == process.wait(60)
        assert all(clean for _, _, clean in told), told
        assert {503} >= {status for _, refused, _ in told for status in refused}
        assert sum(whole for whole, _, _ in told) >= 4


def _children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(word) for word in found.stdout.split()]


def _lives(pid: int) -> bool:
    found = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return found.stdout.strip()[:1] not in {"", "Z"}


def test_a_port_that_is_taken_is_told() -> None:
    """Before any file is read."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = pactgraph("serve", "--port", str(port), "-g", "no-such-file")

    assert 2 == found.returncode
    assert f"cannot listen on 127.0.0.1:{port}" in found.stderr


def test_a_host_that_is_none_is_told() -> None:
    """No name is looked up elsewhere: a text that is no address."""
    found = pactgraph("serve", "--host", "nowhere.example", "--port", "0")

    assert 2 == found.returncode
    assert "“nowhere.example” is no address" in found.stderr


def test_without_the_extra_it_is_told_what_to_install() -> None:
    """In one sentence."""
    with patch.object(command, "find_spec", lambda _name: None):
        found = pactgraph("serve")

    assert 2 == found.returncode
    assert "" == found.stdout
    assert "pip install 'pactgraph[serve]'" in found.stderr


@pytest.mark.parametrize(
    ("arguments", "origins"),
    [
        ((), ("*",)),
        (("-g", "shipped"), ("*",)),
        (("--origin", "https://example.org"), ("https://example.org",)),
        (("-g", "{deal}"), ()),
        (("-g", "{deal}", "-g", "shipped", "--origin", "*"), ("*",)),
    ],
)
def test_pages_from_elsewhere_may_read_what_everybody_can(
    arguments: tuple[str, ...], origins: tuple[str, ...]
) -> None:
    """But no files of one's own, unless they are named."""
    deal = "tests/points/lease.ttl"
    given = [each.replace("{deal}", deal) for each in arguments]
    with patch.object(server, "serve") as served:
        found = pactgraph("serve", "--port", "0", *given)

    assert 0 == found.returncode, found.stderr
    [(endpoint, _, _)] = [call.args for call in served.call_args_list]
    assert origins == endpoint.options.origins
    assert ("*" in origins) != ("localhost" in endpoint.options.hosts)
    assert ("https://example.org" in origins) == ("example.org" in endpoint.options.hosts)


@pytest.mark.parametrize("text", ["example.org", "https://example.org/", "ftp://x", "https://"])
def test_what_no_browser_sends_is_no_origin(text: str) -> None:
    """It is told, instead of allowing nothing."""
    found = pactgraph("serve", "--origin", text)

    assert 2 == found.returncode
    assert f"“{text}” is no origin of a page" in found.stderr


def test_whoever_serves_more_than_this_machine_is_warned() -> None:
    """And may be called by any name."""
    with (
        patch.object(server, "serve") as served,
        patch.object(server, "is_loopback", lambda _listener: False),
    ):
        found = pactgraph("serve", "--port", "0", "--origin", "https://example.org")

    assert "Warning: whoever reaches this machine" in found.stderr
    assert () == served.call_args.args[0].options.hosts


@pytest.mark.parametrize(
    ("host", "near", "url"),
    [("127.0.0.1", True, "http://127.0.0.1:"), ("localhost", True, "http://127.0.0.1:")],
)
def test_only_this_machine_reaches_it(host: str, near: bool, url: str) -> None:  # noqa: FBT001 - a row
    """Unless told otherwise."""
    with server.listening(host, 0) as listener:
        assert near == server.is_loopback(listener)
        assert server.url_of(listener).startswith((url, "http://[::1]:"))
