"""`pactgraph sparql`: any SELECT query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pactgraph.cli.options import Files, graph_option, message_language_option
from pactgraph.cli.output import busy, language_asked, write_rows
from pactgraph.errors import BadInputError
from pactgraph.messages import reason, worded
from pactgraph.sparql import DEADLINE
from pactgraph.telling.formats import FORMATS

if TYPE_CHECKING:
    from pactgraph.telling.formats import Format


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
@click.option(
    "--format",
    "-f",
    "output",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to write the answer; json is SPARQL 1.1 Query Results JSON.",
)
def sparql(
    text: str | None, file: Path | None, deadline: float, files: Files, output: Format
) -> None:
    """Ask with SPARQL 1.1: a SELECT query over facts, vocabulary and periods.

    The prefixes of the shipped facts (pact:, odrl:, kind:, dcterms:, and the empty one for
    ids such as :MSOA-2025-12) need not be declared. SERVICE and FROM are refused.
    """
    if (text is None) == (file is None):
        raise BadInputError(worded("give the query either as TEXT or with --file"))
    if file is not None:
        text = _query_in(file)
    elif text and text.endswith(".rq"):
        raise BadInputError(worded("{text} is a file; read it with --file {text}", text=text))
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("asking")):
        rows = graph.sparql(text or "", deadline)
    write_rows(rows, language_asked(), output)


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
