"""`pactgraph help`: how to begin with agreements of one's own, the keys, and every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.console import Console

from pactgraph.cli.options import language_option
from pactgraph.drafting.guides import guide
from pactgraph.errors import NotFoundError
from pactgraph.messages import worded
from pactgraph.plain.reference import reference
from pactgraph.telling.told import print_blocks

if TYPE_CHECKING:
    from pactgraph.messages import Language

_GUIDE, _KEYS = "your-own", "keys"


@click.command("help")
@click.argument("topic", required=False)
@language_option
@click.pass_context
def help_(context: click.Context, *, topic: str | None, language: Language) -> None:
    """Read about a TOPIC: your-own, keys, or a command.

    your-own: model a contract in ten minutes. keys: all that a plain file can say. Without
    TOPIC, all commands are listed.

    \b
    pactgraph help your-own
    """  # noqa: D301 - click reads the backspace character
    whole = context.find_root()
    commands = whole.command
    if topic is None:
        click.echo(whole.get_help())
    elif topic == _GUIDE:
        click.echo(guide(language), nl=False)
    elif topic == _KEYS:
        print_blocks(reference(language), Console(highlight=False))
    else:
        known = commands.get_command(whole, topic) if isinstance(commands, click.Group) else None
        if known is None:
            raise NotFoundError(
                worded(
                    "there is nothing to read about “{topic}”; there are {known} and the commands",
                    topic=topic[:60],
                    known=f"{_GUIDE}, {_KEYS}",
                )
            )
        click.echo(known.get_help(click.Context(known, whole, topic)))
