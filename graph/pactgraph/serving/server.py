"""The server: a socket, what listens on it, and how it ends."""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
from typing import TYPE_CHECKING

import uvicorn

from pactgraph.errors import BadInputError
from pactgraph.messages import reason, worded
from pactgraph.serving.app import application
from pactgraph.serving.logs import log

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgraph.serving.endpoint import Endpoint

_LEFT_OVER = 10.0
"""Seconds for what is to be done beside queries, when the server stops."""


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address.

    Raises:
        BadInputError: it cannot: the port is taken, or the host is none of this machine.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            "127.0.0.1" if host == "localhost" else host,
            port,
            type=socket.SOCK_STREAM,
            flags=socket.AI_PASSIVE | socket.AI_NUMERICHOST,  # no name is looked up
        )[0]
        listener = socket.socket(family, kind, proto)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(1024)
        except BaseException:
            listener.close()
            raise
    except (socket.gaierror, UnicodeError):
        raise BadInputError(
            worded(
                "“{host}” is no address of a machine; write one such as 127.0.0.1",
                host=host,
            )
        ) from None
    except OSError as error:
        raise BadInputError(
            worded(
                "cannot listen on {host}:{port}: {why}", host=host, port=port, why=reason(error)
            )
        ) from None
    return listener


def url_of(listener: socket.socket) -> str:
    """Return the URL that leads to a socket, from this machine."""
    host, port = listener.getsockname()[:2]
    address = ipaddress.ip_address(host.partition("%")[0])
    if address.is_unspecified:
        address = ipaddress.ip_address("127.0.0.1" if address.version == 4 else "::1")  # noqa: PLR2004
    return f"http://[{address}]:{port}" if address.version == 6 else f"http://{address}:{port}"  # noqa: PLR2004


def is_loopback(listener: socket.socket) -> bool:
    """Return whether only this machine can ask."""
    host = listener.getsockname()[0].partition("%")[0]
    return ipaddress.ip_address(host).is_loopback


class _Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._begun()


def server(endpoint: Endpoint, begun: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """Return what answers with `endpoint`, once it is run on a socket.

    Args:
        endpoint: what is served.
        begun: called as soon as it answers.
    """
    for name in ("uvicorn.error", "uvicorn.asgi"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [_Lines(logging.WARNING)], False
    config = uvicorn.Config(
        application(endpoint),
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=int(endpoint.options.timeout + _LEFT_OVER),
    )
    return _Server(config, begun)


def serve(endpoint: Endpoint, listener: socket.socket, begun: Callable[[], None]) -> None:
    """Answer until SIGINT or SIGTERM; answers that were begun are finished.

    A second signal ends them, too.
    """

    def nothing(_number: int, _frame: object) -> None:
        """Do nothing: the server has stopped already when the signal comes back to us."""

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, nothing)
    server(endpoint, begun).run([listener])


class _Lines(logging.Handler):
    """Tells what the server tells in lines as ours."""

    def emit(self, record: logging.LogRecord) -> None:
        log(level=record.levelname.lower(), message=record.getMessage())
