"""Queries that people bring: looked through first, then run where they can be stopped."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from pactgraph.errors import QueryError, QueryTimeoutError
from pactgraph.store import Rows, rows_from_json
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.plugins.sparql.parserutils import CompValue

    from pactgraph.store import Store

DEADLINE = 30.0
"""Seconds after which a query is stopped, unless told otherwise."""

_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(PREFIXES.items()))


def run(store: Store, text: str, deadline: float = DEADLINE) -> Rows:
    """Return the rows of the SELECT query `text`, run on a copy of `store`.

    The query runs in a process of its own, which is ended at the deadline. Our prefixes
    need not be declared.

    Args:
        store: what is asked.
        text: SPARQL 1.1; SERVICE, FROM and updates are refused.
        deadline: seconds of wall time.

    Raises:
        QueryError: it does not parse, may not run, or fails.
        QueryTimeoutError: it did not end in time.
    """
    query = _PROLOGUE + re.sub(r"\r\n?", "\n", text)  # parsers disagree where a comment ends
    _refuse_foreign(query)
    with tempfile.TemporaryFile() as answer:
        process = subprocess.Popen(
            [sys.executable, "-m", "pactgraph.sparql_worker"],
            stdin=subprocess.PIPE,
            stdout=answer,
            stderr=subprocess.PIPE,
        )
        question = query.encode()
        try:
            _, said = process.communicate(
                len(question).to_bytes(8, "big") + question + store.quads(), timeout=deadline
            )
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise QueryTimeoutError(
                f"the query was stopped after {deadline:g} seconds; make it more specific"
            ) from None
        if process.returncode:
            reason = said.decode(errors="replace").strip() or "it ran out of memory"
            raise QueryError(f"the query failed: {reason}")
        answer.seek(0)
        return rows_from_json(answer.read())


def _refuse_foreign(query: str) -> None:
    """Refuse what does not parse, and what would leave the store."""
    from pyparsing import ParseException  # noqa: PLC0415 - the parser is slow to import
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - likewise

    if re.search(r"\\u", query, re.IGNORECASE):
        raise QueryError(
            r"write characters themselves, not \u…: parsers disagree on what it hides"
        )
    try:
        parsed = parseQuery(query)
    except ParseException as error:
        line = error.lineno - _PROLOGUE.count("\n")
        raise QueryError(
            f"the query does not parse: line {line}, column {error.column}: {error.line[:80]}"
        ) from None
    except RecursionError:
        raise QueryError("the query is nested too deeply") from None
    body = parsed[1]
    if body.name != "SelectQuery":
        raise QueryError("only SELECT queries are answered here")
    for part in _parts(body):
        if part.name == "ServiceGraphPattern":
            raise QueryError("SERVICE is not allowed: nothing here asks other machines")
        if "datasetClause" in part:
            raise QueryError("FROM is not allowed; use GRAPH")


def _parts(node: object) -> Iterator[CompValue]:
    """Yield every part of a parsed query."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415 - likewise

    pending = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, CompValue):
            yield part
            pending.extend(part.values())
        elif isinstance(part, str | bytes):
            continue
        elif hasattr(part, "__iter__"):
            pending.extend(part)
