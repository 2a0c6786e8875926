"""`/questions`: those that ship, listed, and each as an address of its own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from pactgraph.errors import UnknownLanguageError
from pactgraph.graph import prepared
from pactgraph.messages import LANGUAGES, worded
from pactgraph.serving.endpoint import client_of, leaving
from pactgraph.serving.negotiation import ROWS, chosen, language, with_charset
from pactgraph.serving.protocol import SETTING, fields, one, setting_of
from pactgraph.serving.querying import Query, answer, not_acceptable
from pactgraph.sparql.questions import FROM_SETTING, explained, question
from pactgraph.sparql.questions import questions as shipped

if TYPE_CHECKING:
    from starlette.requests import Request

    from pactgraph.messages import Language
    from pactgraph.serving.endpoint import Endpoint
    from pactgraph.serving.protocol import Fields
    from pactgraph.serving.served import Graphs
    from pactgraph.sparql.questions import Question

SPARQL = "application/sparql-query"
"""The media type of the query itself, below what it answers."""
FORMS = (*ROWS, SPARQL)


async def listed(request: Request) -> Response:
    """List the questions that ship, with their parameters."""
    url = str(request.url.replace(query="", fragment="")).rstrip("/")
    return JSONResponse([described(each, f"{url}/{each.name}") for each in shipped().values()])


def described(asked: Question, url: str) -> dict[str, Any]:
    """Return what there is to know of a question, as JSON has it."""
    return {
        "name": asked.name,
        "id": asked.id,
        "url": url,
        "question": {tag: asked.asked.in_language(tag) for tag in LANGUAGES},
        "title": asked.title,
        "description": asked.description,
        "parameters": [
            {
                "name": each.name,
                "kind": each.kind,
                "required": each.required,
                "example": each.default,
            }
            for each in asked.parameters
            if each.name not in FROM_SETTING
        ],
        "setting": settings_of(asked),
        "columns": dict(asked.columns),
        "text": asked.text,
    }


def settings_of(asked: Question) -> list[str]:
    """Return which parameters that all questions share change the answer to this one."""
    names = {each.name for each in asked.parameters}
    chosen_by = {"on": ["on"], "scenario": ["known", "assume"], "lang": ["lang"]}
    return [name for key, found in chosen_by.items() if key in names for name in found]


async def asked(request: Request) -> Response:
    """Answer a question: with its rows, or with its SPARQL where that is what is accepted."""
    endpoint: Endpoint = request.app.state.endpoint
    served = endpoint.served
    request.scope["logged"] = {"lane": "own"}
    given = fields(request.scope["query_string"])
    accept = request.headers.get("accept", "")
    form = chosen(accept, FORMS)
    if form is None:
        raise not_acceptable(FORMS)
    name = request.path_params["name"]
    about = question(name)
    tag = language_of(given, request)
    values = values_in(given)
    async with leaving(request) as gone:
        setting = await asyncio.to_thread(setting_of(given).setting, served.graph)
        found = await asyncio.to_thread(prepared, served.graph, name, values, setting, tag)
        graphs: Graphs = {}
        if found.scenario:
            graphs = await endpoint.scenario(served, found.scenario, [about.duties])
        [graph] = graphs or [""]
        text = found.text(graph)
        headers = {"Vary": "Accept, Accept-Language"}
        if form == SPARQL:
            said = explained(about, text, graph, tag)
            return Response(said, media_type=f"{SPARQL}; charset=utf-8", headers=headers)
        data = await answer(
            Query(text, accept),
            {**served.fixed, **graphs},
            endpoint.own,
            client_of(request),
            gone,
        )
    return Response(data.data, media_type=with_charset(data.media_type), headers=headers)


def language_of(given: Fields, request: Request) -> Language:
    """Return the language of labels: the parameter, else what the client prefers.

    Raises:
        UnknownLanguageError: the parameter names none that we speak.
    """
    tag = one(given, "lang", "")
    if tag and tag not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UnknownLanguageError(
            worded("“{language}” is none of the languages: {known}", language=tag, known=known)
        )
    return tag or language(request.headers.get("accept-language"))


def values_in(given: Fields) -> dict[str, str]:
    """Return the values of a question's own parameters.

    Raises:
        BadInputError: one is given twice, or empty.
    """
    return {name: one(given, name, "") for name in given if name not in (*SETTING, "lang")}
