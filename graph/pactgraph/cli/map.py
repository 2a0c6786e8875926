"""`pactgraph map`: the page."""

from __future__ import annotations

import webbrowser
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from pactgraph.cli.options import Asked, graph_option, page_language_option, setting_options
from pactgraph.cli.output import busy, tell
from pactgraph.errors import BadInputError
from pactgraph.graph import load
from pactgraph.messages import reason, worded, worded_count

if TYPE_CHECKING:
    from pactgraph.messages import Language


@click.command(name="map")
@click.option(
    "--output",
    "-o",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("deal.html"),
    show_default=True,
    help="Where to write the page.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--embed",
    is_flag=True,
    help="Leave out head and foot, for a frame of another page; says what to put there.",
)
@graph_option
@setting_options
@page_language_option
def draw(  # noqa: PLR0913 - one argument an option
    *,
    file: Path,
    show: bool,
    embed: bool,
    paths: tuple[str, ...],
    asked: Asked,
    language: Language | None,
) -> None:
    """Draw all agreements as an interactive map: one HTML file that works offline.

    The page has the dates, every open event to decide, a network, a timeline, a table, the
    reasons for every status, and its own data to take away.
    """
    with busy(worded("reading")):
        graph = load(*paths)
    setting = asked.setting(graph)
    with busy(worded("drawing")):
        page = graph.map(setting, language, embed=embed)
    try:
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadInputError(
            worded("{file} cannot be written: {strerror}", file=file, strerror=reason(error))
        ) from None
    count = len(graph.record.clauses)
    clauses = worded_count("1 clause", "{count} clauses", count)
    wrote = worded("Wrote the map of {clauses}: {file}", clauses=clauses, file=file.resolve())
    tell(wrote, err=False)
    if embed:
        tell(worded("Put it into another page like this:"), err=False)
        source = quote(file.name)
        click.echo(f'<iframe src="{source}" title="{escape(page.name)}"')
        click.echo('        width="100%" height="760" allow="clipboard-write"></iframe>')
    if show:
        webbrowser.open(file.resolve().as_uri())
