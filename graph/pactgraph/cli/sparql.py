"""`pactgraph sparql`: any query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pactgraph.cli.options import (
    Asked,
    Files,
    graph_option,
    message_language_option,
    setting_options,
)
from pactgraph.cli.output import busy, hand_out, language_asked, write_rows, write_told
from pactgraph.errors import BadInputError
from pactgraph.messages import reason, worded
from pactgraph.sparql import DEADLINE
from pactgraph.sparql.answers import RDF_FORMS, Statements
from pactgraph.sparql.rows import Rows
from pactgraph.telling.formats import FORMATS

if TYPE_CHECKING:
    from pactgraph.sparql.answers import Answered


class _Seconds(click.FloatRange):
    """A number, called so in messages."""

    name = "number"


@click.command()
@click.argument("text", required=False)
@click.option(
    "--file",
    "file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="Read the query from a file, or from standard input (-).",
)
@click.option(
    "--deadline",
    type=_Seconds(min=0.1),
    default=DEADLINE,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
@graph_option
@message_language_option
@setting_options
@click.option(
    "--format",
    "-f",
    "output",
    type=click.Choice([*FORMATS, *RDF_FORMS]),
    help="How to write the answer; json is SPARQL 1.1 Query Results JSON. If nothing is said:"
    " table, for CONSTRUCT and DESCRIBE turtle.",
)
def sparql(  # noqa: PLR0913 - one argument an option
    *,
    text: str | None,
    file: Path | None,
    deadline: float,
    files: Files,
    asked: Asked,
    output: str | None,
) -> None:
    """Ask with SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE over facts and what follows.

    The prefixes of the shipped facts (pact:, odrl:, kind:, dcterms:, and the empty one for
    ids such as :MSOA-2025-12) need not be declared. SERVICE and FROM are refused.

    Facts, vocabulary, periods and what each clause comes to (pact:holder, pact:lastCertainDay …)
    stand in the default graph. The status of each clause on the day asked about stands in a
    graph named by the day, what is known and assumed in one of its own: GRAPH ?day { … }.

    \b
    pactgraph sparql --on 2029-06-30 "SELECT ?c { GRAPH ?day { ?c pact:status 'in force' } }"
    """  # noqa: D301 - click reads the backspace character
    if (text is None) == (file is None):
        raise BadInputError(worded("give the query either as TEXT or with --file"))
    if file is not None:
        text = _query_in(file)
    elif text and text.endswith(".rq"):
        raise BadInputError(worded("{text} is a file; read it with --file {text}", text=text))
    with busy(worded("reading")):
        graph = files.graph()
    setting = asked.setting(graph)
    with busy(worded("asking")):
        found = graph.sparql(text or "", deadline, setting)
    _write(found, output)


def _write(found: Answered, output: str | None) -> None:
    """Write an answer as it was asked for, or else as is usual for its sort.

    Raises:
        BadInputError: an answer of this sort is not written so.
    """
    if isinstance(found, Statements):
        if output in FORMATS:
            raise BadInputError(
                worded(
                    "CONSTRUCT and DESCRIBE give triples; write them as one of: {formats}",
                    formats=" ".join(RDF_FORMS),
                )
            )
        form = output or RDF_FORMS[0]
        hand_out(found.text(form), form)
        return
    if output in RDF_FORMS:
        raise BadInputError(
            worded(
                "SELECT and ASK give no triples; write the answer as one of: {formats}",
                formats=" ".join(FORMATS),
            )
        )
    if isinstance(found, Rows):
        write_rows(found, language_asked(), output or FORMATS[0])
    else:
        write_told(found, language_asked(), output or FORMATS[0])


def _query_in(file: Path) -> str:
    """Return the query in a file or, for "-", in standard input: in UTF-8, as SPARQL has it."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(
            worded("{file} is not text in UTF-8; save it in that encoding", file=file)
        ) from None
    except OSError as error:
        raise BadInputError(
            worded("{file} cannot be read: {strerror}", file=file, strerror=reason(error))
        ) from None
