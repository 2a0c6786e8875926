"""The process that runs a query reaches nothing outside, whatever the query says."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest

from pactgraph.sparql import worker
from pactgraph.sparql.worker import head


def told(*frames: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run a worker that is told `frames`, and then nothing more."""
    return subprocess.run(
        [sys.executable, "-P", worker.__file__],
        input=b"".join(head(len(frame)) + frame for frame in frames),
        capture_output=True,
        check=False,
        timeout=300,
    )


def test_a_worker_that_is_told_nothing_ends() -> None:
    """So it does when the one who started it is killed."""
    found = told()

    assert (0, b"", b"") == (found.returncode, found.stdout, found.stderr)


def test_graphs_come_change_and_go() -> None:
    """Each query is answered from what was told last, after an empty frame."""
    ask = b"qSELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    one, two = b"<a:s> <a:p> <a:o> .\n", b"<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:q> .\n"

    found = told(
        b"s9", ask, b"g", two, ask, b"ga:g", two, ask, b"ga:g", one, ask, b"da:g", b"g", one, ask
    )

    counts = [part.split(b'"')[0] for part in found.stdout.split(b'"value":"')[1:]]
    assert [b"0", b"2", b"4", b"3", b"1"] == counts
    assert found.stdout.startswith(head(0))
    assert 0 == found.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="the system cannot limit it")
def test_no_connection_leaves_the_worker() -> None:
    """Though a query that asks elsewhere came through, nothing would be asked."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)  # noqa: FBT003 - as the library has it
        port = server.getsockname()[1]

        found = told(
            b"s60", f"qSELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}".encode()
        )

        assert 0 == found.returncode
        assert bytes([worker.FAILED]) == found.stdout[16:17]
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.skipif(sys.platform == "win32", reason="the system cannot limit it")
def test_a_worker_that_nobody_ends_ends_by_itself() -> None:
    """What it may use of the processors is bounded, whoever started it."""
    star = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9))
    triples = b"".join(b"<urn:s%d> <urn:p> <urn:o> .\n" % n for n in range(200))

    found = told(b"s1", b"g", triples, f"qSELECT (COUNT(*) AS ?n) {{ {star} }}".encode())

    assert found.returncode in {-signal.SIGXCPU, -signal.SIGKILL}


@pytest.mark.skipif(sys.platform == "win32", reason="the system cannot limit it")
@pytest.mark.parametrize(("hard", "soft"), [(-1, 12 + 1 + 3), (14, 14)])
def test_each_query_may_use_as_much_time(
    hard: int, soft: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was used before is not counted, and a limit that was there holds."""
    import resource  # noqa: PLC0415 - not on Windows

    given: list[tuple[int, int]] = []
    used = SimpleNamespace(ru_utime=10.5, ru_stime=2.25)
    monkeypatch.setattr(resource, "getrusage", lambda _: used)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (0, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: given.append(limits))

    worker.limit_time(3)

    assert [(soft, hard)] == given
