"""What all that is served has in common: the data, the lanes, and what a request waits for."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.messages import worded
from pactgraph.serving import DEADLINE, MEMORY, MOST_SENT, PATIENCE, WORKERS
from pactgraph.serving.answering import PROGRAM
from pactgraph.serving.lanes import Bounds, Lane
from pactgraph.serving.refusing import TOO_LARGE, RefusedError, busy
from pactgraph.serving.watching import readings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request

    from pactgraph.asking.setting import Setting
    from pactgraph.errors import PactgraphError
    from pactgraph.serving.served import Graphs, Served
    from pactgraph.serving.watching import Source

_MOST_WAITING = 64
"""So many scenarios wait to be made at most."""
_SENDING = 30.0
"""Seconds within which a client sends its whole request."""


@dataclass(frozen=True, slots=True)
class Options:
    """How much is allowed.

    Attributes:
        timeout: seconds that a query may take.
        workers: processes that answer queries, two or more; half of them, and not fewer, those
            that clients bring, the others the questions that ship; as many as these more answer as
            the commands do.
        memory: bytes that each of them may use.
        origins: web pages of which origins may ask; "*" for all.
        hosts: names that the server may be called by; none for any.
        warm: whether all processes start at once, or some only when they are first asked.
    """

    timeout: float = DEADLINE
    workers: int = WORKERS
    memory: int = MEMORY
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    warm: bool = True


@dataclass(eq=False)
class Endpoint:
    """What requests are answered with.

    Attributes:
        served: the reading of the files that new requests are answered from.
        options: how much is allowed.
        open: the lane of queries that clients bring.
        own: the lane of the questions that ship.
        answers: the lane of what is answered as the commands do.
        source: the files, to be read again when they change; None if they cannot be.
        refused: why the files as they are now are not served, "" if they are.
    """

    served: Served
    options: Options
    source: Source | None = None
    refused: str = field(default="", init=False)
    open: Lane = field(init=False)
    own: Lane = field(init=False)
    answers: Lane = field(init=False)
    _making: ThreadPoolExecutor = field(init=False)
    _waiting: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Start nothing yet."""
        own = max(1, self.options.workers // 2)
        others = max(1, self.options.workers - own)
        timeout, memory = self.options.timeout, self.options.memory
        self.open = Lane(Bounds(others, timeout, memory))
        self.own = Lane(Bounds(own, timeout, memory, hurried=timeout, waiting=256, at_once=own))
        self.answers = Lane(Bounds(own, timeout, memory, hurried=timeout / 2, program=PROGRAM))
        self._making = ThreadPoolExecutor(1, thread_name_prefix="scenario")

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the workers, and end them; read files again that change."""
        watching: asyncio.Task[None] | None = None
        try:
            await asyncio.gather(
                self.open.start(self.served.fixed),
                self.own.start(self.served.fixed),
            )
            if self.options.warm:
                await self.answers.start_meanwhile(self.served.packed)
            if self.source:
                watching = asyncio.create_task(
                    readings(self.source, self._take, self._refuse), name="watching"
                )
            yield
        finally:
            if watching:
                watching.cancel()
                with suppress(asyncio.CancelledError):
                    await watching
            await asyncio.gather(*(each.end() for each in (self.open, self.own, self.answers)))
            self._making.shutdown()

    def _take(self, found: Served) -> None:
        self.served, self.refused = found, ""

    def _refuse(self, why: PactgraphError) -> None:
        self.refused = str(why)

    async def scenario(
        self, served: Served, setting: Setting, duties: Sequence[bool] = (False, True)
    ) -> Graphs:
        """Return the graphs of the scenario of a setting.

        Args:
            served: what is asked.
            setting: what is known and assumed.
            duties: as for `Served.of_scenario`.

        Raises:
            ContradictoryScenarioError: the assumed dates break the order of events.
            RefusedError: too many are asked for that nobody asked for before.
        """
        if found := served.of_scenario(setting, duties=duties, make=False):
            return found
        if self._waiting >= _MOST_WAITING:
            raise busy(PATIENCE)
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            making = loop.run_in_executor(
                self._making, lambda: served.of_scenario(setting, duties=duties, make=True)
            )
            return await making or {}
        finally:
            self._waiting -= 1


async def body_of(request: Request) -> bytes:
    """Return what a request sends.

    Raises:
        RefusedError: it is too much.
        BadInputError: it does not come.
    """
    data = bytearray()
    try:
        async with asyncio.timeout(_SENDING):
            async for part in request.stream():
                data += part
                if len(data) > MOST_SENT:
                    raise RefusedError(
                        TOO_LARGE,
                        worded(
                            "a request has at most {size} KB; this one has more",
                            size=MOST_SENT // 1024,
                        ),
                        {"Connection": "close"},
                    )
    except TimeoutError:
        raise BadInputError(
            worded("the request was not sent within {count} s", count=f"{_SENDING:.0f}")
        ) from None
    return bytes(data)


@asynccontextmanager
async def leaving(request: Request) -> AsyncIterator[asyncio.Future[None]]:
    """Yield what is done when the client of a request, all of which was read, has left."""

    async def left() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    task = asyncio.create_task(left())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def client_of(request: Request) -> str:
    """Return what tells clients apart."""
    return request.client.host if request.client else ""
