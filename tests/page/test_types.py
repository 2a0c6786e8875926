"""The script and Python mean the same by what the page knows, and the script's types fit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from made.page_samples import html, large, small, with_story
from made.page_whole import unpacked, whole
from made.partnership import partnership
from pactgraph.page import data
from page import data_types

CONFIGS = Path(__file__).parent / "types"
SCRIPT = Path(data.__file__).parent / "script"
INSTALLED = Path(os.environ.get("PACTGRAPH_TYPES") or Path(sys.prefix) / "types")
TSC = INSTALLED / "node_modules" / "typescript" / "bin" / "tsc"
NODE = shutil.which("node")

MADE = {
    "partnership": lambda: partnership().record,
    "small": lambda: with_story(small()),
    "large": large,
}


def model_of(name: str) -> dict[str, Any]:
    """Return all that the page of a record knows."""
    written = unpacked(html(MADE[name]()))
    return whole(written["record"]) | whole(written["first"]) | {"web": written["web"]}


def test_the_script_has_the_types_of_today() -> None:
    """`python tests/page/data_types.py` writes them anew."""
    assert data_types.written() == data_types.WRITTEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MADE)
def test_pages_know_what_the_types_say(name: str) -> None:
    """No key is missing, none is more, and every value is of its type."""
    assert [] == data_types.wrong_in(model_of(name), data.Model)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"freshFor": "12"}, [".freshFor: '12'"]),
        ({"more": 1}, [".more: unknown"]),
        ({"title": 3}, [".title: 3"]),
        ({"reach": {"text": "2026"}}, [".reach: {'text': '2026'}"]),
        ({"forces": [{"key": "x", "label": "y"}, {"key": 1}]}, None),
    ],
)
def test_what_is_not_of_its_type_is_told(change: dict[str, Any], wrong: list[str] | None) -> None:
    """With where it is."""
    found = data_types.wrong_in(model_of("small") | change, data.Model)

    assert (wrong or [".forces[1].key: 1", ".forces[1].label: missing"]) == found


# ---- what tests/run asks of tsc ------------------------------------------------------------


FAULTS = {
    "tsconfig": {
        "answers/duties.js": ("duty.states.map", "duty.stages.map"),  # no key of the page
        "web/picture.js": ("state().loop?.", "state().ring?."),  # no part of the state
        "share/sharing.js": ('("2d")?.', '("2d").'),  # what may be null
    },
    "kernel": {
        "kernel/orders.js": (
            "const done = new Set();",
            "const done = new Set([innerWidth]);",
        ),  # a page
        "kernel/conditions.js": ("  /** @param {string} name */\n", ""),  # an argument of no type
    },
}
"""Of each configuration, what is changed in which files."""


def checked(folder: Path, config: str) -> subprocess.CompletedProcess[str]:
    """Run tsc on a script in a folder as tests/run does on that of the page."""
    asked = json.loads((CONFIGS / f"{config}.json").read_text(encoding="utf-8"))
    asked["include"] = [
        name.replace("../../../graph/pactgraph/page/", "") for name in asked["include"]
    ]
    shutil.copy(CONFIGS / "tsconfig.json", folder)
    (folder / f"{config}.json").write_text(json.dumps(asked), encoding="utf-8")
    assert NODE is not None
    return subprocess.run(
        [NODE, TSC, "-p", f"{config}.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.many
@pytest.mark.skipif(NODE is None, reason="there is no node on this machine")
@pytest.mark.skipif(
    not TSC.is_file(), reason="TypeScript is not installed: `bash tests/run` does it"
)
@pytest.mark.parametrize("config", FAULTS)
def test_types_find_faults_and_nothing_else(config: str, tmp_path: Path) -> None:
    """Something is said of each file with a fault, and of no other one."""
    script = tmp_path / "script"
    shutil.copytree(SCRIPT, script)
    for name, (right, wrong) in FAULTS[config].items():
        text = (script / name).read_text(encoding="utf-8")
        assert 1 == text.count(right)
        (script / name).write_text(text.replace(right, wrong), encoding="utf-8")
    told = checked(tmp_path, config)

    assert 0 != told.returncode
    assert {f"script/{name}" for name in FAULTS[config]} == {
        line.partition("(")[0] for line in told.stdout.splitlines() if line[0] != " "
    }
