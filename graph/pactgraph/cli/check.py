"""`pactgraph check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.checking.checked import check_lines, check_summary, check_table
from pactgraph.cli.options import cache_option, output_options
from pactgraph.cli.output import busy, write_told
from pactgraph.graph import paths_named
from pactgraph.keeping.folder import cache_folder
from pactgraph.keeping.portfolios import verdict_at
from pactgraph.messages import worded
from pactgraph.telling.tables import clean
from pactgraph.telling.told import Tabular

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.telling.formats import Format


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Let warnings refuse too: exit status 1.")
@click.option("--all", "every", is_flag=True, help="Show each warning, not three of a kind.")
@click.option("--accepted", is_flag=True, help="Show the warnings that facts accept, and why.")
@cache_option
@output_options
@click.pass_context
def check(  # noqa: PLR0913 - what is asked, as options
    context: click.Context,
    *,
    paths: tuple[str, ...],
    strict: bool,
    every: bool,
    accepted: bool,
    cache: bool,
    language: Language,
    output: Format,
) -> None:
    """Say everything that is wrong with files, in one run, and what is doubtful.

    PATH is a plain file (YAML), a file of Turtle, TriG, N-Triples, N-Quads or JSON-LD, or a
    folder of such; the files are read together. Without it, the shipped facts are checked.
    Exit status 1 if anything is wrong. Warnings are told once for each kind and file and
    refuse nothing; a fact accepts one, with a reason, by pact:accepts.
    """
    with busy(worded("reading")):
        folder = cache_folder() if cache else None
        checked = verdict_at(paths_named(paths), folder, language)
    if output == "table":
        for line in check_lines(checked, language, every=every, accepted=accepted):
            click.echo(clean(line))
    else:
        write_told(Tabular(check_table(checked, accepted=accepted)), language, output)
    click.echo(check_summary(checked, language, strict=strict), err=True)
    if checked.violations or (strict and checked.warnings):
        context.exit(1)
