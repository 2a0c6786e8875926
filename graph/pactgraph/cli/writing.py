"""How a file reaches the disk: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from pactgraph.errors import BadInputError
from pactgraph.keeping.whole import put_whole
from pactgraph.messages import reason, worded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_BEGINNING = 2_000
"""Within so many bytes a file of ours says that it is one."""


def write_whole(
    path: Path, text: str, *, ours: bytes, inputs: Iterable[Path] = (), force: bool = False
) -> None:
    """Write `text` to the file `path`, in UTF-8.

    It is written beside the file and then put in its place in one step: whoever reads sees the
    old file or the new one, even if the program is killed, or two write at once. A link is
    followed; what is no plain file, such as a terminal, is written to as it is.

    Args:
        path: the file.
        text: all that it will hold.
        ours: what a file that this program wrote has near its beginning; others are kept.
        inputs: files and folders that were read; neither is overwritten, nor what lies in them.
        force: whether to overwrite a file that somebody else wrote.

    Raises:
        BadInputError: it cannot be written, is an input, or was written by somebody else.
    """
    if not path.parent.exists():
        raise BadInputError(
            worded(
                "{file} cannot be written: there is no folder {folder}",
                file=path,
                folder=path.parent,
            )
        )
    try:
        target = path.resolve()
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        _refuse(path, target, ours, inputs, force=force)
        _replace(target, text.encode())
    except (OSError, RuntimeError) as error:
        told = reason(error) if isinstance(error, OSError) else str(error)
        raise BadInputError(
            worded("{file} cannot be written: {strerror}", file=path, strerror=told)
        ) from None


def write_new(path: Path, text: str, *, inputs: Iterable[Path] = ()) -> None:
    """Write `text` to the file `path`, in UTF-8, which is not there yet.

    Args:
        path: the file.
        text: all that it will hold.
        inputs: as those of `write_whole`.

    Raises:
        BadInputError: it is there, or cannot be written.
    """
    refuse_existing(path)
    write_whole(path, text, ours=b"", inputs=inputs)


def refuse_existing(path: Path) -> None:
    """Refuse a file that is there.

    Raises:
        BadInputError: it is.
    """
    if os.path.lexists(path):
        raise BadInputError(worded("{file} is there; choose another name", file=path))


def _refuse(path: Path, target: Path, ours: bytes, inputs: Iterable[Path], *, force: bool) -> None:
    if any(target.is_relative_to(given.resolve()) for given in inputs):
        raise BadInputError(worded("{file} is one of the files read; write to another", file=path))
    if force or not target.exists():
        return
    with target.open("rb") as file:
        beginning = file.read(_BEGINNING)
    if beginning and ours not in beginning:
        raise BadInputError(
            worded(
                "{file} is there, and pactgraph did not write it; --force overwrites it",
                file=path,
            )
        )


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_mask()
    put_whole(target, [data], mode, beside=f".{target.name[:100]}")


def _mask() -> int:
    """Return the permissions that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
