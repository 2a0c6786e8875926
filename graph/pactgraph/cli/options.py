"""Options that commands share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from pactgraph.errors import BadInputError
from pactgraph.graph import SHIPPED
from pactgraph.tables import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pactgraph.answers import Setting
    from pactgraph.graph import PactGraph


def graph_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --graph, as its argument `paths`."""
    return click.option(
        "--graph",
        "-g",
        "paths",
        metavar="PATH",
        multiple=True,
        help="Files or folders to read instead of the shipped facts; repeatable. "
        f"The word “{SHIPPED}” adds the shipped facts.",
    )(function)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say of the setting, as written."""

    on: str
    known: str
    assume: tuple[str, ...]
    according_to: str

    def setting(self, graph: PactGraph) -> Setting:
        """Return the setting; days that are not given are today, in UTC."""
        today = datetime.now(UTC).date().isoformat()
        return graph.setting(
            on=self.on or today,
            known=self.known or today,
            assume=dict(sides(text, "agi-verified=2028-06-01") for text in self.assume),
            according_to=self.according_to,
        )


_SETTING_OPTIONS = (
    click.option(
        "--according-to",
        metavar="SOURCE",
        default="",
        help="Assume what this source claims about open events.",
    ),
    click.option(
        "--assume",
        "-a",
        metavar="EVENT=DATE",
        multiple=True,
        help="Assume that an event happens on a date, or “never”; repeatable.",
    ),
    click.option(
        "--known",
        metavar="DATE",
        default="",
        help="Use only what was known on this day.  [default: today]",
    ),
    click.option(
        "--on", metavar="DATE", default="", help="The day asked about.  [default: today]"
    ),
)


def setting_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a setting, as its argument `asked`."""

    @wraps(function)
    def command(
        *, on: str, known: str, assume: tuple[str, ...], according_to: str, **others: object
    ) -> None:
        function(asked=Asked(on, known, assume, according_to), **others)

    for option in _SETTING_OPTIONS:
        command = option(command)
    return command


_EMPTY = "one of the arguments is an empty text"


def refuse_empty(command: click.Command, arguments: Sequence[str]) -> None:
    """Refuse an empty text among the `arguments` of a command.

    It is what a variable that is not set leaves in a script. Taken for an option that is not
    given, it would be answered for today, or for another folder.

    Raises:
        BadInputError: a text is empty or white space; it names the option.
    """
    metavars = {name: option.metavar for option in command.params for name in option.opts}
    for before, text in pairwise(["", *arguments]):
        option, equals, value = text.partition("=")
        if not text.strip():
            option = before
        elif not (option.startswith("--") and equals and not value.strip()):
            continue
        wanted = "date" if metavars.get(option) == "DATE" else "value"
        said = f"{option}: an empty text is no {wanted}" if option in metavars else _EMPTY
        raise BadInputError(f"{said}; was a variable of a script not set?")


def sides(text: str, example: str) -> tuple[str, str]:
    """Return the two sides of the last equals sign in `text`."""
    name, equals, value = text.rpartition("=")
    if not equals or not name.strip() or not value.strip():
        raise BadInputError(f"“{text}” should have two sides, as in {example}")
    return name.strip(), value.strip()


def output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --format and --lang, as its arguments `output` and `language`."""
    function = click.option(
        "--format",
        "-f",
        "output",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to write the answer.",
    )(function)
    return language_option(function)


def language_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --lang, as its argument `language`."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["en", "de"]),
        default="en",
        show_default=True,
        help="Language of labels and formulas.",
    )(function)
