"""`pactgraph network`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from pactgraph.cli.options import (
    Asked,
    Files,
    graph_option,
    language_option,
    only_option,
    setting_options,
)
from pactgraph.cli.output import busy, hand_out, write_told
from pactgraph.errors import BadInputError
from pactgraph.flows.flows import LOOPING
from pactgraph.messages import worded
from pactgraph.telling.formats import FORMATS

if TYPE_CHECKING:
    from pactgraph.asking.network.drawn import FlowNetwork
    from pactgraph.messages import Language
    from pactgraph.telling.told import Told

_FORCES = ("performed", "binding", "not-stated", "option", "non-binding")
_NETWORKS = ("gexf", "graphml")
_PAIR = 2


@click.command()
@click.option("--loops", "asks_loops", is_flag=True, help="Which loops the flows close.")
@click.option(
    "--pairs",
    "asks_pairs",
    is_flag=True,
    help="Who gives what to whom, as the map draws it: all that each pair of parties has.",
)
@click.option(
    "--pair",
    metavar="PARTY,PARTY",
    default="",
    help="What flows between two parties comes to; with --loops, loops with both.",
)
@click.option(
    "--party",
    metavar="PARTY",
    default="",
    help="What a party gives and takes comes to; with --loops, loops with it.",
)
@only_option
@click.option(
    "--force",
    type=click.Choice(_FORCES),
    default=_FORCES[-1],
    show_default=True,
    help="The weakest force that counts: performed, what has flowed.",
)
@click.option(
    "--length",
    type=click.IntRange(min=2),
    default=4,
    show_default=True,
    help="How many parties a loop has at most.",
)
@click.option(
    "--with",
    "more",
    metavar="VALUE",
    multiple=True,
    help="Let this make a step of a loop, too: supply, support, rights; repeatable.",
)
@click.option("--legal", is_flag=True, help="Count each company as itself, not as its group.")
@graph_option
@setting_options
@click.option(
    "--format",
    "-f",
    "output",
    type=click.Choice([*FORMATS, *_NETWORKS]),
    default="table",
    show_default=True,
    help="How to write the answer; gexf and graphml draw all flows in other programs.",
)
@language_option
def network(  # noqa: PLR0913 - one argument an option
    *,
    asks_loops: bool,
    asks_pairs: bool,
    pair: str,
    party: str,
    only: tuple[str, ...],
    force: str,
    length: int,
    more: tuple[str, ...],
    legal: bool,
    files: Files,
    asked: Asked,
    language: Language,
    output: str,
) -> None:
    """What flows from whom to whom, which loops that closes, what it comes to.

    A flow is money, goods, equity, credit or support that goes from one party to another because
    of a clause. Without --loops, --pairs, --pair and --party, all flows are listed.

    \b
    pactgraph network --loops --on 2027-06-01 -a first-gigawatt=2026-12-15
    pactgraph network --pairs --on 2026-07-15
    pactgraph network --pair amazon,openai --on 2026-07-15
    pactgraph network -f gexf > flows.gexf
    """  # noqa: D301 - click wants the character, not the backslash
    parties = _parties(pair, party)
    _refuse_unused(asks_loops=asks_loops, parties=parties)
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("asking")):
        setting = asked.setting(graph)
        if output in _NETWORKS:
            if asks_loops or asks_pairs or parties:
                raise BadInputError(
                    worded(
                        "{format} has all flows; leave out --loops, --pairs, --pair and --party",
                        format=output,
                    )
                )
            drawn = graph.flow_network(setting, language, only, legal=legal)
            hand_out(_written(drawn, output), output)
            return
        found: Told
        if asks_pairs:
            if asks_loops or parties:
                raise BadInputError(
                    worded("--pairs lists all pairs; leave out --loops, --pair and --party")
                )
            found = graph.lanes(setting, only, legal=legal)
        elif asks_loops:
            found = graph.loops(
                setting,
                only,
                parties=parties,
                length=length,
                force=force,
                leads=(*LOOPING, *more),
                legal=legal,
            )
        elif parties:
            found = graph.totals(setting, only, between=parties, force=force, legal=legal)
        else:
            found = graph.flows(setting, only, legal=legal)
    write_told(found, language, output)


def _refuse_unused(*, asks_loops: bool, parties: list[str]) -> None:
    """Refuse an option that the question asked does not use.

    Raises:
        BadInputError: there is such a one.
    """
    context = click.get_current_context()
    used = {"force": asks_loops or bool(parties), "length": asks_loops, "more": asks_loops}
    names = {"more": "--with", "force": "--force", "length": "--length"}
    for option, is_used in used.items():
        if not is_used and context.get_parameter_source(option) is ParameterSource.COMMANDLINE:
            uses = "--loops, --pair, --party" if option == "force" else "--loops"
            raise BadInputError(
                worded("{option} is for {uses}; leave it out", option=names[option], uses=uses)
            )


def _parties(pair: str, party: str) -> list[str]:
    """Return the parties asked about: two, one, or none."""
    if not pair:
        return [party] if party else []
    found = [name.strip() for name in pair.split(",")]
    if len(found) != _PAIR or not all(found) or party:
        raise BadInputError(
            worded("--pair takes two parties, such as amazon,openai; --party takes one")
        )
    return found


def _written(drawn: FlowNetwork, output: str) -> str:
    import networkx as nx  # noqa: PLC0415 - slow to import

    file = io.BytesIO()
    (nx.write_gexf if output == "gexf" else nx.write_graphml)(drawn, file)
    return file.getvalue().decode()
