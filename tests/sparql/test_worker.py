"""The process that runs a query reaches nothing outside, whatever the query says."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="the system cannot limit it")
def test_no_connection_leaves_the_worker() -> None:
    """Though a query that asks elsewhere came through, nothing would be asked."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)  # noqa: FBT003 - as the library has it
        port = server.getsockname()[1]
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}".encode()

        found = subprocess.run(
            [sys.executable, "-m", "pactgraph.sparql.worker", "60"],
            input=len(query).to_bytes(8, "big") + query,
            capture_output=True,
            check=False,
            timeout=300,
        )

        assert 1 == found.returncode
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.skipif(sys.platform == "win32", reason="the system cannot limit it")
def test_a_worker_that_nobody_ends_ends_by_itself() -> None:
    """What it may use of the processors is bounded, whoever started it."""
    star = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9))
    query = f"SELECT (COUNT(*) AS ?n) {{ {star} }}".encode()
    quads = b"".join(b"<urn:s%d> <urn:p> <urn:o> .\n" % n for n in range(200))

    found = subprocess.run(
        [sys.executable, "-m", "pactgraph.sparql.worker", "1"],
        input=len(query).to_bytes(8, "big") + query + quads,
        capture_output=True,
        check=False,
        timeout=300,
    )

    assert found.returncode in {-signal.SIGXCPU, -signal.SIGKILL}
