"""Where the tests of the vocabulary find it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def ontology() -> Path:
    """The folder of the vocabulary: pact.ttl, kinds.ttl, odrl.ttl, shapes.ttl, context.jsonld."""
    return ROOT / "ontology"


@pytest.fixture(scope="session")
def facts() -> Path:
    """The folder of the facts that ship with the project."""
    return ROOT / "graph" / "facts"
