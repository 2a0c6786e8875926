"""`pactgraph map`: the page."""

from __future__ import annotations

import webbrowser
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from pactgraph.cli.options import Asked, graph_option, language_option, setting_options
from pactgraph.cli.output import busy
from pactgraph.errors import BadInputError
from pactgraph.graph import load

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
@language_option
def draw(  # noqa: PLR0913 - one argument an option
    *,
    file: Path,
    show: bool,
    embed: bool,
    paths: tuple[str, ...],
    asked: Asked,
    language: Language,
) -> None:
    """Draw all agreements as an interactive map: one HTML file that works offline.

    The page has the dates, every open event to decide, a network, a timeline, a table, the
    reasons for every status, and its own data to take away.
    """
    with busy("reading"):
        graph = load(*paths)
    setting = asked.setting(graph)
    with busy("drawing"):
        page = graph.map(setting, language, embed=embed)
    try:
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadInputError(f"{file} cannot be written: {error.strerror}") from None
    count = len(graph.record.clauses)
    clauses = "1 clause" if count == 1 else f"{count} clauses"
    click.echo(f"Wrote the map of {clauses}: {file.resolve()}")
    if embed:
        click.echo("Put it into another page like this:")
        source = quote(file.name)
        click.echo(f'<iframe src="{source}" title="{escape(page.name)}"')
        click.echo('        width="100%" height="760" allow="clipboard-write"></iframe>')
    if show:
        webbrowser.open(file.resolve().as_uri())
