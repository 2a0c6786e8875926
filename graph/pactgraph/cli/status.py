"""`pactgraph status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.asking.setting import unknown_agreements
from pactgraph.asking.status.answer import Statuses
from pactgraph.cli.options import (
    Asked,
    Files,
    graph_option,
    only_option,
    output_options,
    setting_options,
)
from pactgraph.cli.output import busy, tell, write_told
from pactgraph.kernel.duties import State
from pactgraph.kernel.status import Status
from pactgraph.messages import worded

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.telling.formats import Format


@click.command()
@click.argument("clauses", nargs=-1, metavar="[CLAUSE]...")
@graph_option
@only_option
@click.option("--party", metavar="PARTY", default="", help="Only what a party holds or owes.")
@click.option(
    "--kind", metavar="KIND", default="", help="Only clauses of a kind, or one below it."
)
@click.option(
    "--status",
    "wanted",
    type=click.Choice([found.value for found in Status]),
    default=None,
    help="Only clauses of this status.",
)
@click.option(
    "--duty",
    "state",
    type=click.Choice([*(found.value for found in State), "depends"]),
    default=None,
    help="Only duties in this state.",
)
@setting_options
@output_options
def status(  # noqa: PLR0913 - one argument an option
    *,
    clauses: tuple[str, ...],
    files: Files,
    only: tuple[str, ...],
    party: str,
    kind: str,
    wanted: str | None,
    state: str | None,
    asked: Asked,
    language: Language,
    output: Format,
) -> None:
    """Which clauses are in force, or what they depend on.

    CLAUSE is a clause, or an agreement for all of its clauses: an id, an IRI, or a part of
    the label that no other has. Without it, all clauses are listed.
    """
    with busy(worded("reading")):
        graph = files.graph()
    with busy(worded("asking")):
        setting = asked.setting(graph)
        found = graph.status(setting, clauses, party=party, kind=kind, only=only)
        chosen = (
            one
            for one in found
            if wanted in (None, one.status.value) and state in (None, one.duty)
        )
        answer = Statuses(chosen, graph.record, setting)
    write_told(answer, language, output)
    unknown = unknown_agreements(graph.record, setting)
    asked_of = graph.agreements_named(only)
    if not clauses and (left := unknown if asked_of is None else unknown & asked_of):
        names = ", ".join(sorted(graph.record.ids_of(left)))
        tell(
            worded(
                "Left out, because not yet known on {known}: {names}",
                known=setting.known.text,
                names=names,
            )
        )
