"""The application: what is answered under which path, and how refusals are told."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pactgraph import __version__
from pactgraph.errors import PactgraphError
from pactgraph.messages import told, worded
from pactgraph.serving import api, editor, front, questions
from pactgraph.serving.lanes import LeftError
from pactgraph.serving.logs import Logged, log
from pactgraph.serving.negotiation import language
from pactgraph.serving.refusing import (
    BAD,
    FORBIDDEN,
    KIND,
    NO_SUCH_METHOD,
    NOT_FOUND,
    RefusedError,
    status_of,
)
from pactgraph.serving.sparql import sparql

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from pactgraph.serving.endpoint import Endpoint

_AS_JSON = ("/api", "/questions")
"""Below these, refusals are told to programs."""
_UNTOLD = ("/sparql/", "/front.css", "/editor/given.json", "/editor/{name}")
"""Addresses that nobody need know."""
_LEFT = 499
"""The status, for nobody to read, of a request whose client has left."""
_UNFORESEEN = 500


def application(endpoint: Endpoint) -> Starlette:
    """Return the application that answers with `endpoint`."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with endpoint.running():
            yield

    app = Starlette(
        routes=[
            Route("/", front.front),
            Route("/front.css", front.style),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/sparql/", sparql, methods=["GET", "POST"]),
            Route("/questions", questions.listed),
            Route("/questions/{name}", questions.asked),
            Route("/editor", editor.editor),
            Route("/editor/given.json", editor.given),
            Route("/editor/{name}", editor.file),
            Route("/map", api.page),
            Route("/api/openapi.json", api.described),
            Route("/api/record", api.record),
            Route("/api/{name}", api.answered),
            Route("/health", health),
        ],
        lifespan=lifespan,
        middleware=[
            Middleware(Logged),
            Middleware(_Called, hosts=endpoint.options.hosts),
            Middleware(
                CORSMiddleware,
                allow_origins=endpoint.options.origins,
                allow_methods=["GET", "POST"],
                allow_headers=["*"],
                expose_headers=["Retry-After"],
            ),
        ],
        exception_handlers={
            PactgraphError: _refused,
            HTTPException: _no_such,
            LeftError: _left,
            Exception: _unforeseen,
        },
    )
    app.state.endpoint = endpoint
    return app


async def health(request: Request) -> Response:
    """Say that the server answers, and how much it has to do."""
    endpoint: Endpoint = request.app.state.endpoint
    served = endpoint.served
    lanes = {"open": endpoint.open, "own": endpoint.own, "answers": endpoint.answers}
    return JSONResponse(
        {
            "status": "ok",
            "version": __version__,
            "triples": served.size,
            "clauses": len(served.graph.record.clauses),
            "reading": served.number,
            "refused": endpoint.refused,
            "scenarios": len(served.scenarios),
            "lanes": {
                name: {
                    "workers": lane.bounds.workers,
                    "busy": lane.busy,
                    "waiting": lane.waiting,
                }
                for name, lane in lanes.items()
            },
        },
        headers={"Cache-Control": "no-store"},
    )


class _Called:
    """An application that answers only when it is called by one of its names.

    A page of somebody else's, whose name was made to lead here, asks under that name.
    """

    def __init__(self, application: ASGIApp, hosts: Sequence[str]) -> None:
        self._application = application
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._hosts:
            headers = dict(scope["headers"])
            name = headers.get(b"host", b"").decode("latin-1").lower()
            if name.rpartition("]")[0] + "]" * name.startswith("[") not in self._hosts and (
                name.partition(":")[0] not in self._hosts
            ):
                said = worded(
                    "there is no host of this name here; ask for {hosts}",
                    hosts=", ".join(self._hosts),
                )
                answer = PlainTextResponse(f"{said}\n", FORBIDDEN)
                await answer(scope, receive, send)
                return
        await self._application(scope, receive, send)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, PactgraphError):
        raise error
    status = status_of(error)
    if request.url.path.startswith("/sparql") and status == NOT_FOUND:
        status = BAD  # the endpoint is there: what the request names is not
    headers = error.headers if isinstance(error, RefusedError) else {KIND: type(error).__name__}
    return _said(request, status, error, headers)


async def _no_such(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    if error.status_code == NO_SUCH_METHOD:
        allowed = headers.get("Allow", "GET")
        return _said(
            request,
            NO_SUCH_METHOD,
            worded(
                "{method} is not answered here, but {allowed}",
                method=request.method,
                allowed=allowed,
            ),
            headers,
        )
    if error.status_code == NOT_FOUND:
        paths = ", ".join(r.path for r in request.app.routes if r.path not in _UNTOLD)
        said = worded(
            "there is nothing at {path}; there are {paths}",
            path=request.url.path[:100],
            paths=paths,
        )
        return _said(request, NOT_FOUND, said, headers)
    return _said(request, error.status_code, error.detail, headers)


async def _left(_request: Request, _error: Exception) -> Response:
    return Response(status_code=_LEFT)


async def _unforeseen(request: Request, error: Exception) -> Response:
    log(error=type(error).__name__, message=str(error), path=request.url.path)
    return _said(
        request, _UNFORESEEN, worded("something unforeseen went wrong; the log says what"), {}
    )


def _said(request: Request, status: int, said: object, headers: dict[str, str]) -> Response:
    """Return a refusal in words, in the language of the client."""
    text = told(said, language(request.headers.get("accept-language")))
    if request.url.path.startswith(_AS_JSON):
        return JSONResponse(
            {"error": text}, status, headers={"Vary": "Accept-Language", **headers}
        )
    return PlainTextResponse(f"{text}\n", status, headers={"Vary": "Accept-Language", **headers})
