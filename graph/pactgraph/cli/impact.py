"""`pactgraph impact`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from pactgraph.cli.options import Asked, Files, graph_option, output_options, setting_options
from pactgraph.cli.output import busy, write_told
from pactgraph.errors import BadInputError
from pactgraph.kernel.timeline import Precision, stretch
from pactgraph.messages import worded

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.telling.formats import Format
    from pactgraph.telling.told import Told


@click.command()
@click.argument("event", required=False, metavar="[EVENT]")
@click.option(
    "--when",
    metavar="DATE",
    default="",
    help="The date on which EVENT happens.  [default: its date in the record, or else the day"
    " after --known]",
)
@click.option("--clause", metavar="CLAUSE", default="", help="Ask about this clause instead.")
@click.option(
    "--by",
    metavar="DATE",
    default="",
    help="The day by which CLAUSE ends; a month or a year stands for its last day.",
)
@click.option(
    "--save",
    is_flag=True,
    help="Ask what keeps CLAUSE in force on the day --by, by not happening.",
)
@graph_option
@setting_options
@output_options
def impact(  # noqa: PLR0913 - one argument an option
    *,
    event: str | None,
    when: str,
    clause: str,
    by: str,
    save: bool,
    files: Files,
    asked: Asked,
    language: Language,
    output: Format,
) -> None:
    """What an event starts, ends or decides; or which events end or save a clause.

    EVENT is an event, or an agreement for its taking effect: an id, an IRI, or a part of the
    label that no other has. The answer lists every clause that stands otherwise if the event
    happens than if it never does: on any day from then on, or on the day --on alone.

    With --clause and --by, the answer lists all smallest sets of open events whose happening by
    that day ends the clause, whatever else happens; with --save, those whose not happening keeps
    it in force. One set is enough, and none of its events can be spared.

    \b
    pactgraph impact agi-verified --when 2028-06-01
    pactgraph impact MSOA-2026
    pactgraph impact --clause MSOA-2025-12 --by 2030-12-31
    pactgraph impact --clause MSOA-2025-12 --by 2030-12-31 --save
    """  # noqa: D301 - click reads the backspace character
    _refuse(event, when=when, clause=clause, by=by, save=save, on=asked.on)
    with busy(worded("reading")):
        graph = files.graph()
    found: Told
    with busy(worded("asking")):
        if event:
            found = graph.impact(event, asked.setting(graph), when, one_day=bool(asked.on))
        else:
            by_then = replace(asked, on=_last_day(by)).setting(graph)
            found = graph.decision(clause, by_then, save=save)
    write_told(found, language, output)


def _last_day(by: str) -> str:
    """Return the last day of a month or a year; days and instants as they are."""
    written = stretch(by)
    exact = written.precision in (Precision.DAY, Precision.INSTANT)
    return by if exact else written.last.date().isoformat()


def _refuse(  # noqa: PLR0913 - one argument an option
    event: str | None, *, when: str, clause: str, by: str, save: bool, on: str
) -> None:
    """Raise BadInputError unless either an event or a clause is asked about."""
    if bool(event) == bool(clause):
        raise BadInputError(worded("name either an EVENT, or a clause with --clause and --by"))
    if clause and not by:
        raise BadInputError(worded("--clause needs the day by which it ends: --by 2030-12-31"))
    if clause and (when or on):
        raise BadInputError(
            worded("--when and --on go with an EVENT; with --clause, give the day as --by")
        )
    if event and (by or save):
        raise BadInputError(
            worded("--by and --save go with --clause; give the event's date as --when")
        )
