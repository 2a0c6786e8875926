"""Processes that answer queries on a copy of a store, kept from one query to the next.

A worker is started when it is first asked, loads the graphs once, and is told afterwards what
changed. It is ended when a query is not answered in time, when much of what it was told is no
more (a store in memory keeps what is removed from it), when nobody can ask it any more, and when
the program ends; where that is killed, it ends because its standard input does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import weakref
from contextlib import contextmanager
from dataclasses import dataclass
from queue import LifoQueue
from typing import TYPE_CHECKING, cast

from pactgraph.sparql import worker
from pactgraph.sparql.worker import ANSWER, frame, head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO

    from pactgraph.sparql.store import Copied

_AT_ONCE = max(1, min(4, os.cpu_count() or 1))
"""So many queries of one store are answered at once; others wait for their turn."""
_SMALL = 65_536
"""Bytes that are rather copied than written apart."""
_MOST_REMOVED = 16 * 1024**2
"""A process may have been told so many bytes that are no more, or as many as those that it holds;
in its memory they are some twice as many."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a query.

    Attributes:
        status: `worker.ANSWERED`, another status of an answer, or the exit status of the process.
        data: SPARQL 1.1 Query Results JSON, N-Triples if triples were asked for, or what else
            was; or what is said.
    """

    status: int
    data: bytes


class Workers:
    """The workers of one store. Any number of threads may ask, and processes made by fork."""

    def __init__(self, source: Copied) -> None:
        """Start none yet.

        Args:
            source: what is copied; its copies are brought up to date before each query.
        """
        self._source = source
        self._free: LifoQueue[Worker] = LifoQueue()
        self._all: list[Worker] = []
        self._renew()
        _ALL.add(self)

    @contextmanager
    def free(self) -> Iterator[Worker]:
        """Wait for a worker that nobody else asks meanwhile; rather one that runs already."""
        free = self._free
        found = free.get()
        try:
            yield found
        finally:
            free.put(found)

    def leave(self) -> None:
        """Leave the workers to the process that this one was forked from, and take new ones.

        Its other threads are not here, and will never put back what they took.
        """
        for each in self._all:
            each.leave()
        self._renew()

    def _renew(self) -> None:
        self._free = LifoQueue()
        self._all = [Worker(self._source) for _ in range(_AT_ONCE)]
        for each in self._all:
            self._free.put(each)


class Worker:
    """One process at a time, on a copy of one store."""

    def __init__(
        self, source: Copied, memory: int | None = None, program: tuple[str, ...] = ()
    ) -> None:
        """Start none yet.

        Args:
            source: what is copied.
            memory: bytes of address space that the process may use; None for `worker.MEMORY`.
            program: what Python is to run that is told the same frames; none for `worker`.
        """
        self._source = source
        self._memory = memory
        self._program = program
        self._held: dict[str, int] = {}
        self._sizes: dict[str, int] = {}
        self._removed = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[..., Worker] | None = None

    @property
    def runs(self) -> bool:
        """Whether a query need not wait until a process is started."""
        return self._running is not None

    @property
    def _running(self) -> subprocess.Popen[bytes] | None:
        process = self._process
        return None if process is None or process.poll() is not None else process

    def interrupt(self) -> None:
        """Let the process end now, whatever it does; any thread may say so, while one asks."""
        if process := self._process:
            process.kill()

    def ask(
        self,
        query: bytes,
        until: float,
        seconds: int,
        kind: bytes = b"q",
        source: Copied | None = None,
    ) -> Answer | None:
        """Return the answer to `query`; None if there is none in time.

        A process that gives none is ended, and so it is whatever else interrupts this; and one
        that holds too much of what is no more, once it has answered.

        Args:
            query: a query in SPARQL 1.1, in UTF-8, or what `kind` says.
            until: the time of the monotonic clock at which the process is ended.
            seconds: of CPU time that the process may use.
            kind: what begins the frame, as `worker` has it.
            source: what this query sees of what is copied; None for all of it.
        """
        query = kind + query
        seen = source or self._source
        try:
            if process := self._running:
                begun, answer = self._ask(process, query, until, seconds, seen)
                if begun or time.monotonic() >= until:
                    return answer
            # There was none, or somebody ended it since it was last asked.
            return self._ask(self._started(), query, until, seconds, seen)[1]
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End the process, if there is one."""
        if self._end is not None:
            self._end()
        self._forget()

    def leave(self) -> None:
        """Forget the process, which is that of another one, and close what leads to it."""
        if self._process is not None:
            self._process.returncode = 0  # as if it had ended: nobody here kills or awaits it
            _close(self._process)
        self._forget()

    def _forget(self) -> None:
        self._process = self._end = None
        self._held, self._sizes, self._removed = {}, {}, 0

    def _started(self) -> subprocess.Popen[bytes]:
        self.end()
        memory = [str(self._memory)] if self._memory else []
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", *(self._program or [worker.__file__]), *memory],
            bufsize=0,  # a buffer's lock would be copied by fork, perhaps as taken
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._process, self._end = process, weakref.finalize(self, _end, process)
        return process

    def _ask(
        self,
        process: subprocess.Popen[bytes],
        query: bytes,
        until: float,
        seconds: int,
        seen: Copied,
    ) -> tuple[bool, Answer | None]:
        """Return whether the process began with `query`, and the answer as `ask` does."""
        alarm = threading.Timer(max(0.0, until - time.monotonic()), process.kill)
        alarm.daemon = True
        alarm.start()
        begun = False
        try:
            self._tell(process, query, seconds, seen)
            frame(_out(process))
            begun = True
            found = frame(_out(process), 1 + ANSWER)
            if self._removed > max(_MOST_REMOVED, sum(self._sizes.values())):
                self.end()
            return begun, Answer(found[0], found[1:])
        except (OSError, EOFError):
            late = time.monotonic() >= until
            process.kill()
            said = process.stderr.read() if process.stderr else b""
            status = process.wait()
            self.end()
            return begun, None if late else Answer(status, said)
        finally:
            alarm.cancel()
            alarm.join()  # else it might still end the process, while the next query runs

    def _tell(
        self, process: subprocess.Popen[bytes], query: bytes, seconds: int, seen: Copied
    ) -> None:
        """Tell the process what it may use, what changed, and the query below its kind."""
        parts = _framed(b"s%d" % seconds)
        held = dict(self._held)
        for iri, change in seen.changes(held).items():
            self._removed += self._sizes.pop(iri, 0)
            if change.writing is None:
                parts += _framed(b"d" + iri.encode())
                del held[iri]
            else:
                parts += [*_framed(b"g" + iri.encode()), *_framed(change.triples)]
                held[iri] = change.writing
                self._sizes[iri] = len(change.triples)
        parts += _framed(query)
        stream = cast("FileIO", process.stdin)
        for part in parts if sum(map(len, parts)) > _SMALL else [b"".join(parts)]:
            rest = memoryview(part)
            while rest:
                rest = rest[stream.write(rest) :]
        self._held = held


def _framed(data: bytes) -> list[bytes]:
    return [head(len(data)), data]


def _out(process: subprocess.Popen[bytes]) -> FileIO:
    return cast("FileIO", process.stdout)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process, and what leads to it."""
    process.kill()
    _close(process)
    process.wait()


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()


_ALL: weakref.WeakSet[Workers] = weakref.WeakSet()


def _leave_all() -> None:
    for workers in list(_ALL):
        workers.leave()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_all)
