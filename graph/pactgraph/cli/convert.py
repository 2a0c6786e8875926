"""`pactgraph convert`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pactgraph.cli.options import page_language_option
from pactgraph.cli.output import busy, tell
from pactgraph.cli.writing import write_new
from pactgraph.converting.convert import converted
from pactgraph.graph import paths_named
from pactgraph.messages import worded, worded_count

if TYPE_CHECKING:
    from pactgraph.messages import Language


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@page_language_option
def convert(*, paths: tuple[str, ...], target: Path, language: Language | None) -> None:
    """Write what files say in another form: plain, Turtle, JSON-LD; any to any.

    PATH is a file or folder, or “shipped” for the facts that ship; FILE is new, and its ending
    tells the form: .yaml for a plain file, .ttl, .trig, .nt, .nq or .jsonld. It is read again
    before it is written: it says the same, save names of constraints that have no label.
    Comments are not taken along. Nothing is ever overwritten.

    \b
    pactgraph convert my-deal.ttl my-deal.yaml
    """  # noqa: D301 - click reads the backspace character
    named = paths_named(paths)
    with busy(worded("reading")):
        found = converted(named, target.suffix.lower(), language)
    write_new(target, found.text, inputs=named)
    files = worded_count("1 file", "{count} files", found.files)
    tell(
        worded(
            "{file}: {statements} statements, all that {files} said.",
            file=target,
            statements=f"{found.statements:,}",
            files=files,
        )
    )
