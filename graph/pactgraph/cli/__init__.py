"""The command line: one module, and one thin function, a command.

Answers go to standard output, everything else to standard error.
"""

from __future__ import annotations

import atexit
import gc
import logging
import os
import sys
import warnings
from collections.abc import Mapping
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING

import click

from pactgraph.errors import PactgraphError
from pactgraph.messages import LANGUAGES, libraries_speak, told, worded
from pactgraph.telling.signs import accept_any_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactgraph.messages import Language

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_GROUPS = {
    "Begin with": {
        "show": "All about a party, asset, event, agreement or clause",
        "find": "Anything by words, in either language",
        "status": "Which clauses are in force, or what they depend on",
        "map": "All agreements as one interactive page that works offline",
    },
    "Ask further": {
        "why": "Why a clause is in force, or is not, by which source",
        "may": "May a party do something with an asset?",
        "impact": "What an event starts and ends; what ends or saves a clause",
        "diff": "What differs between agreements, days or scenarios",
        "conflicts": "Which clauses cannot both be honoured, and when",
        "network": "What flows from whom to whom, and which loops that closes",
        "query": "The questions that ship: list them, or ask one",
        "list": "All agreements, parties, assets, events, sources …",
    },
    "Bring your own": {
        "help": "Model a contract in ten minutes: pactgraph help your-own",
        "new": "A plain file of an agreement of your own, from a few answers",
        "check": "What is wrong with files, and what is doubtful",
        "convert": "Files in another form: plain, Turtle, JSON-LD",
    },
    "Exchange": {
        "evaluate": "Any ODRL 2.2 policy, to a compliance report",
        "export": "Agreements as plain ODRL 2.2",
        "sparql": "Any SELECT query, by a deadline",
        "serve": "All of this by HTTP, for any SPARQL client",
        "cache": "What is kept of files that were read; remove it",
    },
}
"""Every command, under the heading that the help gives it, with what it is for.

It is imported when it is asked for: none needs the libraries of all.
"""

_MODULES = {"list": "listing"}
"""The modules that are not called like their commands."""


def main() -> None:
    """Run the command line; exit with 0, with 1 after violations, with 2 after bad input.

    No circles are looked for in memory, nor in what is left at the end: nearly all is kept until
    the answer, and then the system takes it back.
    """
    gc.disable()
    atexit.register(gc.freeze)
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
        from pactgraph.cli.output import clean_lines  # noqa: PLC0415 - needed by few

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


class _OnDemand(Mapping[str, click.Command]):
    """The commands by their names, each imported when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in [*self]:
            raise KeyError(name)
        module = vars(import_module(f"pactgraph.cli.{_MODULES.get(name, name)}"))
        return next(each for each in module.values() if isinstance(each, click.Command))

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(_GROUPS.values())

    def __len__(self) -> int:
        return sum(len(commands) for commands in _GROUPS.values())


class _Commands(click.Group):
    """The commands; none of them takes an empty text for something that was not said."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            from pactgraph.cli.options import refuse_empty  # noqa: PLC0415 - none is for --help

            refuse_empty(command, rest)
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click calls it
        """Write the commands under headings, first what to begin with, in columns alike."""
        width = max(len(name) for name in self.commands)  # `map` is a module here
        for heading, commands in _GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), told) for name, told in commands.items()])


@click.group(cls=_Commands, commands=_OnDemand(), context_settings=_SETTINGS)
@click.version_option(package_name="pactgraph", message="%(prog)s %(version)s")
def cli() -> None:
    """Ask a graph of agreements between companies.

    Which clauses are in force on a day, if these events happen, and by which source?

    \b
    pactgraph show microsoft
    pactgraph find right of first refusal
    pactgraph status --on 2029-01-01 --assume agi-verified=2028-06-01
    pactgraph map -o deal.html
    """  # noqa: D301 - click reads the backspace character
