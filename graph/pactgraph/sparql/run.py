"""Queries that people bring: looked through first, then run where they can be stopped."""

from __future__ import annotations

import errno
import math
import os
import re
import signal
import time
from typing import TYPE_CHECKING

import pyoxigraph

from pactgraph.errors import QueryError, QueryTimeoutError
from pactgraph.messages import worded
from pactgraph.sparql import DEADLINE
from pactgraph.sparql.answers import answer_from
from pactgraph.sparql.rows import Rows
from pactgraph.sparql.words import form, in_words, line_of
from pactgraph.sparql.worker import ANSWER, ANSWERED, MEMORY, TOO_LARGE
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.plugins.sparql.parserutils import CompValue

    from pactgraph.sparql.answers import Answered
    from pactgraph.sparql.store import Copied
    from pactgraph.sparql.workers import Workers


_PROLOGUE = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in sorted(PREFIXES.items()))
_SHORT, _FLAT = 2_000, 24
"""With so many characters at most, and so many brackets and negations, reading takes no time."""
_NO_END = "\n§"
"""No query goes on like this."""
_NO_SERVICE = worded("SERVICE is not allowed: nothing here asks other machines")
_NO_FILES = os.strerror(errno.EMFILE)
"""What a worker says that would ask another machine: a connection is a file."""
_FOREIGN = re.compile("service|from", re.IGNORECASE)
"""Only a query with one of these words can leave the store."""


FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
"""The forms of queries that are answered."""
_FORMS = ", ".join(FORMS)


def run(workers: Workers, text: str, deadline: float = DEADLINE) -> Rows:
    """Return the rows of the SELECT query `text`, as `answered` does.

    Raises:
        QueryError: also if it is no SELECT query.
    """
    found = answered(workers, text, deadline)
    if not isinstance(found, Rows):
        raise QueryError(worded("only SELECT queries return rows"))
    return found


def answered(
    workers: Workers, text: str, deadline: float = DEADLINE, source: Copied | None = None
) -> Answered:
    """Return the answer to the query `text`, run on a copy of a store.

    The query runs in a process of its own, which is ended at the deadline; reading the answer
    ends then, too. Memory and the size of the answer are bounded. Our prefixes need not be
    declared.

    Args:
        workers: those of the store that is asked.
        text: SPARQL 1.1; SERVICE, FROM and updates are refused.
        deadline: seconds of wall time; they do not count while all workers are asked by others.
        source: what the query sees of the store; None for all of it.

    Returns:
        Rows for SELECT, a truth for ASK, statements for CONSTRUCT and DESCRIBE.

    Raises:
        QueryError: it does not parse, may not run, or fails.
        QueryTimeoutError: it did not end in time.
    """
    query = re.sub(r"\r\n?", "\n", text)  # parsers disagree where a comment ends
    if re.search(r"\\u", query, re.IGNORECASE):
        raise QueryError(
            worded("write characters themselves, not \\u…: parsers disagree on what it hides")
        )
    if (begun := form(query)) not in (*FORMS, "PREFIX", "BASE"):
        what = (
            worded("this one begins with “{begun}”", begun=begun[:20])
            if begun
            else worded("this one is empty")
        )
        raise QueryError(
            worded("only queries are answered here: {forms}; {what}", forms=_FORMS, what=what)
        )
    if _FOREIGN.search(query):
        refuse_foreign(query)
    question = with_prefixes(query).encode(errors="replace")
    with workers.free() as worker:
        if not worker.runs:
            _refuse_slips(query, question.decode())
        until = time.monotonic() + deadline
        answer = worker.ask(question, until, cpu_seconds(deadline), source=source)
    if answer is None:
        raise too_late(deadline)
    if answer.status != ANSWERED:
        said = answer.data.decode(errors="replace")
        raise QueryError(why_it_failed(query, answer.status, said))
    found = answer_from(answer.data, until)
    if found is None:
        raise too_late(deadline)
    return found


def too_late(deadline: float) -> QueryTimeoutError:
    """Return what is said of a query that was stopped after so many seconds."""
    return QueryTimeoutError(
        worded(
            "the query was stopped after {deadline} seconds; make it more specific",
            deadline=f"{deadline:g}",
        )
    )


def cpu_seconds(deadline: float) -> int:
    """Return what a worker may use of the processors: more than it can within `deadline`."""
    return (math.ceil(deadline) + 1) * (os.cpu_count() or 1)


def with_prefixes(query: str) -> str:
    """Return `query` below one line with our prefixes."""
    return f"{_PROLOGUE}\n{query}"


def why_it_failed(query: str, status: int, said: str, memory: int = MEMORY) -> str:
    """Return in words why the process that ran `query` ended with `status`, not 0.

    Args:
        query: as the person wrote it; one line stood above it.
        status: of the answer, or of the process.
        said: what the engine said.
        memory: bytes that the process might use.
    """
    if status == -signal.SIGSEGV:
        return worded("the query is nested too deeply")
    if status == TOO_LARGE:
        return worded(
            "the answer has more than {size} MB; ask for less, or add LIMIT",
            size=ANSWER // 1024**2,
        )
    if status < 0 or not said.strip():
        return worded(
            "the query needs more than the {value} GB of memory that it may use",
            value=f"{memory / 1024**3:.3g}",
        )
    if _NO_FILES in said and re.search("service", query, re.IGNORECASE):
        return _NO_SERVICE
    return in_words(query, said.strip(), PREFIXES, above=1)


def _refuse_slips(query: str, question: str) -> None:
    """Refuse what plainly does not parse: nothing need be started to see it.

    The engine is given no whole query, for it would plan that, which may take it for ever. Nor
    is it given what is long or deep, which may, too; and what it cannot tell from a query that
    lacks its end is left to a worker, which can be stopped.
    """
    if len(query) > _SHORT or len(re.findall("[({[!]|<<", query)) > _FLAT:
        return
    try:
        pyoxigraph.Store().query(question + _NO_END)
    except SyntaxError as error:
        line = line_of(str(error))
        if line and line <= question.count("\n") + 1:
            raise QueryError(in_words(query, str(error), PREFIXES, above=1)) from None


def refuse_foreign(query: str) -> None:
    """Refuse a query that would leave the store; words in texts and names do not."""
    from pyparsing import ParseException  # noqa: PLC0415 - the parser is slow to import
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - likewise

    try:
        parsed = parseQuery(with_prefixes(query))
    except ParseException as error:
        said = worded(
            "error at {lineno}:{column}: expected something else",
            lineno=error.lineno,
            column=error.column,
        )
        raise QueryError(in_words(query, said, PREFIXES, above=1)) from None
    except RecursionError:
        raise QueryError(
            worded(
                "the query has the word SERVICE or FROM, and is too long to see"
                " whether it is meant; leave the word out, of texts and names too"
            )
        ) from None
    for part in _parts(parsed[1]):
        if part.name == "ServiceGraphPattern":
            raise QueryError(_NO_SERVICE)
        if "datasetClause" in part:
            raise QueryError(worded("FROM is not allowed; use GRAPH"))


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
