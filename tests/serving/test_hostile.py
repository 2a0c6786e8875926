"""Requests of all sorts of nonsense: refused in words, and nothing of them stays."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from random import Random
from urllib.parse import quote, urlsplit

import pytest

from lengths import share
from made.serving import asked, running, until
from pactgraph.serving.endpoint import Options
from pactgraph.serving.operations import operations

VALUES = [
    "",
    "agi-verified=2028-06-01",
    "2029-01-01",
    "never",
    "openai",
    "MSOA-2025-12",
    "%ff",
    "%00",
    "\u202e",
    "x" * 3000,
    "'\"<>{}",
    "ASK {}",
    "SELECT * { ?s ?p ?o } LIMIT 5",
    "ASK {",
    "DESCRIBE :openai",
    "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 2",
    "{" * 250,
    "http://x/",
    "no iri",
    "true",
    "9" * 30,
    "-1",
    "fr",
]
NAMES = [
    *("query", "update", "on", "known", "assume", "default-graph-uri", "named-graph-uri", "lang"),
    *("clause", "party", "kind", "event", "first", "second", "text", "sort", "only", "length"),
    *("force", "with", "as", "all", "by", "save", "name", "action", "asset", "nonsense"),
]
PATHS = [
    *("/sparql", "/sparql/", "/questions", "/questions/owners", "/questions/x", "/health", "/"),
    *("/api/openapi.json", "/api/..", "/editor", "/editor/x", "/%00", "//", "/nowhere"),
    *(f"/api/{name}" for name in operations()),
]
HEADERS = {
    "Accept": ["text/csv", "*/*", "a/b", "application/json;q=0", "x" * 3000, ""],
    "Content-Type": [
        "application/x-www-form-urlencoded",
        "application/sparql-query",
        "application/sparql-update",
        "text/plain",
        "application/sparql-query; charset=utf-16",
    ],
    "Accept-Language": ["de", "x", "de;q=nan"],
    "Origin": ["http://x", "null"],
}


def request(random: Random, host: str) -> bytes:
    """Return a request that anybody might send."""
    method = random.choice(["GET"] * 6 + ["POST"] * 4 + ["PUT", "HEAD", "OPTIONS", "NONE"])

    def value() -> str:
        text = random.choice(VALUES)
        return text if text.isalnum() and random.random() < 0.5 else quote(text, safe="")

    query = "&".join(f"{random.choice(NAMES)}={value()}" for _ in range(random.randint(0, 3)))
    body = b""
    if method in {"POST", "PUT"}:
        body = random.choice([query.encode(), random.randbytes(200), b"ASK {}", b"query=ASK%20{}"])
    headers = {"Host": host, "Content-Length": str(len(body)), "Connection": "close"}
    for name in random.sample([*HEADERS], random.randint(0, 3)):
        headers[name] = random.choice(HEADERS[name])
    lines = [f"{method} {random.choice(PATHS)}?{query} HTTP/1.1"]
    lines += [f"{name}: {text}" for name, text in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def answered(host: str, data: bytes) -> int:
    """Send bytes; return the status of what is answered, 0 if nothing is."""
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=60) as client:
        client.sendall(data)
        found = b""
        while part := client.recv(65536):
            found += part
    return int(found.split(b" ", 2)[1]) if found.startswith(b"HTTP/1.1 ") else 0


def files() -> int:
    """Return how many files this process has open."""
    return len([*Path("/proc/self/fd").iterdir()])


@pytest.mark.many
def test_nothing_of_a_hostile_request_stays() -> None:
    """No status is one of the server's own fault; files and processes are as many as before."""
    random = Random(18)  # noqa: S311 - nothing is secret
    with running(options=Options(workers=2, timeout=5)) as found:
        host = urlsplit(found.url).netloc
        assert 200 == asked(f"{found.url}/sparql").status
        before = files() if os.name == "posix" else 0
        statuses = [answered(host, request(random, host)) for _ in range(share(10_000, 150))]
        assert until(lambda: not found.endpoint.open.busy and not found.endpoint.own.busy)

        assert {200, 400, 404, 405, 406, 415} <= set(statuses)
        assert not {status for status in statuses if status >= 500 and status != 503}
        assert not before or abs(files() - before) <= 4
        assert 200 == asked(f"{found.url}/sparql", {"query": "ASK {}"}).status
