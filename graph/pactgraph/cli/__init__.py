"""The command line: one module, and one thin function, a command.

Answers go to standard output, everything else to standard error.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from typing import TYPE_CHECKING

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
from pactgraph.messages import LANGUAGES, libraries_speak, told, worded
from pactgraph.signs import accept_any_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.messages import Language

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_GROUPS: dict[str, tuple[click.Command, ...]] = {
    "Begin with": (show, find, status, draw),
    "Ask further": (why, may, impact, diff, conflicts, query, list_things),
    "Check and exchange": (check, evaluate, export, sparql),
}
"""Every command, under the heading that the help gives it."""


def main() -> None:
    """Run the command line; exit with 0, with 1 after violations, with 2 after bad input."""
    for stream in (sys.stdout, sys.stderr):
        accept_any_text(stream)
    _silence_libraries()
    language = _language_of(sys.argv)
    with libraries_speak(language):
        sys.exit(_run(language))


def _run(language: Language) -> int:
    """Run a command, whose object is `language`; return its exit status.

    Whatever it tells, and whatever goes wrong, is told in that language.
    """
    try:
        return int(cli.main(prog_name="pactgraph", standalone_mode=False, obj=language) or 0)
    except click.ClickException as error:
        error.show()
    except click.Abort:
        return 130
    except PactgraphError as error:
        _complain(clean_lines(error.in_language(language)), language)
    except Exception as error:
        if os.environ.get("PACTGRAPH_DEBUG"):
            raise
        _complain(
            worded(
                "something unforeseen went wrong ({sort}: {message}).\n"
                "This is a defect of pactgraph; set PACTGRAPH_DEBUG=1 to see where.",
                sort=type(error).__name__,
                message=error,
            ),
            language,
        )
    return 2


def _complain(message: str, language: Language) -> None:
    click.echo(told(worded("Error: {message}", message=message), language), err=True)


def _language_of(arguments: Sequence[str]) -> Language:
    """Return the language that the arguments ask for, be they understood otherwise or not."""
    said = " ".join(arguments).replace("--lang ", "--lang=").split()
    asked = {f"--lang={known}": known for known in LANGUAGES}
    return next((asked[word] for word in reversed(said) if word in asked), "en")


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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click calls it
        """Write the commands under headings, first what to begin with, in columns alike."""
        width = max(len(name) for name in self.commands)
        for heading, commands in _GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl(
                    [
                        (
                            (command.name or "").ljust(width),
                            command.get_short_help_str(formatter.width - width - 6),
                        )
                        for command in commands
                    ]
                )


@click.group(cls=_Commands, context_settings=_SETTINGS)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Ask a graph of agreements between companies.

    Which clauses are in force on a day, if these events happen, and by which source?

    \b
    pactgraph show microsoft
    pactgraph find right of first refusal
    pactgraph status --on 2029-01-01 --assume agi-verified=2028-06-01
    pactgraph map -o deal.html
    """  # noqa: D301 - click reads the backspace character


for _commands in _GROUPS.values():
    for _command in _commands:
        cli.add_command(_command)
