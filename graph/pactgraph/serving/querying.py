"""Queries in a lane: looked through first, then answered whole, or refused in words."""

from __future__ import annotations

import json
import re
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.errors import QueryError
from pactgraph.messages import worded
from pactgraph.serving import MOST_NESTED, MOST_ROWS
from pactgraph.serving.lanes import OUT_OF_TIME
from pactgraph.serving.negotiation import ROWS, TRIPLES, chosen
from pactgraph.serving.refusing import FORBIDDEN, NOT_ACCEPTABLE, TOO_MUCH, RefusedError
from pactgraph.sparql import worker
from pactgraph.sparql.run import refuse_foreign, too_late, why_it_failed, with_prefixes
from pactgraph.sparql.words import form, nesting
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    import asyncio

    from pactgraph.serving.lanes import Lane
    from pactgraph.serving.served import Graphs

_ROWS, _TRIPLES = {"SELECT", "ASK"}, {"CONSTRUCT", "DESCRIBE"}
_UPDATES = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query as a worker gets it.

    Attributes:
        text: in SPARQL 1.1; our prefixes need not be declared.
        accept: the media types that the client takes, as the header has it.
        base: what its IRIs are relative to.
        default: IRIs of the graphs that make the default one; None for what the query says.
        named: IRIs of the named graphs; likewise.
    """

    text: str
    accept: str
    base: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A whole answer.

    Attributes:
        media_type: what it is.
        data: all of it.
    """

    media_type: str
    data: bytes


def refuse_at_sight(query: Query) -> None:
    """Refuse what needs no process to be refused.

    Raises:
        QueryError: there is no query, or it is nested too deeply.
        RefusedError: it is an update, or no form that the client takes has what it asks for.
    """
    begun = form(query.text)
    if not begun and not query.text.strip():
        raise QueryError(worded("the query is empty"))
    if begun in _UPDATES:
        raise RefusedError(
            FORBIDDEN, worded("updates are not answered: this endpoint is read-only")
        )
    if nesting(query.text) > MOST_NESTED:
        raise QueryError(worded("the query is nested too deeply"))
    if sys.platform == "win32" and re.search("service", query.text, re.IGNORECASE):
        refuse_foreign(query.text)  # elsewhere a worker can open no connection
    for forms, offered in ((_ROWS, ROWS), (_TRIPLES, TRIPLES)):
        if begun in forms and chosen(query.accept, offered) is None:
            raise not_acceptable(offered)


def not_acceptable(offered: tuple[str, ...]) -> RefusedError:
    """Return the refusal of a client that takes none of the media types `offered`."""
    return RefusedError(
        NOT_ACCEPTABLE,
        worded(
            "this is answered in none of the types that you accept, but in {types}",
            types=", ".join(offered),
        ),
    )


async def answer(
    query: Query, graphs: Graphs, lane: Lane, client: str, gone: asyncio.Future[None]
) -> Given:
    """Return the whole answer to a query.

    Args:
        query: what is asked.
        graphs: of which graphs.
        lane: who answers.
        client: who asks.
        gone: is done when the client has left.

    Raises:
        QueryError: it does not parse, or fails.
        QueryTimeoutError: it does not end in time.
        RefusedError: it needs or gives too much, or nobody is free to answer it.
        LeftError: the client has left.
    """
    text = re.sub(r"\r\n?", "\n", query.text)  # parsers disagree where a comment ends
    rows, triples = chosen(query.accept, ROWS), chosen(query.accept, TRIPLES)
    question = {
        "query": with_prefixes(text),
        "base": query.base or None,
        "default": query.default,
        "named": query.named,
        "rows": rows,
        "truth": rows,
        "triples": triples,
        "most": MOST_ROWS,
        "prefixes": PREFIXES,
    }
    said = json.dumps(question).encode()
    found = await lane.ask(client, graphs, said, gone)
    if found is None or found.status == OUT_OF_TIME:
        raise too_late(lane.bounds.deadline)
    match found.status:
        case worker.ROWS | worker.TRUTH:
            return Given(rows or "", found.data)
        case worker.TRIPLES:
            return Given(triples or "", found.data)
        case worker.NOT_IN_THAT_FORM if triples and form(text) in _TRIPLES:
            raise RefusedError(
                NOT_ACCEPTABLE, worded("a property among these triples has no name in RDF/XML")
            )
        case worker.NOT_IN_THAT_FORM:
            raise not_acceptable(TRIPLES if rows else ROWS)
        case worker.TOO_MANY:
            raise RefusedError(
                TOO_MUCH,
                worded(
                    "the answer has more than {count} rows; ask for less, or add LIMIT",
                    count=f"{MOST_ROWS:,}",
                ),
            )
    why = why_it_failed(
        text, found.status, found.data.decode(errors="replace"), lane.bounds.memory
    )
    of_no_memory = found.status < 0 or not found.data.strip()
    if found.status == worker.TOO_LARGE or (of_no_memory and found.status != -signal.SIGSEGV):
        raise RefusedError(TOO_MUCH, why)
    raise QueryError(why)
