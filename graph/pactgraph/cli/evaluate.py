"""`pactgraph evaluate`: any ODRL policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pactgraph.cli.options import language_option
from pactgraph.cli.output import busy, hand_out, write_told
from pactgraph.messages import worded
from pactgraph.odrl import Reading, evaluate_files, turtle
from pactgraph.odrl.rows import READINGS, objects, table
from pactgraph.telling.tables import as_json
from pactgraph.telling.told import Tabular

if TYPE_CHECKING:
    from pactgraph.messages import Language


@click.command()
@click.argument("policy", type=click.Path(path_type=Path))
@click.argument("request", type=click.Path(path_type=Path))
@click.argument("world", type=click.Path(path_type=Path))
@click.option(
    "--reading",
    type=click.Choice(READINGS),
    default=READINGS[0],
    show_default=True,
    help="How activation and duties are read: as the W3C draft of formal semantics, or as the"
    " FORCE compliance report model and its test suite.",
)
@click.option(
    "--at",
    metavar="DATE",
    default="",
    help="A day or an instant to ask about, instead of the current time of WORLD.",
)
@click.option(
    "--format",
    "-f",
    "output",
    type=click.Choice(["turtle", "json", "table"]),
    default="turtle",
    show_default=True,
    help="How to write the report; turtle is the FORCE compliance report model.",
)
@language_option
def evaluate(  # noqa: PLR0913 - one argument an option
    *,
    policy: Path,
    request: Path,
    world: Path,
    reading: str,
    at: str,
    output: str,
    language: Language,
) -> None:
    """Evaluate any ODRL 2.2 policy to a compliance report.

    POLICY holds one or more policies, REQUEST the act that is asked for ("-" for none),
    WORLD the state of the world: the time, acts done, events, values, collections. Files may
    be Turtle, TriG, N-Triples, N-Quads or JSON-LD; nothing is fetched.

    \b
    pactgraph evaluate policy.ttl request.ttl world.ttl
    pactgraph evaluate policy.jsonld - world.ttl --at 2030-06-01 --format table
    """  # noqa: D301 - click reads the backspace character
    asking = None if str(request) == "-" else request
    with busy(worded("asking")):
        report = evaluate_files(policy, asking, world, reading=Reading(reading), at=at or None)
    if output == "table":
        write_told(Tabular(table(report, language)), language, "table")
        return
    with busy(worded("writing")):
        text = turtle(report) if output == "turtle" else as_json(objects(report))
    hand_out(text, output)
