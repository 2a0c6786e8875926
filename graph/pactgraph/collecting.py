"""Work that keeps nearly all it makes, without Python looking again and again for what to drop."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Make what is made within, also as a decorator, without looking for circles of garbage.

    What nothing refers to is dropped as ever. If the caller does not collect, nothing changes.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
