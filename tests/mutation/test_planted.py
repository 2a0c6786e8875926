"""With a fault planted the tests fail; without one they pass."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from survivors import equivalent, modules
from trees import FAILED, PASSED, ROOT, copied, outcome_of

if TYPE_CHECKING:
    from pathlib import Path as Folder

TEXT = (Path(__file__).parent / "planted.toml").read_text(encoding="utf-8")
FAULTS: list[dict[str, Any]] = tomllib.loads(TEXT)["fault"]
LONGEST = 3_600
"""Seconds after which tests are ended that do not end."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a copy of the package and its tests."""
    return copied(tmp_path_factory.mktemp("tree"))


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_fault_can_be_planted(fault: dict[str, Any]) -> None:
    """What it replaces stands in its file once, so that none is planted in vain."""
    text = (ROOT / fault["file"]).read_text(encoding="utf-8")

    assert 1 == text.count(fault["old"])
    assert fault["old"] != fault["new"]
    for tests in fault["tests"]:
        path, _, name = tests.partition("::")
        assert (ROOT / path).exists()
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_what_is_explained_is_there() -> None:
    """Each mutant that no test can find is one of a module, and a reason is given."""
    of_module = {module.file: {one.name for one in module.mutants()} for module in modules()}

    for (file, name), because in equivalent().items():
        assert name in of_module[file]
        assert because.strip()
    for module in modules():
        assert of_module[module.file]
        assert all((ROOT / tests).exists() for tests in module.tests)


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_planted_fault_is_found(fault: dict[str, Any], tree: Folder) -> None:
    """The tests that are meant to find it pass without it, and fail with it."""
    file = tree / fault["file"]
    text = file.read_text(encoding="utf-8")

    before = outcome_of(tree, fault["tests"], LONGEST)
    file.write_text(text.replace(fault["old"], fault["new"]), encoding="utf-8")
    after = outcome_of(tree, fault["tests"], LONGEST)
    file.write_text(text, encoding="utf-8")

    assert (PASSED, FAILED) == (before, after), (tree / "log.txt").read_text(encoding="utf-8")
