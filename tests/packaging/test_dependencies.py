"""What the package imports is what it asks to be installed, and nothing else is."""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CALLED = {"dateutil": "python-dateutil", "yaml": "pyyaml"}
"""Packages that are imported by another name than they are installed by."""
EXTRAS = ("serve",)
"""What is installed with these is imported where it is needed, and told of where it lacks."""
COMING_ALONG = {"markupsafe", "pyparsing"}
"""What jinja2 and rdflib are written with, and we therefore with them."""

IF_THERE = {"pandas"}
"""What one answer needs, which says so where it is not there (tests/derived/test_frames.py)."""


def test_every_dependency_is_imported_and_declared() -> None:
    """What only the tests need, such as pyshacl, nobody else has to install."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = [each for extra in EXTRAS for each in project["optional-dependencies"][extra]]
    needed = [*project["dependencies"], *optional]
    declared = {re.match("[a-z0-9-]+", each)[0] for each in needed}
    assert set(optional) <= set(project["optional-dependencies"]["test"])
    imported = {
        name.partition(".")[0]
        for file in (ROOT / "graph" / "pactgraph").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _names(node)
    }
    others = imported - sys.stdlib_module_names - {"pactgraph"} - COMING_ALONG - IF_THERE

    assert {CALLED.get(name, name) for name in others} == declared


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module]
    return []
