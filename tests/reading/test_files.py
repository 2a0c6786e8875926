"""What cannot be looked into is told, and nothing is read twice."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pactgraph
from pactgraph.interpreting.documents import read
from pactgraph.reading.files import files_at

if TYPE_CHECKING:
    from collections.abc import Iterator

DEAL = "<urn:a> <urn:b> [ <urn:c> 1 ] ."


def wrong(*paths: Path) -> list[str]:
    """Return what is wrong at `paths`, without the folders."""
    return [f"{Path(v.file).name}: {v.message}" for v in files_at(paths)[1]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file to read, and a folder in it with another one."""
    inner = tmp_path / "inner"
    inner.mkdir()
    for file in (tmp_path / "a.ttl", inner / "b.ttl"):
        file.write_text(DEAL, encoding="utf-8")
    return tmp_path


def test_a_link_that_leads_nowhere_is_told(folder: Path) -> None:
    """Among files, as a folder, and where somebody names it."""
    (folder / "c.ttl").symlink_to(folder / "gone.ttl")
    (folder / "more").symlink_to(folder / "away")

    assert ["c.ttl", "more"] == [one.partition(":")[0] for one in wrong(folder)]
    assert (
        f"c.ttl: this link leads to {folder / 'gone.ttl'}, which does not exist"
        == wrong(folder)[0]
    )
    assert wrong(folder / "c.ttl") == [one for one in wrong(folder) if one.startswith("c.ttl")]


def test_links_in_a_circle_are_told(folder: Path) -> None:
    """A link to itself, and a link to a folder that it lies in."""
    (folder / "self.ttl").symlink_to(folder / "self.ttl")
    (folder / "inner" / "up").symlink_to(folder)

    found = wrong(folder)

    assert ["up: this link leads back into a folder that it lies in"] == [
        o for o in found if "up:" in o
    ]
    assert any(o.startswith("self.ttl: this cannot be read: Too many levels") for o in found)
    assert 2 == len(found)


def test_a_folder_with_nothing_to_read_is_told_once(tmp_path: Path) -> None:
    """What keeps its only file from being read is reason enough; else it holds none."""
    for name in ("empty", "linked", "circle", "full"):
        (tmp_path / name / "inner").mkdir(parents=True)
    (tmp_path / "linked" / "a.ttl").symlink_to("gone.ttl")
    (tmp_path / "circle" / "up").symlink_to(tmp_path / "circle")
    (tmp_path / "full" / "a.ttl").write_text(DEAL, encoding="utf-8")
    (tmp_path / "full" / "inner" / "notes.txt").write_text("none", encoding="utf-8")
    (tmp_path / "deep" / "inner").mkdir(parents=True)
    (tmp_path / "deep" / "inner" / "a.ttl").write_text(DEAL, encoding="utf-8")

    (empty,) = wrong(tmp_path / "empty")
    assert "empty: the folder holds no file ending in .ttl" in empty
    assert ["a.ttl: this link leads to gone.ttl, which does not exist"] == wrong(
        tmp_path / "linked"
    )
    assert ["up: this link leads back into a folder that it lies in"] == wrong(tmp_path / "circle")
    assert [] == wrong(tmp_path / "full", tmp_path / "deep")


def test_a_folder_that_was_read_already_is_not_empty(folder: Path) -> None:
    """A folder named twice, and one of which all files are known."""
    assert [] == wrong(folder, folder, folder / "inner")


def test_a_name_that_no_system_has_is_told(tmp_path: Path) -> None:
    """A zero byte in a name; the file system is not even asked."""
    (told,) = wrong(tmp_path / "a\0b.ttl")

    assert "this cannot be read: embedded null " in told


def test_pipes_and_devices_are_told(folder: Path) -> None:
    """Reading them would wait for ever."""
    os.mkfifo(folder / "pipe.ttl")

    assert ["pipe.ttl: this is a pipe, a socket or a device; give a plain file"] == wrong(folder)
    assert wrong(folder) == wrong(folder / "pipe.ttl")
    (folder / "inner" / "b.ttl").unlink()
    os.mkfifo(folder / "inner" / "pipe.ttl")
    assert wrong(folder) == [*wrong(folder / "inner"), *wrong(folder / "pipe.ttl")]


def test_a_folder_that_may_not_be_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files beside it are read all the same."""
    iterdir = Path.iterdir

    def refusing(path: Path) -> Iterator[Path]:
        if path.name == "inner":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refusing)
    documents, violations = read([folder])

    assert ["a.ttl"] == [Path(document.file).name for document in documents]
    assert ["this cannot be read: Permission denied"] == [v.message for v in violations]
    assert ["inner: this cannot be read: Permission denied"] == wrong(folder / "inner")


def test_a_file_that_may_not_be_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error of the system, in a sentence."""

    def refusing(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refusing)

    assert ["this cannot be read: Permission denied"] == [
        v.message for v in read([folder / "a.ttl"])[1]
    ]


def test_links_are_followed_and_nothing_is_read_twice(folder: Path) -> None:
    """A linked folder, a linked file, the same file named again: each content once."""
    (folder / "linked").symlink_to(folder / "inner")
    (folder / "z.ttl").symlink_to(folder / "a.ttl")
    outside = folder / "linked"

    files, violations = files_at([folder, folder / "a.ttl", outside])

    assert [] == violations
    assert ["a.ttl", "b.ttl"] == [file.name for file in files]


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".ttl", "_:b0 <urn:p> 1 ."),
        (".nt", '_:b0 <urn:p> "1" .'),
        (".nq", '_:b0 <urn:p> "1" <urn:g> .'),
        (".trig", "<urn:g> { _:b0 <urn:p> 1 }"),
        (".json", '[{"@id": "_:b0", "urn:p": [{"@value": 1}]}]'),
    ],
)
def test_labels_of_blank_nodes_belong_to_their_file(
    ending: str, text: str, tmp_path: Path
) -> None:
    """Two files with the same label speak of two things."""
    for name in ("a", "b"):
        (tmp_path / f"{name}{ending}").write_text(text, encoding="utf-8")

    documents, _ = read([tmp_path])

    assert 2 == len({subject for document in documents for subject in document.triples.subjects()})


def test_reading_knows_no_rdflib() -> None:
    """The library behind may change: `reading` imports nothing of it, and little of ours."""
    package = Path(pactgraph.__file__).parent / "reading"
    found = set()
    for file in package.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)

    own = {name for name in found if name.startswith("pactgraph") and "reading" not in name}
    assert {"pactgraph.errors", "pactgraph.messages", "pactgraph.resources"} == own
    assert not {name for name in found if "rdflib" in name}
