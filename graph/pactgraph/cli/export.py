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
from pactgraph.errors import BadInputError
from pactgraph.messages import worded

if TYPE_CHECKING:
    from rdflib import Graph

_FORMATS = ("turtle", "json-ld", "nt")
_WITH_NAMES = ("nquads", "trig")


@click.command()
@click.argument("agreements", nargs=-1, metavar="[AGREEMENT]...")
@click.option(
    "--world",
    "as_world",
    is_flag=True,
    help="Write the setting as a state of the world instead, to evaluate the policies in.",
)
@click.option(
    "--triples",
    is_flag=True,
    help="Write all that questions ask instead, for any store: facts, vocabulary, periods.",
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
    type=click.Choice([*_FORMATS, *_WITH_NAMES]),
    help="How to write it. If nothing is said: turtle, with --triples nquads.",
)
@graph_option
@message_language_option
@setting_options
def export(  # noqa: PLR0913 - one argument an option
    *,
    agreements: tuple[str, ...],
    as_world: bool,
    triples: bool,
    lists: bool,
    output: str | None,
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
    pactgraph export --triples --on 2029-06-01 > all.nq
    pactgraph evaluate policy.ttl - world.ttl --format table
    """  # noqa: D301 - click reads the backspace character
    form = _form(output, triples=triples, other=bool(as_world or lists or agreements))
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("writing")):
        setting = asked.setting(graph)
        if triples:
            text = graph.dataset(setting, form)
        else:
            found: Graph = (
                graph.odrl_world(setting)
                if as_world
                else graph.odrl(setting, agreements, lists=lists)
            )
            text = found.serialize(format=form)
    hand_out(text, form)


def _form(output: str | None, *, triples: bool, other: bool) -> str:
    """Return the format that is meant; `graph.dataset` refuses what has no named graphs."""
    if triples and other:
        raise BadInputError(
            worded("--triples writes everything; leave out agreements, --world and --lists")
        )
    if not triples and output in _WITH_NAMES:
        formats = " ".join(_FORMATS)
        raise BadInputError(
            worded(
                "policies have no named graphs; write them as one of: {formats}", formats=formats
            )
        )
    return output or (_WITH_NAMES if triples else _FORMATS)[0]
