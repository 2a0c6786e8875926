"""`pactgraph may`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.asking.assuming import sides_by_name
from pactgraph.cli.options import (
    Asked,
    Files,
    graph_option,
    output_options,
    setting_options,
)
from pactgraph.cli.output import busy, write_told
from pactgraph.messages import worded

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.telling.formats import Format


@click.command()
@click.argument("party")
@click.argument("action")
@click.argument("asset")
@click.option(
    "--as",
    "attributes",
    metavar="ATTRIBUTE=VALUE",
    multiple=True,
    help="Say more about what is done: customer, cloud, purpose …; repeatable. "
    "For a limit, say whether it is met: LIMIT=yes or LIMIT=no.",
)
@click.option("--all", "everything", is_flag=True, help="Show every rule, however far off.")
@graph_option
@setting_options
@output_options
def may(  # noqa: PLR0913 - one argument an option
    *,
    party: str,
    action: str,
    asset: str,
    attributes: tuple[str, ...],
    everything: bool,
    files: Files,
    asked: Asked,
    language: Language,
    output: Format,
) -> None:
    """May PARTY do ACTION with ASSET?

    The answer is “permitted”, “permitted, except …”, “prohibited”, “not permitted as asked”,
    “depends” or “no rule found”, with every rule it rests on, and those that come near but do
    not count. What no rule speaks of is neither permitted nor prohibited. A prohibition of less
    than is permitted is an exception; a special clause prevails over the general one that it
    narrows; an exclusivity of one party is a prohibition for the others.

    ACTION is an id or a whole label. Other words propose actions; they never stand for one.

    \b
    pactgraph may microsoft use "research IP" --on 2031-06-01
    pactgraph may openai serve "API products" --as cloud=amazon --on 2025-12-01
    """  # noqa: D301 - click wants the character, not the backslash
    with busy(worded("reading")):
        graph = files.graph()
    setting = asked.setting(graph)
    given = sides_by_name(attributes, "customer=amazon")
    with busy(worded("asking")):
        answer = graph.may(party, action, asset, setting, given)
    write_told(answer.whole() if everything else answer, language, output)
