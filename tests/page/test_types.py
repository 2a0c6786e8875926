"""The script and Python mean the same by what the page knows, and the script's types fit."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from made.page_samples import html, large, small, with_story
from made.page_whole import unpacked, whole
from made.partnership import partnership
from pactgraph.page import data
from page import data_types

HERE = Path(__file__).parent
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
