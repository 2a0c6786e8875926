"""What reaches the disk: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from entry import run
from lengths import share
from pactgraph.cli.writing import write_whole
from pactgraph.errors import BadInputError

OURS = b"<!-- ours -->"
PAGE = "<!-- ours -->\nnew"
SIZE = 4_000_000
WRITER = """
import signal
import sys
from itertools import cycle
from pathlib import Path
from pactgraph.cli.writing import write_whole
# What a shell starts in the background ignores Ctrl-C, and so would this.
signal.signal(signal.SIGINT, signal.default_int_handler)
print("begun", flush=True)
for letter in cycle(sys.argv[2]):
    write_whole(Path(sys.argv[1]), letter * int(sys.argv[3]), ours=b"", force=True)
"""


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    """Return an agreement in a folder of its own."""
    file = tmp_path / "deals" / "deal.ttl"
    file.parent.mkdir()
    file.write_bytes((Path(__file__).parents[1] / "check" / "valid.ttl").read_bytes())
    return file


def test_a_new_file_has_what_others_may_read(tmp_path: Path) -> None:
    """It has the permissions of any new file, and nothing is left beside it."""
    write_whole(tmp_path / "page.html", PAGE, ours=OURS)
    (tmp_path / "other").touch()

    assert PAGE == (tmp_path / "page.html").read_text()
    assert (tmp_path / "other").stat().st_mode == (tmp_path / "page.html").stat().st_mode
    assert {"page.html", "other"} == {path.name for path in tmp_path.iterdir()}


def test_our_own_file_is_written_anew_with_its_permissions(tmp_path: Path) -> None:
    """Through a link, too, which stays one."""
    file, link = tmp_path / "page.html", tmp_path / "link.html"
    file.write_bytes(OURS + b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_whole(link, PAGE, ours=OURS)

    assert (PAGE, 0o640) == (file.read_text(), file.stat().st_mode & 0o777)
    assert link.is_symlink()


def test_what_somebody_else_wrote_is_kept(tmp_path: Path) -> None:
    """Unless it is empty, or --force is said."""
    file = tmp_path / "notes.html"
    file.write_text("my notes")
    with pytest.raises(BadInputError, match="--force overwrites it"):
        write_whole(file, PAGE, ours=OURS)
    assert "my notes" == file.read_text()
    write_whole(file, PAGE, ours=OURS, force=True)
    assert PAGE == file.read_text()
    file.write_text("")
    write_whole(file, PAGE, ours=OURS)
    assert PAGE == file.read_text()


@pytest.mark.parametrize("given", ["deal.ttl", "."])
def test_an_input_is_never_overwritten(deal: Path, given: str) -> None:
    """Neither the file that was read, nor one in the folder that was, whatever is said."""
    before = deal.read_bytes()
    with pytest.raises(BadInputError, match="is one of the files read"):
        write_whole(deal, PAGE, ours=OURS, inputs=[deal.parent / given], force=True)
    assert before == deal.read_bytes()


def test_the_map_keeps_inputs_and_the_files_of_others(deal: Path) -> None:
    """In words, with exit status 2, and nothing is left behind."""
    notes = deal.parent.parent / "notes.html"
    notes.write_text("my notes")
    over = run("map", "-g", "deal.ttl", "-o", "deal.ttl", folder=deal.parent)
    other = run("map", "-g", "deal.ttl", "-o", str(notes), folder=deal.parent)
    forced = run("map", "-g", "deal.ttl", "-o", str(notes), "--force", folder=deal.parent)

    assert [2, 2, 0] == [over.status, other.status, forced.status]
    assert "deal.ttl is one of the files read" in over.text
    assert "pactgraph did not write it" in other.text
    assert notes.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert 0 == run("map", "-g", "deal.ttl", "-o", str(notes), folder=deal.parent).status
    assert ["deal.ttl"] == [path.name for path in deal.parent.iterdir()]


def test_a_map_can_go_to_standard_output(deal: Path) -> None:
    """It is the page and nothing else, in UTF-8, and no file of that name is made."""
    found = run("map", "-g", "deal.ttl", "-o", "-", folder=deal.parent, encoding="ascii")

    assert (0, b"") == (found.status, found.err)
    assert found.out.startswith(b"<!DOCTYPE html>")
    assert found.out.rstrip().endswith(b"</html>")
    assert not (deal.parent / "-").exists()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("nowhere/page.html", "nowhere/page.html cannot be written: there is no folder nowhere"),
        ("../notes/page.html", "Not a directory"),
    ],
)
def test_what_cannot_be_written_is_called_what_it_is(deal: Path, place: str, said: str) -> None:
    """A folder that is missing, or a file in its place."""
    (deal.parent.parent / "notes").touch()
    found = run("map", "-g", "deal.ttl", "-o", place, folder=deal.parent)

    assert 2 == found.status
    assert said in found.text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_is_called_so(deal: Path) -> None:
    """What is no plain file is written to, not replaced."""
    found = run("map", "-g", "deal.ttl", "-o", "/dev/full", folder=deal.parent)

    assert 2 == found.status
    assert "No space left on device" in found.text
    assert Path("/dev/full").is_char_device()


def writing(file: Path, letters: str) -> subprocess.Popen[bytes]:
    """Start a program that writes `file` again and again, each time full of one letter."""
    command = [sys.executable, "-c", WRITER, str(file), letters, str(SIZE)]
    started = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert started.stdout is not None
    assert b"begun" in started.stdout.readline()
    return started


@pytest.mark.many
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_killed_writer_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    """The file is whole after every kill."""
    file, draws = tmp_path / "page.html", Random(11)  # noqa: S311 - reproducible
    file.write_text("a" * SIZE)
    for _ in range(share(400, 50)):
        program = writing(file, "ab")
        for _ in range(draws.randrange(40)):
            os.sched_yield()
            file.stat()
        program.kill()
        program.communicate()
        found = file.read_bytes()
        assert SIZE == len(found)
        assert found in (b"a" * SIZE, b"b" * SIZE)


@pytest.mark.parametrize("before", [None, "<!DOCTYPE html>" + PAGE])
@pytest.mark.parametrize(
    "step", ["builtins.open", "os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"]
)
def test_an_interrupted_map_leaves_the_old_file_or_none(
    deal: Path, step: str, before: str | None
) -> None:
    """Whatever Ctrl-C interrupts: nothing lies beside it, and the status is that of interrupts."""
    page = deal.parent.parent / "page" / "page.html"
    page.parent.mkdir()
    if before:
        page.write_text(f'<meta name="generator" content="pactgraph">{before}')
    kept = page.read_bytes() if before else None
    interrupts = []

    def interrupted(*_: object, **__: object) -> None:
        interrupts.append(step)
        raise KeyboardInterrupt

    def writing_interrupted(*arguments: object, **others: object) -> None:
        with patch(step, interrupted):
            write_whole(*arguments, **others)  # type: ignore[arg-type]

    import_module("pactgraph.cli.map")
    with patch("pactgraph.cli.map.write_whole", writing_interrupted):
        found = run("map", "-g", "deal.ttl", "-o", str(page), folder=deal.parent)

    assert (130, b"") == (found.status, found.out)
    assert [step] == interrupts
    assert ([page] if before else []) == [*page.parent.iterdir()]
    assert kept == (page.read_bytes() if before else None)


@pytest.mark.many
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_ctrl_c_while_writing_leaves_whole_files_only(tmp_path: Path) -> None:
    """Neither a half of one nor another beside it, whenever it comes."""
    file, draws = tmp_path / "page.html", Random(14)  # noqa: S311 - reproducible
    for _ in range(share(400, 15)):
        program = writing(file, "ab")
        for _ in range(draws.randrange(40)):
            os.sched_yield()
            [*tmp_path.iterdir()]
        program.send_signal(signal.SIGINT)
        program.communicate()
        assert {file} >= {*tmp_path.iterdir()}
        if file.exists():
            assert file.read_bytes() in (b"a" * SIZE, b"b" * SIZE)


@pytest.mark.many
def test_two_writers_are_never_mixed(tmp_path: Path) -> None:
    """Each reader sees what one of them wrote, whole."""
    file = tmp_path / "page.html"
    file.write_text("a" * SIZE)
    programs = [writing(file, letter) for letter in "ab"]
    try:
        for _ in range(share(1_000, 50)):
            found = file.read_bytes()
            assert SIZE == len(found)
            assert found[:1] * SIZE == found
    finally:
        for program in programs:
            program.kill()
            program.communicate()
