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


STRAY = (
    ".env",
    "graph/.env",
    "graph/pactgraph/.env",
    "graph/pactgraph/page/script/.env.local",
    "graph/pactgraph/page/script/key.pem",
    "graph/pactgraph/serving/script/.env.local",
    "graph/facts/.env",
    "graph/facts/.draft.ttl",
    "ontology/notes.txt",
    "queries/.env",
)
"""What people leave beside their work."""


def test_what_somebody_left_beside_it_does_not_ship(wheel: Path, tmp_path: Path) -> None:
    """A wheel of a tree with secrets and notes in it is the same as one without."""
    known = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    tree = tmp_path / "tree"
    for name in known:
        if not name.startswith("tests/"):
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
    for name in STRAY:
        (tree / name).write_text("PASSWORD=secret\n")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, tree],
        check=True,
        capture_output=True,
    )
    (made,) = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as clean, zipfile.ZipFile(made) as other:
        assert sorted(clean.namelist()) == sorted(other.namelist())
        assert not any(b"PASSWORD" in other.read(name) for name in other.namelist())


def test_licences_are_in_the_wheel(wheel: Path) -> None:
    """The project's licence and that of the vendored script travel with it."""
    with zipfile.ZipFile(wheel) as archive:
        licences = [name for name in archive.namelist() if ".dist-info/licenses/" in name]

    assert any(name.endswith("/licenses/LICENSE") for name in licences)
    for vendored in ("vis-network", "yasgui"):
        assert any(vendored in name for name in licences)


NEEDED = (
    "README.md",
    "pyproject.toml",
    *(f"tests/{n}.py" for n in ("conftest", "entry", "lengths")),
    *(f"tests/made/{n}.py" for n in ("__init__", "browser", "judging")),
    *(f"tests/points/{n}.py" for n in ("__init__", "brute", "deals", "drawn", "said")),
)
"""What the tests that are run on the wheel need beside themselves."""
CHOSEN = ("tests/facts", "tests/readme", "tests/check/valid.ttl", "tests/check/test_check.py")
"""Facts, every command as the README has it, and shapes that refuse: all that ships is used."""


def test_what_ships_is_enough(installed: Path, tmp_path: Path) -> None:
    """With no source beside it, the installed package answers, checks and asks the same.

    What commands answer is the same code as in the tree, which all other tests are about; what
    could be missing is data, which these use: facts, vocabulary, shapes, queries, catalogue, page.
    """
    for name in (*NEEDED, *CHOSEN):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copied = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copied(ROOT / name, tmp_path / name)
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
        [
            sys.executable,
            "-m",
            "pytest",
            "--quiet",
            "-p",
            "no:cacheprovider",
            "-k",
            "not pictures",
        ],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )

    assert 0 == run.returncode, run.stdout[-3_000:]


def test_commands_work_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """What the README only names works too: all questions, the page, export and evaluate."""

    def pactgraph(*arguments: str) -> str:
        """Run the command as a process of its own, with the wheel alone."""
        return subprocess.run(
            [sys.executable, "-m", "pactgraph", *arguments],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
        ).stdout

    asked = pactgraph("query", "--format", "csv").splitlines()[1:]
    pactgraph("map", "--lang", "de", "-o", "map.html")
    setting = ("--on", "2026-11-23", "--known", "2026-11-23")
    for name, more in (("policy", ()), ("world", ("--world",))):
        text = pactgraph("export", "MSOA-2026", *setting, *more)
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    report = pactgraph("evaluate", "policy.ttl", "-", "world.ttl", "--format", "json")
    effects = pactgraph("impact", "agi-verified", "--lang", "de")

    names = {line.partition(",")[0] for line in asked}
    assert {file.stem for file in (ROOT / "queries").glob("*.rq")} == names
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert '<html lang="de">' in page
    assert "MSOA-2026-06" in page
    assert "MSOA-2026" in report
    assert "AGI" in effects
