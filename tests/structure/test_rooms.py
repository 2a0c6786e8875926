"""The rooms of the house, and that nothing reaches back."""

import ast
import re
from pathlib import Path

import pactgraph
from pactgraph import terms
from pactgraph.checking.check import vocabulary

PACKAGE = Path(pactgraph.__file__).parent
ROOT = Path(__file__).parents[2]

# Each module may import from those before it, and from its own line.
ORDER = [
    {"messages"},
    {"collecting", "errors", "progress"},
    {"resources", "reaching", "kernel", "placing"},
    {"reading"},
    {"terms", "record"},
    {"names"},
    {"telling"},
    {"sentences"},
    {"scope"},
    {"flows"},
    {"plain"},
    {"interpreting"},
    {"checking"},
    {"converting"},
    {"drafting"},
    {"keeping"},
    {"sparql"},
    {"asking"},
    {"odrl"},
    {"page"},
    {"graph"},
    {"serving"},
    {"elsewhere"},
    {"cli"},
    {"__init__", "__main__"},
]


def room(module: str) -> str:
    """Return the module or folder of the package that a dotted name lies in."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports(file: Path) -> set[str]:
    """Return the modules that a file imports, for types too."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module == "pactgraph":
            found |= {f"pactgraph.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_data_flows_one_way() -> None:
    """No module imports from a room that comes later on the way from file to screen."""
    place = {name: number for number, names in enumerate(ORDER) for name in names}
    backwards = []
    for file in sorted(PACKAGE.rglob("*.py")):
        here = room(".".join(("pactgraph", *file.relative_to(PACKAGE).with_suffix("").parts)))
        for module in imports(file):
            if not module.startswith("pactgraph") or module == "pactgraph.__version__":
                continue
            if place[here] < place[room(module)]:
                backwards.append(f"{here} imports {module}")

    assert [] == backwards


def test_few_modules_stand_outside_the_rooms() -> None:
    """Who looks for a thing meets rooms, not a long list."""
    assert 12 >= len([*PACKAGE.glob("*.py")])


def test_contributors_are_sent_to_files_that_exist() -> None:
    """Ten questions and more, each with its file; every room is named."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]*\?) \| (.*) \|$", text, re.MULTILINE)
    named = {name for _, files in rows for name in re.findall(r"`([^`]*)`", files)}

    assert len(rows) >= 10
    assert [] == [name for name in named if not (ROOT / name).is_file()]
    for room_name in {name for names in ORDER for name in names if (PACKAGE / name).is_dir()}:
        assert f"`{room_name}/`" in text


def test_the_mathematics_knows_no_rdf_and_no_screen() -> None:
    """The kernel needs nothing but dates, the order of events, and the errors."""
    allowed = {
        "__future__",
        "bisect",
        "calendar",
        "collections",
        "dataclasses",
        "datetime",
        "dateutil",
    }
    allowed |= {
        "enum",
        "functools",
        "graphlib",
        "itertools",
        "math",
        "operator",
        "re",
        "typing",
        "pactgraph",
    }

    found = {
        name.split(".")[0] for file in (PACKAGE / "kernel").glob("*.py") for name in imports(file)
    }

    assert found <= allowed


def test_every_term_in_the_code_is_declared() -> None:
    """An IRI of our namespace that Python names is in the vocabulary."""
    declared = {str(subject) for subject in vocabulary().subjects()}
    used = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "PACT":
                used.add(str(terms.PACT[node.attr]))

    assert 30 <= len(used)
    assert [] == sorted(used - declared)
