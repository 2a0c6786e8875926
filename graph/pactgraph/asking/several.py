"""Several answers to one question, together with what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pactgraph.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgraph.asking.setting import Setting
    from pactgraph.record import Record

_Each = TypeVar("_Each")


class Several(Told, list[_Each]):
    """A list of answers that tells itself.

    Attributes:
        record: what they were found in.
        setting: what the question fixed.
    """

    __slots__ = ("record", "setting")

    def __init__(self, found: Iterable[_Each], record: Record, setting: Setting) -> None:
        """Take what was found."""
        super().__init__(found)
        self.record = record
        self.setting = setting
