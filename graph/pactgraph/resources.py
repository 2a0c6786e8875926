"""Where the files that ship with the package are: vocabulary, facts, queries.

An installed wheel carries them inside the package, under ``_data/``. A checkout
(an editable install) keeps them at the top of the repository, where people read
and edit them. Nothing else in the package knows the difference.
"""

from enum import Enum
from pathlib import Path

from pactgraph.errors import ResourceNotFoundError
from pactgraph.messages import worded

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


class Resource(Enum):
    """A folder of data files; the value is its place in a checkout."""

    ONTOLOGY = "ontology"
    QUERIES = "queries"
    FACTS = "graph/facts"


def folder(resource: Resource) -> Path:
    """Return the folder that holds the files of `resource`.

    Raises:
        ResourceNotFoundError: neither the wheel nor a checkout has it.
    """
    packaged = _PACKAGE / "_data" / Path(resource.value).name
    checkout = _CHECKOUT / resource.value
    for candidate in (packaged, checkout):
        if candidate.is_dir():
            return candidate
    raise ResourceNotFoundError(
        worded(
            "no {resource} files at {packaged} or {checkout}",
            resource=resource.value,
            packaged=packaged,
            checkout=checkout,
        )
    )
