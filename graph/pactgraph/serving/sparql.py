"""`/sparql`: the SPARQL 1.1 Protocol."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from starlette.responses import Response

from pactgraph.asking.graphs_asked import refuse_misplaced
from pactgraph.serving.description import description
from pactgraph.serving.endpoint import body_of, client_of, leaving
from pactgraph.serving.negotiation import ROWS, TRIPLES, chosen, with_charset
from pactgraph.serving.protocol import asked, no_query
from pactgraph.serving.querying import Query, answer, not_acceptable, refuse_at_sight

if TYPE_CHECKING:
    from starlette.requests import Request

    from pactgraph.serving.endpoint import Endpoint
    from pactgraph.serving.protocol import Asked
    from pactgraph.serving.served import Served

_SHORT = 10_000
"""Characters of a query that are looked through in no time."""
_READ = 4_000
"""Characters of a query that is read for what it asks where that never stands."""
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)


async def sparql(request: Request) -> Response:
    """Answer a query, or say what the endpoint is."""
    endpoint: Endpoint = request.app.state.endpoint
    body = await body_of(request)
    headers = request.headers
    found = asked(request.method, request.scope["query_string"], headers.get("content-type"), body)
    request.scope["logged"] = {"lane": "open"}
    served, accept = endpoint.served, headers.get("accept", "")
    if found.query is None:
        return await _description(endpoint, served, request, found)
    base = str(request.url.replace(query="", fragment=""))
    query = Query(found.query, accept, base, found.default, found.named)
    if len(query.text) <= _SHORT:
        refuse_at_sight(query)
    else:
        await asyncio.to_thread(refuse_at_sight, query)
    async with leaving(request) as gone:
        setting = await asyncio.to_thread(found.said.setting, served.graph)
        graphs = dict(await endpoint.scenario(served, setting))
        graphs |= await asyncio.to_thread(served.of_day, setting)
        chosen_graphs = {*(found.default or ()), *(found.named or ())}
        graphs |= served.mentioned(query.text, chosen_graphs, graphs)
        if not chosen_graphs and len(query.text) <= _READ and not _FROM.search(query.text):
            names = [*served.named, *graphs]
            await asyncio.to_thread(refuse_misplaced, query.text, names)
        given = await answer(
            query, {**served.fixed, **graphs}, endpoint.open, client_of(request), gone
        )
    return Response(
        given.data, media_type=with_charset(given.media_type), headers={"Vary": "Accept"}
    )


async def _description(
    endpoint: Endpoint, served: Served, request: Request, found: Asked
) -> Response:
    accept = request.headers.get("accept")
    form = chosen(accept, TRIPLES)
    if form is None and chosen(accept, ROWS):  # its query went astray
        raise no_query()
    if form is None:
        raise not_acceptable(TRIPLES)
    setting = await asyncio.to_thread(found.said.setting, served.graph)
    graphs = dict(await endpoint.scenario(served, setting))
    graphs |= await asyncio.to_thread(served.of_day, setting)
    url = str(request.url.replace(query="", fragment=""))
    data = description(url, served.size, [*served.named, *graphs], form)
    return Response(data, media_type=with_charset(form), headers={"Vary": "Accept"})
