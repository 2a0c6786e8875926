"""The examples in docstrings run and give what they say."""

import doctest
import importlib
from functools import cache
from pathlib import Path

import pytest

import pactgraph

PACKAGE = Path(pactgraph.__file__).parent
WITH_EXAMPLES = sorted(
    ".".join(("pactgraph", *file.relative_to(PACKAGE).with_suffix("").parts))
    for file in PACKAGE.rglob("*.py")
    if ">>> " in file.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_examples_in_docstrings_run(module: str) -> None:
    """Each example of a module prints what stands below it; the facts are read once."""
    found = importlib.import_module(module)
    read = {"load": cache(pactgraph.load)} if hasattr(found, "load") else {}
    failed, tried = doctest.testmod(found, extraglobs=read)

    assert 0 == failed
    assert 0 < tried


def test_there_are_examples() -> None:
    """The ways to ask are shown by example, and so is much of what they stand on."""
    finder = doctest.DocTestFinder()
    shown = [
        found
        for module in WITH_EXAMPLES
        for found in finder.find(importlib.import_module(module))
        if found.examples
    ]

    assert "pactgraph.graph" in WITH_EXAMPLES
    assert 60 <= len(shown)
