"""`pactgraph map`: the page."""

from __future__ import annotations

import webbrowser
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from pactgraph.cli.options import (
    Asked,
    Files,
    graph_option,
    only_option,
    page_language_option,
    setting_options,
)
from pactgraph.cli.output import busy, hand_out, tell
from pactgraph.cli.writing import write_whole
from pactgraph.messages import worded, worded_count

if TYPE_CHECKING:
    from pactgraph.messages import Language


_STANDARD_OUTPUT = Path("-")
_OURS = b'<meta name="generator" content="pactgraph">'
"""Stands in the head of every page; a test holds it to that."""


@click.command(name="map")
@click.option(
    "--output",
    "-o",
    "file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default=Path("deal.html"),
    show_default=True,
    help="Where to write the page; - is standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that pactgraph did not write.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--embed",
    is_flag=True,
    help="Leave out head and foot, for a frame of another page; says what to put there.",
)
@only_option
@graph_option
@setting_options
@page_language_option
def draw(  # noqa: PLR0913 - one argument an option
    *,
    file: Path,
    force: bool,
    show: bool,
    embed: bool,
    only: tuple[str, ...],
    files: Files,
    asked: Asked,
    language: Language | None,
) -> None:
    """Draw agreements as an interactive map: one HTML file that works offline.

    All of them, or with --only some, with what decides over their clauses. The page has the
    dates, every open event to decide, a network, a timeline, a table, the reasons for every
    status, and its own data to take away.
    """
    with busy(worded("reading")):
        graph = files.graph()
    setting = asked.setting(graph)
    with busy(worded("drawing")):
        graph = graph.excerpt(only, setting)
        page = graph.map(setting, language, embed=embed)
    if file == _STANDARD_OUTPUT:
        hand_out(page, "html")
        return
    inputs = [path for path in map(Path, files.paths) if path.exists()]
    write_whole(file, page, ours=_OURS, inputs=inputs, force=force)
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
