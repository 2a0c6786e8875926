"""What is kept spares work: counted, over three sizes of a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from keeping.comparing import HEAD, assert_same, contract, kept, small
from pactgraph.keeping.portfolios import read_at, verdict_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Calls = Callable[[Callable[[], object]], int]

pytestmark = pytest.mark.many

SIZES = (20, 40, 80)
"""Contracts of the portfolios."""

CHANGES: dict[str, tuple[dict[str, str], int]] = {
    "a note": ({"a7.ttl": contract(7, ':e7 skos:note "other"@en .')}, 1),
    "a new contract": ({"new.ttl": contract(1000)}, 1),
    "a name of another's event": ({"a7.ttl": contract(7, ":a7-1 pact:endedBy :e8 .")}, 2),
    "a file about two others": ({"new.ttl": f"{HEAD}:e3 pact:neverPrecedes :e4 ."}, 3),
}
"""Files that change, and how many are parsed then."""


def test_unchanged(tmp_path: Path) -> None:
    """No file is parsed."""
    for size in SIZES:
        files = small(tmp_path / str(size), size)
        assert kept([files], tmp_path / "cache").parsed >= size
        assert kept([files], tmp_path / "cache").parsed == 0


def test_checked_first(tmp_path: Path) -> None:
    """What was found right when it was checked need not be read again."""
    files = small(tmp_path / "files")
    assert not verdict_at([files], tmp_path / "cache", "en").violations
    assert kept([files], tmp_path / "cache").parsed == 0


@pytest.mark.parametrize(("changed", "parsed"), CHANGES.values(), ids=CHANGES)
def test_changed(tmp_path: Path, changed: dict[str, str], parsed: int) -> None:
    """As many files are parsed as the change can matter to, however many there are."""
    for size in SIZES:
        files, cache = small(tmp_path / str(size), size), tmp_path / "cache"
        kept([files], cache)
        for name, text in changed.items():
            (files / name).write_text(text, encoding="utf-8")
        assert assert_same([files], cache, verdict=False).parsed == parsed


def test_removed(tmp_path: Path) -> None:
    """Of what is gone, nothing is parsed."""
    for size in SIZES:
        files, cache = small(tmp_path / str(size), size), tmp_path / "cache"
        kept([files], cache)
        (files / "a7.ttl").unlink()
        assert assert_same([files], cache, verdict=False).parsed == 0


def test_calls_grow_no_faster_than_the_files(tmp_path: Path, calls_of: Calls) -> None:
    """Both of an unchanged portfolio and of one file that has changed."""
    unchanged, changed, anew = [], [], []
    for size in SIZES:
        files, cache = small(tmp_path / f"files {size}", size), tmp_path / f"cache {size}"
        anew.append(calls_of(lambda files=files: read_at([files], None, shapes=True)))
        kept([files], cache)
        unchanged.append(
            calls_of(lambda files=files, cache=cache: read_at([files], cache, shapes=True))
        )
        changed.append(calls_of(_changing(files, cache)))
    for counts in (unchanged, changed):
        first, second, third = counts
        assert second <= 2.1 * first
        assert third <= 2.1 * second
    # What every reading has in common (the vocabulary) does not grow.
    more = [one - other for one, other in zip(changed, unchanged, strict=True)]
    grown = anew[2] - anew[1]
    assert more[2] - more[1] <= grown / 4
    assert unchanged[2] - unchanged[1] <= grown / 8


def _changing(files: Path, cache: Path) -> Callable[[], object]:
    """Return what reads after one file has changed, another way each time."""
    number = 0

    def read() -> object:
        nonlocal number
        number += 1
        text = contract(7, f':e7 skos:note "note {number}"@en .')
        (files / "a7.ttl").write_text(text, encoding="utf-8")
        return read_at([files], cache, shapes=True)

    return read
