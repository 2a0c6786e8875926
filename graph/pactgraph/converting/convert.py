"""Files of any form as one text of another: everything that they say, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph

from pactgraph.converting.lossless import lossless_text
from pactgraph.errors import BadInputError, InvalidGraphError
from pactgraph.interpreting.documents import documents_of
from pactgraph.interpreting.triples import together
from pactgraph.messages import joined, worded
from pactgraph.reading.files import ENDINGS, files_at
from pactgraph.reading.statements import FORMATS, Content, content_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pactgraph.messages import Language

_WITH_GRAPHS = (".trig", ".nq")


@dataclass(frozen=True, slots=True)
class Converted:
    """What files say, as one text.

    Attributes:
        text: the text.
        files: how many files it was read from.
        statements: how many statements it makes.
    """

    text: str
    files: int
    statements: int


def converted(paths: Iterable[Path], ending: str, language: Language | None = None) -> Converted:
    """Return what the files at `paths` say together, in the form that `ending` tells.

    The text is proved: read again, it says the same, save names of constraints without a label.

    Args:
        paths: files or folders.
        ending: such as ".yaml" or ".ttl", of the file that it is for.
        language: of the sentences of a plain file; that of most texts if None.

    Raises:
        BadInputError: nothing is written as `ending` tells, or not without a loss; the files
            name graphs, which would be lost.
        InvalidGraphError: a file cannot be read, or does not parse.
    """
    if ending not in ENDINGS:
        raise BadInputError(
            worded("the file should end in one of {endings}", endings=", ".join(ENDINGS))
        )
    files, wrong = files_at(paths)
    contents = [Content(file, content_of(file)) for file in files]
    documents, unread = documents_of(contents)
    if wrong or unread:
        raise InvalidGraphError([*wrong, *unread])
    for content in contents:
        _refuse_graphs(content)
    triples = [*together(document.triples for document in documents)]
    if not triples:
        raise BadInputError(worded("there is nothing in these files"))
    return Converted(lossless_text(triples, ending, language), len(files), len(triples))


def _refuse_graphs(content: Content) -> None:
    """Refuse a file that names graphs: the statements would be kept, their names would not."""
    ending = content.path.suffix.lower()
    if ending not in _WITH_GRAPHS:
        return
    parsed = pyoxigraph.parse(input=content.data, format=FORMATS[ending])
    for quad in parsed:
        if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph):
            said = worded(
                "it names the graph {graph}, which would be lost; take it out",
                graph=str(quad.graph_name)[:120],
            )
            raise BadInputError(joined(": ", [str(content.path), said]))
