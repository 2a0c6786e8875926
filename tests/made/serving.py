"""Servers on free ports of this machine, and a client that asks them as plainly as can be."""

from __future__ import annotations

import http.client
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from pactgraph import PactGraph, load
from pactgraph.serving.endpoint import Endpoint, Options
from pactgraph.serving.served import served
from pactgraph.serving.server import listening, server, url_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pactgraph.serving.watching import Source


@cache
def shipped() -> PactGraph:
    """Return the shipped graph."""
    return load()


@dataclass(frozen=True)
class Running:
    """A server that answers.

    Attributes:
        url: where.
        endpoint: what it answers with.
    """

    url: str
    endpoint: Endpoint


@contextmanager
def running(
    graph: PactGraph | None = None,
    named: Mapping[str, bytes] | None = None,
    options: Options | None = None,
    source: Source | None = None,
) -> Iterator[Running]:
    """Run a server in a thread of this process; end it."""
    allowed = replace(options or Options(origins=("*",)), warm=False)
    endpoint = Endpoint(served(graph or shipped(), named), allowed, source)
    listener = listening("127.0.0.1", 0)
    begun = threading.Event()
    answering = server(endpoint, begun.set)
    thread = threading.Thread(target=answering.run, args=([listener],), daemon=True)
    thread.start()
    try:
        assert begun.wait(60)
        yield Running(url_of(listener), endpoint)
    finally:
        answering.should_exit = True
        thread.join(60)
        listener.close()
        assert not thread.is_alive()


@dataclass(frozen=True)
class Answered:
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        """What it says."""
        return self.data.decode()

    @property
    def json(self) -> Any:  # noqa: ANN401 - as the library has it
        """What it says, as JSON."""
        return json.loads(self.data)

    @property
    def kind(self) -> str:
        """Its media type."""
        return self.headers.get("content-type", "").partition(";")[0]


def asked(  # noqa: PLR0913 - all that a request has
    url: str,
    parameters: Mapping[str, str] | Sequence[tuple[str, str]] = (),
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    source: str = "127.0.0.1",
) -> Answered:
    """Send a request, from an address of this machine; return what is answered."""
    parts = urlsplit(url)
    query = urlencode(parameters) or parts.query
    connection = http.client.HTTPConnection(parts.netloc, timeout=120, source_address=(source, 0))
    try:
        target = parts.path + (f"?{query}" if query else "")
        connection.request(method, target, body, dict(headers or {}))
        response = connection.getresponse()
        data = response.read()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answered(response.status, named, data)
    finally:
        connection.close()


def rows(url: str, query: str, source: str = "127.0.0.1", **parameters: str) -> list[list[str]]:
    """Return the rows that answer a query, as texts."""
    found = asked(f"{url}/sparql", {"query": query, **parameters}, source=source)
    assert 200 == found.status, found.text
    head = found.json["head"]["vars"]
    return [
        [row[name]["value"] if name in row else "" for name in head]
        for row in found.json["results"]["bindings"]
    ]


def until(what: Callable[[], object], seconds: float = 20) -> bool:
    """Wait until `what` returns something true; return whether it did."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.02)
    return False
