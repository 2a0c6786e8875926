"""`pactgraph cache`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.cli.options import output_options
from pactgraph.cli.output import write_told
from pactgraph.keeping.folder import cache_folder
from pactgraph.keeping.told import cleared, kept_in

if TYPE_CHECKING:
    from typing import Literal

    from pactgraph.messages import Language
    from pactgraph.telling.formats import Format


@click.command()
@click.argument("what", type=click.Choice(["info", "clear"]))
@output_options
def cache(*, what: Literal["info", "clear"], language: Language, output: Format) -> None:
    """Tell what is kept of files that were read, and where, or remove it.

    What a command reads is kept for the next one, by the content of the files: only what has
    changed is read anew. It is always safe to remove. The variable PACTGRAPH_CACHE names another
    folder; if it is empty, nothing is kept, and of one command --no-cache says so.
    """
    folder = cache_folder()
    write_told(cleared(folder) if what == "clear" else kept_in(folder), language, output)
