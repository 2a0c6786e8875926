"""The process that answers queries and can be ended: see `workers.py`.

It runs as a file, not as a module: it imports nothing of ours, and needs not be told where
that lies. It is told frames on standard input, each a length in 8 bytes and so many bytes, of
which the first says what it is:

- ``s``: seconds of CPU time that may be used from now on, so that it ends even if nobody is
  left to end it;
- ``g``: a graph by its IRI, "" for the default graph, that has become what the next frame
  holds, N-Triples;
- ``d``: a graph by its IRI that is no more;
- ``q``: a query. It is answered by two frames: an empty one as soon as it was read, and one
  of a byte, 0 or why there is no answer, and SPARQL 1.1 Query Results JSON, N-Triples if it
  asks for triples, or what is said;
- ``a``: a query of any form, as JSON: the text (``query``), what its IRIs are relative to
  (``base``), the graphs that are the default one and the named ones (``default``, ``named``;
  null for those of the query), the media types of rows, of a truth value and of triples
  (``rows``, ``truth``, ``triples``; null for none), how many rows there may be (``most``), and
  the prefixes that triples are written with (``prefixes``). It is answered as ``q`` is; the
  byte says, too, of which form the answer is.

It ends when standard input does. The memory that it may use can be its first argument.
"""

from __future__ import annotations

import contextlib
import csv
import errno
import io
import json
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, Protocol, cast

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MEMORY = 4 * 1024**3
"""Bytes of address space that it may use, where the system can limit it."""
ANSWER = 64 * 1024**2
"""Bytes that an answer may have, as it is written."""
ANSWERED, FAILED, TOO_LARGE, TOO_MANY, NOT_IN_THAT_FORM = 0, 1, 3, 4, 5
"""What the first byte of an answer says."""
ROWS, TRUTH, TRIPLES = 8, 9, 10
"""What it says instead of 0 to ``a``: of which form the answer is."""
_SMALLEST_ROW = 2
"""No row is written in fewer bytes."""
_HEAD = 8


class Readable(Protocol):
    """A stream that fills a part of memory."""

    def readinto(self, memory: memoryview, /) -> int | None:
        """Fill the beginning of `memory`; return how many bytes of it."""
        ...


def head(size: int) -> bytes:
    """Return what stands before `size` bytes of a frame."""
    return size.to_bytes(_HEAD, "big")


def frame(stream: Readable, most: int = sys.maxsize) -> bytes:
    """Return the next frame.

    Raises:
        EOFError: the stream ends within it, or it has more than `most` bytes.
    """
    size = int.from_bytes(_exactly(stream, _HEAD), "big")
    if size > most:
        raise EOFError
    return _exactly(stream, size)


def _exactly(stream: Readable, size: int) -> bytes:
    whole = bytearray(size)
    rest = memoryview(whole)
    while rest:
        got = stream.readinto(rest)
        if not got:
            raise EOFError
        rest = rest[got:]
    return bytes(whole)


class _Answer(io.BytesIO):
    """An answer that does not grow beyond its bound."""

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Append `data`, unless that is too much."""
        if self.tell() + len(memoryview(data)) > ANSWER:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return super().write(data)


def main() -> int:
    """Answer until standard input ends."""
    # Ctrl-C is for the one who asks; where that one cannot be woken, it is for us.
    signal.signal(signal.SIGINT, signal.SIG_DFL if sys.platform == "win32" else signal.SIG_IGN)
    limit("RLIMIT_AS", int(sys.argv[1]) if len(sys.argv) > 1 else MEMORY)
    # No file can be opened or written any more, and no connection, whatever a query says.
    limit("RLIMIT_NOFILE", 0)
    limit("RLIMIT_FSIZE", 0)
    store = pyoxigraph.Store()
    told, tell = cast("Readable", sys.stdin.buffer), sys.stdout.buffer
    with contextlib.suppress(EOFError):
        while True:
            said = frame(told)
            about = said[1:].decode()
            match said[:1]:
                case b"s":
                    limit_time(int(about))
                case b"g":
                    _put(store, about, frame(told))
                case b"d":
                    store.remove_graph(_graph(about))
                case b"q" | b"a" as kind:
                    tell.write(head(0))
                    tell.flush()
                    asked = about if kind == b"q" else json.loads(about)
                    status, answer = _answer(store, asked)
                    tell.write(head(1 + len(answer)) + bytes([status]))
                    tell.write(answer)
                    tell.flush()
    return 0


def _answer(
    store: pyoxigraph.Store, asked: str | Mapping[str, Any]
) -> tuple[int, bytes | memoryview]:
    answer = _Answer()
    try:
        status = _written(answer, store, asked)
    except MemoryError:
        raise
    except OSError as error:
        if error.errno == errno.EFBIG:
            return TOO_LARGE, b""
        return FAILED, str(error).encode()
    except Exception as error:  # noqa: BLE001 - the engine raises anything; the parent tells it
        return FAILED, str(error).encode()
    return status, answer.getbuffer()


def _written(answer: _Answer, store: pyoxigraph.Store, asked: str | Mapping[str, Any]) -> int:
    """Write what was asked to `answer`; return its status."""
    if isinstance(asked, str):
        found = store.query(asked)
        if isinstance(found, pyoxigraph.QueryTriples):
            found.serialize(answer, format=pyoxigraph.RdfFormat.N_TRIPLES)
        else:
            found.serialize(answer, format=pyoxigraph.QueryResultsFormat.JSON)
        return ANSWERED
    named = asked["named"]
    result = store.query(
        asked["query"],
        base_iri=asked["base"],
        default_graph=None if asked["default"] is None else [*map(_graph, asked["default"])],
        named_graphs=None if named is None else [*map(pyoxigraph.NamedNode, named)],
    )
    if isinstance(result, pyoxigraph.QueryTriples):
        return _triples_written(answer, result, asked)
    rows = isinstance(result, pyoxigraph.QuerySolutions)
    form = pyoxigraph.QueryResultsFormat.from_media_type(asked["rows" if rows else "truth"] or "")
    if form is None:
        return NOT_IN_THAT_FORM
    result.serialize(answer, format=form)
    if rows and _has_more_rows(answer, form, asked["most"]):
        answer.truncate(0)
        return TOO_MANY
    return ROWS if rows else TRUTH


def _triples_written(
    answer: _Answer, result: pyoxigraph.QueryTriples, asked: Mapping[str, Any]
) -> int:
    form = pyoxigraph.RdfFormat.from_media_type(asked["triples"] or "")
    if form is None:
        return NOT_IN_THAT_FORM
    prefixes = asked["prefixes"] if form == pyoxigraph.RdfFormat.TURTLE else {}
    pyoxigraph.serialize(dict.fromkeys(result), answer, form, prefixes=prefixes)
    if form == pyoxigraph.RdfFormat.RDF_XML and b"<oxprefix: " in answer.getvalue():
        answer.truncate(0)  # a property whose IRI ends in no name has none in XML
        return NOT_IN_THAT_FORM
    return TRIPLES


def _has_more_rows(answer: _Answer, form: pyoxigraph.QueryResultsFormat, most: int) -> bool:
    """Return whether an answer has more than `most` rows; most answers are too small for that."""
    if answer.tell() <= most * _SMALLEST_ROW:
        return False
    answer.seek(0)
    if form == pyoxigraph.QueryResultsFormat.CSV:
        text = io.TextIOWrapper(answer, encoding="utf-8", newline="")
        rows = sum(1 for _ in csv.reader(text)) - 1
        text.detach()
    else:
        parsed = pyoxigraph.parse_query_results(answer, format=form)
        rows = sum(1 for _ in cast("pyoxigraph.QuerySolutions", parsed))
    return rows > most


def _graph(iri: str) -> pyoxigraph.NamedNode | pyoxigraph.DefaultGraph:
    return pyoxigraph.NamedNode(iri) if iri else pyoxigraph.DefaultGraph()


def _put(store: pyoxigraph.Store, iri: str, triples: bytes) -> None:
    """Replace a graph. Blank nodes keep their labels, which graphs may share; loading does not."""
    graph = _graph(iri)
    store.remove_graph(graph)
    quads: Iterable[pyoxigraph.Quad]
    quads = pyoxigraph.parse(triples, pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    if iri:
        quads = (pyoxigraph.Quad(q.subject, q.predicate, q.object, graph) for q in quads)
    store.bulk_extend(quads)


def limit(name: str, most: int) -> None:
    """Limit for good what this process may use, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(getattr(resource, name), (most, most))


def limit_time(seconds: int) -> None:
    """Let this process use so many seconds of CPU time more, where the system can limit it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        allowed = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MemoryError:
        sys.exit(1)
