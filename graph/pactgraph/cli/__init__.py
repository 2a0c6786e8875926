"""The command line: one module, and one thin function, a command.

Answers go to standard output, everything else to standard error.
"""

import logging
import os
import sys
import warnings

import click

from pactgraph import __version__
from pactgraph.cli.check import check
from pactgraph.cli.conflicts import conflicts
from pactgraph.cli.diff import diff
from pactgraph.cli.evaluate import evaluate
from pactgraph.cli.export import export
from pactgraph.cli.find import find
from pactgraph.cli.impact import impact
from pactgraph.cli.listing import list_things
from pactgraph.cli.map import draw
from pactgraph.cli.may import may
from pactgraph.cli.options import refuse_empty
from pactgraph.cli.output import clean_lines
from pactgraph.cli.query import query
from pactgraph.cli.show import show
from pactgraph.cli.sparql import sparql
from pactgraph.cli.status import status
from pactgraph.cli.why import why
from pactgraph.errors import PactgraphError
from pactgraph.signs import accept_any_text

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def main() -> None:
    """Run the command line; exit with 0, with 1 after violations, with 2 after bad input."""
    for stream in (sys.stdout, sys.stderr):
        accept_any_text(stream)
    _silence_libraries()
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except PactgraphError as error:
        click.echo(f"Error: {clean_lines(str(error))}", err=True)
        sys.exit(2)
    except Exception as error:
        if os.environ.get("PACTGRAPH_DEBUG"):
            raise
        click.echo(
            f"Error: something unforeseen went wrong ({type(error).__name__}: {error}).\n"
            "This is a defect of pactgraph; set PACTGRAPH_DEBUG=1 to see where.",
            err=True,
        )
        sys.exit(2)


def _silence_libraries() -> None:
    """Let nothing that a library logs or warns of reach the user; what is wrong is said by us."""
    if not os.environ.get("PACTGRAPH_DEBUG"):
        logging.getLogger().addHandler(logging.NullHandler())
        if not sys.warnoptions:
            warnings.simplefilter("ignore")


class _Commands(click.Group):
    """The commands; none of them takes an empty text for something that was not said."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            refuse_empty(command, rest)
        return name, command, rest


@click.group(cls=_Commands, context_settings=_SETTINGS)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Ask a graph of agreements between companies.

    Which clauses are in force on a day, if these events happen, and by which source?

    \b
    pactgraph status MSOA-2025-12 --on 2029-01-01
    pactgraph status --on 2029-01-01 --assume agi-verified=2028-06-01
    pactgraph map -o deal.html
    """  # noqa: D301 - click reads the backspace character


for _command in (
    check,
    conflicts,
    diff,
    draw,
    evaluate,
    export,
    find,
    impact,
    list_things,
    may,
    query,
    show,
    sparql,
    status,
    why,
):
    cli.add_command(_command)
