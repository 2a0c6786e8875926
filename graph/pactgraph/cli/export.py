"""`pactgraph export`: our agreements as plain ODRL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.cli.options import (
    Asked,
    Files,
    graph_option,
    message_language_option,
    setting_options,
)
from pactgraph.cli.output import busy, hand_out
from pactgraph.messages import worded

if TYPE_CHECKING:
    from rdflib import Graph


@click.command()
@click.argument("agreements", nargs=-1, metavar="[AGREEMENT]...")
@click.option(
    "--world",
    "as_world",
    is_flag=True,
    help="Write the setting as a state of the world instead, to evaluate the policies in.",
)
@click.option(
    "--lists",
    is_flag=True,
    help="Write operands of logical constraints as RDF lists instead of repeated values.",
)
@click.option(
    "--format",
    "-f",
    "output",
    type=click.Choice(["turtle", "json-ld", "nt"]),
    default="turtle",
    show_default=True,
    help="How to write it.",
)
@graph_option
@message_language_option
@setting_options
def export(  # noqa: PLR0913 - one argument an option
    *,
    agreements: tuple[str, ...],
    as_world: bool,
    lists: bool,
    output: str,
    files: Files,
    asked: Asked,
) -> None:
    """Write agreements as plain ODRL 2.2 that other evaluators read.

    AGREEMENT is an id, an IRI, or a part of the label; all agreements without it. Dates that
    are known or assumed become constraints on odrl:dateTime, open events stay odrl:event,
    limits of scope become refinements of the action.

    \b
    pactgraph export MSOA-2025 > policy.ttl
    pactgraph export --world --on 2029-06-01 > world.ttl
    pactgraph evaluate policy.ttl - world.ttl --format table
    """  # noqa: D301 - click reads the backspace character
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("writing")):
        setting = asked.setting(graph)
        found: Graph = (
            graph.odrl_world(setting) if as_world else graph.odrl(setting, agreements, lists=lists)
        )
        text = found.serialize(format=output)
    hand_out(text, output)
