"""`/api`: the answers of the commands for programs, `/map`: the page, and what describes them."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from pactgraph.errors import NotFoundError
from pactgraph.messages import worded
from pactgraph.serving import answering
from pactgraph.serving.answering import MAP, RECORD
from pactgraph.serving.endpoint import client_of, leaving
from pactgraph.serving.lanes import OUT_OF_TIME
from pactgraph.serving.negotiation import chosen, with_charset
from pactgraph.serving.objects import OBJECTS
from pactgraph.serving.openapi import openapi
from pactgraph.serving.operations import operations
from pactgraph.serving.protocol import EVERYWHERE, fields, one, setting_of
from pactgraph.serving.querying import not_acceptable
from pactgraph.serving.questions import language_of
from pactgraph.serving.refusing import KIND, TOO_MUCH, RefusedError
from pactgraph.sparql.run import too_late
from pactgraph.sparql.worker import ANSWERED, FAILED

if TYPE_CHECKING:
    from starlette.requests import Request

    from pactgraph.serving.endpoint import Endpoint

FORMS = {
    "application/json": "json",
    "text/csv": "csv",
    "text/markdown": "markdown",
    OBJECTS: answering.OBJECTS,
}
"""In which media type which format of the commands is given, or the values themselves."""
PAGE = {"text/html": "html"}
"""The same of the page."""


async def answered(request: Request) -> Response:
    """Answer as a command does."""
    name = request.path_params["name"]
    if name not in operations():
        close = difflib.get_close_matches(name[:60].lower(), operations(), n=1)
        known = ", ".join(close or operations())
        raise NotFoundError(
            worded("there is no “{name}” here; there is {known}", name=name[:60], known=known)
        )
    return await _asked(request, name, FORMS)


async def page(request: Request) -> Response:
    """Return the interactive map as a page."""
    return await _asked(request, MAP, PAGE)


async def record(request: Request) -> Response:
    """Return what whoever asks for values has to know before."""
    return await _asked(request, RECORD, {OBJECTS: answering.OBJECTS})


async def described(request: Request) -> Response:
    """Return the description of all addresses."""
    url = str(request.url.replace(path="", query="", fragment=""))
    return JSONResponse(openapi(url), headers={"Cache-Control": "no-cache"})


async def _asked(request: Request, name: str, forms: dict[str, str]) -> Response:
    endpoint: Endpoint = request.app.state.endpoint
    served = endpoint.served
    request.scope["logged"] = {"lane": "answers"}
    form = chosen(request.headers.get("accept"), tuple(forms))
    if form is None:
        raise not_acceptable(tuple(forms))
    given = fields(request.scope["query_string"])
    language, said = language_of(given, request), setting_of(given)
    operation = operations().get(name)
    everywhere = operation.everywhere if operation else EVERYWHERE
    if name == RECORD:
        everywhere = EVERYWHERE[-1:]
    own = {key: texts for key, texts in given.items() if key not in everywhere}
    if operation:
        operation.values(own)  # what is wrong at sight waits for nobody
    question = {
        "name": name,
        "given": own,
        "on": said.on,
        "known": said.known,
        "assume": said.assume,
        "according_to": one(given, "according-to", ""),
        "language": language,
        "page_language": one(given, "lang", "") or None,
        "form": forms[form],
    }
    async with leaving(request) as gone:
        found = await endpoint.answers.ask(
            client_of(request), served.packed, json.dumps(question).encode(), gone
        )
    if found is None or found.status == OUT_OF_TIME:
        raise too_late(endpoint.answers.bounds.deadline)
    if found.status == FAILED and found.data.startswith(b"{"):
        why = json.loads(found.data)
        raise RefusedError(why["status"], why["error"], {KIND: why["kind"]} if why["kind"] else {})
    if found.status != ANSWERED:
        raise RefusedError(TOO_MUCH, worded("the answer needs more memory than it may use"))
    return Response(
        found.data,
        media_type=with_charset(form),
        headers={"Vary": "Accept, Accept-Language"},
    )
