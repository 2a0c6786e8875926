"""The examples in docstrings run and give what they say."""

import doctest
import importlib
import inspect
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import pactgraph

PACKAGE = Path(pactgraph.__file__).parent
WITH_EXAMPLES = sorted(
    ".".join(("pactgraph", *file.relative_to(PACKAGE).with_suffix("").parts))
    for file in PACKAGE.rglob("*.py")
    if ">>> " in file.read_text(encoding="utf-8")
)


class Finder(doctest.DocTestFinder):
    """Finds the examples of what is decorated, too."""

    def _from_module(self, module: ModuleType, object: object) -> bool:  # noqa: A002 - as there
        return super()._from_module(module, inspect.unwrap(object))  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_examples_in_docstrings_run(module: str) -> None:
    """Each example of a module prints what stands below it; the facts are read once."""
    found = importlib.import_module(module)
    read = {"load": cache(pactgraph.load)} if hasattr(found, "load") else {}
    runner = doctest.DocTestRunner()
    for test in Finder().find(found, extraglobs=read):
        runner.run(test)
    failed, tried = runner.summarize(verbose=False)

    assert 0 == failed
    assert Path(str(found.__file__)).read_text(encoding="utf-8").count(">>> ") == tried


def test_there_are_examples() -> None:
    """The ways to ask are shown by example, and so is much of what they stand on."""
    finder = Finder()
    shown = [
        found
        for module in WITH_EXAMPLES
        for found in finder.find(importlib.import_module(module))
        if found.examples
    ]

    assert "pactgraph.graph" in WITH_EXAMPLES
    assert 60 <= len(shown)
