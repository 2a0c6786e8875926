"""`pactgraph check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.check import check as find_violations
from pactgraph.cli.options import output_options
from pactgraph.cli.output import busy, write
from pactgraph.graph import paths_named
from pactgraph.tables import Table, as_json, clean

if TYPE_CHECKING:
    from pactgraph.record import Language
    from pactgraph.tables import Format


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@output_options
@click.pass_context
def check(
    context: click.Context, paths: tuple[str, ...], language: Language, output: Format
) -> None:
    """Say everything that is wrong with files, in one run.

    PATH is a file or folder of Turtle, TriG, N-Triples, N-Quads or JSON-LD; the files are
    read together. Without it, the shipped facts are checked. Exit status 1 if anything is
    wrong.
    """
    with busy("checking"):
        violations = find_violations(paths_named(paths), language)
    if not violations:
        click.echo("Nothing is wrong.", err=True)
        if output == "json":
            click.echo("[]")
        return
    rows = [(v.file, str(v.line or ""), v.subject, v.message) for v in violations]
    if output == "table":
        for violation in violations:
            click.echo(clean(str(violation)))
        count = len(violations)
        click.echo(
            f"{count} violation{'s' if count > 1 else ''}; nothing would be loaded.", err=True
        )
    else:
        keys = ("file", "line", "subject", "message")
        objects = [dict(zip(keys, row, strict=True)) for row in rows]
        write(Table(keys, rows), output, lambda: as_json(objects))
    context.exit(1)
