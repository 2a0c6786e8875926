"""Lanes: processes that answer queries, and who waits for one of them.

Each lane has workers of its own, so that what is asked in one does not hold up the other. A
client has one query in a lane at a time; its next one waits. While somebody waits for a worker,
a query that has had its share is stopped; so is one whose client has left.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any

from pactgraph.serving import HURRIED, PATIENCE
from pactgraph.serving.refusing import busy
from pactgraph.sparql.run import cpu_seconds
from pactgraph.sparql.store import Change
from pactgraph.sparql.workers import Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from pactgraph.serving.served import Graphs
    from pactgraph.sparql.workers import Answer

_LOOK = 0.05
"""Seconds between two looks at whether somebody waits."""
_START = 60.0
"""Seconds within which a worker has read all triples."""


_TRIES = 5
"""So often is asked in all where somebody else ends the worker each time."""
KILLED = -getattr(signal, "SIGKILL", 9)
"""The status of a process that somebody killed."""
OUT_OF_TIME = -getattr(signal, "SIGXCPU", 24)
"""The status of a process that used more of the processors than it may."""


class LeftError(Exception):
    """The client has left: nobody awaits an answer."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a lane allows.

    Attributes:
        workers: how many processes there are.
        deadline: seconds that a query may take.
        hurried: seconds that it may take while others wait.
        patience: seconds that one waits for a process.
        memory: bytes that a process may use.
        program: what the processes run; none for what answers queries.
        waiting: so many requests of one client may wait.
        at_once: so many queries of one client run at once.
    """

    workers: int
    deadline: float
    memory: int
    hurried: float = HURRIED
    patience: float = PATIENCE
    program: tuple[str, ...] = ()
    waiting: int = 32
    at_once: int = 1


@dataclass(slots=True)
class _Wanted:
    """What a worker is to hold for its next query."""

    graphs: Graphs

    def changes(self, held: Mapping[str, int]) -> dict[str, Change]:
        """Return what it lacks, and what it should no longer hold; see `Copied`."""
        new = {
            iri: Change(number, triples)
            for iri, (number, triples) in self.graphs.items()
            if held.get(iri) != number
        }
        return new | {iri: Change(None, b"") for iri in held.keys() - self.graphs.keys()}


class Lane:
    """Some workers and those who wait for them; all of it in one event loop."""

    def __init__(self, bounds: Bounds) -> None:
        """Start nothing yet."""
        self.bounds = bounds
        self.waiting = 0
        self._workers = [_Place(bounds) for _ in range(bounds.workers)]
        self._idle = list(self._workers)
        self._free = asyncio.Semaphore(bounds.workers)
        self._threads = ThreadPoolExecutor(bounds.workers, thread_name_prefix="lane")
        self._clients: dict[str, asyncio.Semaphore] = {}
        self._counts: Counter[str] = Counter()
        self._starting: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> int:
        """How many workers answer, or start."""
        return len(self._workers) - len(self._idle)

    async def start(self, graphs: Graphs) -> None:
        """Start all workers, each with these graphs."""
        loop = asyncio.get_running_loop()
        begun = [loop.run_in_executor(self._threads, p.start, graphs) for p in self._workers]
        await asyncio.gather(*begun)

    async def start_meanwhile(self, graphs: Graphs) -> None:
        """Begin to start all workers, before any is asked; who asks waits until one runs."""
        for _ in self._workers:
            await self._free.acquire()
            place = self._idle.pop()
            place.wanted.graphs = graphs
            self._waits_for(place)

    def _waits_for(self, place: _Place) -> None:
        task = asyncio.create_task(self._start_again(place))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def end(self) -> None:
        """End all workers."""
        for place in self._workers:
            place.stop()
        await asyncio.gather(*self._starting)
        self._threads.shutdown()
        for place in self._workers:
            place.worker.end()

    async def ask(
        self, client: str, graphs: Graphs, question: bytes, gone: asyncio.Future[None]
    ) -> Answer | None:
        """Return the answer of a worker that holds these graphs and no others.

        Args:
            client: who asks.
            graphs: what it is asked of.
            question: what stands in a frame ``a`` of `worker`.
            gone: is done when the client has left.

        Returns:
            None if there is no answer in time.

        Raises:
            RefusedError: no worker was free in time.
            LeftError: the client has left.
        """
        async with self._turn_of(client, gone), self._place(gone) as place:
            return await self._answer(place, graphs, question, gone)

    @asynccontextmanager
    async def _turn_of(self, client: str, gone: asyncio.Future[None]) -> AsyncIterator[None]:
        """Wait until the client has no other query in this lane."""
        if self._counts[client] >= self.bounds.waiting + self.bounds.at_once:
            raise busy(self.bounds.patience)
        self._counts[client] += 1
        turn = self._clients.setdefault(client, asyncio.Semaphore(self.bounds.at_once))
        try:
            await _acquired(turn, gone, self.bounds.patience + self.bounds.deadline)
            try:
                yield
            finally:
                turn.release()
        finally:
            self._counts[client] -= 1
            if not self._counts[client]:
                del self._counts[client], self._clients[client]

    @asynccontextmanager
    async def _place(self, gone: asyncio.Future[None]) -> AsyncIterator[_Place]:
        """Wait for a worker that nobody else asks meanwhile."""
        self.waiting += 1
        try:
            await _acquired(self._free, gone, self.bounds.patience)
        finally:
            self.waiting -= 1
        place = self._idle.pop()
        try:
            yield place
        finally:
            if place.worker.runs:
                self._put_back(place)
            else:
                self._waits_for(place)

    def _put_back(self, place: _Place) -> None:
        self._idle.append(place)
        self._free.release()

    async def _start_again(self, place: _Place) -> None:
        """Start a worker that was ended; who asks it need not wait for that."""
        try:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._threads, place.start, place.wanted.graphs)
        finally:
            self._put_back(place)

    async def _answer(
        self, place: _Place, graphs: Graphs, question: bytes, gone: asyncio.Future[None]
    ) -> Answer | None:
        begun = time.monotonic()
        place.stopped.clear()
        loop = asyncio.get_running_loop()
        answering = loop.run_in_executor(
            self._threads, place.ask, graphs, question, self.bounds.deadline
        )
        late, either = False, _futures(answering, gone)
        try:
            while not answering.done():
                await asyncio.wait(either, timeout=_LOOK, return_when=asyncio.FIRST_COMPLETED)
                late = bool(self.waiting) and time.monotonic() - begun > self.bounds.hurried
                if answering.done():
                    break
                if gone.done() or late:
                    break
        finally:
            while not answering.done():
                place.stop()
                await asyncio.wait({answering}, timeout=_LOOK)
        if gone.done():
            raise LeftError
        if late and place.stopped.is_set():
            raise busy(self.bounds.patience)
        return answering.result()


class _Place:
    """A worker, and what it is to hold."""

    def __init__(self, bounds: Bounds) -> None:
        self.wanted = _Wanted({})
        self.worker = Worker(self.wanted, bounds.memory, bounds.program)
        self.stopped = Event()

    def start(self, graphs: Graphs) -> None:
        """Let the worker run, and hold the default graph."""
        self.wanted.graphs = graphs
        self.worker.ask(b"ASK {}", time.monotonic() + _START, cpu_seconds(_START))

    def stop(self) -> None:
        """End what the worker does; another thread waits for it."""
        self.stopped.set()
        self.worker.interrupt()

    def ask(self, graphs: Graphs, question: bytes, deadline: float) -> Answer | None:
        """Return the answer; asked again, a few times, if somebody else ended the worker."""
        self.wanted.graphs = graphs
        until, seconds = time.monotonic() + deadline, cpu_seconds(deadline)
        for _ in range(_TRIES):
            answer = self.worker.ask(question, until, seconds, b"a")
            if not (answer and answer.status == KILLED) or self.stopped.is_set():
                break
        return answer


async def _acquired(
    semaphore: asyncio.Semaphore, gone: asyncio.Future[None], patience: float
) -> None:
    """Acquire `semaphore`.

    Raises:
        RefusedError: that takes too long.
        LeftError: the client has left.
    """
    if not semaphore.locked():
        await semaphore.acquire()
        return
    acquiring = asyncio.create_task(semaphore.acquire())
    try:
        await asyncio.wait(
            _futures(acquiring, gone), timeout=patience, return_when=asyncio.FIRST_COMPLETED
        )
    except BaseException:
        _give_up(acquiring, semaphore)
        raise
    if acquiring.done() and not gone.done():
        return
    _give_up(acquiring, semaphore)
    if gone.done():
        raise LeftError
    raise busy(patience)


def _futures(*futures: asyncio.Future[Any]) -> set[asyncio.Future[Any]]:
    """Return futures of any results as what can be awaited together."""
    return {*futures}


def _give_up(acquiring: asyncio.Task[bool], semaphore: asyncio.Semaphore) -> None:
    """Acquire no more what was waited for, and give it back if it was acquired all the same."""

    def over(task: asyncio.Task[bool]) -> None:
        if not task.cancelled() and task.exception() is None:
            semaphore.release()

    acquiring.cancel()
    acquiring.add_done_callback(over)
