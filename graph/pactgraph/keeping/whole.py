"""How a file reaches the disk: whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def put_whole(target: Path, parts: Iterable[bytes], mode: int, beside: str) -> None:
    """Write a file beside `target` and put it in its place in one step.

    Whoever reads sees the old file or the new one, even if the program is killed, or two write
    at once.

    Args:
        target: the file; it may be there.
        parts: what it will hold.
        mode: its permissions.
        beside: what the name of the file beside it begins with, which a kill can leave behind.

    Raises:
        OSError: it cannot be written; nothing is left then.
    """
    other = target.with_name(f"{beside}.{secrets.token_hex(8)}")
    try:
        with open(other, "xb", opener=_private) as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        other.chmod(mode)
        other.replace(target)
    except BaseException:  # Ctrl-C, too, wherever it comes
        with suppress(OSError):
            other.unlink()
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
