"""The folder: who may read it, how large it becomes, what is cleared from it, what hinders it."""

from __future__ import annotations

import json
import os
import resource
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from keeping.comparing import assert_same, contract, kept, small
from pactgraph.graph import load
from pactgraph.keeping import folder as folders
from pactgraph.keeping import portfolios
from pactgraph.keeping.folder import cache_folder, clear, entries, keep
from pactgraph.keeping.packs import Pack, parts_of, read_pack, size_of
from pactgraph.keeping.program import program
from pactgraph.keeping.told import cleared, kept_in
from pactgraph.resources import Resource
from pactgraph.resources import folder as resources

if TYPE_CHECKING:
    from collections.abc import Iterator

UNFINISHED = "unfinished.0123456789abcdef"
FOREIGN = ("notes.pact", "unfinished.txt", "unfinished.draft", "a.ttl", f"{'0' * 31}.pact")
"""Files of other people."""


def pack(asked: str, size: int = 10) -> Pack:
    """Return a pack that is of no use."""
    return Pack("program", json.dumps(["/", [asked], "record", "True"]), {}, {"text": "x" * size})


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    """Return the permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


# ---- Where ----------------------------------------------------------------------------------


def test_which_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is named, none, or that of the system."""
    monkeypatch.setenv("PACTGRAPH_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    monkeypatch.setenv("PACTGRAPH_CACHE", "")
    assert cache_folder() is None
    monkeypatch.delenv("PACTGRAPH_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "pactgraph"


def test_load_keeps_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph is kept; without a cache, or a folder, nothing is."""
    files, cache = small(tmp_path / "files"), tmp_path / "cache"
    monkeypatch.setenv("PACTGRAPH_CACHE", str(cache))
    assert len(load(files, cache=False).record.agreements) == 6
    assert not cache.exists()
    first, second = load(files), load(files)
    assert len(entries(cache)) == 1
    assert set(first.triples) == set(second.triples)
    assert dict(second.record.clauses) == dict(first.record.clauses)
    assert sorted(first.store.written("").splitlines()) == sorted(
        second.store.written("").splitlines()
    )
    monkeypatch.setenv("PACTGRAPH_CACHE", "")
    assert dict(load(files).record.clauses) == dict(first.record.clauses)


def test_permissions(tmp_path: Path) -> None:
    """Contracts are nobody else's business, whatever the mask is."""
    files, cache = small(tmp_path / "files"), tmp_path / "cache"
    unfinished = []
    with mock.patch("os.fsync", lambda file: unfinished.append(os.fstat(file).st_mode)):
        before = os.umask(0)
        try:
            kept([files], cache)
        finally:
            os.umask(before)
    assert [*map(stat.S_IMODE, unfinished)] == [0o600]
    assert mode(cache) == 0o700
    assert {mode(path) for path in cache.iterdir()} == {0o600}


# ---- How large ------------------------------------------------------------------------------


def test_oldest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All together stay below the bound; what was used last stays."""
    monkeypatch.setattr(folders, "LARGEST", 5000)
    for number in range(5):
        keep(tmp_path, pack(str(number), 1200))
        for path in tmp_path.glob("*.pact"):
            told = path.stat()
            os.utime(path, (told.st_atime - 100, told.st_mtime - 100))
        if number == 2:
            assert folders.kept_pack(tmp_path, "program", pack("0").asked)  # used now
        assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 5000
    there = [n for n in range(5) if folders.kept_pack(tmp_path, "program", pack(str(n)).asked)]
    assert there == [0, 3, 4]


def test_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would leave no room for others is not kept, and removes nothing."""
    monkeypatch.setattr(folders, "LARGEST", 5000)
    keep(tmp_path, pack("small"))
    keep(tmp_path, pack("large", 4000))
    assert len(entries(tmp_path)) == 1


def test_abandoned_files_go(tmp_path: Path) -> None:
    """What a kill left behind is removed once nobody can be at it; other files never are."""
    for name in (UNFINISHED, UNFINISHED.replace("0", "a"), *FOREIGN):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / UNFINISHED)
    keep(tmp_path, pack("one"))
    assert {*names(tmp_path)} >= {UNFINISHED, *FOREIGN}
    assert len(names(tmp_path)) == len(FOREIGN) + 2


# ---- What is cleared, and told --------------------------------------------------------------


def test_clear(tmp_path: Path) -> None:
    """Packs go, unfinished ones too, and links instead of what they lead to."""
    keep(tmp_path, pack("one"))
    keep(tmp_path, pack("two"))
    (tmp_path / UNFINISHED).write_text("x")
    (tmp_path / f"{'1' * 32}.pact").mkdir()
    (tmp_path / f"{'2' * 32}.pact").symlink_to("notes.pact")
    for name in FOREIGN:
        (tmp_path / name).write_text("x")
    assert clear(tmp_path) == 3
    assert names(tmp_path) == sorted([*FOREIGN, f"{'1' * 32}.pact"])
    assert clear(tmp_path) == 0
    assert clear(tmp_path / "nowhere") == 0


def test_info(tmp_path: Path) -> None:
    """What is kept is told, even if another version wrote it, or nobody did."""
    files, cache = small(tmp_path / "files"), tmp_path / "cache"
    assert_same([files], cache)
    found = kept_in(cache)
    assert {(each.kind, each.paths, each.files) for each in found.readings} == {
        ("record", (str(files),), 7),
        ("verdict", (str(files),), 7),
    }
    odd = ("", "[]", '"x"', '["/", ["a"], "later", 1]', '["/", 5, "record"]', "[1, [2], 3]")
    for number, asked in enumerate(odd):
        lines = f"x\n{json.dumps({'asked': asked, 'files': []})}\n"
        (cache / f"{number:032}.pact").write_text(lines)
    (cache / f"{'a' * 32}.pact").write_bytes(b"\xff\n\xff\n")
    (cache / f"{'b' * 32}.pact").write_bytes(b"")
    (cache / f"{'c' * 32}.pact").symlink_to("nowhere")
    told = kept_in(cache)
    assert len(told.readings) == 2 + len(odd) + 3
    for language in ("en", "de"):
        assert told.blocks(language)
    assert len(told.as_json()) == len(told.as_table().rows)
    assert len(cleared(cache).readings) == len(told.readings)
    assert names(cache) == []


# ---- What hinders ---------------------------------------------------------------------------


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let writing fail as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_full_disk(tmp_path: Path) -> None:
    """Nothing is kept, nothing is left, and what was kept before stays."""
    files, cache = small(tmp_path / "files"), tmp_path / "cache"
    with no_file_larger_than(2000):
        assert_same([files], cache)
        assert names(cache) == []
    kept([files], cache)
    before = names(cache)
    (files / "a0.ttl").write_text(contract(0, ':e0 skos:note "x"@en .'), encoding="utf-8")
    with no_file_larger_than(2000):
        assert_same([files], cache)
    assert names(cache) == before
    assert_same([files], cache)


def test_no_folder(tmp_path: Path) -> None:
    """A file stands where the folder should, or its parent, or links run in a circle."""
    files = small(tmp_path / "files")
    (tmp_path / "file").write_text("x")
    (tmp_path / "circle").symlink_to("circle")
    for cache in (tmp_path / "file", tmp_path / "file" / "in", tmp_path / "circle"):
        assert_same([files], cache)
        assert kept_in(cache).readings == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_is_not_ours(tmp_path: Path) -> None:
    """Nothing is kept where nothing may be written; what is there is read."""
    files, cache = small(tmp_path / "files"), tmp_path / "cache"
    kept([files], cache)
    cache.chmod(0o500)
    (files / "a0.ttl").write_text(contract(0, ':e0 skos:note "x"@en .'), encoding="utf-8")
    assert_same([files], cache)


def test_current_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can tell then what was asked for; it is read all the same."""
    files, gone = small(tmp_path / "files"), tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert_same([files], tmp_path / "cache")


def test_same_names_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths mean other files in another folder."""
    for name in ("one", "two"):
        small(tmp_path / name / "files", 4 if name == "one" else 6)
    for name in ("one", "two", "one"):
        monkeypatch.chdir(tmp_path / name)
        assert_same([Path("files")], tmp_path / "cache")


def test_every_byte_counts(tmp_path: Path) -> None:
    """A pack of which any byte is another one is none; nor is a part of it."""
    path = tmp_path / "pack"
    data = b"".join(parts_of(pack("one", 40)))
    assert size_of(pack("one", 40)) == len(data)
    path.write_bytes(data)
    assert read_pack(path, "program", pack("one").asked) == pack("one", 40)
    assert read_pack(path, "another", pack("one").asked) is None
    assert read_pack(path, "program", pack("two").asked) is None
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert read_pack(path, "program", pack("one").asked) is None
        path.write_bytes(data[:place])
        assert read_pack(path, "program", pack("one").asked) is None


# ---- Other programs -------------------------------------------------------------------------

_READ = """
import sys
from pathlib import Path
from pactgraph.keeping.portfolios import read_at
for time in range(int(sys.argv[3])):
    found = read_at([Path(sys.argv[1])], Path(sys.argv[2]), shapes=True)
    assert len(found.record.agreements) == 6, len(found.record.agreements)
print(sorted(found.record.clauses))
"""


def reading(files: Path, cache: Path, times: int) -> subprocess.Popen[str]:
    """Start another program that reads."""
    command = [sys.executable, "-c", _READ, str(files), str(cache), str(times)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.many
def test_two_programs_at_once(tmp_path: Path) -> None:
    """Programs that keep the same thing while files change: none sees half a pack."""
    files, cache = small(tmp_path / "files"), tmp_path / "cache"
    programs = [reading(files, cache, 30) for _ in range(3)]
    number = 0
    while any(each.poll() is None for each in programs):
        number += 1
        other = files / "new"
        other.write_text(contract(0, f':e0 skos:note "{number}"@en .'), encoding="utf-8")
        other.replace(files / "a0.ttl")
        kept([files], cache)
    for each in programs:
        out, wrong = each.communicate()
        assert (each.returncode, wrong) == (0, "")
        assert out.count("https") == 6
    assert_same([files], cache)
    assert not [*cache.glob("unfinished.*")]


@pytest.mark.many
def test_killed_while_writing(tmp_path: Path) -> None:
    """A kill at any time leaves the pack before, or the one after; what it left is no pack."""
    files, cache = small(tmp_path / "files"), tmp_path / "cache"
    kept([files], cache)
    for wait in range(12):
        (files / "a0.ttl").write_text(contract(0, f':e0 skos:note "{wait}"@en .'), "utf-8")
        code = _KILLED.format(place=wait % 4)
        command = [sys.executable, "-c", code, str(files), str(cache)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL
        assert_same([files], cache)
    left = [*cache.glob("unfinished.*")]
    assert left
    for path in left:
        os.utime(path, (0, 0))
    (files / "a0.ttl").write_text(contract(0), encoding="utf-8")
    assert_same([files], cache)
    assert not [*cache.glob("unfinished.*")]


_KILLED = """
import os, signal, sys
from pathlib import Path
from pactgraph.keeping import whole
from pactgraph.keeping.portfolios import read_at

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def half(path, *more, **others):
    file = open(path, *more, **others)
    file.write(b"pactgraph keeps ")
    file.flush()
    die()

place = {place}
if place == 0:
    whole.open = half
elif place == 1:
    os.fsync = die
elif place == 2:
    Path.replace = die
else:
    Path.chmod = die
read_at([Path(sys.argv[1])], Path(sys.argv[2]), shapes=True)
"""


# ---- The program ----------------------------------------------------------------------------


def test_vocabulary_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any change of what ships for reading makes it another program."""
    own = resources(Resource.ONTOLOGY)
    files = sorted(path.relative_to(own) for path in own.rglob("*") if path.is_file())
    assert {path.suffix for path in files} == {".ttl", ".json", ".jsonld"}
    for path in files:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes((own / path).read_bytes())
    monkeypatch.setattr(f"{program.__module__}.folder", lambda _: tmp_path)
    found = {program.__wrapped__()}
    for path in files:
        (tmp_path / path).write_bytes((own / path).read_bytes() + b" ")
        found.add(program.__wrapped__())
    assert len(found) == len(files) + 1


def test_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another one kept is not believed, and not lost to it either way: it is kept anew."""
    files, cache = small(tmp_path / "files"), tmp_path / "cache"
    assert kept([files], cache).parsed
    assert not kept([files], cache).parsed
    monkeypatch.setattr(portfolios, "program", lambda: "another")
    assert kept([files], cache).parsed
    assert not kept([files], cache).parsed
    assert len(names(cache)) == 1
