"""The rooms of the page's script, and that nothing reaches back."""

import re
from pathlib import Path

import pytest

from pactgraph.page import bundle

MODULES = bundle.modules()
IMPORTS = re.compile(r'^import \{[^}]*\} from "([^"]*)\.js";$', re.MULTILINE)
COMMENTS = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
WORDS_OF_A_BROWSER = re.compile(
    r"\b(document|window\.(?!earliest\b|latest\b|last\b)|globalThis|location|history|navigator|localStorage|sessionStorage|vis"
    r"|getComputedStyle|matchMedia|addEventListener|setTimeout|requestAnimationFrame)\b"
)
"""A window of the kernel is when an event can happen: from its earliest to its latest."""

# Each module may import from rooms before its own, and from its own.
ORDER = [
    "kernel",
    "elements",
    "model",
    "state",
    "words",
    "answers",
    "finding",
    "telling",
    "pictures",
    "controls",
    "share",
    "agreements",
    "web",
    "details",
    "opened",
    "timeline",
    "table",
    "",
]


def room(name: str) -> str:
    """Return the folder that a module lies in; "" of what holds all together."""
    return name.rpartition("/")[0]


def imports(name: str) -> list[str]:
    """Return the names of the modules that a module imports from."""
    return [bundle.imported(name, path) for path in IMPORTS.findall(MODULES[name])]


def test_every_room_has_its_place() -> None:
    """None is forgotten, none has gone, and contributors are told of all."""
    told = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert {*ORDER} == {*map(room, MODULES)}
    assert [] == [each for each in ORDER if each and f"`{each}/`" not in told]
    assert ["hooks", "main"] == [name for name in MODULES if room(name) == ""]


@pytest.mark.parametrize("name", MODULES)
def test_no_module_imports_from_a_later_room(name: str) -> None:
    """What is told needs what is known, never the other way round."""
    backwards = [
        other for other in imports(name) if ORDER.index(room(other)) > ORDER.index(room(name))
    ]

    assert [] == backwards


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) == "kernel"])
def test_the_kernel_knows_no_browser(name: str) -> None:
    """It runs in plain node, and decides from what it is given alone."""
    assert [] == WORDS_OF_A_BROWSER.findall(COMMENTS.sub("", MODULES[name]))
    assert all(room(other) == "kernel" for other in imports(name))
