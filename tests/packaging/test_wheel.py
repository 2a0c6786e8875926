"""What is installed is what is in the repository, and it works without it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOVED = {
    "graph/pactgraph/": "pactgraph/",
    "graph/facts/": "pactgraph/_data/facts/",
    "ontology/": "pactgraph/_data/ontology/",
    "queries/": "pactgraph/_data/queries/",
}

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the working tree."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a folder that comes before the working tree."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_carries_what_git_knows(wheel: Path) -> None:
    """Every file that git knows is in the wheel, and no other one is."""
    known = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *MOVED],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    expected = {
        target + file.removeprefix(source)
        for file in known
        for source, target in MOVED.items()
        if file.startswith(source)
    }

    with zipfile.ZipFile(wheel) as archive:
        found = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert expected == found


def test_licences_are_in_the_wheel(wheel: Path) -> None:
    """The project's licence and that of the vendored script travel with it."""
    with zipfile.ZipFile(wheel) as archive:
        licences = [name for name in archive.namelist() if ".dist-info/licenses/" in name]

    assert any(name.endswith("/licenses/LICENSE") for name in licences)
    assert any("vis-network" in name for name in licences)


def test_the_tests_pass_on_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    """With no source beside it, the installed package answers, checks and asks the same."""
    tests = tmp_path / "tests"
    for name in ("facts", "check", "questions"):
        shutil.copytree(ROOT / "tests" / name, tests / name)
    for name in ("conftest.py", "lengths.py"):
        shutil.copy(ROOT / "tests" / name, tests)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    environment.pop("PYTEST_XDIST_WORKER", None)
    place = subprocess.run(
        [sys.executable, "-c", "import pactgraph; print(pactgraph.__file__)"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    ).stdout
    assert place.startswith(str(installed))

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", tests],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )

    assert 0 == run.returncode, run.stdout[-3_000:]
