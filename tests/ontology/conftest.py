"""Where the tests of the vocabulary find it; what shapes find, pyshacl finds too."""

from pathlib import Path

import pytest

from made.judging import judged_too

__all__ = ["judged_too"]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def ontology() -> Path:
    """The folder of the vocabulary: pact.ttl, kinds.ttl, odrl.ttl, shapes.ttl, context.jsonld."""
    return ROOT / "ontology"


@pytest.fixture(scope="session")
def facts() -> Path:
    """The folder of the facts that ship with the project."""
    return ROOT / "graph" / "facts"
