"""After any edit, what is kept answers as what is read does."""

from __future__ import annotations

import errno
import os
from collections import Counter
from contextlib import ExitStack, contextmanager
from random import Random
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from keeping.comparing import assert_same
from keeping.editing import LOCAL, OTHERS, Editor, portfolio_of
from lengths import examples, share
from pactgraph.keeping import portfolios, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.many

WALKS = 4
"""Of so many portfolios."""
STEPS = share(500, 15 if examples(0) else 75)
"""Edits of each: 2,000 in all with --long, 300 usually, 60 with --quick."""
MENDED, DAMAGED, ELSEWHERE, AGAIN = "mended", "damaged", "elsewhere", "again"


# ---- What happens to what is kept ---------------------------------------------------------


def _flipped(pack: Path, chance: Random) -> None:
    data = bytearray(pack.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    pack.write_bytes(data)


def _truncated(pack: Path, chance: Random) -> None:
    os.truncate(pack, chance.randrange(pack.stat().st_size))


def _longer(pack: Path, _: Random) -> None:
    pack.write_bytes(pack.read_bytes() + b"\n")


def _a_folder(pack: Path, _: Random) -> None:
    pack.unlink()
    pack.mkdir()


def _a_link(pack: Path, chance: Random) -> None:
    other = pack.with_name("other")
    pack.replace(other)
    pack.symlink_to(chance.choice([other, pack, pack.with_name("nothing")]))


def _removed(pack: Path, _: Random) -> None:
    pack.unlink()


def _of_others(pack: Path, chance: Random) -> None:
    """Put what is kept of something else in its place."""
    others = [other for other in sorted(pack.parent.glob("*.pact")) if other.is_file()]
    pack.write_bytes(chance.choice(others).read_bytes())


_DAMAGES = (_flipped, _truncated, _longer, _a_folder, _a_link, _removed, _of_others)


def _damaged(cache: Path, chance: Random) -> None:
    packs = [pack for pack in sorted(cache.glob("*.pact")) if pack.is_file()]
    if packs:
        chance.choice(_DAMAGES)(chance.choice(packs), chance)


@contextmanager
def _hindered(chance: Random) -> Iterator[None]:
    """Hinder keeping: a full disk, a folder that is not ours, the work of another version."""
    full = OSError(errno.ENOSPC, "No space left on device")
    denied = PermissionError(errno.EACCES, "Permission denied")
    version = f"version {chance.random()}"
    with chance.choice(
        [
            mock.patch("os.fsync", side_effect=full),
            mock.patch.object(whole, "open", create=True, side_effect=denied),
            mock.patch.object(portfolios, "program", return_value=version),
        ]
    ):
        yield


def _elsewhere(editor: Editor, chance: Random) -> list[Path]:
    """Return the files under other names."""
    folder = editor.folder
    files = sorted(folder.iterdir())
    chance.shuffle(files)
    return chance.choice([files, [folder, folder], [files[0], folder], [folder / "." / ".."]])


# ---- Walks --------------------------------------------------------------------------------


def test_edits(tmp_path: Path) -> None:
    """Walks of edits; what was wrong is mended soon, and now and then all begins anew."""
    kinds = Counter[tuple[str, str]]()
    for walk in range(WALKS):
        kinds += _walk(tmp_path / str(walk), walk)
    sorts = Counter[str]()
    for (_, sort), count in kinds.items():
        sorts[sort] += count
    # A test for which all files were read each time would test nothing.
    assert sorts["hit"] > WALKS * STEPS // 6
    assert sorts["renewed"] > WALKS * STEPS // 6
    assert sorts["read"] > WALKS * STEPS // 20
    assert sorts["refused"] > WALKS * STEPS // 20
    renewed = {name for name, sort in kinds if sort == "renewed"}
    assert len(renewed & {edit.__name__ for edit in LOCAL}) >= min(len(LOCAL), STEPS // 3)


def _walk(folder: Path, seed: int) -> Counter[tuple[str, str]]:
    """Return how often what was kept after which edit was a hit, renewed, read or refused."""
    folder.mkdir()
    chance, cache = Random(seed), folder / "cache"  # noqa: S311 - reproducible
    editor = Editor(folder / "files", chance, portfolio_of(seed))
    editor.put()
    beginning = good = dict(editor.files)
    kinds = Counter[tuple[str, str]]()
    assert isinstance(assert_same([editor.folder], cache).told, dict)
    for step in range(1, STEPS + 1):
        name = _next(editor, chance, good, beginning, step)
        paths, hindrance = [editor.folder], ExitStack()
        if not chance.randrange(8):
            _damaged(cache, chance)
            name = DAMAGED
        elif not chance.randrange(16):
            paths, name = _elsewhere(editor, chance), ELSEWHERE
        elif not chance.randrange(16):
            hindrance.enter_context(_hindered(chance))
            name = DAMAGED
        with hindrance:
            found = assert_same(paths, cache, verdict=not chance.randrange(4))
        wrong = not isinstance(found.told, dict)
        if not wrong:
            good = dict(editor.files)
        kinds[name, _sort(found.parsed, len(editor.files), wrong=wrong)] += 1
        _make_room(cache)
        if not step % 4:
            again = assert_same([editor.folder], cache, verdict=False)
            wrong = not isinstance(again.told, dict)
            kinds[AGAIN, _sort(again.parsed, len(editor.files), wrong=wrong)] += 1
    return kinds


def _next(
    editor: Editor,
    chance: Random,
    good: dict[str, str],
    beginning: dict[str, str],
    step: int,
) -> str:
    """Edit, or go back to what was good; return what was done."""
    if editor.files != good and chance.random() < 0.7:
        editor.files, name = dict(good), MENDED
    elif not step % 12:  # by then much hangs on everything
        editor.files, name = dict(beginning), MENDED
    else:
        edits: list[Callable[[Editor], None]] = [*LOCAL, *LOCAL, *OTHERS]
        edit = chance.choice(edits)
        edit(editor)
        name = edit.__name__
    editor.put()
    return name


def _sort(parsed: int, files: int, *, wrong: bool) -> str:
    if wrong:
        return "refused"
    if not parsed:
        return "hit"
    return "renewed" if parsed < files else "read"


def _make_room(cache: Path) -> None:
    """Let packs be written again where folders stand."""
    for pack in cache.glob("*.pact"):
        if pack.is_dir():
            pack.rmdir()
