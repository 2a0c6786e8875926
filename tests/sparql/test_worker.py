"""The process that runs a query reaches nothing outside, whatever the query says."""

from __future__ import annotations

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
            [sys.executable, "-m", "pactgraph.sparql_worker"],
            input=len(query).to_bytes(8, "big") + query,
            capture_output=True,
            check=False,
            timeout=60,
        )

        assert 1 == found.returncode
        with pytest.raises(BlockingIOError):
            server.accept()
