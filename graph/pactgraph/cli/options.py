"""Options that commands share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from pactgraph.asking.assuming import sides
from pactgraph.errors import BadInputError
from pactgraph.graph import SHIPPED, load
from pactgraph.messages import LANGUAGES, worded
from pactgraph.telling.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pactgraph.asking.setting import Setting
    from pactgraph.graph import PactGraph


@dataclass(frozen=True, slots=True)
class Files:
    """What the options say of the files that are asked about.

    Attributes:
        paths: their names, as written; none for the shipped facts.
        cache: whether what was read of them is kept for the next time.
    """

    paths: tuple[str, ...]
    cache: bool

    def graph(self) -> PactGraph:
        """Return the graph in the files."""
        return load(*self.paths, cache=self.cache)


def graph_option(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options --graph and --no-cache, as its argument `files`."""

    @wraps(function)
    def command(*, paths: tuple[str, ...], cache: bool, **others: object) -> None:
        function(files=Files(paths, cache), **others)

    return click.option(
        "--graph",
        "-g",
        "paths",
        metavar="PATH",
        multiple=True,
        help="Files or folders to read instead of the shipped facts; repeatable. "
        f"The word “{SHIPPED}” adds the shipped facts.",
    )(cache_option(command))


def cache_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --no-cache, as its argument `cache`."""
    return click.option(
        "--no-cache",
        "cache",
        flag_value=False,
        default=True,
        help="Read all files anew, and keep nothing for the next time.",
    )(function)


def only_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --only, as its argument `only`: names of agreements and series."""
    option = click.option(
        "--only",
        metavar="AGREEMENT,…",
        callback=lambda _context, _option, text: _names_in(text),
        default="",
        help="Only clauses of these agreements, or of all versions of a series.",
    )
    return option(function)


def _names_in(text: str) -> tuple[str, ...]:
    """Return the names that --only has; none if it is not given."""
    names = tuple(filter(None, map(str.strip, text.split(","))))
    if text and not names:
        raise BadInputError(worded("--only takes agreements, such as AMOA,AMDOA"))
    return names


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say of the setting, as written."""

    on: str
    known: str
    assume: tuple[str, ...]
    according_to: str

    def setting(self, graph: PactGraph) -> Setting:
        """Return the setting; days that are not given are today, in UTC."""
        return graph.setting(
            on=self.on,
            known=self.known,
            assume=[sides(text, "agi-verified=2028-06-01") for text in self.assume],
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


_EMPTY = worded("one of the arguments is an empty text")


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
        wanted = worded("date") if metavars.get(option) == "DATE" else worded("value")
        said = (
            worded("{option}: an empty text is no {wanted}", option=option, wanted=wanted)
            if option in metavars
            else _EMPTY
        )
        raise BadInputError(worded("{said}; was a variable of a script not set?", said=said))


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
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        help="Language of labels, formulas and messages.",
    )(function)


def message_language_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give --lang to a command whose answer has no language: only its messages have."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        expose_value=False,
        help="Language of messages.",
    )(function)


def page_language_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --lang, as its argument `language`; None if it is not said."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        help="Language that the page opens in.  [default: that of the reader's browser]",
    )(function)
